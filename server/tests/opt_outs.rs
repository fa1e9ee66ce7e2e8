//! What an opt-out does for its student: another task of equal worth in the same place, and "done"
//! that looks like everybody's but to those who teach, counsel or administer.

use app::{
    error::Error as Told,
    school::{
        administering::{Administering, CompletionFilter},
        live::Live,
        teaching::{MarkTaught, Teaching},
    },
};
use lessons::lesson::{Block, Lesson};
use server::entity::completion;

use crate::school::{Browser, Reply, TestSchool, world};

/// A school whose 7C has the lesson open, and where ada is opted out of it.
async fn opted_out() -> TestSchool {
    let school = TestSchool::open().await;
    let carol = school.visit("carol").await;
    let kept = carol.set_opt_out(world::id("ada"), world::LESSON, true);
    kept.await.unwrap();
    school.open_lesson("grace", "7c", world::LESSON).await;
    school
}

async fn done(student: &Browser, step: &str) -> Reply {
    let fields = [("section", "7c"), ("step", step)];
    student.post("/api/complete_step", &fields).await
}

async fn kept(school: &TestSchool, student: &str) -> Vec<String> {
    let db = school.shared.db.read();
    let rows = completion::of_student(db, world::id(student))
        .await
        .unwrap();
    rows.into_iter().map(|row| row.step).collect()
}

fn address(lesson: &Lesson) -> String {
    format!("/s/7c/{}", lesson.order)
}

fn alternative(lesson: &Lesson) -> String {
    format!("{}/alternative", lesson.id)
}

/// Each student does all that they have to do.
async fn everybody_finishes(school: &TestSchool, opted_out: &Browser, other: &Browser) {
    let lesson = school.lesson();
    opted_out.get(&format!("{}/1", address(lesson))).await;
    done(opted_out, &alternative(lesson))
        .await
        .redirects_to(&format!("{}/done", address(lesson)));
    for step in &lesson.steps {
        done(other, &lesson.step_key(step)).await.is(302);
    }
}

#[tokio::test]
async fn the_alternative_stands_where_the_lesson_would() {
    let school = opted_out().await;
    let (ada, ben) = (school.student("ada").await, school.student("ben").await);
    let lesson = school.lesson();
    let place = format!("href=\"{}\"", address(lesson));
    for student in [&ada, &ben] {
        student.get("/s").await.is(200).shows(&place);
    }
    let first = format!("{}/1", address(lesson));
    let objective = lesson.objectives[0].as_str();
    let Some(Block::Prose(opening)) = lesson.steps[0].blocks.first() else {
        panic!("the lesson opens with text");
    };
    ben.get(&first).await.shows(opening);
    ada.get(&first)
        .await
        .is(200)
        .shows(&lesson.guide.alternative)
        .hides(opening);
    let overview = ada.get(&address(lesson)).await;
    overview.is(200).shows(&lesson.title).hides(objective);
    for step in &lesson.steps {
        overview.hides(&step.title);
    }
    ada.get(&format!("{}/2", address(lesson))).await.is(404);
    // Neither can do the other's, also by hand.
    let step = lesson.step_key(&lesson.steps[0]);
    for (student, step) in [(&ada, &step), (&ben, &alternative(lesson))] {
        let fields = [("section", "7c"), ("step", step.as_str())];
        student.call("/api/complete_step", &fields).await.is(404);
    }
    let check = lesson.steps.iter().flat_map(|step| step.checks()).next();
    let fields = [("check", check.unwrap().id.as_str()), ("choice", "0")];
    ada.post(&first, &fields).await.is(404);
    assert!(kept(&school, "ada").await.is_empty());
}

#[tokio::test]
async fn every_page_of_a_student_who_did_the_alternative_says_the_same_done() {
    let school = opted_out().await;
    let (ada, ben) = (school.student("ada").await, school.student("ben").await);
    let lesson = school.lesson();
    everybody_finishes(&school, &ada, &ben).await;
    let done = format!("{}/done", address(lesson));
    for page in ["/s", done.as_str()] {
        let (adas, bens) = (ada.get(page).await, ben.get(page).await);
        adas.is(200).shows("Ada");
        assert_eq!(adas.text().replace("Ada", "Ben"), bens.text(), "{page}");
    }
    ada.get("/s").await.shows("data-is=\"done\"");
    for page in [
        "/s".to_owned(),
        done,
        address(lesson),
        format!("{}/1", address(lesson)),
    ] {
        let said = ada.get(&page).await.text().to_lowercase();
        for word in ["opt-out", "opted", "opt out", "instead of", "excused"] {
            assert!(!said.contains(word), "{word:?} on {page}");
        }
    }
}

#[tokio::test]
async fn reports_count_an_alternative_as_done_and_say_no_more() {
    let school = opted_out().await;
    let (ada, ben) = (school.student("ada").await, school.student("ben").await);
    let lesson = school.lesson();
    everybody_finishes(&school, &ada, &ben).await;
    let alan = school.visit("alan").await;
    let report = alan.completion("birch", CompletionFilter::default()).await;
    let bands = report.unwrap().bands;
    let mut sections = bands.iter().flat_map(|band| &band.sections);
    let class = sections.find(|section| section.slug == "7c").unwrap();
    assert_eq!(class.lessons[lesson.order as usize - 1].done, 2);
    let grace = school.staff("grace").await;
    let screens = [
        format!("/project/7c/{}/1", lesson.order),
        format!("/families/lessons/{}", lesson.id),
    ];
    for screen in screens {
        grace.get(&screen).await.is(200).hides("Ada");
    }
    let alan = school.staff("alan").await;
    for screen in ["/school/birch", "/school/birch/completion.csv"] {
        let reply = alan.get(screen).await;
        reply.is(200).hides("Ada").hides("alternative");
    }
    // Those who may know, know.
    let grid = school.visit("grace").await.section_progress("7c").await;
    let rows = grid.unwrap().rows;
    let cells = rows.iter().map(|row| &row.cells[lesson.order as usize - 1]);
    let told: Vec<bool> = cells.map(|cell| cell.alternative).collect();
    assert_eq!(told, [true, false, false, false, false, false]);
}

#[tokio::test]
async fn whoever_was_there_and_is_opted_out_has_done_the_alternative() {
    let school = opted_out().await;
    let (lesson, grace) = (school.lesson(), school.visit("grace").await);
    let taught = MarkTaught {
        section: "7c".into(),
        lesson: lesson.id.clone(),
        on: world::today(),
        minutes: 40,
        present: vec![world::id("ada"), world::id("ben")],
    };
    grace.mark_taught(taught).await.unwrap();
    assert_eq!(kept(&school, "ada").await, [alternative(lesson)]);
    assert_eq!(kept(&school, "ben").await.len(), lesson.steps.len());
    let class = grace.class("7c").await.unwrap();
    let unit = &class.lessons[lesson.order as usize - 1];
    assert_eq!(unit.missing, ["Cleo", "Dina", "Emil", "Finn"]);
    grace
        .undo_taught(unit.taught.as_ref().unwrap().teaching)
        .await
        .unwrap();
    assert!(kept(&school, "ada").await.is_empty());
}

#[tokio::test]
async fn an_opt_out_gives_the_student_the_alternative_until_it_is_withdrawn() {
    let school = TestSchool::open().await;
    let (carol, ben) = (school.visit("carol").await, world::id("ben"));
    let lesson = school.lesson();
    carol.set_opt_out(ben, &lesson.id, true).await.unwrap();
    carol.set_opt_out(ben, &lesson.id, true).await.unwrap();
    let page = carol.opt_outs("7c").await.unwrap();
    let at = page
        .lessons
        .iter()
        .position(|(id, ..)| *id == lesson.id)
        .unwrap();
    let kept = page.students.iter().filter(|row| row.opted_out[at]);
    assert_eq!(
        kept.map(|row| row.name.as_str()).collect::<Vec<_>>(),
        ["Ben"]
    );
    let grid = school
        .visit("grace")
        .await
        .section_progress("7c")
        .await
        .unwrap();
    assert!(grid.rows[1].cells[at].alternative);
    carol.set_opt_out(ben, &lesson.id, false).await.unwrap();
    let page = carol.opt_outs("7c").await.unwrap();
    assert!(page.students.iter().all(|row| !row.opted_out[at]));
}

#[tokio::test]
async fn an_opt_out_is_for_a_lesson_of_the_students_own_band() {
    let school = TestSchool::open().await;
    let alan = school.visit("alan").await;
    let others = school
        .curriculum()
        .lessons()
        .find(|lesson| lesson.band.slug() == "3-5")
        .unwrap();
    for lesson in [&others.id, "6-8.made-up"] {
        let answer = alan.set_opt_out(world::id("ben"), lesson, true).await;
        assert_eq!(answer.unwrap_err(), Told::NotFound, "{lesson}");
    }
    let foreign = alan
        .set_opt_out(world::id("lou"), world::LESSON, true)
        .await;
    assert_eq!(foreign.unwrap_err(), Told::NotFound);
}

#[tokio::test]
async fn a_counselor_finds_the_opt_outs_and_the_way_back() {
    let school = TestSchool::open().await;
    let carol = school.staff("carol").await;
    let class = carol.get("/teach/classes/7c").await;
    class
        .is(200)
        .shows("href=\"/school/classes/7c/opt-outs\"")
        .shows("href=\"/school\"")
        .hides("My classes");
    let page = carol.get("/school/classes/7c/opt-outs").await;
    page.is(200)
        .shows("href=\"/teach/classes/7c\"")
        .hides("href=\"/school/classes/7c\"");
    let grace = school.staff("grace").await;
    let class = grace.get("/teach/classes/7c").await;
    class.is(200).shows("My classes").hides("opt-outs\"");
}

#[tokio::test]
async fn whoever_has_another_task_finishes_it_while_the_class_is_led() {
    let school = opted_out().await;
    let lesson = school.lesson();
    let grace = school.visit("grace").await;
    grace.begin_class("7c", &lesson.id, true).await.unwrap();
    let ada = school.student("ada").await;
    ada.get(&format!("{}/1", address(lesson))).await.is(200);
    let finished = done(&ada, &alternative(lesson)).await;
    finished.redirects_to(&format!("{}/done", address(lesson)));
    ada.get(finished.location()).await.is(200);
    // The console waits for nobody who has another task.
    let console = grace.console("7c", lesson.order).await.unwrap();
    assert_eq!(console.expected + 1, console.students);
}
