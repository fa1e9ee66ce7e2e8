//! `groundwork lessons …`: what authors of lessons run, a file a command.

mod check;
mod export;
pub mod preview;

use std::process::ExitCode;

use clap::Subcommand;

use crate::db::Refusal;

#[derive(Debug, Subcommand)]
pub enum Lessons {
    Check(check::Check),
    Export(export::Export),
    Preview(preview::Preview),
}

impl Lessons {
    /// Does what was asked.
    ///
    /// # Errors
    /// One sentence that says what stands in the way and what to do.
    pub async fn run(self) -> Result<ExitCode, Refusal> {
        match self {
            Self::Check(check) => check.run(),
            Self::Export(export) => export.run().await,
            Self::Preview(preview) => preview.run().await,
        }
    }
}
