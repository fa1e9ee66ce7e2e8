//! `groundwork lessons diff`: what has changed in shipped lessons since a school adapted them.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use lessons::overlay::Adaptation;

use crate::{content::Content, db::Refusal, difference, overlay::Overlay, say::say};

/// Show what has changed in the shipped lessons since they were adapted
#[derive(Debug, Args)]
pub struct Diff {
    /// One lesson's id; without it every adapted lesson
    lesson: Option<String>,
    /// The school's own folder
    #[arg(long, value_name = "DIR", env = "GROUNDWORK_OVERLAY")]
    overlay: PathBuf,
    /// A folder of lessons instead of those that are built in
    #[arg(long, env = "GROUNDWORK_LESSONS")]
    lessons: Option<PathBuf>,
}

impl Diff {
    pub fn run(self) -> Result<ExitCode, Refusal> {
        let content = Content::open(self.lessons.as_deref())?;
        let overlay = Overlay::open(&self.overlay, content.files)?;
        let mut adapted = overlay.adaptations();
        if let Some(lesson) = &self.lesson {
            adapted.retain(|one| one.id == *lesson || one.from.id == *lesson);
            if adapted.is_empty() {
                let folder = self.overlay.display();
                return Err(Refusal(format!("{folder} has not adapted {lesson}.")));
            }
        }
        adapted.retain(Adaptation::is_behind);
        if adapted.is_empty() {
            say("Nothing has changed.")?;
        }
        for adaptation in &adapted {
            show(&overlay, adaptation)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn show(overlay: &Overlay, adaptation: &Adaptation) -> Result<(), Refusal> {
    let Some(now) = &adaptation.now else {
        return Ok(());
    };
    let (from, now) = (&adaptation.from, &now.version);
    say(&format!(
        "{} was adapted from version {}; the shipped lesson is now {now}.",
        from.id, from.version
    ))?;
    let Some(changes) = overlay.changes(adaptation)? else {
        return say(&format!(
            "No copy of version {} is kept, so the two cannot be compared.\n",
            from.version
        ));
    };
    for change in &changes {
        say(&difference::unified(change))?;
    }
    Ok(())
}
