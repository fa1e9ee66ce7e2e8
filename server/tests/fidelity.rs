//! The fidelity card: what it refuses, and that it keeps what was chosen.

use chrono::TimeDelta;
use server::entity::question;

use crate::{
    closing::{begin, close, live, page, taught_message, teachings},
    school::{Reply, TestSchool, world},
};

#[tokio::test]
async fn a_card_that_cannot_be_is_refused_and_closes_nothing() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    let yesterday = (world::today() - TimeDelta::days(1)).to_string();
    let after_the_term = (world::today() + TimeDelta::days(121)).to_string();
    let (how, why) = (
        format!("how-{}", lesson.steps[0].id),
        format!("why-{}", lesson.steps[0].id),
    );
    let (no_minutes, no_day) = ("1 to 240", "Choose a day of this term, from today on.");
    let cards: [(&[(&str, &str)], &str); 9] = [
        (&[("minutes", "0")], no_minutes),
        (&[("minutes", "241")], no_minutes),
        (&[("minutes", "")], no_minutes),
        (&[("minutes", "forty")], no_minutes),
        (&[("next_on", &yesterday)], no_day),
        (&[("next_on", &after_the_term)], no_day),
        (&[("next_on", "soon")], no_day),
        (&[(&how, "half")], "Choose how each step was taught."),
        (
            &[(&how, "changed"), (&why, "the students")],
            "Choose one of the reasons.",
        ),
    ];
    for (card, said) in cards {
        let refused = close(&grace, "7c", lesson, card).await;
        refused.is(422).shows(said).hides("the students");
    }
    assert!(teachings(&school, "7c").await.is_empty());
    assert_eq!(live(&school, "7c", lesson).await.finished_at, None);
}

/// Whether a choice of the card is taken: a button that is on, or a reason that is picked.
fn is_taken(page: &Reply, of: &str, value: &str) -> bool {
    let text = page.text();
    let tags = text.split('<').filter_map(|tag| tag.split('>').next());
    let mut field = "";
    let mut taken = false;
    for tag in tags {
        if tag.starts_with("select") {
            field = tag;
        }
        let is_it = |tag: &str| tag.contains(&format!("value=\"{value}\""));
        let is_of = |tag: &str| tag.contains(&format!("name=\"{of}\""));
        taken |= tag.starts_with("input") && is_of(tag) && is_it(tag) && tag.contains(" checked");
        taken |=
            tag.starts_with("option") && is_of(field) && is_it(tag) && tag.contains(" selected");
    }
    taken
}

#[tokio::test]
async fn a_refused_card_keeps_everything_that_was_chosen() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    let field = |kind: &str, step: usize| format!("{kind}-{}", lesson.steps[step].id);
    let (skipped, skipped_why) = (field("how", 1), field("why", 1));
    let (changed, changed_why) = (field("how", 2), field("why", 2));
    let next = (world::today() + TimeDelta::days(7)).to_string();
    let card = [
        (skipped.as_str(), "skipped"),
        (&skipped_why, "time"),
        (&changed, "changed"),
        (&changed_why, "class-needs"),
        ("next_on", &next),
        ("minutes", "300"),
    ];
    let is_kept = |page: &Reply| {
        for (name, value) in &card[..4] {
            assert!(is_taken(page, name, value), "{name} {page:?}");
        }
        assert!(is_taken(page, &field("how", 0), "as-written"));
        assert!(!is_taken(page, &skipped, "as-written"));
        page.shows(&format!("value=\"{next}\""));
    };
    let refused = close(&grace, "7c", lesson, &card).await;
    refused
        .is(422)
        .shows("href=\"#minutes\"")
        .shows("value=\"300\"")
        .shows("aria-describedby=\"minutes-problem\"")
        .shows("Everything that you typed was kept.");
    is_kept(&refused);

    // A question comes in meanwhile: it is read in another tab, and the card is as it was.
    let (id, by) = (world::id("a question"), world::id("grace"));
    let row = question::Model {
        id,
        live_class_id: live(&school, "7c", lesson).await.id,
        sealed: vec![1, 2, 3],
        asked_on: world::today(),
        read_by: None,
        routed_by: None,
    };
    let db = &school.shared.db;
    db.write(|tx| async move { question::add(&tx, row).await })
        .await
        .unwrap();
    let mut mended = card;
    mended[5].1 = "40";
    let refused = close(&grace, "7c", lesson, &mended).await;
    let questions = format!("href=\"{}\"", page("7c", lesson, "questions"));
    refused
        .is(409)
        .shows("The card below stays as you have filled it in.")
        .shows(&questions)
        .shows("target=\"_blank\"")
        .shows("value=\"40\"");
    is_kept(&refused);
    assert!(teachings(&school, "7c").await.is_empty());

    db.write(move |tx| async move { question::read(&tx, id, by).await })
        .await
        .unwrap();
    close(&grace, "7c", lesson, &mended)
        .await
        .is(303)
        .redirects_to(&taught_message("7c", lesson));
    assert_eq!(teachings(&school, "7c").await[0].minutes, 40);
}

#[tokio::test]
async fn a_card_comes_in_with_everything_taught_as_written() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    let card = grace.get(&page("7c", lesson, "close")).await;
    card.is(200).hides("class=\"problems\"");
    for step in &lesson.steps {
        assert!(is_taken(&card, &format!("how-{}", step.id), "as-written"));
    }
    let nobody = close(&school.nobody(), "7c", lesson, &[]).await;
    assert!(nobody.location().starts_with("/sign-in"), "{nobody:?}");
}
