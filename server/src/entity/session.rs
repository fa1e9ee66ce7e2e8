//! Who is signed in where. The cookie's token is never kept, only its hash.

use sea_orm::{ActiveValue::Set, IntoActiveModel, QueryOrder, entity::prelude::*};

use super::{Tx, person};
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: Uuid,
    /// SHA-256 of the token.
    #[sea_orm(unique)]
    pub token_hash: Vec<u8>,
    #[sea_orm(indexed)]
    pub person_id: Uuid,
    /// The section a student has signed in to; nothing for staff.
    #[sea_orm(indexed)]
    pub section_id: Option<Uuid>,
    pub created_at: DateTimeUtc,
    /// Written at most once a minute.
    pub seen_at: DateTimeUtc,
    /// When it ends, however much it is used.
    #[sea_orm(indexed)]
    pub ends_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "person_id", to = "id", on_delete = "Cascade")]
    pub person: BelongsTo<super::person::Entity>,
    #[sea_orm(belongs_to, from = "section_id", to = "id", on_delete = "Cascade")]
    pub section: BelongsTo<Option<super::section::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}

/// The sessions with these tokens' hashes, and whose they are.
pub async fn by_token_hashes(
    db: &impl ConnectionTrait,
    hashes: Vec<Vec<u8>>,
) -> Result<Vec<(Model, person::Model)>> {
    let found = Entity::find()
        .filter(Column::TokenHash.is_in(hashes))
        .find_also_related(person::Entity)
        .all(db)
        .await?;
    let found = found.into_iter();
    let found = found.filter_map(|(session, person)| Some((session, person?)));
    Ok(found.collect())
}

/// A person's sessions that are not over, newest first.
pub async fn of_person(
    db: &impl ConnectionTrait,
    person: Uuid,
    now: DateTimeUtc,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::PersonId.eq(person))
        .filter(Column::EndsAt.gt(now))
        .order_by_desc(Column::CreatedAt)
        .all(db)
        .await?)
}

pub async fn add(db: &Tx, session: Model) -> Result<()> {
    let row = session.into_active_model();
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Notes that the session was used; a session that has ended meanwhile stays ended.
pub async fn touch(db: &Tx, id: Uuid, at: DateTimeUtc) -> Result<()> {
    let seen = ActiveModel {
        seen_at: Set(at),
        ..Default::default()
    };
    Entity::update_many()
        .set(seen)
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

pub async fn end(db: &Tx, id: Uuid) -> Result<()> {
    Entity::delete_by_id(id).exec(db).await?;
    Ok(())
}

/// Ends one of a person's own sessions; tells whether there was one.
pub async fn end_own(db: &Tx, person: Uuid, id: Uuid) -> Result<bool> {
    let ended = Entity::delete_many()
        .filter(Column::Id.eq(id))
        .filter(Column::PersonId.eq(person))
        .exec(db)
        .await?;
    Ok(ended.rows_affected > 0)
}

/// Ends every session a student has in a section.
pub async fn end_in_section(db: &Tx, section: Uuid, person: Uuid) -> Result<()> {
    Entity::delete_many()
        .filter(Column::SectionId.eq(section))
        .filter(Column::PersonId.eq(person))
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets the sessions that are over.
pub async fn forget_ended(db: &Tx, now: DateTimeUtc) -> Result<u64> {
    let gone = Entity::delete_many()
        .filter(Column::EndsAt.lte(now))
        .exec(db)
        .await?;
    Ok(gone.rows_affected)
}
