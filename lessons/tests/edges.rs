//! How reading behaves at the edges: odd bytes, floods, files that cannot be shown, and age.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod tree;

use lessons::{
    lint,
    problem::Level,
    read::{Files, read},
};
use toml::value::Date;
use tree::{change, outcome, valid};

const LESSON: &str = "en/k-2/05-surprises-and-secrets/lesson.md";
const GUIDE: &str = "en/k-2/05-surprises-and-secrets/guide.md";
const FAMILY: &str = "en/k-2/05-surprises-and-secrets/family.md";

#[test]
fn line_ends_and_byte_order_marks_change_no_place() {
    let mut files = valid();
    change(
        &mut files,
        LESSON,
        "Stretch up like a tree.",
        "“Stretch” – <b>up</b>.",
    );
    let (plain, expected) = outcome(&files);
    let text = String::from_utf8(files[LESSON].clone()).unwrap();
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    files.insert(LESSON.into(), windows.into_bytes());
    let (other, problems) = outcome(&files);
    assert_eq!(problems, expected);
    assert_eq!((problems[0].line, problems[0].column), (108, 13));
    let steps =
        |curriculum: lessons::course::Curriculum| curriculum.units[0].lessons[0].steps.clone();
    assert_eq!(steps(plain), steps(other));
}

#[test]
fn all_problems_of_a_front_matter_are_told_at_once() {
    let mut files = valid();
    change(
        &mut files,
        LESSON,
        "title: Surprises and secrets\nband: k-2\n",
        "titel: Surprises\nband: k2\n",
    );
    change(&mut files, LESSON, "minutes: 20\n", "minutes: many\n");
    let (_, problems) = outcome(&files);
    let codes: Vec<_> = problems
        .iter()
        .map(|problem| (problem.line, problem.code))
        .collect();
    assert_eq!(codes, [(1, "F003"), (4, "F002"), (5, "F004"), (7, "F003")]);
}

#[test]
fn bytes_that_are_no_text_are_told_where_they_stand() {
    let mut files = valid();
    let mut bytes = files[FAMILY].clone();
    bytes.splice(10..10, [0xff]);
    files.insert(FAMILY.into(), bytes);
    let (curriculum, problems) = outcome(&files);
    assert_eq!(problems.len(), 1);
    assert_eq!(
        (problems[0].code, problems[0].line, problems[0].column),
        ("F008", 2, 7)
    );
    assert_eq!(curriculum.lessons().count(), 0);
}

#[test]
fn a_file_too_large_to_be_a_lesson_is_refused() {
    let mut files = valid();
    files.insert(FAMILY.into(), vec![b'a'; 10 * 1024 * 1024]);
    let (_, problems) = outcome(&files);
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, "F008");
}

#[test]
fn a_flood_of_problems_is_counted_and_not_listed() {
    let mut files = valid();
    let flood = "<b>\n\n".repeat(1000);
    change(&mut files, GUIDE, "Make a poster of helpers.", &flood);
    let (_, problems) = outcome(&files);
    assert_eq!(problems.len(), 61);
    assert!(
        problems
            .iter()
            .any(|problem| problem.message.contains("further problems"))
    );
}

#[test]
fn a_lesson_whose_harm_is_not_said_is_never_shown() {
    let mut files = valid();
    change(&mut files, LESSON, "harm: true\n", "harm: \"false\"\n");
    let (curriculum, problems) = outcome(&files);
    assert_eq!(curriculum.lessons().count(), 0);
    assert_eq!(problems[0].code, "F003");
}

#[test]
fn a_check_with_a_fault_is_left_out_of_its_step() {
    let mut files = valid();
    change(&mut files, LESSON, "2. [x] a surprise", "2. [ ] a surprise");
    let (curriculum, _) = outcome(&files);
    let lesson = curriculum.lessons().next().unwrap();
    assert!(lesson.check("card").is_none());
    assert!(lesson.check("listen").is_some());
}

#[test]
fn two_folders_with_one_name_or_number_are_told() {
    let mut files = valid();
    for (path, bytes) in valid() {
        if let Some(name) = path.strip_prefix("en/k-2/05-surprises-and-secrets/") {
            files.insert(format!("en/k-2/06-surprises-and-secrets/{name}"), bytes);
        }
    }
    let (curriculum, problems) = outcome(&files);
    assert!(problems.iter().any(|problem| problem.code == "F007"));
    assert_eq!(curriculum.lessons().count(), 1);
}

fn version(files: &Files) -> String {
    let (curriculum, _) = outcome(files);
    curriculum.lessons().next().unwrap().hash.clone()
}

#[test]
fn the_version_changes_with_any_of_the_three_files() {
    let before = version(&valid());
    assert_eq!(before.len(), 64);
    for (path, find, replace) in [
        (LESSON, "Stretch up", "Reach up"),
        (GUIDE, "Show the box.", "Show a box."),
        (FAMILY, "Stay calm", "Stay warm"),
    ] {
        let mut files = valid();
        change(&mut files, path, find, replace);
        assert_ne!(version(&files), before, "{path}");
    }
}

#[test]
fn nothing_and_an_unknown_language_are_told_too() {
    let (curriculum, problems) = outcome(&Files::new());
    assert!(curriculum.units.is_empty());
    assert!(problems.iter().all(|problem| problem.code == "F001"));
    let (_, problems) = read(&valid(), "xx");
    assert_eq!(problems[0].code, "F004");
}

#[test]
fn a_helpline_is_warned_about_before_it_is_stale() {
    let (curriculum, _) = outcome(&valid());
    let on = |month, day| {
        let today = Date {
            year: 2026,
            month,
            day,
        };
        let problems = lint::helplines(&curriculum.registry, today);
        problems
            .first()
            .map(|problem| (problem.level, problem.line))
    };
    assert_eq!(on(6, 29), None);
    assert_eq!(on(6, 30), Some((Level::Warning, 10)));
    assert_eq!(on(7, 30), Some((Level::Warning, 10)));
    assert_eq!(on(7, 31), Some((Level::Error, 10)));
}
