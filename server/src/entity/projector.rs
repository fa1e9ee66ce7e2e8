//! A machine that shows one live class and nothing else, paired by a code that works once.

use chrono::TimeDelta;
use sea_orm::{IntoActiveModel, entity::prelude::*, sea_query::Expr};

use super::{Tx, live_class};
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "projector")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: Uuid,
    #[sea_orm(indexed)]
    pub live_class_id: Uuid,
    #[sea_orm(unique)]
    pub code_hash: Vec<u8>,
    pub code_ends_at: DateTimeUtc,
    /// Of the cookie; nothing until the code is used.
    #[sea_orm(unique)]
    pub token_hash: Option<Vec<u8>>,
    pub ends_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "live_class_id", to = "id", on_delete = "Cascade")]
    pub live_class: BelongsTo<super::live_class::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

/// How long a code may be typed.
const CODE: TimeDelta = TimeDelta::minutes(10);
/// How long the machine shows the class: a school day.
const LIFE: TimeDelta = TimeDelta::hours(8);

impl Model {
    /// A machine that has still to type the code with this hash.
    pub fn of_code(live_class_id: Uuid, code_hash: Vec<u8>, now: DateTimeUtc) -> Self {
        Self {
            id: Uuid::now_v7(),
            live_class_id,
            code_hash,
            code_ends_at: now + CODE,
            token_hash: None,
            ends_at: now + LIFE,
        }
    }
}

/// The live class that the machine with this token shows.
pub async fn live_class_of(
    db: &impl ConnectionTrait,
    token_hash: &[u8],
    now: DateTimeUtc,
) -> Result<Option<live_class::Model>> {
    let found = Entity::find()
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::EndsAt.gt(now))
        .find_also_related(live_class::Entity)
        .one(db)
        .await?;
    Ok(found.and_then(|(_, live_class)| live_class))
}

pub async fn add(db: &Tx, projector: Model) -> Result<()> {
    let row = projector.into_active_model();
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Gives the machine that typed the code its token; false for a code that is unknown, used or old.
pub async fn pair(
    db: &Tx,
    code_hash: &[u8],
    token_hash: Vec<u8>,
    now: DateTimeUtc,
) -> Result<bool> {
    let paired = Entity::update_many()
        .col_expr(Column::TokenHash, Expr::value(token_hash))
        .filter(Column::CodeHash.eq(code_hash))
        .filter(Column::TokenHash.is_null())
        .filter(Column::CodeEndsAt.gt(now))
        .exec(db)
        .await?;
    Ok(paired.rows_affected == 1)
}

/// Deletes machines whose time is over.
pub async fn forget_ended(db: &Tx, now: DateTimeUtc) -> Result<()> {
    Entity::delete_many()
        .filter(Column::EndsAt.lte(now))
        .exec(db)
        .await?;
    Ok(())
}
