//! Marks a lesson as taught: the day, the minutes, and who was there. Everyone, unless unticked.

use leptos::prelude::*;
use uuid::Uuid;

use super::crumbs::class_crumbs;
use crate::{
    error::Error,
    parts::{
        dates::day,
        frame::StaffFrame,
        icon::Icon,
        page::{number, page, param},
        refusal::Problem,
    },
    school::{
        school,
        teaching::{self, Taught, TeachingForm},
    },
};

#[component]
pub fn TaughtForm() -> impl IntoView {
    let (section, number) = (param("section"), number("number"));
    page(
        async move { school()?.teaching_form(&section, number).await },
        taught,
    )
}

/// Keeps that a lesson was taught, and goes on to the class.
#[server(endpoint = "mark_taught", prefix = "/api")]
pub async fn mark_taught(taught: teaching::MarkTaught) -> Result<(), Error> {
    let class = format!("/teach/classes/{}?taught={}", taught.section, taught.lesson);
    crate::error::told(school()?.mark_taught(taught).await)?;
    crate::parts::go::on(&class);
    Ok(())
}

/// Takes a "taught" back, with the completions that came with it.
#[server(endpoint = "undo_taught", prefix = "/api")]
pub async fn undo_taught(teaching: Uuid) -> Result<(), Error> {
    crate::error::told(school()?.undo_taught(teaching).await)
}

fn taught(form: TeachingForm) -> impl IntoView {
    let crumbs = class_crumbs(&form.slug, &form.class);
    let title = format!("Lesson {}, {}", form.lesson.number, form.lesson.title);
    let back = format!("/teach/classes/{}", form.slug);
    let content = match form.taught.clone() {
        Some(taught) => already(&title, &taught, back),
        None => fields(form, &title, back),
    };
    view! {
        <StaffFrame title="Mark as taught" width="page">
            {crumbs}
            <h1>"Mark as taught"</h1>
            <Problem />
            {content}
        </StaffFrame>
    }
}

fn already(title: &str, taught: &Taught, back: String) -> AnyView {
    let words = format!(
        "{title}, is marked as taught on {}, {} minutes.",
        day(taught.on),
        taught.minutes
    );
    view! {
        <p class="lead">{words}</p>
        <div class="row">
            <a class="button" data-kind="main" href=back>"To the class"</a>
            <form method="post" action="/api/undo_taught">
                <input type="hidden" name="teaching" value=taught.teaching.to_string() />
                <button class="button"><Icon name="undo" />"Undo"</button>
            </form>
        </div>
        <p class="soft measure">
            "Undo takes back who was there, too. Steps that students finished themselves stay done."
        </p>
    }
    .into_any()
}

fn fields(form: TeachingForm, title: &str, back: String) -> AnyView {
    let TeachingForm {
        slug,
        lesson,
        today,
        days: (first, last),
        students,
        away,
        ..
    } = form;
    let lead = match away.is_empty() {
        true => format!("{title}. Everyone is ticked; untick who was not there."),
        false => format!("{title}. Everyone is ticked but those who were away by the roll."),
    };
    let last = last.min(today);
    let on = today.clamp(first.min(last), last);
    let none = students.is_empty();
    let students = students.into_iter().map(|(student, name)| {
        let id = format!("there-{student}");
        let was_there = !away.contains(&student);
        view! {
            <li class="tick">
                <input type="checkbox" id=id.clone() name="taught[present][]" value=student.to_string() checked=was_there />
                <label for=id>{name}</label>
            </li>
        }
    });
    let students = students.collect_view();
    view! {
        <p class="lead">{lead}</p>
        <form class="stack" data-gap="l" method="post" action="/api/mark_taught">
            <input type="hidden" name="taught[section]" value=slug />
            <input type="hidden" name="taught[lesson]" value=lesson.id />
            <div class="row">
                <div class="field">
                    <label for="on">"Day"</label>
                    <input
                        id="on"
                        name="taught[on]"
                        type="date"
                        required
                        value=on.to_string()
                        min=first.to_string()
                        max=last.to_string()
                        data-width="s"
                    />
                </div>
                <div class="field">
                    <label for="minutes">"Minutes"</label>
                    <input
                        id="minutes"
                        name="taught[minutes]"
                        type="number"
                        inputmode="numeric"
                        required
                        value=lesson.minutes
                        min="1"
                        max="240"
                        data-width="s"
                    />
                </div>
            </div>
            <fieldset class="stack" data-gap="s">
                <legend><strong>"Who was there"</strong></legend>
                {none.then(|| view! { <p>"There are no students in this class yet."</p> })}
                <ul class="ticks" role="list" data-columns>{students}</ul>
            </fieldset>
            <div class="row">
                <button class="button" data-kind="main">"Mark as taught"</button>
                <a class="button" data-kind="quiet" href=back>"Not now"</a>
            </div>
        </form>
    }
    .into_any()
}
