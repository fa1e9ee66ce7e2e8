//! What a student may count on: a step is kept once, nothing is lost at the edges of a class, and
//! a lesson opens and closes when it should.

use app::school::teaching::Teaching;
use chrono::TimeDelta;
use lessons::{
    check::{Body, Check},
    course::Band,
    lesson::Lesson,
};
use server::entity::{completion, live_class};

use crate::school::{Browser, Reply, TestSchool, world};

/// Where a lesson stands for 7C.
fn address(lesson: &Lesson) -> String {
    format!("/s/7c/{}", lesson.order)
}

/// Opens the step's page and posts "done" from there, as its form does.
async fn complete(student: &Browser, lesson: &Lesson, step: usize) -> Reply {
    let page = format!("{}/{}", address(lesson), step + 1);
    student.get(&page).await.is(200);
    post_done(student, &lesson.step_key(&lesson.steps[step])).await
}

#[tokio::test]
async fn the_last_page_says_done_only_when_everything_is() {
    let school = TestSchool::open().await;
    let lesson = school.lesson();
    school.open_lesson("grace", "7c", &lesson.id).await;
    let ada = school.student("ada").await;
    complete(&ada, lesson, 0).await;
    let last = format!("{}/done", address(lesson));
    let early = ada.get(&last).await;
    early.is(200).shows(&format!("{}/2", address(lesson)));
    early.hides(&format!("You finished: {}", lesson.title));
    for step in 1..lesson.steps.len() {
        complete(&ada, lesson, step).await;
    }
    ada.get(&last)
        .await
        .is(200)
        .shows(&format!("You finished: {}", lesson.title));
}

/// Classmates share what was rendered, and nothing of each other.
#[tokio::test]
async fn a_steps_page_names_its_own_reader_and_nobody_else() {
    let school = TestSchool::open().await;
    let lesson = school.lesson();
    school.open_lesson("grace", "7c", &lesson.id).await;
    let page = format!("{}/1", address(lesson));
    let (ada, ben) = (school.student("ada").await, school.student("ben").await);
    let (first, second) = (ada.get(&page).await, ben.get(&page).await);
    first.is(200).shows("Signed in as Ada");
    second.is(200).shows("Signed in as Ben");
    assert_eq!(first.text().replace("Ada", "Ben"), second.text());
    // What one has done is not done for the other.
    complete(&ada, lesson, 0).await;
    assert_ne!(ada.get(&page).await.text(), first.text());
    assert_eq!(ben.get(&page).await.text(), second.text());
    // And what is closed is closed, however often it was shown.
    close(&school, lesson).await;
    ada.get(&page).await.is(409);
}

async fn post_done(student: &Browser, step: &str) -> Reply {
    let fields = [("section", "7c"), ("step", step)];
    student.post("/api/complete_step", &fields).await
}

/// The steps that are kept as done, in the order of their keys.
async fn kept(school: &TestSchool, student: &str, lesson: &Lesson) -> Vec<String> {
    let db = school.shared.db.read();
    let rows = completion::of_lesson(db, world::id(student), &lesson.id).await;
    let mut steps: Vec<String> = rows.unwrap().into_iter().map(|row| row.step).collect();
    steps.sort();
    steps
}

async fn close(school: &TestSchool, lesson: &Lesson) {
    let db = school.shared.db.read();
    let live = live_class::latest(db, world::id("7c"), &lesson.id).await;
    let live = live.unwrap().unwrap().id;
    let grace = school.visit("grace").await;
    grace.close_lesson(live).await.unwrap();
}

/// The page for a lesson that is not open: it says what is kept, and has help and a way out.
#[track_caller]
fn is_kind(reply: &Reply) {
    reply
        .is(409)
        .shows("The lesson has closed")
        .shows("What you finished is kept.")
        .shows("href=\"/help\"")
        .shows("data-leave")
        .shows("href=\"/s\"");
}

#[tokio::test]
async fn a_step_completed_twice_counts_once() {
    let school = TestSchool::open().await;
    school.open_lesson("grace", "7c", world::LESSON).await;
    let (ada, lesson) = (school.student("ada").await, school.lesson());
    let next = format!("{}/2", address(lesson));
    let first = lesson.step_key(&lesson.steps[0]);
    complete(&ada, lesson, 0).await.redirects_to(&next);
    // Again, and by two presses at once from a second tab.
    complete(&ada, lesson, 0).await.redirects_to(&next);
    let tabs = tokio::join!(post_done(&ada, &first), post_done(&ada, &first));
    tabs.0.redirects_to(&next);
    tabs.1.redirects_to(&next);
    assert_eq!(kept(&school, "ada", lesson).await, [first]);
    let grid = school.visit("grace").await.section_progress("7c").await;
    let cell = grid.unwrap().rows[0].cells[lesson.order as usize - 1].clone();
    assert_eq!(
        (cell.progress.done, cell.progress.of as usize),
        (1, lesson.steps.len())
    );
}

#[tokio::test]
async fn the_steps_lead_through_the_lesson_to_its_end() {
    let school = TestSchool::open().await;
    school.open_lesson("grace", "7c", world::LESSON).await;
    let (ada, lesson) = (school.student("ada").await, school.lesson());
    for step in 0..lesson.steps.len() {
        let done = complete(&ada, lesson, step).await;
        let next = match step + 1 == lesson.steps.len() {
            true => format!("{}/done", address(lesson)),
            false => format!("{}/{}", address(lesson), step + 2),
        };
        done.redirects_to(&next);
        ada.get(&next).await.is(200);
    }
    ada.get("/s").await.shows("data-is=\"done\"");
    assert_eq!(kept(&school, "ada", lesson).await.len(), lesson.steps.len());
}

#[tokio::test]
async fn a_step_counts_for_ten_minutes_after_closing_and_is_then_refused_kindly() {
    let school = TestSchool::open().await;
    school.open_lesson("grace", "7c", world::LESSON).await;
    let (ada, ben) = (school.student("ada").await, school.student("ben").await);
    let lesson = school.lesson();
    let first = lesson.step_key(&lesson.steps[0]);
    for student in [&ada, &ben] {
        let page = format!("{}/1", address(lesson));
        student.get(&page).await.is(200);
    }
    close(&school, lesson).await;
    school.later(TimeDelta::minutes(9));
    let counted = post_done(&ada, &first).await;
    is_kind(&ada.get(counted.location()).await);
    assert_eq!(kept(&school, "ada", lesson).await, [first.as_str()]);

    school.later(TimeDelta::minutes(1));
    let late = post_done(&ben, &first).await;
    late.redirects_to(&format!("{}/1?problem=closed", address(lesson)));
    is_kind(&ben.get(late.location()).await);
    let fields = [("section", "7c"), ("step", first.as_str())];
    ben.call("/api/complete_step", &fields).await.is(409);
    assert!(kept(&school, "ben", lesson).await.is_empty());
    // What counted before stays.
    assert_eq!(kept(&school, "ada", lesson).await, [first]);
}

#[tokio::test]
async fn a_lesson_that_was_not_opened_shows_nothing_and_takes_nothing() {
    let school = TestSchool::open().await;
    let (ada, lesson) = (school.student("ada").await, school.lesson());
    for page in ["", "/1", "/done"] {
        is_kind(&ada.get(&format!("{}{page}", address(lesson))).await);
    }
    let fields = [
        ("section", "7c"),
        ("step", &lesson.step_key(&lesson.steps[0])),
    ];
    ada.call("/api/complete_step", &fields).await.is(409);
    let (step, check) = a_choice(lesson);
    let fields = [("check", check.id.as_str()), ("choice", "0")];
    is_kind(
        &ada.post(&format!("{}/{step}", address(lesson)), &fields)
            .await,
    );
    assert!(kept(&school, "ada", lesson).await.is_empty());
}

/// The first check with one answer, and the number of its step.
fn a_choice(lesson: &Lesson) -> (usize, &Check) {
    let checks = lesson.steps.iter().zip(1..);
    let mut checks = checks.flat_map(|(step, number)| step.checks().map(move |one| (number, one)));
    checks
        .find(|(_, check)| matches!(check.body, Body::ChooseOne(_)))
        .unwrap()
}

#[tokio::test]
async fn a_sensitive_lesson_does_not_open_from_the_page_before_the_school_is_ready() {
    let school = TestSchool::open().await;
    let (ada, grace) = (school.student("ada").await, school.staff("grace").await);
    let lesson = school.sensitive_lesson();
    assert!(lesson.harm);
    let fields = [("section", "7c"), ("lesson", lesson.id.as_str())];
    grace.get("/teach/classes/7c").await.is(200);
    let early = grace.post("/api/open_lesson", &fields).await;
    early.redirects_to("/teach/classes/7c?problem=not-ready");
    grace
        .get(early.location())
        .await
        .is(200)
        .shows("The school is not ready for this lesson yet.");
    is_kind(&ada.get(&format!("{}/1", address(lesson))).await);

    school.make_ready("alan", "birch").await;
    grace
        .post("/api/open_lesson", &fields)
        .await
        .redirects_to("/teach/classes/7c");
    ada.get(&format!("{}/1", address(lesson))).await.is(200);
    // Another school's ticks do not count for it.
    let elsewhere = school.visit("tim").await;
    assert!(elsewhere.open_lesson("7d", &lesson.id).await.is_err());
}

#[tokio::test]
async fn a_sensitive_lesson_closes_by_itself_at_the_end_of_its_time() {
    let school = TestSchool::open().await;
    school.make_ready("alan", "birch").await;
    for lesson in [school.lesson(), school.sensitive_lesson()] {
        school.open_lesson("grace", "7c", &lesson.id).await;
    }
    let lesson = school.sensitive_lesson();
    let minutes = i64::from((lesson.minutes + 15).min(90));
    let (page, first) = (
        format!("{}/1", address(lesson)),
        lesson.step_key(&lesson.steps[0]),
    );
    school.later(TimeDelta::minutes(minutes - 1));
    school.student("ada").await.get(&page).await.is(200);
    school.later(TimeDelta::minutes(1));
    let (ada, ben) = (school.student("ada").await, school.student("ben").await);
    is_kind(&ada.get(&page).await);
    let way_in = format!("href=\"{}\"", address(lesson));
    ada.get("/s").await.is(200).hides(&way_in);
    let class = school.visit("grace").await.class("7c").await.unwrap();
    let open: Vec<u32> = class.open.iter().map(|open| open.number).collect();
    assert_eq!(open, [school.lesson().order], "the other one stays open");

    school.later(TimeDelta::minutes(9));
    post_done(&ada, &first)
        .await
        .redirects_to(&format!("{}/2", address(lesson)));
    school.later(TimeDelta::minutes(1));
    let fields = [("section", "7c"), ("step", first.as_str())];
    ben.call("/api/complete_step", &fields).await.is(409);
    assert_eq!(kept(&school, "ada", lesson).await, [first]);
    assert!(kept(&school, "ben", lesson).await.is_empty());

    // It can be opened anew, for the same time.
    school.open_lesson("grace", "7c", &lesson.id).await;
    ada.get(&page).await.is(200);
    school.later(TimeDelta::minutes(minutes));
    is_kind(&school.student("ada").await.get(&page).await);
}

#[tokio::test]
async fn what_is_not_the_students_own_is_not_found() {
    let school = TestSchool::open().await;
    for (teacher, class) in [("grace", "7c"), ("tim", "7d"), ("omar", "8a")] {
        school.open_lesson(teacher, class, world::LESSON).await;
    }
    let (ada, lesson) = (school.student("ada").await, school.lesson());
    let last = lesson.steps.len();
    for address in [
        format!("/s/7d/{}", lesson.order),
        format!("/s/8a/{}/1", lesson.order),
        "/s/7c/0".into(),
        "/s/7c/999/1".into(),
        format!("/s/7c/{}/0", lesson.order),
        format!("/s/7c/{}/{}", lesson.order, last + 1),
    ] {
        ada.get(&address).await.is(404);
    }
    let unit = |band: Band| &school.curriculum().unit(band).unwrap().lessons[0];
    let younger = unit(Band::K2);
    let first = lesson.step_key(&lesson.steps[0]);
    for (section, step) in [
        ("7d", first.clone()),
        ("8a", first.clone()),
        ("made-up", first),
        ("7c", younger.step_key(&younger.steps[0])),
        ("7c", format!("{}/made-up", lesson.id)),
        ("7c", format!("{}/alternative", lesson.id)),
        ("7c", "6-8.made-up/start".into()),
        ("7c", "nonsense".into()),
    ] {
        let fields = [("section", section), ("step", step.as_str())];
        let refused = ada.call("/api/complete_step", &fields).await;
        assert_eq!(refused.status.as_u16(), 404, "{section} {step}");
    }
    let (step, _) = a_choice(lesson);
    let fields = [("check", "made-up"), ("choice", "0")];
    ada.post(&format!("{}/{step}", address(lesson)), &fields)
        .await
        .is(404);
    let rows = completion::of_student(school.shared.db.read(), world::id("ada")).await;
    assert!(rows.unwrap().is_empty());
}

#[tokio::test]
async fn a_form_that_is_stale_changes_nothing_and_comes_back_to_its_page() {
    let school = TestSchool::open().await;
    school.open_lesson("grace", "7c", world::LESSON).await;
    let (ada, lesson) = (school.student("ada").await, school.lesson());
    complete(&ada, lesson, 0).await;
    let page = format!("{}/2", address(lesson));
    ada.get(&page).await.is(200);
    // A field has another name since the page was loaded.
    let stale = [("class", "7c"), ("step", "x")];
    let back = ada.post("/api/complete_step", &stale).await;
    let (_, back) = back.is(302).location().split_once(":8080").unwrap();
    assert!(back.starts_with(&page), "{back}");
    ada.get(back)
        .await
        .is(200)
        .shows("action=\"/api/complete_step\"");
    // An option, or an order, that the check does not have.
    let (step, check) = a_choice(lesson);
    let fields = [("check", check.id.as_str()), ("choice", "99")];
    ada.post(&format!("{}/{step}", address(lesson)), &fields)
        .await
        .is(200)
        .shows("data-feedback")
        .hides("option-why");
    let first = lesson.step_key(&lesson.steps[0]);
    assert_eq!(kept(&school, "ada", lesson).await, [first]);
}

#[tokio::test]
async fn whoever_is_signed_out_meanwhile_signs_in_and_goes_on_where_they_were() {
    let school = TestSchool::open().await;
    school.open_lesson("grace", "7c", world::LESSON).await;
    let (ada, lesson) = (school.student("ada").await, school.lesson());
    complete(&ada, lesson, 0).await;
    let (step, check) = a_choice(lesson);
    let page = format!("{}/{step}", address(lesson));
    ada.get(&page).await.is(200);
    school.later(TimeDelta::minutes(61));

    let here = lesson.step_key(&lesson.steps[step - 1]);
    let out = post_done(&ada, &here).await;
    let door = ada.get(out.location()).await;
    door.redirects_to("/s/sign-in");
    let answer = [("check", check.id.as_str()), ("choice", "0")];
    ada.post(&page, &answer).await.redirects_to("/s/sign-in");
    ada.get(door.location())
        .await
        .is(200)
        .shows("Come in to your class")
        .shows("data-leave");

    let codes = [("class_code", "CCC777"), ("own_code", "kfm7rt")];
    ada.post("/s/sign-in", &codes).await.redirects_to("/s");
    ada.get("/s")
        .await
        .is(200)
        .shows(&format!("1 of {} steps done", lesson.steps.len()));
    ada.get(&address(lesson))
        .await
        .is(200)
        .shows(&format!("href=\"{}/2\"", address(lesson)));
    complete(&ada, lesson, step - 1).await.is(302);
    let mut both = vec![lesson.step_key(&lesson.steps[0]), here];
    both.sort();
    both.dedup();
    assert_eq!(kept(&school, "ada", lesson).await, both);
}
