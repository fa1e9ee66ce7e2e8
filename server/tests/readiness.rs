//! The readiness gate: eight items, whom to call, and what stays closed until then.

use app::{
    error::Error as Told,
    school::{
        accounts::Role,
        administering::{Administering, Contacts},
        teaching::Teaching,
    },
};

use crate::school::{TestSchool, world};

const ITEMS: [&str; 8] = [
    "reporting_path",
    "staff_briefed",
    "counselor_available",
    "families_told",
    "private_plans",
    "supports_arranged",
    "substitute_plan",
    "day_chosen",
];

#[tokio::test]
async fn the_eight_items_stand_in_their_order_and_begin_open() {
    let school = TestSchool::open().await;
    let page = school.visit("alan").await.readiness("birch").await.unwrap();
    let keys: Vec<&str> = page.ticks.iter().map(|tick| tick.key.as_str()).collect();
    assert_eq!(keys, ITEMS);
    assert!(page.ticks.iter().all(|tick| tick.ticked.is_none()));
    assert!(page.may_change);
}

#[tokio::test]
async fn a_tick_has_its_day_and_role_and_can_be_taken_back() {
    let school = TestSchool::open().await;
    let dora = school.visit("dora").await;
    dora.tick_readiness("birch", "families_told", true)
        .await
        .unwrap();
    school
        .visit("alan")
        .await
        .tick_readiness("birch", "families_told", true)
        .await
        .unwrap();
    let tick = |page: app::school::administering::ReadinessPage| page.ticks[3].ticked;
    let kept = tick(dora.readiness("birch").await.unwrap());
    assert_eq!(
        kept,
        Some((world::today(), Role::DistrictAdministrator)),
        "the first one stands"
    );
    assert_eq!(tick(dora.readiness("cedar").await.unwrap()), None);
    dora.tick_readiness("birch", "families_told", false)
        .await
        .unwrap();
    assert_eq!(tick(dora.readiness("birch").await.unwrap()), None);
}

#[tokio::test]
async fn an_item_that_is_none_is_not_found() {
    let school = TestSchool::open().await;
    let alan = school.visit("alan").await;
    let answer = alan.tick_readiness("birch", "everything", true).await;
    assert_eq!(answer.unwrap_err(), Told::NotFound);
}

#[tokio::test]
async fn a_sensitive_lesson_opens_once_all_eight_are_ticked() {
    let school = TestSchool::open().await;
    let (alan, grace) = (school.visit("alan").await, school.visit("grace").await);
    for (done, item) in ITEMS.into_iter().enumerate() {
        let early = grace.open_lesson("7c", world::SENSITIVE).await;
        assert_eq!(early.unwrap_err(), Told::NotReady, "after {done}");
        let page = grace.class("7c").await.unwrap();
        assert_eq!(page.readiness_missing as usize, ITEMS.len() - done);
        alan.tick_readiness("birch", item, true).await.unwrap();
    }
    grace.open_lesson("7c", world::SENSITIVE).await.unwrap();
    let cards = Administering::schools(&alan).await.unwrap();
    assert!(cards[0].ready);
}

#[tokio::test]
async fn a_counselor_reads_the_gate_and_an_administrator_changes_it() {
    let school = TestSchool::open().await;
    let carol = school.visit("carol").await;
    assert!(!carol.readiness("birch").await.unwrap().may_change);
    let answer = carol.tick_readiness("birch", ITEMS[0], true).await;
    assert_eq!(answer.unwrap_err(), Told::NotFound);
}

#[tokio::test]
async fn whom_to_call_is_kept_and_shown() {
    let school = TestSchool::open().await;
    let alan = school.staff("alan").await;
    let fields = [
        ("designated_agent", " Ms.  Whitcomb "),
        ("intake_number", "1-800-555-0100"),
        ("leave_to", "https://www.weather.gov/"),
    ];
    alan.get("/school/birch/readiness").await.is(200);
    let kept = alan.post("/school/birch/readiness", &fields).await;
    kept.is(303).redirects_to("/school/birch/readiness");
    alan.get("/school/birch/readiness")
        .await
        .shows("Ms. Whitcomb")
        .shows("1-800-555-0100");
    let contacts = school
        .visit("alan")
        .await
        .readiness("birch")
        .await
        .unwrap()
        .contacts;
    let expected = Contacts {
        designated_agent: "Ms. Whitcomb".into(),
        intake_number: "1-800-555-0100".into(),
        leave_to: "https://www.weather.gov/".into(),
        ..Contacts::default()
    };
    assert_eq!(contacts, expected);
}

#[tokio::test]
async fn an_address_to_leave_to_that_is_not_encrypted_is_given_back() {
    let school = TestSchool::open().await;
    let alan = school.staff("alan").await;
    alan.get("/school/birch/readiness").await.is(200);
    let fields = [
        ("counselor", "Carol, Room 9"),
        ("leave_to", "http://www.weather.gov"),
    ];
    let reply = alan.post("/school/birch/readiness", &fields).await;
    reply
        .is(422)
        .shows("Carol, Room 9")
        .shows("http://www.weather.gov")
        .shows("begins with https");
    let kept = school
        .visit("alan")
        .await
        .readiness("birch")
        .await
        .unwrap()
        .contacts;
    assert_eq!(kept, Contacts::default());
}
