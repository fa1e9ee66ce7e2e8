//! `lesson.md`, what students read: title, notice, objectives, words, and the steps.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, HeadingLevel};

use super::{
    front_matter::At,
    lesson_front::{self, Front},
    outline,
    sections::Sections,
    source::Notes,
    step,
    world::Page,
};
use crate::{
    course::Band,
    lesson::{Step, Word},
    lint,
    markdown::{
        render::render,
        tree::{self, Node},
    },
};

/// Where a lesson's folder stands, and so what its front matter has to say.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub band: Band,
    pub order: u32,
    /// `band.slug`.
    pub id: String,
    /// Path below `lessons/`.
    pub folder: String,
}

/// What `lesson.md` says.
#[derive(Debug)]
pub(crate) struct Student {
    pub front: Front,
    pub notice: Option<String>,
    pub objectives: Vec<String>,
    pub words: Vec<Word>,
    pub steps: Vec<Step>,
}

/// A longer notice warns more than it offers a choice.
const LONGEST_NOTICE: usize = 40;

/// Reads the file; `None` (with notes) if it cannot be shown.
pub(crate) fn read(place: &Place, page: &Page, notes: &mut Notes) -> Option<Student> {
    let (front, body) = lesson_front::read(place, page, notes);
    let nodes = tree::parse(&page.source.text, body?, notes)?;
    lint::common(&nodes, page, notes);
    outline::check_rules(&nodes, notes);
    let harm = front.as_ref().is_some_and(|front| front.harm);
    let below = title(&nodes, front.as_ref().map(|front| &front.title), notes);
    let title = outline::title_span(&nodes);
    let (before, sections) = outline::split(below, HeadingLevel::H2, notes);
    let notice = notice(before, harm, &title, page, notes);
    let sections = Sections::of(sections, &title, page, notes);
    let objectives = sections.objectives(page, notes);
    let ids = front.as_ref().map_or(&[][..], |front| &front.words);
    let words = sections.words(ids, page, notes);
    let steps = step::read_all(&sections.steps, page, notes);
    if let Some(front) = &front
        && front.harm
        && !steps.never_fault
    {
        notes.error(
            "W004",
            &front.harm_span,
            "the lesson is about harm and never says whose fault it is not",
            "Say it in a step's own text: “It is never a kid's fault.” (see registry/words.toml)",
        );
    }
    let reading = front.as_ref().map(|front| &*front.reading);
    lint::reading::lesson(&nodes, reading, &words, page, notes);
    let steps = steps.steps.into_iter().collect::<Option<Vec<_>>>()?;
    if let Some(front) = &front {
        check_sum(front, &steps, notes);
        check_links(front, &steps, page, notes);
    }
    lint::checks::check(&steps, &title, page, notes);
    (!steps.is_empty()).then_some(Student {
        front: front?,
        notice,
        objectives,
        words,
        steps,
    })
}

/// Checks the H1 and gives everything below it.
pub(crate) fn title<'n, 't>(
    nodes: &'n [Node<'t>],
    wanted: Option<&At<String>>,
    notes: &mut Notes,
) -> &'n [Node<'t>] {
    let titles: Vec<_> = (0..nodes.len())
        .filter(|&at| nodes[at].heading() == Some(HeadingLevel::H1))
        .collect();
    let wanted = wanted.map(|title| title.value.as_str());
    let help = wanted.map_or_else(
        || "Begin the text with `# …`.".to_owned(),
        |title| format!("Begin the text with `# {title}`."),
    );
    let Some(&first) = titles.first() else {
        let start = nodes.first().map_or(0..1, |node| node.span.clone());
        notes.error("S001", &start, "the text has no title", help);
        return nodes;
    };
    let text = nodes[first].text();
    if first > 0 {
        let span = &nodes[0].span;
        notes.error("S001", span, "something stands before the title", help);
    } else if wanted.is_some_and(|title| title != text) {
        let message = format!("the title “{text}” is not the one in the front matter");
        notes.error("S001", &nodes[first].span, message, help);
    }
    for &other in &titles[1..] {
        let help = "Steps and sections are headings with `##`.";
        notes.error("S001", &nodes[other].span, "there is a second title", help);
    }
    &nodes[first + 1..]
}

fn notice(
    before: &[Node],
    harm: bool,
    title: &Range<usize>,
    page: &Page,
    notes: &mut Notes,
) -> Option<String> {
    let (first, rest) = match before.split_first() {
        Some((first, rest)) if first.alert() == Some(BlockQuoteKind::Important) => {
            (Some(first), rest)
        }
        _ => (None, before),
    };
    if let Some(stray) = rest.first() {
        let help = "Between the title and the objectives stands the notice only.";
        notes.error("S001", &stray.span, "this stands in no section", help);
    }
    if harm && first.is_none() {
        let help = "Put `> [!IMPORTANT]` and a calm line about choices below the title.";
        notes.error("S001", title, "a lesson about harm has no notice", help);
    }
    let notice = first?;
    let count = notice.text().split_whitespace().count();
    if count > LONGEST_NOTICE {
        notes.error(
            "W004",
            &notice.span,
            format!("the notice has {count} words, at most {LONGEST_NOTICE} are calm"),
            "Say what it is about and what anyone may choose.",
        );
    }
    Some(render(&notice.children, page))
}

impl Student {
    /// What its steps take together.
    pub fn minutes(&self) -> u32 {
        self.steps.iter().map(|step| step.minutes).sum()
    }
}

/// F006.
fn check_sum(front: &Front, steps: &[Step], notes: &mut Notes) {
    let minutes: u32 = steps.iter().map(|step| step.minutes).sum();
    if minutes != front.minutes.value {
        notes.error(
            "F006",
            &front.minutes.span,
            format!(
                "`minutes` is {}, and the steps sum to {minutes}",
                front.minutes.value
            ),
            "Change the one or the other.",
        );
    }
}

/// Every word that the lesson teaches is linked in a step, where it is explained in place.
fn check_links(front: &Front, steps: &[Step], page: &Page, notes: &mut Notes) {
    for word in &front.words {
        let linked = |step: &Step| step.word_ids.contains(&word.value);
        if page.world.glossary.contains(&word.value) && !steps.iter().any(linked) {
            let link = format!("[…](../../glossary.md#{})", word.value);
            notes.error(
                "S001",
                &word.span,
                format!("no step links the word `{}`", word.value),
                format!("Write `{link}` where a step first uses it."),
            );
        }
    }
}
