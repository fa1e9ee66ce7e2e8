//! One-time links by which staff set their first password.

use sea_orm::{IntoActiveModel, QueryOrder, entity::prelude::*, sea_query::Expr};

use super::{Tx, word::Role};
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: Uuid,
    /// SHA-256 of the link's token.
    #[sea_orm(unique)]
    pub token_hash: Vec<u8>,
    #[sea_orm(indexed)]
    pub org_id: Uuid,
    pub role: Role,
    pub name: String,
    /// Lowercase.
    pub email: String,
    /// Nothing for the link that the command line prints.
    #[sea_orm(indexed)]
    pub invited_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub used_at: Option<DateTimeUtc>,
    #[sea_orm(belongs_to, from = "org_id", to = "id", on_delete = "Cascade")]
    pub org: BelongsTo<super::org::Entity>,
    #[sea_orm(belongs_to, from = "invited_by", to = "id", on_delete = "SetNull")]
    pub inviter: BelongsTo<Option<super::person::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}

/// The invitation with this token, if it can still be used.
pub async fn open(
    db: &impl ConnectionTrait,
    token_hash: &[u8],
    now: DateTimeUtc,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .one(db)
        .await?)
}

/// The invitations of an organisation that can still be used, by name.
pub async fn open_at(db: &impl ConnectionTrait, org: Uuid, now: DateTimeUtc) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::OrgId.eq(org))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .order_by_asc(Column::Name)
        .all(db)
        .await?)
}

pub async fn add(db: &Tx, invitation: Model) -> Result<()> {
    let row = invitation.into_active_model();
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Uses the link up; tells whether it was still unused.
pub async fn use_up(db: &Tx, id: Uuid, now: DateTimeUtc) -> Result<bool> {
    let used = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::UsedAt.is_null())
        .exec(db)
        .await?;
    Ok(used.rows_affected > 0)
}
