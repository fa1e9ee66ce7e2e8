//! Answers what a student asks: home, lesson, step, check, done, help.

use std::sync::Arc;

use app::{
    error::Error as Told,
    school::{
        Answer,
        learning::{BlockView, Help, Home, HomeLesson, Learning, LessonPage, StepLink, StepPage},
        live::{Follow, Seat},
    },
    text::Language,
};
use async_trait::async_trait;
use chrono::NaiveDate;
use lessons::{
    course::Band,
    lesson::Lesson,
    progress::{Progress, progress},
    registry::{Line, LineStatus},
};
use sea_orm::prelude::Uuid;

use super::{asking, checks, classes, live::page_of, make_ups, pages, pages::StepFrame};
use crate::{
    entity::{answered, completion, live_class, live_class::Opened, opt_out, tally},
    error::Result,
    live::state::Led,
    reports::alternative_key,
    visit::{Student, Visit},
};

/// A helpline that nobody has looked at for this long is hidden from students.
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
    let alone = make_ups::open_to(visit, student.section.id, student.id).await?;
    let has = |step: &str| done.iter().any(|row| row.step == step);
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
        progress: if opted_out.iter().any(|row| row.lesson == lesson.id) {
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

/// A lesson that is open to the student's class or to the student alone, with how the student
/// stands in it.
pub struct Place {
    pub student: Student,
    language: Language,
    pub lesson: Arc<Lesson>,
    standing: Arc<live_class::Standing>,
    /// The live class that it is open in; nothing in a make-up.
    pub live: Option<live_class::Model>,
    /// The question box is open to the student.
    asks: bool,
}

impl Place {
    /// # Errors
    /// `NotFound` for another class or number; `Closed` while it is not open.
    pub async fn find(visit: &Visit, section: &str, number: u32) -> Result<Self> {
        let student = visit.student()?;
        if student.section.slug != section {
            return Err(Told::NotFound.into());
        }
        let curriculum = visit.curriculum();
        let unit = curriculum
            .unit(student.section.band.into())
            .ok_or(Told::NotFound)?;
        let lesson = unit.lessons.iter().find(|lesson| lesson.order == number);
        let lesson = lesson.ok_or(Told::NotFound)?;
        let standing = standing(visit, student, &lesson.id).await?;
        let opened = standing.opened(visit.now()).ok_or(Told::Closed)?;
        let live = match opened {
            Opened::Class(live) => Some(live.clone()),
            Opened::MakeUp(_) => None,
        };
        let version = opened.version();
        // The other activity stands in the guide, which is not translated.
        let lesson = match standing.opted_out {
            true => visit.lesson_version(&lesson.id, version).await?,
            false => visit.lesson_version_translated(&lesson.id, version).await?,
        };
        Ok(Self {
            asks: asking::takes_questions(visit, student, &standing, live.as_ref()).await?,
            language: visit.language().clone(),
            student: student.clone(),
            lesson,
            standing,
            live,
        })
    }

    fn sight(&self, step: u32) -> Sight {
        Sight {
            section: self.student.section.id,
            language: self.language.clone(),
            version: self.lesson.hash.clone(),
            step,
            done: self.steps().iter().map(|step| step.done).collect(),
            opted_out: self.standing.opted_out,
            follow: self.follow(),
        }
    }

    fn led(&self) -> Option<Led<'_>> {
        let live = self.live.as_ref()?;
        let steps = u32::try_from(self.lesson.steps.len()).unwrap_or(u32::MAX);
        Some(Led { live, steps })
    }

    /// A student with another activity goes at their own pace.
    pub fn follow(&self) -> Option<Follow> {
        let follow = self.led()?.follow(self.asks);
        follow.filter(|_| !self.standing.opted_out)
    }

    /// Where the student belongs who asks for this step, or for the lesson's own page.
    fn seat(&self, step: Option<u32>) -> Seat {
        let address = self.address();
        match self.led().zip(self.follow()) {
            Some((led, follow)) => Seat {
                at: page_of(&address, led.place(step)),
                paused: follow.paused,
            },
            None => Seat {
                at: step.map_or(address.clone(), |step| format!("{address}/{step}")),
                paused: false,
            },
        }
    }

    pub fn address(&self) -> String {
        format!("/s/{}/{}", self.student.section.slug, self.lesson.order)
    }

    fn has(&self, step: &str) -> bool {
        self.standing.has(step)
    }

    fn steps(&self) -> Vec<StepLink> {
        if self.standing.opted_out {
            return vec![StepLink {
                number: 1,
                title: app::text::text("activity"),
                minutes: self.lesson.minutes,
                done: self.has(&alternative_key(&self.lesson.id)),
            }];
        }
        pages::steps(&self.lesson, |step| self.has(step))
    }

    fn lesson_page(&self) -> LessonPage {
        let page = pages::lesson_page(&self.lesson, self.address(), |step| self.has(step));
        let page = LessonPage {
            follow: self.follow(),
            ..page
        };
        if self.standing.opted_out {
            return LessonPage {
                notice: None,
                objectives: Vec::new(),
                words: Vec::new(),
                steps: self.steps(),
                ..page
            };
        }
        page
    }

    fn render(&self, visit: &Visit, step: u32, fields: checks::Fields) -> Result<pages::Rendered> {
        if self.standing.opted_out {
            return self.alternative_page(step);
        }
        let place = format!("{}/{}", self.student.section.slug, self.lesson.id);
        let opaque = |text: &str| visit.keys().opaque(&place, text);
        let frame = StepFrame {
            curriculum: visit.translation(),
            lesson: &self.lesson,
            address: self.address(),
            steps: self.steps(),
            keeps: true,
            opaque: &opaque,
        };
        let mut rendered = frame.render(step, fields).ok_or(Told::NotFound)?;
        rendered.page.follow = self.follow();
        Ok(rendered)
    }

    fn alternative_page(&self, step: u32) -> Result<pages::Rendered> {
        if step != 1 {
            return Err(Told::NotFound.into());
        }
        let page = StepPage {
            head: pages::head(&self.lesson, self.address()),
            steps: self.steps(),
            number: 1,
            key: alternative_key(&self.lesson.id),
            blocks: vec![BlockView::Prose(self.lesson.guide.alternative.clone())],
            words: Vec::new(),
            keeps: true,
            follow: None,
        };
        Ok(pages::Rendered {
            page,
            answered: None,
        })
    }

    /// Adds the student's first answer to the class tally. What the tally gets and that the
    /// student has answered stand in two rows that nothing connects. In a make-up there is no class
    /// whose tally it could go to.
    async fn count(&self, visit: &Visit, answer: &pages::Answered) -> Result<()> {
        let check = self.lesson.check(&answer.check);
        let Some((live, (_, check))) = self.live.as_ref().zip(check) else {
            return Ok(());
        };
        let key = format!("{}/{}", self.lesson.id, answer.check);
        let (student, live_class) = (self.student.id, live.id);
        let (rows, chosen) = (checks::tally_rows(check), answer.tally.clone());
        visit
            .db()
            .write(move |tx| async move {
                if answered::add(&tx, student, &key).await? {
                    tally::add(&tx, live_class, &key, &rows, &chosen).await?;
                }
                Ok(())
            })
            .await
    }
}

/// All that the HTML of a step's page depends on, but for the student's name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sight {
    section: Uuid,
    language: Language,
    /// Content version of the lesson, or of its translation.
    version: String,
    step: u32,
    done: Vec<bool>,
    opted_out: bool,
    follow: Option<Follow>,
}

/// What the visitor would see at this step, and the visitor's name; or the address where the class
/// is instead.
///
/// # Errors
/// As [`Learning::step`], but for a step that the lesson does not have.
pub async fn sight(
    visit: &Visit,
    section: &str,
    number: u32,
    step: u32,
) -> Result<std::result::Result<(Sight, String), String>> {
    let place = Place::find(visit, section, number).await?;
    let seat = place.seat(Some(step)).at;
    if seat != format!("{}/{step}", place.address()) {
        return Ok(Err(seat));
    }
    Ok(Ok((place.sight(step), place.student.name)))
}

/// Where the visitor belongs who asks for this step, or for the lesson's own page.
///
/// # Errors
/// As [`Learning::lesson`].
pub async fn seat(visit: &Visit, section: &str, number: u32, step: Option<u32>) -> Result<Seat> {
    Ok(Place::find(visit, section, number).await?.seat(step))
}

/// The live class of this lesson, if it is open to the visitor.
///
/// # Errors
/// As [`Learning::lesson`]; `NotFound` in a make-up, which follows none.
pub async fn open_live_class(
    visit: &Visit,
    section: &str,
    number: u32,
) -> Result<live_class::Model> {
    let place = Place::find(visit, section, number).await?;
    place.live.ok_or_else(|| Told::NotFound.into())
}

async fn standing(
    visit: &Visit,
    student: &Student,
    lesson: &str,
) -> Result<Arc<live_class::Standing>> {
    let (db, section) = (visit.db(), student.section.id);
    let ask = async {
        let standing = live_class::standing(db.read(), section, lesson, student.id).await?;
        Ok(Arc::new(standing))
    };
    let key = (section, lesson.to_owned(), student.id);
    visit.shared().standings.or_ask(db, key, ask).await
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
    let completed = completion::Model {
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
                completion::give_way(&tx, completed.student_id, &completed.step).await?;
            }
            completion::add(&tx, vec![completed]).await
        })
        .await?;
    visit.shared().live.worked(student.section.id);
    let address = format!("/s/{section}/{}", lesson.order);
    Ok(if at + 1 < lesson.steps.len() {
        format!("{address}/{}", at + 2)
    } else {
        format!("{address}/done")
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
    let lines = registry
        .helplines
        .iter()
        .filter(|line| is_shown(line, shown, visit.day()));
    let code = visit.language().code();
    Ok(Help {
        band,
        people: people.map(|person| person.in_language(&code)).collect(),
        lines: lines.map(|line| line.in_language(&code)).collect(),
        counselor: (!counselor.is_empty()).then_some(counselor),
    })
}

/// Lines of the band that are verified and fresh; 911 and 988 never go away.
fn is_shown(line: &Line, band: Band, today: NaiveDate) -> bool {
    let for_band = line.bands.iter().any(|other| other == band.slug());
    let always = matches!(line.call.as_deref(), Some("911" | "988"));
    let fresh = checked_on(line).is_some_and(|day| (today - day).num_days() <= STALE_DAYS);
    for_band && line.status == LineStatus::Verified && (always || fresh)
}

fn checked_on(line: &Line) -> Option<NaiveDate> {
    let date = line.checked_on.date?;
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}
