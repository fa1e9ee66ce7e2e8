//! A school's completion: pace, filter, and the file that equals the screen.

use app::{
    error::Error as Told,
    school::{
        administering::{Administering, Completion, CompletionFilter, Pace, SectionCompletion},
        teaching::{MarkTaught, Teaching},
    },
};
use chrono::TimeDelta;
use lessons::{course::Band, progress::expected};
use server::{entity, visit::Visit};
use uuid::Uuid;

use crate::school::{TestSchool, world};

async fn completion(visit: &Visit, filter: CompletionFilter) -> Completion {
    visit.completion("birch", filter).await.unwrap()
}

fn class<'a>(completion: &'a Completion, slug: &str) -> &'a SectionCompletion {
    let mut sections = completion.bands.iter().flat_map(|band| &band.sections);
    sections.find(|section| section.slug == slug).unwrap()
}

/// Marks the first `count` lessons of the unit as taught today, to everybody.
async fn teach(school: &TestSchool, teacher: &str, class: &str, count: usize) {
    let visit = school.visit(teacher).await;
    let unit = school.curriculum().unit(Band::Six8).unwrap();
    let form = visit
        .teaching_form(class, unit.lessons[0].order)
        .await
        .unwrap();
    for lesson in unit.lessons.iter().take(count) {
        let taught = MarkTaught {
            section: class.into(),
            lesson: lesson.id.clone(),
            on: world::today(),
            minutes: 40,
            present: form.students.iter().map(|(id, _)| *id).collect(),
        };
        visit.mark_taught(taught).await.unwrap();
    }
}

#[tokio::test]
async fn classes_stand_by_band_and_name_with_what_they_have_done() {
    let school = TestSchool::open().await;
    teach(&school, "grace", "7c", 1).await;
    let completion = completion(&school.visit("alan").await, CompletionFilter::default()).await;
    let shape: Vec<(Band, Vec<&str>)> = completion
        .bands
        .iter()
        .map(|band| {
            (
                band.band,
                band.sections.iter().map(|class| &*class.name).collect(),
            )
        })
        .collect();
    assert_eq!(
        shape,
        [
            (Band::K2, vec!["1B"]),
            (Band::Three5, vec!["4A"]),
            (Band::Six8, vec!["7C", "8A"]),
        ]
    );
    let class = class(&completion, "7c");
    assert_eq!(
        (class.students, &*class.teachers),
        (6, &["Grace".to_owned()][..])
    );
    assert_eq!(class.lessons[0].done, 6);
    assert_eq!(class.lessons[0].taught_on, Some(world::today()));
    assert_eq!(class.lessons[1].done, 0);
    assert_eq!(completion.readiness_missing, 8);
}

#[tokio::test]
async fn a_class_is_held_against_the_term() {
    let school = TestSchool::open().await;
    // By now a good half of the term has passed.
    school.later(TimeDelta::days(35));
    let lessons = school.curriculum().unit(Band::Six8).unwrap().lessons.len();
    let alan = school.visit("alan").await;
    let at = |completion: &Completion| class(completion, "7c").pace;
    let now = completion(&alan, CompletionFilter::default()).await;
    let due = expected(u32::try_from(lessons).unwrap(), now.elapsed);
    assert!(due >= 2, "{due} of {lessons}");
    assert_eq!(
        (class(&now, "7c").expected, at(&now)),
        (due, Pace::NotStarted)
    );
    let paces = [
        (1, Pace::Late),
        (due as usize, Pace::OnPace),
        (lessons, Pace::Finished),
    ];
    for (taught, pace) in paces {
        teach(&school, "grace", "7c", taught).await;
        let now = completion(&alan, CompletionFilter::default()).await;
        assert_eq!(at(&now), pace, "{taught} taught, {due} due");
    }
}

#[tokio::test]
async fn the_filter_narrows_to_a_band_or_grade() {
    let school = TestSchool::open().await;
    let alan = school.visit("alan").await;
    let filters = [
        (Some(Band::Six8), None, vec!["7c", "8a"]),
        (None, Some(8), vec!["8a"]),
        (None, Some(4), vec!["4a"]),
        (Some(Band::K2), Some(8), vec![]),
    ];
    for (band, grade, expected) in filters {
        let filter = CompletionFilter {
            term: None,
            band,
            grade,
        };
        let completion = completion(&alan, filter.clone()).await;
        let sections = completion.bands.iter().flat_map(|band| &band.sections);
        let slugs: Vec<&str> = sections.map(|section| &*section.slug).collect();
        assert_eq!(slugs, expected);
        assert_eq!(completion.filter, filter);
    }
}

#[tokio::test]
async fn a_term_that_is_over_is_shown_as_it_ended() {
    let school = TestSchool::open().await;
    let last = entity::term::Model {
        id: world::id("last year"),
        district_id: world::id("pine"),
        name: "Last year".into(),
        first_on: world::today() - TimeDelta::days(400),
        last_on: world::today() - TimeDelta::days(200),
        holidays: entity::term::Holidays::default(),
    };
    let write = school
        .shared
        .db
        .write(|tx| async move { entity::term::add(&tx, last).await });
    write.await.unwrap();
    let alan = school.visit("alan").await;
    let filter = CompletionFilter {
        term: Some(world::id("last year")),
        ..CompletionFilter::default()
    };
    let completion = completion(&alan, filter).await;
    assert_eq!(completion.term_name, "Last year");
    assert!((completion.elapsed - 1.0).abs() < f64::EPSILON);
    assert!(completion.bands.is_empty());
    let names: Vec<&str> = completion.terms.iter().map(|(_, name)| &**name).collect();
    assert_eq!(names, ["This year", "Last year"]);
    let unknown = CompletionFilter {
        term: Some(Uuid::nil()),
        ..CompletionFilter::default()
    };
    assert_eq!(
        alan.completion("birch", unknown).await.unwrap_err(),
        Told::NotFound
    );
}

#[tokio::test]
async fn the_file_equals_the_screen() {
    let school = TestSchool::open().await;
    teach(&school, "grace", "7c", 2).await;
    teach(&school, "omar", "8a", 1).await;
    let alan = school.staff("alan").await;
    let reply = alan.get("/school/birch/completion.csv?band=6-8").await;
    assert!(
        reply
            .is(200)
            .header(axum::http::header::CONTENT_TYPE)
            .starts_with("text/csv")
    );
    assert!(
        reply
            .header(axum::http::header::CONTENT_DISPOSITION)
            .contains("attachment")
    );
    let filter = CompletionFilter {
        band: Some(Band::Six8),
        ..CompletionFilter::default()
    };
    let screen = completion(&school.visit("alan").await, filter).await;
    let mut expected = Vec::new();
    for band in &screen.bands {
        for section in &band.sections {
            for ((number, title), lesson) in band.lessons.iter().zip(&section.lessons) {
                expected.push([
                    section.name.clone(),
                    section.students.to_string(),
                    number.to_string(),
                    title.clone(),
                    lesson.done.to_string(),
                    lesson
                        .taught_on
                        .map(|day| day.to_string())
                        .unwrap_or_default(),
                ]);
            }
        }
    }
    let text = reply.text();
    let mut csv = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headings = csv.headers().unwrap().clone();
    let columns = [
        "Class",
        "Students",
        "Lesson",
        "Title",
        "Students done",
        "Taught on",
    ];
    let columns = columns.map(|column| headings.iter().position(|name| name == column).unwrap());
    let rows: Vec<[String; 6]> = csv
        .records()
        .map(|row| {
            let row = row.unwrap();
            columns.map(|column| row[column].to_owned())
        })
        .collect();
    assert_eq!(rows, expected);
    assert!(!rows.is_empty());
}

#[tokio::test]
async fn taking_the_file_out_is_written_down() {
    let school = TestSchool::open().await;
    school
        .staff("alan")
        .await
        .get("/school/birch/completion.csv")
        .await
        .is(200);
    let db = school.shared.db.read();
    let events = entity::audit_event::latest(db, world::id("birch"), 9)
        .await
        .unwrap();
    assert_eq!(events[0].what, "completion_exported");
    school
        .staff("carol")
        .await
        .get("/school/birch/completion.csv")
        .await
        .is(404);
    school
        .nobody()
        .get("/school/birch/completion.csv")
        .await
        .redirects_to("/sign-in");
}

#[tokio::test]
async fn schools_are_listed_for_those_who_oversee_them() {
    let school = TestSchool::open().await;
    for (who, expected) in [
        ("dora", vec!["Birch School", "Cedar School"]),
        ("alan", vec!["Birch School"]),
        ("carol", vec!["Birch School"]),
        ("ann", vec!["Cedar School"]),
    ] {
        let schools = Administering::schools(&school.visit(who).await)
            .await
            .unwrap();
        let names: Vec<&str> = schools.iter().map(|card| &*card.name).collect();
        assert_eq!(names, expected, "{who}");
    }
    let dora = Administering::schools(&school.visit("dora").await)
        .await
        .unwrap();
    assert_eq!(
        (dora[1].sections, dora[1].students, dora[1].ready),
        (1, 2, false)
    );
}
