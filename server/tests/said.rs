//! What a page for staff says once a form has done its work, and where there is nothing to show.

use crate::school::{Browser, Reply, TestSchool, world};

const ROSTER: &str = "/school/classes/7c";

/// Sends a form from `page` and answers with the page it goes on to.
async fn sent(browser: &Browser, page: &str, form: &str, fields: &[(&str, &str)]) -> Reply {
    browser.get(page).await.is(200).hides("role=\"status\"");
    let done = browser.post(form, fields).await;
    let next = done.location();
    let next = next.split_once(":8080").map_or(next, |(_, path)| path);
    assert!(!next.is_empty(), "{done:?}");
    browser.get(next).await
}

#[tokio::test]
async fn a_form_that_worked_says_so_in_one_sentence() {
    let school = TestSchool::open().await;
    let alan = school.staff("alan").await;
    let id = |name: &str| world::id(name).to_string();
    let (omar, ada, ben, carol) = (id("omar"), id("ada"), id("ben"), id("carol"));
    for (form, field, value, says) in [
        ("/api/add_teacher", "teacher", &omar, "The teacher is added"),
        (
            "/api/remove_teacher",
            "teacher",
            &omar,
            "The teacher is removed",
        ),
        ("/api/renew_code", "student", &ben, "There is a new code."),
        (
            "/api/remove_student",
            "student",
            &ada,
            "The student has left the class.",
        ),
    ] {
        let fields = [("section", "7c"), (field, value.as_str())];
        let page = sent(&alan, ROSTER, form, &fields).await;
        page.is(200).shows("role=\"status\"").shows(says);
    }
    let names = [("names", "Zoe A.")];
    let page = sent(&alan, ROSTER, ROSTER, &names).await;
    page.is(200).shows("The names are in the list.");
    let fields = [("org", "birch"), ("counselor", carol.as_str())];
    let readiness = "/school/birch/readiness";
    let page = sent(&alan, readiness, "/api/choose_question_box", &fields).await;
    page.is(200)
        .shows("The choice for the question box is kept.");
}

#[tokio::test]
async fn what_is_refused_afterwards_does_not_still_say_that_it_worked() {
    let school = TestSchool::open().await;
    let alan = school.staff("alan").await;
    let page = format!("{ROSTER}?done=teacher-added");
    alan.get(&page).await.is(200).shows("The teacher is added");
    let grace = world::id("grace").to_string();
    let fields = [("section", "7c"), ("teacher", grace.as_str())];
    let refused = alan.post("/api/remove_teacher", &fields).await;
    refused.redirects_to(&format!("{ROSTER}?problem=last-teacher"));
    alan.get(&page).await.is(200);
    let stale = alan.post("/api/add_teacher", &[("class", "7c")]).await;
    assert!(!stale.location().contains("done="), "{stale:?}");
    alan.get(&format!("{ROSTER}?done=nothing"))
        .await
        .is(200)
        .hides("role=\"status\"");
}

#[tokio::test]
async fn a_new_class_has_no_grade_before_one_is_chosen() {
    let school = TestSchool::open().await;
    let alan = school.staff("alan").await;
    let page = "/school/birch/new-class";
    let empty = "<option value=\"\" selected>Choose a grade</option>";
    alan.get(page).await.is(200).shows(empty);
    let grace = world::id("grace").to_string();
    let fields = [
        ("name", "Period 3"),
        ("first_grade", "7"),
        ("last_grade", ""),
        ("teacher", &grace),
        ("names", ""),
    ];
    alan.post(page, &fields)
        .await
        .is(422)
        .shows("Choose a grade from kindergarten to 12.")
        .shows("<option value=\"7\" selected>Grade 7</option>")
        .shows(empty);
}

#[tokio::test]
async fn staff_find_their_own_way_around_where_there_is_nothing() {
    let school = TestSchool::open().await;
    let grace = school.staff("grace").await;
    for address in ["/made-up", "/teach/classes/made-up", "/s/7c/1/1"] {
        let page = grace.get(address).await;
        page.shows("data-audience=\"staff\"")
            .shows("<a href=\"/teach\">My classes</a>")
            .hides("data-leave");
    }
    let nobody = school.nobody();
    nobody.get("/made-up").await.is(404).shows("data-leave");
}

#[tokio::test]
async fn a_district_reads_first_how_many_schools_are_ready() {
    let school = TestSchool::open().await;
    let dora = school.staff("dora").await;
    dora.get("/school")
        .await
        .is(200)
        .shows("schools are ready.")
        .shows("See readiness");
    school.make_ready("dora", "birch").await;
    dora.get("/school")
        .await
        .is(200)
        .shows("1 of 2 schools is ready.");
}
