//! Answers what is asked at the end of a class: the roll, the fidelity card, the make-ups.

use app::{
    error::Error as Told,
    parts::dates::month_day,
    school::{
        Answer,
        closing::{Closing, ClosingCard, ClosingPage, MakeUps, Manner, NewMakeUp, Reason},
        live::Pace,
        roll::{Roll, RollCall},
    },
};
use async_trait::async_trait;
use chrono::NaiveDate;
use lessons::lesson::Lesson;
use sea_orm::prelude::Uuid;

use super::{
    classes::as_taught,
    history::day,
    live::{FORGOTTEN_AFTER, Taught},
    make_ups, pages, roll, taught,
    teaching::name,
};
use crate::{
    entity::{
        Tx, absence, enrollment, live_class, question, section, segment_taught, teaching, term,
    },
    error::Result,
    live::state::{self, Led},
    visit::Visit,
};

#[async_trait]
impl Closing for Visit {
    async fn roll(&self, section: &str, number: u32) -> Answer<Roll> {
        Ok(roll::roll(self, section, number).await?)
    }

    async fn call_roll(&self, call: RollCall) -> Answer<String> {
        Ok(roll::call(self, call).await?)
    }

    async fn closing(&self, section: &str, number: u32) -> Answer<ClosingPage> {
        Ok(page(self, section, number).await?)
    }

    async fn close_class(&self, section: &str, number: u32, card: ClosingCard) -> Answer<String> {
        Ok(close(self, section, number, card).await?)
    }

    async fn end_class(&self, section: &str, lesson: &str) -> Answer<()> {
        let class = roll::held(self, section, lesson).await?;
        Ok(finish(self, class, None).await?)
    }

    async fn make_ups(&self, section: &str) -> Answer<MakeUps> {
        Ok(make_ups::page(self, section).await?)
    }

    async fn open_make_up(&self, make_up: NewMakeUp) -> Answer<()> {
        Ok(make_ups::open(self, make_up).await?)
    }

    async fn close_make_up(&self, make_up: Uuid) -> Answer<()> {
        Ok(make_ups::close(self, make_up).await?)
    }

    async fn mark_made_up(&self, section: &str, lesson: &str, student: Uuid) -> Answer<()> {
        Ok(make_ups::mark(self, section, lesson, student).await?)
    }
}

async fn page(visit: &Visit, slug: &str, number: u32) -> Result<ClosingPage> {
    let Taught {
        section,
        live,
        lesson,
    } = Taught::find_number(visit, slug, number).await?;
    let db = visit.db().read();
    let students = enrollment::students(db, section.id, visit.day()).await?;
    let unread = question::unread(db, live.id).await?;
    let taught = teaching::find(db, section.id, &lesson.id).await?;
    let ids = lesson.steps.iter().map(|step| step.id.clone());
    let links = pages::steps(&lesson, |_| false);
    Ok(ClosingPage {
        on: day(visit, &live),
        steps: ids.zip(links).collect(),
        reached: reached(visit, &live, &lesson),
        minutes: minutes(visit, &live, &lesson),
        students: students.len().try_into().unwrap_or(u32::MAX),
        away: roll::away(visit, &live).await?,
        unread: unread.try_into().unwrap_or(u32::MAX),
        next_days: next_days(visit, &section).await?,
        taught: taught.as_ref().map(as_taught),
        lesson: name(&lesson),
        class: section.name,
        slug: section.slug,
    })
}

/// From its beginning until now, or until the lesson closed; what the lesson takes, where that is so
/// long that the class was only forgotten.
fn minutes(visit: &Visit, live: &live_class::Model, lesson: &Lesson) -> u32 {
    let now = visit.now();
    let end = live.end().map_or(now, |end| end.min(now));
    let since = live.begun_at.map(|at| (end - at).num_minutes().max(1));
    let since = since.and_then(|since| since.try_into().ok());
    let likely = |minutes: &u32| *minutes <= lesson.minutes + FORGOTTEN_AFTER;
    since.filter(likely).unwrap_or(lesson.minutes)
}

/// The last step that the class has come to, or the last one that was open at students' own pace. A class
/// that did not go through the steps has come to the last of them if it took half the time.
fn reached(visit: &Visit, live: &live_class::Model, lesson: &Lesson) -> u32 {
    let steps = u32::try_from(lesson.steps.len()).unwrap_or(u32::MAX);
    let led = Led { live, steps };
    let furthest = u32::try_from(live.furthest.max(live.step)).unwrap_or_default();
    match (led.pace(), furthest.min(steps)) {
        (Pace::Own { to, .. }, step) => step.max(to),
        (Pace::Teacher, 0) if minutes(visit, live, lesson) * 2 >= lesson.minutes => steps,
        (Pace::Teacher, step) => step,
    }
}

/// From today to the term's last day.
async fn next_days(visit: &Visit, section: &section::Model) -> Result<(NaiveDate, NaiveDate)> {
    let term = term::by_id(visit.db().read(), section.term_id).await?;
    let term = term.ok_or(Told::NotFound)?;
    Ok((visit.day(), term.last_on.max(visit.day())))
}

async fn close(visit: &Visit, slug: &str, number: u32, card: ClosingCard) -> Result<String> {
    let class = roll::held_number(visit, slug, number).await?;
    let next = format!(
        "/teach/classes/{}?taught={}",
        class.section.slug, class.lesson.id
    );
    if class.live.finished_at.is_some() {
        return Ok(next);
    }
    let minutes = card.minutes.trim().parse().unwrap_or_default();
    let next_on = next_on(visit, &class.section, &card.next_on).await?;
    let students = enrollment::students(visit.db().read(), class.section.id, visit.day()).await?;
    let row = teaching::Model {
        id: Uuid::now_v7(),
        section_id: class.section.id,
        lesson: class.lesson.id.clone(),
        version: class.live.version.clone(),
        on: day(visit, &class.live),
        minutes: taught::checked_minutes(minutes)?,
        by: visit.staff()?.id,
        next_on,
    };
    let kept = Kept {
        segments: segments(&card, &class.lesson, row.id)?,
        students: students.iter().map(|student| student.id).collect(),
        row,
    };
    finish(visit, class, Some(kept)).await?;
    Ok(next)
}

async fn next_on(
    visit: &Visit,
    section: &section::Model,
    typed: &str,
) -> Result<Option<NaiveDate>> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let (first, last) = next_days(visit, section).await?;
    let next_on = typed.trim().parse().ok();
    let next_on = next_on.filter(|day| (first..=last).contains(day));
    let next_on = next_on.ok_or_else(|| {
        let (first, last) = (month_day(first), month_day(last));
        let reason = format!("Choose a day of this term, from {first} to {last}.");
        Told::invalid("next_on", reason)
    })?;
    Ok(Some(next_on))
}

/// A row for each step of the lesson; a reason only where it was not taught as written.
fn segments(
    card: &ClosingCard,
    lesson: &Lesson,
    teaching_id: Uuid,
) -> Result<Vec<segment_taught::Model>> {
    let mut segments = Vec::new();
    for step in &lesson.steps {
        let how = match card.how.get(&step.id) {
            Some(how) => how.parse().map_err(|_| {
                let field = format!("how-{}", step.id);
                Told::invalid(&field, "Choose how each step was taught.")
            })?,
            None => Manner::AsWritten,
        };
        let why = card.why.get(&step.id).map_or("", |why| why.trim());
        let why: Option<Reason> = match (how, why) {
            (Manner::AsWritten, _) | (_, "") => None,
            (_, why) => {
                let field = format!("why-{}", step.id);
                let unknown = |_| Told::invalid(&field, "Choose one of the reasons.");
                Some(why.parse().map_err(unknown)?)
            }
        };
        segments.push(segment_taught::Model {
            teaching_id,
            step: step.id.clone(),
            how: how.into(),
            reason: why.map(Into::into),
        });
    }
    Ok(segments)
}

/// What is kept of a class that is closed with its card.
struct Kept {
    row: teaching::Model,
    segments: Vec<segment_taught::Model>,
    /// The whole class, present or away.
    students: Vec<Uuid>,
}

/// Closes the class and keeps what was taught, or nothing of both.
async fn finish(visit: &Visit, class: Taught, kept: Option<Kept>) -> Result<()> {
    let now = visit.now();
    let section = class.section.id;
    let (live, revision) = visit
        .db()
        .write(move |tx| async move {
            let live = live_class::locked(&tx, class.live.id).await?;
            let mut live = live.ok_or(Told::NotFound)?;
            let told = |live: &live_class::Model| (live.id, live.revision);
            if live.finished_at.is_some() {
                return Ok(told(&live));
            }
            if question::unread(&*tx, live.id).await? > 0 {
                return Err(Told::UnreadQuestions.into());
            }
            if let Some(kept) = kept {
                keep(&tx, &live, &class.lesson, kept).await?;
            }
            state::finish(&mut live, now);
            let told = told(&live);
            live_class::keep(&tx, live).await?;
            Ok(told)
        })
        .await?;
    visit.shared().live.tell(live, revision);
    visit.shared().live.worked(section);
    Ok(())
}

async fn keep(tx: &Tx, live: &live_class::Model, lesson: &Lesson, kept: Kept) -> Result<()> {
    let Kept {
        row,
        segments,
        mut students,
    } = kept;
    let away = absence::of_live_class(tx, live.id).await?;
    students.retain(|student| !away.iter().any(|row| row.student_id == *student));
    let completions = taught::completions(tx, lesson, &row, &students).await?;
    if taught::keep(tx, row, completions).await? {
        segment_taught::add(tx, segments).await?;
    }
    Ok(())
}
