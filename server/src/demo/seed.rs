//! Writes the demo into an empty database, all of it in one transaction.

use app::school::{accounts::Role, administering::Contacts};
use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    calendar::Calendar,
    cast::{Cast, Class},
    dice::Dice,
    plan::{PASSWORD, SCHOOLS, SEED, STAFF},
    story::{Happened, Teller, closes_at},
};
use crate::{
    entity::{
        Tx, answered, completion, credential, enrollment, live_class, opt_out, org, person,
        question, readiness, section, setting, staff_role, tally, teaching, term,
        word::{CredentialKind, EnrollmentRole, PersonKind},
    },
    error::{Error, Result},
    keys::Keys,
    school::administering::{gate, question_box, students::own_code},
    shared::Shared,
};

/// Databases take only so many values in one statement.
const ROWS_AT_ONCE: usize = 1000;

/// Fills the database; answers the first and last day of the demo's term.
pub async fn fill(shared: &Shared, today: NaiveDate) -> Result<(NaiveDate, NaiveDate)> {
    let cast = Cast::new();
    let calendar = Calendar::around(today);
    let term = term::Model {
        id: cast.term,
        district_id: cast.district.id,
        name: calendar.name(),
        first_on: calendar.first_on,
        last_on: calendar.last_on,
        holidays: term::Holidays(calendar.holidays.clone()),
    };
    let days = (term.first_on, term.last_on);
    let happened = happened(shared, &cast, &calendar, term.elapsed(today));
    // Everybody has the same password, so it is hashed once.
    let password = shared.passwords.hash(PASSWORD.to_owned()).await?;
    let rows = Rows {
        credentials: credentials(&shared.keys, &cast, &password)?,
        contacts: contacts()?,
        questions: questions(&shared.keys, &happened, today)?,
        cast,
        calendar,
        term,
        happened,
    };
    shared
        .db
        .write(|tx| async move { rows.write(&tx).await })
        .await?;
    Ok(days)
}

/// Opens the lessons again that are open in the demo and have closed by themselves since.
pub async fn reopen(shared: &Shared) -> Result<()> {
    let (db, now) = (shared.db.read(), shared.now());
    let cast = Cast::new();
    let open_now = cast
        .classes
        .iter()
        .filter(|class| class.plan.story.is_open_now());
    for class in open_now {
        let section = class.section.id;
        let Some(last) = live_class::of_section(db, section).await?.pop() else {
            continue;
        };
        let taught = teaching::of_sections(db, &[section]).await?;
        if last.is_open(now) || taught.iter().any(|row| row.lesson == last.lesson) {
            continue;
        }
        let Some(lesson) = shared.curriculum.lesson(&last.lesson) else {
            continue;
        };
        let again = live_class::Model {
            opened_at: now,
            closes_at: closes_at(lesson, now),
            closed_at: None,
            begun_at: last.begun_at.map(|_| now),
            step_at: last.step_at.map(|_| now),
            finished_at: None,
            paused_at: None,
            blanked_at: None,
            shown_check: None,
            revision: last.revision + 1,
            ..last
        };
        let opening = shared
            .db
            .write(|tx| async move { live_class::keep(&tx, again).await });
        opening.await?;
    }
    Ok(())
}

fn happened(shared: &Shared, cast: &Cast, calendar: &Calendar, elapsed: f64) -> Happened {
    // Its own dice, so that a longer list of people would not change what happens.
    let mut dice = Dice::new(SEED + 1);
    let mut happened = Happened::default();
    for class in &cast.classes {
        let unit = shared.curriculum.unit(class.band());
        let teacher = class
            .plan
            .teachers
            .first()
            .and_then(|at| cast.staff.get(*at));
        if let (Some(unit), Some(teacher)) = (unit, teacher) {
            let teller = Teller {
                dice: &mut dice,
                calendar,
                class,
                teacher: teacher.id,
                unit: &unit.lessons,
                ready: SCHOOLS[class.plan.school].ready == gate::ITEMS.len(),
                elapsed,
                now: shared.now(),
                happened: &mut happened,
            };
            teller.tell();
        }
    }
    happened
}

fn credentials(keys: &Keys, cast: &Cast, password: &[u8]) -> Result<Vec<credential::Model>> {
    let mut credentials: Vec<credential::Model> = cast
        .staff
        .iter()
        .map(|staff| credential::Model {
            id: Uuid::new_v4(),
            person_id: staff.id,
            section_id: None,
            kind: CredentialKind::Password,
            lookup: staff.email.clone().unwrap_or_default(),
            secret: password.to_owned(),
        })
        .collect();
    let signing_in = cast
        .classes
        .iter()
        .filter(|class| class.band().students_sign_in());
    for class in signing_in {
        for student in &class.students {
            credentials.push(own_code(
                keys,
                class.section.id,
                student.id,
                &student.own_code,
            )?);
        }
    }
    Ok(credentials)
}

/// What is in question boxes, sealed.
fn questions(keys: &Keys, happened: &Happened, today: NaiveDate) -> Result<Vec<question::Model>> {
    let questions = happened.questions.iter().map(|asked| {
        Ok(question::Model {
            id: asked.id,
            live_class_id: asked.live_class,
            sealed: keys.seal(asked.id, asked.text)?,
            asked_on: today,
            read_by: asked.routed_by,
            routed_by: asked.routed_by,
            taken_up_on: None,
        })
    });
    questions.collect()
}

/// Telephone numbers of the range that belongs to nobody, but for the state's own intake.
fn contacts() -> Result<sea_orm::JsonValue> {
    let contacts = Contacts {
        designated_agent: "Mr. Duval, 207-555-0142".into(),
        deputy: "Ms. Whitcomb, 207-555-0117".into(),
        intake_number: "1-800-452-1999".into(),
        counselor: "Ms. Haddad, Room 104".into(),
        district_attorney: "207-555-0163".into(),
        title_ix: "Dr. Marchetti, 207-555-0120".into(),
        leave_to: "https://www.weather.gov/".into(),
    };
    serde_json::to_value(contacts).map_err(|error| Error::broken(error.to_string()))
}

/// Everything that is written.
struct Rows {
    cast: Cast,
    calendar: Calendar,
    term: term::Model,
    credentials: Vec<credential::Model>,
    contacts: sea_orm::JsonValue,
    questions: Vec<question::Model>,
    happened: Happened,
}

impl Rows {
    async fn write(self, tx: &Tx) -> Result<()> {
        self.write_schools(tx).await?;
        let people = students(&self.cast).chain(self.cast.staff.iter().cloned());
        person::add(tx, people.collect()).await?;
        for (person, plan) in self.cast.staff.iter().zip(&STAFF) {
            let school = plan.school.and_then(|at| self.cast.schools.get(at));
            let org = school.unwrap_or(&self.cast.district);
            staff_role::add(tx, person.id, org.id, plan.role.into()).await?;
            if plan.role == Role::Counselor {
                question_box::keep(tx, org.id, person.id).await?;
            }
        }
        for class in &self.cast.classes {
            section::add(tx, class.section.clone()).await?;
        }
        let enrollments = self
            .cast
            .classes
            .iter()
            .flat_map(|class| self.enrollments(class));
        enrollment::add(tx, enrollments.collect()).await?;
        credential::add(tx, self.credentials).await?;
        write_happened(tx, self.happened).await?;
        for question in self.questions {
            question::add(tx, question).await?;
        }
        Ok(())
    }

    async fn write_schools(&self, tx: &Tx) -> Result<()> {
        org::add(tx, self.cast.district.clone()).await?;
        term::add(tx, self.term.clone()).await?;
        for (school, plan) in self.cast.schools.iter().zip(&SCHOOLS) {
            org::add(tx, school.clone()).await?;
            setting::keep(tx, school.id, setting::CONTACTS, self.contacts.clone()).await?;
            for item in gate::ITEMS.into_iter().take(plan.ready) {
                let tick = readiness::Model {
                    school_id: school.id,
                    key: item.to_owned(),
                    on: self.calendar.first_on,
                    role: Role::SchoolAdministrator.into(),
                };
                readiness::tick(tx, tick).await?;
            }
        }
        Ok(())
    }

    fn enrollments(&self, class: &Class) -> Vec<enrollment::Model> {
        let enrolled = |person_id: Uuid, role: EnrollmentRole| enrollment::Model {
            section_id: class.section.id,
            person_id,
            role,
            begins_on: self.calendar.first_on,
            ends_on: None,
        };
        let teachers = class.plan.teachers.iter();
        let teachers = teachers.filter_map(|at| self.cast.staff.get(*at));
        let teachers = teachers.map(|teacher| enrolled(teacher.id, EnrollmentRole::Teacher));
        let students = class.students.iter();
        let students = students.map(|student| enrolled(student.id, EnrollmentRole::Student));
        teachers.chain(students).collect()
    }
}

fn students(cast: &Cast) -> impl Iterator<Item = person::Model> {
    let students = cast.classes.iter().flat_map(|class| &class.students);
    students.map(|student| person::Model {
        id: student.id,
        district_id: cast.district.id,
        kind: PersonKind::Student,
        name: student.name.clone(),
        email: None,
    })
}

async fn write_happened(tx: &Tx, happened: Happened) -> Result<()> {
    for opt_out in happened.opt_outs {
        opt_out::add(tx, opt_out).await?;
    }
    for teaching in happened.teachings {
        teaching::add(tx, teaching).await?;
    }
    for completions in happened.completions.chunks(ROWS_AT_ONCE) {
        completion::add(tx, completions.to_vec()).await?;
    }
    for live_class in happened.live_classes {
        live_class::add(tx, live_class).await?;
    }
    for answer in happened.answers {
        if answered::add(tx, answer.student, &answer.check).await? {
            let (rows, chosen) = (&answer.rows, &answer.chosen);
            tally::add(tx, answer.live_class, &answer.check, rows, chosen).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{SCHOOLS, gate};
    use crate::demo::plan;

    #[test]
    fn one_school_is_ready_and_the_other_on_its_way() {
        assert_eq!(SCHOOLS[plan::HIGH].ready, gate::ITEMS.len());
        assert!((1..gate::ITEMS.len()).contains(&SCHOOLS[plan::ELEMENTARY].ready));
    }
}
