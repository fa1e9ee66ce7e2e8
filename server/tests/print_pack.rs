//! What a lesson has for paper: staff print it in the class's language, and it is student text.

use app::school::teaching::{QuestionBody, Teaching};
use lessons::{
    check::Body,
    course::Band,
    lesson::{Lesson, Status},
};
use scraper::{Html, Selector};

use crate::{school::TestSchool, secrets::guides};

fn address(lesson: &Lesson) -> String {
    format!("/teach/lessons/{}/print", lesson.id)
}

#[tokio::test]
async fn staff_see_what_a_lesson_prints_and_students_find_nothing() {
    let school = TestSchool::open().await;
    let lesson = school.curriculum().unit(Band::K2).unwrap().lessons[0].clone();
    let grace = school.staff("grace").await;
    let page = grace.get(&address(&lesson)).await;
    page.is(200).shows("data-kind=\"cards\"");
    for printable in &lesson.print {
        page.shows(&printable.title);
        for card in printable.cards() {
            page.shows(card.text.trim());
        }
    }
    school
        .student("ada")
        .await
        .get(&address(&lesson))
        .await
        .is(404);
    school.nobody().get(&address(&lesson)).await.is(302);
}

#[tokio::test]
async fn the_guide_and_the_class_lead_to_the_print_pack() {
    let school = TestSchool::open().await;
    let grace = school.staff("grace").await;
    let lesson = school.lesson();
    let link = format!("href=\"{}\"", address(lesson));
    let guide = format!("/teach/lessons/{}/guide", lesson.id);
    grace.get(&guide).await.is(200).shows(&link);
    let class = grace.get("/teach/classes/7c").await;
    class.is(200).shows("Print pack");
}

#[tokio::test]
async fn a_pack_is_printed_in_the_language_chosen() {
    let school = TestSchool::open().await;
    let spanish = school.curriculum().translation("es").unwrap().clone();
    let grace = school.staff("grace").await;
    for band in [Band::K2, Band::Three5] {
        for lesson in &school.curriculum().unit(band).unwrap().lessons {
            let page = grace.get(&format!("{}?lang=es", address(lesson))).await;
            let own = spanish.lesson(&lesson.id).unwrap();
            page.is(200)
                .shows("<html lang=\"en\"")
                .shows("lang=\"es\"")
                .shows(&own.print[0].title);
        }
    }
}

#[tokio::test]
async fn a_pack_that_is_not_in_the_language_chosen_says_so() {
    let school = TestSchool::open().await;
    let spanish = school.curriculum().translation("es").unwrap().clone();
    let note = "todavía no está en español";
    let grace = school.staff("grace").await;
    let (mut with, mut without) = (0, 0);
    for lesson in school.curriculum().lessons() {
        let page = grace.get(&format!("{}?lang=es", address(lesson))).await;
        match spanish.lesson(&lesson.id) {
            Some(_) => with += usize::from(!page.is(200).text().contains(note)),
            None => without += usize::from(page.is(200).text().contains(note)),
        }
    }
    let translated = spanish.lessons().count();
    assert_eq!(with, translated);
    assert_eq!(without, school.curriculum().lessons().count() - translated);
    assert!(without > 0);
    let english = grace
        .get(&format!("{}?lang=en", address(school.lesson())))
        .await;
    english.is(200).hides("data-kind=\"note\"");
}

#[tokio::test]
async fn a_card_of_a_match_or_an_order_is_mixed_and_knows_its_answer() {
    let school = TestSchool::open().await;
    let visit = school.visit("grace").await;
    let mut seen = 0;
    for lesson in school.curriculum().lessons() {
        let pack = visit.print_pack(&lesson.id).await.unwrap();
        let checks = lesson.steps.iter().flat_map(|step| step.checks());
        for (check, card) in checks.zip(pack.questions.cards) {
            match (&check.body, card.body) {
                (Body::Match { pairs, .. }, QuestionBody::Match { rows, choices, .. }) => {
                    let matched = rows.iter().map(|(_, answer)| choices[*answer].clone());
                    let right = pairs.iter().map(|(_, right)| right.clone());
                    assert!(matched.eq(right), "{}/{}", lesson.id, check.id);
                    seen += 1;
                }
                (Body::PutInOrder { items, .. }, QuestionBody::Order { items: shown, .. }) => {
                    let places: Vec<usize> = shown.iter().map(|(_, place)| *place).collect();
                    assert!(!places.is_sorted(), "{}/{}", lesson.id, check.id);
                    assert!(
                        shown.iter().all(|(text, place)| items[*place] == *text),
                        "{}/{}",
                        lesson.id,
                        check.id
                    );
                    seen += 1;
                }
                _ => {}
            }
        }
    }
    assert!(seen > 31, "{seen}");
}

/// It may lie on a student's table, so nothing of a guide may stand there.
#[tokio::test]
async fn no_print_pack_holds_guide_text() {
    let school = TestSchool::open().await;
    let guides = guides(school.curriculum());
    let grace = school.staff("grace").await;
    let mut found = Vec::new();
    for lesson in school.curriculum().lessons() {
        let text = grace.get(&address(lesson)).await.is(200).text();
        // The card for disclosures lies behind every staff page.
        let (pack, _) = text
            .split_once("class=\"pack\"")
            .and_then(|(_, rest)| rest.split_once("</main>"))
            .unwrap();
        let caught = guides.caught(pack, "");
        found.extend(
            caught
                .iter()
                .map(|secret| format!("{}: {secret}", lesson.id)),
        );
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[tokio::test]
async fn what_says_stop_says_it_in_words_and_a_draft_says_so_on_paper() {
    let school = TestSchool::open().await;
    let grace = school.staff("grace").await;
    let words = |page: &Html, selector: &str| -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        let found = page.select(&selector);
        found.map(|found| found.text().collect()).collect()
    };
    let mut stops = 0;
    for lesson in school.curriculum().lessons() {
        let page = format!("/teach/lessons/{}/guide", lesson.id);
        let page = grace.get(&page).await.is(200).text();
        let page = Html::parse_document(&page);
        let boxes = words(&page, "[data-kind=caution]").len();
        let titles = words(&page, "[data-kind=caution] > .callout-title");
        assert_eq!(titles, vec!["Stop"; boxes], "{}", lesson.id);
        assert_eq!(words(&page, "#disclosure-card .callout-title"), ["Stop"]);
        stops += boxes;
        let drafts = words(&page, ".message[data-paper=draft]");
        assert_eq!(drafts.len(), usize::from(lesson.status == Status::Draft));
    }
    assert!(stops > 40, "{stops}");
}

#[tokio::test]
async fn an_item_of_a_sheet_that_begins_with_its_own_label_has_no_other_mark() {
    let school = TestSchool::open().await;
    let grace = school.staff("grace").await;
    let labelled = |lesson: &&Lesson| {
        let mut texts = lesson.print.iter().map(|printable| printable.html());
        texts.any(|html| html.contains("<li><strong>"))
    };
    let lesson = school.curriculum().lessons().find(labelled).unwrap();
    let page = grace.get(&address(lesson)).await;
    page.is(200).shows("<li data-label><strong>");
}
