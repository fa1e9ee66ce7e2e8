//! The rules that every lesson passes.
//!
//! Rules about a file's structure stand where the structure is read (`read/…`); rules about its
//! words, links and callouts stand here, and walk the same tree.
//!
//! | code | what it says |
//! | --- | --- |
//! | F001 | front matter missing, not closed, longer than 8 KB or not readable; a file missing |
//! | F002 | unknown key, or a key twice |
//! | F003 | key missing, of the wrong type or outside its limits; a registry row malformed |
//! | F004 | a value that is none of the allowed ones; a release without its reviewers |
//! | F005 | id, band, order or language differs from the path; a file where none belongs |
//! | F006 | `minutes` is not the sum of the steps' minutes |
//! | F007 | an id, an order or a word stands twice |
//! | F008 | not UTF-8, too large, nested too deeply, or more problems than are listed |
//! | F009 | unknown standard, topic or word |
//! | F010 | a rule written `---`, or raw HTML |
//! | S001 | a lesson's sections: title, notice, objectives, words, steps, help at the end |
//! | S002 | a step's heading: minutes and id |
//! | S003 | what is printed: its kind and title |
//! | S004 | what is printed: empty, too long, or not one card an item |
//! | C001 | a check's heading: keyword and id |
//! | C002 | options: their number, the right ones, feedback; prompts of Reflect |
//! | C003 | Match and Put in order: size, columns, feedback |
//! | C004 | a scenario's paths |
//! | A001 | alerts: kind, place, and who may read them |
//! | X001 | links and pictures |
//! | H001 | phone numbers for the youngest; helplines unknown, unverified or stale |
//! | G001 | a guide's or letter's sections and what they must hold |
//! | G002 | a guide's segments differ from the lesson's steps |
//! | G003 | a guide's minutes differ from the lesson's |
//! | G004 | the counselor has to be in the room |
//! | G005 | fewer than five sensitive moments |
//! | P001 | a prompt about the student's own life |
//! | T001 | a translation's structure differs from the original's |
//! | T002 | the original has changed since it was translated |
//! | T003 | a text is left untranslated |
//! | T004 | `dir` is not how the language is written |
//! | W001 | banned wording |
//! | W004 | a lesson about harm without its never-fault sentence, or with a long notice |

pub(crate) mod alerts;
pub(crate) mod freshness;
pub(crate) mod links;
pub(crate) mod phones;
pub(crate) mod phrases;
pub(crate) mod printed;
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
    wording::banned(nodes, page, notes);
}

/// The rules for what students read, wherever it stands.
pub(crate) fn for_students(nodes: &[Node], page: &Page, notes: &mut Notes) {
    alerts::check(nodes, page, notes);
    links::check(nodes, page, notes);
    phones::check(nodes, page, notes);
}
