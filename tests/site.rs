//! What a published folder holds beside the card: oEmbed answers, the pages that lead to them, calendars.
#![cfg(all(feature = "cli", not(target_arch = "wasm32")))]

use phaseout::{
    Catalogue, Locale, Named,
    site::{File, site, styles},
    snippet::{Size, style},
};

#[path = "site/pages.rs"]
mod pages;

const BASE: &str = "https://cdn.example/phaseout/";

fn files(catalogue: &str, now: &str) -> Vec<File> {
    let catalogue = Catalogue::read(catalogue).expect("a shipped catalogue");
    let english = Locale::read(include_str!("../www/locale/en.json")).expect("a shipped language");
    site(&catalogue, "", &english, Some(BASE), now.parse().expect("a moment"))
}

fn kaspersky(now: &str) -> Vec<File> {
    files(include_str!("../www/catalogue/kaspersky-us.json"), now)
}

#[track_caller]
fn file<'f>(files: &'f [File], path: &str) -> &'f str {
    let found = files.iter().find(|(name, _)| name == path);
    found.map_or_else(|| panic!("{path} is missing"), |(_, content)| content)
}

#[test]
fn an_answer_is_oembed_1_0_with_one_frame_and_whole_sizes() {
    let files = kaspersky("2026-11-21");
    let answer: serde_json::Value =
        serde_json::from_str(file(&files, "oembed/kaspersky-premium.en.json")).expect("it is JSON");
    assert_eq!((answer["version"].as_str(), answer["type"].as_str()), (Some("1.0"), Some("rich")));
    assert!(answer["width"].is_u64() && answer["height"].is_u64() && answer["cache_age"].is_u64());
    let html = answer["html"].as_str().expect("some HTML");
    let (quotation, frame) = html.split_once("</blockquote>").expect("a quotation");
    assert!(quotation.starts_with("<blockquote hidden>Kaspersky Premium is affected by <a href=\"https://"), "{html}");
    assert!(
        frame.starts_with("<iframe title=\"US ban on sales of Kaspersky software: Kaspersky Premium\" width=\"600\""),
        "{html}"
    );
    assert!(frame.ends_with("></iframe>") && frame.matches('<').count() == 2, "{html}");
}

#[test]
fn a_page_leads_to_its_answer_before_anything_else_and_says_the_sentence() {
    let files = kaspersky("2026-11-21");
    let page = file(&files, "oembed/kaspersky-premium.en.html");
    let link = "<link rel=\"alternate\" type=\"application/json+oembed\" \
                href=\"https://cdn.example/phaseout/oembed/kaspersky-premium.en.json\"";
    assert!(page.find(link).is_some_and(|at| at < page.find("<p>").expect("a paragraph")), "{page}");
    assert!(page.contains("September 29, 2024"), "{page}");
}

#[test]
fn only_a_deadline_ahead_has_a_calendar() {
    let calendars = |now| kaspersky(now).iter().filter(|(path, _)| path.starts_with("calendar/")).count();
    assert_eq!(calendars("2024-09-29T04:00:00Z"), 0);
    assert!(calendars("2024-09-29T03:59:59Z") > 40);
}

#[test]
fn an_instant_is_an_instant_and_a_day_a_day() {
    let before = kaspersky("2024-08-01");
    assert!(file(&before, "calendar/kaspersky-premium.en.ics").contains("DTSTART:20240929T040000Z"));
    let windows = files(include_str!("../www/catalogue/windows-10.json"), "2026-11-21");
    let day = file(&windows, "calendar/windows-10-with-consumer-esu.en.ics");
    assert!(day.contains("DTSTART;VALUE=DATE:20271012"));
    // An end that is the beginning is not valid, and strict programs leave the entry out.
    for (path, content) in before.iter().chain(&windows).filter(|(path, _)| path.starts_with("calendar/")) {
        assert!(!content.contains("DTEND") && content.contains("DTSTART"), "{path}: {content}");
    }
    // Nobody is woken at the midnight of a day: at nine, seven days and one day before.
    for trigger in ["TRIGGER:-PT572400S", "TRIGGER:-PT54000S"] {
        assert!(day.contains(trigger), "{trigger} is not in\n{day}");
    }
}

#[test]
fn a_line_of_a_calendar_has_at_most_75_bytes_in_every_script() {
    let catalogue = Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).expect("a shipped catalogue");
    let languages = [include_str!("../www/locale/tr.json"), include_str!("../www/locale/ar.json")];
    let languages = languages.map(|text| Locale::read(text).expect("a shipped language"));
    let mut longest = 0;
    let now = "2024-08-01".parse().expect("a day");
    for (path, content) in languages.iter().flat_map(|language| site(&catalogue, "", language, None, now)) {
        for line in content.split("\r\n") {
            longest = longest.max(line.len());
            assert!(line.len() <= 75, "{} bytes in {path}: {line}", line.len());
        }
    }
    assert_eq!(longest, 75, "lines are filled");
}

#[test]
fn a_name_has_a_mark_before_its_signs() {
    let own = include_str!("catalogue/small.json").replacen(
        "\"title\": {\"en\": \"",
        "\"title\": {\"en\": \"Acme; the, \\\\ ",
        1,
    );
    let files = files(&own, "2024-06-01");
    let (path, calendar) = files.iter().find(|(path, _)| path.starts_with("calendar/")).expect("a deadline is ahead");
    for name in ["NAME", "X-WR-CALNAME"] {
        assert!(calendar.contains(&format!("\r\n{name}:Acme\\; the\\, \\\\ ")), "{name} in {path}: {calendar}");
    }
}

#[test]
fn an_entry_keeps_its_name_and_reminds_twice() {
    let [early, late] = ["2024-06-24", "2024-08-01"].map(kaspersky);
    let uid = "UID:kaspersky-us.us-updates-end.kaspersky-premium@phaseout\r\n";
    for files in [&early, &late] {
        let calendar = file(files, "calendar/kaspersky-premium.en.ics");
        assert!(calendar.contains(uid) && calendar.contains("SEQUENCE:"), "{calendar}");
    }
    let calendar = file(&late, "calendar/kaspersky-premium.en.ics");
    assert_eq!(calendar.matches("BEGIN:VALARM").count(), 2);
}

#[test]
fn without_an_address_there_are_calendars_alone() {
    let catalogue = Catalogue::read(include_str!("../www/catalogue/windows-10.json")).expect("a shipped catalogue");
    let english = Locale::read(include_str!("../www/locale/en.json")).expect("a shipped language");
    let files = site(&catalogue, "", &english, None, "2026-11-21".parse().expect("a moment"));
    let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    let ahead = [
        "with-consumer-esu",
        "with-commercial-esu-year-2",
        "with-commercial-esu-year-3",
        "enterprise-ltsc-2019",
        "enterprise-ltsc-2021",
        "iot-enterprise-ltsc-2021",
    ];
    assert_eq!(paths, ahead.map(|product| format!("calendar/windows-10-{product}.en.ics")));
}

#[test]
fn the_same_moment_gives_the_same_bytes() {
    assert_eq!(kaspersky("2024-08-01"), kaspersky("2024-08-01"));
}

#[test]
fn what_a_served_card_wears_is_a_file_to_the_letter() {
    let files = styles();
    for size in Size::ALL {
        assert_eq!(
            file(&files, &format!("served.{}.css", size.name())),
            style(*size).trim(),
            "its hash is the style's"
        );
    }
}
