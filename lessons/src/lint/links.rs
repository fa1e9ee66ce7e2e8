//! X001 (links and pictures), F009 (glossary words) and H001 (helplines that a link names).

use std::{collections::BTreeSet, ops::Range};

use pulldown_cmark::{Event, HeadingLevel, Tag};

use crate::{
    markdown::{
        links::{Target, resolve},
        tree::{Node, slug, text_of},
    },
    read::{
        near::did_you_mean,
        source::Notes,
        world::{Audience, Page},
    },
    registry::LineStatus,
};

pub(crate) fn check(nodes: &[Node], page: &Page, notes: &mut Notes) {
    let anchors = anchors(nodes, page.audience);
    // Where an arrow leads is the scenario's business: C004.
    let mut arrow = false;
    for node in nodes {
        node.walk(&mut |node| {
            if node.is_block() {
                arrow = node.is_paragraph() && node.text().contains('→');
            }
            match &node.event {
                _ if notes.is_full() => {}
                Event::Start(Tag::Link { dest_url, .. }) if arrow && dest_url.starts_with('#') => {}
                Event::Start(Tag::Link { dest_url, .. }) => {
                    check_link(dest_url, &node.span, &anchors, page, notes);
                }
                Event::Start(Tag::Image { dest_url, .. }) => {
                    check_picture(node, dest_url, page, notes);
                }
                Event::Text(text) if page.audience.is_student() => {
                    check_text(text, &node.span, notes);
                }
                _ => {}
            }
        });
    }
}

/// The headings that are an address on the page: a scenario's choices, a guide's sections.
fn anchors(nodes: &[Node], audience: Audience) -> BTreeSet<String> {
    let level = match audience {
        Audience::Students => HeadingLevel::H4,
        Audience::Staff => HeadingLevel::H2,
        Audience::Families => return BTreeSet::new(),
    };
    let headings = nodes.iter().filter(|node| node.heading() == Some(level));
    headings.map(|node| slug(&node.text())).collect()
}

fn check_link(
    link: &str,
    span: &Range<usize>,
    anchors: &BTreeSet<String>,
    page: &Page,
    notes: &mut Notes,
) {
    match resolve(link, page.source, page.world) {
        Target::Word(_) | Target::Page(_) | Target::Help(None) => {}
        Target::Help(Some(id)) => check_helpline(&id, span, page, notes),
        Target::Anchor(anchor) if anchors.contains(&anchor) => {}
        Target::Anchor(anchor) => {
            let help = "Students' steps are pages of their own: link a choice of a scenario; in a guide, a section.";
            let near = did_you_mean(&anchor, anchors.iter().map(String::as_str), help);
            notes.error(
                "X001",
                span,
                format!("no heading that can be linked is `#{anchor}`"),
                near,
            );
        }
        Target::Web if !page.audience.is_student() => {}
        Target::Print(_) if page.audience == Audience::Staff => {}
        Target::Web => notes.error(
            "X001",
            span,
            "students read this file, and the link leads outside the school",
            "Take it out, or link the [Help page](help:).",
        ),
        Target::UnknownWord(word) => {
            let words = page.world.glossary.iter().map(String::as_str);
            notes.error(
                "F009",
                span,
                format!("the glossary has no word `{word}`"),
                did_you_mean(&word, words, "Add it to glossary.md as a heading."),
            );
        }
        Target::Missing | Target::Picture(_) | Target::Print(_) => notes.error(
            "X001",
            span,
            format!("`{link}` leads to no page"),
            "Link a lesson's folder, its family.md, a shared page or a word of glossary.md.",
        ),
        Target::Forbidden => notes.error(
            "X001",
            span,
            format!("`{link}` is no address that a page may carry"),
            "Link a file of the curriculum, or `help:`.",
        ),
    }
}

fn check_helpline(id: &str, span: &Range<usize>, page: &Page, notes: &mut Notes) {
    let lines = &page.world.registry.helplines;
    match lines.iter().find(|line| line.id == id) {
        None => notes.error(
            "H001",
            span,
            format!("no helpline has the id `{id}`"),
            did_you_mean(
                id,
                lines.iter().map(|line| &*line.id),
                "Link the whole page with `help:`.",
            ),
        ),
        Some(line) if line.status == LineStatus::Unverified => notes.error(
            "H001",
            span,
            format!("the helpline `{id}` is not verified, so nobody is shown it"),
            "Verify its row in registry/helplines.toml, or link the whole page with `help:`.",
        ),
        Some(_) => {}
    }
}

fn check_picture(node: &Node, link: &str, page: &Page, notes: &mut Notes) {
    let alt = text_of(&node.children);
    if alt.split_whitespace().count() < 3 {
        notes.error(
            "X001",
            &node.span,
            "a picture has no text of three words or more in its place",
            "Say between the brackets what it shows.",
        );
    }
    if !matches!(resolve(link, page.source, page.world), Target::Picture(_)) {
        let names: Vec<_> = page
            .world
            .pictures
            .iter()
            .map(|(_, name)| &**name)
            .collect();
        let wanted = link.split_once('#').map_or(link, |(_, name)| name);
        notes.error(
            "X001",
            &node.span,
            format!("`{link}` is none of the curriculum's pictures"),
            did_you_mean(
                wanted,
                names,
                "Use a symbol of the sprite, `…/pictures/pictures.svg#name`.",
            ),
        );
    }
}

/// An address that is written out is no link, but it still sends a student away.
fn check_text(text: &str, span: &Range<usize>, notes: &mut Notes) {
    let found = ["http://", "https://", "www."]
        .into_iter()
        .find_map(|sign| text.find(sign));
    if let Some(at) = found {
        let length = text[at..]
            .find(char::is_whitespace)
            .unwrap_or(text.len() - at);
        let start = (span.start + at).min(span.end);
        notes.error(
            "X001",
            &(start..start + length),
            "students read this file, and it prints an address outside the school",
            "Take it out, or link the [Help page](help:).",
        );
    }
}
