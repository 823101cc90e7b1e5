//! A moment at the precision it was published with: text in, [`When`] out, and how far it is from now.
//!
//! An instant carries its own offset; a day has no hour and never gets one.
//! Nothing here reads a clock or compares local dates of instants.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};

use crate::duration::{Duration, Unit};

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
        match self {
            When::Instant(at) => {
                let left = at.signed_duration_since(now.first_instant(*at.offset()));
                if left > TimeDelta::zero() {
                    State::Ahead(Duration::of(left))
                } else {
                    State::Passed(Duration::of(-left))
                }
            }
            When::Day(day) => {
                let left = day.signed_duration_since(now.day_at(offset));
                if left > TimeDelta::zero() {
                    State::Ahead(Duration::of(left))
                } else {
                    State::Passed(Duration::of(-left))
                }
            }
        }
    }

    /// The first instant after `now` at which [`When::state`], read down to whole `unit`s, differs.
    ///
    /// A day differs at the midnights of `offset` only, whatever the unit.
    pub fn next_change(self, now: When, offset: FixedOffset, unit: Unit) -> DateTime<Utc> {
        let When::Instant(at) = self else {
            return next_midnight(now, offset);
        };
        let left = at.signed_duration_since(now.first_instant(*at.offset())).num_milliseconds();
        let unit = unit.milliseconds();
        let until = if left > 0 {
            // The last instant that still shows these whole units is the one with nothing beyond them.
            let shown = left / unit * unit;
            if shown == 0 { 0 } else { shown - 1 }
        } else {
            -((-left / unit + 1) * unit)
        };
        at.to_utc() - TimeDelta::milliseconds(until)
    }

    /// The instant itself, or the day's first instant at `offset`.
    pub fn first_instant(self, offset: FixedOffset) -> DateTime<FixedOffset> {
        match self {
            When::Instant(at) => at,
            When::Day(day) => midnight(day, offset),
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

/// The first midnight at `offset` after `now`.
pub(crate) fn next_midnight(now: When, offset: FixedOffset) -> DateTime<Utc> {
    midnight(now.day_at(offset) + TimeDelta::days(1), offset).to_utc()
}

fn midnight(day: NaiveDate, offset: FixedOffset) -> DateTime<FixedOffset> {
    let local = day.and_time(NaiveTime::MIN);
    DateTime::from_naive_utc_and_offset(local - offset, offset)
}

/// Text that is neither an instant nor a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAWhen(String);

impl fmt::Display for NotAWhen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is neither an instant with its offset (`2024-09-29T00:00:00-04:00`) nor a day (`2024-09-29`)",
            self.0
        )
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
        read(text.as_bytes()).ok_or_else(|| NotAWhen(crate::text::printable(text)))
    }
}

impl fmt::Display for When {
    /// The text it was read from, in the same form; whole seconds are written without a fraction.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Instant(at) => f.write_str(&rfc3339(*at)),
            When::Day(day) => write!(f, "{day}"),
        }
    }
}

/// An instant as RFC 3339 with its offset; milliseconds only where there are any.
///
/// By hand, because chrono's own formatting brings its whole strftime along (9 kB in the browser).
pub(crate) fn rfc3339(at: DateTime<FixedOffset>) -> String {
    let (day, time) = (at.date_naive(), at.time());
    let mut text = format!("{day}T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second());
    let millisecond = at.timestamp_subsec_millis();
    if millisecond > 0 {
        text.push_str(&format!(".{millisecond:03}"));
    }
    let offset = at.offset().local_minus_utc() / 60;
    if offset == 0 {
        text.push('Z');
    } else {
        let sign = if offset < 0 { '-' } else { '+' };
        text.push_str(&format!("{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60));
    }
    text
}

/// Instants whose text has a four-digit year; the others cannot be written down.
pub(crate) fn is_writable(at: &DateTime<Utc>) -> bool {
    (0..=9999).contains(&at.year())
}

fn read(text: &[u8]) -> Option<When> {
    let day = NaiveDate::from_ymd_opt(
        i32::try_from(number(text.get(..4)?)?).ok()?,
        number(after(text, 4, b'-')?)?,
        number(after(text, 7, b'-')?)?,
    )?;
    if text.len() == 10 {
        return Some(When::Day(day));
    }
    let hour = number(after(text, 10, b'T')?)?;
    let minute = number(after(text, 13, b':')?)?;
    let second = number(after(text, 16, b':')?)?;
    let (millisecond, zone) = match text.get(19..)? {
        [b'.', rest @ ..] => {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let value = number(rest.get(..digits)?)?;
            (value * [100, 10, 1].get(digits.checked_sub(1)?)?, &rest[digits..])
        }
        zone => (0, zone),
    };
    let time = NaiveTime::from_hms_milli_opt(hour, minute, second, millisecond)?;
    let offset = offset_of(zone)?;
    let local = NaiveDateTime::new(day, time);
    Some(When::Instant(DateTime::from_naive_utc_and_offset(local.checked_sub_offset(offset)?, offset)))
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
