//! The deadlines ahead of a product as a calendar: a status and its card in, iCalendar text out.
//!
//! An event keeps its UID for ever, and its SEQUENCE grows with the day of the last check, so that a
//! corrected date moves the reader's entry instead of adding one. RFC 5545.

use chrono::{DateTime, Datelike, TimeDelta};
use icalendar::{Alarm, Calendar, CalendarDateTime, Component, Event, EventLike};

use crate::{Named, Status, When, view::View, words};

/// How long before a deadline the reader is reminded.
const REMINDERS: [TimeDelta; 2] = [TimeDelta::days(7), TimeDelta::days(1)];

/// The calendar of a product, if a deadline is ahead of it.
pub(super) fn calendar(status: &Status, card: &View) -> Option<String> {
    let mut calendar = Calendar::empty();
    for property in [("VERSION", "2.0"), ("PRODID", "-//phaseout//phaseout//EN"), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property(property);
    }
    calendar.name(card.title);
    let stamp = DateTime::from_timestamp_millis(status.now.first_instant(status.catalogue.offset))?;
    let mut is_empty = true;
    for (standing, row) in status.milestones.iter().zip(&card.rows).filter(|(standing, _)| standing.is_ahead()) {
        let milestone = standing.milestone;
        let summary = format!("{}: {}", card.product, row.label);
        let mut event = Event::new();
        let uid = format!("{}.{}.{}@phaseout", status.catalogue.id, milestone.id, status.product.id);
        event.uid(&uid);
        event.sequence(u32::try_from(milestone.checked.num_days_from_ce()).unwrap_or_default());
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
        if let Some(source) = status.sources().first() {
            event.url(&source.url);
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
