//! A deadline as an entry for the reader's calendar: a status and its words in, a file's address out.
//!
//! The file is in the address itself (`data:`), so it works in a served card without script and needs no
//! host. Depends on the clock in nothing: a card that ticks keeps its link. RFC 5545.

use chrono::{Datelike, NaiveDate};

use crate::{
    catalogue::{Milestone, Source},
    evaluate::Status,
    link::https,
    text::{concat, decimal},
    when::{Date, When, rfc3339, utc, written_day},
};

/// An entry keeps this name for ever, so that a corrected date moves it instead of adding one.
pub(crate) fn uid(status: &Status, milestone: &Milestone) -> String {
    concat(&[&status.catalogue.id, ".", &milestone.id, ".", &status.product.id, "@phaseout"])
}

/// When an entry about a milestone is: an instant, or all of a day, which is the last day where that was published.
/// None of a month, of "at least until" and of what has no date: a calendar knows no such entries.
pub(crate) fn entry_at(milestone: &Milestone) -> Option<When> {
    match milestone.date().date()? {
        Date::Month(_) => None,
        _ if milestone.floor => None,
        Date::Day(day) => Some(When::Day(day)),
        Date::Instant(at) => Some(When::Instant(at)),
    }
}

/// The day on which a milestone was last checked or moved.
pub(crate) fn revised(milestone: &Milestone) -> NaiveDate {
    milestone.was.iter().fold(milestone.checked, |latest, was| latest.max(was.changed))
}

/// The number of an entry's version, which is higher after each move and each later check: of two entries with one name
/// a calendar keeps the higher. The day as digits, 20261121, and one more for each date that it had before.
pub(crate) fn sequence(milestone: &Milestone) -> u32 {
    let day = revised(milestone);
    let moves = u32::try_from(milestone.was.len()).unwrap_or(0);
    day.year().unsigned_abs() * 10_000 + day.month() * 100 + day.day() + moves
}

/// How many days before a deadline the reader is reminded.
pub(crate) const REMINDERS: [u32; 2] = [7, 1];

/// How many hours before an entry one of those reminders is. Of a day, which is counted back from its midnight, it is
/// at nine in the morning: nobody wants to be woken by it.
pub(crate) fn hours_before(at: When, days: u32) -> u32 {
    days * 24 - if matches!(at, When::Day(_)) { 9 } else { 0 }
}

/// The address of a calendar with one entry about what changes for a product, described by a summary; none where
/// [`entry_at`] knows no time for it. `source` is where it is said.
pub(crate) fn address(
    status: &Status,
    milestone: &Milestone,
    source: Option<&Source>,
    product: &str,
    effect: &str,
    summary: &str,
) -> Option<String> {
    let at = entry_at(milestone)?;
    let (start, moment) = match at {
        When::Instant(at) => ("DTSTART:", utc(at.timestamp() * 1000).map_or(String::new(), rfc3339)),
        When::Day(day) => ("DTSTART;VALUE=DATE:", written_day(day)),
    };
    let revised = written_day(revised(milestone));
    let link = source.map_or("", |source| https(&source.url));
    let mut file = File { address: concat(&["data:text/calendar;charset=utf-8,"]), width: 0 };
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:phaseout", "BEGIN:VEVENT"] {
        file.line(Kind::Plain, line, &[]);
    }
    file.line(Kind::Plain, "UID:", &[&uid(status, milestone)]);
    file.line(Kind::Date, "DTSTAMP:", &[&revised, "T000000Z"]);
    file.line(Kind::Plain, "SEQUENCE:", &[&decimal(sequence(milestone), 1)]);
    file.line(Kind::Date, start, &[&moment]);
    file.line(Kind::Text, "SUMMARY:", &[product, ": ", effect]);
    file.line(Kind::Text, "DESCRIPTION:", &[summary]);
    if !link.is_empty() {
        file.line(Kind::Plain, "URL:", &[link]);
    }
    for days in REMINDERS {
        for line in ["BEGIN:VALARM", "ACTION:DISPLAY"] {
            file.line(Kind::Plain, line, &[]);
        }
        file.line(Kind::Plain, "TRIGGER:-PT", &[&decimal(hours_before(at, days), 1), "H"]);
        file.line(Kind::Text, "DESCRIPTION:", &[product, ": ", effect]);
        file.line(Kind::Plain, "END:VALARM", &[]);
    }
    for line in ["END:VEVENT", "END:VCALENDAR"] {
        file.line(Kind::Plain, line, &[]);
    }
    Some(file.address)
}

/// What the value of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    /// Calendars want `20240929T040000Z`.
    Date,
    /// Calendars want a mark before some of its characters.
    Text,
}

/// The most octets of a line, the space in front of a continued one included (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// A file as an address: lines ended and folded as calendars want them, and encoded what an address gives a meaning of its
/// own. Words stay words: in most languages, a letter that is encoded takes six characters or nine, and a card that says
/// it elsewhere would say it twice. Browsers encode the rest themselves (WHATWG URL, the opaque path state).
struct File {
    address: String,
    /// Of the line so far.
    width: usize,
}

impl File {
    /// Adds a line. It is one line whatever the values are: what would end it is left out, so that no value can begin
    /// another entry.
    #[inline(never)]
    fn line(&mut self, kind: Kind, name: &str, values: &[&str]) {
        self.width = 0;
        self.part(Kind::Plain, name);
        for value in values {
            self.part(kind, value);
        }
        self.address.push_str("%0D%0A");
    }

    #[inline(never)]
    fn part(&mut self, kind: Kind, text: &str) {
        for c in text.chars() {
            if c < ' ' || (kind == Kind::Date && matches!(c, '-' | ':')) {
                continue;
            }
            let mark = if kind == Kind::Text && matches!(c, '\\' | ',' | ';') { "%5C" } else { "" };
            let octets = c.len_utf8() + usize::from(!mark.is_empty());
            if self.width + octets > LONGEST {
                self.address.push_str("%0D%0A%20");
                self.width = 1;
            }
            self.width += octets;
            self.address.push_str(mark);
            if c.is_ascii_alphanumeric() || matches!(c, ' ' | ','..=';' | '=' | '@') || !c.is_ascii() {
                self.address.push(c);
            } else {
                // A character of ASCII: two digits.
                self.address.push('%');
                for half in [c as u8 >> 4, c as u8 & 0xF] {
                    self.address.push(char::from(if half < 10 { b'0' + half } else { b'7' + half }));
                }
            }
        }
    }
}
