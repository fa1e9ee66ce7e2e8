//! A live class through its front door, in any order: two teachers act, students look about, finish
//! steps and come back, lessons close, servers stop and start, and another one answers. Wherever
//! that leads, every device comes to rest at a page, and nothing that was kept is lost.

use app::school::{
    live::{Act, Lead, Live, Pace},
    teaching::Teaching,
};
use axum::Router;
use chrono::TimeDelta;
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use server::{entity::live_class, live::state::Led};
use tokio::runtime::Runtime;

use crate::{
    live::{class, lead},
    school::{Browser, TestSchool, is_postgres, world},
    streams::{Events, version},
};

const TEACHERS: [&str; 2] = ["grace", "omar"];
const STUDENTS: [&str; 3] = ["ada", "ben", "cleo"];
/// Stories told, and how much happens in each.
const STORIES: u32 = 12;
const LENGTH: usize = 24;

#[derive(Clone, Debug)]
enum Happens {
    /// A teacher does something at the console, however senseless.
    Acts(usize, Box<Lead>),
    Begins(usize),
    /// The lesson is closed on devices; the class goes on.
    Closes(usize),
    /// The class is ended without a card.
    Ends(usize),
    /// A student opens an address, reloads it, or comes late.
    Looks(usize, Option<u32>),
    /// A student says "done" at a step, from whatever page.
    Finishes(usize, usize),
    /// A student's stream breaks, and the page opens another one.
    Reconnects(usize),
    Passes(i64),
    /// The server stops and starts again.
    Restarts,
}

fn happens() -> impl Strategy<Value = Happens> {
    let acts = (0..2_usize, 0..Act::ALL.len(), 0..9_u32, 0..9_u32, 0..9_u32);
    let acts = acts.prop_map(|(who, act, step, from, to)| {
        let lead = Lead {
            step,
            from,
            to,
            check: "check".into(),
            ..lead(Act::ALL[act])
        };
        Happens::Acts(who, Box::new(lead))
    });
    let steps = prop::option::of(0..10_u32);
    prop_oneof![
        12 => acts,
        2 => (0..2_usize).prop_map(Happens::Begins),
        1 => (0..2_usize).prop_map(Happens::Closes),
        1 => (0..2_usize).prop_map(Happens::Ends),
        5 => (0..3_usize, steps).prop_map(|(who, step)| Happens::Looks(who, step)),
        4 => (0..3_usize, 0..7_usize).prop_map(|(who, step)| Happens::Finishes(who, step)),
        3 => (0..3_usize).prop_map(Happens::Reconnects),
        1 => (1..40_i64).prop_map(Happens::Passes),
        1 => Just(Happens::Restarts),
    ]
}

/// A class of which things happen.
struct Story {
    /// Where teachers are; on PostgreSQL students ask the other one.
    school: TestSchool,
    second: Option<TestSchool>,
    students: Vec<Browser>,
    /// What each student has done.
    done: Vec<usize>,
}

impl Story {
    async fn begin() -> Self {
        let school = class().await;
        let second = second(&school).await;
        let mut students = Vec::new();
        for name in STUDENTS {
            students.push(school.student(name).await);
        }
        Self {
            school,
            second,
            students,
            done: vec![0; STUDENTS.len()],
        }
    }

    /// The student's browser, at the server that it asks.
    fn student(&self, who: usize) -> Browser {
        let at = self.second.as_ref().unwrap_or(&self.school);
        self.students[who].moved_to(&at.nobody())
    }

    fn page(&self) -> String {
        format!("/s/7c/{}", self.school.lesson().order)
    }

    async fn live(&self) -> live_class::Model {
        let db = self.school.shared.db.read();
        let live = live_class::latest(db, world::id("7c"), world::LESSON).await;
        live.unwrap().unwrap()
    }

    /// Does it. What is refused changes nothing, and that is all that is asked here.
    async fn goes_on(mut self, happens: Happens) -> Self {
        let revision = self.live().await;
        match happens {
            Happens::Acts(who, lead) => {
                let who = self.school.visit(TEACHERS[who]).await;
                let _ = who.lead_class(*lead).await;
            }
            Happens::Begins(who) => {
                let who = self.school.visit(TEACHERS[who]).await;
                who.begin_class("7c", world::LESSON, true).await.unwrap();
            }
            Happens::Closes(who) => {
                let live = self.live().await.id;
                let who = self.school.visit(TEACHERS[who]).await;
                who.close_lesson(live).await.unwrap();
            }
            Happens::Ends(who) => {
                let who = self.school.staff(TEACHERS[who]).await;
                let fields = [("section", "7c"), ("lesson", world::LESSON)];
                who.call("/api/end_class", &fields).await.is(200);
            }
            Happens::Looks(who, step) => {
                let page = self.page();
                let page = step.map_or(page.clone(), |step| format!("{page}/{step}"));
                let status = self.student(who).get(&page).await.status.as_u16();
                assert!([200, 303, 404, 409].contains(&status), "{page}: {status}");
            }
            Happens::Finishes(who, step) => self.finish(who, step).await,
            Happens::Reconnects(who) => self.reconnect(who).await,
            Happens::Passes(minutes) => {
                for school in [Some(&self.school), self.second.as_ref()] {
                    let minutes = TimeDelta::minutes(minutes);
                    school.into_iter().for_each(|school| school.later(minutes));
                }
            }
            Happens::Restarts => self = self.restart().await,
        }
        let now = self.live().await;
        assert!(now.id != revision.id || now.revision >= revision.revision);
        self
    }

    async fn finish(&mut self, who: usize, step: usize) {
        let lesson = self.school.lesson();
        let Some(step) = lesson.steps.get(step).map(|step| lesson.step_key(step)) else {
            return;
        };
        let student = self.student(who);
        let fields = [("section", "7c"), ("step", step.as_str())];
        let status = student.call("/api/complete_step", &fields).await.status;
        let done = self.done_of(who).await;
        // What was acknowledged is kept, and what was kept stays.
        assert!(done >= self.done[who]);
        assert!(status != 200 || done > 0);
        self.done[who] = done;
    }

    async fn done_of(&self, who: usize) -> usize {
        let db = self.school.shared.db.read();
        let id = world::id(STUDENTS[who]);
        let done = server::entity::completion::of_students(db, &[id], world::LESSON).await;
        done.unwrap().len()
    }

    /// A page that follows opens its stream anew: the first thing it hears is the newest revision.
    async fn reconnect(&self, who: usize) {
        let live = self.live().await;
        if !live.is_open_to_devices(self.school.shared.now()) {
            return;
        }
        let changes = format!("{}/changes", self.page());
        let mut events = Events::of(&self.student(who), &changes).await;
        assert_eq!(events.next().await, Some(version(live.revision)));
    }

    async fn restart(self) -> Self {
        let Self {
            school,
            second,
            students,
            done,
        } = self;
        // Their cookies stay, and nothing else: a server that somebody holds does not stop.
        let nowhere = Browser::new(Router::new());
        let students = students
            .into_iter()
            .map(|student| student.moved_to(&nowhere));
        let students = students.collect();
        if let Some(second) = second {
            second.close().await;
        }
        let since = school.shared.now() - server::clock::Clock::default().now();
        let school = school.restarted().await;
        school.later(since);
        let second = self::second(&school).await;
        if let Some(second) = &second {
            second.later(since);
        }
        Self {
            school,
            second,
            students,
            done,
        }
    }

    /// Every device, whatever it shows, is at a page after one step at most, and stays there.
    async fn nobody_is_stranded(&self) {
        let live = self.live().await;
        let is_open = live.is_open_to_devices(self.school.shared.now());
        let (page, steps) = (self.page(), self.school.lesson().steps.len());
        let steps = u32::try_from(steps).unwrap();
        let led = Led { live: &live, steps };
        for (who, name) in STUDENTS.iter().enumerate() {
            let student = self.student(who);
            student.get("/s").await.is(200).shows("/bye");
            for step in [None, Some(1), Some(steps)] {
                let from = step.map_or(page.clone(), |step| format!("{page}/{step}"));
                let came = format!("{name} at {from}");
                let reply = student.get(&from).await;
                if !is_open {
                    assert_eq!(reply.status, 409, "{came}");
                    reply.shows("/bye").shows("href=\"/s\"");
                    continue;
                }
                let at = match reply.status.as_u16() {
                    303 => reply.location().to_owned(),
                    _ => from,
                };
                assert_eq!(at, led.place(step).page(&page), "{came}");
                let there = student.get(&at).await;
                assert_eq!(there.status, 200, "{came}, sent to {at}");
                there.shows("/bye").shows("/help");
                let seat = match at.strip_prefix(&format!("{page}/")) {
                    Some(step) => format!("{page}/seat?step={step}"),
                    None => format!("{page}/seat"),
                };
                let seat = student.get(&seat).await;
                seat.is(200).shows(&format!("\"at\":\"{at}\""));
            }
            if is_open {
                // Whoever has finished is called back, too.
                let done = format!("{page}/done");
                let belongs = match (led.is_followed(), led.pace()) {
                    (true, Pace::Teacher) => led.place(None).page(&page),
                    _ => done.clone(),
                };
                let seat = student.get(&format!("{page}/seat?done")).await;
                seat.is(200).shows(&format!("\"at\":\"{belongs}\""));
                let reply = student.get(&done).await;
                match belongs == done || live.paused_at.is_some() {
                    true => reply.is(200).shows("/bye"),
                    false => reply.is(302).redirects_to(&page),
                };
            }
        }
    }
}

async fn second(school: &TestSchool) -> Option<TestSchool> {
    match is_postgres() {
        true => Some(school.second_server().await),
        false => None,
    }
}

#[test]
fn nobody_is_stranded_by_any_order_of_teachers_students_reconnects_and_restarts() {
    let runtime = Runtime::new().unwrap();
    let config = Config {
        cases: STORIES,
        max_shrink_iters: 40,
        failure_persistence: None,
        ..Config::default()
    };
    let stories = prop::collection::vec(happens(), 1..LENGTH);
    let told = TestRunner::new(config).run(&stories, |story| {
        runtime.block_on(async {
            let mut class = Story::begin().await;
            for happens in story {
                class = class.goes_on(happens).await;
                class.nobody_is_stranded().await;
            }
        });
        Ok(())
    });
    told.unwrap();
}
