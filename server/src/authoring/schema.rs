//! `groundwork lessons schema`: what front matter may hold, for editors.

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, ValueEnum};
use lessons::schema::{self, Sheet};

use crate::{content::Content, db::Refusal, say::say};

/// Print the JSON Schema of a file's front matter
#[derive(Debug, Args)]
pub struct Schema {
    /// Which file
    #[arg(value_enum, default_value_t = Kind::Lesson)]
    file: Kind,
    /// A folder of lessons whose standards and words are then the only ones
    #[arg(long, value_name = "DIR")]
    lessons: Option<PathBuf>,
}

/// The files that a schema is for.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    Lesson,
    Guide,
    Family,
    Unit,
}

impl Schema {
    /// # Errors
    /// A sentence, when the folder cannot be read.
    pub fn run(self) -> Result<ExitCode, Refusal> {
        let content = self
            .lessons
            .map(|folder| Content::open(Some(&folder)))
            .transpose()?;
        let curriculum = content.map(|content| content.read().0);
        let sheet = match self.file {
            Kind::Lesson => Sheet::Lesson,
            Kind::Guide => Sheet::Guide,
            Kind::Family => Sheet::Family,
            Kind::Unit => Sheet::Unit,
        };
        say(&format!("{:#}", schema::schema(sheet, curriculum.as_ref())))?;
        Ok(ExitCode::SUCCESS)
    }
}
