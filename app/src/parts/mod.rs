//! What two screens or more use.

pub mod asked;
pub mod assets;
pub mod check;
pub mod dates;
pub mod disclosure;
pub mod follow;
pub mod frame;
pub mod go;
pub mod icon;
pub mod page;
pub mod qr;
pub mod refusal;
pub mod scenario;
pub mod step;
pub mod typed;
