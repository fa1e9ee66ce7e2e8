//! What an organisation has said about itself, such as the contacts on the disclosure card.

use sea_orm::{IntoActiveModel, entity::prelude::*, sea_query::OnConflict};

use super::Tx;
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "setting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// JSON, whose shape the key decides.
    pub value: Json,
    #[sea_orm(belongs_to, from = "org_id", to = "id", on_delete = "Cascade")]
    pub org: BelongsTo<super::org::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

/// Whom to call, as `app::school::administering::Contacts`.
pub const CONTACTS: &str = "contacts";

/// Who reads what a school's question box takes in: `{"counselor": person id}`. Nothing is kept
/// while the box is off.
pub const QUESTION_BOX: &str = "question_box";

pub async fn find(db: &impl ConnectionTrait, org: Uuid, key: &str) -> Result<Option<Json>> {
    let row = Entity::find_by_id((org, key.to_owned())).one(db).await?;
    Ok(row.map(|row| row.value))
}

/// Keeps `value`, in place of what stood there.
pub async fn keep(db: &Tx, org: Uuid, key: &str, value: Json) -> Result<()> {
    let row = Model {
        org_id: org,
        key: key.to_owned(),
        value,
    };
    Entity::insert(row.into_active_model())
        .on_conflict(
            OnConflict::columns([Column::OrgId, Column::Key])
                .update_column(Column::Value)
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}

pub async fn forget(db: &Tx, org: Uuid, key: &str) -> Result<()> {
    Entity::delete_by_id((org, key.to_owned())).exec(db).await?;
    Ok(())
}
