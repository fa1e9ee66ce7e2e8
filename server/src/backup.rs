//! Copies of a SQLite database: made while the server runs, put back while it does not.

use std::{
    ffi::OsString,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};

use crate::{
    db::{Address, Refusal, sqlite},
    serve::Place,
};

/// Copies the records to `copy`, whole, and looks the copy over.
///
/// # Errors
/// A sentence; where it fails there is no file.
pub async fn backup(place: &Place, copy: &Path) -> Result<(), Refusal> {
    let database = file_of(place)?;
    if !database.exists() {
        return Err(Refusal(format!(
            "There is no database at {}. Choose its folder with --data.",
            database.display()
        )));
    }
    if copy.exists() {
        return Err(Refusal(format!(
            "{} is there already. Choose another name.",
            copy.display()
        )));
    }
    let draft = beside(copy, ".part");
    remove(&draft).map_err(|error| cannot_write(&draft, &error))?;
    let done = make(database, &draft, copy).await;
    if done.is_err() {
        // What is left of a copy that failed is of no use to anybody.
        let _ = fs::remove_file(&draft);
    }
    done
}

async fn make(database: &Path, draft: &Path, copy: &Path) -> Result<(), Refusal> {
    sqlite::copy(database, draft).await?;
    sqlite::look_over(draft).await?;
    sync(draft)
        .and_then(|()| fs::rename(draft, copy))
        .and_then(|()| sync_folder(copy))
        .map_err(|error| cannot_write(copy, &error))
}

/// Puts a copy in the place of the records; what stood there stays beside it under another name,
/// which is answered.
///
/// # Errors
/// A sentence; where it fails the records stand as they did.
pub async fn restore(
    place: &Place,
    copy: &Path,
    now: DateTime<Utc>,
) -> Result<Option<PathBuf>, Refusal> {
    let database = file_of(place)?;
    if !copy.is_file() {
        return Err(Refusal(format!("There is no file at {}.", copy.display())));
    }
    let _lock = sqlite::lock_alone(database)?;
    sqlite::look_over(copy).await?;
    let draft = beside(database, ".restoring");
    let broken = |error: io::Error| cannot_write(database, &error);
    fs::copy(copy, &draft).map_err(broken)?;
    sync(&draft).map_err(broken)?;
    let before = set_aside(database, now).map_err(broken)?;
    fs::rename(&draft, database).map_err(broken)?;
    sync_folder(database).map_err(broken)?;
    Ok(before)
}

/// Renames the records with what belongs to them. The log that SQLite keeps beside them holds what
/// is newest, so it goes along.
fn set_aside(database: &Path, now: DateTime<Utc>) -> io::Result<Option<PathBuf>> {
    if !database.exists() {
        return Ok(None);
    }
    let name = format!(".before-{}", now.format("%Y%m%d-%H%M%S"));
    let before = beside(database, &name);
    for suffix in ["-wal", "-shm", ""] {
        let old = beside(database, suffix);
        if old.exists() {
            fs::rename(old, beside(&before, suffix))?;
        }
    }
    Ok(Some(before))
}

fn file_of(place: &Place) -> Result<&Path, Refusal> {
    match &place.database {
        Address::Sqlite(file) => Ok(file),
        Address::Postgres(_) => Err(Refusal(
            "These records lie in PostgreSQL: use pg_dump and pg_restore.".into(),
        )),
    }
}

fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(suffix);
    PathBuf::from(name)
}

fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn sync(file: &Path) -> io::Result<()> {
    File::options().write(true).open(file)?.sync_all()
}

/// So that the new name outlasts a power cut.
fn sync_folder(file: &Path) -> io::Result<()> {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
        _ => File::open(".")?.sync_all(),
    }
}

fn cannot_write(file: &Path, error: &io::Error) -> Refusal {
    Refusal(format!("{} cannot be written ({error}).", file.display()))
}
