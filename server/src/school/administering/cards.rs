//! Login cards: each student's own code, to print, and a new one for a card that was lost.

use std::collections::HashMap;

use app::{
    error::Error as Told,
    school::administering::{LoginCard, LoginCards},
};
use lessons::course::Band;
use uuid::Uuid;

use super::{
    event,
    students::{is_student, own_code},
};
use crate::{
    entity::{audit_event, credential, enrollment, session},
    error::Result,
    sign_in::code,
    visit::{Reading, Visit},
};

/// The class's cards, by display name; its teachers may print them, too.
pub async fn page(visit: &Visit, section: &str) -> Result<LoginCards> {
    let Reading { section, .. } = signing_in(visit.reader_of(section).await?)?;
    let db = visit.db().read();
    let students = enrollment::students(db, section.id, visit.day()).await?;
    let credentials = credential::of_section(db, section.id).await?;
    let credentials: HashMap<Uuid, credential::Model> = credentials
        .into_iter()
        .map(|credential| (credential.person_id, credential))
        .collect();
    let mut cards = Vec::new();
    for student in students {
        if let Some(credential) = credentials.get(&student.id) {
            let own_code = visit.keys().unseal(student.id, &credential.secret)?;
            cards.push(LoginCard {
                name: student.name,
                own_code: code::grouped(&own_code),
            });
        }
    }
    Ok(LoginCards {
        class: section.name,
        slug: section.slug,
        class_code: code::grouped(&section.join_code),
        address: visit.shared().entrance.address(),
        cards,
    })
}

/// Gives a student a new own code. Whoever is signed in with the old one is signed out.
pub async fn renew(visit: &Visit, section: &str, student: Uuid) -> Result<()> {
    let reading = visit.administrator_of_section(section).await?;
    let Reading {
        section, school, ..
    } = signing_in(reading)?;
    is_student(visit, section.id, student).await?;
    let event = event(visit, &school, "own_code_renewed", student)?;
    let new = own_code(visit.keys(), section.id, student, &code::own_code())?;
    let section = section.id;
    let write = visit.db().write(move |tx| async move {
        credential::remove_own_code(&tx, section, student).await?;
        credential::add(&tx, vec![new]).await?;
        session::end_in_section(&tx, section, student).await?;
        audit_event::add(&tx, event).await
    });
    write.await?;
    visit.shared().sessions.forget();
    Ok(())
}

/// # Errors
/// `NotFound` for a section whose students do not sign in.
fn signing_in(reading: Reading) -> Result<Reading> {
    match Band::from(reading.section.band).students_sign_in() {
        true => Ok(reading),
        false => Err(Told::NotFound.into()),
    }
}
