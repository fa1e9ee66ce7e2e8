//! How the demo's students answer checks: mostly right, as first answers go.

use lessons::check::{Body, Check, Choice};

use super::dice::Dice;
use crate::school::checks::{ANSWERS, NOT_YET, RIGHT};

/// What a first answer adds one to; nothing for a check that keeps no tally.
pub fn first_answer(dice: &mut Dice, check: &Check) -> Vec<String> {
    let mut chosen = match &check.body {
        Body::ChooseOne(choices) | Body::TrueOrFalse(choices) => vec![one(dice, choices)],
        Body::ChooseAll(choices) => several(dice, choices),
        Body::Match { .. } | Body::PutInOrder { .. } => {
            let answer = if dice.chance(62) { RIGHT } else { NOT_YET };
            vec![answer.to_owned()]
        }
        Body::Scenario { .. } | Body::Reflect(_) => return Vec::new(),
    };
    chosen.push(ANSWERS.to_owned());
    chosen
}

fn one(dice: &mut Dice, choices: &[Choice]) -> String {
    let right = choices.iter().position(|choice| choice.right);
    let any = dice.below(choices.len());
    let chosen = right.filter(|_| dice.chance(70)).unwrap_or(any);
    chosen.to_string()
}

fn several(dice: &mut Dice, choices: &[Choice]) -> Vec<String> {
    let mut chosen = Vec::new();
    for (number, choice) in choices.iter().enumerate() {
        if dice.chance(if choice.right { 80 } else { 15 }) {
            chosen.push(number.to_string());
        }
    }
    if chosen.is_empty() {
        chosen.push(one(dice, choices));
    }
    chosen
}
