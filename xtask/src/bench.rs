//! `cargo xtask bench`: the figures, measured on this machine.

use anyhow::Result;

use crate::command::{cargo, root, run};
use crate::site;

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
