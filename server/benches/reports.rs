//! How long the wide questions take: the grid of a class, the report of a school, and whether the
//! rows of other schools cost anything.
//!
//! The targets are 5 ms for a class of 35, 20 ms for a school of 1,000 students, and no more than
//! 1.3 times that beside a hundred times as many rows of other schools.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "without its records there is nothing to measure"
)]

use std::sync::LazyLock;

use chrono::NaiveDate;
use divan::Bencher;
use lessons::{
    course::{Band, Curriculum},
    lesson::Lesson,
};
use server::{
    content::Content,
    db::{Address, Db, Openness},
    entity::{Tx, completion, enrollment, org, person, section, word},
    error::Result,
    keys::Keys,
    reports::{class_grid, editions::Editions, school::school_completion},
};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use uuid::Uuid;

#[path = "../tests/school/world.rs"]
#[expect(dead_code, reason = "the tests use all of it")]
mod world;

/// Classes of 35 in the school that is asked about: 1,015 students.
const CLASSES: usize = 29;
const STUDENTS: usize = 35;
/// How many more students other schools have, times the school's own.
const OTHERS: [usize; 2] = [0, 100];
/// Lessons that everybody has done.
const DONE: usize = 4;

static CURRICULUM: LazyLock<Curriculum> = LazyLock::new(|| {
    let lessons = concat!(env!("CARGO_MANIFEST_DIR"), "/../lessons");
    Content::open(Some(lessons.as_ref()))
        .unwrap()
        .checked()
        .unwrap()
});

static DISTRICTS: LazyLock<Vec<District>> =
    LazyLock::new(|| OTHERS.map(District::filled).into_iter().collect());

fn main() {
    divan::main();
}

fn keys() -> Keys {
    Keys::from_secret(&[42; 32])
}

#[divan::bench(args = OTHERS)]
fn grid_of_35_students(bencher: Bencher, others: usize) {
    let district = District::with(others);
    let class = world::id("birch/0");
    bencher.bench(|| {
        let asked = class_grid(district.db.read(), class, unit(), world::today());
        let grid = district.runtime.block_on(asked).unwrap();
        assert_eq!(grid.enrolled(), 35);
        grid
    });
}

#[divan::bench(args = OTHERS)]
fn report_of_1015_students(bencher: Bencher, others: usize) {
    let district = District::with(others);
    let place = (world::id("birch"), world::id("term"));
    let none = Editions::default();
    bencher.bench(|| {
        let asked = school_completion(
            district.db.read(),
            &CURRICULUM,
            &none,
            place,
            world::today(),
        );
        let report = district.runtime.block_on(asked).unwrap();
        assert_eq!(
            report.iter().filter(|class| class.students == 35).count(),
            CLASSES
        );
        report
    });
}

fn unit() -> &'static [Lesson] {
    &CURRICULUM.unit(Band::Six8).unwrap().lessons
}

/// A district in a file, with a school to ask about and others beside it.
struct District {
    others: usize,
    runtime: Runtime,
    db: Db,
    _folder: TempDir,
}

impl District {
    fn with(others: usize) -> &'static Self {
        let found = DISTRICTS.iter().find(|district| district.others == others);
        found.unwrap_or_else(|| panic!("{others} is none of OTHERS"))
    }

    fn filled(others: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let runtime = Runtime::new().unwrap();
        let db = runtime.block_on(async {
            let address = Address::Sqlite(folder.path().join("groundwork.db"));
            let db = Db::open(&address, Openness::default()).await.unwrap();
            world::write(&db).await;
            fill(&db, "birch", CLASSES).await;
            for number in 0..others {
                let school = format!("other {number}");
                add_school(&db, &school).await;
                fill(&db, &school, CLASSES).await;
            }
            db.optimize().await.unwrap();
            db
        });
        Self {
            others,
            runtime,
            db,
            _folder: folder,
        }
    }
}

async fn add_school(db: &Db, name: &str) {
    let school = org::Model {
        id: world::id(name),
        kind: word::OrgKind::School,
        parent_id: Some(world::id("pine")),
        name: name.into(),
        slug: name.replace(' ', "-"),
        time_zone: "America/New_York".into(),
    };
    let added = db.write(|tx| async move { org::add(&tx, school).await });
    added.await.unwrap();
}

/// Classes of a school, every student with a few lessons done.
async fn fill(db: &Db, school: &str, classes: usize) {
    let (school, name) = (world::id(school), school.to_owned());
    let filled = db.write(move |tx| async move {
        for number in 0..classes {
            add_class(&tx, school, &format!("{name}/{number}")).await?;
        }
        Ok(())
    });
    filled.await.unwrap();
}

async fn add_class(tx: &Tx, school: Uuid, name: &str) -> Result<()> {
    let class = section::Model {
        id: world::id(name),
        school_id: school,
        term_id: world::id("term"),
        band: word::Band::Six8,
        name: name.to_owned(),
        first_grade: 6,
        last_grade: 8,
        slug: name.replace([' ', '/'], "-"),
        join_code: name.to_owned(),
    };
    let class_id = class.id;
    section::add(tx, class).await?;
    let students = || (0..STUDENTS).map(|number| world::id(&format!("{name}/{number}")));
    let people = students().enumerate().map(|(number, id)| person::Model {
        id,
        district_id: world::id("pine"),
        kind: word::PersonKind::Student,
        name: format!("Student {number}"),
        email: None,
    });
    person::add(tx, people.collect()).await?;
    let today: NaiveDate = world::today();
    let enrolled = students().map(|person_id| enrollment::Model {
        section_id: class_id,
        person_id,
        role: word::EnrollmentRole::Student,
        begins_on: today - chrono::TimeDelta::days(30),
        ends_on: None,
    });
    enrollment::add(tx, enrolled.collect()).await?;
    for lesson in &unit()[..DONE] {
        let done = students().flat_map(|student_id| {
            lesson.steps.iter().map(move |step| completion::Model {
                student_id,
                step: lesson.step_key(step),
                lesson: lesson.id.clone(),
                on: today,
                teaching_id: None,
            })
        });
        completion::add(tx, done.collect()).await?;
    }
    Ok(())
}
