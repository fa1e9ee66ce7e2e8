//! One segment of the guide: the script for a step, its labels and minutes in the margin.

use leptos::prelude::*;
use lessons::guide::{Label, Part};

use crate::parts::step::CalloutBox;

/// The script for one step. `from` is how many minutes into the lesson it begins; `as_student`
/// leads to the step as students see it.
#[component]
pub fn Segment(
    anchor: String,
    title: String,
    from: u32,
    minutes: u32,
    parts: Vec<Part>,
    as_student: String,
) -> impl IntoView {
    let span = format!(" {from}:00 – {}:00", from + minutes);
    view! {
        <section class="segment" id=anchor>
            <header class="segment-head">
                <p class="segment-time"><strong>{minutes} " min"</strong>{span}</p>
                <h2>{title.clone()}</h2>
                <a class="small no-print" href=as_student>
                    "As a student"
                    <span class="visually-hidden">{format!(": {title}")}</span>
                </a>
            </header>
            {parts.into_iter().map(|part| view! { <Cue part /> }).collect_view()}
        </section>
    }
}

/// One labelled part of the script.
#[component]
pub fn Cue(part: Part) -> impl IntoView {
    let Part { label, html } = part;
    let html = with_card(&html);
    let (slug, word) = match label {
        Label::Callout(kind) => return view! { <CalloutBox kind html /> }.into_any(),
        Label::Say => {
            return view! {
                <div class="cue" data-cue="say">
                    <p class="cue-label">"Say"</p>
                    <blockquote class="cue-text" inner_html=html></blockquote>
                </div>
            }
            .into_any();
        }
        Label::Plain => {
            return view! {
                <div class="cue"><span></span><div class="cue-text" inner_html=html></div></div>
            }
            .into_any();
        }
        Label::Do => ("do", "Do"),
        Label::Ask => ("ask", "Ask"),
        Label::ListenFor => ("listen", "Listen for"),
        Label::If => ("if", "If"),
        Label::MoveOn => ("move", "Move on"),
    };
    view! {
        <div class="cue" data-cue=slug>
            <p class="cue-label">{word}</p>
            <div class="cue-text" inner_html=html></div>
        </div>
    }
    .into_any()
}

/// `Practice: slow-down lines`, out of the guide's `Segment: Practice: slow-down lines (10 min)`.
pub fn plain_title(heading: &str) -> &str {
    let title = heading.split_once(':').map_or(heading, |(_, title)| title);
    let title = match title.rsplit_once('(') {
        Some((title, minutes)) if minutes.ends_with(')') => title,
        _ => title,
    };
    title.trim()
}

/// A link to the disclosure card opens it over the page.
pub fn with_card(html: &str) -> String {
    const LINK: &str = "<a href=\"#disclosure-card\">";
    let mut parts = html.split(LINK);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (words, rest) = part.split_once("</a>").unwrap_or((part, ""));
        whole += "<button class=\"link\" type=\"button\" popovertarget=\"disclosure-card\">";
        whole += words;
        whole += "</button>";
        whole += rest;
    }
    whole
}
