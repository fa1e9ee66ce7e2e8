//! Fields of the forms that give back what was typed, each with what stands in its way.

use leptos::prelude::*;

use crate::{
    error::Error,
    parts::{icon::Icon, typed::typed},
    school::{Posted, accounts::Role},
};

/// A line of text. `about` says what belongs there.
#[component]
pub fn TextField(
    name: &'static str,
    label: &'static str,
    #[prop(optional)] about: Option<&'static str>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] required: bool,
    value: String,
    problem: Option<String>,
) -> impl IntoView {
    let refused = problem.is_some();
    let described_by = described_by(name, about.is_some(), refused);
    view! {
        <div class="field" data-problem=refused>
            <label for=name>{label}</label>
            {about.map(|about| hint(name, about))}
            <input
                id=name
                name=name
                type=kind
                value=value
                required=required
                maxlength="200"
                autocomplete="off"
                data-width="l"
                aria-describedby=described_by
                aria-invalid=refused.then_some("true")
            />
            {problem.map(|problem| said(name, problem))}
        </div>
    }
}

/// Names, one a line.
#[component]
pub fn NamesField(label: &'static str, value: String, problem: Option<String>) -> impl IntoView {
    // No line ends within "e-mail": there is a word joiner on both sides of its hyphen.
    let about = "First name and the first letter of the last name are enough. No birthdays, no e\u{2060}-\u{2060}mail addresses.";
    let refused = problem.is_some();
    view! {
        <div class="field" data-problem=refused>
            <label for="names">{label}</label>
            {hint("names", about)}
            <textarea
                id="names"
                name="names"
                rows="10"
                autocomplete="off"
                spellcheck="false"
                aria-describedby=described_by("names", true, refused)
                aria-invalid=refused.then_some("true")
            >
                {typed(&value)}
            </textarea>
            {problem.map(|problem| said("names", problem))}
        </div>
    }
}

/// One of a list; each option is its value and its words.
#[component]
pub fn Pick(
    name: &'static str,
    /// Where another field of the page has the same name.
    #[prop(optional)]
    id: Option<&'static str>,
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: String,
    #[prop(optional)] required: bool,
    #[prop(optional_no_strip)] problem: Option<String>,
) -> impl IntoView {
    let refused = problem.is_some();
    let id = id.unwrap_or(name);
    let described_by = described_by(id, false, refused);
    let invalid = refused.then_some("true");
    let options = options.into_iter().map(move |(value, words)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{words}</option> }
    });
    let options = options.collect_view();
    view! {
        <div class="field" data-problem=refused>
            <label for=id>{label}</label>
            <span class="select">
                <select
                    id=id
                    name=name
                    required=required
                    aria-describedby=described_by
                    aria-invalid=invalid
                >
                    {options}
                </select>
                <Icon name="chevron-down" />
            </span>
            {problem.map(|problem| said(id, problem))}
        </div>
    }
}

/// What stands in the way of the whole form, above it, with a link to the field it is about.
pub fn problems(posted: &Posted) -> Option<impl IntoView + use<>> {
    let refusal = posted.refusal.as_ref()?;
    let words = refusal.to_string();
    let words = match refusal {
        Error::Invalid { field, .. } if !field.is_empty() => {
            view! { <a href=format!("#{field}")>{words}</a> }.into_any()
        }
        _ => words.into_any(),
    };
    Some(view! {
        <div class="problems" role="alert" tabindex="-1">
            <p><strong>"One thing to mend: "</strong>{words}</p>
            <p>"Everything that you typed was kept."</p>
        </div>
    })
}

/// What stands in the way of one field.
pub fn problem(posted: &Posted, name: &str) -> Option<String> {
    match &posted.refusal {
        Some(Error::Invalid { field, reason }) if field == name => Some(reason.clone()),
        _ => None,
    }
}

/// A role as people say it.
pub const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Teacher => "Teacher",
        Role::Counselor => "Counselor",
        Role::SchoolAdministrator => "School administrator",
        Role::DistrictAdministrator => "District administrator",
    }
}

/// `Kindergarten`, `Grade 7`.
pub fn grade_name(grade: i32) -> String {
    match grade {
        0 => "Kindergarten".into(),
        grade => format!("Grade {grade}"),
    }
}

fn hint(name: &str, about: &'static str) -> impl IntoView + use<> {
    view! { <p class="field-hint" id=format!("{name}-hint")>{about}</p> }
}

/// What stands in the way of a field, beneath it.
pub fn said(name: &str, problem: String) -> impl IntoView + use<> {
    view! { <p class="field-problem" id=format!("{name}-problem")><Icon name="alert" />{problem}</p> }
}

fn described_by(name: &str, hint: bool, problem: bool) -> Option<String> {
    match (hint, problem) {
        (true, true) => Some(format!("{name}-hint {name}-problem")),
        (true, false) => Some(format!("{name}-hint")),
        (false, true) => Some(format!("{name}-problem")),
        (false, false) => None,
    }
}
