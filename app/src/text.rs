//! Everything a student, a projector or a family reads, from Fluent files in `app/text/`.
//! Staff text is English in place.

use std::collections::HashMap;

use fluent_templates::{LanguageIdentifier, Loader, fluent_bundle::FluentValue, langid};
use leptos::prelude::use_context;

fluent_templates::static_loader! {
    static TEXTS = {
        locales: "text",
        fallback_language: "en",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// The language that this request is answered in.
#[derive(Clone, Debug)]
pub struct Language(pub LanguageIdentifier);

impl Default for Language {
    fn default() -> Self {
        Self(langid!("en"))
    }
}

fn language() -> LanguageIdentifier {
    use_context::<Language>().unwrap_or_default().0
}

/// The text with this key.
pub fn text(key: &str) -> String {
    look_up(key, None)
}

/// The text with this key, its `{ $name }` places filled.
pub fn text_with<const N: usize>(
    key: &str,
    values: [(&'static str, FluentValue<'static>); N],
) -> String {
    look_up(key, Some(&HashMap::from(values)))
}

/// Asks for the one language straight away: the loader's own way negotiates anew for every text.
fn look_up(key: &str, values: Option<&HashMap<&'static str, FluentValue<'static>>>) -> String {
    let language = language();
    let found = TEXTS.lookup_single_language(&language, key, values);
    found.unwrap_or_else(|_| TEXTS.lookup(TEXTS.fallback(), key))
}
