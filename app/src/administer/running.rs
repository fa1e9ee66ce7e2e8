//! The live classes of a school now: which lesson, who leads; no content and no students.

use leptos::prelude::*;

use crate::{
    parts::{
        frame::StaffFrame,
        page::{page, param},
    },
    school::{
        live::{Running, RunningClasses},
        school,
    },
    teach::crumbs::school_crumbs,
};

#[component]
pub fn RunningView() -> impl IntoView {
    let org = param("org");
    page(async move { school()?.running(&org).await }, running)
}

fn running(page: RunningClasses) -> impl IntoView {
    let RunningClasses {
        school,
        org,
        classes,
    } = page;
    let crumbs = school_crumbs(&org, &school);
    let words = match classes.len() {
        0 => "No class is being taught right now.".to_owned(),
        1 => "1 class is being taught right now.".to_owned(),
        count => format!("{count} classes are being taught right now."),
    };
    let table = (!classes.is_empty()).then(|| table(classes));
    view! {
        <StaffFrame title="Classes now">
            {crumbs}
            <h1>"Classes now"</h1>
            <p>{words}</p>
            {table}
        </StaffFrame>
    }
}

fn table(classes: Vec<Running>) -> impl IntoView {
    let rows = classes.into_iter().map(|class| {
        let href = format!("/teach/classes/{}", class.slug);
        let sensitive = class.lesson.harm.then_some(" · sensitive");
        view! {
            <tr>
                <th scope="row"><a href=href>{class.class}</a></th>
                <td>{class.lesson.title}{sensitive}</td>
                <td>{class.lead}</td>
                <td>{class.since}</td>
                <td>{format!("{} min", class.minutes)}</td>
            </tr>
        }
    });
    view! {
        <div class="table-scroll" role="region" aria-label="Classes now" tabindex="0">
            <table class="table">
                <caption class="visually-hidden">"Classes that are being taught now"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Class"</th>
                        <th scope="col">"Lesson"</th>
                        <th scope="col">"Led by"</th>
                        <th scope="col">"Since"</th>
                        <th scope="col">"Planned"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}
