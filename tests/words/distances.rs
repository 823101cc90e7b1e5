//! How far off a date is, in words: the distance between the date that is shown and the reader's own day.

use phaseout::{Now, State, words};
use serde_json::json;

use super::{asked, at, card, milliseconds, offset, topic};

/// The distance that a card shows, for a date as it is published.
#[track_caller]
fn check(field: &str, date: &str, now: Now, expected: &str) {
    let topic = topic(json!({ "milestones": [{ "effect": "end-of-updates", field: date }] }));
    card(&topic, "acme", now, |card, _| assert_eq!(card.rows[0].relative, expected, "{date}, {now:?}"));
}

#[test]
fn days_are_told_below_two_months_and_then_the_two_largest_units() {
    let check = |date: &str, today: &str, expected: &str| check("at", date, asked(today), expected);
    check("2024-09-29", "2026-11-24", "2 years and 1 month ago");
    check("2024-09-29", "2026-09-29", "2 years ago");
    check("2024-09-29", "2026-09-28", "1 year and 11 months ago");
    check("2024-09-29", "2025-09-29", "1 year ago");
    check("2024-09-29", "2025-09-28", "11 months ago");
    check("2024-09-29", "2024-11-29", "2 months ago");
    check("2024-09-29", "2024-11-28", "60 days ago");
    check("2024-09-29", "2024-10-01", "2 days ago");
    check("2024-09-29", "2024-09-30", "yesterday");
    check("2024-09-29", "2024-09-29", "today");
    check("2024-09-29", "2024-09-28", "tomorrow");
    check("2024-09-29", "2024-09-27", "in 2 days");
    check("2027-01-24", "2026-11-25", "in 60 days");
    check("2027-01-25", "2026-11-25", "in 2 months");
    check("2029-12-31", "2026-11-25", "in 3 years and 1 month");
    check("2029-11-25", "2026-11-25", "in 3 years");
}

#[test]
fn a_month_is_as_far_off_as_months_are() {
    for field in ["at", "last"] {
        let check = |today: &str, expected: &str| check(field, "2026-10", asked(today), expected);
        check("2024-09-30", "in 2 years and 1 month");
        check("2026-08-31", "in 2 months");
        check("2026-09-01", "next month");
        check("2026-10-01", "this month");
        check("2026-10-31", "this month");
        check("2026-11-30", "last month");
        check("2026-12-01", "2 months ago");
        check("2027-10-31", "1 year ago");
    }
}

#[test]
fn the_day_is_the_readers_own() {
    let tokyo = |_| offset(9);
    let topic = topic(json!({ "milestones": [{ "effect": "end-of-updates", "at": "2026-10-12" }] }));
    let morning = Now::live(milliseconds("2026-10-12T09:00:00+09:00"), Some(&tokyo));
    card(&topic, "acme", morning, |card, _| {
        assert_eq!(card.rows[0].relative, "today");
        assert_eq!(card.as_of, "As of October 12, 2026. Facts checked on January 1, 2024.");
    });
}

#[test]
fn it_is_as_many_days_off_as_the_dates_that_are_shown() {
    // From Friday morning to the midnight at which Sunday begins it is less than two days, and yet two days off.
    let sunday = "2024-09-29T00:00:00-04:00";
    check("at", sunday, asked("2024-09-27T08:00:00-04:00"), "in 2 days");
    check("at", sunday, asked("2024-09-28T23:59:59-04:00"), "tomorrow");
    check("at", sunday, asked("2024-09-29T00:00:00-04:00"), "today");
    check("at", sunday, asked("2024-09-30T00:00:00-04:00"), "yesterday");
    // A last day is over with the day itself.
    check("last", "2024-09-28", asked("2024-09-28T23:59:59.999-04:00"), "today");
    check("last", "2024-09-28", asked("2024-09-29T00:00:00-04:00"), "yesterday");
}

/// Everywhere on Earth, in each hour of the six days around a date.
#[test]
fn a_distance_never_contradicts_what_has_happened() {
    const HOUR: i64 = 3_600_000;
    for (field, date) in [("at", "2026-03-08"), ("last", "2026-03-07"), ("at", "2026-03-08T00:00:00-05:00")] {
        let topic = topic(json!({ "milestones": [{ "effect": "end-of-updates", field: date }] }));
        let turn = milliseconds("2026-03-08T00:00:00-05:00");
        for zone in [-12, -8, -5, 0, 9, 14] {
            let reader = move |_| offset(zone);
            for hours in -72..=72 {
                card(&topic, "acme", Now::live(turn + hours * HOUR, Some(&reader)), |card, status| {
                    let (relative, state) = (card.rows[0].relative.to_string(), status.milestones[0].state);
                    let is_back = relative == "yesterday" || relative.ends_with(" ago");
                    let is_forward = relative == "tomorrow" || relative.starts_with("in ");
                    assert!(relative == "today" || is_back != is_forward, "{relative}");
                    let has_passed = matches!(state, State::Passed(_));
                    assert_eq!(has_passed, hours >= 0, "{field} {date}, {hours} hours");
                    assert!(!if has_passed { is_forward } else { is_back }, "{relative}: {state:?}, UTC{zone:+}");
                });
            }
        }
    }
}

#[test]
fn what_is_left_is_never_nothing_in_words() {
    let topic = topic(json!({ "milestones": [{ "effect": "end-of-updates", "at": "2024-09-29T00:00:00-04:00" }] }));
    for (now, expected) in [
        ("2024-09-28T23:59:59.999-04:00", "less than a minute"),
        ("2024-09-28T23:59:01-04:00", "less than a minute"),
        ("2024-09-28T23:59:00-04:00", "1 minute"),
        ("2024-09-28T22:59:00-04:00", "1 hour, 1 minute"),
        ("2024-09-28T22:00:00-04:00", "2 hours"),
        ("2024-09-27T23:59:30-04:00", "1 day"),
        ("2024-09-26T21:30:00-04:00", "2 days, 2 hours, 30 minutes"),
    ] {
        card(&topic, "acme", asked(now), |card, _| {
            let clock = card.countdown.known().expect("a deadline is ahead");
            assert_eq!(clock.spoken, expected, "{now}");
        });
    }
}

#[test]
fn an_announcement_is_as_far_off_as_any_date() {
    let topic = topic(json!({
        "milestones": [{ "effect": "end-of-updates", "at": "2026-10-12" }], "announced": "speech",
        "background": [{ "id": "speech", "at": "2024-06-20", "title": "It is announced" }],
    }));
    for (now, expected) in
        [("2026-11-24", "2 years and 5 months ago"), ("2024-06-21", "yesterday"), ("2024-06-20", "today")]
    {
        card(&topic, "acme", asked(now), |card, _| {
            assert_eq!(card.announced.known().expect("a row").relative, expected);
        });
    }
}

#[test]
fn a_sentence_has_no_distance() {
    let topic = topic(json!({ "milestones": [{ "effect": "end-of-updates", "last": "2026-10-12" }] }));
    let sentence = |now: &str| card(&topic, "acme", at(now).into(), |card, _| words(&card.sentence));
    assert_eq!(sentence("2024-02-01"), sentence("2026-10-12"), "it stays as it is until it is over");
}
