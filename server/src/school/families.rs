//! Answers what anybody may read without an account: every lesson and every letter.
//!
//! A lesson's checks come without key and feedback, as they stand before a student answers.

use app::{
    error::Error as Told,
    school::{
        Answer,
        families::{Families, FamilyCard, FamilyLesson, FamilyUnit, FamilyUnitPage},
        learning::BlockView,
    },
    text::Language,
};
use async_trait::async_trait;
use lessons::{
    course::{Band, Curriculum},
    guide::FamilyLetter,
    lesson::{Lesson, Word},
    registry::Line,
};

use super::{learning, pages, pages::StepFrame};
use crate::{error::Result, visit::Visit};

#[async_trait]
impl Families for Visit {
    async fn family_units(&self) -> Answer<Vec<FamilyUnit>> {
        let units = self.curriculum().units.iter().map(|unit| FamilyUnit {
            band: unit.band,
            title: unit.title.clone(),
            lessons: unit
                .lessons
                .iter()
                .map(|lesson| card(self.translated(lesson)))
                .collect(),
        });
        Ok(units.collect())
    }

    async fn family_lines(&self) -> Answer<Vec<Line>> {
        Ok(learning::lines(self, "family"))
    }

    async fn family_unit(&self, band: Band) -> Answer<FamilyUnitPage> {
        let here = self.translation();
        let unit = here.unit(band).map(|unit| (here, unit));
        let original = self.curriculum();
        let unit = unit.or_else(|| Some((original, original.unit(band)?)));
        let (from, unit) = unit.ok_or(Told::NotFound)?;
        Ok(FamilyUnitPage {
            lang: from.lang.clone(),
            dir: Language::of(&from.lang).unwrap_or_default().dir().into(),
            band,
            title: unit.title.clone(),
            html: unit.html.clone(),
        })
    }

    async fn family_lesson(&self, lesson: &str) -> Answer<FamilyLesson> {
        let lesson = self.curriculum().lesson(lesson).ok_or(Told::NotFound)?;
        Ok(page(self, self.translated(lesson))?)
    }

    async fn family_letter(&self, lesson: &str) -> Answer<(FamilyLesson, FamilyLetter)> {
        let lesson = self.curriculum().lesson(lesson).ok_or(Told::NotFound)?;
        let lesson = self.translated(lesson);
        Ok((page(self, lesson)?, lesson.family.clone()))
    }
}

fn card(lesson: &Lesson) -> FamilyCard {
    FamilyCard {
        lang: lesson.lang.clone(),
        id: lesson.id.clone(),
        number: lesson.order,
        title: lesson.title.clone(),
        minutes: lesson.minutes,
        summary: lesson.summary.clone(),
        harm: lesson.harm,
        status: lesson.status,
    }
}

fn page(visit: &Visit, lesson: &Lesson) -> Result<FamilyLesson> {
    let curriculum = visit.translation();
    let address = format!("/families/lessons/{}", lesson.id);
    let steps = lesson.steps.iter().zip(1..);
    let steps: Result<Vec<_>> = steps
        .map(|(step, number)| {
            let blocks = blocks(visit, lesson, &address, number)?;
            Ok((step.title.clone(), step.minutes, blocks))
        })
        .collect();
    Ok(FamilyLesson {
        id: lesson.id.clone(),
        head: pages::head(lesson, address.clone()),
        summary: lesson.summary.clone(),
        status: lesson.status,
        notice: lesson.notice.clone(),
        objectives: lesson.objectives.clone(),
        words: words(curriculum, lesson),
        steps: steps?,
        standards: pages::standards(curriculum, lesson),
        adapted: lesson.adapted.is_some(),
    })
}

fn blocks(visit: &Visit, lesson: &Lesson, address: &str, number: u32) -> Result<Vec<BlockView>> {
    let place = format!("family/{}", lesson.id);
    let opaque = |text: &str| visit.keys().opaque(&place, text);
    let frame = StepFrame {
        curriculum: visit.translation(),
        lesson,
        address: address.to_owned(),
        steps: Vec::new(),
        keeps: false,
        opaque: &opaque,
    };
    let rendered = frame.render(number, &[]).ok_or(Told::NotFound)?;
    Ok(rendered.page.blocks)
}

/// The lesson's own words, then whatever else its steps explain in place.
fn words(curriculum: &Curriculum, lesson: &Lesson) -> Vec<Word> {
    let mut words = lesson.words.clone();
    for step in &lesson.steps {
        for word in pages::words(curriculum, lesson, step) {
            if words.iter().all(|known| known.id != word.id) {
                words.push(word);
            }
        }
    }
    words
}
