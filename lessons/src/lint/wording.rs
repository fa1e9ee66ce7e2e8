//! Rules about words: W001 (banned wording), W002 (preferred wording), P001 (the student's own life)
//! and W004 (fault).

use std::ops::Range;

use pulldown_cmark::{HeadingLevel, Tag};

use super::{phrases::Passage, running::texts};
use crate::{
    markdown::tree::Node,
    read::{
        keywords::before,
        outline::same,
        source::Notes,
        world::{Audience, Page},
    },
};

/// W001 and W002 in every block of a file.
pub(crate) fn check(nodes: &[Node], page: &Page, notes: &mut Notes) {
    let avoided = avoided(nodes, page);
    for node in nodes {
        node.walk(&mut |node| {
            for text in texts(node) {
                check_passage(&Passage::of(text), &avoided, page, notes);
            }
        });
    }
}

/// W001 and W002 in a value of front matter.
pub(crate) fn check_text(text: &str, span: &Range<usize>, page: &Page, notes: &mut Notes) {
    check_passage(&Passage::of_text(text, span), &[], page, notes);
}

fn check_passage(passage: &Passage, avoided: &[Range<usize>], page: &Page, notes: &mut Notes) {
    let (words, phrases) = (&page.world.registry.words, &page.world.phrases);
    let hits = phrases.banned(words, page.band, passage);
    for hit in &hits {
        let banned = &words.banned[hit.row];
        notes.error(
            "W001",
            &hit.span,
            format!("“{}” is not used here: {}", banned.phrase, banned.reason),
            format!("Instead: {}", banned.instead),
        );
    }
    for hit in phrases.prefer(passage, &hits) {
        let prefer = &words.prefer[hit.row];
        if avoided.iter().all(|cell| !cell.contains(&hit.span.start)) {
            let message = format!("“{}” has a better word: {}", prefer.phrase, prefer.reason);
            let help = format!("Better: {}", prefer.instead);
            notes.warning("W002", &hit.span, message, help);
        }
    }
}

/// Where a guide lists the words to avoid, which it can only do by naming them: the cells behind the
/// first one, in its section of words.
fn avoided(nodes: &[Node], page: &Page) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    if page.audience != Audience::Staff {
        return cells;
    }
    let name = page.world.keywords.guide.before[before::WORDS];
    let mut within = false;
    for node in nodes {
        if node.heading() == Some(HeadingLevel::H2) {
            within = same(&node.text(), name);
        } else if within && node.is_table() {
            let rows = node.children.iter();
            let rows = rows.filter(|row| matches!(row.tag(), Some(Tag::TableRow)));
            cells.extend(rows.flat_map(|row| row.children.iter().skip(1).map(|c| c.span.clone())));
        }
    }
    cells
}

/// P001 in one prompt of a check, given the block or the inlines that hold it.
pub(crate) fn own_history(nodes: &[Node], page: &Page, notes: &mut Notes) {
    let passage = Passage::of(nodes);
    if let Some(hit) = page.world.phrases.own_history(&passage).first() {
        notes.error(
            "P001",
            &hit.span,
            "a prompt asks about the student's own life",
            "Ask about a made-up person: “What could Sam do?”",
        );
    }
}

/// Whether one of the blocks says whose fault it is not.
pub(crate) fn says_never_fault(nodes: &[Node], page: &Page) -> bool {
    let mut found = false;
    for node in nodes {
        node.walk(&mut |node| {
            let says = |text| page.world.phrases.never_fault(&Passage::of(text));
            found = found || texts(node).any(says);
        });
    }
    found
}
