//! Organisations: districts and their schools, a tree of two levels.

use sea_orm::{IntoActiveModel, QueryOrder, entity::prelude::*};

use super::{Tx, word::OrgKind};
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "org")]
pub struct Model {
    /// Random: a time-ordered id would say in what order schools came.
    #[sea_orm(primary_key)]
    pub id: Uuid,
    pub kind: OrgKind,
    /// The district of a school; nothing for a district.
    #[sea_orm(indexed)]
    pub parent_id: Option<Uuid>,
    pub name: String,
    /// Its random part in addresses.
    #[sea_orm(unique)]
    pub slug: String,
    /// IANA name, such as `America/New_York`. A school keeps its district's.
    pub time_zone: String,
    #[sea_orm(
        self_ref,
        relation_enum = "Parent",
        from = "parent_id",
        to = "id",
        on_delete = "Restrict"
    )]
    pub parent: BelongsTo<Option<Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The district's id: its own, or its parent's.
    pub fn district_id(&self) -> Uuid {
        self.parent_id.unwrap_or(self.id)
    }
}

pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

pub async fn by_slug(db: &impl ConnectionTrait, slug: &str) -> Result<Option<Model>> {
    let found = Entity::find().filter(Column::Slug.eq(slug)).one(db).await?;
    Ok(found)
}

/// A district's schools, by name.
pub async fn schools(db: &impl ConnectionTrait, district: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::ParentId.eq(district))
        .order_by_asc(Column::Name)
        .all(db)
        .await?)
}

/// The district that was set up first, if there is one.
pub async fn district(db: &impl ConnectionTrait) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::Kind.eq(OrgKind::District))
        .order_by_asc(Column::Id)
        .one(db)
        .await?)
}

pub async fn add(db: &Tx, org: Model) -> Result<Model> {
    let row = org.clone().into_active_model();
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(org)
}
