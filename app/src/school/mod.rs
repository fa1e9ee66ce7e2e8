//! The school as one visitor sees it: every question a page may ask.
//!
//! The server implements [`School`] for its visitor's handle and puts it into the context of each
//! request. Pages know this trait and nothing of databases; every method checks for itself whether
//! this visitor may ask, and answers [`Error::NotFound`](crate::error::Error) when not.

use std::sync::Arc;

use leptos::prelude::use_context;

use crate::error::Error;

pub mod accounts;
pub mod act;
pub mod administering;
pub mod closing;
pub mod families;
pub mod learning;
pub mod live;
pub mod questions;
pub mod roll;
pub mod teaching;

pub type Answer<T> = Result<T, Error>;

/// The whole school, for whoever is asking.
pub trait School:
    accounts::Accounts
    + learning::Learning
    + live::Live
    + closing::Closing
    + questions::Questions
    + teaching::Teaching
    + administering::Administering
    + families::Families
    + Send
    + Sync
{
}

impl<T> School for T where
    T: accounts::Accounts
        + learning::Learning
        + live::Live
        + closing::Closing
        + questions::Questions
        + teaching::Teaching
        + administering::Administering
        + families::Families
        + Send
        + Sync
{
}

/// The school of the request that is being answered.
///
/// # Errors
/// `Unavailable` outside a request.
pub fn school() -> Answer<Arc<dyn School>> {
    use_context::<Arc<dyn School>>().ok_or(Error::Unavailable)
}

/// What a form posted to a page of its own, for the page to answer with.
///
/// Present only while a `POST` is being answered with the page itself: a check's feedback, or a
/// form that has to give back what was typed.
#[derive(Clone, Debug, Default)]
pub struct Posted {
    /// Fields as they came, in order.
    pub fields: Vec<(String, String)>,
    /// What stands in the way, if the form was refused.
    pub refusal: Option<Error>,
}

impl Posted {
    /// The form that is being answered, if this request is one.
    pub fn here() -> Option<Self> {
        use_context::<Self>()
    }

    /// The first value of a field, or nothing.
    pub fn value(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value)
    }

    /// Every value of a field that may stand several times.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}
