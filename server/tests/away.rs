//! Who was away when a lesson was marked as taught without being taught live: whoever was not
//! ticked. They make it up, and whoever was there does not.

use app::school::{administering::Administering, teaching::Teaching};
use chrono::TimeDelta;
use lessons::{course::Band, lesson::Lesson, progress::Standing};

use crate::school::{Browser, TestSchool, world};

const PAGE: &str = "/teach/classes/7c/make-ups";

async fn mark(teacher: &Browser, class: &str, lesson: &Lesson, present: &[&str]) {
    let on = world::today().to_string();
    let present: Vec<String> = present
        .iter()
        .map(|name| world::id(name).to_string())
        .collect();
    let mut fields = vec![
        ("taught[section]", class),
        ("taught[lesson]", &*lesson.id),
        ("taught[on]", &*on),
        ("taught[minutes]", "40"),
    ];
    fields.extend(present.iter().map(|id| ("taught[present][]", id.as_str())));
    teacher.post("/api/mark_taught", &fields).await.is(302);
}

async fn complete(student: &Browser, lesson: &Lesson) {
    for step in &lesson.steps {
        let key = lesson.step_key(step);
        let fields = [("section", "7c"), ("step", key.as_str())];
        student.call("/api/complete_step", &fields).await.is(200);
    }
}

async fn standing(school: &TestSchool, class: &str, lesson: &Lesson, name: &str) -> Standing {
    let grid = school.visit("grace").await.section_progress(class).await;
    let rows = grid.unwrap().rows;
    let row = rows.iter().find(|row| row.name == name).unwrap();
    row.cells[lesson.order as usize - 1].standing
}

/// Why each student is missing the lesson: whether they were away.
async fn away(school: &TestSchool) -> Vec<(String, bool)> {
    use app::school::closing::Closing;
    let page = school.visit("grace").await.make_ups("7c").await.unwrap();
    let students = page.lessons.into_iter().flat_map(|lesson| lesson.students);
    students
        .map(|student| (student.name, student.away))
        .collect()
}

/// The lesson was marked as taught yesterday; ada and cleo were not ticked.
async fn marked() -> TestSchool {
    let school = TestSchool::open().await;
    let grace = school.staff("grace").await;
    let there = ["ben", "dina", "emil", "finn"];
    mark(&grace, "7c", school.lesson(), &there).await;
    school.later(TimeDelta::days(1));
    school
}

#[tokio::test]
async fn whoever_was_not_ticked_was_away_and_makes_it_up() {
    let school = marked().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    let both = [("Ada".to_owned(), true), ("Cleo".to_owned(), true)];
    assert_eq!(away(&school).await, both);
    grace.get(PAGE).await.is(200).shows("was away");
    let (ada, adult) = (world::id("ada").to_string(), world::id("carol").to_string());
    let make_up = [
        ("make_up[section]", "7c"),
        ("make_up[lesson]", &*lesson.id),
        ("make_up[student]", &*ada),
        ("make_up[adult]", &*adult),
    ];
    grace.call("/api/open_make_up", &make_up).await.is(200);
    let ada = school.student("ada").await;
    complete(&ada, lesson).await;
    let made_up = [
        ("section", "7c"),
        ("lesson", &*lesson.id),
        ("student", &*world::id("cleo").to_string()),
    ];
    grace.call("/api/mark_made_up", &made_up).await.is(200);
    for (name, expected) in [
        ("Ada", Standing::MadeUp),
        ("Cleo", Standing::MadeUp),
        ("Ben", Standing::Done),
    ] {
        let standing = standing(&school, "7c", lesson, name).await;
        assert_eq!(standing, expected, "{name}");
    }
    assert_eq!(away(&school).await, []);
    // Nobody but staff is told.
    ada.get("/s")
        .await
        .is(200)
        .shows("data-is=\"done\"")
        .hides("made up");
}

#[tokio::test]
async fn whoever_was_there_and_does_it_again_has_made_nothing_up() {
    let school = marked().await;
    let lesson = school.lesson();
    school.open_lesson("grace", "7c", &lesson.id).await;
    for name in ["ada", "ben"] {
        complete(&school.student(name).await, lesson).await;
    }
    let expected = [("Ada", Standing::MadeUp), ("Ben", Standing::Done)];
    for (name, expected) in expected {
        let standing = standing(&school, "7c", lesson, name).await;
        assert_eq!(standing, expected, "{name}");
    }
}

#[tokio::test]
async fn what_was_done_before_it_was_marked_is_not_made_up() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    school.open_lesson("grace", "7c", &lesson.id).await;
    complete(&school.student("ada").await, lesson).await;
    mark(&grace, "7c", lesson, &["ben"]).await;
    let standing = standing(&school, "7c", lesson, "Ada").await;
    assert_eq!(standing, Standing::Done);
}

#[tokio::test]
async fn whoever_came_into_the_class_later_was_not_away() {
    let school = marked().await;
    let alan = school.visit("alan").await;
    alan.add_students("7c", "Zoe A.").await.unwrap();
    let expected = [("Ada", true), ("Cleo", true), ("Zoe A.", false)];
    let expected = expected.map(|(name, away)| (name.to_owned(), away));
    assert_eq!(away(&school).await, expected);
}

#[tokio::test]
async fn the_youngest_make_it_up_as_well() {
    let school = TestSchool::open().await;
    let grace = school.staff("grace").await;
    let lesson = &school.curriculum().unit(Band::K2).unwrap().lessons[0];
    mark(&grace, "1b", lesson, &["kai"]).await;
    school.later(TimeDelta::days(1));
    let grace = school.staff("grace").await;
    let page = grace.get("/teach/classes/1b/make-ups").await;
    page.is(200).shows("was away");
    let made_up = [
        ("section", "1b"),
        ("lesson", &*lesson.id),
        ("student", &*world::id("june").to_string()),
    ];
    grace.call("/api/mark_made_up", &made_up).await.is(200);
    let expected = [("June", Standing::MadeUp), ("Kai", Standing::Done)];
    for (name, expected) in expected {
        let standing = standing(&school, "1b", lesson, name).await;
        assert_eq!(standing, expected, "{name}");
    }
}
