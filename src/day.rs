//! Calendar days as numbers: days since January 1, 1970 in, years, months and days out, in each calendar that cards speak;
//! and where in time they begin.
//!
//! What the player of a compiled card needs of a calendar, which loads no other. Times are milliseconds since 1970 in UTC,
//! offsets milliseconds that clocks are ahead of UTC. Reads no clock.

use crate::{
    duration::{Duration, Unit},
    named::named,
    text::{DIGITS, add, add_number},
};

named! {
    /// A calendar in which a language says its days, by the name that CLDR has for it.
    #[derive(Default)]
    pub enum Calendar {
        /// That of most languages.
        #[default]
        Gregorian = "gregory",
        /// The Gregorian one with years of the Buddhist era, 543 more.
        Buddhist = "buddhist",
        /// Solar Hijri, which begins its years with spring.
        Persian = "persian",
    }
}

impl Calendar {
    /// Whether its months are none of those in which dates are published, which are Gregorian.
    pub(crate) fn has_own_months(self) -> bool {
        self == Self::Persian
    }

    /// A day by its number.
    ///
    /// Leap years of the Persian calendar are those of CLDR, by a cycle of 33 years, which agrees with the sun for the years
    /// 1799 to 2123; beyond them a day may be off by one. Source: the class `PersianCalendar` of ICU.
    pub(crate) fn date(self, number: i64) -> Civil {
        if self == Self::Persian {
            let days = number.clamp(FIRST, LAST) + 492_268;
            let year = (33 * days + 3).div_euclid(12_053) + 1;
            let in_year = days - (365 * (year - 1) + (8 * year + 21).div_euclid(33));
            // Six months of 31 days, then months of 30.
            let month = if in_year < 216 { in_year / 31 } else { (in_year - 6) / 30 };
            return Civil { year, month: month + 1, day: in_year - month * 30 - month.min(6) + 1 };
        }
        let mut civil = civil(number);
        if self == Self::Buddhist {
            civil.year += 543;
        }
        civil
    }
}

/// A day of a calendar; of the Gregorian one, which is counted back beyond its own beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Civil {
    pub(crate) year: i64,
    /// 1 to 12.
    pub(crate) month: i64,
    /// 1 to 31.
    pub(crate) day: i64,
}

/// The last day that is told from others, December 31, 9999, and the first, January 1 of the year 0.
const LAST: i64 = 2_932_896;
const FIRST: i64 = -719_528;

/// A day by its number; one beyond the years 0 to 9999 is the nearest within them.
///
/// Years begin in March here, so that the day that is left out of most years is the last. Source:
/// <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>
pub(crate) fn civil(number: i64) -> Civil {
    // Days since March 1 of the year 0, shifted by an era of 400 years so that none is negative.
    let days = number.clamp(FIRST, LAST) + 719_468 + ERA;
    let in_era = days % ERA;
    let year_of_era = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / (ERA - 1)) / 365;
    let in_year = in_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let months_since_march = (5 * in_year + 2) / 153;
    let month = (months_since_march + 2) % 12 + 1;
    let year = (days / ERA - 1) * 400 + year_of_era + i64::from(month < 3);
    Civil { year, month, day: in_year - (153 * months_since_march + 2) / 5 + 1 }
}

/// How many days 400 years have.
const ERA: i64 = 146_097;

const DAY: i64 = Unit::Days.milliseconds();
const HOUR: i64 = Unit::Hours.milliseconds();

/// The number of the day at an instant, where clocks are `offset` ahead of UTC.
pub(crate) fn day_at(milliseconds: i64, offset: i64) -> i64 {
    milliseconds.saturating_add(offset).div_euclid(DAY)
}

/// The first instant of a day, where `offset_at` says how far clocks are ahead of UTC at an instant; of a day that a
/// place left out, as Samoa did 30 December 2011, the first instant of the next.
///
/// Exact where clocks change at midnight, too.
pub(crate) fn first_instant_of(day: i64, offset_at: &dyn Fn(i64) -> i64) -> i64 {
    let utc = day.clamp(i64::MIN / DAY, i64::MAX / DAY) * DAY;
    // Most days: clocks do not change around their midnight.
    let offset = offset_at(utc);
    let guess = utc.saturating_sub(offset);
    if offset_at(guess) == offset && offset_at(guess.saturating_sub(1)) == offset {
        return guess;
    }
    // No offset is below -12 hours or above +14, and days follow each other.
    let (mut before, mut since) = (utc.saturating_sub(15 * HOUR), utc.saturating_add(13 * HOUR));
    while since - before > 1 {
        let middle = before + (since - before) / 2;
        if day_at(middle, offset_at(middle)) < day { before = middle } else { since = middle }
    }
    since
}

/// An instant as RFC 3339 writes it in UTC, with milliseconds where it has any; none beyond the year 9999.
pub(crate) fn rfc3339(milliseconds: i64) -> Option<String> {
    let number = milliseconds.div_euclid(DAY);
    if number > LAST {
        return None;
    }
    let Civil { year, month, day } = civil(number);
    let time = Duration::of(milliseconds.rem_euclid(DAY));
    let mut text = String::new();
    let mut part = |number: u32, width, mark| {
        add_number(number, width, DIGITS, &mut text);
        add(mark, &mut text);
    };
    let small = |number: i64| u32::try_from(number).unwrap_or(0);
    part(small(year), 4, "-");
    part(small(month), 2, "-");
    part(small(day), 2, "T");
    part(time.hours, 2, ":");
    part(time.minutes, 2, ":");
    let fraction = milliseconds.rem_euclid(1_000);
    part(time.seconds, 2, if fraction > 0 { "." } else { "Z" });
    if fraction > 0 {
        part(small(fraction), 3, "Z");
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, NaiveDate};

    use super::*;

    #[test]
    fn every_day_of_ten_thousand_years_is_the_one_that_chrono_knows() {
        let mut day = NaiveDate::from_ymd_opt(0, 1, 1).expect("a day");
        for number in FIRST..=LAST {
            let Civil { year, month, day: of_month } = civil(number);
            let known = (i64::from(day.year()), i64::from(day.month()), i64::from(day.day()));
            assert_eq!((year, month, of_month), known, "{number}");
            day = day.succ_opt().expect("a day");
        }
    }

    #[test]
    fn an_instant_is_written_as_rfc_3339_says() {
        assert_eq!(rfc3339(0).as_deref(), Some("1970-01-01T00:00:00Z"));
        assert_eq!(rfc3339(-1).as_deref(), Some("1969-12-31T23:59:59.999Z"));
        assert_eq!(rfc3339(1_823_410_800_001).as_deref(), Some("2027-10-13T07:00:00.001Z"));
        assert_eq!(rfc3339(253_402_300_799_999).as_deref(), Some("9999-12-31T23:59:59.999Z"));
        assert_eq!(rfc3339(253_402_300_800_000), None);
    }

    #[test]
    fn a_day_is_said_in_each_calendar() {
        // As `Intl.DateTimeFormat` has them with `-u-ca-persian`, `-u-ca-buddhist`.
        for (day, persian, buddhist) in [
            ("2024-09-29", (1403, 7, 8), (2567, 9, 29)),
            ("2025-03-20", (1403, 12, 30), (2568, 3, 20)),
            ("2025-03-21", (1404, 1, 1), (2568, 3, 21)),
            ("2026-03-21", (1405, 1, 1), (2569, 3, 21)),
            ("2026-09-22", (1405, 6, 31), (2569, 9, 22)),
            ("2026-09-23", (1405, 7, 1), (2569, 9, 23)),
            ("1970-01-01", (1348, 10, 11), (2513, 1, 1)),
        ] {
            let day: NaiveDate = day.parse().expect("a day");
            let number = i64::from(day.num_days_from_ce()) - 719_163;
            for (calendar, expected) in [(Calendar::Persian, persian), (Calendar::Buddhist, buddhist)] {
                let Civil { year, month, day } = calendar.date(number);
                assert_eq!((year, month, day), expected, "{number} {calendar:?}");
            }
        }
    }

    #[test]
    fn days_beyond_those_years_are_the_nearest_within() {
        assert_eq!(civil(i64::MAX), Civil { year: 9999, month: 12, day: 31 });
        assert_eq!(civil(i64::MIN), Civil { year: 0, month: 1, day: 1 });
    }
}
