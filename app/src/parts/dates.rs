//! Dates in words, as people say them.

use chrono::{Datelike, NaiveDate};

/// `Tuesday, March 4`.
pub fn day(date: NaiveDate) -> String {
    format!("{} {}", date.format("%A, %B"), date.day())
}

/// `March 4`.
pub fn month_day(date: NaiveDate) -> String {
    format!("{} {}", date.format("%B"), date.day())
}

/// `Mar 4`.
pub fn short_day(date: NaiveDate) -> String {
    format!("{} {}", date.format("%b"), date.day())
}
