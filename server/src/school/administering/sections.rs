//! A new class: its grades, its teachers, and the students that are pasted with it.

use app::{error::Error as Told, school::administering::NewSection};
use chrono::NaiveDate;
use lessons::course::Band;
use uuid::Uuid;

use super::{event, names::new_names, students::Newcomers};
use crate::{
    entity::{audit_event, enrollment, org, section, staff_role, term, word::EnrollmentRole},
    error::Result,
    sign_in::code,
    visit::Visit,
};

const LONGEST_NAME: usize = 60;

/// Makes a class in the running term and answers its slug.
pub async fn add(visit: &Visit, org: &str, new: NewSection) -> Result<String> {
    let school = visit.administrator_of(org).await?;
    let db = visit.db().read();
    let term = term::running(db, school.district_id(), visit.day()).await?;
    let term = term.ok_or_else(|| Told::invalid("", "The district has no term yet."))?;
    let (first_grade, last_grade, band) = grades(&new.first_grade, &new.last_grade)?;
    let section = section::Model {
        id: Uuid::new_v4(),
        school_id: school.id,
        term_id: term.id,
        band: band.into(),
        name: name(&new.name)?,
        first_grade,
        last_grade,
        slug: code::slug(),
        join_code: code::join_code(),
    };
    let teachers = teachers(visit, &school, &new.teachers).await?;
    let names = match new.names.trim() {
        "" => Vec::new(),
        names => new_names(names, &[])?,
    };
    let students = Newcomers::new(visit.keys(), &school, &section, names, visit.day())?;
    let enrollments = enrolled(&section, &teachers, visit.day());
    let event = event(visit, &school, "section_added", &section.slug)?;
    let slug = section.slug.clone();
    let write = visit.db().write(move |tx| async move {
        section::add(&tx, section).await?;
        enrollment::add(&tx, enrollments).await?;
        students.add(&tx).await?;
        audit_event::add(&tx, event).await
    });
    let taken = "There is a class with this name already. Give this one another name.";
    write.await.map_err(|error| error.taken_as("name", taken))?;
    Ok(slug)
}

fn enrolled(
    section: &section::Model,
    teachers: &[Uuid],
    today: NaiveDate,
) -> Vec<enrollment::Model> {
    let teachers = teachers.iter().map(|teacher| enrollment::Model {
        section_id: section.id,
        person_id: *teacher,
        role: EnrollmentRole::Teacher,
        begins_on: today,
        ends_on: None,
    });
    teachers.collect()
}

fn name(name: &str) -> Result<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let name = words.join(" ");
    if name.is_empty() {
        return Err(Told::invalid("name", "Give the class a name.").into());
    }
    if name.chars().count() > LONGEST_NAME {
        let reason = format!("Please use at most {LONGEST_NAME} characters.");
        return Err(Told::invalid("name", reason).into());
    }
    Ok(name)
}

/// First and last grade, and the one band that holds both.
fn grades(first: &str, last: &str) -> Result<(i32, i32, Band)> {
    let first = grade("first_grade", first)?;
    let last = grade("last_grade", last)?;
    if last < first {
        let reason = "The last grade comes before the first one.";
        return Err(Told::invalid("last_grade", reason).into());
    }
    let (from, to) = (band("first_grade", first)?, band("last_grade", last)?);
    if from != to {
        let reason = format!(
            "Grades {from} and {to} have lessons of their own. Make a class for each.",
            from = from.title(),
            to = to.title()
        );
        return Err(Told::invalid("last_grade", reason).into());
    }
    Ok((first, last, from))
}

fn grade(field: &str, text: &str) -> Result<i32> {
    match text.trim() {
        "K" | "k" => Ok(0),
        number => number.parse().map_err(|_| no_grade(field)),
    }
}

fn band(field: &str, grade: i32) -> Result<Band> {
    let holds = |band: &Band| {
        let (first, last) = band.grades();
        (first..=last).contains(&grade)
    };
    let band = Band::ALL.into_iter().find(holds);
    band.ok_or_else(|| no_grade(field))
}

fn no_grade(field: &str) -> crate::error::Error {
    Told::invalid(field, "Choose a grade from kindergarten to 12.").into()
}

/// The chosen teachers, who must be staff of the school.
async fn teachers(visit: &Visit, school: &org::Model, chosen: &[String]) -> Result<Vec<Uuid>> {
    let refuse = |reason: &str| Err(Told::invalid("teachers", reason).into());
    let staff = staff_role::at(visit.db().read(), &[school.id]).await?;
    let mut teachers = Vec::new();
    for id in chosen {
        let known = staff
            .iter()
            .find(|(role, _)| role.person_id.to_string() == *id);
        let Some((role, _)) = known else {
            return refuse("Choose teachers from the list of this school’s staff.");
        };
        if !teachers.contains(&role.person_id) {
            teachers.push(role.person_id);
        }
    }
    if teachers.is_empty() {
        return refuse("Choose who teaches the class.");
    }
    Ok(teachers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_lies_inside_one_band() {
        assert_eq!(grades("K", "2").unwrap(), (0, 2, Band::K2));
        assert_eq!(grades("7", "7").unwrap(), (7, 7, Band::Six8));
        let across = grades("5", "6").unwrap_err().to_string();
        assert_eq!(
            across,
            "Grades 3–5 and 6–8 have lessons of their own. Make a class for each."
        );
    }

    #[test]
    fn a_grade_that_is_none_is_refused() {
        for (first, last) in [
            ("8", "6"),
            ("-1", "2"),
            ("12", "13"),
            ("", "2"),
            ("3", "five"),
        ] {
            assert!(grades(first, last).is_err(), "{first} to {last}");
        }
    }

    #[test]
    fn a_name_has_one_to_sixty_characters() {
        assert_eq!(name("  Grade 7,  period 2 ").unwrap(), "Grade 7, period 2");
        assert!(name(" ").is_err());
        assert!(name(&"é".repeat(60)).is_ok());
        assert!(name(&"é".repeat(61)).is_err());
    }
}
