//! The schools that the visitor administers; straight to the only one, if it is one.

use leptos::prelude::*;

use crate::{
    parts::{frame::StaffFrame, go, icon::Icon, page::page},
    school::{administering::SchoolCard, school},
};

#[component]
pub fn Schools() -> impl IntoView {
    page(
        async { school()?.schools().await },
        |schools: Vec<SchoolCard>| {
            if let [only] = schools.as_slice() {
                go::on(&format!("/school/{}", only.slug));
            }
            view! {
                <StaffFrame title="Schools">
                    <h1>"Schools"</h1>
                    {list(schools)}
                </StaffFrame>
            }
        },
    )
}

fn list(schools: Vec<SchoolCard>) -> AnyView {
    if schools.is_empty() {
        return view! {
            <div class="empty">
                <p class="lead">"You administer no school here."</p>
                <p>"If you should, ask your district’s administrator for an invitation."</p>
                <a class="button" href="/families">"Read the lessons"</a>
            </div>
        }
        .into_any();
    }
    let of = schools.len();
    let ready = match schools.iter().filter(|school| school.ready).count() {
        1 => format!("1 of {of} schools is ready."),
        ready => format!("{ready} of {of} schools are ready."),
    };
    let rows = schools.into_iter().map(row).collect_view();
    view! {
        <p class="lead">{ready}</p>
        <table class="table" data-stack>
            <caption class="visually-hidden">"Your schools, in the running term"</caption>
            <thead>
                <tr>
                    <th scope="col">"School"</th>
                    <th scope="col" data-number>"Classes"</th>
                    <th scope="col" data-number>"Students"</th>
                    <th scope="col">"Readiness"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(school: SchoolCard) -> impl IntoView {
    let (is, icon, word) = if school.ready {
        ("done", "state-done", "Ready")
    } else {
        ("not-yet", "circle", "Not ready yet")
    };
    let readiness = format!("/school/{}/readiness", school.slug);
    view! {
        <tr>
            <th scope="row"><a href=format!("/school/{}", school.slug)>{school.name.clone()}</a></th>
            <td data-number data-label="Classes">{school.sections}</td>
            <td data-number data-label="Students">{school.students}</td>
            <td>
                <span class="state" data-is=is><Icon name=icon />{word}</span>
                " "
                <a class="small" href=readiness>
                    "See readiness"<span class="visually-hidden">{format!(" of {}", school.name)}</span>
                </a>
            </td>
        </tr>
    }
}
