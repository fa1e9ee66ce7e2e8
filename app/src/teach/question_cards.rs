//! A lesson's checks as cards, for a room without devices: the question on one side, what is said
//! to each answer on the other. A scenario is a card for each of its ways.

use leptos::prelude::*;
use lessons::check::{Branch, Choice, Kind, Next};

use super::print_pack::{folded, grid, pages};
use crate::{
    parts::{
        check::{begins_with, kind_key},
        frame::Written,
        icon::Icon,
    },
    school::teaching::{Question, QuestionBody, Questions},
    text::Language,
};

/// Ways of a scenario on one sheet.
const WAYS: usize = 4;

/// All checks, closed until somebody wants them.
pub fn question_cards(questions: Questions) -> Option<AnyView> {
    let Questions { written, cards } = questions;
    let (alone, told): (Vec<_>, Vec<_>) = cards.into_iter().partition(is_alone);
    let language = Language::of(&written.lang).unwrap_or_default();
    let cards = Cards { written, language };
    let both_sides = cards.both_sides(told);
    let one_side = cards.one_side(alone);
    let parts = [
        (
            "Question cards",
            "question side, then feedback side",
            true,
            both_sides,
        ),
        ("Stories and thoughts", "one side", false, one_side),
    ];
    let parts = parts.into_iter().filter(|(.., papers)| !papers.is_empty());
    let parts: Vec<_> = parts
        .map(|(title, sides, duplex, papers)| {
            let about = format!("Checks without devices · {} · {sides}", pages(papers.len()));
            folded(
                title.into(),
                &Written::english(),
                about,
                duplex,
                false,
                papers,
            )
        })
        .collect();
    (!parts.is_empty()).then(|| parts.into_any())
}

/// Whether nothing is said to an answer, because there is none.
fn is_alone(question: &Question) -> bool {
    matches!(
        question.body,
        QuestionBody::Scenario { .. } | QuestionBody::Reflect(_)
    )
}

/// How the cards are written.
struct Cards {
    written: Written,
    language: Language,
}

impl Cards {
    fn text(&self, key: &str) -> String {
        self.language.text_with(key, [])
    }

    /// Two questions a sheet, and behind them what is said to their answers.
    fn both_sides(&self, questions: Vec<Question>) -> Vec<AnyView> {
        let sheets = questions.chunks(2).flat_map(|pair| {
            let fronts = pair.iter().map(|question| self.asked(question)).collect();
            let backs = pair.iter().map(|question| self.told(question)).collect();
            [fronts, backs].map(|cards| grid("halves", cards, &self.written))
        });
        sheets.collect()
    }

    fn one_side(&self, questions: Vec<Question>) -> Vec<AnyView> {
        let mut sheets = Vec::new();
        for question in questions {
            sheets.push(grid("halves", vec![self.asked(&question)], &self.written));
            if let QuestionBody::Scenario { branches, .. } = &question.body {
                let ways: Vec<_> = branches
                    .iter()
                    .zip('A'..)
                    .map(|(branch, letter)| self.way(branch, letter, branches))
                    .collect();
                let mut ways = ways.into_iter().peekable();
                while ways.peek().is_some() {
                    sheets.push(grid(
                        "ways",
                        ways.by_ref().take(WAYS).collect(),
                        &self.written,
                    ));
                }
            }
        }
        sheets
    }

    fn heading(&self, question: &Question) -> AnyView {
        view! {
            <p class="paper-kind">{self.text(kind_key(question.kind))}</p>
            <p class="paper-prompt" inner_html=question.prompt.clone()></p>
        }
        .into_any()
    }

    /// The question side, without a key.
    fn asked(&self, question: &Question) -> AnyView {
        let body = match &question.body {
            QuestionBody::Options(choices) => {
                lettered(choices.iter().map(|choice| choice.text.clone()))
            }
            QuestionBody::Match {
                headings,
                rows,
                choices,
                ..
            } => two_columns(headings, rows.iter().map(|(left, _)| left), choices),
            QuestionBody::Order { items, .. } => {
                lettered(items.iter().map(|(text, _)| text.clone()))
            }
            QuestionBody::Scenario { opening, branches } => {
                let firsts = branches
                    .iter()
                    .zip('A'..)
                    .filter(|(branch, _)| branch.first);
                let firsts = firsts.map(|(branch, letter)| {
                    view! { <li><b>{letter.to_string()}</b><span>{branch.label.clone()}</span></li> }
                });
                view! {
                    <div inner_html=opening.clone()></div>
                    <ul class="paper-letters" role="list">{firsts.collect_view()}</ul>
                }
                .into_any()
            }
            QuestionBody::Reflect(prompts) => {
                let prompts = prompts
                    .iter()
                    .map(|html| view! { <li inner_html=html.clone()></li> });
                view! { <ul>{prompts.collect_view()}</ul> }.into_any()
            }
        };
        view! { <li class="paper-card" data-question data-long=question.kind == Kind::Match>{self.heading(question)}{body}</li> }
            .into_any()
    }

    /// The feedback side.
    fn told(&self, question: &Question) -> AnyView {
        let body = match &question.body {
            QuestionBody::Options(choices) => {
                let rows = choices.iter().zip('A'..);
                let rows = rows.map(|(choice, letter)| self.verdict(choice, letter));
                view! { <ul class="paper-letters" role="list">{rows.collect_view()}</ul> }
                    .into_any()
            }
            QuestionBody::Match {
                rows,
                choices,
                feedback,
                ..
            } => {
                let rows = rows.iter().zip(1..).map(|((left, answer), number)| {
                    let right = choices.get(*answer).cloned().unwrap_or_default();
                    let mark = format!("{number} {}", letter(*answer));
                    view! {
                        <li><b>{mark}</b><span><span inner_html=left.clone()></span>" · "<span inner_html=right></span></span></li>
                    }
                });
                view! {
                    <ul class="paper-letters" data-wide role="list">{rows.collect_view()}</ul>
                    <div inner_html=feedback.clone()></div>
                }
                .into_any()
            }
            QuestionBody::Order { items, feedback } => {
                let mut rows: Vec<_> = items.iter().enumerate().collect();
                rows.sort_by_key(|(_, (_, place))| *place);
                let rows = rows.into_iter().map(|(at, (text, _))| {
                    view! { <li><b>{letter(at)}</b><span inner_html=text.clone()></span></li> }
                });
                view! {
                    <ol class="paper-letters" role="list">{rows.collect_view()}</ol>
                    <div inner_html=feedback.clone()></div>
                }
                .into_any()
            }
            QuestionBody::Scenario { .. } | QuestionBody::Reflect(_) => ().into_any(),
        };
        let long = question.kind == Kind::ChooseAll;
        view! {
            <li class="paper-card" data-question data-back data-long=long>
                {self.heading(question)}
                {body}
            </li>
        }
        .into_any()
    }

    /// What is said to one option; a word of its own only where the text does not begin with it.
    fn verdict(&self, choice: &Choice, letter: char) -> AnyView {
        let (icon, key) = if choice.right {
            ("check", "fits")
        } else {
            ("think", "think-again")
        };
        let word = self.text(key);
        let said = begins_with(Some(&choice.feedback), &word);
        let word = (!said).then(|| view! { <strong>{word}</strong> });
        view! {
            <li>
                <b>{letter.to_string()} <Icon name=icon /></b>
                <div>{word}<div inner_html=choice.feedback.clone()></div></div>
            </li>
        }
        .into_any()
    }

    /// One way of a scenario on a card of its own.
    fn way(&self, branch: &Branch, letter: char, branches: &[Branch]) -> AnyView {
        let on = match &branch.next {
            Next::End => self.text("print-end"),
            Next::Branch { anchor, .. } => {
                let to = branches
                    .iter()
                    .zip('A'..)
                    .find(|(to, _)| to.anchor == *anchor);
                let to = to.map(|(_, letter)| letter.to_string()).unwrap_or_default();
                self.language
                    .text_with("print-go-on", [("letter", to.into())])
            }
        };
        view! {
            <li class="paper-card" data-way>
                <p class="paper-letter">{letter.to_string()}</p>
                <p class="paper-prompt">{branch.label.clone()}</p>
                <div inner_html=branch.html.clone()></div>
                <p class="paper-on">{on}</p>
            </li>
        }
        .into_any()
    }
}

/// `A` for the first.
fn letter(at: usize) -> String {
    ('A'..='Z').nth(at).map(String::from).unwrap_or_default()
}

/// Texts with a letter each, to answer by.
fn lettered(texts: impl Iterator<Item = String>) -> AnyView {
    let rows = texts.enumerate().map(|(at, html)| {
        view! { <li><b>{letter(at)}</b><span inner_html=html></span></li> }
    });
    view! { <ul class="paper-letters" role="list">{rows.collect_view()}</ul> }.into_any()
}

/// The two sides of a match, numbers and letters.
fn two_columns<'a>(
    headings: &(String, String),
    lefts: impl Iterator<Item = &'a String>,
    rights: &[String],
) -> AnyView {
    let lefts = lefts.zip(1..).map(|(html, number)| {
        view! { <li><b>{number}</b><span inner_html=html.clone()></span></li> }
    });
    let (left, right) = headings.clone();
    view! {
        <div class="paper-columns">
            <div>
                <p class="paper-kind" inner_html=left></p>
                <ul class="paper-letters" role="list">{lefts.collect_view()}</ul>
            </div>
            <div>
                <p class="paper-kind" inner_html=right></p>
                {lettered(rights.iter().cloned())}
            </div>
        </div>
    }
    .into_any()
}
