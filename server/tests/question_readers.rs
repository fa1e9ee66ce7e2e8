//! Reading the question box: the class's teachers and the named counselor, and nobody else, nowhere
//! else, and for thirty days.

use app::{
    error::Error as Told,
    school::{
        live::Live,
        questions::{QuestionState, Questions},
        teaching::Teaching,
    },
};
use chrono::TimeDelta;
use server::{entity::question, serve};

use crate::{
    questions::{QUESTION, ask, asked, begin, class, live, name_carol, read_at, rows},
    school::{TestSchool, world},
};

#[tokio::test]
async fn only_the_teachers_and_the_named_counselor_read_it() {
    let school = class().await;
    let question = asked(&school).await.id;
    for may in ["grace", "carol"] {
        let page = school.staff(may).await.get(&read_at(&school)).await;
        page.is(200).shows(QUESTION);
    }
    for other in ["omar", "alan", "dora", "tim", "ann"] {
        let other = school.staff(other).await;
        other.get(&read_at(&school)).await.is(404).hides(QUESTION);
    }
    for other in ["omar", "carol", "alan", "dora", "tim", "ada"] {
        let visit = school.visit(other).await;
        let marked = visit.mark_question(question, true).await;
        assert_eq!(marked.unwrap_err(), Told::NotFound, "{other}");
    }
    let alan = school.visit("alan").await;
    alan.choose_question_box("birch", None).await.unwrap();
    let carol = school.staff("carol").await;
    carol.get(&read_at(&school)).await.is(404).hides(QUESTION);
    carol.get("/school/birch/questions").await.is(404);
}

#[tokio::test]
async fn opening_the_page_leaves_a_question_unread_and_the_button_reads_it() {
    let school = class().await;
    let row = asked(&school).await;
    let (grace, db) = (school.staff("grace").await, school.shared.db.read());
    let console = format!("/teach/classes/7c/{}/live", school.lesson().order);
    let unread = grace.get(&console).await;
    unread
        .shows("Question box: 1 unread")
        .shows(">1 unread</a>");
    grace.get(&read_at(&school)).await.shows("Not read yet");
    let live = live(&school).await.id;
    assert_eq!(question::unread(db, live).await.unwrap(), 1);
    let id = row.id.to_string();
    let fields = [("question", id.as_str()), ("route", "false")];
    let marked = grace.post("/api/mark_question", &fields).await;
    marked.redirects_to(&read_at(&school));
    assert_eq!(question::unread(db, live).await.unwrap(), 0);
    assert_eq!(rows(&school).await[0].read_by, Some(world::id("grace")));
    let page = grace.get(&read_at(&school)).await;
    page.shows("Every question has been read.")
        .hides("Mark as read");
    grace
        .get(&console)
        .await
        .shows("Question box: nothing unread");
}

#[tokio::test]
async fn a_console_without_a_box_says_nothing_of_one() {
    let school = TestSchool::open().await;
    begin(&school, true).await;
    let grace = school.visit("grace").await;
    let number = school.lesson().order;
    assert_eq!(grace.console("7c", number).await.unwrap().unread, None);
    name_carol(&school).await;
    assert_eq!(grace.console("7c", number).await.unwrap().unread, Some(0));
}

#[tokio::test]
async fn a_question_wakes_the_teachers_who_watch() {
    let school = class().await;
    let mut work = school.shared.live.watch_work(world::id("7c"));
    work.borrow_and_update();
    let question = asked(&school).await.id;
    assert!(work.has_changed().unwrap());
    work.borrow_and_update();
    let grace = school.visit("grace").await;
    grace.mark_question(question, false).await.unwrap();
    assert!(work.has_changed().unwrap());
}

#[tokio::test]
async fn the_counselor_finds_what_was_sent_and_not_what_was_not() {
    let school = class().await;
    let sent = asked(&school).await.id;
    let ben = school.student("ben").await;
    ask(&school, &ben, "What is for lunch?").await.is(303);
    let carol = school.staff("carol").await;
    let place = "/school/birch/questions";
    carol
        .get(place)
        .await
        .is(200)
        .shows("Nothing has been sent");
    let grace = school.staff("grace").await;
    grace.get(&read_at(&school)).await.is(200);
    let id = sent.to_string();
    let fields = [("question", id.as_str()), ("route", "true")];
    grace.post("/api/mark_question", &fields).await.is(302);
    let row = rows(&school).await.into_iter().find(|row| row.id == sent);
    let row = row.unwrap();
    let by = Some(world::id("grace"));
    assert_eq!((row.read_by, row.routed_by), (by, by));
    let page = carol.get(place).await;
    page.is(200)
        .shows(QUESTION)
        .shows("7C")
        .shows("Sent to you by Grace")
        .hides("With the counselor")
        .hides("What is for lunch?")
        .hides("Ada");
    let box_of_7c = carol.get(&read_at(&school)).await;
    box_of_7c.shows("Sent to you by Grace");
    let taught = grace.get(&read_at(&school)).await;
    taught.shows("With the counselor").hides("Sent to you");
    let count = "Questions sent to you: 1";
    carol.get("/school/birch").await.shows(count);
    for other in ["alan", "dora", "grace", "ann"] {
        let other = school.staff(other).await;
        other.get(place).await.is(404).hides(QUESTION);
        other.get("/school/birch").await.hides("Questions sent");
    }
    // Taken up: it waits no longer, and its teachers see that too.
    let fields = [("question", id.as_str())];
    grace.call("/api/take_up_question", &fields).await.is(404);
    carol.get(place).await.shows("I have taken it up");
    let taken = carol.post("/api/take_up_question", &fields).await;
    taken.redirects_to(place);
    let page = carol.get(place).await;
    page.shows("taken up on").hides("I have taken it up");
    let taught = grace.get(&read_at(&school)).await;
    taught.shows("The counselor has taken it up");
    carol
        .get("/school/birch")
        .await
        .shows("Questions sent to you: 0");
    let cedar = school.visit("carol").await.routed_questions("cedar").await;
    assert_eq!(cedar.unwrap_err(), Told::NotFound);
}

#[tokio::test]
async fn nothing_is_sent_where_nobody_is_named() {
    let school = class().await;
    let question = asked(&school).await.id;
    let alan = school.visit("alan").await;
    alan.choose_question_box("birch", None).await.unwrap();
    let grace = school.visit("grace").await;
    let sent = grace.mark_question(question, true).await;
    assert!(matches!(sent, Err(Told::Invalid { .. })), "{sent:?}");
    let page = grace.questions("7c", school.lesson().order).await.unwrap();
    assert_eq!(page.of.questions[0].state, QuestionState::Unread);
    let grace = school.staff("grace").await;
    let page = grace.get(&read_at(&school)).await;
    page.shows("Mark as read").hides("Send to the counselor");
    grace
        .get("/teach/classes/7c/history")
        .await
        .shows("Question box: 1");
}

#[tokio::test]
async fn questions_stand_after_the_class_until_thirty_days_are_over() {
    let school = class().await;
    asked(&school).await;
    let closed = live(&school).await.id;
    let grace = school.visit("grace").await;
    grace.close_lesson(closed).await.unwrap();
    school.later(TimeDelta::days(29));
    serve::tidy(&school.shared, false).await.unwrap();
    let grace = school.staff("grace").await;
    grace.get(&read_at(&school)).await.is(200).shows(QUESTION);
    school.later(TimeDelta::days(1));
    serve::tidy(&school.shared, false).await.unwrap();
    assert!(rows(&school).await.is_empty());
    let grace = school.staff("grace").await;
    let page = grace.get(&read_at(&school)).await;
    page.is(200).hides(QUESTION).shows("Nothing is in the box.");
}

#[tokio::test]
async fn a_question_that_holds_a_script_is_only_text() {
    let school = class().await;
    let ada = school.student("ada").await;
    let script = "</textarea><script>alert(1)</script><img src=x onerror=alert(1)>";
    ask(&school, &ada, script).await.is(303);
    let long = script.repeat(10);
    let reply = ask(&school, &ada, &long).await;
    reply.is(422).hides("<script>alert").hides("<img");
    let grace = school.visit("grace").await;
    let id = rows(&school).await[0].id;
    grace.mark_question(id, true).await.unwrap();
    for (who, place) in [
        ("grace", read_at(&school).as_str()),
        ("carol", "/school/birch/questions"),
    ] {
        let page = school.staff(who).await.get(place).await;
        page.is(200)
            .shows("&lt;script&gt;alert(1)&lt;/script&gt;")
            .hides("<script>alert")
            .hides("<img");
    }
}

#[tokio::test]
async fn neither_question_nor_answer_sheet_stands_on_any_other_page() {
    let school = class().await;
    let question = asked(&school).await.id;
    let grace = school.visit("grace").await;
    grace.mark_question(question, true).await.unwrap();
    let number = school.lesson().order;
    let pages: [(&str, &[String]); 5] = [
        (
            "ada",
            &[
                "/s".into(),
                "/help".into(),
                format!("/s/7c/{number}"),
                format!("/s/7c/{number}/ask"),
                format!("/s/7c/{number}/ask?sent"),
            ],
        ),
        (
            "grace",
            &[
                "/teach".into(),
                "/teach/classes/7c".into(),
                format!("/teach/classes/7c/{number}/live"),
                format!("/project/7c/{number}"),
                format!("/project/7c/{number}/1"),
            ],
        ),
        (
            "alan",
            &[
                "/school/birch".into(),
                "/school/birch/readiness".into(),
                "/school/birch/now".into(),
                "/teach/classes/7c/history".into(),
            ],
        ),
        ("dora", &["/school/birch".into(), "/school".into()]),
        (
            "nobody",
            &[
                "/families".into(),
                format!("/families/lessons/{}", world::LESSON),
            ],
        ),
    ];
    for (who, pages) in pages {
        let browser = match who {
            "nobody" => school.nobody(),
            "ada" => school.student("ada").await,
            staff => school.staff(staff).await,
        };
        for page in pages {
            let reply = browser.get(page).await;
            reply.is(200).hides(QUESTION).hides("Prepare an answer");
        }
    }
    let page = school.staff("grace").await.get(&read_at(&school)).await;
    page.shows(QUESTION).shows("Prepare an answer");
}
