//! Who may do what: every route × everybody × their own and a foreign object.
//!
//! Made from `ROUTES`, so a new route is in it by itself; one that takes a form and has none here
//! fails until it has.

use app::school::{live::Live, questions::Questions, teaching::Teaching};
use chrono::TimeDelta;
use server::{
    entity::{self, word::Role},
    keys::token_hash,
    router::{Method, ROUTES, Route, Who},
};
use uuid::Uuid;

use crate::school::{Browser, Reply, TestSchool, world};

mod forms;

use forms::form;

/// Everybody who tries. Birch's class 7C is "own", Cedar's 7D is "foreign".
pub const EVERYBODY: [&str; 11] = [
    "nobody", "ada", "gus", "lou", "grace", "omar", "carol", "alan", "tim", "ann", "dora",
];

/// A lesson that was opened to both classes and closed again.
const CLOSED: &str = "6-8.the-relationship-line";

/// A lesson that is being taught live in both classes, without devices.
const TAUGHT: &str = "6-8.upstanders-and-safe-places";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Object {
    Own,
    Foreign,
}

impl Object {
    fn class(self) -> &'static str {
        match self {
            Self::Own => "7c",
            Self::Foreign => "7d",
        }
    }

    fn school(self) -> &'static str {
        match self {
            Self::Own => "birch",
            Self::Foreign => "cedar",
        }
    }

    /// Whom the school has named for its question box.
    fn counselor(self) -> &'static str {
        match self {
            Self::Own => "carol",
            Self::Foreign => "ann",
        }
    }

    fn teacher(self) -> &'static str {
        match self {
            Self::Own => "grace",
            Self::Foreign => "tim",
        }
    }

    /// A student for the n-th who may do something to one.
    fn student(self, turn: usize) -> &'static str {
        match self {
            Self::Own => ["ben", "cleo", "dina", "emil"][turn],
            Self::Foreign => ["lou", "mia"][turn],
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    /// Sent to sign in, or told so.
    SignIn,
    NotFound,
    Other(u16),
}

#[tokio::test]
async fn everybody_may_do_what_they_may_and_nothing_else() {
    let mut wrong = Vec::new();
    for route in ROUTES {
        let school = a_school_in_use().await;
        if route.address.ends_with("/ask") {
            for object in [Object::Own, Object::Foreign] {
                let visit = school.visit(object.teacher()).await;
                let begun = visit.begin_class(object.class(), world::LESSON, true);
                begun.await.unwrap();
            }
        }
        for object in [Object::Own, Object::Foreign] {
            if object == Object::Foreign && !has_an_object(route) {
                continue;
            }
            // Those who may not go first: whoever may changes things.
            let mut everybody = EVERYBODY;
            everybody.sort_by_key(|who| expected(route, who, object) == Outcome::Done);
            let mut turn = 0;
            for who in everybody {
                let expected = expected(route, who, object);
                let reply = attempt(&school, route, who, object, turn).await;
                let outcome = outcome(&reply);
                if expected == Outcome::Done {
                    turn += 1;
                }
                if outcome != expected {
                    wrong.push(format!(
                        "{:?} {} by {who} on {object:?}: {outcome:?} instead of {expected:?}",
                        route.method, route.address
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Lessons open and closed, taught and invited to, in both schools.
pub async fn a_school_in_use() -> TestSchool {
    let school = TestSchool::open().await;
    for object in [Object::Own, Object::Foreign] {
        let (teacher, class) = (object.teacher(), object.class());
        school.open_lesson(teacher, class, world::LESSON).await;
        school.open_lesson(teacher, class, CLOSED).await;
        let closed = live_class(&school, class, CLOSED).await;
        school
            .visit(teacher)
            .await
            .close_lesson(closed)
            .await
            .unwrap();
        let visit = school.visit(teacher).await;
        visit.begin_class(class, TAUGHT, false).await.unwrap();
        question_box(&school, object).await;
        let version = school.curriculum().lesson(CLOSED).unwrap().hash.clone();
        let taught = entity::teaching::Model {
            id: world::id(&format!("teaching {class}")),
            section_id: world::id(class),
            lesson: CLOSED.into(),
            version,
            on: world::today(),
            minutes: 40,
            by: world::id(teacher),
            next_on: None,
        };
        let write = school
            .shared
            .db
            .write(|tx| async move { entity::teaching::add(&tx, taught).await });
        write.await.unwrap();
    }
    for who in EVERYBODY {
        invite(&school, who).await;
    }
    school
}

/// A question in the box of the lesson that is being taught, handed to the school's counselor.
async fn question_box(school: &TestSchool, object: Object) {
    let (class, counselor) = (object.class(), world::id(object.counselor()));
    if object == Object::Foreign {
        let role = Role::Counselor;
        let write = school.shared.db.write(move |tx| async move {
            entity::staff_role::add(&tx, counselor, world::id("cedar"), role).await
        });
        write.await.unwrap();
    }
    let dora = school.visit("dora").await;
    let named = dora.choose_question_box(object.school(), Some(counselor));
    named.await.unwrap();
    let id = world::id(&format!("question {class}"));
    let row = entity::question::Model {
        id,
        live_class_id: live_class(school, class, TAUGHT).await,
        sealed: school
            .shared
            .keys
            .seal(id, "Is it okay to say no?")
            .unwrap(),
        asked_on: world::today(),
        read_by: None,
        routed_by: Some(world::id(object.teacher())),
        taken_up_on: None,
    };
    let write = school
        .shared
        .db
        .write(|tx| async move { entity::question::add(&tx, row).await });
    write.await.unwrap();
}

async fn invite(school: &TestSchool, token: &str) {
    let now = school.shared.now();
    let row = entity::invitation::Model {
        id: Uuid::new_v4(),
        token_hash: token_hash(token),
        org_id: world::id("birch"),
        role: Role::Teacher,
        name: "Nora".into(),
        email: format!("{token}@invited.example"),
        invited_by: None,
        created_at: now,
        expires_at: now + TimeDelta::days(7),
        used_at: None,
    };
    let write = school
        .shared
        .db
        .write(|tx| async move { entity::invitation::add(&tx, row).await });
    write.await.unwrap();
}

async fn live_class(school: &TestSchool, class: &str, lesson: &str) -> Uuid {
    let db = school.shared.db.read();
    let live = entity::live_class::latest(db, world::id(class), lesson)
        .await
        .unwrap();
    live.unwrap().id
}

fn is_staff(who: &str) -> bool {
    who != "nobody" && !world::is_student(who)
}

/// Calls that only ever touch what is one's own, and everything with a class or school in it.
fn has_an_object(route: &Route) -> bool {
    let in_address = ["{section}", "{org}"]
        .iter()
        .any(|part| route.address.contains(part));
    in_address || route.address.starts_with("/api/")
}

fn expected(route: &Route, who: &str, object: Object) -> Outcome {
    let may = match (route.who, object) {
        (Who::Anyone, _) => true,
        (Who::Student, _) if !has_an_object(route) => world::is_student(who),
        (Who::Student, Object::Own) => who == "ada",
        (Who::Student, Object::Foreign) => who == "lou",
        (Who::Staff, Object::Own) => is_staff(who),
        (Who::Staff, Object::Foreign) => who == "tim",
        (Who::Teacher, object) => who == object.teacher(),
        (Who::Reader, Object::Own) => ["grace", "carol", "alan", "dora"].contains(&who),
        (Who::Reader, Object::Foreign) => ["tim", "ann", "dora"].contains(&who),
        (Who::Administrator, Object::Own) => ["alan", "dora"].contains(&who),
        (Who::Administrator, Object::Foreign) => ["ann", "dora"].contains(&who),
        (Who::BoxReader, object) => [object.teacher(), object.counselor()].contains(&who),
        (Who::Counselor, object) => who == object.counselor(),
        (Who::Projector, _) => false,
        (Who::Overseer, _) if !has_an_object(route) => {
            ["carol", "alan", "ann", "dora"].contains(&who)
        }
        (Who::Overseer, Object::Own) => ["carol", "alan", "dora"].contains(&who),
        (Who::Overseer, Object::Foreign) => ["ann", "dora"].contains(&who),
    };
    match (may, who) {
        (true, _) if is_unbuilt(route) => Outcome::NotFound,
        (true, _) => Outcome::Done,
        (false, _) if route.who == Who::Projector => Outcome::NotFound,
        (false, "nobody") => Outcome::SignIn,
        (false, _) => Outcome::NotFound,
    }
}

/// Files of the site are there once it has been built.
fn is_unbuilt(route: &Route) -> bool {
    let is_file = [".svg", ".ico", "{*name}"]
        .iter()
        .any(|end| route.address.ends_with(end));
    is_file && server::http::files::manifest().0.is_empty()
}

pub async fn browser(school: &TestSchool, who: &str) -> Browser {
    match who {
        "nobody" => school.nobody(),
        student if world::is_student(student) => school.student(student).await,
        staff => school.staff(staff).await,
    }
}

async fn attempt(
    school: &TestSchool,
    route: &Route,
    who: &str,
    object: Object,
    turn: usize,
) -> Reply {
    let browser = browser(school, who).await;
    let address = address(school, route.address, who, object);
    if route.method == Method::Get {
        return browser.get(&address).await;
    }
    let fields = form(school, route.address, who, object, turn).await;
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    match route.address.starts_with("/api/") {
        true => browser.call(&address, &fields).await,
        false => browser.post(&address, &fields).await,
    }
}

fn address(school: &TestSchool, pattern: &str, who: &str, object: Object) -> String {
    let is_live = [
        "/live",
        "/pair",
        "/roll",
        "/close",
        "}/questions",
        "/project/{section}/{number}",
    ]
    .iter()
    .any(|end| pattern.ends_with(end))
        || pattern == "/project/{section}/{number}/changes";
    let lesson = match pattern.ends_with("/answers") {
        true => school.curriculum().lesson(CLOSED).unwrap(),
        false if is_live => school.curriculum().lesson(TAUGHT).unwrap(),
        false => school.lesson(),
    };
    let manifest = server::http::files::manifest();
    let file = manifest
        .0
        .values()
        .next()
        .map_or("none.css", String::as_str);
    pattern
        .replace("{section}", object.class())
        .replace("{org}", object.school())
        .replace("{number}", &lesson.order.to_string())
        .replace("{step}", &check_step(school).to_string())
        .replace("{lesson}", &lesson.id)
        .replace("{band}", lesson.band.slug())
        .replace("{token}", who)
        .replace("{*name}", file)
}

/// The first step of the lesson that has a check.
fn check_step(school: &TestSchool) -> usize {
    let steps = &school.lesson().steps;
    steps
        .iter()
        .position(|step| step.checks().next().is_some())
        .unwrap()
        + 1
}

fn outcome(reply: &Reply) -> Outcome {
    match (reply.status.as_u16(), reply.location()) {
        (200, _) => Outcome::Done,
        // Signing out goes on to a door as well.
        (302 | 303, _) if reply.headers.contains_key("clear-site-data") => Outcome::Done,
        (302 | 303, door) if door.starts_with("/sign-in") || door == "/s/sign-in" => {
            Outcome::SignIn
        }
        (401, _) => Outcome::SignIn,
        (302 | 303, _) => Outcome::Done,
        (404, _) => Outcome::NotFound,
        (status, _) => Outcome::Other(status),
    }
}
