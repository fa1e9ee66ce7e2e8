//! `cargo xtask bench`: the figures, measured on this machine.

use anyhow::Result;
use clap::ValueEnum;

use crate::command::{cargo, root, run};
use crate::postgres::Cluster;
use crate::site;

/// What can be measured alone.
#[derive(Clone, Copy, ValueEnum)]
pub enum What {
    Live,
}

pub fn all() -> Result<()> {
    println!("=== Reading lessons");
    run(&mut cargo("bench -p lessons"))?;
    site::build()?;
    println!("\n=== Answering");
    run(&mut cargo("bench -p server"))?;
    load()
}

/// Starts a server and asks of it what a school's browsers would.
fn load() -> Result<()> {
    println!("\n=== Under load");
    if !root().join("server/examples/load.rs").exists()
        && !root().join("server/examples/load").exists()
    {
        println!("Nothing to run: server/examples/load.rs is missing");
        return Ok(());
    }
    run(&mut cargo("run --profile release -p server --example load"))
}

/// Teaches thirty classes live: on a SQLite file, and across two servers where PostgreSQL is there.
pub fn live() -> Result<()> {
    println!("=== A class taught live");
    let mut command = cargo("run --profile quick -p server --example live");
    let cluster = Cluster::start();
    match &cluster {
        Ok(cluster) => {
            command.env("BENCH_DATABASE_URL", &cluster.url);
        }
        Err(error) => println!("PostgreSQL is left out: {error:#}"),
    }
    run(&mut command)
}
