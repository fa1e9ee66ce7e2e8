//! "Mark taught": when, how long and who was there; and taking it back.

use app::{
    error::Error as Told,
    school::teaching::{MarkTaught, TeachingForm},
};
use chrono::NaiveDate;
use lessons::lesson::Lesson;
use sea_orm::prelude::Uuid;

use super::{
    classes::{as_taught, editions},
    teaching::{lesson_of, name},
};
use crate::{
    entity::{completion, enrollment, opt_out, section, teaching, term},
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
    Ok(TeachingForm {
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
    if taught.minutes == 0 || taught.minutes > MOST_MINUTES {
        return Err(
            Told::invalid("minutes", "Write the minutes as a number from 1 to 240.").into(),
        );
    }
    let row = teaching::Model {
        id: Uuid::now_v7(),
        section_id: section.id,
        lesson: lesson.id.clone(),
        version: lesson.hash.clone(),
        on: taught.on,
        minutes: taught.minutes.try_into().unwrap_or_default(),
        by: visit.staff()?.id,
        next_on: None,
    };
    let completions = completions(visit, &section, lesson, &taught, row.id).await?;
    let kept = visit
        .db()
        .write(|tx| async move {
            teaching::add(&tx, row).await?;
            completion::add(&tx, completions).await?;
            Ok(())
        })
        .await;
    match kept {
        // Marked twice, by a second click or a second tab: what was kept first stands.
        Err(error) if error.is_taken() => Ok(()),
        kept => kept,
    }
}

/// Every step for every student of the class who was there; the alternative for who is opted out.
async fn completions(
    visit: &Visit,
    section: &section::Model,
    lesson: &Lesson,
    taught: &MarkTaught,
    teaching: Uuid,
) -> Result<Vec<completion::Model>> {
    let db = visit.db().read();
    let students = enrollment::students(db, section.id, visit.day()).await?;
    let present: Vec<Uuid> = students
        .into_iter()
        .map(|student| student.id)
        .filter(|student| taught.present.contains(student))
        .collect();
    let opted_out = opt_out::of_students(db, &present).await?;
    let steps: Vec<String> = lesson
        .steps
        .iter()
        .map(|step| lesson.step_key(step))
        .collect();
    let completions = present.into_iter().flat_map(|student| {
        let out = opted_out
            .iter()
            .any(|row| row.student_id == student && row.lesson == lesson.id);
        let keys = if out {
            vec![alternative_key(&lesson.id)]
        } else {
            steps.clone()
        };
        keys.into_iter().map(move |step| completion::Model {
            student_id: student,
            step,
            lesson: lesson.id.clone(),
            on: taught.on,
            teaching_id: Some(teaching),
        })
    });
    Ok(completions.collect())
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
