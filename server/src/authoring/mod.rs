//! `groundwork lessons …`: what authors of lessons run, a file a command.

mod adapt;
mod check;
mod coverage;
mod diff;
mod export;
mod new;
pub mod preview;
mod schema;

use std::process::ExitCode;

use clap::Subcommand;

use crate::db::Refusal;

#[derive(Debug, Subcommand)]
pub enum Lessons {
    Adapt(adapt::Adapt),
    Check(check::Check),
    New(new::New),
    Coverage(coverage::Coverage),
    Schema(schema::Schema),
    Diff(diff::Diff),
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
            Self::Adapt(adapt) => adapt.run(),
            Self::Check(check) => check.run(),
            Self::New(new) => new.run(),
            Self::Coverage(coverage) => coverage.run(),
            Self::Schema(schema) => schema.run(),
            Self::Diff(diff) => diff.run(),
            Self::Export(export) => export.run().await,
            Self::Preview(preview) => preview.run().await,
        }
    }
}
