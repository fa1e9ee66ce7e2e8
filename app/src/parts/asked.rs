//! A check to read, on the families' pages and on the projector: no control, no key, no feedback.

use leptos::prelude::*;
use lessons::check::Kind;

use super::check::kind_key;
use crate::{school::learning::CheckBody, text::text};

/// The heading that a check stands under: a page's own, or a step's.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Under {
    Page,
    Step,
}

/// A check's kind and question above what is asked.
pub fn asked(id: &str, kind: Kind, prompt: String, under: Under, content: AnyView) -> AnyView {
    let key = kind_key(kind);
    let title = format!("asked-{id}");
    let labelled_by = title.clone();
    let words = view! {
        <span class="check-kind">{text(key)}</span>
        " "
        <span class="check-prompt" inner_html=prompt></span>
    };
    let heading = match under {
        Under::Page => view! { <h2 id=title>{words}</h2> }.into_any(),
        Under::Step => view! { <h3 id=title>{words}</h3> }.into_any(),
    };
    view! {
        <section
            class="asked"
            id=format!("check-{id}")
            data-kind=key.trim_start_matches("kind-")
            aria-labelledby=labelled_by
        >
            {heading}
            {content}
        </section>
    }
    .into_any()
}

/// What stands to choose from, as the class is shown it; `lettered` where hands are raised for it.
pub fn to_read(body: CheckBody, lettered: bool) -> AnyView {
    match body {
        CheckBody::Options(options) => {
            let rows = options.into_iter().map(|option| {
                view! { <li inner_html=option.text></li> }
            });
            let rows = rows.collect_view();
            match lettered {
                true => view! { <ol class="asked-letters">{rows}</ol> }.into_any(),
                false => view! { <ul>{rows}</ul> }.into_any(),
            }
        }
        CheckBody::Match {
            headings,
            rows,
            choices,
        } => {
            let lefts = rows.into_iter().map(|row| row.left);
            let rights = choices.into_iter().map(|(_, text)| text);
            view! {
                <div class="asked-sides">
                    {side(headings.0, lefts)}
                    {side(headings.1, rights)}
                </div>
            }
            .into_any()
        }
        CheckBody::Order(items) => list(items.into_iter().map(|item| item.text)),
        CheckBody::Reflect(prompts) => list(prompts.into_iter()),
        CheckBody::Scenario { opening, .. } => {
            view! { <div class="prose" inner_html=opening></div> }.into_any()
        }
    }
}

pub fn list(texts: impl Iterator<Item = String>) -> AnyView {
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
