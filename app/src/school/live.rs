//! What a class taught live may be asked and told: by its teachers, its projector, its students,
//! and by whoever looks after the school.

use async_trait::async_trait;
use chrono::NaiveDate;
use lessons::{course::Band, guide::Part};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use super::act::{Act, Lead};
use super::{
    Answer,
    closing::Fidelity,
    learning::StepPage,
    teaching::{CheckTally, LessonName},
};

/// Counts of raised hands, as a teacher types them in: option by option, as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandCount {
    pub section: String,
    pub lesson: String,
    pub check: String,
    #[serde(default)]
    pub counts: Vec<String>,
}

/// Who decides which step a device shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pace {
    Teacher,
    /// Between these steps.
    Own {
        from: u32,
        to: u32,
    },
}

/// What a student's page has to know of the live class it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Follow {
    /// What the page has seen of the class: it asks again when there is something newer.
    pub revision: i64,
    /// Somebody leads it, and it ends for all at once.
    pub led: bool,
    pub pace: Pace,
    pub paused: bool,
    /// The school's question box is open in this class.
    pub asks: bool,
}

/// Which page of a lesson a student's device shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Here {
    /// The lesson's own page.
    Lesson,
    Step(u32),
    /// The page after the last step.
    Done,
}

impl Here {
    /// Below the lesson's `address`.
    pub fn page(self, address: &str) -> String {
        match self {
            Self::Lesson => address.to_owned(),
            Self::Step(step) => format!("{address}/{step}"),
            Self::Done => format!("{address}/done"),
        }
    }

    /// Where a device that shows it asks where it belongs.
    pub fn seat(self, address: &str) -> String {
        match self {
            Self::Lesson => format!("{address}/seat"),
            Self::Step(step) => format!("{address}/seat?step={step}"),
            Self::Done => format!("{address}/seat?done"),
        }
    }
}

/// Where a student's device belongs now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The address of the page.
    pub at: String,
    pub paused: bool,
}

/// All that the presenter console shows. Staff text.
#[derive(Clone, Debug, PartialEq)]
pub struct Console {
    pub live_class: Uuid,
    pub class: String,
    pub slug: String,
    pub band: Band,
    pub lesson: LessonName,
    pub steps: Vec<ConsoleStep>,
    /// Where the class is, from 1; 0 while it comes in.
    pub step: u32,
    /// Since the class has been at this step.
    pub elapsed_seconds: u32,
    pub pace: Pace,
    pub paused: bool,
    pub dark: bool,
    /// How many screens the projector has gone down this step's page.
    pub screens_down: u32,
    /// Students have the lesson on their devices, and not only on the projector.
    pub devices: bool,
    /// Devices may still work on it.
    pub open: bool,
    /// When it closes by itself, on the district's clock.
    pub closes: Option<String>,
    /// Who leads now, and whether that is the visitor.
    pub lead: String,
    pub leads: bool,
    /// What students type to come in.
    pub code: Option<String>,
    /// Where they go.
    pub address: String,
    /// Students who have done the step, of those who are here and do not have another task.
    pub done: u32,
    pub expected: u32,
    /// Everybody in the class.
    pub students: u32,
    /// Students who are away, by the roll.
    pub away: u32,
    /// HTML of the guide's "Sensitive moments" and "Before you teach".
    pub sensitive: String,
    pub before: String,
    /// Unread questions; nothing where the school has no question box.
    pub unread: Option<u32>,
    pub checks: Vec<ConsoleCheck>,
    /// The check whose tally is on the projector.
    pub shown: Option<String>,
}

/// One step of the lesson with its segment of the guide.
#[derive(Clone, Debug, PartialEq)]
pub struct ConsoleStep {
    pub number: u32,
    pub title: String,
    pub minutes: u32,
    /// What the pacing table says about shortening it.
    pub shorten: String,
    pub parts: Vec<Part>,
}

/// A check that the class answers; its counts stay hidden until the lesson is closed.
#[derive(Clone, Debug, PartialEq)]
pub struct ConsoleCheck {
    pub id: String,
    /// The number of its step.
    pub step: u32,
    /// Inline HTML.
    pub prompt: String,
    /// Options as written (inline HTML), for counting hands; empty where hands cannot answer.
    pub options: Vec<String>,
    /// Counts typed in so far, option by option.
    pub counts: Vec<u32>,
    /// So many have answered that the tally may be shown.
    pub enough: bool,
}

/// What the projector of a live class shows. No name, no staff text.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    pub number: u32,
    pub title: String,
    pub band: Band,
    pub lang: String,
    pub dir: String,
    pub class: String,
    pub scene: Scene,
    /// What students type to come in, while devices may.
    pub code: Option<String>,
    /// Where they go.
    pub address: String,
}

/// How another machine becomes the projector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairing {
    pub code: String,
    /// Where the school is reached.
    pub address: String,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Scene {
    /// The class comes in.
    Lobby,
    Dark,
    Step {
        page: Box<StepPage>,
        minutes: u32,
        elapsed_seconds: u32,
        /// How many screens the projector has gone down the page.
        screens_down: u32,
    },
    Tally(CheckTally),
    /// The class is over.
    Over,
}

/// One live class, as whoever looks after the school sees it: no content, no students.
#[derive(Clone, Debug, PartialEq)]
pub struct Running {
    pub class: String,
    pub slug: String,
    pub lesson: LessonName,
    pub lead: String,
    /// On the district's clock.
    pub since: String,
    /// Whoever may see its content: its teachers only.
    pub minutes: u32,
}

/// The live classes of a school now.
#[derive(Clone, Debug, PartialEq)]
pub struct RunningClasses {
    pub school: String,
    pub org: String,
    pub classes: Vec<Running>,
}

/// One time that a lesson was taught or opened to a class.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    pub lesson: LessonName,
    pub on: NaiveDate,
    /// Minutes taught, once it counts as taught.
    pub minutes: Option<u32>,
    /// What the card says of it; nothing where none was filled in.
    pub fidelity: Option<Fidelity>,
    /// How many were away by the roll, once it counts as taught; nothing where there is no roll.
    pub away: Option<u32>,
    pub lead: String,
    pub devices: bool,
    /// Nobody has closed it with its card yet.
    pub unfinished: bool,
    /// What is still in its question box; 0 for whoever does not teach the class.
    pub questions: u32,
}

/// Everything that was held in a class, the newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    pub class: String,
    pub slug: String,
    pub held: Vec<Held>,
}

#[async_trait]
pub trait Live {
    /// Begins to teach a lesson live, opened to devices where `devices`, and tells its number.
    /// Beginning again changes nothing.
    ///
    /// # Errors
    /// `NotFound` unless the visitor teaches `section`; `NotReady` for a sensitive lesson before
    /// the school's readiness gate is ticked.
    async fn begin_class(&self, section: &str, lesson: &str, devices: bool) -> Answer<u32>;

    /// # Errors
    /// `NotFound` unless the visitor teaches `section` and the lesson is being taught live.
    async fn console(&self, section: &str, number: u32) -> Answer<Console>;

    /// # Errors
    /// As [`Live::console`]; `Led` while somebody else leads; `Invalid` for a step, a range or a
    /// check that is not there.
    async fn lead_class(&self, lead: Lead) -> Answer<()>;

    /// Keeps the counts of raised hands for one check, instead of earlier ones.
    ///
    /// # Errors
    /// As [`Live::console`]; `NotFound` for a class with devices and in K–2, where nothing is
    /// counted; `Invalid` for what is no count.
    async fn count_hands(&self, count: HandCount) -> Answer<()>;

    /// A code by which another machine becomes the projector, once and within ten minutes.
    ///
    /// # Errors
    /// As [`Live::console`].
    async fn pairing_code(&self, section: &str, number: u32) -> Answer<Pairing>;

    /// The projector of a class that the visitor teaches.
    ///
    /// # Errors
    /// As [`Live::console`].
    async fn stage(&self, section: &str, number: u32) -> Answer<Stage>;

    /// The projector of the live class that this machine is paired with.
    ///
    /// # Errors
    /// `NotFound` for a machine that is not.
    async fn paired_stage(&self) -> Answer<Stage>;

    /// Where a student belongs now who is `here`.
    ///
    /// # Errors
    /// As [`Learning::lesson`](super::learning::Learning::lesson).
    async fn seat(&self, section: &str, number: u32, here: Here) -> Answer<Seat>;

    /// # Errors
    /// `NotFound` unless the visitor oversees the school.
    async fn running(&self, org: &str) -> Answer<RunningClasses>;

    /// # Errors
    /// `NotFound` unless the visitor may read `section`.
    async fn history(&self, section: &str) -> Answer<History>;
}

/// A live class that is over, by the day or on every device, and that nobody has closed.
#[derive(Clone, Debug, PartialEq)]
pub struct Unfinished {
    pub live_class: Uuid,
    pub number: u32,
    pub title: String,
    pub on: NaiveDate,
}
