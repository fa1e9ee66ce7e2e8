//! `groundwork lessons check`: every problem, and whether the lessons can be taught from.

mod formats;
mod spacing;
mod summary;

use std::{path::PathBuf, process::ExitCode};

use chrono::{Datelike, Utc};
use clap::{Args, ValueEnum};
use lessons::{
    lint,
    problem::{self, Level, Problem},
};
use toml::value::Date;

use self::{formats::Places, summary::Summary};
use crate::{content::Content, db::Refusal, say::say};

/// Look for mistakes and say where they are
#[derive(Debug, Args)]
pub struct Check {
    /// The folder that holds en/ and registry/ [default: lessons; with --overlay, what is built in]
    folder: Option<PathBuf>,
    /// A school's own folder, laid over the lessons
    #[arg(long, value_name = "DIR", env = "GROUNDWORK_OVERLAY")]
    overlay: Option<PathBuf>,
    /// How the problems are written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Also hold every helpline to the day it was last checked
    #[arg(long)]
    fresh: bool,
    /// Put the spacing in order first, and nothing else
    #[arg(long)]
    fix: bool,
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
        let default = self.overlay.is_none().then(|| PathBuf::from("lessons"));
        let folder = self.folder.clone().or(default);
        let overlay = self.overlay.as_deref();
        let places = Places::of(folder.as_deref(), overlay);
        let mut content = Content::open(folder.as_deref())?;
        if self.fix {
            let folder = folder.as_deref().ok_or_else(built_in)?;
            let mended = spacing::mend(folder, &content.files)?;
            self.tell(&mended, &places)?;
            content = Content::open(Some(folder))?;
        }
        let content = content.with_overlay(overlay)?;
        let (curriculum, mut problems) = content.read();
        if self.fresh {
            problems.extend(lint::helplines(&curriculum.registry, today()));
        }
        match self.format {
            Format::Human => {
                for problem in &problems {
                    say(&problem::render(problem))?;
                }
                say(&Summary::of(&curriculum, &problems, &places).to_string())?;
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

    /// Which files were changed: among the answer for a person, beside it for a program.
    fn tell(&self, mended: &[String], places: &Places) -> Result<(), Refusal> {
        let mut lines: Vec<_> = mended
            .iter()
            .map(|file| format!("{}: spacing put in order", places.path(file)))
            .collect();
        if !mended.is_empty() {
            lines.push(
                "What is read from them is the same; no translation is stale by it.\n".into(),
            );
        }
        for line in lines {
            match self.format {
                Format::Human => say(&line)?,
                _ => eprintln!("{}", line.trim_end()),
            }
        }
        Ok(())
    }
}

/// The day, as registries write it.
fn today() -> Date {
    let today = Utc::now().date_naive();
    Date {
        year: today.year().try_into().unwrap_or_default(),
        month: today.month().try_into().unwrap_or_default(),
        day: today.day().try_into().unwrap_or_default(),
    }
}

fn built_in() -> Refusal {
    Refusal(
        "The lessons that are built in cannot be changed. Name the folder to put in order.".into(),
    )
}

fn is_error(problem: &Problem) -> bool {
    problem.level == Level::Error
}
