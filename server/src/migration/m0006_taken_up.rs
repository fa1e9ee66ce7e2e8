//! When the counselor has taken up a question that was sent on.

use sea_orm_migration::{prelude::*, schema::date_null};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "0006_taken_up"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut change = Table::alter();
        change
            .table("question")
            .add_column(date_null("taken_up_on"));
        manager.alter_table(change).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
