//! C005: how many checks a lesson has, and whether their form gives the right option away.

use std::ops::Range;

use crate::{
    check::{Body, Check, Choice, Kind},
    lesson::Step,
    markdown::clean::plain,
    read::{keywords::ORIGINAL, outline::counted, source::Notes, world::Page},
};

const FEWEST: usize = 3;
const MOST: usize = 6;

/// One check says nothing about a habit.
const HABIT: usize = 2;

/// Checks over a whole lesson.
///
/// A reflection is a check, so it counts toward the fewest; nobody answers it, so it never makes too
/// many. A lesson that ends in work of the students' own, which a rubric judges, is asked for no more
/// than any other: two small checks and a reflection on the way to it. So no lesson is exempt.
///
/// A translation has its original's checks in the same order (T001), so it is asked only what its
/// words decide: which option is the longest.
pub(crate) fn check(steps: &[Step], title: &Range<usize>, page: &Page, notes: &mut Notes) {
    let checks: Vec<&Check> = steps.iter().flat_map(Step::checks).collect();
    let choosing: Vec<(&Check, &[Choice])> = checks
        .iter()
        .filter_map(|check| Some((*check, options(check)?)))
        .collect();
    let is_original = page.world.lang == ORIGINAL;
    if is_original {
        check_count(&checks, title, notes);
    }
    if choosing.len() < HABIT {
        return;
    }
    if is_original && choosing.iter().all(|(_, options)| is_first(options)) {
        let help = "Move it down in one of them.";
        habit("the first", &choosing, help, page, notes);
    }
    if choosing.iter().all(|(_, options)| is_longest(options)) {
        let help = "Shorten it, or say more in another option.";
        habit("the longest", &choosing, help, page, notes);
    }
}

fn check_count(checks: &[&Check], title: &Range<usize>, notes: &mut Notes) {
    let answered = checks.iter().filter(|check| check.kind() != Kind::Reflect);
    let answered = answered.count();
    if checks.len() < FEWEST {
        let count = counted(checks.len(), "check");
        let message = format!("the lesson has {count}, it needs {FEWEST} at least");
        let help = "Add checks of other kinds: students find out what they know by answering.";
        notes.warning("C005", title, message, help);
    } else if answered > MOST {
        let message =
            format!("{answered} checks want an answer, at most {MOST} leave time to talk");
        notes.warning("C005", title, message, "Take out those that repeat.");
    }
}

/// The options of a check whose right one could be guessed by its form. True and False have a fixed
/// order and length, and the other kinds have no right option among wrong ones.
fn options(check: &Check) -> Option<&[Choice]> {
    match &check.body {
        Body::ChooseOne(choices) | Body::ChooseAll(choices) => Some(choices),
        _ => None,
    }
}

/// Whether every right option stands before every other one.
fn is_first(options: &[Choice]) -> bool {
    let right = options.iter().filter(|option| option.right).count();
    options.iter().take(right).all(|option| option.right)
}

/// Whether every right option is longer than every other one, by a fifth or more: less is not seen.
fn is_longest(options: &[Choice]) -> bool {
    let lengths = |right: bool| {
        let own = options.iter().filter(move |option| option.right == right);
        own.map(|option| plain(&option.text).chars().count())
    };
    let (right, other) = (lengths(true).min(), lengths(false).max());
    right
        .zip(other)
        .is_some_and(|(right, other)| 5 * right >= 6 * other)
}

fn habit(
    which: &str,
    choosing: &[(&Check, &[Choice])],
    help: &str,
    page: &Page,
    notes: &mut Notes,
) {
    let Some((last, _)) = choosing.last() else {
        return;
    };
    let span = page.source.line_with(&format!("<!-- id: {} -->", last.id));
    let count = choosing.len();
    let message = format!("in all {count} checks with options, the right one is {which}");
    notes.warning("C005", &span, message, help);
}
