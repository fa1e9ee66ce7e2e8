//! Who teaches a class: one more teacher, and one who does so no longer.

use leptos::prelude::*;
use uuid::Uuid;

use super::fields::{Pick, role_name};
use crate::{error::Error, parts::icon::Icon, school::administering::StaffRow};

/// Lets one more member of staff teach a class.
#[server(endpoint = "add_teacher", prefix = "/api")]
pub async fn add_teacher(section: String, teacher: Uuid) -> Result<(), Error> {
    crate::error::told(
        crate::school::school()?
            .add_teacher(&section, teacher)
            .await,
    )?;
    crate::parts::go::on(&format!("/school/classes/{section}?done=teacher-added"));
    Ok(())
}

/// Ends that somebody teaches a class.
#[server(endpoint = "remove_teacher", prefix = "/api")]
pub async fn remove_teacher(section: String, teacher: Uuid) -> Result<(), Error> {
    crate::error::told(
        crate::school::school()?
            .remove_teacher(&section, teacher)
            .await,
    )?;
    crate::parts::go::on(&format!("/school/classes/{section}?done=teacher-removed"));
    Ok(())
}

/// The part of a class's page that names its teachers.
pub fn section(
    slug: &str,
    org: &str,
    teachers: Vec<(Uuid, String)>,
    others: Vec<StaffRow>,
) -> AnyView {
    let is_only = teachers.len() == 1;
    let none = teachers.is_empty();
    let rows = teachers
        .into_iter()
        .map(|(teacher, name)| row(slug, teacher, name, is_only));
    let rows = rows.collect_view();
    let list = if none {
        view! { <p>"Nobody teaches this class."</p> }.into_any()
    } else {
        view! {
            <table class="table" data-stack>
                <caption class="visually-hidden">"Teachers, and what can be changed"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col">"Leaving"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <section class="stack" aria-labelledby="teachers">
            <h2 id="teachers">"Teachers"</h2>
            {list}
            {add(slug, org, others)}
        </section>
    }
    .into_any()
}

fn row(slug: &str, teacher: Uuid, name: String, is_only: bool) -> impl IntoView + use<> {
    let leaving = if is_only {
        let words = format!("Add another teacher first; then {name} can be removed.");
        view! { <span class="soft">{words}</span> }.into_any()
    } else {
        view! {
            <details>
                <summary>"Remove" <span class="visually-hidden">{format!(" {name}")}</span></summary>
                <form class="stack" data-gap="s" method="post" action="/api/remove_teacher">
                    <input type="hidden" name="section" value=slug.to_owned() />
                    <input type="hidden" name="teacher" value=teacher.to_string() />
                    <p>{format!("{name} sees this class no longer, from now on. What was taught stays in the class’s history.")}</p>
                    <button class="button" data-kind="risk">{format!("Remove {name}")}</button>
                </form>
            </details>
        }
        .into_any()
    };
    view! {
        <tr>
            <th scope="row">{name.clone()}</th>
            <td data-label="Leaving">{leaving}</td>
        </tr>
    }
}

fn add(slug: &str, org: &str, others: Vec<StaffRow>) -> AnyView {
    let invite = format!("/school/{org}/staff");
    if others.is_empty() {
        return view! {
            <p>
                "Everybody on the school’s staff teaches this class already. "
                <a href=invite>"Invite a colleague"</a>
            </p>
        }
        .into_any();
    }
    let choose = (String::new(), "Choose from the school’s staff".to_owned());
    let others = others.into_iter().map(|row| {
        let roles: Vec<_> = row.roles.into_iter().map(role_name).collect();
        let words = format!("{} · {}", row.name, roles.join(", "));
        (row.person.to_string(), words)
    });
    let options = [choose].into_iter().chain(others).collect();
    view! {
        <form class="stack measure" method="post" action="/api/add_teacher">
            <input type="hidden" name="section" value=slug.to_owned() />
            <Pick
                name="teacher"
                label="One more teacher"
                options
                chosen=String::new()
                required=true
                problem=None
            />
            <div class="row">
                <button class="button"><Icon name="plus" />"Add teacher"</button>
                <a class="small" href=invite>"Not in the list? Invite a colleague"</a>
            </div>
        </form>
    }
    .into_any()
}
