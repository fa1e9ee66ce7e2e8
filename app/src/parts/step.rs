//! What a step is made of: text, callouts, checks, and the words explained where they stand.

use leptos::prelude::*;
use lessons::lesson::{Callout, Word};

use super::{
    asked::{Under, asked, to_read},
    check::CheckForm,
    icon::Icon,
};
use crate::{
    school::learning::{BlockView, CheckBody, CheckView, StepLink},
    text::{Language, text, text_with},
};

/// The blocks of a step in order; checks post to `action`, or are only read where there is none.
#[component]
pub fn Blocks(blocks: Vec<BlockView>, action: Option<String>, words: Vec<Word>) -> impl IntoView {
    let blocks = blocks.into_iter().map(move |block| match block {
        BlockView::Prose(html) => view! { <div class="prose" inner_html=html></div> }.into_any(),
        BlockView::Callout(kind, html) => view! { <CalloutBox kind html /> }.into_any(),
        BlockView::Check(check) => match &action {
            Some(action) => view! { <CheckForm check action=action.clone() /> }.into_any(),
            None => projected(check),
        },
    });
    let words = words.into_iter().map(|word| {
        view! {
            <span class="meaning" popover id=format!("word-{}", word.id)>
                <strong class="meaning-word">{word.term}</strong>
                " "
                <span inner_html=word.meaning></span>
            </span>
        }
    });
    view! {
        <div class="prose">
            {blocks.collect_view()}
            {words.collect_view()}
        </div>
    }
}

/// A check for a class that reads it together: hands are raised for letters, and what sends nothing
/// works as ever.
fn projected(check: CheckView) -> AnyView {
    match check.body {
        CheckBody::Reflect(_) | CheckBody::Scenario { .. } => {
            view! { <CheckForm check action=String::new() /> }.into_any()
        }
        body => {
            let read = to_read(body, true);
            asked(&check.id, check.kind, check.prompt, Under::Page, read)
        }
    }
}

/// One of the five alerts, named for whoever reads it.
#[component]
pub fn CalloutBox(kind: Callout, html: String) -> impl IntoView {
    let (slug, icon) = sign(kind);
    let title = text(&format!("callout-{slug}"));
    let label = title.clone();
    view! {
        <aside class="callout" data-kind=slug aria-label=label>
            <p class="callout-title"><Icon name=icon />{title}</p>
            <div inner_html=html></div>
        </aside>
    }
}

/// A kind's name and its icon.
const fn sign(kind: Callout) -> (&'static str, &'static str) {
    match kind {
        Callout::Note => ("note", "idea"),
        Callout::Tip => ("tip", "play"),
        Callout::Important => ("important", "info"),
        Callout::Warning => ("warning", "alert"),
        Callout::Caution => ("caution", "stop"),
    }
}

/// Gives the staff's alerts inside a longer text the icon and the word of a [`CalloutBox`].
pub fn with_titles(html: &str) -> String {
    let mut titled = html.to_owned();
    for kind in [Callout::Warning, Callout::Caution] {
        let (slug, icon) = sign(kind);
        let opening = format!("<blockquote class=\"callout\" data-kind=\"{slug}\">");
        if titled.contains(&opening) {
            let word = Language::default().text_with(&format!("callout-{slug}"), []);
            let title = view! { <p class="callout-title"><Icon name=icon />{word}</p> };
            titled = titled.replace(&opening, &format!("{opening}{}", title.to_html()));
        }
    }
    titled
}

/// How far through the lesson: words first, a drawing beside them.
#[component]
pub fn StepProgress(steps: Vec<StepLink>, now: u32) -> impl IntoView {
    let of = steps.len();
    let stones = steps.into_iter().map(|step| {
        let sign = if step.done {
            view! { <Icon name="check" /> }.into_any()
        } else {
            step.number.into_any()
        };
        view! { <li data-done=step.done data-now=step.number == now>{sign}</li> }
    });
    view! {
        <div class="progress">
            <ol role="list" aria-hidden="true">{stones.collect_view()}</ol>
            <p>{text_with("step-of", [("step", now.into()), ("of", of.into())])}</p>
        </div>
    }
}
