//! The matrix for a terminal, at most 100 columns wide.

use lessons::{
    course::Curriculum,
    coverage::{BandCoverage, Coverage},
    registry::Standard,
};

use super::{CAUTION, summary};

const WIDTH: usize = 100;

/// Longer keys are cut.
const KEY: usize = 38;

/// More lessons than this do not fit beside each other; the others get a table below.
const ABREAST: usize = 12;

pub fn text(coverage: &Coverage, curriculum: &Curriculum) -> String {
    let mut text = String::new();
    for band in &coverage.bands {
        write_band(&mut text, band);
    }
    text += "In all\n\n";
    let all = &curriculum.registry.standards;
    write_wrapped(&mut text, "  ", &summary(coverage, all.len()));
    write_gaps(
        &mut text,
        "Named by no lesson at all",
        coverage.unnamed.iter().copied(),
    );
    match coverage.without.as_slice() {
        [] => text += "\n  Every lesson names a standard.\n",
        lessons => {
            text += "\n  Lessons without a standard:\n";
            for lesson in lessons {
                write_wrapped(&mut text, "    ", &lesson.id);
            }
        }
    }
    text.push('\n');
    write_wrapped(&mut text, "  ", CAUTION);
    text
}

fn write_band(text: &mut String, band: &BandCoverage) {
    *text += &format!("{}\n\n", band.band.title());
    for lesson in &band.lessons {
        let line = cut(&lesson.title, WIDTH - 6);
        *text += &format!("  {:>2}  {line}\n", lesson.order);
    }
    let named: Vec<_> = band.rows.iter().filter(|row| !row.is_gap()).collect();
    let count = band.lessons.len();
    for from in (0..count).step_by(ABREAST) {
        let part = from..(from + ABREAST).min(count);
        *text += &format!("\n  {:<KEY$}  {:<15}", "Standard", "How sure");
        for lesson in &band.lessons[part.clone()] {
            *text += &format!(" {:>2}", lesson.order);
        }
        text.push('\n');
        for row in &named {
            let key = cut(&row.standard.key, KEY);
            *text += &format!("  {key:<KEY$}  {:<15}", row.standard.verified.words());
            for named in &row.named[part.clone()] {
                *text += &format!(" {:>2}", if *named { '●' } else { '·' });
            }
            text.push('\n');
        }
    }
    let gaps = band.rows.iter().filter(|row| row.is_gap());
    write_gaps(text, "Gaps", gaps.map(|row| row.standard));
    text.push('\n');
}

/// Standards that are named by nobody, with what they ask for.
fn write_gaps<'s>(text: &mut String, title: &str, gaps: impl Iterator<Item = &'s Standard>) {
    let mut gaps = gaps.peekable();
    if gaps.peek().is_none() {
        *text += &format!("\n  {title}: none.\n");
        return;
    }
    *text += &format!("\n  {title}:\n");
    for standard in gaps {
        let sure = standard.verified.words();
        let line = format!("{} ({sure}): {}", standard.key, standard.meaning);
        write_wrapped(text, "    ", &line);
    }
}

fn cut(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let start: String = text.chars().take(longest - 1).collect();
    format!("{start}…")
}

/// Breaks between words; lines after the first are indented by two more.
fn write_wrapped(text: &mut String, indent: &str, words: &str) {
    let mut line = indent.to_owned();
    let mut is_first = true;
    for word in words.split_whitespace() {
        let word = cut(word, WIDTH - indent.len() - 2);
        let length = line.chars().count() + usize::from(!is_first) + word.chars().count();
        if !is_first && length > WIDTH {
            *text += &format!("{line}\n");
            line = format!("{indent}  {word}");
        } else {
            if !is_first {
                line.push(' ');
            }
            line += &word;
        }
        is_first = false;
    }
    *text += &format!("{line}\n");
}
