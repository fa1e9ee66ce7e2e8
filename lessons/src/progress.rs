//! How much of a lesson is done. One function for page, report and island, so that they agree.

use serde::{Deserialize, Serialize};

/// Steps done of steps there are. Derived from completions, never stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub done: u32,
    pub of: u32,
}

/// How far a student is with a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    NotYet,
    Part,
    Done,
    /// Done later, by who was away when it was taught; steps alone do not tell.
    MadeUp,
}

impl Standing {
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Done | Self::MadeUp)
    }
}

/// Counts which of the lesson's `steps` are among the `completed` ones.
///
/// Completions of steps that the lesson no longer has do not count.
pub fn progress<'a>(
    steps: impl IntoIterator<Item = &'a str>,
    completed: impl Fn(&str) -> bool,
) -> Progress {
    let mut progress = Progress::default();
    for step in steps {
        progress.of += 1;
        progress.done += u32::from(completed(step));
    }
    progress
}

impl Progress {
    pub const fn standing(self) -> Standing {
        match self.done {
            0 => Standing::NotYet,
            done if done >= self.of => Standing::Done,
            _ => Standing::Part,
        }
    }

    /// 0..=1; nothing to do counts as nothing done.
    pub fn share(self) -> f64 {
        if self.of == 0 {
            return 0.0;
        }
        f64::from(self.done) / f64::from(self.of)
    }
}

/// How many of a unit's lessons should be taught once `elapsed` (0..=1) of the term has passed.
pub fn expected(lessons: u32, elapsed: f64) -> u32 {
    let share = elapsed.clamp(0.0, 1.0);
    // Thirds and tenths do not add up exactly; a hair below a whole lesson is that lesson.
    let due = f64::from(lessons) * share + 1e-9;
    (1..=lessons)
        .rev()
        .find(|count| f64::from(*count) <= due)
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::expected;

    #[test]
    fn lessons_are_expected_in_step_with_the_term() {
        assert_eq!(expected(6, 0.0), 0);
        assert_eq!(expected(6, 0.16), 0);
        assert_eq!(expected(6, 0.5), 3);
        assert_eq!(expected(6, 0.99), 5);
        assert_eq!(expected(6, 1.0), 6);
    }

    #[test]
    fn a_share_that_rounds_below_a_whole_lesson_counts_as_that_lesson() {
        assert_eq!(expected(10, 0.7), 7);
        assert_eq!(expected(10, 0.1 + 0.2), 3);
    }

    #[test]
    fn nothing_is_expected_of_an_empty_unit_or_before_the_term() {
        assert_eq!(expected(0, 1.0), 0);
        assert_eq!(expected(6, -1.0), 0);
        assert_eq!(expected(6, f64::NAN), 0);
    }
}
