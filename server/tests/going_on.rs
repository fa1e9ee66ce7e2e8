//! A class that goes on after its lesson was closed, and devices that are found wherever they are:
//! before the class began, at the end, on the first page.

use app::school::{
    closing::Closing,
    live::{Act, Live},
    teaching::Teaching,
};
use chrono::TimeDelta;
use server::entity::live_class;

use crate::{
    closing::{begin, call_roll, close, done, page},
    live::{act, class, go, lead, lesson_page, live},
    school::{TestSchool, world},
};

const OTHER: &str = "6-8.upstanders-and-safe-places";

async fn live_of(school: &TestSchool, lesson: &str) -> uuid::Uuid {
    let db = school.shared.db.read();
    let live = live_class::latest(db, world::id("7c"), lesson).await;
    live.unwrap().unwrap().id
}

#[tokio::test]
async fn a_class_goes_on_where_it_stopped_with_its_roll() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    act(&school, "grace", go(3)).await.unwrap();
    call_roll(&grace, "7c", lesson, &["ben"]).await.is(302);
    let first = live(&school).await;
    let visit = school.visit("grace").await;
    visit.close_lesson(first.id).await.unwrap();
    // Neither the class's page nor the lesson's offers to begin anew beside it.
    let console = page("7c", lesson, "live");
    let of_lesson = format!("/teach/classes/7c/{}", lesson.order);
    for place in ["/teach/classes/7c", &of_lesson] {
        grace
            .get(place)
            .await
            .is(200)
            .shows(&format!("href=\"{console}\""))
            .hides("/api/begin_class")
            .hides("/api/open_lesson")
            .hides("Mark as taught");
    }
    grace
        .get(&console)
        .await
        .shows("Open the lesson on devices again");
    begin(&grace, "7c", lesson).await;
    let again = live(&school).await;
    assert_eq!((again.id, again.step), (first.id, 3));
    assert!(again.revision > first.revision);
    let ada = school.student("ada").await;
    let step = format!("{}/3", lesson_page(&school));
    ada.get(&lesson_page(&school)).await.redirects_to(&step);
    close(&grace, "7c", lesson, &[]).await.is(303);
    assert_eq!(done(&school, "ben", lesson).await, 0);
    assert_eq!(done(&school, "ada", lesson).await, lesson.steps.len());
}

#[tokio::test]
async fn a_class_goes_on_the_next_day_led_by_whoever_opens_it() {
    let school = class().await;
    act(&school, "grace", go(4)).await.unwrap();
    let first = live(&school).await;
    let grace = school.visit("grace").await;
    grace.close_lesson(first.id).await.unwrap();
    school.later(TimeDelta::days(1));
    let omar = school.visit("omar").await;
    omar.begin_class("7c", world::LESSON, true).await.unwrap();
    let console = omar.console("7c", school.lesson().order).await.unwrap();
    assert!(console.leads && console.open);
    assert_eq!(console.step, 4);
    // Whoever looks after the school sees it among the classes of today.
    let running = school.visit("alan").await.running("birch").await.unwrap();
    assert_eq!(running.classes.len(), 1);
}

#[tokio::test]
async fn a_class_that_was_forgotten_is_not_being_taught_and_counts_its_own_minutes() {
    let school = class().await;
    let number = school.lesson().order;
    let running = async || {
        let alan = school.visit("alan").await;
        alan.running("birch").await.unwrap().classes.len()
    };
    let minutes = async || {
        let grace = school.visit("grace").await;
        grace.closing("7c", number).await.unwrap().minutes
    };
    school.later(TimeDelta::minutes(20));
    assert_eq!((running().await, minutes().await), (1, 20));
    let grace = school.visit("grace").await;
    grace.close_lesson(live(&school).await.id).await.unwrap();
    school.later(TimeDelta::minutes(10));
    assert_eq!((running().await, minutes().await), (1, 20));
    school.later(TimeDelta::minutes(10));
    assert_eq!((running().await, minutes().await), (0, 20));
    let again = school.visit("grace").await;
    again.begin_class("7c", world::LESSON, true).await.unwrap();
    assert_eq!(running().await, 1);
    school.later(TimeDelta::hours(3));
    let planned = school.lesson().minutes;
    assert_eq!((running().await, minutes().await), (0, planned));
}

#[tokio::test]
async fn a_class_that_is_led_is_closed_and_not_marked_as_taught() {
    let school = class().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    let place = "/teach/classes/7c";
    grace.get(place).await.is(200).hides("Mark as taught");
    // After its card was taken back, the form knows who was away.
    call_roll(&grace, "7c", lesson, &["ben"]).await.is(302);
    let form = grace.get(&page("7c", lesson, "taught")).await;
    let ticked = |name: &str| {
        let id = world::id(name);
        form.text().split("<input").any(|input| {
            let input = input.split('>').next().unwrap_or_default();
            input.contains(&id.to_string()) && input.contains("checked")
        })
    };
    assert!(ticked("ada") && !ticked("ben"));
    form.shows("Everyone is ticked but those who were away by the roll.");
}

#[tokio::test]
async fn a_students_first_page_leads_to_the_class_before_anything_else() {
    let school = TestSchool::open().await;
    let ada = school.student("ada").await;
    let main = |number: u32| format!("data-kind=\"main\" data-replace href=\"/s/7c/{number}\"");
    // Open at students' own pace, and first in the unit.
    school.open_lesson("grace", "7c", world::LESSON).await;
    let first = school.lesson().order;
    ada.get("/s").await.shows(&main(first));
    let grace = school.visit("grace").await;
    let other = grace.begin_class("7c", OTHER, true).await.unwrap();
    assert!(other > first);
    let home = ada.get("/s").await;
    home.shows(&main(other)).shows("Go to where my class is");
    let open = grace.class("7c").await.unwrap().open.remove(0);
    assert_eq!((open.number, open.led), (other, true));
    // A class that was forgotten leads nobody anywhere.
    school.later(TimeDelta::days(1));
    let (ada, grace) = (school.student("ada").await, school.visit("grace").await);
    let home = ada.get("/s").await;
    home.shows(&main(first)).hides("Go to where my class is");
    // It goes on where it stopped, and comes first again.
    let live = live_of(&school, OTHER).await;
    grace.close_lesson(live).await.unwrap();
    grace.begin_class("7c", OTHER, true).await.unwrap();
    ada.get("/s").await.shows(&main(other));
}

#[tokio::test]
async fn a_first_page_without_anything_open_looks_for_it() {
    let school = TestSchool::open().await;
    let ada = school.student("ada").await;
    ada.get("/s")
        .await
        .shows("data-wait")
        .shows("/assets/live.");
    school.open_lesson("grace", "7c", world::LESSON).await;
    ada.get("/s").await.hides("data-wait");
}

#[tokio::test]
async fn devices_that_were_there_before_the_class_began_are_called_in() {
    let school = TestSchool::open().await;
    school.open_lesson("grace", "7c", world::LESSON).await;
    let (ada, place) = (school.student("ada").await, lesson_page(&school));
    let step = format!("{place}/2");
    let changes = format!("data-live=\"{place}/changes\"");
    for at in [&place, &step, &format!("{place}/done")] {
        ada.get(at)
            .await
            .is(200)
            .shows(&changes)
            .shows("data-stays");
    }
    let grace = school.visit("grace").await;
    grace.begin_class("7c", world::LESSON, true).await.unwrap();
    let seat = ada.get(&format!("{place}/seat?step=2")).await;
    seat.is(200).shows(&format!("\"at\":\"{place}\""));
}

#[tokio::test]
async fn whoever_has_finished_is_paused_and_called_back_like_everybody() {
    let school = class().await;
    let lesson = school.lesson();
    let (ada, place) = (school.student("ada").await, lesson_page(&school));
    let (end, last) = (format!("{place}/done"), lesson.steps.len());
    act(&school, "grace", go(2)).await.unwrap();
    let own = app::school::live::Lead {
        from: 1,
        to: last.try_into().unwrap(),
        ..lead(Act::LetGo)
    };
    act(&school, "grace", own).await.unwrap();
    let page = ada.get(&end).await;
    page.is(200).shows("seat?done").hides("data-stays");
    act(&school, "grace", lead(Act::Pause)).await.unwrap();
    ada.get(&end).await.is(200).shows("Look up");
    act(&school, "grace", lead(Act::Resume)).await.unwrap();
    act(&school, "grace", lead(Act::CallBack)).await.unwrap();
    ada.get(&end).await.redirects_to(&place);
    // The last step of a class that ends together is done where it stands.
    act(&school, "grace", go(last.try_into().unwrap()))
        .await
        .unwrap();
    let step = format!("{place}/{last}");
    ada.get(&step).await.is(200).shows("I’m done");
    let key = lesson.step_key(&lesson.steps[last - 1]);
    let fields = [("section", "7c"), ("step", &key)];
    let kept = ada.post("/api/complete_step", &fields).await;
    kept.redirects_to(&step);
    ada.get(&step).await.shows("Your class ends together.");
}
