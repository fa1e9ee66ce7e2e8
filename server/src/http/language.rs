//! In which language a request is answered: chosen by a link, remembered by a cookie that ends with
//! the browser, else as the browser asks. Staff pages are English.

use app::text::Language;
use axum::http::{HeaderMap, Uri, header};
use fluent_langneg::{NegotiationStrategy, accepted_languages, negotiate_languages};

use crate::{content::LANGUAGE, shared::Shared, visit::cookie::Cookie};

/// Whose pages speak other languages than the staff's; the rest of the site is for staff.
const FOR_ALL: [&str; 6] = ["/s", "/families", "/project", "/help", "/bye", "/api"];

/// The language of the answer, and the one that has just been chosen, if any.
pub fn of(shared: &Shared, uri: &Uri, headers: &HeaderMap) -> (Language, Option<Language>) {
    let languages = shared.languages();
    if languages.len() < 2 || !is_for_all(uri.path()) {
        return (Language::default(), None);
    }
    let known = |code: &str| Language::of(code).filter(|language| languages.contains(language));
    let chosen = uri.query().and_then(|query| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let (_, code) = pairs.find(|(key, _)| *key == "lang")?;
        known(code)
    });
    let kept = || known(&Cookie::Language.read(headers, &shared.entrance)?);
    let language = chosen
        .clone()
        .or_else(kept)
        .unwrap_or_else(|| asked(languages, headers));
    (language, chosen)
}

fn is_for_all(path: &str) -> bool {
    let is_below = |top: &&str| {
        path.strip_prefix(*top)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    // What a class is shown of a lesson stands below the staff's address of it.
    let shown = path.contains("/student/") || path.ends_with("/print");
    let preview = path.starts_with("/teach/lessons/") && shown;
    path == "/" || preview || FOR_ALL.iter().any(is_below)
}

/// What the browser asks for, else the language that lessons are written in.
fn asked(languages: &[Language], headers: &HeaderMap) -> Language {
    let wanted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    let Some(wanted) = wanted else {
        return Language::default();
    };
    let wanted = accepted_languages::parse(wanted);
    let known: Vec<_> = languages
        .iter()
        .map(|language| language.0.clone())
        .collect();
    let original = Language::of(LANGUAGE).unwrap_or_default();
    let found = negotiate_languages(
        &wanted,
        &known,
        Some(&original.0),
        NegotiationStrategy::Lookup,
    );
    found
        .first()
        .map_or(original.clone(), |found| Language((*found).clone()))
}
