//! Who was not there when a lesson was taught live. Everybody is present until somebody says so.

use sea_orm::{IntoActiveModel, QuerySelect, entity::prelude::*};

use super::Tx;
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "absence")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub live_class_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false, indexed)]
    pub student_id: Uuid,
    pub on: Date,
    #[sea_orm(indexed)]
    pub by: Uuid,
    #[sea_orm(belongs_to, from = "live_class_id", to = "id", on_delete = "Cascade")]
    pub live_class: BelongsTo<super::live_class::Entity>,
    #[sea_orm(
        belongs_to,
        relation_enum = "Student",
        from = "student_id",
        to = "id",
        on_delete = "Cascade"
    )]
    pub student: BelongsTo<super::person::Entity>,
    #[sea_orm(
        belongs_to,
        relation_enum = "Teacher",
        from = "by",
        to = "id",
        on_delete = "Restrict"
    )]
    pub teacher: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

pub async fn of_live_class(db: &impl ConnectionTrait, live_class: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::LiveClassId.eq(live_class))
        .all(db)
        .await?)
}

/// Who was away in these live classes, each with the lesson.
pub async fn of_live_classes(
    db: &impl ConnectionTrait,
    live_classes: &[Uuid],
) -> Result<Vec<(Model, String)>> {
    let rows = Entity::find()
        .filter(Column::LiveClassId.is_in(live_classes.iter().copied()))
        .find_also_related(super::live_class::Entity)
        .all(db)
        .await?;
    let rows = rows.into_iter();
    let rows = rows.filter_map(|(absence, live)| Some((absence, live?.lesson)));
    Ok(rows.collect())
}

/// How many were away in each of these live classes; those where everybody was there are left out.
pub async fn counts(db: &impl ConnectionTrait, live_classes: &[Uuid]) -> Result<Vec<(Uuid, i64)>> {
    Ok(Entity::find()
        .select_only()
        .column(Column::LiveClassId)
        .column_as(Column::StudentId.count(), "count")
        .filter(Column::LiveClassId.is_in(live_classes.iter().copied()))
        .group_by(Column::LiveClassId)
        .into_tuple()
        .all(db)
        .await?)
}

/// Keeps who was away, instead of what was kept before.
pub async fn replace(db: &Tx, live_class: Uuid, absences: Vec<Model>) -> Result<()> {
    Entity::delete_many()
        .filter(Column::LiveClassId.eq(live_class))
        .exec(db)
        .await?;
    let rows = absences.into_iter().map(IntoActiveModel::into_active_model);
    Entity::insert_many(rows)
        .on_conflict_do_nothing()
        .exec_without_returning(db)
        .await?;
    Ok(())
}
