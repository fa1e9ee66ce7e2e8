//! Where the lessons come from: a folder, or the copy inside the binary.

use std::path::{Path, PathBuf};

use app::school::administering::AdaptedLesson;
use lessons::{
    course::Curriculum,
    problem::{Level, Problem},
    read::{self, Files},
};
use rust_embed::Embed;

use crate::{db::Refusal, overlay::Overlay};

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
    /// With a school's own laid over them.
    pub files: Files,
    folder: Option<PathBuf>,
    overlay: Option<Overlay>,
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
            overlay: None,
        })
    }

    /// Lays a school's own folder over these lessons, if there is one.
    ///
    /// # Errors
    /// A sentence, when the folder is missing or cannot be read.
    pub fn with_overlay(self, folder: Option<&Path>) -> Result<Self, Refusal> {
        let Some(folder) = folder else {
            return Ok(self);
        };
        let overlay = Overlay::open(folder, self.files)?;
        Ok(Self {
            files: overlay.files(),
            overlay: Some(overlay),
            ..self
        })
    }

    pub fn read(&self) -> (Curriculum, Vec<Problem>) {
        match &self.overlay {
            Some(overlay) => overlay.read(),
            None => read::read(&self.files, LANGUAGE),
        }
    }

    /// What the school has adapted, as an administrator is shown it.
    ///
    /// # Errors
    /// A sentence, when a kept copy cannot be read.
    pub fn adapted(&self, curriculum: &Curriculum) -> Result<Vec<AdaptedLesson>, Refusal> {
        let overlay = self.overlay.as_ref();
        overlay.map_or_else(|| Ok(Vec::new()), |overlay| overlay.adapted(curriculum))
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
            let said = |option: &str, folder: &Path| format!(" {option}{}", folder.display());
            let folder = self.folder.as_deref().map(|folder| said("", folder));
            let overlay = self.overlay.as_ref();
            let overlay = overlay.map(|overlay| said("--overlay ", &overlay.folder));
            let which: String = folder.into_iter().chain(overlay).collect();
            return Err(Refusal(format!(
                "The lessons in {name} have {errors} {times}. To see them: groundwork lessons \
                 check{which}"
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
        let name = match &self.folder {
            Some(folder) => folder.display().to_string(),
            None => "this program".to_owned(),
        };
        match &self.overlay {
            Some(overlay) => format!("{name} and {}", overlay.folder.display()),
            None => name,
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
