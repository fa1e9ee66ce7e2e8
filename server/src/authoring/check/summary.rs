//! What a check ends with: a table by grade band, and one sentence.

use std::{collections::BTreeMap, fmt};

use super::formats::Places;
use lessons::{
    course::{Band, Curriculum},
    problem::{Level, Problem},
};

/// Lessons, errors and warnings by band; `None` is what stands in no band.
pub struct Summary {
    rows: BTreeMap<Option<Band>, Counts>,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    lessons: usize,
    errors: usize,
    warnings: usize,
}

impl Summary {
    pub fn of(curriculum: &Curriculum, problems: &[Problem], places: &Places) -> Self {
        let mut rows = BTreeMap::from([(None, Counts::default())]);
        for unit in &curriculum.units {
            rows.entry(Some(unit.band)).or_default().lessons = unit.lessons.len();
        }
        for problem in problems {
            let counts = rows
                .entry(band(places.in_the_tree(&problem.file)))
                .or_default();
            match problem.level {
                Level::Error => counts.errors += 1,
                Level::Warning => counts.warnings += 1,
            }
        }
        Self { rows }
    }
}

/// The band in whose folder a file lies, in any language.
fn band(file: &str) -> Option<Band> {
    file.split('/').nth(1)?.parse().ok()
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Band            Lessons  Errors  Warnings")?;
        let outside = self.rows.iter().filter(|(band, _)| band.is_none());
        let bands = self.rows.iter().filter(|(band, _)| band.is_some());
        let mut sum = Counts::default();
        for (band, counts) in bands.chain(outside) {
            let Counts {
                lessons,
                errors,
                warnings,
            } = *counts;
            let name = band.map_or("Outside a band", Band::title);
            let taught = if band.is_some() {
                lessons.to_string()
            } else {
                String::new()
            };
            writeln!(f, "{name:<14}  {taught:>7}  {errors:>6}  {warnings:>8}")?;
            sum.lessons += lessons;
            sum.errors += errors;
            sum.warnings += warnings;
        }
        write!(
            f,
            "\n{}, {}, {}.",
            counted(sum.lessons, "lesson"),
            counted(sum.errors, "error"),
            counted(sum.warnings, "warning")
        )
    }
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}
