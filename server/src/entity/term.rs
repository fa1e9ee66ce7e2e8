//! Terms of a district: the days between which classes run.

use sea_orm::{FromJsonQueryResult, IntoActiveModel, QueryOrder, entity::prelude::*};
use serde::{Deserialize, Serialize};

use super::Tx;
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "term")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: Uuid,
    #[sea_orm(indexed)]
    pub district_id: Uuid,
    pub name: String,
    pub first_on: Date,
    pub last_on: Date,
    pub holidays: Holidays,
    #[sea_orm(belongs_to, from = "district_id", to = "id", on_delete = "Cascade")]
    pub district: BelongsTo<super::org::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

/// Days of the term without school.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Holidays(pub Vec<Date>);

impl Model {
    /// 0..=1, how much of the term has passed by the end of `today`.
    pub fn elapsed(&self, today: Date) -> f64 {
        let days = (self.last_on - self.first_on).num_days() + 1;
        let passed = (today - self.first_on).num_days() + 1;
        #[expect(clippy::cast_precision_loss, reason = "a term has few days")]
        let share = passed as f64 / days as f64;
        share.clamp(0.0, 1.0)
    }
}

/// A district's terms, newest first.
pub async fn of_district(db: &impl ConnectionTrait, district: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::DistrictId.eq(district))
        .order_by_desc(Column::FirstOn)
        .order_by_asc(Column::Id)
        .all(db)
        .await?)
}

/// The term that runs on `today`, else the last one that has begun, else the next one.
pub async fn running(
    db: &impl ConnectionTrait,
    district: Uuid,
    today: Date,
) -> Result<Option<Model>> {
    let terms = of_district(db, district).await?;
    let running = terms.iter().position(|term| term.first_on <= today);
    let next = terms.len().checked_sub(1);
    Ok(running.or(next).and_then(|at| terms.into_iter().nth(at)))
}

pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

pub async fn add(db: &Tx, term: Model) -> Result<()> {
    let row = term.into_active_model();
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}
