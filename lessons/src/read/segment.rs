//! A guide's segments: the script for each step of the lesson, part by part.

use pulldown_cmark::{CowStr, Event, Tag};

use super::{
    guide::Beside,
    keywords::Keywords,
    near::nearest,
    outline::{self, Section, same},
    source::Notes,
    world::Page,
};
use crate::{
    guide::{Label, Part, SectionBody},
    lesson::Callout,
    markdown::{render::render, tree::Node},
};

/// Nobody can say more in one breath and still look at the class.
const LONGEST_SAY: usize = 60;

/// The title of a segment, if this heading opens one.
pub(crate) fn title<'h>(heading: &'h str, keywords: &Keywords) -> Option<&'h str> {
    let (word, title) = heading.split_once(':')?;
    same(word.trim(), keywords.guide.segment).then_some(title.trim())
}

/// G002 and G003: the segments are the lesson's steps, in its order and with its minutes.
pub(crate) fn compare(segments: &[&Section], lesson: Beside, page: &Page, notes: &mut Notes) {
    let Some(lesson) = lesson else {
        return;
    };
    for (at, segment) in segments.iter().enumerate() {
        let span = segment.heading.span();
        let text = title(&segment.heading.text, page.world.keywords).unwrap_or_default();
        let (name, minutes) = match outline::timed(text, page.world.keywords) {
            Some((name, minutes)) => (name, Some(minutes)),
            None => (text, None),
        };
        let Some(step) = lesson.steps.get(at) else {
            let message = format!("the lesson has no step “{name}”");
            notes.error("G002", &span, message, "Take the segment out.");
            continue;
        };
        if !same(name, &step.title) {
            let message = format!(
                "the segment is “{name}”, the lesson's step is “{}”",
                step.title
            );
            notes.error(
                "G002",
                &span,
                message,
                "Use the lesson's titles, in its order.",
            );
        } else if minutes != Some(step.minutes) {
            let message = format!("the lesson's step takes {} minutes", step.minutes);
            let help = format!("End the heading with `({} min)`.", step.minutes);
            notes.error("G003", &span, message, help);
        }
    }
    if let Some(step) = lesson.steps.get(segments.len()) {
        let span = segments.last().map_or(0..3, |last| last.heading.span());
        let message = format!("the segment for the step “{}” is missing", step.title);
        let help = "Write one for each step of the lesson, behind this one.";
        notes.error("G002", &span, message, help);
    }
}

/// Reads one segment, with G001 for parts that are missing.
pub(crate) fn read(section: &Section, page: &Page, notes: &mut Notes) -> SectionBody {
    let text = title(&section.heading.text, page.world.keywords).unwrap_or_default();
    let minutes = outline::timed(text, page.world.keywords).map_or(0, |(_, minutes)| minutes);
    let mut groups: Vec<(Label, Vec<Node>)> = Vec::new();
    for node in section.body {
        if let Some(kind) = node.alert() {
            groups.push((Label::Callout(Callout::from(kind)), node.children.clone()));
        } else if let Some((label, rest)) = labelled(node, page, notes) {
            groups.push((label, rest));
        } else {
            match groups.last_mut() {
                Some((label, nodes)) if !matches!(label, Label::Callout(_)) => {
                    nodes.push(node.clone());
                }
                _ => groups.push((Label::Plain, vec![node.clone()])),
            }
        }
    }
    check_parts(section, &groups, page, notes);
    let parts = groups
        .into_iter()
        .map(|(label, nodes)| Part {
            label,
            html: match label {
                Label::Say => render(&spoken(nodes), page),
                _ => render(&nodes, page),
            },
        })
        .collect();
    SectionBody::Segment { minutes, parts }
}

/// A paragraph that begins with a strong label: the label, and what is left of the paragraph.
fn labelled<'t>(node: &Node<'t>, page: &Page, notes: &mut Notes) -> Option<(Label, Vec<Node<'t>>)> {
    let first = node.children.first().filter(|_| node.is_paragraph())?;
    if !matches!(first.tag(), Some(Tag::Strong)) {
        return None;
    }
    let labels = &page.world.keywords.guide.labels;
    let text = first.text();
    let word = text.trim_end_matches([':', '.']).trim();
    let Some((_, label)) = labels.iter().find(|(name, _)| same(name, word)) else {
        if word.chars().count() > 2
            && let Some(name) = nearest(word, labels.iter().map(|(name, _)| *name))
        {
            let message = format!("unknown label “{word}”");
            notes.error(
                "G001",
                &first.span,
                message,
                format!("Did you mean `**{name}**`?"),
            );
        }
        return None;
    };
    let mut rest = node.clone();
    rest.children.remove(0);
    if let Some(next) = rest.children.first_mut()
        && let Event::Text(text) = &next.event
    {
        let text = text.trim_start_matches([':', ' ']).to_owned();
        next.event = Event::Text(CowStr::from(text));
    }
    let empty = rest.text().is_empty();
    Some((*label, if empty { Vec::new() } else { vec![rest] }))
}

/// Say's quotes without their frame: the words to be said.
fn spoken(nodes: Vec<Node>) -> Vec<Node> {
    let mut words = Vec::with_capacity(nodes.len());
    for node in nodes {
        if node.is_quote() {
            words.extend(node.children);
        } else {
            words.push(node);
        }
    }
    words
}

fn check_parts(section: &Section, groups: &[(Label, Vec<Node>)], page: &Page, notes: &mut Notes) {
    let span = section.heading.span();
    for (name, label) in &page.world.keywords.guide.labels[..4] {
        let has = |(own, nodes): &(Label, Vec<Node>)| own == label && !nodes.is_empty();
        if !groups.iter().any(has) {
            let message = format!("the segment has no **{name}**");
            let help = format!("Add a paragraph that begins with `**{name}**`.");
            notes.error("G001", &span, message, help);
        }
    }
    for (_, nodes) in groups.iter().filter(|(label, _)| *label == Label::Say) {
        let Some(first) = nodes.first() else {
            continue;
        };
        if !nodes.iter().any(Node::is_quote) {
            let help = "Put what is said on lines with `>` below **Say**.";
            notes.error("G001", &first.span, "what is said is no quote", help);
        }
        for quote in nodes.iter().filter(|node| node.is_quote()) {
            let count = quote.text().split_whitespace().count();
            if count > LONGEST_SAY {
                let message =
                    format!("{count} words are said at a time, at most {LONGEST_SAY} fit");
                let help = "Split it with a **Do** or an **Ask** between.";
                notes.error("G001", &quote.span, message, help);
            }
        }
    }
}
