//! `print.md`, what a lesson has for paper: posters, cards, boards and sheets, a heading each.
//!
//! They are handed to students, so what holds for students' text holds here; and nothing may be a
//! link, because paper cannot be followed.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag};

use super::{
    front_matter::FrontMatter,
    guide::check_for,
    keywords::ORIGINAL,
    lesson::{Place, title},
    lesson_front::{ADAPTED, TRANSLATION_KEYS, adapted, check_lang, check_source},
    near::did_you_mean,
    outline::{self, Section, counted, same},
    source::Notes,
    world::Page,
};
use crate::{
    lint::{self, wording},
    markdown::{
        render::render,
        tree::{self, Node, text_of},
    },
    printable::{Card, Kind, Printable, Printed},
};

const KEYS: [&str; 4] = ["format", "for", "lang", ADAPTED];

/// Words that can be read from across a room, from a hand, and on a sheet.
const LONGEST_POSTER: usize = 60;
const LONGEST_CARD: usize = 25;
const LONGEST_SHEET: usize = 150;

const MOST_CARDS: usize = 24;
const MOST_CELLS: usize = 9;

/// Reads the file; nothing (with notes) if it cannot be shown.
pub(crate) fn read(place: &Place, page: &Page, notes: &mut Notes) -> Option<Vec<Printable>> {
    let mut known = KEYS.to_vec();
    if page.world.lang != ORIGINAL {
        known.extend(TRANSLATION_KEYS);
    }
    let keys = FrontMatter::read(page.source, &known, notes)?;
    keys.one_of("format", &[("1", ())], notes);
    check_for(&keys, place, notes);
    // Whether it names a lesson and a version; which, only an overlay asks.
    adapted(&keys, notes);
    check_source(&keys, place, page, notes);
    check_lang(&keys, page, notes);
    let nodes = tree::parse(&page.source.text, keys.body, notes)?;
    lint::common(&nodes, page, notes);
    outline::check_rules(&nodes, notes);
    check_links(&nodes, notes);
    let below = title(&nodes, None, notes);
    let (before, sections) = outline::split(below, HeadingLevel::H2, notes);
    if let Some(stray) = before.first() {
        let help = "Begin each thing to print with a heading such as `## Poster: title`.";
        notes.error(
            "S003",
            &stray.span,
            "this is part of nothing to print",
            help,
        );
    } else if sections.is_empty() {
        let help = "Add a heading such as `## Cards: title`, or take the file away.";
        let span = outline::title_span(&nodes);
        notes.error("S003", &span, "there is nothing to print", help);
    }
    let printables = sections.iter().filter_map(|section| {
        wording::own_history(section.body, page, notes);
        printable(section, page, notes)
    });
    Some(printables.collect())
}

/// X001: what looks like a link on paper is a promise that nobody can keep.
fn check_links(nodes: &[Node], notes: &mut Notes) {
    for node in nodes {
        node.walk(&mut |node| {
            if let Event::Start(Tag::Link { .. }) = &node.event {
                let help = "Write the words without a link.";
                notes.error("X001", &node.span, "paper has no links", help);
            }
        });
    }
}

fn printable(section: &Section, page: &Page, notes: &mut Notes) -> Option<Printable> {
    let span = section.heading.span();
    let (kind, title) = heading(&section.heading.text, &span, page, notes)?;
    let body = match kind {
        Kind::Poster => Printed::Poster(text(section, LONGEST_POSTER, page, notes)?),
        Kind::Sheet => Printed::Sheet(text(section, LONGEST_SHEET, page, notes)?),
        Kind::Cards => Printed::Cards(cards(section, MOST_CARDS, page, notes)?),
        Kind::Board => Printed::Board(cards(section, MOST_CELLS, page, notes)?),
    };
    Some(Printable { title, body })
}

/// S003: `Cards: Three lights` is a known kind and a title.
fn heading(
    text: &str,
    span: &Range<usize>,
    page: &Page,
    notes: &mut Notes,
) -> Option<(Kind, String)> {
    let kinds = &page.world.keywords.print;
    let (word, title) = text.split_once(':').unwrap_or((text, ""));
    let (word, title) = (word.trim(), title.trim());
    let kind = kinds.iter().find(|(name, _)| same(name, word));
    let Some(&(name, kind)) = kind else {
        let names = kinds.map(|(name, _)| name);
        let otherwise = format!(
            "The kinds are {}: write `## {}: title`.",
            names.join(", "),
            names[0]
        );
        let message = format!("“{word}” is nothing that can be printed");
        notes.error("S003", span, message, did_you_mean(word, names, otherwise));
        return None;
    };
    if title.is_empty() {
        let help = format!("Write `## {name}: title`.");
        notes.error("S003", span, "what is printed has no title", help);
        return None;
    }
    Some((kind, title.to_owned()))
}

/// S004 of a poster or sheet.
fn text(section: &Section, longest: usize, page: &Page, notes: &mut Notes) -> Option<String> {
    let span = section.heading.span();
    if section.body.is_empty() {
        let help = "Write what stands on it, or take the heading away.";
        notes.error("S004", &span, "there is nothing on it", help);
        return None;
    }
    let count = words(section.body);
    if count > longest {
        let message = format!("it has {count} words, at most {longest} fit");
        notes.error("S004", &span, message, "Shorten it, or make two of it.");
    }
    Some(render(section.body, page))
}

/// S004 of a list of cards.
fn cards(section: &Section, most: usize, page: &Page, notes: &mut Notes) -> Option<Vec<Card>> {
    let span = section.heading.span();
    let list = section.body.first().filter(|node| node.list().is_some());
    let Some(list) = list else {
        let help = "Put a list right below the heading, a card each item.";
        notes.error("S004", &span, "the cards are missing", help);
        return None;
    };
    if let Some(stray) = section.body.get(1) {
        let help =
            "Below the heading stands one list; a card's back is a `>` quote inside its item.";
        notes.error("S004", &stray.span, "this stands on no card", help);
    }
    let count = list.children.len();
    if count > most {
        let message = format!("there are {}, at most {most} fit", counted(count, "card"));
        notes.error("S004", &span, message, "Take some out, or make two of it.");
    }
    let cards = list.children.iter().map(|item| card(item, page, notes));
    Some(cards.collect())
}

fn card(item: &Node, page: &Page, notes: &mut Notes) -> Card {
    let mut text = Vec::new();
    let mut pictures = Vec::new();
    let mut back = None;
    for (at, child) in item.children.iter().enumerate() {
        let inlines = match child {
            // A list with empty lines between its items wraps each text in a paragraph.
            _ if child.is_paragraph() && at == 0 => child.children.as_slice(),
            _ if !child.is_block() => std::slice::from_ref(child),
            _ if child.is_quote() && back.is_none() => {
                back = Some(child);
                continue;
            }
            _ => {
                let help = "A card is a picture, one text, and one `>` quote for its back.";
                notes.error("S004", &child.span, "this does not fit on a card", help);
                continue;
            }
        };
        for inline in inlines {
            match inline.tag() {
                Some(Tag::Image { .. }) => pictures.push(inline.clone()),
                _ => text.push(inline.clone()),
            }
        }
    }
    if text_of(&text).is_empty() && pictures.is_empty() {
        let help = "Give it a picture or a text.";
        notes.error("S004", &item.span, "a card is empty", help);
    }
    if let Some(second) = pictures.get(1) {
        let help = "Keep the one that says it.";
        notes.error("S004", &second.span, "a card has two pictures", help);
    }
    let back_words = back.map_or(0, |quote| words(&quote.children));
    for count in [words(&text), back_words] {
        if count > LONGEST_CARD {
            let message = format!("a card has {count} words, at most {LONGEST_CARD} fit");
            notes.error(
                "S004",
                &item.span,
                message,
                "Shorten it, or make it a sheet.",
            );
        }
    }
    Card {
        picture: pictures
            .first()
            .map(|image| render(std::slice::from_ref(image), page)),
        text: render(&text, page),
        back: back.map(|quote| render(&quote.children, page)),
    }
}

/// Words to read; what a picture shows is not read.
fn words(nodes: &[Node]) -> usize {
    let counts = nodes.iter().map(|node| match &node.event {
        Event::Start(Tag::Image { .. }) => 0,
        Event::Text(text) => {
            let words = text.split_whitespace();
            words
                .filter(|word| word.chars().any(char::is_alphanumeric))
                .count()
        }
        _ => words(&node.children),
    });
    counts.sum()
}
