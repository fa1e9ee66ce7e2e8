//! Answers what a student asks: home, lesson, step, check, done, help.

use app::{
    error::Error as Told,
    school::{
        Answer,
        learning::{Help, Home, HomeLesson, Learning, LessonPage, StepPage},
    },
};
use async_trait::async_trait;
use chrono::NaiveDate;
use lessons::{
    course::Band,
    lesson::Lesson,
    progress::{Progress, progress},
    registry::{Line, LineStatus},
};

use super::{
    classes,
    live::being_taught_since,
    make_ups,
    place::{Place, standing},
};
use crate::{
    entity::{completion, live_class, opt_out},
    error::Result,
    live::state,
    reports::{alternative_key, standing::Opened},
    visit::Visit,
};

/// A helpline that nobody has looked at for this long is hidden.
const STALE_DAYS: i64 = 180;

#[async_trait]
impl Learning for Visit {
    async fn home(&self) -> Answer<Home> {
        Ok(home(self).await?)
    }

    async fn lesson(&self, section: &str, number: u32) -> Answer<LessonPage> {
        let place = Place::find(self, section, number).await?;
        Ok(place.lesson_page())
    }

    async fn step(&self, section: &str, number: u32, step: u32) -> Answer<StepPage> {
        let place = Place::find(self, section, number).await?;
        let rendered = place.render(self, step, &[])?;
        Ok(rendered.page)
    }

    async fn answer(
        &self,
        section: &str,
        number: u32,
        step: u32,
        fields: &[(String, String)],
    ) -> Answer<StepPage> {
        let place = Place::find(self, section, number).await?;
        let rendered = place.render(self, step, fields)?;
        let answered = rendered.answered.ok_or(Told::NotFound)?;
        if !answered.tally.is_empty() {
            place.count(self, &answered).await?;
        }
        Ok(rendered.page)
    }

    async fn complete_step(&self, section: &str, step: &str) -> Answer<String> {
        Ok(complete_step(self, section, step).await?)
    }

    async fn help(&self, band: Option<Band>) -> Answer<Help> {
        Ok(help(self, band).await?)
    }
}

async fn home(visit: &Visit) -> Result<Home> {
    let student = visit.student()?;
    let db = visit.db().read();
    let done = completion::of_student(db, student.id).await?;
    let opted_out = opt_out::of_students(db, &[student.id]).await?;
    let open = live_class::open(db, &[student.section.id], visit.now()).await?;
    let led = open.iter().filter(|live| live.devices).filter_map(|live| {
        let since = being_taught_since(visit, live)?;
        Some((since, &live.lesson))
    });
    let led = led.max().map(|(_, lesson)| lesson);
    let alone = make_ups::open_to(visit, student.section.id, student.id).await?;
    let has = |step: &str| done.iter().any(|row| row.step == step);
    let is_out = |lesson: &Lesson| opted_out.iter().any(|row| row.lesson == lesson.id);
    let curriculum = visit.curriculum();
    let unit = curriculum.unit(student.section.band.into());
    let editions = classes::editions(visit, &student.section).await?;
    let lessons = unit.map_or(&[][..], |unit| &unit.lessons);
    let lessons = editions.unit(student.section.id, lessons).into_iter();
    let with = |lesson: &Lesson| {
        let alone = alone.iter().find(|(open, _)| *open == lesson.id);
        alone.map(|(_, adult)| adult.clone())
    };
    let lessons = lessons.map(|lesson| HomeLesson {
        number: lesson.order,
        title: visit.translated(lesson).title.clone(),
        lang: visit.translated(lesson).lang.clone(),
        minutes: lesson.minutes,
        progress: if is_out(lesson) {
            Progress {
                done: has(&alternative_key(&lesson.id)).into(),
                of: 1,
            }
        } else {
            let keys: Vec<String> = lesson
                .steps
                .iter()
                .map(|step| lesson.step_key(step))
                .collect();
            progress(keys.iter().map(String::as_str), has)
        },
        open: with(lesson).is_some()
            || open
                .iter()
                .any(|live| live.devices && live.lesson == lesson.id),
        led: led.is_some_and(|led| *led == lesson.id)
            && !(is_out(lesson) && has(&alternative_key(&lesson.id))),
        with: with(lesson),
    });
    Ok(Home {
        lessons: lessons.collect(),
        student: student.name.clone(),
        class: student.section.name.clone(),
        section: student.section.slug.clone(),
        band: student.section.band.into(),
    })
}

async fn complete_step(visit: &Visit, section: &str, step: &str) -> Result<String> {
    let student = visit.student()?;
    let (lesson_id, step_id) = step.split_once('/').ok_or(Told::NotFound)?;
    let unit = visit.curriculum().unit(student.section.band.into());
    let mut lessons = unit.into_iter().flat_map(|unit| &unit.lessons);
    if student.section.slug != section || !lessons.any(|lesson| lesson.id == lesson_id) {
        return Err(Told::NotFound.into());
    }
    let standing = standing(visit, student, lesson_id).await?;
    let opened = standing.takes_steps(visit.now()).ok_or(Told::Closed)?;
    let lesson = visit.lesson_version(lesson_id, opened.version()).await?;
    let at = lesson.steps.iter().position(|step| step.id == step_id);
    let at = match (at, standing.opted_out) {
        (Some(at), false) => at,
        (None, true) if step == alternative_key(lesson_id) => lesson.steps.len(),
        _ => return Err(Told::NotFound.into()),
    };
    let mut completed = completion::Model {
        student_id: student.id,
        step: step.to_owned(),
        lesson: lesson_id.to_owned(),
        on: visit.day(),
        teaching_id: None,
    };
    let counts_already = standing.has(step);
    visit
        .db()
        .write(move |tx| async move {
            if counts_already {
                let since = completion::give_way(&tx, completed.student_id, &completed.step);
                completed.on = since.await?.unwrap_or(completed.on);
            }
            completion::add(&tx, vec![completed]).await
        })
        .await?;
    visit.shared().live.worked(student.section.id);
    let address = format!("/s/{section}/{}", lesson.order);
    let steps = lesson.steps.len();
    Ok(match opened {
        _ if at + 1 < steps => format!("{address}/{}", at + 2),
        // The class ends together: its last step goes on to follow it.
        Opened::Class(live) if state::is_at_teachers_pace(live) && !standing.opted_out => {
            format!("{address}/{steps}")
        }
        _ => format!("{address}/done"),
    })
}

async fn help(visit: &Visit, band: Option<Band>) -> Result<Help> {
    let student = visit.student().ok();
    let band = band.or_else(|| student.map(|student| student.section.band.into()));
    let shown = band.unwrap_or(Band::Six8);
    let counselor = match student {
        Some(student) => visit.contacts(student.section.school_id).await?.counselor,
        None => String::new(),
    };
    let curriculum = visit.curriculum();
    let registry = &curriculum.registry;
    let people = registry
        .people
        .iter()
        .filter(|person| person.bands.contains(&shown));
    let code = visit.language().code();
    Ok(Help {
        band,
        people: people.map(|person| person.in_language(&code)).collect(),
        lines: lines(visit, shown.slug()),
        counselor: (!counselor.is_empty()).then_some(counselor),
    })
}

/// The helplines for a band, or for `family`, as the visitor reads them.
pub(super) fn lines(visit: &Visit, audience: &str) -> Vec<Line> {
    let lines = visit.curriculum().registry.helplines.iter();
    let shown = lines.filter(|line| is_shown(line, audience, visit.day()));
    let code = visit.language().code();
    shown.map(|line| line.in_language(&code)).collect()
}

/// Lines for these readers that are verified and fresh; 911 and 988 never go away.
fn is_shown(line: &Line, audience: &str, today: NaiveDate) -> bool {
    let for_band = line.bands.iter().any(|other| other == audience);
    let always = matches!(line.call.as_deref(), Some("911" | "988"));
    let fresh = checked_on(line).is_some_and(|day| (today - day).num_days() <= STALE_DAYS);
    for_band && line.status == LineStatus::Verified && (always || fresh)
}

fn checked_on(line: &Line) -> Option<NaiveDate> {
    let date = line.checked_on.date?;
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}
