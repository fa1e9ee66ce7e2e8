//! The rules that every lesson passes.
//!
//! Rules about a file's structure stand where the structure is read (`read/…`); rules about its
//! words, links and callouts stand here, and walk the same tree.
//! [`rules::RULES`] lists them all, each with its code.

pub(crate) mod alerts;
pub(crate) mod checks;
pub(crate) mod freshness;
pub(crate) mod giving_way;
pub(crate) mod links;
pub(crate) mod overlay;
pub(crate) mod phones;
pub(crate) mod phrases;
pub(crate) mod printed;
pub(crate) mod reading;
pub mod rules;
pub(crate) mod running;
pub(crate) mod sentences;
pub(crate) mod syllables;
pub mod translation;
pub(crate) mod wording;

use crate::{
    markdown::tree::Node,
    problem::Problem,
    read::{source::Notes, world::Page},
    registry::{Line, Registry},
};

/// From this age on, staff are warned that a helpline's row wants checking.
pub const WARNED_AFTER_DAYS: i64 = 150;

/// Above this age a helpline's row is hidden from students, and a build is refused.
pub const STALE_AFTER_DAYS: i64 = 180;

/// Days from the last check of a helpline's row to the day `today`.
pub fn age_in_days(line: &Line, today: toml::value::Date) -> Option<i64> {
    freshness::age_in_days(line, today)
}

/// Checks the age of every helpline's row on the day `today`: H001, a warning from 150 days on, an
/// error above 180. Reading stays pure, so the caller says what day it is.
pub fn helplines(registry: &Registry, today: toml::value::Date) -> Vec<Problem> {
    freshness::helplines(registry, today)
}

/// The rules that hold in every file, whoever reads it.
pub(crate) fn common(nodes: &[Node], page: &Page, notes: &mut Notes) {
    alerts::check(nodes, page, notes);
    links::check(nodes, page, notes);
    phones::check(nodes, page, notes);
    wording::check(nodes, page, notes);
}

/// The rules for what students read, wherever it stands.
pub(crate) fn for_students(nodes: &[Node], page: &Page, notes: &mut Notes) {
    alerts::check(nodes, page, notes);
    links::check(nodes, page, notes);
    phones::check(nodes, page, notes);
}
