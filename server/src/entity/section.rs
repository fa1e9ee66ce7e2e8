//! Sections: a class of students in a term.

use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, entity::prelude::*};

use super::{Tx, word::Band};
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "section")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: Uuid,
    #[sea_orm(unique_key = "name")]
    pub school_id: Uuid,
    #[sea_orm(indexed, unique_key = "name")]
    pub term_id: Uuid,
    pub band: Band,
    /// No two classes of a school's term have the same.
    #[sea_orm(unique_key = "name")]
    pub name: String,
    /// Kindergarten is 0.
    pub first_grade: i32,
    pub last_grade: i32,
    /// Its random part in addresses; not what students type.
    #[sea_orm(unique)]
    pub slug: String,
    /// What students type to sign in; printed on the projector, so no secret.
    #[sea_orm(unique)]
    pub join_code: String,
    #[sea_orm(belongs_to, from = "school_id", to = "id", on_delete = "Cascade")]
    pub school: BelongsTo<super::org::Entity>,
    #[sea_orm(belongs_to, from = "term_id", to = "id", on_delete = "Cascade")]
    pub term: BelongsTo<super::term::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// These sections, by name.
pub async fn by_ids(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(Column::Name)
        .all(db)
        .await?)
}

pub async fn by_slug(db: &impl ConnectionTrait, slug: &str) -> Result<Option<Model>> {
    let found = Entity::find().filter(Column::Slug.eq(slug)).one(db).await?;
    Ok(found)
}

pub async fn by_join_code(db: &impl ConnectionTrait, code: &str) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JoinCode.eq(code))
        .one(db)
        .await?)
}

/// A school's sections of a term, by name.
pub async fn of_school(db: &impl ConnectionTrait, school: Uuid, term: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::TermId.eq(term))
        .order_by_asc(Column::Name)
        .all(db)
        .await?)
}

/// Waits until nobody else is changing who is in the section, and lets nobody in until this write
/// is over. SQLite has one writer, so there is nothing to wait for.
pub async fn lock(db: &Tx, id: Uuid) -> Result<()> {
    Entity::find_by_id(id).lock_exclusive().one(db).await?;
    Ok(())
}

pub async fn add(db: &Tx, section: Model) -> Result<()> {
    let row = section.into_active_model();
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}
