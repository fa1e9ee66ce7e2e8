//! The options of *Choose one*, *Choose all* and *True or false*: a task list with feedback in each
//! item.

use std::{collections::BTreeSet, ops::Range};

use pulldown_cmark::Event;

use super::{
    outline::{Heading, counted},
    source::Notes,
    world::Page,
};
use crate::{
    check::{Body, Choice, Kind},
    markdown::{
        render::render,
        tree::{Node, text_of},
    },
};

/// An item of the list taken apart.
struct Item<'n, 't> {
    /// Its first line.
    span: Range<usize>,
    /// `None` if it has no box.
    right: Option<bool>,
    text: Vec<Node<'t>>,
    feedback: Option<&'n Node<'t>>,
    /// The first thing that belongs in no option.
    stray: Option<&'n Node<'t>>,
}

/// Reads the list below a check's heading.
pub(crate) fn read(
    kind: Kind,
    heading: &Heading,
    nodes: &[Node],
    page: &Page,
    notes: &mut Notes,
) -> (usize, Option<Body>) {
    let Some(list) = nodes.first().filter(|node| node.list().is_some()) else {
        notes.error(
            "C002",
            &heading.span(),
            "the options are missing",
            "Put a list such as `1. [x] …` right below the heading, with a `>` quote in each item.",
        );
        return (0, None);
    };
    let items: Vec<_> = list.children.iter().map(item).collect();
    let faults = Faults {
        kind,
        heading,
        items: &items,
    };
    if faults.note(page, notes) > 0 {
        return (1, None);
    }
    let mut choices: Vec<_> = items
        .iter()
        .map(|item| Choice {
            text: render(&item.text, page),
            right: item.right == Some(true),
            feedback: item
                .feedback
                .map(|quote| render(&quote.children, page))
                .unwrap_or_default(),
        })
        .collect();
    let body = match kind {
        Kind::ChooseAll => Body::ChooseAll(choices),
        Kind::TrueOrFalse => {
            let truth = page.world.keywords.truth[0];
            choices.sort_by_key(|choice| choice.text != truth);
            Body::TrueOrFalse(choices)
        }
        _ => Body::ChooseOne(choices),
    };
    (1, Some(body))
}

fn item<'n, 't>(node: &'n Node<'t>) -> Item<'n, 't> {
    let mut item = Item {
        span: node.span.clone(),
        right: None,
        text: Vec::new(),
        feedback: None,
        stray: None,
    };
    for (at, child) in node.children.iter().enumerate() {
        let inlines = match child {
            // A list with empty lines between its items wraps each text in a paragraph.
            _ if child.is_paragraph() && at == 0 => child.children.as_slice(),
            _ if !child.is_block() => std::slice::from_ref(child),
            _ if child.is_quote() && item.feedback.is_none() => {
                item.feedback = Some(child);
                continue;
            }
            _ => {
                item.stray = item.stray.or(Some(child));
                continue;
            }
        };
        if item.feedback.is_some() {
            item.stray = item.stray.or(Some(child));
            continue;
        }
        for inline in inlines {
            match inline.event {
                Event::TaskListMarker(right) => item.right = Some(right),
                _ => item.text.push(inline.clone()),
            }
        }
    }
    item
}

/// C002, rule by rule.
struct Faults<'n, 'h, 't> {
    kind: Kind,
    heading: &'h Heading<'n, 't>,
    items: &'h [Item<'n, 't>],
}

impl Faults<'_, '_, '_> {
    /// Notes everything that is wrong and counts it.
    fn note(&self, page: &Page, notes: &mut Notes) -> usize {
        let mut faults = 0;
        let mut fault = |span: &Range<usize>, message: String, help: &str| {
            notes.error("C002", span, message, help);
            faults += 1;
        };
        let (least, most) = match self.kind {
            Kind::ChooseAll => (3, 7),
            Kind::TrueOrFalse => (2, 2),
            _ => (2, 5),
        };
        let count = self.items.len();
        if !(least..=most).contains(&count) {
            let wanted = if least == most {
                "2".to_owned()
            } else {
                format!("{least} to {most}")
            };
            let message = format!(
                "the check has {}, it needs {wanted}",
                counted(count, "option")
            );
            fault(&self.heading.span(), message, "Add or take out options.");
        }
        let mut texts = BTreeSet::new();
        for item in self.items {
            let text = text_of(&item.text);
            let blank = text.is_empty() || matches!(text.as_str(), "[ ]" | "[x]" | "[X]" | "[]");
            if blank {
                fault(
                    &item.span,
                    "an option is blank".into(),
                    "Write what can be chosen.",
                );
                continue;
            }
            if item.right.is_none() {
                let help = "Begin it with `[ ]` or, if it is right, with `[x]`.";
                fault(&item.span, "an option has no box".into(), help);
            }
            if item.feedback.is_none_or(|quote| quote.text().is_empty()) {
                let help = "Put a line `> …` below it, indented as far as its text.";
                fault(&item.span, "an option has no feedback".into(), help);
            }
            if let Some(stray) = item.stray {
                let help = "An option is one text and one quote below it.";
                fault(
                    &stray.span,
                    "this does not belong into an option".into(),
                    help,
                );
            }
            if !texts.insert(text.to_lowercase()) {
                fault(
                    &item.span,
                    "an option stands here twice".into(),
                    "Change one of the two.",
                );
            }
        }
        self.note_right(page, &mut fault);
        faults
    }

    fn note_right(&self, page: &Page, fault: &mut impl FnMut(&Range<usize>, String, &str)) {
        let right = self
            .items
            .iter()
            .filter(|item| item.right == Some(true))
            .count();
        let count = self.items.len();
        let span = self.heading.span();
        match self.kind {
            Kind::ChooseAll if right == 0 => {
                fault(
                    &span,
                    "no option is right".into(),
                    "Mark those that are with `[x]`.",
                );
            }
            Kind::ChooseAll if right == count => {
                let help = "Leave at least one `[ ]`, or nothing has to be thought about.";
                fault(&span, "every option is right".into(), help);
            }
            Kind::ChooseAll => {}
            _ if right != 1 => {
                let message = format!(
                    "{} right, it has to be exactly one",
                    match right {
                        0 => "no option is".to_owned(),
                        right => format!("{right} options are"),
                    }
                );
                fault(
                    &span,
                    message,
                    "Mark the right one with `[x]`, all others with `[ ]`.",
                );
            }
            _ => {}
        }
        if self.kind == Kind::TrueOrFalse {
            let [truth, lie] = page.world.keywords.truth;
            for item in self.items {
                let text = text_of(&item.text);
                if text != truth && text != lie {
                    let message = format!("`{text}` is neither `{truth}` nor `{lie}`");
                    fault(
                        &item.span,
                        message,
                        "The two options are exactly these words.",
                    );
                }
            }
        }
    }
}
