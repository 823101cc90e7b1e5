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

/// What follows is a date: calendars want `20240929T040000Z`.
const DATE: u8 = 1;

/// What follows is a text: calendars want a mark before some of its characters.
const TEXT: u8 = 2;

/// The address of a calendar with one entry about what ends, and what was told of it. Its sequence is the day of the last check as a number: of two
/// entries with one name a calendar keeps the higher.
pub(crate) fn address(status: &Status, milestone: &Milestone, effect: &str, told: &str) -> String {
    let (kind, at) = match milestone.at {
        When::Instant(at) => ("\nDTSTART:\u{1}", utc(at.timestamp() * 1000).map_or(String::new(), rfc3339)),
        When::Day(_) => ("\nDTSTART;VALUE=DATE:\u{1}", milestone.at.written()),
    };
    let checked = When::Day(milestone.checked).written();
    let sources = status.sources();
    let link = sources.first().map_or("", |source| https(&source.url));
    encoded(&concat(&[
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:phaseout\nBEGIN:VEVENT\nUID:",
        &uid(status, milestone),
        "\nDTSTAMP:\u{1}",
        &checked,
        "T000000Z\nSEQUENCE:\u{1}",
        &checked,
        kind,
        &at,
        "\nSUMMARY:\u{2}",
        &status.product.name,
        ": ",
        effect,
        "\nDESCRIPTION:\u{2}",
        told,
        if link.is_empty() { "" } else { "\nURL:" },
        link,
        "\nEND:VEVENT\nEND:VCALENDAR\n",
    ]))
}

/// The most bytes of a line; a longer one goes on in the next, behind a space. A mark may make it one more.
const LONGEST: usize = 73;

/// A file as an address: lines ended and folded as calendars want them, every byte that is not plain encoded.
fn encoded(file: &str) -> String {
    let mut address = concat(&["data:text/calendar;charset=utf-8,"]);
    let (mut kind, mut width) = (b'\n', 0);
    for byte in file.bytes() {
        if matches!(byte, b'\n' | DATE | TEXT) {
            kind = byte;
            if byte == b'\n' {
                address.push_str("%0D%0A");
                width = 0;
            }
            continue;
        }
        if kind == DATE && matches!(byte, b'-' | b':') {
            continue;
        }
        width += 1;
        if width > LONGEST && is_start(byte) {
            address.push_str("%0D%0A%20");
            width = 1;
        }
        if kind == TEXT && matches!(byte, b'\\' | b',' | b';') {
            address.push_str("%5C");
            width += 1;
        }
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-'..=b';' | b'=' | b'@') {
            address.push(char::from(byte));
        } else {
            address.push('%');
            for half in [byte >> 4, byte & 0xF] {
                address.push(char::from(if half < 10 { b'0' + half } else { b'7' + half }));
            }
        }
    }
    address
}
