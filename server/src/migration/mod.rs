//! How a database gets to the tables of [`crate::entity`]: one file a change, oldest first.
//!
//! A released migration is never edited. A test holds both together: a database migrated from
//! empty equals one that is built from the entities.

use sea_orm::{ConnectionTrait, DatabaseConnection};
use sea_orm_migration::prelude::*;

use crate::db::Refusal;

mod m0001_people;
mod m0002_classes;
mod m0003_live;
mod m0004_screens;
mod m0005_furthest;
mod m0006_taken_up;

pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_people::Migration),
            Box::new(m0002_classes::Migration),
            Box::new(m0003_live::Migration),
            Box::new(m0004_screens::Migration),
            Box::new(m0005_furthest::Migration),
            Box::new(m0006_taken_up::Migration),
        ]
    }
}

/// The number under which servers wait for each other to migrate.
const TURN: i64 = 0x6772_6f75_6e64;

/// Brings the database up to date.
///
/// # Errors
/// A newer Groundwork has written it, or the database's own words.
pub async fn run(db: &DatabaseConnection) -> Result<(), Refusal> {
    refuse_newer(db).await?;
    Migrator::up(db, None).await?;
    Ok(())
}

/// Changes nothing.
///
/// # Errors
/// A newer Groundwork has written the database.
pub async fn refuse_newer(db: &DatabaseConnection) -> Result<(), Refusal> {
    match newer(db).await? {
        None => Ok(()),
        Some(newer) => Err(Refusal(format!(
            "This database was written by a newer Groundwork (it has \"{newer}\"). Install that \
             version, or restore a backup from before it."
        ))),
    }
}

/// Whether Groundwork has made tables here.
pub async fn is_ours(db: &DatabaseConnection) -> Result<bool, DbErr> {
    SchemaManager::new(db).has_table("seaql_migrations").await
}

/// As [`run`], while no other server does so. `db` must be a pool of one connection.
pub async fn run_alone(db: &DatabaseConnection) -> Result<(), Refusal> {
    let turn = |what: &str| format!("SELECT {what}({TURN})");
    db.execute_unprepared(&turn("pg_advisory_lock")).await?;
    let done = run(db).await;
    db.execute_unprepared(&turn("pg_advisory_unlock")).await?;
    done
}

/// The last change in the database that this Groundwork does not know.
async fn newer(db: &DatabaseConnection) -> Result<Option<String>, DbErr> {
    if !is_ours(db).await? {
        return Ok(None);
    }
    let mut applied = Query::select();
    applied
        .column("version")
        .from("seaql_migrations")
        .order_by("version", Order::Asc);
    let mut unknown = None;
    for row in db.query_all(&applied).await? {
        let version: String = row.try_get("", "version")?;
        let known = Migrator::migrations();
        if !known.iter().any(|migration| migration.name() == version) {
            unknown = Some(version);
        }
    }
    Ok(unknown)
}

/// One new table: its columns, what they point to, and how its rows are found.
#[derive(Default)]
struct NewTable {
    name: &'static str,
    columns: Vec<ColumnDef>,
    /// The primary key, where it is more than one column.
    key: &'static [&'static str],
    references: Vec<Reference>,
    /// Columns with an index of their own.
    indexed: &'static [&'static str],
    /// Name and columns of an index that is unique over several columns.
    unique: &'static [(&'static str, &'static [&'static str])],
}

/// `column` → `table.to`, and what happens to this row when that one goes.
struct Reference {
    column: &'static str,
    table: &'static str,
    to: &'static str,
    on_delete: ForeignKeyAction,
}

const fn reference(
    column: &'static str,
    table: &'static str,
    on_delete: ForeignKeyAction,
) -> Reference {
    Reference {
        column,
        table,
        to: "id",
        on_delete,
    }
}

/// A column of bytes, however many.
fn bytes(name: &'static str) -> ColumnDef {
    ColumnDef::new_with_type(name, ColumnType::VarBinary(StringLen::None))
        .not_null()
        .take()
}

/// Creates the table and its indexes.
async fn create(manager: &SchemaManager<'_>, new: NewTable) -> Result<(), DbErr> {
    let mut table = Table::create();
    table.table(new.name);
    for mut column in new.columns {
        table.col(&mut column);
    }
    if !new.key.is_empty() {
        let mut key = Index::create();
        for column in new.key {
            key.col(*column);
        }
        table.primary_key(key.name(format!("pk-{}", new.name)).primary());
        // Rows of a table that is found by what it says need no second, hidden key; and in the
        // order of that key they would tell in what order things happened.
        if manager.get_database_backend() == sea_orm::DbBackend::Sqlite {
            table.extra("WITHOUT ROWID");
        }
    }
    for Reference {
        column,
        table: other,
        to,
        on_delete,
    } in new.references
    {
        table.foreign_key(
            ForeignKey::create()
                .name(format!("fk-{}-{column}", new.name))
                .from(new.name, column)
                .to(other, to)
                .on_delete(on_delete),
        );
    }
    manager.create_table(table).await?;
    for column in new.indexed {
        let mut index = Index::create();
        index
            .name(format!("idx-{}-{column}", new.name))
            .table(new.name)
            .col(*column);
        manager.create_index(index).await?;
    }
    for (name, columns) in new.unique {
        let mut index = Index::create();
        index
            .name(format!("idx-{}-{name}", new.name))
            .table(new.name)
            .unique();
        for column in *columns {
            index.col(*column);
        }
        manager.create_index(index).await?;
    }
    Ok(())
}
