//! `family.md`, the letter about one lesson.

use std::ops::Range;

use pulldown_cmark::HeadingLevel;

use super::{
    front_matter::FrontMatter,
    guide::{Beside, check_for},
    keywords::ORIGINAL,
    lesson::{Place, title},
    lesson_front::{ADAPTED, TRANSLATION_KEYS, adapted, check_lang, check_source},
    near::did_you_mean,
    outline::{self, same},
    source::Notes,
    world::Page,
};
use crate::{
    guide::{FamilyLetter, Send},
    lint,
    markdown::{
        render::render,
        tree::{self, Node},
    },
};

pub(crate) const KEYS: [&str; 5] = ["format", "for", "lang", "send", ADAPTED];

/// When it goes home.
pub(crate) const TIMES: [(&str, Send); 2] = [("before", Send::Before), ("after", Send::After)];

const LONGEST: usize = 250;

/// Reads the file; `None` (with notes) if it cannot be shown.
pub(crate) fn read(
    place: &Place,
    lesson: Beside,
    page: &Page,
    notes: &mut Notes,
) -> Option<FamilyLetter> {
    let mut known = KEYS.to_vec();
    if page.world.lang != ORIGINAL {
        known.extend(TRANSLATION_KEYS);
    }
    let keys = FrontMatter::read(page.source, &known, notes)?;
    keys.one_of("format", &[("1", ())], notes);
    check_for(&keys, place, notes);
    check_source(&keys, place, page, notes);
    check_lang(&keys, page, notes);
    let adapted = adapted(&keys, notes);
    let send = keys.one_of("send", &TIMES, notes);
    if let (Some(send), Some(lesson)) = (&send, lesson)
        && send.value == Send::After
        && lesson.front.harm
    {
        let help = "Write `send: before`.";
        notes.error(
            "F004",
            &send.span,
            "the letter about a lesson on harm goes out before it",
            help,
        );
    }
    let nodes = tree::parse(&page.source.text, keys.body, notes)?;
    lint::common(&nodes, page, notes);
    outline::check_rules(&nodes, notes);
    let below = title(&nodes, None, notes);
    let span = outline::title_span(&nodes);
    check_headings(below, &span, page, notes);
    check_length(&nodes, &span, notes);
    let taught = lesson.map_or(&[][..], |lesson| &lesson.words);
    lint::reading::letter(&nodes, taught, page, notes);
    let heading = nodes
        .iter()
        .find(|node| node.heading() == Some(HeadingLevel::H1))?;
    Some(FamilyLetter {
        title: heading.text(),
        send: send?.value,
        html: render(below, page),
        adapted: adapted.map(|adapted| adapted.value),
    })
}

/// G001: the letter's four headings, in order.
fn check_headings(nodes: &[Node], title: &Range<usize>, page: &Page, notes: &mut Notes) {
    let names = page.world.keywords.letter;
    let (_, sections) = outline::split(nodes, HeadingLevel::H2, notes);
    let mut last = 0;
    for section in &sections {
        let text = &section.heading.text;
        let span = section.heading.span();
        let Some(place) = names.iter().position(|name| same(name, text)) else {
            let help = format!("The headings are: {}.", names.join(" · "));
            let message = format!("unknown heading “{text}”");
            notes.error("G001", &span, message, did_you_mean(text, names, help));
            continue;
        };
        if place < last {
            let help = format!("The order is: {}.", names.join(" · "));
            notes.error(
                "G001",
                &span,
                format!("“{text}” stands in the wrong place"),
                help,
            );
        }
        last = last.max(place);
    }
    for name in names {
        if !sections
            .iter()
            .any(|section| same(&section.heading.text, name))
        {
            let message = format!("the letter has no “{name}”");
            notes.error("G001", title, message, format!("Add `## {name}`."));
        }
    }
}

/// G001: more is not read at a kitchen table. Headings do not count.
fn check_length(nodes: &[Node], title: &Range<usize>, notes: &mut Notes) {
    let text = nodes.iter().filter(|node| node.heading().is_none());
    let count: usize = text
        .map(|node| {
            let text = node.text();
            let words = text.split_whitespace();
            words
                .filter(|word| word.chars().any(char::is_alphanumeric))
                .count()
        })
        .sum();
    if count > LONGEST {
        let message = format!("the letter has {count} words, at most {LONGEST} are read");
        notes.error("G001", title, message, "Shorten it.");
    }
}
