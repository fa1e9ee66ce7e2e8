//! How to prepare an answer to a question from the box. Staff text.

use leptos::prelude::*;

use crate::parts::icon::Icon;

/// Stands beside each question, closed until it is asked for.
#[component]
pub fn AnswerSheet(
    /// It is read by the counselor to whom the question was sent.
    counsels: bool,
) -> impl IntoView {
    view! {
        <details class="answer-sheet">
            <summary>"Prepare an answer"</summary>
            <div class="stack" data-gap="s">
                <p>
                    "Read every question before you answer one. Never read one out: say it in your own words, so that nobody can tell who wrote it, and leave out what is about a person. Which kind is it?"
                </p>
                {disclosure(counsels)}
                <h3>"It asks for a fact"</h3>
                <p>
                    "Answer in one or two sentences, in the words of the lesson, and stop there. What the law or the school’s rules say, and what hurts somebody, are facts, too."
                </p>
                <h3>"It asks what is right"</h3>
                <p>
                    "Say that people and families see this differently, and name two or three of the ways without saying whose they are. Keep your own opinion out, also when you are asked again. Lead back to adults they trust: “This is a good one to talk over with somebody at home, in your community, or here at school.”"
                </p>
                <h3>"It asks about you, or about somebody in the room"</h3>
                <p>
                    "“I keep my private life private, and so may you.” Then answer the general part, if there is one: “What many people want to know about this is …”"
                </p>
                <h3>"You don’t know"</h3>
                <p>
                    "“I don’t know yet. I will find out and tell you all next time.” Then do: ask the counselor or the nurse, and not a search page in front of the class."
                </p>
            </div>
        </details>
    }
}

/// The kind that comes before every other.
fn disclosure(counsels: bool) -> impl IntoView {
    let send = match counsels {
        true => "Talk with the teacher who has sent it, in person, and today.",
        false => "Send it to the counselor and tell them today, in person.",
    };
    view! {
        <h3>"It sounds as if something has happened, or may happen"</h3>
        <p>
            "Do not answer it before the class, not even in other words, and do not try to find out who wrote it. "
            {send}
            " If somebody may be in danger now, follow the card at once; a question without a name does not end your duty to report."
        </p>
        <p>
            <button class="button" type="button" popovertarget="disclosure-card">
                <Icon name="help" />
                "If a student tells you"
            </button>
        </p>
    }
}
