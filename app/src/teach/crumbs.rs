//! Where a staff page stands: the way back, above its heading.

use leptos::prelude::*;

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
        ("/teach".into(), "My classes".into()),
        (format!("/teach/classes/{slug}"), class.to_owned()),
    ];
    view! { <Crumbs way /> }
}

/// The way to a page of one school's administration.
pub fn school_crumbs(org: &str, school: &str) -> impl IntoView + use<> {
    view! { <Crumbs way=vec![(format!("/school/{org}"), school.to_owned())] /> }
}
