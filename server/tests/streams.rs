//! The streams of a class taught live: a number when something has changed, and nothing else.

use std::{
    net::{Ipv4Addr, TcpStream},
    time::Duration,
};

use axum::{
    body::{Body, BodyDataStream},
    http::Request,
};
use futures_util::StreamExt;
use server::{
    content::Content,
    db::Openness,
    serve::{Place, Reach, Server},
};

use crate::{
    live::{act, class, go, lesson_page, live},
    school::{Browser, is_postgres},
    start::LESSONS,
};

/// What comes down a stream, event by event.
pub struct Events(BodyDataStream);

impl Events {
    pub async fn of(browser: &Browser, address: &str) -> Self {
        Self(browser.stream(address).await.into_data_stream())
    }

    pub async fn next(&mut self) -> Option<String> {
        let next = self.0.next().await?.unwrap();
        Some(String::from_utf8(next.to_vec()).unwrap().trim().to_owned())
    }
}

pub fn version(revision: i64) -> String {
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
