//! Headings: their words, ids and minutes, and the sections that they open.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel};

use super::{front_matter::At, keywords::Keywords, source::Notes};
use crate::markdown::tree::{Node, is_slug, text_of};

/// A heading taken apart.
#[derive(Debug)]
pub(crate) struct Heading<'n, 't> {
    pub node: &'n Node<'t>,
    /// Without its comment.
    pub text: String,
    /// From `<!-- id: … -->`; only a right one.
    pub id: Option<At<String>>,
}

/// A heading and everything up to the next one of its level.
#[derive(Debug)]
pub(crate) struct Section<'n, 't> {
    pub heading: Heading<'n, 't>,
    pub body: &'n [Node<'t>],
}

impl<'n, 't> Heading<'n, 't> {
    pub fn of(node: &'n Node<'t>, notes: &mut Notes) -> Self {
        let mut id = None;
        for child in &node.children {
            let Event::InlineHtml(comment) = &child.event else {
                continue;
            };
            let inner = comment
                .trim_start_matches("<!--")
                .trim_end_matches("-->")
                .trim();
            let Some(value) = inner.strip_prefix("id:").map(str::trim) else {
                notes.error(
                    "F010",
                    &child.span,
                    "a comment that is no id stands in a heading",
                    "Only `<!-- id: … -->` may stand there.",
                );
                continue;
            };
            if is_slug(value) {
                id = Some(At {
                    value: value.to_owned(),
                    span: child.span.clone(),
                });
            } else {
                notes.error(
                    "F010",
                    &child.span,
                    format!("`{value}` cannot be an id"),
                    "Use lowercase letters, digits and hyphens.",
                );
                id = None;
            }
        }
        Self {
            node,
            text: text_of(&node.children),
            id,
        }
    }

    /// The line, without what follows it.
    pub fn span(&self) -> Range<usize> {
        self.node.span.clone()
    }
}

/// Where what is missing from a file is reported: its title, or its first words.
pub(crate) fn title_span(nodes: &[Node]) -> Range<usize> {
    let title = nodes
        .iter()
        .find(|node| node.heading() == Some(HeadingLevel::H1));
    title
        .or(nodes.first())
        .map_or(0..1, |node| node.span.clone())
}

/// Splits at the headings of one level; the first part is what stands before any of them.
pub(crate) fn split<'n, 't>(
    nodes: &'n [Node<'t>],
    level: HeadingLevel,
    notes: &mut Notes,
) -> (&'n [Node<'t>], Vec<Section<'n, 't>>) {
    let opens = |node: &Node| node.heading() == Some(level);
    let starts: Vec<usize> = (0..nodes.len()).filter(|&at| opens(&nodes[at])).collect();
    let before = &nodes[..starts.first().copied().unwrap_or(nodes.len())];
    let ends = starts.iter().skip(1).copied().chain([nodes.len()]);
    let sections = starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| Section {
            heading: Heading::of(&nodes[start], notes),
            body: &nodes[start + 1..end],
        })
        .collect();
    (before, sections)
}

/// Splits `Sort it together (5 min)` into title and minutes.
pub(crate) fn timed<'h>(text: &'h str, keywords: &Keywords) -> Option<(&'h str, u32)> {
    let (title, minutes) = text.strip_suffix(')')?.rsplit_once('(')?;
    let minutes = minutes.trim().strip_suffix(keywords.minutes)?.trim();
    Some((title.trim(), minutes.parse().ok()?))
}

/// Whether two headings are the same words; kinds of apostrophes and letter case do not count.
pub(crate) fn same(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.replace('’', "'").to_lowercase();
    one == other || plain(one) == plain(other)
}

/// `1 line`, `2 lines`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// F010 for rules and headings that are drawn with hyphens.
pub(crate) fn check_rules(nodes: &[Node], notes: &mut Notes) {
    for node in nodes {
        node.walk(&mut |node| {
            let text = notes.source.slice(&node.span);
            let help = "Write `***`; a line of hyphens is taken for front matter elsewhere.";
            if node.event == Event::Rule && text.trim_start().starts_with('-') {
                notes.error("F010", &node.span, "a rule is written with hyphens", help);
            } else if node.heading().is_some() && !text.starts_with('#') {
                let line = text.trim_end().rfind('\n').map_or(0, |at| at + 1);
                let start = node.span.start + line;
                let end = node.span.start + text.trim_end().len();
                notes.error(
                    "F010",
                    &(start..end),
                    "a line below a text makes it a heading",
                    "Put an empty line between, or write the heading with `#`.",
                );
            }
        });
    }
}
