//! Make-ups: one student, one adult, a little while; and what was made up counts.

use app::school::{administering::Administering, teaching::Teaching};
use chrono::TimeDelta;
use lessons::{
    course::Band,
    lesson::{Block, Lesson},
    progress::Standing,
};
use sea_orm::EntityTrait;
use server::entity::{answered, make_up, tally};

use crate::school::{Browser, Reply, TestSchool, world};

/// A lesson that was taught live to 7C yesterday, while ada and cleo were away.
async fn taught(lesson: impl Fn(&TestSchool) -> &Lesson) -> TestSchool {
    let school = TestSchool::open().await;
    let lesson = lesson(&school);
    let grace = school.staff("grace").await;
    if lesson.harm {
        school.make_ready("alan", "birch").await;
    }
    let begun = [
        ("section", "7c"),
        ("lesson", &*lesson.id),
        ("devices", "true"),
    ];
    grace.post("/api/begin_class", &begun).await.is(302);
    let (ada, cleo) = (world::id("ada").to_string(), world::id("cleo").to_string());
    let roll = [
        ("roll[section]", "7c"),
        ("roll[lesson]", &*lesson.id),
        ("roll[away][]", &*ada),
        ("roll[away][]", &*cleo),
    ];
    grace.post("/api/call_roll", &roll).await.is(302);
    let card = format!("/teach/classes/7c/{}/close", lesson.order);
    grace.post(&card, &[("minutes", "40")]).await.is(303);
    school.later(TimeDelta::days(1));
    school
}

async fn open(teacher: &Browser, lesson: &Lesson, student: &str, adult: &str) -> Reply {
    let (student, adult) = (world::id(student).to_string(), world::id(adult).to_string());
    let fields = [
        ("make_up[section]", "7c"),
        ("make_up[lesson]", &*lesson.id),
        ("make_up[student]", &*student),
        ("make_up[adult]", &*adult),
    ];
    teacher.call("/api/open_make_up", &fields).await
}

async fn complete(student: &Browser, lesson: &Lesson, step: usize) -> Reply {
    let key = lesson.step_key(&lesson.steps[step]);
    let fields = [("section", "7c"), ("step", key.as_str())];
    student.call("/api/complete_step", &fields).await
}

async fn made_up(school: &TestSchool) -> Vec<make_up::Model> {
    let db = school.shared.db.read();
    make_up::of_section(db, world::id("7c")).await.unwrap()
}

fn first(lesson: &Lesson) -> String {
    format!("/s/7c/{}/1", lesson.order)
}

const PAGE: &str = "/teach/classes/7c/make-ups";

#[tokio::test]
async fn a_make_up_opens_for_its_student_alone_and_names_the_adult() {
    let school = taught(TestSchool::lesson).await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    let (ada, cleo) = (school.student("ada").await, school.student("cleo").await);
    grace
        .get(PAGE)
        .await
        .is(200)
        .shows("Open for Ada")
        .shows("Open for Cleo")
        .hides("Open for Ben")
        .shows("was away");
    for student in [&ada, &cleo] {
        student.get(&first(lesson)).await.is(409);
    }
    open(&grace, lesson, "ada", "carol").await.is(200);
    let home = ada.get("/s").await;
    home.is(200).shows("With Carol, for you alone");
    home.shows(&format!("href=\"/s/7c/{}\"", lesson.order));
    ada.get(&first(lesson)).await.is(200);
    ada.get(&format!("/s/7c/{}", lesson.order)).await.is(200);
    complete(&ada, lesson, 0).await.is(200);
    cleo.get("/s").await.is(200).hides("Carol");
    cleo.get(&first(lesson)).await.is(409);
    complete(&cleo, lesson, 0).await.is(409);
    grace
        .get(PAGE)
        .await
        .shows("Open with Carol until")
        .shows("Open for Cleo");
    // It opens once, however often.
    open(&grace, lesson, "ada", "grace").await.is(200);
    assert_eq!(made_up(&school).await.len(), 1);
}

#[tokio::test]
async fn a_make_up_closes_by_itself_or_by_its_teacher() {
    let school = taught(TestSchool::lesson).await;
    let lesson = school.lesson();
    let grace = school.staff("grace").await;
    open(&grace, lesson, "ada", "grace").await.is(200);
    let minutes = i64::from((lesson.minutes + 15).min(90));
    school.later(TimeDelta::minutes(minutes - 1));
    let ada = school.student("ada").await;
    ada.get(&first(lesson)).await.is(200);
    school.later(TimeDelta::minutes(2));
    ada.get(&first(lesson)).await.is(409);
    ada.get("/s").await.hides("for you alone");
    complete(&ada, lesson, 0).await.is(200);
    school.later(TimeDelta::minutes(10));
    complete(&ada, lesson, 1).await.is(409);
    open(&grace, lesson, "ada", "grace").await.is(200);
    ada.get(&first(lesson)).await.is(200);
    let row = made_up(&school).await.pop().unwrap();
    let fields = [("make_up", row.id.to_string())];
    let tim = school.staff("tim").await;
    tim.call("/api/close_make_up", &fields).await.is(404);
    ada.get(&first(lesson)).await.is(200);
    grace.call("/api/close_make_up", &fields).await.is(200);
    ada.get(&first(lesson)).await.is(409);
    complete(&ada, lesson, 1).await.is(200);
}

#[tokio::test]
async fn what_was_made_up_counts_and_shows_in_the_grid() {
    let school = taught(TestSchool::lesson).await;
    let lesson = school.lesson();
    let (grace, ada) = (school.staff("grace").await, school.student("ada").await);
    open(&grace, lesson, "ada", "grace").await.is(200);
    let standing = async |name: &str| {
        let grid = school.visit("grace").await.section_progress("7c").await;
        let rows = grid.unwrap().rows;
        let row = rows.iter().find(|row| row.name == name).unwrap();
        row.cells[lesson.order as usize - 1].standing
    };
    complete(&ada, lesson, 0).await.is(200);
    assert_eq!(standing("Ada").await, Standing::Part);
    for step in 1..lesson.steps.len() {
        complete(&ada, lesson, step).await.is(200);
    }
    assert_eq!(standing("Ada").await, Standing::MadeUp);
    assert_eq!(standing("Ben").await, Standing::Done);
    assert_eq!(standing("Cleo").await, Standing::NotYet);
    let class = school.visit("grace").await.class("7c").await.unwrap();
    let unit = &class.lessons[lesson.order as usize - 1];
    assert_eq!((unit.done, &*unit.missing), (5, &["Cleo".to_owned()][..]));
    let page = grace.get("/teach/classes/7c").await;
    page.is(200).shows("data-is=\"made-up\"").shows("made up");
    grace.get(PAGE).await.is(200).hides("Open for Ada");
    let home = ada.get("/s").await;
    home.is(200).shows("data-is=\"done\"").hides("made up");
}

#[tokio::test]
async fn answers_of_a_make_up_go_to_no_tally() {
    let school = taught(TestSchool::lesson).await;
    let lesson = school.lesson();
    let (grace, ada) = (school.staff("grace").await, school.student("ada").await);
    open(&grace, lesson, "ada", "grace").await.is(200);
    let steps = lesson.steps.iter().zip(1..);
    let mut checks = steps.flat_map(|(step, at)| step.checks().map(move |check| (at, check)));
    let (step, check) = checks.next().unwrap();
    let fields = [("check", check.id.as_str()), ("choice", "0")];
    ada.post(&format!("/s/7c/{}/{step}", lesson.order), &fields)
        .await
        .is(200);
    let db = school.shared.db.read();
    let tallies = tally::Entity::find().all(db).await.unwrap();
    let marks = answered::Entity::find().all(db).await.unwrap();
    assert!(tallies.is_empty() && marks.is_empty());
}

#[tokio::test]
async fn a_sensitive_lesson_is_made_up_only_in_a_school_that_is_ready() {
    let school = taught(TestSchool::sensitive_lesson).await;
    let lesson = school.sensitive_lesson();
    let (grace, alan) = (school.staff("grace").await, school.visit("alan").await);
    alan.tick_readiness("birch", "counselor_available", false)
        .await
        .unwrap();
    grace
        .get(PAGE)
        .await
        .is(200)
        .shows("stays closed")
        .hides("Open for Ada");
    open(&grace, lesson, "ada", "carol").await.is(409);
    let ada = school.student("ada").await;
    ada.get(&first(lesson)).await.is(409);
    alan.tick_readiness("birch", "counselor_available", true)
        .await
        .unwrap();
    open(&grace, lesson, "ada", "carol").await.is(200);
    ada.get(&first(lesson)).await.is(200);
}

#[tokio::test]
async fn who_is_opted_out_is_not_offered_and_keeps_the_other_task() {
    let school = taught(TestSchool::lesson).await;
    let lesson = school.lesson();
    let (grace, carol) = (school.staff("grace").await, school.visit("carol").await);
    open(&grace, lesson, "ada", "grace").await.is(200);
    for student in ["ada", "cleo"] {
        let kept = carol.set_opt_out(world::id(student), &lesson.id, true);
        kept.await.unwrap();
    }
    let page = grace.get(PAGE).await;
    page.is(200)
        .shows("Has another task in this place, not done yet: Ada, Cleo.")
        .hides(&format!("value=\"{}\"", world::id("cleo")));
    open(&grace, lesson, "cleo", "grace").await.is(404);
    // Ada's was open already.
    let Some(Block::Prose(opening)) = lesson.steps[0].blocks.first() else {
        panic!("the lesson opens with text");
    };
    let ada = school.student("ada").await;
    ada.get(&first(lesson))
        .await
        .is(200)
        .shows(&lesson.guide.alternative)
        .hides(opening);
    complete(&ada, lesson, 0).await.is(404);
}

#[tokio::test]
async fn a_make_up_is_of_what_was_taught_and_with_an_adult_of_the_school() {
    let school = taught(TestSchool::lesson).await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    let not_taught = school.curriculum().unit(Band::Six8).unwrap();
    let not_taught = not_taught
        .lessons
        .iter()
        .find(|other| other.id != lesson.id);
    open(&grace, not_taught.unwrap(), "ada", "grace")
        .await
        .is(404);
    open(&grace, lesson, "lou", "grace").await.is(404);
    for stranger in ["tim", "ada", "nobody at all"] {
        open(&grace, lesson, "ada", stranger).await.is(422);
    }
    let omar = school.staff("omar").await;
    open(&omar, lesson, "ada", "omar").await.is(404);
    omar.get(PAGE).await.is(404);
    assert!(made_up(&school).await.is_empty());
    open(&grace, lesson, "ada", "dora").await.is(200);
}

#[tokio::test]
async fn a_student_in_a_make_up_does_not_follow_the_class() {
    let school = taught(TestSchool::lesson).await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    let begun = [
        ("section", "7c"),
        ("lesson", &*lesson.id),
        ("devices", "true"),
    ];
    grace.post("/api/begin_class", &begun).await.is(302);
    let go = [
        ("lead[section]", "7c"),
        ("lead[lesson]", &*lesson.id),
        ("lead[act]", "go"),
        ("lead[step]", "2"),
    ];
    grace.call("/api/lead_class", &go).await.is(200);
    open(&grace, lesson, "ada", "grace").await.is(200);
    let (ada, cleo) = (school.student("ada").await, school.student("cleo").await);
    let second = format!("/s/7c/{}/2", lesson.order);
    cleo.get(&first(lesson)).await.redirects_to(&second);
    ada.get(&first(lesson))
        .await
        .is(200)
        .shows(&lesson.steps[0].title);
    let stream = format!("/s/7c/{}/changes", lesson.order);
    ada.get(&stream).await.is(404);
}

#[tokio::test]
async fn a_student_without_a_device_makes_it_up_with_the_teacher() {
    let school = TestSchool::open().await;
    let grace = school.staff("grace").await;
    let lesson = &school.curriculum().unit(Band::K2).unwrap().lessons[0];
    let (on, kai) = (world::today().to_string(), world::id("kai").to_string());
    let marked = [
        ("taught[section]", "1b"),
        ("taught[lesson]", &*lesson.id),
        ("taught[on]", &*on),
        ("taught[minutes]", "20"),
        ("taught[present][]", &*kai),
    ];
    grace.post("/api/mark_taught", &marked).await.is(302);
    let page = "/teach/classes/1b/make-ups";
    grace
        .get(page)
        .await
        .is(200)
        .shows("June made it up with me")
        .hides("Open for");
    let june = world::id("june").to_string();
    let fields = [
        ("section", "1b"),
        ("lesson", &*lesson.id),
        ("student", &*june),
    ];
    grace
        .post("/api/mark_made_up", &fields)
        .await
        .redirects_to(&format!("{page}?done=made-up"));
    grace
        .get(&format!("{page}?done=made-up"))
        .await
        .shows("The lesson counts as made up.")
        .shows("Nobody is missing a lesson that was taught.");
    // Nobody who signs in can be opened a lesson that they could not open.
    let adult = world::id("grace").to_string();
    let fields = [
        ("make_up[section]", "1b"),
        ("make_up[lesson]", &*lesson.id),
        ("make_up[student]", &*june),
        ("make_up[adult]", &*adult),
    ];
    grace.call("/api/open_make_up", &fields).await.is(404);
}
