//! Everything a student, a projector or a family reads, from Fluent files in `app/text/`.
//! Staff text is English in place.

use std::collections::HashMap;

use fluent_templates::{LanguageIdentifier, Loader, fluent_bundle::FluentValue, langid};
use leptos::prelude::use_context;
use lessons::lint::translation::RIGHT_TO_LEFT;

fluent_templates::static_loader! {
    static TEXTS = {
        locales: "text",
        fallback_language: "en",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// A language that pages can speak; the one in the context is that of this request's answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Language(pub LanguageIdentifier);

impl Default for Language {
    fn default() -> Self {
        Self(langid!("en"))
    }
}

impl Language {
    /// The language with this code, if there are texts in it.
    pub fn of(code: &str) -> Option<Self> {
        let language: LanguageIdentifier = code.parse().ok()?;
        let known = TEXTS.locales().any(|known| *known == language);
        known.then_some(Self(language))
    }

    /// As `lang` attributes and addresses have it: `es`.
    pub fn code(&self) -> String {
        self.0.to_string()
    }

    /// What the language calls itself.
    pub fn own_name(&self) -> String {
        look_up(self, "language-name", None)
    }

    /// `ltr` or `rtl`.
    pub fn dir(&self) -> &'static str {
        if RIGHT_TO_LEFT.contains(&self.0.language.as_str()) {
            "rtl"
        } else {
            "ltr"
        }
    }

    /// The text with this key, where no page is being rendered.
    pub fn text_with<const N: usize>(
        &self,
        key: &str,
        values: [(&'static str, FluentValue<'static>); N],
    ) -> String {
        look_up(self, key, Some(&HashMap::from(values)))
    }
}

/// The language that this request is answered in.
pub fn language() -> Language {
    use_context().unwrap_or_default()
}

/// `lang` for what may be written in another language than the page around it.
pub fn elsewhere(lang: String) -> Option<String> {
    (lang != language().code()).then_some(lang)
}

/// The text with this key.
pub fn text(key: &str) -> String {
    look_up(&language(), key, None)
}

/// The text with this key, its `{ $name }` places filled.
pub fn text_with<const N: usize>(
    key: &str,
    values: [(&'static str, FluentValue<'static>); N],
) -> String {
    language().text_with(key, values)
}

/// Asks for the one language straight away: the loader's own way negotiates anew for every text.
fn look_up(
    language: &Language,
    key: &str,
    values: Option<&HashMap<&'static str, FluentValue<'static>>>,
) -> String {
    let found = TEXTS.lookup_single_language(&language.0, key, values);
    found.unwrap_or_else(|_| TEXTS.lookup(TEXTS.fallback(), key))
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::PathBuf};

    const FILES: [&str; 4] = ["student.ftl", "family.ftl", "projector.ftl", "print.ftl"];

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
