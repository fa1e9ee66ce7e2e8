//! Coming in and going out.

pub mod demo;
pub mod invitation;
pub mod sessions;
pub mod sign_in;
pub mod welcome;
