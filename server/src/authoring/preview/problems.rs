//! Problems as an author reads them: where, what, how to mend it, and the line itself with what is
//! meant marked in it. Each leads to the place that it is about.

use std::borrow::Cow;

use app::parts::icon::Icon;
use leptos::prelude::*;
use lessons::problem::{Level, Problem};

use super::{
    frame::counted,
    place::{LessonFile, Place, place},
    reading::Reading,
};

/// Errors and warnings among `problems`.
pub fn count<'p>(problems: impl IntoIterator<Item = &'p Problem>) -> (usize, usize) {
    problems
        .into_iter()
        .fold((0, 0), |(errors, warnings), problem| match problem.level {
            Level::Error => (errors + 1, warnings),
            Level::Warning => (errors, warnings + 1),
        })
}

/// `2 errors, 1 warning`, or nothing.
pub fn in_words((errors, warnings): (usize, usize)) -> Option<String> {
    let errors = (errors > 0).then(|| counted(errors, "error"));
    let warnings = (warnings > 0).then(|| counted(warnings, "warning"));
    let both: Vec<String> = errors.into_iter().chain(warnings).collect();
    (!both.is_empty()).then(|| both.join(", "))
}

/// A message as a sentence begins. A path or a name stays as it is written.
pub fn sentence(message: &str) -> Cow<'_, str> {
    let first = message.split(' ').next().unwrap_or_default();
    let mut letters = message.chars();
    match letters.next() {
        Some(letter) if letter.is_lowercase() && !first.contains(['/', '.', '`', '_']) => {
            Cow::Owned(letter.to_uppercase().chain(letters).collect())
        }
        _ => Cow::Borrowed(message),
    }
}

/// The parts of a message in turn: words, what stands between backticks, words, …
pub fn parts(message: &str) -> impl Iterator<Item = (bool, &str)> {
    // A backtick that nothing closes is a character like any other.
    let is_paired = message.matches('`').count().is_multiple_of(2);
    let pieces: Vec<&str> = match is_paired {
        true => message.split('`').collect(),
        false => vec![message],
    };
    let pieces = pieces.into_iter().enumerate();
    let pieces = pieces.map(|(at, piece)| (at % 2 == 1, piece));
    pieces.filter(|(_, piece)| !piece.is_empty())
}

/// A message with its names set as such.
pub fn said(message: &str) -> AnyView {
    let parts = parts(message).map(|(is_code, part)| {
        let part = part.to_owned();
        match is_code {
            true => view! { <code>{part}</code> }.into_any(),
            false => part.into_any(),
        }
    });
    parts.collect_view().into_any()
}

/// All of them, under one another.
pub fn list(reading: &Reading, problems: &[&Problem]) -> AnyView {
    let rows = problems
        .iter()
        .map(|problem| view! { <li class="fault">{row(reading, problem)}</li> });
    view! { <ol class="faults" role="list">{rows.collect_view()}</ol> }.into_any()
}

fn row(reading: &Reading, problem: &Problem) -> AnyView {
    let Problem {
        file,
        line,
        column,
        code,
        level,
        message,
        help,
        ..
    } = problem.clone();
    let message = said(&sentence(&message));
    let icon = match level {
        Level::Error => "stop",
        Level::Warning => "alert",
    };
    let help = (!help.is_empty()).then(|| view! { <p class="fault-help">{said(&help)}</p> });
    view! {
        <p class="fault-head" data-level=level.to_string()>
            <Icon name=icon />
            <strong>{level.to_string()} " " {code}</strong>
            <code>{format!("{file}:{line}:{column}")}</code>
        </p>
        <p class="fault-said">{message}</p>
        {excerpt(problem)}
        {help}
        {way(reading, problem)}
    }
    .into_any()
}

/// The line as it stands in the file, with what is meant marked.
fn excerpt(problem: &Problem) -> Option<AnyView> {
    let letters: Vec<char> = problem.excerpt.chars().collect();
    if letters.is_empty() {
        return None;
    }
    let start = problem.column.saturating_sub(1).min(letters.len());
    let end = (start + problem.width.max(1)).min(letters.len());
    let text = |letters: &[char]| letters.iter().collect::<String>();
    let (before, meant, after) = (
        text(&letters[..start]),
        text(&letters[start..end]),
        text(&letters[end..]),
    );
    let shown = |text: String| (!text.is_empty()).then_some(text);
    // Where something is missing at the end of the line, its end is meant.
    let meant = if meant.is_empty() {
        " ".to_owned()
    } else {
        meant
    };
    Some(
        view! {
            <pre class="fault-line"><code><span class="fault-number">{problem.line}</span>{shown(before)}<mark>{meant}</mark>{shown(after)}</code></pre>
        }
        .into_any(),
    )
}

/// The way to the step, segment or letter that shows it. The page changes no more than it has to.
fn way(reading: &Reading, problem: &Problem) -> Option<AnyView> {
    let file = LessonFile::of(&problem.file)?;
    let lesson = reading.lesson(file.lang, &file.id())?;
    let lang = (file.lang != reading.curriculum.lang).then(|| format!("&lang={}", file.lang));
    let lang = lang.unwrap_or_default();
    let (query, pane, step, anchor, words) = match place(reading, problem)? {
        Place::Step(step) => {
            let title = lesson.steps.get(step as usize - 1)?.title.clone();
            let words = format!("Step {step}: {title}");
            (
                format!("show=student&step={step}"),
                "student",
                Some(step),
                None,
                words,
            )
        }
        Place::Guide { anchor, step } => {
            let section = lesson.guide.sections.iter();
            let section = section.clone().find(|section| section.anchor == anchor)?;
            let words = format!("In the guide: {}", section.heading);
            let query = match step {
                Some(step) => format!("show=guide&step={step}"),
                None => format!("show=guide&at={anchor}"),
            };
            (query, "guide", step, Some(anchor), words)
        }
        Place::Letter => {
            let words = "In the letter".to_owned();
            ("show=letter".to_owned(), "letter", None, None, words)
        }
    };
    let href = format!("/preview/lessons/{}?{query}{lang}", file.id());
    Some(
        view! {
            <p>
                <a href=href data-pane=pane data-step=step data-anchor=anchor>
                    {words}
                    <Icon name="arrow-right" turns=true />
                </a>
            </p>
        }
        .into_any(),
    )
}
