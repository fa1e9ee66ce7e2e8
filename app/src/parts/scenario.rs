//! Scenario and Reflect: the two kinds that send nothing at all.

use leptos::prelude::*;

use crate::{school::learning::Scene, text::text};

/// A moment, what could be done, and what comes of it: links to parts of the page. With
/// JavaScript one part is open at a time and the address stays as it is.
#[component]
pub fn Scenario(
    id: String,
    heading: AnyView,
    opening: String,
    choices: Vec<(String, String)>,
    scenes: Vec<Scene>,
) -> impl IntoView {
    let section = format!("check-{id}");
    let back = format!("#{section}");
    let choices = choices.into_iter().map(|(anchor, label)| {
        view! {
            <li><a class="button" data-scene href=format!("#{anchor}")>{label}</a></li>
        }
    });
    let scenes = scenes.into_iter().map(|scene| {
        let next = scene.next.map(|(anchor, label)| {
            view! {
                <p><a class="button" data-scene href=format!("#{anchor}")>{label}</a></p>
            }
        });
        view! {
            <div class="scene" id=scene.anchor tabindex="-1">
                <h3>{scene.label}</h3>
                <div inner_html=scene.html></div>
                {next}
                <p><a data-scene href=back.clone()>{text("choose-again")}</a></p>
            </div>
        }
    });
    view! {
        <section class="check" id=section data-part data-kind="scenario">
            <h2>{heading}</h2>
            <div class="prose" inner_html=opening></div>
            <ul class="choices" role="list">{choices.collect_view()}</ul>
            {scenes.collect_view()}
        </section>
    }
}

/// Something to think, draw or whisper. Never an input.
#[component]
pub fn Reflect(id: String, heading: AnyView, prompts: Vec<String>) -> impl IntoView {
    let title = format!("reflect-{id}");
    let labelled_by = title.clone();
    let prompts = prompts
        .into_iter()
        .map(|html| view! { <li inner_html=html></li> });
    view! {
        <section class="reflect" aria-labelledby=labelled_by>
            <h2 id=title>{heading}</h2>
            <ul>{prompts.collect_view()}</ul>
            <p class="reflect-note">{text("reflect-note")}</p>
        </section>
    }
}
