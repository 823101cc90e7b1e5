//! Dates as people write them in tables: a cell in, what it says out, or why it says none.
//!
//! An order of numbers is never guessed: where a cell could be two days, it is asked.

use chrono::{DateTime, FixedOffset, NaiveDate, Timelike};

use crate::{
    catalogue::Undated,
    import::Order,
    text::concat,
    when::{Date, written_day},
};

/// What a cell of a date says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing at all.
    Blank,
    Date(Date),
    Undated(Undated),
    /// Either of two days, first by day and month, then by month and day.
    Either(NaiveDate, NaiveDate),
    /// No date, and why.
    Not(&'static str),
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What is written where a date is not announced, and where it has come on a day that nobody knows.
const OPEN: [&str; 7] =
    ["tba", "tbd", "to be announced", "to be determined", "not announced", "not yet announced", "open"];
const ENDED: [&str; 6] = ["ended", "end of life", "eol", "unsupported", "expired", "discontinued"];

const NOT: &str = "is no date";
const YEAR: &str = "has no year of four digits";
const OTHER: &str = "is no day in the order that was said";

/// Reads a tidy cell.
pub(super) fn read(cell: &str, order: Option<Order>) -> Cell {
    let small = cell.to_ascii_lowercase();
    let small = small.as_str();
    if matches!(small, "" | "-" | "–" | "—" | "n/a" | "na" | "none" | "null" | "unknown" | "?") {
        return Cell::Blank;
    }
    if OPEN.contains(&small) {
        return Cell::Undated(Undated::Open);
    }
    if ENDED.contains(&small) {
        return Cell::Undated(Undated::Ended);
    }
    match Date::read(cell) {
        Some(Date::Instant(at)) => return Cell::Date(Date::Instant(whole(at))),
        Some(date) => return Cell::Date(date),
        None => {}
    }
    // A spreadsheet writes midnight behind a day that has no hour.
    let small =
        ["t00:00:00", " 00:00:00", " 00:00", " 0:00"].iter().find_map(|hour| small.strip_suffix(hour)).unwrap_or(small);
    if small.contains(':') {
        return Cell::Not("has an hour without its offset from UTC");
    }
    let words: Vec<&str> = small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    match words[..] {
        [one, two, three] => match (number(one), number(two), number(three)) {
            (Some(one), Some(two), Some(three)) => numbers([one, two, three], order),
            (Some(day), None, Some(year)) => named(day, two, year),
            (None, Some(day), Some(year)) => named(day, one, year),
            _ => Cell::Not(NOT),
        },
        [one, two] => match (number(one), number(two)) {
            (Some((month, _)), Some((year, 4))) | (Some((year, 4)), Some((month, _))) => month_of(year, month),
            (None, Some((year, 4))) => named_month(one).map_or(Cell::Not(NOT), |month| month_of(year, month)),
            (_, Some(_)) => Cell::Not(YEAR),
            _ => Cell::Not(NOT),
        },
        [one] => match number(one) {
            Some((_, 4)) => Cell::Not("is a year alone: a topic knows days and months"),
            Some((_, 5)) => Cell::Not("is a spreadsheet's number for a day: have it show the date"),
            _ => Cell::Not(NOT),
        },
        _ => Cell::Not(NOT),
    }
}

/// An instant without its milliseconds, which a topic does not have.
fn whole(at: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    at.with_nanosecond(0).unwrap_or(at)
}

/// A number and how many digits it is written with; `1st` is 1.
fn number(word: &str) -> Option<(u32, usize)> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    let is_number = !digits.is_empty() && digits.len() < 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let value = || digits.bytes().fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
    is_number.then(|| (value(), digits.len()))
}

/// A day by three numbers.
fn numbers([one, two, three]: [(u32, usize); 3], order: Option<Order>) -> Cell {
    if one.1 == 4 {
        return day_of(one.0, two.0, three.0).map_or(Cell::Not(NOT), day);
    }
    let (year, 4) = three else { return Cell::Not(YEAR) };
    let (dmy, mdy) = (day_of(year, two.0, one.0), day_of(year, one.0, two.0));
    match (order, dmy, mdy) {
        (Some(Order::Dmy), chosen, _) | (Some(Order::Mdy), _, chosen) => chosen.map_or(Cell::Not(OTHER), day),
        (Some(Order::Ymd), ..) => Cell::Not(OTHER),
        (None, Some(dmy), Some(mdy)) if dmy != mdy => Cell::Either(dmy, mdy),
        (None, Some(only), _) | (None, None, Some(only)) => day(only),
        (None, None, None) => Cell::Not(NOT),
    }
}

fn day(day: NaiveDate) -> Cell {
    Cell::Date(Date::Day(day))
}

/// A day whose month has its English name.
fn named((of_month, _): (u32, usize), month: &str, (year, digits): (u32, usize)) -> Cell {
    if digits != 4 {
        return Cell::Not(YEAR);
    }
    let date = named_month(month).and_then(|month| day_of(year, month, of_month));
    date.map_or(Cell::Not(NOT), day)
}

/// The number of a month by its English name, whole or short.
fn named_month(name: &str) -> Option<u32> {
    let index = MONTHS.iter().position(|month| name.len() > 2 && (month.starts_with(name) || name == "sept"))?;
    let index = if name == "sept" { 8 } else { index };
    u32::try_from(index + 1).ok()
}

fn month_of(year: u32, month: u32) -> Cell {
    day_of(year, month, 1).map_or(Cell::Not(NOT), |first| Cell::Date(Date::Month(first)))
}

/// The day by year, month and day of the month; none that no calendar has.
fn day_of(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// The two days that a cell may be.
pub(super) fn question(dmy: NaiveDate, mdy: NaiveDate) -> String {
    concat(&["may be ", &written_day(dmy), " or ", &written_day(mdy), ": say dates `dmy` or `mdy`"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, order: Option<Order>, expected: &str) {
        let said = match read(cell, order) {
            Cell::Blank => "blank".to_owned(),
            Cell::Date(date) => date.written(),
            Cell::Undated(Undated::Open) => "open".to_owned(),
            Cell::Undated(Undated::Ended) => "ended".to_owned(),
            Cell::Either(dmy, mdy) => format!("{dmy} or {mdy}"),
            Cell::Not(why) => why.to_owned(),
        };
        assert_eq!(said, expected, "{cell} {order:?}");
    }

    #[test]
    fn a_day_that_can_be_only_one_is_taken() {
        for (cell, day) in [
            ("2026-10-31", "2026-10-31"),
            ("2026/10/31", "2026-10-31"),
            ("2026-10-31 00:00:00", "2026-10-31"),
            ("2026-10-31T12:00:00.5+02:00", "2026-10-31T12:00:00+02:00"),
            ("31/10/2026", "2026-10-31"),
            ("31.10.2026", "2026-10-31"),
            ("10/31/2026", "2026-10-31"),
            ("4/4/2026", "2026-04-04"),
            ("31 October 2026", "2026-10-31"),
            ("October 31st, 2026", "2026-10-31"),
            ("31-Oct-2026", "2026-10-31"),
            ("Sept. 1, 2026", "2026-09-01"),
            ("2026-10", "2026-10"),
            ("10/2026", "2026-10"),
            ("Oct 2026", "2026-10"),
            ("TBA", "open"),
            ("EOL", "ended"),
            ("n/a", "blank"),
        ] {
            check(cell, None, day);
        }
    }

    #[test]
    fn two_days_are_asked_and_never_guessed() {
        check("03/04/2026", None, "2026-04-03 or 2026-03-04");
        check("03.04.2026", None, "2026-04-03 or 2026-03-04");
        check("03/04/2026", Some(Order::Dmy), "2026-04-03");
        check("03/04/2026", Some(Order::Mdy), "2026-03-04");
        check("03/04/2026", Some(Order::Ymd), OTHER);
        check("31/10/2026", Some(Order::Mdy), OTHER);
    }

    #[test]
    fn what_is_no_date_says_why() {
        for (cell, why) in [
            ("soon", NOT),
            ("2026-02-30", NOT),
            ("32/13/2026", NOT),
            ("Octember 3, 2026", NOT),
            ("Q4 2026", NOT),
            ("03/04/26", YEAR),
            ("3 April 26", YEAR),
            ("2026", "is a year alone: a topic knows days and months"),
            ("46326", "is a spreadsheet's number for a day: have it show the date"),
            ("2026-10-31 17:00", "has an hour without its offset from UTC"),
        ] {
            check(cell, None, why);
        }
    }
}
