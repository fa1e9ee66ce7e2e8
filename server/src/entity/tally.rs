//! How often each option of a check was a class's first answer. The one counter there is.

use sea_orm::{
    IntoActiveModel,
    entity::prelude::*,
    sea_query::{Expr, ExprTrait},
};

use super::Tx;
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tally")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub live_class_id: Uuid,
    /// `lesson id/check id`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub check: String,
    /// The option's number as written, from 0; or `right` and `not-yet`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub option: String,
    pub count: i32,
    #[sea_orm(belongs_to, from = "live_class_id", to = "id", on_delete = "Cascade")]
    pub live_class: BelongsTo<super::live_class::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

pub async fn of_live_class(db: &impl ConnectionTrait, live_class: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::LiveClassId.eq(live_class))
        .all(db)
        .await?)
}

/// Adds one to each of the `chosen` options.
///
/// `all` options of the check get their row with the first answer, so that the order of the rows
/// does not tell who chose what.
pub async fn add(
    db: &Tx,
    live_class: Uuid,
    check: &str,
    all: &[String],
    chosen: &[String],
) -> Result<()> {
    let rows = all.iter().map(|option| {
        let row = Model {
            live_class_id: live_class,
            check: check.to_owned(),
            option: option.clone(),
            count: 0,
        };
        row.into_active_model()
    });
    Entity::insert_many(rows)
        .on_conflict_do_nothing()
        .exec_without_returning(db)
        .await?;
    Entity::update_many()
        .col_expr(Column::Count, Expr::col(Column::Count).add(1))
        .filter(Column::LiveClassId.eq(live_class))
        .filter(Column::Check.eq(check))
        .filter(Column::Option.is_in(chosen.iter().cloned()))
        .exec(db)
        .await?;
    Ok(())
}

/// Keeps these counts of one check's options, instead of what was counted before.
pub async fn replace(
    db: &Tx,
    live_class: Uuid,
    check: &str,
    counts: &[(String, i32)],
) -> Result<()> {
    Entity::delete_many()
        .filter(Column::LiveClassId.eq(live_class))
        .filter(Column::Check.eq(check))
        .exec(db)
        .await?;
    let rows = counts.iter().map(|(option, count)| {
        let row = Model {
            live_class_id: live_class,
            check: check.to_owned(),
            option: option.clone(),
            count: *count,
        };
        row.into_active_model()
    });
    Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}
