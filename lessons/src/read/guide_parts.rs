//! What the sections of a guide must hold at least: tables, task lists, parts and links.

use std::ops::RangeInclusive;

use pulldown_cmark::{Event, HeadingLevel, Tag};

use super::{
    guide::Beside,
    outline::{self, Section, counted, same},
    source::Notes,
    world::Page,
};
use crate::{
    guide::Pace,
    markdown::{
        render::{inline, render},
        tree::Node,
    },
};

/// The form of a section.
pub(crate) enum Shape<'k> {
    Sentences(usize),
    /// A task list with so many items.
    Tasks {
        least: usize,
        most: Option<usize>,
    },
    List,
    Table {
        columns: RangeInclusive<usize>,
        rows: usize,
    },
    /// A link whose address ends like this.
    Link(&'static str),
    /// Headings of the next level, each with something below it.
    Parts(&'k [&'static str]),
}

/// G001 if the section has not the form; a missing section has been noted before.
pub(crate) fn check(section: Option<&Section>, shape: &Shape, notes: &mut Notes) {
    let Some(section) = section else {
        return;
    };
    let fault = match shape {
        Shape::Sentences(least) => {
            let text: Vec<_> = section.body.iter().map(Node::text).collect();
            let ends = text
                .join(" ")
                .split(['.', '?', '!', '…'])
                .filter(|part| part.chars().any(char::is_alphabetic))
                .count();
            (ends < *least).then(|| {
                format!(
                    "it has {}, at least {least} needed",
                    counted(ends, "sentence")
                )
            })
        }
        Shape::Tasks { least, most } => {
            let count = task_items(section.body).count();
            let wanted = most.map_or(format!("at least {least}"), |most| {
                format!("{least} to {most}")
            });
            let fits = count >= *least && most.is_none_or(|most| count <= most);
            let items = counted(count, "task item");
            (!fits).then(|| format!("it has {items} (`- [ ] …`), {wanted} needed"))
        }
        Shape::List => {
            let has_list = section.body.iter().any(|node| node.list().is_some());
            (!has_list).then(|| "it has no list".to_owned())
        }
        Shape::Table { columns, rows } => table_fault(section.body, columns, *rows),
        Shape::Link(address) => {
            (!links_to(section.body, address)).then(|| format!("it has no link to {address}"))
        }
        Shape::Parts(names) => return check_parts(section, names, notes),
    };
    if let Some(fault) = fault {
        let message = format!("“{}” is not complete: {fault}", section.heading.text);
        let help = "lessons/README.md says what each section holds.";
        notes.error("G001", &section.heading.span(), message, help);
    }
}

fn check_parts(section: &Section, names: &[&str], notes: &mut Notes) {
    let (_, parts) = outline::split(section.body, HeadingLevel::H3, notes);
    for name in names {
        let part = parts.iter().find(|part| same(&part.heading.text, name));
        let fault = match part {
            None => format!("the part “{name}” is missing"),
            Some(part) if part.body.iter().all(|node| node.text().is_empty()) => {
                format!("the part “{name}” is empty")
            }
            Some(_) => continue,
        };
        let span = part.map_or(section.heading.span(), |part| part.heading.span());
        notes.error(
            "G001",
            &span,
            fault,
            format!("Add `### {name}` and what belongs there."),
        );
    }
}

fn table_fault(body: &[Node], columns: &RangeInclusive<usize>, rows: usize) -> Option<String> {
    let Some(table) = body.iter().find(|node| node.is_table()) else {
        return Some("it has no table".to_owned());
    };
    let width = table.children.first().map_or(0, |head| head.children.len());
    let length = table.children.len().saturating_sub(1);
    if !columns.contains(&width) {
        let wanted = columns.end();
        return Some(format!(
            "its table has {}, {wanted} needed",
            counted(width, "column")
        ));
    }
    (length < rows).then(|| {
        format!(
            "its table has {}, at least {rows} needed",
            counted(length, "row")
        )
    })
}

fn links_to(body: &[Node], address: &str) -> bool {
    let mut found = false;
    for node in body {
        node.walk(&mut |node| {
            if let Event::Start(Tag::Link { dest_url, .. }) = &node.event {
                found |= dest_url.ends_with(address);
            }
        });
    }
    found
}

/// G005, and the table's form.
pub(crate) fn check_sensitive(section: Option<&Section>, harm: bool, notes: &mut Notes) {
    let shape = Shape::Table {
        columns: 3..=3,
        rows: usize::from(!harm),
    };
    check(section, &shape, notes);
    let Some(section) = section.filter(|_| harm) else {
        return;
    };
    let table = section.body.iter().find(|node| node.is_table());
    let rows = table.map_or(0, |table| table.children.len().saturating_sub(1));
    if table.is_some() && rows < 5 {
        notes.error(
            "G005",
            &section.heading.span(),
            format!(
                "the lesson is about harm, and its guide has {}",
                counted(rows, "sensitive moment")
            ),
            "Add rows until there are five or more.",
        );
    }
}

/// Reads the pacing table: G002 if its segments are not the lesson's, G003 if its minutes are not.
pub(crate) fn pacing(
    section: Option<&Section>,
    minutes: Option<u32>,
    lesson: Beside,
    page: &Page,
    notes: &mut Notes,
) -> Vec<Pace> {
    let shape = Shape::Table {
        columns: 4..=4,
        rows: 1,
    };
    check(section, &shape, notes);
    let Some(section) = section else {
        return Vec::new();
    };
    let table = section.body.iter().find(|node| node.is_table());
    let rows = table.map_or(&[][..], |table| table.children.get(1..).unwrap_or_default());
    let mut paces = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let [segment, length, how, shorten] = row.children.as_slice() else {
            continue;
        };
        let Ok(length) = length
            .text()
            .trim_end_matches(page.world.keywords.minutes)
            .trim()
            .parse::<u32>()
        else {
            let help = "Write them in digits.";
            notes.error("G003", &row.span, "the row has no minutes", help);
            continue;
        };
        let pace = Pace {
            segment: segment.text(),
            minutes: length,
            how: inline(how, page),
            shorten: inline(shorten, page),
        };
        if let Some(lesson) = lesson {
            compare(&pace, at, row, lesson, notes);
        }
        paces.push(pace);
    }
    let sum: u32 = paces
        .iter()
        .fold(0, |sum, pace| sum.saturating_add(pace.minutes));
    if let Some(lesson) = lesson
        && paces.len() == rows.len()
        && rows.len() < lesson.steps.len()
    {
        let missing = &lesson.steps[rows.len()].title;
        let help = "Give every segment of the lesson a row, in its order.";
        let message = format!("the pacing table has no row for “{missing}”");
        notes.error("G002", &section.heading.span(), message, help);
    } else if let Some(minutes) = minutes
        && lesson.is_none()
        && paces.len() == rows.len()
        && sum != minutes
        && !rows.is_empty()
    {
        // With a lesson beside it every row has been compared already.
        let message = format!("the pacing table sums to {sum} minutes, the guide takes {minutes}");
        notes.error(
            "G003",
            &section.heading.span(),
            message,
            "Change the one or the other.",
        );
    }
    paces
}

fn compare(pace: &Pace, at: usize, row: &Node, lesson: &super::lesson::Student, notes: &mut Notes) {
    match lesson.steps.get(at) {
        Some(step) if !same(&step.title, &pace.segment) => {
            let message = format!(
                "the row is “{}”, the lesson's step is “{}”",
                pace.segment, step.title
            );
            notes.error(
                "G002",
                &row.span,
                message,
                "Use the lesson's titles, in its order.",
            );
        }
        Some(step) if step.minutes != pace.minutes => {
            let message = format!(
                "the row has {} minutes, the lesson's step {}",
                pace.minutes, step.minutes
            );
            notes.error("G003", &row.span, message, "Change the one or the other.");
        }
        Some(_) => {}
        None => {
            let message = format!("the lesson has no step “{}”", pace.segment);
            notes.error("G002", &row.span, message, "Take the row out.");
        }
    }
}

fn task_items<'n, 't>(body: &'n [Node<'t>]) -> impl Iterator<Item = &'n Node<'t>> {
    let items = body
        .iter()
        .filter(|node| node.list().is_some())
        .flat_map(|list| &list.children);
    items.filter(|item| {
        let first = item.children.first();
        let first = first.and_then(|node| {
            if node.is_paragraph() {
                node.children.first()
            } else {
                Some(node)
            }
        });
        first.is_some_and(|node| matches!(node.event, Event::TaskListMarker(_)))
    })
}

/// The task items of a section, inline HTML, without their boxes.
pub(crate) fn tasks(body: &[Node], page: &Page) -> Vec<String> {
    task_items(body)
        .map(|item| {
            let inlines = match item.children.as_slice() {
                [paragraph, ..] if paragraph.is_paragraph() => &paragraph.children,
                inlines => inlines,
            };
            let text: Vec<_> = inlines
                .iter()
                .filter(|node| !matches!(node.event, Event::TaskListMarker(_)))
                .cloned()
                .collect();
            render(&text, page)
        })
        .collect()
}
