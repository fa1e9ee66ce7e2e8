//! The wire: pages, forms, files and what surrounds every answer.

pub mod doors;
pub mod files;
pub mod form;
pub mod forms;
pub mod language;
pub mod layers;
pub mod live;
pub mod page;
pub mod plain;
pub mod projector;
pub mod step;
pub mod tidy;
