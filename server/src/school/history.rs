//! Everything that was held in a class: what was taught, when, by whom, and what nobody has closed.

use std::collections::HashMap;

use app::school::{
    closing::{Fidelity, Manner, TaughtOtherwise},
    live::{Held, History, Unfinished},
};
use lessons::lesson::Lesson;
use sea_orm::prelude::Uuid;

use super::teaching::name;
use crate::{
    entity::{absence, live_class, person, question, section, segment_taught, teaching},
    error::Result,
    visit::{Reading, Visit},
};

/// The newest first.
pub async fn history(visit: &Visit, slug: &str) -> Result<History> {
    let reading = visit.reader_of(slug).await?;
    let kept = Kept::of(visit, &reading).await?;
    let live = kept.live.iter().filter_map(|live| kept.held(visit, live));
    let mut held: Vec<Held> = live.collect();
    let is_among = |held: &[Held], row: &teaching::Model| {
        let mut held = held.iter();
        held.any(|held| held.lesson.id == row.lesson && held.on == row.on)
    };
    for row in &kept.teachings {
        if !is_among(&held, row) {
            held.extend(kept.marked(visit, row));
        }
    }
    held.sort_by_key(|held| std::cmp::Reverse((held.on, held.lesson.number)));
    Ok(History {
        held,
        class: reading.section.name,
        slug: reading.section.slug,
    })
}

/// What is kept of the lessons of a class.
struct Kept {
    /// Those that were taught live.
    live: Vec<live_class::Model>,
    teachings: Vec<teaching::Model>,
    people: Vec<person::Model>,
    /// By live class: what is in its question box, and how many were away; nothing for none.
    questions: HashMap<Uuid, i64>,
    away: HashMap<Uuid, i64>,
    /// By teaching; nothing for those without a card.
    fidelity: HashMap<Uuid, Fidelity>,
}

impl Kept {
    async fn of(visit: &Visit, reading: &Reading) -> Result<Self> {
        let (db, section) = (visit.db().read(), reading.section.id);
        let mut live = live_class::of_section(db, section).await?;
        live.retain(|live| live.begun_at.is_some());
        let teachings = teaching::of_sections(db, &[section]).await?;
        let leads = live.iter().filter_map(|live| live.led_by);
        let people: Vec<Uuid> = leads.chain(teachings.iter().map(|row| row.by)).collect();
        let ids: Vec<Uuid> = live.iter().map(|live| live.id).collect();
        let questions = match reading.teaches {
            true => question::counts(db, &ids).await?,
            false => Vec::new(),
        };
        Ok(Self {
            people: person::by_ids(db, &people).await?,
            questions: questions.into_iter().collect(),
            away: absence::counts(db, &ids).await?.into_iter().collect(),
            fidelity: fidelity(visit, &teachings).await?,
            live,
            teachings,
        })
    }

    fn named(&self, id: Uuid) -> String {
        let person = self.people.iter().find(|person| person.id == id);
        person.map(|person| person.name.clone()).unwrap_or_default()
    }

    /// A lesson that was taught live; nothing of one that is not in the curriculum any more.
    fn held(&self, visit: &Visit, live: &live_class::Model) -> Option<Held> {
        let lesson = visit.curriculum().lesson(&live.lesson)?;
        let on = day(visit, live);
        let mut teachings = self.teachings.iter();
        let taught = teachings.find(|row| row.lesson == live.lesson && row.on == on);
        let count = |counts: &HashMap<Uuid, i64>| {
            let count = counts.get(&live.id).copied().unwrap_or_default();
            u32::try_from(count).unwrap_or(u32::MAX)
        };
        Some(Held {
            lesson: name(lesson),
            on,
            minutes: taught.map(|row| row.minutes.try_into().unwrap_or_default()),
            fidelity: taught.and_then(|row| self.fidelity.get(&row.id).cloned()),
            away: taught.map(|_| count(&self.away)),
            lead: live.led_by.map(|lead| self.named(lead)).unwrap_or_default(),
            devices: live.devices,
            unfinished: live.finished_at.is_none(),
            questions: count(&self.questions),
        })
    }

    /// A lesson that was marked as taught.
    fn marked(&self, visit: &Visit, row: &teaching::Model) -> Option<Held> {
        let lesson = visit.curriculum().lesson(&row.lesson)?;
        Some(Held {
            lesson: name(lesson),
            on: row.on,
            minutes: Some(row.minutes.try_into().unwrap_or_default()),
            fidelity: self.fidelity.get(&row.id).cloned(),
            away: None,
            lead: self.named(row.by),
            devices: false,
            unfinished: false,
            questions: 0,
        })
    }
}

/// What the card of each of these says, by the text that the class was taught from.
async fn fidelity(visit: &Visit, teachings: &[teaching::Model]) -> Result<HashMap<Uuid, Fidelity>> {
    let ids: Vec<Uuid> = teachings.iter().map(|row| row.id).collect();
    let mut cards: HashMap<Uuid, Vec<segment_taught::Model>> = HashMap::new();
    for segment in segment_taught::of_teachings(visit.db().read(), &ids).await? {
        cards.entry(segment.teaching_id).or_default().push(segment);
    }
    let mut fidelity = HashMap::new();
    for row in teachings {
        let Some(card) = cards.get(&row.id) else {
            continue;
        };
        // Each older text is read once and remembered.
        let lesson = visit.lesson_version(&row.lesson, &row.version).await?;
        fidelity.insert(row.id, told(&lesson, card));
    }
    Ok(fidelity)
}

fn told(lesson: &Lesson, card: &[segment_taught::Model]) -> Fidelity {
    let steps = (1..).zip(&lesson.steps).filter_map(|(number, step)| {
        let segment = card.iter().find(|segment| segment.step == step.id)?;
        let how = segment.how.into();
        (how != Manner::AsWritten).then(|| TaughtOtherwise {
            number,
            title: step.title.clone(),
            how,
            why: segment.reason.map(Into::into),
        })
    });
    Fidelity {
        otherwise: steps.collect(),
        steps: card.len().try_into().unwrap_or(u32::MAX),
    }
}

/// Live classes of these sections that are over, by the day or on every device, and that nobody has
/// closed; the oldest first.
pub async fn unfinished(
    visit: &Visit,
    sections: &[section::Model],
) -> Result<Vec<(Uuid, Unfinished)>> {
    let ids: Vec<Uuid> = sections.iter().map(|section| section.id).collect();
    let led = live_class::led(visit.db().read(), &ids).await?;
    let curriculum = visit.curriculum();
    let over = led.into_iter().filter_map(|live| {
        let lesson = curriculum.lesson(&live.lesson)?;
        let on = day(visit, &live);
        let is_over = on < visit.day() || !live.is_open(visit.now());
        is_over.then(|| {
            let unfinished = Unfinished {
                live_class: live.id,
                number: lesson.order,
                title: lesson.title.clone(),
                on,
            };
            (live.section_id, unfinished)
        })
    });
    Ok(over.collect())
}

/// The day a live class was held on, where the district is.
pub fn day(visit: &Visit, live: &live_class::Model) -> chrono::NaiveDate {
    let at = live.begun_at.unwrap_or(live.opened_at);
    at.with_timezone(&visit.time_zone()).date_naive()
}
