//! `stale`: what it says of topics on a day, readable and as JSON; limits to the day; and its faults.

use serde_json::Value;

use super::{check, file, run};

const TOPICS: [&str; 3] =
    ["tests/topics/fcc-routers.json", "tests/topics/google-pixel.json", "www/catalogue/windows-10.json"];

#[test]
fn what_to_look_at_is_readable_and_the_longest_unchecked_comes_first() {
    let old = topic("2025-11-01", r#""confidence": "weak", "last": "2027-01""#);
    let files = [&[old.as_str()], &TOPICS[..]].concat();
    check(&run(&[&["stale", "--now", "2026-11-30"], &files[..]].concat()), 0, "stale.md");
}

#[test]
fn json_says_the_same_and_without_a_file_it_is_about_every_topic_of_ours() {
    let run = run(&["stale", "--json", "--now", "2026-11-30"]);
    assert_eq!((run.code, run.error.as_str()), (0, ""));
    let said: Value = serde_json::from_str(&run.out).expect("JSON");
    let topics: Vec<_> = said["topics"].as_array().expect("topics").iter().map(|it| it["topic"].as_str()).collect();
    for ours in ["kaspersky-us", "windows-10"] {
        assert!(topics.contains(&Some(ours)), "{topics:?}");
    }
    let moved = |it: &&Value| it["milestone"] == "consumer-esu-end" && it["moved"] == "2026-06-25";
    assert!(said["moved"].as_array().expect("moves").iter().any(|it| moved(&it)), "{said}");
}

#[test]
fn a_date_is_near_from_its_sixtieth_day_before_until_it_is_over() {
    let is_near = |date: &str, day: &str| {
        let run = run(&["stale", &topic("2026-01-01", date), "--json", "--now", day]);
        let said: Value = serde_json::from_str(&run.out).expect("JSON");
        said["near"].as_array().expect("a list").len() == 1
    };
    // 60 and 61 days; the day itself and the one after.
    for (day, expected) in [("2026-08-15", false), ("2026-08-16", true), ("2026-10-15", true), ("2026-10-16", false)] {
        assert_eq!(is_near(r#""last": "2026-10-15""#, day), expected, "a day, on {day}");
    }
    // A month is near from 60 days before its first day to its last day.
    for (day, expected) in [("2026-08-01", false), ("2026-08-02", true), ("2026-10-31", true), ("2026-11-01", false)] {
        assert_eq!(is_near(r#""last": "2026-10""#, day), expected, "a month, on {day}");
    }
    assert!(!is_near(r#""state": "open""#, "2026-10-15"));
}

#[test]
fn a_topic_is_old_after_a_year() {
    let is_old = |day: &str| {
        let run = run(&["stale", &topic("2026-01-01", r#""last": "2026-10""#), "--json", "--now", day]);
        let said: Value = serde_json::from_str(&run.out).expect("JSON");
        (said["topics"][0]["days"].as_i64(), said["topics"][0]["is_old"].as_bool())
    };
    assert_eq!(is_old("2027-01-01"), (Some(365), Some(false)));
    assert_eq!(is_old("2027-01-02"), (Some(366), Some(true)));
}

#[test]
fn every_fault_of_every_file_is_told_and_nothing_else() {
    let broken = file("stale-broken.json", b"{}");
    let run = run(&["stale", broken.to_str().expect("UTF-8"), "no-such.json", TOPICS[0]]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.error.contains("stale-broken.json: ") && run.error.contains("no-such.json: cannot be read"), "{run:?}");
}

/// The path of a small topic that was checked on a day and has one date.
fn topic(checked: &str, date: &str) -> String {
    let name = format!("stale-{checked}-{}.json", date.replace(|c: char| !c.is_ascii_alphanumeric(), ""));
    let text = format!(
        r#"{{ "format": 2, "id": "hammer", "title": "End of support for Acme Hammer", "checked": "{checked}",
            "sources": ["https://acme.example/"], "milestones": [{{ "effect": "end-of-updates", {date} }}],
            "products": ["Acme Hammer"] }}"#
    );
    file(&name, text.as_bytes()).to_str().expect("UTF-8").to_owned()
}
