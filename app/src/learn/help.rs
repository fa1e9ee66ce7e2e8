//! The help page: people first, then lines, by grade band. It sends nothing and keeps nothing.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use lessons::{
    course::Band,
    registry::{Helper, Line},
};

use crate::{
    parts::{frame::StudentFrame, icon::Icon, page::page},
    school::{learning::Help, school},
    text::{text, text_with},
};

#[component]
pub fn HelpView() -> impl IntoView {
    let band = use_query_map().read_untracked().get("grades");
    let band = band.and_then(|slug| slug.parse().ok());
    page(async move { school()?.help(band).await }, help)
}

fn help(help: Help) -> impl IntoView {
    let Help {
        band,
        people,
        lines,
        counselor,
    } = help;
    let young = matches!(band, Some(Band::K2 | Band::Three5));
    let lines = (!lines.is_empty()).then(|| {
        let rows = lines.into_iter().map(line);
        view! {
            <section class="stack" aria-labelledby="lines">
                <h2 id="lines">{text("lines-heading")}</h2>
                {young.then(|| view! { <p>{text("lines-with-grown-up")}</p> })}
                <p>{text("lines-lead")}</p>
                <ul class="lines" role="list">{rows.collect_view()}</ul>
            </section>
        }
    });
    let bands = Band::ALL.into_iter().map(move |other| {
        let words = text_with("grades", [("grades", other.title().into())]);
        let here = band == Some(other);
        view! {
            <li><a href=format!("/help?grades={other}") data-replace aria-current=here.then_some("true")>{words}</a></li>
        }
    });
    let bands = bands.collect_view();
    let people = people.into_iter().map(person).collect_view();
    view! {
        <StudentFrame title=text("title-help") band=band.unwrap_or(Band::Six8)>
            <h1>{text("help-heading")}</h1>
            <p class="lead">{text("help-lead")}</p>
            <div class="stack" data-gap="xl">
                <section class="stack" aria-labelledby="people">
                    <h2 id="people">{text("people-heading")}</h2>
                    {counselor.map(|counselor| view! {
                        <p>{text_with("help-counselor", [("counselor", counselor.into())])}</p>
                    })}
                    <ul class="people" role="list">{people}</ul>
                    <p>{text("keep-asking")}</p>
                </section>
                {lines}
                <section class="stack" data-gap="s" aria-labelledby="leave">
                    <h2 id="leave">{text("leave-heading")}</h2>
                    <p>{text("leave-how")}</p>
                    <p class="soft small">{text("help-sends-nothing")}</p>
                </section>
                <nav class="stack" data-gap="s" aria-label=text("help-choose-band")>
                    <p class="soft">{text("help-choose-band")}</p>
                    <ul class="row" role="list">{bands}</ul>
                </nav>
            </div>
        </StudentFrame>
    }
}

fn person(person: Helper) -> impl IntoView {
    view! {
        <li>
            <Icon name="users" />
            <div><strong>{person.label}</strong><p class="soft">{person.hint}</p></div>
        </li>
    }
}

/// One line: what it is for, how to reach it, and what is said there.
pub fn line(line: Line) -> impl IntoView {
    let row = |key: &str, value: AnyView| view! { <div><dt>{text(key)}</dt><dd>{value}</dd></div> };
    let call = line.call.map(|number| {
        let href = format!(
            "tel:{}",
            number
                .chars()
                .filter(char::is_ascii_digit)
                .collect::<String>()
        );
        row("line-call", view! { <a href=href>{number}</a> }.into_any())
    });
    let words = line.text.map(|words| row("line-text", words.into_any()));
    let chat = line
        .chat
        .map(|address| row("line-chat", address.into_any()));
    view! {
        <li class="line">
            <h3>{line.name}</h3>
            <p>{line.need}</p>
            <dl>
                {call}
                {words}
                {chat}
                {row("line-hours", line.hours.into_any())}
            </dl>
            <p class="line-says">{line.says}</p>
        </li>
    }
}
