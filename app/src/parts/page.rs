//! How a page asks its question and draws the answer.

use std::future::Future;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::refusal::Refusal;
use crate::{error::told, school::Answer};

/// Asks `question` before anything is sent, then draws the answer, or says why there is none.
pub fn page<T, V>(
    question: impl Future<Output = Answer<T>> + Send + 'static,
    draw: impl FnOnce(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    V: IntoView + 'static,
{
    Suspend::new(async move {
        match told(question.await) {
            Ok(answer) => draw(answer).into_any(),
            Err(error) => view! { <Refusal error /> }.into_any(),
        }
    })
}

/// A part of the page's address. Read it before the question, not inside.
pub fn param(name: &str) -> String {
    use_params_map()
        .read_untracked()
        .get(name)
        .unwrap_or_default()
}

/// A number in the page's address; 0, which nothing has, when it is none.
pub fn number(name: &str) -> u32 {
    param(name).parse().unwrap_or_default()
}
