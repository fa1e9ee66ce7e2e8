//! What always holds in the house, as far as reading the files can tell. The README lists it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::root;

const LONGEST: usize = 400;

/// Every Rust file below a folder of the repository, by its path in it, with its text.
fn files(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let name = path.strip_prefix(root()).unwrap_or(&path);
                found.push((
                    name.display().to_string(),
                    fs::read_to_string(&path).unwrap(),
                ));
            }
        }
    }
    assert!(!found.is_empty(), "nothing was found in {folder}");
    found
}

/// Every file of `folder` with one of these words, but those below `but`.
fn with_any(folder: &str, words: &[&str], but: &[&str]) -> Vec<String> {
    let is_there = |(name, text): &(String, String)| {
        let is_free = but.iter().any(|free| Path::new(name).starts_with(free));
        !is_free && words.iter().any(|word| text.contains(word))
    };
    let found = files(folder).into_iter().filter(is_there);
    found.map(|(name, _)| name).collect()
}

#[test]
fn no_file_is_longer_than_one_can_read() {
    for folder in ["app", "lessons", "server", "xtask"] {
        for (name, text) in files(folder) {
            let lines = text.lines().count();
            assert!(lines <= LONGEST, "{name} has {lines} lines");
        }
    }
}

#[test]
fn a_page_names_no_database_and_no_environment() {
    let words = ["sea_orm", "sqlx", "std::env", "env::var"];
    assert_eq!(with_any("app/src", &words, &[]), [""; 0]);
}

#[test]
fn queries_stand_with_their_tables_and_in_the_reports() {
    let words = [
        "Entity::find",
        "Entity::insert",
        "Entity::update",
        "Entity::delete",
        "SELECT ",
    ];
    let theirs = [
        "server/src/entity",
        "server/src/reports",
        "server/src/migration",
        "server/src/db",
    ];
    assert_eq!(with_any("server/src", &words, &theirs), [""; 0]);
}

#[test]
fn lessons_are_read_without_a_network_a_database_or_a_clock() {
    let words = ["tokio", "sea_orm", "std::net", "SystemTime", "async fn"];
    assert_eq!(with_any("lessons/src", &words, &[]), [""; 0]);
}
