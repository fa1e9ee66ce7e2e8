//! What must not be sent: staff text that no public text repeats, and what is said to those who
//! have chosen an option.

use std::{collections::HashSet, fs};

use lessons::{
    check::{Body, Check},
    course::Curriculum,
    guide::{Label, SectionBody},
    lesson::Block,
};

use crate::sieve::Sieve;

/// What the guides say and no other text does.
pub fn guides(curriculum: &Curriculum) -> Sieve {
    let mut sieve = Sieve::default();
    allow_public(&mut sieve, curriculum, |sieve, check| {
        told(check).into_iter().for_each(|html| sieve.allow(html));
    });
    for (name, html) in [
        ("disclosure card", &curriculum.shared.disclosure_card),
        ("pre-brief", &curriculum.shared.pre_brief),
    ] {
        assert!(sieve.add(name, html) > 0, "nothing of the {name}");
    }
    for lesson in curriculum.lessons() {
        for section in &lesson.guide.sections {
            match &section.body {
                SectionBody::Html(html) => {
                    sieve.add(&format!("{} {}", lesson.id, section.heading), html);
                }
                SectionBody::Segment { parts, .. } => {
                    for part in parts {
                        sieve.add(&format!("{} {:?}", lesson.id, part.label), &part.html);
                    }
                }
            }
        }
        let needed =
            [Label::Say, Label::Do, Label::Ask, Label::ListenFor].map(|l| format!("{l:?}"));
        let sections = [
            "Sensitive moments",
            "Fidelity card",
            "Purpose",
            "Before you teach",
        ];
        for what in needed.iter().map(String::as_str).chain(sections) {
            let of = format!("{} {what}", lesson.id);
            let (_, count) = sieve.share(|other| other == of, &HashSet::new());
            assert!(count > 0, "nothing to look for: {of}");
        }
    }
    sieve
}

/// What is said to those who have chosen an option, and stands nowhere else.
pub fn feedback(curriculum: &Curriculum) -> Sieve {
    let mut sieve = Sieve::default();
    allow_public(&mut sieve, curriculum, |_, _| {});
    for lesson in curriculum.lessons() {
        for check in lesson.steps.iter().flat_map(|step| step.checks()) {
            let of = format!("{}/{}", lesson.id, check.id);
            let found: usize = told(check).iter().map(|html| sieve.add(&of, html)).sum();
            assert!(
                found > 0 || told(check).is_empty(),
                "nothing to look for: {of}"
            );
        }
    }
    sieve
}

/// How many answers one check gets.
pub fn ways(check: &Check) -> usize {
    match &check.body {
        Body::ChooseOne(choices) | Body::ChooseAll(choices) | Body::TrueOrFalse(choices) => {
            choices.len()
        }
        Body::Match { .. } | Body::PutInOrder { .. } => 2,
        Body::Scenario { .. } | Body::Reflect(_) => 0,
    }
}

/// Everything that anybody may read; `also` is asked about each check.
fn allow_public(
    sieve: &mut Sieve,
    curriculum: &Curriculum,
    mut also: impl FnMut(&mut Sieve, &Check),
) {
    for unit in &curriculum.units {
        sieve.allow(&unit.title);
        sieve.allow(&unit.html);
    }
    for term in &curriculum.glossary {
        sieve.allow(&format!("{} {}", term.term, term.meaning));
    }
    for person in &curriculum.registry.people {
        sieve.allow(&format!("<p>{}</p><p>{}</p>", person.label, person.hint));
    }
    for line in &curriculum.registry.helplines {
        sieve.allow(&format!("<p>{}</p><p>{}</p>", line.need, line.says));
    }
    for said in app_texts() {
        sieve.allow(&said);
    }
    sieve.allow(&curriculum.shared.ground_rules);
    for lesson in curriculum.lessons() {
        let texts = [&lesson.title, &lesson.summary, &lesson.family.html];
        let titles = lesson.steps.iter().map(|step| &step.title);
        let texts = texts.into_iter().chain(&lesson.notice).chain(titles);
        for text in texts.chain(&lesson.objectives) {
            sieve.allow(text);
        }
        for word in &lesson.words {
            sieve.allow(&format!("{} {}", word.term, word.meaning));
        }
        for printable in &lesson.print {
            sieve.allow(&format!("<p>{}</p>{}", printable.title, printable.html()));
            for card in printable.cards() {
                let back = card.back.as_deref().unwrap_or_default();
                sieve.allow(&format!("<p>{}</p>{back}", card.text));
            }
        }
        for block in lesson.steps.iter().flat_map(|step| &step.blocks) {
            match block {
                Block::Prose(html) | Block::Callout(_, html) => sieve.allow(html),
                Block::Check(check) => {
                    sieve.allow(&asked(check));
                    also(sieve, check);
                }
            }
        }
    }
}

/// The app's own words for students, projectors and families, in every language.
fn app_texts() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../app/text");
    let languages = fs::read_dir(folder).unwrap();
    let files = languages.flat_map(|language| fs::read_dir(language.unwrap().path()).unwrap());
    files
        .map(|file| fs::read_to_string(file.unwrap().path()).unwrap())
        .collect()
}

/// What a check shows before it is answered, and a scenario at all times.
fn asked(check: &Check) -> String {
    let body: Vec<&str> = match &check.body {
        Body::ChooseOne(choices) | Body::ChooseAll(choices) | Body::TrueOrFalse(choices) => {
            choices.iter().map(|choice| &*choice.text).collect()
        }
        Body::Match { pairs, .. } => pairs
            .iter()
            .flat_map(|(left, right)| [&**left, &**right])
            .collect(),
        Body::PutInOrder { items, .. } | Body::Reflect(items) => {
            items.iter().map(String::as_str).collect()
        }
        Body::Scenario { opening, branches } => branches
            .iter()
            .flat_map(|branch| [&*branch.label, &*branch.html])
            .chain([opening.as_str()])
            .collect(),
    };
    format!("<p>{}</p><p>{}</p>", check.prompt, body.join("</p><p>"))
}

/// What is said to whoever answers the check, by option; one for the whole of match and order.
fn told(check: &Check) -> Vec<&str> {
    match &check.body {
        Body::ChooseOne(choices) | Body::ChooseAll(choices) | Body::TrueOrFalse(choices) => {
            choices.iter().map(|choice| &*choice.feedback).collect()
        }
        Body::Match { feedback, .. } | Body::PutInOrder { feedback, .. } => vec![feedback],
        Body::Scenario { .. } | Body::Reflect(_) => Vec::new(),
    }
}
