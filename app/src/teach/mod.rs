//! What teachers see.

pub mod answer_sheet;
pub mod bar;
pub mod class;
pub mod classes;
pub mod close;
pub mod console;
pub mod console_parts;
pub mod crumbs;
pub mod grid;
pub mod guide;
pub mod history;
pub mod make_ups;
pub mod next;
pub mod pair;
pub mod print_pack;
pub mod project;
pub mod question_cards;
pub mod questions;
pub mod roll;
pub mod segment;
pub mod stage;
pub mod steps;
pub mod student_view;
pub mod tally;
pub mod taught;
