//! Text that somebody has typed, given back in a `<textarea>`.

/// The text as a `<textarea>` holds it. Leptos escapes the children of every element but this one
/// and scripts and styles, so whatever was typed would be HTML.
pub fn typed(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::typed;

    #[test]
    fn what_was_typed_ends_no_element_and_begins_none() {
        let text = "</textarea><b>&lt;";
        let escaped = "&lt;/textarea&gt;&lt;b&gt;&amp;lt;";
        assert_eq!(typed(text), escaped);
    }
}
