//! A teacher's classes: the list, a class's own page, its grids.

use std::{cmp::Reverse, collections::HashMap, slice};

use app::school::{
    learning::StepLink,
    teaching::{ClassCard, ClassPage, StepGrid, StepRow, Taught, UnitLesson},
};
use lessons::{course::Band, guide::Send, lesson::Lesson};
use sea_orm::prelude::Uuid;

use super::{
    history::unfinished,
    live::being_taught_since,
    pages, roll,
    teaching::{adapted, lesson_of, name, open_lesson},
};
use crate::{
    entity::{
        completion, enrollment, live_class, opt_out, org, readiness, section, teaching, term,
        word::EnrollmentRole,
    },
    error::Result,
    reports::{
        ClassGrid, alternative_key, class_grid,
        editions::{Editions, Whose},
    },
    sign_in::code::grouped,
    visit::Visit,
};

/// How many items the readiness gate has.
pub const READINESS_ITEMS: u32 = 8;

/// The visitor's classes of the running term, by name.
pub async fn cards(visit: &Visit) -> Result<Vec<ClassCard>> {
    let staff = visit.staff()?;
    let db = visit.db().read();
    let running = term::running(db, staff.district, visit.day()).await?;
    let mut sections = enrollment::sections_taught(db, staff.id, visit.day()).await?;
    sections.retain(|section| {
        running
            .as_ref()
            .is_some_and(|term| term.id == section.term_id)
    });
    let ids: Vec<Uuid> = sections.iter().map(|section| section.id).collect();
    let enrollments = enrollment::of_sections(db, &ids, visit.day()).await?;
    let teachings = teaching::of_sections(db, &ids).await?;
    let open = live_class::open(db, &ids, visit.now()).await?;
    let unfinished = unfinished(visit, &sections).await?;
    let schools = org::schools(db, staff.district).await?;
    let schools: HashMap<Uuid, String> = schools
        .into_iter()
        .map(|school| (school.id, school.name))
        .collect();
    let curriculum = visit.curriculum();
    let cards = sections.into_iter().map(|section| {
        let unit = curriculum.unit(section.band.into());
        let lessons = unit.map_or(&[][..], |unit| &unit.lessons);
        let students = enrollments
            .iter()
            .filter(|(row, _)| row.section_id == section.id && row.role == EnrollmentRole::Student);
        let taught = |lesson: &Lesson| {
            teachings
                .iter()
                .any(|row| row.section_id == section.id && row.lesson == lesson.id)
        };
        let open = open.iter().filter(|live| live.section_id == section.id);
        let open = open.max_by_key(|live| standing_first(visit, live));
        ClassCard {
            students: count(students),
            taught: count(lessons.iter().filter(|lesson| taught(lesson))),
            lessons: count(lessons.iter()),
            next: lessons.iter().find(|lesson| !taught(lesson)).map(name),
            open: open.and_then(|live| open_lesson(visit, live)),
            unfinished: unfinished
                .iter()
                .filter(|(of, _)| *of == section.id)
                .map(|(_, unfinished)| unfinished.clone())
                .collect(),
            school: schools.get(&section.school_id).cloned().unwrap_or_default(),
            band: section.band.into(),
            slug: section.slug,
            name: section.name,
        }
    });
    Ok(cards.collect())
}

/// What orders open lessons: the one that is being taught above all, then the newest.
fn standing_first(visit: &Visit, live: &live_class::Model) -> impl Ord + use<> {
    (being_taught_since(visit, live), live.opened_at)
}

/// A class's own page, for its teachers and for whoever administers its school.
pub async fn page(visit: &Visit, slug: &str) -> Result<ClassPage> {
    let reading = visit.reader_of(slug).await?;
    let (section, school, leads) = (reading.section, reading.school, reading.teaches);
    let db = visit.db().read();
    let curriculum = visit.curriculum();
    let unit = curriculum.unit(section.band.into());
    let lessons = unit.map_or(&[][..], |unit| &unit.lessons);
    let grid = grid(visit, &section).await?;
    let teachings = teaching::of_sections(db, &[section.id]).await?;
    let live = live_class::of_section(db, section.id).await?;
    let ticked = readiness::of_schools(db, &[section.school_id]).await?;
    let now = visit.now();
    let taught_of = |lesson: &Lesson| teachings.iter().find(|row| row.lesson == lesson.id);
    let map = lessons.iter().enumerate().map(|(at, lesson)| {
        let taught = taught_of(lesson).map(as_taught);
        let mut held = live.iter().filter(|live| live.lesson == lesson.id);
        UnitLesson {
            done: grid.done(at),
            enrolled: grid.enrolled(),
            open: held.clone().any(|live| live.is_open(now)),
            tally: leads && held.any(|live| !live.is_open(now)),
            missing: match taught {
                Some(_) => grid.missing(at).map(|(_, name)| name.to_owned()).collect(),
                None => Vec::new(),
            },
            taught,
            name: name(lesson),
        }
    });
    let mut open: Vec<&live_class::Model> = live.iter().filter(|live| live.is_open(now)).collect();
    // What is being taught stands first.
    open.sort_by_key(|live| Reverse(standing_first(visit, live)));
    let next = lessons.iter().find(|lesson| taught_of(lesson).is_none());
    let last = teachings.iter().max_by_key(|row| (row.on, row.id));
    let next_on = last.and_then(|row| row.next_on);
    Ok(ClassPage {
        lessons: map.collect(),
        next_on: next_on.filter(|day| next.is_some() && *day >= visit.day()),
        letter_before: next.is_some_and(|lesson| lesson.family.send == Send::Before),
        next: next.map(name),
        unfinished: match leads {
            true => unfinished(visit, slice::from_ref(&section)).await?,
            false => Vec::new(),
        }
        .into_iter()
        .map(|(_, unfinished)| unfinished)
        .collect(),
        open: open
            .into_iter()
            .filter_map(|live| open_lesson(visit, live))
            .collect(),
        grid: grid.grid(),
        readiness_missing: READINESS_ITEMS.saturating_sub(count(ticked.iter())),
        leads,
        code: Band::from(section.band)
            .students_sign_in()
            .then(|| grouped(&section.join_code)),
        band: section.band.into(),
        slug: section.slug,
        name: section.name,
        school: school.name,
        org: school.slug,
    })
}

/// Every student × every lesson of the section's unit.
pub async fn grid(visit: &Visit, section: &section::Model) -> Result<ClassGrid> {
    let curriculum = visit.curriculum();
    let unit = curriculum.unit(section.band.into());
    let lessons = unit.map_or(&[][..], |unit| &unit.lessons);
    let editions = editions(visit, section).await?;
    let lessons = editions.unit(section.id, lessons);
    class_grid(visit.db().read(), section.id, &lessons, visit.day()).await
}

/// The lessons that a class has from an older text.
pub async fn editions(visit: &Visit, section: &section::Model) -> Result<Editions> {
    Editions::of(visit.shared(), Whose::Section(section.id), visit.now()).await
}

/// One lesson of a class: students × steps, each with the day it was done.
pub async fn step_grid(visit: &Visit, slug: &str, number: u32) -> Result<StepGrid> {
    let reading = visit.reader_of(slug).await?;
    let section = reading.section;
    let db = visit.db().read();
    let curriculum = visit.curriculum();
    let editions = editions(visit, &section).await?;
    let lesson = lesson_of(curriculum, &section, number)?;
    let lesson = editions.lesson(section.id, lesson);
    let students = enrollment::students(db, section.id, visit.day()).await?;
    let ids: Vec<Uuid> = students.iter().map(|student| student.id).collect();
    let done = completion::of_students(db, &ids, &lesson.id).await?;
    let opted_out = opt_out::of_students(db, &ids).await?;
    let teachings = teaching::of_sections(db, &[section.id]).await?;
    let live = live_class::of_section(db, section.id).await?;
    let open = live
        .iter()
        .find(|live| live.lesson == lesson.id && live.is_open(visit.now()));
    let on = |student: Uuid, step: &str| {
        let row = done
            .iter()
            .find(|row| row.student_id == student && row.step == step);
        row.map(|row| row.on)
    };
    let rows = students.into_iter().map(|student| {
        let alternative = opted_out
            .iter()
            .any(|row| row.student_id == student.id && row.lesson == lesson.id);
        let keys = lesson.steps.iter().map(|step| {
            if alternative {
                alternative_key(&lesson.id)
            } else {
                lesson.step_key(step)
            }
        });
        StepRow {
            done_on: keys.map(|key| on(student.id, &key)).collect(),
            alternative,
            name: student.name,
        }
    });
    let steps: Vec<StepLink> = pages::steps(lesson, |_| false);
    let held = live
        .iter()
        .rfind(|live| live.lesson == lesson.id && live.begun_at.is_some());
    let away = match held {
        Some(live) => Some(roll::away(visit, live).await?),
        None => None,
    };
    Ok(StepGrid {
        away,
        unfinished: held.is_some_and(|live| live.finished_at.is_none()),
        rows: rows.collect(),
        steps: steps.into_iter().map(|step| step.title).collect(),
        taught: teachings
            .iter()
            .find(|row| row.lesson == lesson.id)
            .map(as_taught),
        open: open.and_then(|live| open_lesson(visit, live)),
        leads: reading.teaches,
        adapted: adapted(lesson),
        lesson: name(lesson),
        class: section.name,
        slug: section.slug,
    })
}

/// A "taught" as pages show it.
pub fn as_taught(teaching: &teaching::Model) -> Taught {
    Taught {
        teaching: teaching.id,
        on: teaching.on,
        minutes: teaching.minutes.try_into().unwrap_or_default(),
    }
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    items.count().try_into().unwrap_or(u32::MAX)
}
