//! People of a district: students and staff. A student is a display name and nothing else.

use sea_orm::{IntoActiveModel, entity::prelude::*};

use super::{Tx, word::PersonKind};
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    /// Random, so that a student's id hides no clock time.
    #[sea_orm(primary_key)]
    pub id: Uuid,
    #[sea_orm(indexed)]
    pub district_id: Uuid,
    pub kind: PersonKind,
    pub name: String,
    /// Staff only; lowercase.
    pub email: Option<String>,
    #[sea_orm(belongs_to, from = "district_id", to = "id", on_delete = "Cascade")]
    pub district: BelongsTo<super::org::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// These people, in no order.
pub async fn by_ids(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Model>> {
    let ids = ids.iter().copied();
    Ok(Entity::find().filter(Column::Id.is_in(ids)).all(db).await?)
}

pub async fn add(db: &Tx, people: Vec<Model>) -> Result<()> {
    let rows = people.into_iter().map(IntoActiveModel::into_active_model);
    Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}
