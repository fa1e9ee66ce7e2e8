//! `groundwork lessons check`: every problem, and whether the lessons can be taught from.

mod formats;
mod summary;

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, ValueEnum};
use lessons::problem::{self, Level, Problem};

use self::{formats::Places, summary::Summary};
use crate::{content::Content, db::Refusal, say::say};

/// Look for mistakes and say where they are
#[derive(Debug, Args)]
pub struct Check {
    /// The folder that holds en/ and registry/
    #[arg(default_value = "lessons")]
    folder: PathBuf,
    /// How the problems are written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Who reads the problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A person: each with its line and what to do about it, then a summary
    Human,
    /// A program: a list of objects
    Json,
    /// A code host: SARIF 2.1.0 with the meaning of every rule
    Sarif,
    /// GitHub's workflows: a command for each
    Github,
}

impl Check {
    /// Prints every problem; fails when one of them is an error.
    ///
    /// # Errors
    /// A sentence, when the folder cannot be read or written, or holds no lesson.
    pub fn run(self) -> Result<ExitCode, Refusal> {
        let content = Content::open(Some(&self.folder))?;
        let (curriculum, problems) = content.read();
        let places = Places::of(&self.folder);
        match self.format {
            Format::Human => {
                for problem in &problems {
                    say(&problem::render(problem))?;
                }
                say(&Summary::of(&curriculum, &problems).to_string())?;
            }
            Format::Json => say(&formats::json(&problems, &places))?,
            Format::Sarif => say(&formats::sarif(&problems, &places))?,
            Format::Github => formats::github(&problems, &places)
                .iter()
                .try_for_each(|line| say(line))?,
        }
        if problems.iter().any(is_error) {
            return Ok(ExitCode::FAILURE);
        }
        if curriculum.units.is_empty() {
            return Err(content.empty());
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn is_error(problem: &Problem) -> bool {
    problem.level == Level::Error
}
