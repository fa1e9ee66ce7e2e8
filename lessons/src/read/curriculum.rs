//! Walks one language's tree: registries and glossary first, then units and lessons against them.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::{
    Files, family, guide,
    keywords::Keywords,
    lesson::{self, Place, Student},
    print, registry, shared,
    source::{Notes, Source, whole_file},
    world::{Audience, Page, World, pictures},
};
use crate::{
    course::{Band, Curriculum, Shared, Unit},
    guide::{FamilyLetter, Guide},
    lesson::Lesson,
    lint::{phrases::Phrases, printed, translation},
    printable::Printable,
    problem::Problem,
    registry::Registry,
};

const GUIDE: &str = "guide.md";
pub(crate) const LESSON_FILES: [&str; 3] = ["lesson.md", GUIDE, "family.md"];
/// Beside them, where a lesson has something for paper.
pub(crate) const PRINT: &str = "print.md";
/// Folders beside the languages' trees.
const BESIDE: [&str; 3] = ["pictures", "registry", "schema"];
const SHARED_FILES: [&str; 3] = ["disclosure-card.md", "ground-rules.md", "pre-brief.md"];

pub(super) fn read(files: &Files, lang: &str) -> (Curriculum, Vec<Problem>) {
    let mut problems = Vec::new();
    let registry = registry::read(files, &mut problems);
    let mut curriculum = tree(files, lang, registry, None, &mut problems);
    let others = languages(files).filter(|other| *other != lang && curriculum.lang == lang);
    for other in others.collect::<Vec<_>>() {
        let registry = curriculum.registry.clone();
        let translation = tree(files, other, registry, Some(&curriculum), &mut problems);
        curriculum.translations.push(translation);
    }
    problems.sort();
    problems.dedup();
    (curriculum, problems)
}

/// The folders that hold a language's tree.
fn languages(files: &Files) -> impl Iterator<Item = &str> {
    let tops = files.keys().filter_map(|path| path.split_once('/'));
    let tops: BTreeSet<_> = tops.map(|(top, _)| top).collect();
    tops.into_iter().filter(|top| !BESIDE.contains(top))
}

/// Reads one language's tree, as a translation if there is an `original`.
fn tree(
    files: &Files,
    lang: &str,
    registry: Registry,
    original: Option<&Curriculum>,
    problems: &mut Vec<Problem>,
) -> Curriculum {
    let Some(keywords) = Keywords::of(lang) else {
        let message = format!("the keywords of the language `{lang}` are not known yet");
        let help = "Add its table to lessons/src/read/keywords.rs.";
        problems.push(whole_file(lang, "F004", message, help));
        return Curriculum::default();
    };
    let path = format!("{lang}/glossary.md");
    let glossary = files
        .get(&path)
        .map(|bytes| shared::glossary_ids(&String::from_utf8_lossy(bytes)));
    let world = World {
        files,
        lang,
        keywords,
        phrases: Phrases::new(&registry.words, lang),
        registry,
        glossary: glossary.unwrap_or_default(),
        pictures: pictures(files),
    };
    let mut reader = Reader {
        world: &world,
        original,
        problems: Vec::new(),
    };
    reader.check_paths();
    let glossary = reader
        .file(&path, Audience::Students, None, |page, notes| {
            let terms = shared::glossary(page, notes);
            if let Some(original) = original {
                translation::glossary(&original.glossary, &terms, page, notes);
            }
            Some(terms)
        })
        .unwrap_or_default();
    let shared = reader.shared();
    let units = Band::ALL
        .into_iter()
        .filter_map(|band| reader.unit(band))
        .collect();
    problems.append(&mut reader.problems);
    Curriculum {
        lang: lang.to_owned(),
        units,
        glossary,
        shared,
        registry: world.registry,
        translations: Vec::new(),
    }
}

struct Reader<'w> {
    world: &'w World<'w>,
    /// What is translated; nothing for the original itself.
    original: Option<&'w Curriculum>,
    problems: Vec<Problem>,
}

impl<'w> Reader<'w> {
    /// Reads one file that has to be there.
    fn file<T>(
        &mut self,
        path: &str,
        audience: Audience,
        band: Option<Band>,
        read: impl FnOnce(&Page, &mut Notes) -> Option<T>,
    ) -> Option<T> {
        let Some((path, bytes)) = self.world.files.get_key_value(path) else {
            let name = path.rsplit('/').next().unwrap_or(path);
            let message = format!("{name} is missing");
            self.problems
                .push(whole_file(path, "F001", message, "Add the file."));
            return None;
        };
        let source = match Source::new(path, bytes) {
            Ok(source) => source,
            Err(problem) => {
                self.problems.push(*problem);
                return None;
            }
        };
        let page = Page {
            world: self.world,
            source: &source,
            audience,
            band,
        };
        let mut notes = Notes::new(&source);
        let result = read(&page, &mut notes);
        self.problems.extend(notes.into_problems());
        result
    }

    /// F005 for files where none belongs, so that a misspelt folder is not silently passed over.
    fn check_paths(&mut self) {
        let lang = self.world.lang;
        for path in self.world.files.keys() {
            let parts: Vec<_> = path.split('/').collect();
            let belongs = match *parts.as_slice() {
                [own, ..] if own != lang => true,
                [_, "glossary.md"] => true,
                [_, "shared", file] => SHARED_FILES.contains(&file),
                [_, band, "unit.md"] => band.parse::<Band>().is_ok(),
                [_, band, folder, file] => {
                    band.parse()
                        .is_ok_and(|band| place(lang, band, folder).is_some())
                        && (LESSON_FILES.contains(&file) || file == PRINT)
                }
                _ => false,
            };
            if !belongs {
                let help = "Lessons lie in <language>/<band>/<NN-name>/ and are lesson.md, guide.md, family.md and print.md.";
                let message = "no file of the curriculum belongs here";
                self.problems.push(whole_file(path, "F005", message, help));
            }
        }
    }

    /// What staff and whole classes share stays as it was written.
    fn shared(&mut self) -> Shared {
        if let Some(original) = self.original {
            return original.shared.clone();
        }
        let lang = self.world.lang;
        let mut page = |name: &str, audience| {
            let path = format!("{lang}/shared/{name}");
            let read = |page: &Page, notes: &mut Notes| shared::page(None, page, notes);
            self.file(&path, audience, None, read)
                .unwrap_or_default()
                .html
        };
        Shared {
            disclosure_card: page(SHARED_FILES[0], Audience::Staff),
            ground_rules: page(SHARED_FILES[1], Audience::Students),
            pre_brief: page(SHARED_FILES[2], Audience::Staff),
        }
    }

    /// The unit of a band; `None` if nothing has been written for it.
    fn unit(&mut self, band: Band) -> Option<Unit> {
        let prefix = format!("{}/{band}/", self.world.lang);
        let paths = self.world.files.range(prefix.clone()..);
        let mut folders = BTreeSet::new();
        let mut any = false;
        for (path, _) in paths.take_while(|(path, _)| path.starts_with(&prefix)) {
            any = true;
            if let Some((folder, _)) = path[prefix.len()..].split_once('/') {
                folders.insert(folder);
            }
        }
        if !any {
            return None;
        }
        let original = self.original.and_then(|original| original.unit(band));
        let read = |page: &Page, notes: &mut Notes| {
            let titled = shared::page(Some(band), page, notes)?;
            if let Some(original) = original {
                translation::html(&original.html, &titled.html, page, notes);
            }
            Some(titled)
        };
        let page = self.file(
            &format!("{prefix}unit.md"),
            Audience::Families,
            Some(band),
            read,
        );
        let places = folders
            .into_iter()
            .filter_map(|folder| place(self.world.lang, band, folder));
        let mut lessons: Vec<Lesson> = Vec::new();
        let mut taken = BTreeMap::new();
        for place in places {
            let path = format!("{}/lesson.md", place.folder);
            for key in [place.id.clone(), format!("the order {}", place.order)] {
                if let Some(other) = taken.insert(key.clone(), place.folder.clone()) {
                    let message = format!("{other} has {key} too");
                    let help = "Number and name each folder of a band once.";
                    self.problems.push(whole_file(&path, "F007", message, help));
                }
            }
            let lesson = self.lesson(place);
            lessons
                .extend(lesson.filter(|lesson| lessons.iter().all(|other| other.id != lesson.id)));
        }
        lessons.sort_by_key(|lesson| lesson.order);
        let page = page.unwrap_or_default();
        Some(Unit {
            band,
            title: if page.title.is_empty() {
                band.title().to_owned()
            } else {
                page.title
            },
            html: page.html,
            lessons,
        })
    }

    fn lesson(&mut self, place: Place) -> Option<Lesson> {
        let [lesson, guide, family] = LESSON_FILES.map(|name| format!("{}/{name}", place.folder));
        let band = Some(place.band);
        let hash = hash(self.world.files, &place.folder);
        let print = format!("{}/{PRINT}", place.folder);
        let original = self.original.map(|original| original.lesson(&place.id));
        let student = self.file(&lesson, Audience::Students, band, |page, notes| {
            let student = lesson::read(&place, page, notes)?;
            if let Some(Some(original)) = original
                && !notes.has_errors()
            {
                translation::lesson(original, &student, page, notes);
            }
            Some(student)
        });
        let beside = student.as_ref();
        let guide = match original {
            Some(original) => original.map(|original| original.guide.clone()),
            None => self.file(&guide, Audience::Staff, band, |page, notes| {
                guide::read(&place, beside, page, notes)
            }),
        };
        let family = self.file(&family, Audience::Families, band, |page, notes| {
            let letter = family::read(&place, beside, page, notes)?;
            if let Some(Some(original)) = original {
                translation::letter(&original.family, &letter, page, notes);
            }
            Some(letter)
        });
        let print = self.print(&print, &place, original.flatten());
        Some(self.whole(place, student?, guide?, family?, print, hash))
    }

    /// The one file that a lesson may do without.
    fn print(&mut self, path: &str, place: &Place, original: Option<&Lesson>) -> Vec<Printable> {
        if !self.world.files.contains_key(path) {
            return Vec::new();
        }
        let read = self.file(path, Audience::Students, Some(place.band), |page, notes| {
            let own = print::read(place, page, notes)?;
            if let Some(original) = original
                && !notes.has_errors()
            {
                printed::translation(&original.print, &own, page, notes);
            }
            Some(own)
        });
        read.unwrap_or_default()
    }

    fn whole(
        &self,
        place: Place,
        student: Student,
        guide: Guide,
        family: FamilyLetter,
        print: Vec<Printable>,
        hash: String,
    ) -> Lesson {
        Lesson {
            id: place.id,
            title: student.front.title.value,
            band: place.band,
            order: place.order,
            minutes: student.front.minutes.value,
            summary: student.front.summary,
            standards: student.front.standards,
            topics: student.front.topics,
            harm: student.front.harm,
            reading: student.front.reading,
            lang: self.world.lang.to_owned(),
            dir: student.front.dir,
            status: student.front.status,
            notice: student.notice,
            objectives: student.objectives,
            words: student.words,
            steps: student.steps,
            adapted: student.front.adapted.or(family.adapted.clone()),
            guide,
            family,
            print,
            folder: place.folder,
            hash,
        }
    }
}

/// A lesson's content version: SHA-256 of its files' lengths and bytes, in hex. A lesson without
/// anything for paper has the version of the three that it must have.
pub(crate) fn hash(files: &Files, folder: &str) -> String {
    let mut hash = Sha256::new();
    let file = |name: &str| files.get(&format!("{folder}/{name}"));
    let needed = LESSON_FILES.map(|name| file(name).map_or(&[][..], Vec::as_slice));
    let print = file(PRINT).map(Vec::as_slice);
    for bytes in needed.into_iter().chain(print) {
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// What a lesson's folder says about it: `05-surprises-and-secrets`.
pub(crate) fn place(lang: &str, band: Band, folder: &str) -> Option<Place> {
    let (number, slug) = folder.split_once('-')?;
    let two_digits = number.len() == 2 && number.bytes().all(|b| b.is_ascii_digit());
    let order = number
        .parse()
        .ok()
        .filter(|&order| two_digits && order > 0)?;
    crate::markdown::tree::is_slug(slug).then(|| Place {
        band,
        order,
        id: format!("{band}.{slug}"),
        folder: format!("{lang}/{band}/{folder}"),
    })
}
