//! The front matter of each kind of file as JSON Schema, for editors. It is made from the lists and
//! limits that the reader uses, so that both ask the same.
//!
//! What only other files can tell (whether an id is the folder's, whether minutes add up) is left to
//! the reader.

use std::ops::RangeInclusive;

use serde_json::{Map, Value, json};

use crate::{
    course::{Band, Curriculum},
    lint::translation,
    read::{
        family, guide,
        keywords::ORIGINAL,
        lesson_front::{
            self, DIRECTIONS, GRADES, ORDERS, READ_ALOUD, REVIEWERS, STATUSES, SUMMARY, TITLE,
            TOPICS, TRANSLATION_KEYS,
        },
        shared,
    },
};

/// Draft 7 is what editors know.
const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

/// Keys that may be left out.
const OPTIONAL: [&str; 3] = ["reviewed_by", "names", lesson_front::ADAPTED];

/// A kind of file with front matter of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    Lesson,
    Guide,
    Family,
    Unit,
}

impl Sheet {
    pub const ALL: [Self; 4] = [Self::Lesson, Self::Guide, Self::Family, Self::Unit];

    /// As its file is called, without `.md`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lesson => "lesson",
            Self::Guide => "guide",
            Self::Family => "family",
            Self::Unit => "unit",
        }
    }

    /// The keys of an original, and those that a translation adds.
    fn keys(self) -> (Vec<&'static str>, Vec<&'static str>) {
        match self {
            Self::Lesson => {
                let added = TRANSLATION_KEYS.into_iter().chain([lesson_front::NAMES]);
                (lesson_front::KEYS.to_vec(), added.collect())
            }
            Self::Guide => (guide::KEYS.to_vec(), Vec::new()),
            Self::Family => (family::KEYS.to_vec(), TRANSLATION_KEYS.to_vec()),
            Self::Unit => {
                let keys = shared::KEYS.into_iter().chain(["band"]);
                (keys.collect(), vec![TRANSLATION_KEYS[1]])
            }
        }
    }
}

/// What the front matter of such a file may hold; with a curriculum, its standards and words are the
/// only ones.
pub fn schema(sheet: Sheet, curriculum: Option<&Curriculum>) -> Value {
    let (own, added) = sheet.keys();
    let all = own.iter().chain(&added);
    let properties: Map<String, Value> = all
        .map(|key| ((*key).to_owned(), property(key, sheet, curriculum)))
        .collect();
    let required = |keys: &[&str]| -> Vec<Value> {
        let needed = keys.iter().filter(|key| !OPTIONAL.contains(key));
        needed.map(|key| json!(key)).collect()
    };
    let nowhere: Map<_, _> = added
        .iter()
        .map(|key| ((*key).to_owned(), json!(false)))
        .collect();
    let translated = json!({
        "if": {
            "properties": { "lang": { "not": { "const": ORIGINAL } } },
            "required": ["lang"],
        },
        "then": { "required": required(&added) },
        "else": { "properties": nowhere },
    });
    let mut rules = match added.is_empty() {
        true => Vec::new(),
        false => vec![translated],
    };
    if sheet == Sheet::Lesson {
        rules.push(released());
    }
    let mut schema = json!({
        "$schema": DIALECT,
        "title": format!("Front matter of {}.md", sheet.name()),
        "type": "object",
        "properties": properties,
        "required": required(&own),
        "additionalProperties": false,
    });
    if !rules.is_empty() {
        schema["allOf"] = json!(rules);
    }
    schema
}

/// A released lesson names its four reviewers, each with a day.
fn released() -> Value {
    let signed = REVIEWERS.map(|role| {
        let pattern = format!("^{role} [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$");
        json!({ "contains": { "type": "string", "pattern": pattern } })
    });
    json!({
        "if": {
            "properties": { "status": { "const": "released" } },
            "required": ["status"],
        },
        "then": {
            "required": ["reviewed_by"],
            "properties": { "reviewed_by": { "allOf": signed } },
        },
    })
}

fn property(key: &str, sheet: Sheet, curriculum: Option<&Curriculum>) -> Value {
    let minutes = match sheet {
        Sheet::Guide => guide::MINUTES,
        _ => lesson_front::MINUTES,
    };
    let (mut value, about) = match key {
        "format" => (one_of(["1"]), "The version of this format."),
        "id" | "for" | "source" => (
            id(),
            "The lesson's permanent id: band, a dot, the folder without its number.",
        ),
        "title" => (text(TITLE), "Neutral, because it stands in histories."),
        "band" => (one_of(Band::ALL.map(Band::slug)), "The folder of the band."),
        "order" => (number(ORDERS), "The folder's number."),
        "minutes" => (number(minutes), "The sum of the segments' minutes."),
        "summary" => (text(SUMMARY), "One sentence, safe for a public list."),
        "standards" => {
            let known = curriculum.map(|curriculum| &curriculum.registry.standards);
            let known = known.map(|rows| rows.iter().map(|row| &*row.key).collect());
            (list(known), "Keys of registry/standards.toml.")
        }
        "topics" => (list(Some(TOPICS.to_vec())), "What the lesson is about."),
        "words" => {
            let known = curriculum.map(|curriculum| &curriculum.glossary);
            let known = known.map(|terms| terms.iter().map(|term| &*term.id).collect());
            (list(known), "Ids of the glossary, in the order of “Words”.")
        }
        "harm" => (
            json!({ "type": "boolean" }),
            "Whether the lesson touches on harm.",
        ),
        "reading" => {
            let grades = GRADES.map(|grade| json!(grade));
            let levels: Vec<_> = std::iter::once(json!(READ_ALOUD)).chain(grades).collect();
            (json!({ "enum": levels }), "Read aloud, or a grade.")
        }
        "lang" => (text(lesson_front::LANG), "The folder of the language."),
        "dir" => (
            one_of(DIRECTIONS.map(|(name, _)| name)),
            "How the language is written.",
        ),
        "status" => (
            one_of(STATUSES.map(|(name, _)| name)),
            "How far its review is.",
        ),
        lesson_front::ADAPTED => (
            json!({ "type": "string", "pattern": "^[^@]+@[0-9A-Fa-f]{12}$" }),
            "In a school's own folder: the shipped lesson's id, `@` and the version it was made from.",
        ),
        "reviewed_by" => (list(None), "A line `role date` for each reviewer."),
        "facilitators" => (number(guide::FACILITATORS), "Adults in the room, at least."),
        "counselor" => (
            one_of(guide::PLACES.map(|(name, _)| name)),
            "Where the counselor is meanwhile.",
        ),
        "send" => (
            one_of(family::TIMES.map(|(name, _)| name)),
            "When the letter goes home.",
        ),
        "source_hash" => (
            text(translation::LONGEST),
            "Fingerprint of the original; the check tells it.",
        ),
        "names" => (json!({}), "The names that the translation has changed."),
        _ => return json!({}),
    };
    value["description"] = json!(about);
    value
}

fn text(longest: usize) -> Value {
    json!({ "type": "string", "minLength": 1, "maxLength": longest })
}

fn id() -> Value {
    let bands = Band::ALL.map(Band::slug).join("|");
    let pattern = format!("^({bands})\\.[a-z0-9]+(-[a-z0-9]+)*$");
    json!({ "type": "string", "pattern": pattern, "maxLength": lesson_front::ID })
}

fn number(range: RangeInclusive<u32>) -> Value {
    json!({ "type": "integer", "minimum": range.start(), "maximum": range.end() })
}

fn list(known: Option<Vec<&str>>) -> Value {
    let items = match known {
        Some(known) => json!({ "enum": known }),
        None => json!({ "type": "string", "minLength": 1 }),
    };
    json!({ "type": "array", "minItems": 1, "items": items })
}

/// One of some words; those in digits may stand without quotes.
fn one_of<const N: usize>(words: [&str; N]) -> Value {
    let number = |word: &&str| word.parse::<u32>().ok().map(|number| json!(number));
    let numbers: Vec<_> = words.iter().filter_map(number).collect();
    let words = words.iter().map(|word| json!(word));
    let all: Vec<_> = numbers.into_iter().chain(words).collect();
    json!({ "enum": all })
}
