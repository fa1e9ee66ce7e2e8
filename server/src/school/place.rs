//! Where a student stands: a lesson that is open to them, how far they are in it, and which page of
//! it is theirs to see now.

use std::sync::Arc;

use app::{
    error::Error as Told,
    school::{
        learning::{BlockView, LessonPage, StepLink, StepPage},
        live::{Follow, Here, Pace, Seat},
    },
    text::Language,
};
use lessons::lesson::Lesson;
use sea_orm::prelude::Uuid;

use super::{asking, checks, pages, pages::StepFrame};
use crate::{
    entity::{answered, live_class, tally},
    error::Result,
    live::state::Led,
    reports::{
        alternative_key,
        standing::{Opened, Standing, standings},
    },
    visit::{Student, Visit},
};

/// A lesson that is open to the student's class or to the student alone, with how the student
/// stands in it.
pub struct Place {
    pub student: Student,
    language: Language,
    pub lesson: Arc<Lesson>,
    standing: Arc<Standing>,
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

    /// A student with another activity goes at their own pace, on pages that look like everybody's.
    pub fn follow(&self) -> Option<Follow> {
        let follow = self.led()?.follow(self.asks)?;
        Some(match self.standing.opted_out {
            false => follow,
            true => Follow {
                led: false,
                pace: Pace::Own { from: 1, to: 1 },
                paused: false,
                ..follow
            },
        })
    }

    /// Where the student belongs who is here, or wants to be.
    fn seat(&self, here: Here) -> Seat {
        let address = self.address();
        let followed = self.led().zip(self.follow());
        let followed = followed.filter(|_| !self.standing.opted_out);
        let Some((led, follow)) = followed else {
            return Seat {
                at: here.page(&address),
                paused: false,
            };
        };
        let place = match (here, follow.pace) {
            (Here::Done, Pace::Own { .. }) => here,
            (Here::Step(step), _) => led.place(Some(step)),
            (Here::Lesson | Here::Done, _) => led.place(None),
        };
        Seat {
            at: place.page(&address),
            paused: follow.paused,
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

    /// The lesson's own page.
    pub fn lesson_page(&self) -> LessonPage {
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

    /// A step's page, judged where `fields` answers a check of it.
    ///
    /// # Errors
    /// `NotFound` for a step that the lesson does not have.
    pub fn render(
        &self,
        visit: &Visit,
        step: u32,
        fields: checks::Fields,
    ) -> Result<pages::Rendered> {
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
            follow: self.follow(),
        };
        Ok(pages::Rendered {
            page,
            answered: None,
        })
    }

    /// Adds the student's first answer to the class tally, unless that could be seen already. What the tally gets and that the
    /// student has answered stand in two rows that nothing connects. In a make-up there is no class
    /// whose tally it could go to.
    pub async fn count(&self, visit: &Visit, answer: &pages::Answered) -> Result<()> {
        let check = self.lesson.check(&answer.check);
        let Some((live, (_, check))) = self.live.as_ref().zip(check) else {
            return Ok(());
        };
        let key = format!("{}/{}", self.lesson.id, answer.check);
        let (student, live_class) = (self.student.id, live.id);
        let (rows, chosen) = (checks::tally_rows(check), answer.tally.clone());
        let counts = !live.has_told(&key);
        visit
            .db()
            .write(move |tx| async move {
                if answered::add(&tx, student, &key).await? && counts {
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
    let seat = place.seat(Here::Step(step)).at;
    if seat != format!("{}/{step}", place.address()) {
        return Ok(Err(seat));
    }
    Ok(Ok((place.sight(step), place.student.name)))
}

/// Where the visitor belongs who is here, or wants to be.
///
/// # Errors
/// As [`Learning::lesson`].
pub async fn seat(visit: &Visit, section: &str, number: u32, here: Here) -> Result<Seat> {
    Ok(Place::find(visit, section, number).await?.seat(here))
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

/// How a student stands in a lesson; asked once while nothing is written, and together with others.
pub async fn standing(visit: &Visit, student: &Student, lesson: &str) -> Result<Arc<Standing>> {
    let shared = visit.shared();
    let db = shared.db.clone();
    let key = (student.section.id, lesson.to_owned(), student.id);
    let ask = shared.standings_asked.ask(key.clone(), move |asked| {
        let db = db.clone();
        async move { standings(db.read(), asked).await }
    });
    shared.standings.or_ask(&shared.db, key, ask).await
}
