//! Asking in the question box: open only while a class is taught live, and without a trace of who
//! has asked.

use app::{
    error::Error as Told,
    school::{
        administering::Administering,
        live::{Act, Lead, Live},
        questions::Questions,
        teaching::Teaching,
    },
};
use sea_orm::{ConnectionTrait, EntityTrait, IdenStatic, Iterable};
use server::entity::{audit_event, live_class, question, staff_role, word::Role};
use uuid::Uuid;

use crate::school::{Browser, Reply, TestSchool, is_postgres, world};

pub const QUESTION: &str = "Is it okay to say no to a cousin?";

/// 7C with grace at the console, at a school that has named carol.
pub async fn class() -> TestSchool {
    let school = TestSchool::open().await;
    name_carol(&school).await;
    begin(&school, true).await;
    school
}

pub async fn name_carol(school: &TestSchool) {
    let alan = school.visit("alan").await;
    let named = alan.choose_question_box("birch", Some(world::id("carol")));
    named.await.unwrap();
}

pub async fn begin(school: &TestSchool, devices: bool) {
    let grace = school.visit("grace").await;
    let begun = grace.begin_class("7c", world::LESSON, devices).await;
    begun.unwrap();
}

pub async fn live(school: &TestSchool) -> live_class::Model {
    let db = school.shared.db.read();
    let live = live_class::latest(db, world::id("7c"), world::LESSON).await;
    live.unwrap().unwrap()
}

pub async fn rows(school: &TestSchool) -> Vec<question::Model> {
    let live = live(school).await.id;
    let rows = question::of_live_classes(school.shared.db.read(), &[live]).await;
    rows.unwrap()
}

pub fn box_of(school: &TestSchool) -> String {
    format!("/s/7c/{}/ask", school.lesson().order)
}

pub fn read_at(school: &TestSchool) -> String {
    format!("/teach/classes/7c/{}/questions", school.lesson().order)
}

pub async fn ask(school: &TestSchool, student: &Browser, text: &str) -> Reply {
    let fields = [("question", text)];
    student.post(&box_of(school), &fields).await
}

/// Ada asks; what was kept of it.
pub async fn asked(school: &TestSchool) -> question::Model {
    let ada = school.student("ada").await;
    ask(school, &ada, QUESTION).await.is(303);
    rows(school).await.pop().unwrap()
}

#[tokio::test]
async fn a_question_goes_into_the_box_and_the_page_says_who_reads_it() {
    let school = class().await;
    let ada = school.student("ada").await;
    let page = ada.get(&box_of(&school)).await;
    page.is(200)
        .shows("Your teacher, Grace, and Carol, the school’s counselor, read it.")
        .shows("Your name is not kept with it.")
        .shows("tell an adult now")
        .shows("href=\"/help\"")
        .shows("maxlength=\"300\"");
    let sent = format!("{}?sent", box_of(&school));
    ask(&school, &ada, QUESTION)
        .await
        .is(303)
        .redirects_to(&sent);
    ada.get(&sent)
        .await
        .is(200)
        .shows("Your question is in the box.")
        .hides("textarea")
        .hides(QUESTION);
    let grace = school.staff("grace").await;
    let page = grace.get(&read_at(&school)).await;
    page.is(200).shows(QUESTION).shows("1 of 1 not read yet.");
}

#[tokio::test]
async fn the_box_is_off_until_a_counselor_is_named_and_when_they_no_longer_counsel() {
    let school = TestSchool::open().await;
    begin(&school, true).await;
    let (ada, alan) = (school.student("ada").await, school.staff("alan").await);
    ada.get(&box_of(&school)).await.is(404);
    ask(&school, &ada, QUESTION).await.is(404);
    let choose = async |counselor: &str| {
        alan.get("/school/birch/readiness").await.is(200);
        let fields = [("org", "birch"), ("counselor", counselor)];
        let chosen = alan.post("/api/choose_question_box", &fields).await;
        chosen.redirects_to("/school/birch/readiness?done=question-box");
    };
    let carol = world::id("carol").to_string();
    choose(&carol).await;
    ada.get(&box_of(&school)).await.is(200);
    alan.get("/school/birch/readiness")
        .await
        .shows(&format!("value=\"{carol}\" selected"));
    choose("").await;
    ada.get(&box_of(&school)).await.is(404);
    choose(&carol).await;
    let carol = world::id("carol");
    let key = (carol, world::id("birch"), Role::Counselor);
    let write = school.shared.db.write(move |tx| async move {
        staff_role::Entity::delete_by_id(key).exec(&*tx).await?;
        Ok(())
    });
    write.await.unwrap();
    ada.get(&box_of(&school)).await.is(404);
    let events = audit_event::latest(school.shared.db.read(), world::id("birch"), 9).await;
    let whats: Vec<String> = events
        .unwrap()
        .into_iter()
        .map(|event| event.what)
        .collect();
    assert_eq!(
        whats,
        ["question_box_on", "question_box_off", "question_box_on"]
    );
}

#[tokio::test]
async fn only_a_counselor_of_the_school_or_its_district_can_be_named() {
    let school = TestSchool::open().await;
    let alan = school.visit("alan").await;
    for nobody in ["grace", "tim", "ada", "nobody"] {
        let named = alan
            .choose_question_box("birch", Some(world::id(nobody)))
            .await;
        assert!(matches!(named, Err(Told::Invalid { .. })), "{nobody}");
    }
    let write = school.shared.db.write(|tx| async move {
        staff_role::add(&tx, world::id("dora"), world::id("pine"), Role::Counselor).await
    });
    write.await.unwrap();
    let dora = Some(world::id("dora"));
    alan.choose_question_box("birch", dora).await.unwrap();
    let choice = alan.question_box_choice("birch").await.unwrap();
    assert_eq!(choice.chosen, dora);
    let carol = school.visit("carol").await;
    let named = carol.choose_question_box("birch", None).await;
    assert_eq!(named.unwrap_err(), Told::NotFound);
    school
        .staff("carol")
        .await
        .get("/school/birch/readiness")
        .await
        .shows("It is on, and goes to Dora.")
        .hides("choose_question_box");
}

#[tokio::test]
async fn the_box_is_open_only_while_a_class_with_devices_is_led() {
    let school = TestSchool::open().await;
    name_carol(&school).await;
    let ada = school.student("ada").await;
    ada.get(&box_of(&school)).await.is(409);
    school.open_lesson("grace", "7c", world::LESSON).await;
    ada.get(&box_of(&school)).await.is(404);
    ask(&school, &ada, QUESTION).await.is(404);
    begin(&school, true).await;
    ada.get(&box_of(&school)).await.is(200);
    let closed = live(&school).await.id;
    let grace = school.visit("grace").await;
    grace.close_lesson(closed).await.unwrap();
    ada.get(&box_of(&school)).await.is(409);
    ask(&school, &ada, QUESTION).await.is(409);
    begin(&school, false).await;
    ada.get(&box_of(&school)).await.is(409);
    ask(&school, &ada, QUESTION).await.is(409);
    assert!(rows(&school).await.is_empty());
}

#[tokio::test]
async fn a_student_with_another_activity_or_of_another_class_finds_no_box() {
    let school = class().await;
    let carol = school.visit("carol").await;
    let kept = carol.set_opt_out(world::id("ben"), world::LESSON, true);
    kept.await.unwrap();
    for student in ["ben", "gus", "lou"] {
        let student = school.student(student).await;
        student.get(&box_of(&school)).await.is(404);
        ask(&school, &student, QUESTION).await.is(404);
    }
    assert!(rows(&school).await.is_empty());
}

#[tokio::test]
async fn every_page_of_the_lesson_leads_to_the_box_while_it_is_open() {
    let school = class().await;
    let (ada, grace) = (school.student("ada").await, school.visit("grace").await);
    let address = format!("/s/7c/{}", school.lesson().order);
    let link = format!("href=\"{address}/ask\"");
    ada.get(&address).await.is(200).shows(&link);
    let lead = Lead {
        section: "7c".into(),
        lesson: world::LESSON.into(),
        act: Act::Go,
        step: 1,
        from: 0,
        to: 0,
        check: String::new(),
    };
    grace.lead_class(lead).await.unwrap();
    let step = format!("{address}/1");
    // The second time out of the memory of pages that were rendered for a classmate.
    for _ in 0..2 {
        ada.get(&step).await.is(200).shows(&link);
    }
    let alan = school.visit("alan").await;
    alan.choose_question_box("birch", None).await.unwrap();
    for _ in 0..2 {
        ada.get(&step).await.is(200).hides(&link);
    }
    name_carol(&school).await;
    ada.get(&step).await.is(200).shows(&link);
}

#[tokio::test]
async fn what_was_typed_is_given_back_when_it_is_too_long_and_nothing_is_kept_of_nothing() {
    let school = class().await;
    let ada = school.student("ada").await;
    let long = "why ".repeat(100);
    let reply = ask(&school, &ada, &long).await;
    reply
        .is(422)
        .shows(long.trim())
        .shows("at most 300 characters");
    let reply = ask(&school, &ada, " \u{1b}\u{0}\n ").await;
    reply.is(422).shows("Write your question first.");
    assert!(rows(&school).await.is_empty());
    ask(&school, &ada, &"é".repeat(300)).await.is(303);
    ada.get("/s?lang=es").await.is(200);
    ask(&school, &ada, "")
        .await
        .is(422)
        .shows("Primero escribe tu pregunta.");
}

#[tokio::test]
async fn nothing_in_the_table_names_or_orders_students() {
    let school = class().await;
    for student in ["ada", "ben", "cleo", "dina"] {
        let student = school.student(student).await;
        ask(&school, &student, QUESTION).await.is(303);
    }
    let columns: Vec<&str> = question::Column::iter().map(|c| c.as_str()).collect();
    let expected = [
        "id",
        "live_class_id",
        "sealed",
        "asked_on",
        "read_by",
        "routed_by",
        "taken_up_on",
    ];
    assert_eq!(columns, expected);
    let rows = rows(&school).await;
    assert_eq!(rows.len(), 4);
    for row in &rows {
        assert_eq!(row.id.get_version_num(), 4);
        assert_eq!(row.asked_on, world::today());
        assert_eq!((row.read_by, row.routed_by), (None, None));
    }
    if !is_postgres() {
        let hidden_order = school.shared.db.read();
        let rowid = hidden_order
            .execute_unprepared("select rowid from question")
            .await;
        assert!(rowid.is_err(), "rows have a number that counts");
    }
}

#[tokio::test]
async fn a_fourth_question_is_refused_kindly_and_a_classmate_may_still_ask() {
    let school = class().await;
    let ada = school.student("ada").await;
    for _ in 0..3 {
        ask(&school, &ada, QUESTION).await.is(303);
    }
    let again = school.student("ada").await;
    for ada in [ada, again] {
        let reply = ask(&school, &ada, "A fourth one").await;
        reply
            .is(422)
            .shows("A fourth one")
            .shows("an adult you trust");
    }
    assert_eq!(rows(&school).await.len(), 3);
    let ben = school.student("ben").await;
    ask(&school, &ben, QUESTION).await.is(303);
}

#[tokio::test]
async fn a_live_class_takes_two_hundred_questions_and_no_more() {
    let school = class().await;
    let live = live(&school).await.id;
    let write = school.shared.db.write(move |tx| async move {
        for _ in 0..200 {
            let row = question::Model {
                id: Uuid::new_v4(),
                live_class_id: live,
                sealed: Vec::new(),
                asked_on: world::today(),
                read_by: None,
                routed_by: None,
                taken_up_on: None,
            };
            question::add(&tx, row).await?;
        }
        Ok(())
    });
    write.await.unwrap();
    let ada = school.student("ada").await;
    // What could not be kept does not count as asked.
    for _ in 0..4 {
        let reply = ask(&school, &ada, QUESTION).await;
        reply.is(422).shows("The box is full");
    }
    assert_eq!(rows(&school).await.len(), 200);
}

#[tokio::test]
async fn a_question_is_sealed_in_the_file() {
    if is_postgres() {
        return;
    }
    let school = class().await;
    asked(&school).await;
    let mut searched = 0;
    for file in std::fs::read_dir(school.folder()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        searched += bytes.len();
        let found = bytes
            .windows(QUESTION.len())
            .any(|part| part == QUESTION.as_bytes());
        assert!(!found);
    }
    assert!(searched > 10_000, "{searched}");
}

#[tokio::test]
async fn a_class_that_goes_on_has_its_questions_still() {
    let school = class().await;
    let question = asked(&school).await;
    let grace = school.staff("grace").await;
    let first = live(&school).await;
    let close = [("live_class", first.id.to_string())];
    grace.call("/api/close_lesson", &close).await.is(200);
    let fields = [
        ("section", "7c"),
        ("lesson", world::LESSON),
        ("devices", "true"),
    ];
    for address in ["/api/begin_class", "/api/open_lesson"] {
        grace.call(address, &fields).await.is(200);
    }
    assert_eq!(live(&school).await.id, first.id);
    assert_eq!(rows(&school).await[0].id, question.id);
    let page = grace.get(&read_at(&school)).await;
    page.is(200).shows("1 of 1 not read yet.");
}
