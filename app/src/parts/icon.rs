//! Icons of one sprite; always beside a word.

use leptos::prelude::*;

use super::assets::asset;

/// An icon that says nothing to a screen reader: the word beside it does.
#[component]
pub fn Icon(
    #[prop(into)] name: String,
    /// It points along the line of text, so it turns where that runs from right to left.
    #[prop(optional)]
    turns: bool,
) -> impl IntoView {
    let href = format!("{}#{name}", asset("icons.svg"));
    view! {
        <svg class="icon" aria-hidden="true" data-turns=turns>
            <use href=href></use>
        </svg>
    }
}
