//! Which student does not take part in which lesson. No reason is asked or kept.

use sea_orm::{IntoActiveModel, entity::prelude::*};

use super::Tx;
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opt_out")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub student_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub lesson: String,
    pub on: Date,
    #[sea_orm(belongs_to, from = "student_id", to = "id", on_delete = "Cascade")]
    pub student: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

pub async fn of_students(db: &impl ConnectionTrait, students: &[Uuid]) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::StudentId.is_in(students.iter().copied()))
        .all(db)
        .await?)
}

pub async fn holds(db: &impl ConnectionTrait, student: Uuid, lesson: &str) -> Result<bool> {
    let found = Entity::find_by_id((student, lesson.to_owned()))
        .one(db)
        .await?;
    Ok(found.is_some())
}

/// Keeps an opt-out; keeping it twice changes nothing.
pub async fn add(db: &Tx, opt_out: Model) -> Result<()> {
    Entity::insert(opt_out.into_active_model())
        .on_conflict_do_nothing()
        .exec_without_returning(db)
        .await?;
    Ok(())
}

pub async fn withdraw(db: &Tx, student: Uuid, lesson: &str) -> Result<()> {
    Entity::delete_by_id((student, lesson.to_owned()))
        .exec(db)
        .await?;
    Ok(())
}
