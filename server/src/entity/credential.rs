//! How somebody signs in: a password for staff, a short own code for a student of a section.

use sea_orm::{ActiveValue::Set, IntoActiveModel, entity::prelude::*};

use super::{Tx, word::CredentialKind};
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credential")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: Uuid,
    #[sea_orm(indexed)]
    pub person_id: Uuid,
    /// The section that an own code is for; nothing for a password.
    #[sea_orm(indexed)]
    pub section_id: Option<Uuid>,
    #[sea_orm(unique_key = "lookup")]
    pub kind: CredentialKind,
    /// What finds it: the e-mail address in lowercase, or the keyed hash of section and own code.
    #[sea_orm(unique_key = "lookup")]
    pub lookup: String,
    /// The password's argon2 hash, or the own code sealed for printing.
    pub secret: Vec<u8>,
    #[sea_orm(belongs_to, from = "person_id", to = "id", on_delete = "Cascade")]
    pub person: BelongsTo<super::person::Entity>,
    #[sea_orm(belongs_to, from = "section_id", to = "id", on_delete = "Cascade")]
    pub section: BelongsTo<Option<super::section::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}

pub async fn find(
    db: &impl ConnectionTrait,
    kind: CredentialKind,
    lookup: &str,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::Kind.eq(kind))
        .filter(Column::Lookup.eq(lookup))
        .one(db)
        .await?)
}

/// The own codes of a section's students.
pub async fn of_section(db: &impl ConnectionTrait, section: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::SectionId.eq(section))
        .all(db)
        .await?)
}

/// Whether any student has a code that was made with the key file.
pub async fn has_own_codes(db: &impl ConnectionTrait) -> Result<bool> {
    let found = Entity::find()
        .filter(Column::Kind.eq(CredentialKind::OwnCode))
        .one(db)
        .await?;
    Ok(found.is_some())
}

pub async fn add(db: &Tx, credentials: Vec<Model>) -> Result<()> {
    let rows = credentials
        .into_iter()
        .map(IntoActiveModel::into_active_model);
    Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// Puts a new secret in place of the old one, which stops working with this write.
pub async fn renew(db: &Tx, id: Uuid, lookup: String, secret: Vec<u8>) -> Result<()> {
    let row = ActiveModel {
        id: Set(id),
        lookup: Set(lookup),
        secret: Set(secret),
        ..Default::default()
    };
    Entity::update(row).exec_without_returning(db).await?;
    Ok(())
}

/// Takes a student's way in to a section away.
pub async fn remove_own_code(db: &Tx, section: Uuid, person: Uuid) -> Result<()> {
    Entity::delete_many()
        .filter(Column::SectionId.eq(section))
        .filter(Column::PersonId.eq(person))
        .exec(db)
        .await?;
    Ok(())
}
