//! Closing a class with its fidelity card: how each step was taught, in about twenty seconds.

use leptos::prelude::*;

use super::crumbs::lesson_crumbs;
use crate::{
    administer::fields::{problem, problems, said},
    error::Error,
    parts::{
        dates::day,
        frame::StaffFrame,
        icon::Icon,
        page::{number, page, param},
        refusal::Problem,
    },
    school::{
        Posted,
        closing::{ClosingPage, Manner, Reason},
        learning::StepLink,
        live::Unfinished,
        school,
        teaching::Taught,
    },
};

#[component]
pub fn CloseView() -> impl IntoView {
    let (section, number) = (param("section"), number("number"));
    let posted = Posted::here().unwrap_or_default();
    page(
        async move { school()?.closing(&section, number).await },
        move |page| closing(page, &posted),
    )
}

/// Closes a class in which the lesson was not taught.
#[server(endpoint = "end_class", prefix = "/api")]
pub async fn end_class(section: String, lesson: String) -> Result<(), Error> {
    crate::error::told(school()?.end_class(&section, &lesson).await)?;
    crate::parts::go::on(&format!("/teach/classes/{section}"));
    Ok(())
}

fn closing(page: ClosingPage, posted: &Posted) -> impl IntoView + use<> {
    let crumbs = lesson_crumbs(&page.slug, &page.class, page.lesson.number, true);
    let address = format!("/teach/classes/{}/{}", page.slug, page.lesson.number);
    let lead = format!(
        "Lesson {}, {}, on {}.",
        page.lesson.number,
        page.lesson.title,
        day(page.on)
    );
    let roll = match page.away {
        0 => format!("Everyone counts as present: {}.", page.students),
        away => format!("{away} of {} were away.", page.students),
    };
    let is_filled_in =
        posted.refusal == Some(Error::UnreadQuestions) && page.unread > 0 && page.taught.is_none();
    // What has to be read first says so itself, and where.
    let problems = (!is_filled_in).then(|| problems(posted));
    let unread = unread(page.unread, &address, is_filled_in);
    let content = match &page.taught {
        Some(taught) => again(&page, taught, &address),
        None => card(&page, posted, &address),
    };
    let without = page.taught.is_none().then(|| without(&page));
    view! {
        <StaffFrame title="Close the class" width="page">
            {crumbs}
            <h1>"Close the class"</h1>
            <Problem />
            {problems}
            {unread}
            <p class="lead">{lead}</p>
            <p>
                {roll}
                " "
                <a href=format!("{address}/roll?from=close") target="_blank">"Roll call (opens a new tab)"</a>
            </p>
            {content}
            {without}
        </StaffFrame>
    }
}

/// What has to be read before the class can be closed. Who has filled the card in already reads it
/// in another tab, so that the card stays as it is.
fn unread(count: u32, address: &str, is_filled_in: bool) -> Option<AnyView> {
    if count == 0 {
        return None;
    }
    let words = match count {
        1 => "There is an unread question in the box. Read it first.".to_owned(),
        count => format!("There are {count} unread questions in the box. Read them first."),
    };
    let href = format!("{address}/questions");
    let (role, kind, words, target, link) = match is_filled_in {
        true => (
            "alert",
            "problem",
            format!("{words} The card below stays as you have filled it in."),
            Some("_blank"),
            "Go to the questions (opens a new tab)",
        ),
        false => ("status", "note", words, None, "Go to the questions"),
    };
    Some(
        view! {
            <div class="message" role=role data-kind=kind>
                <Icon name="alert" />
                <span>{words}</span>
                <a class="button" href=href target=target>{link}</a>
            </div>
        }
        .into_any(),
    )
}

/// It was marked as taught before: what was kept then stands.
fn again(page: &ClosingPage, taught: &Taught, address: &str) -> AnyView {
    let words = format!(
        "This lesson is marked as taught on {}, {} minutes, and that stands. Closing the class ends it on every screen.",
        day(taught.on),
        taught.minutes
    );
    view! {
        <p>{words}</p>
        <form method="post" action=format!("{address}/close")>
            <input type="hidden" name="minutes" value=page.minutes.to_string() />
            <button class="button" data-kind="main"><Icon name="check" />"Close the class"</button>
        </form>
    }
    .into_any()
}

fn card(page: &ClosingPage, posted: &Posted, address: &str) -> AnyView {
    let steps = page
        .steps
        .iter()
        .map(|(id, link)| step(id, link, page.reached, posted))
        .collect_view();
    let (first, last) = page.next_days;
    let minutes = match posted.values("minutes").next() {
        Some(minutes) => minutes.to_owned(),
        None => page.minutes.to_string(),
    };
    let next_on = posted.value("next_on").to_owned();
    let refused = |name| {
        let problem = problem(posted, name);
        (
            problem.is_some(),
            problem.map(|problem| said(name, problem)),
        )
    };
    let (no_minutes, about_minutes) = refused("minutes");
    let (no_day, about_day) = refused("next_on");
    view! {
        <form class="stack" data-gap="l" method="post" action=format!("{address}/close")>
            <section class="stack" data-gap="s" aria-labelledby="steps">
                <h2 id="steps">"How each step went"</h2>
                {not_reached(page)}
                <p class="soft small measure">
                    "The lesson counts as done for everyone who was there, also where a step was skipped; what was skipped stays on the card."
                </p>
                <ol class="fidelity" role="list">{steps}</ol>
            </section>
            <div class="row fidelity-when">
                <div class="field" data-problem=no_minutes>
                    <label for="minutes">"Minutes"</label>
                    <input
                        id="minutes"
                        name="minutes"
                        type="number"
                        inputmode="numeric"
                        required
                        value=minutes
                        min="1"
                        max="240"
                        data-width="s"
                        aria-describedby=no_minutes.then_some("minutes-problem")
                        aria-invalid=no_minutes.then_some("true")
                    />
                    {about_minutes}
                </div>
                <div class="field" data-problem=no_day>
                    <label for="next_on">"The class meets next on (if you know)"</label>
                    <input
                        id="next_on"
                        name="next_on"
                        type="date"
                        value=next_on
                        min=first.to_string()
                        max=last.to_string()
                        data-width="s"
                        aria-describedby=no_day.then_some("next_on-problem")
                        aria-invalid=no_day.then_some("true")
                    />
                    {about_day}
                </div>
            </div>
            <p>
                <button class="button" data-kind="main"><Icon name="check" />"Close the class"</button>
            </p>
        </form>
    }
    .into_any()
}

/// Which steps come in as skipped.
fn not_reached(page: &ClosingPage) -> Option<AnyView> {
    let words = match (page.reached, page.steps.len()) {
        (0, _) => "The class has not come to a step, so all of them are set to Skipped.".to_owned(),
        (reached, steps) if (reached as usize) < steps => {
            format!(
                "The class has come to step {reached}, so the steps after it are set to Skipped."
            )
        }
        _ => return None,
    };
    Some(view! { <p class="measure">{words} " Change what was otherwise."</p> }.into_any())
}

/// One row of the card; the reason is asked for where the step was not taught as written.
fn step(id: &str, link: &StepLink, reached: u32, posted: &Posted) -> impl IntoView + use<> {
    let how = format!("how-{id}");
    let likely = match link.number <= reached {
        true => Manner::AsWritten,
        false => Manner::Skipped,
    };
    let chosen = posted.value(&how).parse().unwrap_or(likely);
    let choices = Manner::ALL.map(|manner| {
        let input = format!("{id}-{}", manner.name());
        view! {
            <span class="fidelity-choice">
                <input
                    type="radio"
                    id=input.clone()
                    name=how.clone()
                    value=manner.name()
                    checked=manner == chosen
                />
                <label for=input>{manner.title()}</label>
            </span>
        }
    });
    let why = format!("why-{id}");
    let chosen = posted.value(&why).parse().ok();
    let reasons = Reason::ALL
        .map(|reason| {
            let selected = chosen == Some(reason);
            view! { <option value=reason.name() selected=selected>{reason.title()}</option> }
        })
        .collect_view();
    let problem = problem(posted, &why).or_else(|| problem(posted, &how));
    let problem = problem.map(|problem| said(&why, problem));
    view! {
        <li>
            <fieldset class="fidelity-step" id=how tabindex="-1">
                <legend>
                    {link.number} " · " {link.title.clone()} " "
                    <span class="soft">{format!("{} min", link.minutes)}</span>
                </legend>
                {choices.collect_view()}
                <span class="fidelity-why">
                    <label for=why.clone()>"Why?"</label>
                    <span class="select">
                        <select id=why.clone() name=why>
                            <option value="">"Not said"</option>
                            {reasons}
                        </select>
                        <Icon name="chevron-down" />
                    </span>
                </span>
                {problem}
            </fieldset>
        </li>
    }
}

fn without(page: &ClosingPage) -> AnyView {
    view! {
        <details>
            <summary>"It was not taught"</summary>
            <form class="stack" data-gap="s" method="post" action="/api/end_class">
                <input type="hidden" name="section" value=page.slug.clone() />
                <input type="hidden" name="lesson" value=page.lesson.id.clone() />
                <p class="measure">"The class ends on every screen, and nothing counts as taught or done because of it."</p>
                <p><button class="button">"Close without a card"</button></p>
            </form>
        </details>
    }
    .into_any()
}

/// Offers to close what was taught on an earlier day; `class` names the class where there are
/// several.
pub fn unfinished(slug: &str, class: Option<&str>, unfinished: &[Unfinished]) -> AnyView {
    let with = class.map_or(String::new(), |class| format!(" with {class}"));
    let messages = unfinished.iter().map(|left| {
        let words = format!(
            "{} · {}{with} was taught on {} and is not closed yet.",
            left.number,
            left.title,
            day(left.on)
        );
        let href = format!("/teach/classes/{slug}/{}/close", left.number);
        view! {
            <div class="message" role="status" data-kind="note">
                <Icon name="clock" />
                <span>{words}</span>
                <a class="button" href=href>"Close the class"</a>
            </div>
        }
    });
    messages.collect_view().into_any()
}
