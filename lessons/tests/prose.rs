//! Whatever somebody writes: the rules about words, sentences and checks tell it without a panic, and
//! without taking ever longer.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod tree;

use std::time::{Duration, Instant};

use lessons::read::{Files, files};
use proptest::{collection::vec, prelude::*, sample::select};
use tree::{change, folder, outcome, valid};

const LESSON: &str = "en/k-2/05-surprises-and-secrets/lesson.md";
const FAMILY: &str = "en/k-2/05-surprises-and-secrets/family.md";

/// The valid tree with its translation.
fn translated() -> Files {
    let mut tree = valid();
    tree.extend(files(&folder("translated")).unwrap());
    tree
}

/// What sentences are made of, and what looks like their ends.
const PIECES: [&str; 38] = [
    "word",
    "Sam",
    "Sam's",
    "don’t",
    "grown-up",
    "victim",
    "víctima",
    "surprise",
    "y",
    "988",
    "3.",
    "A.",
    "a.m.",
    "Dr.",
    ".",
    "?",
    "!",
    "…",
    "“",
    "”",
    "\"",
    "'",
    "—",
    "–",
    "→",
    ":",
    "/",
    "(",
    "ñ",
    "e\u{301}",
    "\u{ad}",
    "\u{a0}",
    "字",
    "👩‍👧",
    " ",
    "\n",
    "*",
    "**",
];

fn prose() -> impl Strategy<Value = String> {
    let piece = prop_oneof![2 => select(PIECES.to_vec()), 1 => Just(" ")];
    vec(piece, 0..300).prop_map(|pieces| pieces.concat())
}

fn any_path() -> impl Strategy<Value = String> {
    select(translated().into_keys().collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_prose_is_read_in_any_language(path in any_path(), at in 0.0..1.0_f64, prose in prose()) {
        let mut files = translated();
        let mut text = String::from_utf8(files[&path].clone()).unwrap();
        let blanks: Vec<_> = text.match_indices("\n\n").map(|(at, _)| at + 2).collect();
        if let Some(blank) = blanks.get((at * blanks.len() as f64) as usize) {
            text.insert_str(*blank, &format!("{prose}\n\n"));
        }
        files.insert(path, text.into_bytes());
        is_told(&files);
    }
}

#[test]
fn an_endless_sentence_is_read_in_time() {
    let start = Instant::now();
    for (path, text) in [
        (LESSON, "Let your arms float down."),
        (FAMILY, "Plan a small surprise together."),
        ("en/glossary.md", "Something that someone wants hidden."),
    ] {
        for piece in ["word ", "Sam's “", "word", "a. b ", "situation, "] {
            let mut files = valid();
            change(&mut files, path, text, &piece.repeat(120_000 / piece.len()));
            is_told(&files);
        }
    }
    assert!(start.elapsed() < Duration::from_secs(120));
}

/// Reads the tree; every problem has a place, and their number stays within what one can read.
fn is_told(files: &Files) {
    let (_, problems) = outcome(files);
    assert!(problems.len() < 500);
    for problem in &problems {
        let length = problem.excerpt.chars().count();
        assert!(problem.line > 0 && problem.column > 0, "{problem:?}");
        assert!(length <= 240 && !problem.message.is_empty(), "{problem:?}");
    }
}
