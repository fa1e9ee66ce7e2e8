//! The tables, a file each: the row, then its queries as functions with `db` first.
//!
//! A query that only reads takes any connection; one that changes something takes a [`Tx`], which
//! only [`Db::write`](crate::db::Db::write) hands out. So a read path cannot write.

pub mod absence;
pub mod answered;
pub mod audit_event;
pub mod completion;
pub mod credential;
pub mod enrollment;
pub mod invitation;
pub mod lesson_version;
pub mod live_class;
pub mod make_up;
pub mod opt_out;
pub mod org;
pub mod person;
pub mod projector;
pub mod question;
pub mod readiness;
pub mod section;
pub mod segment_taught;
pub mod session;
pub mod setting;
pub mod staff_role;
pub mod tally;
pub mod teaching;
pub mod term;
pub mod throttle;
pub mod word;

/// The transaction of one write.
pub type Tx = sea_orm::DatabaseTransaction;
