//! H001: how old a helpline's row may become.

use toml::value::Date;

use super::{STALE_AFTER_DAYS, WARNED_AFTER_DAYS};
use crate::{
    problem::{Level, Problem},
    registry::{Line, Registry},
};

pub(crate) fn helplines(registry: &Registry, today: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    for line in &registry.helplines {
        let (Some(age), Some(checked_on)) = (age_in_days(line, today), line.checked_on.date) else {
            continue;
        };
        let level = if age > STALE_AFTER_DAYS {
            Level::Error
        } else if age >= WARNED_AFTER_DAYS {
            Level::Warning
        } else {
            continue;
        };
        let excerpt = format!("checked_on = {checked_on}");
        problems.push(Problem {
            file: "registry/helplines.toml".to_owned(),
            line: line.checked_at.max(1),
            column: 1,
            code: "H001",
            level,
            message: format!("the helpline `{}` was last checked {age} days ago", line.id),
            help: format!(
                "Open its source or call it, then set `checked_on`; after {STALE_AFTER_DAYS} days it is hidden from students."
            ),
            width: excerpt.len(),
            excerpt,
        });
    }
    problems
}

pub(crate) fn age_in_days(line: &Line, today: Date) -> Option<i64> {
    line.checked_on
        .date
        .map(|checked_on| days(today) - days(checked_on))
}

/// Days since 1 March of the year 0, in the calendar of today.
fn days(date: Date) -> i64 {
    let (year, month, day) = (
        i64::from(date.year),
        i64::from(date.month),
        i64::from(date.day),
    );
    let (year, month) = if month < 3 {
        (year - 1, month + 9)
    } else {
        (year, month - 3)
    };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1
}

#[cfg(test)]
mod tests {
    use toml::value::Date;

    use super::days;

    #[test]
    fn days_are_counted_across_leap_days_and_centuries() {
        let day = |year, month, day| days(Date { year, month, day });
        assert_eq!(day(2024, 3, 1) - day(2024, 2, 28), 2);
        assert_eq!(day(2025, 3, 1) - day(2025, 2, 28), 1);
        assert_eq!(day(2000, 3, 1) - day(2000, 2, 28), 2);
        assert_eq!(day(2026, 1, 1) - day(2025, 1, 1), 365);
    }
}
