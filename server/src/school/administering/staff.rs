//! Staff of a school, and the one-time links by which they come in.

use app::{
    error::Error as Told,
    school::{
        accounts::Role,
        administering::{InvitationRow, StaffPage, StaffRow},
    },
};
use chrono::TimeDelta;
use uuid::Uuid;

use super::event;
use crate::{
    entity::{audit_event, credential, invitation, person, staff_role, word::CredentialKind},
    error::Result,
    keys::token_hash,
    sign_in::{code, typed_email},
    visit::Visit,
};

const LONGEST_NAME: usize = 60;
const LONGEST_EMAIL: usize = 254;

/// How long a link can be used.
const LINK_LIFE: TimeDelta = TimeDelta::days(7);

/// Who works at a school, and whom a link has been sent to.
pub async fn page(visit: &Visit, org: &str) -> Result<StaffPage> {
    let school = visit.administrator_of(org).await?;
    let db = visit.db().read();
    let staff = rows(staff_role::at(db, &[school.id]).await?);
    let invitations = invitation::open_at(db, school.id, visit.now()).await?;
    let invitations = invitations.into_iter().map(|open| InvitationRow {
        expires_on: open
            .expires_at
            .with_timezone(&visit.time_zone())
            .date_naive(),
        name: open.name,
        email: open.email,
        role: open.role.into(),
    });
    Ok(StaffPage {
        invitations: invitations.collect(),
        org: school.slug,
        school: school.name,
        staff,
    })
}

/// A row for each person, however many roles they have.
pub fn rows(roles: Vec<(staff_role::Model, person::Model)>) -> Vec<StaffRow> {
    let mut staff: Vec<StaffRow> = Vec::new();
    for (role, person) in roles {
        match staff.iter_mut().find(|row| row.person == person.id) {
            Some(row) => row.roles.push(role.role.into()),
            None => staff.push(StaffRow {
                person: person.id,
                name: person.name,
                email: person.email.unwrap_or_default(),
                roles: vec![role.role.into()],
            }),
        }
    }
    staff.iter_mut().for_each(|row| {
        row.roles.sort();
        row.roles.dedup();
    });
    staff
}

/// Makes a one-time link and answers it whole; only its hash is kept.
pub async fn invite(
    visit: &Visit,
    org: &str,
    (name, email, role): (&str, &str, Role),
) -> Result<String> {
    let school = visit.administrator_of(org).await?;
    let (name, email) = (checked_name(name)?, checked_email(email)?);
    if role == Role::DistrictAdministrator {
        let reason = "A school’s staff are its teachers, counselors and administrators.";
        return Err(Told::invalid("role", reason).into());
    }
    let account = credential::find(visit.db().read(), CredentialKind::Password, &email);
    if account.await?.is_some() {
        let reason = "There is an account with this e-mail address already.";
        return Err(Told::invalid("email", reason).into());
    }
    let (token, now) = (code::token(), visit.now());
    let invitation = invitation::Model {
        id: Uuid::new_v4(),
        token_hash: token_hash(&token),
        org_id: school.id,
        role: role.into(),
        name,
        email,
        invited_by: Some(visit.staff()?.id),
        created_at: now,
        expires_at: now + LINK_LIFE,
        used_at: None,
    };
    let event = event(visit, &school, "staff_invited", invitation.id)?;
    let write = visit.db().write(move |tx| async move {
        invitation::add(&tx, invitation).await?;
        audit_event::add(&tx, event).await
    });
    write.await?;
    let address = visit.shared().entrance.address();
    Ok(format!("{address}/invitation/{token}"))
}

fn checked_name(name: &str) -> Result<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let name = words.join(" ");
    if name.is_empty() {
        return Err(
            Told::invalid("name", "Write the name that colleagues and students see.").into(),
        );
    }
    if name.chars().count() > LONGEST_NAME {
        let reason = format!("Please use at most {LONGEST_NAME} characters.");
        return Err(Told::invalid("name", reason).into());
    }
    Ok(name)
}

/// An address with something before and after one `@`; whether mail arrives, the link will show.
fn checked_email(email: &str) -> Result<String> {
    let email = typed_email(email);
    let is_address = email
        .split_once('@')
        .is_some_and(|(who, place)| !who.is_empty() && !place.is_empty() && !place.contains('@'));
    if is_address && email.len() <= LONGEST_EMAIL && !email.contains(char::is_whitespace) {
        return Ok(email);
    }
    Err(Told::invalid("email", "Write an e-mail address, such as tran@school.org.").into())
}

#[cfg(test)]
mod tests {
    use super::checked_email;

    #[test]
    fn an_address_is_kept_in_lowercase() {
        assert_eq!(
            checked_email(" Tran@School.org ").unwrap(),
            "tran@school.org"
        );
        for bad in [
            "",
            "tran",
            "@school.org",
            "tran@",
            "a@b@c",
            "tran @school.org",
        ] {
            assert!(checked_email(bad).is_err(), "{bad}");
        }
    }
}
