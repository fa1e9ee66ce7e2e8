//! Coming in and going out: staff, students, invitations, and the way out of a page.

use chrono::TimeDelta;
use server::{
    entity::{
        credential, invitation, org,
        word::{CredentialKind, Role},
    },
    keys::token_hash,
};
use uuid::Uuid;

use crate::school::{TestSchool, world};

#[tokio::test]
async fn staff_sign_in_with_email_and_password() {
    let school = TestSchool::open().await;
    let grace = school.nobody();
    grace.get("/sign-in").await.is(200).shows("password");
    let fields = [
        ("email", " Grace@Pine.example "),
        ("password", world::PASSWORD),
    ];
    grace
        .post("/sign-in", &fields)
        .await
        .is(303)
        .redirects_to("/teach");
    grace.get("/teach").await.is(200).shows("Grace");
}

#[tokio::test]
async fn an_administrator_starts_at_the_school() {
    let school = TestSchool::open().await;
    let fields = [
        ("email", "dora@pine.example"),
        ("password", world::PASSWORD),
    ];
    school
        .nobody()
        .post("/sign-in", &fields)
        .await
        .redirects_to("/school");
}

#[tokio::test]
async fn a_sign_in_goes_on_to_where_it_was_asked_for_but_not_to_another_site() {
    let school = TestSchool::open().await;
    for (to, goes) in [
        ("/account", "/account"),
        ("//evil.example", "/teach"),
        ("", "/teach"),
    ] {
        let fields = [
            ("email", "grace@pine.example"),
            ("password", world::PASSWORD),
            ("to", to),
        ];
        school
            .nobody()
            .post("/sign-in", &fields)
            .await
            .redirects_to(goes);
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_account_are_answered_alike() {
    let school = TestSchool::open().await;
    let mut pages = Vec::new();
    for email in ["grace@pine.example", "grate@pine.example"] {
        let fields = [("email", email), ("password", "not this one, surely")];
        let reply = school.nobody().post("/sign-in", &fields).await;
        reply.is(422).shows(email).hides("not this one, surely");
        pages.push(reply.text().replace(email, ""));
    }
    assert_eq!(pages[0], pages[1]);
}

#[tokio::test]
async fn a_student_signs_in_with_two_codes_however_they_are_typed() {
    let school = TestSchool::open().await;
    for own_code in ["kfm7rt", "KFM 7RT", " kfm-7rt "] {
        let ada = school.nobody();
        let fields = [("class_code", "ccc 777"), ("own_code", own_code)];
        ada.post("/s/sign-in", &fields)
            .await
            .is(303)
            .redirects_to("/s");
        ada.get("/s").await.is(200).shows("Ada");
    }
}

#[tokio::test]
async fn wrong_codes_are_given_back_with_the_page() {
    let school = TestSchool::open().await;
    for (class, own) in [
        ("CCC777", "bbbbbb"),
        ("ZZZ999", "kfm7rt"),
        ("DDD777", "kfm7rt"),
    ] {
        let fields = [("class_code", class), ("own_code", own)];
        school
            .nobody()
            .post("/s/sign-in", &fields)
            .await
            .is(422)
            .shows(class)
            .hides(own);
    }
}

#[tokio::test]
async fn a_student_who_left_the_class_cannot_come_in() {
    let school = TestSchool::open().await;
    let (section, student) = (world::id("7c"), world::id("ada"));
    let ada = school.student("ada").await;
    ada.get("/s").await.is(200);
    school
        .shared
        .db
        .write(move |tx| async move {
            server::entity::enrollment::end(&tx, section, student, world::today()).await
        })
        .await
        .unwrap();
    school.shared.sessions.forget();
    ada.get("/s").await.redirects_to("/s/sign-in");
    let fields = [("class_code", "CCC777"), ("own_code", "kfm7rt")];
    school.nobody().post("/s/sign-in", &fields).await.is(422);
}

#[tokio::test]
async fn leaving_a_page_ends_the_session_and_goes_on_without_a_trace() {
    let school = TestSchool::open().await;
    let ada = school.student("ada").await;
    let token = ada.cookie("__Host-session").unwrap();
    let reply = ada.get("/bye").await;
    reply
        .is(200)
        .shows("http-equiv=\"refresh\"")
        .shows("<title>Loading</title>");
    assert_eq!(reply.header(CLEAR), "\"storage\"");
    assert_eq!(ada.cookie("__Host-session"), None);
    ada.keep("__Host-session", &token);
    ada.get("/s").await.redirects_to("/s/sign-in");
}

const CLEAR: axum::http::HeaderName = axum::http::HeaderName::from_static("clear-site-data");

#[tokio::test]
async fn another_site_cannot_sign_anybody_out() {
    let school = TestSchool::open().await;
    let ada = school.student("ada").await;
    let mut request = ada.form::<&str>("/bye", &[]);
    *request.method_mut() = axum::http::Method::GET;
    request
        .headers_mut()
        .insert("sec-fetch-site", "cross-site".parse().unwrap());
    ada.send(request).await.is(200);
    ada.get("/s").await.is(200);
}

#[tokio::test]
async fn leaving_without_a_session_works_too() {
    let school = TestSchool::open().await;
    school.nobody().get("/bye").await.is(200).shows("https://");
}

#[tokio::test]
async fn signing_out_takes_one_press() {
    let school = TestSchool::open().await;
    let grace = school.staff("grace").await;
    grace
        .post::<&str>("/sign-out", &[])
        .await
        .is(303)
        .redirects_to("/");
    grace.get("/teach").await.redirects_to("/sign-in");
    let ada = school.student("ada").await;
    ada.post::<&str>("/sign-out", &[])
        .await
        .redirects_to("/s/sign-in");
}

/// A link for a new teacher at Birch.
async fn invite(school: &TestSchool, token: &str, email: &str) {
    let now = school.shared.now();
    let row = invitation::Model {
        id: Uuid::new_v4(),
        token_hash: token_hash(token),
        org_id: world::id("birch"),
        role: Role::Teacher,
        name: "Nora".into(),
        email: email.into(),
        invited_by: Some(world::id("alan")),
        created_at: now,
        expires_at: now + TimeDelta::days(7),
        used_at: None,
    };
    let writing = school
        .shared
        .db
        .write(|tx| async move { invitation::add(&tx, row).await });
    writing.await.unwrap();
}

#[tokio::test]
async fn an_invitation_makes_an_account_once() {
    let school = TestSchool::open().await;
    invite(&school, "once", "nora@pine.example").await;
    let nora = school.nobody();
    nora.get("/invitation/once").await.is(200).shows("Nora");
    let short = [("password", "too short")];
    nora.post("/invitation/once", &short)
        .await
        .is(422)
        .hides("too short\"");
    let long = [("password", "a few words in a row")];
    nora.post("/invitation/once", &long)
        .await
        .is(303)
        .redirects_to("/teach");
    nora.get("/teach").await.is(200).shows("Nora");
    nora.get("/invitation/once")
        .await
        .is(404)
        .shows("This link has been used or is too old.");
    nora.post("/invitation/once", &long).await.is(404);
    let fields = [
        ("email", "nora@pine.example"),
        ("password", "a few words in a row"),
    ];
    school
        .nobody()
        .post("/sign-in", &fields)
        .await
        .redirects_to("/teach");
}

#[tokio::test]
async fn an_invitation_is_over_after_a_week() {
    let school = TestSchool::open().await;
    invite(&school, "late", "nora@pine.example").await;
    school.later(TimeDelta::days(7));
    school.nobody().get("/invitation/late").await.is(404);
}

#[tokio::test]
async fn an_invitation_takes_no_account_over() {
    let school = TestSchool::open().await;
    invite(&school, "again", "dora@pine.example").await;
    let fields = [("password", "a few words in a row")];
    school
        .nobody()
        .post("/invitation/again", &fields)
        .await
        .is(422);
    let db = school.shared.db.read();
    let kept = credential::find(db, CredentialKind::Password, "dora@pine.example")
        .await
        .unwrap();
    assert_eq!(kept.unwrap().person_id, world::id("dora"));
    // Nothing of it was kept, so that the link can still be used once the mistake is mended.
    let open = invitation::open(db, &token_hash("again"), school.shared.now())
        .await
        .unwrap();
    assert!(open.is_some());
}

#[tokio::test]
async fn an_unknown_link_is_not_found() {
    let school = TestSchool::open().await;
    let nobody = school.nobody();
    nobody
        .get("/invitation/made-up")
        .await
        .is(404)
        .shows("This link has been used or is too old.");
    let fields = [("password", "a few words in a row")];
    nobody.post("/invitation/made-up", &fields).await.is(404);
}

#[tokio::test]
async fn the_first_start_gives_a_link_and_no_account() {
    use server::{
        db::{Db, Openness},
        init,
    };
    let database = crate::school::Database::empty().await;
    let db = Db::open(&database.address, Openness::default())
        .await
        .unwrap();
    let first = init::First {
        district: "Pine County".into(),
        school: "Birch School".into(),
        time_zone: "America/New_York".into(),
        name: "Dora".into(),
        email: "dora@pine.example".into(),
        term: None,
    };
    let now = server::clock::Clock::default().now();
    let lost = init::run(&db, first.clone(), now).await.unwrap();
    let token = init::run(&db, first.clone(), now).await.unwrap();
    assert_ne!(lost, token);
    let district = org::district(db.read()).await.unwrap().unwrap();
    let schools = org::schools(db.read(), district.id).await.unwrap();
    assert_eq!(schools.len(), 1, "the second time only makes a new link");
    let bad = init::First {
        time_zone: "Mars/Base".into(),
        ..first
    };
    let refusal = init::run(&db, bad, now).await.unwrap_err();
    assert!(refusal.to_string().contains("--time-zone"), "{refusal}");
    db.close().await.unwrap();
}
