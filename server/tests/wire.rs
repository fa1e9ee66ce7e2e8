//! What surrounds every answer: headers, limits, files, and pages that are none.

use axum::http::{HeaderValue, Method, header};
use server::router::{Method as Verb, ROUTES};

use crate::school::TestSchool;

#[tokio::test]
async fn every_answer_carries_the_policy_and_no_inline_script() {
    let school = TestSchool::open().await;
    for address in [
        "/",
        "/sign-in",
        "/s/sign-in",
        "/nothing/here",
        "/bye",
        "/health",
        "/families",
    ] {
        let reply = school.nobody().get(address).await;
        let policy = reply.header(header::CONTENT_SECURITY_POLICY);
        assert!(
            policy.starts_with("default-src 'none'"),
            "{address}: {policy}"
        );
        assert!(!policy.contains("unsafe-inline"), "{policy}");
        assert_eq!(reply.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(reply.header(header::REFERRER_POLICY), "same-origin");
        let text = reply.text();
        for script in text.split("<script").skip(1) {
            let (tag, body) = script.split_once('>').unwrap();
            let is_empty = body.starts_with("</script>");
            assert!(tag.contains("src=") && is_empty, "{address}: <script{tag}>");
        }
        assert!(!text.contains(" style="), "{address}");
        assert!(!text.contains(" onclick="), "{address}");
        assert!(!text.contains("__RESOLVED_RESOURCES"), "{address}");
    }
}

#[tokio::test]
async fn what_a_visitor_is_shown_is_kept_nowhere() {
    let school = TestSchool::open().await;
    let grace = school.staff("grace").await;
    for address in ["/teach", "/account", "/teach/classes/7c", "/nothing"] {
        let reply = grace.get(address).await;
        assert_eq!(reply.header(header::CACHE_CONTROL), "no-store", "{address}");
    }
}

#[tokio::test]
async fn an_address_that_nothing_is_at_says_so() {
    let school = TestSchool::open().await;
    school
        .nobody()
        .get("/nothing/here")
        .await
        .is(404)
        .shows("<h1>");
    school
        .nobody()
        .post::<&str>("/nothing/here", &[])
        .await
        .is(404);
    school.nobody().get("/assets/made-up.css").await.is(404);
    school
        .nobody()
        .get("/assets/../groundwork.key")
        .await
        .is(404);
}

#[tokio::test]
async fn a_form_that_is_too_large_or_no_form_is_refused() {
    let school = TestSchool::open().await;
    let nobody = school.nobody();
    let large = "x".repeat(300 * 1024);
    nobody
        .post("/sign-in", &[("email", large.as_str())])
        .await
        .is(413);
    let mut request = nobody.form("/sign-in", &[("email", "x")]);
    request.headers_mut().remove(header::CONTENT_TYPE);
    nobody
        .send(request)
        .await
        .is(415)
        .shows("Nothing was changed");
    let stale = [("nonsense", "1")];
    nobody.post("/sign-in", &stale).await.is(422);
    nobody.call("/api/complete_step", &stale).await.is(422);
}

#[tokio::test]
async fn a_form_with_wrong_fields_comes_back_and_says_so() {
    let school = TestSchool::open().await;
    let ada = school.student("ada").await;
    let mut request = ada.form("/api/complete_step", &[("nonsense", "1")]);
    let from = HeaderValue::from_static("http://localhost:8080/s?problem=closed&x=1");
    request.headers_mut().insert(header::REFERER, from);
    let back = ada.send(request).await;
    assert_eq!(
        back.is(302).location(),
        "http://localhost:8080/s?x=1&problem=check-the-form"
    );
}

#[tokio::test]
async fn no_address_gives_a_fault_for_any_rubbish() {
    let school = TestSchool::open().await;
    let grace = school.staff("grace").await;
    for route in ROUTES {
        for rubbish in [
            "x",
            "0",
            "-1",
            "99999999999999999999",
            "%F0%9F%90%BB",
            "a%2Fb",
            "%00",
            "%FF",
        ] {
            let mut address = route.address.to_owned();
            while let Some((before, rest)) = address.split_once('{') {
                let (_, after) = rest.split_once('}').unwrap();
                address = format!("{before}{rubbish}{after}");
            }
            let reply = match route.method {
                Verb::Get => grace.get(&address).await,
                Verb::Post => grace.post("/sign-out/..", &[("x", rubbish)]).await,
            };
            assert!(reply.status.as_u16() < 500, "{reply:?}");
        }
    }
}

#[tokio::test]
async fn the_server_says_that_it_is_well() {
    let school = TestSchool::open().await;
    school.nobody().get("/health").await.is(200).shows("ok");
}

#[tokio::test]
async fn a_head_is_a_page_without_its_body() {
    let school = TestSchool::open().await;
    let nobody = school.nobody();
    let mut request = nobody.form::<&str>("/sign-in", &[]);
    *request.method_mut() = Method::HEAD;
    let reply = nobody.send(request).await;
    reply.is(200);
    assert!(reply.bytes.is_empty());
}

#[tokio::test]
async fn every_page_of_the_app_has_a_row() {
    let _school = TestSchool::open().await;
    for page in leptos_axum::generate_route_list(app::App) {
        let known = ROUTES.iter().any(|route| route.address == page.path());
        assert!(known, "{} is no row of ROUTES", page.path());
    }
    for (call, method) in leptos_axum_calls() {
        assert_eq!(method, Method::POST, "{call}");
        let known = ROUTES
            .iter()
            .any(|route| route.address == call && route.method == Verb::Post);
        assert!(known, "{call} is no row of ROUTES");
    }
}

/// Every server function that the app has registered.
fn leptos_axum_calls() -> Vec<(&'static str, Method)> {
    leptos::server_fn::axum::server_fn_paths().collect()
}
