//! O005: a lesson of a school's own whose number a shipped lesson has, as after an update. It comes
//! last in its band until its folder is renamed; a server starts all the same.

use std::collections::BTreeMap;

use crate::{
    course::{Band, Curriculum},
    overlay::{Overlay, folder_of, language, places},
    problem::{Level, Problem},
    read::{Files, lesson::Place, source::whole_file},
};

/// Numbers anew whatever gives way, and tells O005 in the place of F007.
pub(crate) fn settle(
    overlay: &Overlay,
    shipped: &Files,
    curriculum: &mut Curriculum,
    problems: &mut Vec<Problem>,
) {
    let theirs = places(shipped);
    let own = places(&overlay.files);
    // The highest number of each band, in any language.
    let mut last: BTreeMap<Band, u32> = BTreeMap::new();
    for place in theirs.values().chain(own.values()) {
        let highest = last.entry(place.band).or_default();
        *highest = place.order.max(*highest);
    }
    let mut given: BTreeMap<String, u32> = BTreeMap::new();
    for (folder, place) in own {
        let lang = language(&folder);
        let home = folder_of(shipped, lang, &place.id);
        if let Some(home) = home.as_ref().filter(|home| **home != folder) {
            moved(overlay, &place, home, problems);
        }
        let clash = theirs.values().find(|other| {
            language(&other.folder) == lang
                && (other.band, other.order) == (place.band, place.order)
        });
        let Some(clash) = clash.filter(|_| home.is_none()) else {
            continue;
        };
        let number = *given.entry(place.id.clone()).or_insert_with(|| {
            let highest = last.entry(place.band).or_default();
            *highest += 1;
            *highest
        });
        retract(overlay, &place, problems);
        problems.push(told(overlay, &place, clash, number));
    }
    renumber(curriculum, &given);
    for translation in &mut curriculum.translations {
        renumber(translation, &given);
    }
}

/// Takes away what was told of two lessons with this number, if this is one of them.
fn retract(overlay: &Overlay, place: &Place, problems: &mut Vec<Problem>) {
    let clash = format!("has the order {} too", place.order);
    let this = overlay.path(&format!("{}/lesson.md", place.folder));
    problems.retain(|problem| {
        let is_of_it =
            problem.file == this || problem.message == format!("{} {clash}", place.folder);
        !(problem.code == "F007" && problem.message.ends_with(&clash) && is_of_it)
    });
}

/// Says of a lesson that was adapted, and has another number now, what its folder is to be called.
fn moved(overlay: &Overlay, place: &Place, home: &str, problems: &mut Vec<Problem>) {
    retract(overlay, place, problems);
    let name = home.rsplit('/').next().unwrap_or_default();
    let number = name.split_once('-').map_or("", |(number, _)| number);
    let number = number.trim_start_matches('0');
    let told = [&*place.folder, home].map(|folder| format!("{folder} has {} too", place.id));
    for problem in problems.iter_mut().filter(|problem| problem.code == "F007") {
        if told.contains(&problem.message) {
            problem.file = overlay.path(&format!("{}/lesson.md", place.folder));
            problem.message = format!("the shipped lesson lies in {home} now");
            problem.help = format!(
                "Rename this folder to {name}, and write `order: {number}` in its lesson.md."
            );
        }
    }
}

fn told(overlay: &Overlay, place: &Place, clash: &Place, number: u32) -> Problem {
    let Place { order, folder, .. } = place;
    let slug = place.id.split_once('.').map_or("", |(_, slug)| slug);
    let message = format!(
        "the shipped {} has the order {order} too; this lesson is shown as {number}, the last of its band",
        clash.folder
    );
    let help = format!(
        "Rename its folder to {number:02}-{slug}, and write `order: {number}` in its lesson.md."
    );
    let file = overlay.path(&format!("{folder}/lesson.md"));
    Problem {
        level: Level::Warning,
        ..whole_file(&file, "O005", message, help)
    }
}

fn renumber(curriculum: &mut Curriculum, given: &BTreeMap<String, u32>) {
    for unit in &mut curriculum.units {
        for lesson in &mut unit.lessons {
            lesson.order = given.get(&lesson.id).copied().unwrap_or(lesson.order);
        }
        unit.lessons.sort_by_key(|lesson| lesson.order);
    }
}
