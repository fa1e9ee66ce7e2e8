//! What was held in a class, the newest first.

use leptos::prelude::*;

use super::crumbs::class_crumbs;
use crate::{
    parts::{
        dates::day,
        frame::StaffFrame,
        icon::Icon,
        page::{page, param},
    },
    school::{
        closing::{Fidelity, TaughtOtherwise},
        live::{Held, History},
        school,
    },
};

#[component]
pub fn HistoryView() -> impl IntoView {
    let section = param("section");
    page(async move { school()?.history(&section).await }, history)
}

fn history(history: History) -> impl IntoView {
    let History { class, slug, held } = history;
    let crumbs = class_crumbs(&slug, &class);
    let empty = held.is_empty();
    let rows = held.into_iter().map(|held| row(&slug, held)).collect_view();
    view! {
        <StaffFrame title=format!("History of {class}")>
            {crumbs}
            <h1>{format!("History of {class}")}</h1>
            {if empty {
                view! { <p>"No lesson has been taught to this class yet. What you teach stands here afterwards."</p> }.into_any()
            } else {
                view! {
                    <div class="table-scroll" role="region" aria-label="Lessons taught" tabindex="0">
                        <table class="table" data-stack>
                            <caption class="visually-hidden">"Lessons taught, the newest first"</caption>
                            <thead>
                                <tr>
                                    <th scope="col">"Day"</th>
                                    <th scope="col">"Lesson"</th>
                                    <th scope="col">"Minutes"</th>
                                    <th scope="col">"As written"</th>
                                    <th scope="col">"Away"</th>
                                    <th scope="col">"Led by"</th>
                                    <th scope="col">"State"</th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                }
                .into_any()
            }}
        </StaffFrame>
    }
}

fn row(slug: &str, held: Held) -> impl IntoView + use<> {
    let href = format!("/teach/classes/{slug}/{}", held.lesson.number);
    let questions = (held.questions > 0).then(|| {
        let href = format!("{href}/questions");
        view! { " · " <a class="small" href=href>{format!("Question box: {}", held.questions)}</a> }
    });
    let number = |number: Option<u32>| number.map_or("–".to_owned(), |number| number.to_string());
    let (minutes, away) = (number(held.minutes), number(held.away));
    let (is, icon, word) = match (held.unfinished, held.minutes) {
        (true, _) => ("next", "clock", "not closed yet"),
        (false, Some(_)) => ("done", "state-done", "taught"),
        (false, None) => ("not-yet", "state-not-yet", "not marked as taught"),
    };
    view! {
        <tr>
            <th scope="row">{day(held.on)}</th>
            <td data-label="Lesson"><a href=href>{held.lesson.title}</a></td>
            <td data-label="Minutes">{minutes}</td>
            <td data-label="As written">{as_written(held.fidelity)}</td>
            <td data-label="Away">{away}</td>
            <td data-label="Led by">{held.lead}</td>
            <td data-label="State"><span class="state" data-is=is><Icon name=icon />{word}</span>{questions}</td>
        </tr>
    }
}

/// How many steps were taught as written, and of each of the others what was done instead.
fn as_written(fidelity: Option<Fidelity>) -> AnyView {
    let Some(fidelity) = fidelity else {
        return "–".into_any();
    };
    let words = fidelity.words();
    if fidelity.otherwise.is_empty() {
        return words.into_any();
    }
    let steps = fidelity.otherwise.iter().map(TaughtOtherwise::words);
    let steps = steps.map(|words| view! { <li>{words}</li> }).collect_view();
    view! {
        <details>
            <summary>{words}</summary>
            <ul class="small" role="list">{steps}</ul>
        </details>
    }
    .into_any()
}
