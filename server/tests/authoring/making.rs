//! A lesson to begin with, the matrix of standards, and the schemas.

use scraper::{Html, Selector};
use serde_json::Value;

use super::{Desk, LESSON, SHIPPED, with_two_errors};

#[test]
fn a_new_lesson_passes_the_check_and_says_what_to_do() {
    let desk = Desk::new();
    let said = desk.run(&["new", "k-2", "Who's \"it\"? Taking turns"]);
    assert_eq!((said.code, said.beside.as_str()), (Some(0), ""));
    let folder = "lessons/en/k-2/06-whos-it-taking-turns";
    for file in ["lesson.md", "guide.md", "family.md"] {
        let path = format!("{folder}/{file}");
        assert!(said.out.contains(&path), "{}", said.out);
        assert!(desk.read(&path).contains("eplace this with"));
    }
    assert!(
        said.out.contains("groundwork lessons check lessons"),
        "{}",
        said.out
    );
    let harm = desk.run(&["new", "k-2", "Telling late", "lessons", "--harm"]);
    assert_eq!(harm.code, Some(0), "{}", harm.beside);
    assert!(
        desk.read("lessons/en/k-2/07-telling-late/lesson.md")
            .contains("harm: true")
    );
    let checked = desk.run(&["check"]);
    assert_eq!(checked.code, Some(0), "{}", checked.out);
    assert!(
        checked.out.contains("3 lessons, 0 errors"),
        "{}",
        checked.out
    );
    assert!(desk.files().keys().all(|path| !path.contains(".part")));
}

#[test]
fn a_lesson_that_cannot_be_leaves_nothing_behind() {
    let desk = Desk::new();
    desk.refuses(
        &["new", "k2", "Taking turns"],
        &["k2 is no grade band", "k-2, 3-5"],
    );
    desk.refuses(
        &["new", "3-5", "Taking turns"],
        &["en/3-5/unit.md is missing"],
    );
    let taken = ["new", "k-2", "Surprises and secrets"];
    desk.refuses(&taken, &["05-surprises-and-secrets is there already"]);
    desk.refuses(&["new", "k-2", "…"], &["no letter"]);
    desk.refuses(&["new", "k-2", "Stranger danger"], &["is not used here"]);
    desk.refuses(&["new", "k-2", "Taking turns", "nowhere"], &["nowhere"]);
}

#[test]
fn the_matrix_fits_a_terminal_and_tells_the_gaps() {
    let desk = Desk::new();
    let said = desk.run(&["coverage", SHIPPED]);
    assert_eq!((said.code, said.beside.as_str()), (Some(0), ""));
    for line in said.out.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
    for band in ["K–2", "3–5", "6–8", "9–10", "11–12"] {
        assert!(said.out.lines().any(|line| line == band), "{band}");
    }
    assert!(said.out.contains("Every lesson names a standard."));
    let said = desk.run(&["coverage"]);
    assert!(
        said.out.contains("Named by no lesson at all"),
        "{}",
        said.out
    );
}

/// Two standards of the small tree are named; the others are gaps of its one band.
#[test]
fn the_page_is_whole_in_itself_and_readable_without_sight() {
    let desk = Desk::new();
    let said = desk.run(&["coverage", "--format", "html", SHIPPED]);
    assert_eq!(said.code, Some(0), "{}", said.beside);
    let page = Html::parse_document(&said.out);
    let all = |selector: &str| {
        let selector = Selector::parse(selector).unwrap();
        page.select(&selector).collect::<Vec<_>>()
    };
    assert!(all("script, link, img, [src], [href], [style]").is_empty());
    assert_eq!(all("html[lang=en]").len(), 1);
    assert_eq!(all("h1").len(), 1);
    let tables = all("table");
    assert_eq!(tables.len(), 5);
    assert_eq!(all("table > caption").len(), 5);
    assert!(all("th:not([scope])").is_empty());
    assert_eq!(all("tbody tr").len(), all("tbody th[scope=row]").len());
    assert_eq!(all("thead th").len(), 5 * 3 + 31);
    let gaps = all("tr.gap");
    assert!(!gaps.is_empty());
    assert!(
        gaps.iter()
            .all(|row| row.text().any(|text| text == "none: a gap"))
    );
    // A code that nobody has verified is printed on no page.
    assert!(said.out.contains("CHR.5.IC.1") && !said.out.contains("IV.8.CC.x"));
}

#[test]
fn a_spreadsheet_gets_a_row_for_each_lesson_and_standard_and_no_formula() {
    let desk = Desk::new();
    let registry = "lessons/registry/standards.toml";
    desk.change(registry, "nhes3:4", "=1+1");
    desk.change(LESSON, "nhes3:4", "\"=1+1\"");
    let said = desk.run(&["coverage", "--format", "csv"]);
    assert_eq!(said.code, Some(0), "{}", said.beside);
    let text = said.out.strip_prefix('\u{feff}').unwrap();
    let mut csv = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<_> = csv.records().map(Result::unwrap).collect();
    let named = rows.iter().filter(|row| !row[2].is_empty());
    assert!(
        named
            .clone()
            .all(|row| &row[2] == "k-2.surprises-and-secrets")
    );
    let keys: Vec<_> = named.map(|row| &row[4]).collect();
    assert!(keys.contains(&"'=1+1"), "{keys:?}");
    assert_eq!(keys.len(), 2);
    assert!(
        rows.iter()
            .all(|row| !row.iter().any(|field| field.starts_with('=')))
    );
}

#[test]
fn a_lesson_with_errors_is_in_no_matrix() {
    let desk = with_two_errors();
    desk.refuses(&["coverage"], &["2 errors", "lessons check"]);
}

#[test]
fn a_schema_is_printed_for_each_file() {
    let desk = Desk::new();
    for file in ["lesson", "guide", "family", "unit"] {
        let said = desk.run(&["schema", file]);
        assert_eq!((said.code, said.beside.as_str()), (Some(0), ""));
        let schema: Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(schema["title"], format!("Front matter of {file}.md"));
        assert_eq!(schema["additionalProperties"], false);
    }
    let standards = |arguments: &[&str]| {
        let said = desk.run(arguments);
        let schema: Value = serde_json::from_str(&said.out).unwrap();
        schema["properties"]["standards"]["items"].clone()
    };
    assert_eq!(standards(&["schema"])["type"], "string");
    let known = standards(&["schema", "lesson", "--lessons", "lessons"]);
    let known = known["enum"].as_array().unwrap();
    assert!(known.contains(&"nhes3:4".into()), "{known:?}");
}
