//! Moments and dates as they are published: which texts are one, at which instant the new state begins where the topic
//! is, and on which side of that `now` stands.
//!
//! Time is an argument everywhere, so no test here or elsewhere stops a clock.

use phaseout::{
    Catalogue, Date, Duration, Precision, State, When,
    catalogue::{Dated, Milestone},
    evaluate,
};
use serde_json::json;
#[cfg(not(target_arch = "wasm32"))]
use {
    chrono::{DateTime, Timelike},
    chrono_tz::TZ_VARIANTS,
    phaseout::Unit,
    proptest::{prelude::ProptestConfig, prop_assert, prop_assert_eq, proptest, sample::select},
};

// The same in a browser.
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::{wasm_bindgen_test as test, wasm_bindgen_test_configure};

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test_configure!(run_in_browser);

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

#[cfg(not(target_arch = "wasm32"))]
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

#[cfg(not(target_arch = "wasm32"))]
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
    fn two_moments_are_as_far_apart_from_either_side(
        one in 946_684_800..4_102_444_799_i64, other in 946_684_800..4_102_444_799_i64,
    ) {
        let written = |at| When::Instant(DateTime::from_timestamp(at, 0).expect("in range").fixed_offset()).written();
        let (forth, back) = (told("UTC", &written(one), &written(other)), told("UTC", &written(other), &written(one)));
        let (ahead, passed) = if one < other { (back, forth) } else { (forth, back) };
        if one == other {
            prop_assert_eq!((ahead.as_str(), passed.as_str()), ("passed 0 0:00:00", "passed 0 0:00:00"));
        } else {
            prop_assert_eq!(ahead.strip_prefix("ahead "), passed.strip_prefix("passed "));
        }
    }
}

#[test]
fn a_date_is_an_instant_a_day_or_a_month_and_is_written_as_it_was_read() {
    for (text, day) in [
        ("2024-09-29T00:00:00-04:00", "2024-09-29"),
        // The day of its own offset, whatever day it is in UTC.
        ("2024-09-28T23:30:00-04:00", "2024-09-28"),
        ("2024-09-29T04:00:00.123Z", "2024-09-29"),
        ("2027-10-12", "2027-10-12"),
        ("2026-10", "2026-10-01"),
        ("2000-02", "2000-02-01"),
        ("9999-12", "9999-12-01"),
    ] {
        let date: Date = text.parse().expect(text);
        assert_eq!((date.written().as_str(), date.day().to_string().as_str()), (text, day));
        assert_eq!(matches!(date, Date::Month(_)), text.len() == 7, "{text}");
        assert_eq!(matches!(date, Date::Day(_)), text.len() == 10, "{text}");
    }
    let refused = [
        "",
        "2026",
        "2026-",
        "2026-1",
        "2026-13",
        "2026-00",
        "2026-10-",
        "2026-10-1",
        "2026-10-32",
        "2026-10 ",
        " 2026-10",
        "26-10",
        "2026/10",
        "202610",
        "2026-W10",
        "+026-10",
        "2026-10Z",
        "2026-10T00:00:00Z",
        "10-2026",
        "10000-10",
        "Q4 2026",
        "2026-10-01-01",
        "٢٠٢٦-١٠",
        "2026\u{2212}10",
    ];
    for text in refused {
        let error = text.parse::<Date>().expect_err(text).to_string();
        assert!(error.starts_with(&format!("`{text}` is neither an instant")), "{error}");
    }
}

#[test]
fn the_first_of_the_new_state_is_behind_the_last_of_the_old() {
    let first = |dated: Dated| dated.first().map(Date::written);
    let date = |text: &str| text.parse::<Date>().expect(text);
    for (last, expected) in [
        ("2027-10-12", "2027-10-13"),
        ("2027-12-31", "2028-01-01"),
        ("2028-02-28", "2028-02-29"),
        ("2027-02-28", "2027-03-01"),
        ("2026-10", "2026-11"),
        ("2026-12", "2027-01"),
    ] {
        assert_eq!(first(Dated::Through(date(last))).as_deref(), Some(expected), "{last}");
        assert_eq!(first(Dated::From(date(last))).as_deref(), Some(last));
        assert_eq!(Dated::Through(date(last)).date(), Some(date(last)));
    }
    assert_eq!((first(Dated::Ended), first(Dated::Open)), (None, None));
}

#[test]
fn a_day_or_a_month_turns_at_midnight_where_the_topic_is_by_the_clocks_of_that_day() {
    let check = |zone: &str, date: &str, expected: &str| {
        let (field, date) = date.split_once(' ').expect("field and date");
        assert_eq!(begins(zone, field, date), expected, "{field} {date} in {zone}");
    };
    // Summer and winter of one topic, and the days between them.
    check("America/Los_Angeles", "at 2026-10-13", "2026-10-13T00:00:00-07:00");
    check("America/Los_Angeles", "last 2026-10-13", "2026-10-14T00:00:00-07:00");
    check("America/Los_Angeles", "last 2027-01-12", "2027-01-13T00:00:00-08:00");
    check("America/New_York", "at 2026-11-01", "2026-11-01T00:00:00-04:00");
    check("America/New_York", "last 2026-11-01", "2026-11-02T00:00:00-05:00");
    check("America/New_York", "at 2027-03-14", "2027-03-14T00:00:00-05:00");
    check("America/New_York", "last 2027-03-14", "2027-03-15T00:00:00-04:00");
    check("Europe/London", "last 2027-01-31", "2027-02-01T00:00:00Z");
    check("Europe/London", "last 2027-06-30", "2027-07-01T00:00:00+01:00");
    check("Australia/Lord_Howe", "last 2027-04-04", "2027-04-05T00:00:00+10:30");
    check("Australia/Lord_Howe", "at 2027-04-04", "2027-04-04T00:00:00+11:00");
    check("Asia/Kathmandu", "at 2026-10-13", "2026-10-13T00:00:00+05:45");
    check("Pacific/Kiritimati", "at 2026-10-13", "2026-10-13T00:00:00+14:00");
    check("Pacific/Pago_Pago", "last 2026-10-13", "2026-10-14T00:00:00-11:00");
    check("UTC", "last 2026-10-13", "2026-10-14T00:00:00Z");
    // Months.
    check("America/Los_Angeles", "at 2026-11", "2026-11-01T00:00:00-07:00");
    check("America/Los_Angeles", "last 2026-10", "2026-11-01T00:00:00-07:00");
    check("America/Los_Angeles", "last 2026-11", "2026-12-01T00:00:00-08:00");
    check("UTC", "last 2026-12", "2027-01-01T00:00:00Z");
    check("Asia/Tokyo", "last 2028-02", "2028-03-01T00:00:00+09:00");
    // An instant is the same everywhere, told as the topic's clocks show it.
    check("America/New_York", "at 2024-09-29T04:00:00Z", "2024-09-29T00:00:00-04:00");
    check("Europe/Berlin", "at 2024-12-31T23:30:00-05:00", "2025-01-01T05:30:00+01:00");
}

#[test]
fn a_day_without_a_midnight_begins_when_its_clocks_do() {
    let check = |zone, day, expected| assert_eq!(begins(zone, "at", day), expected, "{day} in {zone}");
    // Clocks went from 23:59 to 1:00.
    check("America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00:00-02:00");
    check("Africa/Cairo", "2024-04-26", "2024-04-26T01:00:00+03:00");
    check("Asia/Beirut", "2026-03-29", "2026-03-29T01:00:00+03:00");
    check("America/Asuncion", "2023-10-01", "2023-10-01T01:00:00-03:00");
    check("America/Havana", "2026-03-08", "2026-03-08T01:00:00-04:00");
    // The last day before one is over an hour later than midnight would have been.
    assert_eq!(begins("America/Sao_Paulo", "last", "2018-11-03"), "2018-11-04T01:00:00-02:00");
    // Clocks went back to 23:00 as the day should have begun.
    check("Africa/Cairo", "2024-11-01", "2024-11-01T00:00:00+02:00");
    check("America/Sao_Paulo", "2019-02-17", "2019-02-17T00:00:00-03:00");
    // The day had begun when clocks went back to its midnight, or over it: its first instant counts.
    check("America/Havana", "2026-11-01", "2026-11-01T00:00:00-04:00");
    check("America/St_Johns", "2010-11-07", "2010-11-07T00:00:00-02:30");
    // Samoa went from Thursday to Saturday.
    assert_eq!(begins("Pacific/Apia", "last", "2011-12-29"), "2011-12-31T00:00:00+14:00");
    check("Pacific/Apia", "2011-12-31", "2011-12-31T00:00:00+14:00");
    check("Pacific/Apia", "2011-12-29", "2011-12-29T00:00:00-10:00");
}

#[test]
fn a_day_that_a_place_left_out_is_refused_with_a_sentence() {
    for (zone, field, day) in [
        ("Pacific/Apia", "at", "2011-12-30"),
        ("Pacific/Apia", "last", "2011-12-30"),
        ("Pacific/Fakaofo", "last", "2011-12-30"),
    ] {
        let refused = format!("milestones[0]: {field} `{day}` is a day that was left out in this zone");
        assert_eq!(problem(zone, field, day), refused);
    }
    for zone in ["Pacific/Pago_Pago", "Pacific/Kiritimati", "UTC"] {
        assert_eq!(begins(zone, "at", "2011-12-30")[..10], *"2011-12-30", "{zone}");
    }
}

#[test]
fn a_zone_that_is_none_is_refused_with_a_sentence() {
    for zone in ["Mars/Phobos", "america/new_york", "Europe/Londonn", "GMT+2/x"] {
        let refused = format!("top level: zone `{zone}` is no time zone, such as Europe/London or America/New_York");
        assert_eq!(problem(zone, "last", "2026-10-13"), refused);
    }
    // An offset or an abbreviation is no place, and would be wrong for half of the year.
    for zone in ["+02:00", "EDT", "EST", "CET", "Pacific Time", "UTC-8", "Europe/"] {
        let problem = problem(zone, "last", "2026-10-13");
        assert!(problem.starts_with(&format!("top level: zone `{zone}` is no")), "{problem}");
    }
}

#[test]
fn a_date_that_is_none_is_refused_with_its_place() {
    for (field, date) in [
        ("at", "2026-02-30"),
        ("at", "1999-12-31"),
        ("at", "2100-01-01"),
        ("at", "2026-13"),
        ("at", "2026"),
        ("at", "2026-10-13T00:00:00"),
        ("at", "2026-10-13T00:00:00.5Z"),
        ("at", "soon"),
        ("last", "2026-10-13T00:00:00Z"),
        ("last", "2026-11-31"),
    ] {
        let problem = problem("America/Los_Angeles", field, date);
        assert!(problem.starts_with(&format!("milestones[0]: {field} `{date}` ")), "{problem}");
    }
}

#[cfg(not(target_arch = "wasm32"))]
proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_day_begins_with_the_first_instant_that_clocks_show_it_in_any_zone(
        zone in select(&TZ_VARIANTS[..]), days in 0..36_000_u64,
    ) {
        let first = "2000-01-02".parse::<chrono::NaiveDate>().expect("a day");
        let day = first + chrono::Days::new(days);
        // Samoa's day that never was, and names that say no place, such as CET.
        let Ok(topic) = Catalogue::read(&topic(zone.name(), "at", &day.to_string())) else {
            prop_assert!(day.to_string() == "2011-12-30" || !zone.name().contains('/'), "{} {}", zone, day);
            return Ok(());
        };
        let from = topic.milestones[0].from.expect("an instant").with_timezone(&zone);
        let before = from - chrono::TimeDelta::milliseconds(1);
        prop_assert_eq!(from.date_naive(), day, "{}", zone);
        prop_assert!(before.date_naive() < day, "{} begins before {}", zone, from);
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
        assert_eq!(told("Asia/Tokyo", UPDATES_END, before), "ahead 0 0:00:01", "{place}");
        assert_eq!(told("America/New_York", UPDATES_END, at), "passed 0 0:00:00", "{place}");
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
fn a_bare_day_of_now_begins_where_the_topic_is() {
    check(UPDATES_END, "2024-09-28", "ahead 1 0:00:00");
    check(UPDATES_END, "2024-09-29", "passed 0 0:00:00");
    check("2024-09-28T21:00:00-07:00", "2024-09-29", "passed 0 0:00:00");
    check("2024-09-29T00:00:01-04:00", "2024-09-29", "ahead 0 0:00:01");
    check("2024-09-29T00:00:00+13:00", "2024-09-29", "passed 0 17:00:00");
}

#[test]
fn a_day_turns_at_the_midnight_of_the_topics_place() {
    let check = |at, now, expected| assert_eq!(told("America/Los_Angeles", at, now), expected, "{at} seen at {now}");
    check("2025-10-14", "2025-10-14T06:59:59.999Z", "ahead 0 0:00:00");
    check("2025-10-14", "2025-10-14T07:00:00Z", "passed 0 0:00:00");
    check("2025-10-14", "2025-10-15T07:00:00Z", "passed 1 0:00:00");
    check("2025-10-14", "2025-10-13", "ahead 1 0:00:00");
    check("2025-10-14", "2025-10-14", "passed 0 0:00:00");
    // In winter an hour later than in summer.
    check("2027-01-13", "2027-01-13T07:59:59Z", "ahead 0 0:00:01");
    check("2027-01-13", "2027-01-13T08:00:00Z", "passed 0 0:00:00");
    // The day on which clocks go back has 25 hours.
    check("2026-11-02", "2026-11-01T00:00:00-07:00", "ahead 1 1:00:00");
    check("2026-11", "2026-11-01T06:59:59Z", "ahead 0 0:00:01");
}

#[track_caller]
fn check(at: &str, now: &str, expected: &str) {
    assert_eq!(told("America/New_York", at, now), expected, "{at} seen at {now}");
}

/// What a date looks like from `now`, where days turn in that zone.
#[track_caller]
fn told(zone: &str, at: &str, now: &str) -> String {
    let topic = read(zone, "at", at);
    let status = evaluate(&topic, &topic.products[0], moment(now), Precision::Auto);
    let (side, Duration { days, hours, minutes, seconds }) = match status.milestones[0].state {
        State::Ahead(left) => ("ahead", left),
        State::Passed(since) => ("passed", since),
        other => panic!("{other:?}"),
    };
    format!("{side} {days} {hours}:{minutes:02}:{seconds:02}")
}

/// The first instant of the new state, as the topic's clocks show it.
#[track_caller]
fn begins(zone: &str, field: &str, date: &str) -> String {
    let Milestone { from, .. } = read(zone, field, date).milestones.remove(0);
    When::Instant(from.expect("an instant")).written()
}

/// The one problem of a topic with that zone and date, its milestone's id left out.
#[track_caller]
fn problem(zone: &str, field: &str, date: &str) -> String {
    let problems = Catalogue::read(&topic(zone, field, date)).expect_err("refused");
    let [problem] = &problems[..] else { panic!("{problems}") };
    problem.to_string().replace(" `end-of-updates`", "")
}

#[track_caller]
fn read(zone: &str, field: &str, date: &str) -> Catalogue {
    Catalogue::read(&topic(zone, field, date)).unwrap_or_else(|problems| panic!("{problems}"))
}

/// A topic with one date.
fn topic(zone: &str, field: &str, date: &str) -> String {
    json!({
        "format": 2, "title": "End of support for Acme", "checked": "2026-11-25", "zone": zone,
        "sources": ["https://acme.example"], "milestones": [{"effect": "end-of-updates", field: date}],
        "products": ["Acme"],
    })
    .to_string()
}

fn moment(text: &str) -> When {
    text.parse().expect("a moment")
}
