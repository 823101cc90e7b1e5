//! Deadlines in the reader's calendar, in a card's link and in a published file: what is in them, when they are there,
//! and that other people's programs read them.
#![cfg(not(target_arch = "wasm32"))]

use phaseout::{
    Catalogue, Locale, Precision, When, evaluate,
    shipped::LOCALES,
    view::{Entry, Setting, view},
};

#[cfg(feature = "cli")]
#[path = "calendar/published.rs"]
mod published;
#[path = "calendar/readers.rs"]
mod readers;

const KASPERSKY: &str = include_str!("../www/catalogue/kaspersky-us.json");
const WINDOWS: &str = include_str!("../www/catalogue/windows-10.json");
const SMALL: &str = include_str!("catalogue/small.json");

/// A product for each kind of date, in a topic whose name has signs of calendars.
const DATES: &str = r#"{
  "format": 2, "title": "Dates; all, of \\ \"every\" kind", "id": "dates", "zone": "America/New_York",
  "checked": "2026-11-25", "sources": ["https://example.com/"],
  "milestones": [
    { "effect": "end-of-updates", "at": "2030-03-10T12:30:00-04:00", "products": ["instant"] },
    { "effect": "end-of-updates", "at": "2030-04-01", "products": ["day"] },
    { "effect": "end-of-updates", "last": "2030-05-31", "products": ["last-day"] },
    { "effect": "end-of-updates", "at": "2030-06", "products": ["month"] },
    { "effect": "end-of-updates", "last": "2030-07", "products": ["last-month"] },
    { "effect": "end-of-updates", "at": "2030-08-01", "floor": true, "products": ["floor"] },
    { "effect": "end-of-updates", "at": "2030-08-02T00:00:00Z", "floor": true, "products": ["floor-instant"] },
    { "effect": "end-of-updates", "state": "ended", "products": ["ended"] },
    { "effect": "end-of-updates", "state": "open", "products": ["open"] }
  ],
  "products": ["Instant", "Day", "Last day", "Month", "Last month", "Floor", "Floor instant", "Ended", "Open"] }"#;

/// The calendar entry of a card, if it has one.
fn entry(catalogue: &str, product: &str, now: &str, read: impl FnOnce(&Entry)) -> bool {
    let catalogue = Catalogue::read(catalogue).expect("a catalogue");
    let english = Locale::read(include_str!("../www/locale/en.json")).expect("a shipped language");
    let product = catalogue.find(product).expect("a product of the catalogue");
    let status = evaluate(&catalogue, &product, moment(now), Precision::Auto);
    let card = view(&status, &english, Setting::default());
    card.calendar.as_ref().map(read).is_some()
}

fn moment(text: &str) -> When {
    text.parse().expect("a moment")
}

/// The lines of the file in the address, as they are before they are put together.
fn lines(catalogue: &str, product: &str, now: &str) -> Vec<String> {
    let mut lines = Vec::new();
    assert!(entry(catalogue, product, now, |entry| lines = lines_of(&entry.address)), "no deadline is ahead");
    lines
}

fn lines_of(address: &str) -> Vec<String> {
    let file = file(address);
    let lines = file.strip_suffix("\r\n").expect("the last line is ended");
    lines.split("\r\n").map(str::to_owned).collect()
}

fn file(address: &str) -> String {
    let encoded = address.strip_prefix("data:text/calendar;charset=utf-8,").expect("a file in an address");
    let is_plain = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii() || "-./:;=@%, ".contains(c);
    assert!(encoded.chars().all(is_plain), "{encoded}");
    let mut bytes = Vec::new();
    let mut rest = encoded.as_bytes();
    while let [first, after @ ..] = rest {
        let (byte, after) = match (first, after) {
            (b'%', [high, low, after @ ..]) => {
                (u8::from_str_radix(&format!("{}{}", *high as char, *low as char), 16), after)
            }
            _ => (Ok(*first), after),
        };
        bytes.push(byte.expect("two digits behind a percent sign"));
        rest = after;
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// The line of that name, put together again.
#[track_caller]
fn check(lines: &[String], line: &str) {
    let whole = lines.join("\r\n").replace("\r\n ", "");
    assert!(whole.split("\r\n").any(|found| found == line), "{line:?} is not in\n{whole}");
}

/// No line is longer than calendars take it, in octets and with the space in front of a continued one.
#[track_caller]
fn check_lengths(file: &str) {
    for line in file.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
}

#[test]
fn an_instant_is_an_entry_at_that_instant() {
    let lines = lines(KASPERSKY, "kaspersky-premium", "2024-09-28T20:59:59-07:00");
    assert_eq!((lines[0].as_str(), lines[lines.len() - 1].as_str()), ("BEGIN:VCALENDAR", "END:VCALENDAR"));
    check(&lines, "UID:kaspersky-us.us-updates-end.kaspersky-premium@phaseout");
    check(&lines, "DTSTART:20240929T040000Z");
    check(&lines, "SUMMARY:Kaspersky Premium: End of updates");
    check(&lines, "URL:https://regulations.justia.com/regulations/fedreg/2024/06/24/2024-13532.html");
}

#[test]
fn a_day_is_an_entry_without_an_hour() {
    let lines = lines(WINDOWS, "windows-10-with-consumer-esu", "2026-11-21");
    check(&lines, "DTSTART;VALUE=DATE:20271012");
    check(&lines, "UID:windows-10.consumer-esu-end.windows-10-with-consumer-esu@phaseout");
}

#[test]
fn each_kind_of_date_has_the_entry_that_it_can_have() {
    let check = |product: &str, expected: Option<&str>| {
        let mut start = None;
        entry(DATES, product, "2026-11-25", |entry| {
            let (_, events) = readers::read(&file(&entry.address));
            start = events.first().map(|event| event.start.clone());
        });
        assert_eq!(start.as_deref(), expected, "in the link of {product}");
        #[cfg(feature = "cli")]
        assert_eq!(published::start(DATES, product).as_deref(), expected, "in the file of {product}");
    };
    check("instant", Some("20300310T163000Z"));
    check("day", Some("20300401"));
    check("last-day", Some("20300531"));
    for product in ["month", "last-month", "floor", "floor-instant", "ended", "open"] {
        check(product, None);
    }
}

#[test]
fn an_entry_is_dated_by_the_last_check_and_not_by_the_clock() {
    let lines = |now| lines(KASPERSKY, "kaspersky-premium", now);
    let early = lines("2024-08-01T00:00:00Z");
    check(&early, "DTSTAMP:20261121T000000Z");
    check(&early, "SEQUENCE:20261121");
    assert_eq!(early, lines("2024-09-28T20:59:59-07:00"));
}

#[test]
fn a_date_that_was_moved_moves_the_entry() {
    let topic = |dates: &str| {
        format!(
            r#"{{ "format": 2, "title": "End of support for Acme", "zone": "UTC", "checked": "2026-06-24",
              "sources": ["https://example.com/"], "products": ["Acme"],
              "milestones": [{{ "effect": "end-of-updates", {dates} }}] }}"#
        )
    };
    let before = topic(r#""last": "2026-10-13""#);
    let after = topic(
        r#""last": "2027-10-12", "checked": "2026-06-25", "was": [{ "last": "2026-10-13", "changed": "2026-06-25" }]"#,
    );
    let [before, after] = [before, after].map(|topic| {
        let mut events = Vec::new();
        entry(&topic, "acme", "2026-06-25", |entry| events = readers::read(&file(&entry.address)).1);
        #[cfg(feature = "cli")]
        assert_eq!(published::start(&topic, "acme").as_deref(), events.first().map(|event| event.start.as_str()));
        events.pop().expect("a deadline is ahead")
    });
    assert_eq!((before.start.as_str(), after.start.as_str()), ("20261013", "20271012"));
    assert_eq!(before.uid, after.uid, "a calendar keeps one entry");
    assert!(before.sequence < after.sequence, "and takes the later date");
}

#[test]
fn what_calendars_read_as_signs_is_marked_and_no_line_is_too_long() {
    let own = SMALL.replace("Acme Anvil", "Ünïcödé 日本, Größe; 10\\\\20 und vieles mehr");
    let mut found = String::new();
    entry(&own, "anvil", "2024-09-01", |entry| found = file(&entry.address));
    let summary = found.replace("\r\n ", "");
    assert!(summary.contains(r"SUMMARY:Ünïcödé 日本\, Größe\; 10\\20 und vieles mehr: "), "{summary}");
    check_lengths(&found);
}

#[test]
fn a_line_has_at_most_75_octets_in_every_script_and_wherever_it_is_folded() {
    // Characters of one to four bytes, and signs that a mark makes longer, moved on byte by byte.
    for filler in ["a", "é", "日", "𝒜", ",", "日,", "é;𝒜"] {
        for shift in 1..9 {
            let name = format!("{}{}", "x".repeat(shift), filler.repeat(60 / filler.chars().count()));
            let own = SMALL.replace("Acme Anvil", &name);
            entry(&own, "anvil", "2024-09-01", |entry| check_lengths(&file(&entry.address)));
        }
    }
}

#[test]
fn after_the_last_deadline_there_is_nothing_to_note() {
    assert!(entry(KASPERSKY, "kaspersky-premium", "2024-09-29T03:59:59.999Z", |_| {}));
    assert!(!entry(KASPERSKY, "kaspersky-premium", "2024-09-29T04:00:00Z", |_| {}));
    assert!(!entry(KASPERSKY, "kaspersky-threat-intelligence", "2024-08-01", |_| {}));
}

#[test]
fn a_value_is_one_line_whatever_is_in_it() {
    let mut catalogue = Catalogue::read(SMALL).expect("a catalogue");
    let english = Locale::read(include_str!("../www/locale/en.json")).expect("a shipped language");
    let event = "\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n\n\u{1}\u{2}";
    catalogue.id.push_str(event);
    catalogue.products[0].id.push_str(event);
    for milestone in &mut catalogue.milestones {
        milestone.id.push_str(event);
    }
    let now = moment("2024-09-01");
    let status = evaluate(&catalogue, &catalogue.products[0], now, Precision::Auto);
    let card = view(&status, &english, Setting::default());
    let lines = lines_of(&card.calendar.expect("a deadline is ahead").address);
    assert_eq!(lines.iter().filter(|line| *line == "BEGIN:VEVENT").count(), 1, "{lines:#?}");
    assert!(!lines.concat().contains(char::is_control), "{lines:#?}");
    #[cfg(feature = "cli")]
    for (path, text) in phaseout::site::site(&catalogue, "", &english, None, now) {
        assert_eq!(text.matches("\nBEGIN:VEVENT").count(), text.matches("\nDTSTART").count(), "{path}: {text}");
    }
}

#[test]
fn two_parsers_read_the_link_of_every_card_in_every_language() {
    let mut count = 0;
    for (catalogue, now) in [(KASPERSKY, "2024-06-24"), (WINDOWS, "2025-01-01"), (DATES, "2026-11-25")] {
        let (catalogue, now) = (Catalogue::read(catalogue).expect("a catalogue"), moment(now));
        for (_, locale) in LOCALES {
            let locale = Locale::read(locale).expect("a shipped language");
            for product in &catalogue.products {
                let card = view(&evaluate(&catalogue, product, now, Precision::Auto), &locale, Setting::default());
                let Some(entry) = &card.calendar else { continue };
                let file = file(&entry.address);
                check_lengths(&file);
                let (_, events) = readers::read(&file);
                assert_eq!(events.len(), 1, "{file}");
                assert_eq!(events[0].description, card.summary);
                assert!(events[0].summary.starts_with(card.product.1), "{:?}", events[0]);
                assert_eq!(events[0].reminders, reminders(&file), "{file}");
                count += 1;
            }
        }
    }
    assert!(count > 800, "{count} files");
}

/// A week and a day before an instant; of a day, at nine in the morning before: in seconds, as in published calendars.
fn reminders(file: &str) -> [i64; 2] {
    const DAY: i64 = 24 * 3_600;
    let morning = if file.contains("DTSTART;VALUE=DATE") { 9 * 3_600 } else { 0 };
    [morning - 7 * DAY, morning - DAY]
}
