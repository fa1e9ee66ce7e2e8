//! Rules about a school's overlay: O001 (what it was made from), O002 (the shipped lesson has moved
//! on), O003 (a released id, or `harm: true`, has gone) and O004 (a translation that was not adapted with it).

use std::ops::Range;

use super::translation::fits;
use crate::{
    course::Curriculum,
    lesson::{Adapted, Lesson},
    overlay::{FILES, Overlay, folder_of, kind, language, places, version},
    problem::{Level, Problem},
    read::{
        Files,
        front_matter::FrontMatter,
        keywords::ORIGINAL,
        lesson::Place,
        lesson_front::{self, ADAPTED},
        near::did_you_mean,
        source::{Notes, Source, whole_file},
    },
};

const RELEASED: &str = "registry/released.txt";

/// Adds what an overlay is told; takes away what it cannot mend, because it stands in shipped files.
pub(crate) fn check(
    overlay: &Overlay,
    shipped: &Files,
    curriculum: &Curriculum,
    problems: &mut Vec<Problem>,
) {
    for path in overlay.files.keys().filter(|path| kind(path).is_none()) {
        let message = "an overlay holds no such file";
        let help = "It holds lesson.md, guide.md, family.md and print.md in <language>/<band>/<NN-name>/, and words in <language>/glossary.md.";
        problems.push(whole_file(&overlay.path(path), "F005", message, help));
    }
    let checker = Checker {
        overlay,
        shipped,
        curriculum,
    };
    for place in places(&overlay.files).values() {
        checker.provenance(place, problems);
        checker.released(place, problems);
        checker.sensitive(place, problems);
        checker.translations(place, problems);
    }
    // Words that only the school's lessons explain need no translation before those have one.
    problems.retain(|problem| {
        let lang = language(&problem.file);
        let added = format!("{ORIGINAL}/glossary.md");
        problem.code != "T001"
            || problem.file != format!("{lang}/glossary.md")
            || !overlay.files.contains_key(&added)
    });
}

struct Checker<'c> {
    overlay: &'c Overlay,
    shipped: &'c Files,
    curriculum: &'c Curriculum,
}

impl Checker<'_> {
    /// Adds what was found in one of the overlay's files.
    fn tell(&self, notes: Notes, problems: &mut Vec<Problem>) {
        let found = notes.into_problems().into_iter();
        problems.extend(found.map(|problem| Problem {
            file: self.overlay.path(&problem.file),
            ..problem
        }));
    }

    /// O001 and O002, of each file.
    fn provenance(&self, place: &Place, problems: &mut Vec<Problem>) {
        let lang = language(&place.folder);
        let overrides = folder_of(self.shipped, lang, &place.id);
        for name in FILES {
            let path = format!("{}/{name}", place.folder);
            let Some(bytes) = self.overlay.files.get(&path) else {
                continue;
            };
            let Ok(source) = Source::new(&path, bytes) else {
                continue;
            };
            let Some((span, adapted)) = front(&source) else {
                continue;
            };
            let mut notes = Notes::new(&source);
            match adapted {
                Some(adapted) => self.known(place, &adapted, &span, &mut notes),
                None => {
                    let covers =
                        |folder: &String| self.shipped.contains_key(&format!("{folder}/{name}"));
                    if let Some(folder) = overrides.as_ref().filter(|folder| covers(folder)) {
                        let now = version(self.shipped, folder);
                        let message = format!(
                            "this overrides the shipped {name} of `{}` and does not say from which version it was made",
                            place.id
                        );
                        let help = format!(
                            "Add `{ADAPTED}: {}@{now}` if it was made from the lesson as it is shipped now.",
                            place.id
                        );
                        notes.error("O001", &span, message, help);
                    }
                }
            }
            self.tell(notes, problems);
        }
    }

    fn known(&self, place: &Place, adapted: &Adapted, span: &Range<usize>, notes: &mut Notes) {
        let lang = language(&place.folder);
        let Adapted { id, version: from } = adapted;
        let Some(folder) = folder_of(self.shipped, lang, id) else {
            let places = places(self.shipped);
            let known = places.values().map(|place| place.id.as_str());
            let help = did_you_mean(id, known, "Name the lesson that this was made from.");
            return notes.error("O001", span, format!("no lesson `{id}` is shipped"), help);
        };
        if *id != place.id && folder_of(self.shipped, lang, &place.id).is_some() {
            let message = format!(
                "this overrides `{}` and says that it was made from `{id}`",
                place.id
            );
            let help =
                "Name the lesson of the folder, or choose a folder that no shipped lesson has.";
            return notes.error("O001", span, message, help);
        }
        let now = version(self.shipped, &folder);
        if *from != now {
            let message = format!("adapted from version {from}; the shipped lesson is now {now}");
            let own = &self.overlay.name;
            let help = format!(
                "`groundwork lessons diff {id} --overlay {own}` shows what has changed. Take over what you want, then write `{ADAPTED}: {id}@{now}`."
            );
            notes.warning("O002", span, message, help);
        }
    }

    /// O003: what students have done is remembered by the ids of steps and checks.
    fn released(&self, place: &Place, problems: &mut Vec<Problem>) {
        let path = format!("{}/lesson.md", place.folder);
        let is_original = language(&place.folder) == ORIGINAL;
        if !is_original || !self.overlay.files.contains_key(&path) {
            return;
        }
        let Some(lesson) = self.curriculum.lesson(&place.id) else {
            return;
        };
        let list = self.shipped.get(RELEASED).map_or(&[][..], Vec::as_slice);
        let list = String::from_utf8_lossy(list);
        for released in list.lines().map(str::trim) {
            let Some(what) = gone(lesson, released) else {
                continue;
            };
            let message = format!("the {what} of the shipped lesson is missing");
            let help = "What students have done is remembered by it. Keep its id, or give the lesson a folder and an id of its own.";
            problems.push(whole_file(&self.overlay.path(&path), "O003", message, help));
        }
    }

    /// O003: a lesson that is taught under supervision stays so.
    fn sensitive(&self, place: &Place, problems: &mut Vec<Problem>) {
        let path = format!("{}/lesson.md", place.folder);
        let Some(bytes) = self.overlay.files.get(&path) else {
            return;
        };
        let shipped = folder_of(self.shipped, language(&path), &place.id);
        let shipped = shipped.and_then(|folder| self.shipped.get(&format!("{folder}/lesson.md")));
        let was = shipped.and_then(|bytes| harm(&Source::new(&path, bytes).ok()?));
        let Ok(source) = Source::new(&path, bytes) else {
            return;
        };
        let is = harm(&source);
        if let (Some((_, true)), Some((span, false))) = (was, is) {
            let mut notes = Notes::new(&source);
            let message = "the shipped lesson touches on harm, and this one says that it does not";
            let help =
                "Write `harm: true`: it is opened under supervision, once the school is ready.";
            notes.error("O003", &span, message, help);
            self.tell(notes, problems);
        }
    }

    /// O004, in the place of whatever the shipped translation would be told.
    fn translations(&self, place: &Place, problems: &mut Vec<Problem>) {
        let own = FILES.map(|name| format!("{}/{name}", place.folder));
        let own = own
            .iter()
            .find(|path| self.overlay.files.contains_key(*path));
        let Some(own) = own.filter(|path| language(path) == ORIGINAL) else {
            return;
        };
        for translation in &self.curriculum.translations {
            let lang = &translation.lang;
            let Some(folder) = folder_of(self.shipped, lang, &place.id) else {
                continue;
            };
            let folder = format!("{folder}/");
            let all = problems.len();
            problems.retain(|problem| {
                !(problem.code.starts_with('T') && problem.file.starts_with(&folder))
            });
            let original = self.curriculum.lesson(&place.id);
            let Some((original, lesson)) = original.zip(translation.lesson(&place.id)) else {
                continue;
            };
            if problems.len() == all {
                continue;
            }
            let state = match fits(original, lesson) {
                true => "is still the shipped lesson's",
                false => "no longer fits and is not shown",
            };
            let message = format!("the translation into `{lang}` {state}");
            let help = format!("Adapt it as well, in {folder}.");
            let problem = whole_file(&self.overlay.path(own), "O004", message, help);
            problems.push(Problem {
                level: Level::Warning,
                ..problem
            });
        }
    }
}

/// What a file says that it was made from, and where it says so.
fn front(source: &Source) -> Option<(Range<usize>, Option<Adapted>)> {
    let mut unheard = Notes::new(source);
    let keys = FrontMatter::read(source, &[ADAPTED], &mut unheard)?;
    let adapted = lesson_front::adapted(&keys, &mut unheard);
    // One that is no lesson and version has been told already.
    if keys.has(ADAPTED) && adapted.is_none() {
        return None;
    }
    Some((keys.span(ADAPTED), adapted.map(|adapted| adapted.value)))
}

/// Whether a lesson touches on harm, and where it says so.
fn harm(source: &Source) -> Option<(Range<usize>, bool)> {
    let mut unheard = Notes::new(source);
    let keys = FrontMatter::read(source, &["harm"], &mut unheard)?;
    let harm = keys.flag("harm", &mut unheard)?;
    Some((keys.span("harm"), harm))
}

/// What a file says that it was made from.
pub(crate) fn adapted(path: &str, bytes: &[u8]) -> Option<Adapted> {
    front(&Source::new(path, bytes).ok()?)?.1
}

/// The step or check that a line of released ids names, if this lesson should have it and has not.
fn gone(lesson: &Lesson, released: &str) -> Option<String> {
    let rest = released.strip_prefix(&lesson.id)?;
    if let Some(step) = rest.strip_prefix('/') {
        let is_here = lesson.steps.iter().any(|other| other.id == step);
        return (!is_here).then(|| format!("step `{step}`"));
    }
    let check = rest.strip_prefix('#')?;
    let is_here = lesson.check(check).is_some();
    (!is_here).then(|| format!("check `{check}`"))
}
