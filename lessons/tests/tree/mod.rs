//! The small valid tree that the tests change, one thing at a time.

use std::path::{Path, PathBuf};

use lessons::{
    course::Curriculum,
    problem::Problem,
    read::{Files, files, read},
};

pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

/// The valid tree: one K–2 lesson that touches on harm and holds every kind of check.
pub fn valid() -> Files {
    files(&folder("valid")).unwrap()
}

/// Replaces `find` in one file; it has to stand there exactly once.
pub fn change(files: &mut Files, path: &str, find: &str, replace: &str) {
    let text = String::from_utf8(files[path].clone()).unwrap();
    assert_eq!(text.matches(find).count(), 1, "in {path}: {find}");
    files.insert(path.to_owned(), text.replace(find, replace).into_bytes());
}

/// What reading the tree says.
pub fn outcome(files: &Files) -> (Curriculum, Vec<Problem>) {
    read(files, "en")
}
