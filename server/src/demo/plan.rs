//! Who and what the demo's district has: a town that does not exist, and people who do not.

use app::school::accounts::Role;
use chrono::NaiveDate;
use lessons::course::Band;

/// Every random choice of the demo follows from it.
pub const SEED: u64 = 20_250_901;

pub const DISTRICT: &str = "Larch Cove School District";
pub const TIME_ZONE: chrono_tz::Tz = chrono_tz::America::New_York;

/// The password of every member of the demo's staff.
pub const PASSWORD: &str = "larch-cove-demo";

pub struct School {
    pub name: &'static str,
    /// How many of the eight readiness items are ticked.
    pub ready: usize,
}

pub const ELEMENTARY: usize = 0;
pub const HIGH: usize = 1;

pub const SCHOOLS: [School; 2] = [
    School {
        name: "Larch Cove Elementary School",
        ready: 5,
    },
    School {
        name: "Heron Point Middle and High School",
        ready: 8,
    },
];

/// A member of staff; without a school, of the district.
pub struct Staff {
    pub name: &'static str,
    pub email: &'static str,
    pub role: Role,
    pub school: Option<usize>,
}

pub const AMES: usize = 0;
pub const OKAFOR: usize = 1;
pub const LINDQVIST: usize = 2;
pub const BENNETT: usize = 3;
pub const SALAZAR: usize = 4;
pub const TRAN: usize = 5;
pub const HADDAD: usize = 6;
pub const WHITCOMB: usize = 7;
pub const DUVAL: usize = 8;
pub const MARCHETTI: usize = 9;

pub const STAFF: [Staff; 10] = [
    teacher("Ms. Ames", "ames@demo.invalid", ELEMENTARY),
    teacher("Mr. Okafor", "okafor@demo.invalid", ELEMENTARY),
    teacher("Ms. Lindqvist", "lindqvist@demo.invalid", ELEMENTARY),
    teacher("Ms. Bennett", "bennett@demo.invalid", HIGH),
    teacher("Mr. Salazar", "salazar@demo.invalid", HIGH),
    teacher("Ms. Tran", "tran@demo.invalid", HIGH),
    Staff {
        name: "Ms. Haddad",
        email: "haddad@demo.invalid",
        role: Role::Counselor,
        school: Some(HIGH),
    },
    Staff {
        name: "Ms. Whitcomb",
        email: "whitcomb@demo.invalid",
        role: Role::SchoolAdministrator,
        school: Some(ELEMENTARY),
    },
    Staff {
        name: "Mr. Duval",
        email: "duval@demo.invalid",
        role: Role::SchoolAdministrator,
        school: Some(HIGH),
    },
    Staff {
        name: "Dr. Marchetti",
        email: "marchetti@demo.invalid",
        role: Role::DistrictAdministrator,
        school: None,
    },
];

const fn teacher(name: &'static str, email: &'static str, school: usize) -> Staff {
    Staff {
        name,
        email,
        role: Role::Teacher,
        school: Some(school),
    }
}

/// How far a class has come with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Story {
    NotStarted,
    /// One lesson fewer than there should be.
    Late,
    OnPace,
    /// On pace, the last lesson taught on the last day of school, with three who were not there.
    Yesterday,
    /// On pace, and the next lesson is open to the class right now.
    OpenNow,
    /// The same, with its teacher at the console and everybody at their own pace.
    LedNow,
    /// Every lesson has been taught.
    Finished,
}

pub struct Section {
    pub name: &'static str,
    pub school: usize,
    pub grades: (i32, i32),
    pub students: usize,
    /// The first one taught what was taught.
    pub teachers: &'static [usize],
    pub story: Story,
}

pub const SECTIONS: [Section; 12] = [
    section(
        "Kindergarten, Room 2",
        ELEMENTARY,
        0,
        18,
        &[AMES],
        Story::OnPace,
    ),
    section(
        "Grade 1, Room 5",
        ELEMENTARY,
        1,
        19,
        &[AMES],
        Story::NotStarted,
    ),
    section(
        "Grade 2, Room 8",
        ELEMENTARY,
        2,
        20,
        &[OKAFOR],
        Story::Finished,
    ),
    section(
        "Grade 3, Room 11",
        ELEMENTARY,
        3,
        21,
        &[OKAFOR],
        Story::Finished,
    ),
    section(
        "Grade 4, Room 12",
        ELEMENTARY,
        4,
        20,
        &[LINDQVIST],
        Story::NotStarted,
    ),
    section(
        "Grade 5, Room 14",
        ELEMENTARY,
        5,
        22,
        &[LINDQVIST],
        Story::OpenNow,
    ),
    section("Grade 6 Health", HIGH, 6, 22, &[BENNETT], Story::Yesterday),
    section(
        "Grade 7 Health, period 2",
        HIGH,
        7,
        23,
        &[BENNETT, TRAN],
        Story::LedNow,
    ),
    section(
        "Grade 7 Health, period 5",
        HIGH,
        7,
        21,
        &[SALAZAR],
        Story::Late,
    ),
    section(
        "Grade 8 Health, period 3",
        HIGH,
        8,
        22,
        &[BENNETT],
        Story::Finished,
    ),
    section("Grade 9 Wellness", HIGH, 9, 21, &[TRAN], Story::NotStarted),
    section("Grade 11 Seminar", HIGH, 11, 21, &[TRAN], Story::OnPace),
];

const fn section(
    name: &'static str,
    school: usize,
    grade: i32,
    students: usize,
    teachers: &'static [usize],
    story: Story,
) -> Section {
    Section {
        name,
        school,
        grades: (grade, grade),
        students,
        teachers,
        story,
    }
}

impl Section {
    /// The grade band that holds its grades.
    pub fn band(&self) -> Band {
        let holds = |band: &Band| band.grades().1 >= self.grades.1;
        Band::ALL.into_iter().find(holds).unwrap_or(Band::Eleven12)
    }

    /// How many students have a device for the checks; the rest answer aloud. Where there are few,
    /// the tally stays below the number that may be shown.
    pub fn devices(&self) -> usize {
        match self.story {
            Story::Late => 7,
            _ => self.students,
        }
    }

    /// Whether families have opted out of the first sensitive lesson for two of the students.
    pub fn has_opt_outs(&self) -> bool {
        matches!(
            self.story,
            Story::Yesterday | Story::OpenNow | Story::LedNow | Story::Finished
        )
    }
}

impl Story {
    /// Whether a lesson is open to the class right now.
    pub fn is_open_now(self) -> bool {
        matches!(self, Self::OpenNow | Self::LedNow)
    }

    /// How many of `lessons` have been taught, where `expected` should have been.
    pub fn taught(self, lessons: usize, expected: usize) -> usize {
        let begun = expected.clamp(1, lessons.max(1));
        match self {
            Self::NotStarted => 0,
            Self::Late => expected.saturating_sub(1),
            Self::OnPace => expected,
            Self::Yesterday => begun,
            // Something is left to be open.
            Self::OpenNow | Self::LedNow => expected.min(lessons.saturating_sub(1)),
            Self::Finished => lessons,
        }
        .min(lessons)
    }

    /// The days on which `count` lessons were taught, out of the `past` days of school.
    pub fn days(self, count: usize, past: &[NaiveDate], later_by: usize) -> Vec<NaiveDate> {
        let last = past.len().saturating_sub(1);
        let days = (1..=count).map(|lesson| {
            if self == Self::Yesterday && lesson == count {
                return last;
            }
            let spread = lesson * past.len() / (count + 1);
            (spread + later_by).min(last.saturating_sub(3 + count - lesson))
        });
        days.filter_map(|at| past.get(at).copied()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_district_has_a_dozen_classes_of_250_students() {
        let students: usize = SECTIONS.iter().map(|section| section.students).sum();
        assert_eq!((SECTIONS.len(), students), (12, 250));
    }

    #[test]
    fn no_story_teaches_more_lessons_than_there_are() {
        use Story::*;
        for story in [
            NotStarted, Late, OnPace, Yesterday, OpenNow, LedNow, Finished,
        ] {
            for lessons in 0..9 {
                for expected in 0..=lessons {
                    assert!(story.taught(lessons, expected) <= lessons);
                }
            }
        }
        assert_eq!(Late.taught(7, 3), 2);
        assert_eq!(OpenNow.taught(1, 0), 0);
    }

    #[test]
    fn lessons_are_taught_in_order_on_days_of_school() {
        let calendar =
            super::super::calendar::Calendar::around(NaiveDate::from_ymd_opt(2025, 11, 5).unwrap());
        let past = calendar.past();
        let days = Story::Yesterday.days(4, &past, 2);
        assert!(days.is_sorted());
        assert_eq!(days.last(), past.last());
        assert_eq!(Story::Finished.days(7, &past, 0).len(), 7);
    }
}
