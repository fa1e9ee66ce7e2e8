//! `cargo xtask demo`: from a fresh clone to a filled school in the browser.

use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Instant;

use anyhow::{Error, Result};

use crate::{build, site, wasm};

/// Builds what is not fresh, then becomes `groundwork demo`, which prints address and sign-ins.
///
/// The server is not optimised: it is built in half the time, and quick enough for one visitor.
pub fn run(arguments: &[String]) -> Result<()> {
    let started = Instant::now();
    let stage = |number: u32, what: &str| {
        println!(
            "[{number}/4] {what} ({} s so far)",
            started.elapsed().as_secs()
        );
    };
    stage(1, "Compiler");
    wasm::add_target()?;
    stage(2, "Scripts, styles, fonts and pictures");
    site::build()?;
    stage(3, "Server");
    let server = build::server("dev")?;
    stage(4, "School");
    let mut demo = Command::new(server);
    demo.arg("demo").args(arguments);
    if !arguments
        .iter()
        .any(|argument| argument.starts_with("--lessons"))
    {
        demo.args(["--lessons", "lessons"]);
    }
    Err(Error::from(demo.exec()).context("cannot start the server"))
}
