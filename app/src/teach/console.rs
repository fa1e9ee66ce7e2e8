//! The presenter console: what to say and do at this step, what comes next, and the class's pace.

use leptos::prelude::*;

use super::{
    console_parts::{Fields, act, checks, devices, end, script, sensitive},
    crumbs::class_crumbs,
    questions::{unread, unread_here},
    roll::here,
};
use crate::{
    error::Error,
    parts::{
        follow::LiveScript,
        frame::StaffFrame,
        go,
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
    let class = format!("/teach/classes/{section}");
    page(
        async move {
            let school = school()?;
            match school.console(&section, number).await {
                // Closed meanwhile, or not begun: its teacher finds the class.
                Err(Error::NotFound)
                    if school.class(&section).await.is_ok_and(|class| class.leads) =>
                {
                    Ok(None)
                }
                console => console.map(Some),
            }
        },
        move |found| match found {
            Some(found) => console(found).into_any(),
            None => {
                go::on(&class);
                ().into_any()
            }
        },
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
                    <p class="message" role="alert" data-kind="problem" data-unreached hidden>
                        <Icon name="alert" />
                        "There is no connection right now. This page stays as it is; try again in a moment."
                    </p>
                    {lead(&console)}
                </header>
                {now(&console, &address)}
                <div class="console-script" id="console-script" data-fresh>
                    {current(&console).and_then(may_be_shortened).map(|words| view! {
                        <p class="soft small console-note">{words}</p>
                    })}
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
    view! {
        <div role="status">
            <div class="row soft" id="console-lead" data-fresh>{words}{take}</div>
        </div>
    }
}

/// Where the class is, how long it has been there, and the way on. Always in reach of a thumb, and
/// with it the disclosure card. What is told to a screen reader stands in a place that stays.
fn now(console: &Console, address: &str) -> impl IntoView + use<> {
    let title = match current(console) {
        Some(step) => step.title.clone(),
        None => "The class comes in".to_owned(),
    };
    let place = match console.step {
        0 => "Before the first step".to_owned(),
        step => format!("Step {step} of {}", console.steps.len()),
    };
    let dark = console.dark.then(|| {
        view! { <span class="state" data-is="next"><Icon name="eye" />"The projector is dark"</span> }
    });
    view! {
        <section class="console-now" aria-labelledby="console-step">
            <div class="console-at" role="status">
                <div class="console-place" id="console-place" data-fresh>
                    <p class="soft">{place}</p>
                    <h2 id="console-step">{title}</h2>
                    {dark}
                </div>
            </div>
            <div class="console-time" id="console-time" data-fresh>{time(console)}</div>
            <div class="row console-way" id="console-way" data-fresh>{way(console, address)}</div>
            <div class="row console-aid">
                <span class="console-unread" role="status">
                    <span id="console-unread" data-fresh>{unread_here(console, address)}</span>
                </span>
                <button class="button" data-kind="quiet" type="button" popovertarget="disclosure-card">
                    <Icon name="help" />"If a student tells you"
                </button>
            </div>
        </section>
    }
}

/// How long the class has been at its step, and whether that may be less.
fn time(console: &Console) -> impl IntoView + use<> {
    let step = current(console).filter(|step| step.minutes > 0);
    let clock = step.map(|step| {
        let (minutes, elapsed) = (step.minutes, console.elapsed_seconds);
        let limit = minutes * 60;
        view! {
            <span data-elapsed=elapsed data-of=limit>
                <strong data-clock>{clock(elapsed)}</strong>
                {format!(" of {minutes} min")}
                <progress class="elapsed" max=limit value=elapsed.min(limit) aria-label="Time used in this step"></progress>
            </span>
        }
    });
    let shorten = current(console).and_then(may_be_shortened);
    let shorten = shorten.map(|words| view! { <span class="soft console-note">{words}</span> });
    view! { {clock}{shorten} }
}

/// Back, dark, and on; the last step leads to the end of the class.
fn way(console: &Console, address: &str) -> Option<AnyView> {
    if !console.leads {
        return None;
    }
    let (step, of) = (console.step, console.steps.len());
    let go = |step, main| Fields {
        step,
        main,
        ..Fields::default()
    };
    let back = (step > 0).then(|| {
        let words = view! { <Icon name="arrow-left" />"Back" }.into_any();
        act(console, Act::Go, go(step - 1, false), words, Some("prev"))
    });
    let (dark, dark_word) = match console.dark {
        true => (Act::Lighten, "Show"),
        false => (Act::Darken, "Darken"),
    };
    let words = view! {
        <Icon name="eye" /><span>{dark_word}<span class="console-more">" the projector"</span></span>
    };
    let none = Fields::default();
    let darken = act(console, dark, none, words.into_any(), Some("dark"));
    let on = if (step as usize) < of {
        let word = if step == 0 { "Start" } else { "Next step" };
        let words = view! { {word}<Icon name="arrow-right" /> }.into_any();
        act(console, Act::Go, go(step + 1, true), words, Some("next"))
    } else {
        view! {
            <a class="button" data-kind="main" href=format!("{address}/close")>
                <Icon name="check" /><span>"Close"<span class="console-more">" the class"</span></span>
            </a>
        }
        .into_any()
    };
    Some(view! { {back}{darken}{on} }.into_any())
}

fn current(console: &Console) -> Option<&ConsoleStep> {
    let mut steps = console.steps.iter();
    steps.find(|step| step.number == console.step)
}

fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// What the pacing table says about taking less time for it.
fn may_be_shortened(step: &ConsoleStep) -> Option<String> {
    let shorten = step.shorten.trim();
    if let Some(but) = shorten.strip_prefix("no; ") {
        let mut letters = but.chars();
        let first = letters.next()?.to_uppercase();
        return Some(format!("{first}{}.", letters.as_str()));
    }
    let says_something = !shorten.is_empty() && !shorten.eq_ignore_ascii_case("no");
    says_something.then(|| in_words(shorten))
}

/// "yes, 2nd: to 9, with one check" as a sentence.
fn in_words(shorten: &str) -> String {
    let plain = || format!("May be shortened: {shorten}");
    let said = shorten
        .strip_prefix("yes, ")
        .and_then(|rest| rest.split_once(": "));
    let Some((order, how)) = said else {
        return plain();
    };
    let order = match order {
        "1st" | "first" => "first",
        "2nd" | "second" => "second",
        "3rd" | "third" => "third",
        "4th" | "fourth" => "fourth",
        "last" => "last",
        _ => return plain(),
    };
    let minutes = how
        .strip_prefix("to ")
        .and_then(|rest| rest.split_once(", "));
    let how = match minutes {
        Some((minutes, how)) if minutes.parse::<u32>().is_ok() => {
            format!("to {minutes} minutes, {how}")
        }
        _ => how.to_owned(),
    };
    format!("If time is short, shorten here {order}: {how}.")
}

/// The step after this one, in view before it comes.
fn next(console: &Console) -> Option<AnyView> {
    let next = console
        .steps
        .iter()
        .find(|step| step.number == console.step + 1)?;
    let words = format!("{} · {} min", next.title, next.minutes);
    let shorten = may_be_shortened(next);
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
            <p class="soft small" data-scripted>"Keys: Page Up and Page Down turn the steps, B darkens the projector."</p>
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
    let up = (console.screens_down > 1).then(|| moved(Act::Up, "arrow-up", "Further up"));
    let top = (console.screens_down > 0).then(|| moved(Act::Top, "arrow-up", "Back to the top"));
    Some(
        view! { <div class="row">{moved(Act::Down, "arrow-down", "Further down")}{up}{top}</div> }
            .into_any(),
    )
}

/// Kept by this browser alone; without a script there is nothing to keep them.
fn notes(lesson: &str) -> impl IntoView + use<> {
    view! {
        <section class="stack" data-gap="s" aria-labelledby="console-notes" data-scripted>
            <h2 id="console-notes">"Notes to self"</h2>
            <div class="field">
                <textarea
                    class="console-notes"
                    rows="4"
                    aria-labelledby="console-notes"
                    aria-describedby="console-notes-where"
                    data-keep=format!("notes {lesson}")
                ></textarea>
            </div>
            <p class="soft small" id="console-notes-where">
                "They stay on this device until you sign out. Write nothing about a student."
            </p>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn the_pacing_table_says_in_a_sentence_what_may_be_shortened() {
        let words = [
            (
                "yes, 2nd: to 9, with one check",
                "If time is short, shorten here second: to 9 minutes, with one check.",
            ),
            (
                "yes, first: sing once",
                "If time is short, shorten here first: sing once.",
            ),
            ("sí", "May be shortened: sí"),
            (
                "yes, perhaps: later",
                "May be shortened: yes, perhaps: later",
            ),
        ];
        for (table, sentence) in words {
            assert_eq!(in_words(table), sentence);
        }
    }
}
