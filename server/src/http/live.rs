//! The wire of a class taught live: streams that say when it has changed, and where a student's
//! device belongs.

use std::{collections::HashMap, sync::Arc};

use app::{
    error::Error as Told,
    school::live::{Here, Live},
};
use axum::{
    Extension, Json,
    extract::{Path, Query, Request, State},
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{form::see_other, page};
use crate::{
    entity::live_class,
    error::{Error, Result},
    live::stream,
    school::{place, stage, teaching::lesson_of},
    shared::Shared,
    visit::Visit,
};

/// The lesson's own page, or the step where the class is.
pub async fn lesson(
    State(shared): State<Arc<Shared>>,
    Extension(visit): Extension<Visit>,
    Path((section, number)): Path<(String, u32)>,
    request: Request,
) -> Response {
    match place::seat(&visit, &section, number, Here::Lesson).await {
        Ok(seat) if seat.at != request.uri().path() => see_other(&seat.at),
        _ => page::show(State(shared), request).await,
    }
}

/// Where a student belongs who is at `?step=`, or at the end with `?done`, for a page that stays open.
pub async fn seat(
    Extension(visit): Extension<Visit>,
    Path((section, number)): Path<(String, u32)>,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let step = query.get("step").and_then(|step| step.parse().ok());
    let here = match step {
        Some(step) => Here::Step(step),
        None if query.contains_key("done") => Here::Done,
        None => Here::Lesson,
    };
    match visit.seat(&section, number, here).await {
        Ok(seat) => Json(json!({ "at": seat.at, "paused": seat.paused })).into_response(),
        Err(error) => Error::from(error).into_response(),
    }
}

/// Says to a student's page when the class has changed.
pub async fn of_student(
    State(shared): State<Arc<Shared>>,
    Extension(visit): Extension<Visit>,
    Path((section, number)): Path<(String, u32)>,
) -> Response {
    let live = place::open_live_class(&visit, &section, number).await;
    answer(&shared, live, false)
}

/// Says to the page of whoever may see the class when it has changed, or done something.
pub async fn of_staff(
    State(shared): State<Arc<Shared>>,
    Extension(visit): Extension<Visit>,
    Path((section, number)): Path<(String, u32)>,
) -> Response {
    let live = async {
        let section = visit.reader_of(&section).await?.section;
        let lesson = lesson_of(visit.curriculum(), &section, number)?;
        let live = live_class::latest(visit.db().read(), section.id, &lesson.id).await?;
        live.ok_or_else(|| Told::NotFound.into())
    };
    answer(&shared, live.await, true)
}

/// Says to the projector of the visitor's class when it has changed.
pub async fn of_stage(
    State(shared): State<Arc<Shared>>,
    Extension(visit): Extension<Visit>,
    Path((section, number)): Path<(String, u32)>,
) -> Response {
    let live = stage::find(&visit, &section, number).await;
    answer(&shared, live.map(|taught| taught.live), false)
}

/// The same, to a machine that is paired.
pub async fn of_projector(
    State(shared): State<Arc<Shared>>,
    Extension(visit): Extension<Visit>,
) -> Response {
    let live = async {
        let paired = visit.paired().ok_or(Told::NotFound)?;
        let live = live_class::by_id(visit.db().read(), paired).await?;
        live.ok_or_else(|| Told::NotFound.into())
    };
    answer(&shared, live.await, false)
}

fn answer(shared: &Arc<Shared>, live: Result<live_class::Model>, for_teachers: bool) -> Response {
    match live {
        Ok(live) => stream::of(shared, &live, for_teachers),
        Err(error) => error.into_response(),
    }
}
