//! Who is visiting, and how they come and go.

use async_trait::async_trait;
use chrono::NaiveDate;
use lessons::course::Band;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Answer;
use crate::text::Language;

/// Whoever sent this request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Visitor {
    SignedOut,
    Student {
        name: String,
        band: Band,
        /// Slug of the class they signed in to.
        section: String,
    },
    Staff {
        name: String,
        roles: Vec<StaffRole>,
    },
}

/// One role of a member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffRole {
    pub role: Role,
    /// Slug and name of the school, or of the district.
    pub org: String,
    pub org_name: String,
}

/// What a member of staff does at an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Teacher,
    Counselor,
    SchoolAdministrator,
    DistrictAdministrator,
}

/// One of the demo school's sign-ins, offered as a button. Empty in a real school.
#[derive(Clone, Debug, PartialEq)]
pub struct DemoSignIn {
    pub role: String,
    pub who: String,
    /// What there is to see for them.
    pub about: String,
    pub fields: DemoFields,
}

/// What the demo's button posts.
#[derive(Clone, Debug, PartialEq)]
pub enum DemoFields {
    Staff {
        email: String,
        password: String,
    },
    Student {
        class_code: String,
        own_code: String,
    },
}

/// A one-time link by which a member of staff sets their first password.
#[derive(Clone, Debug, PartialEq)]
pub struct Invitation {
    pub name: String,
    pub email: String,
    pub role: Role,
    pub org_name: String,
    pub expires_on: NaiveDate,
}

/// One place where this member of staff is signed in.
#[derive(Clone, Debug, PartialEq)]
pub struct SignedIn {
    pub id: Uuid,
    pub since: NaiveDate,
    pub last_seen: NaiveDate,
    /// The session this request came with.
    pub current: bool,
}

#[async_trait]
pub trait Accounts {
    /// Read from the session already; asks no database.
    fn visitor(&self) -> Visitor;

    /// Today where the district is.
    fn today(&self) -> NaiveDate;

    /// Whether the pages come over plain HTTP on a school network (`--insecure-lan`).
    fn insecure(&self) -> bool;

    /// Every language that there are lessons in, the original's first.
    fn languages(&self) -> Vec<Language>;

    /// The demo's sign-ins by role; empty in a real school.
    async fn demo_sign_ins(&self) -> Answer<Vec<DemoSignIn>>;

    /// # Errors
    /// `NotFound` for a token that is unknown, used or expired.
    async fn invitation(&self, token: &str) -> Answer<Invitation>;

    /// Where this member of staff is signed in, newest first.
    async fn signed_in(&self) -> Answer<Vec<SignedIn>>;

    /// Ends one of the visitor's own sessions.
    async fn sign_out_elsewhere(&self, session: Uuid) -> Answer<()>;
}
