//! `groundwork lessons adapt`: a shipped lesson, copied for a school to change.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;

use crate::{
    content::{Content, LANGUAGE},
    db::Refusal,
    overlay,
    say::say,
};

/// Copy a shipped lesson into the school's own folder, ready to be changed
#[derive(Debug, Args)]
pub struct Adapt {
    /// The lesson's id, such as 6-8.too-much-too-soon
    lesson: String,
    /// The school's own folder, which the server is given with --overlay
    #[arg(value_name = "DIR")]
    overlay: PathBuf,
    /// The language's folder
    #[arg(long, default_value = LANGUAGE)]
    lang: String,
    /// A folder of lessons instead of those that are built in
    #[arg(long, env = "GROUNDWORK_LESSONS")]
    lessons: Option<PathBuf>,
}

impl Adapt {
    pub fn run(self) -> Result<ExitCode, Refusal> {
        let content = Content::open(self.lessons.as_deref())?;
        let which = (self.lang.as_str(), self.lesson.as_str());
        let (folder, from) = overlay::adapt(&content.files, which, &self.overlay)?;
        say(&format!(
            "{} {} is in {}. Change what you like and take away the files that you leave as they \
             are. Then look for mistakes: groundwork lessons check --overlay {}",
            from.id,
            from.version,
            folder.display(),
            self.overlay.display()
        ))?;
        Ok(ExitCode::SUCCESS)
    }
}
