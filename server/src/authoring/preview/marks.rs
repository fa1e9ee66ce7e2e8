//! What a page of the preview knows, as numbers to compare: which of a lesson's texts are still the
//! ones that it shows.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use lessons::problem::render;

use super::{
    place::{LessonFile, Name},
    reading::Reading,
};

/// Name of a text → a number that changes with it and with what is wrong with it.
pub type Marks = BTreeMap<&'static str, String>;

/// Of one lesson: `text`, `guide` and `family`; without a lesson, `all`.
pub fn marks(reading: &Reading, lesson: Option<&str>) -> Marks {
    let Some(id) = lesson else {
        return Marks::from([("all", mark(reading, |_| true))]);
    };
    let of = |name: Name| {
        mark(reading, move |path| {
            LessonFile::of(path).is_some_and(|file| file.name == name && file.id() == id)
        })
    };
    Marks::from([
        ("text", of(Name::Lesson)),
        ("guide", of(Name::Guide)),
        ("family", of(Name::Family)),
    ])
}

fn mark(reading: &Reading, is_meant: impl Fn(&str) -> bool) -> String {
    let mut hasher = DefaultHasher::new();
    reading.beside.hash(&mut hasher);
    reading.fault.hash(&mut hasher);
    let files = reading.files.iter().filter(|(path, _)| is_meant(path));
    files.for_each(|file| file.hash(&mut hasher));
    let problems = reading.problems.iter();
    let problems = problems.filter(|problem| is_meant(&problem.file));
    problems.for_each(|problem| render(problem).hash(&mut hasher));
    format!("{:016x}", hasher.finish())
}
