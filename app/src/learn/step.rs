//! One step as a screen. Its address takes a posted check too, and answers with the feedback.

use leptos::prelude::*;

use crate::{
    error::Error,
    parts::{
        follow::{AskLink, FindClass, Following, Paused, is_paused},
        frame::StudentFrame,
        icon::Icon,
        page::{number, page, param},
        refusal::Problem,
        step::{Blocks, StepProgress},
    },
    school::{
        Posted,
        learning::StepPage,
        live::{Here, Pace},
        school,
    },
    text::{text, text_with},
};

#[component]
pub fn StepView() -> impl IntoView {
    let (section, number, step) = (param("section"), number("number"), number("step"));
    let posted = Posted::here();
    let question = {
        let section = section.clone();
        async move {
            match posted {
                Some(posted) => {
                    school()?
                        .answer(&section, number, step, &posted.fields)
                        .await
                }
                None => school()?.step(&section, number, step).await,
            }
        }
    };
    page(question, move |page| {
        if is_paused(page.follow.as_ref()) {
            return view! { <Paused head=page.head here=Here::Step(page.number) /> }.into_any();
        }
        let way = complete(&section, &page);
        view! { <StepScreen page way /> }.into_any()
    })
}

/// Keeps a step as done and goes on to what comes next.
#[server(endpoint = "complete_step", prefix = "/api")]
pub async fn complete_step(section: String, step: String) -> Result<String, Error> {
    let next = crate::error::told(school()?.complete_step(&section, &step).await)?;
    crate::parts::go::on(&next);
    Ok(next)
}

/// "Next" keeps the step as done; where it is done already it is only a link.
fn complete(section: &str, page: &StepPage) -> AnyView {
    let last = page.number as usize == page.steps.len();
    let word = text(if last { "finish" } else { "next" });
    let done = page
        .steps
        .iter()
        .any(|step| step.number == page.number && step.done);
    let waits = waits(page, last);
    if let (Some(words), true) = (waits, done) {
        return view! { <p class="way-word">{text(words)}</p> }.into_any();
    }
    let word = match waits {
        Some(_) => text("mark-done"),
        None => word,
    };
    if done && !last {
        let href = format!("{}/{}", page.head.address, page.number + 1);
        return view! {
            <a class="button" data-kind="main" data-replace href=href>
                {word}
                <Icon name="arrow-right" turns=true />
            </a>
        }
        .into_any();
    }
    view! {
        <form data-replace method="post" action="/api/complete_step">
            <input type="hidden" name="section" value=section.to_owned() />
            <input type="hidden" name="step" value=page.key.clone() />
            <button class="button" data-kind="main">{word}<Icon name="arrow-right" turns=true /></button>
        </form>
    }
    .into_any()
}

/// What a student reads who has done the step and cannot go on alone.
fn waits(page: &StepPage, last: bool) -> Option<&'static str> {
    match page.follow.as_ref()?.pace {
        Pace::Teacher if last => Some("class-ends-together"),
        Pace::Teacher => Some("wait-for-class"),
        Pace::Own { to, .. } if page.number >= to && !last => Some("as-far-as"),
        Pace::Own { .. } => None,
    }
}

/// The screen of a step, for students and for whoever looks at it as one; `way` leads on.
#[component]
pub fn StepScreen(page: StepPage, way: AnyView) -> impl IntoView {
    let StepPage {
        head,
        steps,
        number,
        blocks,
        words,
        keeps,
        follow,
        ..
    } = page;
    // Where the teacher decides, there is no way back either.
    let alone = follow
        .as_ref()
        .is_some_and(|follow| follow.pace == Pace::Teacher);
    let ask = view! { <AskLink address=head.address.clone() follow=follow.clone() /> };
    let following = follow.map(|follow| {
        let find = (follow.pace == Pace::Teacher).then(|| {
            view! { <FindClass address=format!("{}/{number}", head.address) /> }
        });
        let address = head.address.clone();
        view! { {find} <Following address here=Here::Step(number) revision=follow.revision led=follow.led /> }
    });
    let title = steps
        .iter()
        .find(|step| step.number == number)
        .map(|step| step.title.clone());
    let written = head.written();
    let address = head.address.clone();
    let over = if keeps {
        view! { <a data-replace href=address.clone()>{head.title}</a> }.into_any()
    } else {
        head.title.into_any()
    };
    let back = match number {
        _ if alone => None,
        1 if keeps => Some(address.clone()),
        1 => None,
        _ => Some(format!("{address}/{}", number - 1)),
    };
    let back = back.map(|href| view! {
        <a class="button" data-replace href=href><Icon name="arrow-left" turns=true />{text("back")}</a>
    });
    view! {
        <StudentFrame
            title=text_with("title-lesson", [("number", head.number.into())])
            band=head.band
            written
            fill=true
        >
            {(!keeps).then(|| view! {
                <p class="message" data-kind="note"><Icon name="eye" /><span>{text("preview-note")}</span></p>
            })}
            <Problem />
            <p class="eyebrow">{over}</p>
            <h1>{title}</h1>
            <StepProgress steps now=number />
            <Blocks blocks words action=Some(format!("{address}/{number}")) />
            {ask}
            <nav class="way" aria-label=text("steps")>{back}{way}</nav>
            {following}
        </StudentFrame>
    }
}
