//! The demo's term: it is built around today, with holidays like any other.

use chrono::{Datelike, Days, NaiveDate, Weekday};

const WEEKS_BEFORE: u64 = 9;
const WEEKS_AFTER: u64 = 9;

/// A term and its days of school.
pub struct Calendar {
    pub today: NaiveDate,
    /// A Monday, nine weeks back.
    pub first_on: NaiveDate,
    /// A Friday, nine weeks ahead.
    pub last_on: NaiveDate,
    pub holidays: Vec<NaiveDate>,
}

impl Calendar {
    pub fn around(today: NaiveDate) -> Self {
        let monday = today.week(Weekday::Mon).first_day();
        let first_on = monday - Days::new(7 * WEEKS_BEFORE);
        let day = |week: u64, weekday: u64| first_on + Days::new(7 * week + weekday);
        // One long weekend behind, one ahead, and a week without school.
        let single = [day(4, 0), day(12, 3), day(12, 4)];
        let week = (0..5).map(|weekday| day(15, weekday));
        Self {
            today,
            first_on,
            last_on: monday + Days::new(7 * WEEKS_AFTER + 4),
            holidays: single.into_iter().chain(week).collect(),
        }
    }

    /// `Fall 2025`, by the term's first day.
    pub fn name(&self) -> String {
        let season = if self.first_on.month() >= 7 {
            "Fall"
        } else {
            "Spring"
        };
        format!("{season} {}", self.first_on.year())
    }

    /// The term's days of school before today, oldest first.
    pub fn past(&self) -> Vec<NaiveDate> {
        let days = self.first_on.iter_days();
        days.take_while(|day| *day < self.today)
            .filter(|day| day.weekday().number_from_monday() <= 5)
            .filter(|day| !self.holidays.contains(day))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use chrono::Weekday;

    use super::*;

    #[test]
    fn the_term_surrounds_today_and_today_is_never_in_the_holidays() {
        let mut today = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
        for _ in 0..400 {
            let calendar = Calendar::around(today);
            assert_eq!(calendar.first_on.weekday(), Weekday::Mon);
            assert_eq!(calendar.last_on.weekday(), Weekday::Fri);
            assert!(calendar.first_on < today && today < calendar.last_on);
            assert!(!calendar.holidays.contains(&today));
            assert!(calendar.past().len() >= 44);
            today = today.succ_opt().unwrap();
        }
    }
}
