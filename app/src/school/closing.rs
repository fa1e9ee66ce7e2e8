//! What is asked at the end of a class: who was there, how it was taught, and who makes it up.

use std::{collections::BTreeMap, fmt, str::FromStr};

use async_trait::async_trait;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Answer,
    learning::StepLink,
    roll::{Roll, RollCall},
    teaching::{LessonName, Taught},
};

/// How one step of a lesson was taught.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    AsWritten,
    Changed,
    Skipped,
}

/// Why a step was not taught as written; never a word about a student.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Time,
    ClassNeeds,
    Access,
    Technical,
    Other,
}

/// What the fidelity card needs.
#[derive(Clone, Debug, PartialEq)]
pub struct ClosingPage {
    pub class: String,
    pub slug: String,
    pub lesson: LessonName,
    pub on: NaiveDate,
    /// Id and link of each step.
    pub steps: Vec<(String, StepLink)>,
    /// The last step that the class seems to have come to; 0 for none.
    pub reached: u32,
    /// Since it began; what the lesson takes, once its day is over.
    pub minutes: u32,
    pub students: u32,
    pub away: u32,
    /// Questions in the box that nobody has read.
    pub unread: u32,
    /// First and last day on which the class may meet next.
    pub next_days: (NaiveDate, NaiveDate),
    /// It is marked as taught already, and that stands.
    pub taught: Option<Taught>,
}

/// The fidelity card as it was filled in; nothing of it has been looked at yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClosingCard {
    pub minutes: String,
    /// When the class meets next; empty where nobody knows yet.
    pub next_on: String,
    /// By the step's id; a step that is not here was taught as written.
    pub how: BTreeMap<String, String>,
    /// By the step's id; empty where none was given.
    pub why: BTreeMap<String, String>,
}

/// How faithfully a lesson was taught, by the card that closed the class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fidelity {
    /// How many steps the card has asked about.
    pub steps: u32,
    /// Those that were not taught as written, in the lesson's order.
    pub otherwise: Vec<TaughtOtherwise>,
}

/// A step that was not taught as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaughtOtherwise {
    pub number: u32,
    /// As the text has it that the class was taught from.
    pub title: String,
    pub how: Manner,
    pub why: Option<Reason>,
}

/// Who of a class has not done what was taught.
#[derive(Clone, Debug, PartialEq)]
pub struct MakeUps {
    pub class: String,
    pub slug: String,
    /// Students of the class have devices to make it up on.
    pub devices: bool,
    /// The school's readiness gate is ticked.
    pub ready: bool,
    /// Who may stay with a student; the visitor first.
    pub adults: Vec<(Uuid, String)>,
    /// In the unit's order; lessons that nobody misses are left out.
    pub lessons: Vec<MissedLesson>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct MissedLesson {
    pub name: LessonName,
    pub taught_on: NaiveDate,
    /// By display name.
    pub students: Vec<Missing>,
    /// Who has another task in this place and has not done it, by display name.
    pub with_other_task: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Missing {
    pub student: Uuid,
    pub name: String,
    /// They were away when it was taught, by the roll or by who was ticked.
    pub away: bool,
    pub open: Option<RunningMakeUp>,
}

/// A lesson that is open to one student now.
#[derive(Clone, Debug, PartialEq)]
pub struct RunningMakeUp {
    pub make_up: Uuid,
    /// Who stays with the student.
    pub adult: String,
    /// On the district's clock.
    pub closes: String,
}

/// A make-up, as a form posts it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewMakeUp {
    pub section: String,
    pub lesson: String,
    pub student: Uuid,
    /// The member of staff who stays with the student.
    pub adult: Uuid,
}

#[async_trait]
pub trait Closing {
    /// # Errors
    /// `NotFound` unless the visitor teaches `section` and the lesson is or was taught live.
    async fn roll(&self, section: &str, number: u32) -> Answer<Roll>;

    /// Keeps who was away, instead of what was kept before. Once the class is closed, what counts
    /// as done by being there goes with it. Answers the address of what comes next.
    ///
    /// # Errors
    /// As [`Closing::roll`].
    async fn call_roll(&self, call: RollCall) -> Answer<String>;

    /// # Errors
    /// `NotFound` unless the visitor teaches `section` and nobody has closed its class yet.
    async fn closing(&self, section: &str, number: u32) -> Answer<ClosingPage>;

    /// Closes the class: it counts as taught to those who were there. Closing it again changes
    /// nothing, and neither does a lesson that was marked as taught before. Answers the address of
    /// what comes next.
    ///
    /// # Errors
    /// As [`Closing::roll`]; `UnreadQuestions`; `Invalid` with the field that stands in the way:
    /// minutes outside 1–240, a next day outside the term, a reason that is none.
    async fn close_class(&self, section: &str, number: u32, card: ClosingCard) -> Answer<String>;

    /// Closes a class in which the lesson was not taught: nothing is kept of it.
    ///
    /// # Errors
    /// As [`Closing::roll`]; `UnreadQuestions`.
    async fn end_class(&self, section: &str, lesson: &str) -> Answer<()>;

    /// # Errors
    /// `NotFound` unless the visitor teaches `section`.
    async fn make_ups(&self, section: &str) -> Answer<MakeUps>;

    /// Opens a lesson that was taught to one student who has not done it. Opening it again changes
    /// nothing.
    ///
    /// # Errors
    /// `NotFound` unless the visitor teaches `section`, and for who is not in it or is opted out;
    /// `NotReady` for a sensitive lesson before the school's readiness gate is ticked; `Invalid`
    /// for who is no adult of the school.
    async fn open_make_up(&self, make_up: NewMakeUp) -> Answer<()>;

    /// # Errors
    /// `NotFound` unless the visitor teaches its class.
    async fn close_make_up(&self, make_up: Uuid) -> Answer<()>;

    /// Keeps that a student has made up a lesson with the visitor, without a device.
    ///
    /// # Errors
    /// As [`Closing::open_make_up`].
    async fn mark_made_up(&self, section: &str, lesson: &str, student: Uuid) -> Answer<()>;
}

/// The text names no reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownReason;

/// The text names no manner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownManner;

impl Reason {
    pub const ALL: [Self; 5] = [
        Self::Time,
        Self::ClassNeeds,
        Self::Access,
        Self::Technical,
        Self::Other,
    ];

    /// As forms post it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::ClassNeeds => "class-needs",
            Self::Access => "access",
            Self::Technical => "technical",
            Self::Other => "other",
        }
    }

    /// On screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Time => "Time",
            Self::ClassNeeds => "What the class needed",
            Self::Access => "Access",
            Self::Technical => "Technical trouble",
            Self::Other => "Something else",
        }
    }
}

impl Fidelity {
    /// In a few words: `5 of 7 steps; 1 changed, 1 skipped`.
    pub fn words(&self) -> String {
        let otherwise = u32::try_from(self.otherwise.len()).unwrap_or(u32::MAX);
        let steps = match (self.steps, self.steps.saturating_sub(otherwise)) {
            (1, 1) => return "the one step".to_owned(),
            (steps, written) if steps == written => return format!("all {steps} steps"),
            (steps, written) => format!("{written} of {steps} steps"),
        };
        let counts = [Manner::Changed, Manner::Skipped].map(|manner| {
            let steps = self.otherwise.iter().filter(|step| step.how == manner);
            (steps.count(), manner.title().to_lowercase())
        });
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts
            .map(|(count, how)| format!("{count} {how}"))
            .collect();
        format!("{steps}; {}", counts.join(", "))
    }
}

impl TaughtOtherwise {
    /// `3 · Sort the signs: skipped (time)`.
    pub fn words(&self) -> String {
        let how = self.how.title().to_lowercase();
        let why = self
            .why
            .map(|why| format!(" ({})", why.title().to_lowercase()));
        let why = why.unwrap_or_default();
        format!("{} · {}: {how}{why}", self.number, self.title)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Reason {
    type Err = UnknownReason;

    fn from_str(text: &str) -> Result<Self, UnknownReason> {
        Self::ALL
            .into_iter()
            .find(|reason| reason.name() == text)
            .ok_or(UnknownReason)
    }
}

impl Manner {
    pub const ALL: [Self; 3] = [Self::AsWritten, Self::Changed, Self::Skipped];

    /// As forms post it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AsWritten => "as-written",
            Self::Changed => "changed",
            Self::Skipped => "skipped",
        }
    }

    /// On screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::AsWritten => "As written",
            Self::Changed => "Changed",
            Self::Skipped => "Skipped",
        }
    }
}

impl FromStr for Manner {
    type Err = UnknownManner;

    fn from_str(text: &str) -> Result<Self, UnknownManner> {
        Self::ALL
            .into_iter()
            .find(|manner| manner.name() == text)
            .ok_or(UnknownManner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Fidelity, Manner, Reason, TaughtOtherwise};

    fn step(number: u32, how: Manner, why: Option<Reason>) -> TaughtOtherwise {
        TaughtOtherwise {
            number,
            title: "Sort the signs".into(),
            how,
            why,
        }
    }

    #[test]
    fn a_card_is_told_in_a_few_words() {
        let words = |steps, otherwise| Fidelity { steps, otherwise }.words();
        let skipped = || step(2, Manner::Skipped, None);
        let changed = || step(3, Manner::Changed, None);
        assert_eq!(words(7, vec![]), "all 7 steps");
        assert_eq!(
            words(7, vec![skipped(), changed()]),
            "5 of 7 steps; 1 changed, 1 skipped"
        );
        assert_eq!(
            words(2, vec![skipped(), skipped()]),
            "0 of 2 steps; 2 skipped"
        );
        assert_eq!(words(1, vec![]), "the one step");
    }

    #[test]
    fn a_step_is_told_with_its_reason_where_there_is_one() {
        let time = step(3, Manner::Skipped, Some(Reason::Time));
        assert_eq!(time.words(), "3 · Sort the signs: skipped (time)");
        let unsaid = step(3, Manner::Changed, None);
        assert_eq!(unsaid.words(), "3 · Sort the signs: changed");
    }
}
