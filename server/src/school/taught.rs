//! "Mark taught": when, how long and who was there; and taking it back.

use app::{
    error::Error as Told,
    school::teaching::{MarkTaught, TeachingForm},
};
use chrono::NaiveDate;
use lessons::lesson::Lesson;
use sea_orm::{ConnectionTrait, prelude::Uuid};

use super::{
    classes::{as_taught, editions},
    teaching::{lesson_of, name},
};
use crate::{
    entity::{Tx, absence, completion, enrollment, live_class, opt_out, section, teaching, term},
    error::Result,
    reports::alternative_key,
    visit::Visit,
};

const MOST_MINUTES: u32 = 240;

/// What the form needs: the day, the minutes, the class.
pub async fn form(visit: &Visit, slug: &str, number: u32) -> Result<TeachingForm> {
    let section = visit.teacher_of(slug).await?;
    let db = visit.db().read();
    let curriculum = visit.curriculum();
    let lesson = lesson_of(curriculum, &section, number)?;
    let students = enrollment::students(db, section.id, visit.day()).await?;
    let teachings = teaching::of_sections(db, &[section.id]).await?;
    let away = match live_class::latest_led(db, section.id, &lesson.id).await? {
        Some(live) => absence::of_live_class(db, live.id).await?,
        None => Vec::new(),
    };
    Ok(TeachingForm {
        away: away.into_iter().map(|row| row.student_id).collect(),
        lesson: name(lesson),
        today: visit.day(),
        days: days(visit, &section).await?,
        students: students
            .into_iter()
            .map(|student| (student.id, student.name))
            .collect(),
        taught: teachings
            .iter()
            .find(|row| row.lesson == lesson.id)
            .map(as_taught),
        class: section.name,
        slug: section.slug,
    })
}

/// From the term's first day to today, or to its last day if that is past.
async fn days(visit: &Visit, section: &section::Model) -> Result<(NaiveDate, NaiveDate)> {
    let term = term::by_id(visit.db().read(), section.term_id)
        .await?
        .ok_or(Told::NotFound)?;
    Ok((term.first_on, term.last_on.min(visit.day())))
}

/// Keeps that a lesson was taught, with the completions of those present.
pub async fn mark(visit: &Visit, taught: MarkTaught) -> Result<()> {
    let section = visit.teacher_of(&taught.section).await?;
    let curriculum = visit.curriculum();
    let unit = curriculum.unit(section.band.into()).ok_or(Told::NotFound)?;
    let lesson = unit
        .lessons
        .iter()
        .find(|lesson| lesson.id == taught.lesson);
    let editions = editions(visit, &section).await?;
    let lesson = editions.lesson(section.id, lesson.ok_or(Told::NotFound)?);
    let (first, last) = days(visit, &section).await?;
    if taught.on < first || taught.on > last {
        return Err(Told::invalid("on", "Choose a day of this term, up to today.").into());
    }
    let minutes = checked_minutes(taught.minutes)?;
    let row = teaching::Model {
        id: Uuid::now_v7(),
        section_id: section.id,
        lesson: lesson.id.clone(),
        version: lesson.hash.clone(),
        on: taught.on,
        minutes,
        by: visit.staff()?.id,
        next_on: None,
    };
    let db = visit.db().read();
    let students = enrollment::students(db, section.id, visit.day()).await?;
    let students = students.iter().map(|student| student.id);
    let present: Vec<Uuid> = students
        .filter(|student| taught.present.contains(student))
        .collect();
    let completions = completions(db, lesson, &row, &present).await?;
    visit
        .db()
        .write(|tx| async move {
            // Marked twice, by a second click or a second tab: what was kept first stands.
            keep(&tx, row, completions).await?;
            Ok(())
        })
        .await
}

/// Refuses what no lesson takes.
pub fn checked_minutes(minutes: u32) -> Result<i32> {
    let minutes = Some(minutes).filter(|minutes| (1..=MOST_MINUTES).contains(minutes));
    let minutes = minutes.and_then(|minutes| minutes.try_into().ok());
    minutes.ok_or_else(|| {
        Told::invalid("minutes", "Write the minutes as a number from 1 to 240.").into()
    })
}

/// Keeps that a lesson was taught, with the completions of those present. Tells whether it did: a
/// lesson that is marked as taught already stays as it is.
pub async fn keep(
    tx: &Tx,
    row: teaching::Model,
    completions: Vec<completion::Model>,
) -> Result<bool> {
    if !teaching::add(tx, row).await? {
        return Ok(false);
    }
    completion::add(tx, completions).await?;
    Ok(true)
}

/// Every step for every student who was there; the alternative for who is opted out.
pub async fn completions(
    db: &impl ConnectionTrait,
    lesson: &Lesson,
    row: &teaching::Model,
    present: &[Uuid],
) -> Result<Vec<completion::Model>> {
    let opted_out = opt_out::of_students(db, present).await?;
    let completions = present.iter().flat_map(|student| {
        let out = opted_out
            .iter()
            .any(|row| row.student_id == *student && row.lesson == lesson.id);
        keys(lesson, out)
            .into_iter()
            .map(move |step| completion::Model {
                student_id: *student,
                step,
                lesson: lesson.id.clone(),
                on: row.on,
                teaching_id: Some(row.id),
            })
    });
    Ok(completions.collect())
}

/// What a student has to do of a lesson, by step key.
pub fn keys(lesson: &Lesson, opted_out: bool) -> Vec<String> {
    if opted_out {
        return vec![alternative_key(&lesson.id)];
    }
    let steps = lesson.steps.iter();
    steps.map(|step| lesson.step_key(step)).collect()
}

/// Takes a "taught" back, and the completions that came with it.
pub async fn undo(visit: &Visit, teaching: Uuid) -> Result<()> {
    let row = teaching::by_id(visit.db().read(), teaching)
        .await?
        .ok_or(Told::NotFound)?;
    if !visit.reader_of_id(row.section_id).await?.teaches {
        return Err(Told::NotFound.into());
    }
    visit
        .db()
        .write(move |tx| async move { teaching::undo(&tx, row.id).await })
        .await
}
