//! What anybody may read without an account.

use async_trait::async_trait;
use lessons::{
    course::Band,
    guide::FamilyLetter,
    lesson::{Status, Word},
    registry::Line,
};

use super::{
    Answer,
    learning::{BlockView, LessonHead},
};

/// One band's lessons, as the public list shows them.
#[derive(Clone, Debug, PartialEq)]
pub struct FamilyUnit {
    pub band: Band,
    pub title: String,
    pub lessons: Vec<FamilyCard>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FamilyCard {
    pub id: String,
    /// The language of title and summary.
    pub lang: String,
    pub number: u32,
    pub title: String,
    pub minutes: u32,
    pub summary: String,
    pub harm: bool,
    pub status: Status,
}

/// A whole lesson on one page; its checks are shown without answers.
#[derive(Clone, Debug, PartialEq)]
pub struct FamilyLesson {
    pub id: String,
    pub head: LessonHead,
    pub summary: String,
    pub status: Status,
    pub notice: Option<String>,
    pub objectives: Vec<String>,
    pub words: Vec<Word>,
    /// Title, minutes and blocks.
    pub steps: Vec<(String, u32, Vec<BlockView>)>,
    /// How each standard is printed for the public.
    pub standards: Vec<String>,
    /// The school has changed the shipped lesson or its letter.
    pub adapted: bool,
}

/// The unit's own page: sequence, letter, refresh.
#[derive(Clone, Debug, PartialEq)]
pub struct FamilyUnitPage {
    pub band: Band,
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    pub title: String,
    /// HTML.
    pub html: String,
}

#[async_trait]
pub trait Families {
    async fn family_units(&self) -> Answer<Vec<FamilyUnit>>;

    /// Helplines for adults.
    async fn family_lines(&self) -> Answer<Vec<Line>>;

    async fn family_unit(&self, band: Band) -> Answer<FamilyUnitPage>;

    async fn family_lesson(&self, lesson: &str) -> Answer<FamilyLesson>;

    async fn family_letter(&self, lesson: &str) -> Answer<(FamilyLesson, FamilyLetter)>;
}
