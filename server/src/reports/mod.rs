//! The wide aggregate queries: what a class or a whole school has done, in one or two statements.
//!
//! The database gathers each student's completions into one row and finds them by the primary key
//! alone, so that the rows of other schools cost nothing. Nothing is totalled and kept.

use std::borrow::Borrow;

use app::school::teaching::{Cell, Grid, GridRow};
use chrono::NaiveDate;
use lessons::{lesson::Lesson, progress::Standing};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};
use uuid::Uuid;

use crate::error::Result;

pub mod editions;
mod initials;
pub mod school;
pub mod standing;
mod work;

use initials::initials;
use work::{Wanted, Work};

/// What a class has done, students by display name.
#[derive(Debug)]
pub struct ClassGrid {
    /// As [`Grid`] has them.
    lessons: Vec<(u32, String)>,
    students: Vec<Student>,
}

#[derive(Debug)]
struct Student {
    id: Uuid,
    name: String,
    cells: Vec<Cell>,
}

impl ClassGrid {
    /// For whoever may know who has an alternative: its teachers, counselor and administrators.
    pub fn grid(&self) -> Grid {
        let names: Vec<&str> = self.students.iter().map(|one| one.name.as_str()).collect();
        let rows = self.students.iter().zip(initials(&names));
        let rows = rows.map(|(student, initials)| GridRow {
            initials,
            name: student.name.clone(),
            cells: student.cells.clone(),
        });
        Grid {
            lessons: self.lessons.clone(),
            rows: rows.collect(),
        }
    }

    /// For everybody else: a finished alternative is "done" and nothing more.
    pub fn discreet(&self) -> Grid {
        let mut grid = self.grid();
        let cells = grid.rows.iter_mut().flat_map(|row| &mut row.cells);
        cells.for_each(|cell| cell.alternative = false);
        grid
    }

    /// How many students the class has.
    pub fn enrolled(&self) -> u32 {
        count(self.students.iter())
    }

    /// Every student's id, by display name.
    pub fn students(&self) -> impl Iterator<Item = Uuid> {
        self.students.iter().map(|student| student.id)
    }

    /// How many students are done with the lesson at this place of the unit, from 0.
    pub fn done(&self, lesson: usize) -> u32 {
        count(
            self.students
                .iter()
                .filter(|student| student.is_done(lesson)),
        )
    }

    /// Who is not done with it, by display name.
    pub fn missing(&self, lesson: usize) -> impl Iterator<Item = (Uuid, &str)> {
        self.students
            .iter()
            .filter(move |student| !student.is_done(lesson))
            .map(|student| (student.id, student.name.as_str()))
    }
}

impl Student {
    fn is_done(&self, lesson: usize) -> bool {
        let cell = self.cells.get(lesson);
        cell.is_some_and(|cell| cell.standing.is_done())
    }
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    items.fold(0, |count: u32, _| count.saturating_add(1))
}

/// Every student of `section` on `today` × every one of `lessons`, in one query.
pub async fn class_grid(
    db: &impl ConnectionTrait,
    section: Uuid,
    lessons: &[impl Borrow<Lesson>],
    today: NaiveDate,
) -> Result<ClassGrid> {
    let wanted = Wanted::new(lessons);
    let values = [section.into(), today.into()];
    let mut students = Vec::new();
    for row in rows::<StudentRow>(db, CLASS, values).await? {
        let works = wanted.work(&row.steps, &row.opted_out).into_iter();
        let made_up: Vec<&str> = row.made_up.split(' ').collect();
        let cells = works.zip(lessons).map(|(work, lesson)| {
            let made_up = made_up.contains(&lesson.borrow().id.as_str());
            cell(work, made_up)
        });
        students.push(Student {
            id: row.student_id,
            cells: cells.collect(),
            name: row.name,
        });
    }
    Ok(ClassGrid {
        lessons: titles(lessons),
        students,
    })
}

fn cell(work: Work, made_up: bool) -> Cell {
    let standing = work.progress.standing();
    Cell {
        progress: work.progress,
        standing: match standing {
            Standing::Done if made_up => Standing::MadeUp,
            standing => standing,
        },
        alternative: work.alternative,
    }
}

/// Numbers and titles of a unit's lessons.
pub fn titles(lessons: &[impl Borrow<Lesson>]) -> Vec<(u32, String)> {
    let titles = lessons
        .iter()
        .map(Borrow::borrow)
        .map(|lesson: &Lesson| (lesson.order, lesson.title.clone()));
    titles.collect()
}

#[derive(FromQueryResult)]
struct StudentRow {
    student_id: Uuid,
    name: String,
    /// Step keys with spaces between; they hold none themselves.
    steps: String,
    /// Lesson ids, likewise.
    opted_out: String,
    /// Lessons, likewise, that were taught when the student was away, and worked on since: by the
    /// roll of a live class, and where there was none, by nothing having come with being there.
    made_up: String,
}

const CLASS: &str = r#"
SELECT person.id AS student_id, person.name,
    COALESCE((SELECT string_agg(step, ' ') FROM completion
        WHERE completion.student_id = person.id), '') AS steps,
    COALESCE((SELECT string_agg(lesson, ' ') FROM opt_out
        WHERE opt_out.student_id = person.id), '') AS opted_out,
    COALESCE((SELECT string_agg(teaching.lesson, ' ') FROM teaching
        WHERE teaching.section_id = enrollment.section_id
            AND teaching."on" >= enrollment.begins_on
            AND NOT EXISTS (SELECT 1 FROM live_class
                WHERE live_class.section_id = teaching.section_id
                    AND live_class.lesson = teaching.lesson
                    AND live_class.begun_at IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM completion
                WHERE completion.student_id = person.id
                    AND completion.lesson = teaching.lesson
                    AND completion.teaching_id = teaching.id)
            AND (NOT EXISTS (SELECT 1 FROM completion
                    WHERE completion.student_id = person.id
                        AND completion.lesson = teaching.lesson
                        AND completion."on" <= teaching."on")
                OR EXISTS (SELECT 1 FROM make_up
                    WHERE make_up.student_id = person.id
                        AND make_up.section_id = enrollment.section_id
                        AND make_up.lesson = teaching.lesson))), '') || ' ' ||
    COALESCE((SELECT string_agg(live_class.lesson, ' ') FROM absence
        JOIN live_class ON live_class.id = absence.live_class_id
        WHERE absence.student_id = person.id
            AND (EXISTS (SELECT 1 FROM completion
                    WHERE completion.student_id = person.id
                        AND completion.lesson = live_class.lesson
                        AND completion."on" > absence."on")
                OR EXISTS (SELECT 1 FROM make_up
                    WHERE make_up.student_id = person.id
                        AND make_up.lesson = live_class.lesson))), '') AS made_up
FROM enrollment
JOIN person ON person.id = enrollment.person_id
WHERE enrollment.section_id = $1
    AND enrollment.role = 'student'
    AND (enrollment.ends_on IS NULL OR enrollment.ends_on > $2)
ORDER BY person.name, person.id"#;

/// The key under which it is kept that a student has done a lesson's alternative.
pub fn alternative_key(lesson: &str) -> String {
    format!("{lesson}/alternative")
}

async fn rows<T: FromQueryResult>(
    db: &impl ConnectionTrait,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(T::find_by_statement(statement).all(db).await?)
}
