//! Answers what a class taught live is asked: begin, console, lead, projector, where a student is.

use std::sync::Arc;

use app::{
    error::Error as Told,
    school::{
        Answer,
        live::{
            Console, ConsoleCheck, ConsoleStep, HandCount, History, Lead, Live, Running,
            RunningClasses, Scene, Seat, Stage,
        },
        teaching::CheckTally,
    },
};
use async_trait::async_trait;
use lessons::{
    check::Body,
    course::Band,
    guide::{Section, SectionBody},
    lesson::Lesson,
};
use sea_orm::prelude::Uuid;

use super::{
    administering::overseer_of,
    checks, opening, pages,
    pages::StepFrame,
    questions, tallies,
    teaching::{clock_time, lesson_of, name},
};
use crate::{
    entity::{completion, enrollment, live_class, person, projector, section, tally},
    error::Result,
    keys::token_hash,
    live::state::{self, Led, Place},
    sign_in::code::{self, grouped},
    visit::Visit,
};

#[async_trait]
impl Live for Visit {
    async fn begin_class(&self, section: &str, lesson: &str, devices: bool) -> Answer<u32> {
        Ok(begin(self, section, lesson, devices).await?)
    }

    async fn console(&self, section: &str, number: u32) -> Answer<Console> {
        Ok(console(self, section, number).await?)
    }

    async fn lead_class(&self, lead: Lead) -> Answer<()> {
        Ok(act(self, lead).await?)
    }

    async fn count_hands(&self, count: HandCount) -> Answer<()> {
        Ok(count_hands(self, count).await?)
    }

    async fn pairing_code(&self, section: &str, number: u32) -> Answer<String> {
        Ok(pairing_code(self, section, number).await?)
    }

    async fn stage(&self, section: &str, number: u32) -> Answer<Stage> {
        let class = Taught::find_number(self, section, number).await?;
        Ok(stage(self, &class.section, &class.live, &class.lesson).await?)
    }

    async fn paired_stage(&self) -> Answer<Stage> {
        let live = self.paired().ok_or(Told::NotFound)?;
        let live = live_class::by_id(self.db().read(), live).await;
        let live = live.map_err(Told::from)?.ok_or(Told::NotFound)?;
        Ok(paired_stage(self, live).await?)
    }

    async fn seat(&self, section: &str, number: u32, step: Option<u32>) -> Answer<Seat> {
        Ok(super::learning::seat(self, section, number, step).await?)
    }

    async fn running(&self, org: &str) -> Answer<RunningClasses> {
        Ok(running(self, org).await?)
    }

    async fn history(&self, section: &str) -> Answer<History> {
        Ok(super::history::history(self, section).await?)
    }
}

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

    fn steps(&self) -> u32 {
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
    let (lesson, section) = (live.lesson.clone(), section.id);
    visit
        .db()
        .write(|tx| async move { live_class::add(&tx, live).await })
        .await?;
    let live = live_class::latest(visit.db().read(), section, &lesson).await?;
    let live = live.ok_or(Told::NotFound)?;
    change(visit, live.id, move |live| {
        state::begin(live, by, now);
        Ok(())
    })
    .await?;
    let lesson = visit.curriculum().lesson(&lesson).ok_or(Told::NotFound)?;
    Ok(lesson.order)
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
fn hand_options(body: &Body) -> Vec<String> {
    match body {
        Body::ChooseOne(choices) | Body::TrueOrFalse(choices) => {
            choices.iter().map(|choice| choice.text.clone()).collect()
        }
        _ => Vec::new(),
    }
}

async fn pairing_code(visit: &Visit, section: &str, number: u32) -> Result<String> {
    let class = Taught::find_number(visit, section, number).await?;
    let code = code::own_code().to_ascii_uppercase();
    let row = projector::Model::of_code(class.live.id, token_hash(&code), visit.now());
    visit
        .db()
        .write(|tx| async move { projector::add(&tx, row).await })
        .await?;
    Ok(grouped(&code))
}

async fn paired_stage(visit: &Visit, live: live_class::Model) -> Result<Stage> {
    let section = section::by_id(visit.db().read(), live.section_id).await?;
    let section = section.ok_or(Told::NotFound)?;
    let lesson = visit.lesson_version(&live.lesson, &live.version).await?;
    stage(visit, &section, &live, &lesson).await
}

async fn stage(
    visit: &Visit,
    section: &section::Model,
    live: &live_class::Model,
    original: &Arc<Lesson>,
) -> Result<Stage> {
    let lesson = visit.translated(original);
    let open = live.is_open(visit.now()) && live.devices && lesson.band.students_sign_in();
    Ok(Stage {
        number: lesson.order,
        title: lesson.title.clone(),
        band: lesson.band,
        lang: lesson.lang.clone(),
        dir: lesson.dir.clone(),
        class: section.name.clone(),
        scene: scene(visit, section, live, lesson).await?,
        code: open.then(|| grouped(&section.join_code)),
        address: visit.shared().entrance.address(),
    })
}

async fn scene(
    visit: &Visit,
    section: &section::Model,
    live: &live_class::Model,
    lesson: &Lesson,
) -> Result<Scene> {
    if live.finished_at.is_some() {
        return Ok(Scene::Over);
    }
    if live.blanked_at.is_some() {
        return Ok(Scene::Dark);
    }
    if let Some(check) = &live.shown_check {
        let tally = tally_of(visit, live, lesson, check).await?;
        return Ok(tally.map_or(Scene::Dark, Scene::Tally));
    }
    let led = Led {
        live,
        steps: u32::try_from(lesson.steps.len()).unwrap_or(u32::MAX),
    };
    if led.step() == 0 {
        return Ok(Scene::Lobby);
    }
    let place = format!("{}/{}", section.slug, lesson.id);
    let opaque = |text: &str| visit.keys().opaque(&place, text);
    let frame = StepFrame {
        curriculum: visit.translation(),
        lesson,
        address: String::new(),
        steps: pages::steps(lesson, |_| false),
        keeps: false,
        opaque: &opaque,
    };
    let page = frame.render(led.step(), &[]).ok_or(Told::NotFound)?.page;
    let minutes = page.steps.iter().find(|step| step.number == page.number);
    Ok(Scene::Step {
        minutes: minutes.map_or(0, |step| step.minutes),
        elapsed_seconds: elapsed_seconds(visit, live),
        page: Box::new(page),
    })
}

/// How the class answered a check; nothing for one that the lesson does not have.
async fn tally_of(
    visit: &Visit,
    live: &live_class::Model,
    lesson: &Lesson,
    check: &str,
) -> Result<Option<CheckTally>> {
    let Some((_, check)) = lesson.check(check) else {
        return Ok(None);
    };
    let counts = tallies::counts(visit.db().read(), live.id).await?;
    Ok(Some(tallies::check_tally(&lesson.id, check, &counts)))
}

fn elapsed_seconds(visit: &Visit, live: &live_class::Model) -> u32 {
    let since = live.step_at.map(|at| (visit.now() - at).num_seconds());
    since.and_then(|since| since.try_into().ok()).unwrap_or(0)
}

async fn console(visit: &Visit, section: &str, number: u32) -> Result<Console> {
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
    let ids: Vec<Uuid> = students.iter().map(|student| student.id).collect();
    let done = completion::of_students(db, &ids, &lesson.id).await?;
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
        steps: steps(lesson),
        step: led.step(),
        elapsed_seconds: elapsed_seconds(visit, live),
        pace: led.pace(),
        paused: live.paused_at.is_some(),
        dark: live.blanked_at.is_some(),
        devices,
        open,
        closes: live.closes_at.map(|at| clock_time(visit, at)),
        leads: live.led_by == Some(me),
        lead: lead.map(|lead| lead.name).unwrap_or_default(),
        code: (devices && open).then(|| grouped(&section.join_code)),
        address: visit.shared().entrance.address(),
        done: u32::try_from(done.count()).unwrap_or(u32::MAX),
        students: u32::try_from(students.len()).unwrap_or(u32::MAX),
        away: super::roll::away(visit, live).await?,
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
        }
    });
    checks.collect()
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
    let today = visit.day();
    let classes = led.into_iter().filter_map(|live| {
        let section = sections
            .iter()
            .find(|section| section.id == live.section_id)?;
        let lesson = visit.curriculum().lesson(&live.lesson)?;
        let begun = live.begun_at?;
        let begun_on = begun.with_timezone(&visit.time_zone()).date_naive();
        let lead = people.iter().find(|person| Some(person.id) == live.led_by);
        (begun_on == today).then(|| Running {
            class: section.name.clone(),
            slug: section.slug.clone(),
            lesson: name(lesson),
            lead: lead.map(|lead| lead.name.clone()).unwrap_or_default(),
            since: clock_time(visit, begun),
            minutes: lesson.minutes,
        })
    });
    Ok(RunningClasses {
        classes: classes.collect(),
        school: school.name,
        org: school.slug,
    })
}

/// The page of a student's device at this place, below the lesson's address.
pub fn page_of(address: &str, place: Place) -> String {
    match place {
        Place::Lesson => address.to_owned(),
        Place::Step(step) => format!("{address}/{step}"),
    }
}
