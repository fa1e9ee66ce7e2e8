//! Who teaches a class: a second teacher is named after it was made, or taken away.

use app::{
    error::Error as Told,
    school::{administering::Administering, live::Live},
};
use server::entity::audit_event;

use crate::{
    closing::{begin, page},
    school::{Browser, Reply, TestSchool, world},
};

const ROSTER: &str = "/school/classes/7c";
const CLASS: &str = "/teach/classes/7c";

async fn change(administrator: &Browser, what: &str, class: &str, teacher: &str) -> Reply {
    let teacher = world::id(teacher).to_string();
    let fields = [("section", class), ("teacher", &*teacher)];
    administrator.post(&format!("/api/{what}"), &fields).await
}

async fn call(administrator: &Browser, what: &str, class: &str, teacher: &str) -> Reply {
    let teacher = world::id(teacher).to_string();
    let fields = [("section", class), ("teacher", &*teacher)];
    administrator.call(&format!("/api/{what}"), &fields).await
}

async fn teachers(school: &TestSchool, class: &str) -> Vec<String> {
    let roster = school.visit("dora").await.roster(class).await.unwrap();
    roster.teachers.into_iter().map(|(_, name)| name).collect()
}

async fn written_down(school: &TestSchool) -> Vec<audit_event::Model> {
    let db = school.shared.db.read();
    let mut events = audit_event::latest(db, world::id("birch"), 100)
        .await
        .unwrap();
    events.retain(|event| event.what.starts_with("teacher_"));
    events
}

#[tokio::test]
async fn a_second_teacher_is_added_and_removed_at_once_and_may_come_back() {
    let school = TestSchool::open().await;
    let (alan, omar) = (school.staff("alan").await, school.staff("omar").await);
    omar.get(CLASS).await.is(404);
    alan.get(ROSTER)
        .await
        .is(200)
        .shows("Teachers")
        .shows("Add another teacher first; then Grace can be removed.")
        .shows("Omar · Teacher")
        .shows("Carol · Counselor")
        .hides("Grace · ")
        .hides("Tim · ");
    change(&alan, "add_teacher", "7c", "omar")
        .await
        .redirects_to(&format!("{ROSTER}?done=teacher-added"));
    alan.get(ROSTER)
        .await
        .shows("Remove Omar")
        .shows("Remove Grace")
        .hides("Omar · ");
    omar.get(CLASS).await.is(200);
    omar.get("/teach").await.shows("href=\"/teach/classes/7c\"");
    change(&alan, "remove_teacher", "7c", "omar")
        .await
        .redirects_to(&format!("{ROSTER}?done=teacher-removed"));
    omar.get(CLASS).await.is(404);
    omar.get("/teach").await.hides("href=\"/teach/classes/7c\"");
    assert_eq!(teachers(&school, "7c").await, ["Grace"]);
    call(&alan, "remove_teacher", "7c", "omar").await.is(404);
    // On the same day as well.
    for _ in 0..2 {
        call(&alan, "add_teacher", "7c", "omar").await.is(200);
        omar.get(CLASS).await.is(200);
    }
    assert_eq!(teachers(&school, "7c").await, ["Grace", "Omar"]);
    let events = written_down(&school).await;
    let what: Vec<&str> = events.iter().rev().map(|event| &*event.what).collect();
    assert_eq!(what, ["teacher_added", "teacher_removed", "teacher_added"]);
    for event in events {
        assert_eq!(event.person_id, Some(world::id("alan")));
        assert_eq!(event.subject, format!("7c/{}", world::id("omar")));
    }
}

#[tokio::test]
async fn the_last_teacher_stays() {
    let school = TestSchool::open().await;
    let (alan, grace) = (school.staff("alan").await, school.staff("grace").await);
    alan.get(ROSTER).await.is(200);
    let refused = change(&alan, "remove_teacher", "7c", "grace").await;
    refused.redirects_to("/school/classes/7c?problem=last-teacher");
    alan.get(refused.location())
        .await
        .shows("A class has at least one teacher. Add another one first.");
    call(&alan, "remove_teacher", "7c", "grace").await.is(409);
    grace.get(CLASS).await.is(200);
    // Whoever is removed at the same time as another does not leave the class without one.
    change(&alan, "add_teacher", "7c", "omar").await;
    let both = tokio::join!(
        call(&alan, "remove_teacher", "7c", "grace"),
        call(&alan, "remove_teacher", "7c", "omar"),
    );
    let mut said = [both.0.status.as_u16(), both.1.status.as_u16()];
    said.sort_unstable();
    assert_eq!(said, [200, 409]);
    assert_eq!(teachers(&school, "7c").await.len(), 1);
    assert_eq!(written_down(&school).await.len(), 2);
}

#[tokio::test]
async fn only_staff_of_the_school_and_its_district_can_be_added() {
    let school = TestSchool::open().await;
    let alan = school.staff("alan").await;
    for stranger in ["tim", "ann", "ada", "nobody at all"] {
        call(&alan, "add_teacher", "7c", stranger).await.is(422);
        call(&alan, "remove_teacher", "7c", stranger).await.is(404);
    }
    alan.get(ROSTER).await.is(200);
    let nobody = [("section", "7c"), ("teacher", "")];
    let refused = alan.post("/api/add_teacher", &nobody).await;
    let back = "/school/classes/7c?problem=check-the-form";
    assert!(refused.location().ends_with(back), "{refused:?}");
    assert_eq!(teachers(&school, "7c").await, ["Grace"]);
    assert!(written_down(&school).await.is_empty());
    for colleague in ["carol", "dora"] {
        call(&alan, "add_teacher", "7c", colleague).await.is(200);
    }
    assert_eq!(teachers(&school, "7c").await, ["Carol", "Dora", "Grace"]);
}

#[tokio::test]
async fn only_administrators_of_the_school_or_its_district_say_who_teaches() {
    let school = TestSchool::open().await;
    for who in ["grace", "omar", "carol", "tim", "ann"] {
        let who = school.staff(who).await;
        call(&who, "add_teacher", "7c", "omar").await.is(404);
        call(&who, "remove_teacher", "7c", "grace").await.is(404);
    }
    let dora = school.staff("dora").await;
    call(&dora, "add_teacher", "7c", "omar").await.is(200);
    call(&dora, "remove_teacher", "7c", "grace").await.is(200);
    assert_eq!(teachers(&school, "7c").await, ["Omar"]);
}

#[tokio::test]
async fn whoever_is_removed_while_they_lead_a_class_gives_the_lead_away() {
    let school = TestSchool::open().await;
    let (alan, lesson) = (school.staff("alan").await, school.lesson());
    let (grace, omar) = (school.staff("grace").await, school.staff("omar").await);
    call(&alan, "add_teacher", "7c", "omar").await.is(200);
    begin(&grace, "7c", lesson).await;
    let act = |act: &'static str| {
        [
            ("lead[section]", "7c"),
            ("lead[lesson]", &*lesson.id),
            ("lead[act]", act),
            ("lead[step]", "1"),
        ]
    };
    grace.call("/api/lead_class", &act("go")).await.is(200);
    call(&alan, "remove_teacher", "7c", "grace").await.is(200);
    let console = page("7c", lesson, "live");
    grace.get(&console).await.is(404);
    grace.get(&page("7c", lesson, "changes")).await.is(404);
    grace.call("/api/lead_class", &act("go")).await.is(404);
    grace
        .call("/api/lead_class", &act("take-lead"))
        .await
        .is(404);
    let visit = school.visit("grace").await;
    let stage = visit.stage("7c", lesson.order).await;
    assert_eq!(stage.unwrap_err(), Told::NotFound);
    // Students stay where they are, until the other teacher goes on.
    let ada = school.student("ada").await;
    ada.get(&format!("/s/7c/{}/1", lesson.order)).await.is(200);
    omar.get(&console).await.is(200).shows("Grace");
    omar.call("/api/lead_class", &act("go")).await.is(409);
    omar.call("/api/lead_class", &act("take-lead"))
        .await
        .is(200);
    omar.call("/api/lead_class", &act("pause")).await.is(200);
    omar.get(&page("7c", lesson, "close")).await.is(200);
    // The history still says who has led it.
    omar.get("/teach/classes/7c/history").await.is(200);
}
