//! `cargo xtask test`: every check, quick ones first, each under a headline, all times at the end.

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::Result;

use crate::command::{cargo, ensure_room, output, root, run};
use crate::postgres::Cluster;
use crate::{browser, build, site, wasm};

const XTASK: &str = "--manifest-path xtask/Cargo.toml --target-dir target/xtask";

/// What all stages write in a fresh clone, and a little more.
const ROOM_GIGABYTES: u64 = 12;

/// A name, what holds when it has passed, and how that is found out.
type Stage = (&'static str, &'static str, fn() -> Result<()>);

const STAGES: [Stage; 10] = [
    ("format", "Every Rust file is formatted", format),
    ("clippy", "No warning in any crate", clippy),
    (
        "clippy-browser",
        "No warning in what browsers run",
        clippy_browser,
    ),
    ("clippy-xtask", "No warning in the commands", clippy_xtask),
    ("xtask", "The commands themselves are right", xtask),
    ("sqlite", "Every Rust test passes, on SQLite", sqlite),
    (
        "postgres",
        "Every server test passes, on PostgreSQL",
        postgres,
    ),
    ("build", "The site and an optimised server build", build),
    ("lessons", "Every lesson is without a problem", lessons),
    ("journeys", "It works for a person, in a browser", journeys),
];

/// The stages' names, as `--only` takes them.
pub fn names() -> [&'static str; STAGES.len()] {
    STAGES.map(|(name, ..)| name)
}

/// Runs the stages named in `only`, or all of them, until one fails.
pub fn all(only: &[String]) -> Result<()> {
    let chosen = |name: &str| only.is_empty() || only.iter().any(|wanted| wanted == name);
    let mut outcome = Ok(());
    let mut summary = format!("\n{:<16}{:>8}\n", "stage", "seconds");
    let begun = Instant::now();
    if only.is_empty() && !root().join("target/quick").exists() {
        ensure_room(ROOM_GIGABYTES)?;
    }
    for (name, promise, check) in STAGES.into_iter().filter(|(name, ..)| chosen(name)) {
        if outcome.is_err() {
            summary += &format!("{name:<16}{:>8}  not run\n", "");
            continue;
        }
        println!("\n=== {name}: {promise}");
        let started = Instant::now();
        outcome = check().map_err(|error| error.context(format!("stage {name} failed")));
        let verdict = if outcome.is_ok() { "passed" } else { "FAILED" };
        let seconds = started.elapsed().as_secs_f64();
        summary += &format!("{name:<16}{seconds:>8.1}  {verdict}\n");
    }
    println!(
        "{summary}{:<16}{:>8.1}",
        "all",
        begun.elapsed().as_secs_f64()
    );
    outcome
}

fn format() -> Result<()> {
    add_component("rustfmt", "fmt")?;
    run(&mut cargo("fmt --all --check"))?;
    run(&mut cargo("fmt --manifest-path xtask/Cargo.toml --check"))
}

fn clippy() -> Result<()> {
    add_component("clippy", "clippy")?;
    run(&mut cargo(
        "clippy --workspace --all-targets -- -D warnings",
    ))
}

/// The workspace's clippy sees no code that is only for browsers.
fn clippy_browser() -> Result<()> {
    add_component("clippy", "clippy")?;
    wasm::add_target()?;
    let browser = format!("-p app --lib --features hydrate --target {}", wasm::TARGET);
    run(&mut cargo(&format!("clippy {browser} -- -D warnings")))
}

fn clippy_xtask() -> Result<()> {
    add_component("clippy", "clippy")?;
    run(&mut cargo(&format!(
        "clippy {XTASK} --all-targets -- -D warnings"
    )))
}

fn xtask() -> Result<()> {
    run(&mut cargo(&format!("test {XTASK}")))
}

/// The tests look at what browsers load, too: no staff text in it, every island of a page in it.
fn sqlite() -> Result<()> {
    site::build()?;
    run(cargo("test --workspace").env_remove("TEST_DATABASE_URL"))
}

fn postgres() -> Result<()> {
    site::build()?;
    let cluster = Cluster::start()?;
    run(cargo("test -p server").env("TEST_DATABASE_URL", &cluster.url))
}

fn build() -> Result<()> {
    groundwork().map(drop)
}

fn lessons() -> Result<()> {
    run(Command::new(groundwork()?).args(["lessons", "check", "lessons"]))
}

fn journeys() -> Result<()> {
    browser::journeys(&groundwork()?)
}

/// The product as a school would run it, but for the last bit of optimisation.
fn groundwork() -> Result<PathBuf> {
    site::build()?;
    build::server("quick")
}

/// Adds a part of the tool chain that a minimal installation leaves out.
fn add_component(name: &str, subcommand: &str) -> Result<()> {
    match output("cargo", &[subcommand, "--version"]) {
        Some(_) => Ok(()),
        None => run(Command::new("rustup").args(["component", "add", name])),
    }
}
