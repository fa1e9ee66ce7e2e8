//! What a lesson has for paper: what its folder prints, and its checks as cards with their keys.

use app::{
    error::Error as Told,
    parts::frame::Written,
    school::{
        learning::CheckBody,
        teaching::{PrintPack, Question, QuestionBody, Questions},
    },
};
use lessons::{
    check::{Body, Branch, Check, Choice},
    lesson::Lesson,
};

use super::{
    checks::{self, Opaque},
    teaching::name,
};
use crate::{error::Result, visit::Visit};

/// The pack of one lesson, for any member of staff.
pub fn page(visit: &Visit, lesson: &str) -> Result<PrintPack> {
    visit.staff()?;
    let original = visit.curriculum().lesson(lesson).ok_or(Told::NotFound)?;
    let lesson = visit.translated(original);
    let printed = if lesson.print.is_empty() {
        original
    } else {
        lesson
    };
    let opaque = |text: &str| visit.keys().opaque(&format!("print/{}", lesson.id), text);
    let checks = lesson.steps.iter().flat_map(|step| step.checks());
    Ok(PrintPack {
        lesson: name(original),
        band: original.band,
        printables: printed.print.clone(),
        written: written(printed),
        questions: Questions {
            written: written(lesson),
            cards: checks.map(|check| question(check, &opaque)).collect(),
        },
    })
}

fn written(lesson: &Lesson) -> Written {
    Written {
        lang: lesson.lang.clone(),
        dir: lesson.dir.clone(),
    }
}

fn question(check: &Check, opaque: Opaque) -> Question {
    Question {
        kind: check.kind(),
        prompt: unlinked(&check.prompt),
        body: body(check, opaque),
    }
}

fn body(check: &Check, opaque: Opaque) -> QuestionBody {
    match &check.body {
        Body::ChooseOne(choices) | Body::ChooseAll(choices) | Body::TrueOrFalse(choices) => {
            QuestionBody::Options(choices.iter().map(option).collect())
        }
        Body::Match {
            headings,
            pairs,
            feedback,
        } => {
            let shown = shuffled(check, opaque, pairs.len());
            let rows = pairs.iter().enumerate().map(|(row, (left, _))| {
                let answer = shown.iter().position(|shown| *shown == row);
                (unlinked(left), answer.unwrap_or_default())
            });
            QuestionBody::Match {
                headings: headings.clone(),
                rows: rows.collect(),
                choices: shown.iter().map(|row| unlinked(&pairs[*row].1)).collect(),
                feedback: unlinked(feedback),
            }
        }
        Body::PutInOrder { items, feedback } => {
            let shown = shuffled(check, opaque, items.len());
            let items = shown.iter().map(|at| (unlinked(&items[*at]), *at));
            QuestionBody::Order {
                items: items.collect(),
                feedback: unlinked(feedback),
            }
        }
        Body::Scenario { opening, branches } => QuestionBody::Scenario {
            opening: unlinked(opening),
            branches: branches.iter().map(way).collect(),
        },
        Body::Reflect(prompts) => {
            QuestionBody::Reflect(prompts.iter().map(|html| unlinked(html)).collect())
        }
    }
}

/// Which of a match's or an order's `count` parts stands where, mixed as on a student's screen.
fn shuffled(check: &Check, opaque: Opaque, count: usize) -> Vec<usize> {
    let values: Vec<String> = match checks::view(check, opaque).body {
        CheckBody::Match { choices, .. } => choices.into_iter().map(|(value, _)| value).collect(),
        CheckBody::Order(items) => items.into_iter().map(|item| item.value).collect(),
        _ => Vec::new(),
    };
    let written: Vec<String> = (0..count)
        .map(|at| opaque(&format!("{}/{at}", check.id)))
        .collect();
    let place = |value: &String| written.iter().position(|known| known == value);
    values.iter().filter_map(place).collect()
}

fn option(choice: &Choice) -> Choice {
    Choice {
        text: unlinked(&choice.text),
        feedback: unlinked(&choice.feedback),
        right: choice.right,
    }
}

fn way(branch: &Branch) -> Branch {
    Branch {
        html: unlinked(&branch.html),
        ..branch.clone()
    }
}

/// Lesson HTML without its links and word buttons, which mean nothing on paper; their words stay.
fn unlinked(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text += &rest[..at];
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[at..end];
        let opens = ["<a ", "</a>", "<button ", "</button>"];
        if !opens.iter().any(|link| tag.starts_with(link)) {
            text += tag;
        }
        rest = &rest[end..];
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::unlinked;

    #[test]
    fn a_link_and_a_word_keep_their_words_on_paper() {
        let html = r#"<p>See the <a href="/help">Help page</a> or <button class="word" type="button" popovertarget="word-ask">ask</button>.</p>"#;
        assert_eq!(unlinked(html), "<p>See the Help page or ask.</p>");
        assert_eq!(unlinked("A < B"), "A < B");
    }
}
