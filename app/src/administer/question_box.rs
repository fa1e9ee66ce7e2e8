//! Whether students may ask in the question box, and which counselor reads it.

use leptos::prelude::*;

use super::fields::Pick;
use crate::{error::Error, school::questions::BoxChoice};

/// Turns the box on for a counselor of the school, or off: then `counselor` is empty.
#[server(endpoint = "choose_question_box", prefix = "/api")]
pub async fn choose_question_box(org: String, counselor: String) -> Result<(), Error> {
    let named = match counselor.as_str() {
        "" => Ok(None),
        counselor => counselor.parse().map(Some),
    };
    let named = named.map_err(|_| Error::invalid("counselor", "Choose a counselor, or off."));
    let chosen = match named {
        Ok(named) => {
            crate::school::school()?
                .choose_question_box(&org, named)
                .await
        }
        Err(refusal) => Err(refusal),
    };
    crate::error::told(chosen)?;
    crate::parts::go::on(&format!("/school/{org}/readiness?done=question-box"));
    Ok(())
}

/// The select for administrators; a sentence for everybody else.
#[component]
pub fn QuestionBoxForm(org: String, choice: BoxChoice, may_change: bool) -> impl IntoView {
    let content = match may_change {
        true => form(org, choice),
        false => sentence(&choice),
    };
    view! {
        <section class="stack" aria-labelledby="question-box">
            <h2 id="question-box">"Question box"</h2>
            <p class="soft measure">
                "While a class is taught live, its students may put a question into a box. The class’s teachers read it, and so does the counselor whom you name, and nobody else. No name is kept with a question, and each is deleted after 30 days. Without a named counselor the box is off."
            </p>
            {content}
        </section>
    }
}

fn form(org: String, choice: BoxChoice) -> AnyView {
    let BoxChoice { counselors, chosen } = choice;
    if counselors.is_empty() {
        return view! {
            <p>"Nobody is a counselor of this school yet. " <a href=format!("/school/{org}/staff")>"Invite one"</a></p>
        }
        .into_any();
    }
    let goes = counselors
        .into_iter()
        .map(|(id, name)| (id.to_string(), format!("Goes to {name}")));
    let options = std::iter::once((String::new(), "Off".to_owned())).chain(goes);
    let chosen = chosen.map(|id| id.to_string()).unwrap_or_default();
    view! {
        <form class="stack" method="post" action="/api/choose_question_box">
            <input type="hidden" name="org" value=org />
            // Whom to call has a field of this name, too.
            <Pick name="counselor" id="box-counselor" label="Question box" options=options.collect() chosen />
            <button class="button">"Keep this choice"</button>
        </form>
    }
    .into_any()
}

fn sentence(choice: &BoxChoice) -> AnyView {
    let named = choice
        .counselors
        .iter()
        .find(|(id, _)| Some(*id) == choice.chosen);
    match named {
        Some((_, name)) => view! { <p>{format!("It is on, and goes to {name}.")}</p> }.into_any(),
        None => view! { <p>"It is off."</p> }.into_any(),
    }
}
