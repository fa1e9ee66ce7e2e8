//! Where the lessons come from: a folder, or the copy inside the binary.

use std::path::{Path, PathBuf};

use lessons::{
    course::Curriculum,
    problem::{Level, Problem},
    read::{self, Files},
};
use rust_embed::Embed;

use crate::db::Refusal;

/// The language that lessons are written in first.
pub const LANGUAGE: &str = "en";

#[derive(Embed)]
#[folder = "../lessons/en"]
#[prefix = "en/"]
struct English;

#[derive(Embed)]
#[folder = "../lessons/es"]
#[prefix = "es/"]
struct Spanish;

#[derive(Embed)]
#[folder = "../lessons/pictures"]
#[prefix = "pictures/"]
struct Pictures;

#[derive(Embed)]
#[folder = "../lessons/registry"]
#[prefix = "registry/"]
struct Registry;

/// The lessons that a server was started with.
pub struct Content {
    pub files: Files,
    folder: Option<PathBuf>,
}

impl Content {
    /// Every file of `folder`, or of the copy that was built in.
    ///
    /// # Errors
    /// A sentence, when the folder is missing, cannot be read, or holds no lesson.
    pub fn open(folder: Option<&Path>) -> Result<Self, Refusal> {
        let files = match folder {
            Some(folder) => read::files(folder).map_err(|error| {
                Refusal(format!(
                    "The lessons folder {} cannot be read ({error}). Give the folder that holds \
                     en/ and registry/ with --lessons.",
                    folder.display()
                ))
            })?,
            None => built_in(),
        };
        Ok(Self {
            files,
            folder: folder.map(Path::to_owned),
        })
    }

    pub fn read(&self) -> (Curriculum, Vec<Problem>) {
        read::read(&self.files, LANGUAGE)
    }

    /// The curriculum, if it can be taught from.
    ///
    /// # Errors
    /// A sentence, when a lesson has an error or there is none at all.
    pub fn checked(&self) -> Result<Curriculum, Refusal> {
        let (curriculum, problems) = self.read();
        let name = self.name();
        if curriculum.units.is_empty() {
            return Err(self.empty());
        }
        let errors = problems
            .iter()
            .filter(|problem| problem.level == Level::Error)
            .count();
        if errors > 0 {
            let times = if errors == 1 { "error" } else { "errors" };
            let folder = self.folder.as_deref().map(Path::display);
            let folder = folder
                .map(|folder| format!(" {folder}"))
                .unwrap_or_default();
            return Err(Refusal(format!(
                "The lessons in {name} have {errors} {times}. To see them: groundwork lessons \
                 check{folder}"
            )));
        }
        Ok(curriculum)
    }

    /// That there is nothing to teach.
    pub fn empty(&self) -> Refusal {
        Refusal(format!(
            "There are no lessons in {}. Give the folder that holds en/ and registry/ with \
             --lessons.",
            self.name()
        ))
    }

    /// What the lessons are called in a sentence.
    pub fn name(&self) -> String {
        match &self.folder {
            Some(folder) => folder.display().to_string(),
            None => "this program".to_owned(),
        }
    }
}

fn built_in() -> Files {
    let mut files = Files::new();
    embedded::<English>(&mut files);
    embedded::<Spanish>(&mut files);
    embedded::<Pictures>(&mut files);
    embedded::<Registry>(&mut files);
    files
}

fn embedded<E: Embed>(files: &mut Files) {
    let paths = E::iter().map(|path| (E::get(&path), path));
    files.extend(
        paths.filter_map(|(file, path)| Some((path.into_owned(), file?.data.into_owned()))),
    );
}
