//! How long a session lasts, how it is ended, and what a broken cookie does.

use chrono::TimeDelta;

use crate::school::{TestSchool, is_postgres, until, world};

#[tokio::test]
async fn a_students_session_outlasts_a_lesson_and_ends_when_nobody_uses_it() {
    let school = TestSchool::open().await;
    let ada = school.student("ada").await;
    school.later(TimeDelta::minutes(59));
    ada.get("/s").await.is(200);
    let kept = || async {
        let db = school.shared.db.read();
        let person = world::id("ada");
        let now = school.shared.now();
        let sessions = server::entity::session::of_person(db, person, now)
            .await
            .unwrap();
        sessions[0].seen_at > sessions[0].created_at
    };
    until(async || kept().await).await;
    school.later(TimeDelta::minutes(59));
    ada.get("/s").await.is(200);
    school.later(TimeDelta::minutes(61));
    ada.get("/s").await.redirects_to("/s/sign-in");
}

#[tokio::test]
async fn a_session_ends_at_last_however_much_it_is_used() {
    let school = TestSchool::open().await;
    let grace = school.staff("grace").await;
    for _ in 0..24 {
        school.later(TimeDelta::hours(7));
        let before = school.shared.now();
        if grace.get("/teach").await.status != 200 {
            break;
        }
        until(async || {
            let db = school.shared.db.read();
            let person = world::id("grace");
            let sessions = server::entity::session::of_person(db, person, before)
                .await
                .unwrap();
            sessions.iter().any(|session| session.seen_at >= before)
        })
        .await;
    }
    grace.get("/teach").await.redirects_to("/sign-in");
}

#[tokio::test]
async fn staff_see_where_they_are_signed_in_and_end_it_there() {
    let school = TestSchool::open().await;
    let (here, there) = (school.staff("grace").await, school.staff("grace").await);
    let visit = school.visit("grace").await;
    use app::school::accounts::Accounts;
    let sessions = visit.signed_in().await.unwrap();
    assert_eq!(sessions.len(), 3);
    here.get("/account").await.is(200);
    for session in sessions.iter().filter(|session| !session.current) {
        let fields = [("session", session.id.to_string())];
        school
            .staff("grace")
            .await
            .call("/api/sign_out_elsewhere", &fields)
            .await
            .is(200);
    }
    there.get("/teach").await.redirects_to("/sign-in");
    here.get("/teach").await.redirects_to("/sign-in");
}

#[tokio::test]
async fn nobody_ends_somebody_elses_session() {
    let school = TestSchool::open().await;
    use app::school::accounts::Accounts;
    let graces = school.visit("grace").await.signed_in().await.unwrap();
    let fields = [("session", graces[0].id.to_string())];
    let omar = school.staff("omar").await;
    omar.call("/api/sign_out_elsewhere", &fields).await.is(404);
    let left = school.visit("grace").await.signed_in().await.unwrap();
    assert!(left.iter().any(|session| session.id == graces[0].id));
}

#[tokio::test]
async fn a_broken_cookie_is_a_signed_out_visitor() {
    let school = TestSchool::open().await;
    for value in [
        "",
        "x",
        "%00",
        "a.b.c",
        &"long".repeat(900),
        "../../etc",
        "ünïcode",
    ] {
        let browser = school.nobody();
        browser.keep("__Host-session", value);
        browser.keep("__Host-browser", value);
        browser.get("/teach").await.redirects_to("/sign-in");
        let fields = [
            ("email", "grace@pine.example"),
            ("password", "wrong, wrong, wrong"),
        ];
        browser.post("/sign-in", &fields).await.is(422);
    }
}

#[tokio::test]
async fn signing_in_makes_a_new_token_and_ends_the_old_session() {
    let school = TestSchool::open().await;
    let browser = school.staff("omar").await;
    let before = browser.cookie("__Host-session").unwrap();
    let fields = [
        ("email", "grace@pine.example"),
        ("password", world::PASSWORD),
    ];
    browser.post("/sign-in", &fields).await.is(303);
    let after = browser.cookie("__Host-session").unwrap();
    assert_ne!(before, after);
    let old = school.nobody();
    old.keep("__Host-session", &before);
    old.get("/teach").await.redirects_to("/sign-in");
}

#[tokio::test]
async fn a_session_that_ends_on_one_server_ends_on_all_within_a_second() {
    if !is_postgres() {
        return;
    }
    let school = TestSchool::open().await;
    let other = school.second_server().await;
    let grace = school.staff("grace").await;
    let there = grace.moved_to(&other.nobody());
    there.get("/teach").await.is(200);
    let token = grace.cookie("__Host-session").unwrap();
    grace.post::<&str>("/sign-out", &[]).await.is(303);
    grace.keep("__Host-session", &token);
    let begun = std::time::Instant::now();
    until(async || there.get("/teach").await.location() == "/sign-in").await;
    assert!(begun.elapsed().as_secs_f64() < 1.5);
}

#[tokio::test]
async fn cookies_are_out_of_reach_of_scripts_and_other_sites() {
    let school = TestSchool::open().await;
    let fields = [("class_code", "CCC777"), ("own_code", "kfm7rt")];
    let reply = school.nobody().post("/s/sign-in", &fields).await;
    let cookies: Vec<_> = reply.headers.get_all("set-cookie").iter().collect();
    assert_eq!(cookies.len(), 2, "{reply:?}");
    for cookie in cookies {
        let cookie = cookie.to_str().unwrap();
        assert!(cookie.starts_with("__Host-"), "{cookie}");
        for attribute in ["Path=/", "HttpOnly", "SameSite=Lax", "Secure"] {
            assert!(cookie.contains(attribute), "{cookie}");
        }
    }
}

#[tokio::test]
async fn staff_whose_session_has_ended_come_back_to_the_page_they_asked_for() {
    let school = TestSchool::open().await;
    let nobody = school.nobody();
    let page = nobody.get("/teach/classes/7c").await;
    page.redirects_to("/sign-in?to=/teach/classes/7c");
    let form = nobody.get("/sign-in?to=/teach/classes/7c").await;
    form.is(200).shows("value=\"/teach/classes/7c\"");
    let fields = [
        ("to", "/teach/classes/7c"),
        ("email", &world::email("grace")),
        ("password", world::PASSWORD),
    ];
    let came = nobody.post("/sign-in", &fields).await;
    came.redirects_to("/teach/classes/7c");
}
