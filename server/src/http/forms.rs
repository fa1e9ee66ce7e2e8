//! The forms that give back what was typed, a check that is answered, and the report as a file.

use std::sync::Arc;

use app::{
    error::Error as Told,
    school::{
        accounts::Role,
        administering::{Administering, CompletionFilter, Contacts, NewSection},
        closing::{Closing, ClosingCard},
        questions::Questions,
    },
};
use axum::{
    Extension,
    extract::{Path, Query, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    form::{Form, see_other},
    plain,
};
use crate::{school::administering::spreadsheet, shared::Shared, visit::Visit};

/// A check: the page judges what was posted and answers with the feedback.
pub async fn check(form: Form) -> Response {
    form.shown().await
}

/// A student's question for the box.
pub async fn ask(Path((section, number)): Path<(String, u32)>, form: Form) -> Response {
    let question = form.value("question");
    let done = form.visit.ask(&section, number, question).await;
    form.then(done, |()| format!("/s/{section}/{number}/ask?sent"))
        .await
}

/// The fidelity card, which closes a class.
pub async fn close_class(Path((section, number)): Path<(String, u32)>, form: Form) -> Response {
    let by_step = |prefix: &str| {
        let fields = form.fields.iter();
        let of_steps = fields.filter_map(|(name, value)| Some((name.strip_prefix(prefix)?, value)));
        of_steps
            .map(|(step, value)| (step.to_owned(), value.clone()))
            .collect()
    };
    let card = ClosingCard {
        minutes: form.value("minutes").into(),
        next_on: form.value("next_on").into(),
        how: by_step("how-"),
        why: by_step("why-"),
    };
    let done = form.visit.close_class(&section, number, card).await;
    form.then(done, |next| next).await
}

pub async fn new_class(Path(org): Path<String>, form: Form) -> Response {
    let section = NewSection {
        name: form.value("name").into(),
        first_grade: form.value("first_grade").into(),
        last_grade: form.value("last_grade").into(),
        teachers: form.values("teacher").map(str::to_owned).collect(),
        names: form.value("names").into(),
    };
    let done = form.visit.add_section(&org, section).await;
    form.then(done, |slug| {
        format!("/school/classes/{slug}?done=class-made")
    })
    .await
}

pub async fn add_students(Path(section): Path<String>, form: Form) -> Response {
    let done = form.visit.add_students(&section, form.value("names")).await;
    form.then(done, |_| {
        format!("/school/classes/{section}?done=students-added")
    })
    .await
}

pub async fn contacts(Path(org): Path<String>, form: Form) -> Response {
    let value = |name: &str| form.value(name).trim().to_owned();
    let contacts = Contacts {
        designated_agent: value("designated_agent"),
        deputy: value("deputy"),
        intake_number: value("intake_number"),
        counselor: value("counselor"),
        district_attorney: value("district_attorney"),
        title_ix: value("title_ix"),
        leave_to: value("leave_to"),
    };
    let done = form.visit.keep_contacts(&org, contacts).await;
    form.then(done, |()| format!("/school/{org}/readiness"))
        .await
}

/// Answers with the page itself: the link is shown this once.
pub async fn invite(Path(org): Path<String>, mut form: Form) -> Response {
    let (name, email) = (form.value("name"), form.value("email"));
    let role = match form.value("role") {
        "counselor" => Role::Counselor,
        "school_administrator" => Role::SchoolAdministrator,
        _ => Role::Teacher,
    };
    match form.visit.invite(&org, name, email, role).await {
        Ok(link) => {
            form.fields.retain(|(field, _)| field != "link");
            form.fields.push(("link".into(), link));
            form.shown().await
        }
        Err(refusal) => form.refused(refusal).await,
    }
}

/// The filter as it stands in an address; what is empty or makes no sense is left out.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    term: String,
    band: String,
    grade: String,
}

/// The completion report as a file: what the page shows, row by row.
pub async fn completion_csv(
    State(shared): State<Arc<Shared>>,
    Extension(visit): Extension<Visit>,
    Path(org): Path<String>,
    Query(filter): Query<Filter>,
) -> Response {
    let filter = CompletionFilter {
        term: filter.term.parse().ok(),
        band: filter.band.parse().ok(),
        grade: filter.grade.parse().ok(),
    };
    match spreadsheet::export(&visit, &org, filter).await {
        Ok(text) => {
            let kind = HeaderValue::from_static("text/csv; charset=utf-8");
            let name = HeaderValue::from_static("attachment; filename=\"completion.csv\"");
            let headers = [
                (header::CONTENT_TYPE, kind),
                (header::CONTENT_DISPOSITION, name),
            ];
            (headers, text).into_response()
        }
        Err(Told::SignedOut) => see_other("/sign-in"),
        Err(refusal) => plain::told(&shared.assets, &refusal),
    }
}
