//! Everything a student, a projector or a family reads, from Fluent files in `app/text/`.
//! Staff text is English in place.

use std::borrow::Cow;

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
    TEXTS.lookup(&language(), key)
}

/// The text with this key, its `{ $name }` places filled.
pub fn text_with<const N: usize>(
    key: &str,
    values: [(&'static str, FluentValue<'static>); N],
) -> String {
    let values = values
        .into_iter()
        .map(|(name, value)| (Cow::Borrowed(name), value))
        .collect();
    TEXTS.lookup_with_args(&language(), key, &values)
}
