//! Every route, on one screen, with who may ask it; and the layers around them all.
//!
//! The router is made from [`ROUTES`] and from nothing else, and so is the matrix of who may do
//! what in the tests: a page or server function without a row here does not exist.

use std::sync::Arc;

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
    routing::{MethodRouter, get, post},
};
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, NotForContentType, Predicate},
    },
    limit::RequestBodyLimitLayer,
};

use crate::{
    http::{doors, files, forms, layers, live, page, projector, step},
    shared::Shared,
};

/// The largest form.
const BODY: usize = 256 * 1024;

/// One address and method.
pub struct Route {
    pub address: &'static str,
    pub method: Method,
    pub who: Who,
    answer: By,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
}

/// Who may ask. The School decides it anew for every question; this is what the tests hold it to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Anyone,
    /// Students, of the class that the address or form names.
    Student,
    /// Any member of staff.
    Staff,
    /// The teachers of the class.
    Teacher,
    /// The class's teachers, and its school's counselors and administrators.
    Reader,
    /// Administrators of the school, or of its district.
    Administrator,
    /// As `Administrator`, and the school's counselors.
    Overseer,
    /// The teachers of the class, and the counselor whom its school has named for the question box.
    BoxReader,
    /// The counselor whom the school has named for its question box.
    Counselor,
    /// A machine that is paired with a live class.
    Projector,
}

enum By {
    Page,
    Call,
    Own(fn() -> MethodRouter<Arc<Shared>>),
}

const fn page(address: &'static str, who: Who) -> Route {
    Route {
        address,
        method: Method::Get,
        who,
        answer: By::Page,
    }
}

const fn call(address: &'static str, who: Who) -> Route {
    Route {
        address,
        method: Method::Post,
        who,
        answer: By::Call,
    }
}

const fn own(
    method: Method,
    address: &'static str,
    who: Who,
    answer: fn() -> MethodRouter<Arc<Shared>>,
) -> Route {
    Route {
        address,
        method,
        who,
        answer: By::Own(answer),
    }
}

use Method::{Get, Post};
use Who::{
    Administrator, Anyone, BoxReader, Counselor, Overseer, Projector, Reader, Staff, Student,
    Teacher,
};

pub const ROUTES: &[Route] = &[
    page("/", Anyone),
    page("/help", Anyone),
    page("/sign-in", Anyone),
    own(Post, "/sign-in", Anyone, || post(doors::staff)),
    page("/s/sign-in", Anyone),
    own(Post, "/s/sign-in", Anyone, || post(doors::student)),
    page("/invitation/{token}", Anyone),
    own(Post, "/invitation/{token}", Anyone, || {
        post(doors::invitation)
    }),
    own(Post, "/sign-out", Anyone, || post(doors::sign_out)),
    own(Get, "/bye", Anyone, || get(doors::bye)),
    page("/account", Staff),
    call("/api/sign_out_elsewhere", Staff),
    //
    page("/s", Student),
    own(Get, "/s/{section}/{number}", Student, || get(live::lesson)),
    own(Get, "/s/{section}/{number}/seat", Student, || {
        get(live::seat)
    }),
    own(Get, "/s/{section}/{number}/changes", Student, || {
        get(live::of_student)
    }),
    page("/s/{section}/{number}/done", Student),
    page("/s/{section}/{number}/ask", Student),
    own(Post, "/s/{section}/{number}/ask", Student, || {
        post(forms::ask)
    }),
    own(Get, "/s/{section}/{number}/{step}", Student, || {
        get(step::show)
    }),
    own(Post, "/s/{section}/{number}/{step}", Student, || {
        post(forms::check)
    }),
    call("/api/complete_step", Student),
    //
    page("/teach", Staff),
    page("/teach/classes/{section}", Reader),
    call("/api/watch_section", Reader),
    page("/teach/classes/{section}/{number}", Reader),
    page("/teach/classes/{section}/history", Reader),
    page("/teach/classes/{section}/{number}/live", Teacher),
    page("/teach/classes/{section}/{number}/pair", Teacher),
    own(
        Get,
        "/teach/classes/{section}/{number}/changes",
        Reader,
        || get(live::of_staff),
    ),
    page("/teach/classes/{section}/{number}/questions", BoxReader),
    call("/api/mark_question", Teacher),
    call("/api/begin_class", Teacher),
    call("/api/lead_class", Teacher),
    call("/api/count_hands", Teacher),
    page("/teach/classes/{section}/make-ups", Teacher),
    page("/teach/classes/{section}/{number}/roll", Teacher),
    page("/teach/classes/{section}/{number}/close", Teacher),
    own(
        Post,
        "/teach/classes/{section}/{number}/close",
        Teacher,
        || post(forms::close_class),
    ),
    call("/api/call_roll", Teacher),
    call("/api/end_class", Teacher),
    call("/api/open_make_up", Teacher),
    call("/api/close_make_up", Teacher),
    call("/api/mark_made_up", Teacher),
    page("/teach/classes/{section}/{number}/taught", Teacher),
    page("/teach/classes/{section}/{number}/answers", Teacher),
    page("/teach/lessons/{lesson}/guide", Staff),
    page("/teach/lessons/{lesson}/print", Staff),
    page("/teach/lessons/{lesson}/student/{step}", Staff),
    own(
        Post,
        "/teach/lessons/{lesson}/student/{step}",
        Staff,
        || post(forms::check),
    ),
    page("/project/{section}/{number}", Teacher),
    own(Get, "/project/{section}/{number}/changes", Teacher, || {
        get(live::of_stage)
    }),
    page("/project/{section}/{number}/{step}", Teacher),
    page("/projector", Anyone),
    own(Post, "/projector", Anyone, || post(projector::pair)),
    own(Get, "/projector/changes", Projector, || {
        get(live::of_projector)
    }),
    call("/api/open_lesson", Teacher),
    call("/api/close_lesson", Teacher),
    call("/api/mark_taught", Teacher),
    call("/api/undo_taught", Teacher),
    //
    page("/school", Overseer),
    page("/school/{org}", Overseer),
    own(Get, "/school/{org}/completion.csv", Administrator, || {
        get(forms::completion_csv)
    }),
    page("/school/{org}/new-class", Administrator),
    own(Post, "/school/{org}/new-class", Administrator, || {
        post(forms::new_class)
    }),
    page("/school/{org}/lessons", Administrator),
    page("/school/{org}/readiness", Overseer),
    own(Post, "/school/{org}/readiness", Administrator, || {
        post(forms::contacts)
    }),
    call("/api/tick_readiness", Administrator),
    call("/api/choose_question_box", Administrator),
    page("/school/{org}/questions", Counselor),
    call("/api/take_up_question", Counselor),
    page("/school/{org}/now", Overseer),
    page("/school/{org}/staff", Administrator),
    own(Post, "/school/{org}/staff", Administrator, || {
        post(forms::invite)
    }),
    page("/school/classes/{section}", Administrator),
    own(Post, "/school/classes/{section}", Administrator, || {
        post(forms::add_students)
    }),
    call("/api/remove_student", Administrator),
    call("/api/renew_code", Administrator),
    call("/api/add_teacher", Administrator),
    call("/api/remove_teacher", Administrator),
    page("/school/classes/{section}/cards", Reader),
    page("/school/classes/{section}/opt-outs", Overseer),
    call("/api/set_opt_out", Overseer),
    //
    page("/families", Anyone),
    page("/families/units/{band}", Anyone),
    page("/families/lessons/{lesson}", Anyone),
    page("/families/lessons/{lesson}/letter", Anyone),
    //
    own(Get, "/assets/{*name}", Anyone, || get(files::hashed)),
    own(Get, "/pictures.svg", Anyone, || get(files::pictures)),
    own(Get, "/icons.svg", Anyone, || get(files::icons)),
    own(Get, "/favicon.ico", Anyone, || get(files::favicon)),
    own(Get, "/health", Anyone, || get(health)),
];

/// The whole server, ready to be asked.
pub fn router(shared: Arc<Shared>) -> Router {
    // Also sets up what runs the app's tasks.
    let _ = leptos_axum::generate_route_list(app::App);
    let mut routes = Router::new();
    let mut files = Router::new();
    for Route {
        address, answer, ..
    } in ROUTES
    {
        match answer {
            By::Page => routes = routes.route(address, get(page::show)),
            By::Call => routes = routes.route(address, post(page::call)),
            By::Own(handler) if is_file(address) => files = files.route(address, handler()),
            By::Own(handler) => routes = routes.route(address, handler()),
        }
    }
    let state = || Arc::clone(&shared);
    let panicked = state();
    routes
        .fallback(page::not_found)
        .layer(from_fn_with_state(state(), layers::visitor))
        .merge(files)
        .layer(DefaultBodyLimit::max(BODY))
        .layer(RequestBodyLimitLayer::new(BODY))
        .layer(from_fn_with_state(state(), layers::from_here))
        .layer(compression())
        .layer(from_fn(layers::log))
        .layer(from_fn_with_state(state(), layers::in_time))
        .layer(CatchPanicLayer::custom(move |panic: Box<_>| {
            layers::panicked(&panicked, &*panic)
        }))
        .layer(from_fn_with_state(state(), layers::security_headers))
        .with_state(shared)
}

/// Pages are made smaller on the way; files that are small already are left alone.
fn compression() -> CompressionLayer<impl Predicate> {
    let is_large_text = DefaultPredicate::new()
        .and(NotForContentType::const_new("font/"))
        .and(NotForContentType::const_new("application/wasm"));
    CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(is_large_text)
}

/// Files say nothing about the visitor, and ask nothing about them.
fn is_file(address: &str) -> bool {
    address.starts_with("/assets/")
        || address.ends_with(".svg")
        || address.ends_with(".ico")
        || address == "/health"
}

/// Whether the server can read its records.
async fn health(State(shared): State<Arc<Shared>>, _: Request) -> (StatusCode, &'static str) {
    match crate::entity::org::district(shared.db.read()).await {
        Ok(_) => (StatusCode::OK, "ok"),
        Err(error) => {
            tracing::error!(%error, "the records cannot be read");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the records cannot be read",
            )
        }
    }
}
