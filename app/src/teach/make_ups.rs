//! Make-ups: who has not done a lesson that was taught, and with whom they may do it now.

use leptos::prelude::*;
use uuid::Uuid;

use super::crumbs::class_crumbs;
use crate::{
    error::Error,
    parts::{
        dates::day,
        frame::StaffFrame,
        icon::Icon,
        page::{page, param},
        refusal::{Done, Problem},
    },
    school::{
        closing::{MakeUps, MissedLesson, Missing, NewMakeUp, RunningMakeUp},
        school,
    },
};

#[component]
pub fn MakeUpsView() -> impl IntoView {
    let section = param("section");
    page(async move { school()?.make_ups(&section).await }, make_ups)
}

/// Opens a lesson to one student, with an adult who stays with them.
#[server(endpoint = "open_make_up", prefix = "/api")]
pub async fn open_make_up(make_up: NewMakeUp) -> Result<(), Error> {
    let section = make_up.section.clone();
    crate::error::told(school()?.open_make_up(make_up).await)?;
    crate::parts::go::on(&format!(
        "/teach/classes/{section}/make-ups?done=make-up-open"
    ));
    Ok(())
}

/// Closes a lesson that is open to one student.
#[server(endpoint = "close_make_up", prefix = "/api")]
pub async fn close_make_up(make_up: Uuid) -> Result<(), Error> {
    crate::error::told(school()?.close_make_up(make_up).await)
}

/// Keeps that a student has made up a lesson with the visitor, without a device.
#[server(endpoint = "mark_made_up", prefix = "/api")]
pub async fn mark_made_up(section: String, lesson: String, student: Uuid) -> Result<(), Error> {
    crate::error::told(school()?.mark_made_up(&section, &lesson, student).await)?;
    crate::parts::go::on(&format!("/teach/classes/{section}/make-ups?done=made-up"));
    Ok(())
}

fn make_ups(page: MakeUps) -> impl IntoView {
    let crumbs = class_crumbs(&page.slug, &page.class);
    let heading = format!("Make-ups of {}", page.class);
    let title = heading.clone();
    let about = match page.devices {
        true => {
            "A student works through the lesson alone, on a device, with an adult beside them. It opens for that student only, and closes by itself."
        }
        false => "Read the lesson with the student, then mark it as made up.",
    };
    let none = page.lessons.is_empty().then(|| {
        view! {
            <div class="empty">
                <p>"Nobody is missing a lesson that was taught."</p>
            </div>
        }
    });
    let lessons = page
        .lessons
        .iter()
        .map(|lesson| missed(&page, lesson))
        .collect_view();
    view! {
        <StaffFrame title>
            {crumbs}
            <h1>{heading}</h1>
            <p class="soft measure">{about}</p>
            <Done />
            <Problem />
            {none}
            {lessons}
        </StaffFrame>
    }
}

fn missed(page: &MakeUps, lesson: &MissedLesson) -> impl IntoView + use<> {
    let id = format!("lesson-{}", lesson.name.number);
    let labelled_by = id.clone();
    let title = format!("{} · {}", lesson.name.number, lesson.name.title);
    let waits = lesson.name.harm && !page.ready;
    let rows = lesson
        .students
        .iter()
        .map(|student| row(page, lesson, student, waits))
        .collect_view();
    let others = (!lesson.with_other_task.is_empty()).then(|| {
        let names = lesson.with_other_task.join(", ");
        view! { <p>{format!("Has another task in this place, not done yet: {names}.")}</p> }
    });
    let table = (!lesson.students.is_empty()).then(|| {
        view! {
            <div class="table-scroll">
                <table class="table" data-stack>
                    <caption class="visually-hidden">"Students who are missing it"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Student"</th>
                            <th scope="col">"Why"</th>
                            <th scope="col">"Make-up"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    view! {
        <section class="stack" data-gap="s" aria-labelledby=labelled_by>
            <h2 id=id>{title}</h2>
            <p class="soft">{format!("Taught on {}", day(lesson.taught_on))}</p>
            {waits.then(|| view! {
                <p>"This lesson stays closed until your school’s readiness ticks are complete."</p>
            })}
            {table}
            {others}
        </section>
    }
}

fn row(
    page: &MakeUps,
    lesson: &MissedLesson,
    student: &Missing,
    waits: bool,
) -> impl IntoView + use<> {
    let why = if student.away { "was away" } else { "not done" };
    let way = match &student.open {
        Some(open) => is_open(open),
        None if waits => view! { <span class="soft">"not yet"</span> }.into_any(),
        None => {
            let alone = page.devices.then(|| opening(page, lesson, student));
            let together = marking(page, lesson, student);
            view! { <div class="row">{alone}{together}</div> }.into_any()
        }
    };
    view! {
        <tr>
            <th scope="row">{student.name.clone()}</th>
            <td data-label="Why">{why}</td>
            <td data-label="Make-up">{way}</td>
        </tr>
    }
}

fn is_open(open: &RunningMakeUp) -> AnyView {
    let words = format!("Open with {} until {}", open.adult, open.closes);
    view! {
        <div class="row">
            <span class="state" data-is="next"><Icon name="unlock" />{words}</span>
            <form method="post" action="/api/close_make_up">
                <input type="hidden" name="make_up" value=open.make_up.to_string() />
                <button class="button"><Icon name="lock" />"Close it"</button>
            </form>
        </div>
    }
    .into_any()
}

fn opening(page: &MakeUps, lesson: &MissedLesson, student: &Missing) -> AnyView {
    let id = format!("adult-{}-{}", lesson.name.number, student.student);
    let adults = page.adults.iter().map(|(adult, name)| {
        view! { <option value=adult.to_string()>{name.clone()}</option> }
    });
    view! {
        <form class="row" method="post" action="/api/open_make_up">
            <input type="hidden" name="make_up[section]" value=page.slug.clone() />
            <input type="hidden" name="make_up[lesson]" value=lesson.name.id.clone() />
            <input type="hidden" name="make_up[student]" value=student.student.to_string() />
            <label for=id.clone()>"With"</label>
            <span class="select">
                <select id=id name="make_up[adult]">{adults.collect_view()}</select>
                <Icon name="chevron-down" />
            </span>
            <button class="button"><Icon name="unlock" />{format!("Open for {}", student.name)}</button>
        </form>
    }
    .into_any()
}

fn marking(page: &MakeUps, lesson: &MissedLesson, student: &Missing) -> AnyView {
    view! {
        <form method="post" action="/api/mark_made_up">
            <input type="hidden" name="section" value=page.slug.clone() />
            <input type="hidden" name="lesson" value=lesson.name.id.clone() />
            <input type="hidden" name="student" value=student.student.to_string() />
            <button class="button">
                <Icon name="check" />
                {format!("{} made it up with me", student.name)}
            </button>
        </form>
    }
    .into_any()
}
