//! `groundwork lessons coverage`: which lessons name which standards, and where the gaps are.

mod page;
mod sheet;
mod terminal;

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, ValueEnum};
use lessons::{coverage, registry::Verified};

use crate::{content::Content, db::Refusal, say::say};

/// Show which lessons name which standards, and where the gaps are
#[derive(Debug, Args)]
pub struct Coverage {
    /// The folder that holds en/ and registry/
    #[arg(default_value = "lessons")]
    folder: PathBuf,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A table for each band, at most 100 columns wide
    Terminal,
    /// One page that needs no other file
    Html,
    /// A row for each lesson and standard, for spreadsheets
    Csv,
}

impl Coverage {
    /// # Errors
    /// A sentence, when the folder cannot be read, or its lessons have errors or are none.
    pub fn run(self) -> Result<ExitCode, Refusal> {
        let content = Content::open(Some(&self.folder))?;
        let curriculum = content.checked()?;
        let coverage = coverage::coverage(&curriculum);
        let written = match self.format {
            Format::Terminal => terminal::text(&coverage, &curriculum),
            Format::Html => page::html(&coverage, &curriculum),
            Format::Csv => sheet::csv(&coverage)
                .map_err(|error| Refusal(format!("The table cannot be written ({error}).")))?,
        };
        say(written.trim_end())?;
        Ok(ExitCode::SUCCESS)
    }
}

/// What the matrix is, and what it is not.
const CAUTION: &str = "A lesson names a standard because its author wrote it down. It does not say \
    that a framework or a state asks for the lesson, or that anybody has confirmed the match.";

/// `45 of 57 standards are named: 20 verified, 20 partly verified, 5 not verified.`
fn summary(coverage: &coverage::Coverage, all: usize) -> String {
    let mut named: Vec<_> = coverage.bands.iter().flat_map(|band| &band.rows).collect();
    named.retain(|row| !row.is_gap());
    named.sort_by_key(|row| &row.standard.key);
    named.dedup_by_key(|row| &row.standard.key);
    let sure = |verified| {
        let rows = named.iter().filter(|row| row.standard.verified == verified);
        format!("{} {}", rows.count(), verified.words())
    };
    format!(
        "{} of {all} standards are named: {}, {}, {}.",
        named.len(),
        sure(Verified::Yes),
        sure(Verified::Partial),
        sure(Verified::No)
    )
}
