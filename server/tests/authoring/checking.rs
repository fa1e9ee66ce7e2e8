//! What a check tells persons and programs, and how it puts spacing in order.

use std::{
    fs,
    process::{Command, Stdio},
};

use lessons::lint::rules::RULES;
use serde_json::Value;

use super::{Desk, LESSON, with_two_errors};

#[test]
fn a_person_is_told_each_line_and_a_summary_by_band() {
    let said = with_two_errors().run(&["check"]);
    assert_eq!(said.code, Some(1));
    let excerpt = "topics: [secretz, trusted-adults]\n     |          ^^^^^^^\n";
    assert!(said.out.contains(excerpt), "{}", said.out);
    assert!(said.out.contains("help: Did you mean"), "{}", said.out);
    let table = "Band            Lessons  Errors  Warnings\n\
                 K–2                   1       1         0\n\
                 Outside a band                1         0\n\n\
                 1 lesson, 2 errors, 0 warnings.\n";
    assert!(said.out.ends_with(table), "{}", said.out);
    let said = Desk::new().run(&["check"]);
    assert_eq!(said.code, Some(0), "{}", said.out);
    assert!(said.out.ends_with("1 lesson, 0 errors, 0 warnings.\n"));
}

#[test]
fn a_program_is_told_a_list_of_objects() {
    let said = with_two_errors().run(&["check", "--format", "json"]);
    assert_eq!((said.code, said.beside.as_str()), (Some(1), ""));
    let problems: Value = serde_json::from_str(&said.out).unwrap();
    let problems = problems.as_array().unwrap();
    assert_eq!(problems.len(), 2);
    let topic = &problems[0];
    assert_eq!(topic["file"], LESSON);
    let place = ["line", "column", "end_column"].map(|key| topic[key].as_u64().unwrap());
    assert_eq!(place, [10, 10, 17]);
    assert_eq!(
        (&topic["code"], &topic["level"]),
        (&"F009".into(), &"error".into())
    );
    assert_eq!(topic["message"], "unknown topic `secretz`");
    assert!(topic["help"].as_str().unwrap().contains("secrets"));
    let said = Desk::new().run(&["check", "--format", "json"]);
    assert_eq!((said.code, said.out.trim()), (Some(0), "[]"));
}

#[test]
fn a_code_host_is_told_sarif_with_every_rule() {
    let desk = with_two_errors();
    // However the folder is named, files are named from the working directory on.
    let whole = desk.0.path().join("lessons").to_string_lossy().into_owned();
    for folder in ["lessons", "./lessons/", &whole] {
        let said = desk.run(&["check", "--format", "sarif", folder]);
        assert_eq!(said.code, Some(1));
        let log: Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(rules.len(), RULES.len());
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), 2);
        for result in results {
            let index = result["ruleIndex"].as_u64().unwrap() as usize;
            assert_eq!(rules[index]["id"], result["ruleId"]);
            let meaning = &rules[index]["shortDescription"]["text"];
            assert_eq!(meaning, RULES[index].meaning);
            let place = &result["locations"][0]["physicalLocation"];
            let uri = place["artifactLocation"]["uri"].as_str().unwrap();
            assert!(uri.starts_with("lessons/en/"), "{uri}");
        }
        let region = &results[0]["locations"][0]["physicalLocation"]["region"];
        let wanted = serde_json::json!({ "startLine": 10, "startColumn": 10, "endColumn": 17 });
        assert_eq!(*region, wanted);
        assert_eq!(run["columnKind"], "unicodeCodePoints");
    }
    fs::rename(
        desk.0.path().join("lessons"),
        desk.0.path().join("my lessons"),
    )
    .unwrap();
    let said = desk.run(&["check", "--format", "sarif", "my lessons"]);
    assert!(said.out.contains("\"my%20lessons/en/"), "{}", said.out);
}

#[test]
fn a_folder_elsewhere_is_named_in_full() {
    let (here, there) = (Desk::new(), with_two_errors());
    let folder = there.0.path().join("lessons").canonicalize().unwrap();
    let said = here.run(&["check", "--format", "sarif", &folder.to_string_lossy()]);
    let log: Value = serde_json::from_str(&said.out).unwrap();
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    let uri = place["artifactLocation"]["uri"].as_str().unwrap();
    assert!(
        uri.starts_with(&format!("file://{}/en/", folder.display())),
        "{uri}"
    );
}

#[test]
fn a_workflow_is_told_commands_with_their_signs_escaped() {
    let desk = with_two_errors();
    desk.change(
        LESSON,
        "summary: Sorting happy",
        "summary: 100% stranger danger, happy",
    );
    fs::rename(desk.0.path().join("lessons"), desk.0.path().join("a,b")).unwrap();
    let said = desk.run(&["check", "--format", "github", "a,b"]);
    assert_eq!(said.code, Some(1));
    let file = "a%2Cb/en/k-2/05-surprises-and-secrets/lesson.md";
    let topic =
        format!("::error file={file},line=10,col=10,endColumn=16,title=F009::unknown topic");
    let lines: Vec<_> = said.out.lines().collect();
    assert!(
        lines.iter().any(|line| line.starts_with(&topic)),
        "{}",
        said.out
    );
    assert_eq!(lines.len(), 3, "{}", said.out);
    assert!(
        lines
            .iter()
            .all(|line| line.starts_with("::error file=a%2Cb/"))
    );
}

#[test]
fn a_folder_without_lessons_is_refused_in_every_format() {
    let desk = Desk::new();
    fs::create_dir(desk.0.path().join("empty")).unwrap();
    for format in ["human", "json", "sarif", "github"] {
        let said = desk.run(&["check", "--format", format, "empty"]);
        assert_eq!(said.code, Some(1), "{format}");
    }
    desk.refuses(&["check", "nowhere"], &["nowhere"]);
}

#[test]
fn spacing_is_put_in_order_and_nothing_else() {
    let desk = Desk::new();
    let clean = desk.files();
    desk.change(LESSON, "\n\n", "  \r\n\r\n\r\n");
    let file = desk.0.path().join(LESSON);
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    #[cfg(unix)]
    std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o640);
    fs::set_permissions(&file, permissions).unwrap();
    let permissions = fs::metadata(&file).unwrap().permissions();
    let said = desk.run(&["check", "--fix"]);
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.beside);
    let told = format!("{LESSON}: spacing put in order\n");
    assert!(said.out.starts_with(&told), "{}", said.out);
    let after = desk.files();
    assert_eq!(after[LESSON], clean[LESSON]);
    assert_eq!(
        after.keys().collect::<Vec<_>>(),
        clean.keys().collect::<Vec<_>>()
    );
    assert_eq!(fs::metadata(&file).unwrap().permissions(), permissions);
    let said = desk.run(&["check", "--fix"]);
    assert!(said.out.starts_with("Band"), "{}", said.out);
    assert_eq!(desk.files(), after);
}

#[test]
fn what_was_put_in_order_stands_beside_the_answer_for_a_program() {
    let desk = with_two_errors();
    desk.change(LESSON, "\n\n", "\n\n\n");
    let said = desk.run(&["check", "--fix", "--format", "json"]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.beside
            .contains(&format!("{LESSON}: spacing put in order"))
    );
    assert_eq!(
        serde_json::from_str::<Vec<Value>>(&said.out).unwrap().len(),
        2
    );
}

#[cfg(unix)]
#[test]
fn a_linked_file_stays_a_link() {
    let desk = Desk::new();
    let (link, file) = (
        desk.0.path().join(LESSON),
        desk.0.path().join("elsewhere.md"),
    );
    fs::rename(&link, &file).unwrap();
    std::os::unix::fs::symlink(&file, &link).unwrap();
    let clean = desk.read("elsewhere.md");
    desk.change("elsewhere.md", "\n\n", "\n\n\n");
    assert_eq!(desk.run(&["check", "--fix"]).code, Some(0));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(desk.read("elsewhere.md"), clean);
}

#[test]
fn a_release_is_held_to_helplines_that_somebody_has_checked_lately() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["check"]).code, Some(0));
    let said = desk.run(&["check", "--fresh"]);
    assert_eq!(said.code, Some(1), "{}", said.out);
    assert!(said.out.contains("error[H001]"), "{}", said.out);
    let today = chrono::Utc::now().date_naive().to_string();
    desk.change("lessons/registry/helplines.toml", "2026-01-31", &today);
    let said = desk.run(&["check", "--fresh"]);
    assert_eq!(said.code, Some(0), "{}", said.out);
}

#[test]
fn a_reader_that_goes_away_is_no_mistake_and_hides_none() {
    for (desk, code) in [(Desk::new(), 0), (with_two_errors(), 1)] {
        let child = Command::new(env!("CARGO_BIN_EXE_groundwork"))
            .args(["lessons", "check"])
            .current_dir(desk.0.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let mut child = child.unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let beside = String::from_utf8(output.stderr).unwrap();
        assert_eq!((beside.as_str(), output.status.code()), ("", Some(code)));
    }
}
