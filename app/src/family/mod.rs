//! What anybody may read without an account.

pub mod family_lesson;
pub mod index;
pub mod letter;
mod reading;
pub mod unit;
