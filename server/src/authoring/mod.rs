//! `groundwork lessons …`: what authors of lessons run, a file a command.

mod adapt;
mod check;
mod diff;
mod export;

use std::process::ExitCode;

use clap::Subcommand;

use crate::db::Refusal;

#[derive(Debug, Subcommand)]
pub enum Lessons {
    Adapt(adapt::Adapt),
    Check(check::Check),
    Diff(diff::Diff),
    Export(export::Export),
}

impl Lessons {
    /// Does what was asked.
    ///
    /// # Errors
    /// One sentence that says what stands in the way and what to do.
    pub async fn run(self) -> Result<ExitCode, Refusal> {
        match self {
            Self::Adapt(adapt) => adapt.run(),
            Self::Check(check) => check.run(),
            Self::Diff(diff) => diff.run(),
            Self::Export(export) => export.run().await,
        }
    }
}
