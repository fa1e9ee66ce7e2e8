//! A class taught live, as its devices would ask: `cargo xtask bench live`.
//!
//! P5 is a class that comes in at once, P6 thirty classes whose students follow their teachers,
//! P8 the memory of their streams. Servers are processes of their own on 127.0.0.1, so what is
//! said of memory is theirs; what is said of time includes this process, which is all the devices
//! at once, on the same processors. With `BENCH_DATABASE_URL`, also across two servers.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a measurement that cannot go on says where it stopped"
)]

use std::{env, fs, path::Path};

use server::{db::Db, keys::Keys};

use class::{Length, Written};

mod across;
#[path = "../load/ask.rs"]
#[expect(dead_code, reason = "the other measurement uses all of it")]
mod ask;
mod browser;
mod class;
mod follow;
mod join;
mod process;
mod spread;
mod student;
mod trouble;
#[path = "../../tests/school/world.rs"]
#[expect(dead_code, reason = "the tests use all of it")]
mod world;

/// Classes that are taught at once.
const CLASSES: usize = 30;
/// Open files that each of the two processes may need.
const FILES: u64 = 4000;
const SECRET: [u8; 32] = [42; 32];

/// The keys of the world's codes.
fn keys() -> Keys {
    Keys::from_secret(&SECRET)
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [process::SERVE, folder] => process::serve(folder, None).await,
        [process::SERVE, folder, database] => process::serve(folder, Some(database)).await,
        _ => measure().await,
    }
}

async fn measure() {
    if let Some(files) = open_files().filter(|files| *files < FILES) {
        panic!("only {files} files may be open; `ulimit -n {FILES}` lets {FILES} be");
    }
    println!("machine     load {}", load());
    let folder = tempfile::tempdir().unwrap();
    one_server(folder.path()).await;
    match env::var("BENCH_DATABASE_URL") {
        Ok(url) if !url.is_empty() => across::measure(folder.path(), &url).await,
        _ => println!("\nP6 across two servers: not measured without PostgreSQL"),
    }
    println!(
        "\nP6 without a stream: a page asks every 5 s by itself, so that 5 s and an answer are its bound"
    );
    println!("machine     load {}", load());
}

async fn one_server(folder: &Path) {
    let (written, codes) = write(folder, None).await;
    let server = process::Process::start(folder, None);
    let length = length();
    println!(
        "P8 idle     {} kB resident, whole curriculum",
        server.resident()
    );
    join::measure(&server, &written[CLASSES], length, &codes).await;
    let classes = follow::measure(&server, &written[..CLASSES], length).await;
    trouble::measure(&server, classes).await;
    println!("after it    {} kB resident", server.resident());
}

/// Writes the world and the classes down; the last class has own codes and nobody signed in.
async fn write(folder: &Path, database: Option<&str>) -> (Vec<Written>, Vec<String>) {
    let place = process::place(folder, database);
    fs::write(place.key_file(), SECRET).unwrap();
    let db = Db::open(&place.database, place.openness).await.unwrap();
    world::write(&db).await;
    let mut written = Vec::new();
    for class in 0..=CLASSES {
        written.push(class::write(&db, &format!("live{class:02}")).await);
    }
    let codes = class::give_codes(&db, &format!("live{CLASSES:02}")).await;
    db.close().await.unwrap();
    (written, codes)
}

fn length() -> Length {
    let curriculum = process::content().checked().unwrap();
    let lesson = curriculum.lesson(world::LESSON).unwrap();
    Length {
        number: lesson.order,
        steps: u32::try_from(lesson.steps.len()).unwrap(),
    }
}

/// What else the machine does: the averages of 1, 5 and 15 minutes.
fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let averages: Vec<_> = text.split(' ').take(3).collect();
    averages.join(" ")
}

/// How many files a process may open, where the system tells.
fn open_files() -> Option<u64> {
    let limits = fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}
