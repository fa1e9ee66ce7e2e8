//! A new class: its name, grades and teachers, and, if they are at hand, its students' names.

use leptos::prelude::*;

use super::fields::{NamesField, Pick, TextField, grade_name, problem, problems};
use crate::{
    parts::{
        frame::StaffFrame,
        icon::Icon,
        page::{page, param},
    },
    school::{
        Posted,
        accounts::Role,
        administering::{StaffPage, StaffRow},
        school,
    },
    teach::crumbs::school_crumbs,
};

#[component]
pub fn NewClass() -> impl IntoView {
    let org = param("org");
    let posted = Posted::here().unwrap_or_default();
    page(async move { school()?.staff(&org).await }, move |staff| {
        new_class(staff, &posted)
    })
}

fn new_class(staff: StaffPage, posted: &Posted) -> impl IntoView + use<> {
    let StaffPage {
        org, school, staff, ..
    } = staff;
    let value = |name: &str| posted.value(name).to_owned();
    let grades = || {
        let none = (String::new(), "Choose a grade".to_owned());
        let grades = (0..=12).map(|grade| (grade.to_string(), grade_name(grade)));
        std::iter::once(none).chain(grades).collect::<Vec<_>>()
    };
    let problems = problems(posted);
    let crumbs = school_crumbs(&org, &school);
    let fields = view! {
        <TextField
            name="name"
            label="Name"
            about="What teachers call it, for example Health 7C"
            required=true
            value=value("name")
            problem=problem(posted, "name")
        />
        <div class="row">
            <Pick
                name="first_grade"
                label="First grade"
                options=grades()
                chosen=value("first_grade")
                required=true
                problem=problem(posted, "first_grade")
            />
            <Pick
                name="last_grade"
                label="Last grade"
                options=grades()
                chosen=value("last_grade")
                required=true
                problem=problem(posted, "last_grade")
            />
        </div>
        {teachers(staff, posted, &org)}
        <NamesField
            label="Students, one name on each line (you can add them later, too)"
            value=value("names")
            problem=problem(posted, "names")
        />
    }
    .into_any();
    view! {
        <StaffFrame title="New class" width="page">
            {crumbs}
            <h1>"New class"</h1>
            {problems}
            <form class="stack" data-gap="l" method="post" action=format!("/school/{org}/new-class")>
                {fields}
                <div class="row">
                    <button class="button" data-kind="main">"Make the class"</button>
                    <a class="button" data-kind="quiet" href=format!("/school/{org}")>"Not now"</a>
                </div>
            </form>
        </StaffFrame>
    }
}

fn teachers(staff: Vec<StaffRow>, posted: &Posted, org: &str) -> AnyView {
    let chosen: Vec<&str> = posted.values("teacher").collect();
    let teachers = staff
        .into_iter()
        .filter(|row| row.roles.contains(&Role::Teacher));
    let rows: Vec<_> = teachers
        .map(|teacher| {
            let value = teacher.person.to_string();
            let id = format!("teacher-{value}");
            let checked = chosen.contains(&value.as_str());
            view! {
                <li class="tick">
                    <input type="checkbox" id=id.clone() name="teacher" value=value checked=checked />
                    <label for=id>{teacher.name}</label>
                </li>
            }
        })
        .collect();
    let none = rows.is_empty().then(|| {
        view! {
            <p>
                "Nobody teaches at this school yet. "
                <a href=format!("/school/{org}/staff")>"Invite a teacher"</a>
            </p>
        }
    });
    let problem = problem(posted, "teachers");
    let problem = problem.map(|problem| {
        view! {
            <p class="field-problem"><Icon name="alert" />{problem}</p>
        }
    });
    view! {
        <fieldset class="stack" data-gap="s" id="teachers" tabindex="-1">
            <legend><strong>"Who teaches it"</strong></legend>
            {none}
            <ul class="ticks" role="list" data-columns>{rows}</ul>
            {problem}
        </fieldset>
    }
    .into_any()
}
