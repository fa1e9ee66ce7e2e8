//! Which lessons name which standards, band by band, and where the gaps are.
//!
//! It tells what lessons name, as their authors wrote it down. It does not tell that a framework or
//! a state asks for a lesson, nor that a lesson meets the standard.

use crate::{
    course::{Band, Curriculum, Unit},
    lesson::Lesson,
    registry::{Standard, Verified},
};

/// The matrix of the whole curriculum.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage<'c> {
    /// By band, youngest first; bands that have a unit.
    pub bands: Vec<BandCoverage<'c>>,
    /// Rows of the registry that no lesson names at all.
    pub unnamed: Vec<&'c Standard>,
    /// Lessons that name no row of the registry.
    pub without: Vec<&'c Lesson>,
}

/// The matrix of one band.
#[derive(Clone, Debug, PartialEq)]
pub struct BandCoverage<'c> {
    pub band: Band,
    pub lessons: Vec<&'c Lesson>,
    /// Rows that are meant for the band's grades or that one of its lessons names, as the registry
    /// orders them.
    pub rows: Vec<Row<'c>>,
}

/// A standard and which of the band's lessons name it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'c> {
    pub standard: &'c Standard,
    /// As long as the band's lessons, and in their order.
    pub named: Vec<bool>,
}

impl Row<'_> {
    /// Whether no lesson of the band names it.
    pub fn is_gap(&self) -> bool {
        !self.named.contains(&true)
    }
}

/// Reads the matrix off the lessons' front matter.
pub fn coverage(curriculum: &Curriculum) -> Coverage<'_> {
    let standards = &curriculum.registry.standards;
    let names = |lesson: &Lesson, row: &Standard| lesson.standards.contains(&row.key);
    let unnamed = standards
        .iter()
        .filter(|row| !curriculum.lessons().any(|lesson| names(lesson, row)));
    let without = curriculum
        .lessons()
        .filter(|lesson| !standards.iter().any(|row| names(lesson, row)));
    Coverage {
        bands: curriculum
            .units
            .iter()
            .map(|unit| band(unit, standards))
            .collect(),
        unnamed: unnamed.collect(),
        without: without.collect(),
    }
}

fn band<'c>(unit: &'c Unit, standards: &'c [Standard]) -> BandCoverage<'c> {
    let rows = standards.iter().filter_map(|standard| {
        let names = |lesson: &Lesson| lesson.standards.contains(&standard.key);
        let row = Row {
            standard,
            named: unit.lessons.iter().map(names).collect(),
        };
        (is_for(standard, unit.band) || !row.is_gap()).then_some(row)
    });
    BandCoverage {
        band: unit.band,
        lessons: unit.lessons.iter().collect(),
        rows: rows.collect(),
    }
}

/// Whether a standard's `grades` (`6–8`, `PreK–12`) touch the band's; those that cannot be read,
/// and those that are not said, touch every band.
fn is_for(standard: &Standard, band: Band) -> bool {
    let mut grades = standard.grades.split(['–', '-']).map(grade);
    let (Some(Some(first)), last) = (grades.next(), grades.next()) else {
        return true;
    };
    let Some(last) = last.unwrap_or(Some(first)) else {
        return true;
    };
    let (youngest, oldest) = band.grades();
    first <= oldest && youngest <= last
}

fn grade(text: &str) -> Option<i32> {
    match text.trim() {
        "PreK" => Some(-1),
        "K" => Some(0),
        digits => digits.parse().ok(),
    }
}

impl Verified {
    /// How sure we are of a row, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Yes => "verified",
            Self::Partial => "partly verified",
            Self::No => "not verified",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standard_is_for_the_bands_whose_grades_it_touches() {
        let is_for = |grades: &str, band| {
            let standard = Standard {
                key: String::new(),
                framework: String::new(),
                edition: String::new(),
                strand: String::new(),
                grades: grades.into(),
                meaning: String::new(),
                verified: Verified::No,
            };
            super::is_for(&standard, band)
        };
        assert!(is_for("K–2", Band::K2) && !is_for("K–2", Band::Three5));
        assert!(is_for("9–10", Band::Nine10) && !is_for("9–10", Band::Eleven12));
        assert!(is_for("9–12", Band::Nine10) && is_for("9–12", Band::Eleven12));
        assert!(is_for("8", Band::Six8) && !is_for("8", Band::Nine10));
        for band in Band::ALL {
            assert!(is_for("PreK–12", band) && is_for("", band) && is_for("adults", band));
        }
    }
}
