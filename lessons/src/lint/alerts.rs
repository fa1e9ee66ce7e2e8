//! A001: alerts are of a known kind, stand at the top level, and staff kinds in staff files.

use pulldown_cmark::{Event, Tag};

use crate::{
    lesson::Callout,
    markdown::tree::Node,
    read::{near::did_you_mean, source::Notes, world::Page},
};

const KINDS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

pub(crate) fn check(nodes: &[Node], page: &Page, notes: &mut Notes) {
    for node in nodes {
        check_node(node, true, page, notes);
    }
}

fn check_node(node: &Node, at_top: bool, page: &Page, notes: &mut Notes) {
    if let Some(kind) = node.alert() {
        let callout = Callout::from(kind);
        let span = node.span.start..node.span.start + first_line(node, notes).len();
        if !at_top {
            notes.error(
                "A001",
                &span,
                "an alert stands inside a list or a quote",
                "Move it to the left margin; inside an item use a plain quote.",
            );
        } else if page.audience.is_student() && !callout.is_for_students() {
            notes.error(
                "A001",
                &span,
                format!(
                    "{} is for staff, and students read this file",
                    callout.name().to_uppercase()
                ),
                "Move it to guide.md, or use NOTE or TIP.",
            );
        }
    } else if node.is_quote() {
        check_quote(node, notes);
    }
    for child in &node.children {
        if child.is_block() {
            check_node(child, false, page, notes);
        }
    }
}

/// A plain quote that was meant as an alert: its first line has a marker, but not a right one.
fn check_quote(node: &Node, notes: &mut Notes) {
    let line = first_line(node, notes);
    let text = line.trim_start_matches(['>', ' ']);
    let Some((kind, rest)) = text
        .strip_prefix("[!")
        .and_then(|text| text.split_once(']'))
    else {
        return;
    };
    if rest.starts_with('(') || !begins_with_text(node) {
        return;
    }
    let span = node.span.start..node.span.start + line.len();
    let (kind, rest) = (kind.to_uppercase(), rest.trim());
    if !KINDS.contains(&kind.as_str()) {
        let otherwise = format!("The kinds are {}.", KINDS.join(", "));
        notes.error(
            "A001",
            &span,
            format!("unknown alert kind `{kind}`"),
            did_you_mean(&kind, KINDS, otherwise),
        );
    } else if !rest.is_empty() {
        notes.error(
            "A001",
            &span,
            "text stands on the alert's marker line",
            "Leave `[!…]` alone on its line and write the text below it.",
        );
    }
}

/// Whether the quote opens with running text, so that a bracket there is a failed marker.
fn begins_with_text(node: &Node) -> bool {
    let first = node.children.first();
    first.is_some_and(|block| {
        block.is_paragraph()
            && matches!(
                block.children.first().map(|inline| &inline.event),
                Some(Event::Text(_) | Event::Start(Tag::Link { .. }))
            )
    })
}

fn first_line<'s>(node: &Node, notes: &Notes<'s>) -> &'s str {
    let text = notes.source.slice(&node.span);
    text.lines().next().unwrap_or_default().trim_end()
}
