//! Which text a class has a lesson from: the one of its open live class, else the one it was taught
//! from, else the one it was last opened with, else today's.
//!
//! Lessons change while a term runs; what a class has done stays measured by what it was given.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, Utc};
use lessons::lesson::Lesson;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::rows;
use crate::{error::Result, shared::Shared};

/// The lessons that classes have from another text than today's: few, and mostly none.
#[derive(Debug, Default)]
pub struct Editions(HashMap<(Uuid, String), Arc<Lesson>>);

/// Whose lessons are asked for.
#[derive(Clone, Copy, Debug)]
pub enum Whose {
    Section(Uuid),
    /// A school in a term.
    School(Uuid, Uuid),
}

impl Editions {
    /// One query, and each older text once.
    pub async fn of(shared: &Shared, whose: Whose, now: DateTime<Utc>) -> Result<Self> {
        let today = shared.curriculum.lessons();
        let (sql, values) = older(whose, today.map(|lesson| lesson.hash.as_str()), now);
        let mut editions = HashMap::new();
        for row in rows::<Row>(shared.db.read(), &sql, values).await? {
            if shared.curriculum.lesson(&row.lesson).is_some() {
                let lesson = shared.lesson_version(&row.lesson, &row.version).await?;
                editions.insert((row.section_id, row.lesson), lesson);
            }
        }
        Ok(Self(editions))
    }

    /// The lesson as the class has it; `today` is how it reads now.
    pub fn lesson<'a>(&'a self, section: Uuid, today: &'a Lesson) -> &'a Lesson {
        let edition = self.0.get(&(section, today.id.clone()));
        edition.map_or(today, |lesson| lesson)
    }

    /// A unit's lessons as the class has them.
    pub fn unit<'a>(&'a self, section: Uuid, today: &'a [Lesson]) -> Vec<&'a Lesson> {
        today
            .iter()
            .map(|lesson| self.lesson(section, lesson))
            .collect()
    }

    /// Whether the class has any lesson from another text than today's.
    pub fn has_any(&self, section: Uuid) -> bool {
        self.0.keys().any(|(other, _)| *other == section)
    }
}

#[derive(FromQueryResult)]
struct Row {
    section_id: Uuid,
    lesson: String,
    version: String,
}

/// The query for every lesson that a class has from none of `today`'s versions.
fn older<'a>(
    whose: Whose,
    today: impl Iterator<Item = &'a str>,
    now: DateTime<Utc>,
) -> (String, Vec<Value>) {
    let (place, mut values) = match whose {
        Whose::Section(section) => ("section.id = $2", vec![now.into(), section.into()]),
        Whose::School(school, term) => (
            "section.school_id = $2 AND section.term_id = $3",
            vec![now.into(), school.into(), term.into()],
        ),
    };
    let mut versions = String::from("''");
    for version in today {
        values.push(version.into());
        versions += &format!(", ${}", values.len());
    }
    let sql = OLDER
        .replace("{place}", place)
        .replace("{today}", &versions);
    (sql, values)
}

const OLDER: &str = r"
SELECT section.id AS section_id, live_class.lesson, live_class.version
FROM section
JOIN live_class ON live_class.section_id = section.id
WHERE {place}
    AND live_class.version NOT IN ({today})
    AND NOT EXISTS (SELECT 1 FROM live_class AS later
        WHERE later.section_id = section.id
            AND later.lesson = live_class.lesson
            AND later.opened_at > live_class.opened_at)
    AND (live_class.closed_at IS NULL
            AND (live_class.closes_at IS NULL OR live_class.closes_at > $1)
        OR NOT EXISTS (SELECT 1 FROM teaching
            WHERE teaching.section_id = section.id AND teaching.lesson = live_class.lesson))
UNION ALL
SELECT section.id AS section_id, teaching.lesson, teaching.version
FROM section
JOIN teaching ON teaching.section_id = section.id
WHERE {place}
    AND teaching.version NOT IN ({today})
    AND NOT EXISTS (SELECT 1 FROM live_class
        WHERE live_class.section_id = section.id
            AND live_class.lesson = teaching.lesson
            AND live_class.closed_at IS NULL
            AND (live_class.closes_at IS NULL OR live_class.closes_at > $1))";
