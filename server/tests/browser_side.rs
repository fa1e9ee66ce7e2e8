//! What pages and their wasm rely on in each other: every server function is reached as `ROUTES`
//! says, and every island that stands in a page is one that the wasm can wake.

use std::collections::BTreeSet;

use axum::http::{HeaderValue, Method, header};
use leptos::server_fn::axum::server_fn_paths;
use scraper::{Html, Selector};
use server::router::{Method as Verb, ROUTES};

use crate::school::{TestSchool, site, world};

/// Addresses of the rows that are server functions.
fn calls() -> BTreeSet<&'static str> {
    ROUTES
        .iter()
        .filter(|route| route.address.starts_with("/api/"))
        .map(|route| route.address)
        .collect()
}

#[tokio::test]
async fn every_server_function_is_a_post_at_an_address_that_was_written_down() {
    let _school = TestSchool::open().await;
    let registered: BTreeSet<&str> = server_fn_paths().map(|(address, _)| address).collect();
    assert_eq!(registered, calls());
    assert!(!registered.is_empty());
    for (address, method) in server_fn_paths() {
        assert_eq!(method, Method::POST, "{address}");
        let name = address.strip_prefix("/api/").unwrap();
        // Without an `endpoint` a hash of where the function stands is part of its address.
        let is_written = |letter: char| letter.is_ascii_lowercase() || letter == '_';
        assert!(name.chars().all(is_written), "{address}");
    }
    for route in ROUTES {
        let is_call = route.address.starts_with("/api/");
        assert!(!is_call || route.method == Verb::Post, "{}", route.address);
    }
}

#[tokio::test]
async fn no_server_function_answers_to_a_link_or_to_an_address_that_is_none() {
    let school = TestSchool::open().await;
    school.open_lesson("grace", "7c", world::LESSON).await;
    let grace = school.staff("grace").await;
    for address in calls() {
        let query = format!("{address}?section=7c&lesson={}", world::LESSON);
        for address in [address, &query] {
            grace.get(address).await.is(405);
        }
    }
    let fields = [("section", "7c")];
    for made_up in ["/api/made_up", "/api", "/api/watch_section/7c"] {
        grace.post(made_up, &fields).await.is(404);
        grace.call(made_up, &fields).await.is(404);
    }
    // Nor to what only looks like a form.
    let mut request = grace.form("/api/watch_section", &fields);
    let text = HeaderValue::from_static("text/plain");
    request.headers_mut().insert(header::CONTENT_TYPE, text);
    request.headers_mut().remove(header::ORIGIN);
    request.headers_mut().remove("sec-fetch-site");
    grace.send(request).await.is(403);
}

/// Names of the islands in a page, as its elements name them.
fn islands(page: &str) -> BTreeSet<String> {
    let island = Selector::parse("leptos-island").unwrap();
    Html::parse_document(page)
        .select(&island)
        .map(|island| island.attr("data-component").unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn every_island_in_a_page_is_one_that_the_wasm_wakes() {
    let school = TestSchool::open().await;
    school.open_lesson("grace", "7c", world::LESSON).await;
    let grace = school.staff("grace").await;
    let mut found = BTreeSet::new();
    for (page, name) in [
        ("/teach/classes/7c", "GridWatch"),
        ("/project/7c/1/1", "ElapsedBar"),
        ("/project/7c/1/1?join", "ElapsedBar"),
    ] {
        let reply = grace.get(page).await;
        let islands = islands(&reply.is(200).text());
        let mut names = islands.iter().filter_map(|island| island.rsplit_once('_'));
        assert!(
            names.any(|(island, _)| island == name),
            "{page}: {islands:?}"
        );
        reply.shows("data-wasm=");
        found.extend(islands);
    }
    let Some(site) = site("the islands of the wasm") else {
        return;
    };
    let script = grace
        .get(&format!("/assets/{}", site["groundwork.js"]))
        .await;
    let script = script.is(200).text();
    let wasm = format!("/assets/{}", site["groundwork_bg.wasm"]);
    let wasm = grace.get(&wasm).await;
    let woken: BTreeSet<String> = script
        .split("export function ")
        .skip(1)
        .filter_map(|rest| rest.split_once('('))
        .map(|(name, _)| name.to_owned())
        .filter(|name| name != "hydrate")
        .collect();
    // Both ways: an island that no page holds is not looked for above.
    assert_eq!(
        found, woken,
        "the pages' islands and the site's; `cargo xtask site` brings an old site up to date"
    );
    for island in &woken {
        let exported = exports(&wasm.bytes);
        assert!(exported.contains(island), "{island} of {exported:?}");
    }
}

/// Names that a wasm module exports: section 7, after a magic word and a version.
fn exports(module: &[u8]) -> BTreeSet<String> {
    let mut rest = module.strip_prefix(b"\0asm\x01\0\0\0").unwrap();
    while let Some((&section, after)) = rest.split_first() {
        let (length, after) = number(after);
        let (mut content, next) = after.split_at(length);
        rest = next;
        if section != 7 {
            continue;
        }
        let mut names = BTreeSet::new();
        let (count, entries) = number(content);
        content = entries;
        for _ in 0..count {
            let (length, after) = number(content);
            let (name, after) = after.split_at(length);
            names.insert(String::from_utf8(name.to_vec()).unwrap());
            content = number(&after[1..]).1;
        }
        return names;
    }
    BTreeSet::new()
}

/// A number as wasm writes it: seven bits a byte, the lowest first.
fn number(bytes: &[u8]) -> (usize, &[u8]) {
    let mut value = 0;
    for (at, byte) in bytes.iter().enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return (value, &bytes[at + 1..]);
        }
    }
    panic!("a number without an end");
}
