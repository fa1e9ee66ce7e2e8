//! What is taught: Curriculum → Unit → Lesson → Step → Check, read from a folder of Markdown.
//!
//! Reading never stops at the first fault and never panics: it gives the curriculum it could
//! understand and every problem it met. This crate knows no database, no web and no async.

pub mod course;
pub mod lesson;

pub mod check;
pub mod guide;
pub mod printable;

pub mod registry;

pub mod problem;
pub mod progress;

pub mod overlay;
pub mod read;

pub mod lint;
pub mod markdown;

pub mod coverage;
pub mod draft;
pub mod schema;
pub mod tidy;
