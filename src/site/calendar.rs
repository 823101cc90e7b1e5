//! The deadlines ahead of a product as a calendar: a status and its card in, iCalendar text out.
//!
//! An event keeps its UID for ever, and its SEQUENCE grows with the day of the last check, so that a
//! corrected date moves the reader's entry instead of adding one. RFC 5545.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};
use icalendar::{Alarm, Calendar, CalendarDateTime, Component, Event, EventLike};

use crate::{Named, Status, When, calendar::uid, https, view::View, words};

/// How long before a deadline the reader is reminded.
const REMINDERS: [TimeDelta; 2] = [TimeDelta::days(7), TimeDelta::days(1)];

/// The calendar of a product, if a deadline is ahead of it.
pub(super) fn calendar(status: &Status, card: &View) -> Option<String> {
    let mut calendar = Calendar::empty();
    for property in [("VERSION", "2.0"), ("PRODID", "-//phaseout//phaseout//EN"), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property(property);
    }
    calendar.name(card.title);
    let mut is_empty = true;
    for (standing, row) in status.milestones.iter().zip(&card.rows).filter(|(standing, _)| standing.is_ahead()) {
        let milestone = standing.milestone;
        let stamp = milestone.checked.and_time(NaiveTime::MIN).and_utc();
        let summary = format!("{}: {}", card.product, row.label);
        let mut event = Event::new();
        let uid = uid(status, milestone);
        event.uid(&uid);
        event.sequence(sequence(milestone.checked));
        event.summary(&summary);
        event.description(&format!("{} {}", words(&card.sentence), words(&card.action.sentence)));
        match milestone.at {
            When::Instant(at) => {
                event.starts(CalendarDateTime::Utc(at.to_utc()));
                event.ends(CalendarDateTime::Utc(at.to_utc()));
            }
            When::Day(day) => {
                event.all_day(day);
            }
        }
        event.add_property("CATEGORIES", milestone.effect.name());
        let sources = status.sources();
        let link = sources.first().map_or("", |source| https(&source.url));
        if !link.is_empty() {
            event.url(link);
        }
        event.timestamp(stamp);
        for before in REMINDERS {
            let mut alarm = Alarm::display(&summary, -before);
            // Named and dated by us: the library would draw the one at random and read the other off a clock.
            alarm.uid(&format!("{uid}.{}", before.num_days()));
            alarm.timestamp(stamp);
            event.alarm(alarm.done());
        }
        calendar.push(event.done());
        is_empty = false;
    }
    (!is_empty).then(|| calendar.done().to_string())
}

/// The day of the last check as a number, as the card's own link has it: 20261121.
fn sequence(checked: NaiveDate) -> u32 {
    checked.year().unsigned_abs() * 10_000 + checked.month() * 100 + checked.day()
}
