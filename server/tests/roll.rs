//! The roll of a class: everybody was there until somebody says so, also afterwards; and who may
//! call it and close the class.

use lessons::course::Band;
use server::entity::{enrollment, word::EnrollmentRole};

use crate::{
    closing::{begin, call_roll, close, done, page, taught_message, teachings},
    school::{TestSchool, world},
};

#[tokio::test]
async fn the_roll_can_be_put_right_after_the_class_was_closed() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    let all = lesson.steps.len();
    begin(&grace, "7c", lesson).await;
    let cleo = school.student("cleo").await;
    let own = lesson.step_key(&lesson.steps[0]);
    let fields = [("section", "7c"), ("step", own.as_str())];
    cleo.call("/api/complete_step", &fields).await.is(200);
    call_roll(&grace, "7c", lesson, &["ada"]).await.is(302);
    close(&grace, "7c", lesson, &[]).await.is(303);
    let counts = async |names: [&'static str; 3]| {
        let mut counts = Vec::new();
        for name in names {
            counts.push(done(&school, name, lesson).await);
        }
        counts
    };
    let names = ["ada", "ben", "cleo"];
    assert_eq!(counts(names).await, [0, all, all]);
    let place = format!("/teach/classes/7c/{}", lesson.order);
    grace.get(&place).await.is(200).shows("1 away.");
    // Ada came late after all, and ben and cleo had gone.
    call_roll(&grace, "7c", lesson, &["ben", "cleo"])
        .await
        .redirects_to(&place);
    assert_eq!(counts(names).await, [all, 0, 1], "cleo's own step stays");
    grace.get(&place).await.is(200).shows("2 away.");
    call_roll(&grace, "7c", lesson, &[]).await.is(302);
    assert_eq!(counts(names).await, [all, all, all]);
}

#[tokio::test]
async fn a_roll_leads_back_to_where_it_was_called_from() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    let (close_it, roll) = (page("7c", lesson, "close"), page("7c", lesson, "roll"));
    // The card may be filled in already, so that it stays where it is.
    let link = format!("href=\"{roll}?from=close\" target=\"_blank\"");
    grace.get(&close_it).await.shows(&link);
    let (console, place) = (
        page("7c", lesson, "live"),
        format!("/teach/classes/7c/{}", lesson.order),
    );
    let from_lesson = format!("{roll}?from=lesson");
    grace.get(&place).await.shows(&from_lesson);
    for (from, back) in [
        ("", &console),
        ("console", &console),
        ("lesson", &place),
        ("close", &close_it),
        ("/elsewhere", &console),
    ] {
        let shown = grace.get(&format!("{roll}?from={from}")).await;
        shown
            .is(200)
            .shows(&format!("href=\"{back}\" class=\"button\">Not now"));
        if from == "/elsewhere" {
            shown.hides(from);
            continue;
        }
        let mut fields = vec![("roll[section]", "7c"), ("roll[lesson]", &*lesson.id)];
        fields.extend((!from.is_empty()).then_some(("roll[from]", from)));
        grace
            .post("/api/call_roll", &fields)
            .await
            .redirects_to(back);
    }
    let fields = [
        ("roll[section]", "7c"),
        ("roll[lesson]", &lesson.id),
        ("roll[from]", "close"),
    ];
    close(&grace, "7c", lesson, &[]).await.is(303);
    grace
        .post("/api/call_roll", &fields)
        .await
        .redirects_to(&place);
}

#[tokio::test]
async fn the_console_is_one_step_from_every_page_of_a_class_that_runs() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    let crumb = format!("href=\"{}\">Console</a>", page("7c", lesson, "live"));
    for name in ["roll", "questions", "close"] {
        grace
            .get(&page("7c", lesson, name))
            .await
            .is(200)
            .shows(&crumb);
    }
    close(&grace, "7c", lesson, &[]).await.is(303);
    for name in ["roll", "questions"] {
        grace
            .get(&page("7c", lesson, name))
            .await
            .is(200)
            .hides(&crumb);
    }
}

#[tokio::test]
async fn the_youngest_have_a_roll_and_a_card_too() {
    let school = TestSchool::open().await;
    let grace = school.staff("grace").await;
    let lesson = &school.curriculum().unit(Band::K2).unwrap().lessons[0];
    begin(&grace, "1b", lesson).await;
    call_roll(&grace, "1b", lesson, &["june"]).await.is(302);
    close(&grace, "1b", lesson, &[])
        .await
        .redirects_to(&taught_message("1b", lesson));
    assert_eq!(done(&school, "june", lesson).await, 0);
    assert_eq!(done(&school, "kai", lesson).await, lesson.steps.len());
}

#[tokio::test]
async fn a_co_teacher_closes_and_a_strange_teacher_finds_nothing() {
    let school = TestSchool::open().await;
    let (grace, lesson) = (school.staff("grace").await, school.lesson());
    begin(&grace, "7c", lesson).await;
    let omar = school.staff("omar").await;
    for name in ["roll", "close"] {
        omar.get(&page("7c", lesson, name)).await.is(404);
    }
    let fields = [("section", "7c"), ("lesson", &*lesson.id)];
    omar.call("/api/end_class", &fields).await.is(404);
    close(&omar, "7c", lesson, &[]).await.is(404);
    let row = enrollment::Model {
        section_id: world::id("7c"),
        person_id: world::id("omar"),
        role: EnrollmentRole::Teacher,
        begins_on: world::today(),
        ends_on: None,
    };
    let db = &school.shared.db;
    db.write(|tx| async move { enrollment::add(&tx, vec![row]).await })
        .await
        .unwrap();
    omar.get(&page("7c", lesson, "close")).await.is(200);
    close(&omar, "7c", lesson, &[])
        .await
        .redirects_to(&taught_message("7c", lesson));
    assert_eq!(teachings(&school, "7c").await[0].by, world::id("omar"));
}
