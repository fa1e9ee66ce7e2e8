//! The fidelity card: what it refuses, that it keeps what was chosen, and what the history of the
//! class says of it.

use app::{
    parts::dates::month_day,
    school::live::{Act, Lead, Live},
};
use chrono::TimeDelta;
use lessons::lesson::Lesson;
use server::{content::Content, entity::question};

use crate::{
    closing::{begin, call_roll, close, live, page, taught_message, teachings},
    live::lead,
    school::{Reply, TestSchool, change, lessons_folder, world},
};

const HISTORY: &str = "/teach/classes/7c/history";

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
    let days = [0, 120].map(|days| month_day(world::today() + TimeDelta::days(days)));
    let no_day = format!(
        "Choose a day of this term, from {} to {}.",
        days[0], days[1]
    );
    let (no_minutes, no_day) = ("1 to 240", &*no_day);
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
        taken_up_on: None,
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

/// The card comes in with the steps up to `reached` as written, and the others skipped.
fn comes_in(card: &Reply, lesson: &Lesson, reached: usize) {
    card.is(200).hides("class=\"problems\"");
    for (step, number) in lesson.steps.iter().zip(1..) {
        let (how, shown) = (format!("how-{}", step.id), number <= reached);
        assert_eq!(is_taken(card, &how, "as-written"), shown, "{how}");
        assert_eq!(is_taken(card, &how, "skipped"), !shown, "{how}");
    }
}

#[tokio::test]
async fn a_card_comes_in_with_what_the_class_came_to_as_written() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    let console = school.visit("grace").await;
    let act = async |act, step, (from, to)| {
        let lead = Lead {
            step,
            from,
            to,
            ..lead(act)
        };
        console.lead_class(lead).await.unwrap();
    };
    let card = page("7c", lesson, "close");
    act(Act::Go, 3, (0, 0)).await;
    let page = grace.get(&card).await;
    page.shows("The class has come to step 3, so the steps after it are set to Skipped.");
    page.shows("also where a step was skipped");
    comes_in(&page, lesson, 3);
    // A card that was filled in otherwise stays so.
    let (how, refused) = (format!("how-{}", lesson.steps[6].id), ("minutes", "0"));
    let kept = close(&grace, "7c", lesson, &[(&how, "changed"), refused]).await;
    assert!(is_taken(kept.is(422), &how, "changed"));
    // Devices have gone on by themselves.
    act(Act::LetGo, 0, (3, 5)).await;
    comes_in(&grace.get(&card).await, lesson, 5);
    act(Act::CallBack, 0, (0, 0)).await;
    comes_in(&grace.get(&card).await, lesson, 5);
    act(Act::Go, 7, (0, 0)).await;
    let page = grace.get(&card).await;
    comes_in(page.hides("set to Skipped"), lesson, 7);
}

#[tokio::test]
async fn a_class_that_went_through_no_step_has_come_to_all_of_them_after_half_the_time() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    let card = page("7c", lesson, "close");
    let early = grace.get(&card).await;
    comes_in(early.shows("The class has not come to a step"), lesson, 0);
    let half = TimeDelta::minutes(i64::from(lesson.minutes.div_ceil(2)));
    school.later(half - TimeDelta::minutes(2));
    comes_in(&grace.get(&card).await, lesson, 0);
    school.later(TimeDelta::minutes(3));
    comes_in(&grace.get(&card).await, lesson, 7);
    let nobody = close(&school.nobody(), "7c", lesson, &[]).await;
    assert!(nobody.location().starts_with("/sign-in"), "{nobody:?}");
}

/// The cells of the history's one row, without their tags.
async fn row(school: &TestSchool, who: &str) -> Vec<String> {
    let page = school.staff(who).await.get(HISTORY).await;
    let text = page.is(200).text();
    let (_, body) = text.split_once("<tbody>").unwrap();
    let (body, _) = body.split_once("</tbody>").unwrap();
    assert_eq!(body.matches("<tr").count(), 1, "{body}");
    let cells = body.split("</td>").map(|cell| {
        let words = cell
            .split('<')
            .filter_map(|tag| Some(tag.split_once('>')?.1));
        words
            .filter(|words| !words.is_empty())
            .collect::<Vec<_>>()
            .join("|")
    });
    cells.collect()
}

#[tokio::test]
async fn the_history_says_how_faithfully_a_lesson_was_taught_and_how_many_were_away() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    call_roll(&grace, "7c", lesson, &["ada", "cleo"])
        .await
        .is(302);
    let field = |kind: &str, step: usize| format!("{kind}-{}", lesson.steps[step].id);
    let (skipped, why, changed) = (field("how", 4), field("why", 4), field("how", 2));
    let card = [
        (skipped.as_str(), "skipped"),
        (&why, "class-needs"),
        (&changed, "changed"),
    ];
    close(&grace, "7c", lesson, &card).await.is(303);
    let written = format!(
        "5 of 7 steps; 1 changed, 1 skipped|3 · {}: changed|5 · {}: skipped (what the class needed)",
        lesson.steps[2].title, lesson.steps[4].title
    );
    // Whoever looks after the class sees the same.
    for who in ["grace", "carol", "alan", "dora"] {
        let row = row(&school, who).await;
        assert_eq!((&*row[2], &*row[3]), (&*written, "2"), "{who} {row:?}");
    }
}

#[tokio::test]
async fn a_lesson_taught_as_written_is_told_in_two_words() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    // Nothing is said of a class that nobody has closed.
    let cells = row(&school, "grace").await;
    assert_eq!((&*cells[2], &*cells[3]), ("–", "–"), "{cells:?}");
    close(&grace, "7c", lesson, &[]).await.is(303);
    let cells = row(&school, "grace").await;
    assert_eq!((&*cells[2], &*cells[3]), ("all 7 steps", "0"), "{cells:?}");
}

#[tokio::test]
async fn nothing_is_said_of_a_lesson_that_was_marked_as_taught_without_a_card() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    let taught = [
        ("taught[section]", "7c"),
        ("taught[lesson]", &lesson.id),
        ("taught[on]", &world::today().to_string()),
        ("taught[minutes]", "21"),
    ];
    grace.post("/api/mark_taught", &taught).await.is(302);
    let cells = row(&school, "grace").await;
    assert_eq!((&*cells[1], &*cells[2]), ("21", "–"), "{cells:?}");
}

#[tokio::test]
async fn steps_are_named_as_in_the_text_that_the_class_was_taught_from() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    let card = [("how-help", "skipped"), ("why-help", "time")];
    close(&grace, "7c", lesson, &card).await.is(303);
    drop(grace);
    let folder = lessons_folder().await;
    let file = "en/6-8/01-my-mind-my-toolbox/lesson.md";
    let more = "## One more thing (3 min) <!-- id: more -->\n\nA new step.\n\n";
    let last = "## Help and calm (2 min) <!-- id: help -->";
    let renamed = format!("{more}{}", last.replace("Help and calm", "Calm again"));
    change(folder.path(), file, last, &renamed);
    let content = Content::open(Some(folder.path())).unwrap();
    let school = school.restarted_with(content).await;
    assert_eq!(school.lesson().steps.len(), 8);
    let cells = row(&school, "grace").await;
    let written = "6 of 7 steps; 1 skipped|7 · Help and calm: skipped (time)";
    assert_eq!(cells[2], written, "{cells:?}");
}
