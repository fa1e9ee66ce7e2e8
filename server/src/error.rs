//! What can go wrong on the server, and how it becomes what a visitor may be told.
//!
//! Everything below the School answers with this; at the School it turns into
//! [`app::error::Error`], and whatever a visitor may not be told is logged there, once.

use app::error::Error as Told;
use sea_orm::{DbErr, RuntimeErr, SqlErr, sqlx};

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An answer the visitor may hear as it is.
    #[error(transparent)]
    Told(#[from] Told),
    #[error("the database: {0}")]
    Database(#[from] DbErr),
    /// Something that only a fault in the server itself explains.
    #[error("{0}")]
    Broken(String),
}

impl Error {
    pub fn broken(what: impl Into<String>) -> Self {
        Self::Broken(what.into())
    }

    /// Whether the database refused a row because an equal one is there already.
    pub fn is_taken(&self) -> bool {
        let Self::Database(error) = self else {
            return false;
        };
        matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
    }

    /// Turns "an equal row is there already" into a refusal of one field of the form.
    #[must_use]
    pub fn taken_as(self, field: &str, reason: &str) -> Self {
        if self.is_taken() {
            return Told::invalid(field, reason).into();
        }
        self
    }
}

impl From<Error> for Told {
    fn from(error: Error) -> Self {
        match error {
            Error::Told(told) => told,
            Error::Database(error) if is_full(&error) => {
                tracing::error!(%error, "the database cannot be written");
                Self::Full
            }
            error => {
                tracing::error!(%error, "a question was not answered");
                Self::Unavailable
            }
        }
    }
}

/// Whether the disk is full or read-only: SQLite's codes 8 and 13, PostgreSQL's 25006 and 53100.
fn is_full(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(error))
    | DbErr::Query(RuntimeErr::SqlxError(error))
    | DbErr::Conn(RuntimeErr::SqlxError(error))) = error
    else {
        return false;
    };
    let sqlx::Error::Database(error) = &**error else {
        return false;
    };
    let Some(code) = error.code() else {
        return false;
    };
    match code.len() {
        5 => matches!(&*code, "25006" | "53100"),
        _ => code
            .parse::<u32>()
            .is_ok_and(|code| matches!(code & 0xff, 8 | 13)),
    }
}
