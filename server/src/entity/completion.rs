//! Steps that students have done, each with its day. Inserted or deleted, never updated.

use sea_orm::{IntoActiveModel, QuerySelect, entity::prelude::*};

use super::Tx;
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "completion")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub student_id: Uuid,
    /// `lesson id/step id`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub step: String,
    /// The part of `step` before the slash, so that reports can group by it.
    pub lesson: String,
    pub on: Date,
    /// The "taught" it came with, if it did; it goes when that is undone.
    #[sea_orm(indexed)]
    pub teaching_id: Option<Uuid>,
    #[sea_orm(belongs_to, from = "student_id", to = "id", on_delete = "Cascade")]
    pub student: BelongsTo<super::person::Entity>,
    #[sea_orm(belongs_to, from = "teaching_id", to = "id", on_delete = "Cascade")]
    pub teaching: BelongsTo<Option<super::teaching::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}

/// What a student has done of one lesson.
pub async fn of_lesson(
    db: &impl ConnectionTrait,
    student: Uuid,
    lesson: &str,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::StudentId.eq(student))
        .filter(Column::Lesson.eq(lesson))
        .all(db)
        .await?)
}

/// What these students have done of one lesson.
pub async fn of_students(
    db: &impl ConnectionTrait,
    students: &[Uuid],
    lesson: &str,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::StudentId.is_in(students.iter().copied()))
        .filter(Column::Lesson.eq(lesson))
        .all(db)
        .await?)
}

/// Everything a student has done.
pub async fn of_student(db: &impl ConnectionTrait, student: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::StudentId.eq(student))
        .all(db)
        .await?)
}

/// Who was there when these were taught, each with the teaching: something came with it.
pub async fn present(db: &impl ConnectionTrait, teachings: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>> {
    Ok(Entity::find()
        .select_only()
        .column(Column::StudentId)
        .column(Column::TeachingId)
        .filter(Column::TeachingId.is_in(teachings.iter().copied()))
        .distinct()
        .into_tuple()
        .all(db)
        .await?)
}

/// Keeps that steps are done; what was done before stays as it was. Tells how many are new.
pub async fn add(db: &Tx, completions: Vec<Model>) -> Result<u64> {
    let rows = completions
        .into_iter()
        .map(IntoActiveModel::into_active_model);
    let inserted = Entity::insert_many(rows)
        .on_conflict_do_nothing()
        .exec_without_returning(db)
        .await?;
    Ok(match inserted {
        sea_orm::TryInsertResult::Inserted(rows) => rows,
        sea_orm::TryInsertResult::Empty | sea_orm::TryInsertResult::Conflicted => 0,
    })
}

/// Takes away that a step counts as done because the student was there when it was taught: the
/// student has done it since, and that stays when the teaching is undone. Answers the day from
/// which it has counted, so that who was there does not look like who made it up.
pub async fn give_way(db: &Tx, student: Uuid, step: &str) -> Result<Option<Date>> {
    let key = (student, step.to_owned());
    let row = Entity::find_by_id(key.clone())
        .filter(Column::TeachingId.is_not_null())
        .one(db)
        .await?;
    if row.is_some() {
        Entity::delete_by_id(key).exec(db).await?;
    }
    Ok(row.map(|row| row.on))
}

/// Takes back what counts as done for these students because they were thought to be there when it
/// was taught.
pub async fn withdraw(db: &Tx, teaching: Uuid, students: &[Uuid]) -> Result<()> {
    Entity::delete_many()
        .filter(Column::TeachingId.eq(teaching))
        .filter(Column::StudentId.is_in(students.iter().copied()))
        .exec(db)
        .await?;
    Ok(())
}
