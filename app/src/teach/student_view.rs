//! A lesson as a student sees it: the same screens, and nothing is kept.

use leptos::prelude::*;

use crate::{
    learn::step::StepScreen,
    parts::{
        icon::Icon,
        page::{number, page, param},
    },
    school::{Posted, learning::StepPage, school},
    text::text,
};

#[component]
pub fn StudentView() -> impl IntoView {
    let (lesson, step) = (param("lesson"), number("step"));
    let fields = Posted::here().unwrap_or_default().fields;
    let guide = format!("/teach/lessons/{lesson}/guide");
    page(
        async move { school()?.view_as_student(&lesson, step, &fields).await },
        move |page| {
            let way = way(&page, guide);
            view! { <StepScreen page way /> }
        },
    )
}

/// Where a student's "Next" keeps the step as done, this only leads on, and at the end back.
fn way(page: &StepPage, guide: String) -> AnyView {
    let last = page.number as usize >= page.steps.len();
    let (href, word) = if last {
        (guide, "To the guide".to_owned())
    } else {
        (
            format!("{}/{}", page.head.address, page.number + 1),
            text("next"),
        )
    };
    view! {
        <a class="button" data-kind="main" data-replace href=href>
            {word}
            <Icon name="arrow-right" turns=true />
        </a>
    }
    .into_any()
}
