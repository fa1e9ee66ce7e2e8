//! `guide.md`, what the teacher reads: its fifteen sections, the segments' scripts among them.

use std::{
    collections::HashMap,
    ops::{Range, RangeInclusive},
};

use pulldown_cmark::HeadingLevel;

use super::{
    front_matter::{At, FrontMatter},
    guide_parts::{self, Shape},
    keywords::{after, before},
    lesson::{Place, Student, title},
    lesson_front::{ADAPTED, ID, STATUSES, adapted, check_lang},
    near::did_you_mean,
    outline::{self, Section, same},
    segment,
    source::Notes,
    world::{Audience, Page},
};
use crate::{
    guide::{self, Counselor, Guide, SectionBody},
    lesson::Status,
    lint,
    markdown::{
        render::render,
        tree::{self, Node, slug},
    },
};

pub(crate) const KEYS: [&str; 8] = [
    "format",
    "for",
    "lang",
    "minutes",
    "facilitators",
    "counselor",
    "status",
    ADAPTED,
];

pub(crate) const MINUTES: RangeInclusive<u32> = 1..=600;
pub(crate) const FACILITATORS: RangeInclusive<u32> = 1..=9;

/// Where the counselor is.
pub(crate) const PLACES: [(&str, Counselor); 2] = [
    ("available", Counselor::Available),
    ("in-room", Counselor::InRoom),
];

/// Topics for which the counselor is in the room.
const COUNSELED: [&str; 3] = ["touch", "images", "exploitation"];

/// The guide's front matter.
struct Front {
    minutes: At<u32>,
    facilitators: u32,
    counselor: Counselor,
    status: Status,
}

/// What the lesson beside the guide says; nothing if it cannot be read.
pub(crate) type Beside<'s> = Option<&'s Student>;

/// Reads the file; `None` (with notes) if it cannot be shown.
pub(crate) fn read(place: &Place, lesson: Beside, page: &Page, notes: &mut Notes) -> Option<Guide> {
    let keys = FrontMatter::read(page.source, &KEYS, notes)?;
    let front = front(&keys, place, lesson, page, notes);
    let adapted = adapted(&keys, notes);
    let nodes = tree::parse(&page.source.text, keys.body, notes)?;
    lint::common(&nodes, page, notes);
    outline::check_rules(&nodes, notes);
    let below = title(&nodes, None, notes);
    let (_, sections) = outline::split(below, HeadingLevel::H2, notes);
    let span = outline::title_span(&nodes);
    let contents = Contents::of(&sections, &span, page, notes);
    let pacing = contents.check(front.as_ref(), lesson, page, notes);
    let mut anchors = HashMap::new();
    let rendered = sections
        .iter()
        .map(|section| guide::Section {
            heading: section.heading.text.clone(),
            anchor: unique_slug(&section.heading.text, &mut anchors),
            body: match segment::title(&section.heading.text, page.world.keywords) {
                Some(_) => segment::read(section, page, notes),
                None => SectionBody::Html(render(section.body, page)),
            },
        })
        .collect();
    let alternative = contents.alternative(page, notes);
    let front = front?;
    Some(Guide {
        minutes: front.minutes.value,
        facilitators: front.facilitators,
        counselor: front.counselor,
        status: front.status,
        sections: rendered,
        pacing,
        fidelity: contents.fidelity(page),
        alternative,
        adapted: adapted.map(|adapted| adapted.value),
    })
}

fn front(
    keys: &FrontMatter,
    place: &Place,
    lesson: Beside,
    page: &Page,
    notes: &mut Notes,
) -> Option<Front> {
    keys.one_of("format", &[("1", ())], notes);
    check_for(keys, place, notes);
    check_lang(keys, page, notes);
    let minutes = keys.number("minutes", MINUTES, notes);
    if let (Some(minutes), Some(lesson)) = (&minutes, lesson)
        && minutes.value != lesson.minutes()
    {
        let message = format!(
            "the guide takes {} minutes, its lesson {}",
            minutes.value,
            lesson.minutes()
        );
        notes.error(
            "G003",
            &minutes.span,
            message,
            "Change the one or the other.",
        );
    }
    let facilitators = keys.number("facilitators", FACILITATORS, notes);
    let counselor = keys.one_of("counselor", &PLACES, notes);
    if let (Some(counselor), Some(lesson)) = (&counselor, lesson)
        && counselor.value == Counselor::Available
        && let Some(topic) = lesson
            .front
            .topics
            .iter()
            .find(|topic| COUNSELED.contains(&topic.as_str()))
    {
        let message = format!("the lesson is about {topic}, and the counselor is not in the room");
        notes.error(
            "G004",
            &counselor.span,
            message,
            "Write `counselor: in-room`.",
        );
    }
    let status = keys.one_of("status", &STATUSES, notes);
    Some(Front {
        minutes: minutes?,
        facilitators: facilitators?.value,
        counselor: counselor?.value,
        status: status?.value,
    })
}

/// F005: the lesson that a guide or a letter is for is the one of its folder.
pub(crate) fn check_for(keys: &FrontMatter, place: &Place, notes: &mut Notes) {
    if let Some(lesson) = keys.text("for", ID, notes)
        && lesson.value != place.id
    {
        let message = format!(
            "it is for `{}`, its folder says `{}`",
            lesson.value, place.id
        );
        notes.error(
            "F005",
            &lesson.span,
            message,
            "Write the id of the lesson beside it.",
        );
    }
}

/// The heading's slug, numbered from its second use on.
fn unique_slug(heading: &str, taken: &mut HashMap<String, usize>) -> String {
    let slug = slug(heading);
    let count = taken.entry(slug.clone()).or_default();
    *count += 1;
    match *count {
        1 => slug,
        count => format!("{slug}--{count}"),
    }
}

/// Which section of the file is which.
struct Contents<'s, 'n, 't> {
    before: [Option<&'s Section<'n, 't>>; 5],
    after: [Option<&'s Section<'n, 't>>; 9],
    segments: Vec<&'s Section<'n, 't>>,
}

impl<'s, 'n, 't> Contents<'s, 'n, 't> {
    /// G001 for sections that are missing, unknown, twice or out of order.
    fn of(
        sections: &'s [Section<'n, 't>],
        title: &Range<usize>,
        page: &Page,
        notes: &mut Notes,
    ) -> Self {
        let names = &page.world.keywords.guide;
        let mut own = Self {
            before: [None; 5],
            after: [None; 9],
            segments: Vec::new(),
        };
        // Place of the last section: before the segments 0 to 4, they 5, behind them 6 to 14.
        let mut last = 0;
        for section in sections {
            let text = &section.heading.text;
            let named = |name: &&str| same(name, text);
            let (place, slot) = if segment::title(text, page.world.keywords).is_some() {
                own.segments.push(section);
                (names.before.len(), None)
            } else if let Some(place) = names.before.iter().position(named) {
                (place, Some(&mut own.before[place]))
            } else if let Some(place) = names.after.iter().position(named) {
                (names.before.len() + 1 + place, Some(&mut own.after[place]))
            } else {
                let known = names.before.iter().chain(&names.after).copied();
                let help = "A guide has the fifteen sections that lessons/README.md lists.";
                let message = format!("unknown section “{text}”");
                notes.error(
                    "G001",
                    &section.heading.span(),
                    message,
                    did_you_mean(text, known, help),
                );
                continue;
            };
            let twice = slot.as_ref().is_some_and(|slot| slot.is_some());
            if place < last || twice {
                let message = format!("“{text}” stands in the wrong place");
                let help = "Keep the order that lessons/README.md lists, each section once.";
                notes.error("G001", &section.heading.span(), message, help);
            }
            last = last.max(place);
            if let Some(slot) = slot {
                slot.get_or_insert(section);
            }
        }
        let slots = own.before.iter().chain(&own.after);
        for (name, slot) in names.before.iter().chain(&names.after).zip(slots) {
            if slot.is_none() {
                let message = format!("the section “{name}” is missing");
                notes.error(
                    "G001",
                    title,
                    message,
                    format!("Add `## {name}` in its place."),
                );
            }
        }
        own
    }

    /// Checks every section against what it must hold, and reads the pacing table.
    fn check(
        &self,
        front: Option<&Front>,
        lesson: Beside,
        page: &Page,
        notes: &mut Notes,
    ) -> Vec<guide::Pace> {
        for (place, shape) in [
            (before::PURPOSE, Shape::Sentences(2)),
            (
                before::CHECKLIST,
                Shape::Tasks {
                    least: 6,
                    most: None,
                },
            ),
            (before::MATERIALS, Shape::List),
            (
                before::WORDS,
                Shape::Table {
                    columns: 2..=2,
                    rows: 4,
                },
            ),
        ] {
            guide_parts::check(self.before[place], &shape, notes);
        }
        let harm = lesson.is_some_and(|lesson| lesson.front.harm);
        guide_parts::check_sensitive(self.after[after::SENSITIVE], harm, notes);
        for (place, shape) in [
            (after::DISCLOSURE, Shape::Link("shared/disclosure-card.md")),
            (
                after::ADAPTING,
                Shape::Parts(&page.world.keywords.guide.adapting),
            ),
            (
                after::UNDERSTANDING,
                Shape::Table {
                    columns: 3..=4,
                    rows: 1,
                },
            ),
            (after::HOME, Shape::Link("family.md")),
            (after::GOING_FURTHER, Shape::Sentences(1)),
            (after::AFTERWARDS, Shape::Sentences(1)),
            (
                after::FIDELITY,
                Shape::Tasks {
                    least: 6,
                    most: Some(10),
                },
            ),
        ] {
            guide_parts::check(self.after[place], &shape, notes);
        }
        let names = &page.world.keywords.guide;
        let halves = [names.make_up, names.alternative];
        guide_parts::check(self.after[after::MAKE_UP], &Shape::Parts(&halves), notes);
        segment::compare(&self.segments, lesson, page, notes);
        let minutes = front.map(|front| front.minutes.value);
        guide_parts::pacing(self.before[before::PACING], minutes, lesson, page, notes)
    }

    /// What an opted-out student sees in the lesson's place, so it obeys the rules of student files.
    fn alternative(&self, page: &Page, notes: &mut Notes) -> String {
        let name = page.world.keywords.guide.alternative;
        let Some(section) = self.after[after::MAKE_UP] else {
            return String::new();
        };
        let student = Page {
            audience: Audience::Students,
            ..*page
        };
        let (_, parts) = outline::split(section.body, HeadingLevel::H3, notes);
        let body: &[Node] = parts
            .iter()
            .find(|part| same(&part.heading.text, name))
            .map_or(&[], |part| part.body);
        lint::for_students(body, &student, notes);
        render(body, &student)
    }

    fn fidelity(&self, page: &Page) -> Vec<String> {
        let section = self.after[after::FIDELITY];
        section.map_or_else(Vec::new, |section| guide_parts::tasks(section.body, page))
    }
}
