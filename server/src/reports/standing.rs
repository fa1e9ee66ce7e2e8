//! How students stand in lessons: all that a step's page asks, for as many as ask at once.

use std::{collections::HashMap, sync::Arc};

use chrono::TimeDelta;
use sea_orm::{FromQueryResult, Statement, entity::prelude::*};

use crate::{
    entity::{live_class, live_class::GRACE_MINUTES},
    error::Result,
};

/// How one student stands in a lesson: the last time it was opened to their section and their last
/// make-up of it, what they have done, whether they are opted out. All that a step's page asks, in
/// one query.
#[derive(Debug, FromQueryResult)]
pub struct Standing {
    /// Which of those that were asked about.
    place: i64,
    #[sea_orm(nested)]
    live_class: Option<live_class::Model>,
    pub opted_out: bool,
    /// Keys of the steps done, with spaces between.
    done: String,
    make_up_version: Option<String>,
    make_up_closes_at: Option<DateTimeUtc>,
    make_up_closed_at: Option<DateTimeUtc>,
}

/// How a lesson is open to a student.
#[derive(Clone, Copy, Debug)]
pub enum Opened<'a> {
    /// To the whole class.
    Class(&'a live_class::Model),
    /// To this student alone, in this version.
    MakeUp(&'a str),
}

impl Opened<'_> {
    pub fn version(&self) -> &str {
        match self {
            Self::Class(live) => &live.version,
            Self::MakeUp(version) => version,
        }
    }
}

impl Standing {
    /// Whether the student has done the step with this key.
    pub fn has(&self, step: &str) -> bool {
        self.done.split(' ').any(|done| done == step)
    }

    /// How the student may work on it now. A make-up comes first: it does not follow the class.
    pub fn opened(&self, now: DateTimeUtc) -> Option<Opened<'_>> {
        let live = self.live_class.as_ref();
        let live = live.filter(|live| live.is_open_to_devices(now));
        self.make_up_until(now).or(live.map(Opened::Class))
    }

    /// How a step that is finished now still counts.
    pub fn takes_steps(&self, now: DateTimeUtc) -> Option<Opened<'_>> {
        let live = self.live_class.as_ref();
        let live = live.filter(|live| live.takes_steps(now));
        let make_up = self.make_up_until(now - TimeDelta::minutes(GRACE_MINUTES));
        make_up.or(live.map(Opened::Class))
    }

    /// The make-up, if it was open at this instant or is.
    fn make_up_until(&self, at: DateTimeUtc) -> Option<Opened<'_>> {
        let end = self.make_up_closed_at.into_iter();
        let end = end.chain(self.make_up_closes_at).min();
        let version = self.make_up_version.as_deref().map(Opened::MakeUp);
        version.filter(|_| end.is_some_and(|end| end > at))
    }
}

/// A section, a lesson and a student.
pub type Where = (Uuid, String, Uuid);

/// How students stand in lessons, as many as are asked about.
pub async fn standings(
    db: &impl ConnectionTrait,
    asked: Vec<Where>,
) -> Result<HashMap<Where, Arc<Standing>>> {
    let places = (0..asked.len()).map(|place| {
        let first = 3 * place;
        let [section, lesson, student] = [1, 2, 3].map(|value| first + value);
        format!("(${section}, ${lesson}, ${student}, {place})")
    });
    let places: Vec<String> = places.collect();
    let query = STANDINGS.replace("{places}", &places.join(", "));
    let values = asked.iter().flat_map(|(section, lesson, student)| {
        [(*section).into(), lesson.as_str().into(), (*student).into()]
    });
    let query = Statement::from_sql_and_values(db.get_database_backend(), query, values);
    let found = Standing::find_by_statement(query).all(db).await?;
    let found = found.into_iter().filter_map(|standing| {
        let place: usize = standing.place.try_into().ok()?;
        Some((asked.get(place)?.clone(), Arc::new(standing)))
    });
    Ok(found.collect())
}

const STANDINGS: &str = r"
WITH asked (section_id, lesson, student_id, place) AS (VALUES {places})
SELECT live_class.*,
    CAST(asked.place AS BIGINT) AS place,
    make_up.version AS make_up_version,
    make_up.closes_at AS make_up_closes_at,
    make_up.closed_at AS make_up_closed_at,
    EXISTS (SELECT 1 FROM opt_out
        WHERE opt_out.student_id = asked.student_id AND opt_out.lesson = asked.lesson) AS opted_out,
    COALESCE((SELECT string_agg(step, ' ') FROM completion
        WHERE completion.student_id = asked.student_id AND completion.lesson = asked.lesson), '') AS done
FROM asked
LEFT JOIN live_class ON live_class.id = (SELECT id FROM live_class AS held
    WHERE held.section_id = asked.section_id AND held.lesson = asked.lesson
    ORDER BY opened_at DESC
    LIMIT 1)
LEFT JOIN make_up ON make_up.id = (SELECT id FROM make_up AS held
    WHERE held.student_id = asked.student_id AND held.section_id = asked.section_id
        AND held.lesson = asked.lesson
    ORDER BY opened_at DESC
    LIMIT 1)";
