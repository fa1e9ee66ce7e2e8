//! Make-ups: a lesson that was taught is opened to one student who has not done it, with an adult
//! who stays with them.

use std::collections::{HashMap, HashSet};

use app::{
    error::Error as Told,
    school::closing::{MakeUps, MissedLesson, Missing, NewMakeUp, RunningMakeUp},
};
use chrono::{NaiveDate, TimeDelta};
use lessons::{course::Band, lesson::Lesson};
use sea_orm::prelude::Uuid;

use super::{
    classes::grid,
    opening, taught,
    teaching::{clock_time, name},
};
use crate::{
    entity::{
        absence, completion, enrollment, live_class, make_up, opt_out, org, person, section,
        staff_role, teaching, word::EnrollmentRole,
    },
    error::Result,
    visit::Visit,
};

pub async fn page(visit: &Visit, slug: &str) -> Result<MakeUps> {
    let section = visit.teacher_of(slug).await?;
    let db = visit.db().read();
    let unit = visit.curriculum().unit(section.band.into());
    let lessons = unit.map_or(&[][..], |unit| &unit.lessons);
    let grid = grid(visit, &section).await?;
    let teachings = teaching::of_sections(db, &[section.id]).await?;
    let away = Away::of(visit, &section, &teachings).await?;
    let adults = adults(visit, &section).await?;
    let made_up = make_up::of_section(db, section.id).await?;
    let made_up = made_up.into_iter().filter(|row| row.is_open(visit.now()));
    let made_up: Vec<make_up::Model> = made_up.collect();
    let students: Vec<Uuid> = grid.students().collect();
    let opted_out = opt_out::of_students(db, &students).await?;
    let missed = |(at, lesson): (usize, &Lesson)| {
        let taught = teachings.iter().find(|row| row.lesson == lesson.id)?;
        let is_out = |student| {
            let mut rows = opted_out.iter();
            rows.any(|row| row.student_id == student && row.lesson == lesson.id)
        };
        let (others, missing): (Vec<_>, Vec<_>) =
            grid.missing(at).partition(|(student, _)| is_out(*student));
        let students = missing.into_iter().map(|(student, name)| Missing {
            away: away.holds(taught, student),
            open: made_up
                .iter()
                .rfind(|row| row.student_id == student && row.lesson == lesson.id)
                .map(|row| opened(visit, row, &adults)),
            name: name.to_owned(),
            student,
        });
        let students: Vec<Missing> = students.collect();
        let others = others.into_iter().map(|(_, name)| name.to_owned());
        let with_other_task: Vec<String> = others.collect();
        (!students.is_empty() || !with_other_task.is_empty()).then(|| MissedLesson {
            name: name(lesson),
            taught_on: taught.on,
            students,
            with_other_task,
        })
    };
    Ok(MakeUps {
        lessons: lessons.iter().enumerate().filter_map(missed).collect(),
        devices: Band::from(section.band).students_sign_in(),
        ready: opening::is_ready(visit, &section).await?,
        adults,
        class: section.name,
        slug: section.slug,
    })
}

/// Who was away when lessons were taught to a class.
struct Away {
    /// Lessons that were taught live: there the roll says it.
    live: HashSet<String>,
    absent: HashSet<(Uuid, String)>,
    /// Since when each student is in the class.
    begins_on: HashMap<Uuid, NaiveDate>,
    /// By student and teaching. Whoever was ticked has something that came with it; what is done
    /// altogether before is not missing.
    present: HashSet<(Uuid, Uuid)>,
}

impl Away {
    async fn of(
        visit: &Visit,
        section: &section::Model,
        teachings: &[teaching::Model],
    ) -> Result<Self> {
        let db = visit.db().read();
        let mut live = live_class::of_section(db, section.id).await?;
        live.retain(|live| live.begun_at.is_some());
        let ids: Vec<Uuid> = live.iter().map(|live| live.id).collect();
        let absent = absence::of_live_classes(db, &ids).await?;
        let absent = absent.into_iter().map(|(row, of)| (row.student_id, of));
        let enrolled = enrollment::of_sections(db, &[section.id], visit.day()).await?;
        let enrolled = enrolled.into_iter().map(|(row, _)| row);
        let teachings: Vec<Uuid> = teachings.iter().map(|row| row.id).collect();
        let present = completion::present(db, &teachings).await?;
        Ok(Self {
            live: live.into_iter().map(|live| live.lesson).collect(),
            absent: absent.collect(),
            begins_on: enrolled.map(|row| (row.person_id, row.begins_on)).collect(),
            present: present.into_iter().collect(),
        })
    }

    /// Whether a student who misses the lesson was away when it was taught; whoever came into the
    /// class later was not.
    fn holds(&self, taught: &teaching::Model, student: Uuid) -> bool {
        if self.live.contains(&taught.lesson) {
            return self.absent.contains(&(student, taught.lesson.clone()));
        }
        let begins_on = self.begins_on.get(&student);
        let was_in = begins_on.is_some_and(|begins_on| *begins_on <= taught.on);
        was_in && !self.present.contains(&(student, taught.id))
    }
}

fn opened(visit: &Visit, row: &make_up::Model, adults: &[(Uuid, String)]) -> RunningMakeUp {
    let adult = adults.iter().find(|(id, _)| *id == row.adult_id);
    RunningMakeUp {
        make_up: row.id,
        adult: adult.map(|(_, name)| name.clone()).unwrap_or_default(),
        closes: clock_time(visit, row.closes_at),
    }
}

/// The staff of the section's school and district, by name, the visitor first.
async fn adults(visit: &Visit, section: &section::Model) -> Result<Vec<(Uuid, String)>> {
    let me = visit.staff()?;
    let db = visit.db().read();
    let school = org::by_id(db, section.school_id).await?;
    let school = school.ok_or(Told::NotFound)?;
    let staff = staff_role::at(db, &[school.id, school.district_id()]).await?;
    let mut adults = vec![(me.id, me.name.clone())];
    for (_, person) in staff {
        if !adults.iter().any(|(id, _)| *id == person.id) {
            adults.push((person.id, person.name));
        }
    }
    Ok(adults)
}

/// A lesson that was taught to a class of the visitor's, and a student of it who may make it up.
struct Missed<'a> {
    section: section::Model,
    lesson: &'a Lesson,
}

impl<'a> Missed<'a> {
    /// # Errors
    /// `NotFound` unless the visitor teaches the class, the lesson was taught to it, the student is
    /// in it and has nothing else in the lesson's place; `NotReady` before the gate.
    async fn find(visit: &'a Visit, slug: &str, lesson: &str, student: Uuid) -> Result<Self> {
        let section = visit.teacher_of(slug).await?;
        let db = visit.db().read();
        let unit = visit.curriculum().unit(section.band.into());
        let mut lessons = unit.into_iter().flat_map(|unit| &unit.lessons);
        let lesson = lessons.find(|other| other.id == lesson);
        let lesson = lesson.ok_or(Told::NotFound)?;
        let is_taught = teaching::find(db, section.id, &lesson.id).await?.is_some();
        let role = EnrollmentRole::Student;
        let is_in = enrollment::holds(db, section.id, student, role, visit.day()).await?;
        if !is_taught || !is_in || opt_out::holds(db, student, &lesson.id).await? {
            return Err(Told::NotFound.into());
        }
        if lesson.harm && !opening::is_ready(visit, &section).await? {
            return Err(Told::NotReady.into());
        }
        Ok(Self { section, lesson })
    }
}

/// Opens the lesson to one student; where it is open to them already, nothing changes.
pub async fn open(visit: &Visit, make_up: NewMakeUp) -> Result<()> {
    let missed = Missed::find(visit, &make_up.section, &make_up.lesson, make_up.student).await?;
    if !missed.lesson.band.students_sign_in() {
        return Err(Told::NotFound.into());
    }
    let adults = adults(visit, &missed.section).await?;
    if !adults.iter().any(|(id, _)| *id == make_up.adult) {
        return Err(Told::invalid("adult", "Choose who stays with the student.").into());
    }
    let now = visit.now();
    let minutes = opening::supervised_minutes(missed.lesson);
    let row = make_up::Model {
        id: Uuid::now_v7(),
        section_id: missed.section.id,
        lesson: missed.lesson.id.clone(),
        version: missed.lesson.hash.clone(),
        student_id: make_up.student,
        adult_id: make_up.adult,
        opened_by: visit.staff()?.id,
        opened_at: now,
        closes_at: now + TimeDelta::minutes(minutes.into()),
        closed_at: None,
    };
    visit
        .db()
        .write(move |tx| async move {
            section::lock(&tx, row.section_id).await?;
            let open = make_up::open(&*tx, row.student_id, now).await?;
            let is_open = |other: &make_up::Model| {
                other.section_id == row.section_id && other.lesson == row.lesson
            };
            if open.iter().any(is_open) {
                return Ok(());
            }
            make_up::add(&tx, row).await
        })
        .await
}

/// Closes it; a step that the student finishes within ten minutes still counts.
pub async fn close(visit: &Visit, make_up: Uuid) -> Result<()> {
    let row = make_up::by_id(visit.db().read(), make_up).await?;
    let row = row.ok_or(Told::NotFound)?;
    if !visit.reader_of_id(row.section_id).await?.teaches {
        return Err(Told::NotFound.into());
    }
    let now = visit.now();
    visit
        .db()
        .write(move |tx| async move { make_up::close(&tx, row.id, now).await })
        .await
}

/// Keeps that a student has done the lesson with the visitor today, without a device.
pub async fn mark(visit: &Visit, slug: &str, lesson: &str, student: Uuid) -> Result<()> {
    let missed = Missed::find(visit, slug, lesson, student).await?;
    let lesson = missed.lesson;
    let steps = taught::keys(lesson, false).into_iter();
    let done = steps.map(|step| completion::Model {
        student_id: student,
        step,
        lesson: lesson.id.clone(),
        on: visit.day(),
        teaching_id: None,
    });
    let done: Vec<completion::Model> = done.collect();
    visit
        .db()
        .write(|tx| async move { completion::add(&tx, done).await })
        .await?;
    visit.shared().live.worked(missed.section.id);
    Ok(())
}

/// Lessons that are open to one student of a section now, each with who stays with them.
pub async fn open_to(visit: &Visit, section: Uuid, student: Uuid) -> Result<Vec<(String, String)>> {
    let db = visit.db().read();
    let open = make_up::open(db, student, visit.now()).await?;
    if open.is_empty() {
        return Ok(Vec::new());
    }
    let adults: Vec<Uuid> = open.iter().map(|row| row.adult_id).collect();
    let adults = person::by_ids(db, &adults).await?;
    let open = open.into_iter().filter(|row| row.section_id == section);
    let open = open.map(|row| {
        let adult = adults.iter().find(|person| person.id == row.adult_id);
        let adult = adult.map(|person| person.name.clone()).unwrap_or_default();
        (row.lesson, adult)
    });
    Ok(open.collect())
}
