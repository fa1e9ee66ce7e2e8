//! A new lesson keeps every rule, for every band, about harm or not.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;

use lessons::{
    course::Band,
    draft::draft,
    guide::{Counselor, Send},
    lesson::Status,
    problem::{Level, Problem},
    read::{Files, files, read},
    tidy::tidy,
};
fn folder(name: &str) -> Files {
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

fn shipped() -> Files {
    folder("")
}

fn valid() -> Files {
    folder("tests/valid")
}

/// Hints about style, which an author's own words will settle.
fn is_style(problem: &Problem) -> bool {
    problem.level == Level::Warning && ["C005", "W003"].contains(&problem.code)
}

#[test]
fn a_new_lesson_has_no_problem_in_any_band() {
    let mut all = shipped();
    let every = Band::ALL
        .into_iter()
        .flat_map(|band| [(band, false), (band, true)]);
    let mut made = Vec::new();
    for (band, harm) in every {
        let title = if harm {
            "Telling, even later"
        } else {
            "Taking turns"
        };
        let draft = draft(&all, band, title, harm).unwrap();
        all.extend(draft.files.clone());
        made.push((band, harm, draft));
    }
    let (curriculum, mut problems) = read(&all, "en");
    problems.retain(|problem| !is_style(problem));
    assert_eq!(problems, []);
    for (band, harm, draft) in made {
        let unit = curriculum.unit(band).unwrap();
        let place = unit.lessons.len() - if harm { 1 } else { 2 };
        let lesson = &unit.lessons[place];
        assert_eq!(lesson.folder, draft.folder);
        assert_eq!(
            (lesson.status, lesson.guide.status),
            (Status::Draft, Status::Draft)
        );
        assert_eq!((lesson.harm, lesson.notice.is_some()), (harm, harm));
        let (send, counselor) = match harm {
            true => (Send::Before, Counselor::InRoom),
            false => (Send::After, Counselor::Available),
        };
        assert_eq!(
            (lesson.family.send, lesson.guide.counselor),
            (send, counselor)
        );
        for bytes in draft.files.values() {
            let text = str::from_utf8(bytes).unwrap();
            assert!(text.to_lowercase().contains("replace this with"), "{text}");
            assert!(!text.contains("{{") && !text.contains("}}"), "{text}");
            assert_eq!(tidy(bytes), None, "{text}");
        }
    }
}

#[test]
fn a_title_may_hold_any_sign() {
    for title in [
        "\"Yes\": a *full* answer",
        "Who's `there`? <you> & me #1",
        "It's [okay] to_be_me \\ | ~~no~~",
        "true",
        "12",
        "- a list?",
    ] {
        let draft = draft(&valid(), Band::K2, title, true).unwrap();
        let mut all = valid();
        all.extend(draft.files);
        let (curriculum, mut problems) = read(&all, "en");
        problems.retain(|problem| !is_style(problem));
        assert_eq!(problems, [], "{title}");
        assert_eq!(curriculum.units[0].lessons[1].title, title);
        assert_eq!(curriculum.units[0].lessons[1].order, 6);
    }
}

#[track_caller]
fn refuses(files: &Files, band: Band, title: &str, words: &str) {
    let why = draft(files, band, title, false).unwrap_err().0;
    assert!(why.contains(words), "{why}");
    assert!(why.ends_with('.'), "{why}");
}

#[test]
fn a_lesson_that_cannot_be_is_refused_with_the_reason() {
    let valid = valid();
    refuses(
        &valid,
        Band::K2,
        "Surprises, and secrets!",
        "is there already",
    );
    refuses(&valid, Band::Six8, "Too much", "en/6-8/unit.md is missing");
    refuses(&valid, Band::K2, "¿…?", "no letter");
    refuses(&valid, Band::K2, &"long ".repeat(13), "at most 60");
    refuses(
        &shipped(),
        Band::K2,
        "Stranger danger",
        "“stranger danger” is not used here",
    );
    let mut few = valid.clone();
    let glossary =
        "---\nformat: 1\ntitle: Words\nlang: en\ndir: ltr\nstatus: draft\n---\n\n# Words\n";
    few.insert("en/glossary.md".into(), glossary.into());
    refuses(&few, Band::K2, "Taking turns", "fewer than three words");
}
