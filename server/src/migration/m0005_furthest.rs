//! How far a live class has come, the step that it left last with that step's clock, and which
//! tallies could be seen before it went on.

use sea_orm::DbBackend;
use sea_orm_migration::{
    prelude::*,
    schema::{integer, integer_null, string_null, timestamp_with_time_zone_null},
};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "0005_furthest"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            integer("furthest").default(0).take(),
            integer_null("left_step"),
            timestamp_with_time_zone_null("left_since"),
            timestamp_with_time_zone_null("left_at"),
            string_null("told"),
        ];
        for column in columns {
            let mut change = Table::alter();
            change.table("live_class").add_column(column);
            manager.alter_table(change).await?;
        }
        let connection = manager.get_connection();
        let come_so_far = "UPDATE \"live_class\" SET \"furthest\" = \"step\"";
        connection.execute_unprepared(come_so_far).await?;
        if manager.get_database_backend() == DbBackend::Sqlite {
            // SQLite cannot take a default away, and nothing is read from it there.
            return Ok(());
        }
        let forget = "ALTER TABLE \"live_class\" ALTER COLUMN \"furthest\" DROP DEFAULT";
        connection.execute_unprepared(forget).await?;
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
