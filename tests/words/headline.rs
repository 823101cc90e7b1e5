//! The first line of a card: what holds now and how far off or long ago it is, how pressing that is, and the same in
//! fewer words, for each kind of change on each side of each limit.

use phaseout::{Named, Urgency, catalogue::Effect, urgency};
use serde_json::{Value, json};

use super::{asked, card, topic};

/// What is told of one milestone at a moment: how pressing, the headline, and both in the fewest words.
#[track_caller]
fn check(milestone: &Value, now: &str, pressing: Urgency, headline: &str, short: &str) {
    let topic = topic(json!({ "milestones": [milestone] }));
    card(&topic, "acme", asked(now), |card, status| {
        assert_eq!((card.headline.whole(), urgency(status)), (Some(headline), pressing), "{now}");
        assert_eq!(format!("{} · {}", card.short.0, card.short.1), short, "{now}");
        assert_eq!(card.urgency.one(), Some(&pressing));
    });
}

#[test]
fn a_day_comes_and_goes() {
    let day = json!({ "effect": "end-of-updates", "at": "2026-10-14" });
    let check =
        |now, pressing, headline: &str| check(&day, now, pressing, headline, &format!("{headline} · Plan your switch"));
    check("2025-10-14", Urgency::Announced, "Updates end in 1 year");
    check("2025-10-15", Urgency::Months, "Updates end in 11 months");
    check("2026-08-14", Urgency::Months, "Updates end in 2 months");
    check("2026-10-06", Urgency::Months, "Updates end in 8 days");
    check("2026-10-07", Urgency::Week, "Updates end in 7 days");
    check("2026-10-12", Urgency::Week, "Updates end in 2 days");
    check("2026-10-13", Urgency::Tomorrow, "Updates end tomorrow");
    let check = |now, pressing, headline| self::check(&day, now, pressing, headline, "Updates ended · Switch now");
    check("2026-10-14", Urgency::Ended, "Updates ended today");
    check("2026-10-15", Urgency::Ended, "Updates ended yesterday");
    check("2026-10-16", Urgency::Ended, "No updates for 2 days");
    check("2027-10-13", Urgency::Ended, "No updates for 11 months");
    check("2027-10-14", Urgency::LongEnded, "No updates for 1 year");
}

#[test]
fn the_last_day_is_still_a_day_with() {
    let last = json!({ "effect": "end-of-updates", "last": "2026-10-14" });
    check(&last, "2026-10-14", Urgency::Hours, "Updates end today", "Updates end today · Plan your switch");
    check(&last, "2026-10-15", Urgency::Ended, "Updates ended yesterday", "Updates ended · Switch now");
}

#[test]
fn an_instant_is_pressing_by_the_hour_wherever_its_reader_is() {
    let midnight = json!({ "effect": "end-of-updates", "at": "2026-10-14T04:00:00Z" });
    let check = |now, pressing, headline: &str| {
        check(&midnight, now, pressing, headline, &format!("{headline} · Plan your switch"));
    };
    check("2026-10-13T04:00:00Z", Urgency::Tomorrow, "Updates end tomorrow");
    check("2026-10-13T04:00:00.001Z", Urgency::Hours, "Updates end tomorrow");
    check("2026-10-13T20:59:59.999-07:00", Urgency::Hours, "Updates end tomorrow");
}

#[test]
fn a_month_comes_and_goes() {
    let month = json!({ "effect": "end-of-service", "at": "2026-10" });
    let check = |now, pressing, headline, short| check(&month, now, pressing, headline, short);
    check("2026-08-31", Urgency::Months, "Service ends in 2 months", "Service ends in 2 months · Ask the provider");
    check("2026-09-30", Urgency::Months, "Service ends next month", "Service ends next month · Ask the provider");
    check("2026-10-01", Urgency::Ended, "Service ended this month", "Service ended · Ask the provider");
    check("2026-11-30", Urgency::Ended, "Service ended last month", "Service ended · Ask the provider");
    check("2026-12-01", Urgency::Ended, "No service for 2 months", "Service ended · Ask the provider");
    let last = json!({ "effect": "end-of-service", "last": "2026-10" });
    self::check(
        &last,
        "2026-10-31",
        Urgency::Week,
        "Service ends this month",
        "Service ends this month · Ask the provider",
    );
}

#[test]
fn what_takes_nothing_from_an_owner_is_no_alarm() {
    let sales = json!({ "effect": "end-of-sales", "at": "2026-10-14" });
    check(&sales, "2028-10-14", Urgency::Settled, "No new sales for 2 years", "New sales ended · Plan your switch");
    let rule = json!({ "effect": "rule-begins", "at": "2026-10-14" });
    check(&rule, "2026-10-13", Urgency::Tomorrow, "Takes effect tomorrow", "Takes effect tomorrow · Check the rule");
    check(&rule, "2026-10-14", Urgency::Settled, "Took effect today", "In force · Check the rule");
    check(&rule, "2028-10-14", Urgency::Settled, "In force for 2 years", "In force · Check the rule");
}

#[test]
fn without_a_date_the_headline_says_what_there_is() {
    let floor = json!({ "effect": "end-of-updates", "at": "2029-01-01", "floor": true });
    let until = "End of updates: not before January 1, 2029";
    check(&floor, "2028-12-31", Urgency::Announced, until, &format!("{until} · Keep updating"));
    check(&floor, "2029-01-01", Urgency::Announced, "No date known", "No date known · Keep updating");
    let open = json!({ "effect": "end-of-updates", "state": "open" });
    check(&open, "2026-10-14", Urgency::Announced, "Still supported", "Still supported · Keep updating");
    let ended = json!({ "effect": "end-of-updates", "state": "ended" });
    check(&ended, "2026-10-14", Urgency::Ended, "Updates ended", "Updates ended · Switch now");
}

#[test]
fn every_kind_of_change_has_a_headline_of_its_own_at_every_distance() {
    for effect in Effect::NAMES {
        let audience = if *effect == "end-of-resale" { "oem" } else { "consumer" };
        let topic = topic(json!({
            "milestones": [{ "effect": effect, "at": "2026-10-14" }],
            "products": [{ "name": "Acme", "audience": audience }],
        }));
        let mut all = Vec::new();
        for now in ["2025-01-01", "2026-10-13", "2026-10-14", "2026-10-20", "2030-01-01"] {
            all.push(card(&topic, "acme", asked(now), |card, _| card.headline.to_string()));
        }
        for headline in &all {
            assert_eq!(all.iter().filter(|other| *other == headline).count(), 1, "{effect}: {all:?}");
        }
    }
}

#[test]
fn of_several_dates_the_one_that_decides_what_to_do_is_told() {
    let headline = |milestones: Value, audience: &str, now: &str| {
        let products = json!([{ "name": "Acme", "audience": audience }]);
        let topic = topic(json!({ "milestones": milestones, "products": products }));
        card(&topic, "acme", asked(now), |card, _| {
            let governing = card.governing.map(|index| card.rows[index].label);
            (card.headline.to_string(), governing.unwrap_or_default().to_owned())
        })
    };
    let ban = json!([
        { "effect": "end-of-sales", "at": "2026-07-20" },
        { "effect": "end-of-resale", "at": "2026-09-29" },
        { "effect": "end-of-updates", "at": "2026-09-29" },
    ]);
    let told = |audience, now| headline(ban.clone(), audience, now).0;
    assert_eq!(told("consumer", "2026-07-19"), "New sales end tomorrow");
    assert_eq!(told("consumer", "2026-07-20"), "Updates end in 2 months");
    assert_eq!(told("consumer", "2026-09-30"), "Updates ended yesterday");
    assert_eq!(told("oem", "2026-07-19"), "Resale ends in 2 months");
    assert_eq!(told("oem", "2026-10-29"), "No resale for 30 days");
    // Who pays has updates until that ends.
    let paid = json!([
        { "effect": "end-of-updates", "at": "2025-10-14" },
        { "effect": "end-of-paid-updates", "at": "2026-10-14" },
    ]);
    let told = |now| headline(paid.clone(), "business", now);
    assert_eq!(told("2026-10-13"), ("Paid updates end tomorrow".to_owned(), "End of paid updates".to_owned()));
    assert_eq!(told("2026-10-16"), ("No paid updates for 2 days".to_owned(), "End of paid updates".to_owned()));
    // The maker's own stop counts before the law's.
    let own = json!([
        { "effect": "end-of-updates", "at": "2026-09-10", "basis": "vendor", "id": "own" },
        { "effect": "end-of-updates", "at": "2026-09-29", "basis": "law", "id": "law" },
    ]);
    assert_eq!(headline(own, "business", "2026-09-20").0, "No updates for 10 days");
}
