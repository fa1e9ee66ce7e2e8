//! Lessons taught to a section: when and how long. Undone by deleting, with what came with it.

use sea_orm::{IntoActiveModel, entity::prelude::*, sea_query::OnConflict};

use super::Tx;
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "teaching")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: Uuid,
    #[sea_orm(unique_key = "lesson")]
    pub section_id: Uuid,
    #[sea_orm(unique_key = "lesson")]
    pub lesson: String,
    #[sea_orm(indexed)]
    pub version: String,
    pub on: Date,
    pub minutes: i32,
    #[sea_orm(indexed)]
    pub by: Uuid,
    /// When the class means to meet for its next lesson.
    pub next_on: Option<Date>,
    #[sea_orm(belongs_to, from = "section_id", to = "id", on_delete = "Cascade")]
    pub section: BelongsTo<super::section::Entity>,
    #[sea_orm(belongs_to, from = "version", to = "hash", on_delete = "Restrict")]
    pub lesson_version: BelongsTo<super::lesson_version::Entity>,
    #[sea_orm(belongs_to, from = "by", to = "id", on_delete = "Restrict")]
    pub teacher: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// What was taught to these sections.
pub async fn of_sections(db: &impl ConnectionTrait, sections: &[Uuid]) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::SectionId.is_in(sections.iter().copied()))
        .all(db)
        .await?)
}

/// What was taught of one lesson to a section.
pub async fn find(db: &impl ConnectionTrait, section: Uuid, lesson: &str) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::SectionId.eq(section))
        .filter(Column::Lesson.eq(lesson))
        .one(db)
        .await?)
}

/// Keeps that a lesson was taught; tells whether it is the first time.
pub async fn add(db: &Tx, teaching: Model) -> Result<bool> {
    // Whatever stands in the way: what was kept before is found by its section and lesson.
    let rows = Entity::insert(teaching.into_active_model())
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(rows > 0)
}

/// Takes it back; the completions that came with it go by their foreign key.
pub async fn undo(db: &Tx, id: Uuid) -> Result<()> {
    Entity::delete_by_id(id).exec(db).await?;
    Ok(())
}
