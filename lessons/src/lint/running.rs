//! One block's running text: its inlines joined, and where each part of it stands in the file.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::markdown::tree::Node;

/// The words of a block without its markup.
#[derive(Debug, Default)]
pub(crate) struct Running {
    pub text: String,
    /// Where each piece of text begins here, and where it stands in the file.
    pieces: Vec<(usize, Range<usize>)>,
}

impl Running {
    pub fn of(nodes: &[Node]) -> Self {
        let mut running = Self::default();
        for node in nodes {
            node.walk(&mut |node| match &node.event {
                Event::Text(part) | Event::Code(part) => {
                    running.pieces.push((running.text.len(), node.span.clone()));
                    running.text.push_str(part);
                }
                Event::SoftBreak | Event::HardBreak => running.text.push(' '),
                _ => {}
            });
        }
        running
    }

    /// Leaves out the first `length` bytes, which keep their place.
    pub fn skip(&mut self, length: usize) {
        let blank = " ".repeat(length.min(self.text.len()));
        self.text.replace_range(..blank.len(), &blank);
    }

    /// The bytes of the file between the first and the last letter of `range`.
    pub fn place(&self, range: &Range<usize>) -> Range<usize> {
        let last = range.end.saturating_sub(1).max(range.start);
        let (from, to) = (self.at(range.start), self.at(last) + 1);
        from..to.max(from)
    }

    fn at(&self, offset: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, _)| *start <= offset);
        let piece = piece
            .checked_sub(1)
            .and_then(|piece| self.pieces.get(piece));
        piece.map_or(0, |(start, span)| {
            (span.start + (offset - start)).min(span.end)
        })
    }
}

/// The running texts of a block: its inlines, cut where another block stands between them.
pub(crate) fn texts<'n, 't>(block: &'n Node<'t>) -> impl Iterator<Item = &'n [Node<'t>]> {
    let runs = block.children.split(Node::is_block);
    runs.filter(|run| block.is_block() && !run.is_empty())
}
