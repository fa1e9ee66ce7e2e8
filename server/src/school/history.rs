//! Everything that was held in a class: what was taught, when, by whom, and what nobody has closed.

use app::school::live::{Held, History, Unfinished};
use sea_orm::prelude::Uuid;

use super::teaching::name;
use crate::{
    entity::{live_class, person, question, section, teaching},
    error::Result,
    visit::Visit,
};

/// The newest first.
pub async fn history(visit: &Visit, slug: &str) -> Result<History> {
    let reading = visit.reader_of(slug).await?;
    let section = reading.section;
    let db = visit.db().read();
    let live = live_class::of_section(db, section.id).await?;
    let teachings = teaching::of_sections(db, &[section.id]).await?;
    let live = live.into_iter().filter(|live| live.begun_at.is_some());
    let live: Vec<live_class::Model> = live.collect();
    let leads = live.iter().filter_map(|live| live.led_by);
    let people: Vec<Uuid> = leads.chain(teachings.iter().map(|row| row.by)).collect();
    let people = person::by_ids(db, &people).await?;
    let named = |id: Uuid| {
        let person = people.iter().find(|person| person.id == id);
        person.map(|person| person.name.clone()).unwrap_or_default()
    };
    let ids: Vec<Uuid> = live.iter().map(|live| live.id).collect();
    let asked = match reading.teaches {
        true => question::counts(db, &ids).await?,
        false => Vec::new(),
    };
    let curriculum = visit.curriculum();
    let mut held: Vec<Held> = Vec::new();
    for live in &live {
        let Some(lesson) = curriculum.lesson(&live.lesson) else {
            continue;
        };
        let on = day(visit, live);
        let taught = teachings.iter();
        let taught = taught
            .clone()
            .find(|row| row.lesson == live.lesson && row.on == on);
        held.push(Held {
            lesson: name(lesson),
            on,
            minutes: taught.map(|row| row.minutes.try_into().unwrap_or_default()),
            lead: live.led_by.map(named).unwrap_or_default(),
            devices: live.devices,
            unfinished: live.finished_at.is_none(),
            questions: asked
                .iter()
                .find(|(id, _)| *id == live.id)
                .map_or(0, |(_, count)| u32::try_from(*count).unwrap_or(u32::MAX)),
        });
    }
    for row in &teachings {
        let Some(lesson) = curriculum.lesson(&row.lesson) else {
            continue;
        };
        if held
            .iter()
            .any(|held| held.lesson.id == row.lesson && held.on == row.on)
        {
            continue;
        }
        held.push(Held {
            lesson: name(lesson),
            on: row.on,
            minutes: Some(row.minutes.try_into().unwrap_or_default()),
            lead: named(row.by),
            devices: false,
            unfinished: false,
            questions: 0,
        });
    }
    held.sort_by_key(|held| std::cmp::Reverse((held.on, held.lesson.number)));
    Ok(History {
        held,
        class: section.name,
        slug: section.slug,
    })
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
