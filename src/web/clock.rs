//! The reader's clock: the one file of the module that asks what time it is, and where.

use chrono::FixedOffset;
use js_sys::Date;

use crate::{evaluate::Now, when::utc_offset};

/// What the reader's clock says now, to the millisecond, and where their days turn.
pub(super) fn now() -> Now<'static> {
    at(milliseconds())
}

/// A moment of that clock, in milliseconds since 1970 in UTC.
pub(super) fn at(milliseconds: i64) -> Now<'static> {
    Now::live(milliseconds, Some(&offset_at))
}

/// What it says in milliseconds since 1970 in UTC.
pub(super) fn milliseconds() -> i64 {
    #[expect(clippy::disallowed_methods, reason = "this file is the clock")]
    let milliseconds = Date::now();
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds within the range of dates")]
    let milliseconds = milliseconds as i64;
    milliseconds
}

/// The reader's offset at an instant, in milliseconds since 1970 in UTC; that of UTC where their clock knows none.
fn offset_at(at: i64) -> FixedOffset {
    #[expect(clippy::cast_precision_loss, reason = "dates have far fewer than 53 bits of milliseconds")]
    let date = Date::new(&(at as f64).into());
    let minutes = date.get_timezone_offset();
    #[expect(clippy::cast_possible_truncation, reason = "a cast saturates, and no offset is that large")]
    FixedOffset::west_opt(minutes as i32 * 60).unwrap_or_else(utc_offset)
}
