//! Pages for what could not be shown: designed, kind, with a way on.

use leptos::prelude::*;

use super::frame::StudentFrame;
use crate::{
    error::{Error, told},
    school::{accounts::Visitor, school},
    text::text,
};

/// Says what happened, what was kept and where to go on. The response's status is set already.
#[component]
pub fn Refusal(error: Error) -> impl IntoView {
    let (heading, lead) = match &error {
        Error::NotFound => (text("not-found-heading"), text("not-found-lead")),
        Error::Closed => (text("closed-heading"), text("closed-lead")),
        Error::SignedOut => (text("signed-out-heading"), text("signed-out-lead")),
        _ => (text("problem-heading"), error.to_string()),
    };
    let (way, word) = match school().map(|school| school.visitor()) {
        Ok(Visitor::Student { .. }) => ("/s", text("my-lessons")),
        Ok(Visitor::Staff { .. }) => ("/teach", text("go-home")),
        _ => ("/", text("go-home")),
    };
    let closed = error == Error::Closed;
    view! {
        <StudentFrame title=text("title-problem")>
            <h1>{heading}</h1>
            <div class="prose">
                <p>{lead}</p>
                {closed.then(|| view! {
                    <p>{text("closed-help")} " " <a href="/help">{text("see-help")}</a></p>
                })}
                <p><a class="button" data-kind="main" data-replace href=way>{word}</a></p>
            </div>
        </StudentFrame>
    }
}

/// The page for every address that has none.
#[component]
pub fn NotFound() -> impl IntoView {
    let error = told::<()>(Err(Error::NotFound)).err();
    error.map(|error| view! { <Refusal error /> })
}

/// What a plain form was refused for, read from the address it came back to.
#[component]
pub fn Problem() -> impl IntoView {
    let query = leptos_router::hooks::use_query_map();
    let problem = query.read_untracked().get("problem");
    let problem = problem.and_then(|code| code.parse::<Error>().ok());
    problem.map(|error| {
        view! {
            <p class="message" role="alert" data-kind="problem">
                <super::icon::Icon name="alert" />
                {error.to_string()}
            </p>
        }
    })
}
