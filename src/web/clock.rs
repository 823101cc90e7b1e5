//! The reader's clock: the one file of the module that asks what time it is, and where.

use chrono::{DateTime, FixedOffset};
use js_sys::Date;

use crate::when::When;

/// What the reader's clock says now, to the millisecond.
pub(super) fn now() -> When {
    instant(milliseconds())
}

/// The same in milliseconds since 1970 in UTC.
pub(super) fn milliseconds() -> i64 {
    #[expect(clippy::disallowed_methods, reason = "this file is the clock")]
    let milliseconds = Date::now();
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds within the range of dates")]
    let milliseconds = milliseconds as i64;
    milliseconds
}

/// An instant of milliseconds since 1970 in UTC.
pub(super) fn instant(milliseconds: i64) -> When {
    let instant = DateTime::from_timestamp_millis(milliseconds).unwrap_or(DateTime::UNIX_EPOCH);
    When::Instant(instant.fixed_offset())
}

/// The reader's offset at an instant, in milliseconds since 1970 in UTC, where their clock knows one.
pub(super) fn offset_at(at: i64) -> Option<FixedOffset> {
    #[expect(clippy::cast_precision_loss, reason = "dates have far fewer than 53 bits of milliseconds")]
    let date = Date::new(&(at as f64).into());
    let minutes = date.get_timezone_offset();
    #[expect(clippy::cast_possible_truncation, reason = "a cast saturates, and no offset is that large")]
    FixedOffset::west_opt(minutes as i32 * 60)
}
