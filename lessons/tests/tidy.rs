//! Spacing is put in order, and whatever is read stays as it was.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod tree;

use std::path::Path;

use lessons::{
    course::Curriculum,
    read::{Files, files, read},
    tidy::tidy,
};
use proptest::{collection::vec, prelude::*, sample::select};
use tree::{change, folder, outcome, valid};

const LESSON: &str = "en/k-2/05-surprises-and-secrets/lesson.md";

/// The tidied body of a file whose body this is.
#[track_caller]
fn body(body: &str) -> String {
    let front = "---\nformat: 1\n---\n";
    let text = format!("{front}{body}");
    let tidied = tidy(text.as_bytes()).unwrap_or(text);
    tidied.strip_prefix(front).unwrap().to_owned()
}

#[test]
fn blanks_at_the_ends_of_lines_go_but_not_those_that_break_a_line() {
    assert_eq!(body("\n# A  \n\nb \nc\t\n\nd\n"), "\n# A\n\nb\nc\n\nd\n");
    assert_eq!(body("\na    \nb  \n"), "\na  \nb\n");
    assert_eq!(body("\n> a  \n> b\n>  \n> c\n"), "\n> a  \n> b\n>\n> c\n");
}

#[test]
fn one_empty_line_is_enough() {
    assert_eq!(body("\n\n\n# A\n \n\t\n\nb\n\n\n"), "\n# A\n\nb\n");
    assert_eq!(body("\n- a\n\n\n- b\n"), "\n- a\n\n- b\n");
}

#[test]
fn headings_lists_and_tables_are_set_off() {
    assert_eq!(
        body("# A\nb\n## C\n- d\n- e\n## F\n"),
        "\n# A\nb\n\n## C\n\n- d\n- e\n\n## F\n"
    );
    let table = "| a | b |\n| - | - |\n| c | d |\n";
    assert_eq!(
        body(&format!("\n# A\n{table}## B\n")),
        format!("\n# A\n\n{table}\n## B\n")
    );
}

#[test]
fn a_label_stays_beside_what_is_said() {
    let script = "\n**Say**\n> Take your time.\n\n**Ask** Who helps?\n";
    assert_eq!(body(script), script);
}

/// An empty line would make a paragraph of every item, or a list of a text.
#[test]
fn an_empty_line_that_would_change_what_is_read_is_not_made() {
    for text in [
        "\n1. [ ] a\n   > b\n2. [x] c\n   > d\n",
        "\na\n2. b\n",
        "\n- a\n  - b\n- c\n",
        "\na `b  \nc` d\n",
    ] {
        assert_eq!(body(text), text);
    }
}

#[test]
fn tabs_in_lists_become_blanks() {
    assert_eq!(
        body("\n-\ta\n\t- b\n1.\tc\n\n\t> d\n"),
        "\n-   a\n    - b\n\n1.  c\n\n    > d\n"
    );
    assert_eq!(body("\na\tb\n"), "\na\tb\n");
}

#[test]
fn fenced_code_is_not_touched() {
    let fenced = "\n```text\na  \n\n\n\tb\t\n# c\nd\n```\n\n- e\n\n  ```\n  f  \n\n\n  ```\n";
    assert_eq!(body(fenced), fenced);
    let open = "\n```\na  \n\n\n\n";
    assert_eq!(body(open), open);
}

#[test]
fn the_last_line_ends_and_lines_end_alike() {
    assert_eq!(body("\na"), "\na\n");
    let given = "---\r\nformat: 1\r\n---\r\n\r\n# A\r\n";
    assert_eq!(
        tidy(given.as_bytes()).unwrap(),
        "---\nformat: 1\n---\n\n# A\n"
    );
}

#[test]
fn front_matter_loses_blanks_and_keeps_its_values() {
    let given = "---  \ntitle: A \t\nwords: [a,  b]  \n--- \n\n# A\n";
    let tidied = "---\ntitle: A\nwords: [a,  b]\n---\n\n# A\n";
    assert_eq!(tidy(given.as_bytes()).unwrap(), tidied);
    let kept = "---\ntitle: |\n  A  \n  b\n---\n\n# A\n";
    assert_eq!(tidy(kept.as_bytes()), None);
}

#[test]
fn what_is_no_file_of_the_curriculum_is_left_alone() {
    for given in [
        &b"# No front matter  \n"[..],
        b"---\nnot closed  \n",
        b"---\n---\n\xff  \n",
        b"",
    ] {
        assert_eq!(tidy(given), None);
    }
    let large = format!("---\n---\n{}", "a  \n\n".repeat(40_000));
    assert_eq!(tidy(large.as_bytes()), None);
}

#[test]
fn every_shipped_file_is_in_order() {
    let shipped = shipped();
    let untidy: Vec<_> = shipped
        .iter()
        .filter(|(path, bytes)| path.ends_with(".md") && tidy(bytes).is_some())
        .map(|(path, _)| path)
        .collect();
    assert_eq!(untidy, Vec::<&String>::new());
}

#[test]
fn spacing_in_an_original_makes_no_translation_stale() {
    let mut tree = valid();
    tree.extend(files(&folder("translated")).unwrap());
    assert_eq!(outcome(&tree).1, []);
    let text = String::from_utf8(tree[LESSON].clone()).unwrap();
    let spaced = text
        .replace("\n\n", " \r\n\n\n")
        .replace("## Words \r\n\n\n", "## Words\n");
    assert_ne!(spaced, text);
    tree.insert(LESSON.to_owned(), spaced.into_bytes());
    assert_eq!(outcome(&tree).1, []);
    tree.insert(LESSON.to_owned(), text.into_bytes());
    change(&mut tree, LESSON, "Sam has a box", "Sam has the box");
    let codes: Vec<_> = outcome(&tree)
        .1
        .into_iter()
        .map(|problem| problem.code)
        .collect();
    assert_eq!(codes, ["T002"]);
}

fn shipped() -> Files {
    files(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// One of the shipped lessons with everything that it is read against.
fn around(lesson: usize) -> (Files, Vec<String>) {
    let shipped = shipped();
    let lessons: Vec<_> = shipped
        .keys()
        .filter(|path| path.starts_with("en/"))
        .filter_map(|path| path.strip_suffix("lesson.md"))
        .collect();
    let own = lessons[lesson % lessons.len()].to_owned();
    let kept = |path: &str| path.matches('/').count() < 3 && !path.starts_with("es/");
    let files: Files = shipped
        .clone()
        .into_iter()
        .filter(|(path, _)| kept(path) || path.starts_with(&own))
        .collect();
    let own = files.keys().filter(|path| path.starts_with(&own)).cloned();
    let own = own.collect();
    (files, own)
}

/// What keyboards and editors leave behind.
fn mutated(text: &str, slips: &[(f64, u8)]) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for (at, slip) in slips {
        let at = (at * lines.len() as f64) as usize % lines.len();
        match slip {
            0 => lines[at].push(' '),
            1 => lines[at].push_str("   "),
            2 => lines[at].push('\t'),
            3 => lines[at].push('\r'),
            4 => lines.insert(at, String::new()),
            5 => lines.insert(at, " \t".into()),
            6 if lines[at].is_empty() => drop(lines.remove(at)),
            7 => lines[at] = lines[at].replacen(". ", ".\t", 1),
            8 => lines[at] = lines[at].replacen("   >", "\t>", 1),
            9 if at + 1 == lines.len() => drop(lines.pop()),
            _ => lines[at].insert(0, ' '),
        }
    }
    lines.join("\n")
}

fn without_hashes(mut curriculum: Curriculum) -> Curriculum {
    for unit in &mut curriculum.units {
        for lesson in &mut unit.lessons {
            lesson.hash.clear();
        }
    }
    curriculum
}

/// What Markdown is made of where spacing means something.
const PIECES: [&str; 32] = [
    "a",
    " ",
    "  ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\n\n\n",
    "  \n",
    "\t\n",
    "\r\n",
    "`",
    "```\n",
    "~~~",
    "- ",
    "\n- ",
    "\n1. ",
    "\n   > ",
    "> ",
    "\n> ",
    "\n# ",
    "\n## A (3 min) <!-- id: a -->\n",
    "\n| a | b |\n| - | - |\n",
    "| c |",
    "\n***\n",
    "\n---\n",
    "\n===\n",
    "\\",
    "<b>",
    "<!--",
    "[a]: b\n",
    "[^a]: c\n",
];

/// Texts in which an edit of nearly every line would change what is read.
#[test]
fn what_cannot_be_put_in_order_is_soon_given_up() {
    for piece in [
        "`a  \nb` ",
        "`a\t\n\n",
        "    a\n\n\n    b  \n",
        "<b>\n\n\n",
        "- a\n\t\tb\n",
        "a  \\ \n",
    ] {
        let text = format!("---\n---\n{}", piece.repeat(60_000 / piece.len()));
        let tidied = tidy(text.as_bytes()).unwrap_or_else(|| text.clone());
        assert!(tidied.split_whitespace().eq(text.split_whitespace()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_tidied_lesson_is_read_as_before(lesson in 0..31_usize, slips in vec((0.0..1.0_f64, 0..11_u8), 1..40)) {
        let (mut files, own) = around(lesson);
        for path in &own {
            let text = String::from_utf8(files[path].clone()).unwrap();
            files.insert(path.clone(), mutated(&text, &slips).into_bytes());
        }
        let (before, _) = read(&files, "en");
        for path in &own {
            if let Some(tidied) = tidy(&files[path]) {
                prop_assert_eq!(tidy(tidied.as_bytes()), None, "tidied twice");
                files.insert(path.clone(), tidied.into_bytes());
            }
        }
        let (after, _) = read(&files, "en");
        prop_assert_eq!(without_hashes(before), without_hashes(after));
    }

    #[test]
    fn whatever_stands_there_is_read_as_before(pieces in vec(select(PIECES.to_vec()), 0..60), at in 0.0..1.0_f64) {
        let mut files = valid();
        let text = String::from_utf8(files[LESSON].clone()).unwrap();
        let lines: Vec<_> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        let at = lines[(at * lines.len() as f64) as usize % lines.len()];
        let text = [&text[..at], &pieces.concat(), &text[at..]].concat();
        files.insert(LESSON.to_owned(), text.into_bytes());
        let (before, _) = read(&files, "en");
        if let Some(tidied) = tidy(&files[LESSON]) {
            prop_assert_eq!(tidy(tidied.as_bytes()), None, "tidied twice");
            files.insert(LESSON.to_owned(), tidied.into_bytes());
        }
        let (after, _) = read(&files, "en");
        prop_assert_eq!(without_hashes(before), without_hashes(after));
    }
}
