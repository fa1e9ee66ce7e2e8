//! How a class answered a lesson's checks: after it was closed, and never under ten answers.

use std::collections::HashMap;

use app::{
    error::Error as Told,
    school::teaching::{CheckTally, Counts, TallyPage},
    text::Language,
};
use lessons::check::{Body, Check};
use sea_orm::{ConnectionTrait, prelude::Uuid};

use super::{
    checks,
    teaching::{lesson_of, name},
};
use crate::{
    entity::{live_class, tally},
    error::Result,
    visit::Visit,
};

/// Below this many answers, nothing is shown.
const FEWEST_ANSWERS: u32 = 10;

/// The tally of the last live class of this lesson that has closed.
pub async fn page(visit: &Visit, slug: &str, number: u32) -> Result<TallyPage> {
    let section = visit.teacher_of(slug).await?;
    let db = visit.db().read();
    let curriculum = visit.curriculum();
    let lesson = lesson_of(curriculum, &section, number)?;
    let live = live_class::latest(db, section.id, &lesson.id).await?;
    let live = live
        .filter(|live| !live.is_open(visit.now()))
        .ok_or(Told::NotFound)?;
    let counts = counts(db, live.id).await?;
    let taught = visit.lesson_version(&lesson.id, &live.version).await?;
    let checks = taught.steps.iter().flat_map(|step| step.checks());
    let checks = checks.filter(|check| !checks::tally_rows(check).is_empty());
    let words = Language::default();
    let checks = checks.map(|check| check_tally(&lesson.id, check, &counts, &words));
    Ok(TallyPage {
        checks: checks.collect(),
        held_on: live
            .opened_at
            .with_timezone(&visit.time_zone())
            .date_naive(),
        lesson: name(lesson),
        class: section.name,
        slug: section.slug,
    })
}

/// Key of a check and option → how often it was a first answer.
pub type Tallied = HashMap<(String, String), u32>;

/// All that was counted in a live class.
pub async fn counts(db: &impl ConnectionTrait, live_class: Uuid) -> Result<Tallied> {
    let rows = tally::of_live_class(db, live_class).await?.into_iter();
    let counts = rows.map(|row| {
        let count = row.count.try_into().unwrap_or_default();
        ((row.check, row.option), count)
    });
    Ok(counts.collect())
}

/// Keys of the checks whose tally can be seen, or could be before, with spaces between; nothing for
/// none.
pub async fn told(db: &impl ConnectionTrait, live: &live_class::Model) -> Result<Option<String>> {
    let counts = counts(db, live.id).await?;
    let seen = counts.into_iter().filter_map(|((check, row), count)| {
        let is_told = row == checks::ANSWERS && count >= FEWEST_ANSWERS;
        is_told.then_some(check)
    });
    let mut told: Vec<String> = seen.chain(live.told.clone()).collect();
    told.sort_unstable();
    Ok((!told.is_empty()).then(|| told.join(" ")))
}

/// One check's tally, without a number below ten answers; in the words of `language`, where it has
/// no options of its own.
pub fn check_tally(
    lesson: &str,
    check: &Check,
    counts: &Tallied,
    language: &Language,
) -> CheckTally {
    let words = |key| language.text_with(key, []);
    let key = format!("{lesson}/{}", check.id);
    let count = |option: &str| counts.get(&(key.clone(), option.to_owned())).copied();
    let count = |option: &str| count(option).unwrap_or_default();
    let answers = count(checks::ANSWERS);
    let options = || match &check.body {
        Body::ChooseOne(choices) | Body::ChooseAll(choices) | Body::TrueOrFalse(choices) => choices
            .iter()
            .enumerate()
            .map(|(number, choice)| {
                (
                    choice.text.clone(),
                    count(&number.to_string()),
                    choice.right,
                )
            })
            .collect(),
        Body::Match { .. } | Body::PutInOrder { .. } => vec![
            (words("tally-right-at-first"), count(checks::RIGHT), true),
            (words("tally-not-yet"), count(checks::NOT_YET), false),
        ],
        Body::Scenario { .. } | Body::Reflect(_) => Vec::new(),
    };
    CheckTally {
        prompt: check.prompt.clone(),
        counts: (answers >= FEWEST_ANSWERS).then(|| Counts {
            answers,
            options: options(),
        }),
    }
}
