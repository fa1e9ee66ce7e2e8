//! Opening a lesson to a class's devices, and closing it.

use app::error::Error as Told;
use chrono::TimeDelta;
use lessons::lesson::Lesson;
use sea_orm::prelude::Uuid;

use super::classes::READINESS_ITEMS;
use crate::{
    entity::{live_class, readiness, section},
    error::Result,
    visit::Visit,
};

/// A sensitive lesson stays open for its minutes and these, so that nobody is cut off.
const EXTRA_MINUTES: u32 = 15;

/// And never longer than this.
const MOST_MINUTES: u32 = 90;

/// Opens a lesson; where it is open already, nothing changes.
pub async fn open(visit: &Visit, section: &str, lesson: &str) -> Result<()> {
    let section = visit.teacher_of(section).await?;
    let curriculum = visit.curriculum();
    let unit = curriculum.unit(section.band.into()).ok_or(Told::NotFound)?;
    let lesson = unit
        .lessons
        .iter()
        .find(|other| other.id == lesson)
        .ok_or(Told::NotFound)?;
    if lesson.harm && !is_ready(visit, &section).await? {
        return Err(Told::NotReady.into());
    }
    let now = visit.now();
    let live = live_class::Model {
        id: Uuid::now_v7(),
        section_id: section.id,
        lesson: lesson.id.clone(),
        version: lesson.hash.clone(),
        opened_by: visit.staff()?.id,
        opened_at: now,
        closes_at: minutes_open(lesson).map(|minutes| now + TimeDelta::minutes(minutes.into())),
        closed_at: None,
    };
    visit
        .db()
        .write(|tx| async move { live_class::add(&tx, live).await })
        .await
}

/// How long it may stay open; a lesson without harm stays until the teacher closes it.
fn minutes_open(lesson: &Lesson) -> Option<u32> {
    lesson
        .harm
        .then(|| (lesson.minutes + EXTRA_MINUTES).min(MOST_MINUTES))
}

async fn is_ready(visit: &Visit, section: &section::Model) -> Result<bool> {
    let ticked = readiness::of_schools(visit.db().read(), &[section.school_id]).await?;
    Ok(u32::try_from(ticked.len()).is_ok_and(|ticked| ticked >= READINESS_ITEMS))
}

/// Closes it; a step that a student finishes within ten minutes still counts.
pub async fn close(visit: &Visit, live_class: Uuid) -> Result<()> {
    let live = live_class::by_id(visit.db().read(), live_class)
        .await?
        .ok_or(Told::NotFound)?;
    if !visit.reader_of_id(live.section_id).await?.teaches {
        return Err(Told::NotFound.into());
    }
    let now = visit.now();
    visit
        .db()
        .write(move |tx| async move { live_class::close(&tx, live.id, now).await })
        .await
}
