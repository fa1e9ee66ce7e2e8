//! Answers who is visiting, and how they come and go.

use app::{
    error::Error as Told,
    school::{
        Answer,
        accounts::{Accounts, DemoSignIn, Invitation, SignedIn, StaffRole, Visitor},
    },
    text::Language,
};
use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    entity::{invitation, org, session},
    entrance::Entrance,
    error::Result,
    keys::token_hash,
    visit::{Visit, Who},
};

#[async_trait]
impl Accounts for Visit {
    fn visitor(&self) -> Visitor {
        match self.who() {
            Who::Nobody => Visitor::SignedOut,
            Who::Student(student) => Visitor::Student {
                name: student.name.clone(),
                band: student.section.band.into(),
                section: student.section.slug.clone(),
            },
            Who::Staff(staff) => Visitor::Staff {
                name: staff.name.clone(),
                roles: staff
                    .roles
                    .iter()
                    .map(|(role, org)| StaffRole {
                        role: (*role).into(),
                        org: org.slug.clone(),
                        org_name: org.name.clone(),
                    })
                    .collect(),
            },
        }
    }

    fn today(&self) -> NaiveDate {
        self.day()
    }

    fn insecure(&self) -> bool {
        matches!(self.shared().entrance, Entrance::Insecure { .. })
    }

    fn languages(&self) -> Vec<Language> {
        self.shared().languages().to_vec()
    }

    async fn demo_sign_ins(&self) -> Answer<Vec<DemoSignIn>> {
        Ok(self.shared().demo.clone())
    }

    async fn invitation(&self, token: &str) -> Answer<Invitation> {
        Ok(invited(self, token).await?)
    }

    async fn signed_in(&self) -> Answer<Vec<SignedIn>> {
        Ok(signed_in(self).await?)
    }

    async fn sign_out_elsewhere(&self, session: Uuid) -> Answer<()> {
        Ok(end(self, session).await?)
    }
}

async fn invited(visit: &Visit, token: &str) -> Result<Invitation> {
    let db = visit.db().read();
    let open = invitation::open(db, &token_hash(token), visit.now()).await?;
    let open = open.ok_or(Told::NotFound)?;
    let org = org::by_id(db, open.org_id).await?.ok_or(Told::NotFound)?;
    Ok(Invitation {
        expires_on: day(visit, open.expires_at),
        name: open.name,
        email: open.email,
        role: open.role.into(),
        org_name: org.name,
    })
}

async fn signed_in(visit: &Visit) -> Result<Vec<SignedIn>> {
    let staff = visit.staff()?;
    let sessions = session::of_person(visit.db().read(), staff.id, visit.now()).await?;
    let sessions = sessions.into_iter().map(|session| SignedIn {
        id: session.id,
        since: day(visit, session.created_at),
        last_seen: day(visit, session.seen_at),
        current: session.id == staff.session,
    });
    Ok(sessions.collect())
}

async fn end(visit: &Visit, session: Uuid) -> Result<()> {
    let person = visit.staff()?.id;
    let ending = visit
        .db()
        .write(move |tx| async move { session::end_own(&tx, person, session).await });
    let ended = ending.await?;
    visit.shared().sessions.forget();
    match ended {
        true => Ok(()),
        false => Err(Told::NotFound.into()),
    }
}

/// The day of an instant where the visitor's district is.
fn day(visit: &Visit, at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&visit.time_zone()).date_naive()
}
