//! A class's own page: what is next, when and whether it may be taught, who is missing something.

use leptos::prelude::*;
use uuid::Uuid;

use super::{
    classes::students,
    close::unfinished,
    crumbs::{self, Crumbs},
    grid::ClassGrid,
    next::{next_lesson, open_now},
};
use crate::{
    error::Error,
    parts::{
        assets::Islands,
        dates::day,
        frame::StaffFrame,
        icon::Icon,
        page::{page, param},
        refusal::Problem,
    },
    school::{
        accounts::{Role, Visitor},
        school,
        teaching::{ClassPage, UnitLesson},
    },
};

#[component]
pub fn ClassView() -> impl IntoView {
    let section = param("section");
    let marked = leptos_router::hooks::use_query_map()
        .read_untracked()
        .get("taught");
    page(
        async move { school()?.class(&section).await },
        move |page| class(page, marked.as_deref()),
    )
}

/// Opens a lesson to the class's devices.
#[server(endpoint = "open_lesson", prefix = "/api")]
pub async fn open_lesson(section: String, lesson: String) -> Result<(), Error> {
    crate::error::told(school()?.open_lesson(&section, &lesson).await)
}

/// Closes a lesson that is open to a class.
#[server(endpoint = "close_lesson", prefix = "/api")]
pub async fn close_lesson(live_class: Uuid) -> Result<(), Error> {
    crate::error::told(school()?.close_lesson(live_class).await)
}

fn class(class: ClassPage, marked: Option<&str>) -> impl IntoView + use<> {
    let administers = works_as(&[Role::SchoolAdministrator, Role::DistrictAdministrator]);
    let marked = marked
        .and_then(|id| class.lessons.iter().find(|lesson| lesson.name.id == id))
        .and_then(marked_as_taught);
    let letter = marked.as_ref().and_then(|_| letter_next(&class));
    let unfinished = unfinished(&class.slug, None, &class.unfinished);
    let cards = if class.open.is_empty() {
        next_lesson(&class, administers).into_any()
    } else {
        open_now(&class)
    };
    let empty = class.grid.rows.is_empty();
    let missing = (!empty).then(|| missing(&class));
    let about = about(&class);
    let unit = unit(&class);
    let next = class.open.first().map(|open| open.number);
    let next = next.or(class.next.as_ref().map(|next| next.number));
    let open = class.open.first().filter(|_| !empty);
    let changes = open.map(|open| format!("/teach/classes/{}/{}/changes", class.slug, open.number));
    let watched = changes.is_some();
    let ClassPage {
        slug, name, grid, ..
    } = class;
    let heading = name.clone();
    let glance = if empty {
        no_students(&slug, administers)
    } else {
        view! { <ClassGrid section=slug.clone() grid next changes /> }.into_any()
    };
    let keep = administers.then(|| {
        view! {
            <a href=format!("/school/classes/{slug}")>"Students, cards and opt-outs"</a>
        }
        .into_any()
    });
    let counsels = || works_as(&[Role::Counselor]);
    let keep = keep.or_else(|| {
        counsels().then(|| {
            view! { <a href=format!("/school/classes/{slug}/opt-outs")>"Opt-outs"</a> }.into_any()
        })
    });
    let history = format!("/teach/classes/{slug}/history");
    view! {
        <StaffFrame title=name>
            <Crumbs way=vec![crumbs::classes()] />
            <h1>{heading}</h1>
            <p class="row soft">{about}{keep}<a href=history>"History"</a></p>
            <Problem />
            {marked}
            {letter}
            {unfinished}
            <div class="split">
                <div class="stack" data-gap="l">{cards}</div>
                {missing}
            </div>
            {unit}
            {glance}
            {watched.then(|| view! { <Islands /> })}
        </StaffFrame>
    }
}

/// Whether the visitor has one of these roles anywhere: which links to offer, never what is allowed.
pub fn works_as(wanted: &[Role]) -> bool {
    let Ok(Visitor::Staff { roles, .. }) = school().map(|school| school.visitor()) else {
        return false;
    };
    roles.iter().any(|role| wanted.contains(&role.role))
}

fn about(class: &ClassPage) -> impl IntoView + use<> {
    let count = u32::try_from(class.grid.rows.len()).unwrap_or(u32::MAX);
    let words = format!(
        "{} · grades {} · {}",
        class.school,
        class.band.title(),
        students(count)
    );
    let code = class.code.clone().map(|code| {
        view! { <span>"Class code " <strong>{code}</strong></span> }
    });
    view! { <span>{words}</span>{code} }
}

fn marked_as_taught(lesson: &UnitLesson) -> Option<impl IntoView + use<>> {
    let taught = lesson.taught.as_ref()?;
    let words = format!(
        "{} is marked as taught on {}.",
        lesson.name.title,
        day(taught.on)
    );
    Some(view! {
        <div class="message" role="status" data-kind="done">
            <Icon name="state-done" />
            <span>{words}</span>
            <form method="post" action="/api/undo_taught">
                <input type="hidden" name="teaching" value=taught.teaching.to_string() />
                <button class="link">"Undo"</button>
            </form>
        </div>
    })
}

/// The letter that has to be with families before the next lesson.
fn letter_next(class: &ClassPage) -> Option<impl IntoView + use<>> {
    let next = class.next.as_ref().filter(|_| class.letter_before)?;
    let words = format!(
        "The letter about {} · {} goes to families before it is taught.",
        next.number, next.title
    );
    let href = format!("/families/lessons/{}/letter", next.id);
    Some(view! {
        <div class="message" role="status" data-kind="note">
            <Icon name="clock" />
            <span>{words}</span>
            <a class="button" href=href>"Go to the letter"</a>
        </div>
    })
}

fn missing(class: &ClassPage) -> AnyView {
    let slug = &class.slug;
    let anything = class.lessons.iter().any(|lesson| lesson.taught.is_some());
    let rows = class
        .lessons
        .iter()
        .filter(|lesson| !lesson.missing.is_empty())
        .map(|lesson| {
            view! {
                <li class="lesson">
                    <span class="lesson-number" aria-hidden="true">{lesson.name.number}</span>
                    <span class="lesson-title">{lesson.missing.join(", ")}</span>
                    <p class="lesson-note">
                        <a href=format!("/teach/classes/{slug}/{}", lesson.name.number)>
                            {lesson.name.title.clone()}
                        </a>
                    </p>
                </li>
            }
        })
        .collect_view();
    let words = match (rows.is_empty(), anything) {
        (false, _) => None,
        (true, true) => Some("Nobody. Everyone has finished the lessons that were taught."),
        (true, false) => Some("Nobody yet: no lesson has been taught."),
    };
    let make_ups = (class.leads && anything).then(|| {
        view! { <p><a href=format!("/teach/classes/{slug}/make-ups")>"Make-ups"</a></p> }
    });
    let rows = words
        .is_none()
        .then(|| view! { <ul class="lessons" role="list">{rows}</ul> });
    view! {
        <section class="stack" aria-labelledby="missing">
            <h2 id="missing">"Who is missing something"</h2>
            {words.map(|words| view! { <p>{words}</p> })}
            {rows}
            {make_ups}
        </section>
    }
    .into_any()
}

fn unit(class: &ClassPage) -> AnyView {
    let next = class.next.as_ref().map(|next| next.number);
    let rows = class
        .lessons
        .iter()
        .map(|lesson| unit_lesson(&class.slug, lesson, next == Some(lesson.name.number)))
        .collect_view();
    let none = class.lessons.is_empty().then(|| {
        view! {
            <p>"No lesson has been written for these grades yet."</p>
        }
    });
    view! {
        <section class="stack" aria-labelledby="unit">
            <h2 id="unit">"The unit"</h2>
            {none}
            <ol class="lessons" role="list">{rows}</ol>
        </section>
    }
    .into_any()
}

fn unit_lesson(slug: &str, lesson: &UnitLesson, next: bool) -> impl IntoView + use<> {
    let name = &lesson.name;
    let (is, icon, word) = match (&lesson.taught, lesson.open, next) {
        (_, true, _) => ("next", "unlock", "Open"),
        (Some(_), false, _) => ("done", "state-done", "Taught"),
        (None, false, true) => ("next", "arrow-right", "Next"),
        (None, false, false) => ("not-yet", "state-not-yet", "Not yet"),
    };
    let done = format!("{} of {} done", lesson.done, lesson.enrolled);
    let note = match &lesson.taught {
        Some(taught) => format!("Taught on {} · {done}", day(taught.on)),
        None if lesson.done > 0 => format!("{} minutes · {done}", name.minutes),
        None => format!("{} minutes", name.minutes),
    };
    let answers = lesson.tally.then(|| {
        view! {
            " · "
            <a href=format!("/teach/classes/{slug}/{}/answers", name.number)>
                "Answers" <span class="visually-hidden">{format!(" of {}", name.title)}</span>
            </a>
        }
    });
    view! {
        <li class="lesson" data-is=is>
            <span class="lesson-number" aria-hidden="true">{name.number}</span>
            <span class="lesson-title">
                <a href=format!("/teach/classes/{slug}/{}", name.number)>{name.title.clone()}</a>
            </span>
            <p class="lesson-note">
                {note}
                " · "
                <a href=format!("/teach/lessons/{}/guide", name.id)>
                    "Guide" <span class="visually-hidden">{format!(" to {}", name.title)}</span>
                </a>
                {answers}
            </p>
            <span class="state" data-is=is><Icon name=icon />{word}</span>
        </li>
    }
}

fn no_students(slug: &str, administers: bool) -> AnyView {
    let href = format!("/school/classes/{slug}");
    let way = if administers {
        view! {
            <p>"Paste their names, one on each line. It takes about two minutes."</p>
            <a class="button" href=href><Icon name="plus" />"Paste names"</a>
        }
        .into_any()
    } else {
        view! { <p>"Your school’s administrator adds them and prints their cards."</p> }.into_any()
    };
    view! {
        <section class="empty" aria-labelledby="glance">
            <h2 id="glance">"There are no students in this class yet"</h2>
            {way}
        </section>
    }
    .into_any()
}
