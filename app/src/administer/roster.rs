//! The students of a class: their names, more names, new codes, and who has left; and its teachers.

use leptos::prelude::*;
use uuid::Uuid;

use super::{
    fields::{NamesField, problem, problems},
    teachers,
};
use crate::{
    error::Error,
    parts::{
        frame::StaffFrame,
        icon::Icon,
        page::{page, param},
        refusal::{Done, Problem},
    },
    school::{Posted, administering::RosterPage, school},
    teach::{classes::students, crumbs::school_crumbs},
};

#[component]
pub fn Roster() -> impl IntoView {
    let section = param("section");
    let posted = Posted::here().unwrap_or_default();
    page(
        async move { school()?.roster(&section).await },
        move |page| roster(page, &posted),
    )
}

/// Ends a student's enrollment in a class.
#[server(endpoint = "remove_student", prefix = "/api")]
pub async fn remove_student(section: String, student: Uuid) -> Result<(), Error> {
    crate::error::told(school()?.remove_student(&section, student).await)?;
    crate::parts::go::on(&format!("/school/classes/{section}?done=student-removed"));
    Ok(())
}

/// Gives a student a new own code.
#[server(endpoint = "renew_code", prefix = "/api")]
pub async fn renew_code(section: String, student: Uuid) -> Result<(), Error> {
    crate::error::told(school()?.renew_code(&section, student).await)?;
    crate::parts::go::on(&format!("/school/classes/{section}?done=code-renewed"));
    Ok(())
}

fn roster(page: RosterPage, posted: &Posted) -> impl IntoView + use<> {
    let RosterPage {
        org,
        school,
        slug,
        name,
        band,
        teachers,
        others,
        students: names,
    } = page;
    let devices = band.students_sign_in();
    let empty = names.is_empty();
    let count = students(u32::try_from(names.len()).unwrap_or(u32::MAX));
    let about = format!("Grades {} · {count}", band.title());
    let cards = (devices && !empty).then(|| {
        view! {
            <a class="button" href=format!("/school/classes/{slug}/cards")>
                <Icon name="printer" />
                "Print all cards"
            </a>
        }
    });
    let crumbs = school_crumbs(&org, &school);
    let list = (!empty).then(|| list(&slug, names, devices));
    let add = add(&slug, posted, empty);
    let problems = problems(posted);
    let done = posted.refusal.is_none().then(|| view! { <Done /> });
    let teachers = teachers::section(&slug, &org, teachers, others);
    view! {
        <StaffFrame title=format!("Students of {name}")>
            {crumbs}
            <div class="row">
                <h1>{format!("Students of {name}")}</h1>
                <div class="row" data-push="end">
                    <a href="#teachers">"Teachers"</a>
                    <a href=format!("/teach/classes/{slug}")>"Lessons"</a>
                    <a href=format!("/school/classes/{slug}/opt-outs")>"Opt-outs"</a>
                    {cards}
                </div>
            </div>
            <p class="soft">{about}</p>
            {done}
            <Problem />
            {problems}
            {(!devices).then(|| view! {
                <p class="soft measure">
                    "Students of these grades do not sign in: their teacher shows the lessons and marks them as taught."
                </p>
            })}
            {list}
            {add}
            {teachers}
        </StaffFrame>
    }
}

fn list(slug: &str, names: Vec<(Uuid, String)>, devices: bool) -> AnyView {
    let rows = names
        .into_iter()
        .map(|(student, name)| row(slug, student, name, devices));
    let rows = rows.collect_view();
    view! {
        <table class="table" data-stack>
            <caption class="visually-hidden">"Students, and what can be changed"</caption>
            <thead>
                <tr>
                    <th scope="col">"Name"</th>
                    {devices.then(|| view! { <th scope="col">"Own code"</th> })}
                    <th scope="col">"Leaving"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(slug: &str, student: Uuid, name: String, devices: bool) -> impl IntoView + use<> {
    let fields = || {
        view! {
            <input type="hidden" name="section" value=slug.to_owned() />
            <input type="hidden" name="student" value=student.to_string() />
        }
    };
    let of = format!(" for {name}");
    let code = devices.then(|| {
        view! {
            <td data-label="Own code">
                <details>
                    <summary>"New code" <span class="visually-hidden">{of}</span></summary>
                    <form class="stack" data-gap="s" method="post" action="/api/renew_code">
                        {fields()}
                        <p>{format!("The card that {name} has now stops working at once.")}</p>
                        <button class="button"><Icon name="key" />"Make a new code"</button>
                    </form>
                </details>
            </td>
        }
    });
    view! {
        <tr>
            <th scope="row">{name.clone()}</th>
            {code}
            <td data-label="Leaving">
                <details>
                    <summary>"Remove" <span class="visually-hidden">{format!(" {name}")}</span></summary>
                    <form class="stack" data-gap="s" method="post" action="/api/remove_student">
                        {fields()}
                        <p>{format!("{name} leaves the class today and cannot sign in to it. What was done stays with the class’s history.")}</p>
                        <button class="button" data-kind="risk">{format!("Remove {name}")}</button>
                    </form>
                </details>
            </td>
        </tr>
    }
}

fn add(slug: &str, posted: &Posted, empty: bool) -> AnyView {
    let (heading, label) = if empty {
        (
            "There are no students in this class yet",
            "One name on each line",
        )
    } else {
        (
            "Add students",
            "One name on each line. Who is in the class already is left alone.",
        )
    };
    let value = posted.value("names").to_owned();
    view! {
        <section class="stack" aria-labelledby="add">
            <h2 id="add">{heading}</h2>
            <form class="stack measure" method="post" action=format!("/school/classes/{slug}")>
                <NamesField label value problem=problem(posted, "names") />
                <button class="button" data-kind="main"><Icon name="plus" />"Add students"</button>
            </form>
        </section>
    }
    .into_any()
}
