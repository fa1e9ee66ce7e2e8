//! Lessons that change while they are taught: a class keeps the text it was given, and is measured
//! by it.

use std::{fs, path::Path};

use app::school::{
    administering::{Administering, CompletionFilter},
    teaching::{MarkTaught, Teaching},
};
use lessons::{course::Band, lesson::Lesson, progress::Progress};
use server::{
    content::Content,
    entity::{completion, live_class, teaching},
};

use crate::school::{Browser, TestSchool, change, lessons_folder, world};

const FILE: &str = "en/6-8/01-my-mind-my-toolbox/lesson.md";
const OLD: &str = "The students in today's stories are made up.";
const NEW: &str = "Everybody in today's stories is made up.";
const LAST: &str = "## Help and calm (2 min) <!-- id: help -->";

/// The lesson that tests are about says something else, asks otherwise, and has a step more.
fn edit(folder: &Path) {
    change(folder, FILE, OLD, NEW);
    change(
        folder,
        FILE,
        "it means they are weak.",
        "it says who they are.",
    );
    let more = format!("## One more thing (3 min) <!-- id: more -->\n\nA new step.\n\n{LAST}");
    change(folder, FILE, LAST, &more);
}

/// The server is started anew with the edited lesson.
async fn update(school: TestSchool) -> TestSchool {
    let folder = lessons_folder().await;
    edit(folder.path());
    let content = Content::open(Some(folder.path())).unwrap();
    let school = school.restarted_with(content).await;
    assert_eq!(
        school.lesson().steps.len(),
        8,
        "today's text has a step more"
    );
    school
}

fn teacher(class: &str) -> &'static str {
    match class {
        "8a" => "omar",
        _ => "grace",
    }
}

async fn close(school: &TestSchool, class: &str) {
    let db = school.shared.db.read();
    let live = live_class::latest(db, world::id(class), world::LESSON).await;
    let grace = school.visit("grace").await;
    let live = live.unwrap().unwrap().id;
    grace.close_lesson(live).await.unwrap();
}

async fn complete(student: &Browser, class: &str, steps: &[&str]) {
    for step in steps {
        let step = format!("{}/{step}", world::LESSON);
        let fields = [("section", class), ("step", &step)];
        student.call("/api/complete_step", &fields).await.is(200);
    }
}

async fn mark(school: &TestSchool, class: &str, present: &[&str]) {
    let taught = MarkTaught {
        section: class.into(),
        lesson: world::LESSON.into(),
        on: world::today(),
        minutes: 40,
        present: present.iter().map(|name| world::id(name)).collect(),
    };
    let visit = school.visit(teacher(class)).await;
    visit.mark_taught(taught).await.unwrap();
}

/// Titles of the steps that the class's page about the lesson has.
async fn steps(school: &TestSchool, class: &str) -> Vec<String> {
    let visit = school.visit(teacher(class)).await;
    visit.step_grid(class, 1).await.unwrap().steps
}

/// How a student of 7C stands in the lesson, as their teacher sees it.
async fn progress(school: &TestSchool, name: &str) -> Progress {
    let grid = school.visit("grace").await.section_progress("7c").await;
    let grid = grid.unwrap();
    let row = grid.rows.iter().find(|row| row.name == name).unwrap();
    row.cells[0].progress
}

#[tokio::test]
async fn an_open_class_keeps_its_text_until_it_is_closed() {
    let school = TestSchool::open().await;
    school.open_lesson("grace", "7c", world::LESSON).await;
    let ada = school.student("ada").await;
    ada.get("/s/7c/1/1")
        .await
        .is(200)
        .shows("stories are made up");
    complete(&ada, "7c", &["settle"]).await;
    drop(ada);

    let school = update(school).await;
    let ada = school.student("ada").await;
    ada.get("/s/7c/1/1")
        .await
        .is(200)
        .shows("stories are made up")
        .hides("stories is made up");
    ada.get("/s/7c/1/3").await.is(200).shows("they are weak");
    ada.get("/s/7c/1").await.is(200).hides("One more thing");
    ada.get("/s/7c/1/8").await.is(404);
    let grace = school.staff("grace").await;
    grace
        .get("/project/7c/1/1")
        .await
        .is(200)
        .shows("stories are made up");
    assert_eq!(steps(&school, "7c").await.len(), 7);
    assert_eq!(progress(&school, "Ada").await, Progress { done: 1, of: 7 });
    // Another class has today's.
    school.open_lesson("omar", "8a", world::LESSON).await;
    let gus = school.student("gus").await;
    gus.get("/s/8a/1/1")
        .await
        .is(200)
        .shows("stories is made up");

    let all = ["bucket", "sort", "practice", "map", "check", "help"];
    complete(&ada, "7c", &all).await;
    ada.get("/s/7c/1/done")
        .await
        .is(200)
        .shows("You finished: ");
    ada.get("/s").await.is(200).shows("data-is=\"done\"");
    assert_eq!(progress(&school, "Ada").await, Progress { done: 7, of: 7 });
    // A step of today's text is none of theirs.
    let more = format!("{}/more", world::LESSON);
    let fields = [("section", "7c"), ("step", more.as_str())];
    ada.call("/api/complete_step", &fields).await.is(404);

    close(&school, "7c").await;
    assert_eq!(
        steps(&school, "7c").await.len(),
        7,
        "until it is opened anew"
    );
    school.open_lesson("grace", "7c", world::LESSON).await;
    ada.get("/s/7c/1/1")
        .await
        .is(200)
        .shows("stories is made up");
    ada.get("/s/7c/1/8").await.is(200);
    assert_eq!(steps(&school, "7c").await.len(), 8);
    assert_eq!(progress(&school, "Ada").await, Progress { done: 7, of: 8 });
}

#[tokio::test]
async fn what_was_taught_stays_measured_by_the_text_it_was_taught_from() {
    let school = TestSchool::open().await;
    school.open_lesson("grace", "7c", world::LESSON).await;
    close(&school, "7c").await;
    mark(&school, "7c", &["ada", "ben"]).await;
    let done = async |school: &TestSchool| {
        let filter = CompletionFilter::default();
        let report = school.visit("alan").await.completion("birch", filter).await;
        let report = report.unwrap();
        let mut classes = report.bands.iter().flat_map(|band| &band.sections);
        let class = classes.find(|class| class.slug == "7c").unwrap();
        class.lessons[0].done
    };
    assert_eq!(done(&school).await, 2);

    let school = update(school).await;
    assert_eq!(steps(&school, "7c").await.len(), 7);
    assert_eq!(
        steps(&school, "8a").await.len(),
        8,
        "a class that begins now"
    );
    assert_eq!(progress(&school, "Ada").await, Progress { done: 7, of: 7 });
    assert_eq!(progress(&school, "Cleo").await, Progress { done: 0, of: 7 });
    assert_eq!(done(&school).await, 2, "nobody is less done than before");
    let class = school.visit("grace").await.class("7c").await.unwrap();
    assert_eq!(class.lessons[0].missing, ["Cleo", "Dina", "Emil", "Finn"]);
    // While it is open once more, the class is measured by what it is shown.
    school.open_lesson("grace", "7c", world::LESSON).await;
    assert_eq!(progress(&school, "Ada").await, Progress { done: 7, of: 8 });
    assert_eq!(done(&school).await, 0);
    close(&school, "7c").await;
    assert_eq!(done(&school).await, 2);
}

#[tokio::test]
async fn a_class_is_marked_as_taught_from_the_text_it_was_given() {
    let school = TestSchool::open().await;
    let old = school.lesson().hash.clone();
    school.open_lesson("grace", "7c", world::LESSON).await;
    let school = update(school).await;
    mark(&school, "7c", &["ada"]).await;
    mark(&school, "8a", &["gus"]).await;
    let db = school.shared.db.read();
    let versions = teaching::of_sections(db, &[world::id("7c"), world::id("8a")]).await;
    let version = |class: &str| {
        let rows = versions.as_ref().unwrap().iter();
        let mut rows = rows.filter(|row| row.section_id == world::id(class));
        rows.next().unwrap().version.clone()
    };
    assert_eq!(version("7c"), old);
    assert_eq!(version("8a"), school.lesson().hash);
    let kept = completion::of_student(db, world::id("ada")).await.unwrap();
    assert_eq!(kept.len(), 7);
    assert!(kept.iter().all(|row| !row.step.ends_with("/more")));
}

#[tokio::test]
async fn a_tally_asks_what_the_class_was_asked() {
    let school = TestSchool::open().await;
    let class = school.add_class("7x", Band::Six8, 10).await;
    school.open_lesson("grace", "7x", world::LESSON).await;
    for student in &class {
        let fields = [("check", "vaping"), ("choice", "1")];
        student.post("/s/7x/1/3", &fields).await.is(200);
    }
    close(&school, "7x").await;
    drop(class);
    let school = update(school).await;
    let grace = school.staff("grace").await;
    let page = grace.get("/teach/classes/7x/1/answers").await;
    page.is(200)
        .shows("they are weak")
        .hides("says who they are")
        .shows("10 students answered");
}

/// The first step of a lesson for grades 3 to 5, in both languages.
const SETTLE: [(&str, &str, &str); 2] = [
    (
        "en/3-5/01-what-good-friends-do/lesson.md",
        "Count slowly to three",
        "Count up to three",
    ),
    (
        "es/3-5/01-what-good-friends-do/lesson.md",
        "Cuenta despacio hasta tres",
        "Cuenta sin prisa hasta tres",
    ),
];

#[tokio::test]
async fn the_translation_is_kept_with_the_text() {
    let school = TestSchool::open().await;
    let lesson = school.curriculum().unit(Band::Three5).unwrap().lessons[0].clone();
    school.open_lesson("grace", "4a", &lesson.id).await;
    let folder = lessons_folder().await;
    for (file, find, replace) in SETTLE {
        change(folder.path(), file, find, replace);
    }
    let content = Content::open(Some(folder.path())).unwrap();
    let school = school.restarted_with(content).await;
    let hana = school.student("hana").await;
    for (lang, (_, old, new)) in ["en", "es"].into_iter().zip(SETTLE) {
        let page = hana.get(&format!("/s/4a/1/1?lang={lang}")).await;
        page.is(200).shows(old).hides(new);
    }
    let families = school.nobody();
    let today = families
        .get(&format!("/families/lessons/{}?lang=es", lesson.id))
        .await;
    today.is(200).shows(SETTLE[1].2);
}

/// The folders of two lessons trade their numbers.
fn trade(folder: &Path, names: [&str; 2]) {
    let at = |number: u32, name: &str| format!("en/6-8/0{number}-{name}");
    for (name, from, to) in [(names[0], 1, 2), (names[1], 2, 1)] {
        let place = folder.join(at(from, name));
        fs::rename(place, folder.join(at(to, name))).unwrap();
        let file = format!("{}/lesson.md", at(to, name));
        let order = |number: u32| format!("\norder: {number}\n");
        change(folder, &file, &order(from), &order(to));
    }
}

#[tokio::test]
async fn a_class_finds_its_text_where_the_lesson_stands_now() {
    let school = TestSchool::open().await;
    school.open_lesson("grace", "7c", world::LESSON).await;
    let folder = lessons_folder().await;
    edit(folder.path());
    trade(
        folder.path(),
        ["my-mind-my-toolbox", "the-relationship-line"],
    );
    let content = Content::open(Some(folder.path())).unwrap();
    let school = school.restarted_with(content).await;
    let lesson: &Lesson = school.lesson();
    assert_eq!(lesson.order, 2);
    let ada = school.student("ada").await;
    let page = ada.get("/s/7c/2/1").await;
    page.is(200)
        .shows("stories are made up")
        .shows("href=\"/s/7c/2\"");
    let step = lesson.step_key(&lesson.steps[0]);
    let fields = [("section", "7c"), ("step", step.as_str())];
    ada.get("/s/7c/2/1").await.is(200);
    ada.post("/api/complete_step", &fields)
        .await
        .redirects_to("/s/7c/2/2");
}
