//! The rules' one list and the authors' page tell the same.

use std::{fs, path::Path};

use lessons::lint::rules::RULES;

#[test]
fn the_authors_page_lists_every_rule_as_it_is() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let page = fs::read_to_string(page).unwrap();
    let table = page
        .lines()
        .skip_while(|line| *line != "| code | level | what is wrong |")
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let listed: Vec<_> = table.map(str::to_owned).collect();
    let rows: Vec<_> = RULES
        .iter()
        .map(|rule| format!("| {} | {} | {} |", rule.code, rule.level, rule.meaning))
        .collect();
    assert_eq!(listed, rows);
}

#[test]
fn every_meaning_is_one_sentence() {
    for rule in RULES {
        assert!(rule.meaning.ends_with('.'), "{}", rule.code);
        assert!(!rule.meaning.contains(". "), "{}", rule.code);
        assert!(!rule.meaning.contains('|'), "{}", rule.code);
    }
}
