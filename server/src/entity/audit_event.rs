//! Who of the staff changed, exported or signed in, and when. Never anything a student does.

use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, entity::prelude::*};

use super::Tx;
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_event")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: Uuid,
    #[sea_orm(indexed)]
    pub org_id: Uuid,
    /// The member of staff who did it; nothing for the command line.
    #[sea_orm(indexed)]
    pub person_id: Option<Uuid>,
    /// A short stable name of what was done, such as `signed_in` or `opt_out_kept`.
    pub what: String,
    /// The id or slug of what it was done to; no name.
    pub subject: String,
    #[sea_orm(indexed)]
    pub at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "org_id", to = "id", on_delete = "Cascade")]
    pub org: BelongsTo<super::org::Entity>,
    #[sea_orm(belongs_to, from = "person_id", to = "id", on_delete = "SetNull")]
    pub person: BelongsTo<Option<super::person::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}

pub async fn add(db: &Tx, event: Model) -> Result<()> {
    let row = event.into_active_model();
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The last events at an organisation, newest first.
pub async fn latest(db: &impl ConnectionTrait, org: Uuid, count: u64) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::OrgId.eq(org))
        .order_by_desc(Column::At)
        .limit(count)
        .all(db)
        .await?)
}
