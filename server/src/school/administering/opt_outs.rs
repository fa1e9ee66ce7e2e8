//! Opt-outs: who does the alternative in which lesson's place. No reason is asked or kept.

use app::{
    error::Error as Told,
    school::administering::{OptOutPage, OptOutRow},
};
use lessons::course::Band;
use uuid::Uuid;

use super::event;
use crate::{
    entity::{audit_event, enrollment, opt_out, org, word::EnrollmentRole},
    error::Result,
    visit::Visit,
};

/// A class's students × the lessons of its unit, for the school's administrators and counselors.
pub async fn page(visit: &Visit, section: &str) -> Result<OptOutPage> {
    let reading = visit.reader_of(section).await?;
    if !(reading.administers || reading.counsels) {
        return Err(Told::NotFound.into());
    }
    let (db, section) = (visit.db().read(), reading.section);
    let unit = visit.curriculum().unit(section.band.into());
    let lessons = unit.map_or(&[][..], |unit| &unit.lessons);
    let students = enrollment::students(db, section.id, visit.day()).await?;
    let ids: Vec<Uuid> = students.iter().map(|student| student.id).collect();
    let kept = opt_out::of_students(db, &ids).await?;
    let is_kept = |student: Uuid, lesson: &str| {
        kept.iter()
            .any(|row| row.student_id == student && row.lesson == lesson)
    };
    let students = students.into_iter().map(|student| OptOutRow {
        opted_out: lessons
            .iter()
            .map(|lesson| is_kept(student.id, &lesson.id))
            .collect(),
        student: student.id,
        name: student.name,
    });
    Ok(OptOutPage {
        org: reading.school.slug,
        slug: section.slug,
        class: section.name,
        lessons: lessons
            .iter()
            .map(|lesson| (lesson.id.clone(), lesson.order, lesson.title.clone()))
            .collect(),
        students: students.collect(),
    })
}

/// Keeps or withdraws an opt-out, for the administrators and counselors of the student's school.
pub async fn set(visit: &Visit, student: Uuid, lesson: &str, opted_out: bool) -> Result<()> {
    visit.staff()?;
    let lesson = visit.curriculum().lesson(lesson).ok_or(Told::NotFound)?;
    let school = school_of(visit, student, lesson.band).await?;
    let what = match opted_out {
        true => "opt_out_kept",
        false => "opt_out_withdrawn",
    };
    let event = event(visit, &school, what, student)?;
    let kept = opt_out::Model {
        student_id: student,
        lesson: lesson.id.clone(),
        on: visit.day(),
    };
    let write = visit.db().write(move |tx| async move {
        match opted_out {
            true => opt_out::add(&tx, kept).await?,
            false => opt_out::withdraw(&tx, student, &kept.lesson).await?,
        }
        audit_event::add(&tx, event).await
    });
    write.await
}

/// The school that the visitor administers or counsels, where the student is in a class of `band`.
async fn school_of(visit: &Visit, student: Uuid, band: Band) -> Result<org::Model> {
    let db = visit.db().read();
    let role = EnrollmentRole::Student;
    let sections = enrollment::sections_of(db, student, role, visit.day()).await?;
    let schools = visit.schools().await?;
    let mut schools = schools.into_iter();
    let school = schools.find(|school| {
        let mut sections = sections.iter();
        sections.any(|section| section.school_id == school.id && Band::from(section.band) == band)
    });
    school.ok_or_else(|| Told::NotFound.into())
}
