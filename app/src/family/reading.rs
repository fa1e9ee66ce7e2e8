//! A lesson's steps as families read them: whole, and with nothing to fill in. A check is its
//! question and its options; keys and feedback belong to the lesson in class.

use leptos::prelude::*;

use crate::{
    parts::{check::kind_key, step::CalloutBox},
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
    let CheckView {
        id,
        kind,
        prompt,
        body,
        ..
    } = check;
    let key = kind_key(kind);
    let in_class = view! { <p class="asked-note">{text("family-check")}</p> };
    let (body, note) = match body {
        CheckBody::Options(options) => {
            let options = options.into_iter().map(|option| option.text);
            (list(options), Some(in_class.into_any()))
        }
        CheckBody::Match {
            headings,
            rows,
            choices,
        } => {
            let lefts = rows.into_iter().map(|row| row.left);
            let rights = choices.into_iter().map(|(_, text)| text);
            let sides = view! {
                <div class="asked-sides">
                    {side(headings.0, lefts)}
                    {side(headings.1, rights)}
                </div>
            };
            (sides.into_any(), Some(in_class.into_any()))
        }
        CheckBody::Order(items) => {
            let items = items.into_iter().map(|item| item.text);
            (list(items), Some(in_class.into_any()))
        }
        CheckBody::Scenario {
            opening,
            choices,
            scenes,
        } => (story(opening, choices, scenes), None),
        CheckBody::Reflect(prompts) => {
            let note = view! { <p class="asked-note">{text("reflect-note")}</p> };
            (list(prompts.into_iter()), Some(note.into_any()))
        }
    };
    let section = format!("check-{id}");
    let title = format!("asked-{id}");
    let labelled_by = title.clone();
    view! {
        <section
            class="asked"
            id=section
            data-kind=key.trim_start_matches("kind-")
            aria-labelledby=labelled_by
        >
            <h3 id=title>
                <span class="check-kind">{text(key)}</span>
                " "
                <span class="check-prompt" inner_html=prompt></span>
            </h3>
            {body}
            {note}
        </section>
    }
    .into_any()
}

fn list(texts: impl Iterator<Item = String>) -> AnyView {
    let rows = texts.map(|html| view! { <li inner_html=html></li> });
    view! { <ul>{rows.collect_view()}</ul> }.into_any()
}

/// One column of a match, under its heading.
fn side(heading: String, texts: impl Iterator<Item = String>) -> AnyView {
    view! {
        <div>
            <p class="soft" inner_html=heading></p>
            {list(texts)}
        </div>
    }
    .into_any()
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
