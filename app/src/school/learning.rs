//! What a student may ask. Nothing here holds a right answer or the feedback of an option that
//! this student has not just chosen: what is not in the type cannot leak.

use async_trait::async_trait;
use lessons::{
    check::Kind,
    course::Band,
    lesson::{Callout, Word},
    progress::Progress,
    registry::{Helper, Line},
};

use super::{Answer, live::Follow};
use crate::parts::frame::Written;

/// The student's first page.
#[derive(Clone, Debug, PartialEq)]
pub struct Home {
    pub student: String,
    pub class: String,
    /// The class's random address part.
    pub section: String,
    pub band: Band,
    pub lessons: Vec<HomeLesson>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct HomeLesson {
    /// Its place in the unit; the address is `/s/{section}/{number}`.
    pub number: u32,
    pub title: String,
    /// The title's language.
    pub lang: String,
    pub minutes: u32,
    pub progress: Progress,
    /// Whether the student may go in now.
    pub open: bool,
    /// Whether the class is being taught it now, with a part in it for the student.
    pub led: bool,
    /// The adult who stays with the student, where it is open to this student alone.
    pub with: Option<String>,
}

/// What the pages of one lesson share.
#[derive(Clone, Debug, PartialEq)]
pub struct LessonHead {
    /// `/s/{section}/{number}`, or where a preview of it stands.
    pub address: String,
    pub number: u32,
    pub title: String,
    pub band: Band,
    pub lang: String,
    pub dir: String,
    pub minutes: u32,
}

impl LessonHead {
    /// What the page's frame has to know of the lesson's language.
    pub fn written(&self) -> Written {
        Written {
            lang: self.lang.clone(),
            dir: self.dir.clone(),
        }
    }
}

/// A lesson's own page: what it is about, and its steps.
#[derive(Clone, Debug, PartialEq)]
pub struct LessonPage {
    pub head: LessonHead,
    /// HTML.
    pub notice: Option<String>,
    /// Inline HTML each.
    pub objectives: Vec<String>,
    pub words: Vec<Word>,
    pub steps: Vec<StepLink>,
    /// The live class that this page follows.
    pub follow: Option<Follow>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct StepLink {
    pub number: u32,
    pub title: String,
    pub minutes: u32,
    pub done: bool,
}

/// One step as a screen.
#[derive(Clone, Debug, PartialEq)]
pub struct StepPage {
    pub head: LessonHead,
    /// Every step of the lesson, for the progress and for what comes next.
    pub steps: Vec<StepLink>,
    /// This step's number, from 1.
    pub number: u32,
    /// `lesson id/step id`, what is posted when it is done.
    pub key: String,
    pub blocks: Vec<BlockView>,
    /// The words explained in place.
    pub words: Vec<Word>,
    /// Whether "done" is kept: not in a preview.
    pub keeps: bool,
    /// The live class that this page follows.
    pub follow: Option<Follow>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum BlockView {
    /// Sanitised HTML.
    Prose(String),
    Callout(Callout, String),
    Check(CheckView),
}

/// A check without its key.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckView {
    pub id: String,
    pub kind: Kind,
    /// Inline HTML.
    pub prompt: String,
    pub body: CheckBody,
    /// Only in the answer to a posted check.
    pub outcome: Option<Outcome>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum CheckBody {
    /// Choose one, choose all, true or false.
    Options(Vec<OptionView>),
    Match {
        headings: (String, String),
        rows: Vec<MatchRow>,
        /// The right-hand column, shuffled: opaque value and text.
        choices: Vec<(String, String)>,
    },
    /// Shuffled, or as the student has moved them.
    Order(Vec<OrderItem>),
    /// A choice is a link to a scene of the same page; nothing is ever sent.
    Scenario {
        opening: String,
        /// Anchors and labels of what can be chosen first.
        choices: Vec<(String, String)>,
        scenes: Vec<Scene>,
    },
    Reflect(Vec<String>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct OptionView {
    /// What the form posts.
    pub value: String,
    pub text: String,
    pub chosen: bool,
    /// Whether it fits, once it was chosen and posted.
    pub fits: Option<bool>,
    /// HTML; only for an option that was just chosen.
    pub feedback: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct MatchRow {
    /// The form field's name.
    pub field: String,
    pub left: String,
    /// The opaque value chosen, if any.
    pub chosen: Option<String>,
    /// Whether the choice just posted fits this row.
    pub fits: Option<bool>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct OrderItem {
    /// Opaque.
    pub value: String,
    pub text: String,
    /// Whether it stands in its place, once an order was posted.
    pub fits: Option<bool>,
}

/// What comes of one choice in a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Unique in the page.
    pub anchor: String,
    pub label: String,
    pub html: String,
    /// Anchor and words of the way on; `None` at an end.
    pub next: Option<(String, String)>,
}

/// What the student is told about the answer just posted.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub verdict: Verdict,
    /// HTML for match and order, once it is right; options carry their own.
    pub feedback: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Right,
    /// All that was chosen is right, and there is more to find.
    MoreToFind,
    NotYet,
    NothingChosen,
}

/// The help page: people first, then lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Help {
    /// `None` for a visitor whose band is not known.
    pub band: Option<Band>,
    pub people: Vec<Helper>,
    pub lines: Vec<Line>,
    /// Name or role of the school's own counselor, if the school has named one.
    pub counselor: Option<String>,
}

#[async_trait]
pub trait Learning {
    async fn home(&self) -> Answer<Home>;

    /// # Errors
    /// `NotFound` for another class or number; `Closed` while the teacher has not opened it.
    async fn lesson(&self, section: &str, number: u32) -> Answer<LessonPage>;

    /// # Errors
    /// As [`Learning::lesson`].
    async fn step(&self, section: &str, number: u32, step: u32) -> Answer<StepPage>;

    /// Judges a posted check, adds a first answer to the class tally, and gives the step's page
    /// with the feedback. Nothing ties the answer to the student.
    ///
    /// # Errors
    /// As [`Learning::lesson`]; `NotFound` for an unknown check.
    async fn answer(
        &self,
        section: &str,
        number: u32,
        step: u32,
        fields: &[(String, String)],
    ) -> Answer<StepPage>;

    /// Keeps that the step is done, once. Answers the address of what comes next.
    ///
    /// # Errors
    /// `NotFound` for a step of another class; `Closed` ten minutes after the lesson has closed.
    async fn complete_step(&self, section: &str, step: &str) -> Answer<String>;

    /// By the visitor's band; `band` chooses for visitors without one.
    async fn help(&self, band: Option<Band>) -> Answer<Help>;
}
