//! Only pages of this server may change anything.

use axum::http::{HeaderValue, Method, header};
use server::{
    entrance::Entrance,
    router::{Method as Verb, ROUTES},
};

use crate::school::TestSchool;

/// What a request says about where it comes from: `sec-fetch-site`, `origin`.
async fn sent(school: &TestSchool, address: &str, site: &str, origin: &str) -> u16 {
    let browser = school.staff("grace").await;
    let mut request = browser.form::<&str>(address, &[]);
    let headers = request.headers_mut();
    for (name, value) in [("sec-fetch-site", site), ("origin", origin)] {
        headers.remove(name);
        if !value.is_empty() {
            headers.insert(name, HeaderValue::from_str(value).unwrap());
        }
    }
    browser.send(request).await.status.as_u16()
}

const HERE: &str = "http://localhost:8080";

#[tokio::test]
async fn no_form_of_another_site_is_taken_at_any_address() {
    let school = TestSchool::open().await;
    for route in ROUTES.iter().filter(|route| route.method == Verb::Post) {
        let address = route.address.replace(['{', '}', '*'], "");
        for (site, origin) in [
            ("cross-site", "https://evil.example"),
            ("same-site", "http://localhost:9999"),
            ("none", ""),
            ("same-origin", "https://evil.example"),
            ("", "https://evil.example"),
            ("", "null"),
            ("", ""),
        ] {
            let status = sent(&school, &address, site, origin).await;
            assert_eq!(status, 403, "{address} from {site:?} {origin:?}");
        }
    }
}

#[tokio::test]
async fn forms_of_this_server_are_taken() {
    let school = TestSchool::open().await;
    for (site, origin) in [("same-origin", HERE), ("same-origin", ""), ("", HERE)] {
        assert_eq!(
            sent(&school, "/sign-out", site, origin).await,
            303,
            "{site} {origin}"
        );
    }
}

#[tokio::test]
async fn other_methods_change_nothing_either() {
    let school = TestSchool::open().await;
    let browser = school.nobody();
    for method in [Method::PUT, Method::DELETE, Method::PATCH] {
        let mut request = browser.form::<&str>("/sign-out", &[]);
        *request.method_mut() = method;
        assert_eq!(browser.send(request).await.status.as_u16(), 405);
    }
}

#[tokio::test]
async fn behind_a_certificate_only_its_own_address_may_post() {
    let origin = "https://groundwork.pine.example".to_owned();
    let school = TestSchool::reached_by(Entrance::Encrypted {
        origin: origin.clone(),
    })
    .await;
    assert_eq!(
        sent(&school, "/sign-out", "same-origin", &origin).await,
        303
    );
    assert_eq!(sent(&school, "/sign-out", "same-origin", HERE).await, 403);
    let reply = school.nobody().get("/sign-in").await;
    assert!(
        reply
            .header(header::STRICT_TRANSPORT_SECURITY)
            .contains("max-age")
    );
}

#[tokio::test]
async fn on_a_plain_network_the_origin_decides_and_cookies_are_plain() {
    let school = TestSchool::reached_by(Entrance::Insecure {
        origin: None,
        port: 8080,
    })
    .await;
    assert_eq!(sent(&school, "/sign-out", "", HERE).await, 303);
    assert_eq!(
        sent(&school, "/sign-out", "", "http://evil.example").await,
        403
    );
    let fields = [("class_code", "CCC777"), ("own_code", "kfm7rt")];
    let ada = school.nobody();
    ada.post("/s/sign-in", &fields).await.redirects_to("/s");
    assert!(ada.cookie("session").is_some());
    ada.get("/s").await.is(200);
}
