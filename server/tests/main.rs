//! Tests of the whole server, through its front door: the router, by who acts.
//!
//! One small world ([`school`]) stands behind all of them, on SQLite, or on the PostgreSQL that
//! `TEST_DATABASE_URL` names.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on stops"
)]

mod school;

mod accounts;
mod administering;
mod answering;
mod authoring;
mod away;
mod backup;
mod browser_side;
mod canary;
mod checks;
mod closing;
mod completion;
mod console;
mod cross_site;
mod demo;
mod editions;
mod export;
mod families;
mod fidelity;
mod going_on;
mod hands;
mod interleavings;
mod languages;
mod learning;
mod links;
mod live;
mod lost_write;
mod make_ups;
mod matrix;
mod opt_outs;
mod overlay;
mod patience;
mod preview;
mod print_pack;
mod question_readers;
mod questions;
mod readiness;
mod reports;
mod roll;
mod said;
mod schema;
mod secrets;
mod sessions;
mod sieve;
mod start;
mod streams;
mod tallies;
mod teachers;
mod teaching;
mod wire;
