//! A check as it is drawn: without its key until something is chosen, and then with no more than
//! what was chosen. And the forms that answer one, read from its page.

use lessons::check::{Body, Check};
use scraper::{ElementRef, Html, Selector};

/// What a form posts, in order.
pub type Fields = Vec<(String, String)>;

/// One way to answer a check, and what the page may say to it; all of that it has to say.
pub struct Answer {
    pub fields: Fields,
    pub told: String,
    /// The options that are chosen by it, by number.
    chosen: Vec<usize>,
}

fn all<'a>(within: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    within.select(&selector).collect()
}

fn section<'a>(page: &'a Html, check: &Check) -> ElementRef<'a> {
    let found = all(page.root_element(), &format!("#check-{}", check.id));
    assert_eq!(found.len(), 1, "{} on the page", check.id);
    found[0]
}

fn value(element: ElementRef, attribute: &str) -> String {
    element.attr(attribute).unwrap_or_default().to_owned()
}

fn text(element: ElementRef) -> String {
    element.text().collect::<String>().trim().to_owned()
}

/// Every option once; for match and order a wrong answer and the right one.
pub fn answers(page: &str, check: &Check) -> Vec<Answer> {
    let page = Html::parse_document(page);
    let form = |fields: Fields| {
        let check = ("check".to_owned(), check.id.clone());
        std::iter::once(check).chain(fields).collect::<Fields>()
    };
    let whole = |[wrong, right]: [Fields; 2], feedback: &str| {
        [(wrong, ""), (right, feedback)].map(|(fields, told)| Answer {
            fields: form(fields),
            told: told.to_owned(),
            chosen: Vec::new(),
        })
    };
    match &check.body {
        Body::ChooseOne(choices) | Body::ChooseAll(choices) | Body::TrueOrFalse(choices) => {
            let choices = choices.iter().enumerate();
            choices
                .map(|(at, choice)| Answer {
                    fields: form(vec![("choice".into(), at.to_string())]),
                    told: choice.feedback.clone(),
                    chosen: vec![at],
                })
                .collect()
        }
        Body::Match {
            pairs, feedback, ..
        } => whole(matches(section(&page, check), pairs), feedback).into(),
        Body::PutInOrder { items, feedback } => {
            whole(orders(section(&page, check), items), feedback).into()
        }
        Body::Scenario { .. } | Body::Reflect(_) => Vec::new(),
    }
}

/// The first choice in every row, and the one that belongs there.
fn matches(section: ElementRef, pairs: &[(String, String)]) -> [Fields; 2] {
    let rows = all(section, "select");
    assert_eq!(rows.len(), pairs.len());
    let mut answers = [Fields::new(), Fields::new()];
    for (row, (_, right)) in rows.into_iter().zip(pairs) {
        let choices: Vec<(String, String)> = all(row, "option")
            .into_iter()
            .map(|choice| (value(choice, "value"), text(choice)))
            .filter(|(value, _)| !value.is_empty())
            .collect();
        let right = plain(right);
        let fits = choices.iter().find(|(_, text)| *text == right);
        let fits = fits.unwrap_or_else(|| panic!("no {right:?} among {choices:?}"));
        for (answer, (value, _)) in answers.iter_mut().zip([&choices[0], fits]) {
            answer.push((self::value(row, "name"), value.clone()));
        }
    }
    answers
}

/// The items as they are shown, and as they belong.
fn orders(section: ElementRef, items: &[String]) -> [Fields; 2] {
    let shown: Vec<(String, String)> = all(section, "li")
        .into_iter()
        .map(|line| {
            let input = all(line, "input[name=item]")[0];
            (value(input, "value"), text(all(line, ".order-text")[0]))
        })
        .collect();
    let right = items.iter().map(|item| {
        let item = plain(item);
        let found = shown.iter().find(|(_, text)| *text == item);
        found.unwrap_or_else(|| panic!("no {item:?} among {shown:?}"))
    });
    let fields = |(value, _): &(String, String)| ("item".to_owned(), value.clone());
    [
        shown.iter().map(fields).collect(),
        right.map(fields).collect(),
    ]
}

/// Inline HTML as the text it shows.
fn plain(html: &str) -> String {
    text(Html::parse_fragment(html).root_element())
}

/// What a page gives away about checks that nobody has answered.
pub fn keys_shown<'a>(page: &str, checks: impl IntoIterator<Item = &'a Check>) -> Vec<String> {
    let page = Html::parse_document(page);
    let mut problems = Vec::new();
    for check in checks {
        if matches!(check.body, Body::Reflect(_)) {
            continue;
        }
        let section = section(&page, check);
        for told in [
            "[data-verdict]",
            "[data-feedback]",
            ".option-why",
            "[checked]",
            "[selected]",
        ] {
            if !all(section, told).is_empty() {
                problems.push(format!("{} has {told}", check.id));
            }
        }
        problems.extend(differences(section, check));
    }
    problems
}

/// What a page that is only read gives away about its checks: it asks nothing, and says no more
/// than a check says before it is answered.
pub fn keys_read<'a>(page: &str, checks: impl IntoIterator<Item = &'a Check>) -> Vec<String> {
    let page = Html::parse_document(page);
    let mut problems = Vec::new();
    for check in checks {
        let section = section(&page, check);
        let controls = "form, input, select, textarea, button:not(.word)";
        for told in [controls, "[data-verdict]", "[data-feedback]", ".option-why"] {
            if !all(section, told).is_empty() {
                problems.push(format!("{} has {told}", check.id));
            }
        }
        let mut shown: Vec<String> = all(section, "li").into_iter().map(text).collect();
        let mut asked: Vec<String> = match &check.body {
            Body::ChooseOne(choices) | Body::ChooseAll(choices) | Body::TrueOrFalse(choices) => {
                choices.iter().map(|choice| plain(&choice.text)).collect()
            }
            Body::Match { pairs, .. } => pairs
                .iter()
                .flat_map(|(left, right)| [plain(left), plain(right)])
                .collect(),
            Body::PutInOrder { items, .. } | Body::Reflect(items) => {
                items.iter().map(|item| plain(item)).collect()
            }
            Body::Scenario { branches, .. } => {
                let scenes = all(section, ".asked-scene").into_iter().map(text);
                let scenes = scenes.collect::<String>();
                let lost = |branch: &&lessons::check::Branch| !scenes.contains(&branch.label);
                problems.extend(branches.iter().filter(lost).map(|lost| lost.label.clone()));
                continue;
            }
        };
        if shown == asked && matches!(check.body, Body::PutInOrder { .. }) {
            problems.push(format!("{} is shown in the right order", check.id));
        }
        shown.sort();
        asked.sort();
        if shown != asked {
            problems.push(format!("{} shows {shown:?}, not {asked:?}", check.id));
        }
    }
    problems
}

/// Options may differ in their words and numbers, and in nothing that tells them apart.
fn differences(section: ElementRef, check: &Check) -> Vec<String> {
    let mut problems = Vec::new();
    let mut alike = |what: &str, shapes: Vec<String>, count: usize| {
        assert_eq!(shapes.len(), count, "{what} of {}", check.id);
        if shapes.iter().any(|shape| *shape != shapes[0]) {
            problems.push(format!("{} tells its {what} apart: {shapes:?}", check.id));
        }
    };
    match &check.body {
        Body::ChooseOne(choices) | Body::ChooseAll(choices) | Body::TrueOrFalse(choices) => {
            let options = all(section, "li.option").into_iter();
            let shapes = options.map(|option| shape(option, &["label"]));
            alike("options", shapes.collect(), choices.len());
        }
        Body::Match { pairs, .. } => {
            let rows = all(section, "select").into_iter();
            alike(
                "rows",
                rows.map(|row| row.inner_html()).collect(),
                pairs.len(),
            );
            let choices = all(
                section,
                "select:first-of-type option[value]:not([value=''])",
            );
            let shapes = choices.into_iter().map(|choice| shape(choice, &[]));
            alike("choices", shapes.collect(), pairs.len() * pairs.len());
            is_opaque(section, "option[value]:not([value=''])", &mut problems);
        }
        Body::PutInOrder { items, .. } => {
            let lines = all(section, "li");
            let shown: Vec<String> = all(section, ".order-text").into_iter().map(text).collect();
            let right: Vec<String> = items.iter().map(|item| plain(item)).collect();
            assert_eq!(lines.len(), right.len());
            if shown == right {
                problems.push(format!("{} is shown in the right order", check.id));
            }
            is_opaque(section, "input[name=item]", &mut problems);
        }
        Body::Scenario { .. } | Body::Reflect(_) => {}
    }
    problems
}

/// A number, or a short word, would tell which place is meant.
fn is_opaque(section: ElementRef, selector: &str, problems: &mut Vec<String>) {
    for element in all(section, selector) {
        let value = value(element, "value");
        let hex = value.chars().all(|letter| letter.is_ascii_hexdigit());
        if value.len() < 12 || !hex {
            problems.push(format!("{value:?} may tell something"));
        }
    }
}

/// Names of elements and attributes; values, too, but for those that number or name.
fn shape(element: ElementRef, worded: &[&str]) -> String {
    let numbered = ["id", "for", "value", "aria-describedby"];
    let mut shape = String::new();
    let elements = std::iter::once(element).chain(all(element, "*"));
    for element in elements {
        let inside = element.ancestors().filter_map(ElementRef::wrap);
        if inside
            .into_iter()
            .any(|outer| worded.contains(&outer.value().name()))
        {
            continue;
        }
        let mut attributes: Vec<String> = element
            .value()
            .attrs()
            .map(|(name, value)| match numbered.contains(&name) {
                true => name.to_owned(),
                false => format!("{name}={value}"),
            })
            .collect();
        attributes.sort();
        shape += &format!("<{} {}>", element.value().name(), attributes.join(" "));
    }
    shape
}

/// What the answered page gives away beside what was chosen.
pub fn keys_beside_the_chosen<'a>(
    page: &str,
    answered: &Check,
    answer: &Answer,
    checks: impl IntoIterator<Item = &'a Check>,
) -> Vec<String> {
    let others = checks.into_iter().filter(|check| check.id != answered.id);
    let mut problems = keys_shown(page, others);
    let page = Html::parse_document(page);
    let section = section(&page, answered);
    assert_eq!(
        all(section, "[data-feedback]").len(),
        1,
        "{} says nothing to its answer",
        answered.id
    );
    for (at, option) in all(section, "li.option").into_iter().enumerate() {
        let told = ["[checked]", ".option-why"];
        let tells = option.attr("data-verdict").is_some()
            || told.iter().any(|told| !all(option, told).is_empty());
        if tells != answer.chosen.contains(&at) {
            problems.push(format!("option {at} of {} tells: {tells}", answered.id));
        }
    }
    problems
}
