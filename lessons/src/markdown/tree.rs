//! A Markdown body as a tree of blocks and inlines, each with its place in the file.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, HeadingLevel, Options, Parser, Tag};

use crate::read::source::Notes;

/// Nothing that a person writes is nested deeper; the limit keeps every later walk shallow.
const DEEPEST: usize = 32;

/// A block or inline with what stands inside it.
#[derive(Clone, Debug)]
pub(crate) struct Node<'t> {
    /// `Start(…)` for whatever has children, else the leaf itself.
    pub event: Event<'t>,
    /// Bytes of the file.
    pub span: Range<usize>,
    pub children: Vec<Self>,
}

/// Parses everything from byte `from` on. Raw HTML is noted and left out, but for comments in
/// headings, where a step's or a check's id stands.
///
/// `None`, with a note, if it is nested too deeply to be read.
pub(crate) fn parse<'t>(text: &'t str, from: usize, notes: &mut Notes) -> Option<Vec<Node<'t>>> {
    let from = from.min(text.len());
    let body = &text[from..];
    if let Some(line) = overly_nested_line(body) {
        too_deep(from + line.start..from + line.end, notes);
        return None;
    }
    let mut stack: Vec<Node> = Vec::new();
    let mut roots = Vec::new();
    for (event, span) in Parser::new_ext(body, options()).into_offset_iter() {
        let span = from + span.start..from + span.end;
        let finished = match event {
            Event::Start(_) => {
                if stack.len() == DEEPEST {
                    too_deep(span, notes);
                    return None;
                }
                stack.push(Node {
                    event,
                    span,
                    children: Vec::new(),
                });
                continue;
            }
            Event::End(_) => match stack.pop() {
                Some(node) => node,
                None => continue,
            },
            leaf => Node {
                event: leaf,
                span,
                children: Vec::new(),
            },
        };
        if is_refused_html(&finished, &stack, notes) {
            continue;
        }
        match stack.last_mut() {
            Some(parent) => parent.children.push(finished),
            None => roots.push(finished),
        }
    }
    Some(roots)
}

/// The Markdown that lessons are written in.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_GFM
}

/// Whether the parser would be slow with this text, which is not read then.
pub(crate) fn is_overly_nested(body: &str) -> bool {
    overly_nested_line(body).is_some()
}

/// Whether this is raw HTML that may not stand here; notes it if so, a whole block only once.
fn is_refused_html(node: &Node, around: &[Node], notes: &mut Notes) -> bool {
    let (is_html, comment) = match &node.event {
        Event::Start(Tag::HtmlBlock) => (
            true,
            notes
                .source
                .slice(&node.span)
                .trim_start()
                .starts_with("<!--"),
        ),
        Event::Html(_) => return false,
        Event::InlineHtml(html) => {
            let comment = html.starts_with("<!--");
            let in_heading = matches!(
                around.last().map(|parent| &parent.event),
                Some(Event::Start(Tag::Heading { .. }))
            );
            if comment && in_heading {
                return false;
            }
            (true, comment)
        }
        _ => (false, false),
    };
    if is_html {
        let help = if comment {
            "A comment `<!-- id: … -->` stands at the end of a heading's line, and nowhere else."
        } else {
            "Say it in Markdown; it is left out of the page."
        };
        notes.error("F010", &node.span, "raw HTML stands in the text", help);
    }
    is_html
}

fn too_deep(span: Range<usize>, notes: &mut Notes) {
    notes.error(
        "F008",
        &span,
        format!("lists and quotes are nested more than {DEEPEST} deep here"),
        "Flatten them; the rest of the file was not read.",
    );
}

/// A line that opens so many lists and quotes at once that the parser itself would be slow.
fn overly_nested_line(body: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        let mut markers = 0;
        let mut letters = line.bytes().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                b'>' => markers += 1,
                b'-' | b'+' | b'*' | b'.' | b')'
                    if matches!(letters.peek(), None | Some(b' ' | b'\t' | b'\n')) =>
                {
                    markers += 1;
                }
                b' ' | b'\t' | b'0'..=b'9' | b'-' | b'+' | b'*' | b'.' | b')' => {}
                _ => break,
            }
        }
        if markers > DEEPEST {
            return Some(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    None
}

impl<'t> Node<'t> {
    pub fn tag(&self) -> Option<&Tag<'t>> {
        match &self.event {
            Event::Start(tag) => Some(tag),
            _ => None,
        }
    }

    pub fn heading(&self) -> Option<HeadingLevel> {
        match self.tag() {
            Some(Tag::Heading { level, .. }) => Some(*level),
            _ => None,
        }
    }

    /// A plain quote, as opposed to an alert.
    pub fn is_quote(&self) -> bool {
        matches!(self.tag(), Some(Tag::BlockQuote(None)))
    }

    pub fn alert(&self) -> Option<BlockQuoteKind> {
        match self.tag() {
            Some(Tag::BlockQuote(kind)) => *kind,
            _ => None,
        }
    }

    pub fn is_paragraph(&self) -> bool {
        matches!(self.tag(), Some(Tag::Paragraph))
    }

    /// `Some(true)` if it is a numbered list, `Some(false)` if a bulleted one.
    pub fn list(&self) -> Option<bool> {
        match self.tag() {
            Some(Tag::List(start)) => Some(start.is_some()),
            _ => None,
        }
    }

    pub fn is_table(&self) -> bool {
        matches!(self.tag(), Some(Tag::Table(_)))
    }

    /// Whether it stands on lines of its own.
    pub fn is_block(&self) -> bool {
        !matches!(
            self.tag(),
            None | Some(
                Tag::Emphasis
                    | Tag::Strong
                    | Tag::Strikethrough
                    | Tag::Link { .. }
                    | Tag::Image { .. }
            )
        )
    }

    /// Its words without markup; line breaks are spaces.
    pub fn text(&self) -> String {
        text_of(std::slice::from_ref(self))
    }

    fn write_text(&self, text: &mut String) {
        match &self.event {
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
        for child in &self.children {
            child.write_text(text);
        }
        if self.is_block() && !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
    }

    /// Calls `visit` for this node and everything inside it, in the order of the file.
    pub fn walk<'n>(&'n self, visit: &mut impl FnMut(&'n Self)) {
        visit(self);
        for child in &self.children {
            child.walk(visit);
        }
    }
}

/// The words of several nodes without markup.
pub(crate) fn text_of(nodes: &[Node]) -> String {
    let mut text = String::new();
    for node in nodes {
        node.write_text(&mut text);
    }
    text.trim().to_owned()
}

/// The address of a heading within its file, as code hosts make it: `Tell Noor` → `tell-noor`.
pub(crate) fn slug(heading: &str) -> String {
    heading
        .trim()
        .chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            ' ' => Some('-'),
            '-' | '_' => Some(c),
            c if c.is_alphanumeric() => Some(c),
            _ => None,
        })
        .collect()
}

/// Whether this may be an id: lowercase letters, digits and single hyphens.
pub(crate) fn is_slug(id: &str) -> bool {
    id.len() <= 64
        && id.split('-').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}
