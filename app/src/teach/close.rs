//! Closing a class with its fidelity card: how each step was taught, in about twenty seconds.

use leptos::prelude::*;

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
        closing::{ClosingCard, ClosingPage, Manner, Reason},
        learning::StepLink,
        live::Unfinished,
        school,
        teaching::Taught,
    },
};

#[component]
pub fn CloseView() -> impl IntoView {
    let (section, number) = (param("section"), number("number"));
    page(
        async move { school()?.closing(&section, number).await },
        closing,
    )
}

/// Closes the class with its card, and goes on to the class's page.
#[server(endpoint = "close_class", prefix = "/api")]
pub async fn close_class(card: ClosingCard) -> Result<(), Error> {
    let class = format!("/teach/classes/{}?taught={}", card.section, card.lesson);
    crate::error::told(school()?.close_class(card).await)?;
    crate::parts::go::on(&class);
    Ok(())
}

/// Closes a class in which the lesson was not taught.
#[server(endpoint = "end_class", prefix = "/api")]
pub async fn end_class(section: String, lesson: String) -> Result<(), Error> {
    crate::error::told(school()?.end_class(&section, &lesson).await)?;
    crate::parts::go::on(&format!("/teach/classes/{section}"));
    Ok(())
}

fn closing(page: ClosingPage) -> impl IntoView {
    let crumbs = class_crumbs(&page.slug, &page.class);
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
    let unread = unread(page.unread, &address);
    let content = match &page.taught {
        Some(taught) => again(&page, taught),
        None => card(&page),
    };
    let without = page.taught.is_none().then(|| without(&page));
    view! {
        <StaffFrame title="Close the class" width="page">
            {crumbs}
            <h1>"Close the class"</h1>
            <Problem />
            {unread}
            <p class="lead">{lead}</p>
            <p>{roll} " " <a href=format!("{address}/roll")>"Roll call"</a></p>
            {content}
            {without}
        </StaffFrame>
    }
}

/// What has to be read before the class can be closed.
fn unread(count: u32, address: &str) -> Option<AnyView> {
    if count == 0 {
        return None;
    }
    let words = match count {
        1 => "There is an unread question in the box. Read it first.".to_owned(),
        count => format!("There are {count} unread questions in the box. Read them first."),
    };
    Some(
        view! {
            <div class="message" role="status" data-kind="note">
                <Icon name="alert" />
                <span>{words}</span>
                <a class="button" href=format!("{address}/questions")>"Go to the questions"</a>
            </div>
        }
        .into_any(),
    )
}

/// It was marked as taught before: what was kept then stands.
fn again(page: &ClosingPage, taught: &Taught) -> AnyView {
    let words = format!(
        "This lesson is marked as taught on {}, {} minutes, and that stands. Closing the class ends it on every screen.",
        day(taught.on),
        taught.minutes
    );
    view! {
        <p>{words}</p>
        <form method="post" action="/api/close_class">
            {named(page)}
            <input type="hidden" name="card[minutes]" value=page.minutes.to_string() />
            <button class="button" data-kind="main"><Icon name="check" />"Close the class"</button>
        </form>
    }
    .into_any()
}

fn named(page: &ClosingPage) -> impl IntoView + use<> {
    view! {
        <input type="hidden" name="card[section]" value=page.slug.clone() />
        <input type="hidden" name="card[lesson]" value=page.lesson.id.clone() />
    }
}

fn card(page: &ClosingPage) -> AnyView {
    let steps = page
        .steps
        .iter()
        .map(|(id, link)| step(id, link))
        .collect_view();
    let (first, last) = page.next_days;
    view! {
        <form class="stack" data-gap="l" method="post" action="/api/close_class">
            {named(page)}
            <section class="stack" data-gap="s" aria-labelledby="steps">
                <h2 id="steps">"How each step went"</h2>
                <ol class="fidelity" role="list">{steps}</ol>
            </section>
            <div class="row">
                <div class="field">
                    <label for="minutes">"Minutes"</label>
                    <input
                        id="minutes"
                        name="card[minutes]"
                        type="number"
                        inputmode="numeric"
                        required
                        value=page.minutes.to_string()
                        min="1"
                        max="240"
                        data-width="s"
                    />
                </div>
                <div class="field">
                    <label for="next">"The class meets next on (if you know)"</label>
                    <input
                        id="next"
                        name="card[next_on]"
                        type="date"
                        min=first.to_string()
                        max=last.to_string()
                        data-width="s"
                    />
                </div>
            </div>
            <p>
                <button class="button" data-kind="main"><Icon name="check" />"Close the class"</button>
            </p>
        </form>
    }
    .into_any()
}

/// One row of the card; the reason is asked for where the step was not taught as written.
fn step(id: &str, link: &StepLink) -> impl IntoView + use<> {
    let how = format!("card[how][{id}]");
    let choices = Manner::ALL.map(|manner| {
        let input = format!("{id}-{}", manner.name());
        view! {
            <span class="fidelity-choice">
                <input
                    type="radio"
                    id=input.clone()
                    name=how.clone()
                    value=manner.name()
                    checked=manner == Manner::AsWritten
                />
                <label for=input>{manner.title()}</label>
            </span>
        }
    });
    let reasons = Reason::ALL
        .map(|reason| view! { <option value=reason.name()>{reason.title()}</option> })
        .collect_view();
    let why = format!("{id}-why");
    view! {
        <li>
            <fieldset class="fidelity-step">
                <legend>
                    {link.number} " · " {link.title.clone()} " "
                    <span class="soft">{format!("{} min", link.minutes)}</span>
                </legend>
                {choices.collect_view()}
                <span class="fidelity-why">
                    <label for=why.clone()>"Why?"</label>
                    <span class="select">
                        <select id=why name=format!("card[why][{id}]")>
                            <option value="">"Not said"</option>
                            {reasons}
                        </select>
                        <Icon name="chevron-down" />
                    </span>
                </span>
            </fieldset>
        </li>
    }
}

fn without(page: &ClosingPage) -> AnyView {
    view! {
        <form method="post" action="/api/end_class">
            <input type="hidden" name="section" value=page.slug.clone() />
            <input type="hidden" name="lesson" value=page.lesson.id.clone() />
            <button class="link small">"It was not taught: close without a card"</button>
        </form>
    }
    .into_any()
}

/// Offers to close what was taught on an earlier day; `class` names the class where there are
/// several.
pub fn unfinished(slug: &str, class: Option<&str>, unfinished: &[Unfinished]) -> AnyView {
    let with = class.map_or(String::new(), |class| format!(" with {class}"));
    let messages = unfinished.iter().map(|left| {
        let words = format!(
            "You taught {} · {}{with} on {} and have not closed it yet.",
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
