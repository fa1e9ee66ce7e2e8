//! The matrix as CSV, a row for each lesson and standard: a gap has no lesson, and a lesson that
//! names nothing has no standard.

use lessons::{course::Band, coverage::Coverage, lesson::Lesson, registry::Standard};

use crate::school::administering::spreadsheet::harmless;

const HEADINGS: [&str; 10] = [
    "Grades of the unit",
    "Number",
    "Lesson",
    "Title",
    "Standard",
    "Framework",
    "Strand",
    "Grades of the standard",
    "How sure",
    "Meaning",
];

/// The table as spreadsheets read it: as UTF-8, and never as formulas.
pub fn csv(coverage: &Coverage) -> anyhow::Result<String> {
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::from("\u{feff}"));
    csv.write_record(HEADINGS)?;
    for band in &coverage.bands {
        for row in &band.rows {
            let named = band.lessons.iter().zip(&row.named);
            let lessons: Vec<_> = named.filter(|(_, named)| **named).collect();
            if lessons.is_empty() {
                write(&mut csv, band.band, None, Some(row.standard))?;
            }
            for (lesson, _) in lessons {
                write(&mut csv, band.band, Some(lesson), Some(row.standard))?;
            }
        }
        for lesson in &band.lessons {
            if coverage.without.iter().any(|other| other.id == lesson.id) {
                write(&mut csv, band.band, Some(lesson), None)?;
            }
        }
    }
    Ok(String::from_utf8(csv.into_inner()?)?)
}

fn write(
    csv: &mut csv::Writer<Vec<u8>>,
    band: Band,
    lesson: Option<&Lesson>,
    standard: Option<&Standard>,
) -> Result<(), csv::Error> {
    let [number, id, title] = lesson.map_or_else(Default::default, |lesson| {
        [
            lesson.order.to_string(),
            lesson.id.clone(),
            lesson.title.clone(),
        ]
    });
    let [key, framework, strand, grades, sure, meaning] =
        standard.map_or_else(Default::default, |row| {
            [
                row.key.clone(),
                row.framework.clone(),
                row.strand.clone(),
                row.grades.clone(),
                row.verified.words().to_owned(),
                row.meaning.clone(),
            ]
        });
    let fields = [
        band.title().to_owned(),
        number,
        id,
        title,
        key,
        framework,
        strand,
        grades,
        sure,
        meaning,
    ];
    csv.write_record(fields.map(harmless))
}
