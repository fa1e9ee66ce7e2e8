//! Checks as students see them, and how a posted answer is judged.
//!
//! A view holds no key; feedback goes out only for what was just chosen. The values of match and
//! order come from a keyed hash, so that neither they nor their order give anything away.

use app::school::learning::{
    CheckBody, CheckView, MatchRow, OptionView, OrderItem, Outcome, Scene, Verdict,
};
use lessons::check::{Body, Branch, Check, Choice, Next};

/// Turns a text into an opaque one: a keyed hash in hex, the same for one class and lesson.
pub type Opaque<'a> = &'a dyn Fn(&str) -> String;

/// The fields of a posted form, in order.
pub type Fields<'a> = &'a [(String, String)];

/// A check as it stands before an answer.
pub fn view(check: &Check, opaque: Opaque) -> CheckView {
    judge(check, &[], opaque).view
}

/// A posted answer, judged.
pub struct Judged {
    pub view: CheckView,
    /// What a first answer adds one to: option numbers, or `right` or `not-yet`, and [`ANSWERS`].
    /// Empty when nothing was answered, or the kind keeps no tally.
    pub tally: Vec<String>,
}

/// The tally's row that counts how many students have answered, whatever they chose.
pub const ANSWERS: &str = "answers";

/// Every row that a check's tally has, in order; none where the kind keeps no tally.
pub fn tally_rows(check: &Check) -> Vec<String> {
    let mut rows: Vec<String> = match &check.body {
        Body::ChooseOne(choices) | Body::ChooseAll(choices) | Body::TrueOrFalse(choices) => (0
            ..choices.len())
            .map(|number| number.to_string())
            .collect(),
        Body::Match { .. } | Body::PutInOrder { .. } => vec![RIGHT.into(), NOT_YET.into()],
        Body::Scenario { .. } | Body::Reflect(_) => return Vec::new(),
    };
    rows.push(ANSWERS.into());
    rows
}

/// The tally of a check for which raised hands were counted, option by option.
pub fn hand_rows(counts: &[usize]) -> Vec<(String, i32)> {
    let count = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let options = counts.iter().enumerate();
    let options = options.map(|(option, hands)| (option.to_string(), count(*hands)));
    let all = (ANSWERS.to_owned(), count(counts.iter().sum()));
    options.chain([all]).collect()
}

pub const RIGHT: &str = "right";
pub const NOT_YET: &str = "not-yet";

/// Judges the form of one check. A form without an answer gives the check as it stands.
pub fn judge(check: &Check, fields: Fields, opaque: Opaque) -> Judged {
    let (body, outcome, tally) = match &check.body {
        Body::ChooseOne(choices) | Body::TrueOrFalse(choices) => {
            judge_options(choices, fields, false)
        }
        Body::ChooseAll(choices) => judge_options(choices, fields, true),
        Body::Match {
            headings,
            pairs,
            feedback,
        } => judge_match(&check.id, headings, pairs, feedback, fields, opaque),
        Body::PutInOrder { items, feedback } => {
            judge_order(&check.id, items, feedback, fields, opaque)
        }
        Body::Scenario { opening, branches } => {
            (scenario(&check.id, opening, branches), None, Vec::new())
        }
        Body::Reflect(prompts) => (CheckBody::Reflect(prompts.clone()), None, Vec::new()),
    };
    Judged {
        view: CheckView {
            id: check.id.clone(),
            kind: check.kind(),
            prompt: check.prompt.clone(),
            body,
            outcome,
        },
        tally,
    }
}

type Parts = (CheckBody, Option<Outcome>, Vec<String>);

fn judge_options(choices: &[Choice], fields: Fields, all: bool) -> Parts {
    let posted = !fields.is_empty();
    let chosen: Vec<bool> = (0..choices.len())
        .map(|number| values(fields, "choice").any(|value| value == number.to_string()))
        .collect();
    let options = choices.iter().zip(&chosen).enumerate();
    let options = options.map(|(number, (choice, &chosen))| OptionView {
        value: number.to_string(),
        text: choice.text.clone(),
        chosen,
        fits: chosen.then_some(choice.right),
        feedback: chosen.then(|| choice.feedback.clone()),
    });
    let body = CheckBody::Options(options.collect());
    if !posted {
        return (body, None, Vec::new());
    }
    let picked = || choices.iter().zip(&chosen).filter(|(_, chosen)| **chosen);
    let complete = choices
        .iter()
        .zip(&chosen)
        .all(|(choice, chosen)| choice.right == *chosen);
    let verdict = if picked().next().is_none() || (!all && picked().count() > 1) {
        Verdict::NothingChosen
    } else if complete {
        Verdict::Right
    } else if all && picked().all(|(choice, _)| choice.right) {
        Verdict::MoreToFind
    } else {
        Verdict::NotYet
    };
    let tally = match verdict {
        Verdict::NothingChosen => Vec::new(),
        _ => {
            let picked = (0..choices.len()).filter(|number| chosen[*number]);
            picked
                .map(|number| number.to_string())
                .chain([ANSWERS.to_owned()])
                .collect()
        }
    };
    (
        body,
        Some(Outcome {
            verdict,
            feedback: None,
        }),
        tally,
    )
}

fn judge_match(
    check: &str,
    headings: &(String, String),
    pairs: &[(String, String)],
    feedback: &str,
    fields: Fields,
    opaque: Opaque,
) -> Parts {
    let value_of = |row: usize| opaque(&format!("{check}/{row}"));
    let mut choices: Vec<(String, String)> = pairs
        .iter()
        .enumerate()
        .map(|(row, (_, right))| (value_of(row), right.clone()))
        .collect();
    choices.sort();
    let rows: Vec<MatchRow> = pairs
        .iter()
        .enumerate()
        .map(|(row, (left, right))| {
            let field = format!("pair-{row}");
            let chosen = values(fields, &field)
                .next()
                .filter(|value| !value.is_empty());
            // Two rows may have the same right-hand text; then either value fits.
            let fits = chosen.map(|value| {
                choices
                    .iter()
                    .any(|(known, text)| known == value && text == right)
            });
            MatchRow {
                left: left.clone(),
                chosen: chosen.map(String::from),
                fits,
                field,
            }
        })
        .collect();
    let answered = rows.iter().all(|row| row.chosen.is_some());
    let right = rows.iter().all(|row| row.fits == Some(true));
    let body = CheckBody::Match {
        headings: headings.clone(),
        rows,
        choices,
    };
    finish(body, fields, answered, right, feedback)
}

fn judge_order(
    check: &str,
    items: &[String],
    feedback: &str,
    fields: Fields,
    opaque: Opaque,
) -> Parts {
    let right: Vec<String> = (0..items.len())
        .map(|at| opaque(&format!("{check}/{at}")))
        .collect();
    let mut order: Vec<String> = values(fields, "item").map(String::from).collect();
    let posted = is_permutation(&order, &right);
    if !posted {
        order = right.clone();
        order.sort();
        if order == right {
            order.rotate_left(1);
        }
    }
    let moved = posted.then(|| values(fields, "move").next()).flatten();
    if let Some(moved) = moved {
        shift(&mut order, moved);
    }
    let answered = posted && moved.is_none();
    let shown = order.iter().enumerate().filter_map(|(at, value)| {
        let item = right.iter().position(|known| known == value)?;
        Some(OrderItem {
            value: value.clone(),
            text: items[item].clone(),
            fits: answered.then_some(item == at),
        })
    });
    let body = CheckBody::Order(shown.collect());
    if !answered {
        return (body, None, Vec::new());
    }
    let is_right = order == right;
    finish(body, fields, true, is_right, feedback)
}

fn finish(body: CheckBody, fields: Fields, answered: bool, right: bool, feedback: &str) -> Parts {
    if fields.is_empty() {
        return (body, None, Vec::new());
    }
    let (verdict, tally) = match (answered, right) {
        (false, _) => (Verdict::NothingChosen, Vec::new()),
        (true, true) => (Verdict::Right, vec![RIGHT.into(), ANSWERS.into()]),
        (true, false) => (Verdict::NotYet, vec![NOT_YET.into(), ANSWERS.into()]),
    };
    let feedback = (verdict == Verdict::Right).then(|| feedback.to_owned());
    (body, Some(Outcome { verdict, feedback }), tally)
}

/// Moves one item: `2:up` or `0:down`. Anything else changes nothing.
fn shift(order: &mut [String], moved: &str) {
    let Some((at, way)) = moved.split_once(':') else {
        return;
    };
    let Ok(at) = at.parse::<usize>() else { return };
    let other = match way {
        "up" => at.checked_sub(1),
        "down" => at.checked_add(1),
        _ => None,
    };
    if let Some(other) = other.filter(|other| *other < order.len() && at < order.len()) {
        order.swap(at, other);
    }
}

fn is_permutation(order: &[String], of: &[String]) -> bool {
    let (mut order, mut of) = (order.to_vec(), of.to_vec());
    order.sort();
    of.sort();
    order == of
}

fn values<'a>(fields: Fields<'a>, name: &'a str) -> impl Iterator<Item = &'a str> {
    fields
        .iter()
        .filter(move |(key, _)| key == name)
        .map(|(_, value)| value.as_str())
}

fn scenario(check: &str, opening: &str, branches: &[Branch]) -> CheckBody {
    let anchor = |anchor: &str| format!("{check}-{anchor}");
    let first = branches.iter().filter(|branch| branch.first);
    let scenes = branches.iter().map(|branch| Scene {
        anchor: anchor(&branch.anchor),
        label: branch.label.clone(),
        html: branch.html.clone(),
        next: match &branch.next {
            Next::End => None,
            Next::Branch {
                anchor: next,
                label,
            } => Some((anchor(next), label.clone())),
        },
    });
    CheckBody::Scenario {
        opening: opening.to_owned(),
        choices: first
            .map(|branch| (anchor(&branch.anchor), branch.label.clone()))
            .collect(),
        scenes: scenes.collect(),
    }
}
