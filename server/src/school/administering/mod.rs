//! Answers what an administrator asks: completion, classes, students, the readiness gate, staff.
//!
//! What changes something is written down as an audit event in the same transaction.

use app::{
    error::Error as Told,
    school::{
        Answer,
        accounts::Role,
        administering::{
            AdaptedPage, Administering, Completion, CompletionFilter, Contacts, LoginCards,
            NewSection, OptOutPage, ReadinessPage, RosterPage, SchoolCard, StaffPage,
        },
    },
};
use async_trait::async_trait;
use uuid::Uuid;

use crate::{
    entity::{audit_event, org, word::OrgKind},
    error::Result,
    visit::Visit,
};

pub mod adapted;
pub mod cards;
pub mod completion;
pub mod gate;
pub mod names;
pub mod opt_outs;
pub mod question_box;
pub mod sections;
pub mod spreadsheet;
pub mod staff;
pub mod students;
pub mod teachers;

#[async_trait]
impl Administering for Visit {
    async fn schools(&self) -> Answer<Vec<SchoolCard>> {
        Ok(completion::schools(self).await?)
    }

    async fn completion(&self, org: &str, filter: CompletionFilter) -> Answer<Completion> {
        Ok(completion::page(self, org, filter).await?)
    }

    async fn adapted(&self, org: &str) -> Answer<AdaptedPage> {
        Ok(adapted::page(self, org).await?)
    }

    async fn staff(&self, org: &str) -> Answer<StaffPage> {
        Ok(staff::page(self, org).await?)
    }

    async fn invite(&self, org: &str, name: &str, email: &str, role: Role) -> Answer<String> {
        Ok(staff::invite(self, org, (name, email, role)).await?)
    }

    async fn add_section(&self, org: &str, section: NewSection) -> Answer<String> {
        Ok(sections::add(self, org, section).await?)
    }

    async fn roster(&self, section: &str) -> Answer<RosterPage> {
        Ok(students::roster(self, section).await?)
    }

    async fn add_students(&self, section: &str, names: &str) -> Answer<u32> {
        Ok(students::add(self, section, names).await?)
    }

    async fn remove_student(&self, section: &str, student: Uuid) -> Answer<()> {
        Ok(students::remove(self, section, student).await?)
    }

    async fn add_teacher(&self, section: &str, teacher: Uuid) -> Answer<()> {
        Ok(teachers::add(self, section, teacher).await?)
    }

    async fn remove_teacher(&self, section: &str, teacher: Uuid) -> Answer<()> {
        Ok(teachers::remove(self, section, teacher).await?)
    }

    async fn renew_code(&self, section: &str, student: Uuid) -> Answer<()> {
        Ok(cards::renew(self, section, student).await?)
    }

    async fn login_cards(&self, section: &str) -> Answer<LoginCards> {
        Ok(cards::page(self, section).await?)
    }

    async fn readiness(&self, org: &str) -> Answer<ReadinessPage> {
        Ok(gate::page(self, org).await?)
    }

    async fn tick_readiness(&self, org: &str, key: &str, done: bool) -> Answer<()> {
        Ok(gate::tick(self, org, key, done).await?)
    }

    async fn keep_contacts(&self, org: &str, contacts: Contacts) -> Answer<()> {
        Ok(gate::keep_contacts(self, org, contacts).await?)
    }

    async fn opt_outs(&self, section: &str) -> Answer<OptOutPage> {
        Ok(opt_outs::page(self, section).await?)
    }

    async fn set_opt_out(&self, student: Uuid, lesson: &str, opted_out: bool) -> Answer<()> {
        Ok(opt_outs::set(self, student, lesson, opted_out).await?)
    }
}

/// The school with this slug, which the visitor administers or counsels.
///
/// # Errors
/// `NotFound` unless they do.
pub async fn overseer_of(visit: &Visit, slug: &str) -> Result<org::Model> {
    let staff = visit.staff()?;
    let school = org::by_slug(visit.db().read(), slug).await?;
    school
        .filter(|school| school.kind == OrgKind::School)
        .filter(|school| staff.administers(school) || staff.counsels(school))
        .ok_or_else(|| Told::NotFound.into())
}

/// What is written down of something that the visitor does at a school.
fn event(
    visit: &Visit,
    school: &org::Model,
    what: &str,
    subject: impl ToString,
) -> Result<audit_event::Model> {
    Ok(audit_event::Model {
        id: Uuid::now_v7(),
        org_id: school.id,
        person_id: Some(visit.staff()?.id),
        what: what.to_owned(),
        subject: subject.to_string(),
        at: visit.now(),
    })
}

fn count<T>(items: impl IntoIterator<Item = T>) -> u32 {
    items.into_iter().count().try_into().unwrap_or(u32::MAX)
}
