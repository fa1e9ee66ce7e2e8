//! What surrounds every answer: who is asking, from where, and what the browser may do with it.

use std::{any::Any, sync::Arc, time::Duration};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::Response,
};
use tokio::time::{Instant, timeout};

use super::{language, plain, projector};
use crate::{
    shared::Shared,
    visit::{cookie::Cookie, session},
};

/// The longest that an answer may take.
const LONGEST: Duration = Duration::from_secs(15);

/// Nothing but this server's own files, and no script or style that stands in a page.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
     worker-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'",
);

const HEADERS: [(HeaderName, HeaderValue); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ),
    (
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), microphone=(), geolocation=(), payment=()"),
    ),
];

/// A year; only said on encrypted ways, because it cannot be taken back.
const STRICT_TRANSPORT: HeaderValue = HeaderValue::from_static("max-age=31536000");

pub async fn security_headers(
    State(shared): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, value);
    }
    if shared.entrance.is_encrypted() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, STRICT_TRANSPORT);
    }
    response
}

/// Answers for a handler that takes too long. What it was writing is still written.
pub async fn in_time(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    match timeout(LONGEST, next.run(request)).await {
        Ok(response) => response,
        Err(_) => plain::busy(&shared.assets),
    }
}

/// Answers for a handler that has panicked.
pub fn panicked(shared: &Shared, panic: &(dyn Any + Send)) -> Response {
    let message = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    tracing::error!(panic = message.unwrap_or("?"), "a request broke off");
    plain::broken(&shared.assets)
}

/// Refuses what would change something and does not come from a page of this server.
pub async fn from_here(
    State(shared): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads || comes_from_here(&shared, request.headers()) {
        return next.run(request).await;
    }
    plain::foreign(&shared.assets)
}

/// Browsers say where a form comes from in one of two ways; both must fit where both are said.
fn comes_from_here(shared: &Shared, headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let site = text(HeaderName::from_static("sec-fetch-site"));
    let origin = text(header::ORIGIN);
    let host = text(header::HOST).unwrap_or_default();
    let site_fits = site.map(|site| site == "same-origin");
    let origin_fits = origin.map(|origin| shared.entrance.takes_posts_from(origin, host));
    match (site_fits, origin_fits) {
        (None, None) => false,
        (site, origin) => site.unwrap_or(true) && origin.unwrap_or(true),
    }
}

/// Finds out who is visiting, and in which language. What a visitor is shown is kept nowhere on the way.
pub async fn visitor(
    State(shared): State<Arc<Shared>>,
    mut request: Request,
    next: Next,
) -> Response {
    let token = Cookie::Session.read(request.headers(), &shared.entrance);
    let (language, chosen) = language::of(&shared, request.uri(), request.headers());
    match session::visit(&shared, token.as_deref()).await {
        Ok(visit) => {
            let paired = projector::paired(&shared, request.headers()).await;
            let visit = visit.in_language(language).paired_with(paired);
            request.extensions_mut().insert(visit)
        }
        Err(error) => {
            tracing::error!(%error, "a session could not be looked up");
            return plain::busy(&shared.assets);
        }
    };
    let mut response = next.run(request).await;
    let no_store = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    let chosen = chosen.and_then(|chosen| Cookie::Language.set(&chosen.code(), &shared.entrance));
    if let Some(cookie) = chosen {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Writes down what was asked and how long it took: the route, never the address, which names
/// a class; and nothing about who has asked.
pub async fn log(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let route = route.as_ref().map_or("-", MatchedPath::as_str);
    let status = response.status().as_u16();
    let milliseconds = begun.elapsed().as_millis();
    tracing::debug!(%method, route, status, milliseconds, "answered");
    response
}
