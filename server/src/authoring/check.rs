//! `groundwork lessons check`: every problem, and whether the lessons can be taught from.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use lessons::problem::{self, Level};

use crate::{content::Content, db::Refusal, say::say};

/// Look for mistakes and say where they are
#[derive(Debug, Args)]
pub struct Check {
    /// The folder that holds en/ and registry/ [default: lessons; with --overlay, what is built in]
    folder: Option<PathBuf>,
    /// A school's own folder, laid over the lessons
    #[arg(long, value_name = "DIR", env = "GROUNDWORK_OVERLAY")]
    overlay: Option<PathBuf>,
}

impl Check {
    /// Prints every problem; fails when one of them is an error.
    pub fn run(self) -> Result<ExitCode, Refusal> {
        let default = self.overlay.is_none().then(|| PathBuf::from("lessons"));
        let folder = self.folder.or(default);
        let content = Content::open(folder.as_deref())?.with_overlay(self.overlay.as_deref())?;
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
