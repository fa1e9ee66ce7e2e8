//! Pages for what could not be shown: designed, kind, with a way on.

use leptos::prelude::*;

use super::frame::{StaffFrame, StudentFrame};
use crate::{
    error::{Error, told},
    school::{accounts::Visitor, school},
    text::text,
};

/// Says what happened, what was kept and where to go on. The response's status is set already.
#[component]
pub fn Refusal(error: Error) -> impl IntoView {
    let visitor = school().map(|school| school.visitor());
    if let Ok(Visitor::Staff { .. }) = visitor {
        return staff(&error);
    }
    let (heading, lead) = match &error {
        Error::NotFound => (text("not-found-heading"), text("not-found-lead")),
        Error::Closed => (text("closed-heading"), text("closed-lead")),
        Error::SignedOut => (text("signed-out-heading"), text("signed-out-lead")),
        _ => (text("problem-heading"), error.to_string()),
    };
    let (way, word) = match visitor {
        Ok(Visitor::Student { .. }) => ("/s", text("my-lessons")),
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
    .into_any()
}

/// For signed-in staff, with their own way around.
fn staff(error: &Error) -> AnyView {
    let (heading, lead) = match error {
        Error::NotFound => (
            "There is nothing here",
            "The address may be old, or this page is for somebody else.".to_owned(),
        ),
        other => ("This did not work", other.to_string()),
    };
    view! {
        <StaffFrame title=heading width="page">
            <h1>{heading}</h1>
            <p class="lead">{lead}</p>
            <p><a class="button" data-kind="main" href="/">"To the first page"</a></p>
        </StaffFrame>
    }
    .into_any()
}

/// The page for every address that has none.
#[component]
pub fn NotFound() -> impl IntoView {
    let error = told::<()>(Err(Error::NotFound)).err();
    error.map(|error| view! { <Refusal error /> })
}

/// What a form has done, read from the address it went on to: one sentence each.
#[component]
pub fn Done() -> impl IntoView {
    let query = leptos_router::hooks::use_query_map();
    let done = query.read_untracked().get("done");
    let words = match done?.as_str() {
        "class-made" => "The class is made.",
        "students-added" => "The names are in the list.",
        "student-removed" => "The student has left the class.",
        "code-renewed" => "There is a new code. Print the card to hand it out.",
        "teacher-added" => "The teacher is added, and sees this class from now on.",
        "teacher-removed" => "The teacher is removed, and sees this class no longer.",
        "make-up-open" => "The lesson is open for this student.",
        "made-up" => "The lesson counts as made up.",
        "question-box" => "The choice for the question box is kept.",
        _ => return None,
    };
    Some(view! {
        <p class="message" role="status" data-kind="done">
            <super::icon::Icon name="check" />
            <span>{words}</span>
        </p>
    })
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
