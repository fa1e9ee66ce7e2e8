//! The wide reports: what they count, and that all of them count the same.

use std::collections::HashSet;

use app::school::teaching::{Grid, GridRow};
use lessons::{
    lesson::Lesson,
    progress::{Progress, Standing, progress},
};
use server::{
    entity::{completion, enrollment, opt_out, teaching},
    reports::{
        ClassGrid, alternative_key, class_grid, editions::Editions, school::school_completion,
    },
};

use crate::school::{TestSchool, world};

/// Keeps that a student has done these steps today.
async fn complete(school: &TestSchool, student: &str, steps: impl IntoIterator<Item = String>) {
    let student = world::id(student);
    let rows: Vec<completion::Model> = steps
        .into_iter()
        .map(|step| completion::Model {
            student_id: student,
            lesson: step.split_once('/').unwrap().0.to_owned(),
            step,
            on: world::today(),
            teaching_id: None,
        })
        .collect();
    let write = school
        .shared
        .db
        .write(|tx| async move { completion::add(&tx, rows).await });
    write.await.unwrap();
}

async fn opt_out(school: &TestSchool, student: &str, lesson: &str) {
    let row = opt_out::Model {
        student_id: world::id(student),
        lesson: lesson.to_owned(),
        on: world::today(),
    };
    let write = school
        .shared
        .db
        .write(|tx| async move { opt_out::add(&tx, row).await });
    write.await.unwrap();
}

fn keys(lesson: &Lesson) -> Vec<String> {
    lesson
        .steps
        .iter()
        .map(|step| lesson.step_key(step))
        .collect()
}

async fn grid_of(school: &TestSchool, class: &str) -> ClassGrid {
    let lessons = &school
        .curriculum()
        .unit(lessons::course::Band::Six8)
        .unwrap()
        .lessons;
    let db = school.shared.db.read();
    class_grid(db, world::id(class), lessons, world::today())
        .await
        .unwrap()
}

fn row<'a>(grid: &'a Grid, name: &str) -> &'a GridRow {
    grid.rows.iter().find(|row| row.name == name).unwrap()
}

/// The lesson's place in its unit, from 0.
fn place(school: &TestSchool, lesson: &str) -> usize {
    let lessons = &school
        .curriculum()
        .unit(lessons::course::Band::Six8)
        .unwrap()
        .lessons;
    lessons.iter().position(|other| other.id == lesson).unwrap()
}

#[tokio::test]
async fn the_grid_has_every_student_by_name_and_every_lesson() {
    let school = TestSchool::open().await;
    let grid = grid_of(&school, "7c").await;
    let shown = grid.grid();
    let names: Vec<&str> = shown.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Ada", "Ben", "Cleo", "Dina", "Emil", "Finn"]);
    assert_eq!(grid.enrolled(), 6);
    let lessons = school
        .curriculum()
        .unit(lessons::course::Band::Six8)
        .unwrap();
    assert!(
        shown
            .rows
            .iter()
            .all(|row| row.cells.len() == lessons.lessons.len())
    );
    let first = lessons.lessons.first().unwrap();
    assert_eq!(shown.lessons[0], (first.order, first.title.clone()));
}

#[tokio::test]
async fn a_lesson_is_done_when_all_its_steps_are() {
    let school = TestSchool::open().await;
    let steps = keys(school.lesson());
    complete(&school, "ada", steps.clone()).await;
    complete(&school, "ben", steps.iter().take(2).cloned()).await;
    let grid = grid_of(&school, "7c").await;
    let at = place(&school, world::LESSON);
    let of = u32::try_from(steps.len()).unwrap();
    let shown = grid.grid();
    assert_eq!(
        row(&shown, "Ada").cells[at].progress,
        Progress { done: of, of }
    );
    assert_eq!(row(&shown, "Ada").cells[at].standing, Standing::Done);
    assert_eq!(
        row(&shown, "Ben").cells[at].progress,
        Progress { done: 2, of }
    );
    assert_eq!(row(&shown, "Cleo").cells[at].standing, Standing::NotYet);
    assert_eq!(grid.done(at), 1);
    let missing: Vec<&str> = grid.missing(at).map(|(_, name)| name).collect();
    assert_eq!(missing, ["Ben", "Cleo", "Dina", "Emil", "Finn"]);
}

#[tokio::test]
async fn a_step_that_the_lesson_has_no_longer_does_not_count() {
    let school = TestSchool::open().await;
    let steps = keys(school.lesson());
    let dropped = format!("{}/a-step-of-last-year", world::LESSON);
    let all_but_one = steps.iter().skip(1).cloned();
    complete(&school, "ada", all_but_one.chain([dropped])).await;
    let grid = grid_of(&school, "7c").await.grid();
    let cell = &row(&grid, "Ada").cells[place(&school, world::LESSON)];
    assert_eq!(cell.standing, Standing::Part);
    assert_eq!(cell.progress.done + 1, cell.progress.of);
}

#[tokio::test]
async fn whoever_is_opted_out_is_done_with_the_alternative() {
    let school = TestSchool::open().await;
    let lesson = world::SENSITIVE;
    for student in ["ada", "ben"] {
        opt_out(&school, student, lesson).await;
    }
    complete(&school, "ada", [alternative_key(lesson)]).await;
    let grid = grid_of(&school, "7c").await;
    let at = place(&school, lesson);
    let told = grid.grid();
    assert!(row(&told, "Ada").cells[at].alternative);
    assert_eq!(row(&told, "Ada").cells[at].standing, Standing::Done);
    assert!(row(&told, "Ben").cells[at].alternative);
    assert_eq!(row(&told, "Ben").cells[at].standing, Standing::NotYet);
    assert_eq!(grid.done(at), 1);
}

#[tokio::test]
async fn for_everybody_else_an_alternative_is_done_and_nothing_more() {
    let school = TestSchool::open().await;
    let lesson = school.sensitive_lesson();
    opt_out(&school, "ada", &lesson.id).await;
    complete(&school, "ada", [alternative_key(&lesson.id)]).await;
    complete(&school, "ben", keys(lesson)).await;
    let grid = grid_of(&school, "7c").await.discreet();
    let at = place(&school, &lesson.id);
    assert_eq!(row(&grid, "Ada").cells[at], row(&grid, "Ben").cells[at]);
}

#[tokio::test]
async fn an_alternative_counts_only_while_the_opt_out_is_kept() {
    let school = TestSchool::open().await;
    complete(&school, "ada", [alternative_key(world::SENSITIVE)]).await;
    let grid = grid_of(&school, "7c").await;
    assert_eq!(grid.done(place(&school, world::SENSITIVE)), 0);
}

#[tokio::test]
async fn whoever_has_left_is_not_counted() {
    let school = TestSchool::open().await;
    complete(&school, "ada", keys(school.lesson())).await;
    let (class, ada) = (world::id("7c"), world::id("ada"));
    let write = school
        .shared
        .db
        .write(move |tx| async move { enrollment::end(&tx, class, ada, world::today()).await });
    write.await.unwrap();
    let grid = grid_of(&school, "7c").await;
    assert_eq!((grid.enrolled(), grid.done(0)), (5, 0));
    let (curriculum, db) = (school.curriculum(), school.shared.db.read());
    let place = (world::id("birch"), world::id("term"));
    let report = school_completion(db, curriculum, &Editions::default(), place, world::today())
        .await
        .unwrap();
    let class = report.iter().find(|section| section.slug == "7c").unwrap();
    assert_eq!((class.students, class.lessons[0].done), (5, 0));
}

#[tokio::test]
async fn a_schools_report_has_its_own_classes_by_name() {
    let school = TestSchool::open().await;
    let (curriculum, db) = (school.curriculum(), school.shared.db.read());
    let place = (world::id("birch"), world::id("term"));
    let report = school_completion(db, curriculum, &Editions::default(), place, world::today())
        .await
        .unwrap();
    let classes: Vec<(&str, u32)> = report
        .iter()
        .map(|section| (section.slug.as_str(), section.students))
        .collect();
    assert_eq!(classes, [("1b", 2), ("4a", 2), ("7c", 6), ("8a", 1)]);
    assert_eq!(report[2].teachers, ["Grace"]);
    assert_eq!(report[2].grades, (7, 7));
}

#[tokio::test]
async fn a_lesson_has_the_day_it_was_taught() {
    let school = TestSchool::open().await;
    let row = teaching::Model {
        id: world::id("teaching"),
        section_id: world::id("7c"),
        lesson: world::LESSON.into(),
        version: school.lesson().hash.clone(),
        on: world::today(),
        minutes: 40,
        by: world::id("grace"),
        next_on: None,
    };
    let write = school
        .shared
        .db
        .write(|tx| async move { teaching::add(&tx, row).await });
    write.await.unwrap();
    let (curriculum, db) = (school.curriculum(), school.shared.db.read());
    let of_birch = (world::id("birch"), world::id("term"));
    let report = school_completion(
        db,
        curriculum,
        &Editions::default(),
        of_birch,
        world::today(),
    )
    .await
    .unwrap();
    let at = place(&school, world::LESSON);
    let taught = |slug: &str| {
        let section = report.iter().find(|section| section.slug == slug).unwrap();
        section.lessons[at].taught_on
    };
    assert_eq!(taught("7c"), Some(world::today()));
    assert_eq!(taught("8a"), None);
}

/// Every third step of every lesson for one, every second lesson for another, and so on; then the
/// page's own rule, the grid and the school's report are held against each other.
#[tokio::test]
async fn grid_report_and_page_count_the_same() {
    let school = TestSchool::open().await;
    let students = ["ada", "ben", "cleo", "dina", "emil", "finn"];
    let lessons = &school
        .curriculum()
        .unit(lessons::course::Band::Six8)
        .unwrap()
        .lessons;
    let mut done: Vec<HashSet<String>> = Vec::new();
    for (number, student) in students.iter().enumerate() {
        let steps = lessons.iter().enumerate().flat_map(|(at, lesson)| {
            let keys = keys(lesson).into_iter().enumerate();
            keys.filter(move |(step, _)| (at + number) % 2 == 0 || step % (number + 1) == 0)
                .map(|(_, key)| key)
        });
        let steps: Vec<String> = steps.collect();
        complete(&school, student, steps.clone()).await;
        done.push(steps.into_iter().collect());
    }
    let grid = grid_of(&school, "7c").await;
    let (curriculum, db) = (school.curriculum(), school.shared.db.read());
    let place = (world::id("birch"), world::id("term"));
    let report = school_completion(db, curriculum, &Editions::default(), place, world::today())
        .await
        .unwrap();
    let class = report.iter().find(|section| section.slug == "7c").unwrap();
    for (at, lesson) in lessons.iter().enumerate() {
        let keys = keys(lesson);
        let by_rule = done
            .iter()
            .map(|done| progress(keys.iter().map(String::as_str), |step| done.contains(step)));
        let by_rule: Vec<Progress> = by_rule.collect();
        let shown = grid.grid();
        let by_grid = shown.rows.iter().map(|row| row.cells[at].progress);
        assert_eq!(by_grid.collect::<Vec<_>>(), by_rule, "{}", lesson.id);
        assert_eq!(class.lessons[at].done, grid.done(at), "{}", lesson.id);
    }
}
