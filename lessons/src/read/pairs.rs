//! *Match* and *Put in order*: what is written is right, and is shuffled where it is shown.

use std::{collections::BTreeSet, ops::Range};

use pulldown_cmark::Event;

use super::{outline::Heading, source::Notes, world::Page};
use crate::{
    check::Body,
    markdown::{
        render::{inline, render},
        tree::Node,
    },
};

const SIZES: std::ops::RangeInclusive<usize> = 3..=6;

/// Reads the table of a *Match* and the feedback below it.
pub(crate) fn read_match(
    heading: &Heading,
    nodes: &[Node],
    page: &Page,
    notes: &mut Notes,
) -> (usize, Option<Body>) {
    let Some(table) = nodes.first().filter(|node| node.is_table()) else {
        let help = "Put a table with two columns right below the heading.";
        notes.error("C003", &heading.span(), "the table is missing", help);
        return (0, None);
    };
    let rows: Vec<_> = table.children.iter().collect();
    let mut faults = Vec::new();
    let columns = rows.first().map_or(0, |head| head.children.len());
    if columns != 2 {
        let message = format!("the table has {columns} columns, it needs 2");
        faults.push((rows.first().map_or(&table.span, |head| &head.span), message));
    } else {
        let pairs = rows.len() - 1;
        if !SIZES.contains(&pairs) {
            faults.push((
                &table.span,
                format!("there are {pairs} pairs, it needs 3 to 6"),
            ));
        }
        let mut seen = [BTreeSet::new(), BTreeSet::new()];
        for row in &rows {
            for (cell, seen) in row.children.iter().zip(&mut seen) {
                let text = cell.text();
                if text.is_empty() {
                    faults.push((&row.span, "a cell is empty".to_owned()));
                } else if !seen.insert(text.to_lowercase()) {
                    faults.push((&row.span, format!("“{text}” stands here twice")));
                }
            }
        }
    }
    for (span, message) in &faults {
        let help = "A match is a table of two columns, a heading row and 3 to 6 different pairs.";
        notes.error("C003", span, message, help);
    }
    let (used, feedback) = feedback(heading, &nodes[1..], page, notes);
    let cells = |row: &Node| match row.children.as_slice() {
        [left, right] => Some((inline(left, page), inline(right, page))),
        _ => None,
    };
    let body = match (faults.is_empty(), rows.split_first(), feedback) {
        (true, Some((head, rows)), Some(feedback)) => cells(head).map(|headings| Body::Match {
            headings,
            pairs: rows.iter().filter_map(|row| cells(row)).collect(),
            feedback,
        }),
        _ => None,
    };
    (1 + used, body)
}

/// Reads the numbered list of a *Put in order* and the feedback below it.
pub(crate) fn read_order(
    heading: &Heading,
    nodes: &[Node],
    page: &Page,
    notes: &mut Notes,
) -> (usize, Option<Body>) {
    let Some(list) = nodes.first().filter(|node| node.list() == Some(true)) else {
        let help = "Put a list with `1.`, `2.`, `3.` right below the heading, in the right order.";
        notes.error(
            "C003",
            &heading.span(),
            "the numbered list is missing",
            help,
        );
        return (0, None);
    };
    let mut faults: Vec<(&Range<usize>, String)> = Vec::new();
    let items = &list.children;
    if !SIZES.contains(&items.len()) {
        let message = format!("there are {} items, it needs 3 to 6", items.len());
        faults.push((&heading.node.span, message));
    }
    let mut seen = BTreeSet::new();
    for item in items {
        let text = item.text();
        if text.is_empty() {
            faults.push((&item.span, "an item is blank".into()));
        } else if !seen.insert(text.to_lowercase()) {
            faults.push((&item.span, "an item stands here twice".into()));
        }
        if let Some(stray) = item.children.iter().find(|child| is_stray(child)) {
            faults.push((&stray.span, "this does not belong into an item".into()));
        }
    }
    for (span, message) in &faults {
        let help = "An order is a numbered list of 3 to 6 different lines, as they are right.";
        notes.error("C003", span, message, help);
    }
    let (used, feedback) = feedback(heading, &nodes[1..], page, notes);
    let body = match (faults.is_empty(), feedback) {
        (true, Some(feedback)) => Some(Body::PutInOrder {
            items: items.iter().map(|item| item_text(item, page)).collect(),
            feedback,
        }),
        _ => None,
    };
    (1 + used, body)
}

fn is_stray(node: &Node) -> bool {
    (node.is_block() && !node.is_paragraph()) || matches!(node.event, Event::TaskListMarker(_))
}

/// A list with empty lines between its items wraps each text in a paragraph.
fn item_text(item: &Node, page: &Page) -> String {
    match item.children.as_slice() {
        [paragraph] if paragraph.is_paragraph() => inline(paragraph, page),
        _ => inline(item, page),
    }
}

/// The quote right below the body.
fn feedback(
    heading: &Heading,
    nodes: &[Node],
    page: &Page,
    notes: &mut Notes,
) -> (usize, Option<String>) {
    match nodes.first() {
        Some(quote) if quote.is_quote() && !quote.text().is_empty() => {
            (1, Some(render(&quote.children, page)))
        }
        _ => {
            let help = "Put a line `> …` below it, after an empty line.";
            notes.error("C003", &heading.span(), "the check has no feedback", help);
            (0, None)
        }
    }
}
