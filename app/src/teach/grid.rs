//! The class at a glance: students by initials × lessons of the unit, a sign and a word in every cell.

use leptos::prelude::*;
use lessons::progress::Standing;

use crate::{
    error::Error,
    parts::{assets::asset, follow::LiveScript, icon::Icon},
    school::teaching::{Cell, Grid, GridRow},
};

/// The grid with its legend; it asks again by itself when `changes` says that something was done.
#[component]
pub fn ClassGrid(
    section: String,
    grid: Grid,
    next: Option<u32>,
    changes: Option<String>,
) -> impl IntoView {
    let alternative = grid
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .any(|cell| cell.alternative);
    let mut cells = grid.rows.iter().flat_map(|row| &row.cells);
    let made_up = cells.any(|cell| cell.standing == Standing::MadeUp);
    let icons = asset("icons.svg");
    let watched = changes.is_some();
    let table = if watched {
        view! { <GridWatch section grid next icons /> }.into_any()
    } else {
        table(&section, &grid, next, &icons).into_any()
    };
    view! {
        <section class="stack" aria-labelledby="glance" data-live=changes data-told=watched>
            <div class="row">
                <h2 id="glance">"The class at a glance"</h2>
                <ul class="legend" role="list" data-push="end">
                    <li data-is="done"><Icon name="state-done" />"done"</li>
                    <li data-is="part"><Icon name="state-part" />"part"</li>
                    {made_up.then(|| view! { <li data-is="made-up"><Icon name="state-made-up" />"made up"</li> })}
                    <li data-is="not-yet"><Icon name="state-not-yet" />"not yet"</li>
                    {alternative.then(|| view! { <li>"alt: has another task in this place"</li> })}
                </ul>
            </div>
            <div class="table-scroll" role="region" aria-label="Students and lessons" tabindex="0">{table}</div>
            {watched.then(|| view! {
                <p class="soft small">
                    "A lesson is open: this table brings itself up to date as students work."
                    <noscript>" Without scripts, load the page again."</noscript>
                </p>
                <LiveScript />
            })}
        </section>
    }
}

/// The class's grid again, for a page that stays open while the class works.
#[server(endpoint = "watch_section", prefix = "/api")]
pub async fn watch_section(section: String) -> Result<Grid, Error> {
    crate::error::told(crate::school::school()?.section_progress(&section).await)
}

/// Asks for the grid again whenever `live.js` has heard that the class has done something. A question
/// that fails leaves the last answer standing.
#[island]
fn GridWatch(section: String, grid: Grid, next: Option<u32>, icons: String) -> impl IntoView {
    let shown = RwSignal::new(grid);
    let watched = section.clone();
    Effect::new(move |_| {
        let section = watched.clone();
        let ask = move || {
            let section = section.clone();
            leptos::task::spawn_local(async move {
                if let Ok(grid) = watch_section(section).await {
                    shown.set(grid);
                }
            });
        };
        // What was done between the page and this moment nobody has told.
        ask();
        let told = window_event_listener_untyped("live-change", move |_| ask());
        on_cleanup(move || told.remove());
    });
    move || shown.with(|grid| table(&section, grid, next, &icons))
}

fn table(section: &str, grid: &Grid, next: Option<u32>, icons: &str) -> impl IntoView + use<> {
    let heads = grid.lessons.iter().map(|(number, title)| {
        let href = format!("/teach/classes/{section}/{number}");
        let title = format!(" {title}");
        view! {
            <th scope="col" data-next=next == Some(*number)>
                <a href=href>{*number}<span class="visually-hidden">{title}</span></a>
            </th>
        }
    });
    let heads = heads.collect_view();
    let next = next.and_then(|next| grid.lessons.iter().position(|(number, _)| *number == next));
    let rows = grid
        .rows
        .iter()
        .map(|student| row(student, next, icons))
        .collect_view();
    view! {
        <table class="grid">
            <caption class="visually-hidden">"Students and lessons"</caption>
            <thead><tr><td></td>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn row(student: &GridRow, next: Option<usize>, icons: &str) -> impl IntoView + use<> {
    let cells = student
        .cells
        .iter()
        .enumerate()
        .map(|(at, shown)| cell(shown, next == Some(at), icons))
        .collect_view();
    view! {
        <tr>
            <th scope="row">
                <span aria-hidden="true" title=student.name.clone()>{student.initials.clone()}</span>
                <span class="visually-hidden">{student.name.clone()}</span>
            </th>
            {cells}
        </tr>
    }
}

fn cell(cell: &Cell, next: bool, icons: &str) -> impl IntoView + use<> {
    let (is, words) = match cell.standing {
        Standing::Done => ("done", "done".to_owned()),
        Standing::MadeUp => ("made-up", "made up".to_owned()),
        Standing::Part => (
            "part",
            format!("part, {} of {} steps", cell.progress.done, cell.progress.of),
        ),
        Standing::NotYet => ("not-yet", "not yet".to_owned()),
    };
    let sign = format!("{icons}#state-{is}");
    view! {
        <td data-is=is data-next=next>
            <svg class="icon" aria-hidden="true"><use href=sign></use></svg>
            <span class="visually-hidden">{words}</span>
            {cell.alternative.then(|| view! { <span class="soft">" alt"</span> })}
        </td>
    }
}
