//! What a teacher may ask about their own classes.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use lessons::{
    check::{Branch, Choice, Kind},
    course::Band,
    guide::Guide,
    lesson::{Adapted, Status},
    printable::Printable,
    progress::{Progress, Standing},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Answer, learning::StepPage, live::Unfinished};
use crate::parts::frame::Written;

/// One of the visitor's classes, as the list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassCard {
    pub slug: String,
    pub name: String,
    pub band: Band,
    pub school: String,
    pub students: u32,
    pub taught: u32,
    pub lessons: u32,
    pub next: Option<LessonName>,
    pub open: Option<OpenLesson>,
    /// What was taught live, is over, and nobody has closed.
    pub unfinished: Vec<Unfinished>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct LessonName {
    pub id: String,
    pub number: u32,
    pub title: String,
    pub minutes: u32,
    pub harm: bool,
}

/// A lesson that is open to the class now.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenLesson {
    pub live_class: Uuid,
    pub number: u32,
    pub title: String,
    /// `None`: until the teacher closes it.
    pub closes_at: Option<DateTime<Utc>>,
    /// The same on the district's clock, `2:35 PM`.
    pub closes: Option<String>,
    /// It is being taught live, and not only open.
    pub led: bool,
}

/// A class's own page.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassPage {
    pub slug: String,
    pub name: String,
    pub band: Band,
    pub school: String,
    /// Slug of the school, for its administrators' links.
    pub org: String,
    /// What students type to sign in; `None` in K–2.
    pub code: Option<String>,
    pub lessons: Vec<UnitLesson>,
    /// The first lesson that has not been taught.
    pub next: Option<LessonName>,
    /// When the class means to meet for it.
    pub next_on: Option<NaiveDate>,
    /// Its letter goes to families before it is taught.
    pub letter_before: bool,
    pub open: Vec<OpenLesson>,
    /// What was taught live, is over, and nobody has closed.
    pub unfinished: Vec<Unfinished>,
    pub grid: Grid,
    /// Readiness ticks still open; sensitive lessons stay closed until it is 0.
    pub readiness_missing: u32,
    /// The visitor leads the class (and not only administers it).
    pub leads: bool,
}

/// One lesson in the class's unit map.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitLesson {
    pub name: LessonName,
    pub taught: Option<Taught>,
    /// Students who are done, of those enrolled.
    pub done: u32,
    pub enrolled: u32,
    pub open: bool,
    /// Display names of students who were there to learn it and are not done, once it was taught.
    pub missing: Vec<String>,
    /// A closed live class exists and the visitor led it, so its tally can be looked at.
    pub tally: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Taught {
    pub teaching: Uuid,
    pub on: NaiveDate,
    pub minutes: u32,
}

/// Every student of a class × every lesson of its unit, students by display name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    /// Lesson numbers and titles.
    pub lessons: Vec<(u32, String)>,
    pub rows: Vec<GridRow>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GridRow {
    pub name: String,
    pub initials: String,
    pub cells: Vec<Cell>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    pub progress: Progress,
    pub standing: Standing,
    /// The student has the alternative in this lesson's place. Only for those who may know.
    pub alternative: bool,
}

/// One lesson of one class: students × steps.
#[derive(Clone, Debug, PartialEq)]
pub struct StepGrid {
    pub class: String,
    pub slug: String,
    pub lesson: LessonName,
    pub taught: Option<Taught>,
    pub open: Option<OpenLesson>,
    /// The visitor leads the class (and not only administers it).
    pub leads: bool,
    /// How many were away when it was taught live; nothing where it never was.
    pub away: Option<u32>,
    /// It is being taught live, or was, and nobody has closed it.
    pub unfinished: bool,
    pub steps: Vec<String>,
    pub rows: Vec<StepRow>,
    pub adapted: Option<Adapted>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct StepRow {
    pub name: String,
    pub alternative: bool,
    /// The day each step was done.
    pub done_on: Vec<Option<NaiveDate>>,
}

/// The facilitation guide with what surrounds it. Staff text.
#[derive(Clone, Debug, PartialEq)]
pub struct GuidePage {
    pub lesson: LessonName,
    pub band: Band,
    pub status: Status,
    pub summary: String,
    /// Inline HTML each.
    pub objectives: Vec<String>,
    pub guide: Guide,
    /// How each standard is printed for the public rule of the registry.
    pub standards: Vec<String>,
    /// Titles of the lesson's steps, in order, for the links to "view as student".
    pub steps: Vec<String>,
    /// The visitor's classes of this band, to project it or open it.
    pub classes: Vec<(String, String)>,
    /// The lesson's content version.
    pub version: String,
    pub adapted: Option<Adapted>,
}

/// What a lesson has for paper. For staff: the checks hold their keys.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintPack {
    pub lesson: LessonName,
    pub band: Band,
    pub printables: Vec<Printable>,
    /// The language of what is printed.
    pub written: Written,
    pub questions: Questions,
}

/// A lesson's checks as cards.
#[derive(Clone, Debug, PartialEq)]
pub struct Questions {
    pub written: Written,
    pub cards: Vec<Question>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub kind: Kind,
    /// Inline HTML.
    pub prompt: String,
    pub body: QuestionBody,
}

/// As `lessons::check::Body`, with match and order shuffled for the question side.
#[derive(Clone, Debug, PartialEq)]
pub enum QuestionBody {
    Options(Vec<Choice>),
    Match {
        headings: (String, String),
        /// The left side, and which of `choices` fits it.
        rows: Vec<(String, usize)>,
        choices: Vec<String>,
        feedback: String,
    },
    Order {
        /// As shuffled, each with its right place from 0.
        items: Vec<(String, usize)>,
        feedback: String,
    },
    Scenario {
        opening: String,
        branches: Vec<Branch>,
    },
    Reflect(Vec<String>),
}

/// One step on the projector. No name, no staff text.
#[derive(Clone, Debug, PartialEq)]
pub struct Projected {
    pub page: StepPage,
    pub class: String,
    /// The class's sign-in code while the lesson is open to devices.
    pub code: Option<String>,
    /// Where students go: the server's address.
    pub address: String,
    pub minutes: u32,
}

/// What the form for "mark taught" needs.
#[derive(Clone, Debug, PartialEq)]
pub struct TeachingForm {
    pub class: String,
    pub slug: String,
    pub lesson: LessonName,
    pub today: NaiveDate,
    /// First and last day it may be dated.
    pub days: (NaiveDate, NaiveDate),
    pub students: Vec<(Uuid, String)>,
    /// Those who were away when it was taught live, by the roll.
    pub away: Vec<Uuid>,
    pub taught: Option<Taught>,
}

/// A lesson taught to a class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MarkTaught {
    pub section: String,
    pub lesson: String,
    pub on: NaiveDate,
    pub minutes: u32,
    /// Students who were there.
    #[serde(default)]
    pub present: Vec<Uuid>,
}

/// How a class answered a lesson's checks, after it was closed.
#[derive(Clone, Debug, PartialEq)]
pub struct TallyPage {
    pub class: String,
    pub slug: String,
    pub lesson: LessonName,
    pub held_on: NaiveDate,
    pub checks: Vec<CheckTally>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct CheckTally {
    /// Inline HTML.
    pub prompt: String,
    /// `None` below ten answers.
    pub counts: Option<Counts>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Counts {
    /// How many students have answered.
    pub answers: u32,
    /// Text (inline HTML), how often it was a first answer, and whether it is a right one.
    pub options: Vec<(String, u32, bool)>,
}

#[async_trait]
pub trait Teaching {
    /// The visitor's classes of the running term, by name.
    async fn classes(&self) -> Answer<Vec<ClassCard>>;

    /// # Errors
    /// `NotFound` unless the visitor teaches it or administers its school.
    async fn class(&self, section: &str) -> Answer<ClassPage>;

    /// Every student of `section` × every lesson of its unit, students by display name.
    ///
    /// # Errors
    /// `NotFound` unless the visitor teaches it or administers its school.
    async fn section_progress(&self, section: &str) -> Answer<Grid>;

    /// # Errors
    /// As [`Teaching::section_progress`].
    async fn step_grid(&self, section: &str, number: u32) -> Answer<StepGrid>;

    /// The order of steps when a student tells something, with the school's own contacts, as HTML.
    /// Any member of staff.
    async fn disclosure_card(&self) -> Answer<String>;

    /// Any member of staff may prepare any lesson.
    async fn guide(&self, lesson: &str) -> Answer<GuidePage>;

    /// What the lesson has for paper, in the language of the answer. Any member of staff.
    async fn print_pack(&self, lesson: &str) -> Answer<PrintPack>;

    /// The lesson as a student would see it; nothing is kept. `fields` is a posted check.
    async fn view_as_student(
        &self,
        lesson: &str,
        step: u32,
        fields: &[(String, String)],
    ) -> Answer<StepPage>;

    /// # Errors
    /// `NotFound` unless the visitor teaches `section`.
    async fn project(&self, section: &str, number: u32, step: u32) -> Answer<Projected>;

    /// Opens a lesson to the class's devices. Opening it again changes nothing.
    ///
    /// # Errors
    /// `NotFound` unless the visitor teaches `section`; `NotReady` for a sensitive lesson before
    /// the school's readiness gate is ticked.
    async fn open_lesson(&self, section: &str, lesson: &str) -> Answer<()>;

    /// # Errors
    /// `NotFound` unless the visitor teaches its class.
    async fn close_lesson(&self, live_class: Uuid) -> Answer<()>;

    async fn teaching_form(&self, section: &str, number: u32) -> Answer<TeachingForm>;

    /// Keeps that the lesson was taught, and the completions of those present.
    ///
    /// # Errors
    /// `Invalid` for a day outside the term or in the future, or minutes outside 1–240.
    async fn mark_taught(&self, taught: MarkTaught) -> Answer<()>;

    /// Takes back a "taught" and the completions that came with it.
    async fn undo_taught(&self, teaching: Uuid) -> Answer<()>;

    /// # Errors
    /// `NotFound` while the lesson is open or was never closed.
    async fn tally(&self, section: &str, number: u32) -> Answer<TallyPage>;
}
