//! A length of time in whole units: milliseconds in, days to seconds out, always rounded down.
//!
//! A day here is 24 hours, never a calendar day.

/// Whole days, hours, minutes and seconds that add up to a length of time, the rest rounded down.
///
/// # Example
/// ```
/// use phaseout::Duration;
/// let left = Duration::of(90_061_999);
/// assert_eq!((left.days, left.hours, left.minutes, left.seconds), (1, 1, 1, 1));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// The whole units of a number of milliseconds; a negative one counts as nothing.
    pub fn of(milliseconds: i64) -> Self {
        let part = |unit: Unit, most: i64| {
            let value = milliseconds.max(0) / unit.milliseconds() % most;
            u32::try_from(value).unwrap_or(u32::MAX)
        };
        Self {
            days: part(Unit::Days, i64::MAX),
            hours: part(Unit::Hours, 24),
            minutes: part(Unit::Minutes, 60),
            seconds: part(Unit::Seconds, 60),
        }
    }

    /// Each part with the name that programs read it by, the largest first.
    pub(crate) fn parts(self) -> [(&'static str, u32); 4] {
        [("days", self.days), ("hours", self.hours), ("minutes", self.minutes), ("seconds", self.seconds)]
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
