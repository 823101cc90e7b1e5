//! Moments and dates: text in, [`When`] or [`Date`] out; and the instants at which calendar days begin.
//!
//! An instant carries its own offset; a day has no hour, and a month no day, and neither ever gets one.
//! Reads no clock.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Datelike, FixedOffset, Months, NaiveDate, Timelike};

use crate::{
    day,
    duration::Unit,
    text::{concat, decimal, printable},
};

/// A moment as somebody published it: to the instant, or only to the day.
///
/// # Example
/// ```
/// use phaseout::When;
/// assert!(matches!("2024-09-29T00:00:00-04:00".parse(), Ok(When::Instant(_))));
/// assert!(matches!("2027-10-12".parse(), Ok(When::Day(_))));
/// assert!("2024-02-30".parse::<When>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// `YYYY-MM-DDTHH:MM:SS` with an optional `.mmm` and `Z` or `±HH:MM`; resolution one millisecond.
    Instant(DateTime<FixedOffset>),
    /// `YYYY-MM-DD`: a calendar day, without an hour and without a place.
    Day(NaiveDate),
}

impl When {
    /// The instant itself, or the day's first instant at `offset`, in milliseconds since 1970 in UTC.
    pub fn first_instant(self, offset: FixedOffset) -> i64 {
        match self {
            When::Instant(at) => at.timestamp_millis(),
            When::Day(day) => midnight(day, offset),
        }
    }

    /// The same as `parse`, without a word about what is none.
    #[inline(never)]
    pub(crate) fn read(text: &str) -> Option<Self> {
        read(text.as_bytes())
    }

    /// The text it was read from, in the same form; whole seconds are written without a fraction.
    pub fn written(self) -> String {
        match self {
            When::Instant(at) => rfc3339(at),
            When::Day(day) => written_day(day),
        }
    }
}

/// Clocks that show UTC.
pub(crate) const fn utc_offset() -> FixedOffset {
    const UTC: FixedOffset = FixedOffset::east_opt(0).expect("nought is an offset");
    UTC
}

/// The day's first instant at `offset`, in milliseconds since 1970 in UTC.
pub(crate) fn midnight(day: NaiveDate, offset: FixedOffset) -> i64 {
    number_of(day) * Unit::Days.milliseconds() - ahead(offset)
}

/// The calendar day at an instant, in milliseconds since 1970 in UTC, where clocks are `offset` ahead of UTC.
pub(crate) fn day_at(milliseconds: i64, offset: FixedOffset) -> NaiveDate {
    let days = i32::try_from(day::day_at(milliseconds, ahead(offset))).unwrap_or(i32::MAX);
    NaiveDate::from_num_days_from_ce_opt(days.saturating_add(EPOCH)).unwrap_or(NaiveDate::MAX)
}

/// The first instant of a calendar day, in milliseconds since 1970 in UTC, where `offset_at` says how far clocks are
/// ahead of UTC.
pub(crate) fn first_instant_of(day: NaiveDate, offset_at: &dyn Fn(i64) -> FixedOffset) -> i64 {
    day::first_instant_of(number_of(day), &|at| ahead(offset_at(at)))
}

/// A day as its number since 1970.
pub(crate) fn number_of(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce()) - i64::from(EPOCH)
}

/// How many milliseconds clocks are ahead of UTC.
pub(crate) fn ahead(offset: FixedOffset) -> i64 {
    i64::from(offset.local_minus_utc()) * Unit::Seconds.milliseconds()
}

/// 1 January 1970, in days of the common era.
const EPOCH: i32 = 719_163;

/// A date at the precision with which it was published: to the instant, the day or the month.
///
/// # Example
/// ```
/// use phaseout::Date;
/// assert!(matches!("2026-10".parse(), Ok(Date::Month(_))));
/// assert_eq!("2026-10".parse::<Date>().unwrap().to_string(), "2026-10");
/// assert!("2026-13".parse::<Date>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Date {
    /// An instant with its offset, as [`When::Instant`].
    Instant(DateTime<FixedOffset>),
    /// `YYYY-MM-DD`.
    Day(NaiveDate),
    /// `YYYY-MM`, as the month's first day.
    Month(NaiveDate),
}

impl Date {
    /// The same as `parse`, without a word about what is none.
    pub(crate) fn read(text: &str) -> Option<Self> {
        Some(match When::read(text) {
            Some(When::Instant(at)) => Date::Instant(at),
            Some(When::Day(day)) => Date::Day(day),
            None => match When::read(&concat(&[text, "-01"]))? {
                When::Day(first) if text.len() == 7 => Date::Month(first),
                _ => return None,
            },
        })
    }

    /// The text it was read from.
    pub fn written(self) -> String {
        match self {
            Date::Instant(at) => rfc3339(at),
            Date::Day(day) => written_day(day),
            Date::Month(first) => concat(&[written_day(first).get(..7).unwrap_or_default()]),
        }
    }

    /// The calendar day that is shown of it: an instant's at its own offset, a month's first.
    pub fn day(self) -> NaiveDate {
        match self {
            Date::Instant(at) => at.date_naive(),
            Date::Day(day) | Date::Month(day) => day,
        }
    }

    /// The first day behind it: of a day the next one, of a month the first of the next month; of an instant, its own
    /// day.
    pub(crate) fn after(self) -> NaiveDate {
        let next = match self {
            Date::Instant(at) => Some(at.date_naive()),
            Date::Day(day) => day.succ_opt(),
            Date::Month(first) => first.checked_add_months(Months::new(1)),
        };
        next.unwrap_or(NaiveDate::MAX)
    }
}

impl FromStr for Date {
    type Err = NotAWhen;

    /// Reads what [`When`] reads, and `YYYY-MM`.
    ///
    /// # Errors
    /// Anything else.
    fn from_str(text: &str) -> Result<Self, NotAWhen> {
        Date::read(text).ok_or_else(|| NotAWhen { text: printable(text), may_be_month: true })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written())
    }
}

/// Text that is neither an instant nor a day, nor where that would do a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAWhen {
    text: String,
    may_be_month: bool,
}

impl fmt::Display for NotAWhen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl NotAWhen {
    /// What is wrong, naming the text.
    pub fn message(&self) -> String {
        let expected = "an instant with its offset (`2024-09-29T00:00:00-04:00`) nor a day (`2024-09-29`)";
        let month = if self.may_be_month { " nor a month (`2024-09`)" } else { "" };
        concat(&["`", &self.text, "` is neither ", expected, month])
    }
}

impl std::error::Error for NotAWhen {}

impl FromStr for When {
    type Err = NotAWhen;

    /// Reads `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SS[.mmm](Z|±HH:MM)`.
    ///
    /// # Errors
    /// Anything else: a day that no calendar has, hour 24, second 60, no offset, an offset
    /// beyond ±23:59, other signs, small letters, spaces, a year that is not four digits.
    fn from_str(text: &str) -> Result<Self, NotAWhen> {
        When::read(text).ok_or_else(|| NotAWhen { text: printable(text), may_be_month: false })
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written())
    }
}

/// An instant as RFC 3339 with its offset; milliseconds only where there are any.
///
/// By hand, because chrono's own formatting brings its whole strftime along (9 kB in the browser).
pub(crate) fn rfc3339(at: DateTime<FixedOffset>) -> String {
    let (mut text, time) = (written_day(at.date_naive()), at.time());
    field(&mut text, 'T', time.hour(), 2);
    field(&mut text, ':', time.minute(), 2);
    field(&mut text, ':', time.second(), 2);
    let milliseconds = at.timestamp_subsec_millis();
    if milliseconds > 0 {
        field(&mut text, '.', milliseconds, 3);
    }
    text.push_str(&zone(*at.offset()));
    text
}

/// A day as `YYYY-MM-DD`.
pub(crate) fn written_day(day: NaiveDate) -> String {
    let mut text = decimal(day.year().unsigned_abs(), 4);
    field(&mut text, '-', day.month(), 2);
    field(&mut text, '-', day.day(), 2);
    text
}

/// Adds a number of so many digits behind a mark.
#[inline(never)]
fn field(text: &mut String, mark: char, number: u32, digits: usize) {
    text.push(mark);
    text.push_str(&decimal(number, digits));
}

/// An offset as RFC 3339 writes it: `Z` or `±HH:MM`.
pub(crate) fn zone(offset: FixedOffset) -> String {
    let minutes = offset.local_minus_utc() / 60;
    let sign = match minutes {
        0 => return concat(&["Z"]),
        ..0 => '-',
        1.. => '+',
    };
    let minutes = minutes.unsigned_abs();
    let mut text = String::new();
    field(&mut text, sign, minutes / 60, 2);
    field(&mut text, ':', minutes % 60, 2);
    text
}

/// An instant in UTC, of milliseconds since 1970; `None` where its year has not four digits.
pub(crate) fn utc(milliseconds: i64) -> Option<DateTime<FixedOffset>> {
    let at = DateTime::from_timestamp_millis(milliseconds)?.fixed_offset();
    (0..=9999).contains(&at.year()).then_some(at)
}

/// What ends each field of an instant but the last: year, month, day, hour, minute, second.
const MARKS: [u8; 5] = *b"--T::";

fn read(text: &[u8]) -> Option<When> {
    let mut fields = [0; 6];
    let (mut at, mut width) = (0, 4);
    for (index, field) in fields.iter_mut().enumerate() {
        *field = number(text.get(at..at + width)?)?;
        at += width + 1;
        width = 2;
        let mark = text.get(at - 1);
        if mark.is_none() && index == 2 {
            break;
        }
        if MARKS.get(index).is_some_and(|expected| mark != Some(expected)) {
            return None;
        }
    }
    let [year, month, day, hour, minute, second] = fields;
    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    if text.len() == 10 {
        return Some(When::Day(day));
    }
    let (millisecond, zone) = match text.get(19..)? {
        [b'.', rest @ ..] => {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            // First of all, so that no more digits are read than a number can hold.
            let scale = [100, 10, 1].get(digits.checked_sub(1)?)?;
            (scale * number(rest.get(..digits)?)?, &rest[digits..])
        }
        zone => (0, zone),
    };
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let offset = offset_of(zone)?;
    let seconds = i64::from(hour * 3600 + minute * 60 + second);
    let at = midnight(day, offset) + seconds * Unit::Seconds.milliseconds() + i64::from(millisecond);
    Some(When::Instant(DateTime::from_timestamp_millis(at)?.with_timezone(&offset)))
}

/// Reads `Z` or `±HH:MM`.
fn offset_of(zone: &[u8]) -> Option<FixedOffset> {
    if zone == b"Z" {
        return FixedOffset::east_opt(0);
    }
    let (sign, digits) = zone.split_first()?;
    let (hours, minutes) = (number(digits.get(..2)?)?, number(after(digits, 2, b':')?)?);
    if digits.len() != 5 || hours > 23 || minutes > 59 {
        return None;
    }
    let seconds = i32::try_from((hours * 60 + minutes) * 60).ok()?;
    match sign {
        b'+' => FixedOffset::east_opt(seconds),
        b'-' => FixedOffset::west_opt(seconds),
        _ => None,
    }
}

/// The two bytes behind `mark`, which must stand at `index`.
fn after(text: &[u8], index: usize, mark: u8) -> Option<&[u8]> {
    (*text.get(index)? == mark).then_some(())?;
    text.get(index + 1..index + 3)
}

fn number(digits: &[u8]) -> Option<u32> {
    let mut value = 0;
    for digit in digits {
        value = value * 10 + u32::from(digit.is_ascii_digit().then(|| digit - b'0')?);
    }
    Some(value)
}
