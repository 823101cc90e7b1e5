//! The languages that ship: whole, listed in the documentation as they are, and to be read in one place.
#![cfg(not(target_arch = "wasm32"))]

use expect_test::expect_file;
use phaseout::{
    Catalogue, Locale, Precision, evaluate,
    locale::Key,
    view::{Setting, plain_sentence, view},
    words,
};
use serde_json::Value;

const KASPERSKY: &str = include_str!("../www/catalogue/kaspersky-us.json");
const CATALOGUES: [&str; 2] = [KASPERSKY, include_str!("../www/catalogue/windows-10.json")];
const LOCALES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/locales.rs"));
const LISTED: &str = include_str!("../docs/languages.md");

/// One product of each scope, a reseller's and one that is not listed; in each phase that it can be in.
const CARDS: [(&str, &str); 9] = [
    ("kaspersky-premium", "2024-06-24T12:00:00Z"),
    ("kaspersky-premium", "2024-09-28T20:58:59-07:00"),
    ("kaspersky-premium", "2026-11-21T00:00:00Z"),
    ("kaspersky-threat-intelligence", "2026-11-21T00:00:00Z"),
    ("kaspersky-consulting", "2024-08-01T00:00:00Z"),
    ("kaspersky-scan-engine", "2024-08-01T00:00:00Z"),
    ("kaspersky-scan-engine", "2024-09-29T00:00:00-04:00"),
    ("Kaspersky Quantum", "2024-07-21T03:59:59Z"),
    ("kaspersky-edr-optimum", "2024-09-30T12:00:00Z"),
];

#[test]
fn the_languages_that_were_promised_are_there() {
    let there: Vec<&str> = LOCALES.iter().map(|(tag, _)| *tag).collect();
    let promised = "en ar de es fr he hi it ja ko pl pt ru tr uk zh-Hans zh-Hant";
    assert_eq!(there.join(" "), promised);
}

#[test]
fn every_language_is_whole_and_says_its_own_tag() {
    for (tag, text) in LOCALES {
        let locale = Locale::read(text).unwrap_or_else(|problems| panic!("{tag}: {problems:#?}"));
        assert_eq!(locale.language, *tag);
    }
}

#[test]
fn every_language_has_the_words_of_what_stands_beside_a_card() {
    for (words, opening) in [
        (include_str!("../www/clock/words.js"), "\""),
        (include_str!("../www/search/words.js"), "[\""),
        (include_str!("../www/share/words.js"), "[\""),
    ] {
        for (tag, _) in LOCALES {
            let tag = if tag.contains('-') { format!("\"{tag}\"") } else { (*tag).to_owned() };
            assert_eq!(words.matches(&format!("\n  {tag}: {opening}")).count(), 1, "{tag}");
        }
    }
}

#[test]
fn a_sentence_is_in_one_language_and_never_falls_back_to_english_halfway() {
    for text in CATALOGUES {
        let catalogue: Value = serde_json::from_str(text).expect("JSON");
        let conditions = catalogue["products"].as_array().expect("a list").iter().map(|it| &it["condition"]);
        for within in [&catalogue["title"], &catalogue["phrase"]].into_iter().chain(conditions) {
            for (tag, _) in LOCALES {
                assert!(within.is_null() || within[tag].is_string(), "{} has no {tag}: {within}", catalogue["id"]);
            }
        }
    }
}

#[test]
fn what_each_language_says_is_as_it_was() {
    let catalogue = Catalogue::read(KASPERSKY).expect("valid");
    let mut all = String::new();
    for (tag, text) in LOCALES {
        let locale = Locale::read(text).expect("valid");
        all += &format!("{tag}\n");
        for (name, now) in CARDS {
            let product = catalogue.find(name).expect("of the maker");
            let status = evaluate(&catalogue, &product, now.parse().expect("a moment"), Precision::Auto);
            let card = view(&status, &locale, Setting { frozen: true, ..Setting::default() });
            all += &format!("  {} · {}\n", card.badge, words(&card.sentence));
            assert_eq!(card.rows.len(), status.milestones.len(), "a row is its milestone's");
            for row in card.announced.iter().chain(&card.rows) {
                all += &format!("    {}: {} ({})\n", row.label, row.date, row.relative);
            }
            if let Some(clock) = &card.countdown {
                all += &format!("    {}: {}\n", clock.label, clock.spoken);
            }
            all += &format!("    {}\n", words(&card.action.sentence));
            all += &format!("    {}\n", words(&plain_sentence(&status, &locale)));
        }
        let status =
            evaluate(&catalogue, &catalogue.products[0], "2024-08-01".parse().expect("a day"), Precision::Auto);
        let card = view(&status, &locale, Setting { frozen: true, ..Setting::default() });
        all += &format!("  {} {}\n", card.frozen.unwrap_or_default(), card.as_of);
        all +=
            &format!("  {}\n", [0, 1, 2, 3, 5, 11, 21, 100, 102].map(|n| locale.count(Key::SpanHours, n)).join(" · "));
    }
    expect_file!["locale/sentences.txt"].assert_eq(&all);
}

#[test]
fn the_documentation_lists_each_language_as_its_file_has_it() {
    let mut rows = LISTED.lines().filter(|line| line.starts_with("| `"));
    for (tag, text) in LOCALES {
        let file: Value = serde_json::from_str(text).expect("JSON");
        let way = if file["direction"] == "rtl" { "right to left" } else { "left to right" };
        let forms: Vec<&str> =
            file["messages"]["ahead"].as_object().expect("forms").keys().map(String::as_str).collect();
        let review = match file["reviewed"].as_bool() {
            _ if *tag == "en" => "the original",
            Some(true) => "reviewed",
            _ => "not reviewed",
        };
        let row = rows.next().unwrap_or_default();
        let columns: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let expected = [&format!("`{tag}`"), way, &forms.len().to_string(), review];
        assert_eq!([columns[0], columns[2], columns[3], columns[4]], expected, "docs/languages.md: {row}");
    }
    assert_eq!(rows.next(), None, "docs/languages.md lists a language that is not there");
}
