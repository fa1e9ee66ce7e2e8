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

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::PathBuf};

    const FILES: [&str; 3] = ["student.ftl", "family.ftl", "projector.ftl"];

    fn keys(lang: &str) -> BTreeSet<String> {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("text")
            .join(lang);
        FILES
            .iter()
            .flat_map(|file| {
                let text = fs::read_to_string(folder.join(file)).unwrap_or_default();
                let lines = text.lines().map(str::to_owned);
                lines.collect::<Vec<_>>()
            })
            .filter(|line| line.starts_with(|letter: char| letter.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" =").map(|(key, _)| key.to_owned()))
            .collect()
    }

    #[test]
    fn every_language_has_every_text() {
        let english = keys("en");
        assert!(english.len() > 100, "{} texts", english.len());
        assert_eq!(keys("es"), english);
    }
}
