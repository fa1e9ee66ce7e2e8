//! Opening a lesson to a class's devices, and closing it.

use app::error::Error as Told;
use chrono::TimeDelta;
use lessons::lesson::Lesson;
use sea_orm::prelude::Uuid;

use super::{classes::READINESS_ITEMS, live, tallies};
use crate::{
    entity::{live_class, readiness, section},
    error::Result,
    live::state,
    visit::Visit,
};

/// A sensitive lesson stays open for its minutes and these, so that nobody is cut off.
const EXTRA_MINUTES: u32 = 15;

/// And never longer than this.
const MOST_MINUTES: u32 = 90;

/// Opens a lesson; where it is open already, nothing changes.
pub async fn open(visit: &Visit, section: &str, lesson: &str) -> Result<()> {
    let (_, live) = live_class(visit, section, lesson, true).await?;
    keep(visit, live).await?;
    Ok(())
}

/// Keeps a lesson that is opened, and answers the row that stands for it. A class that was taught
/// and is not closed with its card goes on where it stopped, with its roll, its questions and its
/// answers.
pub async fn keep(visit: &Visit, live: live_class::Model) -> Result<live_class::Model> {
    let (section, lesson) = (live.section_id, live.lesson.clone());
    let write = visit.db().write(move |tx| async move {
        let now = live.opened_at;
        let earlier = live_class::latest_led(&*tx, live.section_id, &live.lesson).await?;
        let earlier = match earlier.filter(|earlier| earlier.finished_at.is_none()) {
            // Somebody may be closing it, or opening it, at this moment.
            Some(earlier) => live_class::locked(&tx, earlier.id).await?,
            None => None,
        };
        let earlier = earlier.filter(|earlier| earlier.finished_at.is_none());
        let open = live_class::open(&*tx, &[live.section_id], now).await?;
        let is_open = open.iter().any(|open| open.lesson == live.lesson);
        match earlier {
            Some(mut earlier) if !is_open => {
                earlier.told = tallies::told(&*tx, &earlier).await?;
                state::go_on(&mut earlier, &live);
                live_class::keep(&tx, earlier).await
            }
            _ => live_class::add(&tx, live).await,
        }
    });
    write.await?;
    let kept = live_class::latest(visit.db().read(), section, &lesson).await?;
    let kept = kept.ok_or(Told::NotFound)?;
    visit.shared().live.tell(kept.id, kept.revision);
    Ok(kept)
}

/// A live class that the visitor may open now, not kept yet.
///
/// # Errors
/// `NotFound` unless the visitor teaches `section`; `NotReady` for a sensitive lesson before the
/// school's readiness gate is ticked.
pub async fn live_class(
    visit: &Visit,
    section: &str,
    lesson: &str,
    devices: bool,
) -> Result<(section::Model, live_class::Model)> {
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
        closes_at: minutes_open(lesson).map(|minutes| now + TimeDelta::minutes(minutes.into())),
        devices,
        ..live_class::Model::opened(section.id, lesson, visit.staff()?.id, now)
    };
    Ok((section, live))
}

/// How long it may stay open; a lesson without harm stays until the teacher closes it.
fn minutes_open(lesson: &Lesson) -> Option<u32> {
    lesson.harm.then(|| supervised_minutes(lesson))
}

/// How long a lesson stays open that an adult sits by.
pub fn supervised_minutes(lesson: &Lesson) -> u32 {
    (lesson.minutes + EXTRA_MINUTES).min(MOST_MINUTES)
}

/// Whether the readiness gate of the section's school is ticked.
pub async fn is_ready(visit: &Visit, section: &section::Model) -> Result<bool> {
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
    live::change(visit, live.id, move |live| {
        if live.closed_at.is_none() {
            live.closed_at = Some(now);
            live.revision += 1;
        }
        Ok(())
    })
    .await
}
