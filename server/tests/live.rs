//! A class taught live: whoever leads it, every device is where it belongs, and nobody is stranded.

use std::{
    net::{Ipv4Addr, TcpStream},
    time::Duration,
};

use app::{
    error::Error as Told,
    school::live::{Act, HandCount, Lead, Live, Scene},
};
use axum::{
    body::{Body, BodyDataStream},
    http::Request,
};
use chrono::TimeDelta;
use futures_util::StreamExt;
use lessons::check::Body as CheckBody;
use server::{
    content::Content,
    db::Openness,
    entity::{enrollment, live_class, tally, word::EnrollmentRole},
    serve::{Place, Reach, Server},
};

use crate::{
    school::{Browser, TestSchool, is_postgres, world},
    start::LESSONS,
};

/// One act of a teacher's in 7C's lesson.
fn lead(act: Act) -> Lead {
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

fn go(step: u32) -> Lead {
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
async fn class() -> TestSchool {
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

async fn act(school: &TestSchool, who: &str, lead: Lead) -> Result<(), Told> {
    school.visit(who).await.lead_class(lead).await
}

async fn live(school: &TestSchool) -> live_class::Model {
    let db = school.shared.db.read();
    let live = live_class::latest(db, world::id("7c"), world::LESSON).await;
    live.unwrap().unwrap()
}

fn lesson_page(school: &TestSchool) -> String {
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
async fn another_machine_becomes_the_projector_by_a_code_that_works_once() {
    let school = class().await;
    let number = school.lesson().order;
    act(&school, "grace", go(1)).await.unwrap();
    let code = school
        .visit("grace")
        .await
        .pairing_code("7c", number)
        .await
        .unwrap();
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
        .unwrap();
    school.later(TimeDelta::minutes(11));
    let machine = school.nobody();
    machine.post("/projector", &[("code", &code)]).await.is(422);
}

#[tokio::test]
async fn a_class_without_devices_counts_hands_and_shows_them_when_it_is_closed() {
    let school = TestSchool::open().await;
    let students = school
        .add_class("7e", lessons::course::Band::Six8, 12)
        .await;
    let grace = school.visit("grace").await;
    let number = grace.begin_class("7e", world::LESSON, false).await.unwrap();
    students[0]
        .get("/s")
        .await
        .hides(&format!("/s/7e/{number}"));
    students[0].get(&format!("/s/7e/{number}")).await.is(409);
    let checks = school.lesson().steps.iter().flat_map(|step| step.checks());
    let check = checks
        .filter(|check| matches!(check.body, CheckBody::ChooseOne(_)))
        .take(1)
        .next()
        .unwrap();
    let CheckBody::ChooseOne(options) = &check.body else {
        unreachable!("it was chosen for that");
    };
    let mut counts = vec!["0".to_owned(); options.len()];
    counts[0] = "7".into();
    counts[1] = "4".into();
    let hands = HandCount {
        section: "7e".into(),
        lesson: world::LESSON.into(),
        check: check.id.clone(),
        counts,
    };
    let too_many = HandCount {
        counts: vec!["13".into(); options.len()],
        ..hands.clone()
    };
    let refused = grace.count_hands(too_many).await;
    assert!(matches!(refused, Err(Told::Invalid { .. })));
    grace.count_hands(hands.clone()).await.unwrap();
    // Counted again, the first count is forgotten.
    grace.count_hands(hands).await.unwrap();
    let show = Lead {
        section: "7e".into(),
        check: check.id.clone(),
        ..lead(Act::Show)
    };
    assert_eq!(grace.lead_class(show.clone()).await, Err(Told::Closed));
    let live = live_class::latest(school.shared.db.read(), world::id("7e"), world::LESSON)
        .await
        .unwrap()
        .unwrap();
    let rows = tally::of_live_class(school.shared.db.read(), live.id)
        .await
        .unwrap();
    assert_eq!(rows.iter().map(|row| row.count).sum::<i32>(), 22);
    app::school::teaching::Teaching::close_lesson(&grace, live.id)
        .await
        .unwrap();
    grace.lead_class(show).await.unwrap();
    let stage = grace.stage("7e", number).await.unwrap();
    let Scene::Tally(tally) = stage.scene else {
        panic!("{:?}", stage.scene);
    };
    assert_eq!(tally.counts.unwrap().answers, 11);
}

#[tokio::test]
async fn the_youngest_are_taught_without_devices_and_without_counts() {
    let school = TestSchool::open().await;
    let grace = school.visit("grace").await;
    let unit = school.curriculum().unit(lessons::course::Band::K2).unwrap();
    let lesson = unit.lessons.iter().find(|lesson| !lesson.harm).unwrap();
    let number = grace.begin_class("1b", &lesson.id, true).await.unwrap();
    let console = grace.console("1b", number).await.unwrap();
    assert!(!console.devices);
    assert_eq!(console.code, None);
    assert!(console.checks.iter().all(|check| check.options.is_empty()));
    let check = &console.checks[0];
    let hands = HandCount {
        section: "1b".into(),
        lesson: lesson.id.clone(),
        check: check.id.clone(),
        counts: vec!["1".into(), "1".into()],
    };
    assert_eq!(grace.count_hands(hands).await, Err(Told::NotFound));
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
        let page = school.staff(who).await.get("/school/birch/now").await;
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

/// What comes down a stream, event by event.
struct Events(BodyDataStream);

impl Events {
    async fn of(browser: &Browser, address: &str) -> Self {
        Self(browser.stream(address).await.into_data_stream())
    }

    async fn next(&mut self) -> Option<String> {
        let next = self.0.next().await?.unwrap();
        Some(String::from_utf8(next.to_vec()).unwrap().trim().to_owned())
    }
}

fn version(revision: i64) -> String {
    format!("event: version\ndata: {revision}")
}

#[tokio::test]
async fn a_stream_says_that_something_changed_and_nothing_else() {
    let school = class().await;
    let page = lesson_page(&school);
    let ada = school.student("ada").await;
    let mut events = Events::of(&ada, &format!("{page}/changes")).await;
    let first = events.next().await.unwrap();
    assert!(first.starts_with("event: version\ndata: "), "{first}");
    act(&school, "grace", go(1)).await.unwrap();
    let revision = live(&school).await.revision;
    assert_eq!(events.next().await, Some(version(revision)));
    // A reader who was away gets the newest revision, once.
    act(&school, "grace", go(2)).await.unwrap();
    act(&school, "grace", go(3)).await.unwrap();
    let revision = live(&school).await.revision;
    assert_eq!(events.next().await, Some(version(revision)));
    // The server stops: the stream ends.
    school.shared.live.stop();
    assert_eq!(events.next().await, None);
}

#[tokio::test]
async fn a_teachers_stream_also_tells_of_work() {
    let school = class().await;
    let lesson = school.lesson();
    act(&school, "grace", go(1)).await.unwrap();
    let grace = school.staff("grace").await;
    let changes = format!("/teach/classes/7c/{}/changes", lesson.order);
    let mut events = Events::of(&grace, &changes).await;
    events.next().await.unwrap();
    let ada = school.student("ada").await;
    ada.get(&format!("{}/1", lesson_page(&school)))
        .await
        .is(200);
    let fields = [
        ("section", "7c"),
        ("step", &lesson.step_key(&lesson.steps[0])),
    ];
    ada.post("/api/complete_step", &fields).await;
    assert!(events.next().await.unwrap().starts_with("event: version"));
    let console = format!("/teach/classes/7c/{}/live", lesson.order);
    grace
        .get(&console)
        .await
        .shows("1 of 6 have done this step");
}

#[tokio::test]
async fn what_one_server_changes_wakes_those_who_watch_another() {
    if !is_postgres() {
        return;
    }
    let school = class().await;
    let second = school.second_server().await;
    let listening = tokio::spawn(server::live::across::listen(second.shared.clone()));
    let ada = second.student("ada").await;
    let mut events = Events::of(&ada, &format!("{}/changes", lesson_page(&school))).await;
    events.next().await.unwrap();
    act(&school, "grace", go(1)).await.unwrap();
    let revision = live(&school).await.revision;
    assert_eq!(events.next().await, Some(version(revision)));
    listening.abort();
}

#[tokio::test]
async fn a_stream_is_only_for_whoever_may_see_the_class() {
    let school = class().await;
    let number = school.lesson().order;
    let streams = [
        format!("/s/7c/{number}/changes"),
        format!("/teach/classes/7c/{number}/changes"),
        format!("/project/7c/{number}/changes"),
        "/projector/changes".to_owned(),
    ];
    for who in ["gus", "lou"] {
        let student = school.student(who).await;
        for stream in &streams {
            assert_eq!(student.get(stream).await.status, 404, "{who} {stream}");
        }
    }
    let tim = school.staff("tim").await;
    for stream in &streams {
        assert_eq!(tim.get(stream).await.status, 404, "{stream}");
    }
    let request = Request::get("/projector/changes")
        .body(Body::empty())
        .unwrap();
    school.nobody().send(request).await.is(404);
}

/// Linux, because other systems give no program more room than they have set.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn hundreds_of_streams_that_come_back_at_once_find_room() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::new(folder.path().to_owned(), None, Openness::default()).unwrap();
    let reach = Reach {
        listen: (Ipv4Addr::LOCALHOST, 0).into(),
        origin: None,
        insecure_lan: false,
    };
    let content = Content::open(Some(LESSONS.as_ref())).unwrap();
    let server = Server::open(&place, &reach, content, Vec::new())
        .await
        .unwrap();
    let address = server.address();
    let port: u16 = address.rsplit(':').next().unwrap().parse().unwrap();
    // Nobody takes them yet. Whoever is turned away is heard again after a second.
    let within = Duration::from_millis(900);
    let mut waiting = Vec::new();
    for _ in 0..500 {
        let came = TcpStream::connect_timeout(&(Ipv4Addr::LOCALHOST, port).into(), within);
        waiting.push(came.unwrap());
    }
}
