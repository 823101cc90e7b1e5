//! The link that takes a deadline into the reader's calendar: what is in its file, and when it is there.
#![cfg(not(target_arch = "wasm32"))]

use phaseout::{
    Catalogue, Locale, Precision, evaluate,
    view::{Entry, Setting, view},
};

const KASPERSKY: &str = include_str!("../www/catalogue/kaspersky-us.json");
const WINDOWS: &str = include_str!("../www/catalogue/windows-10.json");

/// The calendar entry of a card, if it has one.
fn entry(catalogue: &str, product: &str, now: &str, read: impl FnOnce(&Entry)) -> bool {
    let catalogue = Catalogue::read(catalogue).expect("a catalogue");
    let english = Locale::read(include_str!("../www/locale/en.json")).expect("a shipped language");
    let product = catalogue.find(product).expect("a product of the catalogue");
    let status = evaluate(&catalogue, &product, now.parse().expect("a moment"), Precision::Auto);
    let card = view(&status, &english, Setting::default());
    card.countdown.map(|clock| read(&clock.calendar)).is_some()
}

/// The lines of the file in the address, as they are before they are put together.
fn lines(catalogue: &str, product: &str, now: &str) -> Vec<String> {
    let mut lines = Vec::new();
    assert!(entry(catalogue, product, now, |entry| lines = file(&entry.address)), "no deadline is ahead");
    lines
}

fn file(address: &str) -> Vec<String> {
    let encoded = address.strip_prefix("data:text/calendar;charset=utf-8,").expect("a file in an address");
    assert!(encoded.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-./:;=@%".contains(&byte)), "{encoded}");
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
    let text = String::from_utf8(bytes).expect("UTF-8");
    let lines = text.strip_suffix("\r\n").expect("the last line is ended");
    lines.split("\r\n").map(str::to_owned).collect()
}

/// The line of that name, put together again.
#[track_caller]
fn check(lines: &[String], line: &str) {
    let whole = lines.join("\r\n").replace("\r\n ", "");
    assert!(whole.split("\r\n").any(|found| found == line), "{line:?} is not in\n{whole}");
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
fn an_entry_is_dated_by_the_last_check_and_not_by_the_clock() {
    let lines = |now| lines(KASPERSKY, "kaspersky-premium", now);
    let early = lines("2024-08-01T00:00:00Z");
    check(&early, "DTSTAMP:20261121T000000Z");
    check(&early, "SEQUENCE:20261121");
    assert_eq!(early, lines("2024-09-28T20:59:59-07:00"));
}

#[test]
fn what_calendars_read_as_signs_is_marked_and_no_line_is_too_long() {
    let own =
        include_str!("catalogue/small.json").replace("Acme Anvil", "Ünïcödé 日本, Größe; 10\\\\20 und vieles mehr");
    let mut found = Vec::new();
    entry(&own, "anvil", "2024-09-01", |entry| found = file(&entry.address));
    let summary = found.join("\r\n").replace("\r\n ", "");
    assert!(summary.contains(r"SUMMARY:Ünïcödé 日本\, Größe\; 10\\20 und vieles mehr: "), "{summary}");
    for line in found {
        assert!(line.len() <= 75, "{} bytes: {line}", line.len());
    }
}

#[test]
fn a_line_has_at_most_75_bytes_in_every_script_and_wherever_it_is_folded() {
    // Characters of one to four bytes, and signs that a mark makes longer, moved on byte by byte.
    for filler in ["a", "é", "日", "𝒜", ",", "日,", "é;𝒜"] {
        for shift in 0..8 {
            let name = format!("{}{}", "x".repeat(shift), filler.repeat(60 / filler.chars().count()));
            let own = include_str!("catalogue/small.json").replace("Acme Anvil", &name);
            entry(&own, "anvil", "2024-09-01", |entry| {
                for line in file(&entry.address) {
                    assert!(line.len() <= 75, "{} bytes: {line}", line.len());
                }
            });
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
    let mut catalogue = Catalogue::read(include_str!("catalogue/small.json")).expect("a catalogue");
    let english = Locale::read(include_str!("../www/locale/en.json")).expect("a shipped language");
    let event = "\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n\n\u{1}\u{2}";
    catalogue.id.push_str(event);
    catalogue.products[0].id.push_str(event);
    catalogue.products[0].name.push_str(event);
    for milestone in &mut catalogue.milestones {
        milestone.id.push_str(event);
    }
    let now = "2024-09-01".parse().expect("a day");
    let status = evaluate(&catalogue, &catalogue.products[0], now, Precision::Auto);
    let card = view(&status, &english, Setting::default());
    let lines = file(&card.countdown.expect("a deadline is ahead").calendar.address);
    assert_eq!(lines.iter().filter(|line| *line == "BEGIN:VEVENT").count(), 1, "{lines:#?}");
    assert!(!lines.concat().contains(char::is_control), "{lines:#?}");
    #[cfg(feature = "cli")]
    for (path, text) in phaseout::site::site(&catalogue, "", &[english], None, now) {
        assert_eq!(text.matches("\nBEGIN:VEVENT").count(), text.matches("\nDTSTART").count(), "{path}: {text}");
    }
}
