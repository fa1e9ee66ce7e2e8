//! A class taught without devices: hands are raised, and a teacher types in how many.

use app::{
    error::Error as Told,
    school::live::{Act, HandCount, Lead, Live, Scene},
};
use lessons::check::Body as CheckBody;
use server::entity::{live_class, tally};

use crate::{
    live::lead,
    school::{TestSchool, world},
};

#[tokio::test]
async fn a_class_without_devices_counts_hands_and_shows_them_when_it_is_closed() {
    let school = TestSchool::open().await;
    let students = school
        .add_class("7e", lessons::course::Band::Six8, 12)
        .await;
    let grace = school.visit("grace").await;
    let number = grace.begin_class("7e", world::LESSON, false).await.unwrap();
    students[0]
        .get("/s")
        .await
        .hides(&format!("/s/7e/{number}"));
    students[0].get(&format!("/s/7e/{number}")).await.is(409);
    let checks = school.lesson().steps.iter().flat_map(|step| step.checks());
    let check = checks
        .filter(|check| matches!(check.body, CheckBody::ChooseOne(_)))
        .take(1)
        .next()
        .unwrap();
    let CheckBody::ChooseOne(options) = &check.body else {
        unreachable!("it was chosen for that");
    };
    let mut counts = vec!["0".to_owned(); options.len()];
    counts[0] = "7".into();
    counts[1] = "4".into();
    let hands = HandCount {
        section: "7e".into(),
        lesson: world::LESSON.into(),
        check: check.id.clone(),
        counts,
    };
    let too_many = HandCount {
        counts: vec!["13".into(); options.len()],
        ..hands.clone()
    };
    let refused = grace.count_hands(too_many).await;
    assert!(matches!(refused, Err(Told::Invalid { .. })));
    grace.count_hands(hands.clone()).await.unwrap();
    // Counted again, the first count is forgotten.
    grace.count_hands(hands).await.unwrap();
    let show = Lead {
        section: "7e".into(),
        check: check.id.clone(),
        ..lead(Act::Show)
    };
    assert_eq!(grace.lead_class(show.clone()).await, Err(Told::Closed));
    let live = live_class::latest(school.shared.db.read(), world::id("7e"), world::LESSON)
        .await
        .unwrap()
        .unwrap();
    let rows = tally::of_live_class(school.shared.db.read(), live.id)
        .await
        .unwrap();
    assert_eq!(rows.iter().map(|row| row.count).sum::<i32>(), 22);
    app::school::teaching::Teaching::close_lesson(&grace, live.id)
        .await
        .unwrap();
    grace.lead_class(show).await.unwrap();
    let stage = grace.stage("7e", number).await.unwrap();
    let Scene::Tally(tally) = stage.scene else {
        panic!("{:?}", stage.scene);
    };
    assert_eq!(tally.counts.unwrap().answers, 11);
}

#[tokio::test]
async fn the_youngest_are_taught_without_devices_and_without_counts() {
    let school = TestSchool::open().await;
    let grace = school.visit("grace").await;
    let unit = school.curriculum().unit(lessons::course::Band::K2).unwrap();
    let lesson = unit.lessons.iter().find(|lesson| !lesson.harm).unwrap();
    let number = grace.begin_class("1b", &lesson.id, true).await.unwrap();
    let console = grace.console("1b", number).await.unwrap();
    assert!(!console.devices);
    assert_eq!(console.code, None);
    assert!(console.checks.iter().all(|check| check.options.is_empty()));
    let check = &console.checks[0];
    let hands = HandCount {
        section: "1b".into(),
        lesson: lesson.id.clone(),
        check: check.id.clone(),
        counts: vec!["1".into(), "1".into()],
    };
    assert_eq!(grace.count_hands(hands).await, Err(Told::NotFound));
}
