//! One broken tree for every rule and sub-case: an edit of the valid tree, and word for word what
//! the author is told.
//!
//! A case is a file of `tests/broken`, named after the code it expects:
//!
//! ```text
//! file en/k-2/05-surprises-and-secrets/lesson.md
//! find
//! band: k-2
//! replace
//! band: 3-5
//! expect
//! en/k-2/05-surprises-and-secrets/lesson.md:5:7: error[F005] …
//! ```
//!
//! A case of the codes T is an edit of the valid tree with its translation.
//!
//! Without `find` the file is new; `remove` in the place of `replace` takes it away; `and` stands
//! between two edits.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod tree;

use std::{collections::BTreeSet, fs};

use lessons::{
    problem::render,
    read::{Files, files},
};
use tree::{change, folder, outcome, valid};

/// Every code that reading gives.
const CODES: [&str; 33] = [
    "F001", "F002", "F003", "F004", "F005", "F006", "F007", "F008", "F009", "F010", "S001", "S002",
    "S003", "S004", "C001", "C002", "C003", "C004", "A001", "X001", "H001", "G001", "G002", "G003",
    "G004", "G005", "P001", "T001", "T002", "T003", "T004", "W001", "W004",
];

/// A case's edit and what it expects.
struct Case {
    name: String,
    files: Files,
    expected: String,
}

/// The valid tree with its translation into Spanish.
fn translated() -> Files {
    let mut tree = valid();
    tree.extend(files(&folder("translated")).unwrap());
    tree
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<_> = fs::read_dir(folder("broken"))
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            case(name, &fs::read_to_string(&path).unwrap())
        })
        .collect();
    cases.sort_by(|one, other| one.name.cmp(&other.name));
    cases
}

fn case(name: String, text: &str) -> Case {
    let (edits, expected) = text.split_once("\nexpect\n").unwrap();
    let mut files = match name.starts_with('T') {
        true => translated(),
        false => valid(),
    };
    for edit in edits.split("\nand\n") {
        let (path, edit) = edit
            .strip_prefix("file ")
            .unwrap()
            .split_once('\n')
            .unwrap();
        if let Some(edit) = edit.strip_prefix("find\n") {
            let (find, replace) = edit.split_once("\nreplace\n").unwrap();
            change(&mut files, path, find, replace);
        } else if let Some(text) = edit.strip_prefix("replace\n") {
            files.insert(path.to_owned(), text.as_bytes().to_vec());
        } else {
            files.remove(path).unwrap();
        }
    }
    Case {
        name,
        files,
        expected: expected.to_owned(),
    }
}

#[test]
fn the_valid_tree_has_no_problem() {
    let (curriculum, problems) = outcome(&valid());
    let report: String = problems.iter().map(render).collect();
    assert_eq!(report, "");
    assert_eq!(curriculum.lessons().count(), 1);
}

#[test]
fn the_translated_tree_has_no_problem() {
    let (curriculum, problems) = outcome(&translated());
    let report: String = problems.iter().map(render).collect();
    assert_eq!(report, "");
    let spanish = curriculum.translation("es").unwrap();
    let (original, lesson) = (
        curriculum.lessons().next().unwrap(),
        spanish.lessons().next().unwrap(),
    );
    assert_eq!(lesson.title, "Sorpresas y secretos");
    assert_eq!(lesson.guide, original.guide);
    assert!(lessons::lint::translation::fits(original, lesson));
}

#[test]
fn every_broken_tree_is_told_exactly_its_problem() {
    let mut failures = String::new();
    for case in cases() {
        let (_, problems) = outcome(&case.files);
        let report: String = problems.iter().map(render).collect();
        let code = case.name.split('-').next().unwrap();
        let is_one = matches!(&*problems, [problem] if problem.code == code);
        if !is_one || report != case.expected {
            failures += &format!("── {}\n{report}", case.name);
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn every_code_has_a_broken_tree() {
    let cases = cases();
    let covered: BTreeSet<_> = cases.iter().map(|case| &case.name[..4]).collect();
    assert_eq!(covered, BTreeSet::from(CODES));
}
