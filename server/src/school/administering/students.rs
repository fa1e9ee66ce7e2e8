//! Who is in a class: its roster, newcomers, and leaving.

use std::collections::HashSet;

use app::{error::Error as Told, school::administering::RosterPage};
use chrono::NaiveDate;
use lessons::course::Band;
use uuid::Uuid;

use super::{count, event, names::new_names, staff, teachers};
use crate::{
    entity::{
        Tx, audit_event, credential, enrollment, org, person, section, session,
        word::{CredentialKind, EnrollmentRole, PersonKind},
    },
    error::Result,
    keys::Keys,
    sign_in::code,
    visit::Visit,
};

/// A class as its administrator keeps it.
pub async fn roster(visit: &Visit, section: &str) -> Result<RosterPage> {
    let reading = visit.administrator_of_section(section).await?;
    let (db, section) = (visit.db().read(), reading.section);
    let teachers = enrollment::teachers(db, section.id, visit.day()).await?;
    let students = enrollment::students(db, section.id, visit.day()).await?;
    let mut others = staff::rows(teachers::who_may_teach(db, &reading.school).await?);
    others.retain(|row| !teachers.iter().any(|teacher| teacher.id == row.person));
    Ok(RosterPage {
        others,
        org: reading.school.slug,
        school: reading.school.name,
        slug: section.slug,
        name: section.name,
        band: section.band.into(),
        teachers: teachers
            .into_iter()
            .map(|teacher| (teacher.id, teacher.name))
            .collect(),
        students: students
            .into_iter()
            .map(|student| (student.id, student.name))
            .collect(),
    })
}

/// Adds those of the pasted names that are not in the class yet; answers how many.
pub async fn add(visit: &Visit, section: &str, names: &str) -> Result<u32> {
    let reading = visit.administrator_of_section(section).await?;
    let (school, section) = (reading.school, reading.section);
    let (names, today) = (names.to_owned(), visit.day());
    let keys = visit.keys().clone();
    let event = event(visit, &school, "students_added", &section.slug)?;
    let write = visit.db().write(move |tx| async move {
        // The same list pasted twice at once adds nobody twice.
        section::lock(&tx, section.id).await?;
        let known = enrollment::students(&*tx, section.id, today).await?;
        let known: Vec<String> = known.into_iter().map(|student| student.name).collect();
        let names = new_names(&names, &known)?;
        let added = count(&names);
        if added > 0 {
            let newcomers = Newcomers::new(&keys, &school, &section, names, today)?;
            newcomers.add(&tx).await?;
            audit_event::add(&tx, event).await?;
        }
        Ok(added)
    });
    write.await
}

/// Students who are about to be added to a section, with their own codes where they sign in.
pub struct Newcomers {
    people: Vec<person::Model>,
    enrollments: Vec<enrollment::Model>,
    credentials: Vec<credential::Model>,
}

impl Newcomers {
    pub fn new(
        keys: &Keys,
        school: &org::Model,
        section: &section::Model,
        names: Vec<String>,
        today: NaiveDate,
    ) -> Result<Self> {
        let people: Vec<person::Model> = names
            .into_iter()
            .map(|name| person::Model {
                id: Uuid::new_v4(),
                district_id: school.district_id(),
                kind: PersonKind::Student,
                name,
                email: None,
            })
            .collect();
        let enrollments = people.iter().map(|student| enrollment::Model {
            section_id: section.id,
            person_id: student.id,
            role: EnrollmentRole::Student,
            begins_on: today,
            ends_on: None,
        });
        let mut credentials = Vec::new();
        if Band::from(section.band).students_sign_in() {
            let codes = own_codes(people.len());
            for (student, code) in people.iter().zip(codes) {
                credentials.push(own_code(keys, section.id, student.id, &code)?);
            }
        }
        Ok(Self {
            enrollments: enrollments.collect(),
            people,
            credentials,
        })
    }

    pub async fn add(self, tx: &Tx) -> Result<()> {
        if self.people.is_empty() {
            return Ok(());
        }
        person::add(tx, self.people).await?;
        enrollment::add(tx, self.enrollments).await?;
        if !self.credentials.is_empty() {
            credential::add(tx, self.credentials).await?;
        }
        Ok(())
    }
}

/// So many codes, no two the same.
fn own_codes(count: usize) -> HashSet<String> {
    let mut codes = HashSet::new();
    while codes.len() < count {
        codes.insert(code::own_code());
    }
    codes
}

/// A student's way in to a section: findable by its keyed hash, and sealed to be printed again.
pub fn own_code(
    keys: &Keys,
    section: Uuid,
    student: Uuid,
    code: &str,
) -> Result<credential::Model> {
    Ok(credential::Model {
        id: Uuid::new_v4(),
        person_id: student,
        section_id: Some(section),
        kind: CredentialKind::OwnCode,
        lookup: keys.own_code(section, code),
        secret: keys.seal(student, code)?,
    })
}

/// Ends a student's enrollment: they are signed out, and their card opens nothing any more.
pub async fn remove(visit: &Visit, section: &str, student: Uuid) -> Result<()> {
    let reading = visit.administrator_of_section(section).await?;
    let (section, today) = (reading.section.id, visit.day());
    is_student(visit, section, student).await?;
    let event = event(visit, &reading.school, "student_removed", student)?;
    let write = visit.db().write(move |tx| async move {
        enrollment::end(&tx, section, student, today).await?;
        credential::remove_own_code(&tx, section, student).await?;
        session::end_in_section(&tx, section, student).await?;
        audit_event::add(&tx, event).await
    });
    write.await?;
    visit.shared().sessions.forget();
    Ok(())
}

/// # Errors
/// `NotFound` unless `student` is a student of `section`.
pub async fn is_student(visit: &Visit, section: Uuid, student: Uuid) -> Result<()> {
    let (db, role) = (visit.db().read(), EnrollmentRole::Student);
    match enrollment::holds(db, section, student, role, visit.day()).await? {
        true => Ok(()),
        false => Err(Told::NotFound.into()),
    }
}
