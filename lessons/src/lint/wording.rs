//! Rules about words: W001 (banned wording), P001 (the student's own life) and W004 (fault).

use std::ops::Range;

use super::phrases::Passage;
use crate::{
    markdown::tree::Node,
    read::{source::Notes, world::Page},
};

/// W001 in every block of a file.
pub(crate) fn banned(nodes: &[Node], page: &Page, notes: &mut Notes) {
    for node in nodes {
        node.walk(&mut |node| {
            for text in texts(node) {
                banned_in(&Passage::of(text), page, notes);
            }
        });
    }
}

/// W001 in a value of front matter.
pub(crate) fn banned_text(text: &str, span: &Range<usize>, page: &Page, notes: &mut Notes) {
    banned_in(&Passage::of_text(text, span), page, notes);
}

fn banned_in(passage: &Passage, page: &Page, notes: &mut Notes) {
    let words = &page.world.registry.words;
    for hit in page.world.phrases.banned(words, page.band, passage) {
        let banned = &words.banned[hit.row];
        notes.error(
            "W001",
            &hit.span,
            format!("“{}” is not used here: {}", banned.phrase, banned.reason),
            format!("Instead: {}", banned.instead),
        );
    }
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

/// The running texts of a block: its inlines, cut where another block stands between them.
fn texts<'n, 't>(block: &'n Node<'t>) -> impl Iterator<Item = &'n [Node<'t>]> {
    let runs = block.children.split(Node::is_block);
    runs.filter(|run| block.is_block() && !run.is_empty())
}
