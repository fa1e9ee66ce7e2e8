//! Lessons as pages see them: from the curriculum's types to the app's, without anything staff-only.

use app::school::{
    administering::Contacts,
    learning::{BlockView, LessonHead, LessonPage, StepLink, StepPage},
};
use lessons::{
    course::Curriculum,
    lesson::{Block, Lesson, Step, Word},
    registry::{Standard, Verified},
};

use super::checks::{self, Fields, Judged, Opaque};

/// What all pages of one lesson share; `address` is where its own page stands.
pub fn head(lesson: &Lesson, address: String) -> LessonHead {
    LessonHead {
        address,
        number: lesson.order,
        title: lesson.title.clone(),
        band: lesson.band,
        lang: lesson.lang.clone(),
        dir: lesson.dir.clone(),
        minutes: lesson.minutes,
    }
}

/// The lesson's steps as links; `done` is asked by step key.
pub fn steps(lesson: &Lesson, done: impl Fn(&str) -> bool) -> Vec<StepLink> {
    let links = lesson.steps.iter().zip(1..);
    links
        .map(|(step, number)| StepLink {
            number,
            title: step.title.clone(),
            minutes: step.minutes,
            done: done(&lesson.step_key(step)),
        })
        .collect()
}

/// The lesson's own page.
pub fn lesson_page(lesson: &Lesson, address: String, done: impl Fn(&str) -> bool) -> LessonPage {
    LessonPage {
        head: head(lesson, address),
        notice: lesson.notice.clone(),
        objectives: lesson.objectives.clone(),
        words: lesson.words.clone(),
        steps: steps(lesson, done),
        follow: None,
    }
}

/// A step's page, and what a posted answer adds to the tally, if one was posted.
pub struct Rendered {
    pub page: StepPage,
    pub answered: Option<Answered>,
}

/// A check that was answered just now.
pub struct Answered {
    pub check: String,
    /// See [`Judged::tally`].
    pub tally: Vec<String>,
}

/// How a step is shown: as the class sees it, or as a preview that keeps nothing.
pub struct StepFrame<'a> {
    pub curriculum: &'a Curriculum,
    pub lesson: &'a Lesson,
    pub address: String,
    pub steps: Vec<StepLink>,
    pub keeps: bool,
    pub opaque: Opaque<'a>,
}

impl StepFrame<'_> {
    /// The step with this number, from 1; a form's `check` field names the check it answers.
    pub fn render(self, number: u32, fields: Fields) -> Option<Rendered> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        let step = self.lesson.steps.get(at)?;
        let mut answered = None;
        let blocks = step.blocks.iter().map(|block| match block {
            Block::Prose(html) => BlockView::Prose(html.clone()),
            Block::Callout(kind, html) => BlockView::Callout(*kind, html.clone()),
            Block::Check(check) => {
                let posted = fields
                    .iter()
                    .any(|(key, value)| key == "check" && *value == check.id);
                let fields = if posted { fields } else { &[] };
                let Judged { view, tally } = checks::judge(check, fields, self.opaque);
                if posted {
                    answered = Some(Answered {
                        check: check.id.clone(),
                        tally,
                    });
                }
                BlockView::Check(view)
            }
        });
        let blocks = blocks.collect();
        let page = StepPage {
            key: self.lesson.step_key(step),
            words: words(self.curriculum, self.lesson, step),
            head: head(self.lesson, self.address),
            steps: self.steps,
            number,
            blocks,
            keeps: self.keeps,
            follow: None,
        };
        Some(Rendered { page, answered })
    }
}

/// The words that a step explains in place, as this lesson puts them, else as the glossary does.
pub fn words(curriculum: &Curriculum, lesson: &Lesson, step: &Step) -> Vec<Word> {
    let known = |id: &String| {
        let own = lesson.words.iter().find(|word| word.id == *id).cloned();
        own.or_else(|| {
            let term = curriculum.term(id)?;
            Some(Word {
                id: id.clone(),
                term: term.term.clone(),
                meaning: term.meaning.clone(),
            })
        })
    };
    step.word_ids.iter().filter_map(known).collect()
}

/// How a lesson's standards are printed: the code only where it has been verified.
pub fn standards(curriculum: &Curriculum, lesson: &Lesson) -> Vec<String> {
    let find = |key: &String| {
        curriculum
            .registry
            .standards
            .iter()
            .find(|row| row.key == *key)
    };
    let mut printed: Vec<String> = lesson
        .standards
        .iter()
        .filter_map(find)
        .map(standard)
        .collect();
    printed.dedup();
    printed
}

fn standard(row: &Standard) -> String {
    let code = row
        .key
        .split_once(':')
        .map_or(row.key.as_str(), |(_, code)| code);
    match row.verified {
        Verified::Yes => format!("{}, {code}: {}", row.framework, row.meaning),
        Verified::Partial | Verified::No => {
            let strand = [row.strand.as_str(), &row.grades]
                .into_iter()
                .filter(|text| !text.is_empty());
            let place: Vec<&str> = std::iter::once(row.framework.as_str())
                .chain(strand)
                .collect();
            place.join(", ")
        }
    }
}

/// The disclosure card with the school's own contacts in its places. Staff text.
pub fn disclosure_card(curriculum: &Curriculum, contacts: &Contacts) -> String {
    let places = [
        ("designated_agent", &contacts.designated_agent),
        ("deputy", &contacts.deputy),
        ("intake_number", &contacts.intake_number),
        ("counselor", &contacts.counselor),
        ("district_attorney", &contacts.district_attorney),
        ("title_ix", &contacts.title_ix),
    ];
    let mut card = curriculum.shared.disclosure_card.clone();
    for (place, said) in places {
        let said = if said.is_empty() {
            "ask the office".to_owned()
        } else {
            escape(said)
        };
        card = card.replace(&format!("{{{{school.{place}}}}}"), &said);
    }
    card
}

/// A settings text as HTML text.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
