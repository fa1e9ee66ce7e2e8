//! The database: one pool that only reads and one that writes, on SQLite or on PostgreSQL.
//!
//! The types are cut so that a read path cannot write: queries that change something take a
//! [`Tx`], and only [`Db::write`] hands one out.

use std::{fmt, future::Future, path::PathBuf, sync::Arc};

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};

use crate::{
    entity::Tx,
    error::{Error, Result},
};

pub mod gather;
pub mod memory;
pub mod postgres;
pub mod sqlite;
mod writing;

/// Where the records are kept.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// A file.
    Sqlite(PathBuf),
    /// `postgres://…`, which may hold a password.
    Postgres(String),
}

/// Why the database could not be opened, as a sentence for whoever runs the server.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(pub String);

impl From<DbErr> for Refusal {
    fn from(error: DbErr) -> Self {
        Self(format!("The database could not be opened: {error}."))
    }
}

/// How a SQLite file is opened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Openness {
    /// Take a file on a network file system, although SQLite's locks may not hold there.
    pub network_file_system: bool,
}

/// An open database.
#[derive(Clone, Debug)]
pub struct Db {
    reader: Reader,
    writer: DatabaseConnection,
    written: memory::Written,
    writing: Arc<writing::Writing>,
    /// Held as long as the file is open.
    _lock: Option<Arc<sqlite::Lock>>,
}

impl Db {
    /// Opens the database and brings its tables up to date.
    ///
    /// # Errors
    /// A sentence that says what stands in the way and what to do; nothing is half-written.
    pub async fn open(address: &Address, openness: Openness) -> Result<Self, Refusal> {
        match address {
            Address::Sqlite(file) => sqlite::open(file, openness).await,
            Address::Postgres(url) => postgres::open(url).await,
        }
    }

    /// The pool that only reads.
    pub const fn read(&self) -> &Reader {
        &self.reader
    }

    /// The pool to listen on, where other servers may write too.
    pub fn shared_with_others(&self) -> Option<&sea_orm::sqlx::PgPool> {
        let is_postgres = self.reader.0.get_database_backend() == DbBackend::Postgres;
        is_postgres.then(|| self.reader.0.get_postgres_connection_pool())
    }

    /// Runs `work` in one transaction: all of it is kept, or nothing.
    ///
    /// It runs in a task of its own, so that a visitor who leaves cannot cancel it half-way.
    pub async fn write<T, W, F>(&self, work: W) -> Result<T>
    where
        W: FnOnce(Arc<Tx>) -> F + Send + 'static,
        F: Future<Output = Result<T>> + Send,
        T: Send + 'static,
    {
        let writer = self.writer.clone();
        let written = self.written.clone();
        let writing = self.writing.spawn(async move {
            let tx = Arc::new(begin(&writer).await?);
            let done = work(Arc::clone(&tx)).await;
            let tx = Arc::try_unwrap(tx)
                .map_err(|_| Error::broken("a write kept its transaction for itself"))?;
            match done {
                Ok(value) => {
                    let kept = tx.commit().await;
                    // Also after an error: nobody knows then what was kept.
                    written.again();
                    kept.map(|()| value).map_err(Error::from)
                }
                Err(error) => {
                    tx.rollback().await?;
                    Err(error)
                }
            }
        });
        writing
            .await
            .map_err(|error| Error::broken(format!("a write broke off: {error}")))?
    }

    /// Does what keeps the file quick and small; on PostgreSQL the server does so itself.
    pub async fn optimize(&self) -> Result<()> {
        if self.writer.get_database_backend() == DbBackend::Sqlite {
            self.writer.execute_unprepared("PRAGMA optimize").await?;
        }
        Ok(())
    }

    /// Ends all connections, after what is being written has been written.
    pub async fn close(self) -> Result<()> {
        self.reader.0.close_by_ref().await?;
        self.writer.close_by_ref().await?;
        Ok(())
    }
}

async fn begin(writer: &DatabaseConnection) -> Result<Tx, DbErr> {
    // Taking SQLite's write lock at once is what lets a read-modify-write never fail half-way.
    let mode = match writer.get_database_backend() {
        DbBackend::Sqlite => Some(SqliteTransactionMode::Immediate),
        _ => None,
    };
    writer
        .begin_with_options(TransactionOptions {
            sqlite_transaction_mode: mode,
            ..Default::default()
        })
        .await
}

/// A pool of connections that refuse to write.
#[derive(Clone, Debug)]
pub struct Reader(DatabaseConnection);

#[async_trait::async_trait]
impl ConnectionTrait for Reader {
    fn get_database_backend(&self) -> DbBackend {
        self.0.get_database_backend()
    }

    async fn execute_raw(&self, _: Statement) -> Result<ExecResult, DbErr> {
        Err(read_only())
    }

    async fn execute_unprepared(&self, _: &str) -> Result<ExecResult, DbErr> {
        Err(read_only())
    }

    async fn query_one_raw(&self, query: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.0.query_one_raw(query).await
    }

    async fn query_all_raw(&self, query: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.0.query_all_raw(query).await
    }
}

fn read_only() -> DbErr {
    DbErr::Custom("something tried to write while reading".into())
}

impl std::str::FromStr for Address {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        match text.split_once("://") {
            None if !text.is_empty() => Ok(Self::Sqlite(text.into())),
            Some(("sqlite", file)) if !file.is_empty() => Ok(Self::Sqlite(file.into())),
            _ => Err(Refusal(format!(
                "Groundwork does not know the database address \"{}\": write postgres://… or the \
                 path of a file.",
                without_password(text)
            ))),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(file) => write!(f, "{}", file.display()),
            Self::Postgres(url) => f.write_str(&without_password(url)),
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// The address without what stands between `//` and `@`, and without its options.
fn without_password(url: &str) -> String {
    let url = url.split('?').next().unwrap_or_default();
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://{host}"),
        _ => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn an_address_is_printed_without_its_password() {
        let address: Address = "postgres://ada:se@cret@db.school:5432/groundwork?x=1"
            .parse()
            .unwrap();
        assert_eq!(address.to_string(), "postgres://db.school:5432/groundwork");
    }

    #[test]
    fn an_unknown_kind_of_database_is_refused_with_what_to_write() {
        let refusal = "mysql://root@localhost/x".parse::<Address>().unwrap_err();
        assert!(refusal.to_string().contains("mysql://localhost/x"));
        assert!(refusal.to_string().contains("postgres://"));
    }
}
