//! The facilitation guide, made to be read standing up: the script large, minutes and labels in
//! the margin, the contents beside it.

use leptos::prelude::*;
use lessons::{
    guide::{Counselor, Guide, Section, SectionBody},
    lesson::{Adapted, Status},
};

use super::{
    crumbs::class_crumbs,
    segment::{Segment, plain_title, with_card},
};
use crate::{
    parts::{
        frame::StaffFrame,
        icon::Icon,
        page::{page, param},
        step::with_titles,
    },
    school::{
        school,
        teaching::{GuidePage, LessonName},
    },
};

#[component]
pub fn GuideView() -> impl IntoView {
    let lesson = param("lesson");
    page(async move { school()?.guide(&lesson).await }, guide)
}

fn guide(page: GuidePage) -> impl IntoView {
    let GuidePage {
        lesson,
        band,
        status,
        summary,
        objectives,
        guide,
        standards,
        classes,
        version,
        adapted,
        ..
    } = page;
    let about = about(&lesson, band.title(), &guide);
    let contents = contents(&guide.sections);
    let crumbs = match classes.as_slice() {
        [(slug, name)] => Some(class_crumbs(slug, name)),
        _ => None,
    };
    let more = more(&lesson);
    let (button, line) = project(&classes, lesson.number);
    let title = lesson.title.clone();
    let text = sections(guide.sections, &lesson.id);
    view! {
        <StaffFrame title=format!("Guide: {title}")>
            {crumbs}
            <div class="row">
                <h1>{title}</h1>
                <div class="row no-print" data-push="end">
                    <button class="button" type="button" data-print><Icon name="printer" />"Print"</button>
                    {button}
                </div>
            </div>
            <p class="soft">{about}</p>
            {adapted.map(adapted_from)}
            {draft(status)}
            <p class="measure">{summary}</p>
            {more}
            {line}
            <div class="guide">
                {contents}
                <div class="guide-text">
                    {first_of_all(objectives, standards, lesson.harm)}
                    {text}
                    <p class="small soft">{format!("Version {}", short(&version))}</p>
                </div>
            </div>
        </StaffFrame>
    }
}

/// Where a school's own version of a lesson comes from.
pub fn adapted_from(adapted: Adapted) -> impl IntoView {
    let version = short(&adapted.version).to_owned();
    view! {
        <p class="message" data-kind="note">
            <Icon name="school" />
            <span>{format!("Adapted by your school from Groundwork’s version {version}.")}</span>
        </p>
    }
}

/// As much of a content version as people compare by eye.
fn short(version: &str) -> &str {
    version.get(..8).unwrap_or(version)
}

fn about(lesson: &LessonName, grades: &str, guide: &Guide) -> String {
    let adults = match guide.facilitators {
        1 => "one adult".to_owned(),
        2 => "two adults".to_owned(),
        count => format!("{count} adults"),
    };
    let counselor = match guide.counselor {
        Counselor::Available => "counselor available",
        Counselor::InRoom => "counselor in the room",
    };
    let (number, minutes) = (lesson.number, lesson.minutes);
    format!(
        "Facilitation guide · grades {grades}, lesson {number} · {minutes} minutes · {adults} · {counselor}"
    )
}

fn draft(status: Status) -> Option<impl IntoView> {
    let (is, words) = match status {
        Status::Draft => (
            "draft",
            "Draft: no health teacher, counselor or survivor-advisor has signed this lesson yet. Read it with your counselor before you teach it.",
        ),
        Status::Reviewed => ("reviewed", "Reviewed, and not released yet."),
        Status::Released => return None,
    };
    Some(view! {
        <p class="message" data-kind="note" data-paper=is><Icon name="pencil" /><span>{words}</span></p>
    })
}

/// The filled button, where there is one class to project to; of several, a line of links.
fn project(classes: &[(String, String)], number: u32) -> (Option<AnyView>, Option<AnyView>) {
    let href = |slug: &str| format!("/project/{slug}/{number}/1");
    if let [(slug, _)] = classes {
        let button = view! {
            <a class="button" data-kind="main" href=href(slug)><Icon name="present" />"Project"</a>
        };
        return (Some(button.into_any()), None);
    }
    let ways = classes
        .iter()
        .map(|(slug, name)| view! { <a href=href(slug)>{name.clone()}</a> })
        .collect_view();
    let line = (!classes.is_empty()).then(|| {
        view! { <p class="row small no-print"><span>"Project to"</span>{ways}</p> }.into_any()
    });
    (None, line)
}

fn more(lesson: &LessonName) -> AnyView {
    view! {
        <p class="row small no-print">
            <a href=format!("/teach/lessons/{}/print", lesson.id)>"Print pack"</a>
            <a href=format!("/families/lessons/{}/letter", lesson.id)>"Family letter"</a>
            <a href=format!("/teach/lessons/{}/student/1", lesson.id)>"View as a student"</a>
            <a href=format!("/families/lessons/{}", lesson.id)>"The whole lesson on one page"</a>
        </p>
    }
    .into_any()
}

fn contents(sections: &[Section]) -> AnyView {
    let rows = sections.iter().map(|section| {
        let href = format!("#{}", section.anchor);
        match &section.body {
            SectionBody::Segment { minutes, .. } => view! {
                <li data-segment>
                    <a href=href>{plain_title(&section.heading).to_owned()}</a>
                    <span>{*minutes} " min"</span>
                </li>
            }
            .into_any(),
            SectionBody::Html(_) => view! {
                <li><a href=href>{section.heading.clone()}</a></li>
            }
            .into_any(),
        }
    });
    view! {
        <nav class="contents" aria-label="In this guide">
            <p>"In this guide"</p>
            <ol role="list">{rows.collect_view()}</ol>
        </nav>
    }
    .into_any()
}

fn first_of_all(objectives: Vec<String>, standards: Vec<String>, harm: bool) -> AnyView {
    let objectives = objectives
        .into_iter()
        .map(|html| view! { <li inner_html=html></li> });
    let standards = (!standards.is_empty()).then(|| {
        let rows = standards
            .into_iter()
            .map(|standard| view! { <li>{standard}</li> });
        view! {
            <details>
                <summary>"Standards"</summary>
                <ul>{rows.collect_view()}</ul>
            </details>
        }
    });
    view! {
        <section class="guide-part" id="objectives">
            <h2>"What students will be able to do"</h2>
            <div class="prose">
                <ul>{objectives.collect_view()}</ul>
                {harm.then(|| view! {
                    <p>
                        <strong>"Sensitive lesson. "</strong>
                        "It opens only while you teach it, once the school is ready, and it closes by itself. A substitute does not teach it."
                    </p>
                })}
                {standards}
            </div>
        </section>
    }
    .into_any()
}

/// Every section in the order of the file.
fn sections(sections: Vec<Section>, lesson: &str) -> AnyView {
    let mut from = 0;
    let mut step = 0;
    let views = sections.into_iter().map(|section| {
        let Section {
            heading,
            anchor,
            body,
        } = section;
        match body {
            SectionBody::Segment { minutes, parts } => {
                step += 1;
                let begins = from;
                from += minutes;
                let as_student = format!("/teach/lessons/{lesson}/student/{step}");
                let title = plain_title(&heading).to_owned();
                view! { <Segment anchor title from=begins minutes parts as_student /> }.into_any()
            }
            SectionBody::Html(html) => view! {
                <section class="guide-part" id=anchor>
                    <h2>{heading.clone()}</h2>
                    {blocks(&heading, &with_titles(&with_card(&html)))}
                </section>
            }
            .into_any(),
        }
    });
    views.collect_view().into_any()
}

/// Tables are wider than text: each stands for itself, where it may scroll.
fn blocks(heading: &str, html: &str) -> Vec<AnyView> {
    let mut blocks = Vec::new();
    let mut rest = html;
    while !rest.trim().is_empty() {
        let (text, table) = rest.split_once("<table>").unwrap_or((rest, ""));
        let (table, after) = table.split_once("</table>").unwrap_or((table, ""));
        if !text.trim().is_empty() {
            let text = text.to_owned();
            blocks.push(view! { <div class="prose" inner_html=text></div> }.into_any());
        }
        if !table.is_empty() {
            let (table, label) = (table.to_owned(), heading.to_owned());
            blocks.push(
                view! {
                    <div class="table-scroll" role="region" aria-label=label tabindex="0">
                        <table class="table" inner_html=table></table>
                    </div>
                }
                .into_any(),
            );
        }
        rest = after;
    }
    blocks
}
