//! T001 and T003 of what is printed: a translation has the original's posters, cards and sheets, in
//! its order, with its pictures and backs.

use super::translation::{WORDS_OF_A_TEXT, words};
use crate::{
    markdown::clean::plain,
    printable::{Card, Printable},
    read::{outline::counted, source::Notes, world::Page},
};

/// Holds what a translation prints against the original's.
pub(crate) fn translation(
    original: &[Printable],
    own: &[Printable],
    page: &Page,
    notes: &mut Notes,
) {
    if original.len() != own.len() {
        let (count, wanted) = (own.len(), original.len());
        let message = format!("{count} things to print, the original has {wanted}");
        let help = "Translate each of them, in the original's order.";
        notes.error("T001", &page.source.line_with("# "), message, help);
    }
    for (wanted, printable) in original.iter().zip(own) {
        let span = page.source.line_with(&printable.title);
        if let Some(difference) = difference(wanted, printable) {
            let help = "Keep to the original: the same kinds, cards, pictures and backs.";
            notes.error("T001", &span, difference, help);
            continue;
        }
        let written: Vec<&str> = texts(wanted).into_iter().flat_map(str::lines).collect();
        let untranslated = texts(printable)
            .into_iter()
            .flat_map(str::lines)
            .find(|line| words(line) >= WORDS_OF_A_TEXT && written.contains(line));
        if let Some(text) = untranslated {
            let message = format!("a text is the same as in the original: “{}”", plain(text));
            notes.warning("T003", &span, message, "Translate it.");
        }
    }
}

fn difference(original: &Printable, own: &Printable) -> Option<String> {
    if original.kind() != own.kind() {
        return Some("it is of another kind than in the original".into());
    }
    let pictures = |printable: &Printable| printable.html().matches("<use ").count();
    if pictures(original) != pictures(own) {
        return Some("its pictures are not the original's".into());
    }
    let (wanted, cards) = (original.cards(), own.cards());
    if wanted.len() != cards.len() {
        let count = counted(cards.len(), "card");
        return Some(format!("{count}, the original has {}", wanted.len()));
    }
    let sides = |card: &Card| (card.picture.is_some(), card.back.is_some());
    let other = wanted
        .iter()
        .zip(cards)
        .position(|(one, other)| sides(one) != sides(other))?;
    Some(format!(
        "card {} has other sides than in the original",
        other + 1
    ))
}

/// Everything that is read on it, in order.
fn texts(printable: &Printable) -> Vec<&str> {
    let cards = printable.cards().iter().flat_map(|card| {
        let back = card.back.as_deref().unwrap_or_default();
        [&*card.text, back]
    });
    std::iter::once(printable.html()).chain(cards).collect()
}
