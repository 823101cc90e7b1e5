//! The reader's clock: the one file of the modules in a page that asks what time it is, and where.

use js_sys::Date;

/// What it says in milliseconds since 1970 in UTC.
pub fn milliseconds() -> i64 {
    #[expect(clippy::disallowed_methods, reason = "this file is the clock")]
    let milliseconds = Date::now();
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds within the range of dates")]
    let milliseconds = milliseconds as i64;
    milliseconds
}

/// How many milliseconds the reader's clocks are ahead of UTC at an instant; none where their clock does not know.
pub fn ahead_at(at: i64) -> i64 {
    #[expect(clippy::cast_precision_loss, reason = "dates have far fewer than 53 bits of milliseconds")]
    let date = Date::new(&(at as f64).into());
    // Not a number beyond the range of dates, which a cast makes nought.
    #[expect(clippy::cast_possible_truncation, reason = "a cast saturates, and no offset is that large")]
    let behind = date.get_timezone_offset() as i64;
    -behind * 60_000
}

/// The same as an offset of the calendar; that of UTC where their clock knows none.
pub fn offset_at(at: i64) -> chrono::FixedOffset {
    let seconds = i32::try_from(ahead_at(at) / 1_000).unwrap_or_default();
    chrono::FixedOffset::east_opt(seconds).unwrap_or_else(crate::when::utc_offset)
}
