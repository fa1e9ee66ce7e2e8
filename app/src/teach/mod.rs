//! What teachers see.

pub mod bar;
pub mod class;
pub mod classes;
pub mod crumbs;
pub mod grid;
pub mod guide;
pub mod next;
pub mod print_pack;
pub mod project;
pub mod question_cards;
pub mod segment;
pub mod steps;
pub mod student_view;
pub mod tally;
pub mod taught;
