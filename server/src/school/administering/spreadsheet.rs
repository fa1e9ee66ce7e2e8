//! The completion report as CSV: the same figures as the screen, a row for each class and lesson.

use app::school::{
    Answer,
    administering::{
        Administering, Completion, CompletionFilter, LessonCompletion, Pace, SectionCompletion,
    },
};
use lessons::course::Band;

use super::event;
use crate::{
    entity::audit_event,
    error::{Error, Result},
    visit::Visit,
};

const HEADINGS: [&str; 12] = [
    "School",
    "Term",
    "Grades",
    "Class",
    "Teachers",
    "Students",
    "Pace",
    "Lessons expected by now",
    "Lesson",
    "Title",
    "Students done",
    "Taught on",
];

/// Answers the report as a file's text, and writes down that it was taken out.
///
/// # Errors
/// `NotFound` unless the visitor administers `org`.
pub async fn export(visit: &Visit, org: &str, filter: CompletionFilter) -> Answer<String> {
    let school = visit.administrator_of(org).await?;
    let completion = visit.completion(org, filter).await?;
    let text = completion_csv(&completion)?;
    let event = event(visit, &school, "completion_exported", completion.term)?;
    visit
        .db()
        .write(|tx| async move { audit_event::add(&tx, event).await })
        .await?;
    Ok(text)
}

/// The report as CSV that spreadsheets read as UTF-8 and never as formulas.
pub fn completion_csv(completion: &Completion) -> Result<String> {
    let broken = |error: String| Error::broken(format!("a CSV was not written: {error}"));
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::from("\u{feff}"));
    let mut rows = vec![HEADINGS.map(String::from)];
    for band in &completion.bands {
        for section in &band.sections {
            let lessons = band.lessons.iter().zip(&section.lessons);
            let first = rows.len();
            rows.extend(
                lessons.map(|(lesson, done)| {
                    row(completion, band.band, section, Some((lesson, done)))
                }),
            );
            if rows.len() == first {
                rows.push(row(completion, band.band, section, None));
            }
        }
    }
    for row in rows {
        csv.write_record(row.map(harmless))
            .map_err(|error| broken(error.to_string()))?;
    }
    let bytes = csv
        .into_inner()
        .map_err(|error| broken(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| broken(error.to_string()))
}

fn row(
    completion: &Completion,
    band: Band,
    section: &SectionCompletion,
    lesson: Option<(&(u32, String), &LessonCompletion)>,
) -> [String; 12] {
    let [number, title, done, taught_on] = match lesson {
        Some(((number, title), lesson)) => [
            number.to_string(),
            title.clone(),
            lesson.done.to_string(),
            lesson
                .taught_on
                .map_or_else(String::new, |day| day.to_string()),
        ],
        None => Default::default(),
    };
    [
        completion.school.clone(),
        completion.term_name.clone(),
        band.title().to_owned(),
        section.name.clone(),
        section.teachers.join("; "),
        section.students.to_string(),
        pace(section.pace).to_owned(),
        section.expected.to_string(),
        number,
        title,
        done,
        taught_on,
    ]
}

const fn pace(pace: Pace) -> &'static str {
    match pace {
        Pace::NotStarted => "Not started",
        Pace::Late => "Late",
        Pace::OnPace => "On pace",
        Pace::Finished => "Finished",
    }
}

/// A field that begins like a formula gets an apostrophe, so that no spreadsheet runs it.
pub fn harmless(field: String) -> String {
    match field.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{field}"),
        false => field,
    }
}

#[cfg(test)]
mod tests {
    use app::school::administering::BandCompletion;
    use chrono::NaiveDate;
    use uuid::Uuid;

    use super::*;

    fn completion(class: &str) -> Completion {
        let lesson = |done, taught_on| LessonCompletion { done, taught_on };
        Completion {
            school: "Larch Cove".into(),
            org: "larch".into(),
            terms: Vec::new(),
            term: Uuid::nil(),
            term_name: "Fall 2025".into(),
            elapsed: 0.5,
            filter: CompletionFilter::default(),
            bands: vec![BandCompletion {
                band: Band::Six8,
                lessons: vec![(1, "Too much, too soon".into()), (2, "Pictures".into())],
                sections: vec![SectionCompletion {
                    slug: "x".into(),
                    name: class.into(),
                    teachers: vec!["Ms. Tran".into(), "Mr. Duval".into()],
                    students: 20,
                    lessons: vec![
                        lesson(15, NaiveDate::from_ymd_opt(2025, 10, 2)),
                        lesson(0, None),
                    ],
                    expected: 1,
                    pace: Pace::OnPace,
                }],
            }],
            readiness_missing: 0,
        }
    }

    #[test]
    fn a_row_for_each_class_and_lesson() {
        let csv = completion_csv(&completion("Grade 7")).unwrap();
        let mut lines = csv.strip_prefix('\u{feff}').unwrap().split("\r\n").skip(1);
        assert_eq!(
            lines.next().unwrap(),
            "Larch Cove,Fall 2025,6–8,Grade 7,Ms. Tran; Mr. Duval,20,On pace,1,1,\
             \"Too much, too soon\",15,2025-10-02"
        );
        assert!(lines.next().unwrap().ends_with(",2,Pictures,0,"));
        assert_eq!(lines.next(), Some(""));
    }

    #[test]
    fn no_field_is_a_formula() {
        for start in ["=", "+", "-", "@", "\t", "\r"] {
            let csv = completion_csv(&completion(&format!("{start}1+1"))).unwrap();
            assert!(csv.contains(&format!("'{start}1+1")), "{start:?}");
        }
    }
}
