//! The readiness gate: eight ticks, without which no sensitive lesson opens, and whom to call.

use leptos::prelude::*;

use super::{
    contacts::ContactsForm,
    fields::{problems, role_name},
    question_box::QuestionBoxForm,
};
use crate::{
    error::Error,
    parts::{
        dates::day,
        frame::StaffFrame,
        icon::Icon,
        page::{page, param},
        refusal::{Done, Problem},
    },
    school::{
        Posted,
        administering::{ReadinessPage, Tick},
        questions::BoxChoice,
        school,
    },
    teach::crumbs::school_crumbs,
};

#[component]
pub fn Readiness() -> impl IntoView {
    let org = param("org");
    let posted = Posted::here();
    page(
        async move {
            let school = school()?;
            let choice = school.question_box_choice(&org).await?;
            Ok((school.readiness(&org).await?, choice))
        },
        move |(page, choice)| readiness(page, choice, posted),
    )
}

/// Ticks or unticks one of the eight.
#[server(endpoint = "tick_readiness", prefix = "/api")]
pub async fn tick_readiness(org: String, key: String, done: bool) -> Result<(), Error> {
    crate::error::told(school()?.tick_readiness(&org, &key, done).await)
}

fn readiness(page: ReadinessPage, choice: BoxChoice, posted: Option<Posted>) -> impl IntoView {
    let ReadinessPage {
        org,
        school,
        ticks,
        contacts,
        may_change,
    } = page;
    let (of, done) = (
        ticks.len(),
        ticks.iter().filter(|tick| tick.ticked.is_some()).count(),
    );
    let finding = if done == of {
        view! { <strong>{format!("All {of}")}</strong>" are ticked. Sensitive lessons can be opened." }
            .into_any()
    } else {
        let words = " are ticked. No class can open a sensitive lesson before all of them are.";
        view! { <strong>{format!("{done} of {of}")}</strong>{words} }.into_any()
    };
    let first_open = ticks.iter().position(|tick| tick.ticked.is_none());
    let rows = ticks.into_iter().enumerate().map(|(at, tick)| {
        let main = first_open == Some(at);
        row(&org, tick, may_change, main)
    });
    let rows = rows.collect_view();
    let crumbs = school_crumbs(&org, &school);
    let problems = posted.as_ref().and_then(problems);
    view! {
        <StaffFrame title=format!("Readiness of {school}") width="page">
            {crumbs}
            <h1>"Readiness"</h1>
            <p class="findings">{finding}</p>
            <Done />
            <Problem />
            {problems}
            <section class="stack" aria-labelledby="ticks">
                <h2 id="ticks">"Before the first sensitive lesson"</h2>
                <p class="soft">
                    "Kept are the day and the role of whoever ticks, and nothing about a student."
                </p>
                <ul class="ticks" role="list">{rows}</ul>
            </section>
            <QuestionBoxForm org=org.clone() choice may_change />
            <ContactsForm org contacts posted=posted.unwrap_or_default() may_change />
        </StaffFrame>
    }
}

fn row(org: &str, tick: Tick, may_change: bool, main: bool) -> impl IntoView + use<> {
    let (title, about) = words(&tick.key);
    let title = if title.is_empty() {
        tick.key.clone()
    } else {
        title.to_owned()
    };
    let done = tick.ticked.is_some();
    let note = tick.ticked.map_or_else(
        || "Not yet".to_owned(),
        |(on, role)| {
            format!(
                "Ticked on {}, by role: {}",
                day(on),
                role_name(role).to_lowercase()
            )
        },
    );
    let (is, icon) = if done {
        ("done", "state-done")
    } else {
        ("open", "circle")
    };
    let change = may_change.then(|| {
        let word = if done { "Take back" } else { "Tick" };
        let class = if done { "link small" } else { "button" };
        view! {
            <form method="post" action="/api/tick_readiness">
                <input type="hidden" name="org" value=org.to_owned() />
                <input type="hidden" name="key" value=tick.key />
                <input type="hidden" name="done" value=(!done).to_string() />
                <button class=class data-kind=main.then_some("main")>
                    {word}
                    <span class="visually-hidden">{format!(": {title}")}</span>
                </button>
            </form>
        }
    });
    view! {
        <li class="tick" data-is=is>
            <Icon name=icon />
            <div class="stack" data-gap="s">
                <p>
                    <strong>{title.clone()}</strong>
                    <span class="tick-note">{note}</span>
                </p>
                <p class="small">{about}</p>
                {change}
            </div>
        </li>
    }
}

/// What each tick stands for, in the order it is done.
fn words(key: &str) -> (&'static str, &'static str) {
    match key {
        "reporting_path" => (
            "The reporting path is clear",
            "The reporting policy has been read, the designated agent and a deputy are named, and the intake number is printed on the disclosure card.",
        ),
        "staff_briefed" => (
            "Staff have been briefed",
            "15 minutes: the dates, the words students will hear, how to receive a disclosure, that nobody investigates, and whom to call.",
        ),
        "counselor_available" => (
            "The counselor is there during and after",
            "A counselor, social worker or nurse is free during the lesson and the two days after it, with a room, and the local support center has been invited.",
        ),
        "families_told" => (
            "Families have been told",
            "At least 10 school days ahead, in two languages where needed, with the lessons open to read and a way to opt out that asks for no reason.",
        ),
        "private_plans" => (
            "There are private plans where they are needed",
            "Where something is known about a student, the counselor and the caregiver have planned in private: attend, preview, or the other task.",
        ),
        "supports_arranged" => (
            "Supports are arranged",
            "IEP, 504 and multilingual supports stand for these lessons, too.",
        ),
        "substitute_plan" => (
            "There is a plan for substitutes",
            "A substitute does not teach a sensitive lesson: it waits.",
        ),
        "day_chosen" => (
            "The days are chosen well",
            "No sensitive lesson on a Friday or before a holiday.",
        ),
        _ => ("", ""),
    }
}
