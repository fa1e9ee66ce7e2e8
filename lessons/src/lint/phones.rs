//! H001 in what the youngest read: people to go to and 911, no numbers to remember.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::{
    course::Band,
    markdown::tree::Node,
    read::{source::Notes, world::Page},
};

pub(crate) fn check(nodes: &[Node], page: &Page, notes: &mut Notes) {
    if page.band != Some(Band::K2) || !page.audience.is_student() {
        return;
    }
    for node in nodes {
        node.walk(&mut |node| {
            if let Event::Text(text) | Event::Code(text) = &node.event
                && let Some(at) = phone_number(text)
            {
                let start = (node.span.start + at.start).min(node.span.end);
                notes.error(
                    "H001",
                    &(start..start + at.len()),
                    "students in K–2 are given people to go to, and no number but 911",
                    "Name a helper, and link the [Help page](help:).",
                );
            }
        });
    }
}

/// The first phone or text number: five digits or more, one group of three at least; or 988.
fn phone_number(text: &str) -> Option<Range<usize>> {
    let mut rest = 0;
    while let Some(at) = text[rest..].find(|c: char| c.is_ascii_digit()) {
        let start = rest + at;
        let length = text[start..]
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '.' | ' ' | '(' | ')')))
            .unwrap_or(text.len() - start);
        let run = text[start..start + length].trim_end_matches(|c: char| !c.is_ascii_digit());
        let mut groups = run.split(|c: char| !c.is_ascii_digit());
        let digits: usize = groups.clone().map(str::len).sum();
        if digits >= 5 && groups.clone().any(|group| group.len() >= 3) {
            return Some(start..start + run.len());
        }
        if groups.any(|group| group == "988") {
            let start = start + run.find("988").unwrap_or_default();
            return Some(start..start + 3);
        }
        rest = start + length.max(1);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::phone_number;

    #[test]
    fn numbers_to_call_are_told_from_numbers_to_count() {
        assert_eq!(phone_number("Call 988 now"), Some(5..8));
        assert_eq!(phone_number("Call (207) 555-0100."), Some(6..19));
        assert_eq!(phone_number("1-800-871-7741"), Some(0..14));
        assert_eq!(phone_number("text 741741"), Some(5..11));
        assert_eq!(phone_number("Call 911 with an adult."), None);
        assert_eq!(phone_number("Count 1 2 3 4 5 6."), None);
        assert_eq!(phone_number("5 minutes, 20 cards"), None);
    }
}
