//! `groundwork lessons check`: every problem, and whether the lessons can be taught from.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use lessons::problem::{self, Level};

use crate::{content::Content, db::Refusal, say::say};

/// Look for mistakes and say where they are
#[derive(Debug, Args)]
pub struct Check {
    /// The folder that holds en/ and registry/
    #[arg(default_value = "lessons")]
    folder: PathBuf,
}

impl Check {
    /// Prints every problem; fails when one of them is an error.
    pub fn run(self) -> Result<ExitCode, Refusal> {
        let content = Content::open(Some(&self.folder))?;
        let (curriculum, problems) = content.read();
        for problem in &problems {
            say(&problem::render(problem))?;
        }
        let count = |level| {
            problems
                .iter()
                .filter(|problem| problem.level == level)
                .count()
        };
        let (errors, warnings) = (count(Level::Error), count(Level::Warning));
        let lessons = curriculum.lessons().count();
        say(&format!(
            "{}, {}, {}.",
            counted(lessons, "lesson"),
            counted(errors, "error"),
            counted(warnings, "warning")
        ))?;
        if errors > 0 {
            return Ok(ExitCode::FAILURE);
        }
        content.checked()?;
        Ok(ExitCode::SUCCESS)
    }
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}
