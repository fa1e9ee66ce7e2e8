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
//! A case of the codes T, or whose name ends with `in-spanish`, is an edit of the valid tree with its
//! translation. One of the codes O makes its edits in a school's overlay of the valid tree.
//!
//! Without `find` the file is new; `remove` in the place of `replace` takes it away; `and` stands
//! between two edits.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod tree;

use std::{collections::BTreeSet, fs};

use lessons::{
    lint::rules::{RULES, rule},
    overlay::Overlay,
    problem::{Problem, render},
    read::{Files, files},
};
use tree::{change, folder, outcome, valid};

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

/// What a case edits.
fn tree_of(name: &str) -> Files {
    match name.starts_with('T') || name.starts_with("O004") || name.ends_with("in-spanish") {
        true => translated(),
        false => valid(),
    }
}

fn problems(case: &Case) -> Vec<Problem> {
    if !case.name.starts_with('O') {
        return outcome(&case.files).1;
    }
    let shipped = tree_of(&case.name);
    let mut own = case.files.clone();
    own.retain(|path, text| shipped.get(path) != Some(text));
    let overlay = Overlay {
        name: "ours".into(),
        files: own,
    };
    overlay.read(&shipped, "en").1
}

/// The first digits of the valid lesson's content version, as an overlay names it: `{version}`.
fn version() -> String {
    let (curriculum, _) = outcome(&valid());
    curriculum.lessons().next().unwrap().hash[..12].to_owned()
}

fn cases() -> Vec<Case> {
    let version = version();
    let mut cases: Vec<_> = fs::read_dir(folder("broken"))
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let text = fs::read_to_string(&path).unwrap();
            case(name, &text.replace("{version}", &version))
        })
        .collect();
    cases.sort_by(|one, other| one.name.cmp(&other.name));
    cases
}

fn case(name: String, text: &str) -> Case {
    let (edits, expected) = text.split_once("\nexpect\n").unwrap();
    let mut files = tree_of(&name);
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
        let problems = problems(&case);
        let report: String = problems.iter().map(render).collect();
        let code = case.name.split('-').next().unwrap();
        let is_one = matches!(&*problems, [problem] if problem.code == code)
            && rule(code).is_some_and(|rule| rule.level == problems[0].level);
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
    let codes: BTreeSet<_> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(covered, codes);
    assert_eq!(codes.len(), RULES.len(), "a code is listed twice");
}
