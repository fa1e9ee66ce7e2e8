//! What one student has done, as the database gathers it into a row, against a unit's lessons.

use std::{borrow::Borrow, collections::HashMap};

use lessons::{lesson::Lesson, progress::Progress};

use super::alternative_key;

/// A unit's lessons, by what is looked for in a student's completions.
pub struct Wanted<'a> {
    lessons: Vec<Counted<'a>>,
    /// What a completion can be of → the lesson's place, from 0.
    places: HashMap<String, (usize, Part)>,
}

struct Counted<'a> {
    id: &'a str,
    steps: u32,
}

#[derive(Clone, Copy)]
enum Part {
    /// One of the lesson's steps.
    Step,
    Alternative,
}

/// How a student stands with one lesson.
#[derive(Clone, Copy, Debug, Default)]
pub struct Work {
    pub progress: Progress,
    /// The student is opted out, and has the alternative in the lesson's place.
    pub alternative: bool,
}

impl<'a> Wanted<'a> {
    pub fn new(lessons: &'a [impl Borrow<Lesson>]) -> Self {
        let mut places = HashMap::new();
        let lessons = || lessons.iter().map(Borrow::borrow);
        for (place, lesson) in lessons().enumerate() {
            let lesson: &Lesson = lesson;
            places.insert(alternative_key(&lesson.id), (place, Part::Alternative));
            let keys = lesson.steps.iter().map(|step| lesson.step_key(step));
            places.extend(keys.map(|key| (key, (place, Part::Step))));
        }
        let lessons = lessons().map(|lesson| Counted {
            id: &lesson.id,
            steps: u32::try_from(lesson.steps.len()).unwrap_or(u32::MAX),
        });
        Self {
            lessons: lessons.collect(),
            places,
        }
    }

    /// The lessons' ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &'a str> {
        self.lessons.iter().map(|lesson| lesson.id)
    }

    /// How a student stands with each of the lessons, from step keys and lesson ids with a space
    /// between them. Steps that none of the lessons has do not count; whoever is opted out and has done
    /// the alternative has done the lesson.
    pub fn work(&self, steps: &str, opted_out: &str) -> Vec<Work> {
        let opted_out: Vec<&str> = opted_out.split(' ').collect();
        let works = self.lessons.iter().map(|lesson| Work {
            progress: Progress {
                done: 0,
                of: lesson.steps,
            },
            alternative: opted_out.contains(&lesson.id),
        });
        let mut works: Vec<Work> = works.collect();
        for step in steps.split(' ') {
            let Some((place, part)) = self.places.get(step) else {
                continue;
            };
            let Some(work) = works.get_mut(*place) else {
                continue;
            };
            let Progress { done, of } = &mut work.progress;
            match part {
                Part::Step => *done = (*done + 1).min(*of),
                Part::Alternative if work.alternative => *done = *of,
                Part::Alternative => {}
            }
        }
        works
    }
}
