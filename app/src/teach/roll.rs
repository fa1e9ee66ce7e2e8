//! The roll call: everybody is present, and whoever is away is ticked.

use leptos::prelude::*;

use super::crumbs::lesson_crumbs;
use crate::{
    error::Error,
    parts::{
        dates::day,
        frame::StaffFrame,
        icon::Icon,
        page::{number, page, param},
        refusal::Problem,
    },
    school::{
        roll::{Roll, RollCall, RollFrom, RollStudent},
        school,
    },
};

#[component]
pub fn RollView() -> impl IntoView {
    let (section, number) = (param("section"), number("number"));
    let query = leptos_router::hooks::use_query_map();
    let from = query.read_untracked().get("from").unwrap_or_default();
    let from = RollFrom::from(from.as_str());
    page(
        async move { school()?.roll(&section, number).await },
        move |page| roll(page, from),
    )
}

/// Keeps who was away, and goes back to where the class is.
#[server(endpoint = "call_roll", prefix = "/api")]
pub async fn call_roll(roll: RollCall) -> Result<String, Error> {
    let next = crate::error::told(school()?.call_roll(roll).await)?;
    crate::parts::go::on(&next);
    Ok(next)
}

fn roll(roll: Roll, from: RollFrom) -> impl IntoView {
    let Roll {
        class,
        slug,
        lesson,
        on,
        unfinished,
        students,
    } = roll;
    let crumbs = lesson_crumbs(&slug, &class, lesson.number, unfinished);
    let lead = format!(
        "Lesson {}, {}, on {}. Everyone counts as present; tick who is away.",
        lesson.number,
        lesson.title,
        day(on)
    );
    let later = (!unfinished).then(|| {
        view! {
            <p class="soft measure">
                "The class is closed. Whoever you tick loses the steps that came with being there; whoever you untick gets them. Steps that students finished themselves stay done."
            </p>
        }
    });
    let address = format!("/teach/classes/{slug}/{}", lesson.number);
    let back = match unfinished {
        true => from.page(&address),
        false => address,
    };
    let none = students.is_empty();
    let students = students.into_iter().map(tick).collect_view();
    view! {
        <StaffFrame title="Roll call" width="page">
            {crumbs}
            <h1>"Roll call"</h1>
            <Problem />
            <p class="lead">{lead}</p>
            {later}
            <form class="stack" data-gap="l" method="post" action="/api/call_roll">
                <input type="hidden" name="roll[section]" value=slug />
                <input type="hidden" name="roll[lesson]" value=lesson.id />
                <input type="hidden" name="roll[from]" value=from.name() />
                <fieldset class="stack" data-gap="s">
                    <legend><strong>"Who is away"</strong></legend>
                    {none.then(|| view! { <p>"There are no students in this class yet."</p> })}
                    <ul class="ticks" role="list" data-columns>{students}</ul>
                </fieldset>
                <div class="row">
                    <button class="button" data-kind="main"><Icon name="check" />"Keep the roll"</button>
                    <a class="button" data-kind="quiet" href=back>"Not now"</a>
                </div>
            </form>
        </StaffFrame>
    }
}

fn tick(student: RollStudent) -> impl IntoView {
    let id = format!("away-{}", student.student);
    view! {
        <li class="tick">
            <input
                type="checkbox"
                id=id.clone()
                name="roll[away][]"
                value=student.student.to_string()
                checked=student.away
            />
            <label for=id>{student.name}</label>
        </li>
    }
}

/// Who is here, with the way to the roll call below `address`.
pub fn here(students: u32, away: u32, address: &str) -> AnyView {
    let words = match away {
        0 => format!("Everyone counts as present: {students}."),
        away => format!(
            "{} of {students} are here, {away} away.",
            students.saturating_sub(away)
        ),
    };
    view! {
        <section class="stack" data-gap="s" aria-labelledby="console-here">
            <h2 id="console-here">"Who is here"</h2>
            <p>{words}</p>
            <p><a href=format!("{address}/roll")>"Roll call"</a></p>
        </section>
    }
    .into_any()
}
