//! One lesson of one class: students × steps, and what can be done about the lesson there.

use leptos::prelude::*;
use lessons::course::Band;

use super::{
    bar::{Bar, share},
    crumbs::class_crumbs,
    guide::adapted_from,
    next::{closing, console, opening, teaching, until},
};
use crate::{
    parts::{
        dates::{day, short_day},
        frame::StaffFrame,
        icon::Icon,
        page::{number, page, param},
        refusal::Problem,
    },
    school::{
        school,
        teaching::{LessonName, OpenLesson, StepGrid, StepRow, Taught},
    },
};

#[component]
pub fn Steps() -> impl IntoView {
    let (section, number) = (param("section"), number("number"));
    page(
        async move { school()?.step_grid(&section, number).await },
        steps,
    )
}

fn steps(page: StepGrid) -> impl IntoView {
    let StepGrid {
        class,
        slug,
        lesson,
        taught,
        open,
        leads,
        away,
        unfinished,
        steps,
        rows,
        adapted,
    } = page;
    let done = (0..steps.len()).map(|at| {
        let count = rows
            .iter()
            .filter(|row| row.done_on.get(at).is_some_and(Option::is_some));
        u32::try_from(count.count()).unwrap_or(u32::MAX)
    });
    let of = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let bars = steps.iter().zip(done).map(|(title, done)| {
        view! {
            <li class="bar-line">
                <span class="bar-name">{title.clone()}</span>
                <Bar share=share(done, of) />
                <span class="bar-figure">{format!("{done} of {of}")}</span>
            </li>
        }
    });
    let bars = bars.collect_view();
    let here = format!("/teach/classes/{slug}/{}", lesson.number);
    let empty = rows.is_empty();
    let about = format!("Lesson {} · {} minutes", lesson.number, lesson.minutes);
    let crumbs = class_crumbs(&slug, &class);
    let grid = (!empty).then(|| grid(&steps, rows));
    let ways = ways(&slug, &lesson, open.as_ref(), leads, unfinished);
    let held = away.filter(|_| leads);
    let held = held.map(|away| held_live(&here, away, unfinished));
    view! {
        <StaffFrame title=format!("{} · {class}", lesson.title)>
            {crumbs}
            <p class="eyebrow">{about}</p>
            <h1>{lesson.title}</h1>
            <Problem />
            {adapted.map(adapted_from)}
            {taught_or_not(taught, leads.then_some(here), unfinished)}
            {held}
            {ways}
            <section class="stack" aria-labelledby="done">
                <h2 id="done">"Steps done"</h2>
                {empty.then(|| view! { <p>"There are no students in this class yet."</p> })}
                <ul class="bars" role="list">{bars}</ul>
            </section>
            {grid}
        </StaffFrame>
    }
}

/// What can be done about the lesson; a class that has had it may need it opened once more.
fn ways(
    slug: &str,
    lesson: &LessonName,
    open: Option<&OpenLesson>,
    leads: bool,
    unfinished: bool,
) -> AnyView {
    let band = lesson
        .id
        .split_once('.')
        .and_then(|(band, _)| band.parse::<Band>().ok());
    let devices = band.is_some_and(Band::students_sign_in);
    let project = format!("/project/{slug}/{}/1", lesson.number);
    let state = open.map(|open| {
        view! {
            <p>
                <span class="state" data-is="next"><Icon name="unlock" />"Open to the class"</span>
                " "
                {until(open)}
            </p>
        }
    });
    let mut below = None;
    let beside = match open {
        Some(open) if leads && open.led => Some(console(slug, lesson.number, true)),
        Some(open) => leads.then(|| closing(open, false)),
        // A class that was taught and is not closed goes on; it does not begin anew beside itself.
        None if unfinished => leads.then(|| console(slug, lesson.number, true)),
        None => {
            below = leads.then(|| teaching(slug, lesson, devices, false));
            (leads && devices && !lesson.harm).then(|| opening(slug, lesson))
        }
    };
    view! {
        <div class="stack">
            {state}
            <div class="row">
                <a class="button" href=format!("/teach/lessons/{}/guide", lesson.id)>
                    <Icon name="book-open" />"Guide"
                </a>
                {leads.then(|| view! {
                    <a class="button" href=project><Icon name="present" />"Project"</a>
                })}
                {beside}
            </div>
            {below}
        </div>
    }
    .into_any()
}

/// The roll of a lesson that was taught live, and the way to close its class.
fn held_live(here: &str, away: u32, unfinished: bool) -> AnyView {
    let words = match away {
        0 => "Nobody was away.".to_owned(),
        away => format!("{away} away."),
    };
    let close = unfinished.then(|| {
        view! {
            <a class="button" href=format!("{here}/close")><Icon name="check" />"Close the class"</a>
        }
    });
    view! {
        <p class="row">
            {close}
            <span>{words} " " <a href=format!("{here}/roll?from=lesson")>"Roll call"</a></span>
        </p>
    }
    .into_any()
}

/// `here` is this page's address, for those who may mark the lesson as taught. A class that is not
/// closed yet is closed instead.
fn taught_or_not(taught: Option<Taught>, here: Option<String>, unfinished: bool) -> impl IntoView {
    let Some(taught) = taught else {
        let here = here.filter(|_| !unfinished);
        let form = here.map(|here| view! {
            <a class="button" href=format!("{here}/taught")><Icon name="check" />"Mark as taught"</a>
        });
        return view! {
            <p class="row">
                <span class="state" data-is="not-yet"><Icon name="state-not-yet" />"Not taught yet"</span>
                {form}
            </p>
        }
        .into_any();
    };
    let words = format!("Taught on {}, {} minutes", day(taught.on), taught.minutes);
    let undo = here.is_some().then(|| {
        view! {
            <form method="post" action="/api/undo_taught">
                <input type="hidden" name="teaching" value=taught.teaching.to_string() />
                <button class="link">"Undo"</button>
            </form>
        }
    });
    view! {
        <div class="row">
            <span class="state" data-is="done"><Icon name="state-done" />{words}</span>
            {undo}
        </div>
    }
    .into_any()
}

fn grid(steps: &[String], rows: Vec<StepRow>) -> AnyView {
    let heads = steps.iter().enumerate().map(|(at, title)| {
        view! {
            <th scope="col">{at + 1}<span class="visually-hidden">{format!(" {title}")}</span></th>
        }
    });
    let heads = heads.collect_view();
    let rows = rows.into_iter().map(|student| {
        let cells = student.done_on.into_iter().map(|done_on| {
            let (is, icon) = if done_on.is_some() {
                ("done", "state-done")
            } else {
                ("not-yet", "state-not-yet")
            };
            let words = match done_on {
                Some(on) => view! {
                    <span class="visually-hidden">"done on "</span>
                    <span class="soft">{short_day(on).replace(' ', "\u{a0}")}</span>
                }
                .into_any(),
                None => view! { <span class="visually-hidden">"not yet"</span> }.into_any(),
            };
            view! { <td data-is=is><Icon name=icon />"\u{a0}"{words}</td> }
        });
        let cells = cells.collect_view();
        let other = student
            .alternative
            .then(|| view! { <span class="soft">" · another task"</span> });
        view! { <tr><th scope="row">{student.name}{other}</th>{cells}</tr> }
    });
    view! {
        <section class="stack" aria-labelledby="who">
            <h2 id="who">"Who has done which step"</h2>
            <div class="table-scroll" role="region" aria-label="Students and steps" tabindex="0">
                <table class="grid">
                    <caption class="visually-hidden">"Students and steps"</caption>
                    <thead><tr><td></td>{heads}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
