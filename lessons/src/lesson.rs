//! A lesson as students meet it: one sitting, cut into timed steps.

use pulldown_cmark::BlockQuoteKind;
use serde::{Deserialize, Serialize};

use crate::{
    check::Check,
    course::Band,
    guide::{FamilyLetter, Guide},
    printable::Printable,
};

/// One sitting; the unit of teaching and of completion. Read from the files of one folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// `band.slug`; permanent.
    pub id: String,
    pub title: String,
    pub band: Band,
    /// Its place in the unit, from 1.
    pub order: u32,
    /// The sum of its steps' minutes.
    pub minutes: u32,
    /// One sentence, safe for a public list.
    pub summary: String,
    /// Registry keys, such as `nses2:CHR.2.CC.3`.
    pub standards: Vec<String>,
    pub topics: Vec<String>,
    /// Touches on harm: supervised, noticed, opened only when the school is ready.
    pub harm: bool,
    /// Grade number or `read-aloud`.
    pub reading: String,
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    pub status: Status,
    /// The content notice, as HTML; always there when `harm`.
    pub notice: Option<String>,
    /// "I can …", inline HTML.
    pub objectives: Vec<String>,
    pub words: Vec<Word>,
    pub steps: Vec<Step>,
    pub guide: Guide,
    pub family: FamilyLetter,
    /// In the order of the file; empty where a lesson needs no paper.
    pub print: Vec<Printable>,
    /// Path of its folder below `lessons/`, such as `en/k-2/05-surprises-and-secrets`.
    pub folder: String,
    /// Content version: SHA-256 of its files, in hex.
    pub hash: String,
    /// The shipped lesson that a school has made what students and families read of.
    pub adapted: Option<Adapted>,
}

/// Which lesson a school has made its own of, and from which of its content versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adapted {
    pub id: String,
    /// The first [`VERSION_DIGITS`] of its hash.
    pub version: String,
}

/// So many digits of a content version are written down: enough to notice any change.
pub const VERSION_DIGITS: usize = 12;

/// Where a lesson stands between being written and being signed by its reviewers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    Draft,
    Reviewed,
    Released,
}

/// A word the lesson teaches, as its "Words" section puts it.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Glossary id.
    pub id: String,
    pub term: String,
    /// Inline HTML.
    pub meaning: String,
}

/// One timed segment of a lesson; a screen of its own for students.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Permanent within the lesson; `lesson id/step id` is unique everywhere.
    pub id: String,
    pub title: String,
    pub minutes: u32,
    pub blocks: Vec<Block>,
    /// Glossary ids of the words linked in this step, in order of first use.
    pub word_ids: Vec<String>,
}

/// What a step is made of, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Sanitised HTML. A glossary link is `<button class="word" type="button"
    /// popovertarget="word-{id}">…</button>`; a help link points to `/help`.
    Prose(String),
    /// A GitHub alert; the page says what its kind means.
    Callout(Callout, String),
    Check(Check),
}

/// The kinds of alert; the last two stand in staff files only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Callout {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

impl Callout {
    /// As a stylesheet and a data attribute name it: `note`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }

    /// Whether it may stand in a file that students read.
    pub const fn is_for_students(self) -> bool {
        matches!(self, Self::Note | Self::Tip | Self::Important)
    }
}

impl From<BlockQuoteKind> for Callout {
    fn from(kind: BlockQuoteKind) -> Self {
        match kind {
            BlockQuoteKind::Note => Self::Note,
            BlockQuoteKind::Tip => Self::Tip,
            BlockQuoteKind::Important => Self::Important,
            BlockQuoteKind::Warning => Self::Warning,
            BlockQuoteKind::Caution => Self::Caution,
        }
    }
}

impl Lesson {
    /// Its content version as it is written down.
    pub fn version(&self) -> &str {
        self.hash.get(..VERSION_DIGITS).unwrap_or(&self.hash)
    }

    /// The step's permanent address in the database: `lesson id/step id`.
    pub fn step_key(&self, step: &Step) -> String {
        format!("{}/{}", self.id, step.id)
    }

    /// Finds a check anywhere in the lesson, with the step it stands in.
    pub fn check(&self, id: &str) -> Option<(&Step, &Check)> {
        self.steps.iter().find_map(|step| {
            step.checks()
                .find(|check| check.id == id)
                .map(|c| (step, c))
        })
    }
}

impl Step {
    pub fn checks(&self) -> impl Iterator<Item = &Check> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Check(check) => Some(check),
            Block::Prose(_) | Block::Callout(..) => None,
        })
    }
}
