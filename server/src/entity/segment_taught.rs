//! The fidelity card: how each segment of a lesson was taught.

use sea_orm::{IntoActiveModel, entity::prelude::*};

use super::{
    Tx,
    word::{Manner, Reason},
};
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "segment_taught")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub teaching_id: Uuid,
    /// The step's id within its lesson.
    #[sea_orm(primary_key, auto_increment = false)]
    pub step: String,
    pub how: Manner,
    /// Only where it was not taught as written.
    pub reason: Option<Reason>,
    #[sea_orm(belongs_to, from = "teaching_id", to = "id", on_delete = "Cascade")]
    pub teaching: BelongsTo<super::teaching::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

pub async fn of_teachings(db: &impl ConnectionTrait, teachings: &[Uuid]) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::TeachingId.is_in(teachings.iter().copied()))
        .all(db)
        .await?)
}

pub async fn add(db: &Tx, segments: Vec<Model>) -> Result<()> {
    let rows = segments.into_iter().map(IntoActiveModel::into_active_model);
    Entity::insert_many(rows)
        .on_conflict_do_nothing()
        .exec_without_returning(db)
        .await?;
    Ok(())
}
