//! Calendar files as other people's programs read them: a file in, its entries out; a panic where one of them
//! complains.

use calcard::{
    Entry, Parser,
    icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarValue},
};
use ical::{
    IcalParser,
    parser::{Component, ical::component::IcalEvent},
};

/// An entry on which two parsers agree.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) uid: String,
    pub(crate) sequence: i64,
    /// `20240929T040000Z` for an instant, `20271012` for all of a day.
    pub(crate) start: String,
    pub(crate) summary: String,
    pub(crate) description: String,
    /// When it rings, in seconds from its start.
    pub(crate) reminders: Vec<i64>,
}

/// The names of a calendar, and its entries.
pub(crate) fn read(file: &str) -> (Vec<String>, Vec<Event>) {
    let mut parser = Parser::new(file);
    let Entry::ICalendar(calendar) = parser.entry() else { panic!("calcard reads no calendar:\n{file}") };
    assert!(matches!(parser.entry(), Entry::Eof), "calcard reads more than a calendar:\n{file}");
    let mut calendars: Vec<_> = IcalParser::new(file.as_bytes()).collect();
    let other =
        calendars.pop().expect("ical reads a calendar").unwrap_or_else(|error| panic!("ical: {error}:\n{file}"));
    assert!(calendars.is_empty(), "ical reads more than one calendar:\n{file}");
    let root = &calendar.components[0];
    assert_eq!(text(root, &ICalendarProperty::Version), "2.0", "{file}");
    assert!(!text(root, &ICalendarProperty::Prodid).is_empty(), "{file}");
    let names = [ICalendarProperty::Name, ICalendarProperty::Other("X-WR-CALNAME".to_owned())];
    let names = names.iter().filter(|name| root.has_property(name)).map(|name| text(root, name)).collect();
    let is_event = |component: &ICalendarComponent| component.component_type == ICalendarComponentType::VEvent;
    let events = calendar.components.iter().zip(0..).filter(|(component, _)| is_event(component));
    let events: Vec<Event> = events.map(|(component, id)| event(&calendar, component, id)).collect();
    assert_eq!(events.len(), other.events.len(), "{file}");
    for (event, other) in events.iter().zip(&other.events) {
        agree(event, other);
    }
    (names, events)
}

fn event(calendar: &ICalendar, component: &ICalendarComponent, id: u32) -> Event {
    // Either would have to be later than the start (RFC 5545, 3.8.2.2, 3.6.1); an entry of ours has no length.
    for length in [ICalendarProperty::Dtend, ICalendarProperty::Duration] {
        assert!(!component.has_property(&length), "{component:#?}");
    }
    assert!(component.has_property(&ICalendarProperty::Dtstamp), "{component:#?}");
    let alarms = calendar.alarms_for_id(id);
    Event {
        uid: text(component, &ICalendarProperty::Uid),
        sequence: value(component, &ICalendarProperty::Sequence).as_integer().expect("a number"),
        start: start(component),
        summary: text(component, &ICalendarProperty::Summary),
        description: text(component, &ICalendarProperty::Description),
        reminders: alarms.map(trigger).collect(),
    }
}

fn start(component: &ICalendarComponent) -> String {
    let at = value(component, &ICalendarProperty::Dtstart).as_partial_date_time().expect("a date");
    let [Some(month), Some(day)] = [at.month, at.day] else { panic!("no date: {at:?}") };
    let mut start = format!("{:04}{month:02}{day:02}", at.year.expect("a year"));
    if let (Some(hour), Some(minute), Some(second)) = (at.hour, at.minute, at.second) {
        assert_eq!((at.tz_hour, at.tz_minute), (Some(0), Some(0)), "an instant is in UTC: {at:?}");
        start += &format!("T{hour:02}{minute:02}{second:02}Z");
    }
    start
}

fn trigger(alarm: &ICalendarComponent) -> i64 {
    match value(alarm, &ICalendarProperty::Trigger) {
        ICalendarValue::Duration(before) => before.as_seconds(),
        other => panic!("no time before the start: {other:?}"),
    }
}

fn value<'c>(component: &'c ICalendarComponent, name: &ICalendarProperty) -> &'c ICalendarValue {
    let number = component.entries.iter().filter(|entry| entry.name == *name).count();
    assert_eq!(number, 1, "{name:?} is there once: {component:#?}");
    &component.property(name).expect("it is there").values[0]
}

fn text(component: &ICalendarComponent, name: &ICalendarProperty) -> String {
    value(component, name).as_text().expect("a text").to_owned()
}

/// What the other parser reads, which leaves out spaces at the end of a folded line, and keeps marks before signs.
fn agree(event: &Event, other: &IcalEvent) {
    let value = |name: &str| other.get_property(name).and_then(|it| it.value.as_deref()).unwrap_or_default();
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    let marked = |text: &str| letters(text).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    assert_eq!(value("UID"), event.uid);
    assert_eq!(value("SEQUENCE"), event.sequence.to_string());
    assert_eq!(value("DTSTART"), event.start);
    assert_eq!(letters(value("SUMMARY")), marked(&event.summary));
    assert_eq!(letters(value("DESCRIPTION")), marked(&event.description));
    assert_eq!(other.alarms.len(), event.reminders.len());
    let parameters = other.get_property("DTSTART").and_then(|it| it.params.clone());
    let is_date = parameters == Some(vec![("VALUE".to_owned(), vec!["DATE".to_owned()])]);
    assert_eq!(is_date, !event.start.contains('T'), "{other:?}");
}
