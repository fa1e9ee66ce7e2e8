//! The steps of a lesson: a timed heading, then prose, callouts and checks in the order of the file.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, HeadingLevel, Tag};

use super::{check, outline, outline::Section, source::Notes, world::Page};
use crate::{
    lesson::{Block, Callout, Step},
    lint::wording::says_never_fault,
    markdown::{
        links::{Target, resolve},
        render::render,
        tree::Node,
    },
};

/// What has been read of a lesson's steps so far.
#[derive(Default)]
struct Taken {
    steps: BTreeSet<String>,
    checks: BTreeSet<String>,
    never_fault: bool,
}

/// The steps of a lesson.
#[derive(Debug)]
pub(crate) struct Steps {
    /// `None` in the place of one that cannot be shown.
    pub steps: Vec<Option<Step>>,
    /// Whether one of them says whose fault it is not in what everybody reads: outside its checks.
    pub never_fault: bool,
}

/// Reads every step.
pub(crate) fn read_all(sections: &[Section], page: &Page, notes: &mut Notes) -> Steps {
    let mut taken = Taken::default();
    let steps = sections
        .iter()
        .map(|section| read(section, &mut taken, page, notes))
        .collect();
    Steps {
        steps,
        never_fault: taken.never_fault,
    }
}

fn read(section: &Section, taken: &mut Taken, page: &Page, notes: &mut Notes) -> Option<Step> {
    let heading = &section.heading;
    let timed = outline::timed(&heading.text, page.world.keywords);
    match timed {
        None => {
            let help = "End its title with `(5 min)`, before the id.";
            notes.error("S002", &heading.span(), "the step has no minutes", help);
        }
        Some((_, minutes)) if !(1..=25).contains(&minutes) => {
            let message = format!("a step takes 1 to 25 minutes, not {minutes}");
            notes.error("S002", &heading.span(), message, "Split it, or change it.");
        }
        Some(("", _)) => {
            notes.error("S002", &heading.span(), "the step has no title", "Name it.");
        }
        Some(_) => {}
    }
    let id = heading
        .id
        .as_ref()
        .filter(|id| taken.steps.insert(id.value.clone()));
    match (&heading.id, id) {
        (None, _) => {
            let help = "Add `<!-- id: … -->` at the end of its line; it is permanent.";
            notes.error("S002", &heading.span(), "the step has no id", help);
        }
        (Some(id), None) => {
            let message = format!("another step of this lesson has the id `{}`", id.value);
            notes.error("F007", &id.span, message, "Give it an id of its own.");
        }
        (Some(_), Some(_)) => {}
    }
    if section.body.is_empty() {
        let help = "Write what students read or do.";
        notes.error("S001", &heading.span(), "the step is empty", help);
    }
    let blocks = blocks(section.body, taken, page, notes);
    let (title, minutes) = timed?;
    Some(Step {
        id: id?.value.clone(),
        title: title.to_owned(),
        minutes,
        blocks,
        word_ids: word_ids(section.body, page),
    })
}

fn blocks(body: &[Node], taken: &mut Taken, page: &Page, notes: &mut Notes) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rest = body;
    while let Some(node) = rest.first() {
        let used = if let Some(kind) = node.alert() {
            taken.never_fault |= says_never_fault(&rest[..1], page);
            let html = render(&node.children, page);
            blocks.push(Block::Callout(Callout::from(kind), html));
            1
        } else if node.heading() == Some(HeadingLevel::H3) {
            let (used, check) = check::read(rest, page, notes);
            if let Some(check) = check {
                if taken.checks.insert(check.id.clone()) {
                    blocks.push(Block::Check(check));
                } else {
                    let message = format!("another check of this lesson has the id `{}`", check.id);
                    notes.error("F007", &node.span, message, "Give it an id of its own.");
                }
            }
            used
        } else {
            let ends =
                |node: &Node| node.alert().is_some() || node.heading() == Some(HeadingLevel::H3);
            let used = rest.iter().position(ends).unwrap_or(rest.len());
            let prose = &rest[..used];
            let is_stray =
                |node: &&Node| node.heading().is_some_and(|level| level > HeadingLevel::H3);
            for stray in prose.iter().filter(is_stray) {
                let help = "In a step, `###` opens a check and `####` a choice of a scenario.";
                notes.error("S001", &stray.span, "this heading opens nothing", help);
            }
            taken.never_fault |= says_never_fault(prose, page);
            blocks.push(Block::Prose(render(prose, page)));
            used
        };
        rest = &rest[used..];
    }
    blocks
}

pub(crate) fn has_help_link(body: &[Node]) -> bool {
    let mut found = false;
    for node in body {
        node.walk(&mut |node| {
            if let Event::Start(Tag::Link { dest_url, .. }) = &node.event {
                found |= dest_url.starts_with("help:");
            }
        });
    }
    found
}

/// Glossary ids in order of first use.
fn word_ids(body: &[Node], page: &Page) -> Vec<String> {
    let mut ids = Vec::new();
    for node in body {
        node.walk(&mut |node| {
            if let Event::Start(Tag::Link { dest_url, .. }) = &node.event
                && let Target::Word(id) = resolve(dest_url, page.source, page.world)
                && !ids.contains(&id)
            {
                ids.push(id);
            }
        });
    }
    ids
}
