//! The curriculum as a whole: its units (one a grade band), the words it explains and the
//! registries it leans on.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{lesson::Lesson, registry::Registry};

/// Everything that one language's tree of `lessons/` holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curriculum {
    /// `en`, or a translation's own.
    pub lang: String,
    /// By band, youngest first.
    pub units: Vec<Unit>,
    pub glossary: Vec<Term>,
    pub shared: Shared,
    pub registry: Registry,
    /// What has been translated of it, by language. Their guides are the original's.
    pub translations: Vec<Self>,
}

/// One grade band's sequence of lessons.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    pub band: Band,
    pub title: String,
    /// HTML of the whole `unit.md` below its title: sequence, letter to families, refresh.
    pub html: String,
    /// By `order`.
    pub lessons: Vec<Lesson>,
}

/// A word of the glossary; `id` is the slug of its heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    pub id: String,
    pub term: String,
    /// Inline HTML.
    pub meaning: String,
}

/// Pages that many lessons share, as HTML.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shared {
    /// Staff text. Holds `{{school.…}}` placeholders that the school's settings fill.
    pub disclosure_card: String,
    pub ground_rules: String,
    /// Staff text.
    pub pre_brief: String,
}

/// A grade band. Its text form (`k-2`, `3-5`, …) is the folder's name and the database's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Band {
    #[serde(rename = "k-2")]
    K2,
    #[serde(rename = "3-5")]
    Three5,
    #[serde(rename = "6-8")]
    Six8,
    #[serde(rename = "9-10")]
    Nine10,
    #[serde(rename = "11-12")]
    Eleven12,
}

impl Band {
    /// Every band, youngest first.
    pub const ALL: [Self; 5] = [
        Self::K2,
        Self::Three5,
        Self::Six8,
        Self::Nine10,
        Self::Eleven12,
    ];

    /// The folder's name: `k-2`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::K2 => "k-2",
            Self::Three5 => "3-5",
            Self::Six8 => "6-8",
            Self::Nine10 => "9-10",
            Self::Eleven12 => "11-12",
        }
    }

    /// As people write it, with an en dash: `K–2`.
    pub const fn title(self) -> &'static str {
        match self {
            Self::K2 => "K–2",
            Self::Three5 => "3–5",
            Self::Six8 => "6–8",
            Self::Nine10 => "9–10",
            Self::Eleven12 => "11–12",
        }
    }

    /// First and last grade; kindergarten is 0.
    pub const fn grades(self) -> (i32, i32) {
        match self {
            Self::K2 => (0, 2),
            Self::Three5 => (3, 5),
            Self::Six8 => (6, 8),
            Self::Nine10 => (9, 10),
            Self::Eleven12 => (11, 12),
        }
    }

    /// Whether students of this band sign in themselves; K–2 is led by the teacher.
    pub const fn students_sign_in(self) -> bool {
        !matches!(self, Self::K2)
    }
}

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

impl FromStr for Band {
    type Err = UnknownBand;

    fn from_str(text: &str) -> Result<Self, UnknownBand> {
        Self::ALL
            .into_iter()
            .find(|band| band.slug() == text)
            .ok_or(UnknownBand)
    }
}

/// The text names no grade band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownBand;

impl Curriculum {
    /// The unit of `band`, if it has been written.
    pub fn unit(&self, band: Band) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.band == band)
    }

    /// Every lesson, by band and order.
    pub fn lessons(&self) -> impl Iterator<Item = &Lesson> {
        self.units.iter().flat_map(|unit| &unit.lessons)
    }

    /// The lesson with this permanent id (`6-8.too-much-too-soon`).
    pub fn lesson(&self, id: &str) -> Option<&Lesson> {
        self.lessons().find(|lesson| lesson.id == id)
    }

    /// What has been translated into `lang`.
    pub fn translation(&self, lang: &str) -> Option<&Self> {
        self.translations.iter().find(|other| other.lang == lang)
    }

    /// The glossary's entry for a word id (`red-flag`).
    pub fn term(&self, id: &str) -> Option<&Term> {
        self.glossary.iter().find(|term| term.id == id)
    }
}
