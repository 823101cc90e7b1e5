//! The deadlines ahead of a product as a calendar: a status and its card in, iCalendar text out.
//!
//! An event keeps its UID for ever, and its SEQUENCE grows with the day of the last check or move, so that a
//! corrected date moves the reader's entry instead of adding one. RFC 5545.

use chrono::{NaiveTime, TimeDelta};
use icalendar::{Alarm, Calendar, CalendarDateTime, Component, Event, EventLike};

use crate::{
    Named, Status, When,
    calendar::{REMINDERS, entry_at, hours_before, revised, sequence, uid},
    https,
    view::View,
};

/// The calendar of a product, if a deadline is ahead of it.
pub(super) fn calendar(status: &Status, card: &View) -> Option<String> {
    let mut calendar = Calendar::empty();
    for property in [("VERSION", "2.0"), ("PRODID", "-//phaseout//phaseout//EN"), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property(property);
    }
    // The library marks the signs of a text in the second of these, and not in the first.
    calendar.append_property(("NAME", escaped(card.title.1).as_str()));
    calendar.append_property(("X-WR-CALNAME", card.title.1));
    let mut is_empty = true;
    for (standing, row) in status.milestones.iter().zip(&card.rows).filter(|(standing, _)| standing.is_ahead()) {
        let milestone = standing.milestone;
        let Some(at) = entry_at(milestone) else { continue };
        let revised = revised(milestone);
        let stamp = revised.and_time(NaiveTime::MIN).and_utc();
        let summary = format!("{}: {}", card.product.1, row.label);
        let mut event = Event::new();
        let uid = uid(status, milestone);
        event.uid(&uid);
        event.sequence(sequence(milestone));
        event.summary(&summary);
        event.description(&card.summary);
        match at {
            When::Instant(at) => {
                // An instant has no end: one that is no later than the beginning is not valid (RFC 5545, 3.8.2.2).
                event.starts(CalendarDateTime::Utc(at.to_utc()));
            }
            When::Day(day) => {
                // A day without an end is that day.
                event.starts(day);
            }
        }
        event.add_property("CATEGORIES", milestone.effect.name());
        let sources = status.sources();
        let link = sources.first().map_or("", |source| https(&source.url));
        if !link.is_empty() {
            event.url(link);
        }
        event.timestamp(stamp);
        for days in REMINDERS {
            let before = TimeDelta::hours(i64::from(hours_before(at, days)));
            let mut alarm = Alarm::display(&summary, -before);
            // Named and dated by us: the library would draw the one at random and read the other off a clock.
            alarm.uid(&format!("{uid}.{days}"));
            alarm.timestamp(stamp);
            event.alarm(alarm.done());
        }
        calendar.push(event.done());
        is_empty = false;
    }
    (!is_empty).then(|| folded(&calendar.done().to_string()))
}

/// Most bytes of a line, the space in front of a continued one included (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// The file with its lines folded anew: the library forgets that space in the last part of a line.
fn folded(file: &str) -> String {
    let mut folded = String::new();
    for line in file.replace("\r\n ", "").split_terminator("\r\n") {
        let mut width = 0;
        for c in line.chars() {
            if width + c.len_utf8() > LONGEST {
                folded.push_str("\r\n ");
                width = 1;
            }
            folded.push(c);
            width += c.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
}

/// A text with a mark before what calendars read as a sign (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}
