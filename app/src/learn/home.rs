//! The student's first page: what is next, and every lesson of the class.

use leptos::prelude::*;
use lessons::progress::Standing;

use crate::{
    parts::{follow::LiveScript, frame::StudentFrame, icon::Icon, page::page},
    school::{
        learning::{Home, HomeLesson},
        school,
    },
    text::{elsewhere, text, text_with},
};

#[component]
pub fn HomeView() -> impl IntoView {
    page(async { school()?.home().await }, home)
}

fn home(home: Home) -> impl IntoView {
    let Home {
        student,
        class,
        section,
        band,
        lessons,
    } = home;
    let is_next =
        |lesson: &&HomeLesson| lesson.open && lesson.progress.standing() != Standing::Done;
    let led = lessons.iter().find(|lesson| lesson.led);
    let next = led.or_else(|| lessons.iter().find(is_next));
    let next = next.map(|lesson| next_lesson(&section, lesson));
    let none_open = next.is_none();
    let finished = lessons
        .iter()
        .any(|lesson| lesson.progress.standing() == Standing::Done);
    let resting = none_open.then(|| resting(finished));
    let empty = lessons.is_empty();
    let rows = lessons
        .into_iter()
        .map(|lesson| row(&section, lesson))
        .collect_view();
    view! {
        <StudentFrame title=text("title-home") band>
            <p class="eyebrow">{class}</p>
            <h1>{text_with("hello", [("name", student.into())])}</h1>
            {next}
            {resting}
            <section class="stack" aria-labelledby="lessons">
                <h2 id="lessons">{text("all-lessons")}</h2>
                {empty.then(|| view! { <p>{text("no-lessons")}</p> })}
                <ol class="lessons" role="list">{rows}</ol>
            </section>
        </StudentFrame>
    }
}

fn next_lesson(section: &str, lesson: &HomeLesson) -> impl IntoView + use<> {
    let begun = lesson.progress.standing() == Standing::Part;
    let button = match (lesson.led, begun) {
        (true, _) => "find-class",
        (false, true) => "continue",
        (false, false) => "start",
    };
    view! {
        <section class="next-lesson" aria-labelledby="next">
            <div>
                <p class="eyebrow">{text("next-up")}</p>
                <h2 id="next">{lesson.title.clone()}</h2>
                <p class="soft">{text_with("minutes", [("minutes", lesson.minutes.into())])}</p>
                {with(lesson).map(|with| view! { <p>{with}</p> })}
            </div>
            <a
                class="button"
                data-kind="main"
                data-replace
                href=format!("/s/{section}/{}", lesson.number)
            >
                {text(button)}
                <Icon name="arrow-right" turns=true />
            </a>
        </section>
    }
}

/// Who stays with the student, where it is open to this student alone.
fn with(lesson: &HomeLesson) -> Option<String> {
    let adult = lesson.with.clone()?;
    Some(text_with("with-adult", [("adult", adult.into())]))
}

fn resting(finished: bool) -> impl IntoView {
    let (heading, lead) = if finished {
        ("all-done", "all-done-lead")
    } else {
        ("nothing-open", "nothing-open-lead")
    };
    view! {
        <section class="empty" data-wait>
            <h2>{text(heading)}</h2>
            <p>{text(lead)}</p>
            <LiveScript />
        </section>
    }
}

fn row(section: &str, lesson: HomeLesson) -> impl IntoView + use<> {
    let standing = lesson.progress.standing();
    let (is, icon, word) = match (standing, lesson.open) {
        (Standing::Done | Standing::MadeUp, _) => ("done", "state-done", text("state-done")),
        (Standing::Part, true) => (
            "part",
            "state-part",
            text_with(
                "state-part",
                [
                    ("done", lesson.progress.done.into()),
                    ("of", lesson.progress.of.into()),
                ],
            ),
        ),
        (Standing::NotYet, true) => ("next", "arrow-right", text("state-next")),
        (_, false) => ("closed", "lock", text("state-closed")),
    };
    let with = with(&lesson).map(|with| format!(" · {with}"));
    let lang = elsewhere(lesson.lang);
    let title = if lesson.open {
        let href = format!("/s/{section}/{}", lesson.number);
        view! { <a class="lesson-title" data-replace href=href lang=lang>{lesson.title}</a> }
            .into_any()
    } else {
        view! { <span class="lesson-title" lang=lang>{lesson.title}</span> }.into_any()
    };
    view! {
        <li class="lesson" data-is=is>
            <span class="lesson-number" aria-hidden="true">{lesson.number}</span>
            {title}
            <p class="lesson-note">
                {text_with("minutes", [("minutes", lesson.minutes.into())])}
                {with}
            </p>
            <span class="state" data-is=is><Icon name=icon />{word}</span>
        </li>
    }
}
