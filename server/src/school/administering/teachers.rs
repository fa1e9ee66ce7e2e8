//! Who teaches a class: one more, and one who does so no longer.

use app::error::Error as Told;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::event;
use crate::{
    entity::{audit_event, enrollment, org, person, section, staff_role, word::EnrollmentRole},
    error::Result,
    visit::Visit,
};

/// Whoever has a role at the school or its district, by name; once for each role.
pub async fn who_may_teach(
    db: &impl ConnectionTrait,
    school: &org::Model,
) -> Result<Vec<(staff_role::Model, person::Model)>> {
    staff_role::at(db, &[school.id, school.district_id()]).await
}

/// Lets somebody teach a class from today on; whoever has left it comes back.
pub async fn add(visit: &Visit, section: &str, teacher: Uuid) -> Result<()> {
    let reading = visit.administrator_of_section(section).await?;
    let (school, section, today) = (reading.school, reading.section, visit.day());
    let staff = who_may_teach(visit.db().read(), &school).await?;
    if !staff.iter().any(|(role, _)| role.person_id == teacher) {
        let reason = "Choose a teacher from the list of this school’s staff.";
        return Err(Told::invalid("teacher", reason).into());
    }
    let event = event(visit, &school, "teacher_added", subject(&section, teacher))?;
    let enrolled = enrollment::Model {
        section_id: section.id,
        person_id: teacher,
        role: EnrollmentRole::Teacher,
        begins_on: today,
        ends_on: None,
    };
    let write = visit.db().write(move |tx| async move {
        section::lock(&tx, section.id).await?;
        let teachers = enrollment::teachers(&*tx, section.id, today).await?;
        if teachers.iter().any(|other| other.id == teacher) {
            return Ok(());
        }
        enrollment::add(&tx, vec![enrolled]).await?;
        audit_event::add(&tx, event).await
    });
    write.await?;
    visit.shared().sessions.forget();
    Ok(())
}

/// Ends that somebody teaches a class, also while they lead it: whoever else teaches it can take the
/// lead.
pub async fn remove(visit: &Visit, section: &str, teacher: Uuid) -> Result<()> {
    let reading = visit.administrator_of_section(section).await?;
    let (school, section, today) = (reading.school, reading.section, visit.day());
    let event = event(
        visit,
        &school,
        "teacher_removed",
        subject(&section, teacher),
    )?;
    let write = visit.db().write(move |tx| async move {
        // Two teachers who are removed at once do not both go.
        section::lock(&tx, section.id).await?;
        let teachers = enrollment::teachers(&*tx, section.id, today).await?;
        if !teachers.iter().any(|other| other.id == teacher) {
            return Err(Told::NotFound.into());
        }
        if teachers.len() == 1 {
            return Err(Told::LastTeacher.into());
        }
        enrollment::end(&tx, section.id, teacher, today).await?;
        audit_event::add(&tx, event).await
    });
    write.await?;
    visit.shared().sessions.forget();
    Ok(())
}

/// Which class, and whom.
fn subject(section: &section::Model, teacher: Uuid) -> String {
    format!("{}/{teacher}", section.slug)
}
