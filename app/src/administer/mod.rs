//! What administrators see.

pub mod adapted;
pub mod cards;
pub mod completion;
pub mod completion_table;
pub mod contacts;
pub mod fields;
pub mod new_class;
pub mod opt_outs;
pub mod question_box;
pub mod readiness;
pub mod roster;
pub mod routed;
pub mod running;
pub mod schools;
pub mod staff;
pub mod teachers;
