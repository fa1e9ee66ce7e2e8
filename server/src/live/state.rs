//! What may be done in a class taught live, and where a student's device belongs: plain rules over
//! one row. Nothing here asks or keeps anything.

use app::{
    error::Error as Told,
    school::live::{Act, Follow, Here, Lead, Pace},
};
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::entity::{live_class::Model, word};

/// No step's page is longer on a projector.
const MOST_SCREENS: i32 = 20;

/// Whoever stays at a step for less has not meant it.
const A_WHILE: TimeDelta = TimeDelta::seconds(30);

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

    /// What students' pages have to know, also before somebody leads: then everybody goes at their
    /// own pace. Nothing without devices.
    pub fn follow(&self, asks: bool) -> Option<Follow> {
        let is_watched = self.live.devices && self.live.finished_at.is_none();
        is_watched.then(|| Follow {
            revision: self.live.revision,
            led: self.is_followed(),
            pace: self.pace(),
            paused: self.live.paused_at.is_some(),
            asks,
        })
    }

    /// Where a device belongs that shows `wanted`, or the lesson's own page.
    pub fn place(&self, wanted: Option<u32>) -> Here {
        if !self.is_followed() {
            return wanted.map_or(Here::Lesson, Here::Step);
        }
        match (self.pace(), wanted) {
            (Pace::Teacher, _) => match self.step() {
                0 => Here::Lesson,
                step => Here::Step(step),
            },
            (Pace::Own { .. }, None) => Here::Lesson,
            (Pace::Own { from, to }, Some(wanted)) => Here::Step(wanted.clamp(from, to)),
        }
    }
}

/// Whether devices show the class's step and no other.
pub fn is_at_teachers_pace(live: &Model) -> bool {
    let led = Led { live, steps: 0 };
    led.is_followed() && live.pace == word::Pace::Teacher
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

/// Opens a class again that was taught and is not closed with its card: it goes on where it stopped,
/// led by whoever opens it, and on devices or not, as it is `opened` now.
pub fn go_on(live: &mut Model, opened: &Model) {
    live.led_by = Some(opened.opened_by);
    live.devices = opened.devices;
    live.closed_at = None;
    live.closes_at = opened.closes_at;
    live.step_at = Some(opened.opened_at);
    live.paused_at = None;
    live.blanked_at = None;
    live.shown_check = None;
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
                go(live, to, now);
            }
            live.shown_check = None;
            live.blanked_at = None;
        }
        Act::CallBack => {
            if let Pace::Own { to, .. } = (Led { live, steps }).pace() {
                live.furthest = live.furthest.max(step(to)?);
            }
            live.pace = word::Pace::Teacher;
        }
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
        Act::Down => live.screens_down = (live.screens_down + 1).min(MOST_SCREENS),
        Act::Up => live.screens_down = (live.screens_down - 1).max(0),
        Act::Top => live.screens_down = 0,
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

/// To another step. A step counts as left, and as come to, once the class has stayed there for a
/// while: the wrong key takes no time away from the step it came from, and adds none to the card.
fn go(live: &mut Model, to: i32, now: DateTime<Utc>) {
    if live.step_at.is_some_and(|since| now - since > A_WHILE) {
        live.left_step = Some(live.step);
        live.left_since = live.step_at;
        live.left_at = Some(now);
        live.furthest = live.furthest.max(live.step);
    }
    let at_once = live.left_at.is_some_and(|left| now - left <= A_WHILE);
    let since = live
        .left_since
        .filter(|_| at_once && live.left_step == Some(to));
    live.step = to;
    live.step_at = since.or(Some(now));
    live.screens_down = 0;
}

#[cfg(test)]
mod tests {
    use app::school::live::{Act, Here, Lead, Pace};
    use chrono::{DateTime, TimeDelta, Utc};
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::{Led, act, begin};
    use crate::entity::{live_class::Model, word};

    const STEPS: u32 = 7;
    const TEACHERS: [Uuid; 2] = [Uuid::from_u128(1), Uuid::from_u128(2)];

    /// What may happen next, in any order.
    #[derive(Clone, Debug)]
    enum Happens {
        /// A teacher does something, however senseless.
        Acts {
            who: usize,
            lead: Lead,
        },
        /// The lesson closes, by hand or by itself.
        Closes,
        Begins {
            who: usize,
        },
    }

    fn happens() -> impl Strategy<Value = Happens> {
        let acts = (0..2_usize, 0..Act::ALL.len(), 0..9_u32, 0..9_u32, 0..9_u32);
        let acts = acts.prop_map(|(who, act, step, from, to)| Happens::Acts {
            who,
            lead: Lead {
                section: String::new(),
                lesson: String::new(),
                act: Act::ALL[act],
                step,
                from,
                to,
                check: "check".into(),
            },
        });
        prop_oneof![
            20 => acts,
            1 => Just(Happens::Closes),
            1 => (0..2_usize).prop_map(|who| Happens::Begins { who }),
        ]
    }

    fn opened(now: DateTime<Utc>) -> Model {
        Model {
            id: Uuid::from_u128(3),
            section_id: Uuid::from_u128(4),
            lesson: String::new(),
            version: String::new(),
            opened_by: TEACHERS[0],
            opened_at: now,
            closes_at: None,
            closed_at: None,
            revision: 0,
            devices: true,
            begun_at: None,
            led_by: None,
            step: 0,
            step_at: None,
            furthest: 0,
            left_step: None,
            left_since: None,
            left_at: None,
            pace: word::Pace::Own,
            from_step: 1,
            to_step: None,
            paused_at: None,
            blanked_at: None,
            screens_down: 0,
            shown_check: None,
            told: None,
            finished_at: None,
        }
    }

    /// Wherever a device is, it comes to rest at a place that it may stay at.
    fn assert_nobody_is_stranded(live: &Model) {
        let led = Led { live, steps: STEPS };
        for wanted in [None].into_iter().chain((0..=STEPS + 2).map(Some)) {
            let place = led.place(wanted);
            let again = match place {
                Here::Step(step) => led.place(Some(step)),
                Here::Lesson | Here::Done => led.place(None),
            };
            assert_eq!(place, again, "sent on and on");
            let follow = led.follow(false).filter(|_| led.is_followed());
            match (follow.map(|follow| follow.pace), place) {
                (_, Here::Done) => panic!("sent to the end"),
                (None, _) => {}
                (Some(Pace::Teacher), Here::Lesson) => assert_eq!(live.step, 0),
                (Some(Pace::Teacher), Here::Step(step)) => assert_eq!(step, led.step()),
                (Some(Pace::Own { .. }), Here::Lesson) => assert_eq!(wanted, None),
                (Some(Pace::Own { from, to }), Here::Step(step)) => {
                    assert!((from..=to).contains(&step));
                    assert!((1..=STEPS).contains(&step));
                }
            }
        }
    }

    #[test]
    fn the_wrong_key_and_back_takes_no_time_away_and_adds_nothing_to_the_card() {
        let start = DateTime::<Utc>::UNIX_EPOCH;
        let mut live = opened(start);
        begin(&mut live, TEACHERS[0], start);
        let mut go = |step: u32, seconds: i64| {
            let lead = Lead {
                section: String::new(),
                lesson: String::new(),
                act: Act::Go,
                step,
                from: 0,
                to: 0,
                check: String::new(),
            };
            let now = start + TimeDelta::seconds(seconds);
            act(&mut live, &lead, TEACHERS[0], STEPS, now).unwrap();
            let since = live.step_at.map(|at| (at - start).num_seconds());
            (since.unwrap(), live.furthest)
        };
        assert_eq!(go(1, 60), (60, 0));
        assert_eq!(go(2, 300), (300, 1));
        // By mistake two steps on, and back.
        assert_eq!(go(3, 400), (400, 2));
        assert_eq!(go(4, 402), (402, 2));
        assert_eq!(go(3, 404), (404, 2));
        assert_eq!(go(2, 406), (300, 2));
        assert_eq!(go(3, 500), (500, 2));
        // Back after a while, on purpose: the class begins that step again, and has come to the third.
        assert_eq!(go(2, 700), (700, 3));
    }

    proptest! {
        #[test]
        fn nobody_is_stranded_by_any_order_of_acts(story in prop::collection::vec(happens(), 0..60)) {
            let mut now = DateTime::<Utc>::UNIX_EPOCH;
            let mut live = opened(now);
            for happens in story {
                now += TimeDelta::seconds(30);
                let before = live.clone();
                match happens {
                    Happens::Begins { who } => begin(&mut live, TEACHERS[who], now),
                    Happens::Closes => live.closed_at = live.closed_at.or(Some(now)),
                    Happens::Acts { who, lead } => {
                        let done = act(&mut live, &lead, TEACHERS[who], STEPS, now);
                        // A refusal changes nothing, and who does not lead changes nothing.
                        if done.is_err() {
                            prop_assert_eq!(&live, &before);
                        }
                        if before.led_by != Some(TEACHERS[who]) && lead.act != Act::TakeLead {
                            prop_assert!(done.is_err());
                        }
                    }
                }
                // Whoever watches hears of every change that they can see.
                let closed = live.closed_at != before.closed_at;
                prop_assert!(live.revision >= before.revision);
                prop_assert!(live == before || closed || live.revision > before.revision);
                assert_nobody_is_stranded(&live);
            }
        }
    }
}
