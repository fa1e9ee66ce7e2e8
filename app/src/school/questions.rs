//! What the question box may be asked and told: by students of a class taught live, by its
//! teachers, by the counselor whom the school has named, and by whoever names one.

use async_trait::async_trait;
use chrono::NaiveDate;
use uuid::Uuid;

use super::{Answer, learning::LessonHead, teaching::LessonName};

/// A question is at most this many characters.
pub const LONGEST_QUESTION: usize = 300;

/// The open box of a lesson, as a student sees it: who reads what is put into it.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionBox {
    pub head: LessonHead,
    /// Display names of the class's teachers.
    pub teachers: Vec<String>,
    pub counselor: String,
}

/// One question, with nothing about who has asked it.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub id: Uuid,
    pub text: String,
    pub on: NaiveDate,
    pub state: QuestionState,
    /// Which teacher has sent it, for the counselor to whom it was sent.
    pub sent_by: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionState {
    Unread,
    Read,
    /// Handed to the school's counselor, and read.
    Routed,
    /// The counselor has taken it up, on this day.
    TakenUp(NaiveDate),
}

/// Every question of a lesson in one class, in an order that tells nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassQuestions {
    pub class: String,
    pub slug: String,
    pub lesson: LessonName,
    pub questions: Vec<Question>,
}

/// The questions of one lesson, for those who read them.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionsPage {
    pub of: ClassQuestions,
    /// Whom the school has named; nothing while its box is off.
    pub counselor: Option<String>,
    /// The visitor teaches the class, and does not only read along.
    pub teaches: bool,
    /// The lesson is being taught now.
    pub runs: bool,
}

/// What a school's classes have sent to its counselor.
#[derive(Clone, Debug, PartialEq)]
pub struct RoutedQuestions {
    pub school: String,
    pub org: String,
    /// By class and lesson; those without a question are left out.
    pub classes: Vec<ClassQuestions>,
}

/// Whom a school may name, and whom it has named: id and display name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BoxChoice {
    pub counselors: Vec<(Uuid, String)>,
    pub chosen: Option<Uuid>,
}

#[async_trait]
pub trait Questions {
    /// The box of the lesson that the visitor's class is being taught.
    ///
    /// # Errors
    /// `NotFound` where there is none for the visitor; `Closed` once the lesson is.
    async fn question_box(&self, section: &str, number: u32) -> Answer<QuestionBox>;

    /// Puts a question into the box. Nothing about the visitor is kept with it.
    ///
    /// # Errors
    /// As [`Questions::question_box`]; `Invalid` for an empty or a long one, and for more of them
    /// than anybody needs.
    async fn ask(&self, section: &str, number: u32, question: &str) -> Answer<()>;

    /// # Errors
    /// `NotFound` unless the visitor teaches `section` or is the counselor whom its school has
    /// named.
    async fn questions(&self, section: &str, number: u32) -> Answer<QuestionsPage>;

    /// Keeps that the visitor has read a question, and where `route`, hands it to the counselor.
    ///
    /// # Errors
    /// `NotFound` unless the visitor teaches its class; `Invalid` for handing it on while the
    /// school has named nobody.
    async fn mark_question(&self, question: Uuid, route: bool) -> Answer<()>;

    /// Keeps that the visitor has taken up a question that was handed to them.
    ///
    /// # Errors
    /// `NotFound` unless it was, and the visitor is the counselor whom the school has named.
    async fn take_up_question(&self, question: Uuid) -> Answer<()>;

    /// # Errors
    /// `NotFound` unless the visitor is the counselor whom the school has named.
    async fn routed_questions(&self, org: &str) -> Answer<RoutedQuestions>;

    /// How many questions wait for the visitor at a school; nothing for whoever is not the
    /// counselor it has named.
    async fn routed_count(&self, org: &str) -> Answer<Option<u32>>;

    /// # Errors
    /// `NotFound` unless the visitor administers or counsels the school.
    async fn question_box_choice(&self, org: &str) -> Answer<BoxChoice>;

    /// Turns the school's box on, for one of its counselors, or off.
    ///
    /// # Errors
    /// `NotFound` unless the visitor administers the school; `Invalid` for whoever is no counselor
    /// of it.
    async fn choose_question_box(&self, org: &str, counselor: Option<Uuid>) -> Answer<()>;
}
