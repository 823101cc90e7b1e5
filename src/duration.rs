//! A length of time in whole units: milliseconds in, days to seconds out, always rounded down.
//!
//! A day here is 24 hours, never a calendar day.

use chrono::TimeDelta;
use serde::Serialize;

/// Whole days, hours, minutes and seconds that add up to a length of time, the rest rounded down.
///
/// # Example
/// ```
/// use chrono::TimeDelta;
/// use phaseout::Duration;
/// let left = Duration::of(TimeDelta::milliseconds(90_061_999));
/// assert_eq!((left.days, left.hours, left.minutes, left.seconds), (1, 1, 1, 1));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Duration {
    /// Whole 24-hour periods, from 0 up.
    pub days: u32,
    /// 0 to 23.
    pub hours: u32,
    /// 0 to 59.
    pub minutes: u32,
    /// 0 to 59.
    pub seconds: u32,
}

/// A unit that a countdown can be read down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// 24 hours.
    Days,
    /// 60 minutes.
    Hours,
    /// 60 seconds.
    Minutes,
    /// 1,000 milliseconds, the smallest unit shown.
    Seconds,
}

impl Unit {
    /// Every unit, the largest first.
    pub const ALL: [Unit; 4] = [Unit::Days, Unit::Hours, Unit::Minutes, Unit::Seconds];

    /// How long one of it is.
    pub const fn milliseconds(self) -> i64 {
        match self {
            Unit::Days => 86_400_000,
            Unit::Hours => 3_600_000,
            Unit::Minutes => 60_000,
            Unit::Seconds => 1_000,
        }
    }
}

impl Duration {
    /// The whole units of a length of time; a negative one counts as nothing.
    pub fn of(length: TimeDelta) -> Self {
        let seconds = u64::try_from(length.num_seconds()).unwrap_or(0);
        let part = |value: u64| u32::try_from(value).unwrap_or(u32::MAX);
        Self {
            days: part(seconds / 86_400),
            hours: part(seconds / 3_600 % 24),
            minutes: part(seconds / 60 % 60),
            seconds: part(seconds % 60),
        }
    }

    /// How many of `unit` this has beside its larger units.
    pub fn part(self, unit: Unit) -> u32 {
        match unit {
            Unit::Days => self.days,
            Unit::Hours => self.hours,
            Unit::Minutes => self.minutes,
            Unit::Seconds => self.seconds,
        }
    }
}
