//! What students see.

pub mod ask;
pub mod finished;
pub mod help;
pub mod home;
pub mod lesson;
pub mod sign_in;
pub mod step;
