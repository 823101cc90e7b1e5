//! The files that `phaseout site` writes.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use phaseout::{
    Catalogue, Locale, Precision, evaluate,
    site::site,
    view::{Setting, view},
    words,
};

use super::{DATES, KASPERSKY, LOCALES, SMALL, WINDOWS, check_lengths, moment, readers};

/// Each file of a topic in these languages: its path and its text.
fn files(topic: &str, locales: &[(&str, &str)], now: &str) -> Vec<(String, String)> {
    let topic = Catalogue::read(topic).expect("a topic");
    let locales: Vec<_> = locales.iter().map(|(_, text)| Locale::read(text).expect("a shipped language")).collect();
    locales.iter().flat_map(|locale| site(&topic, "own", locale, None, moment(now))).collect()
}

fn english() -> &'static [(&'static str, &'static str)] {
    &LOCALES[..1]
}

/// The start of a product's first entry; none where there is no file.
pub(super) fn start(topic: &str, product: &str) -> Option<String> {
    let files = files(topic, english(), "2026-06-25");
    let (_, file) = files.iter().find(|(path, _)| path.ends_with(&format!(".{product}.en.ics")))?;
    readers::read(file).1.first().map(|event| event.start.clone())
}

const MOMENTS: [(&str, &str); 4] =
    [(KASPERSKY, "2024-06-24"), (WINDOWS, "2025-01-01"), (SMALL, "2024-06-24"), (DATES, "2026-11-25")];

#[test]
fn two_parsers_read_every_file_in_every_language() {
    let mut count = 0;
    for (topic, now) in MOMENTS {
        for (path, file) in files(topic, LOCALES, now) {
            check_lengths(&file);
            let (names, events) = readers::read(&file);
            assert_eq!(names.len(), 2, "{path}");
            assert!(!events.is_empty() && events.iter().all(|event| event.reminders.len() == 2), "{path}: {events:?}");
            count += 1;
        }
    }
    assert!(count > 800, "{count} files");
}

#[test]
fn calcurse_takes_every_file() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("calcurse");
    // It is there from an earlier run, or it is not.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for tests");
    let takes = |file: &str, entries| calcurse_takes(&folder, file, entries);
    for (topic, now) in MOMENTS {
        for (path, file) in files(topic, &[LOCALES[0], LOCALES[LOCALES.len() - 1]], now) {
            let (_, events) = readers::read(&file);
            assert_ne!(takes(&file, events.len()), Some(false), "{path}: {file}");
        }
    }
    let (_, fine) = files(DATES, english(), "2026-11-25").swap_remove(1);
    let line = "DTSTART;VALUE=DATE:20300401\r\n";
    assert!(fine.contains(line), "{fine}");
    let without_length = fine.replace(line, &format!("{line}DTEND;VALUE=DATE:20300401\r\n"));
    assert_ne!(takes(&without_length, 1), Some(true), "what is not valid would be seen");
}

#[test]
fn both_names_of_a_calendar_are_the_title() {
    let (_, file) = files(DATES, english(), "2026-11-25").swap_remove(0);
    let title = "Dates; all, of \\ \"every\" kind";
    assert_eq!(readers::read(&file).0, [title, title]);
}

#[test]
fn a_day_is_announced_in_the_morning() {
    const DAY: i64 = 86_400;
    for (_, file) in files(DATES, english(), "2026-11-25") {
        let event = readers::read(&file).1.swap_remove(0);
        let is_day = !event.start.contains('T');
        // Counted back from the midnight at which the day begins: nine o'clock, seven days and one day before.
        let hour = if is_day { 9 * 3_600 } else { 0 };
        assert_eq!(event.reminders, [hour - 7 * DAY, hour - DAY], "{file}");
    }
}

#[test]
fn an_entry_says_what_the_card_says() {
    let (topic, locale) = (Catalogue::read(WINDOWS).expect("a topic"), LOCALES[0].1);
    let locale = Locale::read(locale).expect("a shipped language");
    let product = topic.find("win10 consumer esu").expect("a product");
    let card = view(&evaluate(&topic, &product, moment("2026-11-25"), Precision::Auto), &locale, Setting::default());
    let files = files(WINDOWS, english(), "2026-11-25");
    let (_, file) = files.iter().find(|(path, _)| path.contains("consumer-esu.")).expect("a file");
    let event = readers::read(file).1.swap_remove(0);
    assert_eq!(event.summary, "Windows 10 with consumer ESU: End of updates");
    assert_eq!(event.description, format!("{} {}", words(&card.sentence), words(&card.action.sentence)));
}

/// Whether calcurse, which leaves out what is not valid, takes each entry of a file; `None` where it is not installed.
fn calcurse_takes(folder: &Path, file: &str, entries: usize) -> Option<bool> {
    let input = folder.join("imported.ics");
    fs::write(&input, file).expect("a folder for tests");
    let mut calcurse = Command::new("calcurse");
    calcurse.env("LC_ALL", "C.UTF-8").env("TMPDIR", folder).arg("--directory").arg(folder.join("calcurse"));
    let output = calcurse.arg("--import").arg(&input).stdin(Stdio::null()).output().ok()?;
    // "0 apps / 1 event / 0 todos / 0 skipped", at the end.
    let report = String::from_utf8_lossy(&output.stdout);
    let counts = report.lines().last().unwrap_or_default().split('/');
    let counts: Vec<usize> = counts.filter_map(|count| count.split_whitespace().next()?.parse().ok()).collect();
    Some(output.status.success() && matches!(counts[..], [instants, days, 0, 0] if instants + days == entries))
}
