//! What the console offers at each moment of a class: the end of the lesson and then its answers,
//! the end of the class, and the disclosure card at any time.

use app::school::live::{Act, HandCount, Live};
use lessons::course::Band;

use crate::{
    closing::{begin, page},
    live::{act, go, lead, live},
    school::{Browser, TestSchool},
};

/// Closes the lesson by the console's own form.
async fn close_lesson(teacher: &Browser, console: &str, live_class: &str) {
    let field = format!("name=\"live_class\" value=\"{live_class}\"");
    teacher.get(console).await.is(200).shows(&field);
    let fields = [("live_class", live_class)];
    let closed = teacher.post("/api/close_lesson", &fields).await;
    closed.redirects_to(console);
}

#[tokio::test]
async fn a_lesson_is_closed_on_devices_from_the_console_while_the_class_goes_on() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    act(&school, "grace", go(2)).await.unwrap();
    let address = page("7c", lesson, "live");
    let console = grace.get(&address).await;
    let while_open = [
        "Devices show the class’s step.",
        "Pause all screens",
        "Own pace",
        "Close the lesson on devices",
        "Then the answers can be shown.",
    ];
    for words in while_open {
        console.shows(words);
    }
    close_lesson(&grace, &address, &live(&school).await.id.to_string()).await;
    let console = grace.get(&address).await;
    for words in while_open {
        console.hides(words);
    }
    console
        .shows("The lesson is closed on students’ devices.")
        .shows("Step 2 of 7")
        .shows("Fewer than 10 answers, so this one is not shown.")
        .hides("Show the tally");
}

#[tokio::test]
async fn a_tally_is_offered_where_enough_have_answered() {
    let school = TestSchool::open().await;
    school.add_class("7e", Band::Six8, 12).await;
    let (visit, lesson) = (school.visit("grace").await, school.lesson());
    let number = visit.begin_class("7e", &lesson.id, false).await.unwrap();
    let console = visit.console("7e", number).await.unwrap();
    let checks = console.checks.iter();
    let by_hand: Vec<_> = checks.filter(|check| !check.options.is_empty()).collect();
    let check = by_hand[0];
    let mut counts = vec!["0".to_owned(); check.options.len()];
    counts[0] = "10".into();
    let hands = HandCount {
        section: "7e".into(),
        lesson: lesson.id.clone(),
        check: check.id.clone(),
        counts,
    };
    visit.count_hands(hands).await.unwrap();
    let (grace, address) = (school.staff("grace").await, page("7e", lesson, "live"));
    grace.get(&address).await.hides("Show the tally");
    close_lesson(&grace, &address, &console.live_class.to_string()).await;
    let closed = grace.get(&address).await;
    assert_eq!(closed.text().matches("Show the tally").count(), 1);
    closed.shows("Fewer than 10 answers, so this one is not shown.");
    let mut show = lead(Act::Show);
    (show.section, show.check) = ("7e".into(), check.id.clone());
    visit.lead_class(show).await.unwrap();
    let shown = grace.get(&address).await;
    shown.shows("Take it off the projector");
    shown.hides("Show the tally");
}

#[tokio::test]
async fn the_youngest_have_no_lesson_to_close_on_devices() {
    let school = TestSchool::open().await;
    let grace = school.staff("grace").await;
    let lesson = &school.curriculum().unit(Band::K2).unwrap().lessons[0];
    begin(&grace, "1b", lesson).await;
    let console = grace.get(&page("1b", lesson, "live")).await;
    console.is(200).hides("/api/close_lesson");
}

#[tokio::test]
async fn the_last_step_leads_to_the_end_of_the_class() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    let address = page("7c", lesson, "live");
    let way_out = format!(
        "data-kind=\"main\" href=\"{}\"",
        page("7c", lesson, "close")
    );
    for (step, is_last) in [(1, false), (6, false), (7, true)] {
        act(&school, "grace", go(step)).await.unwrap();
        let console = grace.get(&address).await;
        assert_eq!(console.text().contains(&way_out), is_last, "{step}");
        assert_eq!(console.text().contains("Next step"), !is_last, "{step}");
        let filled = console.text().matches("data-kind=\"main\"").count();
        assert_eq!(filled, 1, "{step}");
        console.hides("May be shortened: no<");
    }
    // Let loose, the class has still one thing to do next.
    let mut own = lead(Act::LetGo);
    (own.from, own.to) = (1, 7);
    act(&school, "grace", own).await.unwrap();
    let console = grace.get(&address).await;
    let filled = console.shows("Call everybody back").text();
    assert_eq!(filled.matches("data-kind=\"main\"").count(), 1);
}

#[tokio::test]
async fn the_disclosure_card_and_a_dark_projector_are_in_view_all_the_time() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    let address = page("7c", lesson, "live");
    let console = grace.get(&address).await;
    let text = console.hides("The projector is dark").text();
    let (_, card) = text.split_once("class=\"console-now\"").unwrap();
    let (card, _) = card.split_once("</section>").unwrap();
    assert!(card.contains("popovertarget=\"disclosure-card\""), "{card}");
    act(&school, "grace", lead(Act::Darken)).await.unwrap();
    grace.get(&address).await.shows("The projector is dark");
}
