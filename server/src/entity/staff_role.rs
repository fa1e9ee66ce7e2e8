//! What a member of staff does, and at which school or district.

use sea_orm::{IntoActiveModel, QueryOrder, entity::prelude::*};

use super::{Tx, org, person, word::Role};
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_role")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false, indexed)]
    pub org_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub role: Role,
    #[sea_orm(belongs_to, from = "person_id", to = "id", on_delete = "Cascade")]
    pub person: BelongsTo<super::person::Entity>,
    #[sea_orm(belongs_to, from = "org_id", to = "id", on_delete = "Cascade")]
    pub org: BelongsTo<super::org::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

/// A person's roles with their organisations, by the organisation's name.
pub async fn of_person(db: &impl ConnectionTrait, person: Uuid) -> Result<Vec<(Role, org::Model)>> {
    let rows = Entity::find()
        .filter(Column::PersonId.eq(person))
        .find_also_related(org::Entity)
        .order_by_asc(org::Column::Name)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(role, org)| Some((role.role, org?)))
        .collect())
}

/// Everybody who has a role at one of `orgs`, by name; once for each role.
pub async fn at(db: &impl ConnectionTrait, orgs: &[Uuid]) -> Result<Vec<(Model, person::Model)>> {
    let rows = Entity::find()
        .filter(Column::OrgId.is_in(orgs.iter().copied()))
        .find_also_related(person::Entity)
        .order_by_asc(person::Column::Name)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(role, person)| Some((role, person?)))
        .collect())
}

/// Whoever is a counselor at one of `orgs`, by name; once, however often.
pub async fn counselors(db: &impl ConnectionTrait, orgs: &[Uuid]) -> Result<Vec<person::Model>> {
    let rows = at(db, orgs).await?.into_iter();
    let counselors = rows.filter(|(role, _)| role.role == Role::Counselor);
    let mut people: Vec<person::Model> = counselors.map(|(_, person)| person).collect();
    people.dedup();
    Ok(people)
}

/// Gives a role; giving it twice changes nothing.
pub async fn add(db: &Tx, person: Uuid, org: Uuid, role: Role) -> Result<()> {
    let row = Model {
        person_id: person,
        org_id: org,
        role,
    };
    Entity::insert(row.into_active_model())
        .on_conflict_do_nothing()
        .exec_without_returning(db)
        .await?;
    Ok(())
}
