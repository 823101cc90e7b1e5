//! How far a date is from the reader's day, as calendars count: the two largest units, and never against the state.

use phaseout::Distance;
#[cfg(not(target_arch = "wasm32"))]
use {
    chrono::{Days, NaiveDate},
    phaseout::Date,
    proptest::{prop_assert, prop_assert_eq, proptest},
};

// The same in a browser.
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::{wasm_bindgen_test as test, wasm_bindgen_test_configure};

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test_configure!(run_in_browser);

#[test]
fn a_distance_below_two_months_is_days() {
    ahead("2026-11-25", "2026-11-25", "0");
    ahead("2026-11-25", "2026-11-26", "1 day");
    ahead("2026-11-25", "2026-12-31", "36 days");
    ahead("2026-11-25", "2027-01-24", "60 days");
    ahead("2026-11-25", "2027-01-25", "2 months");
    // Two months have 59 to 62 days.
    ahead("2026-07-01", "2026-08-31", "61 days");
    ahead("2026-07-01", "2026-09-01", "2 months");
    ahead("2027-01-01", "2027-02-28", "58 days");
    ahead("2027-01-01", "2027-03-01", "2 months");
    // Of a day that the later month has not, the month is over with that month.
    ahead("2026-12-31", "2027-02-28", "59 days");
    ahead("2026-12-31", "2027-03-01", "2 months");
    ahead("2027-12-30", "2028-02-29", "61 days");
}

#[test]
fn a_distance_below_a_year_is_months_and_a_longer_one_is_years_and_months() {
    ahead("2026-11-25", "2027-10-24", "10 months");
    ahead("2026-11-25", "2027-10-25", "11 months");
    ahead("2026-11-25", "2027-11-24", "11 months");
    ahead("2026-11-25", "2027-11-25", "1 year");
    ahead("2026-11-25", "2027-12-24", "1 year");
    ahead("2026-11-25", "2027-12-25", "1 year 1 month");
    ahead("2026-11-25", "2029-10-09", "2 years 10 months");
    ahead("2024-02-29", "2025-02-28", "11 months");
    ahead("2024-02-29", "2025-03-01", "1 year");
    ahead("2000-01-01", "2099-12-31", "99 years 11 months");
    // The other way round it is as far.
    ago("2024-09-29", "2026-11-24", "2 years 1 month");
    ago("2024-09-29", "2026-10-28", "2 years");
    ago("2026-09-29", "2026-11-24", "56 days");
}

#[test]
fn a_month_is_as_far_as_its_name_says_and_has_no_days() {
    for today in ["2026-11-01", "2026-11-25", "2026-11-30"] {
        ahead(today, "2026-11", "0");
        ago("2026-11", today, "0");
        ahead(today, "2026-12", "1 month");
        ago("2026-10", today, "1 month");
        ahead(today, "2027-11", "1 year");
        ahead(today, "2028-01", "1 year 2 months");
        ago("2024-10", today, "2 years 1 month");
    }
}

#[test]
fn an_instant_is_as_far_as_the_day_that_is_shown_of_it() {
    // Sunday midnight, from Friday morning: less than two days, and two days on every calendar.
    ahead("2024-09-27", "2024-09-29T00:00:00-04:00", "2 days");
    ahead("2024-09-28", "2024-09-29T00:00:00-04:00", "1 day");
    ahead("2024-09-28", "2024-09-28T23:59:59-04:00", "0");
    ago("2024-09-29T00:00:00-04:00", "2024-09-29", "0");
    ago("2024-09-29T23:00:00-04:00", "2024-09-30", "1 day");
}

#[test]
fn where_the_readers_day_contradicts_the_state_there_is_no_distance() {
    // It is the 26th where the reader is, and the 25th is not over where the date turns.
    ahead("2026-11-26", "2026-11-25", "0");
    ahead("2026-12-01", "2026-11", "0");
    ago("2026-11-25", "2026-11-24", "0");
    ago("2026-12", "2026-11-30", "0");
    ahead("2030-01-01", "2026-11-25", "0");
    ago("2030-01-01", "2026-11-25", "0");
}

#[cfg(not(target_arch = "wasm32"))]
proptest! {
    #[test]
    fn a_distance_is_the_same_from_both_ends_and_never_shrinks_with_a_later_date(
        day in 0..36_000_u64, far in 0..5_000_u64,
    ) {
        let first: NaiveDate = "2000-01-01".parse().expect("a day");
        let (from, to) = (first + Days::new(day), first + Days::new(day + far));
        let there = Distance::of(Date::Day(to), from, true);
        prop_assert_eq!(there, Distance::of(Date::Day(from), to, false));
        prop_assert_eq!(Distance::of(Date::Day(from), to, true), Distance::default());
        let later = Distance::of(Date::Day(to + Days::new(1)), from, true);
        let order = |it: Distance| (it.years, it.months, it.days);
        prop_assert!(order(later) >= order(there), "{:?} and a day later {:?}", there, later);
        let is_long = there.years > 0 || there.months > 0;
        prop_assert!(there.months < 12 && there.days <= 61 && (!is_long || there.days == 0), "{:?}", there);
        prop_assert_eq!(there.is_none(), far == 0);
        if !is_long {
            prop_assert_eq!(u64::from(there.days), far);
        }
    }
}

/// Of a date that is ahead of that day.
#[track_caller]
fn ahead(today: &str, date: &str, expected: &str) {
    assert_eq!(told(date, today, true), expected, "from {today} to {date}");
}

/// Of a date that has passed on that day.
#[track_caller]
fn ago(date: &str, today: &str, expected: &str) {
    assert_eq!(told(date, today, false), expected, "from {date} to {today}");
}

fn told(date: &str, today: &str, is_ahead: bool) -> String {
    let Distance { years, months, days } =
        Distance::of(date.parse().expect("a date"), today.parse().expect("a day"), is_ahead);
    let parts = [(years, "year"), (months, "month"), (days, "day")].into_iter().filter(|(number, _)| *number > 0);
    let parts: Vec<_> =
        parts.map(|(number, unit)| format!("{number} {unit}{}", if number > 1 { "s" } else { "" })).collect();
    if parts.is_empty() { "0".to_owned() } else { parts.join(" ") }
}
