//! A lesson opened to one student who was not there, with an adult who stays with them.

use sea_orm::{IntoActiveModel, QueryOrder, entity::prelude::*, sea_query::Expr};

use super::Tx;
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "make_up")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: Uuid,
    #[sea_orm(indexed)]
    pub section_id: Uuid,
    pub lesson: String,
    #[sea_orm(indexed)]
    pub version: String,
    #[sea_orm(indexed)]
    pub student_id: Uuid,
    /// The member of staff who stays with the student.
    #[sea_orm(indexed)]
    pub adult_id: Uuid,
    #[sea_orm(indexed)]
    pub opened_by: Uuid,
    pub opened_at: DateTimeUtc,
    pub closes_at: DateTimeUtc,
    pub closed_at: Option<DateTimeUtc>,
    #[sea_orm(belongs_to, from = "section_id", to = "id", on_delete = "Cascade")]
    pub section: BelongsTo<super::section::Entity>,
    #[sea_orm(belongs_to, from = "version", to = "hash", on_delete = "Restrict")]
    pub lesson_version: BelongsTo<super::lesson_version::Entity>,
    #[sea_orm(
        belongs_to,
        relation_enum = "Student",
        from = "student_id",
        to = "id",
        on_delete = "Cascade"
    )]
    pub student: BelongsTo<super::person::Entity>,
    #[sea_orm(
        belongs_to,
        relation_enum = "Adult",
        from = "adult_id",
        to = "id",
        on_delete = "Restrict"
    )]
    pub adult: BelongsTo<super::person::Entity>,
    #[sea_orm(
        belongs_to,
        relation_enum = "Opener",
        from = "opened_by",
        to = "id",
        on_delete = "Restrict"
    )]
    pub opener: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub fn is_open(&self, now: DateTimeUtc) -> bool {
        self.closed_at.is_none() && self.closes_at > now
    }
}

pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// What is open to one student now.
pub async fn open(
    db: &impl ConnectionTrait,
    student: Uuid,
    now: DateTimeUtc,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::StudentId.eq(student))
        .filter(Column::ClosedAt.is_null())
        .filter(Column::ClosesAt.gt(now))
        .order_by_asc(Column::OpenedAt)
        .all(db)
        .await?)
}

/// Every make-up of a section, the oldest first.
pub async fn of_section(db: &impl ConnectionTrait, section: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::SectionId.eq(section))
        .order_by_asc(Column::OpenedAt)
        .all(db)
        .await?)
}

pub async fn add(db: &Tx, make_up: Model) -> Result<()> {
    let row = make_up.into_active_model();
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Closes it, once.
pub async fn close(db: &Tx, id: Uuid, now: DateTimeUtc) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::ClosedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::ClosedAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}
