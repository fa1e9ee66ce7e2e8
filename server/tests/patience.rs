//! How often somebody may try to sign in, and that nobody is locked out by somebody else.

use chrono::TimeDelta;

use crate::school::{Browser, TestSchool, world};

async fn try_student(browser: &Browser, own_code: &str) -> u16 {
    let fields = [("class_code", "CCC777"), ("own_code", own_code)];
    browser.post("/s/sign-in", &fields).await.status.as_u16()
}

async fn try_staff(browser: &Browser, password: &str) -> u16 {
    let fields = [("email", "grace@pine.example"), ("password", password)];
    browser.post("/sign-in", &fields).await.status.as_u16()
}

#[tokio::test]
async fn a_browser_that_fails_waits_longer_and_longer() {
    let school = TestSchool::open().await;
    let browser = school.nobody();
    try_student(&browser, "bbbbbb").await;
    for _ in 0..5 {
        assert_eq!(try_student(&browser, "bbbbbb").await, 422);
    }
    assert_eq!(try_student(&browser, "bbbbbb").await, 429);
    assert_eq!(
        try_student(&browser, "kfm7rt").await,
        429,
        "not even with the right code"
    );
    school.later(TimeDelta::seconds(6));
    assert_eq!(try_student(&browser, "bbbbbb").await, 422);
    school.later(TimeDelta::seconds(6));
    assert_eq!(
        try_student(&browser, "bbbbbb").await,
        429,
        "the second wait is longer"
    );
    school.later(TimeDelta::seconds(6));
    assert_eq!(try_student(&browser, "kfm7rt").await, 303);
}

#[tokio::test]
async fn a_classmate_locks_nobody_out() {
    let school = TestSchool::open().await;
    let classmate = school.nobody();
    for _ in 0..30 {
        try_student(&classmate, "bbbbbb").await;
    }
    assert_eq!(try_student(&classmate, "bbbbbb").await, 429);
    assert_eq!(try_student(&school.nobody(), "kfm7rt").await, 303);
}

#[tokio::test]
async fn coming_in_forgets_the_wrong_tries() {
    let school = TestSchool::open().await;
    let browser = school.nobody();
    for _ in 0..4 {
        assert_eq!(try_staff(&browser, "wrong, wrong, wrong").await, 422);
    }
    assert_eq!(try_staff(&browser, world::PASSWORD).await, 303);
    for _ in 0..5 {
        assert_eq!(try_staff(&browser, "wrong, wrong, wrong").await, 422);
    }
}

#[tokio::test]
async fn a_new_cookie_for_every_try_is_no_way_round() {
    let school = TestSchool::open().await;
    let own = school.nobody();
    assert_eq!(try_staff(&own, world::PASSWORD).await, 303);
    let stranger = school.shared.clone();
    // As many wrong tries of strangers as are free, without the hashing in between.
    count_strangers(&stranger, 100).await;
    assert_eq!(
        try_staff(&school.nobody(), "wrong, wrong, wrong").await,
        422
    );
    assert_eq!(
        try_staff(&school.nobody(), "wrong, wrong, wrong").await,
        429
    );
    assert_eq!(
        try_staff(&own, world::PASSWORD).await,
        303,
        "whoever was in before comes in"
    );
}

async fn count_strangers(shared: &server::shared::Shared, times: i32) {
    use server::entity::throttle;
    let now = shared.now();
    let row = throttle::Model {
        key: shared
            .keys
            .counted(&["strangers", "account", "grace@pine.example"]),
        failures: times - 1,
        until: now,
        ends_at: now + TimeDelta::hours(1),
    };
    let writing = shared
        .db
        .write(|tx| async move { throttle::keep(&tx, row).await });
    writing.await.unwrap();
}

#[tokio::test]
async fn what_is_counted_names_nobody() {
    let school = TestSchool::open().await;
    let browser = school.nobody();
    try_staff(&browser, "wrong, wrong, wrong").await;
    try_staff(&browser, "wrong, wrong, wrong").await;
    let id = browser.cookie("__Host-browser").unwrap();
    use sea_orm::EntityTrait;
    let rows = server::entity::throttle::Entity::find()
        .all(school.shared.db.read())
        .await
        .unwrap();
    assert_eq!(rows.len(), 2);
    for row in rows {
        assert!(
            !row.key.contains("grace") && !row.key.contains(&id),
            "{}",
            row.key
        );
    }
}
