//! A lesson's steps as families read them: whole, and with nothing to fill in. A check is its
//! question and its options; keys and feedback belong to the lesson in class.

use leptos::prelude::*;

use crate::{
    parts::{
        asked::{Under, asked, list, to_read},
        step::CalloutBox,
    },
    school::learning::{BlockView, CheckBody, CheckView, Scene},
    text::text,
};

/// The blocks of a step in order.
#[component]
pub fn Reading(blocks: Vec<BlockView>) -> impl IntoView {
    let blocks = blocks.into_iter().map(|block| match block {
        BlockView::Prose(html) => view! { <div class="prose" inner_html=html></div> }.into_any(),
        BlockView::Callout(kind, html) => view! { <CalloutBox kind html /> }.into_any(),
        BlockView::Check(check) => question(check),
    });
    view! { <div class="prose">{blocks.collect_view()}</div> }
}

fn question(check: CheckView) -> AnyView {
    let in_class = || view! { <p class="asked-note">{text("family-check")}</p> }.into_any();
    let (body, note) = match check.body {
        CheckBody::Scenario {
            opening,
            choices,
            scenes,
        } => (story(opening, choices, scenes), None),
        CheckBody::Reflect(prompts) => {
            let note = view! { <p class="asked-note">{text("reflect-note")}</p> };
            (list(prompts.into_iter()), Some(note.into_any()))
        }
        body => (to_read(body, false), Some(in_class())),
    };
    asked(
        &check.id,
        check.kind,
        check.prompt,
        Under::Step,
        view! { {body}{note} }.into_any(),
    )
}

/// A scenario with all that can come of it; its choices lead to parts of the same page.
fn story(opening: String, choices: Vec<(String, String)>, scenes: Vec<Scene>) -> AnyView {
    let choices = choices.into_iter().map(|(anchor, label)| {
        view! { <li><a href=format!("#{anchor}")>{label}</a></li> }
    });
    let scenes = scenes.into_iter().map(|scene| {
        let next = scene.next.map(|(anchor, label)| {
            view! { <p><a href=format!("#{anchor}")>{label}</a></p> }
        });
        view! {
            <div class="asked-scene" id=scene.anchor>
                <h4>{scene.label}</h4>
                <div inner_html=scene.html></div>
                {next}
            </div>
        }
    });
    view! {
        <div class="prose" inner_html=opening></div>
        <ul>{choices.collect_view()}</ul>
        {scenes.collect_view()}
    }
    .into_any()
}
