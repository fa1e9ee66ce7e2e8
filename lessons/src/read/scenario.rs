//! A *Scenario*: an opening, then blocks under `####` headings that end with an arrow.
//!
//! A block that an earlier block leads to is a consequence and is not offered as a first choice.

use std::{collections::BTreeSet, ops::Range};

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag};

use super::{near::did_you_mean, outline, outline::Heading, source::Notes, world::Page};
use crate::{
    check::{Body, Branch, Next},
    lint::wording::own_history,
    markdown::{
        render::render,
        tree::{Node, slug, text_of},
    },
};

/// Nobody can keep more in mind; the limit also keeps following the paths quick.
const MOST_BLOCKS: usize = 12;

/// One block of the scenario while its paths are checked.
struct Block<'n, 't> {
    label: String,
    anchor: String,
    /// Its heading's line.
    span: Range<usize>,
    body: &'n [Node<'t>],
    /// The body without its arrow.
    text: Vec<Node<'t>>,
    next: Next,
    next_span: Range<usize>,
}

/// Reads everything up to the next heading of a check or a step.
pub(crate) fn read(
    heading: &Heading,
    nodes: &[Node],
    page: &Page,
    notes: &mut Notes,
) -> (usize, Option<Body>) {
    let end = nodes
        .iter()
        .position(|node| {
            node.heading()
                .is_some_and(|level| level <= HeadingLevel::H3)
        })
        .unwrap_or(nodes.len());
    let nodes = &nodes[..end];
    let (opening, sections) = outline::split(nodes, HeadingLevel::H4, notes);
    own_history(opening, page, notes);
    let blocks: Vec<_> = sections
        .into_iter()
        .map(|section| block(section.heading, section.body, page, notes))
        .collect();
    if !paths_are_sound(heading, &blocks, page, notes) {
        return (end, None);
    }
    let first = first_choices(&blocks);
    let branches = blocks
        .into_iter()
        .zip(first)
        .map(|(block, first)| Branch {
            html: render(&block.text, page),
            anchor: block.anchor,
            label: block.label,
            next: block.next,
            first,
        })
        .collect();
    let opening = render(opening, page);
    (end, Some(Body::Scenario { opening, branches }))
}

fn block<'n, 't>(
    heading: Heading,
    body: &'n [Node<'t>],
    page: &Page,
    notes: &mut Notes,
) -> Block<'n, 't> {
    let mut text = body.to_vec();
    let span = heading.span();
    let mut next_span = span.clone();
    let mut next = Next::End;
    if let Some(last) = text.last_mut()
        && last.is_paragraph()
        && let Some(arrow) = arrow_of(last)
    {
        next_span = last.children[arrow].span.clone();
        next = cut_arrow(last, arrow, page, notes);
    }
    if text
        .last()
        .is_some_and(|last| last.is_paragraph() && last.text().is_empty())
    {
        text.pop();
    }
    Block {
        anchor: slug(&heading.text),
        label: heading.text,
        span,
        body,
        text,
        next,
        next_span,
    }
}

/// The last inline of a paragraph that holds an arrow.
fn arrow_of(paragraph: &Node) -> Option<usize> {
    paragraph
        .children
        .iter()
        .rposition(|inline| matches!(&inline.event, Event::Text(text) if text.contains('→')))
}

/// Takes the arrow and what follows out of the paragraph and says where it leads.
fn cut_arrow(paragraph: &mut Node, arrow: usize, page: &Page, notes: &mut Notes) -> Next {
    let after = paragraph.children.split_off(arrow + 1);
    let mut tail = String::new();
    if let Some(last) = paragraph.children.last_mut()
        && let Event::Text(text) = &last.event
        && let Some((before, rest)) = text.rsplit_once('→')
    {
        tail = rest.trim().to_owned();
        let arrow_start = last.span.start + before.len();
        let before = before.trim_end().to_owned();
        last.event = Event::Text(CowStr::from(before));
        last.span.end = arrow_start.clamp(last.span.start, last.span.end);
    }
    let link = after.iter().find_map(|inline| match &inline.event {
        Event::Start(Tag::Link { dest_url, .. }) => Some((inline, dest_url)),
        _ => None,
    });
    let at_end = tail.trim_end_matches('.') == page.world.keywords.end && after.is_empty();
    match link {
        _ if at_end => Next::End,
        Some((link, address)) if tail.is_empty() && address.starts_with('#') => Next::Branch {
            anchor: address[1..].to_owned(),
            label: text_of(&link.children),
        },
        _ => {
            let end = page.world.keywords.end;
            notes.error(
                "C004",
                &paragraph.span,
                "the arrow leads nowhere",
                format!("End the block with `→ {end}` or `→ [label](#anchor)`."),
            );
            Next::End
        }
    }
}

/// C004, rule by rule.
fn paths_are_sound(heading: &Heading, blocks: &[Block], page: &Page, notes: &mut Notes) -> bool {
    let mut sound = true;
    let mut fault = |span: &Range<usize>, message: String, help: String| {
        notes.error("C004", span, message, help);
        sound = false;
    };
    if blocks.len() < 2 {
        let help = "Write each choice as a heading `#### …` with what follows from it.".to_owned();
        fault(
            &heading.span(),
            "a scenario needs two choices or more".into(),
            help,
        );
    }
    if blocks.len() > MOST_BLOCKS {
        let message = format!(
            "the scenario has {} blocks, at most {MOST_BLOCKS} fit",
            blocks.len()
        );
        fault(&heading.span(), message, "Tell a shorter story.".into());
        return false;
    }
    let mut anchors = BTreeSet::new();
    for block in blocks {
        if !anchors.insert(block.anchor.as_str()) {
            let message = format!("nobody can reach this second “{}”", block.label);
            fault(&block.span, message, "Give it words of its own.".into());
        }
        if text_of(&block.text).is_empty() {
            fault(
                &block.span,
                "this choice has no consequence".into(),
                "Say what happens.".into(),
            );
        }
    }
    let mut known = true;
    for block in blocks {
        if let Next::Branch { anchor, .. } = &block.next
            && !anchors.contains(anchor.as_str())
        {
            let near = did_you_mean(anchor, anchors.iter().copied(), "Link one of its headings.");
            fault(
                &block.next_span,
                format!("no block here is `#{anchor}`"),
                near,
            );
            known = false;
        }
    }
    if known {
        if let Some(block) = blocks.iter().find(|block| runs_in_circles(block, blocks)) {
            let help = "Let one of the blocks of the circle end, or lead out of it.".to_owned();
            fault(
                &block.span,
                "from here the story runs in a circle".into(),
                help,
            );
        }
        if blocks.len() > 1 && !blocks.iter().any(|block| shows_help(block, page)) {
            let help = "Let somebody in one of the choices be told, or help.".to_owned();
            fault(&heading.span(), "no choice reaches help".into(), help);
        }
    }
    sound
}

fn follow<'b, 'n, 't>(block: &Block, blocks: &'b [Block<'n, 't>]) -> Option<&'b Block<'n, 't>> {
    match &block.next {
        Next::End => None,
        Next::Branch { anchor, .. } => blocks.iter().find(|other| other.anchor == *anchor),
    }
}

/// Whether the path from this block comes back to it.
fn runs_in_circles(block: &Block, blocks: &[Block]) -> bool {
    let mut here = follow(block, blocks);
    for _ in 0..blocks.len() {
        match here {
            None => return false,
            Some(other) if other.anchor == block.anchor => return true,
            Some(other) => here = follow(other, blocks),
        }
    }
    false
}

/// Whether a block names help: the help page, or somebody who is told or helps.
fn shows_help(block: &Block, page: &Page) -> bool {
    let text = format!("{} {}", block.label, text_of(block.body)).to_lowercase();
    let mut words = text.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    words.any(|word| page.world.keywords.help_words.contains(&word))
}

/// Which blocks are offered first: all but those that an earlier one leads to. If that left fewer
/// than two choices, there would be nothing to choose, and all are offered.
fn first_choices(blocks: &[Block]) -> Vec<bool> {
    let mut reached = BTreeSet::new();
    let mut first = Vec::with_capacity(blocks.len());
    for block in blocks {
        first.push(!reached.contains(block.anchor.as_str()));
        if let Next::Branch { anchor, .. } = &block.next {
            reached.insert(anchor.as_str());
        }
    }
    if first.iter().filter(|&&first| first).count() < 2 {
        first.fill(true);
    }
    first
}
