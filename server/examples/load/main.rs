//! The server under load, beside what this machine can do at best: `cargo xtask bench`.
//!
//! P1 asks for a lesson page as a signed-in student, P2 keeps steps as done; each is printed as a
//! share of its limit, measured in the same run. For a page the limit is the same server answering
//! the same bytes from memory; for a write it is one insert a transaction into a bare SQLite file
//! that is as durable. Everything runs in this process and on 127.0.0.1, the asking included.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a measurement that cannot go on says where it stopped"
)]

use std::{fs, sync::Arc, time::Duration};

use axum::{Router, http::header, routing::get};
use lessons::{course::Band, lesson::Lesson};
use server::{
    content::Content,
    db::{Db, Openness},
    entrance::Entrance,
    http::files,
    keys::Keys,
    router::router,
    shared::{Parts, Shared},
    visit::session,
};

use ask::{Figures, Job, Port};

mod ask;
mod limit;
#[path = "../../tests/school/world.rs"]
#[expect(dead_code, reason = "the tests use all of it")]
mod world;

/// Browsers that ask at once.
const CONNECTIONS: usize = 50;
/// How long a page is asked for, each time.
const SPELL: Duration = Duration::from_secs(4);
/// How often page and limit take turns; the median counts.
const TURNS: usize = 3;
/// Classes of 35 whose steps are kept as done.
const CLASSES: usize = 12;

/// The keys of the world's codes.
fn keys() -> Keys {
    Keys::from_secret(&[42; 32])
}

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let school = School::open(folder.path()).await;
    println!("idle        {} MB resident, whole curriculum", resident());
    page(&school).await;
    completions(&school, folder.path()).await;
    println!("after it    {} MB resident", resident());
}

/// A server on a port of its own, with its records in a folder that goes with the run.
struct School {
    shared: Arc<Shared>,
    port: Port,
}

impl School {
    async fn open(folder: &std::path::Path) -> Self {
        let lessons = concat!(env!("CARGO_MANIFEST_DIR"), "/../lessons");
        let content = Content::open(Some(lessons.as_ref())).unwrap();
        let curriculum = content.checked().unwrap();
        let address = server::db::Address::Sqlite(folder.join("groundwork.db"));
        let db = Db::open(&address, Openness::default()).await.unwrap();
        world::write(&db).await;
        let (listener, port) = Port::free().await;
        let parts = Parts {
            db,
            keys: keys(),
            entrance: Entrance::Local {
                port: port.number(),
            },
            assets: files::manifest(),
            curriculum,
            files: content.files,
            adapted: Vec::new(),
            demo: Vec::new(),
        };
        let shared = Shared::open(parts).await.unwrap();
        ask::serve(listener, router(Arc::clone(&shared)));
        Self { shared, port }
    }

    /// The cookie of somebody who has just signed in.
    async fn sign_in(&self, name: &str, class: &str) -> String {
        let class = (!class.is_empty()).then(|| world::id(class));
        let (token, row) = session::begin(world::id(name), class, self.shared.now());
        let kept = self
            .shared
            .db
            .write(|tx| async move { server::entity::session::add(&tx, row).await });
        kept.await.unwrap();
        format!("__Host-session={token}")
    }

    async fn open_lesson(&self, class: &str, lesson: &Lesson) {
        let cookie = self.sign_in("grace", "").await;
        let body = format!("section={class}&lesson={}", lesson.id);
        let job = Job::post("/api/open_lesson", &cookie, &body);
        self.port.ask_once(&job).await.is(200);
    }

    /// The open lessons of grades 6–8, with the keys of their steps.
    fn unit(&self) -> Vec<Lesson> {
        let lessons = self.shared.curriculum.lessons();
        let open = lessons.filter(|lesson| lesson.band == Band::Six8 && !lesson.harm);
        open.cloned().collect()
    }
}

/// P1: a student's lesson page.
async fn page(school: &School) {
    let lesson = school.shared.curriculum.lesson(world::LESSON).unwrap();
    school.open_lesson("7c", lesson).await;
    let cookie = school.sign_in("ada", "7c").await;
    let job = Job::get("/s/7c/1/2", &cookie);
    let answer = school.port.ask_once(&job).await;
    answer.is(200);
    let body = answer.body.clone();
    let size = body.len();

    let (listener, limit) = Port::free().await;
    let same = || async move { ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], body) };
    ask::serve(listener, Router::new().route("/s/7c/1/2", get(same)));

    let mut turns = Vec::new();
    for _ in 0..TURNS {
        let ours = school.port.ask_for(&job, CONNECTIONS, SPELL).await;
        let best = limit.ask_for(&job, CONNECTIONS, SPELL).await;
        turns.push((ours, best));
    }
    println!("\nP1 lesson page, {size} bytes, {CONNECTIONS} connections, {TURNS} × {SPELL:?}");
    told("page", &turns);
}

/// P2: steps kept as done, each by another student or of another step.
async fn completions(school: &School, folder: &std::path::Path) {
    let lessons = school.unit();
    let mut turns = Vec::new();
    for turn in 0..TURNS {
        let jobs = everybodys_steps(school, &lessons, turn).await;
        let kept = jobs.len();
        let ours = school.port.ask_all(jobs, CONNECTIONS).await;
        let file = folder.join(format!("limit-{turn}.db"));
        let best = limit::durable_inserts(&file, kept).await;
        fs::remove_file(file).unwrap();
        turns.push((ours, best));
    }
    println!(
        "\nP2 step kept as done, {CONNECTIONS} connections; limit: one durable insert after another"
    );
    told("write", &turns);
}

/// A request for every student of new classes and every step of the lessons open to them.
async fn everybodys_steps(school: &School, lessons: &[Lesson], turn: usize) -> Vec<Job> {
    let mut jobs = Vec::new();
    for class in 0..CLASSES / TURNS {
        let slug = format!("load{turn}{class}");
        let names = world::add_class(&school.shared.db, &slug, Band::Six8.into(), 35).await;
        for lesson in lessons {
            school.open_lesson(&slug, lesson).await;
        }
        for name in names {
            let cookie = school.sign_in(&name, &slug).await;
            let keys = lessons
                .iter()
                .flat_map(|lesson| lesson.steps.iter().map(|step| lesson.step_key(step)));
            jobs.extend(keys.map(|key| {
                let body = format!("section={slug}&step={key}");
                Job::post("/api/complete_step", &cookie, &body)
            }));
        }
    }
    jobs
}

/// The turn whose share is the median, and every share.
fn told(what: &str, turns: &[(Figures, Figures)]) {
    let share = |(ours, best): &(Figures, Figures)| 100. * ours.each_second() / best.each_second();
    let mut sorted: Vec<_> = turns.iter().collect();
    sorted.sort_by(|one, other| share(one).total_cmp(&share(other)));
    let (ours, best) = sorted[sorted.len() / 2];
    println!("{what:<11} {ours}");
    println!("limit       {best}");
    let shares: Vec<_> = sorted
        .iter()
        .map(|turn| format!("{:.0} %", share(turn)))
        .collect();
    println!(
        "share       {:.0} % of the limit (all turns: {})",
        share(sorted[sorted.len() / 2]),
        shares.join(", ")
    );
}

/// Memory of this process, the asking included, in MB. 0 where the system does not tell.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}
