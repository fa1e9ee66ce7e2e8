//! Failed sign-ins, counted for an account or class code together with a browser.

use sea_orm::{IntoActiveModel, entity::prelude::*, sea_query::OnConflict};

use super::Tx;
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "throttle")]
pub struct Model {
    /// Keyed hash of what is counted; says nothing by itself.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub failures: i32,
    /// Until when no further try is taken.
    pub until: DateTimeUtc,
    /// When it is forgotten.
    #[sea_orm(indexed)]
    pub ends_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

pub async fn find(db: &impl ConnectionTrait, keys: &[String]) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::Key.is_in(keys.iter().cloned()))
        .all(db)
        .await?)
}

pub async fn keep(db: &Tx, row: Model) -> Result<()> {
    Entity::insert(row.into_active_model())
        .on_conflict(
            OnConflict::column(Column::Key)
                .update_columns([Column::Failures, Column::Until, Column::EndsAt])
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}

pub async fn forget(db: &Tx, key: &str) -> Result<()> {
    Entity::delete_by_id(key.to_owned()).exec(db).await?;
    Ok(())
}

/// Forgets the counts that are old enough.
pub async fn forget_ended(db: &Tx, now: DateTimeUtc) -> Result<()> {
    Entity::delete_many()
        .filter(Column::EndsAt.lte(now))
        .exec(db)
        .await?;
    Ok(())
}
