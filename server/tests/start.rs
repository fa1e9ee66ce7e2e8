//! Starts that cannot work: one clear sentence, a non-zero exit, and nothing half-written.

use std::{
    fs,
    net::TcpListener,
    path::Path,
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

pub const LESSONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../lessons");

pub fn groundwork(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_groundwork"))
        .args(arguments)
        .env_remove("GROUNDWORK_DATA")
        .env_remove("GROUNDWORK_DATABASE")
        .env_remove("GROUNDWORK_LESSONS")
        .env_remove("GROUNDWORK_OVERLAY")
        .env("GROUNDWORK_LOG", "off")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// What it says when it refuses: one line on standard error that holds `words`.
#[track_caller]
pub fn refuses(arguments: &[&str], words: &[&str]) {
    let output = groundwork(arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "{arguments:?} worked: {said}");
    assert_eq!(said.trim().lines().count(), 1, "{said}");
    assert!(
        said.trim().ends_with(['.', ')']) || said.contains("check"),
        "{said}"
    );
    for word in words {
        assert!(said.contains(word), "no {word:?} in {said}");
    }
    assert!(
        output.stdout.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

fn folder() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data").to_string_lossy().into_owned();
    (folder, data)
}

fn is_empty(data: &str) -> bool {
    fs::read_dir(data).map_or(true, |mut files| files.next().is_none())
}

#[test]
fn a_missing_lessons_folder() {
    let (_folder, data) = folder();
    let arguments = ["serve", "--data", &data, "--lessons", "/no/such/folder"];
    refuses(&arguments, &["/no/such/folder", "--lessons"]);
    assert!(is_empty(&data));
}

#[test]
fn an_empty_lessons_folder() {
    let (folder, data) = folder();
    let lessons = folder.path().to_string_lossy().into_owned();
    refuses(
        &["serve", "--data", &data, "--lessons", &lessons],
        &["no lessons", "--lessons"],
    );
    assert!(is_empty(&data));
}

#[test]
fn a_broken_lesson() {
    let (folder, data) = folder();
    let lessons = folder.path().join("lessons");
    copy(Path::new(LESSONS), &lessons);
    let broken = lessons.join("en/6-8/01-my-mind-my-toolbox/lesson.md");
    let text = fs::read_to_string(&broken).unwrap();
    fs::write(&broken, text.replace("band: 6-8", "band: sixish")).unwrap();
    let lessons = lessons.to_string_lossy().into_owned();
    refuses(
        &["serve", "--data", &data, "--lessons", &lessons],
        &["lessons check", "error"],
    );
    assert!(is_empty(&data));
    let checked = groundwork(&["lessons", "check", &lessons]);
    let said = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert_eq!(checked.status.code(), Some(1), "{said}");
    assert!(said.contains("lesson.md:"), "{said}");
    assert!(
        said.trim().lines().last().unwrap().contains("error"),
        "{said}"
    );
}

fn copy(from: &Path, to: &Path) {
    for part in ["en", "registry"] {
        copy_all(&from.join(part), &to.join(part));
    }
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy_all(&entry.path(), &to),
            false => drop(fs::copy(entry.path(), to).unwrap()),
        }
    }
}

#[test]
fn the_shipped_lessons_are_without_an_error() {
    let checked = groundwork(&["lessons", "check", LESSONS]);
    let said = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(checked.status.success(), "{said}");
    assert!(said.contains("0 errors"), "{said}");
}

#[test]
fn an_unknown_kind_of_database() {
    let (_folder, data) = folder();
    let arguments = [
        "serve",
        "--data",
        &data,
        "--lessons",
        LESSONS,
        "--listen",
        "127.0.0.1:0",
    ];
    let mysql = [&arguments[..], &["--database", "mysql://ada:secret@db/x"]].concat();
    refuses(&mysql, &["mysql://db/x", "postgres://"]);
    let wrong = String::from_utf8_lossy(&groundwork(&mysql).stderr).into_owned();
    assert!(!wrong.contains("secret"), "{wrong}");
    assert!(is_empty(&data));
}

#[test]
fn a_database_that_does_not_answer() {
    let (_folder, data) = folder();
    let closed = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = closed.local_addr().unwrap().port();
    drop(closed);
    let address = format!("postgres://ada:secret@127.0.0.1:{port}/groundwork");
    let arguments = ["migrate", "--data", &data, "--database", &address];
    refuses(&arguments, &["does not answer", "--database"]);
    let said = String::from_utf8_lossy(&groundwork(&arguments).stderr).into_owned();
    assert!(!said.contains("secret"), "{said}");
}

#[test]
fn a_port_that_is_taken() {
    let (_folder, data) = folder();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let arguments = [
        "serve",
        "--data",
        &data,
        "--lessons",
        LESSONS,
        "--listen",
        &address,
    ];
    refuses(&arguments, &[&address, "--listen"]);
    assert!(is_empty(&data));
}

#[test]
fn a_folder_that_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "in the way").unwrap();
    let data = file.join("data").to_string_lossy().into_owned();
    refuses(
        &["migrate", "--data", &data],
        &["cannot be written", "--data"],
    );
}

#[test]
fn a_file_that_is_no_database() {
    let (_folder, data) = folder();
    fs::create_dir_all(&data).unwrap();
    let file = Path::new(&data).join("groundwork.db");
    fs::write(&file, "a letter to the principal, and no database at all").unwrap();
    refuses(&["migrate", "--data", &data], &["no Groundwork database"]);
    assert!(fs::read_to_string(&file).unwrap().starts_with("a letter"));
}

#[test]
fn a_lost_or_damaged_key_file() {
    let (_folder, data) = folder();
    assert!(groundwork(&["migrate", "--data", &data]).status.success());
    let key = Path::new(&data).join("groundwork.key");
    fs::write(&key, "short").unwrap();
    let arguments = [
        "serve",
        "--data",
        &data,
        "--lessons",
        LESSONS,
        "--listen",
        "127.0.0.1:0",
    ];
    refuses(&arguments, &["groundwork.key", "32 bytes"]);
}

#[test]
fn plain_http_for_the_whole_network() {
    let (_folder, data) = folder();
    let arguments = [
        "serve",
        "--data",
        &data,
        "--lessons",
        LESSONS,
        "--listen",
        "0.0.0.0:0",
    ];
    refuses(&arguments, &["--insecure-lan", "--origin"]);
    assert!(is_empty(&data));
}

#[test]
fn a_second_first_start() {
    let (_folder, data) = folder();
    let first = [
        "init",
        "--data",
        &data,
        "--district",
        "Pine County",
        "--school",
        "Birch",
    ];
    let who = ["--name", "Dora", "--email", "dora@pine.example"];
    let said = groundwork(&[&first[..], &who].concat());
    let text = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(text.contains("http://localhost:8080/invitation/"), "{text}");
    refuses(
        &[&first[..], &["--name", "Dora", "--email", "dora"]].concat(),
        &["--email"],
    );
    refuses(
        &[&first[..], &["--name", " ", "--email", "a@b"]].concat(),
        &["--name"],
    );
}

#[test]
fn a_restore_from_something_else() {
    let (folder, data) = folder();
    assert!(groundwork(&["migrate", "--data", &data]).status.success());
    let before = fs::read(Path::new(&data).join("groundwork.db")).unwrap();
    let letter = folder.path().join("letter").to_string_lossy().into_owned();
    fs::write(
        &letter,
        "Dear principal, this is not a database at all, sorry about that.",
    )
    .unwrap();
    refuses(
        &["restore", "--data", &data, &letter],
        &["no Groundwork database"],
    );
    refuses(&["restore", "--data", &data, "/no/such/file"], &["no file"]);
    assert_eq!(
        before,
        fs::read(Path::new(&data).join("groundwork.db")).unwrap()
    );
}
