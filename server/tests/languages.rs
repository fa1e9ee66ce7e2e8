//! Students, projectors and families read the language that they choose; staff read English.

use app::school::learning::Learning;
use axum::{
    body::Body,
    http::{Request, header},
};
use lessons::{course::Band, lesson::Lesson};

use crate::school::{Browser, TestSchool};

/// A class of the band with its first lesson open, and one student who has signed in.
async fn a_class(school: &TestSchool, band: Band) -> (String, Browser, Lesson) {
    let class = format!("lang-{band}");
    let student = school.add_class(&class, band, 1).await.remove(0);
    let lesson = school.curriculum().unit(band).unwrap().lessons[0].clone();
    school.open_lesson("grace", &class, &lesson.id).await;
    (class, student, lesson)
}

fn spanish(school: &TestSchool, lesson: &Lesson) -> Lesson {
    let spanish = school.curriculum().translation("es").unwrap();
    spanish.lesson(&lesson.id).unwrap().clone()
}

#[tokio::test]
async fn a_student_reads_on_in_the_language_chosen_once() {
    let school = TestSchool::open().await;
    let (class, student, lesson) = a_class(&school, Band::Three5).await;
    let translation = spanish(&school, &lesson);
    let address = format!("/s/{class}/{}", lesson.order);
    let english = student.get(&address).await;
    english.is(200).shows(&lesson.title).shows("Español");
    let page = student.get(&format!("{address}?lang=es")).await;
    page.is(200).shows(&translation.title).shows("English");
    page.shows("<html lang=\"es\"").hides(&lesson.title);
    let step = student.get(&format!("{address}/1")).await;
    step.is(200).shows(&translation.steps[0].title);
    // A page kept for one classmate is not given to another who reads otherwise.
    student.get(&format!("{address}?lang=en")).await;
    let step = student.get(&format!("{address}/1")).await;
    step.is(200)
        .shows(&lesson.steps[0].title)
        .shows("<html lang=\"en\"");
}

#[tokio::test]
async fn a_check_is_judged_and_a_step_is_done_in_the_language_of_the_page() {
    let school = TestSchool::open().await;
    let (class, student, lesson) = a_class(&school, Band::Three5).await;
    let translation = spanish(&school, &lesson);
    student.get("/s?lang=es").await.is(200);
    let first_with_options = translation
        .steps
        .iter()
        .zip(1..)
        .find_map(|(step, number)| {
            let check = step.checks().find(|check| {
                matches!(&check.body, lessons::check::Body::ChooseOne(choices) if choices[0].right)
                    || matches!(&check.body, lessons::check::Body::ChooseOne(_))
            })?;
            Some((number, check.clone()))
        });
    let (number, check) = first_with_options.unwrap();
    let lessons::check::Body::ChooseOne(choices) = &check.body else {
        unreachable!("it was looked for");
    };
    let address = format!("/s/{class}/{}/{number}", lesson.order);
    let fields = [("check", check.id.as_str()), ("choice", "0")];
    student.get(&address).await.is(200);
    let page = student.post(&address, &fields).await;
    page.is(200)
        .shows(&choices[0].feedback)
        .hides(&choices[1].feedback);
    let step = lesson.step_key(&lesson.steps[0]);
    let done = [("section", class.as_str()), ("step", step.as_str())];
    student.post("/api/complete_step", &done).await.is(302);
    let page = student.get(&format!("/s/{class}/{}", lesson.order)).await;
    page.is(200)
        .shows("data-is=\"done\"")
        .shows(&translation.steps[0].title);
}

#[tokio::test]
async fn a_lesson_that_is_not_translated_says_so_and_is_marked() {
    let school = TestSchool::open().await;
    let (class, student, lesson) = a_class(&school, Band::Six8).await;
    let page = student
        .get(&format!("/s/{class}/{}?lang=es", lesson.order))
        .await;
    page.is(200)
        .shows(&lesson.title)
        .shows("todavía no está en español");
    page.shows("<html lang=\"es\"")
        .shows("tabindex=\"-1\" lang=\"en\"");
}

#[tokio::test]
async fn a_family_is_answered_as_its_browser_asks() {
    let school = TestSchool::open().await;
    let lesson = school.curriculum().unit(Band::K2).unwrap().lessons[0].clone();
    let letter = spanish(&school, &lesson).family.title;
    let asking = |languages: &'static str, query: &str| {
        let request = Request::get(format!("/families/lessons/{}/letter{query}", lesson.id))
            .header(header::HOST, "localhost:8080")
            .header(header::ACCEPT_LANGUAGE, languages)
            .body(Body::empty());
        request.unwrap()
    };
    let family = school.nobody();
    let spanish = family.send(asking("es-US,es;q=0.9,en;q=0.5", "")).await;
    spanish.is(200).shows(&letter);
    let english = family.send(asking("fr;q=0.9, en;q=0.5", "")).await;
    english.is(200).shows(&lesson.family.title).hides(&letter);
    // A link that names a language outranks the browser, and one that names none of ours is passed over.
    let named = family.send(asking("en", "?lang=es")).await;
    named.is(200).shows(&letter);
    let unknown = school.nobody().send(asking("es", "?lang=tlh")).await;
    unknown.is(200).shows(&letter);
}

#[tokio::test]
async fn helplines_are_told_of_in_the_language_of_the_page() {
    let school = TestSchool::open().await;
    let page = school.nobody().get("/help?grades=6-8&lang=es").await;
    page.is(200)
        .shows("A cualquier hora")
        .hides("Any time, day or night")
        .shows("911");
    let visit = school.visit("ada").await;
    let english = visit.help(Some(Band::Six8)).await.unwrap();
    for line in &school.curriculum().registry.helplines {
        assert!(line.translations.contains_key("es"), "{}", line.id);
    }
    assert!(english.lines.iter().any(|line| line.name == "Emergency"));
}

#[tokio::test]
async fn staff_pages_stay_english_while_the_projector_speaks_spanish() {
    let school = TestSchool::open().await;
    let (class, _, lesson) = a_class(&school, Band::K2).await;
    let translation = spanish(&school, &lesson);
    let grace = school.staff("grace").await;
    let stage = format!("/project/{class}/{}/1?lang=es", lesson.order);
    let page = grace.get(&stage).await;
    page.is(200)
        .shows(&translation.steps[0].title)
        .shows("data-audience=\"projector\"");
    let class = grace.get(&format!("/teach/classes/{class}")).await;
    class
        .is(200)
        .shows("<html lang=\"en\"")
        .shows(&lesson.title);
}
