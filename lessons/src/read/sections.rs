//! The sections of `lesson.md`: objectives, words, then the steps; the last one is help and calm.

use std::ops::{Range, RangeInclusive};

use pulldown_cmark::{CowStr, Event, Tag};

use super::{
    front_matter::At,
    outline::{self, Section, counted, same},
    source::Notes,
    step,
    world::Page,
};
use crate::{
    lesson::Word,
    markdown::{
        render::{inline, render},
        tree::{Node, slug, text_of},
    },
};

/// The sections of the file, each in its place.
pub(crate) struct Sections<'n, 't> {
    objectives: Option<Section<'n, 't>>,
    words: Option<Section<'n, 't>>,
    pub steps: Vec<Section<'n, 't>>,
}

impl<'n, 't> Sections<'n, 't> {
    pub fn of(
        sections: Vec<Section<'n, 't>>,
        title: &Range<usize>,
        page: &Page,
        notes: &mut Notes,
    ) -> Self {
        let keywords = page.world.keywords;
        let mut own = Self {
            objectives: None,
            words: None,
            steps: Vec::new(),
        };
        for section in sections {
            let heading = &section.heading;
            let slot = if same(&heading.text, keywords.objectives) {
                &mut own.objectives
            } else if same(&heading.text, keywords.words) {
                &mut own.words
            } else {
                own.steps.push(section);
                continue;
            };
            if slot.is_some() || !own.steps.is_empty() {
                let message = format!("“{}” stands in the wrong place", heading.text);
                let help = "The order is: objectives, words, steps; each of the first two once.";
                notes.error("S001", &heading.span(), message, help);
            }
            slot.get_or_insert(section);
        }
        for (name, slot) in [
            (keywords.objectives, &own.objectives),
            (keywords.words, &own.words),
        ] {
            if slot.is_none() {
                let message = format!("the section “{name}” is missing");
                let help = format!("Add `## {name}` before the first step.");
                notes.error("S001", title, message, help);
            }
        }
        if let (Some(objectives), Some(words)) = (&own.objectives, &own.words)
            && words.heading.node.span.start < objectives.heading.node.span.start
        {
            let span = words.heading.span();
            let help = "The objectives come first.";
            notes.error("S001", &span, "the words stand before the objectives", help);
        }
        own.check_help(title, page, notes);
        own
    }

    /// The last step is help and calm: a help link, and something that settles.
    fn check_help(&self, title: &Range<usize>, page: &Page, notes: &mut Notes) {
        let name = page.world.keywords.help_step;
        let Some(last) = self.steps.last() else {
            let help = "Add `## Title (5 min) <!-- id: … -->` for each step.";
            notes.error("S001", title, "the lesson has no steps", help);
            return;
        };
        let heading = &last.heading;
        let timed = outline::timed(&heading.text, page.world.keywords);
        let own = timed.map_or(&*heading.text, |(own, _)| own);
        if !same(own, name) {
            let message = format!("the last step is not “{name}”");
            let help = "Every lesson ends with help and a calm moment, under that title.";
            notes.error("S001", &heading.span(), message, help);
            return;
        }
        if !step::has_help_link(last.body) {
            let help = "Add `[Help page](help:)`.";
            notes.error(
                "S001",
                &heading.span(),
                "the last step has no link to help",
                help,
            );
        }
        let words: usize = last
            .body
            .iter()
            .map(|node| node.text().split_whitespace().count())
            .sum();
        if words < 6 {
            let help = "Add a line that lets the body calm down, such as a slow breath.";
            notes.error(
                "S001",
                &heading.span(),
                "the last step has nothing that settles",
                help,
            );
        }
    }

    pub fn objectives(&self, page: &Page, notes: &mut Notes) -> Vec<String> {
        let Some(section) = &self.objectives else {
            return Vec::new();
        };
        let i_can = page.world.keywords.i_can;
        let items = items(section, 2..=5, &format!("`- {i_can} …`"), notes);
        for item in items {
            if !item.text().starts_with(i_can) {
                let message = format!("an objective does not begin with “{i_can}”");
                let help = "Say it as a student would.";
                notes.error("S001", &item.span, message, help);
            }
        }
        items.iter().map(|item| inline(item, page)).collect()
    }

    pub fn words(&self, ids: &[At<String>], page: &Page, notes: &mut Notes) -> Vec<Word> {
        let Some(section) = &self.words else {
            return Vec::new();
        };
        let items = items(section, 3..=8, "`- **term** – plain meaning`", notes);
        let words: Vec<_> = items
            .iter()
            .enumerate()
            .filter_map(|(at, item)| word(item, at, ids, page, notes))
            .collect();
        if !ids.is_empty() && !items.is_empty() && ids.len() != items.len() {
            let (listed, explained) = (ids.len(), items.len());
            let message =
                format!("the front matter lists {listed} words, and {explained} are explained");
            let help = "Explain each of `words:` once, in the same order.";
            notes.error("S001", &section.heading.span(), message, help);
        }
        words
    }
}

/// The items of a section that is one bulleted list.
fn items<'n, 't>(
    section: &Section<'n, 't>,
    size: RangeInclusive<usize>,
    form: &str,
    notes: &mut Notes,
) -> &'n [Node<'t>] {
    let span: Range<usize> = section.heading.span();
    let (least, most) = (size.start(), size.end());
    let help = format!("Write {least} to {most} lines like {form}.");
    match section.body {
        [list] if list.list() == Some(false) => {
            let count = list.children.len();
            if !size.contains(&count) {
                let message = format!(
                    "the section has {}, it needs {least} to {most}",
                    counted(count, "line")
                );
                notes.error("S001", &span, message, help);
            }
            &list.children
        }
        _ => {
            notes.error("S001", &span, "the section is not one list with `-`", help);
            &[]
        }
    }
}

/// One line `**term** – plain meaning`. Its id is the listed one that the term spells, else the one
/// at the same place of the list.
fn word(
    item: &Node,
    place: usize,
    ids: &[At<String>],
    page: &Page,
    notes: &mut Notes,
) -> Option<Word> {
    let inlines = match item.children.as_slice() {
        [paragraph] if paragraph.is_paragraph() => &paragraph.children,
        inlines => inlines,
    };
    let parts = inlines
        .split_first()
        .filter(|(term, _)| matches!(term.tag(), Some(Tag::Strong)));
    let parts = parts.and_then(|(term, rest)| Some((term, meaning(rest)?)));
    let Some((term, meaning)) = parts else {
        let help = "Write `- **term** – plain meaning`, with an en dash.";
        notes.error(
            "S001",
            &item.span,
            "this is not a term with its meaning",
            help,
        );
        return None;
    };
    let term = term.text();
    let spelled = slug(&term);
    let id = ids
        .iter()
        .find(|id| id.value == spelled)
        .or_else(|| ids.get(place));
    Some(Word {
        id: id.map_or(spelled, |id| id.value.clone()),
        term,
        meaning: render(&meaning, page),
    })
}

/// The inlines behind the dash.
fn meaning<'t>(inlines: &[Node<'t>]) -> Option<Vec<Node<'t>>> {
    let mut nodes = inlines.to_vec();
    let first = nodes.first_mut()?;
    let Event::Text(text) = &first.event else {
        return None;
    };
    let rest = text
        .trim_start()
        .strip_prefix(['–', '—'])?
        .trim_start()
        .to_owned();
    first.event = Event::Text(CowStr::from(rest));
    (!text_of(&nodes).is_empty()).then_some(nodes)
}
