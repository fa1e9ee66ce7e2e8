//! A database of its own for each test, copied from one that was filled once.

use std::{
    path::PathBuf,
    process,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    thread,
};

use sea_orm::{ConnectOptions, ConnectionTrait, Database as Connect};
use server::db::{Address, Db, Openness};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use super::world;

/// Where tests on PostgreSQL make their databases; without it they use SQLite.
fn server() -> Option<String> {
    std::env::var("TEST_DATABASE_URL")
        .ok()
        .filter(|url| !url.is_empty())
}

pub fn is_postgres() -> bool {
    server().is_some()
}

/// A database; it goes when the last of those who hold it goes.
pub struct Database {
    pub address: Address,
    held: Arc<Held>,
}

enum Held {
    Folder(TempDir),
    Postgres { server: String, name: String },
}

impl Database {
    /// A copy of the world.
    pub async fn of_the_world() -> Self {
        match server() {
            Some(server) => Self::postgres(server, Some(template().await)).await,
            None => {
                let database = Self::empty_file();
                let Address::Sqlite(file) = &database.address else {
                    panic!("a file was asked for");
                };
                std::fs::copy(template().await, file).unwrap();
                database
            }
        }
    }

    /// A database without a table.
    pub async fn empty() -> Self {
        match server() {
            Some(server) => Self::postgres(server, None).await,
            None => Self::empty_file(),
        }
    }

    fn empty_file() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            address: Address::Sqlite(folder.path().join("groundwork.db")),
            held: Arc::new(Held::Folder(folder)),
        }
    }

    async fn postgres(server: String, template: Option<&str>) -> Self {
        let name = fresh_name();
        let template = template.unwrap_or("template0");
        run(
            &server,
            &format!("CREATE DATABASE {name} TEMPLATE {template}"),
        )
        .await;
        Self {
            address: Address::Postgres(in_database(&server, &name)),
            held: Arc::new(Held::Postgres { server, name }),
        }
    }

    /// The same database, held once more.
    pub fn again(&self) -> Self {
        Self {
            address: self.address.clone(),
            held: Arc::clone(&self.held),
        }
    }

    /// The address as a URL for a plain connection.
    pub fn url(&self) -> String {
        match &self.address {
            Address::Postgres(url) => url.clone(),
            Address::Sqlite(file) => format!("sqlite://{}?mode=rwc", file.display()),
        }
    }

    /// The folder of a SQLite file.
    pub fn folder(&self) -> PathBuf {
        match &*self.held {
            Held::Folder(folder) => folder.path().to_owned(),
            Held::Postgres { .. } => panic!("PostgreSQL has no folder here"),
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let Self::Postgres { server, name } = self else {
            return;
        };
        let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        let server = server.clone();
        // The test's own runtime is going; what is left of it must not be waited on.
        let dropping = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(run(&server, &drop));
        });
        let _ = dropping.join();
    }
}

/// The world, written once for all tests: a database's name, or a file's path.
async fn template() -> &'static str {
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    TEMPLATE.get_or_init(make_template).await
}

async fn make_template() -> String {
    let name = format!("groundwork_world_{}", process::id());
    let (address, template) = match server() {
        Some(server) => {
            run(&server, &format!("DROP DATABASE IF EXISTS {name}")).await;
            run(
                &server,
                &format!("CREATE DATABASE {name} TEMPLATE template0"),
            )
            .await;
            (Address::Postgres(in_database(&server, &name)), name)
        }
        None => {
            let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
            let file = folder.join(name).with_extension("db");
            let _ = std::fs::remove_file(&file);
            let path = file.to_string_lossy().into_owned();
            (Address::Sqlite(file), path)
        }
    };
    let db = Db::open(&address, Openness::default()).await.unwrap();
    world::write(&db).await;
    db.close().await.unwrap();
    template
}

fn fresh_name() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    format!("groundwork_test_{}_{number}", process::id())
}

/// The server's address with another database.
fn in_database(server: &str, name: &str) -> String {
    let (server, options) = server.split_once('?').unwrap_or((server, ""));
    let (place, _) = server.rsplit_once('/').unwrap();
    match options {
        "" => format!("{place}/{name}"),
        options => format!("{place}/{name}?{options}"),
    }
}

/// Runs one statement on a connection of its own.
async fn run(server: &str, statement: &str) {
    let mut options = ConnectOptions::new(server);
    options.max_connections(1).sqlx_logging(false);
    let db = Connect::connect(options).await.unwrap();
    db.execute_unprepared(statement).await.unwrap();
    db.close().await.unwrap();
}
