//! A school's overlay on disk: its own files, pristine copies of what they were made from, and what
//! has changed in the shipped lessons since.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use app::school::administering::{AdaptedLesson, FileChange};
use lessons::{
    course::Curriculum,
    lesson::Adapted,
    overlay::{self, Adaptation, FILES},
    problem::Problem,
    read::{self, Files},
};

use crate::{content::LANGUAGE, db::Refusal, difference};

/// Copies of shipped lessons as they were when the school began to adapt them, by version. The
/// folder is hidden, so that it is not read as lessons.
const ORIGINALS: &str = ".originals";

/// A school's overlay, and the shipped lessons that it lies over.
pub struct Overlay {
    pub folder: PathBuf,
    own: overlay::Overlay,
    shipped: Files,
}

impl Overlay {
    /// # Errors
    /// A sentence, when the folder is missing or cannot be read.
    pub fn open(folder: &Path, shipped: Files) -> Result<Self, Refusal> {
        let files = read::files(folder).map_err(|error| {
            Refusal(format!(
                "The overlay {} cannot be read ({error}). Give the folder that holds the school’s \
                 own en/ with --overlay.",
                folder.display()
            ))
        })?;
        let own = overlay::Overlay {
            name: folder.display().to_string(),
            files,
        };
        Ok(Self {
            folder: folder.to_owned(),
            own,
            shipped,
        })
    }

    /// The shipped files with the school's own laid over them.
    pub fn files(&self) -> Files {
        self.own.over(&self.shipped)
    }

    pub fn read(&self) -> (Curriculum, Vec<Problem>) {
        self.own.read(&self.shipped, LANGUAGE)
    }

    pub fn adaptations(&self) -> Vec<Adaptation> {
        self.own.adaptations(&self.shipped)
    }

    /// Every adapted lesson as an administrator is shown it.
    ///
    /// # Errors
    /// A sentence, when a kept copy cannot be read.
    pub fn adapted(&self, curriculum: &Curriculum) -> Result<Vec<AdaptedLesson>, Refusal> {
        let mut adapted = Vec::new();
        for adaptation in self.adaptations() {
            let lang = adaptation.folder.split('/').next().unwrap_or(LANGUAGE);
            let tree = curriculum.translation(lang).unwrap_or(curriculum);
            let Some(lesson) = tree.lesson(&adaptation.id) else {
                continue;
            };
            adapted.push(AdaptedLesson {
                id: lesson.id.clone(),
                lang: lesson.lang.clone(),
                band: lesson.band,
                number: lesson.order,
                title: lesson.title.clone(),
                changes: self.changes(&adaptation)?,
                now: adaptation.now.map(|now| now.version),
                from: adaptation.from,
            });
        }
        Ok(adapted)
    }

    /// What has changed in the shipped lesson since it was adapted, file by file; `None` when no
    /// copy of it as it was is kept.
    ///
    /// # Errors
    /// A sentence, when the kept copy cannot be read.
    pub fn changes(&self, adaptation: &Adaptation) -> Result<Option<Vec<FileChange>>, Refusal> {
        let now = match &adaptation.now {
            Some(now) if adaptation.is_behind() => now,
            _ => return Ok(Some(Vec::new())),
        };
        let kept = self.originals(&adaptation.from.version)?;
        let lang = now.folder.split('/').next().unwrap_or(LANGUAGE);
        let Some(before) = overlay::folder_of(&kept, lang, &adaptation.from.id) else {
            return Ok(None);
        };
        let text = |files: &Files, folder: &str, name: &str| {
            let bytes = files.get(&format!("{folder}/{name}"));
            let text = bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned());
            text.unwrap_or_default()
        };
        let changes = FILES.iter().filter_map(|name| {
            difference::between(
                &format!("{}/{name}", now.folder),
                &text(&kept, &before, name),
                &text(&self.shipped, &now.folder, name),
            )
        });
        Ok(Some(changes.collect()))
    }

    /// The copies that were kept of one version.
    fn originals(&self, version: &str) -> Result<Files, Refusal> {
        let folder = originals(&self.folder, version);
        match read::files(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Files::new()),
            read => read.map_err(|error| {
                Refusal(format!("{} cannot be read ({error}).", folder.display()))
            }),
        }
    }
}

fn originals(overlay: &Path, version: &str) -> PathBuf {
    overlay.join(ORIGINALS).join(version)
}

/// Copies a shipped lesson into an overlay, ready to be changed, and keeps a pristine copy beside
/// it. Answers where the lesson lies and which version it is.
///
/// # Errors
/// A sentence, when there is no such lesson, when it is there already, or when the folder cannot be
/// written.
pub fn adapt(
    shipped: &Files,
    (lang, id): (&str, &str),
    into: &Path,
) -> Result<(PathBuf, Adapted), Refusal> {
    let Some(folder) = overlay::folder_of(shipped, lang, id) else {
        return Err(unknown(shipped, lang, id));
    };
    let own = into.join(&folder);
    if own.exists() {
        return Err(Refusal(format!(
            "{} is there already. Change it there, or take it away first.",
            own.display()
        )));
    }
    let from = Adapted {
        id: id.to_owned(),
        version: overlay::version(shipped, &folder),
    };
    let pristine = originals(into, &from.version).join(&folder);
    let written = FILES.iter().try_for_each(|name| {
        let Some(bytes) = shipped.get(&format!("{folder}/{name}")) else {
            return Ok(());
        };
        put(&pristine.join(name), bytes)?;
        put(&own.join(name), &said_of(bytes, &from))
    });
    written.map_err(|error| {
        Refusal(format!(
            "{} cannot be written ({error}). Choose another folder.",
            into.display()
        ))
    })?;
    Ok((own, from))
}

fn unknown(shipped: &Files, lang: &str, id: &str) -> Refusal {
    let (curriculum, _) = read::read(shipped, LANGUAGE);
    let tree = curriculum.translation(lang).unwrap_or(&curriculum);
    let ids: Vec<&str> = tree.lessons().map(|lesson| &*lesson.id).collect();
    let band = id.split('.').next().unwrap_or_default();
    let unit = band.parse().ok().and_then(|band| tree.unit(band));
    let hint = match (read::near::meant(id, &ids), unit) {
        (Some(near), _) => format!("Did you mean {near}?"),
        (None, Some(unit)) => {
            let ids: Vec<&str> = unit.lessons.iter().map(|lesson| &*lesson.id).collect();
            format!("Those of {band} are: {}.", ids.join(", "))
        }
        (None, None) => format!("They are: {}.", ids.join(", ")),
    };
    Refusal(format!("There is no lesson {id} in {lang}/. {hint}"))
}

fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
}

/// A file with what it was made from as the last key of its front matter. It is a draft again:
/// whoever signed the shipped text has not read what becomes of this one.
fn said_of(bytes: &[u8], from: &Adapted) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let line = format!("adapted_from: {}@{}\n", from.id, from.version);
    let mut said = String::new();
    let mut fences = 0;
    for part in text.split_inclusive('\n') {
        if part.trim_end() == "---" {
            fences += 1;
            if fences == 2 {
                said += &line;
            }
        }
        said += match part.trim_end() {
            "status: released" if fences == 1 => "status: draft\n",
            _ => part,
        };
    }
    said.into_bytes()
}
