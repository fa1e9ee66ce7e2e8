//! A check as it is written in a lesson: a heading with its keyword, then a body of its kind.

use pulldown_cmark::{CowStr, Event, HeadingLevel};

use super::{
    front_matter::At, near::nearest, options, outline::Heading, pairs, scenario, source::Notes,
    world::Page,
};
use crate::{
    check::{Body, Check, Kind},
    lint::wording::own_history,
    markdown::{
        render::{inline, render},
        tree::{Node, slug},
    },
};

/// Reads the check whose heading is the first node.
///
/// Gives how many nodes it took, and the check unless it has faults (all of them noted).
pub(crate) fn read(nodes: &[Node], page: &Page, notes: &mut Notes) -> (usize, Option<Check>) {
    let heading = Heading::of(&nodes[0], notes);
    let Some((kind, prompt)) = keyword(&heading, page, notes) else {
        let next = nodes[1..].iter().position(ends_check);
        return (next.map_or(nodes.len(), |at| at + 1), None);
    };
    if prompt.trim().is_empty() {
        notes.error(
            "C001",
            &heading.span(),
            "the check has no prompt",
            "Write what is asked behind the colon.",
        );
    }
    let prompt_nodes = without_keyword(&heading.node.children);
    own_history(&prompt_nodes, page, notes);
    let id = id(&heading, kind, prompt, notes);
    let (used, body) = body(kind, &heading, &nodes[1..], page, notes);
    let check = match (id, body) {
        (Some(id), Some(body)) if !prompt.trim().is_empty() => Some(Check {
            id,
            prompt: render(&prompt_nodes, page),
            body,
        }),
        _ => None,
    };
    (used + 1, check)
}

/// Whether this heading ends the check before it.
fn ends_check(node: &Node) -> bool {
    node.heading()
        .is_some_and(|level| level <= HeadingLevel::H3)
}

fn keyword<'h>(heading: &'h Heading, page: &Page, notes: &mut Notes) -> Option<(Kind, &'h str)> {
    let kinds = &page.world.keywords.kinds;
    let (word, prompt) = heading.text.split_once(':').unwrap_or((&heading.text, ""));
    let word = word.trim();
    if heading.text.contains(':')
        && let Some((_, kind)) = kinds.iter().find(|(name, _)| *name == word)
    {
        return Some((*kind, prompt));
    }
    let names: Vec<_> = kinds.iter().map(|(name, _)| *name).collect();
    let help = nearest(word, names.iter().copied()).map_or_else(
        || format!("Begin it with one of: {}; then a colon.", names.join(", ")),
        |name| format!("Did you mean `{name}: …`?"),
    );
    notes.error(
        "C001",
        &heading.span(),
        "this heading does not begin with a kind of check",
        help,
    );
    None
}

/// The id that is written there; a reflection, which nobody answers, may go without.
fn id(heading: &Heading, kind: Kind, prompt: &str, notes: &mut Notes) -> Option<String> {
    match &heading.id {
        Some(At { value, .. }) => Some(value.clone()),
        None if kind == Kind::Reflect => Some(slug(prompt)),
        None => {
            notes.error(
                "C001",
                &heading.span(),
                "the check has no id",
                "Add `<!-- id: … -->` at the end of its line; it is permanent.",
            );
            None
        }
    }
}

/// The heading's inlines behind the colon.
fn without_keyword<'t>(inlines: &[Node<'t>]) -> Vec<Node<'t>> {
    let mut nodes = inlines.to_vec();
    if let Some(first) = nodes.first_mut()
        && let Event::Text(text) = &first.event
        && let Some((keyword, rest)) = text.split_once(':')
    {
        let cut = keyword.len() + 1 + (rest.len() - rest.trim_start().len());
        first.span.start = (first.span.start + cut).min(first.span.end);
        first.event = Event::Text(CowStr::from(rest.trim_start().to_owned()));
    }
    nodes
}

fn body(
    kind: Kind,
    heading: &Heading,
    nodes: &[Node],
    page: &Page,
    notes: &mut Notes,
) -> (usize, Option<Body>) {
    match kind {
        Kind::ChooseOne | Kind::ChooseAll | Kind::TrueOrFalse => {
            options::read(kind, heading, nodes, page, notes)
        }
        Kind::Match => pairs::read_match(heading, nodes, page, notes),
        Kind::PutInOrder => pairs::read_order(heading, nodes, page, notes),
        Kind::Scenario => scenario::read(heading, nodes, page, notes),
        Kind::Reflect => reflect(heading, nodes, page, notes),
    }
}

fn reflect(
    heading: &Heading,
    nodes: &[Node],
    page: &Page,
    notes: &mut Notes,
) -> (usize, Option<Body>) {
    let list = nodes.first().filter(|node| node.list() == Some(false));
    let Some(list) = list.filter(|list| list.children.iter().all(|item| !item.text().is_empty()))
    else {
        notes.error(
            "C002",
            &heading.span(),
            "a reflection needs bullets to think, draw or whisper about",
            "Put a list with `-` right below its heading.",
        );
        return (0, None);
    };
    for item in &list.children {
        own_history(&item.children, page, notes);
    }
    let prompts = list
        .children
        .iter()
        .map(|item| inline(item, page))
        .collect();
    (1, Some(Body::Reflect(prompts)))
}
