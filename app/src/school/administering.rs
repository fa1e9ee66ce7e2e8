//! What an administrator of a school or district may ask.

use async_trait::async_trait;
use chrono::NaiveDate;
use lessons::{course::Band, lesson::Adapted};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Answer, accounts::Role};

/// A school that the visitor administers.
#[derive(Clone, Debug, PartialEq)]
pub struct SchoolCard {
    pub slug: String,
    pub name: String,
    pub sections: u32,
    pub students: u32,
    pub ready: bool,
}

/// What of a school's completion is asked for. Everything is optional but the school.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CompletionFilter {
    /// `None`: the running term, else the last one.
    pub term: Option<Uuid>,
    pub band: Option<Band>,
    /// Sections that include this grade; kindergarten is 0.
    pub grade: Option<i32>,
}

/// Completion of one school in one term: sentences first, then the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Completion {
    pub school: String,
    pub org: String,
    pub terms: Vec<(Uuid, String)>,
    pub term: Uuid,
    pub term_name: String,
    /// 0..=1, how much of the term has passed.
    pub elapsed: f64,
    pub filter: CompletionFilter,
    pub bands: Vec<BandCompletion>,
    pub readiness_missing: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct BandCompletion {
    pub band: Band,
    /// Lesson numbers and titles of the band's unit.
    pub lessons: Vec<(u32, String)>,
    /// By name.
    pub sections: Vec<SectionCompletion>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SectionCompletion {
    pub slug: String,
    pub name: String,
    /// Display names.
    pub teachers: Vec<String>,
    pub students: u32,
    /// One a lesson of the unit.
    pub lessons: Vec<LessonCompletion>,
    /// How many lessons should be taught by now.
    pub expected: u32,
    pub pace: Pace,
}

#[derive(Clone, Debug, PartialEq)]
pub struct LessonCompletion {
    /// Students who are done (an alternative counts).
    pub done: u32,
    pub taught_on: Option<NaiveDate>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    NotStarted,
    Late,
    OnPace,
    Finished,
}

/// The lessons that the school has adapted from shipped ones.
#[derive(Clone, Debug, PartialEq)]
pub struct AdaptedPage {
    pub org: String,
    pub school: String,
    /// By language, band and number.
    pub lessons: Vec<AdaptedLesson>,
}

/// One lesson that a school has made its own of.
#[derive(Clone, Debug, PartialEq)]
pub struct AdaptedLesson {
    pub id: String,
    pub lang: String,
    pub band: Band,
    pub number: u32,
    pub title: String,
    pub from: Adapted,
    /// The version of the shipped lesson now; nothing when it is shipped no more.
    pub now: Option<String>,
    /// What has changed in the shipped lesson since; nothing when no copy of it as it was is kept.
    pub changes: Option<Vec<FileChange>>,
}

/// What has changed in one file. Staff text.
#[derive(Clone, Debug, PartialEq)]
pub struct FileChange {
    pub file: String,
    pub hunks: Vec<Hunk>,
}

/// Lines that have changed, with those around them.
#[derive(Clone, Debug, PartialEq)]
pub struct Hunk {
    /// As a unified diff has it: `@@ -7,7 +7,8 @@`.
    pub header: String,
    pub lines: Vec<ChangedLine>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ChangedLine {
    pub mark: Mark,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Same,
    Added,
    Removed,
}

/// What a new class needs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewSection {
    pub name: String,
    pub first_grade: String,
    pub last_grade: String,
    /// Person ids of its teachers.
    pub teachers: Vec<String>,
    /// One display name a line.
    pub names: String,
}

/// A class as its administrator keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct RosterPage {
    pub org: String,
    pub school: String,
    pub slug: String,
    pub name: String,
    pub band: Band,
    pub teachers: Vec<(Uuid, String)>,
    /// The other staff of the school and its district, by name.
    pub others: Vec<StaffRow>,
    pub students: Vec<(Uuid, String)>,
}

/// One student's way in, to be printed.
#[derive(Clone, Debug, PartialEq)]
pub struct LoginCard {
    pub name: String,
    pub own_code: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct LoginCards {
    pub class: String,
    pub slug: String,
    pub class_code: String,
    /// Where students go: the server's address.
    pub address: String,
    pub cards: Vec<LoginCard>,
}

/// The readiness gate: eight ticks.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadinessPage {
    pub org: String,
    pub school: String,
    pub ticks: Vec<Tick>,
    pub contacts: Contacts,
    pub may_change: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Stable name, such as `reporting_path`.
    pub key: String,
    /// When and by which role; never a name.
    pub ticked: Option<(NaiveDate, Role)>,
}

/// Who is called, printed on the disclosure card. Empty where the school has not said.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contacts {
    pub designated_agent: String,
    pub deputy: String,
    pub intake_number: String,
    pub counselor: String,
    pub district_attorney: String,
    pub title_ix: String,
    /// Where *Leave this page* goes; an https address.
    pub leave_to: String,
}

/// Opt-outs of one class: students × lessons.
#[derive(Clone, Debug, PartialEq)]
pub struct OptOutPage {
    pub org: String,
    pub slug: String,
    pub class: String,
    /// Id, number and title.
    pub lessons: Vec<(String, u32, String)>,
    pub students: Vec<OptOutRow>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct OptOutRow {
    pub student: Uuid,
    pub name: String,
    /// One a lesson.
    pub opted_out: Vec<bool>,
}

/// Staff of a school, and the links that have been sent out.
#[derive(Clone, Debug, PartialEq)]
pub struct StaffPage {
    pub org: String,
    pub school: String,
    pub staff: Vec<StaffRow>,
    pub invitations: Vec<InvitationRow>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct StaffRow {
    pub person: Uuid,
    pub name: String,
    pub email: String,
    pub roles: Vec<Role>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct InvitationRow {
    pub name: String,
    pub email: String,
    pub role: Role,
    pub expires_on: NaiveDate,
}

#[async_trait]
pub trait Administering {
    /// The schools that the visitor administers, by name.
    async fn schools(&self) -> Answer<Vec<SchoolCard>>;

    /// Completion by band → class → lesson. The page, the CSV and the chart all come from here.
    ///
    /// # Errors
    /// `NotFound` unless the visitor administers `org`.
    async fn completion(&self, org: &str, filter: CompletionFilter) -> Answer<Completion>;

    /// The lessons that the school has adapted, with what has changed since in the shipped ones.
    ///
    /// # Errors
    /// `NotFound` unless the visitor administers `org`.
    async fn adapted(&self, org: &str) -> Answer<AdaptedPage>;

    /// The staff who could teach a new class: id and display name.
    async fn staff(&self, org: &str) -> Answer<StaffPage>;

    /// Invites a member of staff and answers the one-time link, shown once.
    ///
    /// # Errors
    /// `Invalid` for a missing name or an address without `@`.
    async fn invite(&self, org: &str, name: &str, email: &str, role: Role) -> Answer<String>;

    /// Makes a class in the running term and answers its slug.
    ///
    /// # Errors
    /// `Invalid` with the field that stands in the way.
    async fn add_section(&self, org: &str, section: NewSection) -> Answer<String>;

    async fn roster(&self, section: &str) -> Answer<RosterPage>;

    /// Adds students by display name, one a line; answers how many were added. Names that are in
    /// the class already are left alone.
    ///
    /// # Errors
    /// `Invalid` when no line holds a name, a name is too long, or there are above 60.
    async fn add_students(&self, section: &str, names: &str) -> Answer<u32>;

    /// Ends a student's enrollment; what they completed stays with the class's history.
    async fn remove_student(&self, section: &str, student: Uuid) -> Answer<()>;

    /// Lets one more member of staff teach a class; whoever teaches it already still does.
    ///
    /// # Errors
    /// `NotFound` unless the visitor administers the class's school; `Invalid` for who has no role
    /// at the school or its district.
    async fn add_teacher(&self, section: &str, teacher: Uuid) -> Answer<()>;

    /// Ends that somebody teaches a class; they see it no more.
    ///
    /// # Errors
    /// `NotFound` unless the visitor administers the class's school, and for who does not teach it;
    /// `LastTeacher` for the only one.
    async fn remove_teacher(&self, section: &str, teacher: Uuid) -> Answer<()>;

    /// Gives a student a new own code; the old one stops working at once.
    async fn renew_code(&self, section: &str, student: Uuid) -> Answer<()>;

    /// The class's login cards, to print.
    ///
    /// # Errors
    /// `NotFound` for K–2, whose students do not sign in.
    async fn login_cards(&self, section: &str) -> Answer<LoginCards>;

    async fn readiness(&self, org: &str) -> Answer<ReadinessPage>;

    /// Ticks or unticks one of the eight.
    async fn tick_readiness(&self, org: &str, key: &str, done: bool) -> Answer<()>;

    /// Keeps the contacts of the disclosure card.
    ///
    /// # Errors
    /// `Invalid` for an address to leave to that is not `https://`.
    async fn keep_contacts(&self, org: &str, contacts: Contacts) -> Answer<()>;

    async fn opt_outs(&self, section: &str) -> Answer<OptOutPage>;

    /// Keeps or withdraws an opt-out; no reason is asked or stored.
    async fn set_opt_out(&self, student: Uuid, lesson: &str, opted_out: bool) -> Answer<()>;
}
