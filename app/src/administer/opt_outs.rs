//! Opt-outs of one class: a right, and nobody's business. No reason is asked or kept.

use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    error::Error,
    parts::{
        frame::StaffFrame,
        icon::Icon,
        page::{page, param},
        refusal::Problem,
    },
    school::{
        accounts::Role,
        administering::{OptOutPage, OptOutRow},
        school,
    },
    teach::{class::works_as, crumbs::Crumbs},
};

#[component]
pub fn OptOuts() -> impl IntoView {
    let section = param("section");
    page(async move { school()?.opt_outs(&section).await }, opt_outs)
}

/// Keeps or withdraws a student's opt-out from a lesson.
#[server(endpoint = "set_opt_out", prefix = "/api")]
pub async fn set_opt_out(student: Uuid, lesson: String, opted_out: bool) -> Result<(), Error> {
    crate::error::told(school()?.set_opt_out(student, &lesson, opted_out).await)
}

fn opt_outs(page: OptOutPage) -> impl IntoView {
    let OptOutPage {
        slug,
        class,
        lessons,
        students,
        ..
    } = page;
    let administers = works_as(&[Role::SchoolAdministrator, Role::DistrictAdministrator]);
    let way = match administers {
        true => (
            format!("/school/classes/{slug}"),
            format!("Students of {class}"),
        ),
        false => (format!("/teach/classes/{slug}"), class.clone()),
    };
    let table = if students.is_empty() || lessons.is_empty() {
        view! { <p>"There are no students in this class yet."</p> }.into_any()
    } else {
        table(&lessons, students)
    };
    view! {
        <StaffFrame title=format!("Opt-outs of {class}")>
            <Crumbs way=vec![way] />
            <h1>{format!("Opt-outs of {class}")}</h1>
            <p class="soft measure">
                "A right, and nobody’s business: no reason is asked or kept. Only the class’s teachers, the counselor and you can see this. A student who is opted out finds a task of equal worth in the same place, and looks “done” to everybody else."
            </p>
            <Problem />
            {table}
        </StaffFrame>
    }
}

fn table(lessons: &[(String, u32, String)], students: Vec<OptOutRow>) -> AnyView {
    let heads = lessons.iter().map(|(_, number, title)| {
        view! {
            <th scope="col" title=title.clone()>
                {*number}
                <span class="visually-hidden">{format!(" {title}")}</span>
            </th>
        }
    });
    let heads = heads.collect_view();
    let titles = lessons
        .iter()
        .map(|(_, number, title)| format!("{number} {title}"));
    let titles = titles.collect::<Vec<_>>().join(" · ");
    let rows = students
        .into_iter()
        .map(|student| row(lessons, student))
        .collect_view();
    view! {
        <p class="soft small">{titles}</p>
        <div class="table-scroll" role="region" aria-label="Students and lessons" tabindex="0">
            <table class="table" data-wide>
                <caption class="visually-hidden">"Students and lessons"</caption>
                <thead><tr><th scope="col">"Student"</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(lessons: &[(String, u32, String)], student: OptOutRow) -> impl IntoView + use<> {
    let OptOutRow {
        student,
        name,
        opted_out,
    } = student;
    let cells = lessons.iter().zip(opted_out).map(|((lesson, number, _), opted_out)| {
        let about = format!(" of {name}, lesson {number}");
        let state = opted_out.then(|| view! {
            <span class="state" data-is="made-up"><Icon name="state-made-up" />"Opted out"</span>
        });
        let (word, then) = if opted_out { ("End it", "false") } else { ("Opt out", "true") };
        view! {
            <td>
                {state}
                <form method="post" action="/api/set_opt_out">
                    <input type="hidden" name="student" value=student.to_string() />
                    <input type="hidden" name="lesson" value=lesson.clone() />
                    <input type="hidden" name="opted_out" value=then />
                    <button class="link small">{word}<span class="visually-hidden">{about}</span></button>
                </form>
            </td>
        }
    });
    let cells = cells.collect_view();
    view! { <tr><th scope="row">{name}</th>{cells}</tr> }
}
