//! This repository's commands: `cargo xtask demo` shows the product, `cargo xtask test` checks it.

mod bench;
mod browser;
mod build;
mod command;
mod demo;
#[cfg(test)]
mod house;
mod postgres;
mod site;
mod stylesheet;
mod test;
mod wasm;

use std::env;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Groundwork's own commands")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build what is missing and serve a filled school on http://localhost:3000
    Demo {
        /// Handed on to `groundwork demo`, for instance `--port 4000`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Run every check; stop at the first that fails
    Test {
        /// Run only this stage (may be given more than once)
        #[arg(long, value_name = "STAGE", value_parser = test::names())]
        only: Vec<String>,
    },
    /// Build the release binary, with pages, assets and lessons inside
    Build,
    /// Measure: reading lessons, answering pages, and the server under load
    Bench {
        /// Only this: a class taught live
        what: Option<bench::What>,
    },
    /// Build only what browsers load, into target/site
    Site,
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<()> {
    let root = command::root();
    env::set_current_dir(root).with_context(|| format!("cannot enter {}", root.display()))?;
    match task {
        Task::Demo { arguments } => demo::run(&arguments),
        Task::Test { only } => test::all(&only),
        Task::Build => build::release(),
        Task::Bench { what: None } => bench::all(),
        Task::Bench {
            what: Some(bench::What::Live),
        } => bench::live(),
        Task::Site => site::build(),
    }
}
