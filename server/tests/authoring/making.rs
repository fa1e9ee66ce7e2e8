//! A lesson to begin with.

use super::Desk;

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
