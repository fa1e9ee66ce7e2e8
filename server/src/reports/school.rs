//! Completion of a whole school in a term, and how large schools are.

use std::collections::HashMap;

use app::school::administering::LessonCompletion;
use chrono::NaiveDate;
use lessons::{
    course::{Band, Curriculum},
    progress::Standing,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::{count, editions::Editions, rows, work::Wanted};
use crate::{entity::word, error::Result};

/// A section of a school, as its completion report has it.
#[derive(Debug)]
pub struct SectionReport {
    pub slug: String,
    pub name: String,
    pub band: Band,
    /// First and last; kindergarten is 0.
    pub grades: (i32, i32),
    /// Display names, in order.
    pub teachers: Vec<String>,
    pub students: u32,
    /// One a lesson of the band's unit.
    pub lessons: Vec<LessonCompletion>,
}

/// Every section that `school` has in `term`, by name: two queries, however large it is.
///
/// Whoever was in a section on `day` counts; for a term that is over, that is its last day.
/// Each class is measured by the text that it has a lesson from.
pub async fn school_completion(
    db: &impl ConnectionTrait,
    curriculum: &Curriculum,
    editions: &Editions,
    (school, term): (Uuid, Uuid),
    day: NaiveDate,
) -> Result<Vec<SectionReport>> {
    let values = || [school.into(), term.into(), day.into()];
    let students = rows::<StudentRow>(db, STUDENTS, values()).await?;
    let taught = rows::<TaughtRow>(db, SECTIONS, values()).await?;

    let units = curriculum.units.iter();
    let wanted: HashMap<Band, Wanted> = units
        .map(|unit| (unit.band, Wanted::new(&unit.lessons)))
        .collect();
    let mut of_section: HashMap<Uuid, Vec<&StudentRow>> = HashMap::new();
    for student in &students {
        of_section
            .entry(student.section_id)
            .or_default()
            .push(student);
    }
    let sections = taught.chunk_by(|one, next| one.id == next.id);
    let sections = sections.filter_map(|rows| {
        let first = rows.first()?;
        let band = Band::from(first.band);
        let students = of_section.remove(&first.id).unwrap_or_default();
        let older = editions.has_any(first.id).then(|| curriculum.unit(band));
        let older = older.flatten();
        let older = older.map(|unit| editions.unit(first.id, &unit.lessons));
        let older = older.as_deref().map(Wanted::new);
        let lessons = older.as_ref().or_else(|| wanted.get(&band));
        Some(SectionReport {
            slug: first.slug.clone(),
            name: first.name.clone(),
            band,
            grades: (first.first_grade, first.last_grade),
            teachers: first.teachers(),
            students: count(students.iter()),
            lessons: lessons.map_or_else(Vec::new, |lessons| {
                lesson_completions(lessons, &students, rows)
            }),
        })
    });
    Ok(sections.collect())
}

fn lesson_completions(
    lessons: &Wanted,
    students: &[&StudentRow],
    taught: &[TaughtRow],
) -> Vec<LessonCompletion> {
    let completions = lessons.ids().map(|id| {
        let row = taught.iter().find(|row| row.lesson.as_deref() == Some(id));
        LessonCompletion {
            done: 0,
            taught_on: row.and_then(|row| row.on),
        }
    });
    let mut completions: Vec<LessonCompletion> = completions.collect();
    for student in students {
        let works = lessons.work(&student.steps, &student.opted_out);
        for (completion, work) in completions.iter_mut().zip(works) {
            completion.done += u32::from(work.progress.standing() == Standing::Done);
        }
    }
    completions
}

#[derive(FromQueryResult)]
struct StudentRow {
    section_id: Uuid,
    steps: String,
    opted_out: String,
}

const STUDENTS: &str = r"
SELECT section.id AS section_id,
    COALESCE((SELECT string_agg(step, ' ') FROM completion
        WHERE completion.student_id = enrollment.person_id), '') AS steps,
    COALESCE((SELECT string_agg(lesson, ' ') FROM opt_out
        WHERE opt_out.student_id = enrollment.person_id), '') AS opted_out
FROM section
JOIN enrollment ON enrollment.section_id = section.id
WHERE section.school_id = $1
    AND section.term_id = $2
    AND enrollment.role = 'student'
    AND (enrollment.ends_on IS NULL OR enrollment.ends_on > $3)";

/// A section and one lesson that was taught to it; a section without any has one row as well.
#[derive(FromQueryResult)]
struct TaughtRow {
    id: Uuid,
    slug: String,
    name: String,
    band: word::Band,
    first_grade: i32,
    last_grade: i32,
    /// A display name a line.
    teachers: String,
    lesson: Option<String>,
    on: Option<NaiveDate>,
}

impl TaughtRow {
    fn teachers(&self) -> Vec<String> {
        let mut names: Vec<String> = self.teachers.lines().map(String::from).collect();
        names.sort();
        names
    }
}

const SECTIONS: &str = r#"
SELECT section.id, section.slug, section.name, section.band,
    section.first_grade, section.last_grade,
    COALESCE((SELECT string_agg(person.name, '
') FROM enrollment JOIN person ON person.id = enrollment.person_id
        WHERE enrollment.section_id = section.id
            AND enrollment.role = 'teacher'
            AND (enrollment.ends_on IS NULL OR enrollment.ends_on > $3)), '') AS teachers,
    teaching.lesson, teaching."on"
FROM section
LEFT JOIN teaching ON teaching.section_id = section.id
WHERE section.school_id = $1 AND section.term_id = $2
ORDER BY section.name, section.id"#;

/// How many sections and students a school has in a term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SchoolSize {
    pub sections: u32,
    pub students: u32,
}

/// The size of each school that has sections in `term`.
pub async fn school_sizes(
    db: &impl ConnectionTrait,
    term: Uuid,
    today: NaiveDate,
) -> Result<HashMap<Uuid, SchoolSize>> {
    let sizes = rows::<Sizes>(db, SIZES, [term.into(), today.into()]).await?;
    let sizes = sizes.into_iter().map(|row| {
        let size = SchoolSize {
            sections: u32::try_from(row.sections).unwrap_or(u32::MAX),
            students: u32::try_from(row.students).unwrap_or(u32::MAX),
        };
        (row.school_id, size)
    });
    Ok(sizes.collect())
}

#[derive(FromQueryResult)]
struct Sizes {
    school_id: Uuid,
    sections: i64,
    students: i64,
}

const SIZES: &str = r"
SELECT section.school_id,
    COUNT(DISTINCT section.id) AS sections,
    COUNT(DISTINCT enrollment.person_id) AS students
FROM section
LEFT JOIN enrollment ON enrollment.section_id = section.id
    AND enrollment.role = 'student'
    AND (enrollment.ends_on IS NULL OR enrollment.ends_on > $2)
WHERE section.term_id = $1
GROUP BY section.school_id";
