//! What the presenter console shows: the script, the pace, the checks of a live class.

use app::{
    school::live::{Console, ConsoleCheck, ConsoleStep},
    text::Language,
};
use lessons::{
    guide::{Section, SectionBody},
    lesson::Lesson,
};
use sea_orm::prelude::Uuid;

use super::{
    checks,
    live::{Taught, elapsed_seconds, hand_options},
    pages, questions, tallies,
    teaching::{clock_time, name},
};
use crate::{
    entity::{absence, completion, enrollment, opt_out, person},
    error::Result,
    live::state::Led,
    sign_in::code::grouped,
    visit::Visit,
};

/// All of it, for a teacher of the class.
pub async fn console(visit: &Visit, section: &str, number: u32) -> Result<Console> {
    let class = Taught::find_number(visit, section, number).await?;
    let me = visit.staff()?.id;
    let db = visit.db().read();
    let Taught {
        section,
        live,
        lesson,
    } = &class;
    let led = Led {
        live,
        steps: class.steps(),
    };
    let students = enrollment::students(db, section.id, visit.day()).await?;
    let away = absence::of_live_class(db, live.id).await?;
    let mut here: Vec<Uuid> = students.iter().map(|student| student.id).collect();
    let opted_out = opt_out::of_students(db, &here).await?;
    here.retain(|student| {
        let is_away = away.iter().any(|row| row.student_id == *student);
        let mut others = opted_out.iter();
        let other = others.any(|row| row.student_id == *student && row.lesson == lesson.id);
        !is_away && !other
    });
    let done = completion::of_students(db, &here, &lesson.id).await?;
    let at = usize::try_from(led.step())
        .ok()
        .and_then(|at| at.checked_sub(1));
    let key = at
        .and_then(|at| lesson.steps.get(at))
        .map(|step| lesson.step_key(step));
    let done = done.iter().filter(|row| Some(&row.step) == key.as_ref());
    let lead = match live.led_by {
        Some(lead) => person::by_id(db, lead).await?,
        None => None,
    };
    let counts = tallies::counts(db, live.id).await?;
    let devices = live.devices && lesson.band.students_sign_in();
    let open = live.is_open(visit.now());
    Ok(Console {
        live_class: live.id,
        steps: steps(lesson),
        step: led.step(),
        elapsed_seconds: elapsed_seconds(visit, live),
        pace: led.pace(),
        paused: live.paused_at.is_some(),
        dark: live.blanked_at.is_some(),
        screens_down: live.screens_down.try_into().unwrap_or_default(),
        devices,
        open,
        closes: live.closes_at.map(|at| clock_time(visit, at)),
        leads: live.led_by == Some(me),
        lead: lead.map(|lead| lead.name).unwrap_or_default(),
        code: (devices && open).then(|| grouped(&section.join_code)),
        address: visit.shared().entrance.address(),
        done: u32::try_from(done.count()).unwrap_or(u32::MAX),
        expected: u32::try_from(here.len()).unwrap_or(u32::MAX),
        students: u32::try_from(students.len()).unwrap_or(u32::MAX),
        away: u32::try_from(away.len()).unwrap_or(u32::MAX),
        sensitive: guide_html(lesson, "Sensitive moments"),
        before: guide_html(lesson, "Before you teach"),
        unread: questions::unread(visit, section.school_id, live).await?,
        checks: console_checks(lesson, devices, &counts),
        shown: live.shown_check.clone(),
        band: lesson.band,
        lesson: name(lesson),
        class: section.name.clone(),
        slug: section.slug.clone(),
    })
}

/// The lesson's steps, each with its segment of the guide and its row of the pacing table.
fn steps(lesson: &Lesson) -> Vec<ConsoleStep> {
    let segments = lesson.guide.sections.iter();
    let mut segments = segments.filter_map(|section| match &section.body {
        SectionBody::Segment { parts, .. } => Some(parts.clone()),
        SectionBody::Html(_) => None,
    });
    let mut pacing = lesson.guide.pacing.iter();
    let links = pages::steps(lesson, |_| false).into_iter();
    let steps = links.map(|step| ConsoleStep {
        parts: segments.next().unwrap_or_default(),
        shorten: pacing
            .next()
            .map(|pace| pace.shorten.clone())
            .unwrap_or_default(),
        number: step.number,
        title: step.title,
        minutes: step.minutes,
    });
    steps.collect()
}

/// One section of the guide, by its heading in the guide's own language.
fn guide_html(lesson: &Lesson, heading: &str) -> String {
    let is_it = |section: &&Section| section.heading == heading;
    match lesson.guide.sections.iter().find(is_it) {
        Some(Section {
            body: SectionBody::Html(html),
            ..
        }) => html.clone(),
        _ => String::new(),
    }
}

fn console_checks(lesson: &Lesson, devices: bool, counts: &tallies::Tallied) -> Vec<ConsoleCheck> {
    let numbered = lesson.steps.iter().zip(1..);
    let checks =
        numbered.flat_map(|(step, number)| step.checks().map(move |check| (number, check)));
    let checks = checks.filter(|(_, check)| !checks::tally_rows(check).is_empty());
    let checks = checks.map(|(step, check)| {
        let by_hand = !devices && lesson.band.students_sign_in();
        let options = if by_hand {
            hand_options(&check.body)
        } else {
            Vec::new()
        };
        let key = format!("{}/{}", lesson.id, check.id);
        let count = |option: usize| counts.get(&(key.clone(), option.to_string())).copied();
        ConsoleCheck {
            id: check.id.clone(),
            step,
            prompt: check.prompt.clone(),
            counts: (0..options.len())
                .map(|at| count(at).unwrap_or(0))
                .collect(),
            options,
            enough: tallies::check_tally(&lesson.id, check, counts, &Language::default())
                .counts
                .is_some(),
        }
    });
    checks.collect()
}
