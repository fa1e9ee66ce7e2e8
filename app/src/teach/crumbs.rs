//! Where a staff page stands: the way back, above its heading.

use leptos::prelude::*;

use super::class::works_as;
use crate::school::accounts::Role;

/// Address and words of each page above this one, outermost first.
#[component]
pub fn Crumbs(way: Vec<(String, String)>) -> impl IntoView {
    let way = way
        .into_iter()
        .map(|(href, words)| view! { <li><a href=href>{words}</a></li> });
    view! {
        <nav class="crumbs" aria-label="You are here">
            <ol role="list">{way.collect_view()}</ol>
        </nav>
    }
}

/// The way to a page of one class.
pub fn class_crumbs(slug: &str, class: &str) -> impl IntoView + use<> {
    let way = vec![
        classes(),
        (format!("/teach/classes/{slug}"), class.to_owned()),
    ];
    view! { <Crumbs way /> }
}

/// The way to a page of one lesson of a class; while it `runs`, over its console.
pub fn lesson_crumbs(slug: &str, class: &str, number: u32, runs: bool) -> impl IntoView + use<> {
    let address = format!("/teach/classes/{slug}");
    let console = runs.then(|| (format!("{address}/{number}/live"), "Console".to_owned()));
    let mut way = vec![classes(), (address, class.to_owned())];
    way.extend(console);
    view! { <Crumbs way /> }
}

/// Where a visitor's classes are: whoever teaches has their own, whoever looks after a school has
/// its page.
pub fn classes() -> (String, String) {
    let looks_after = [
        Role::SchoolAdministrator,
        Role::DistrictAdministrator,
        Role::Counselor,
    ];
    match works_as(&looks_after) && !works_as(&[Role::Teacher]) {
        true => ("/school".into(), "School".into()),
        false => ("/teach".into(), "My classes".into()),
    }
}

/// The way to a page of one school's administration.
pub fn school_crumbs(org: &str, school: &str) -> impl IntoView + use<> {
    view! { <Crumbs way=vec![(format!("/school/{org}"), school.to_owned())] /> }
}
