//! The readiness gate of a school: which of its items are ticked, when and by which role.

use sea_orm::{IntoActiveModel, entity::prelude::*};

use super::{Tx, word::Role};
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "readiness")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    /// Stable name of the item, such as `reporting_path`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub on: Date,
    pub role: Role,
    #[sea_orm(belongs_to, from = "school_id", to = "id", on_delete = "Cascade")]
    pub school: BelongsTo<super::org::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

pub async fn of_schools(db: &impl ConnectionTrait, schools: &[Uuid]) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::SchoolId.is_in(schools.iter().copied()))
        .all(db)
        .await?)
}

/// Ticks an item; ticking it again changes nothing.
pub async fn tick(db: &Tx, tick: Model) -> Result<()> {
    Entity::insert(tick.into_active_model())
        .on_conflict_do_nothing()
        .exec_without_returning(db)
        .await?;
    Ok(())
}

pub async fn untick(db: &Tx, school: Uuid, key: &str) -> Result<()> {
    Entity::delete_by_id((school, key.to_owned()))
        .exec(db)
        .await?;
    Ok(())
}
