//! What has happened in the demo's classes so far: lessons taught, steps done, checks answered.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use lessons::{lesson::Lesson, progress};
use uuid::Uuid;

use super::{
    answers::first_answer,
    calendar::Calendar,
    cast::Class,
    dice::Dice,
    plan::{Story, TIME_ZONE},
};
use crate::{
    entity::{completion, live_class, opt_out, teaching},
    reports::alternative_key,
    school::checks::tally_rows,
};

/// Places in the class list of the two students whose families have opted out. The first has done
/// the alternative where the lesson was taught, the second has not yet.
const OPTED_OUT: [usize; 2] = [4, 9];

/// Who was not there yesterday.
const ABSENT_YESTERDAY: [usize; 3] = [2, 7, 11];

/// When lessons begin, on the district's clock.
const BEGINS: NaiveTime = match NaiveTime::from_hms_opt(10, 15, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// How long ago the lesson was opened that is open now.
const OPEN_FOR: TimeDelta = TimeDelta::minutes(12);

/// Where the class is that is led now, and for how long.
const LED_TO: i32 = 3;
const AT_STEP_FOR: TimeDelta = TimeDelta::minutes(2);

/// What is in its question box: the first is not read yet, the second went to the counselor.
const ASKED: [&str; 2] = [
    "What can I say when a friend keeps asking for my password?",
    "Can I talk to someone here even if it is maybe not a big deal?",
];

/// The rows of what has happened.
#[derive(Default)]
pub struct Happened {
    pub teachings: Vec<teaching::Model>,
    pub completions: Vec<completion::Model>,
    pub live_classes: Vec<live_class::Model>,
    pub answers: Vec<Answer>,
    pub opt_outs: Vec<opt_out::Model>,
    pub questions: Vec<Asked>,
}

/// A question in the box of a live class, not sealed yet.
pub struct Asked {
    pub id: Uuid,
    pub live_class: Uuid,
    pub text: &'static str,
    /// Who has read it, and handed it to the counselor.
    pub routed_by: Option<Uuid>,
}

/// A student's first answer to a check.
pub struct Answer {
    pub student: Uuid,
    pub live_class: Uuid,
    /// `lesson id/check id`.
    pub check: String,
    /// Every row of the check's tally, and those that get one more.
    pub rows: Vec<String>,
    pub chosen: Vec<String>,
}

/// A class and what may happen in it.
pub struct Teller<'a> {
    pub dice: &'a mut Dice,
    pub calendar: &'a Calendar,
    pub class: &'a Class,
    /// Its first teacher.
    pub teacher: Uuid,
    /// Every lesson of the unit.
    pub unit: &'a [Lesson],
    /// Whether the school may teach sensitive lessons.
    pub ready: bool,
    /// 0..=1, of the term.
    pub elapsed: f64,
    pub now: DateTime<Utc>,
    pub happened: &'a mut Happened,
}

impl Teller<'_> {
    /// Tells the class's story from the first day of the term until now.
    pub fn tell(mut self) {
        let story = self.class.plan.story;
        let unit = self.unit;
        // A school that is not ready waits before its first sensitive lesson.
        let may_teach = unit.iter().take_while(|lesson| self.ready || !lesson.harm);
        let lessons: Vec<&Lesson> = may_teach.collect();
        let of_unit = u32::try_from(unit.len()).unwrap_or(u32::MAX);
        let expected = progress::expected(of_unit, self.elapsed) as usize;
        let count = story.taught(lessons.len(), expected);
        if self.class.plan.has_opt_outs() {
            self.keep_opt_outs();
        }
        let past = self.calendar.past();
        let later_by = self.dice.below(3);
        let days = story.days(count, &past, later_by);
        for (lesson, on) in lessons.iter().zip(&days) {
            let yesterday = story == Story::Yesterday && Some(on) == past.last();
            self.teach(lesson, *on, yesterday);
        }
        let next = lessons.get(count).filter(|_| story.is_open_now());
        if let Some(lesson) = next {
            self.open(lesson);
        }
    }

    /// Two families have opted out of the first sensitive lesson.
    fn keep_opt_outs(&mut self) {
        let lesson = self.unit.iter().find(|lesson| lesson.harm);
        for at in OPTED_OUT {
            if let (Some(lesson), Some(student)) = (lesson, self.class.students.get(at)) {
                self.happened.opt_outs.push(opt_out::Model {
                    student_id: student.id,
                    lesson: lesson.id.clone(),
                    on: self.calendar.first_on,
                });
            }
        }
    }

    fn is_opted_out(&self, student: Uuid, lesson: &Lesson) -> bool {
        let mut kept = self.happened.opt_outs.iter();
        kept.any(|row| row.student_id == student && row.lesson == lesson.id)
    }

    fn teach(&mut self, lesson: &Lesson, on: NaiveDate, yesterday: bool) {
        let teaching = teaching::Model {
            id: self.dice.id(),
            section_id: self.class.section.id,
            lesson: lesson.id.clone(),
            version: lesson.hash.clone(),
            on,
            minutes: i32::try_from(lesson.minutes).unwrap_or_default(),
            by: self.teacher,
            next_on: None,
        };
        let live_class = self.closed_live_class(lesson, on);
        let class = self.class;
        for (at, student) in class.students.iter().enumerate() {
            let has_device = live_class.is_some() && at < class.plan.devices();
            if self.is_opted_out(student.id, lesson) {
                if at == OPTED_OUT[0] {
                    let key = alternative_key(&lesson.id);
                    self.complete(student.id, lesson, [key], on, None);
                }
                continue;
            }
            let was_there = match yesterday {
                true => !ABSENT_YESTERDAY.contains(&at),
                false => self.dice.chance(93),
            };
            if !was_there {
                if !yesterday {
                    self.make_up(student.id, lesson, on);
                }
                continue;
            }
            // Most have done the steps on their device; the rest were ticked by the teacher.
            let ticked = !has_device || self.dice.chance(30);
            let by = ticked.then_some(teaching.id);
            self.complete(student.id, lesson, keys(lesson), on, by);
            if let Some(live_class) = live_class.filter(|_| has_device) {
                self.answer(student.id, live_class, lesson, lesson.steps.len());
            }
        }
        self.happened.teachings.push(teaching);
    }

    /// Most of those who were not there have made it up, and some are in the middle of it.
    fn make_up(&mut self, student: Uuid, lesson: &Lesson, taught_on: NaiveDate) {
        let past = self.calendar.past();
        let later: Vec<&NaiveDate> = past.iter().filter(|day| **day > taught_on).collect();
        let Some(day) = later.get(1 + self.dice.below(4)).or(later.last()) else {
            return;
        };
        let steps = match self.dice.below(10) {
            0..5 => lesson.steps.len(),
            5..7 => lesson.steps.len() / 2,
            _ => 0,
        };
        self.complete(student, lesson, keys(lesson).take(steps), **day, None);
    }

    fn closed_live_class(&mut self, lesson: &Lesson, on: NaiveDate) -> Option<Uuid> {
        let begins = TIME_ZONE
            .from_local_datetime(&on.and_time(BEGINS))
            .earliest()?;
        let opened_at = begins.with_timezone(&Utc);
        let minutes = i64::from(lesson.minutes) + 3;
        self.live_class(
            lesson,
            opened_at,
            Some(opened_at + TimeDelta::minutes(minutes)),
        )
    }

    /// The live class in which a lesson is or was open; none in a class that does not sign in.
    fn live_class(
        &mut self,
        lesson: &Lesson,
        opened_at: DateTime<Utc>,
        closed_at: Option<DateTime<Utc>>,
    ) -> Option<Uuid> {
        let id = self.dice.id();
        if !self.class.band().students_sign_in() {
            return None;
        }
        let section = self.class.section.id;
        self.happened.live_classes.push(live_class::Model {
            id,
            closes_at: closes_at(lesson, opened_at),
            closed_at,
            ..live_class::Model::opened(section, lesson, self.teacher, opened_at)
        });
        Some(id)
    }

    /// Opens a lesson a few minutes ago; everybody is somewhere in it.
    fn open(&mut self, lesson: &Lesson) {
        let Some(live_class) = self.live_class(lesson, self.now - OPEN_FOR, None) else {
            return;
        };
        if self.class.plan.story == Story::LedNow {
            self.lead(live_class);
        }
        let class = self.class;
        for (at, student) in class.students.iter().enumerate() {
            if self.is_opted_out(student.id, lesson) {
                continue;
            }
            // The first student is the one that the demo signs in as: in the middle of it.
            let steps = match at {
                0 => 2,
                _ => self.dice.below(lesson.steps.len()),
            };
            let today = self.calendar.today;
            self.complete(student.id, lesson, keys(lesson).take(steps), today, None);
            self.answer(student.id, live_class, lesson, steps);
        }
    }

    /// Somebody leads the class that was opened last, and somebody has asked something.
    fn lead(&mut self, live_class: Uuid) {
        let (teacher, now) = (self.teacher, self.now);
        if let Some(live) = self.happened.live_classes.last_mut() {
            live.begun_at = Some(live.opened_at);
            live.led_by = Some(teacher);
            live.step = LED_TO;
            live.furthest = LED_TO;
            live.step_at = Some(now - AT_STEP_FOR);
        }
        for (text, routed_by) in ASKED.into_iter().zip([None, Some(teacher)]) {
            self.happened.questions.push(Asked {
                id: self.dice.id(),
                live_class,
                text,
                routed_by,
            });
        }
    }

    fn complete(
        &mut self,
        student: Uuid,
        lesson: &Lesson,
        steps: impl IntoIterator<Item = String>,
        on: NaiveDate,
        teaching_id: Option<Uuid>,
    ) {
        let completions = steps.into_iter().map(|step| completion::Model {
            student_id: student,
            step,
            lesson: lesson.id.clone(),
            on,
            teaching_id,
        });
        self.happened.completions.extend(completions);
    }

    /// Answers the checks of the first `steps` steps.
    fn answer(&mut self, student: Uuid, live_class: Uuid, lesson: &Lesson, steps: usize) {
        let checks = lesson
            .steps
            .iter()
            .take(steps)
            .flat_map(|step| step.checks());
        for check in checks {
            let chosen = first_answer(self.dice, check);
            if !chosen.is_empty() {
                self.happened.answers.push(Answer {
                    student,
                    live_class,
                    check: format!("{}/{}", lesson.id, check.id),
                    rows: tally_rows(check),
                    chosen,
                });
            }
        }
    }
}

/// As when a teacher opens it: a sensitive lesson closes by itself.
pub fn closes_at(lesson: &Lesson, opened_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let minutes = (lesson.minutes + 15).min(90);
    lesson
        .harm
        .then(|| opened_at + TimeDelta::minutes(minutes.into()))
}

fn keys(lesson: &Lesson) -> impl Iterator<Item = String> {
    lesson.steps.iter().map(|step| lesson.step_key(step))
}
