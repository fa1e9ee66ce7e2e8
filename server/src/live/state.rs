//! What may be done in a class taught live, and where a student's device belongs: plain rules over
//! one row. Nothing here asks or keeps anything.

use app::{
    error::Error as Told,
    school::live::{Act, Follow, Lead, Pace},
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::entity::{live_class::Model, word};

/// Where a student's device belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The lesson's own page: the class comes in, or a student looks it over.
    Lesson,
    /// A step, from 1.
    Step(u32),
}

/// A live class of a lesson with `steps` steps.
pub struct Led<'a> {
    pub live: &'a Model,
    pub steps: u32,
}

impl Led<'_> {
    /// Whether a teacher leads it now, and devices follow.
    pub fn is_followed(&self) -> bool {
        self.live.begun_at.is_some() && self.live.finished_at.is_none() && self.live.devices
    }

    /// The step the class is at; 0 while it comes in.
    pub fn step(&self) -> u32 {
        u32::try_from(self.live.step)
            .unwrap_or_default()
            .min(self.steps)
    }

    pub fn pace(&self) -> Pace {
        match self.live.pace {
            word::Pace::Teacher => Pace::Teacher,
            word::Pace::Own => {
                let to = self.live.to_step.map(u32::try_from);
                let to = to.and_then(Result::ok).unwrap_or(self.steps);
                let to = to.clamp(1, self.steps.max(1));
                let from = u32::try_from(self.live.from_step).unwrap_or(1);
                Pace::Own {
                    from: from.clamp(1, to),
                    to,
                }
            }
        }
    }

    /// What students' pages have to know; nothing while nobody leads.
    pub fn follow(&self, asks: bool) -> Option<Follow> {
        self.is_followed().then(|| Follow {
            pace: self.pace(),
            paused: self.live.paused_at.is_some(),
            asks,
        })
    }

    /// Where a device belongs that shows `wanted`, or the lesson's own page.
    pub fn place(&self, wanted: Option<u32>) -> Place {
        if !self.is_followed() {
            return wanted.map_or(Place::Lesson, Place::Step);
        }
        match (self.pace(), wanted) {
            (Pace::Teacher, _) => match self.step() {
                0 => Place::Lesson,
                step => Place::Step(step),
            },
            (Pace::Own { .. }, None) => Place::Lesson,
            (Pace::Own { from, to }, Some(wanted)) => Place::Step(wanted.clamp(from, to)),
        }
    }
}

/// Begins it: `by` leads, and every device waits for the first step. A class that is led already
/// stays as it is.
pub fn begin(live: &mut Model, by: Uuid, now: DateTime<Utc>) {
    if live.begun_at.is_some() {
        return;
    }
    live.begun_at = Some(now);
    live.led_by = Some(by);
    live.pace = word::Pace::Teacher;
    live.step = 0;
    live.step_at = Some(now);
    live.revision += 1;
}

/// Closes it for good: devices, projector and console. Closing it again changes nothing.
pub fn finish(live: &mut Model, now: DateTime<Utc>) {
    if live.finished_at.is_some() {
        return;
    }
    live.finished_at = Some(now);
    live.closed_at = live.closed_at.or(Some(now));
    live.paused_at = None;
    live.revision += 1;
}

/// Does one act to a class whose lesson has `steps` steps.
///
/// # Errors
/// `NotFound` unless it is being taught; `Led` while somebody else leads; `Invalid` for a step or
/// range that the lesson does not have; `Closed` for a tally before the lesson has closed.
pub fn act(
    live: &mut Model,
    lead: &Lead,
    by: Uuid,
    steps: u32,
    now: DateTime<Utc>,
) -> Result<(), Told> {
    if live.begun_at.is_none() || live.finished_at.is_some() {
        return Err(Told::NotFound);
    }
    if live.led_by != Some(by) && lead.act != Act::TakeLead {
        return Err(Told::Led);
    }
    let no_step = || Told::invalid("step", "This lesson has no such step.");
    let step = |step: u32| i32::try_from(step).map_err(|_| no_step());
    let before = live.clone();
    match lead.act {
        Act::Go if lead.step > steps => return Err(no_step()),
        Act::Go => {
            let to = step(lead.step)?;
            if live.step != to {
                live.step = to;
                live.step_at = Some(now);
            }
            live.shown_check = None;
            live.blanked_at = None;
        }
        Act::CallBack => live.pace = word::Pace::Teacher,
        Act::LetGo if lead.from == 0 || lead.from > lead.to || lead.to > steps => {
            return Err(no_step());
        }
        Act::LetGo => {
            live.pace = word::Pace::Own;
            live.from_step = step(lead.from)?;
            live.to_step = Some(step(lead.to)?);
        }
        Act::Pause => live.paused_at = live.paused_at.or(Some(now)),
        Act::Resume => live.paused_at = None,
        Act::Darken => live.blanked_at = live.blanked_at.or(Some(now)),
        Act::Lighten => live.blanked_at = None,
        Act::TakeLead => live.led_by = Some(by),
        Act::Show if live.is_open(now) => return Err(Told::Closed),
        Act::Show => {
            live.shown_check = Some(lead.check.clone());
            live.blanked_at = None;
        }
        Act::Hide => live.shown_check = None,
    }
    if *live != before {
        live.revision += 1;
    }
    Ok(())
}
