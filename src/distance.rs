//! How far a date is from the reader's own day, as calendars count: two days in, years, months and days out.
//!
//! Says nothing of whether a date has passed: instants decide that, and [`Distance::of`] is told.

use chrono::{Datelike, NaiveDate};

use crate::when::Date;

/// How far off a date is: none on the day, or in the month, itself.
///
/// The largest two units that a reader pictures: years and months; months alone below a year; days below two months.
/// A month has no days, so its distance has none either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Distance {
    /// Whole years.
    pub years: u32,
    /// Whole months beyond the years, 0 to 11.
    pub months: u32,
    /// Days, 0 to 61; 0 where there are years or months.
    pub days: u32,
}

impl Distance {
    /// The distance between a date and a reader's day: forward for a date that is ahead, else back.
    ///
    /// Where the two days contradict that, because the reader's day is not that of the place where the date turns, it
    /// is none: "today" is true on both sides of the instant.
    ///
    /// # Example
    /// ```
    /// # use phaseout::Distance;
    /// let of = |date: &str, today: &str, ahead| Distance::of(date.parse().unwrap(), today.parse().unwrap(), ahead);
    /// assert_eq!(of("2024-09-29", "2026-11-24", false), Distance { years: 2, months: 1, days: 0 });
    /// assert_eq!(of("2027-01-24", "2026-11-25", true), Distance { years: 0, months: 0, days: 60 });
    /// assert_eq!(of("2027-01-25", "2026-11-25", true), Distance { years: 0, months: 2, days: 0 });
    /// assert_eq!(of("2026-10", "2026-11-25", false), Distance { years: 0, months: 1, days: 0 });
    /// assert_eq!(of("2026-11-24", "2026-11-25", true), Distance::default(), "ahead all the same");
    /// ```
    pub fn of(date: Date, today: NaiveDate, is_ahead: bool) -> Self {
        let (from, to) = if is_ahead { (today, date.day()) } else { (date.day(), today) };
        let is_month = matches!(date, Date::Month(_));
        let months = i64::from(to.year() - from.year()) * 12 + i64::from(to.month()) - i64::from(from.month());
        if is_month {
            return Self::of_months(months);
        }
        let whole = months - i64::from(to.day() < from.day());
        if whole >= 2 {
            return Self::of_months(whole);
        }
        let days = to.signed_duration_since(from).num_days();
        Self { days: u32::try_from(days).unwrap_or(0), ..Self::default() }
    }

    fn of_months(months: i64) -> Self {
        let months = u32::try_from(months).unwrap_or(0);
        Self { years: months / 12, months: months % 12, days: 0 }
    }

    /// Whether it is the day, or the month, itself.
    pub fn is_none(self) -> bool {
        self == Self::default()
    }
}
