//! The curriculum that is shipped: every file reads without a problem, and no released id has gone.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{collections::BTreeSet, path::Path};

use lessons::{
    course::Curriculum,
    problem::{Problem, render},
    read::{Files, files, read},
};

fn shipped() -> (Files, Curriculum, Vec<Problem>) {
    let files = files(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let (curriculum, problems) = read(&files, "en");
    (files, curriculum, problems)
}

#[test]
fn every_shipped_file_reads_without_a_problem() {
    let (_, _, problems) = shipped();
    let report: String = problems.iter().map(render).collect();
    assert!(problems.is_empty(), "{} problems\n{report}", problems.len());
}

#[test]
fn every_shipped_lesson_is_in_the_curriculum() {
    let (files, curriculum, _) = shipped();
    let folders: BTreeSet<_> = files
        .keys()
        .filter(|path| path.starts_with("en/"))
        .filter_map(|path| path.strip_suffix("/lesson.md"))
        .collect();
    let read: BTreeSet<_> = curriculum
        .lessons()
        .map(|lesson| lesson.folder.as_str())
        .collect();
    assert!(!read.is_empty());
    assert_eq!(read, folders);
}

/// What students have done is remembered by these ids, so none may go.
#[test]
fn no_released_id_has_disappeared() {
    let (files, curriculum, _) = shipped();
    let list = String::from_utf8(files["registry/released.txt"].clone()).unwrap();
    let steps = curriculum
        .lessons()
        .flat_map(|lesson| lesson.steps.iter().map(|step| lesson.step_key(step)));
    let checks = curriculum.lessons().flat_map(|lesson| {
        let checks = lesson.steps.iter().flat_map(|step| step.checks());
        checks.map(|check| format!("{}#{}", lesson.id, check.id))
    });
    let here: BTreeSet<String> = steps.chain(checks).collect();
    let released: Vec<_> = list
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .collect();
    let gone: Vec<_> = released.iter().filter(|id| !here.contains(**id)).collect();
    assert!(!released.is_empty());
    assert!(gone.is_empty(), "no longer there: {gone:#?}");
}
