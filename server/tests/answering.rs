//! What a student without JavaScript sees of the answer to a check.

use lessons::check::{Body, Check};
use scraper::{Html, Selector};

use crate::{
    checks::answers,
    school::{Browser, TestSchool},
};

/// The address of the first step, as staff look at it, with a check that fits, and that check.
fn step_with(school: &TestSchool, fits: impl Fn(&Body) -> bool) -> (String, &Check) {
    let lessons = school.curriculum().lessons();
    let steps = lessons.flat_map(|lesson| {
        let steps = lesson.steps.iter().zip(1..);
        steps.map(move |(step, number)| {
            (
                format!("/teach/lessons/{}/student/{number}", lesson.id),
                step,
            )
        })
    });
    let mut checks = steps.flat_map(|(page, step)| {
        let page = page.clone();
        step.checks().map(move |check| (page.clone(), check))
    });
    checks.find(|(_, check)| fits(&check.body)).unwrap()
}

fn all(page: &str, selector: &str, of: impl Fn(scraper::ElementRef) -> String) -> Vec<String> {
    let page = Html::parse_document(page);
    page.select(&Selector::parse(selector).unwrap())
        .map(of)
        .collect()
}

async fn answered(browser: &Browser, page: &str, check: &Check, answer: usize) -> String {
    let text = browser.get(page).await.is(200).text();
    let fields = answers(&text, check).swap_remove(answer).fields;
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.post(page, &fields).await.is(200).text()
}

#[tokio::test]
async fn the_page_of_an_answer_opens_at_its_check() {
    let school = TestSchool::open().await;
    let grace = school.staff("grace").await;
    let kinds: [fn(&Body) -> bool; 3] = [
        |body| matches!(body, Body::ChooseOne(_)),
        |body| matches!(body, Body::Match { .. }),
        |body| matches!(body, Body::PutInOrder { .. }),
    ];
    for kind in kinds {
        let (page, check) = step_with(&school, kind);
        let text = answered(&grace, &page, check, 0).await;
        let part = format!("check-{}", check.id);
        let form = format!("#{part} form[data-check]");
        let actions = all(&text, &form, |form| form.attr("action").unwrap().into());
        assert_eq!(actions, [format!("{page}#{part}")]);
        let mut ids = all(&text, "[id]", |one| one.attr("id").unwrap().into());
        let of = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), of, "an id stands twice on {page}");
    }
}

#[tokio::test]
async fn what_was_matched_is_said_in_full_once_it_is_judged() {
    let school = TestSchool::open().await;
    let grace = school.staff("grace").await;
    let (page, check) = step_with(&school, |body| matches!(body, Body::Match { .. }));
    let Body::Match { pairs, .. } = &check.body else {
        unreachable!("it was chosen for that");
    };
    grace.get(&page).await.is(200).hides("pair-chosen");
    let text = answered(&grace, &page, check, 1).await;
    let right: Vec<String> = pairs.iter().map(|(_, right)| right.clone()).collect();
    assert_eq!(all(&text, ".pair-chosen", |said| said.inner_html()), right);
}
