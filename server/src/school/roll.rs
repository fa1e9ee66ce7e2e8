//! The roll of a lesson taught live: everybody was there until somebody says so.

use app::{
    error::Error as Told,
    school::roll::{Roll, RollCall, RollFrom, RollStudent},
};
use sea_orm::prelude::Uuid;

use super::{
    history::day,
    live::Taught,
    taught,
    teaching::{lesson_of, name},
};
use crate::{
    entity::{Tx, absence, completion, enrollment, live_class, section, teaching},
    error::Result,
    visit::Visit,
};

/// The last time that a lesson was taught live to a class of the visitor's, closed or not.
///
/// # Errors
/// `NotFound` unless the visitor teaches the class and it was.
pub async fn held(visit: &Visit, slug: &str, lesson: &str) -> Result<Taught> {
    of(visit, visit.teacher_of(slug).await?, lesson).await
}

/// The same, by the lesson's number in its unit.
pub async fn held_number(visit: &Visit, slug: &str, number: u32) -> Result<Taught> {
    let section = visit.teacher_of(slug).await?;
    let lesson = lesson_of(visit.curriculum(), &section, number)?.id.clone();
    of(visit, section, &lesson).await
}

async fn of(visit: &Visit, section: section::Model, lesson: &str) -> Result<Taught> {
    let live = live_class::latest_led(visit.db().read(), section.id, lesson).await?;
    let live = live.ok_or(Told::NotFound)?;
    let lesson = visit.lesson_version(lesson, &live.version).await?;
    Ok(Taught {
        section,
        live,
        lesson,
    })
}

pub async fn roll(visit: &Visit, slug: &str, number: u32) -> Result<Roll> {
    let class = held_number(visit, slug, number).await?;
    let db = visit.db().read();
    let students = enrollment::students(db, class.section.id, visit.day()).await?;
    let away = absence::of_live_class(db, class.live.id).await?;
    let students = students.into_iter().map(|student| RollStudent {
        away: away.iter().any(|row| row.student_id == student.id),
        student: student.id,
        name: student.name,
    });
    Ok(Roll {
        students: students.collect(),
        on: day(visit, &class.live),
        unfinished: class.live.finished_at.is_none(),
        lesson: name(&class.lesson),
        class: class.section.name,
        slug: class.section.slug,
    })
}

/// How many of the class are away, by the roll.
pub async fn away(visit: &Visit, live: &live_class::Model) -> Result<u32> {
    let away = absence::of_live_class(visit.db().read(), live.id).await?;
    Ok(away.len().try_into().unwrap_or(u32::MAX))
}

pub async fn call(visit: &Visit, call: RollCall) -> Result<String> {
    let class = held(visit, &call.section, &call.lesson).await?;
    let by = visit.staff()?.id;
    let section = class.section.id;
    let students = enrollment::students(visit.db().read(), section, visit.day()).await?;
    let students: Vec<Uuid> = students.iter().map(|student| student.id).collect();
    let on = day(visit, &class.live);
    let live = class.live.id;
    let next = address(&class, call.from);
    let away = students.iter().filter(|id| call.away.contains(id));
    let away: Vec<absence::Model> = away
        .map(|student| absence::Model {
            live_class_id: live,
            student_id: *student,
            on,
            by,
        })
        .collect();
    visit
        .db()
        .write(move |tx| async move {
            // Whoever closes the class meanwhile counts by the one roll or by the other.
            let locked = live_class::locked(&tx, live).await?.ok_or(Told::NotFound)?;
            let before = absence::of_live_class(&*tx, live).await?;
            if locked.finished_at.is_some() {
                correct(&tx, &class, &students, &before, &away).await?;
            }
            absence::replace(&tx, live, away).await
        })
        .await?;
    visit.shared().live.worked(section);
    Ok(next)
}

/// Where the roll was called from while the class runs, and the lesson's page of the class
/// afterwards.
fn address(class: &Taught, from: RollFrom) -> String {
    let lesson = format!(
        "/teach/classes/{}/{}",
        class.section.slug, class.lesson.order
    );
    match class.live.finished_at {
        None => from.page(&lesson),
        Some(_) => lesson,
    }
}

/// Corrects what counted as done when the class was closed: who turns out to have been away loses
/// what came with being there, and who turns out to have been there gets it.
async fn correct(
    tx: &Tx,
    class: &Taught,
    students: &[Uuid],
    before: &[absence::Model],
    now: &[absence::Model],
) -> Result<()> {
    let found = teaching::find(tx, class.section.id, &class.lesson.id).await?;
    // A lesson that was marked as taught on another day is not about this class.
    let on = before.iter().chain(now).map(|row| row.on).next();
    let Some(row) = found.filter(|row| Some(row.on) == on) else {
        return Ok(());
    };
    let in_roll =
        |roll: &[absence::Model], student: Uuid| roll.iter().any(|row| row.student_id == student);
    let students = students.iter().copied();
    let (gone, come): (Vec<Uuid>, Vec<Uuid>) = students
        .filter(|student| in_roll(before, *student) != in_roll(now, *student))
        .partition(|student| in_roll(now, *student));
    completion::withdraw(tx, row.id, &gone).await?;
    let completions = taught::completions(tx, &class.lesson, &row, &come).await?;
    completion::add(tx, completions).await?;
    Ok(())
}
