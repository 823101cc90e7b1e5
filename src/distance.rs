//! How far a date is from the reader's own day, as calendars count: two days in, years, months and days out.
//!
//! Says nothing of whether a date has passed: instants decide that, and [`Distance::of`] is told.

use chrono::NaiveDate;

use crate::{
    day::civil,
    when::{Date, number_of},
};

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
        let is_month = matches!(date, Date::Month(_));
        Self::between(number_of(date.day()), is_month, number_of(today), is_ahead)
    }

    /// The same of days by their numbers since 1970; of a month, `date` is its first.
    pub(crate) fn between(date: i64, is_month: bool, today: i64, is_ahead: bool) -> Self {
        let (from, to) = if is_ahead { (today, date) } else { (date, today) };
        let (first, last) = (civil(from), civil(to));
        let months = (last.year - first.year) * 12 + last.month - first.month;
        let whole = months - i64::from(!is_month && last.day < first.day);
        if is_month || whole >= 2 {
            return Self::of_months(whole);
        }
        Self { days: u32::try_from(to - from).unwrap_or(0), ..Self::default() }
    }

    /// The same as one number: below two months the days, from there 100 for each whole month.
    pub(crate) fn far(self) -> i64 {
        (i64::from(self.years) * 12 + i64::from(self.months)) * 100 + i64::from(self.days)
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
