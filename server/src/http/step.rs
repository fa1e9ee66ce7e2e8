//! A step's page, rendered once for a class.
//!
//! Thirty-five students read the same step, and but for the name at its foot the page is the same
//! for all who have done the same steps. So its HTML is kept in two halves, and the name is put
//! between them. Whether the lesson is open, and what the student has done, is asked every time.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use app::text::Language;
use axum::{
    Extension,
    body::{Body, to_bytes},
    extract::{Path, Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{form::see_other, page};
use crate::{
    school::place::{Sight, sight},
    shared::Shared,
    visit::Visit,
};

/// Pages kept at most; about 10 KB each.
const AT_MOST: usize = 1_000;
/// What stands before and behind the name.
const FOOT: &str = "<footer class=\"foot\"><span>";
const FOOT_END: &str = "</span>";

/// The HTML before and behind the student's name.
struct Halves {
    before: String,
    after: String,
}

impl Halves {
    fn of(page: &str) -> Option<Self> {
        let name = page.rfind(FOOT)? + FOOT.len();
        let end = name + page.get(name..)?.find(FOOT_END)?;
        Some(Self {
            before: page[..name].to_owned(),
            after: page[end..].to_owned(),
        })
    }

    fn with(&self, name: &str, language: &Language) -> String {
        let name = language.text_with("signed-in-as", [("name", name.to_owned().into())]);
        let name = name
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        [&self.before, name.as_str(), &self.after].concat()
    }
}

/// Pages that were rendered for somebody.
#[derive(Default)]
pub struct Rendered(Mutex<HashMap<Sight, Arc<Halves>>>);

impl Rendered {
    fn recall(&self, sight: &Sight) -> Option<Arc<Halves>> {
        let pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.get(sight).map(Arc::clone)
    }

    fn remember(&self, sight: Sight, halves: Halves) {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.len() >= AT_MOST {
            pages.clear();
        }
        pages.insert(sight, Arc::new(halves));
    }
}

/// Answers with the step's page. Whatever is not plainly a page to be shown is left to the app.
pub async fn show(
    State(shared): State<Arc<Shared>>,
    Extension(visit): Extension<Visit>,
    Path((section, number, step)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    let plain = request.uri().query().is_none();
    let place = number.parse().ok().zip(step.parse().ok());
    let seen = match place {
        Some((number, step)) => sight(&visit, &section, number, step).await.ok(),
        None => None,
    };
    let (sight, name) = match seen {
        Some(Err(elsewhere)) => return see_other(&elsewhere),
        Some(Ok(seen)) if plain => seen,
        _ => return page::show(State(shared), request).await,
    };
    if let Some(halves) = shared.rendered.recall(&sight) {
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        return (
            [(header::CONTENT_TYPE, html)],
            halves.with(&name, visit.language()),
        )
            .into_response();
    }
    let response = page::show(State(Arc::clone(&shared)), request).await;
    if response.status() != StatusCode::OK {
        return response;
    }
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    if let Some(halves) = str::from_utf8(&bytes).ok().and_then(Halves::of) {
        shared.rendered.remember(sight, halves);
    }
    Response::from_parts(parts, Body::from(bytes))
}

#[cfg(test)]
mod tests {
    use app::text::Language;

    use super::Halves;

    #[test]
    fn a_name_stands_between_the_halves_and_is_escaped() {
        let page = r#"<p>Ada</p><footer class="foot"><span>Signed in as Ada.</span><form></form>"#;
        let halves = Halves::of(page).map(|halves| halves.with("<b> & Ben", &Language::default()));
        let other = r#"<p>Ada</p><footer class="foot"><span>Signed in as &lt;b&gt; &amp; Ben</span><form></form>"#;
        assert_eq!(halves.as_deref(), Some(other));
    }
}
