//! That a student has answered a check: no option, no time, no result.

use sea_orm::{IntoActiveModel, TryInsertResult, entity::prelude::*};

use super::Tx;
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "answered")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub student_id: Uuid,
    /// `lesson id/check id`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub check: String,
    #[sea_orm(belongs_to, from = "student_id", to = "id", on_delete = "Cascade")]
    pub student: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

/// Marks a check as answered; tells whether it is the first time.
pub async fn add(db: &Tx, student: Uuid, check: &str) -> Result<bool> {
    let row = Model {
        student_id: student,
        check: check.to_owned(),
    };
    let inserted = Entity::insert(row.into_active_model())
        .on_conflict_do_nothing()
        .exec_without_returning(db)
        .await?;
    Ok(matches!(inserted, TryInsertResult::Inserted(1)))
}
