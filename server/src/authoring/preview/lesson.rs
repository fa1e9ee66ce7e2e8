//! One lesson: its steps, what is wrong with it, and its pages side by side.

use std::sync::Arc;

use app::{parts::icon::Icon, text::Language};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use leptos::prelude::*;
use lessons::{
    lesson::Lesson,
    problem::{Level, Problem},
};
use serde::Deserialize;

use super::{
    desk::Desk,
    frame::Page,
    index::{fault, state},
    marks::marks,
    pane::{Pane, panes},
    place::{LessonFile, Place, place},
    problems::{count, list, said as said_of},
    reading::Reading,
};

/// What the address says beside the lesson: what is looked at. Whatever it does not know is as at
/// the beginning.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    step: Option<String>,
    show: Option<String>,
    lang: Option<String>,
    /// A part of the guide.
    at: Option<String>,
}

/// What is looked at.
pub struct Sight<'r> {
    pub lesson: &'r Lesson,
    pub step: u32,
    pub show: Pane,
    /// Nothing for the original.
    pub lang: Option<String>,
    pub at: Option<String>,
}

impl Sight<'_> {
    /// The page's address with another step or pane.
    pub fn address(&self, show: Pane, step: u32) -> String {
        let lang = self.lang.as_ref().map(|lang| format!("&lang={lang}"));
        let lang = lang.unwrap_or_default();
        format!("?show={}&step={step}{lang}", show.name())
    }
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let reading = desk.now();
    let lang = asked.lang.clone().filter(|lang| {
        let translation = reading.curriculum.translation(lang);
        translation.is_some_and(|tree| tree.lesson(&id).is_some())
    });
    let code = lang.as_deref().unwrap_or(&reading.curriculum.lang);
    let Some(lesson) = reading.lesson(code, &id) else {
        return unseen(&desk, &reading, &id).await;
    };
    let steps = u32::try_from(lesson.steps.len()).unwrap_or(u32::MAX);
    let step = asked.step.as_deref().and_then(|step| step.parse().ok());
    let sight = Sight {
        lesson,
        step: step.unwrap_or(1).clamp(1, steps.max(1)),
        show: Pane::named(asked.show.as_deref()),
        lang,
        at: asked.at,
    };
    let page = Page {
        status: StatusCode::OK,
        title: &lesson.title,
        lesson: Some(&id),
        step: sight.step,
        marks: marks(&reading, Some(&id)),
    };
    page.around(&desk, || content(&reading, &sight)).await
}

fn content(reading: &Reading, sight: &Sight) -> AnyView {
    let lesson = sight.lesson;
    view! {
        <header class="preview-head" id="about">
            <nav class="crumbs" aria-label="You are here">
                <ol role="list"><li><a href="/">"All lessons"</a></li><li>{format!("Grades {}, lesson {}", lesson.band.title(), lesson.order)}</li></ol>
            </nav>
            <div class="row">
                <h1 lang=sight.lang.clone()>{lesson.title.clone()}</h1>
                <p class="soft small">{format!("{} minutes", lesson.minutes)}</p>
                {languages(reading, sight)}
            </div>
        </header>
        {said(reading, sight)}
        {steps(reading, sight)}
        {panes(sight)}
    }
    .into_any()
}

/// The lesson in every language that it is written in.
fn languages(reading: &Reading, sight: &Sight) -> Option<AnyView> {
    let original = &reading.curriculum.lang;
    let here = sight.lang.as_ref().unwrap_or(original);
    let written =
        |language: &&Language| reading.lesson(&language.code(), &sight.lesson.id).is_some();
    let all: Vec<&Language> = reading.languages.iter().filter(written).collect();
    if all.len() < 2 {
        return None;
    }
    let links = all.into_iter().map(|language| {
        let code = language.code();
        let current = (code == *here).then_some("true");
        let href = format!("?show={}&step={}&lang={code}", sight.show.name(), sight.step);
        view! { <a href=href hreflang=code.clone() lang=code aria-current=current>{language.own_name()}</a> }
    });
    Some(
        view! { <nav class="languages" aria-label="Languages">{links.collect_view()}</nav> }
            .into_any(),
    )
}

/// Whatever is wrong, above everything: the banner, and the list of problems.
fn said(reading: &Reading, sight: &Sight) -> AnyView {
    let lesson = sight.lesson;
    let problems: Vec<&Problem> = reading.problems_of(&lesson.id).collect();
    let is_kept = reading
        .kept
        .contains(&(lesson.lang.clone(), lesson.id.clone()));
    let first = problems.iter().find(|problem| {
        let file = LessonFile::of(&problem.file);
        problem.level == Level::Error && file.is_some_and(|file| file.lang == lesson.lang)
    });
    let first = first.or(problems.first()).filter(|_| is_kept);
    let kept = first.map(|problem| {
        let file = problem.file.rsplit('/').next().unwrap_or_default().to_owned();
        view! {
            <p class="message" data-kind="problem">
                <Icon name="stop" />
                <span><strong>{format!("{file}, line {}: ", problem.line)}</strong>{said_of(&problem.message)}
                ". Until that is mended, the pages show the lesson as it last was."</span>
            </p>
        }
    });
    let beside = reading.problems_beside().count();
    let beside = (beside > 0).then(|| {
        view! { <p class="small"><a href="/">"There is something to mend in files that lessons share"</a></p> }
    });
    let problems = (!problems.is_empty()).then(|| {
        view! {
            <details class="preview-problems" open>
                <summary>{state(count(problems.iter().copied()))}</summary>
                {list(reading, &problems)}
            </details>
        }
    });
    let fine = (problems.is_none() && beside.is_none()).then(|| state((0, 0)));
    view! { <div class="stack" data-gap="s" id="said">{fault(reading)}{kept}{fine}{problems}{beside}</div> }
        .into_any()
}

/// The steps, each with its minutes and whether something in it wants mending.
fn steps(reading: &Reading, sight: &Sight) -> AnyView {
    let lesson = sight.lesson;
    let problems: Vec<(Option<u32>, &Problem)> = reading
        .problems_of(&lesson.id)
        .map(|problem| match place(reading, problem) {
            Some(
                Place::Step(step)
                | Place::Guide {
                    step: Some(step), ..
                },
            ) => (Some(step), problem),
            _ => (None, problem),
        })
        .collect();
    let links = lesson.steps.iter().zip(1..).map(|(step, number)| {
        let here = problems.iter().filter(|(at, _)| *at == Some(number));
        let here = count(here.map(|(_, problem)| *problem));
        let mark = (here != (0, 0)).then(|| state(here));
        let current = (number == sight.step).then_some("step");
        let anchor = super::place::segment(lesson, number).map(str::to_owned);
        view! {
            <li>
                <a href=sight.address(sight.show, number) data-step=number data-anchor=anchor aria-current=current>
                    <span class="preview-number">{number}</span>
                    <span class="preview-title" lang=sight.lang.clone()>{step.title.clone()}</span>
                    <span class="soft">{step.minutes} " min"</span>
                    {mark}
                </a>
            </li>
        }
    });
    view! {
        <nav class="preview-steps" id="steps" aria-label="Steps"><ol role="list">{links.collect_view()}</ol></nav>
    }
    .into_any()
}

/// A lesson that nothing can be shown of: it was never whole, or it is gone.
async fn unseen(desk: &Desk, reading: &Reading, id: &str) -> Response {
    let folder = reading.files.keys().find_map(|path| {
        let file = LessonFile::of(path).filter(|file| file.id() == id)?;
        Some(file.slug.replace('-', " "))
    });
    let (status, title, lead) = match &folder {
        Some(title) => (
            StatusCode::OK,
            title.as_str(),
            "This lesson cannot be shown yet. Mend what is listed here, and it appears.",
        ),
        None => (
            StatusCode::NOT_FOUND,
            "No such lesson",
            "There is no lesson with this name in the folder. If it comes back, it appears here.",
        ),
    };
    let page = Page {
        status,
        title,
        lesson: Some(id),
        step: 0,
        marks: marks(reading, Some(id)),
    };
    let problems: Vec<&Problem> = reading.problems_of(id).collect();
    page.around(desk, || {
        view! {
            <nav class="crumbs" aria-label="You are here"><ol role="list"><li><a href="/">"All lessons"</a></li></ol></nav>
            <h1>{title.to_owned()}</h1>
            <p class="lead">{lead}</p>
            {fault(reading)}
            {list(reading, &problems)}
        }
        .into_any()
    })
    .await
}
