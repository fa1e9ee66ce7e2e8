//! A class taught live: whoever leads it, every device is where it belongs, and nobody is stranded.

use app::{
    error::Error as Told,
    school::live::{Act, Lead, Live},
};
use chrono::TimeDelta;
use server::entity::{enrollment, live_class, word::EnrollmentRole};

use crate::school::{Browser, TestSchool, world};

/// One act of a teacher's in 7C's lesson.
pub fn lead(act: Act) -> Lead {
    Lead {
        section: "7c".into(),
        lesson: world::LESSON.into(),
        act,
        step: 0,
        from: 0,
        to: 0,
        check: String::new(),
    }
}

pub fn go(step: u32) -> Lead {
    Lead {
        step,
        ..lead(Act::Go)
    }
}

fn let_go(from: u32, to: u32) -> Lead {
    Lead {
        from,
        to,
        ..lead(Act::LetGo)
    }
}

/// 7C with grace at the console, and omar as her co-teacher.
pub async fn class() -> TestSchool {
    let school = TestSchool::open().await;
    let omar = enrollment::Model {
        section_id: world::id("7c"),
        person_id: world::id("omar"),
        role: EnrollmentRole::Teacher,
        begins_on: world::today() - TimeDelta::days(1),
        ends_on: None,
    };
    let write = school
        .shared
        .db
        .write(|tx| async move { enrollment::add(&tx, vec![omar]).await });
    write.await.unwrap();
    school
        .visit("grace")
        .await
        .begin_class("7c", world::LESSON, true)
        .await
        .unwrap();
    school
}

pub async fn act(school: &TestSchool, who: &str, lead: Lead) -> Result<(), Told> {
    school.visit(who).await.lead_class(lead).await
}

pub async fn live(school: &TestSchool) -> live_class::Model {
    let db = school.shared.db.read();
    let live = live_class::latest(db, world::id("7c"), world::LESSON).await;
    live.unwrap().unwrap()
}

pub fn lesson_page(school: &TestSchool) -> String {
    format!("/s/7c/{}", school.lesson().order)
}

/// Where somebody ends who opens `address`, following at most one redirect.
async fn lands(student: &Browser, address: &str) -> String {
    let reply = student.get(address).await;
    if reply.status == 200 {
        return address.to_owned();
    }
    let on = reply.location().to_owned();
    student.get(&on).await.is(200);
    on
}

#[tokio::test]
async fn devices_show_the_step_that_the_class_is_at() {
    let school = class().await;
    let page = lesson_page(&school);
    let ada = school.student("ada").await;
    let waiting = ada.get(&page).await;
    waiting.is(200).shows("Your class starts soon");
    waiting.hides(&format!("href=\"{page}/1\""));
    assert_eq!(lands(&ada, &format!("{page}/3")).await, page);
    act(&school, "grace", go(2)).await.unwrap();
    for asked in [page.clone(), format!("{page}/1"), format!("{page}/5")] {
        assert_eq!(lands(&ada, &asked).await, format!("{page}/2"));
    }
    let step = ada.get(&format!("{page}/2")).await;
    step.shows("data-live").shows("I’m done");
    step.hides("rel=\"next\"");
}

#[tokio::test]
async fn students_go_at_their_own_pace_within_bounds_and_are_called_back() {
    let school = class().await;
    let page = lesson_page(&school);
    let ada = school.student("ada").await;
    act(&school, "grace", go(2)).await.unwrap();
    act(&school, "grace", let_go(2, 4)).await.unwrap();
    assert_eq!(lands(&ada, &page).await, page);
    assert_eq!(lands(&ada, &format!("{page}/1")).await, format!("{page}/2"));
    assert_eq!(lands(&ada, &format!("{page}/3")).await, format!("{page}/3"));
    assert_eq!(lands(&ada, &format!("{page}/6")).await, format!("{page}/4"));
    // At the end of the range, "done" stays where it is.
    let lesson = school.lesson();
    ada.get(&format!("{page}/4")).await.is(200);
    let fields = [
        ("section", "7c"),
        ("step", &lesson.step_key(&lesson.steps[3])),
    ];
    let done = ada.post("/api/complete_step", &fields).await;
    assert_eq!(lands(&ada, done.location()).await, format!("{page}/4"));
    ada.get(&format!("{page}/4"))
        .await
        .shows("as far as your class goes");
    act(&school, "grace", lead(Act::CallBack)).await.unwrap();
    assert_eq!(lands(&ada, &format!("{page}/4")).await, format!("{page}/2"));
}

#[tokio::test]
async fn a_pause_takes_the_step_away_and_gives_it_back() {
    let school = class().await;
    let page = lesson_page(&school);
    let ada = school.student("ada").await;
    act(&school, "grace", go(1)).await.unwrap();
    act(&school, "grace", lead(Act::Pause)).await.unwrap();
    let title = &school.lesson().steps[0].title;
    let paused = ada.get(&format!("{page}/1")).await;
    paused
        .is(200)
        .shows("Look up")
        .hides(&format!("<h1>{title}"));
    paused.shows("/bye").shows("/help");
    let seat = ada.get(&format!("{page}/seat?step=1")).await;
    seat.is(200).shows(r#""paused":true"#);
    act(&school, "grace", lead(Act::Resume)).await.unwrap();
    ada.get(&format!("{page}/1")).await.is(200).shows(title);
}

#[tokio::test]
async fn one_teacher_leads_and_the_other_takes_the_lead_in_sight() {
    let school = class().await;
    assert_eq!(act(&school, "omar", go(1)).await, Err(Told::Led));
    let console = format!("/teach/classes/7c/{}/live", school.lesson().order);
    let omar = school.staff("omar").await;
    omar.get(&console)
        .await
        .is(200)
        .shows("Grace leads this class");
    act(&school, "omar", lead(Act::TakeLead)).await.unwrap();
    act(&school, "omar", go(1)).await.unwrap();
    assert_eq!(act(&school, "grace", go(2)).await, Err(Told::Led));
    let grace = school.staff("grace").await;
    grace
        .get(&console)
        .await
        .shows("Omar leads this class")
        .shows("Take the lead");
    assert_eq!(
        act(&school, "tim", lead(Act::TakeLead)).await,
        Err(Told::NotFound)
    );
    // A form from a console that is out of date says so, and keeps nothing.
    let fields = [
        ("lead[section]", "7c"),
        ("lead[lesson]", world::LESSON),
        ("lead[act]", "go"),
        ("lead[step]", "3"),
    ];
    let stale = grace.post("/api/lead_class", &fields).await;
    stale.redirects_to(&format!("{console}?problem=led"));
    assert_eq!(live(&school).await.step, 1);
}

#[tokio::test]
async fn only_what_changes_something_is_a_new_revision() {
    let school = class().await;
    let revision = async || live(&school).await.revision;
    let begun = revision().await;
    school
        .visit("grace")
        .await
        .begin_class("7c", world::LESSON, true)
        .await
        .unwrap();
    assert_eq!(revision().await, begun);
    act(&school, "grace", go(1)).await.unwrap();
    act(&school, "grace", go(1)).await.unwrap();
    assert_eq!(revision().await, begun + 1);
    let none = act(&school, "grace", go(99)).await;
    assert!(matches!(none, Err(Told::Invalid { .. })));
    for range in [(0, 2), (3, 2), (1, 99)] {
        let none = act(&school, "grace", let_go(range.0, range.1)).await;
        assert!(matches!(none, Err(Told::Invalid { .. })), "{range:?}");
    }
    assert_eq!(revision().await, begun + 1);
}

#[tokio::test]
async fn the_projector_follows_and_holds_no_name_and_no_word_of_the_guide() {
    let school = class().await;
    let lesson = school.lesson();
    let stage = format!("/project/7c/{}", lesson.order);
    let grace = school.staff("grace").await;
    let lobby = grace.get(&stage).await;
    lobby.is(200).shows("CCC 777").shows("Come in");
    act(&school, "grace", go(2)).await.unwrap();
    let step = grace.get(&stage).await;
    step.is(200).shows(&lesson.steps[1].title).hides("Ada");
    step.hides("Listen for").hides("Signed in");
    act(&school, "grace", lead(Act::Darken)).await.unwrap();
    let dark = grace.get(&stage).await;
    dark.is(200).hides(&lesson.steps[1].title).hides("CCC 777");
    act(&school, "grace", lead(Act::Lighten)).await.unwrap();
    grace.get(&stage).await.shows(&lesson.steps[1].title);
}

#[tokio::test]
async fn a_step_that_is_longer_than_the_projector_is_gone_through_from_the_console() {
    let school = class().await;
    let number = school.lesson().order;
    let (stage, console) = (
        format!("/project/7c/{number}"),
        format!("/teach/classes/7c/{number}/live"),
    );
    let grace = school.staff("grace").await;
    grace.get(&console).await.hides("Further down");
    act(&school, "grace", go(2)).await.unwrap();
    grace.get(&stage).await.shows("data-down=\"0\"");
    let page = grace.get(&console).await;
    page.shows("Further down").hides("Back to the top");
    for _ in 0..2 {
        act(&school, "grace", lead(Act::Down)).await.unwrap();
    }
    grace.get(&stage).await.shows("data-down=\"2\"");
    grace.get(&console).await.shows("Back to the top");
    act(&school, "grace", lead(Act::Up)).await.unwrap();
    grace.get(&stage).await.shows("data-down=\"1\"");
    grace.get(&console).await.hides("Further up");
    act(&school, "grace", lead(Act::Top)).await.unwrap();
    grace.get(&stage).await.shows("data-down=\"0\"");
    act(&school, "grace", lead(Act::Down)).await.unwrap();
    // The next step begins at its own beginning.
    act(&school, "grace", go(3)).await.unwrap();
    grace.get(&stage).await.shows("data-down=\"0\"");
}

#[tokio::test]
async fn the_projector_says_goodbye_when_the_class_is_closed() {
    let school = class().await;
    let grace = school.staff("grace").await;
    let stage = format!("/project/7c/{}", school.lesson().order);
    let fields = [("section", "7c"), ("lesson", world::LESSON)];
    grace.call("/api/end_class", &fields).await.is(200);
    // A second console goes back to the class.
    let console = format!("/teach/classes/7c/{}/live", school.lesson().order);
    let back = grace.get(&console).await;
    back.is(302).redirects_to("/teach/classes/7c");
    let over = grace.get(&stage).await;
    over.is(200).shows("The class is over.").hides("CCC 777");
    school.later(TimeDelta::days(1));
    school.staff("grace").await.get(&stage).await.is(404);
}

#[tokio::test]
async fn another_machine_becomes_the_projector_by_a_code_that_works_once() {
    let school = class().await;
    let number = school.lesson().order;
    act(&school, "grace", go(1)).await.unwrap();
    let code = school
        .visit("grace")
        .await
        .pairing_code("7c", number)
        .await
        .unwrap()
        .code;
    let (machine, other) = (school.nobody(), school.nobody());
    machine
        .get("/projector")
        .await
        .is(200)
        .shows("Code from the teacher");
    machine
        .post("/projector", &[("code", "BBBBBB")])
        .await
        .is(422);
    let paired = machine.post("/projector", &[("code", &code)]).await;
    paired.is(303).redirects_to("/projector");
    let shown = machine.get("/projector").await;
    shown
        .is(200)
        .shows(&school.lesson().steps[0].title)
        .hides("Ada");
    other.post("/projector", &[("code", &code)]).await.is(422);
    // It shows that class and may do nothing else.
    for closed in ["/teach", &format!("/project/7c/{number}"), "/s"] {
        assert_ne!(machine.get(closed).await.status, 200, "{closed}");
    }
    school.later(TimeDelta::hours(9));
    machine
        .get("/projector")
        .await
        .shows("Code from the teacher");
}

#[tokio::test]
async fn an_old_pairing_code_pairs_nothing() {
    let school = class().await;
    let number = school.lesson().order;
    let code = school
        .visit("grace")
        .await
        .pairing_code("7c", number)
        .await
        .unwrap()
        .code;
    school.later(TimeDelta::minutes(11));
    let machine = school.nobody();
    machine.post("/projector", &[("code", &code)]).await.is(422);
}

#[tokio::test]
async fn a_sensitive_lesson_is_taught_only_when_the_school_is_ready() {
    let school = TestSchool::open().await;
    for (class, band) in [("7c", "6-8"), ("1b", "k-2")] {
        let band = band.parse().unwrap();
        let unit = school.curriculum().unit(band).unwrap();
        let lesson = unit.lessons.iter().find(|lesson| lesson.harm).unwrap();
        let grace = school.visit("grace").await;
        let early = grace.begin_class(class, &lesson.id, true).await;
        assert_eq!(early, Err(Told::NotReady));
    }
    school.make_ready("alan", "birch").await;
    let grace = school.visit("grace").await;
    grace
        .begin_class("7c", world::SENSITIVE, true)
        .await
        .unwrap();
}

#[tokio::test]
async fn whoever_looks_after_the_school_sees_what_runs_and_not_what_is_in_it() {
    let school = class().await;
    act(&school, "grace", go(2)).await.unwrap();
    let step = &school.lesson().steps[1].title;
    for who in ["alan", "carol", "dora"] {
        let staff = school.staff(who).await;
        for (org, words) in [
            ("birch", "1 class is being taught now"),
            ("cedar", "Classes running now"),
        ] {
            let link = format!("<a href=\"/school/{org}/now\">{words}</a>");
            if who == "dora" || org == "birch" {
                staff.get(&format!("/school/{org}")).await.shows(&link);
            }
        }
        let page = staff.get("/school/birch/now").await;
        page.is(200)
            .shows("7C")
            .shows("Grace")
            .hides("Ada")
            .hides(step);
    }
    school
        .staff("grace")
        .await
        .get("/school/birch/now")
        .await
        .is(404);
    let history = school
        .staff("alan")
        .await
        .get("/teach/classes/7c/history")
        .await;
    history
        .is(200)
        .shows(&school.lesson().title)
        .shows("not closed yet");
}
