//! The School as one visitor sees it: each method asks who it is, does it, and tells.
//!
//! The same cut as in `app::school`. What a visitor may not see is *not found*; whether they may
//! is asked on the first line of every method, and nowhere else.

pub mod accounts;
pub mod administering;
pub mod asking;
pub mod checks;
pub mod classes;
pub mod closing;
pub mod console;
pub mod families;
pub mod history;
pub mod learning;
pub mod live;
pub mod make_ups;
pub mod opening;
pub mod pages;
pub mod place;
pub mod print_pack;
pub mod questions;
pub mod roll;
pub mod stage;
pub mod tallies;
pub mod taught;
pub mod teaching;
