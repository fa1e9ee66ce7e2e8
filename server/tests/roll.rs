//! The roll of a class: everybody was there until somebody says so, also afterwards; and who may
//! call it and close the class.

use lessons::course::Band;
use server::entity::{enrollment, word::EnrollmentRole};

use crate::{
    closing::{begin, call_roll, close, done, page, taught_message, teachings},
    school::{TestSchool, world},
};

#[tokio::test]
async fn the_roll_can_be_put_right_after_the_class_was_closed() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    let all = lesson.steps.len();
    begin(&grace, "7c", lesson).await;
    let cleo = school.student("cleo").await;
    let own = lesson.step_key(&lesson.steps[0]);
    let fields = [("section", "7c"), ("step", own.as_str())];
    cleo.call("/api/complete_step", &fields).await.is(200);
    call_roll(&grace, "7c", lesson, &["ada"]).await.is(302);
    close(&grace, "7c", lesson, &[]).await.is(303);
    let counts = async |names: [&'static str; 3]| {
        let mut counts = Vec::new();
        for name in names {
            counts.push(done(&school, name, lesson).await);
        }
        counts
    };
    let names = ["ada", "ben", "cleo"];
    assert_eq!(counts(names).await, [0, all, all]);
    let place = format!("/teach/classes/7c/{}", lesson.order);
    grace.get(&place).await.is(200).shows("1 away.");
    // Ada came late after all, and ben and cleo had gone.
    call_roll(&grace, "7c", lesson, &["ben", "cleo"])
        .await
        .redirects_to(&place);
    assert_eq!(counts(names).await, [all, 0, 1], "cleo's own step stays");
    grace.get(&place).await.is(200).shows("2 away.");
    call_roll(&grace, "7c", lesson, &[]).await.is(302);
    assert_eq!(counts(names).await, [all, all, all]);
}

#[tokio::test]
async fn the_youngest_have_a_roll_and_a_card_too() {
    let school = TestSchool::open().await;
    let grace = school.staff("grace").await;
    let lesson = &school.curriculum().unit(Band::K2).unwrap().lessons[0];
    begin(&grace, "1b", lesson).await;
    call_roll(&grace, "1b", lesson, &["june"]).await.is(302);
    close(&grace, "1b", lesson, &[])
        .await
        .redirects_to(&taught_message("1b", lesson));
    assert_eq!(done(&school, "june", lesson).await, 0);
    assert_eq!(done(&school, "kai", lesson).await, lesson.steps.len());
}

#[tokio::test]
async fn a_co_teacher_closes_and_a_strange_teacher_finds_nothing() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    let omar = school.staff("omar").await;
    for name in ["roll", "close"] {
        omar.get(&page("7c", lesson, name)).await.is(404);
    }
    let fields = [("section", "7c"), ("lesson", &*lesson.id)];
    omar.call("/api/end_class", &fields).await.is(404);
    close(&omar, "7c", lesson, &[]).await.is(404);
    let row = enrollment::Model {
        section_id: world::id("7c"),
        person_id: world::id("omar"),
        role: EnrollmentRole::Teacher,
        begins_on: world::today(),
        ends_on: None,
    };
    let db = &school.shared.db;
    db.write(|tx| async move { enrollment::add(&tx, vec![row]).await })
        .await
        .unwrap();
    omar.get(&page("7c", lesson, "close")).await.is(200);
    close(&omar, "7c", lesson, &[])
        .await
        .redirects_to(&taught_message("7c", lesson));
    assert_eq!(teachings(&school, "7c").await[0].by, world::id("omar"));
}
