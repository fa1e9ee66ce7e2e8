//! What a teacher may count on: "taught" keeps who was there and goes without a trace when it is
//! undone, and nobody else touches their class.

use app::{error::Error as Told, school::teaching::Teaching};
use chrono::TimeDelta;
use lessons::lesson::Lesson;
use server::entity::{completion, live_class, teaching};
use uuid::Uuid;

use crate::school::{Browser, Reply, TestSchool, world};

/// A lesson of 7C's unit that is not sensitive; not the one that most tests are about.
const OTHER: &str = "6-8.the-relationship-line";

/// The form of "mark as taught", as the page sends it.
async fn mark(teacher: &Browser, lesson: &str, on: &str, minutes: &str, present: &[&str]) -> Reply {
    let present: Vec<String> = present
        .iter()
        .map(|name| world::id(name).to_string())
        .collect();
    let mut fields = vec![
        ("taught[section]", "7c"),
        ("taught[lesson]", lesson),
        ("taught[on]", on),
        ("taught[minutes]", minutes),
    ];
    fields.extend(present.iter().map(|id| ("taught[present][]", id.as_str())));
    teacher.post("/api/mark_taught", &fields).await
}

async fn undo(teacher: &Browser, teaching: Uuid) -> Reply {
    let fields = [("teaching", teaching.to_string())];
    teacher.call("/api/undo_taught", &fields).await
}

async fn taught(school: &TestSchool, class: &str, lesson: &str) -> Option<teaching::Model> {
    let db = school.shared.db.read();
    let rows = teaching::of_sections(db, &[world::id(class)]).await;
    rows.unwrap().into_iter().find(|row| row.lesson == lesson)
}

/// What a student has done of a lesson, as rows: the step, and whether it came with a "taught".
async fn kept(school: &TestSchool, student: &str, lesson: &Lesson) -> Vec<(String, bool)> {
    let db = school.shared.db.read();
    let rows = completion::of_lesson(db, world::id(student), &lesson.id).await;
    let rows = rows.unwrap().into_iter();
    rows.map(|row| (row.step, row.teaching_id.is_some()))
        .collect()
}

async fn complete(student: &Browser, class: &str, step: &str) {
    let fields = [("section", class), ("step", step)];
    student.call("/api/complete_step", &fields).await.is(200);
}

#[tokio::test]
async fn a_lesson_that_is_taught_and_still_open_wants_to_be_closed() {
    let school = TestSchool::open().await;
    let lesson = school.lesson().id.clone();
    let grace = school.staff("grace").await;
    school.open_lesson("grace", "7c", &lesson).await;
    let page = grace.get("/teach/classes/7c").await;
    page.is(200).shows("Mark as taught").hides("still open");
    let today = world::today().to_string();
    mark(&grace, &lesson, &today, "40", &["ada"]).await.is(302);
    let page = grace.get("/teach/classes/7c").await;
    page.is(200)
        .shows("It is marked as taught, and still open.")
        .shows("Close the lesson")
        .hides("/taught\"");
}

#[tokio::test]
async fn taught_is_kept_with_its_day_its_minutes_and_who_was_there() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    let yesterday = world::today() - TimeDelta::days(1);
    let form = format!("/teach/classes/7c/{}/taught", lesson.order);
    grace.get(&form).await.is(200).shows("Who was there");
    // Lou is in another school's class.
    let present = ["ada", "ben", "lou"];
    let marked = mark(&grace, &lesson.id, &yesterday.to_string(), "35", &present).await;
    marked.redirects_to(&format!("/teach/classes/7c?taught={}", lesson.id));
    grace
        .get(marked.location())
        .await
        .is(200)
        .shows("is marked as taught on");
    let row = taught(&school, "7c", &lesson.id).await.unwrap();
    assert_eq!(
        (row.on, row.minutes, row.by),
        (yesterday, 35, world::id("grace"))
    );
    for (student, steps) in [
        ("ada", lesson.steps.len()),
        ("ben", lesson.steps.len()),
        ("cleo", 0),
        ("lou", 0),
    ] {
        assert_eq!(
            kept(&school, student, lesson).await.len(),
            steps,
            "{student}"
        );
    }
    let class = school.visit("grace").await.class("7c").await.unwrap();
    let unit = &class.lessons[lesson.order as usize - 1];
    assert_eq!((unit.done, unit.enrolled), (2, 6));
    assert_eq!(unit.missing, ["Cleo", "Dina", "Emil", "Finn"]);
}

#[tokio::test]
async fn undoing_taught_takes_back_its_own_completions_and_no_students_own() {
    let school = TestSchool::open().await;
    let (grace, cleo) = (school.staff("grace").await, school.student("cleo").await);
    let lesson = school.lesson();
    let own = lesson.step_key(&lesson.steps[1]);
    school.open_lesson("grace", "7c", &lesson.id).await;
    complete(&cleo, "7c", &own).await;
    let today = world::today().to_string();
    let present = ["ada", "cleo"];
    mark(&grace, &lesson.id, &today, "40", &present)
        .await
        .is(302);
    mark(&grace, OTHER, &today, "40", &present).await.is(302);
    assert_eq!(
        kept(&school, "cleo", lesson).await.len(),
        lesson.steps.len()
    );

    let row = taught(&school, "7c", &lesson.id).await.unwrap();
    undo(&grace, row.id).await;
    assert!(taught(&school, "7c", &lesson.id).await.is_none());
    assert_eq!(kept(&school, "ada", lesson).await, []);
    assert_eq!(kept(&school, "cleo", lesson).await, [(own, false)]);
    // The other lesson is as it was.
    let other = school.curriculum().lesson(OTHER).unwrap();
    assert!(taught(&school, "7c", OTHER).await.is_some());
    assert_eq!(kept(&school, "ada", other).await.len(), other.steps.len());
    // There is nothing to take back twice.
    undo(&grace, row.id).await.is(404);
}

#[tokio::test]
async fn what_a_student_finished_after_it_was_marked_stays_when_that_is_undone() {
    let school = TestSchool::open().await;
    let (grace, cleo) = (school.staff("grace").await, school.student("cleo").await);
    let lesson = school.lesson();
    let own = lesson.step_key(&lesson.steps[1]);
    school.open_lesson("grace", "7c", &lesson.id).await;
    let today = world::today().to_string();
    mark(&grace, &lesson.id, &today, "40", &["cleo"])
        .await
        .is(302);
    complete(&cleo, "7c", &own).await;

    let row = taught(&school, "7c", &lesson.id).await.unwrap();
    undo(&grace, row.id).await;
    assert_eq!(kept(&school, "cleo", lesson).await, [(own, false)]);
}

#[tokio::test]
async fn the_projector_says_where_to_go_and_with_which_code() {
    let school = TestSchool::open().await;
    let lesson = school.lesson();
    school.open_lesson("grace", "7c", &lesson.id).await;
    let grace = school.staff("grace").await;
    let page = format!("/project/7c/{}/1?join", lesson.order);
    grace
        .get(&page)
        .await
        .is(200)
        .shows("localhost:8080/s")
        .shows("CCC 777");
}

#[tokio::test]
async fn taught_twice_is_taught_as_it_was_kept_first() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    let today = world::today().to_string();
    mark(&grace, &lesson.id, &today, "40", &["ada"])
        .await
        .is(302);
    let first = taught(&school, "7c", &lesson.id).await.unwrap();
    let again = mark(&grace, &lesson.id, &today, "20", &["ada", "ben"]).await;
    again.redirects_to(&format!("/teach/classes/7c?taught={}", lesson.id));
    assert_eq!(taught(&school, "7c", &lesson.id).await.unwrap(), first);
    assert_eq!(kept(&school, "ben", lesson).await, []);
}

#[tokio::test]
async fn a_day_or_minutes_that_make_no_sense_keep_nothing() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    let day = |days: i64| (world::today() + TimeDelta::days(days)).to_string();
    let form = format!("/teach/classes/7c/{}/taught", lesson.order);
    for (on, minutes) in [
        (day(1), "40"),
        (day(-61), "40"),
        (day(0), "0"),
        (day(0), "241"),
    ] {
        grace.get(&form).await.is(200);
        let refused = mark(&grace, &lesson.id, &on, minutes, &["ada"]).await;
        refused.redirects_to(&format!("{form}?problem=check-the-form"));
        grace
            .get(refused.location())
            .await
            .is(200)
            .shows("Something in the form is not right.");
    }
    assert!(taught(&school, "7c", &lesson.id).await.is_none());
    assert_eq!(kept(&school, "ada", lesson).await, []);
}

#[tokio::test]
async fn another_teachers_class_is_not_found_and_stays_as_it_is() {
    let school = TestSchool::open().await;
    let grace = school.staff("grace").await;
    let lesson = school.lesson();
    let today = world::today().to_string();
    school.open_lesson("grace", "7c", &lesson.id).await;
    mark(&grace, OTHER, &today, "40", &["ada"]).await.is(302);
    let row = taught(&school, "7c", OTHER).await.unwrap();
    let live = live(&school, &lesson.id).await;
    for stranger in ["omar", "tim"] {
        let them = school.staff(stranger).await;
        let number = lesson.order;
        for page in [
            "/teach/classes/7c".into(),
            format!("/teach/classes/7c/{number}"),
            format!("/teach/classes/7c/{number}/taught"),
            format!("/teach/classes/7c/{number}/answers"),
            format!("/project/7c/{number}/1"),
        ] {
            them.get(&page).await.is(404).hides("Ada");
        }
        them.call("/api/watch_section", &[("section", "7c")])
            .await
            .is(404)
            .hides("Ada");
        undo(&them, row.id).await.is(404);
        let fields = [("live_class", live.id.to_string())];
        them.call("/api/close_lesson", &fields).await.is(404);
        let fields = [("section", "7c"), ("lesson", OTHER)];
        them.call("/api/open_lesson", &fields).await.is(404);
        let them = school.visit(stranger).await;
        let form = them.teaching_form("7c", number).await;
        assert_eq!(form.unwrap_err(), Told::NotFound);
    }
    assert_eq!(taught(&school, "7c", OTHER).await, Some(row));
    let class = school.visit("grace").await.class("7c").await.unwrap();
    let open: Vec<Uuid> = class.open.iter().map(|open| open.live_class).collect();
    assert_eq!(open, [live.id]);
}

/// The last time that a lesson was open to 7C.
async fn live(school: &TestSchool, lesson: &str) -> live_class::Model {
    let db = school.shared.db.read();
    let live = live_class::latest(db, world::id("7c"), lesson).await;
    live.unwrap().unwrap()
}
