//! What the folder says at one moment: the lessons as they can be shown, and what is wrong with
//! them. A lesson that cannot be shown as it stands is shown as it last stood.

use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::Path,
    sync::Arc,
};

use app::text::Language;
use axum::Router;
use lessons::{
    course::Curriculum,
    lesson::Lesson,
    problem::Problem,
    read::{self, Files},
};

use super::{place::LessonFile, records::Records};
use crate::{
    content::LANGUAGE,
    db::Refusal,
    entrance::Entrance,
    http::files::manifest,
    router::router,
    shared::{Parts, Shared},
};

pub struct Reading {
    pub files: Files,
    pub curriculum: Arc<Curriculum>,
    /// Errors and warnings, by file and line.
    pub problems: Vec<Problem>,
    /// Language and lesson id of those that are shown as they last stood.
    pub kept: BTreeSet<(String, String)>,
    /// Why the folder could not be read; everything else is as it was then.
    pub fault: Option<String>,
    /// Those that lessons are written in and pages can speak.
    pub languages: Vec<Language>,
    /// Every file that several lessons lean on, as a number that changes when one of them does.
    pub beside: u64,
    /// The product's pages over these lessons.
    pub product: Router,
}

impl Reading {
    /// Reads `files`; what cannot be shown is taken from `before`.
    pub fn of(files: Files, before: Option<&Self>, records: &Records, entrance: &Entrance) -> Self {
        let (mut curriculum, problems) = read::read(&files, LANGUAGE);
        let mut kept = BTreeSet::new();
        if let Some(before) = before {
            keep(&mut curriculum, &before.curriculum, &files, &mut kept);
        }
        let shared = Arc::new(Shared::passing(Parts {
            db: records.db.clone(),
            keys: records.keys.clone(),
            entrance: entrance.clone(),
            assets: manifest(),
            curriculum,
            adapted: Vec::new(),
            files: files.clone(),
            demo: Vec::new(),
        }));
        Self {
            beside: beside(&files),
            curriculum: Arc::clone(&shared.curriculum),
            languages: shared.languages().to_vec(),
            problems,
            kept,
            fault: None,
            product: router(shared),
            files,
        }
    }

    /// The same reading, while the folder cannot be read.
    pub fn at_fault(&self, fault: String) -> Self {
        Self {
            files: self.files.clone(),
            curriculum: Arc::clone(&self.curriculum),
            problems: self.problems.clone(),
            kept: self.kept.clone(),
            fault: Some(fault),
            languages: self.languages.clone(),
            beside: self.beside,
            product: self.product.clone(),
        }
    }

    /// The lesson as it is shown in this language.
    pub fn lesson(&self, lang: &str, id: &str) -> Option<&Lesson> {
        self.tree(lang)?.lesson(id)
    }

    /// The problems that stand in a lesson's own files, in all languages.
    pub fn problems_of<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Problem> {
        self.problems.iter().filter(move |problem| {
            LessonFile::of(&problem.file).is_some_and(|file| file.id() == id)
        })
    }

    /// The problems that stand in no lesson's file.
    pub fn problems_beside(&self) -> impl Iterator<Item = &Problem> {
        self.problems
            .iter()
            .filter(|problem| LessonFile::of(&problem.file).is_none())
    }

    fn tree(&self, lang: &str) -> Option<&Curriculum> {
        match lang == self.curriculum.lang {
            true => Some(&self.curriculum),
            false => self.curriculum.translation(lang),
        }
    }
}

/// Every file of the folder that belongs to the curriculum.
///
/// # Errors
/// A sentence, when it is missing, cannot be read, or holds no lesson.
pub fn files(folder: &Path) -> Result<Files, Refusal> {
    let files = read::files(folder).map_err(|error| unreadable(folder, &error))?;
    if files.keys().any(|path| LessonFile::of(path).is_some()) {
        return Ok(files);
    }
    Err(Refusal(format!(
        "There are no lessons in {}. Give the folder that holds en/ and registry/.",
        folder.display()
    )))
}

fn unreadable(folder: &Path, error: &io::Error) -> Refusal {
    Refusal(format!(
        "The lessons folder {} cannot be read ({error}). Give the folder that holds en/ and registry/.",
        folder.display()
    ))
}

/// Puts back whatever cannot be shown any more although its folder is still there.
fn keep(
    now: &mut Curriculum,
    before: &Curriculum,
    files: &Files,
    kept: &mut BTreeSet<(String, String)>,
) {
    for lesson in before.lessons() {
        let folder = format!("{}/", lesson.folder);
        let mut below = files.range(folder.clone()..);
        let is_there = below
            .next()
            .is_some_and(|(path, _)| path.starts_with(&folder));
        if !is_there || now.lesson(&lesson.id).is_some() {
            continue;
        }
        if let Some(unit) = now.units.iter_mut().find(|unit| unit.band == lesson.band) {
            unit.lessons.push(lesson.clone());
            unit.lessons.sort_by_key(|lesson| lesson.order);
            kept.insert((before.lang.clone(), lesson.id.clone()));
        }
    }
    for translation in &mut now.translations {
        if let Some(before) = before.translation(&translation.lang) {
            keep(translation, before, files, kept);
        }
    }
}

fn beside(files: &Files) -> u64 {
    let mut hasher = DefaultHasher::new();
    files
        .iter()
        .filter(|(path, _)| LessonFile::of(path).is_none())
        .for_each(|file| file.hash(&mut hasher));
    hasher.finish()
}
