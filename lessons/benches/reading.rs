//! How long a start takes: every file of the curriculum read, checked and rendered.
//!
//! The target is 31 lessons of three files within 150 ms.

#![expect(
    clippy::expect_used,
    reason = "without its folder there is nothing to measure"
)]

use std::path::Path;

use lessons::read::{Files, files, read};

fn main() {
    divan::main();
}

/// As it lies in the folder.
#[divan::bench]
fn the_shipped_curriculum(bencher: divan::Bencher) {
    let shipped = shipped();
    bencher.bench(|| read(&shipped, "en"));
}

/// Thirty-one lessons, made by repeating the shipped ones under new names.
#[divan::bench]
fn thirty_one_lessons(bencher: divan::Bencher) {
    let repeated = repeated(&shipped(), 31);
    let (curriculum, _) = read(&repeated, "en");
    assert_eq!(curriculum.lessons().count(), 31);
    bencher.bench(|| read(&repeated, "en"));
}

fn shipped() -> Files {
    files(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the lessons folder can be read")
}

/// The same tree with exactly `count` lessons in one band; only their front matter differs.
fn repeated(shipped: &Files, count: usize) -> Files {
    let (curriculum, _) = read(shipped, "en");
    let lessons: Vec<_> = curriculum.lessons().collect();
    let mut files: Files = shipped
        .iter()
        .filter(|(path, _)| path.matches('/').count() < 3)
        .map(|(path, bytes)| (path.clone(), bytes.clone()))
        .collect();
    for (number, lesson) in (1..=count).zip(lessons.iter().cycle()) {
        let band = lesson.band;
        for name in ["lesson.md", "guide.md", "family.md"] {
            let path = format!("{}/{name}", lesson.folder);
            let text = String::from_utf8_lossy(&shipped[&path])
                .replace(&lesson.id, &format!("{band}.copy-{number}"))
                .replace(
                    &format!("order: {}\n", lesson.order),
                    &format!("order: {number}\n"),
                );
            let path = format!("en/{band}/{number:02}-copy-{number}/{name}");
            files.insert(path, text.into_bytes());
        }
    }
    files
}
