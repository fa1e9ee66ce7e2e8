//! SQLite: a file with one connection that writes and several that can only read.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use sea_orm::{
    ConnectionTrait, DatabaseConnection, SqlxSqliteConnector, Statement,
    sqlx::{
        self, ConnectOptions,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
    },
};

use super::{Db, Openness, Reader, Refusal, memory::Written, writing::Writing};
use crate::migration;

/// How many connections read at the same time: more than the cores of a small server, so that one
/// long report does not hold up the pages.
const READERS: u32 = 4;

/// The file beside the database that one process holds.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Opens the file, makes it where there is none, and brings its tables up to date.
pub async fn open(file: &Path, openness: Openness) -> Result<Db, Refusal> {
    let folder = file.parent().unwrap_or(Path::new("."));
    make_folder(folder)?;
    if let Some(kind) = network_file_system(folder)
        && !openness.network_file_system
    {
        return Err(Refusal(format!(
            "{} lies on a network file system ({kind}), where SQLite can lose records. Put the \
             data on a disk of this machine, use --database postgres://…, or pass \
             --network-file-system if you are sure that its locks hold.",
            folder.display()
        )));
    }
    let lock = lock(file)?;
    let writer = connect(file, writing(file), 1).await?;
    migration::run(&writer)
        .await
        .map_err(|refusal| told(file, refusal))?;
    let reader = connect(file, reading(file), READERS).await?;
    Ok(Db {
        reader: Reader(reader),
        writer,
        written: Written::alone(),
        writing: Arc::new(Writing::on_a_thread()?),
        _lock: Some(Arc::new(lock)),
    })
}

/// Copies the database, whole, to a file that is not there yet; also while others write to it.
pub async fn copy(database: &Path, copy: &Path) -> Result<(), Refusal> {
    let source = connect(database, both(database).read_only(true), 1).await?;
    let place = copy.to_string_lossy().replace('\'', "''");
    let copied = source
        .execute_unprepared(&format!("VACUUM INTO '{place}'"))
        .await;
    source.close().await?;
    copied.map(drop).map_err(|error| {
        Refusal(format!(
            "The records cannot be copied to {} ({error}).",
            copy.display()
        ))
    })
}

/// Makes sure that a file is a whole Groundwork database that this version can read.
pub async fn look_over(file: &Path) -> Result<(), Refusal> {
    let db = connect(file, both(file).read_only(true), 1).await?;
    let fit = is_fit(&db, file).await;
    db.close().await?;
    fit
}

async fn is_fit(db: &DatabaseConnection, file: &Path) -> Result<(), Refusal> {
    let no_database = || {
        Refusal(format!(
            "{} is damaged, or no Groundwork database.",
            file.display()
        ))
    };
    let check = Statement::from_string(db.get_database_backend(), "PRAGMA integrity_check");
    let said = db.query_one_raw(check).await.map_err(|_| no_database())?;
    let said: Option<String> = said.and_then(|row| row.try_get_by_index(0).ok());
    if said.as_deref() != Some("ok") || !migration::is_ours(db).await? {
        return Err(no_database());
    }
    migration::refuse_newer(db)
        .await
        .map_err(|refusal| told(file, refusal))
}

/// Makes sure that no server has the database open, as long as the lock is held.
pub fn lock_alone(database: &Path) -> Result<Lock, Refusal> {
    make_folder(database.parent().unwrap_or(Path::new(".")))?;
    lock(database)
}

fn make_folder(folder: &Path) -> Result<(), Refusal> {
    fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))
}

fn cannot_write(folder: &Path, error: &io::Error) -> Refusal {
    Refusal(format!(
        "{} cannot be written ({error}). Choose another folder with --data, or give this user the \
         right to write there.",
        folder.display()
    ))
}

/// Makes sure that no other process has the file open for writing.
fn lock(database: &Path) -> Result<Lock, Refusal> {
    let path = database.with_extension("lock");
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|error| cannot_write(database.parent().unwrap_or(Path::new(".")), &error))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock { _file: file }),
        Err(TryLockError::WouldBlock) => Err(Refusal(format!(
            "Another Groundwork is running on {}. Stop it first, or choose another folder with \
             --data.",
            database.display()
        ))),
        Err(TryLockError::Error(error)) => Err(Refusal(format!(
            "{} cannot be locked ({error}). Put the data on a disk of this machine.",
            path.display()
        ))),
    }
}

fn writing(file: &Path) -> SqliteConnectOptions {
    both(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("journal_size_limit", "67108864")
        .pragma("wal_autocheckpoint", "500")
}

fn reading(file: &Path) -> SqliteConnectOptions {
    both(file).read_only(true).pragma("query_only", "ON")
}

fn both(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", "-65536")
        .disable_statement_logging()
}

async fn connect(
    file: &Path,
    options: SqliteConnectOptions,
    connections: u32,
) -> Result<DatabaseConnection, Refusal> {
    let pool = SqlitePoolOptions::new()
        .max_connections(connections)
        .min_connections(connections)
        .acquire_timeout(Duration::from_secs(10))
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .connect_with(options)
        .await
        .map_err(|error| cannot_open(file, &error))?;
    Ok(SqlxSqliteConnector::from_sqlx_sqlite_pool(pool))
}

fn cannot_open(file: &Path, error: &sqlx::Error) -> Refusal {
    let folder = file.parent().unwrap_or(Path::new("."));
    let code = error
        .as_database_error()
        .and_then(|error| error.code()?.parse::<u32>().ok())
        .map(|code| code & 0xff);
    match code {
        Some(26) => Refusal(format!(
            "{} is no Groundwork database. Choose another folder with --data, or restore a backup \
             with: groundwork restore FILE.",
            file.display()
        )),
        Some(8 | 14) => Refusal(format!(
            "{} cannot be written. Choose another folder with --data, or give this user the right \
             to write there.",
            folder.display()
        )),
        _ => Refusal(format!("{} cannot be opened: {error}.", file.display())),
    }
}

fn told(file: &Path, refusal: Refusal) -> Refusal {
    Refusal(format!("{}: {refusal}", file.display()))
}

/// The kind of network file system that a folder lies on, if it does. Asks Linux's table of
/// mounts; elsewhere nothing is known and nothing refused.
fn network_file_system(folder: &Path) -> Option<String> {
    let folder = fs::canonicalize(folder).ok()?;
    let mounts = fs::read_to_string("/proc/self/mountinfo").ok()?;
    let kind = kind_of_mount(&mounts, &folder)?;
    let is_network = matches!(
        kind,
        "nfs" | "nfs4" | "cifs" | "smb3" | "smbfs" | "9p" | "fuse"
    ) || kind.starts_with("fuse.");
    is_network.then(|| kind.to_owned())
}

/// The file system of the deepest mount above `folder`; the last one where several share a point.
fn kind_of_mount<'a>(mounts: &'a str, folder: &Path) -> Option<&'a str> {
    mounts
        .lines()
        .filter_map(|line| {
            let (place, kind) = line.split_once(" - ")?;
            let point = place.split(' ').nth(4)?.replace("\\040", " ");
            let point = PathBuf::from(point);
            let depth = point.components().count();
            folder
                .starts_with(&point)
                .then(|| (depth, kind.split(' ').next().unwrap_or_default()))
        })
        .max_by_key(|(depth, _)| *depth)
        .map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::kind_of_mount;

    const MOUNTS: &str = "\
21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 21 0:40 / /srv/school\\040share rw shared:9 - nfs4 nas:/vol rw
31 30 8:2 / /srv/school\\040share/local rw - xfs /dev/sdb1 rw";

    #[test]
    fn the_deepest_mount_above_the_folder_decides() {
        let kind = |folder| kind_of_mount(MOUNTS, Path::new(folder));
        assert_eq!(kind("/srv/groundwork"), Some("ext4"));
        assert_eq!(kind("/srv/school share/data"), Some("nfs4"));
        assert_eq!(kind("/srv/school share/local/data"), Some("xfs"));
    }
}
