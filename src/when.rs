//! A moment at the precision it was published with: text in, [`When`] out, and how far it is from now.
//!
//! An instant carries its own offset; a day has no hour and never gets one.
//! Nothing here reads a clock or compares local dates of instants.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};

use crate::{
    duration::{Duration, Unit},
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

/// On which side of a moment `now` is, and how far from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The moment is still to come: at least one millisecond (or, for a day, one midnight) is left.
    Ahead(Duration),
    /// The moment has come: its own first instant counts as passed, with a duration of nothing.
    Passed(Duration),
}

impl When {
    /// Where `now` stands to this moment.
    ///
    /// `offset` says where calendar days turn, and matters only where an instant meets a day:
    /// an instant's own offset is used for a bare-day `now`, `offset` for a bare-day moment.
    /// A bare-day `now` is that day's first instant.
    ///
    /// # Example
    /// ```
    /// use chrono::FixedOffset;
    /// use phaseout::{State, When};
    /// let eastern = FixedOffset::west_opt(4 * 3600).unwrap();
    /// let end: When = "2024-09-29T00:00:00-04:00".parse().unwrap();
    /// let state = |now: &str| end.state(now.parse().unwrap(), eastern);
    /// assert!(matches!(state("2024-09-29T03:59:59.999Z"), State::Ahead(left) if left.days == 0));
    /// assert!(matches!(state("2024-09-29T04:00:00Z"), State::Passed(since) if since.days == 0));
    /// ```
    pub fn state(self, now: When, offset: FixedOffset) -> State {
        let left = self.left(now, offset);
        if left > 0 { State::Ahead(Duration::of(left)) } else { State::Passed(Duration::of(-left)) }
    }

    /// How many milliseconds `now` is from this moment; none or fewer once it has passed.
    pub(crate) fn left(self, now: When, offset: FixedOffset) -> i64 {
        match self {
            When::Instant(at) => at.timestamp_millis() - now.first_instant(*at.offset()),
            When::Day(_) => self.first_instant(offset) - midnight(now.day_at(offset), offset),
        }
    }

    /// The first instant after `now` at which [`When::state`], read down to whole `unit`s, differs, in
    /// milliseconds since 1970 in UTC.
    ///
    /// A day differs at the midnights of `offset` only, whatever the unit.
    pub fn next_change(self, now: When, offset: FixedOffset, unit: Unit) -> i64 {
        let When::Instant(at) = self else {
            return next_midnight(now, offset);
        };
        let left = self.left(now, offset);
        let unit = unit.milliseconds();
        let until = if left >= unit {
            // The last instant that still shows these whole units is the one with nothing beyond them.
            left / unit * unit - 1
        } else if left > 0 {
            0
        } else {
            -((-left / unit + 1) * unit)
        };
        at.timestamp_millis() - until
    }

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

    /// The calendar day: the day itself, or the day that the instant falls on at `offset`.
    pub fn day_at(self, offset: FixedOffset) -> NaiveDate {
        match self {
            When::Instant(at) => at.with_timezone(&offset).date_naive(),
            When::Day(day) => day,
        }
    }
}

/// The first midnight at `offset` after `now`, in milliseconds since 1970 in UTC.
pub(crate) fn next_midnight(now: When, offset: FixedOffset) -> i64 {
    midnight(now.day_at(offset), offset) + Unit::Days.milliseconds()
}

/// The day's first instant at `offset`, in milliseconds since 1970 in UTC.
fn midnight(day: NaiveDate, offset: FixedOffset) -> i64 {
    let days = i64::from(day.num_days_from_ce()) - i64::from(EPOCH);
    days * Unit::Days.milliseconds() - i64::from(offset.local_minus_utc()) * Unit::Seconds.milliseconds()
}

/// 1 January 1970, in days of the common era.
const EPOCH: i32 = 719_163;

/// Text that is neither an instant nor a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAWhen(String);

impl fmt::Display for NotAWhen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl NotAWhen {
    /// What is wrong, naming the text.
    pub fn message(&self) -> String {
        let expected = "an instant with its offset (`2024-09-29T00:00:00-04:00`) nor a day (`2024-09-29`)";
        concat(&["`", &self.0, "` is neither ", expected])
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
        When::read(text).ok_or_else(|| NotAWhen(printable(text)))
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
fn written_day(day: NaiveDate) -> String {
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
pub(crate) fn offset_of(zone: &[u8]) -> Option<FixedOffset> {
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
