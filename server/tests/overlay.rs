//! A school's own folder: made with one command, taught from, and told when the shipped lesson moves
//! on.

use std::{fs, path::Path, process::Output};

use server::content::Content;
use tempfile::TempDir;

use crate::{
    school::{TestSchool, change, lessons_folder, world},
    start::{LESSONS, groundwork, refuses},
};

const FOLDER: &str = "en/6-8/01-my-mind-my-toolbox";
const SHIPPED: &str = "The students in today's stories are made up.";
const OURS: &str = "Nobody from our school is in today's stories.";
const LATER: &str = "Everybody in <today's> stories is made up.";

fn text(path: impl AsRef<Path>) -> String {
    path.as_ref().to_string_lossy().into_owned()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A school's folder with the lesson that tests are about, adapted by the command.
fn adapted() -> TempDir {
    let overlay = tempfile::tempdir().unwrap();
    let arguments = ["lessons", "adapt", world::LESSON, &text(overlay.path())];
    let output = groundwork(&[&arguments[..], &["--lessons", LESSONS]].concat());
    assert!(output.status.success(), "{output:?}");
    assert!(said(&output).contains(&text(overlay.path().join(FOLDER))));
    change(
        overlay.path(),
        &format!("{FOLDER}/lesson.md"),
        SHIPPED,
        OURS,
    );
    overlay
}

/// Another version of Groundwork, in which that lesson says something else.
async fn moved_on() -> TempDir {
    let lessons = lessons_folder().await;
    change(
        lessons.path(),
        &format!("{FOLDER}/lesson.md"),
        SHIPPED,
        LATER,
    );
    lessons
}

fn check(lessons: &str, overlay: &Path) -> Output {
    groundwork(&["lessons", "check", lessons, "--overlay", &text(overlay)])
}

fn diff(lessons: &str, overlay: &Path) -> Output {
    let arguments = ["lessons", "diff", "--overlay", &text(overlay)];
    groundwork(&[&arguments[..], &["--lessons", lessons]].concat())
}

#[test]
fn a_lesson_is_adapted_with_one_command_and_has_no_mistake() {
    let overlay = adapted();
    let output = check(LESSONS, overlay.path());
    assert!(
        said(&output).ends_with("0 errors, 0 warnings.\n"),
        "{output:?}"
    );
    assert!(output.status.success());
    assert_eq!(
        said(&diff(LESSONS, overlay.path())),
        "Nothing has changed.\n"
    );
    // What there is for paper comes with it, and says where it comes from.
    let paper = fs::read_to_string(overlay.path().join(FOLDER).join("print.md")).unwrap();
    let from = format!("\nadapted_from: {}@", world::LESSON);
    assert!(paper.contains(&from), "{paper}");
    // What was made is not made over.
    let again = ["lessons", "adapt", world::LESSON, &text(overlay.path())];
    refuses(
        &[&again[..], &["--lessons", LESSONS]].concat(),
        &["is there already"],
    );
    let kept = fs::read_to_string(overlay.path().join(FOLDER).join("lesson.md")).unwrap();
    assert!(kept.contains(OURS));
}

#[tokio::test]
async fn what_a_school_changes_is_a_draft_although_the_shipped_lesson_is_signed() {
    let (lessons, overlay) = (lessons_folder().await, tempfile::tempdir().unwrap());
    let file = format!("{FOLDER}/lesson.md");
    change(lessons.path(), &file, "status: draft", "status: released");
    let (from, into) = (text(lessons.path()), text(overlay.path()));
    let arguments = ["lessons", "adapt", world::LESSON, &into, "--lessons", &from];
    assert!(groundwork(&arguments).status.success());
    let own = fs::read_to_string(overlay.path().join(&file)).unwrap();
    assert!(own.contains("\nstatus: draft\n"));
    assert!(!own.contains("released"));
}

#[test]
fn a_lesson_that_is_not_shipped_cannot_be_adapted() {
    let overlay = tempfile::tempdir().unwrap();
    let folder = text(overlay.path());
    for (id, hint) in [
        (
            "6-8.my-mind-my-tool",
            "Did you mean 6-8.my-mind-my-toolbox?",
        ),
        ("6-8.too-much", "Did you mean 6-8.too-much-too-soon?"),
        ("too-much-too-soon", "Did you mean 6-8.too-much-too-soon?"),
        (
            "6-8.chess",
            "Those of 6-8 are: 6-8.my-mind-my-toolbox, 6-8.",
        ),
        ("7.chess", "They are: k-2."),
    ] {
        let output = groundwork(&["lessons", "adapt", id, &folder, "--lessons", LESSONS]);
        assert!(!output.status.success());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(hint), "{said}");
        let others = said.contains("k-2.");
        assert_eq!(others, hint.contains("k-2."), "{said}");
    }
    assert_eq!(fs::read_dir(overlay.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn the_command_line_shows_what_has_changed_in_the_shipped_lesson() {
    let (overlay, lessons) = (adapted(), moved_on().await);
    let lessons = text(lessons.path());
    let checked = check(&lessons, overlay.path());
    let report = said(&checked);
    assert!(
        checked.status.success(),
        "a lesson may stay behind: {report}"
    );
    assert!(report.ends_with("0 errors, 4 warnings.\n"), "{report}");
    let file = text(overlay.path().join(FOLDER).join("lesson.md"));
    assert!(
        report.contains(&format!("{file}:17:15: warning[O002]")),
        "{report}"
    );
    let row = |name: &str| report.lines().find(|line| line.starts_with(name)).unwrap();
    assert!(row("6–8").ends_with(" 0         4"), "{report}");
    assert!(row("Outside").ends_with(" 0         0"), "{report}");
    // What it says to run can be run as it stands.
    let command = format!("`groundwork lessons diff {} --overlay ", world::LESSON);
    let command = report.split_once(&command).unwrap().1;
    assert!(command.starts_with(&format!("{}`", text(overlay.path()))));
    let shown = diff(&lessons, overlay.path());
    assert!(shown.status.success());
    let shown = said(&shown);
    let header = format!("--- a/{FOLDER}/lesson.md\n+++ b/{FOLDER}/lesson.md\n@@ ");
    assert!(shown.contains(&header), "{shown}");
    assert!(
        shown.contains(&format!("\n-{SHIPPED}\n+{LATER}\n")),
        "{shown}"
    );
    assert!(!shown.contains("guide.md"), "{shown}");
    // Of another lesson there is nothing to show.
    let arguments = [
        "lessons",
        "diff",
        world::SENSITIVE,
        "--overlay",
        &text(overlay.path()),
    ];
    refuses(&arguments, &["has not adapted", world::SENSITIVE]);
    // Without the copy, that is what is said.
    fs::remove_dir_all(overlay.path().join(".originals")).unwrap();
    let shown = said(&diff(&lessons, overlay.path()));
    assert!(shown.contains("No copy of version"), "{shown}");
}

#[tokio::test]
async fn what_has_changed_on_paper_is_shown_as_well() {
    let (overlay, lessons) = (adapted(), lessons_folder().await);
    let file = format!("{FOLDER}/print.md");
    let title = "# Print pack: My mind, my toolbox";
    change(lessons.path(), &file, title, "# Print pack: My toolbox");
    let shown = said(&diff(&text(lessons.path()), overlay.path()));
    let header = format!("--- a/{file}\n+++ b/{file}\n@@ ");
    assert!(shown.contains(&header), "{shown}");
    assert!(shown.contains("\n+# Print pack: My toolbox\n"), "{shown}");
}

#[test]
fn a_server_does_not_start_with_an_overlay_that_has_an_error() {
    let overlay = adapted();
    let folder = text(overlay.path());
    change(
        overlay.path(),
        &format!("{FOLDER}/lesson.md"),
        "<!-- id: settle -->",
        "<!-- id: begin -->",
    );
    let data = text(overlay.path().join("data"));
    let arguments = [
        "serve",
        "--data",
        &data,
        "--lessons",
        LESSONS,
        "--overlay",
        &folder,
    ];
    refuses(
        &arguments,
        &["1 error", "lessons check", &format!("--overlay {folder}")],
    );
    let checked = check(LESSONS, overlay.path());
    assert_eq!(checked.status.code(), Some(1));
    let missing = ["serve", "--data", &data, "--overlay", "/no/such/folder"];
    refuses(&missing, &["/no/such/folder", "--overlay"]);
}

/// The school, served with an overlay over the lessons in a folder.
async fn served(lessons: &Path, overlay: &Path) -> TestSchool {
    let content = Content::open(Some(lessons)).unwrap();
    let content = content.with_overlay(Some(overlay)).unwrap();
    TestSchool::open().await.restarted_with(content).await
}

#[tokio::test]
async fn students_are_taught_the_schools_text_and_adults_are_told_whose_it_is() {
    let overlay = adapted();
    let school = served(Path::new(LESSONS), overlay.path()).await;
    let from = school.lesson().adapted.clone().unwrap().version;
    let told = format!(
        "Adapted by your school from Groundwork’s version {}.",
        &from[..8]
    );
    school.open_lesson("grace", "7c", world::LESSON).await;
    let (ada, grace) = (school.student("ada").await, school.staff("grace").await);
    let page = ada.get("/s/7c/1/1").await;
    page.is(200)
        .shows("Nobody from our school")
        .hides("Adapted");
    let guide = format!("/teach/lessons/{}/guide", world::LESSON);
    grace
        .get(&guide)
        .await
        .is(200)
        .shows(&told)
        .shows(&format!("Version {}", &school.lesson().hash[..8]));
    grace.get("/teach/classes/7c/1").await.is(200).shows(&told);
    let family = format!("/families/lessons/{}", world::LESSON);
    let nobody = school.nobody();
    nobody
        .get(&family)
        .await
        .is(200)
        .shows("Adapted by the school.");
    let spanish = nobody.get(&format!("{family}?lang=es")).await;
    spanish.is(200).shows("Adaptada por la escuela.");
    // The lessons beside it are the shipped ones.
    let other = format!("/teach/lessons/{}/guide", world::SENSITIVE);
    grace
        .get(&other)
        .await
        .is(200)
        .hides("Adapted by your school");
}

#[tokio::test]
async fn an_administrator_sees_which_lessons_are_behind_and_what_has_changed() {
    let overlay = adapted();
    let school = served(Path::new(LESSONS), overlay.path()).await;
    let alan = school.staff("alan").await;
    alan.get("/school/birch/lessons")
        .await
        .is(200)
        .shows("1 adapted lesson")
        .shows("Up to date")
        .hides("<details>");
    drop(alan);

    let lessons = moved_on().await;
    let content = Content::open(Some(lessons.path())).unwrap();
    let content = content.with_overlay(Some(overlay.path())).unwrap();
    let school = school.restarted_with(content).await;
    let alan = school.staff("alan").await;
    alan.get("/school/birch/lessons")
        .await
        .is(200)
        .shows("1 of 1 adapted lesson")
        .shows("The shipped lesson has changed since")
        .shows("lesson.md: 1 added, 1 removed")
        .shows("</svg>Added</td><td>Everybody in &lt;today's&gt; stories")
        .shows("</svg>Removed</td><td>The students in today's stories");
    let page = alan.get("/school/birch").await;
    page.is(200).shows("href=\"/school/birch/lessons\"");
}

#[tokio::test]
async fn a_school_that_has_adapted_nothing_is_told_how_to_begin() {
    let school = TestSchool::open().await;
    let page = school
        .staff("alan")
        .await
        .get("/school/birch/lessons")
        .await;
    page.is(200).shows("groundwork lessons adapt");
}
