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
mod backup;
mod browser_side;
mod canary;
mod checks;
mod completion;
mod cross_site;
mod demo;
mod export;
mod families;
mod languages;
mod learning;
mod links;
mod lost_write;
mod matrix;
mod opt_outs;
mod patience;
mod preview;
mod readiness;
mod reports;
mod schema;
mod secrets;
mod sessions;
mod sieve;
mod start;
mod tallies;
mod teaching;
mod wire;
