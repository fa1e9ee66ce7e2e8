//! Putting a question into the box of a live class. What is kept is its text, sealed, and the day:
//! nothing that leads to the student, and no line in a log.

use std::sync::Arc;

use app::{
    error::Error as Told,
    school::questions::{LONGEST_QUESTION, QuestionBox},
};
use uuid::Uuid;

use super::{administering::question_box::counselor, pages, place::Place};
use crate::{
    entity::{enrollment, live_class, person, question},
    error::Result,
    reports::standing::Standing,
    visit::{Student, Visit},
};

/// A live class takes at most this many, whoever sends them.
const MOST: i64 = 200;

/// Whether a student who stands so may ask in this live class: while it is led, on devices, and
/// where the school has named a counselor. A student with another activity or in a make-up is not
/// in it.
pub async fn takes_questions(
    visit: &Visit,
    student: &Student,
    standing: &Standing,
    live: Option<&live_class::Model>,
) -> Result<bool> {
    let band = lessons::course::Band::from(student.section.band);
    let is_open = live.is_some_and(|live| is_open(live, visit));
    if standing.opted_out || !band.students_sign_in() || !is_open {
        return Ok(false);
    }
    let school = student.section.school_id;
    let counselor = counselor(visit.shared(), school, student.district).await?;
    Ok(counselor.is_some())
}

fn is_open(live: &live_class::Model, visit: &Visit) -> bool {
    let led = live.begun_at.is_some() && live.finished_at.is_none();
    led && live.is_open_to_devices(visit.now())
}

/// # Errors
/// `NotFound` unless the box is open to the visitor; `Closed` once the lesson is.
async fn open(visit: &Visit, section: &str, number: u32) -> Result<(Place, Arc<person::Model>)> {
    let place = Place::find(visit, section, number).await?;
    if !place.follow().is_some_and(|follow| follow.asks) {
        return Err(Told::NotFound.into());
    }
    let (school, district) = (place.student.section.school_id, place.student.district);
    let counselor = counselor(visit.shared(), school, district).await?;
    Ok((place, counselor.ok_or(Told::NotFound)?))
}

pub async fn question_box(visit: &Visit, section: &str, number: u32) -> Result<QuestionBox> {
    let (place, counselor) = open(visit, section, number).await?;
    let section = place.student.section.id;
    let teachers = enrollment::teachers(visit.db().read(), section, visit.day()).await?;
    Ok(QuestionBox {
        head: pages::head(&place.lesson, place.address()),
        teachers: teachers.into_iter().map(|teacher| teacher.name).collect(),
        counselor: counselor.name.clone(),
    })
}

pub async fn ask(visit: &Visit, section: &str, number: u32, typed: &str) -> Result<()> {
    let (place, _) = open(visit, section, number).await?;
    let text = plain(typed);
    if text.is_empty() {
        return Err(refusal(visit, "ask-empty"));
    }
    if text.chars().count() > LONGEST_QUESTION {
        return Err(refusal(visit, "ask-too-long"));
    }
    let live = place.live.as_ref().ok_or(Told::NotFound)?.id;
    let student = place.student.id;
    let askers = &visit.shared().askers;
    if !askers.take(student, live) {
        return Err(refusal(visit, "ask-enough"));
    }
    let kept = keep(visit, live, &text).await;
    match kept {
        Ok(()) => visit.shared().live.worked(place.student.section.id),
        Err(_) => askers.give_back(student, live),
    }
    kept
}

fn refusal(visit: &Visit, key: &str) -> crate::error::Error {
    Told::invalid("question", visit.language().text_with(key, [])).into()
}

async fn keep(visit: &Visit, live: Uuid, text: &str) -> Result<()> {
    let id = Uuid::new_v4();
    let row = question::Model {
        id,
        live_class_id: live,
        sealed: visit.keys().seal(id, text)?,
        asked_on: visit.day(),
        read_by: None,
        routed_by: None,
        taken_up_on: None,
    };
    let (visit, full) = (visit.clone(), refusal(visit, "ask-full"));
    let db = visit.db().clone();
    db.write(move |tx| async move {
        // Nobody closes the class between this look and the question.
        let class = live_class::locked(&tx, live).await?;
        if !class.is_some_and(|class| is_open(&class, &visit)) {
            return Err(Told::Closed.into());
        }
        let asked = question::counts(&*tx, &[live]).await?;
        if asked.iter().any(|(_, count)| *count >= MOST) {
            return Err(full);
        }
        question::add(&tx, row).await
    })
    .await
}

/// One line without control characters, and without those that turn the direction of what follows.
fn plain(typed: &str) -> String {
    let turns = |letter: char| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let spaced = typed.replace(char::is_control, " ").replace(turns, "");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_question_is_one_plain_line() {
        assert_eq!(
            plain(" Is\tit\r\nok\u{0}\u{7f} \u{202e}to ask? "),
            "Is it ok to ask?"
        );
        assert_eq!(plain("\u{1b}\n\u{2066}"), "");
        assert_eq!(plain("¿Está bien? 👩‍👧"), "¿Está bien? 👩‍👧");
    }
}
