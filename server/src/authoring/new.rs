//! `groundwork lessons new`: a lesson to begin with, whole or not at all.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use lessons::{
    course::Band,
    draft::{self, Draft, Refused},
};

use crate::{content::Content, db::Refusal, say::say};

/// Begin a lesson with three files that keep every rule
#[derive(Debug, Args)]
pub struct New {
    /// The grade band: k-2, 3-5, 6-8, 9-10 or 11-12
    band: String,
    /// The title; students see it, and it stands in histories
    title: String,
    /// The folder that holds en/ and registry/
    #[arg(default_value = "lessons")]
    folder: PathBuf,
    /// It touches on harm: with a notice, a never-fault sentence and a counselor in the room
    #[arg(long)]
    harm: bool,
}

impl New {
    /// # Errors
    /// A sentence, when there can be no such lesson or it cannot be written; then nothing is.
    pub fn run(self) -> Result<ExitCode, Refusal> {
        let band: Band = self.band.parse().map_err(|_| {
            let bands = Band::ALL.map(Band::slug).join(", ");
            Refusal(format!(
                "{} is no grade band. They are: {bands}.",
                self.band
            ))
        })?;
        let content = Content::open(Some(&self.folder))?;
        let draft = draft::draft(&content.files, band, &self.title, self.harm)
            .map_err(|Refused(why)| Refusal(why))?;
        write(&self.folder, &draft)?;
        let folder = self.folder.display();
        for path in draft.files.keys() {
            say(&format!("{folder}/{path}"))?;
        }
        say(&format!(
            "\nWrite over everything that says “Replace this”, and change the other words as you \
             need.\nList the lesson in {folder}/en/{band}/unit.md. Then run: groundwork lessons \
             check {folder}\nIts ids may change until it is given to schools; from then on they \
             stand in\n{folder}/registry/released.txt."
        ))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Writes everything beside the place first, and then puts it there.
fn write(folder: &Path, draft: &Draft) -> Result<(), Refusal> {
    let place = folder.join(&draft.folder);
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let part = place.with_file_name(format!(".{name}.part"));
    put(folder, &part, &place, draft).map_err(|error| {
        let _ = fs::remove_dir_all(&part);
        Refusal(format!("{} cannot be written ({error}).", place.display()))
    })
}

fn put(folder: &Path, part: &Path, place: &Path, draft: &Draft) -> io::Result<()> {
    match fs::remove_dir_all(part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::create_dir(part)?;
    for (path, bytes) in &draft.files {
        let file = folder.join(path);
        fs::write(part.join(file.file_name().unwrap_or_default()), bytes)?;
    }
    if place.exists() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(part, place)
}
