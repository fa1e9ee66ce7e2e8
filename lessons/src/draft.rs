//! A lesson to begin with: three files that keep every rule, and say what to write in their places.

use crate::{
    course::{Band, Curriculum, Term},
    problem::Level,
    read::{self, Files, keywords::ORIGINAL, lesson_front::ORDERS},
};

const LESSON: &str = include_str!("draft/lesson.md");
const GUIDE: &str = include_str!("draft/guide.md");
const FAMILY: &str = include_str!("draft/family.md");

/// Named if the registry has it: it fits most lessons until the author has chosen.
const STANDARD: &str = "casel:relationship-skills";

/// Words that most lessons use, taken before others of the glossary.
const WORDS: [&str; 4] = ["ask", "trusted-adult", "help", "respect"];

/// The files of a new lesson, none of them written yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Path of its folder below the lessons folder, such as `en/k-2/07-taking-turns`.
    pub folder: String,
    /// By path below the lessons folder.
    pub files: Files,
}

/// Why there is no such lesson: one sentence, for its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub String);

/// Makes the next lesson of `band`, about harm if `harm`.
///
/// # Errors
/// A sentence if the band has no unit, if the folder's name is taken or cannot be made of the title,
/// or if the lesson would break a rule.
pub fn draft(files: &Files, band: Band, title: &str, harm: bool) -> Result<Draft, Refused> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let unit = format!("{ORIGINAL}/{band}/unit.md");
    if !files.contains_key(&unit) {
        return Err(Refused(format!(
            "{unit} is missing; write the unit's page first."
        )));
    }
    let slug = slug(&title);
    if slug.is_empty() {
        let why = "The title has no letter or digit to name a folder with; give another.";
        return Err(Refused(why.into()));
    }
    let order = free_order(files, band, &slug)?;
    let beside = beside(files);
    let (curriculum, _) = read::read(&beside, ORIGINAL);
    let folder = format!("{ORIGINAL}/{band}/{order:02}-{slug}");
    let blanks = Blanks {
        band,
        order,
        harm,
        id: format!("{band}.{slug}"),
        title,
    };
    let values = blanks.values(&curriculum)?;
    let texts = [
        ("lesson.md", LESSON),
        ("guide.md", GUIDE),
        ("family.md", FAMILY),
    ];
    let made = texts.map(|(name, text)| {
        let text = filled(text, &values);
        (format!("{folder}/{name}"), text.into_bytes())
    });
    let draft = Draft {
        folder,
        files: Files::from(made),
    };
    check(beside, &draft)?;
    Ok(draft)
}

/// What a lesson is read against: no translation, and no other lesson.
fn beside(files: &Files) -> Files {
    let tops = [ORIGINAL, "registry", "pictures"];
    let is_beside = |path: &str| {
        let top = path.split('/').next().unwrap_or_default();
        tops.contains(&top) && path.matches('/').count() < 3
    };
    let beside = files.iter().filter(|(path, _)| is_beside(path));
    let beside = beside.map(|(path, bytes)| (path.clone(), bytes.clone()));
    beside.collect()
}

/// Nothing is made that the reader would send back.
fn check(mut all: Files, draft: &Draft) -> Result<(), Refused> {
    all.extend(draft.files.clone());
    let (_, problems) = read::read(&all, ORIGINAL);
    let own = problems
        .into_iter()
        .find(|problem| problem.level == Level::Error && draft.files.contains_key(&problem.file));
    match own {
        Some(problem) => {
            let ended = |text: &str| format!("{}.", text.trim_end_matches('.'));
            let (message, help) = (ended(&problem.message), ended(&problem.help));
            let why = format!("The lesson cannot be made: {message} {help}");
            Err(Refused(why))
        }
        None => Ok(()),
    }
}

/// The number behind the band's last one, unless the name is taken.
fn free_order(files: &Files, band: Band, slug: &str) -> Result<u32, Refused> {
    let prefix = format!("{ORIGINAL}/{band}/");
    let paths = files.keys().filter_map(|path| path.strip_prefix(&prefix));
    let folders = paths.filter_map(|path| path.split_once('/')?.0.split_once('-'));
    let mut last = 0;
    for (number, name) in folders {
        if name == slug {
            return Err(Refused(format!(
                "{prefix}{number}-{slug} is there already; give another title."
            )));
        }
        last = last.max(number.parse().unwrap_or(0));
    }
    let order = last + 1;
    match ORDERS.contains(&order) {
        true => Ok(order),
        false => Err(Refused(format!(
            "{prefix} has lessons up to {last}; there is no number behind it."
        ))),
    }
}

/// `When something isn't OK` → `when-something-isnt-ok`.
fn slug(title: &str) -> String {
    let letters = title.to_lowercase().replace(['\'', '’'], "");
    let words = letters.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// What is filled into the texts.
struct Blanks {
    band: Band,
    order: u32,
    harm: bool,
    id: String,
    title: String,
}

impl Blanks {
    fn values(&self, curriculum: &Curriculum) -> Result<Vec<(String, String)>, Refused> {
        let mut values: Vec<(String, String)> = Vec::new();
        let mut add = |name: &str, value: &str| values.push((name.into(), value.into()));
        let segments = minutes(self.band);
        add("id", &self.id);
        add("band", self.band.slug());
        add("order", &self.order.to_string());
        add("quoted", &quoted(&self.title));
        add("title", &escaped(&self.title));
        add("minutes", &segments.iter().sum::<u32>().to_string());
        for (at, minutes) in segments.iter().enumerate() {
            add(&format!("minutes-{}", at + 1), &minutes.to_string());
        }
        add("reading", reading(self.band));
        add("standard", &quoted(standard(curriculum)?));
        for (at, term) in words(curriculum)?.iter().enumerate() {
            add(&format!("word-{}", at + 1), &quoted(&term.id));
            add(
                &format!("term-{}", at + 1),
                &escaped(&term.term.to_lowercase()),
            );
        }
        let harm = |yes: &'static str, no: &'static str| if self.harm { yes } else { no };
        add("harm", harm("true", "false"));
        add("topics", harm("trusted-adults, help", "friendship"));
        add("notice", harm(NOTICE, ""));
        add("facilitators", harm("2", "1"));
        add("counselor", harm("in-room", "available"));
        add("counselor-where", harm("in the room", "free to be called"));
        add("second-adult", harm(SECOND_ADULT, ALONE));
        add("send", harm("before", "after"));
        add("tense", harm("will soon talk about", "has talked about"));
        add("fidelity", harm(FAULT_SAID, PRACTICED));
        let sentence = match self.harm {
            true => format!(" {}", self.never_fault(curriculum)?),
            false => String::new(),
        };
        add("never-fault", &sentence);
        Ok(values)
    }

    /// A sentence that says whose fault it is not, made of a phrase of the registry.
    fn never_fault(&self, curriculum: &Curriculum) -> Result<String, Refused> {
        let usual = match self.band {
            Band::K2 | Band::Three5 => "never a kid's fault",
            _ => "not the fault of the person it happens to",
        };
        let phrases = &curriculum.registry.words.never_fault;
        let own = phrases.iter().filter(|phrase| phrase.lang == ORIGINAL);
        let mut own = own.map(|phrase| &*phrase.phrase);
        let phrase = own.clone().find(|phrase| *phrase == usual);
        let phrase = phrase.or_else(|| own.next()).ok_or_else(|| {
            Refused("registry/words.toml has no never_fault phrase; add one first.".into())
        })?;
        Ok(match phrase.split(' ').next() {
            Some("never" | "not") => format!("It is {phrase}."),
            _ => format!("Remember: {phrase}."),
        })
    }
}

const NOTICE: &str = "
> [!IMPORTANT]
> Replace this with today's topic in one calm line. Nothing graphic is shown. You can pass or take a break any time.
";
const SECOND_ADULT: &str =
    "Another adult will be in the room. It is not a Friday or the day before a holiday.";
const ALONE: &str = "You know who can come when a student needs a quiet place.";
const FAULT_SAID: &str = "The never-fault sentence said aloud";
const PRACTICED: &str = "Practice done, with both sides of it";

/// Minutes of the five segments; a fifth and more goes to practice.
const fn minutes(band: Band) -> [u32; 5] {
    match band {
        Band::K2 => [3, 5, 6, 4, 2],
        Band::Three5 => [4, 8, 9, 6, 3],
        Band::Six8 => [4, 11, 12, 9, 4],
        Band::Nine10 | Band::Eleven12 => [4, 12, 14, 11, 4],
    }
}

const fn reading(band: Band) -> &'static str {
    match band {
        Band::K2 => "read-aloud",
        Band::Three5 => "3",
        Band::Six8 => "6",
        Band::Nine10 | Band::Eleven12 => "8",
    }
}

fn standard(curriculum: &Curriculum) -> Result<&str, Refused> {
    let rows = &curriculum.registry.standards;
    let row = rows.iter().find(|row| row.key == STANDARD).or(rows.first());
    row.map(|row| &*row.key)
        .ok_or_else(|| Refused("registry/standards.toml has no row to name; add one first.".into()))
}

/// Three words of the glossary.
fn words(curriculum: &Curriculum) -> Result<[&Term; 3], Refused> {
    let usual = WORDS.iter().filter_map(|id| curriculum.term(id));
    let others = curriculum.glossary.iter();
    let others = others.filter(|term| !WORDS.contains(&&*term.id));
    let mut terms = usual.chain(others);
    match [terms.next(), terms.next(), terms.next()] {
        [Some(one), Some(two), Some(three)] => Ok([one, two, three]),
        _ => Err(Refused(format!(
            "{ORIGINAL}/glossary.md has fewer than three words; add some first."
        ))),
    }
}

/// As a text of YAML that may hold anything.
fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '.');
    let is_word = text.starts_with(|c: char| c.is_ascii_alphabetic());
    if is_word && text.chars().all(is_plain) && !RESERVED.contains(&text) {
        return text.to_owned();
    }
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{text}\"")
}

/// Words that YAML takes for something else than a text.
const RESERVED: [&str; 8] = [
    "true", "false", "null", "True", "False", "Null", "yes", "no",
];

/// As Markdown that shows exactly this.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '~' | '|'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// The text with each `{{name}}` replaced. A value is not searched again.
fn filled(text: &str, values: &[(String, String)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        filled.push_str(before);
        let (name, after) = after.split_once("}}").unwrap_or((after, ""));
        let value = values.iter().find(|(own, _)| own == name);
        filled.push_str(value.map_or("", |(_, value)| value));
        rest = after;
    }
    filled + rest
}
