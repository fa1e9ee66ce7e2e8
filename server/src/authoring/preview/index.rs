//! The preview's first page: every unit and lesson, and what is wrong with each.

use std::{collections::BTreeMap, sync::Arc};

use app::parts::icon::Icon;
use axum::{extract::State, http::StatusCode, response::Response};
use leptos::prelude::*;
use lessons::{course::Band, lesson::Status, problem::Problem};

use super::{
    desk::Desk,
    frame::{Page, counted},
    marks::marks,
    place::LessonFile,
    problems::{count, in_words, list},
    reading::Reading,
};

pub async fn show(State(desk): State<Arc<Desk>>) -> Response {
    let reading = desk.now();
    let page = Page {
        status: StatusCode::OK,
        title: "Lessons",
        lesson: None,
        step: 0,
        marks: marks(&reading, None),
    };
    page.around(&desk, || content(&reading)).await
}

/// One lesson of the list, also if it cannot be shown.
struct Card {
    id: String,
    band: Band,
    number: u32,
    title: String,
    note: String,
    problems: (usize, usize),
}

fn content(reading: &Reading) -> AnyView {
    let cards = cards(reading);
    let units = Band::ALL.into_iter().filter_map(|band| {
        let cards: Vec<&Card> = cards.iter().filter(|card| card.band == band).collect();
        (!cards.is_empty()).then(|| unit(reading, band, &cards))
    });
    let beside: Vec<&Problem> = reading.problems_beside().collect();
    view! {
        <h1>"Lessons"</h1>
        <p class="findings">{findings(cards.len(), count(&reading.problems))}</p>
        {fault(reading)}
        {to_mend(&cards)}
        {(!beside.is_empty()).then(|| view! {
            <section class="stack">
                <h2>"In files that lessons share"</h2>
                {list(reading, &beside)}
            </section>
        })}
        {units.collect_view()}
    }
    .into_any()
}

/// The lessons that have something to mend, each with how much.
fn to_mend(cards: &[Card]) -> Option<AnyView> {
    let rows = cards.iter().filter_map(|card| {
        let words = in_words(card.problems)?;
        let href = format!("/preview/lessons/{}", card.id);
        let title = format!(
            "Grades {}, {}: {}",
            card.band.title(),
            card.number,
            card.title
        );
        Some(view! { <li><a href=href>{title}</a>" – "{words}</li> })
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| {
        view! { <nav aria-label="Lessons to mend"><ul class="to-mend">{rows}</ul></nav> }.into_any()
    })
}

/// Why the folder cannot be read, above everything that was read before.
pub fn fault(reading: &Reading) -> Option<AnyView> {
    let fault = reading.fault.clone()?;
    Some(
        view! {
            <p class="message" data-kind="problem"><Icon name="alert" /><span>{fault} " Everything below is as it was before."</span></p>
        }
        .into_any(),
    )
}

fn findings(lessons: usize, problems: (usize, usize)) -> String {
    let lessons = counted(lessons, "lesson");
    match in_words(problems) {
        Some(problems) => format!("{lessons}, with {problems}."),
        None => format!("{lessons}, and nothing to mend."),
    }
}

/// Every lesson by band and number: what is shown, and what has only its folder yet.
fn cards(reading: &Reading) -> Vec<Card> {
    let mut cards = BTreeMap::new();
    let files = reading.files.keys().filter_map(|path| LessonFile::of(path));
    for file in files.filter(|file| file.lang == reading.curriculum.lang) {
        let (id, band, number) = (file.id(), file.band, file.number);
        cards.entry((band, number, id.clone())).or_insert(Card {
            problems: count(reading.problems_of(&id)),
            title: file.slug.replace('-', " "),
            note: "It cannot be shown yet".into(),
            id,
            band,
            number,
        });
    }
    for lesson in reading.curriculum.lessons() {
        let Some(card) = cards.get_mut(&(lesson.band, lesson.order, lesson.id.clone())) else {
            continue;
        };
        let status = match lesson.status {
            Status::Draft => "draft",
            Status::Reviewed => "reviewed",
            Status::Released => "released",
        };
        card.title.clone_from(&lesson.title);
        card.note = format!("{} minutes · {status}", lesson.minutes);
    }
    cards.into_values().collect()
}

fn unit(reading: &Reading, band: Band, cards: &[&Card]) -> AnyView {
    let title = reading.curriculum.unit(band).map(|unit| unit.title.clone());
    let rows = cards.iter().map(|card| {
        let href = format!("/preview/lessons/{}", card.id);
        view! {
            <li class="lesson">
                <span class="lesson-number" aria-hidden="true">{card.number}</span>
                <a class="lesson-title" href=href>{card.title.clone()}</a>
                <p class="lesson-note">{card.note.clone()}</p>
                {state(card.problems)}
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="stack" data-gap="s">
            <h2>{format!("Grades {}", band.title())}</h2>
            {title.map(|title| view! { <p class="soft">{title}</p> })}
            <ol class="lessons" role="list">{rows}</ol>
        </section>
    }
    .into_any()
}

/// Sign, word and colour for what there is to mend.
pub fn state(problems: (usize, usize)) -> AnyView {
    let (errors, _) = problems;
    match in_words(problems) {
        None => {
            view! { <span class="state" data-is="done"><Icon name="check" />"No problem"</span> }
                .into_any()
        }
        Some(words) if errors > 0 => {
            view! { <span class="state" data-is="late"><Icon name="stop" />{words}</span> }
                .into_any()
        }
        Some(words) => {
            view! { <span class="state" data-is="part"><Icon name="alert" />{words}</span> }
                .into_any()
        }
    }
}
