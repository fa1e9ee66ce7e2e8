//! How far down a step's page the projector of a live class is.

use sea_orm::DbBackend;
use sea_orm_migration::{prelude::*, schema::integer};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "0004_screens"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut change = Table::alter();
        let column = integer("screens_down").default(0).take();
        change.table("live_class").add_column(column);
        manager.alter_table(change).await?;
        if manager.get_database_backend() == DbBackend::Sqlite {
            // SQLite cannot take a default away, and nothing is read from it there.
            return Ok(());
        }
        let forget = "ALTER TABLE \"live_class\" ALTER COLUMN \"screens_down\" DROP DEFAULT";
        manager.get_connection().execute_unprepared(forget).await?;
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
