//! The front matter of `lesson.md`, key by key.

use std::ops::{Range, RangeInclusive};

use super::{
    front_matter::{At, FrontMatter},
    keywords::ORIGINAL,
    lesson::Place,
    near::did_you_mean,
    source::Notes,
    world::Page,
};
use crate::{
    course::Band,
    lesson::{Adapted, Status, VERSION_DIGITS},
    lint::{translation, wording},
};

/// The topics that a lesson may name.
pub(crate) const TOPICS: [&str; 26] = [
    "feelings",
    "coping",
    "body",
    "boundaries",
    "consent",
    "touch",
    "secrets",
    "trusted-adults",
    "friendship",
    "bullying",
    "pressure",
    "relationships",
    "power",
    "online",
    "images",
    "exploitation",
    "bystander",
    "rights",
    "media",
    "substances",
    "help",
    "work",
    "norms",
    "advocacy",
    "families",
    "identity",
];

pub(crate) const KEYS: [&str; 17] = [
    "format",
    "id",
    "title",
    "band",
    "order",
    "minutes",
    "summary",
    "standards",
    "topics",
    "harm",
    "words",
    "reading",
    "lang",
    "dir",
    "status",
    "reviewed_by",
    ADAPTED,
];

/// What any file of a lesson may say that a school has made of a shipped one.
pub(crate) const ADAPTED: &str = "adapted_from";
/// The names that a translated lesson has changed; nothing else reads them.
pub(crate) const NAMES: &str = "names";

/// Characters of a language's name, an id, a title and a summary, at most.
pub(crate) const LANG: usize = 35;
pub(crate) const ID: usize = 80;
pub(crate) const TITLE: usize = 60;
pub(crate) const SUMMARY: usize = 160;

pub(crate) const MINUTES: RangeInclusive<u32> = 15..=60;
pub(crate) const ORDERS: RangeInclusive<u32> = 1..=99;

/// How a text reads: by somebody else, or in a grade.
pub(crate) const READ_ALOUD: &str = "read-aloud";
pub(crate) const GRADES: RangeInclusive<u32> = 1..=12;

pub(crate) const DIRECTIONS: [(&str, &str); 2] = [("ltr", "ltr"), ("rtl", "rtl")];

/// What a translated lesson or letter says of its original.
pub(crate) const TRANSLATION_KEYS: [&str; 2] = ["source", "source_hash"];

/// Who signs a lesson before it is released, each with a date.
pub(crate) const REVIEWERS: [&str; 4] = ["health-teacher", "counselor", "cac", "survivor-advisor"];

pub(crate) const STATUSES: [(&str, Status); 3] = [
    ("draft", Status::Draft),
    ("reviewed", Status::Reviewed),
    ("released", Status::Released),
];

/// The values of a lesson's front matter.
#[derive(Debug)]
pub(crate) struct Front {
    pub title: At<String>,
    pub minutes: At<u32>,
    pub summary: String,
    pub standards: Vec<String>,
    pub topics: Vec<String>,
    pub harm: bool,
    /// Where missing fault sentences are reported.
    pub harm_span: Range<usize>,
    pub words: Vec<At<String>>,
    pub reading: String,
    pub dir: String,
    pub status: Status,
    pub adapted: Option<Adapted>,
}

/// Reads the front matter and says where the body begins.
///
/// No [`Front`] if a key is missing without which the lesson must not be shown; no body if the two
/// cannot be told apart.
pub(crate) fn read(
    place: &Place,
    page: &Page,
    notes: &mut Notes,
) -> (Option<Front>, Option<usize>) {
    let mut known = KEYS.to_vec();
    if page.world.lang != ORIGINAL {
        known.extend(TRANSLATION_KEYS);
        known.push(NAMES);
    }
    let Some(keys) = FrontMatter::read(page.source, &known, notes) else {
        return (None, None);
    };
    let body = Some(keys.body);
    keys.one_of("format", &[("1", ())], notes);
    check_place(&keys, place, page, notes);
    let title = keys.text("title", TITLE, notes);
    let minutes = keys.number("minutes", MINUTES, notes);
    let summary = keys.text("summary", SUMMARY, notes);
    for text in title.iter().chain(&summary) {
        wording::check_text(&text.value, &text.span, page, notes);
    }
    let standards = keys.list("standards", notes);
    let known = page.world.registry.standards.iter().map(|row| &*row.key);
    check_listed(&standards, "standard", known, notes);
    let topics = keys.list("topics", notes);
    check_listed(&topics, "topic", TOPICS.into_iter(), notes);
    let harm = keys.flag("harm", notes);
    let words = keys.list("words", notes);
    let known = page.world.glossary.iter().map(String::as_str);
    check_listed(&words, "word", known, notes);
    let reading = keys.text("reading", 16, notes);
    if let Some(reading) = &reading {
        check_reading(reading, notes);
    }
    let dir = keys.one_of("dir", &DIRECTIONS, notes);
    let status = keys.one_of("status", &STATUSES, notes);
    if status
        .as_ref()
        .is_some_and(|status| status.value == Status::Released)
    {
        check_reviewers(&keys, notes);
    }
    let values = |list: Vec<At<String>>| list.into_iter().map(|item| item.value).collect();
    let adapted = adapted(&keys, notes);
    let front = || {
        Some(Front {
            title: title?,
            minutes: minutes?,
            summary: summary?.value,
            standards: standards.map(values).unwrap_or_default(),
            topics: values(topics?),
            harm: harm?,
            harm_span: keys.span("harm"),
            words: words.unwrap_or_default(),
            reading: reading?.value,
            dir: dir?.value.to_owned(),
            status: status?.value,
            adapted: adapted.map(|adapted| adapted.value),
        })
    };
    (front(), body)
}

/// F005: what the path says too.
fn check_place(keys: &FrontMatter, place: &Place, page: &Page, notes: &mut Notes) {
    let help = "It has to be the folder's; rename the one or the other.";
    if let Some(id) = keys.text("id", ID, notes)
        && id.value != place.id
    {
        let message = format!("the id is `{}`, its folder says `{}`", id.value, place.id);
        notes.error("F005", &id.span, message, help);
    }
    let bands = Band::ALL.map(|band| (band.slug(), band));
    if let Some(band) = keys.one_of("band", &bands, notes)
        && band.value != place.band
    {
        let message = format!(
            "the band is `{}`, its folder says `{}`",
            band.value, place.band
        );
        notes.error("F005", &band.span, message, help);
    }
    if let Some(order) = keys.number("order", ORDERS, notes)
        && order.value != place.order
    {
        let message = format!(
            "the order is {}, its folder says {}",
            order.value, place.order
        );
        notes.error("F005", &order.span, message, help);
    }
    check_lang(keys, page, notes);
    check_source(keys, place, page, notes);
}

/// F005: a translation names its original, whose id it has.
pub(crate) fn check_source(keys: &FrontMatter, place: &Place, page: &Page, notes: &mut Notes) {
    if page.world.lang != ORIGINAL
        && let Some(source) = keys.text("source", ID, notes)
        && source.value != place.id
    {
        let message = format!(
            "the source is `{}`, its folder says `{}`",
            source.value, place.id
        );
        notes.error("F005", &source.span, message, "It has to be the folder's.");
    }
}

/// F005: the language is the one of the tree; a translation then has to be up to date.
pub(crate) fn check_lang(keys: &FrontMatter, page: &Page, notes: &mut Notes) {
    if let Some(lang) = keys.text("lang", LANG, notes)
        && lang.value != page.world.lang
    {
        let message = format!(
            "the language is `{}`, its folder is `{}`",
            lang.value, page.world.lang
        );
        notes.error("F005", &lang.span, message, "Write the folder's language.");
    }
    translation::front(keys, page, notes);
}

/// F009.
fn check_listed<'k>(
    listed: &Option<Vec<At<String>>>,
    noun: &str,
    known: impl Iterator<Item = &'k str> + Clone,
    notes: &mut Notes,
) {
    for item in listed.iter().flatten() {
        if !known.clone().any(|known| known == item.value) {
            let place = match noun {
                "standard" => "Add it to registry/standards.toml, or name another.",
                "word" => "Add it to glossary.md, or name another.",
                _ => "Use one of the topics that lessons/README.md lists.",
            };
            notes.error(
                "F009",
                &item.span,
                format!("unknown {noun} `{}`", item.value),
                did_you_mean(&item.value, known.clone(), place),
            );
        }
    }
}

fn check_reading(reading: &At<String>, notes: &mut Notes) {
    let grade = reading
        .value
        .parse::<u32>()
        .is_ok_and(|grade| GRADES.contains(&grade));
    if !grade && reading.value != READ_ALOUD {
        notes.error(
            "F004",
            &reading.span,
            format!("`reading: {}` is no level", reading.value),
            "Write `read-aloud` or a grade from 1 to 12.",
        );
    }
}

/// F004: nothing is released that its four reviewers have not signed.
fn check_reviewers(keys: &FrontMatter, notes: &mut Notes) {
    if !keys.has("reviewed_by") {
        notes.error(
            "F004",
            &keys.span("status"),
            "a released lesson names its reviewers",
            format!(
                "Add `reviewed_by:` with a line `- role date` for each of: {}.",
                REVIEWERS.join(", ")
            ),
        );
        return;
    }
    let signed = keys.list("reviewed_by", notes).unwrap_or_default();
    for role in REVIEWERS {
        let has_signed = |line: &At<String>| {
            line.value
                .split_once(' ')
                .is_some_and(|(who, date)| who == role && is_date(date.trim()))
        };
        if !signed.iter().any(has_signed) {
            notes.error(
                "F004",
                &keys.span("reviewed_by"),
                format!("the review by `{role}` is missing"),
                format!("Add `- {role} YYYY-MM-DD` once it has been signed."),
            );
        }
    }
}

/// F004: a lesson's id and some digits of its content version, if the key is there at all.
pub(crate) fn adapted(keys: &FrontMatter, notes: &mut Notes) -> Option<At<Adapted>> {
    if !keys.has(ADAPTED) {
        return None;
    }
    let text = keys.text(ADAPTED, 100, notes)?;
    let is_version = |version: &str| {
        version.len() == VERSION_DIGITS && version.bytes().all(|b| b.is_ascii_hexdigit())
    };
    let parts = text.value.split_once('@');
    let Some((id, version)) = parts.filter(|(_, version)| is_version(version)) else {
        notes.error(
            "F004",
            &text.span,
            format!("`{ADAPTED}: {}` is no lesson and version", text.value),
            format!("Write its id, `@` and the {VERSION_DIGITS} digits of its version."),
        );
        return None;
    };
    Some(At {
        value: Adapted {
            id: id.to_owned(),
            version: version.to_ascii_lowercase(),
        },
        span: text.span,
    })
}

fn is_date(text: &str) -> bool {
    let form = text
        .bytes()
        .map(|b| if b.is_ascii_digit() { b'0' } else { b });
    form.eq(*b"0000-00-00")
}
