//! What the preview answers, and to whom: to this computer only, under its own name, and it writes
//! nothing. Whatever is not its own is asked of the product, as far as the panes need it.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::get,
};
use tower::ServiceExt;

use super::{
    desk::Desk,
    events, index, lesson,
    pane::Pane,
    paper,
    place::{LessonFile, Place, place},
    reading::Reading,
    rewrite::Rewrite,
};
use crate::{content::LANGUAGE, http::plain, visit::cookie::Cookie};

/// Nothing but this preview's own files, and frames of its own.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
);

pub fn router(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/", get(index::show))
        .route("/preview/lessons/{lesson}", get(lesson::show))
        .route("/preview/events", get(events::follow))
        .route(
            "/preview/preview.css",
            get(css(include_str!("browser/preview.css"))),
        )
        .route(
            "/preview/pane.css",
            get(css(include_str!("browser/pane.css"))),
        )
        .route("/preview/preview.js", get(script))
        .route(paper::STYLE, get(paper::style))
        .route("/pictures.svg", get(pictures))
        .route("/bye", get(away))
        .fallback(product)
        .layer(from_fn_with_state(Arc::clone(&desk), guard))
        .with_state(desk)
}

/// Answers under the name of this computer only: another site's name may have been made to lead
/// here. Whatever is shown may be shown by this preview's own pages alone.
async fn guard(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    let own = ["localhost", "127.0.0.1"].map(|name| match desk.port {
        80 => name.to_owned(),
        port => format!("{name}:{port}"),
    });
    let mut response = match own.iter().any(|own| own.eq_ignore_ascii_case(host)) {
        true => next.run(request).await,
        false => (
            StatusCode::MISDIRECTED_REQUEST,
            format!("The preview answers at {} only.\n", desk.entrance.address()),
        )
            .into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("same-origin"),
    );
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    headers.remove(header::SET_COOKIE);
    response
}

/// A page or file of the product. Pages come as their pane shows them.
async fn product(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if !is_needed(request.method(), &path) {
        return plain::not_found(&desk.assets);
    }
    let reading = desk.now();
    let asked: BTreeMap<String, String> = queries(request.uri().query().unwrap_or_default());
    let request = as_teacher(&desk, request, asked.get("lang").map(String::as_str));
    let Ok(response) = reading.product.clone().oneshot(request).await;
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let html = String::from_utf8_lossy(&bytes);
    let on_paper = asked.contains_key(paper::PAPER);
    let rewrite = Rewrite {
        lang: asked.get("lang").map(String::as_str),
        on_paper,
        faults: match on_paper {
            true => BTreeMap::new(),
            false => faults(
                &reading,
                &path,
                asked.get("lang").map_or(LANGUAGE, String::as_str),
            ),
        },
    };
    match rewrite.page(&html) {
        Ok(page) => {
            parts.headers.remove(header::CONTENT_LENGTH);
            Response::from_parts(parts, Body::from(page))
        }
        Err(refusal) => (StatusCode::INTERNAL_SERVER_ERROR, refusal.0).into_response(),
    }
}

/// Pages and files that panes show. The one form that is taken judges a check, and keeps nothing.
fn is_needed(method: &Method, path: &str) -> bool {
    let is_step = path.starts_with("/teach/lessons/") && path.contains("/student/");
    match *method {
        Method::GET | Method::HEAD => {
            let tops = ["/teach/lessons/", "/project/", "/families/", "/assets/"];
            let ends = [".svg", ".ico"];
            tops.iter().any(|top| path.starts_with(top))
                || ends.iter().any(|end| path.ends_with(end))
                || path == "/help"
        }
        Method::POST => is_step,
        _ => false,
    }
}

/// The request as the invented teacher sends it, in the language that is looked at.
fn as_teacher(desk: &Desk, mut request: Request, lang: Option<&str>) -> Request {
    let is_file = request.uri().path().starts_with("/assets/");
    let signed_in = Cookie::Session.pair(&desk.records.token, &desk.entrance);
    let headers: &mut HeaderMap = request.headers_mut();
    headers.remove(header::COOKIE);
    if !is_file {
        // The page is changed on the way.
        headers.remove(header::ACCEPT_ENCODING);
    }
    let lang = HeaderValue::from_str(lang.unwrap_or(LANGUAGE));
    for (name, value) in [
        (header::COOKIE, signed_in),
        (header::ACCEPT_LANGUAGE, lang.ok()),
    ] {
        if let Some(value) = value {
            headers.insert(name, value);
        }
    }
    request
}

/// Where a page has something to mend: a place in it, and what is said there.
fn faults(reading: &Reading, path: &str, lang: &str) -> BTreeMap<String, Vec<String>> {
    let mut faults: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let Some(pane) = Pane::of(path) else {
        return faults;
    };
    let id = path.split('/').nth(3).unwrap_or_default();
    let step = path.rsplit('/').next().and_then(|step| step.parse().ok());
    for problem in reading.problems_of(id) {
        let is_here = LessonFile::of(&problem.file)
            .is_some_and(|file| file.lang == lang || pane == Pane::Guide && file.lang == LANGUAGE);
        let spot = match (pane, place(reading, problem)) {
            (Pane::Student, Some(Place::Step(at))) if Some(at) == step => "main#page".to_owned(),
            (Pane::Guide, Some(Place::Guide { anchor, .. })) => format!("section[id='{anchor}']"),
            (Pane::Letter, Some(Place::Letter)) => "article.letter".to_owned(),
            _ => continue,
        };
        if is_here {
            let said = format!("Line {}: {}", problem.line, problem.message);
            faults.entry(spot).or_default().push(said);
        }
    }
    faults
}

fn queries(query: &str) -> BTreeMap<String, String> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect()
}

/// Where students leave the page; here nobody has to.
async fn away(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Response {
    let from = headers.get(header::REFERER);
    let from = from.and_then(|from| from.to_str().ok()).unwrap_or_default();
    let back = from.find("/teach/lessons/").map_or("/", |at| &from[at..]);
    let said = (
        "A student has left",
        "From here a student's browser goes to another site.",
    );
    plain::leading(
        &desk.assets,
        StatusCode::OK,
        said,
        (back, "Back to the step"),
    )
}

fn css(style: &'static str) -> impl Fn() -> std::future::Ready<Response> + Clone {
    move || {
        let kind = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];
        std::future::ready((kind, style).into_response())
    }
}

/// The pictures of the folder, which may have more than the product was built with.
async fn pictures(State(desk): State<Arc<Desk>>) -> Response {
    let reading = desk.now();
    match reading.files.get("pictures/pictures.svg") {
        Some(sprite) => ([(header::CONTENT_TYPE, "image/svg+xml")], sprite.clone()).into_response(),
        None => plain::not_found(&desk.assets),
    }
}

async fn script() -> Response {
    let kind = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")];
    (kind, include_str!("browser/preview.js")).into_response()
}
