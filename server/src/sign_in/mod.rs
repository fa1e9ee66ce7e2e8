//! Coming in: staff by e-mail and password, students by class code and own code, and the
//! one-time link by which staff choose their first password.

use std::sync::Arc;

use app::error::Error as Told;
use uuid::Uuid;

use crate::{
    entity::{
        audit_event, credential, enrollment, invitation, org, person, section, session, staff_role,
        word::{CredentialKind, EnrollmentRole, PersonKind},
    },
    error::{Error, Result},
    keys::token_hash,
    shared::Shared,
    visit::session as sessions,
};

pub mod browser;
pub mod code;
pub mod password;
pub mod patience;

use browser::Browser;
use patience::{Door, Patience};

/// Shortest and longest password that is taken.
const PASSWORD: std::ops::RangeInclusive<usize> = 12..=200;

/// What a sign-in that has worked gives back.
#[derive(Debug)]
pub struct Came {
    /// For the session's cookie.
    pub token: String,
}

/// Signs a member of staff in.
///
/// # Errors
/// `Invalid` for a wrong or unknown pair, in the same words and time; `Wait` after too many.
pub async fn staff(
    shared: &Arc<Shared>,
    browser: &Browser,
    email: &str,
    password: &str,
) -> Result<Came> {
    let email = typed_email(email);
    let door = Door::Account(email.clone());
    let patience = Patience::new(shared, &door, browser);
    patience.check(shared).await?;
    let kind = CredentialKind::Password;
    let found = credential::find(shared.db.read(), kind, &email).await?;
    let kept = found.as_ref().map(|found| found.secret.clone());
    let typed: String = password.chars().take(*PASSWORD.end()).collect();
    let fits = shared.passwords.verify(typed, kept).await?;
    let Some(found) = found.filter(|_| fits) else {
        patience.failed(shared).await?;
        return Err(Told::invalid("password", "E-mail and password don’t fit together.").into());
    };
    let now = shared.now();
    let (token, session) = sessions::begin(found.person_id, None, now);
    shared
        .db
        .write(move |tx| async move {
            patience.passed(&tx).await?;
            let person = person::by_id(&*tx, found.person_id).await?;
            let person = person.ok_or(Told::NotFound)?;
            session::add(&tx, session).await?;
            let event = audit_event::Model {
                id: Uuid::now_v7(),
                org_id: person.district_id,
                person_id: Some(person.id),
                what: "signed_in".into(),
                subject: String::new(),
                at: now,
            };
            audit_event::add(&tx, event).await
        })
        .await?;
    Ok(Came { token })
}

/// Signs a student in.
///
/// # Errors
/// `Invalid` for a wrong or unknown pair, in the same words; `Wait` after too many.
pub async fn student(
    shared: &Arc<Shared>,
    browser: &Browser,
    class_code: &str,
    own_code: &str,
) -> Result<Came> {
    let class_code = code::typed_join_code(class_code);
    let door = Door::Class(class_code.clone());
    let patience = Patience::new(shared, &door, browser);
    patience.check(shared).await?;
    let found = find_student(shared, &class_code, &code::typed_own_code(own_code)).await?;
    let Some((section, student)) = found else {
        patience.failed(shared).await?;
        return Err(Told::invalid("own_code", "These codes don’t fit together.").into());
    };
    let (token, session) = sessions::begin(student, Some(section), shared.now());
    shared
        .db
        .write(move |tx| async move {
            patience.passed(&tx).await?;
            session::add(&tx, session).await
        })
        .await?;
    Ok(Came { token })
}

/// Section and student of a pair of codes. Both are looked up even if the first is unknown.
async fn find_student(
    shared: &Shared,
    class_code: &str,
    own_code: &str,
) -> Result<Option<(Uuid, Uuid)>> {
    let db = shared.db.read();
    let section = section::by_join_code(db, class_code).await?;
    let id = section
        .as_ref()
        .map_or_else(Uuid::nil, |section| section.id);
    let lookup = shared.keys.own_code(id, own_code);
    let found = credential::find(db, CredentialKind::OwnCode, &lookup).await?;
    let (Some(section), Some(found)) = (section, found) else {
        return Ok(None);
    };
    let student = found.person_id;
    let school = org::by_id(db, section.school_id).await?;
    let today = shared
        .today(school.map(|school| school.district_id()))
        .await?;
    let role = EnrollmentRole::Student;
    let is_in = enrollment::holds(db, section.id, student, role, today).await?;
    Ok(is_in.then_some((section.id, student)))
}

/// Uses an invitation up: makes the account with its first password, and signs it in.
///
/// # Errors
/// `NotFound` for a token that is unknown, used or over; `Invalid` for a password that is too
/// short, or an e-mail address that has an account already.
pub async fn accept(shared: &Arc<Shared>, token: &str, password: &str) -> Result<Came> {
    let now = shared.now();
    let invited = invitation::open(shared.db.read(), &token_hash(token), now)
        .await?
        .ok_or(Told::NotFound)?;
    let letters = password.chars().count();
    if !PASSWORD.contains(&letters) {
        let reason = match letters < *PASSWORD.start() {
            true => "Please choose at least 12 characters: a few words in a row are fine.",
            false => "Please choose at most 200 characters.",
        };
        return Err(Told::invalid("password", reason).into());
    }
    let secret = shared.passwords.hash(password.to_owned()).await?;
    let org = org::by_id(shared.db.read(), invited.org_id).await?;
    let district_id = org.ok_or(Told::NotFound)?.district_id();
    let person = person::Model {
        id: Uuid::new_v4(),
        district_id,
        kind: PersonKind::Staff,
        name: invited.name.clone(),
        email: Some(invited.email.clone()),
    };
    let (token, session) = sessions::begin(person.id, None, now);
    let credential = credential::Model {
        id: Uuid::new_v4(),
        person_id: person.id,
        section_id: None,
        kind: CredentialKind::Password,
        lookup: invited.email.clone(),
        secret,
    };
    let event = audit_event::Model {
        id: Uuid::now_v7(),
        org_id: invited.org_id,
        person_id: Some(person.id),
        what: "invitation_accepted".into(),
        subject: invited.id.to_string(),
        at: now,
    };
    shared
        .db
        .write(move |tx| async move {
            if !invitation::use_up(&tx, invited.id, now).await? {
                return Err(Told::NotFound.into());
            }
            let id = person.id;
            person::add(&tx, vec![person]).await?;
            credential::add(&tx, vec![credential]).await?;
            staff_role::add(&tx, id, invited.org_id, invited.role).await?;
            session::add(&tx, session).await?;
            audit_event::add(&tx, event).await
        })
        .await
        .map_err(taken)?;
    Ok(Came { token })
}

fn taken(error: Error) -> Error {
    error.taken_as(
        "password",
        "There is an account with this e-mail address. Sign in with it.",
    )
}

/// An e-mail address as it is kept, however it was typed.
pub fn typed_email(typed: &str) -> String {
    typed.trim().to_lowercase()
}
