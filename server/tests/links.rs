//! A page offers no link that its reader may not follow: everybody follows all they are offered.

use std::collections::{BTreeSet, VecDeque};

use crate::{
    matrix::{EVERYBODY, a_school_in_use, browser},
    school::TestSchool,
};

/// Where the crawl of one person begins: whatever else there is has to be linked.
const START: [&str; 5] = ["/", "/s", "/teach", "/school", "/families"];

#[tokio::test]
async fn nobody_is_offered_a_link_that_is_refused() {
    let school = a_school_in_use().await;
    let mut refused = Vec::new();
    for who in EVERYBODY {
        let pages = crawl(&school, who, &mut refused).await;
        assert!(pages > 10, "{who} found only {pages} kinds of page");
    }
    assert!(refused.is_empty(), "{refused:#?}");
}

/// Follows every link of every kind of page; answers how many kinds there were.
async fn crawl(school: &TestSchool, who: &str, refused: &mut Vec<String>) -> usize {
    let browser = browser(school, who).await;
    let mut seen = BTreeSet::new();
    let mut waiting: VecDeque<(String, String)> = START
        .map(|address| (address.to_owned(), String::new()))
        .into();
    while let Some((address, from)) = waiting.pop_front() {
        if !seen.insert(kind(&address)) {
            continue;
        }
        let reply = browser.get(&address).await;
        let status = reply.status.as_u16();
        // The starting points are nobody's offer, and signing out would end the walk.
        if !from.is_empty() && !matches!(status, 200 | 303) {
            refused.push(format!(
                "{who}: {from} links to {address}, which answers {status}"
            ));
        }
        waiting.extend(links(&reply.text()).map(|link| (link, address.clone())));
    }
    seen.len()
}

/// The addresses of this site that `page` links to.
fn links(page: &str) -> impl Iterator<Item = String> + use<> {
    let links: Vec<String> = page
        .split("<a ")
        .skip(1)
        .filter_map(|tag| {
            tag.split_once('>')?
                .0
                .split_once("href=\"")?
                .1
                .split_once('"')
        })
        .map(|(href, _)| href.replace("&amp;", "&"))
        .filter(|href| href.starts_with('/') && href != "/bye")
        .map(|href| href.split('#').next().unwrap_or_default().to_owned())
        .collect();
    links.into_iter()
}

/// One address stands for all that differ only in a lesson, a step or a choice of a filter.
fn kind(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let names = query
        .split('&')
        .map(|pair| pair.split('=').next().unwrap_or_default());
    let parts = path.split('/').map(|part| match part {
        number if number.parse::<u32>().is_ok() => "N",
        lesson if lesson.contains('.') && !lesson.ends_with(".csv") => "LESSON",
        part => part,
    });
    let path = parts.collect::<Vec<_>>().join("/");
    format!("{path}?{}", names.collect::<Vec<_>>().join("&"))
}
