//! Dates as they were published: in a row, in the sentence before and after, without tense, and what to do by them.

use phaseout::{
    Catalogue, Precision, evaluate,
    view::{Setting, plain_sentence, view},
    words,
};
use serde_json::{Value, json};

use super::{asked, card, card_in, locale, topic};

/// What is told of a milestone on a day: the date in its row, the sentence, and what to do.
#[track_caller]
fn check(milestone: &Value, now: &str, date: &str, sentence: &str, action: &str) {
    let topic = topic(json!({ "milestones": [milestone] }));
    card(&topic, "acme", asked(now), |card, _| {
        assert_eq!(card.rows[0].date, date, "{now}");
        assert_eq!(words(&card.sentence), sentence, "{now}");
        assert_eq!(words(&card.action.sentence), action, "{now}");
    });
}

const REPLACE: &str = "Switch now to a product that still gets security updates.";
const UPDATE: &str = "Keep installing updates. Nothing here requires you to replace anything.";

#[test]
fn a_first_day_without() {
    let day = json!({ "effect": "end-of-updates", "at": "2026-10-14" });
    let choose = "Choose a replacement, and switch before security updates end on October 14, 2026.";
    check(&day, "2026-10-13", "October 14, 2026", "Acme: security updates end on October 14, 2026.", choose);
    check(&day, "2026-10-14", "October 14, 2026", "Acme: security updates ended on October 14, 2026.", REPLACE);
}

#[test]
fn a_last_day_with() {
    let day = json!({ "effect": "end-of-updates", "last": "2026-10-13" });
    let choose = "Choose a replacement, and switch before security updates end on October 13, 2026.";
    let date = "October 13, 2026 (last day)";
    check(&day, "2026-10-13", date, "Acme: security updates end after October 13, 2026.", choose);
    check(&day, "2026-10-14", date, "Acme: security updates ended on October 13, 2026.", REPLACE);
}

#[test]
fn a_month() {
    let choose = "Choose a replacement, and switch before security updates end in October 2026.";
    let first = json!({ "effect": "end-of-updates", "at": "2026-10" });
    check(&first, "2026-09-30", "October 2026", "Acme: security updates end in October 2026.", choose);
    check(&first, "2026-10-01", "October 2026", "Acme: security updates ended in October 2026.", REPLACE);
    let last = json!({ "effect": "end-of-updates", "last": "2026-10" });
    let date = "end of October 2026";
    check(&last, "2026-10-31", date, "Acme: security updates end after October 2026.", choose);
    check(&last, "2026-11-01", date, "Acme: security updates ended in October 2026.", REPLACE);
}

#[test]
fn at_least_until() {
    for (field, date, before, after) in
        [("at", "January 1, 2029", "2028-12-31", "2029-01-01"), ("last", "January 1, 2029", "2029-01-01", "2029-01-02")]
    {
        let day = json!({ "effect": "end-of-updates", field: "2029-01-01", "floor": true });
        let row = format!("not before {date}");
        check(&day, before, &row, &format!("Acme: security updates end no earlier than {date}."), UPDATE);
        check(&day, after, &row, &format!("Acme: security updates were to continue at least until {date}."), UPDATE);
    }
    let month = json!({ "effect": "end-of-updates", "last": "2029-01", "floor": true });
    let row = "not before the end of January 2029";
    check(&month, "2029-01-31", row, "Acme: security updates end no earlier than the end of January 2029.", UPDATE);
    check(&month, "2029-02-01", row, "Acme: security updates were to continue at least until January 2029.", UPDATE);
}

#[test]
fn a_floor_that_has_passed_promises_nothing_and_ends_nothing() {
    let topic = topic(json!({ "milestones": [{ "effect": "end-of-updates", "last": "2026-10", "floor": true }] }));
    for (now, headline, state) in [
        ("2026-10-31", "End of updates: not before the end of October 2026", "ahead"),
        ("2026-11-01", "No date known", "open"),
    ] {
        card(&topic, "acme", asked(now), |card, _| {
            assert_eq!((card.headline.whole(), card.rows[0].state), (Some(headline), state), "{now}");
        });
    }
}

#[test]
fn ended_on_a_day_that_is_not_known() {
    let ended = json!({ "effect": "end-of-updates", "state": "ended" });
    check(&ended, "2026-11-25", "ended, day unknown", "Acme: security updates have ended.", REPLACE);
}

#[test]
fn not_announced() {
    let open = json!({ "effect": "end-of-updates", "state": "open", "checked": "2026-11-24" });
    let sentence = "Acme: no end of security updates has been announced as of November 24, 2026.";
    check(&open, "2026-11-25", "no date announced", sentence, UPDATE);
}

#[test]
fn an_instant_is_shown_by_the_clocks_that_it_was_published_in() {
    let date = |zone: &str, at: &str| {
        let topic = topic(json!({ "zone": zone, "milestones": [{ "effect": "end-of-updates", "at": at }] }));
        card(&topic, "acme", asked("2024-09-28"), |card, _| card.rows[0].date.clone())
    };
    let noon = "2024-09-29T12:30:00-04:00";
    assert_eq!(date("America/New_York", noon), "September 29, 2024, 12:30 p.m. (New York)");
    assert_eq!(date("America/Los_Angeles", noon), "September 29, 2024, 12:30 p.m. UTC-04:00");
    assert_eq!(date("UTC", "2024-09-29T12:30:00Z"), "September 29, 2024, 12:30 p.m. UTC");
    // Winter's offset in summer: what was published is not what clocks show there.
    assert_eq!(date("America/New_York", "2024-09-29T12:30:00-05:00"), "September 29, 2024, 12:30 p.m. UTC-05:00");
    let midnight = "midnight, as September 29, 2024 begins";
    assert_eq!(date("America/New_York", "2024-09-29T00:00:00-04:00"), format!("{midnight} (New York)"));
    assert_eq!(date("UTC", "2024-09-29T00:00:59Z"), format!("{midnight} UTC"));
    assert_eq!(date("UTC", "2024-09-29T00:01:00Z"), "September 29, 2024, 12:01 a.m. UTC");
}

#[test]
fn the_hour_is_shown_from_a_week_before_to_a_week_after() {
    let topic = topic(json!({ "milestones": [{ "effect": "end-of-updates", "at": "2024-09-29T12:30:00Z" }] }));
    for (now, has_hour) in [
        ("2024-09-21T23:59:59Z", false),
        ("2024-09-22T00:00:00Z", true),
        ("2024-09-29T12:29:59Z", true),
        ("2024-10-06T23:59:59Z", true),
        ("2024-10-07T00:00:00Z", false),
    ] {
        card(&topic, "acme", asked(now), |card, _| {
            let row = &card.rows[0];
            assert_eq!(row.date.to_string().contains("12:30"), has_hour, "{now}: {}", row.date);
            assert_eq!(row.date.to_string().contains("UTC"), has_hour, "{now}: {}", row.date);
        });
    }
}

#[test]
fn a_date_that_was_moved_says_what_it_was() {
    let moved = |milestone: Value| {
        let topic = topic(json!({ "checked": "2026-11-25", "milestones": [milestone] }));
        card(&topic, "acme", asked("2026-11-25"), |card, _| card.rows[0].moved.clone())
    };
    let twice = json!({ "effect": "end-of-updates", "last": "2027-10-12", "was": [
        { "last": "2025-10-14", "changed": "2025-01-02" }, { "last": "2026-10", "changed": "2026-06-25" },
    ] });
    assert_eq!(moved(twice).as_deref(), Some("Changed on June 25, 2026; before that: October 2026."));
    let before = json!([{ "at": "2027-03-01", "changed": "2026-05-08" }]);
    let day = json!({ "effect": "end-of-updates", "at": "2029-01-01", "was": before });
    assert_eq!(moved(day).as_deref(), Some("Changed on May 8, 2026; before that: March 1, 2027."));
    assert_eq!(moved(json!({ "effect": "end-of-updates", "at": "2029-01-01" })), None);
}

#[test]
fn a_month_and_a_floor_are_not_counted_down_to() {
    let clock = |milestone: &Value| {
        let topic = Catalogue::read(&topic(json!({ "milestones": [milestone] }))).expect("a topic");
        let product = topic.find("acme").expect("listed");
        let status = evaluate(&topic, &product, asked("2026-11-25"), Precision::Days);
        let card = view(&status, locale("en"), Setting::default());
        assert_eq!(card.countdown.known().is_some(), status.countdown.is_some(), "{milestone}");
        card.countdown.known().map(|clock| clock.spoken.to_string())
    };
    let day = |field: &str| json!({ "effect": "end-of-updates", field: "2027-01-01" });
    assert_eq!(clock(&day("at")).as_deref(), Some("37 days"));
    assert_eq!(clock(&day("last")).as_deref(), Some("38 days"));
    for milestone in [
        json!({ "effect": "end-of-updates", "at": "2027-01" }),
        json!({ "effect": "end-of-updates", "last": "2027-01" }),
        json!({ "effect": "end-of-updates", "at": "2027-01-01", "floor": true }),
        json!({ "effect": "end-of-updates", "state": "open" }),
        json!({ "effect": "end-of-updates", "state": "ended" }),
    ] {
        assert_eq!(clock(&milestone), None, "{milestone}");
    }
}

#[test]
fn a_product_without_a_date_has_a_sentence_of_its_own() {
    let topic = topic(json!({ "exhaustive": false, "products": ["Acme", "Acme Bolt"],
        "milestones": [{ "effect": "end-of-updates", "last": "2026-10-13", "products": ["acme"] }] }));
    for (product, name) in [("acme-bolt", "Acme Bolt"), ("Acme Something New", "Acme Something New")] {
        card(&topic, product, asked("2026-11-25"), |card, status| {
            let sentence = format!("No date is known for {name}.");
            assert_eq!(words(&card.sentence), sentence);
            assert_eq!(words(&plain_sentence(status, locale("en"))), sentence);
            assert_eq!((card.headline.whole(), card.rows.len()), (Some("No date known"), 0));
            assert_eq!(words(&card.action.sentence), "Ask the maker or the provider.");
        });
    }
}

#[test]
fn a_month_in_a_sentence_has_the_form_that_its_language_needs() {
    let topic = topic(json!({ "milestones": [{ "effect": "end-of-updates", "at": "2026-10" }] }));
    // Nominative: październik, октябрь, жовтень; with a day: października, октября, жовтня.
    for (language, month) in [
        ("en", "in October 2026"),
        ("es", "en octubre de 2026"),
        ("de", "im Oktober 2026"),
        ("pl", "w październiku 2026"),
        ("ru", "в октябре 2026"),
        ("uk", "у жовтні 2026"),
    ] {
        card_in(language, &topic, "acme", asked("2026-11-25"), |card, _| {
            assert!(words(&card.sentence).contains(month), "{}", words(&card.sentence));
        });
    }
}
