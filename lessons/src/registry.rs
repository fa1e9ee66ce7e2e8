//! The three registries beside the lessons: standards, helplines, and banned or preferred words.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::course::Band;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Registry {
    pub standards: Vec<Standard>,
    pub helplines: Vec<Line>,
    pub people: Vec<Helper>,
    pub words: Words,
}

/// One indicator of a framework. Its code is shown to the public only when `verified` is `Yes`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    pub key: String,
    pub framework: String,
    #[serde(default)]
    pub edition: String,
    #[serde(default)]
    pub strand: String,
    #[serde(default)]
    pub grades: String,
    pub meaning: String,
    pub verified: Verified,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verified {
    Yes,
    Partial,
    No,
}

/// A helpline. Students see it while it is `Verified` and was checked within 180 days.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub id: String,
    pub name: String,
    /// Needs it answers, such as `friend` or `sexual-harm`.
    #[serde(rename = "for")]
    pub for_needs: Vec<String>,
    /// One plain sentence: what it is for.
    pub need: String,
    #[serde(default)]
    pub call: Option<String>,
    #[serde(default)]
    pub text: Option<String>,
    #[serde(default)]
    pub chat: Option<String>,
    pub hours: String,
    /// What happens when you get in touch.
    pub says: String,
    /// Band slugs, `staff` and `family`.
    pub bands: Vec<String>,
    #[serde(default)]
    pub region: Option<String>,
    pub checked_on: toml::value::Datetime,
    pub source: String,
    pub how: String,
    pub status: LineStatus,
    /// Channels that nobody has verified; never shown.
    #[serde(default)]
    pub unverified: Vec<String>,
    /// Its texts in other languages.
    #[serde(default)]
    pub translations: BTreeMap<String, LineText>,
    /// Line of `helplines.toml` in which `checked_on` stands; 0 if it was not read from there.
    #[serde(skip)]
    pub checked_at: usize,
}

/// What people read of a helpline, in another language than the registry's.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineText {
    pub name: String,
    pub need: String,
    /// Where the words to send are said otherwise.
    #[serde(default)]
    pub text: Option<String>,
    pub hours: String,
    pub says: String,
}

impl Line {
    /// The line as people who read `lang` are told of it.
    pub fn in_language(&self, lang: &str) -> Self {
        let line = self.clone();
        let Some(text) = self.translations.get(lang).cloned() else {
            return line;
        };
        Self {
            name: text.name,
            need: text.need,
            text: line
                .text
                .as_ref()
                .map(|own| text.text.unwrap_or_else(|| own.clone())),
            hours: text.hours,
            says: text.says,
            ..line
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineStatus {
    Verified,
    Partial,
    Unverified,
}

/// A kind of person who helps; people come before lines.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Helper {
    pub label: String,
    pub hint: String,
    pub bands: Vec<Band>,
    /// Its texts in other languages.
    #[serde(default)]
    pub translations: BTreeMap<String, HelperText>,
}

/// What people read of a kind of helper, in another language than the registry's.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelperText {
    pub label: String,
    pub hint: String,
}

impl Helper {
    /// The helper as people who read `lang` are told of them.
    pub fn in_language(&self, lang: &str) -> Self {
        match self.translations.get(lang).cloned() {
            None => self.clone(),
            Some(text) => Self {
                label: text.label,
                hint: text.hint,
                ..self.clone()
            },
        }
    }
}

/// What `words.toml` says about wording.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Words {
    pub banned: Vec<Banned>,
    pub prefer: Vec<Prefer>,
    pub never_fault: Vec<Phrase>,
    pub own_history: Vec<Phrase>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Banned {
    #[serde(default = "english")]
    pub lang: String,
    pub phrase: String,
    pub reason: String,
    pub instead: String,
    /// Empty: in every band.
    #[serde(default)]
    pub bands: Vec<Band>,
}

fn english() -> String {
    "en".to_owned()
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prefer {
    #[serde(default = "english")]
    pub lang: String,
    pub phrase: String,
    pub instead: String,
    pub reason: String,
}

/// A registered phrase of one language, lowercase.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    pub lang: String,
    #[serde(alias = "pattern")]
    pub phrase: String,
}
