//! The roll of a class taught live, and where its page was called from.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::teaching::LessonName;

/// Who is in a class that is or was taught live, and who of them was away.
#[derive(Clone, Debug, PartialEq)]
pub struct Roll {
    pub class: String,
    pub slug: String,
    pub lesson: LessonName,
    pub on: NaiveDate,
    /// Nobody has closed the class yet.
    pub unfinished: bool,
    /// By display name.
    pub students: Vec<RollStudent>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct RollStudent {
    pub student: Uuid,
    pub name: String,
    pub away: bool,
}

/// The roll, as a form posts it: everybody is present but these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollCall {
    pub section: String,
    pub lesson: String,
    #[serde(default)]
    pub away: Vec<Uuid>,
    #[serde(default)]
    pub from: RollFrom,
}

/// The page from which the roll was called, and to which it leads back while the class runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RollFrom {
    #[default]
    Console,
    /// The lesson's page of the class.
    Lesson,
    /// The fidelity card.
    Close,
}

impl RollFrom {
    /// The page's address, below the lesson's `address` in the class.
    pub fn page(self, address: &str) -> String {
        match self {
            Self::Console => format!("{address}/live"),
            Self::Lesson => address.to_owned(),
            Self::Close => format!("{address}/close"),
        }
    }

    /// As forms and addresses have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Console => "console",
            Self::Lesson => "lesson",
            Self::Close => "close",
        }
    }
}

/// Whatever else stands in an address leads back to the console.
impl From<&str> for RollFrom {
    fn from(name: &str) -> Self {
        let mut all = [Self::Lesson, Self::Close].into_iter();
        all.find(|from| from.name() == name).unwrap_or_default()
    }
}
