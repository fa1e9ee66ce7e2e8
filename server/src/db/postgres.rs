//! PostgreSQL: two pools, of which one can only read.

use std::{sync::Arc, time::Duration};

use sea_orm::{
    DatabaseConnection, SqlxPostgresConnector,
    sqlx::{
        self, ConnectOptions, PgConnection, Row,
        postgres::{PgConnectOptions, PgPoolOptions},
    },
};

use super::{Db, Reader, Refusal, memory::Written, without_password, writing::Writing};
use crate::migration;

const READERS: u32 = 12;
const WRITERS: u32 = 8;

/// Connects, and brings the tables up to date.
pub async fn open(url: &str) -> Result<Db, Refusal> {
    let options: PgConnectOptions = url.parse().map_err(|error: sqlx::Error| {
        Refusal(format!(
            "The database address {} cannot be read ({error}). It looks like \
             postgres://user:password@host:5432/database.",
            without_password(url)
        ))
    })?;
    let options = options
        .application_name("groundwork")
        .disable_statement_logging();
    migrate(url, &options).await?;
    let writing = options.clone().options(LIMITS);
    let reading = writing
        .clone()
        .options([("default_transaction_read_only", "on")]);
    Ok(Db {
        reader: Reader(pool(url, reading, READERS).await?),
        writer: pool(url, writing, WRITERS).await?,
        written: Written::among_others(),
        writing: Arc::new(Writing::among_requests()),
        _lock: None,
    })
}

/// How long anything may take, so that one stuck request cannot hold up the rest.
const LIMITS: [(&str, &str); 3] = [
    ("statement_timeout", "15s"),
    ("lock_timeout", "5s"),
    ("idle_in_transaction_session_timeout", "10s"),
];

/// Migrates over a connection of its own without those limits, one server at a time.
async fn migrate(url: &str, options: &PgConnectOptions) -> Result<(), Refusal> {
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(Duration::from_secs(10))
        .connect_with(options.clone())
        .await
        .map_err(|error| cannot_connect(url, &error))?;
    let db = SqlxPostgresConnector::from_sqlx_postgres_pool(pool);
    let migrated = migration::run_alone(&db).await;
    db.close().await?;
    migrated
}

/// Connections that are looked at before anybody gets one.
///
/// # Errors
/// A sentence, when the database does not answer or refuses.
pub async fn pool(
    url: &str,
    options: PgConnectOptions,
    connections: u32,
) -> Result<DatabaseConnection, Refusal> {
    let pool = PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(5))
        // The guard below asks more than a ping would.
        .test_before_acquire(false)
        .before_acquire(|connection, _| Box::pin(is_outside_transaction(connection)))
        .connect_with(options)
        .await
        .map_err(|error| cannot_connect(url, &error))?;
    Ok(SqlxPostgresConnector::from_sqlx_postgres_pool(pool))
}

/// Whether the session is outside any transaction; one that is not is thrown away.
///
/// A `begin` that is dropped while on its way leaves its session in an open transaction, and what
/// the next user of the session "keeps" there is lost (launchbadge/sqlx#4385).
async fn is_outside_transaction(connection: &mut PgConnection) -> sqlx::Result<bool> {
    // As one plain message: between the messages of a prepared query the clock goes on.
    let row = sqlx::raw_sql("select now() = statement_timestamp()")
        .fetch_one(connection)
        .await?;
    row.try_get(0)
}

fn cannot_connect(url: &str, error: &sqlx::Error) -> Refusal {
    let place = without_password(url);
    match error.as_database_error() {
        Some(error) => Refusal(format!(
            "The database at {place} refuses: {}. Correct --database, or make that user and \
             database first.",
            error.message()
        )),
        None => Refusal(format!(
            "The database at {place} does not answer ({error}). Start PostgreSQL, or correct \
             --database."
        )),
    }
}
