//! A deadline as an entry for the reader's calendar: a status and its words in, a file's address out.
//!
//! The file is in the address itself (`data:`), so it works in a served card without script and needs no
//! host. Depends on the clock in nothing: a card that ticks keeps its link. RFC 5545.

use crate::{
    catalogue::Milestone,
    evaluate::Status,
    link::https,
    text::{concat, is_start},
    when::{When, rfc3339, utc},
};

/// An entry keeps this name for ever, so that a corrected date moves it instead of adding one.
pub(crate) fn uid(status: &Status, milestone: &Milestone) -> String {
    concat(&[&status.catalogue.id, ".", &milestone.id, ".", &status.product.id, "@phaseout"])
}

/// The address of a calendar with one entry about what ends, and what was told of it. Its sequence is the day of the
/// last check as a number: of two entries with one name a calendar keeps the higher.
pub(crate) fn address(status: &Status, milestone: &Milestone, effect: &str, told: &str) -> String {
    let (start, at) = match milestone.at {
        When::Instant(at) => ("DTSTART:", utc(at.timestamp() * 1000).map_or(String::new(), rfc3339)),
        When::Day(_) => ("DTSTART;VALUE=DATE:", milestone.at.written()),
    };
    let checked = When::Day(milestone.checked).written();
    let sources = status.sources();
    let link = sources.first().map_or("", |source| https(&source.url));
    let mut file = File { address: concat(&["data:text/calendar;charset=utf-8,"]), width: 0 };
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:phaseout", "BEGIN:VEVENT"] {
        file.line(Kind::Plain, line, &[]);
    }
    file.line(Kind::Plain, "UID:", &[&uid(status, milestone)]);
    file.line(Kind::Date, "DTSTAMP:", &[&checked, "T000000Z"]);
    file.line(Kind::Date, "SEQUENCE:", &[&checked]);
    file.line(Kind::Date, start, &[&at]);
    file.line(Kind::Text, "SUMMARY:", &[&status.product.name, ": ", effect]);
    file.line(Kind::Text, "DESCRIPTION:", &[told]);
    if !link.is_empty() {
        file.line(Kind::Plain, "URL:", &[link]);
    }
    for line in ["END:VEVENT", "END:VCALENDAR"] {
        file.line(Kind::Plain, line, &[]);
    }
    file.address
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

/// The last byte of a line at which a character may begin: one has at most four bytes, and a line at most 75, the space
/// in front of a continued one included (RFC 5545, 3.1).
const LONGEST: usize = 72;

/// A file as an address: lines ended and folded as calendars want them, every byte that is not plain encoded.
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
        for byte in text.bytes() {
            if byte < b' ' || (kind == Kind::Date && matches!(byte, b'-' | b':')) {
                continue;
            }
            self.width += 1;
            if self.width > LONGEST && is_start(byte) {
                self.address.push_str("%0D%0A%20");
                // The space, and this byte.
                self.width = 2;
            }
            if kind == Kind::Text && matches!(byte, b'\\' | b',' | b';') {
                self.address.push_str("%5C");
                self.width += 1;
            }
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-'..=b';' | b'=' | b'@') {
                self.address.push(char::from(byte));
            } else {
                self.address.push('%');
                for half in [byte >> 4, byte & 0xF] {
                    self.address.push(char::from(if half < 10 { b'0' + half } else { b'7' + half }));
                }
            }
        }
    }
}
