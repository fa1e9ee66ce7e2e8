//! The end of a class: who was there, the card, what is kept of it, and what stands in its way.

use app::school::{live::Live, teaching::Teaching};
use chrono::TimeDelta;
use lessons::{course::Band, lesson::Lesson};
use server::entity::{
    completion, live_class, question, segment_taught, teaching,
    word::{Manner, Reason},
};

use crate::school::{Browser, Reply, TestSchool, world};

pub async fn begin(teacher: &Browser, class: &str, lesson: &Lesson) {
    let fields = [
        ("section", class),
        ("lesson", &lesson.id),
        ("devices", "true"),
    ];
    let console = format!("/teach/classes/{class}/{}/live", lesson.order);
    teacher
        .post("/api/begin_class", &fields)
        .await
        .redirects_to(&console);
}

pub async fn call_roll(teacher: &Browser, class: &str, lesson: &Lesson, away: &[&str]) -> Reply {
    let away: Vec<String> = away
        .iter()
        .map(|name| world::id(name).to_string())
        .collect();
    let mut fields = vec![("roll[section]", class), ("roll[lesson]", &*lesson.id)];
    fields.extend(away.iter().map(|id| ("roll[away][]", id.as_str())));
    teacher.post("/api/call_roll", &fields).await
}

/// The card as the page sends it: every step as written, but for what `more` says.
pub async fn close(
    teacher: &Browser,
    class: &str,
    lesson: &Lesson,
    more: &[(&str, &str)],
) -> Reply {
    let hows: Vec<String> = lesson
        .steps
        .iter()
        .map(|step| format!("how-{}", step.id))
        .collect();
    let whys: Vec<String> = lesson
        .steps
        .iter()
        .map(|step| format!("why-{}", step.id))
        .collect();
    let mut fields = vec![("minutes", "38"), ("next_on", "")];
    fields.extend(hows.iter().map(|how| (how.as_str(), "as-written")));
    fields.extend(whys.iter().map(|why| (why.as_str(), "")));
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend(more);
    teacher.post(&page(class, lesson, "close"), &fields).await
}

pub fn page(class: &str, lesson: &Lesson, page: &str) -> String {
    format!("/teach/classes/{class}/{}/{page}", lesson.order)
}

pub fn taught_message(class: &str, lesson: &Lesson) -> String {
    format!("/teach/classes/{class}?taught={}", lesson.id)
}

pub async fn teachings(school: &TestSchool, class: &str) -> Vec<teaching::Model> {
    let db = school.shared.db.read();
    teaching::of_sections(db, &[world::id(class)])
        .await
        .unwrap()
}

pub async fn live(school: &TestSchool, class: &str, lesson: &Lesson) -> live_class::Model {
    let db = school.shared.db.read();
    let live = live_class::latest_led(db, world::id(class), &lesson.id).await;
    live.unwrap().unwrap()
}

/// How many steps of the lesson count as done for a student.
pub async fn done(school: &TestSchool, student: &str, lesson: &Lesson) -> usize {
    let db = school.shared.db.read();
    let rows = completion::of_lesson(db, world::id(student), &lesson.id).await;
    rows.unwrap().len()
}

#[tokio::test]
async fn a_class_that_is_closed_counts_as_taught_to_those_who_were_there() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    let roll = grace.get(&page("7c", lesson, "roll")).await;
    roll.is(200).shows("Ada").shows("Finn").hides("checked");
    call_roll(&grace, "7c", lesson, &["ada", "lou"])
        .await
        .redirects_to(&page("7c", lesson, "live"));
    grace
        .get(&page("7c", lesson, "roll"))
        .await
        .shows("checked");
    let console = grace.get(&page("7c", lesson, "live")).await;
    console.is(200).shows("5 of 6 are here, 1 away.");
    let ben = school.student("ben").await;
    let step = format!("/s/7c/{}/1", lesson.order);
    school.later(TimeDelta::minutes(35));
    let card = grace.get(&page("7c", lesson, "close")).await;
    card.is(200).shows("1 of 6 were away.");
    card.shows("value=\"35\"")
        .shows("action=\"/api/end_class\"");
    let next = world::today() + TimeDelta::days(7);
    let changed = format!("how-{}", lesson.steps[1].id);
    let why = format!("why-{}", lesson.steps[1].id);
    let unasked = format!("why-{}", lesson.steps[0].id);
    let more = [
        (changed.as_str(), "skipped"),
        (&why, "class-needs"),
        (&unasked, "other"),
        ("next_on", &next.to_string()),
    ];
    let closed = close(&grace, "7c", lesson, &more).await;
    closed.redirects_to(&taught_message("7c", lesson));
    let rows = teachings(&school, "7c").await;
    let [row] = &rows[..] else {
        panic!("{rows:?}");
    };
    assert_eq!((row.minutes, row.next_on), (38, Some(next)));
    assert_eq!((row.by, &row.version), (world::id("grace"), &lesson.hash));
    let db = school.shared.db.read();
    let segments = segment_taught::of_teachings(db, &[row.id]).await.unwrap();
    assert_eq!(segments.len(), lesson.steps.len());
    for segment in segments {
        let expected = match segment.step == lesson.steps[1].id {
            true => (Manner::Skipped, Some(Reason::ClassNeeds)),
            false => (Manner::AsWritten, None),
        };
        assert_eq!((segment.how, segment.reason), expected, "{}", segment.step);
    }
    for (student, steps) in [("ada", 0), ("ben", lesson.steps.len()), ("lou", 0)] {
        assert_eq!(done(&school, student, lesson).await, steps, "{student}");
    }
    // It is over on every screen.
    ben.get(&step).await.is(409);
    let console = grace.get(&page("7c", lesson, "live")).await;
    console.redirects_to("/teach/classes/7c");
    let class = grace.get(closed.location()).await;
    class.is(200).shows("is marked as taught on");
    class.shows(&format!("Planned for {}", app::parts::dates::day(next)));
}

#[tokio::test]
async fn closing_twice_counts_once() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    let tabs = tokio::join!(
        close(&grace, "7c", lesson, &[]),
        close(&grace, "7c", lesson, &[("minutes", "99")]),
    );
    tabs.0.redirects_to(&taught_message("7c", lesson));
    tabs.1.redirects_to(&taught_message("7c", lesson));
    let kept = teachings(&school, "7c").await;
    let revision = live(&school, "7c", lesson).await.revision;
    close(&grace, "7c", lesson, &[("minutes", "77")])
        .await
        .redirects_to(&taught_message("7c", lesson));
    assert_eq!(kept.len(), 1);
    assert_eq!(teachings(&school, "7c").await, kept);
    assert_eq!(live(&school, "7c", lesson).await.revision, revision);
    grace.get(&page("7c", lesson, "close")).await.is(404);
}

#[tokio::test]
async fn what_was_marked_as_taught_before_stands() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    let (on, ben) = (world::today().to_string(), world::id("ben").to_string());
    let taught = [
        ("taught[section]", "7c"),
        ("taught[lesson]", &lesson.id),
        ("taught[on]", &on),
        ("taught[minutes]", "21"),
        ("taught[present][]", &ben),
    ];
    grace.post("/api/mark_taught", &taught).await.is(302);
    let card = grace.get(&page("7c", lesson, "close")).await;
    card.is(200)
        .shows("21 minutes, and that stands")
        .hides("name=\"how-");
    close(&grace, "7c", lesson, &[]).await.is(303);
    let rows = teachings(&school, "7c").await;
    assert_eq!((rows.len(), rows[0].minutes), (1, 21));
    assert_eq!(done(&school, "cleo", lesson).await, 0);
    assert!(live(&school, "7c", lesson).await.finished_at.is_some());
    let db = school.shared.db.read();
    let segments = segment_taught::of_teachings(db, &[rows[0].id]).await;
    assert!(segments.unwrap().is_empty());
}

#[tokio::test]
async fn undoing_taught_takes_its_card_along() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    close(&grace, "7c", lesson, &[]).await.is(303);
    let teaching = teachings(&school, "7c").await[0].id;
    let fields = [("teaching", teaching.to_string())];
    grace.call("/api/undo_taught", &fields).await.is(200);
    let db = school.shared.db.read();
    let segments = segment_taught::of_teachings(db, &[teaching]).await;
    assert!(segments.unwrap().is_empty());
    assert_eq!(done(&school, "ada", lesson).await, 0);
}

#[tokio::test]
async fn an_unread_question_keeps_a_class_open() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    let row = question::Model {
        id: world::id("a question"),
        live_class_id: live(&school, "7c", lesson).await.id,
        sealed: vec![1, 2, 3],
        asked_on: world::today(),
        read_by: None,
        routed_by: None,
        taken_up_on: None,
    };
    let db = &school.shared.db;
    db.write(|tx| async move { question::add(&tx, row).await })
        .await
        .unwrap();
    let card = page("7c", lesson, "close");
    let questions = format!("href=\"{}\"", page("7c", lesson, "questions"));
    grace.get(&card).await.is(200).shows(&questions);
    close(&grace, "7c", lesson, &[]).await.is(409);
    let fields = [("section", "7c"), ("lesson", &*lesson.id)];
    grace.call("/api/end_class", &fields).await.is(409);
    assert!(teachings(&school, "7c").await.is_empty());
    assert_eq!(live(&school, "7c", lesson).await.finished_at, None);
    let (id, by) = (world::id("a question"), world::id("grace"));
    db.write(move |tx| async move { question::read(&tx, id, by).await })
        .await
        .unwrap();
    close(&grace, "7c", lesson, &[])
        .await
        .redirects_to(&taught_message("7c", lesson));
}

#[tokio::test]
async fn a_class_without_the_lesson_is_closed_without_a_card() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    let card = grace.get(&page("7c", lesson, "close")).await;
    card.shows("<summary>It was not taught</summary>");
    let fields = [("section", "7c"), ("lesson", &*lesson.id)];
    grace
        .post("/api/end_class", &fields)
        .await
        .redirects_to("/teach/classes/7c");
    assert!(teachings(&school, "7c").await.is_empty());
    assert_eq!(done(&school, "ada", lesson).await, 0);
    let live = live(&school, "7c", lesson).await;
    assert!(live.finished_at.is_some() && live.closed_at.is_some());
}

#[tokio::test]
async fn what_nobody_closed_is_offered_for_closing_the_next_day() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    let close_it = format!("href=\"{}\"", page("7c", lesson, "close"));
    let said = "and is not closed yet.";
    for place in ["/teach", "/teach/classes/7c"] {
        grace.get(place).await.is(200).hides(said);
    }
    let day = school.visit("grace").await.day();
    school.later(TimeDelta::days(1));
    let grace = school.staff("grace").await;
    for place in ["/teach", "/teach/classes/7c"] {
        let page = grace.get(place).await;
        page.is(200).shows(said).shows(&close_it);
        page.shows(&format!("on {}", app::parts::dates::day(day)));
    }
    let minutes = format!("value=\"{}\"", lesson.minutes);
    let card = page("7c", lesson, "close");
    grace.get(&card).await.is(200).shows(&minutes);
    close(&grace, "7c", lesson, &[]).await.is(303);
    assert_eq!(teachings(&school, "7c").await[0].on, day);
    grace.get("/teach").await.hides(said);
    // Whoever only looks in is not asked to close anything.
    let alan = school.visit("alan").await;
    assert!(alan.class("7c").await.unwrap().unfinished.is_empty());
}

#[tokio::test]
async fn a_lesson_that_has_closed_by_itself_is_offered_for_closing_at_once() {
    let school = TestSchool::open().await;
    school.make_ready("alan", "birch").await;
    let (grace, lesson) = (school.staff("grace").await, school.sensitive_lesson());
    begin(&grace, "7c", lesson).await;
    school.later(TimeDelta::minutes(91));
    let close_it = format!("href=\"{}\"", page("7c", lesson, "close"));
    grace
        .get("/teach/classes/7c")
        .await
        .is(200)
        .shows("and is not closed yet.")
        .shows(&close_it);
    close(&grace, "7c", lesson, &[])
        .await
        .redirects_to(&taught_message("7c", lesson));
    let live = live(&school, "7c", lesson).await;
    assert_eq!(live.end(), live.closes_at, "it was closed before");
}

#[tokio::test]
async fn the_letter_about_the_next_lesson_is_brought_to_mind() {
    let school = TestSchool::open().await;
    school.make_ready("alan", "birch").await;
    let grace = school.staff("grace").await;
    let unit = school.curriculum().unit(Band::Six8).unwrap();
    let mut seen = [false, false];
    for two in unit.lessons.windows(2) {
        let [lesson, next] = two else { continue };
        begin(&grace, "7c", lesson).await;
        let closed = close(&grace, "7c", lesson, &[]).await;
        let class = grace.get(closed.location()).await;
        let before = next.family.send == lessons::guide::Send::Before;
        let reminder = "goes to families before it is taught.";
        match before {
            true => class.shows(reminder),
            false => class.hides(reminder),
        };
        seen[usize::from(before)] = true;
    }
    assert!(
        seen[1],
        "no lesson of the unit has a letter to be sent before"
    );
    let history = school.visit("grace").await.history("7c").await.unwrap();
    assert!(history.held.iter().all(|held| !held.unfinished));
}
