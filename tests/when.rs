//! Moments as they are published: which texts are one, and on which side of it `now` stands.
//!
//! Time is an argument everywhere, so no test here or elsewhere stops a clock.
#![cfg(not(target_arch = "wasm32"))]

use chrono::{DateTime, FixedOffset, Timelike};
use phaseout::{Duration, State, Unit, When};
use proptest::{prop_assert, prop_assert_eq, proptest};

/// When updates end, in the law's own words: midnight Eastern as September 29 begins.
const UPDATES_END: &str = "2024-09-29T00:00:00-04:00";

#[test]
fn an_instant_or_a_day_is_written_as_it_was_read() {
    let accepted = [
        ("2024-09-29T00:00:00-04:00", "2024-09-29T00:00:00-04:00"),
        ("2024-09-29T04:00:00Z", "2024-09-29T04:00:00Z"),
        ("2024-09-29T04:00:00+00:00", "2024-09-29T04:00:00Z"),
        ("2024-09-29T04:00:00-00:00", "2024-09-29T04:00:00Z"),
        ("2024-09-29T09:30:00+05:30", "2024-09-29T09:30:00+05:30"),
        ("2024-09-29T23:59:59+23:59", "2024-09-29T23:59:59+23:59"),
        ("2024-09-29T04:00:00.123Z", "2024-09-29T04:00:00.123Z"),
        ("2024-09-29T04:00:00.1Z", "2024-09-29T04:00:00.100Z"),
        ("2024-09-29T04:00:00.05Z", "2024-09-29T04:00:00.050Z"),
        ("2024-09-29T04:00:00.000Z", "2024-09-29T04:00:00Z"),
        ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"),
        ("2027-10-12", "2027-10-12"),
        ("2000-02-29", "2000-02-29"),
        ("0001-01-01", "0001-01-01"),
        ("9999-12-31", "9999-12-31"),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
    ];
    for (text, written) in accepted {
        assert_eq!(moment(text).written(), written, "{text}");
    }
}

#[test]
fn anything_else_is_refused_and_named() {
    let refused = [
        "",
        "now",
        "2024-02-30",
        "2023-02-29",
        "1900-02-29",
        "2024-00-10",
        "2024-13-01",
        "2024-09-00",
        "2024-9-29",
        "24-09-29",
        "10000-01-01",
        "+2024-09-29",
        "20240929",
        "2024-09",
        "2024-W39-7",
        "2024/09/29",
        "29-09-2024",
        "2024-09-28T24:00:00Z",
        "2024-09-28T23:60:00Z",
        "2024-09-28T23:59:60Z",
        "2024-09-28T23:59:60-04:00",
        "2024-09-28T23:59:59",
        "2024-09-28T23:59Z",
        "2024-09-28T23Z",
        "2024-09-28T",
        "2024-02-30T00:00:00Z",
        "10000-01-01T00:00:00Z",
        "2024-09-28t23:59:59Z",
        "2024-09-28T23:59:59z",
        "2024-09-28 23:59:59Z",
        " 2024-09-28",
        "2024-09-28 ",
        "2024-09-28T23:59:59Z ",
        "2024-09-28T23:59:59 Z",
        "2024-09-28T23:59:59\u{2212}04:00",
        "2024\u{2212}09\u{2212}28",
        "2024-09-28T23:59:59+24:00",
        "2024-09-28T23:59:59-04:60",
        "2024-09-28T23:59:59-0400",
        "2024-09-28T23:59:59-04",
        "2024-09-28T23:59:59-4:00",
        "2024-09-28T23:59:59-04:00:00",
        "2024-09-28T23:59:59EDT",
        "2024-09-28T23:59:59[America/New_York]",
        "2024-09-28T23:59:59.Z",
        "2024-09-28T23:59:59.1234Z",
        "2024-09-28T23:59:59.99999999999Z",
        "2024-09-28T23:59:59,123Z",
        "2024-09-28T23:59:59.123",
        "2024-09-28T-1:59:59Z",
        "٢٠٢٤-٠٩-٢٨",
    ];
    for text in refused {
        let error = text.parse::<When>().expect_err(text).to_string();
        assert!(error.starts_with(&format!("`{text}` is neither an instant")), "{error}");
    }
}

proptest! {
    #[test]
    fn an_instant_is_what_rfc_3339_says(
        text in r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\.[0-9]{1,3})?(Z|[+-][0-2][0-9]:[0-6][0-9])"
    ) {
        let by_chrono = DateTime::parse_from_rfc3339(&text).ok();
        // A leap second is a valid RFC 3339 second, which the clocks of readers do not have.
        let expected = by_chrono.filter(|at| at.nanosecond() < 1_000_000_000).map(When::Instant);
        prop_assert_eq!(text.parse::<When>().ok(), expected);
    }

    #[test]
    fn whatever_is_read_is_read_alike_once_written(text in r"\PC{0,30}|[0-9T:.Z+-]{10,30}") {
        if let Ok(when) = text.parse::<When>() {
            prop_assert_eq!(when.written().parse::<When>(), Ok(when));
        }
    }
}

proptest! {
    #[test]
    fn the_units_of_a_duration_add_up_to_it_but_for_less_than_a_second(milliseconds in 0..400_000_000_000_000_i64) {
        let length = Duration::of(milliseconds);
        prop_assert!(length.hours < 24 && length.minutes < 60 && length.seconds < 60, "{:?}", length);
        let whole: i64 = Unit::ALL.iter().map(|unit| i64::from(length.part(*unit)) * unit.milliseconds()).sum();
        prop_assert_eq!(whole, milliseconds - milliseconds % 1_000);
        prop_assert_eq!(Duration::of(-milliseconds), Duration::of(0));
    }

    #[test]
    fn two_moments_are_as_far_apart_from_either_side(one in 0..4_102_444_799_999_i64, other in 0..4_102_444_799_999_i64) {
        let instant = |at| When::Instant(DateTime::from_timestamp_millis(at).expect("in range").fixed_offset());
        let (forth, back) = (instant(one).state(instant(other), pacific()), instant(other).state(instant(one), pacific()));
        match (forth, back) {
            (State::Ahead(left), State::Passed(since)) | (State::Passed(since), State::Ahead(left)) => {
                prop_assert_eq!((left, one == other), (since, false));
            }
            (State::Passed(_), State::Passed(_)) => prop_assert_eq!(one, other),
            (State::Ahead(_), State::Ahead(_)) => prop_assert!(false, "each is ahead of the other"),
        }
    }
}

#[test]
fn the_law_turns_at_midnight_eastern_wherever_the_reader_is() {
    let sides = [
        ("New York, San Juan", "2024-09-28T23:59:59-04:00", "2024-09-29T00:00:00-04:00"),
        ("Chicago", "2024-09-28T22:59:59-05:00", "2024-09-28T23:00:00-05:00"),
        ("Denver", "2024-09-28T21:59:59-06:00", "2024-09-28T22:00:00-06:00"),
        ("Phoenix, Los Angeles", "2024-09-28T20:59:59-07:00", "2024-09-28T21:00:00-07:00"),
        ("Anchorage", "2024-09-28T19:59:59-08:00", "2024-09-28T20:00:00-08:00"),
        ("Adak", "2024-09-28T18:59:59-09:00", "2024-09-28T19:00:00-09:00"),
        ("Honolulu", "2024-09-28T17:59:59-10:00", "2024-09-28T18:00:00-10:00"),
        ("Pago Pago", "2024-09-28T16:59:59-11:00", "2024-09-28T17:00:00-11:00"),
        ("Guam", "2024-09-29T13:59:59+10:00", "2024-09-29T14:00:00+10:00"),
        ("Apia", "2024-09-29T16:59:59+13:00", "2024-09-29T17:00:00+13:00"),
        ("Kolkata", "2024-09-29T09:29:59+05:30", "2024-09-29T09:30:00+05:30"),
        ("Reykjavik", "2024-09-29T03:59:59Z", "2024-09-29T04:00:00Z"),
    ];
    for (place, before, at) in sides {
        assert_eq!(told(UPDATES_END, before), "ahead 0 0:00:01", "{place}");
        assert_eq!(told(UPDATES_END, at), "passed 0 0:00:00", "{place}");
    }
}

#[test]
fn a_millisecond_before_an_instant_it_is_ahead() {
    check(UPDATES_END, "2024-09-29T03:59:59.999Z", "ahead 0 0:00:00");
    check(UPDATES_END, "2024-09-29T04:00:00.001Z", "passed 0 0:00:00");
    check(UPDATES_END, "2024-09-29T04:00:00.999Z", "passed 0 0:00:00");
    check(UPDATES_END, "2024-09-29T04:00:01Z", "passed 0 0:00:01");
}

#[test]
fn a_day_is_24_hours_even_when_clocks_are_changed() {
    // Two midnights, 47 and 49 hours apart.
    check("2024-03-11T00:00:00-04:00", "2024-03-09T00:00:00-05:00", "ahead 1 23:00:00");
    check("2024-11-04T00:00:00-05:00", "2024-11-02T00:00:00-04:00", "ahead 2 1:00:00");
    check("2024-03-09T00:00:00-05:00", "2024-03-11T00:00:00-04:00", "passed 1 23:00:00");
}

#[test]
fn a_bare_day_of_now_begins_at_the_offset_of_each_instant() {
    check(UPDATES_END, "2024-09-28", "ahead 1 0:00:00");
    check(UPDATES_END, "2024-09-29", "passed 0 0:00:00");
    check("2024-09-29T00:00:00+13:00", "2024-09-29", "passed 0 0:00:00");
    check("2024-09-29T00:00:01Z", "2024-09-29", "ahead 0 0:00:01");
}

#[test]
fn a_day_turns_at_the_catalogues_midnight() {
    check("2025-10-14", "2025-10-14T06:59:59.999Z", "ahead 1 0:00:00");
    check("2025-10-14", "2025-10-14T07:00:00Z", "passed 0 0:00:00");
    check("2025-10-14", "2025-10-15T06:59:59.999Z", "passed 0 0:00:00");
    check("2025-10-14", "2025-10-15T07:00:00Z", "passed 1 0:00:00");
    check("2025-10-14", "2025-10-13", "ahead 1 0:00:00");
    check("2025-10-14", "2025-10-14", "passed 0 0:00:00");
}

#[test]
fn the_next_change_is_the_first_instant_that_reads_differently() {
    let pacific = pacific();
    let now = moment("2024-09-28T20:59:58.250-07:00");
    for unit in Unit::ALL {
        let next = moment(UPDATES_END).next_change(now, pacific, unit);
        let expected = if unit == Unit::Seconds { "2024-09-29T03:59:59.001Z" } else { "2024-09-29T04:00:00Z" };
        assert_eq!(next, moment(expected).first_instant(pacific), "{unit:?}");
    }
    let next = moment("2025-10-14").next_change(moment("2025-01-01T00:00:00Z"), pacific, Unit::Seconds);
    assert_eq!(next, moment("2025-01-01T07:00:00Z").first_instant(pacific));
}

/// `told` is what a moment looks like from `now`, where days turn in Pacific daylight time.
#[track_caller]
fn check(at: &str, now: &str, expected: &str) {
    assert_eq!(told(at, now), expected, "{at} seen at {now}");
}

fn told(at: &str, now: &str) -> String {
    let (side, Duration { days, hours, minutes, seconds }) = match moment(at).state(moment(now), pacific()) {
        State::Ahead(left) => ("ahead", left),
        State::Passed(since) => ("passed", since),
    };
    format!("{side} {days} {hours}:{minutes:02}:{seconds:02}")
}

fn moment(text: &str) -> When {
    text.parse().expect("a moment")
}

fn pacific() -> FixedOffset {
    FixedOffset::west_opt(7 * 3600).expect("an offset")
}
