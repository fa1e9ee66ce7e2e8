//! What one file is read against: the other files, the registries, the glossary and the pictures.

use std::collections::BTreeSet;

use super::{Files, keywords::Keywords, source::Source};
use crate::{course::Band, lint::phrases::Phrases, registry::Registry};

/// Everything that files are checked against, gathered before the first lesson is read.
#[derive(Debug)]
pub(crate) struct World<'f> {
    pub files: &'f Files,
    pub lang: &'f str,
    pub keywords: &'static Keywords,
    pub registry: Registry,
    pub phrases: Phrases,
    /// Ids of the words that the glossary explains.
    pub glossary: BTreeSet<String>,
    /// Sprite file and symbol of every picture.
    pub pictures: BTreeSet<(String, String)>,
}

/// One file while it is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page<'w> {
    pub world: &'w World<'w>,
    pub source: &'w Source<'w>,
    pub audience: Audience,
    /// The grade band whose folder it stands in.
    pub band: Option<Band>,
}

/// Who reads a file; staff text reaches nobody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Audience {
    Students,
    Staff,
    Families,
}

impl Audience {
    pub fn is_student(self) -> bool {
        self == Self::Students
    }
}

/// The symbols of every sprite in `pictures/`.
pub(crate) fn pictures(files: &Files) -> BTreeSet<(String, String)> {
    let mut pictures = BTreeSet::new();
    for (path, bytes) in files {
        if !path.starts_with("pictures/") || !path.ends_with(".svg") {
            continue;
        }
        let svg = String::from_utf8_lossy(bytes);
        for symbol in svg.split("<symbol").skip(1) {
            let tag = symbol.split('>').next().unwrap_or_default();
            let id = tag
                .split_once(" id=\"")
                .and_then(|(_, rest)| rest.split('"').next());
            if let Some(id) = id {
                pictures.insert((path.clone(), id.to_owned()));
            }
        }
    }
    pictures
}
