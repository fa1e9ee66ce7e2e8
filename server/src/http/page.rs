//! Renders a page of the app for one visitor.

use std::sync::Arc;

use app::{
    error::Error,
    parts::{assets::Assets, frame::Slot},
    school::{Posted, School},
};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use leptos::prelude::{provide_context, use_context};

use super::{plain, tidy::tidy};
use crate::{shared::Shared, visit::Visit};

/// Answers with the page at the request's address.
pub async fn show(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let assets = shared.assets.clone();
    let slot = Slot::default();
    let context = {
        let slot = slot.clone();
        move || {
            provide_context(slot.clone());
            give_context(&assets);
        }
    };
    let response = leptos_axum::render_app_async_with_context(context, app::shell)(request).await;
    tidy(response, &slot).await
}

/// Answers an address that nothing is at, with the app's own words.
pub async fn not_found(shared: State<Arc<Shared>>, request: Request) -> Response {
    match *request.method() {
        Method::GET | Method::HEAD => show(shared, request).await,
        _ => plain::not_found(&shared.assets),
    }
}

/// Answers a server function, with the same context as a page.
pub async fn call(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let assets = shared.assets.clone();
    let context = move || give_context(&assets);
    let response = leptos_axum::handle_server_fns_with_context(context, request)
        .await
        .into_response();
    match response.status() {
        StatusCode::INTERNAL_SERVER_ERROR => with_status(response).await,
        status if status.is_redirection() => with_problem(response).await,
        _ => response,
    }
}

/// A plain form that does not fit its server function is sent back with the refusal in the address
/// in the way of Leptos; the pages read it by its code.
async fn with_problem(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let location = parts.headers.get(header::LOCATION);
    let back = location
        .and_then(|location| location.to_str().ok())
        .and_then(|location| location.split_once('?'))
        .filter(|(_, query)| query.contains("__err="));
    let Some((page, query)) = back else {
        return Response::from_parts(parts, body);
    };
    let kept = query.split('&').filter(|pair| {
        !["__", "problem=", "done="]
            .iter()
            .any(|said| pair.starts_with(said))
    });
    let code = Error::invalid("", "").code();
    let problem = format!("problem={code}");
    let query: Vec<_> = kept.chain([problem.as_str()]).collect();
    let query = query.join("&");
    if let Ok(location) = HeaderValue::try_from(format!("{page}?{query}")) {
        parts.headers.insert(header::LOCATION, location);
    }
    Response::from_parts(parts, Body::empty())
}

/// A form that does not fit its server function is refused before the function can say with which
/// status; the refusal in the answer says it.
async fn with_status(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let refusal = serde_json::from_slice::<Error>(&bytes);
    let status = refusal
        .ok()
        .and_then(|refusal| StatusCode::from_u16(refusal.status()).ok());
    if let Some(status) = status {
        parts.status = status;
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// Answers a posted form with the page it stands on, which finds `posted` in its context.
///
/// The page is rendered as if it had been asked for, so that it does not take itself for a form
/// that is sent back; a refusal then gives the answer its status.
pub async fn answer(
    shared: &Arc<Shared>,
    visit: &Visit,
    parts: &Parts,
    posted: Posted,
) -> Response {
    let status = posted.refusal.as_ref().map(Error::status);
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = parts.uri.clone();
    *request.headers_mut() = parts.headers.clone();
    request.extensions_mut().insert(visit.clone());
    request.extensions_mut().insert(posted);
    let mut response = show(State(Arc::clone(shared)), request).await;
    let status = status.and_then(|status| StatusCode::from_u16(status).ok());
    if let (Some(status), StatusCode::OK) = (status, response.status()) {
        *response.status_mut() = status;
    }
    response
}

/// What pages and server functions find in their context: the visitor's school, the names of the
/// assets, and the form that is being answered.
fn give_context(assets: &Assets) {
    provide_context(assets.clone());
    let Some(parts) = use_context::<Parts>() else {
        return;
    };
    if let Some(visit) = parts.extensions.get::<Visit>() {
        provide_context(visit.language().clone());
        let school: Arc<dyn School> = Arc::new(visit.clone());
        provide_context(school);
    }
    if let Some(posted) = parts.extensions.get::<Posted>() {
        provide_context(posted.clone());
    }
}
