//! Who is in a section, as its teacher or as a student.

use sea_orm::{
    ActiveValue::Set, Condition, IntoActiveModel, QueryOrder, entity::prelude::*,
    sea_query::OnConflict,
};

use super::{Tx, person, section, word::EnrollmentRole};
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "enrollment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub section_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false, indexed)]
    pub person_id: Uuid,
    pub role: EnrollmentRole,
    pub begins_on: Date,
    /// The first day they are no longer in it.
    pub ends_on: Option<Date>,
    #[sea_orm(belongs_to, from = "section_id", to = "id", on_delete = "Cascade")]
    pub section: BelongsTo<super::section::Entity>,
    #[sea_orm(belongs_to, from = "person_id", to = "id", on_delete = "Cascade")]
    pub person: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// As [`running`].
    pub fn is_running(&self, today: Date) -> bool {
        self.ends_on.is_none_or(|end| end > today)
    }
}

/// In it on `today`: nothing has ended before.
fn running(today: Date) -> Condition {
    Condition::any()
        .add(Column::EndsOn.is_null())
        .add(Column::EndsOn.gt(today))
}

/// The students of a section on `today`, by display name.
pub async fn students(
    db: &impl ConnectionTrait,
    section: Uuid,
    today: Date,
) -> Result<Vec<person::Model>> {
    people(db, section, EnrollmentRole::Student, today).await
}

/// The teachers of a section on `today`, by display name.
pub async fn teachers(
    db: &impl ConnectionTrait,
    section: Uuid,
    today: Date,
) -> Result<Vec<person::Model>> {
    people(db, section, EnrollmentRole::Teacher, today).await
}

async fn people(
    db: &impl ConnectionTrait,
    section: Uuid,
    role: EnrollmentRole,
    today: Date,
) -> Result<Vec<person::Model>> {
    let rows = Entity::find()
        .filter(Column::SectionId.eq(section))
        .filter(Column::Role.eq(role))
        .filter(running(today))
        .find_also_related(person::Entity)
        .order_by_asc(person::Column::Name)
        .order_by_asc(person::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(_, person)| person).collect())
}

/// Whether a person is in a section on `today` in this role.
pub async fn holds(
    db: &impl ConnectionTrait,
    section: Uuid,
    person: Uuid,
    role: EnrollmentRole,
    today: Date,
) -> Result<bool> {
    let found = Entity::find_by_id((section, person))
        .filter(Column::Role.eq(role))
        .filter(running(today))
        .one(db)
        .await?;
    Ok(found.is_some())
}

/// Students' enrollments in any of these sections, whenever they run, each with the section.
pub async fn of_students(
    db: &impl ConnectionTrait,
    sections: &[Uuid],
    people: &[Uuid],
) -> Result<Vec<(Model, section::Model)>> {
    let found = Entity::find()
        .filter(Column::SectionId.is_in(sections.iter().copied()))
        .filter(Column::PersonId.is_in(people.iter().copied()))
        .filter(Column::Role.eq(EnrollmentRole::Student))
        .find_also_related(section::Entity)
        .all(db)
        .await?;
    let found = found.into_iter();
    let found = found.filter_map(|(enrollment, section)| Some((enrollment, section?)));
    Ok(found.collect())
}

/// The sections a person teaches on `today`, by name.
pub async fn sections_taught(
    db: &impl ConnectionTrait,
    person: Uuid,
    today: Date,
) -> Result<Vec<section::Model>> {
    sections_of(db, person, EnrollmentRole::Teacher, today).await
}

/// The sections a person is in on `today` in this role, by name.
pub async fn sections_of(
    db: &impl ConnectionTrait,
    person: Uuid,
    role: EnrollmentRole,
    today: Date,
) -> Result<Vec<section::Model>> {
    let rows = Entity::find()
        .filter(Column::PersonId.eq(person))
        .filter(Column::Role.eq(role))
        .filter(running(today))
        .find_also_related(section::Entity)
        .order_by_asc(section::Column::Name)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(_, section)| section)
        .collect())
}

/// Everybody's enrollment in these sections on `today`, by display name.
pub async fn of_sections(
    db: &impl ConnectionTrait,
    sections: &[Uuid],
    today: Date,
) -> Result<Vec<(Model, person::Model)>> {
    let rows = Entity::find()
        .filter(Column::SectionId.is_in(sections.iter().copied()))
        .filter(running(today))
        .find_also_related(person::Entity)
        .order_by_asc(person::Column::Name)
        .order_by_asc(person::Column::Id)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(enrollment, person)| Some((enrollment, person?)))
        .collect())
}

/// Enrolls, or takes back somebody who had left.
pub async fn add(db: &Tx, enrollments: Vec<Model>) -> Result<()> {
    if enrollments.is_empty() {
        return Ok(());
    }
    let rows = enrollments
        .into_iter()
        .map(IntoActiveModel::into_active_model);
    Entity::insert_many(rows)
        .on_conflict(
            OnConflict::columns([Column::SectionId, Column::PersonId])
                .update_columns([Column::Role, Column::EndsOn])
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Ends an enrollment; tells whether there was one that ran.
pub async fn end(db: &Tx, section: Uuid, person: Uuid, on: Date) -> Result<bool> {
    let ended = ActiveModel {
        ends_on: Set(Some(on)),
        ..Default::default()
    };
    let ended = Entity::update_many()
        .set(ended)
        .filter(Column::SectionId.eq(section))
        .filter(Column::PersonId.eq(person))
        .filter(running(on))
        .exec(db)
        .await?;
    Ok(ended.rows_affected > 0)
}
