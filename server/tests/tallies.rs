//! How a class answered: as a whole, after the lesson has closed, never under ten, and only to its
//! teacher. Every student counts once.

use app::school::{
    live::Live,
    teaching::{CheckTally, Teaching},
};
use lessons::{
    check::{Body, Check},
    course::Band,
    lesson::Lesson,
};
use server::entity::{live_class, tally};

use crate::school::{Browser, TestSchool, world};

/// A class of its own, large enough to be told about.
const CLASS: &str = "7x";

/// The first *Choose one* of the lesson, and the page it stands on.
fn choice(lesson: &Lesson) -> (String, &Check) {
    let steps = lesson.steps.iter().zip(1..);
    let mut checks = steps.flat_map(|(step, number)| step.checks().map(move |one| (number, one)));
    let (step, check) = checks
        .find(|(_, check)| matches!(check.body, Body::ChooseOne(_)))
        .unwrap();
    (format!("/s/{CLASS}/{}/{step}", lesson.order), check)
}

fn answers_page(lesson: &Lesson) -> String {
    format!("/teach/classes/{CLASS}/{}/answers", lesson.order)
}

async fn class_of(school: &TestSchool, students: usize) -> Vec<Browser> {
    let class = school.add_class(CLASS, Band::Six8, students).await;
    school.open_lesson("grace", CLASS, world::LESSON).await;
    class
}

/// Posts an answer; the page has to say something to it.
async fn choose(student: &Browser, lesson: &Lesson, option: usize) {
    let (page, check) = choice(lesson);
    let option = option.to_string();
    let fields = [("check", check.id.as_str()), ("choice", &option)];
    let reply = student.post(&page, &fields).await;
    reply.is(200).shows("data-feedback");
}

async fn close(school: &TestSchool, lesson: &Lesson) {
    let live = live(school, lesson).await.id;
    let grace = school.visit("grace").await;
    grace.close_lesson(live).await.unwrap();
}

async fn live(school: &TestSchool, lesson: &Lesson) -> live_class::Model {
    let db = school.shared.db.read();
    let live = live_class::latest(db, world::id(CLASS), &lesson.id).await;
    live.unwrap().unwrap()
}

/// What the teacher is told about the one check that was answered.
async fn told(school: &TestSchool, lesson: &Lesson) -> CheckTally {
    let (_, check) = choice(lesson);
    let grace = school.visit("grace").await;
    let page = grace.tally(CLASS, lesson.order).await.unwrap();
    let mut checks = page.checks.into_iter();
    checks.find(|one| one.prompt == check.prompt).unwrap()
}

#[tokio::test]
async fn nine_answers_are_not_shown_and_ten_are() {
    for students in [9, 10] {
        let school = TestSchool::open().await;
        let (class, lesson) = (class_of(&school, students).await, school.lesson());
        for (at, student) in class.iter().enumerate() {
            choose(student, lesson, at % 2).await;
        }
        close(&school, lesson).await;
        let grace = school.staff("grace").await;
        let page = grace.get(&answers_page(lesson)).await;
        let counts = told(&school, lesson).await.counts;
        page.is(200).shows("Fewer than 10 students answered");
        if students < 10 {
            assert_eq!(counts, None);
            page.hides("students answered</caption>")
                .hides("<td data-number");
            continue;
        }
        page.shows("10 students answered</caption>");
        let counts = counts.unwrap();
        let options: Vec<u32> = counts.options.iter().map(|(_, count, _)| *count).collect();
        assert_eq!((counts.answers, &options[..2]), (10, &[5, 5][..]));
        assert_eq!(options.iter().sum::<u32>(), 10);
    }
}

#[tokio::test]
async fn a_student_who_answers_again_is_counted_once_with_the_first_answer() {
    let school = TestSchool::open().await;
    let (class, lesson) = (class_of(&school, 10).await, school.lesson());
    for student in &class[1..] {
        choose(student, lesson, 0).await;
    }
    // Nine students, one of whom tries everything: nine answers.
    for option in [1, 2, 1, 0] {
        choose(&class[9], lesson, option).await;
    }
    close(&school, lesson).await;
    assert_eq!(told(&school, lesson).await.counts, None);
    let counted = rows(&school, lesson).await;
    assert_eq!(counted, [("0".into(), 9), ("answers".into(), 9)]);

    // Opened anew, those who have answered do not count anew, and the tenth counts once.
    school.open_lesson("grace", CLASS, &lesson.id).await;
    let (page, check) = choice(lesson);
    let again = [("check", check.id.as_str()), ("choice", "0")];
    for student in &class {
        let twice = tokio::join!(student.post(&page, &again), student.post(&page, &again));
        twice.0.is(200);
        twice.1.is(200);
    }
    let counted = rows(&school, lesson).await;
    assert_eq!(counted, [("0".into(), 1), ("answers".into(), 1)]);
}

#[tokio::test]
async fn a_tally_that_could_be_seen_takes_no_more_when_its_class_goes_on() {
    let school = TestSchool::open().await;
    let (class, lesson) = (class_of(&school, 12).await, school.lesson());
    let grace = school.visit("grace").await;
    let begin = async || grace.begin_class(CLASS, &lesson.id, true).await.unwrap();
    let pace = app::school::live::Lead {
        section: CLASS.into(),
        lesson: lesson.id.clone(),
        act: app::school::live::Act::LetGo,
        step: 0,
        from: 1,
        to: lesson.steps.len().try_into().unwrap(),
        check: String::new(),
    };
    begin().await;
    grace.lead_class(pace).await.unwrap();
    for student in &class[..9] {
        choose(student, lesson, 0).await;
    }
    // Nine were not shown, so that the next two are not told apart from them.
    close(&school, lesson).await;
    begin().await;
    for student in &class[9..11] {
        choose(student, lesson, 1).await;
    }
    close(&school, lesson).await;
    let counted = [("0".into(), 9), ("1".into(), 2), ("answers".into(), 11)];
    assert_eq!(rows(&school, lesson).await, counted);
    begin().await;
    choose(&class[11], lesson, 1).await;
    assert_eq!(rows(&school, lesson).await, counted);
}

/// The tally's rows of the last time that the lesson was open, but for those that count nothing.
async fn rows(school: &TestSchool, lesson: &Lesson) -> Vec<(String, i32)> {
    let live = live(school, lesson).await.id;
    let rows = tally::of_live_class(school.shared.db.read(), live).await;
    let mut rows: Vec<(String, i32)> = rows
        .unwrap()
        .into_iter()
        .filter(|row| row.count > 0)
        .map(|row| (row.option, row.count))
        .collect();
    rows.sort();
    rows
}

#[tokio::test]
async fn an_answer_that_chooses_nothing_is_not_counted() {
    let school = TestSchool::open().await;
    let (class, lesson) = (class_of(&school, 1).await, school.lesson());
    let (page, check) = choice(lesson);
    let id = check.id.as_str();
    for fields in [
        vec![("check", id)],
        vec![("check", id), ("choice", "99")],
        vec![("check", id), ("choice", "0"), ("choice", "1")],
    ] {
        class[0].post(&page, &fields).await.is(200);
    }
    assert_eq!(rows(&school, lesson).await, []);
    // Nor is one that comes after the lesson has closed.
    close(&school, lesson).await;
    class[0]
        .post(&page, &[("check", id), ("choice", "0")])
        .await
        .is(409);
    assert_eq!(rows(&school, lesson).await, []);
}

#[tokio::test]
async fn a_tally_is_for_the_classs_teacher_after_the_lesson_has_closed() {
    let school = TestSchool::open().await;
    let (class, lesson) = (class_of(&school, 10).await, school.lesson());
    for student in &class {
        choose(student, lesson, 0).await;
    }
    let (page, grace) = (answers_page(lesson), school.staff("grace").await);
    grace.get(&page).await.is(404);
    let map = format!("href=\"{page}\"");
    grace
        .get(&format!("/teach/classes/{CLASS}"))
        .await
        .hides(&map);
    close(&school, lesson).await;
    grace.get(&page).await.is(200).shows("10 students answered");
    grace
        .get(&format!("/teach/classes/{CLASS}"))
        .await
        .shows(&map);
    for other in ["omar", "tim", "carol", "alan", "dora"] {
        let reply = school.staff(other).await.get(&page).await;
        reply.is(404).hides("students answered");
    }
    class[0].get(&page).await.is(404);
    // Open once more: hidden once more.
    school.open_lesson("grace", CLASS, &lesson.id).await;
    grace.get(&page).await.is(404);
}

#[tokio::test]
async fn no_page_of_a_student_or_projector_tells_how_others_answered() {
    let school = TestSchool::open().await;
    let (class, lesson) = (class_of(&school, 10).await, school.lesson());
    let (page, check) = choice(lesson);
    let projector = page.replacen("/s/", "/project/", 1);
    let grace = school.staff("grace").await;
    let answer = [("check", check.id.as_str()), ("choice", "0")];
    let first = class[0].post(&page, &answer).await.text();
    let unanswered = grace.get(&projector).await.text();
    for student in &class[1..9] {
        choose(student, lesson, 1).await;
    }
    // The last to answer is told what the first was told.
    let last = class[9].post(&page, &answer).await.text();
    assert_eq!(first.replace("7x 1<", "<"), last.replace("7x 10<", "<"));
    assert_eq!(grace.get(&projector).await.text(), unanswered);
}
