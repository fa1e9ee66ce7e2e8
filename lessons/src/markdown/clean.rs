//! The allow-list that all rendered HTML passes, and what is written into it afterwards.

use std::{borrow::Cow, collections::HashSet, sync::LazyLock};

use ammonia::Builder;

/// Schemes that only the renderer writes; they stand for a glossary word and a picture until the
/// HTML is clean.
pub(crate) const WORD: &str = "word:";
pub(crate) const PICTURE: &str = "picture:";

/// Elements without attributes that need no second look.
const PLAIN: [&str; 28] = [
    "<p>",
    "</p>",
    "<em>",
    "</em>",
    "<strong>",
    "</strong>",
    "<ul>",
    "</ul>",
    "<ol>",
    "</ol>",
    "<li>",
    "</li>",
    "<blockquote>",
    "</blockquote>",
    "<del>",
    "</del>",
    "<h3>",
    "</h3>",
    "<h4>",
    "</h4>",
    "<h2>",
    "</h2>",
    "<code>",
    "</code>",
    "<h5>",
    "</h5>",
    "<h6>",
    "</h6>",
];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::empty();
    cleaner
        .tags(HashSet::from([
            "a",
            "blockquote",
            "br",
            "code",
            "del",
            "div",
            "em",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "img",
            "li",
            "ol",
            "p",
            "pre",
            "span",
            "strong",
            "sup",
            "table",
            "tbody",
            "td",
            "th",
            "thead",
            "tr",
            "ul",
        ]))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .add_tag_attributes("a", &["href"])
        .add_tag_attributes("img", &["src", "alt"])
        .add_tag_attributes("ol", &["start"])
        .add_tag_attributes("span", &["aria-hidden"])
        .add_allowed_classes("span", &["box"])
        .add_allowed_classes("div", &["footnote"])
        .add_allowed_classes("blockquote", &["callout"])
        .add_tag_attribute_values(
            "blockquote",
            "data-kind",
            &["note", "tip", "important", "warning", "caution"],
        )
        .url_schemes(HashSet::from([
            "http", "https", "mailto", "tel", "word", "picture",
        ]))
        .link_rel(None);
    cleaner
});

/// Sanitises rendered HTML and puts glossary buttons, pictures and column scopes in.
pub(crate) fn clean(html: &str) -> String {
    if is_plain(html) {
        return html.to_owned();
    }
    finish(&CLEANER.clean(html).to_string())
}

/// Whether every `<` opens one of the elements in [`PLAIN`]; such HTML holds nothing to remove.
fn is_plain(html: &str) -> bool {
    html.match_indices('<')
        .all(|(at, _)| PLAIN.iter().any(|tag| html[at..].starts_with(tag)))
}

/// Replaces what only the renderer can have written; the HTML is serialised, so its form is known.
fn finish(html: &str) -> String {
    let mut rest = html;
    let mut in_word = false;
    let mut out = String::with_capacity(html.len() + html.len() / 4);
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = tag_end(rest);
        let tag = &rest[..end];
        rest = &rest[end..];
        if let Some(word) = attribute(tag, "<a ", "href", WORD) {
            in_word = true;
            out += "<button class=\"word\" type=\"button\" popovertarget=\"word-";
            out += word;
            out += "\">";
        } else if let Some(name) = attribute(tag, "<img ", "src", PICTURE) {
            let alt = attribute(tag, "<img ", "alt", "").unwrap_or_default();
            out += "<svg class=\"picture\" role=\"img\" aria-label=\"";
            out += &alt.replace('<', "&lt;").replace('>', "&gt;");
            out += "\"><use href=\"/pictures.svg#";
            out += name;
            out += "\"></use></svg>";
        } else {
            out += match tag {
                "</a>" if in_word => {
                    in_word = false;
                    "</button>"
                }
                "<th>" => "<th scope=\"col\">",
                tag => tag,
            };
        }
    }
    out.push_str(rest);
    out
}

/// Length of the tag that `html` begins with; a `>` in quotes does not end it.
fn tag_end(html: &str) -> usize {
    let mut quoted = false;
    let end = html.find(|letter| {
        quoted ^= letter == '"';
        letter == '>' && !quoted
    });
    end.map_or(html.len(), |end| end + 1)
}

/// The rest of an attribute's value behind `prefix`, in a serialised tag.
fn attribute<'h>(tag: &'h str, element: &str, name: &str, prefix: &str) -> Option<&'h str> {
    let rest = tag.strip_prefix(element)?;
    let mut parts = rest.split('"');
    while let (Some(before), Some(value)) = (parts.next(), parts.next()) {
        if before.trim().strip_suffix('=') == Some(name) {
            return value.strip_prefix(prefix);
        }
    }
    None
}

/// Escapes text for an attribute's value or an element's content.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            letter => escaped.push(letter),
        }
    }
    Cow::Owned(escaped)
}

/// The text of some HTML, without its tags.
pub(crate) fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(letter),
            _ => {}
        }
    }
    text
}
