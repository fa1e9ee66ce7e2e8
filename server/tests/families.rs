//! What anybody may read without an account: every lesson, every letter, and no more.

use app::school::{
    families::Families,
    learning::{BlockView, CheckBody},
};
use chrono::TimeDelta;
use lessons::{course::Band, lesson::Status};

use crate::school::TestSchool;

#[tokio::test]
async fn every_lesson_and_letter_is_open_to_read() {
    let school = TestSchool::open().await;
    let family = school.nobody();
    let index = family.get("/families").await;
    for unit in &school.curriculum().units {
        let band = unit.band.slug();
        family.get(&format!("/families/units/{band}")).await.is(200);
    }
    for lesson in school.curriculum().lessons() {
        let address = format!("/families/lessons/{}", lesson.id);
        index.is(200).shows(&address);
        let page = family.get(&address).await;
        page.is(200);
        if lesson.status == Status::Draft {
            page.shows("data-kind=\"note\" data-paper");
        }
        family.get(&format!("{address}/letter")).await.is(200);
    }
}

#[tokio::test]
async fn a_family_reads_every_step_and_no_answer() {
    let school = TestSchool::open().await;
    let visit = server::visit::session::visit(&school.shared, None)
        .await
        .unwrap();
    for lesson in school.curriculum().lessons() {
        let page = visit.family_lesson(&lesson.id).await.unwrap();
        assert_eq!(page.steps.len(), lesson.steps.len(), "{}", lesson.id);
        let blocks = page.steps.iter().flat_map(|(_, _, blocks)| blocks);
        for block in blocks {
            let BlockView::Check(check) = block else {
                continue;
            };
            assert_eq!(check.outcome, None);
            match &check.body {
                CheckBody::Options(options) => {
                    let told = |option: &app::school::learning::OptionView| {
                        option.feedback.is_some() || option.chosen || option.fits.is_some()
                    };
                    assert!(!options.iter().any(told), "{}", check.id);
                }
                CheckBody::Match { rows, .. } => {
                    assert!(rows.iter().all(|row| row.fits.is_none()), "{}", check.id);
                }
                CheckBody::Order(items) => {
                    assert!(items.iter().all(|item| item.fits.is_none()), "{}", check.id);
                }
                CheckBody::Scenario { .. } | CheckBody::Reflect(_) => {}
            }
        }
    }
}

#[tokio::test]
async fn every_word_that_a_lesson_explains_in_place_is_on_its_page() {
    let school = TestSchool::open().await;
    let visit = server::visit::session::visit(&school.shared, None)
        .await
        .unwrap();
    for lesson in school.curriculum().lessons() {
        let page = visit.family_lesson(&lesson.id).await.unwrap();
        for id in lesson.steps.iter().flat_map(|step| &step.word_ids) {
            let places = page.words.iter().filter(|word| word.id == *id);
            assert_eq!(places.count(), 1, "{id} in {}", lesson.id);
        }
    }
}

#[tokio::test]
async fn what_is_not_written_is_not_found() {
    let school = TestSchool::open().await;
    let family = school.nobody();
    family.get("/families/lessons/6-8.made-up").await.is(404);
    family
        .get("/families/lessons/6-8.made-up/letter")
        .await
        .is(404);
    family.get("/families/units/13-14").await.is(404);
    let unwritten = Band::ALL
        .into_iter()
        .find(|band| school.curriculum().unit(*band).is_none());
    if let Some(band) = unwritten {
        family
            .get(&format!("/families/units/{}", band.slug()))
            .await
            .is(404);
    }
}

#[tokio::test]
async fn a_family_finds_the_helplines_for_adults_and_none_that_is_stale() {
    let school = TestSchool::open().await;
    let family = school.nobody();
    let page = family.get("/families").await;
    let registry = &school.curriculum().registry;
    let intake = registry.helplines.iter();
    let intake = intake
        .clone()
        .find(|line| line.bands == ["staff", "family"]);
    let (name, number) = intake
        .map(|line| (line.name.clone(), line.call.clone().unwrap()))
        .unwrap();
    page.is(200).shows("Helplines for adults").shows(&name);
    page.shows(&number);
    let spanish = family.get("/families?lang=es").await;
    spanish.shows("Líneas de ayuda para personas adultas");
    school.later(TimeDelta::days(400));
    let page = school.nobody().get("/families").await;
    page.is(200).shows("tel:988").hides(&name);
}
