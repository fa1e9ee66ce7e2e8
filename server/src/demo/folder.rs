//! The demo's folder: marked as its own, so that nothing else is ever cleared away.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use chrono::NaiveDate;

use crate::{
    db::Refusal,
    error::{Error, Result},
};

const MARKER: &str = "this-is-a-demo.txt";
const ABOUT: &str = "This folder belongs to Groundwork's demo: invented people, and passwords that \
                     everybody knows.\nGroundwork may delete the database in it and make it anew.\n";
/// Before the first and last day of the term that the demo was built around.
const TERM: &str = "Term: ";

pub struct Folder {
    marker: PathBuf,
    is_filled: bool,
}

impl Folder {
    pub fn claim(
        folder: &Path,
        database: &Path,
        fresh: bool,
        today: NaiveDate,
    ) -> Result<Self, Refusal> {
        let cannot = |error: io::Error| {
            Refusal(format!(
                "{} cannot be used for the demo ({error}). Choose another folder with --data.",
                folder.display()
            ))
        };
        fs::create_dir_all(folder).map_err(cannot)?;
        let marker = folder.join(MARKER);
        let mark = match fs::read_to_string(&marker) {
            Ok(mark) => Some(mark),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(cannot(error)),
        };
        if mark.is_none() && fs::read_dir(folder).map_err(cannot)?.next().is_some() {
            return Err(Refusal(format!(
                "{} holds something that is not the demo's. Choose an empty folder with --data.",
                folder.display()
            )));
        }
        let is_running = mark
            .as_deref()
            .and_then(term)
            .is_some_and(|(first, last)| (first..=last).contains(&today));
        let is_filled = is_running && database.exists() && !fresh;
        if !is_filled {
            clear(database)?;
            fs::write(&marker, ABOUT).map_err(cannot)?;
        }
        Ok(Self { marker, is_filled })
    }

    /// Whether it holds a whole demo whose term is running.
    pub const fn is_filled(&self) -> bool {
        self.is_filled
    }

    /// Writes down that the demo is whole, and until when it can be looked at.
    pub fn filled(self, (first, last): (NaiveDate, NaiveDate)) -> Result<()> {
        fs::write(&self.marker, format!("{ABOUT}{TERM}{first} {last}\n"))
            .map_err(|error| Error::broken(format!("the demo's folder was not marked: {error}")))
    }
}

/// The term in a marker; none while the demo is not whole.
fn term(mark: &str) -> Option<(NaiveDate, NaiveDate)> {
    let days = mark.lines().find_map(|line| line.strip_prefix(TERM))?;
    let (first, last) = days.split_once(' ')?;
    Some((first.parse().ok()?, last.parse().ok()?))
}

/// Removes a database that nobody has open.
fn clear(database: &Path) -> Result<(), Refusal> {
    let lock = database.with_extension("lock");
    if let Ok(lock) = File::open(&lock)
        && matches!(lock.try_lock(), Err(TryLockError::WouldBlock))
    {
        return Err(Refusal(format!(
            "The demo in {} is running. Stop it first, or choose another folder with --data.",
            database.parent().unwrap_or(database).display()
        )));
    }
    for suffix in ["", "-wal", "-shm"] {
        let mut file = database.as_os_str().to_owned();
        file.push(suffix);
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Refusal(format!(
                    "The demo's old database {} cannot be removed ({error}).",
                    Path::new(&file).display()
                )));
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 11, day).unwrap()
    }

    fn claim(folder: &Path, fresh: bool, today: u32) -> Result<Folder, Refusal> {
        Folder::claim(folder, &folder.join("groundwork.db"), fresh, day(today))
    }

    #[test]
    fn a_folder_that_is_not_its_own_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("groundwork.db");
        fs::write(&file, "a real school").unwrap();
        let refusal = claim(folder.path(), true, 5).err().unwrap();
        assert!(refusal.to_string().contains("--data"), "{refusal}");
        assert_eq!(fs::read_to_string(&file).unwrap(), "a real school");
    }

    #[test]
    fn a_whole_demo_is_kept_while_its_term_runs() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("groundwork.db");
        let first = claim(folder.path(), false, 5).unwrap();
        assert!(!first.is_filled());
        fs::write(&file, "rows").unwrap();
        assert!(
            !claim(folder.path(), false, 5).unwrap().is_filled(),
            "half-built"
        );
        fs::write(&file, "rows").unwrap();
        first.filled((day(1), day(20))).unwrap();
        assert!(claim(folder.path(), false, 20).unwrap().is_filled());
        assert!(file.exists());
        assert!(!claim(folder.path(), false, 21).unwrap().is_filled());
        assert!(!file.exists());
    }

    #[test]
    fn a_fresh_demo_clears_the_old_one_away() {
        let folder = tempfile::tempdir().unwrap();
        claim(folder.path(), false, 5)
            .unwrap()
            .filled((day(1), day(20)))
            .unwrap();
        let file = folder.path().join("groundwork.db");
        fs::write(&file, "rows").unwrap();
        assert!(!claim(folder.path(), true, 5).unwrap().is_filled());
        assert!(!file.exists());
    }
}
