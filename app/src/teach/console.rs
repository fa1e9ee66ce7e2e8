//! The presenter console: what to say and do at this step, what comes next, and the class's pace.

use leptos::prelude::*;

use super::{
    console_parts::{Fields, act, checks, devices, script, sensitive},
    crumbs::class_crumbs,
    questions::unread,
    roll::here,
};
use crate::{
    error::Error,
    parts::{
        follow::LiveScript,
        frame::StaffFrame,
        icon::Icon,
        page::{number, page, param},
        refusal::Problem,
    },
    school::{
        live::{Act, Console, ConsoleStep, HandCount, Lead},
        school,
    },
};

#[component]
pub fn ConsoleView() -> impl IntoView {
    let (section, number) = (param("section"), number("number"));
    page(
        async move { school()?.console(&section, number).await },
        console,
    )
}

/// Begins to teach a lesson live, and goes on to the console.
#[server(endpoint = "begin_class", prefix = "/api")]
pub async fn begin_class(section: String, lesson: String, devices: bool) -> Result<String, Error> {
    let begun = school()?.begin_class(&section, &lesson, devices).await;
    let number = crate::error::told(begun)?;
    let console = format!("/teach/classes/{section}/{number}/live");
    crate::parts::go::on(&console);
    Ok(console)
}

/// Does one act in a live class.
#[server(endpoint = "lead_class", prefix = "/api")]
pub async fn lead_class(lead: Lead) -> Result<(), Error> {
    crate::error::told(school()?.lead_class(lead).await)
}

/// Keeps the counts of raised hands for one check.
#[server(endpoint = "count_hands", prefix = "/api")]
pub async fn count_hands(hands: HandCount) -> Result<(), Error> {
    crate::error::told(school()?.count_hands(hands).await)
}

fn console(console: Console) -> impl IntoView {
    let address = format!("/teach/classes/{}/{}", console.slug, console.lesson.number);
    let title = format!("Teaching: {}", console.lesson.title);
    let crumbs = class_crumbs(&console.slug, &console.class);
    let notes = notes(&console.lesson.id);
    view! {
        <StaffFrame title>
            <div class="console" data-live=format!("{address}/changes")>
                <header class="console-head">
                    {crumbs}
                    <h1>{console.lesson.title.clone()}</h1>
                    <Problem />
                    {lead(&console)}
                </header>
                {now(&console)}
                <div class="console-script" id="console-script" data-fresh>
                    {script(&console)}
                </div>
                <div class="console-side">
                    <div class="stack" id="console-side" data-fresh>
                        {next(&console)}
                        {here(console.students, console.away, &address)}
                        {unread(&console, &address)}
                        {devices(&console)}
                        {checks(&console)}
                        {projector(&console, &address)}
                        {sensitive(&console)}
                        {end(&console, &address)}
                    </div>
                    {notes}
                </div>
            </div>
            <LiveScript />
        </StaffFrame>
    }
}

/// Who leads; a co-teacher takes the lead before anything else.
fn lead(console: &Console) -> impl IntoView + use<> {
    let words = if console.leads {
        "You lead this class.".to_owned()
    } else {
        format!("{} leads this class.", console.lead)
    };
    let take = (!console.leads).then(|| {
        act(
            console,
            Act::TakeLead,
            Fields::default(),
            view! { <Icon name="users" />"Take the lead" }.into_any(),
            None,
        )
    });
    view! { <div class="row soft" id="console-lead" data-fresh>{words}{take}</div> }
}

/// Where the class is, how long it has been there, and the way on. Always in reach of a thumb.
fn now(console: &Console) -> impl IntoView + use<> {
    let of = console.steps.len();
    let step = current(console);
    let (title, minutes) = match step {
        Some(step) => (step.title.clone(), step.minutes),
        None => ("The class comes in".to_owned(), 0),
    };
    let place = match console.step {
        0 => "Before the first step".to_owned(),
        step => format!("Step {step} of {of}"),
    };
    let limit = minutes * 60;
    let timer = (limit > 0).then(|| {
        let elapsed = console.elapsed_seconds;
        let shorten = step.map(|step| step.shorten.clone()).unwrap_or_default();
        view! {
            <p class="console-time">
                <span data-elapsed=elapsed data-of=limit>
                    <strong data-clock>{clock(elapsed)}</strong>
                    {format!(" of {minutes} min")}
                    <progress class="elapsed" max=limit value=elapsed.min(limit) aria-label="Time used in this step"></progress>
                </span>
                {(!shorten.is_empty()).then(|| view! { <span class="soft">{format!("May be shortened: {shorten}")}</span> })}
            </p>
        }
    });
    let step = console.step;
    let back = (step > 0).then(|| {
        let to = Fields {
            step: step - 1,
            ..Fields::default()
        };
        act(
            console,
            Act::Go,
            to,
            view! { <Icon name="arrow-left" />"Back" }.into_any(),
            Some("prev"),
        )
    });
    let on = ((step as usize) < of).then(|| {
        let to = Fields {
            step: step + 1,
            main: true,
            ..Fields::default()
        };
        let word = if step == 0 { "Start" } else { "Next step" };
        act(
            console,
            Act::Go,
            to,
            view! { {word}<Icon name="arrow-right" /> }.into_any(),
            Some("next"),
        )
    });
    let (dark, dark_word) = match console.dark {
        true => (Act::Lighten, "Show the projector"),
        false => (Act::Darken, "Darken the projector"),
    };
    let darken = act(
        console,
        dark,
        Fields::default(),
        view! { <Icon name="eye" />{dark_word} }.into_any(),
        Some("dark"),
    );
    view! {
        <section class="console-now" id="console-now" data-fresh aria-labelledby="console-step">
            <div>
                <p class="soft">{place}</p>
                <h2 id="console-step">{title}</h2>
                {timer}
            </div>
            {console.leads.then(|| view! {
                <div class="row console-way">{back}{darken}{on}</div>
            })}
        </section>
    }
}

fn current(console: &Console) -> Option<&ConsoleStep> {
    let mut steps = console.steps.iter();
    steps.find(|step| step.number == console.step)
}

fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The step after this one, in view before it comes.
fn next(console: &Console) -> Option<AnyView> {
    let next = console
        .steps
        .iter()
        .find(|step| step.number == console.step + 1)?;
    let words = format!("{} · {} min", next.title, next.minutes);
    let shorten = (!next.shorten.is_empty()).then(|| format!("May be shortened: {}", next.shorten));
    Some(
        view! {
            <section class="stack" data-gap="s" aria-labelledby="console-next">
                <h2 id="console-next">"Next"</h2>
                <p>{words}</p>
                {shorten.map(|words| view! { <p class="soft small">{words}</p> })}
            </section>
        }
        .into_any(),
    )
}

fn projector(console: &Console, address: &str) -> AnyView {
    let href = format!("/project/{}/{}", console.slug, console.lesson.number);
    let join = console.code.clone().map(|code| {
        view! { <p>"Class code " <strong>{code}</strong></p> }
    });
    view! {
        <section class="stack" data-gap="s" aria-labelledby="console-projector">
            <h2 id="console-projector">"Projector"</h2>
            {join}
            <p class="row">
                <a class="button" href=href target="groundwork-projector">
                    <Icon name="present" />"Open the projector"
                </a>
            </p>
            {further(console)}
            <p class="small">
                <a href=format!("{address}/pair")>"Use another machine as the projector"</a>
            </p>
            <p class="soft small">"Keys: Page Up and Page Down turn the steps, B darkens the projector."</p>
        </section>
    }
    .into_any()
}

/// Through a step that is longer than the projector's screen.
fn further(console: &Console) -> Option<AnyView> {
    if !console.leads || console.step == 0 {
        return None;
    }
    let moved = |does, icon, words| {
        let words = view! { <Icon name=icon />{words} }.into_any();
        act(console, does, Fields::default(), words, None)
    };
    let top = (console.screens_down > 0).then(|| moved(Act::Top, "arrow-up", "Back to the top"));
    Some(
        view! { <div class="row">{moved(Act::Down, "arrow-down", "Further down")}{top}</div> }
            .into_any(),
    )
}

/// The way out of the class.
fn end(console: &Console, address: &str) -> AnyView {
    let until = match (&console.closes, console.open) {
        (_, false) => "The lesson is closed on students’ devices.".to_owned(),
        (Some(time), true) => format!("It closes by itself at {time}."),
        (None, true) => "It stays open until you close it.".to_owned(),
    };
    view! {
        <section class="stack" data-gap="s" aria-labelledby="console-end">
            <h2 id="console-end">"The end"</h2>
            <p class="soft small">{until}</p>
            <p class="row">
                <a class="button" href=format!("{address}/close")><Icon name="check" />"Close the class"</a>
            </p>
        </section>
    }
    .into_any()
}

/// Kept by this browser alone; without a script there is nothing to keep them.
fn notes(lesson: &str) -> impl IntoView + use<> {
    view! {
        <section class="stack" data-gap="s" aria-labelledby="console-notes">
            <h2 id="console-notes">"Notes to self"</h2>
            <textarea
                class="console-notes"
                rows="4"
                aria-labelledby="console-notes"
                aria-describedby="console-notes-where"
                data-keep=format!("notes {lesson}")
            ></textarea>
            <p class="soft small" id="console-notes-where">
                "They stay on this device. Write nothing about a student."
            </p>
        </section>
    }
}
