//! What to do is what the author says, where the author says it; notes and steps are for whom they are meant; and whose
//! data it was is said.

use phaseout::{
    locale::Piece,
    view::{List, plain_sentence},
    words,
};
use serde_json::{Value, json};

use super::{asked, card, locale, topic};

/// A product for each audience, and one that is left out.
fn with(list: &str, entries: &Value) -> String {
    topic(json!({
        list: entries,
        "milestones": [{ "effect": "end-of-updates", "last": "2026-10-13" }],
        "products": [
            "Acme", { "name": "Acme Works", "audience": "business" }, { "name": "Acme Course", "scope": "excluded" },
        ],
    }))
}

const BEFORE: &str = "2026-10-13";
const AFTER: &str = "2026-10-14";
const BUILT_IN: [&str; 2] = [
    "Choose a replacement, and switch before security updates end on October 13, 2026.",
    "Switch now to a product that still gets security updates.",
];

/// What a product's owner is told before and after the date.
#[track_caller]
fn check(advice: &Value, product: &str, expected: [&str; 2]) {
    for (now, expected) in [BEFORE, AFTER].into_iter().zip(expected) {
        card(&with("advice", advice), product, asked(now), |card, status| {
            assert_eq!(words(&card.action.sentence), expected, "{product}, {now}: {advice}");
            assert_eq!(
                status.advice.is_some(),
                !BUILT_IN.contains(&expected) && !expected.starts_with("This does not")
            );
        });
    }
}

#[test]
fn a_reseller_is_told_since_when_where_somebody_knows() {
    for (when, value, expected) in
        [("at", "2024-09-29", ": this has not been allowed since September 29, 2024."), ("state", "ended", ".")]
    {
        let topic = topic(json!({
            "kind": "ban", "phrase": "the ban on Acme",
            "milestones": [{ "effect": "end-of-resale", when: value }],
            "products": [{ "name": "Acme", "audience": "oem" }],
        }));
        card(&topic, "acme", asked(AFTER), |card, _| {
            let stop = "Do not resell it or build it into other products";
            assert_eq!(words(&card.action.sentence), format!("{stop}{expected}"), "{when}");
        });
    }
}

#[test]
fn the_first_advice_that_fits_wins() {
    let nothing = ["This does not require you to do anything."; 2];
    check(&json!([]), "acme", BUILT_IN);
    check(&json!([]), "acme-course", nothing);
    let all = json!([{ "text": "Move to Bolt." }, { "text": "Move to Nut." }]);
    check(&all, "acme", ["Move to Bolt."; 2]);
    check(&all, "acme-course", nothing);
    let some = json!([
        { "text": "Ask.", "products": ["acme-works"], "phases": ["announced"] },
        { "text": "Call us.", "audiences": ["business"] },
        { "text": "Too late.", "phases": ["updates-ended"] },
        { "text": "Learn on.", "phases": ["not-covered"] },
    ]);
    check(&some, "acme", [BUILT_IN[0], "Too late."]);
    check(&some, "acme-works", ["Ask.", "Call us."]);
    check(&some, "acme-course", ["Learn on."; 2]);
}

#[test]
fn advice_with_an_address_leads_there() {
    let advice = json!([{ "text": "Move to Bolt.", "url": "https://bolt.example/move" }]);
    card(&with("advice", &advice), "acme", asked(BEFORE), |card, _| {
        assert_eq!(card.action.sentence, [Piece::Link { url: "https://bolt.example/move", words: "Move to Bolt." }]);
    });
}

#[test]
fn the_sentence_without_script_has_the_advice_that_is_for_every_phase() {
    let sentence = |advice: &Value| {
        card(&with("advice", advice), "acme", asked(BEFORE), |_, status| words(&plain_sentence(status, locale("en"))))
    };
    let facts = "Acme: end of security updates after October 13, 2026.";
    assert_eq!(sentence(&json!([{ "text": "Move to Bolt." }])), format!("{facts} Move to Bolt."));
    let built_in = format!("{facts} Choose a product that gets security updates beyond that date.");
    assert_eq!(sentence(&json!([])), built_in);
    assert_eq!(sentence(&json!([{ "text": "Move soon.", "phases": ["announced"] }])), built_in);
}

#[test]
fn notes_and_steps_are_for_whom_they_are_meant() {
    let entries = json!([
        "For all.",
        { "text": "For Acme.", "products": ["acme"] },
        { "text": "For business.", "audiences": ["business"] },
        { "text": "Before.", "phases": ["announced"] },
        { "text": "After.", "phases": ["updates-ended"] },
        { "text": "For the course.", "phases": ["not-covered"] },
    ]);
    for list in ["notes", "steps"] {
        for (product, now, expected) in [
            ("acme", BEFORE, "For all. For Acme. Before."),
            ("acme", AFTER, "For all. For Acme. After."),
            ("acme-works", AFTER, "For all. For business. After."),
            ("acme-course", AFTER, "For the course."),
        ] {
            card(&with(list, &entries), product, asked(now), |card, _| {
                let said = if list == "notes" { &card.notes } else { &card.action.steps };
                assert_eq!(all(said.as_ref()), expected, "{list} of {product}");
            });
        }
    }
    let alone = json!([{ "text": "For business.", "audiences": ["business"] }]);
    card(&with("notes", &alone), "acme", asked(AFTER), |card, _| {
        assert_eq!(card.notes, None, "a heading needs a note");
    });
}

#[test]
fn an_edition_does_not_get_the_note_of_another() {
    let windows = include_str!("../../www/catalogue/windows-10.json");
    let notes = |product: &str| card(windows, product, asked("2026-11-25"), |card, _| all(card.notes.as_ref()));
    assert!(notes("windows-10-with-consumer-esu").contains("consumer Extended Security Updates"));
    for product in ["windows-10-enterprise-ltsc-2021", "windows-10-enterprise-ltsb-2016"] {
        assert!(!notes(product).contains("consumer"), "{product}: {}", notes(product));
    }
}

#[test]
fn windows_10_without_updates_still_has_two_ways_on() {
    let windows = include_str!("../../www/catalogue/windows-10.json");
    card(windows, "windows-10", asked("2026-11-25"), |card, _| {
        let advice = words(&card.action.sentence);
        assert!(advice.contains("Windows 11") && advice.contains("consumer ESU"), "{advice}");
        assert!(!advice.contains("Switch now"), "{advice}");
    });
}

#[test]
fn the_licence_of_what_was_taken_stands_behind_its_source() {
    let sources = json!([
        { "title": "Dates", "url": "https://example.com/dates", "licence": "CC BY 4.0" },
        { "title": "News", "url": "https://example.com/news" },
    ]);
    card(&with("sources", &sources), "acme", asked(AFTER), |card, _| {
        assert_eq!(all(card.sources.as_ref()), "Dates (CC BY 4.0) News");
    });
}

/// The entries of a list, one after the other.
fn all(list: Option<&List>) -> String {
    list.map(|list| list.entries.iter().map(|entry| words(entry)).collect::<Vec<_>>().join(" ")).unwrap_or_default()
}
