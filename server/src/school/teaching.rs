//! Answers what a teacher asks: classes, guide, projector, opening and closing, taught, tally.

use app::{
    error::Error as Told,
    school::{
        Answer,
        administering::Contacts,
        learning::StepPage,
        teaching::{
            ClassCard, ClassPage, Grid, GuidePage, LessonName, MarkTaught, OpenLesson, Projected,
            StepGrid, TallyPage, Teaching, TeachingForm,
        },
    },
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use lessons::lesson::Lesson;
use sea_orm::prelude::Uuid;

use super::{classes, opening, pages, pages::StepFrame, tallies, taught};
use crate::{
    entity::{enrollment, live_class, section, word::OrgKind},
    error::Result,
    sign_in::code::grouped,
    visit::Visit,
};

#[async_trait]
impl Teaching for Visit {
    async fn classes(&self) -> Answer<Vec<ClassCard>> {
        Ok(classes::cards(self).await?)
    }

    async fn class(&self, section: &str) -> Answer<ClassPage> {
        Ok(classes::page(self, section).await?)
    }

    async fn section_progress(&self, section: &str) -> Answer<Grid> {
        let section = self.reader_of(section).await?.section;
        Ok(classes::grid(self, &section).await?.grid())
    }

    async fn step_grid(&self, section: &str, number: u32) -> Answer<StepGrid> {
        Ok(classes::step_grid(self, section, number).await?)
    }

    async fn disclosure_card(&self) -> Answer<String> {
        Ok(disclosure_card(self).await?)
    }

    async fn guide(&self, lesson: &str) -> Answer<GuidePage> {
        Ok(guide(self, lesson).await?)
    }

    async fn view_as_student(
        &self,
        lesson: &str,
        step: u32,
        fields: &[(String, String)],
    ) -> Answer<StepPage> {
        self.staff()?;
        let lesson = self.curriculum().lesson(lesson).ok_or(Told::NotFound)?;
        let lesson = self.translated(lesson);
        let opaque = |text: &str| self.keys().opaque(&format!("preview/{}", lesson.id), text);
        let frame = StepFrame {
            curriculum: self.translation(),
            lesson,
            address: format!("/teach/lessons/{}/student", lesson.id),
            steps: pages::steps(lesson, |_| false),
            keeps: false,
            opaque: &opaque,
        };
        let rendered = frame.render(step, fields).ok_or(Told::NotFound)?;
        Ok(rendered.page)
    }

    async fn project(&self, section: &str, number: u32, step: u32) -> Answer<Projected> {
        Ok(project(self, section, number, step).await?)
    }

    async fn open_lesson(&self, section: &str, lesson: &str) -> Answer<()> {
        Ok(opening::open(self, section, lesson).await?)
    }

    async fn close_lesson(&self, live_class: Uuid) -> Answer<()> {
        Ok(opening::close(self, live_class).await?)
    }

    async fn teaching_form(&self, section: &str, number: u32) -> Answer<TeachingForm> {
        Ok(taught::form(self, section, number).await?)
    }

    async fn mark_taught(&self, taught: MarkTaught) -> Answer<()> {
        Ok(taught::mark(self, taught).await?)
    }

    async fn undo_taught(&self, teaching: Uuid) -> Answer<()> {
        Ok(taught::undo(self, teaching).await?)
    }

    async fn tally(&self, section: &str, number: u32) -> Answer<TallyPage> {
        Ok(tallies::page(self, section, number).await?)
    }
}

/// A lesson's name as staff pages show it.
pub fn name(lesson: &Lesson) -> LessonName {
    LessonName {
        id: lesson.id.clone(),
        number: lesson.order,
        title: lesson.title.clone(),
        minutes: lesson.minutes,
        harm: lesson.harm,
    }
}

/// An open live class as staff pages show it.
pub fn open_lesson(visit: &Visit, live: &live_class::Model) -> Option<OpenLesson> {
    let curriculum = visit.curriculum();
    let lesson = curriculum.lesson(&live.lesson)?;
    Some(OpenLesson {
        live_class: live.id,
        number: lesson.order,
        title: lesson.title.clone(),
        closes_at: live.closes_at,
        closes: live.closes_at.map(|at| clock_time(visit, at)),
        led: live.begun_at.is_some(),
    })
}

/// An instant on the district's clock: `2:35 PM`.
pub fn clock_time(visit: &Visit, at: DateTime<Utc>) -> String {
    at.with_timezone(&visit.time_zone())
        .format("%-I:%M %p")
        .to_string()
}

/// The lesson of a section's unit with this number.
pub fn lesson_of<'a>(
    curriculum: &'a lessons::course::Curriculum,
    section: &section::Model,
    number: u32,
) -> Result<&'a Lesson> {
    let unit = curriculum.unit(section.band.into());
    let lesson = unit.and_then(|unit| unit.lessons.iter().find(|lesson| lesson.order == number));
    lesson.ok_or_else(|| Told::NotFound.into())
}

async fn guide(visit: &Visit, lesson: &str) -> Result<GuidePage> {
    let staff = visit.staff()?;
    let curriculum = visit.curriculum();
    let lesson = curriculum.lesson(lesson).ok_or(Told::NotFound)?;
    let sections = enrollment::sections_taught(visit.db().read(), staff.id, visit.day()).await?;
    let classes = sections
        .into_iter()
        .filter(|section| lesson.band == section.band.into());
    let classes: Vec<section::Model> = classes.collect();
    Ok(GuidePage {
        lesson: name(lesson),
        band: lesson.band,
        status: lesson.status,
        summary: lesson.summary.clone(),
        objectives: lesson.objectives.clone(),
        guide: lesson.guide.clone(),
        standards: pages::standards(curriculum, lesson),
        steps: lesson.steps.iter().map(|step| step.title.clone()).collect(),
        classes: classes
            .into_iter()
            .map(|section| (section.slug, section.name))
            .collect(),
    })
}

async fn disclosure_card(visit: &Visit) -> Result<String> {
    let staff = visit.staff()?;
    let school = staff
        .roles
        .iter()
        .find(|(_, org)| org.kind == OrgKind::School);
    let contacts = match school {
        Some((_, school)) => visit.contacts(school.id).await?,
        None => Contacts::default(),
    };
    Ok(pages::disclosure_card(visit.curriculum(), &contacts))
}

async fn project(visit: &Visit, section: &str, number: u32, step: u32) -> Result<Projected> {
    let section = visit.teacher_of(section).await?;
    let curriculum = visit.curriculum();
    let today = lesson_of(curriculum, &section, number)?;
    let live = live_class::latest(visit.db().read(), section.id, &today.id).await?;
    let live = live.filter(|live| live.is_open(visit.now()));
    let is_open = live.is_some();
    // Students' devices show the text that the lesson was opened with.
    let version = live.map_or(today.hash.clone(), |live| live.version);
    let original = visit.lesson_version(&today.id, &version).await?;
    let lesson = visit.translated(&original);
    let place = format!("{}/{}", section.slug, lesson.id);
    let opaque = |text: &str| visit.keys().opaque(&place, text);
    let frame = StepFrame {
        curriculum: visit.translation(),
        lesson,
        address: format!("/project/{}/{number}", section.slug),
        steps: pages::steps(lesson, |_| false),
        keeps: false,
        opaque: &opaque,
    };
    let page = frame.render(step, &[]).ok_or(Told::NotFound)?.page;
    let minutes = page.steps.iter().find(|link| link.number == step);
    Ok(Projected {
        minutes: minutes.map_or(0, |step| step.minutes),
        page,
        code: (is_open && lesson.band.students_sign_in()).then(|| grouped(&section.join_code)),
        class: section.name,
        address: visit.shared().entrance.address(),
    })
}
