//! The question box of a live class. It keeps no identity: no student, no clock time, and rows that
//! lie in the order of random ids.

use chrono::{Days, NaiveDate};
use sea_orm::{
    IntoActiveModel, PaginatorTrait, QueryOrder, QuerySelect,
    entity::prelude::*,
    sea_query::{Expr, Query},
};

use super::{Tx, live_class, section};
use crate::error::Result;

/// A question is deleted this long after it was asked.
pub const KEPT_DAYS: u64 = 30;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "question")]
pub struct Model {
    /// Random, so that the order of rows tells nothing.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(indexed)]
    pub live_class_id: Uuid,
    /// The text, sealed with the server's key for `id`.
    pub sealed: Vec<u8>,
    pub asked_on: Date,
    /// Who has read it.
    #[sea_orm(indexed)]
    pub read_by: Option<Uuid>,
    /// Who has handed it to the school's counselor.
    #[sea_orm(indexed)]
    pub routed_by: Option<Uuid>,
    /// When the counselor has taken it up.
    pub taken_up_on: Option<Date>,
    #[sea_orm(belongs_to, from = "live_class_id", to = "id", on_delete = "Cascade")]
    pub live_class: BelongsTo<super::live_class::Entity>,
    #[sea_orm(
        belongs_to,
        relation_enum = "Reader",
        from = "read_by",
        to = "id",
        on_delete = "Restrict"
    )]
    pub reader: BelongsTo<Option<super::person::Entity>>,
    #[sea_orm(
        belongs_to,
        relation_enum = "Router",
        from = "routed_by",
        to = "id",
        on_delete = "Restrict"
    )]
    pub router: BelongsTo<Option<super::person::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}

pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// Every question of these live classes, in the order of their random ids.
pub async fn of_live_classes(
    db: &impl ConnectionTrait,
    live_classes: &[Uuid],
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::LiveClassId.is_in(live_classes.iter().copied()))
        .order_by_asc(Column::Id)
        .all(db)
        .await?)
}

/// How many questions of a live class nobody has read.
pub async fn unread(db: &impl ConnectionTrait, live_class: Uuid) -> Result<u64> {
    Ok(Entity::find()
        .filter(Column::LiveClassId.eq(live_class))
        .filter(Column::ReadBy.is_null())
        .count(db)
        .await?)
}

/// How many questions each of these live classes has; those without one are left out.
pub async fn counts(db: &impl ConnectionTrait, live_classes: &[Uuid]) -> Result<Vec<(Uuid, i64)>> {
    Ok(Entity::find()
        .select_only()
        .column(Column::LiveClassId)
        .column_as(Column::Id.count(), "count")
        .filter(Column::LiveClassId.is_in(live_classes.iter().copied()))
        .group_by(Column::LiveClassId)
        .into_tuple()
        .all(db)
        .await?)
}

/// What a school's classes have handed to its counselor, in the order of random ids, each with the
/// live class that it was asked in.
pub async fn routed_at(
    db: &impl ConnectionTrait,
    school: Uuid,
) -> Result<Vec<(Model, live_class::Model)>> {
    let sections = Query::select()
        .column(section::Column::Id)
        .from(section::Entity)
        .and_where(section::Column::SchoolId.eq(school))
        .to_owned();
    let rows = Entity::find()
        .filter(Column::RoutedBy.is_not_null())
        .filter(live_class::Column::SectionId.in_subquery(sections))
        .find_also_related(live_class::Entity)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(question, live)| Some((question, live?)))
        .collect())
}

pub async fn add(db: &Tx, question: Model) -> Result<()> {
    let row = question.into_active_model();
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Keeps who has read it first.
pub async fn read(db: &Tx, id: Uuid, by: Uuid) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::ReadBy, Expr::value(by))
        .filter(Column::Id.eq(id))
        .filter(Column::ReadBy.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// Hands it to the counselor, once.
pub async fn route(db: &Tx, id: Uuid, by: Uuid) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::RoutedBy, Expr::value(by))
        .filter(Column::Id.eq(id))
        .filter(Column::RoutedBy.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// Keeps that the counselor has taken up what was handed to them, once.
pub async fn take_up(db: &Tx, id: Uuid, on: NaiveDate) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::TakenUpOn, Expr::value(on))
        .filter(Column::Id.eq(id))
        .filter(Column::RoutedBy.is_not_null())
        .filter(Column::TakenUpOn.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// Deletes what was asked 30 days before `today`, or longer ago.
pub async fn forget_old(db: &Tx, today: NaiveDate) -> Result<()> {
    let last = today.checked_sub_days(Days::new(KEPT_DAYS));
    Entity::delete_many()
        .filter(Column::AskedOn.lte(last.unwrap_or(today)))
        .exec(db)
        .await?;
    Ok(())
}
