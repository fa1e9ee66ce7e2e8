//! Answers what a class taught live is asked: begin, console, lead, projector, where a student is.

use std::sync::Arc;

use app::{
    error::Error as Told,
    school::{
        Answer,
        live::{
            Console, HandCount, Here, History, Lead, Live, Pairing, Running, RunningClasses, Seat,
            Stage,
        },
    },
};
use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use lessons::{check::Body, course::Band, lesson::Lesson};
use sea_orm::prelude::Uuid;

use super::{
    administering::overseer_of,
    checks, console, opening, stage,
    teaching::{clock_time, lesson_of, name},
};
use crate::{
    entity::{enrollment, live_class, person, section, tally},
    error::Result,
    live::state,
    visit::Visit,
};

#[async_trait]
impl Live for Visit {
    async fn begin_class(&self, section: &str, lesson: &str, devices: bool) -> Answer<u32> {
        Ok(begin(self, section, lesson, devices).await?)
    }

    async fn console(&self, section: &str, number: u32) -> Answer<Console> {
        Ok(console::console(self, section, number).await?)
    }

    async fn lead_class(&self, lead: Lead) -> Answer<()> {
        Ok(act(self, lead).await?)
    }

    async fn count_hands(&self, count: HandCount) -> Answer<()> {
        Ok(count_hands(self, count).await?)
    }

    async fn pairing_code(&self, section: &str, number: u32) -> Answer<Pairing> {
        Ok(stage::pairing_code(self, section, number).await?)
    }

    async fn stage(&self, section: &str, number: u32) -> Answer<Stage> {
        let class = stage::find(self, section, number).await?;
        Ok(stage::stage(self, &class.section, &class.live, &class.lesson).await?)
    }

    async fn paired_stage(&self) -> Answer<Stage> {
        let live = self.paired().ok_or(Told::NotFound)?;
        let live = live_class::by_id(self.db().read(), live).await;
        let live = live.map_err(Told::from)?.ok_or(Told::NotFound)?;
        Ok(stage::paired_stage(self, live).await?)
    }

    async fn seat(&self, section: &str, number: u32, here: Here) -> Answer<Seat> {
        Ok(super::place::seat(self, section, number, here).await?)
    }

    async fn running(&self, org: &str) -> Answer<RunningClasses> {
        Ok(running(self, org).await?)
    }

    async fn history(&self, section: &str) -> Answer<History> {
        Ok(super::history::history(self, section).await?)
    }
}

/// A class that took so many minutes more than its lesson was forgotten.
pub const FORGOTTEN_AFTER: u32 = 60;

/// A class talks on for so long after its lesson has closed.
const OVER_AFTER: TimeDelta = TimeDelta::minutes(15);

/// A lesson that is being taught live to a class of the visitor's.
pub struct Taught {
    pub section: section::Model,
    pub live: live_class::Model,
    /// As it stood when it was opened.
    pub lesson: Arc<Lesson>,
}

impl Taught {
    /// # Errors
    /// `NotFound` unless the visitor teaches `section` and the lesson is being taught.
    pub async fn find(visit: &Visit, section: &str, lesson: &str) -> Result<Self> {
        let section = visit.teacher_of(section).await?;
        Self::of(visit, section, lesson).await
    }

    /// The same, by the lesson's number in its unit.
    pub async fn find_number(visit: &Visit, section: &str, number: u32) -> Result<Self> {
        let section = visit.teacher_of(section).await?;
        let lesson = lesson_of(visit.curriculum(), &section, number)?.id.clone();
        Self::of(visit, section, &lesson).await
    }

    async fn of(visit: &Visit, section: section::Model, lesson: &str) -> Result<Self> {
        let live = live_class::latest(visit.db().read(), section.id, lesson).await?;
        let live = live.filter(|live| live.begun_at.is_some() && live.finished_at.is_none());
        let live = live.ok_or(Told::NotFound)?;
        let lesson = visit.lesson_version(lesson, &live.version).await?;
        Ok(Self {
            section,
            live,
            lesson,
        })
    }

    /// How many steps the lesson has.
    pub fn steps(&self) -> u32 {
        u32::try_from(self.lesson.steps.len()).unwrap_or(u32::MAX)
    }
}

/// Changes the row, keeps it and wakes whoever watches.
///
/// # Errors
/// What `change` refuses; nothing is kept then.
pub async fn change(
    visit: &Visit,
    live: Uuid,
    change: impl FnOnce(&mut live_class::Model) -> std::result::Result<(), Told> + Send + 'static,
) -> Result<()> {
    let kept = visit.db().write(move |tx| async move {
        let live = live_class::locked(&tx, live).await?;
        let mut live = live.ok_or(Told::NotFound)?;
        let before = live.revision;
        change(&mut live)?;
        let now = (live.id, live.revision);
        if live.revision != before {
            live_class::keep(&tx, live).await?;
        }
        Ok(now)
    });
    let (live, revision) = kept.await?;
    visit.shared().live.tell(live, revision);
    Ok(())
}

async fn begin(visit: &Visit, section: &str, lesson: &str, devices: bool) -> Result<u32> {
    let (section, mut live) = opening::live_class(visit, section, lesson, devices).await?;
    live.devices &= Band::from(section.band).students_sign_in();
    let (by, now) = (visit.staff()?.id, visit.now());
    let live = opening::keep(visit, live).await?;
    change(visit, live.id, move |live| {
        state::begin(live, by, now);
        Ok(())
    })
    .await?;
    let lesson = visit.curriculum().lesson(&live.lesson);
    Ok(lesson.ok_or(Told::NotFound)?.order)
}

async fn act(visit: &Visit, lead: Lead) -> Result<()> {
    let class = Taught::find(visit, &lead.section, &lead.lesson).await?;
    let (by, now, steps) = (visit.staff()?.id, visit.now(), class.steps());
    if lead.act == app::school::live::Act::Show && class.lesson.check(&lead.check).is_none() {
        return Err(Told::invalid("check", "This lesson has no such check.").into());
    }
    change(visit, class.live.id, move |live| {
        state::act(live, &lead, by, steps, now)
    })
    .await
}

async fn count_hands(visit: &Visit, count: HandCount) -> Result<()> {
    let class = Taught::find(visit, &count.section, &count.lesson).await?;
    if class.live.devices || !class.lesson.band.students_sign_in() {
        return Err(Told::NotFound.into());
    }
    let (_, check) = class.lesson.check(&count.check).ok_or(Told::NotFound)?;
    let options = hand_options(&check.body);
    let most = enrollment::students(visit.db().read(), class.section.id, visit.day()).await?;
    let read = |text: &String| match text.trim() {
        "" => Some(0),
        text => text.parse().ok().filter(|hands| *hands <= most.len()),
    };
    let counts: Option<Vec<usize>> = count.counts.iter().map(read).collect();
    let counts = counts.filter(|counts| !options.is_empty() && counts.len() == options.len());
    let counts = counts.ok_or_else(|| {
        Told::invalid(
            "counts",
            "Write a number for each option, none larger than the class.",
        )
    })?;
    let key = format!("{}/{}", class.lesson.id, check.id);
    let rows = checks::hand_rows(&counts);
    let live = class.live.id;
    visit
        .db()
        .write(move |tx| async move { tally::replace(&tx, live, &key, &rows).await })
        .await
}

/// The options that hands can be counted for: one hand a student.
pub fn hand_options(body: &Body) -> Vec<String> {
    match body {
        Body::ChooseOne(choices) | Body::TrueOrFalse(choices) => {
            choices.iter().map(|choice| choice.text.clone()).collect()
        }
        _ => Vec::new(),
    }
}

/// How long the class has been at its step.
pub fn elapsed_seconds(visit: &Visit, live: &live_class::Model) -> u32 {
    let since = live.step_at.map(|at| (visit.now() - at).num_seconds());
    since.and_then(|since| since.try_into().ok()).unwrap_or(0)
}

async fn running(visit: &Visit, org: &str) -> Result<RunningClasses> {
    let school = overseer_of(visit, org).await?;
    let db = visit.db().read();
    let term = crate::entity::term::running(db, school.district_id(), visit.day()).await?;
    let sections = match term {
        Some(term) => section::of_school(db, school.id, term.id).await?,
        None => Vec::new(),
    };
    let ids: Vec<Uuid> = sections.iter().map(|section| section.id).collect();
    let led = live_class::led(db, &ids).await?;
    let leads: Vec<Uuid> = led.iter().filter_map(|live| live.led_by).collect();
    let people = person::by_ids(db, &leads).await?;
    let classes = led.into_iter().filter_map(|live| {
        let section = sections
            .iter()
            .find(|section| section.id == live.section_id)?;
        let lesson = visit.curriculum().lesson(&live.lesson)?;
        let since = being_taught_since(visit, &live)?;
        let lead = people.iter().find(|person| Some(person.id) == live.led_by);
        Some(Running {
            class: section.name.clone(),
            slug: section.slug.clone(),
            lesson: name(lesson),
            lead: lead.map(|lead| lead.name.clone()).unwrap_or_default(),
            since: clock_time(visit, since),
            minutes: lesson.minutes,
        })
    });
    Ok(RunningClasses {
        classes: classes.collect(),
        school: school.name,
        org: school.slug,
    })
}

/// When a class began that is being taught now, or went on; nothing once its lesson has been closed
/// for a while, or when it was only forgotten.
pub fn being_taught_since(visit: &Visit, live: &live_class::Model) -> Option<DateTime<Utc>> {
    let (now, zone) = (visit.now(), visit.time_zone());
    let is_today = |at: &DateTime<Utc>| at.with_timezone(&zone).date_naive() == visit.day();
    let since = live.begun_at?;
    let touched = live.step_at.map_or(since, |at| at.max(since));
    let minutes = visit.curriculum().lesson(&live.lesson)?.minutes + FORGOTTEN_AFTER;
    let is_forgotten = now - touched > TimeDelta::minutes(minutes.into());
    let is_over = live.end().is_some_and(|end| now - end > OVER_AFTER);
    let is_led = is_today(&touched) && live.finished_at.is_none() && !is_forgotten && !is_over;
    is_led.then(|| if is_today(&since) { since } else { touched })
}
