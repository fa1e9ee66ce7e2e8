//! A school's folder over the shipped lessons: what it changes, what it leaves alone, and what is
//! known about where it came from.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod tree;

use lessons::{
    course::Curriculum,
    lesson::Adapted,
    overlay::{Overlay, version},
    problem::{Problem, render},
    read::Files,
};
use tree::{change, outcome, valid};

const FOLDER: &str = "en/k-2/05-surprises-and-secrets";
const ID: &str = "k-2.surprises-and-secrets";
const GLOSSARY: &str = "en/glossary.md";

fn text(files: &Files, path: &str) -> String {
    String::from_utf8(files[path].clone()).unwrap()
}

/// One shipped file as a school changes it.
fn adapted(file: &str, find: &str, replace: &str) -> Overlay {
    let shipped = valid();
    let path = format!("{FOLDER}/{file}");
    let mut files = Files::from([(path.clone(), shipped[&path].clone())]);
    change(&mut files, &path, find, replace);
    let now = version(&shipped, FOLDER);
    let front = format!("---\nadapted_from: {ID}@{now}\n");
    let text = text(&files, &path).replacen("---\n", &front, 1);
    files.insert(path, text.into_bytes());
    Overlay {
        name: "ours".into(),
        files,
    }
}

fn laid(overlay: &Overlay, shipped: &Files) -> (Curriculum, Vec<Problem>) {
    overlay.read(shipped, "en")
}

#[track_caller]
fn is_fine(problems: &[Problem]) {
    let report: String = problems.iter().map(render).collect();
    assert_eq!(report, "");
}

#[test]
fn a_lesson_is_overridden_file_by_file() {
    let shipped = valid();
    let overlay = adapted(
        "lesson.md",
        "Sam has a box for Noor.",
        "Lee has a box for Noor.",
    );
    let (before, _) = outcome(&shipped);
    let (after, problems) = laid(&overlay, &shipped);
    is_fine(&problems);
    let (before, after) = (before.lesson(ID).unwrap(), after.lesson(ID).unwrap());
    assert_ne!(before.steps, after.steps);
    assert_eq!(
        (&before.guide, &before.family),
        (&after.guide, &after.family)
    );
    assert_ne!(before.hash, after.hash);
    let from = Adapted {
        id: ID.into(),
        version: before.version().to_owned(),
    };
    assert_eq!((&before.adapted, &after.adapted), (&None, &Some(from)));
}

#[test]
fn a_guide_that_was_adapted_alone_says_so_and_students_read_the_shipped_lesson() {
    let overlay = adapted("guide.md", "Show the box.", "Hold up the box.");
    let (curriculum, problems) = laid(&overlay, &valid());
    is_fine(&problems);
    let lesson = curriculum.lesson(ID).unwrap();
    assert_eq!(lesson.adapted, None);
    assert_eq!(lesson.guide.adapted.as_ref().unwrap().id, ID);
}

#[test]
fn what_is_for_paper_was_made_from_a_version_like_everything_else() {
    let shipped = valid();
    let mut overlay = adapted("print.md", "- secret to tell", "- a secret to tell");
    let (curriculum, problems) = laid(&overlay, &shipped);
    is_fine(&problems);
    let lesson = curriculum.lesson(ID).unwrap();
    assert_ne!(lesson.print, outcome(&shipped).0.lesson(ID).unwrap().print);
    assert_eq!(overlay.adaptations(&shipped)[0].from.id, ID);
    let path = format!("{FOLDER}/print.md");
    let now = version(&shipped, FOLDER);
    change(&mut overlay.files, &path, &now, "0123456789ab");
    let (_, problems) = laid(&overlay, &shipped);
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, "O002");
    let line = format!("adapted_from: {ID}@0123456789ab\n");
    change(&mut overlay.files, &path, &line, "");
    let (_, problems) = laid(&overlay, &shipped);
    assert_eq!(problems[0].code, "O001");
}

#[test]
fn what_ties_the_three_files_together_holds_for_the_merged_lesson() {
    let overlay = adapted(
        "lesson.md",
        "## Practice telling (9 min)",
        "## Practice (9 min)",
    );
    let (_, problems) = laid(&overlay, &valid());
    assert!(problems.iter().any(|problem| problem.code == "G002"));
}

#[test]
fn a_lesson_of_the_schools_own_is_added_with_its_words() {
    let shipped = valid();
    let mut files = Files::new();
    for name in ["lesson.md", "guide.md", "family.md"] {
        let text = text(&shipped, &format!("{FOLDER}/{name}"));
        let text = text
            .replace(ID, "k-2.our-surprises")
            .replace("order: 5", "order: 6")
            .replace("words: [surprise,", "words: [hush, surprise,")
            .replace(
                "- **secret** –",
                "- **hush** – a quiet word\n- **secret** –",
            )
            .replace(
                "Sam has a box",
                "Sam says [hush](../../glossary.md#hush) and has a box",
            );
        files.insert(format!("en/k-2/06-our-surprises/{name}"), text.into_bytes());
    }
    files.insert(
        GLOSSARY.into(),
        b"## Hush\nA word for being quiet.\n".to_vec(),
    );
    let overlay = Overlay {
        name: "ours".into(),
        files,
    };
    let (curriculum, problems) = laid(&overlay, &shipped);
    is_fine(&problems);
    let ids: Vec<&str> = curriculum.lessons().map(|lesson| &*lesson.id).collect();
    assert_eq!(ids, [ID, "k-2.our-surprises"]);
    assert!(
        curriculum
            .lesson("k-2.our-surprises")
            .unwrap()
            .adapted
            .is_none()
    );
    assert_eq!(curriculum.glossary.len(), 4);
    assert!(overlay.adaptations(&shipped).is_empty());
}

/// The valid lesson under another name, as a school's own with that number.
fn of_our_own(number: u32, slug: &str) -> Overlay {
    let shipped = valid();
    let named = ["lesson.md", "guide.md", "family.md"].map(|name| {
        let text = text(&shipped, &format!("{FOLDER}/{name}"));
        let text = text
            .replace(ID, &format!("k-2.{slug}"))
            .replace("order: 5", &format!("order: {number}"));
        let path = format!("en/k-2/{number:02}-{slug}/{name}");
        (path, text.into_bytes())
    });
    Overlay {
        name: "ours".into(),
        files: Files::from(named),
    }
}

#[test]
fn a_lesson_of_the_schools_own_gives_way_to_a_shipped_one_with_its_number() {
    // Before the shipped folder by its name, and behind it.
    for slug in ["our-surprises", "unboxing"] {
        let (curriculum, problems) = laid(&of_our_own(5, slug), &valid());
        let [problem] = &*problems else {
            panic!("{problems:#?}")
        };
        assert_eq!(problem.code, "O005");
        assert_eq!(problem.file, format!("ours/en/k-2/05-{slug}/lesson.md"));
        assert!(
            problem.help.contains(&format!("06-{slug}")),
            "{}",
            problem.help
        );
        let numbers: Vec<_> = curriculum
            .lessons()
            .map(|lesson| (&*lesson.id, lesson.order))
            .collect();
        assert_eq!(numbers, [(ID, 5), (&*format!("k-2.{slug}"), 6)]);
    }
}

#[test]
fn two_lessons_of_the_schools_own_with_one_number_are_a_mistake() {
    let mut overlay = of_our_own(7, "our-surprises");
    overlay.files.extend(of_our_own(7, "unboxing").files);
    let (_, problems) = laid(&overlay, &valid());
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, "F007");
}

#[test]
fn a_lesson_that_has_another_number_now_says_what_to_rename_its_folder_to() {
    let overlay = of_our_own(4, "surprises-and-secrets");
    let (_, problems) = laid(&overlay, &valid());
    let told: Vec<_> = problems
        .iter()
        .filter(|problem| problem.code == "F007")
        .collect();
    let [problem] = &*told else {
        panic!("{problems:#?}")
    };
    assert_eq!(
        problem.file,
        "ours/en/k-2/04-surprises-and-secrets/lesson.md"
    );
    assert_eq!(
        problem.help,
        "Rename this folder to 05-surprises-and-secrets, and write `order: 5` in its lesson.md."
    );
}

#[test]
fn a_word_that_is_shipped_already_is_told_where_the_school_wrote_it() {
    let words = "Our words\n\n## Hush\nA word for being quiet.\n\n## Secret\nSomething hidden.\n";
    let overlay = Overlay {
        name: "ours".into(),
        files: Files::from([(GLOSSARY.into(), words.into())]),
    };
    let (_, problems) = laid(&overlay, &valid());
    let [problem] = &*problems else {
        panic!("{problems:#?}")
    };
    assert_eq!(problem.code, "F007");
    assert_eq!((&*problem.file, problem.line), ("ours/en/glossary.md", 6));
}

#[test]
fn helplines_and_shared_pages_stay_the_shipped_ones() {
    let shipped = valid();
    for path in [
        "registry/helplines.toml",
        "en/shared/disclosure-card.md",
        "en/k-2/unit.md",
    ] {
        let overlay = Overlay {
            name: "ours".into(),
            files: Files::from([(path.to_owned(), b"ours".to_vec())]),
        };
        assert_eq!(overlay.over(&shipped), shipped);
        let (_, problems) = laid(&overlay, &shipped);
        let told: Vec<_> = problems.iter().map(|one| (one.code, &*one.file)).collect();
        assert_eq!(told, [("F005", &*format!("ours/{path}"))]);
    }
}

#[test]
fn a_file_that_names_another_lesson_than_the_one_it_overrides_is_refused() {
    let mut shipped = valid();
    for name in ["lesson.md", "guide.md", "family.md"] {
        let text = text(&shipped, &format!("{FOLDER}/{name}"));
        let text = text
            .replace(ID, "k-2.other")
            .replace("order: 5", "order: 6");
        shipped.insert(format!("en/k-2/06-other/{name}"), text.into_bytes());
    }
    let mut overlay = adapted("lesson.md", "Sam has", "Lee has");
    let path = format!("{FOLDER}/lesson.md");
    let other = version(&shipped, "en/k-2/06-other");
    let here = version(&shipped, FOLDER);
    let from = format!("adapted_from: {ID}@{here}");
    change(
        &mut overlay.files,
        &path,
        &from,
        &format!("adapted_from: k-2.other@{other}"),
    );
    let (_, problems) = laid(&overlay, &shipped);
    let [problem] = &*problems else {
        panic!("{problems:#?}")
    };
    assert_eq!((problem.code, problem.line), ("O001", 2));
    assert!(problem.message.contains("k-2.other"), "{}", problem.message);
}

#[test]
fn an_adaptation_knows_when_the_shipped_lesson_has_moved_on() {
    let mut shipped = valid();
    let overlay = adapted("lesson.md", "Sam has", "Lee has");
    let [adaptation] = &*overlay.adaptations(&shipped) else {
        panic!()
    };
    assert!(!adaptation.is_behind());
    let from = adaptation.from.clone();
    change(
        &mut shipped,
        &format!("{FOLDER}/guide.md"),
        "Show the box.",
        "Hold up the box.",
    );
    let [adaptation] = &*overlay.adaptations(&shipped) else {
        panic!()
    };
    assert!(adaptation.is_behind());
    assert_eq!((&*adaptation.id, &*adaptation.folder), (ID, FOLDER));
    assert_eq!(adaptation.from, from);
    let now = adaptation.now.as_ref().unwrap();
    assert_eq!(
        (&*now.folder, now.version.clone()),
        (FOLDER, version(&shipped, FOLDER))
    );
}
