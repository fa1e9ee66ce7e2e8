//! The teacher's first page: every class, what comes next in it, and one button.

use leptos::prelude::*;

use super::close::unfinished;
use crate::{
    parts::{frame::StaffFrame, icon::Icon, page::page},
    school::{school, teaching::ClassCard},
};

#[component]
pub fn Classes() -> impl IntoView {
    page(async { school()?.classes().await }, classes)
}

fn classes(cards: Vec<ClassCard>) -> impl IntoView {
    let content = if cards.is_empty() {
        nothing_yet().into_any()
    } else {
        table(cards)
    };
    view! {
        <StaffFrame title="My classes">
            <h1>"My classes"</h1>
            {content}
        </StaffFrame>
    }
}

fn nothing_yet() -> impl IntoView {
    view! {
        <div class="empty">
            <p class="lead">"You have no class yet."</p>
            <p>
                "Your school’s administrator makes classes and names their teachers. Until then you can read every lesson and its letter to families."
            </p>
            <a class="button" data-kind="main" href="/families">"Read the lessons"</a>
        </div>
    }
}

fn table(cards: Vec<ClassCard>) -> AnyView {
    let now = cards.iter().position(|card| card.open.is_some());
    let nearest = now.or_else(|| cards.iter().position(|card| card.next.is_some()));
    let lead = nearest.and_then(|at| lead(&cards[at]));
    let one_school = cards.windows(2).all(|two| two[0].school == two[1].school);
    let unfinished = cards.iter().map(|card| {
        let class = Some(card.name.as_str());
        unfinished(&card.slug, class, &card.unfinished)
    });
    let unfinished = unfinished.collect_view();
    let rows = cards
        .into_iter()
        .enumerate()
        .map(|(at, card)| row(card, nearest == Some(at), one_school))
        .collect_view();
    view! {
        {unfinished}
        {lead}
        <div class="table-scroll">
            <table class="table" data-stack>
                <caption class="visually-hidden">"My classes this term"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Class"</th>
                        <th scope="col">"Next lesson"</th>
                        <th scope="col">"Taught"</th>
                        <th scope="col"><span class="visually-hidden">"Go to"</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn lead(card: &ClassCard) -> Option<impl IntoView + use<>> {
    let (word, title) = match (&card.open, &card.next) {
        (Some(open), _) => ("Open now: ", open.title.clone()),
        (None, Some(next)) => ("Next: ", next.title.clone()),
        (None, None) => return None,
    };
    let with = format!(" with {}.", card.name);
    Some(view! { <p class="lead">{word}<strong>{title}</strong>{with}</p> })
}

fn row(card: ClassCard, nearest: bool, one_school: bool) -> impl IntoView {
    let href = format!("/teach/classes/{}", card.slug);
    let about = format!("Grades {} · {}", card.band.title(), students(card.students));
    let about = if one_school {
        about
    } else {
        format!("{} · {about}", card.school)
    };
    let word = match (&card.open, &card.next) {
        (Some(_), _) => "Go on",
        (None, Some(_)) => "Get ready",
        (None, None) => "Look back",
    };
    let next = match (card.open, card.next) {
        (Some(open), _) => view! {
            {open.number} " · " {open.title}
            <br />
            <span class="state" data-is="next"><Icon name="unlock" />"Open to the class"</span>
        }
        .into_any(),
        (None, Some(next)) => view! {
            {next.number} " · " {next.title}
            <br />
            <span class="soft small">{next.minutes} " minutes"</span>
        }
        .into_any(),
        (None, None) => view! {
            <span class="state" data-is="done"><Icon name="state-done" />"All taught"</span>
        }
        .into_any(),
    };
    view! {
        <tr>
            <th scope="row">
                <a href=href.clone()>{card.name.clone()}</a>
                <br />
                <span class="soft small">{about}</span>
            </th>
            <td data-label="Next lesson">{next}</td>
            <td data-label="Taught">{format!("{} of {}", card.taught, card.lessons)}</td>
            <td>
                <a class="button" data-kind=nearest.then_some("main") href=href>
                    {word}
                    <span class="visually-hidden">{format!(" with {}", card.name)}</span>
                </a>
            </td>
        </tr>
    }
}

/// `1 student`, `24 students`.
pub fn students(count: u32) -> String {
    match count {
        1 => "1 student".into(),
        count => format!("{count} students"),
    }
}
