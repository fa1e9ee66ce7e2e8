//! A school's own folder, laid over the shipped lessons: it overrides a lesson file by file, adds
//! lessons and words, and changes nothing else.
//!
//! What it overrides says which content version it was made from, so that it can be told when the
//! shipped lesson moves on.

use std::collections::BTreeMap;

use crate::{
    course::{Band, Curriculum},
    lesson::{Adapted, VERSION_DIGITS},
    lint::{giving_way, overlay as rules},
    problem::Problem,
    read::{
        Files,
        curriculum::{LESSON_FILES, PRINT, hash, place},
        lesson::Place,
        read,
    },
};

const GLOSSARY: &str = "glossary.md";

/// Every file that a lesson may have.
pub const FILES: [&str; 4] = [LESSON_FILES[0], LESSON_FILES[1], LESSON_FILES[2], PRINT];

/// A school's own folder in memory.
#[derive(Clone, Debug, Default)]
pub struct Overlay {
    /// Stands before its files' paths where a problem is told.
    pub name: String,
    pub files: Files,
}

/// A lesson of an overlay that was made from a shipped one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adaptation {
    /// Of the overlay's lesson.
    pub id: String,
    /// Its folder in the overlay, such as `en/6-8/03-consent-and-boundaries`.
    pub folder: String,
    /// What it was made from; of several versions, one that is not the shipped lesson's now.
    pub from: Adapted,
    /// The shipped lesson as it is now; nothing when it is shipped no more.
    pub now: Option<Shipped>,
}

/// Where a shipped lesson lies, and the version it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shipped {
    pub folder: String,
    pub version: String,
}

impl Adaptation {
    /// Whether the shipped lesson is another version than the one it was made from.
    pub fn is_behind(&self) -> bool {
        self.now
            .as_ref()
            .is_some_and(|now| now.version != self.from.version)
    }
}

impl Overlay {
    /// The shipped files with these laid over them.
    pub fn over(&self, shipped: &Files) -> Files {
        let mut files = shipped.clone();
        for (path, bytes) in &self.files {
            match (kind(path), files.get_mut(path)) {
                (Some(Kind::Glossary), Some(glossary)) => add_words(glossary, bytes),
                (Some(_), _) => drop(files.insert(path.clone(), bytes.clone())),
                (None, _) => {}
            }
        }
        files
    }

    /// Reads the shipped lessons, written in `lang`, with these laid over them.
    pub fn read(&self, shipped: &Files, lang: &str) -> (Curriculum, Vec<Problem>) {
        let (mut curriculum, mut problems) = read(&self.over(shipped), lang);
        for problem in &mut problems {
            self.claim(problem, shipped);
        }
        giving_way::settle(self, shipped, &mut curriculum, &mut problems);
        rules::check(self, shipped, &curriculum, &mut problems);
        problems.sort();
        problems.dedup();
        (curriculum, problems)
    }

    /// Every lesson here that was made from a shipped one, by language and folder.
    pub fn adaptations(&self, shipped: &Files) -> Vec<Adaptation> {
        let (own, theirs) = (places(&self.files), places(shipped));
        let adaptations = own.iter().filter_map(|(folder, place)| {
            let lang = language(folder);
            let now = |id: &str| {
                let (folder, _) = theirs
                    .iter()
                    .find(|(folder, place)| place.id == id && language(folder) == lang)?;
                Some(Shipped {
                    version: version(shipped, folder),
                    folder: folder.clone(),
                })
            };
            let named = FILES.iter().filter_map(|name| {
                let path = format!("{folder}/{name}");
                let from = rules::adapted(&path, self.files.get(&path)?)?;
                Some(Adaptation {
                    id: place.id.clone(),
                    folder: folder.clone(),
                    now: now(&from.id),
                    from,
                })
            });
            let mut named: Vec<Adaptation> = named.collect();
            let behind = named.iter().position(Adaptation::is_behind);
            (!named.is_empty()).then(|| named.swap_remove(behind.unwrap_or(0)))
        });
        adaptations.collect()
    }

    /// Says of a problem in one of these files where that file lies.
    fn claim(&self, problem: &mut Problem, shipped: &Files) {
        let Some(own) = self.files.get(&problem.file) else {
            return;
        };
        if kind(&problem.file) == Some(Kind::Glossary)
            && let Some(glossary) = shipped.get(&problem.file)
        {
            // The line in the file that was added, not in the two together.
            let before = lines(glossary) + 1;
            if problem.line <= before {
                return;
            }
            problem.line = problem.line - before + lines(&own[..own.len() - words(own).len()]);
        }
        problem.file = self.path(&problem.file);
    }

    /// One of its files as a problem names it.
    pub(crate) fn path(&self, file: &str) -> String {
        match self.name.as_str() {
            "" => file.to_owned(),
            name => format!("{name}/{file}"),
        }
    }
}

/// What a file of an overlay may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Lesson,
    Glossary,
}

pub(crate) fn kind(path: &str) -> Option<Kind> {
    match *path.split('/').collect::<Vec<_>>().as_slice() {
        [_, GLOSSARY] => Some(Kind::Glossary),
        [_, _, _, file] if FILES.contains(&file) => folder(path).is_some().then_some(Kind::Lesson),
        _ => None,
    }
}

/// The lesson that a file belongs to.
fn folder(path: &str) -> Option<Place> {
    match *path.split('/').collect::<Vec<_>>().as_slice() {
        [lang, band, folder, _] => place(lang, band.parse::<Band>().ok()?, folder),
        _ => None,
    }
}

/// Every lesson's folder.
pub(crate) fn places(files: &Files) -> BTreeMap<String, Place> {
    let places = files.keys().filter_map(|path| folder(path));
    places.map(|place| (place.folder.clone(), place)).collect()
}

/// The folder of a lesson in one language's tree.
pub fn folder_of(files: &Files, lang: &str, id: &str) -> Option<String> {
    let mut places = places(files).into_iter();
    let found = places.find(|(folder, place)| place.id == id && language(folder) == lang);
    found.map(|(folder, _)| folder)
}

/// The content version of the lesson in a folder, as it is written down.
pub fn version(files: &Files, folder: &str) -> String {
    let mut version = hash(files, folder);
    version.truncate(VERSION_DIGITS);
    version
}

pub(crate) fn language(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

/// Appends the words of a glossary to another: everything from its first word on.
fn add_words(glossary: &mut Vec<u8>, more: &[u8]) {
    if !glossary.ends_with(b"\n") {
        glossary.push(b'\n');
    }
    glossary.push(b'\n');
    glossary.extend_from_slice(words(more));
}

/// A glossary from its first word on.
fn words(glossary: &[u8]) -> &[u8] {
    let mut start = 0;
    for line in glossary.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(b"## ") {
            break;
        }
        start += line.len();
    }
    &glossary[start..]
}

/// How many lines a text has; a last one that is not ended counts.
fn lines(text: &[u8]) -> usize {
    text.split_inclusive(|byte| *byte == b'\n').count()
}
