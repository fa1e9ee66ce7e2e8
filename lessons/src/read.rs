//! Reads the lessons folder into a [`Curriculum`], gathering every problem on the way.

pub(crate) mod curriculum;
mod folder;

pub(crate) mod source;
pub(crate) mod world;

pub(crate) mod front_matter;
mod yaml;

pub(crate) mod keywords;
pub mod near;
pub(crate) mod outline;

pub(crate) mod lesson;
pub(crate) mod lesson_front;
mod sections;
mod step;

mod check;
mod options;
mod pairs;
mod scenario;

pub(crate) mod guide;
mod guide_parts;
mod segment;

pub(crate) mod family;
mod print;
mod registry;
pub(crate) mod shared;

use std::{collections::BTreeMap, io, path::Path};

use crate::{course::Curriculum, problem::Problem};

/// The lessons folder in memory: path below it (with `/`) → bytes.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Reads every file below `folder` that belongs to the curriculum: the languages' trees, the
/// registries and the pictures. A file too large for a lesson is cut, and then reported by [`read`].
///
/// # Errors
/// Whatever the operating system says of the first file that cannot be read.
pub fn files(folder: &Path) -> io::Result<Files> {
    folder::files(folder)
}

/// Reads the curriculum, written in `lang` (`en`), with every translation of it that is there.
///
/// A lesson that cannot be shown is left out; then at least one of the problems says why.
pub fn read(files: &Files, lang: &str) -> (Curriculum, Vec<Problem>) {
    curriculum::read(files, lang)
}
