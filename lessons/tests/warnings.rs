//! What the rules about length, level and wording let pass, and what they do not: band by band, and
//! where a rule makes an exception.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod tree;

use lessons::{
    problem::{Level, Problem},
    read::{Files, files},
};
use tree::{change, folder, outcome, valid};

const LESSON: &str = "en/k-2/05-surprises-and-secrets/lesson.md";
const GUIDE: &str = "en/k-2/05-surprises-and-secrets/guide.md";
const FRIDAY: &str = "Everybody will know on Friday.";

/// The valid tree in another band, with a text of its own in the first step.
fn in_band(band: &str, reading: &str, text: &str) -> Files {
    let mut files = valid();
    change(&mut files, LESSON, FRIDAY, text);
    let moved = files.into_iter().map(|(path, bytes)| {
        let path = path.replace("/k-2/", &format!("/{band}/"));
        let text = String::from_utf8(bytes).unwrap();
        let text = match path.starts_with("en/") {
            true => text
                .replace("band: k-2", &format!("band: {band}"))
                .replace("k-2.", &format!("{band}."))
                .replace("read-aloud", reading),
            false => text,
        };
        (path, text.into_bytes())
    });
    moved.collect()
}

fn sentence(words: usize) -> String {
    format!("So {}now.", "and ".repeat(words - 2))
}

/// The only problem of a tree, or none.
fn only(files: &Files) -> Option<Problem> {
    let (_, problems) = outcome(files);
    assert!(problems.len() < 2, "{problems:#?}");
    problems.into_iter().next()
}

#[test]
fn a_sentence_may_be_longer_for_older_students() {
    for (band, reading, most) in [
        ("k-2", "read-aloud", 10),
        ("3-5", "3", 14),
        ("6-8", "6", 20),
        ("9-10", "7", 20),
        ("11-12", "8", 20),
    ] {
        assert_eq!(only(&in_band(band, reading, &sentence(most))), None);
        let problem = only(&in_band(band, reading, &sentence(most + 1))).unwrap();
        assert_eq!((problem.code, problem.level), ("W003", Level::Warning));
        assert_eq!((problem.line, problem.column), (38, 1));
        assert!(problem.message.contains(&format!("at most {most}")));
    }
}

#[test]
fn a_lesson_above_its_bands_grade_is_told_at_its_title() {
    let text =
        "We compare different situations together and discuss possible solutions. ".repeat(60);
    for (band, reading) in [("3-5", "3"), ("6-8", "6"), ("9-10", "7"), ("11-12", "8")] {
        let problem = only(&in_band(band, reading, &text)).unwrap();
        assert_eq!((problem.code, problem.line), ("W003", 19));
        assert!(
            problem
                .message
                .ends_with(&format!("meant for grade {reading}"))
        );
        assert!(problem.help.ends_with("stand in line 38."));
    }
    assert_eq!(only(&in_band("k-2", "read-aloud", &text)), None);
}

#[test]
fn a_lesson_keeps_the_grade_that_it_promises() {
    let text = "We compare the ways in which people answer a difficult question. ".repeat(60);
    assert_eq!(only(&in_band("6-8", "6", &text)), None);
    let problem = only(&in_band("6-8", "4", &text)).unwrap();
    assert!(problem.message.ends_with("meant for grade 4"));
    // A promise above the band's grade counts for nothing.
    let hard =
        "We compare different situations together and discuss possible solutions. ".repeat(60);
    let problem = only(&in_band("6-8", "12", &hard)).unwrap();
    assert!(problem.message.ends_with("meant for grade 6"));
}

#[test]
fn names_and_taught_words_do_not_make_a_text_harder() {
    let with = |one: &str, other: &str| {
        let text = format!("We see {one} and {other} sit down to eat. ");
        only(&in_band("3-5", "3", &text.repeat(20)))
    };
    assert_eq!(with("Alejandra", "Maximiliano"), None);
    assert_eq!(with("surprises", "secrets"), None);
    let problem = with("communication", "responsibility").unwrap();
    assert_eq!((problem.code, problem.line), ("W003", 19));
}

#[test]
fn a_short_text_has_no_grade() {
    let text = "We compare different situations together and discuss possible solutions.";
    assert_eq!(only(&in_band("3-5", "3", text)), None);
}

#[test]
fn a_guide_may_name_the_words_to_avoid() {
    let mut files = valid();
    change(&mut files, GUIDE, "too late", "victim");
    assert_eq!(only(&files), None);
    change(&mut files, GUIDE, "| later is okay |", "| a victim |");
    let problem = only(&files).unwrap();
    assert_eq!((problem.code, problem.line), ("W002", 37));
}

#[test]
fn warnings_crowd_out_no_error() {
    let mut files = valid();
    let flood = format!("{}\n\n<b>", format!("{} ", sentence(11)).repeat(100));
    change(&mut files, LESSON, FRIDAY, &flood);
    let (_, problems) = outcome(&files);
    assert_eq!(problems.len(), 62);
    let errors = problems
        .iter()
        .filter(|problem| problem.level == Level::Error);
    assert_eq!(
        errors.map(|problem| problem.code).collect::<Vec<_>>(),
        ["F010"]
    );
}

#[test]
fn a_letter_goes_home_when_the_original_does() {
    let mut tree = valid();
    tree.extend(files(&folder("translated")).unwrap());
    let letter = "es/k-2/05-surprises-and-secrets/family.md";
    change(&mut tree, letter, "send: before", "send: after");
    let (_, problems) = outcome(&tree);
    let found = problems
        .iter()
        .find(|problem| problem.code == "T001")
        .unwrap();
    assert_eq!((&*found.file, found.line), (letter, 7));
}
