//! The text of a lesson as it once was, so that a class taught from it can still be shown.

use std::collections::BTreeMap;

use sea_orm::{FromJsonQueryResult, IntoActiveModel, entity::prelude::*, sea_query::OnConflict};
use serde::{Deserialize, Serialize};

use super::Tx;
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lesson_version")]
pub struct Model {
    /// SHA-256 of the lesson's files, in hex.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: String,
    #[sea_orm(indexed)]
    pub lesson: String,
    pub files: LessonFiles,
}

impl ActiveModelBehavior for ActiveModel {}

/// A lesson's files and those of its translations: path below the lessons folder → text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct LessonFiles(pub BTreeMap<String, String>);

pub async fn by_hash(db: &impl ConnectionTrait, hash: &str) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(hash.to_owned()).one(db).await?)
}

/// Keeps these versions. Of those that are there already, the translations may be newer.
pub async fn add(db: &Tx, versions: Vec<Model>) -> Result<()> {
    let rows = versions.into_iter().map(IntoActiveModel::into_active_model);
    Entity::insert_many(rows)
        .on_conflict(
            OnConflict::column(Column::Hash)
                .update_column(Column::Files)
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}
