//! A clock before the day of the last check cannot be right: the card says what is always true, and why.

use phaseout::{Locale, Now, Phase, view::plain_sentence, words};
use serde_json::json;

use super::{LOCALES, asked, card, card_in, locale, milliseconds, topic};

const KASPERSKY: &str = include_str!("../../www/catalogue/kaspersky-us.json");

fn wrong() -> Now<'static> {
    Now::live(milliseconds("2020-01-01T00:00:00Z"), None)
}

#[test]
fn the_sentence_has_no_tense_and_the_card_says_why() {
    card(KASPERSKY, "kaspersky-premium", wrong(), |card, status| {
        assert_eq!(status.phase, Phase::Unknown);
        assert_eq!(card.headline, "Today’s date unknown");
        let sentence = "Kaspersky Premium is affected by the ban on sales of Kaspersky software in the US: end of new \
                        sales on July 20, 2024; end of security updates on September 29, 2024. Choose a product that \
                        gets security updates beyond that date.";
        assert_eq!(words(&card.sentence), sentence);
        let why = "This device says that today is January 1, 2020. That cannot be right: the facts were checked on \
                   November 25, 2026. Set its date to see what holds now.";
        assert_eq!(card.as_of, why);
    });
}

#[test]
fn nothing_is_counted_and_no_date_is_ahead_or_over() {
    card(KASPERSKY, "kaspersky-premium", wrong(), |card, _| {
        assert_eq!(card.countdown.known(), None);
        for row in card.announced.known().into_iter().chain(&card.rows) {
            assert_eq!((row.relative.whole(), row.state), (Some(""), "open"), "{}", row.label);
        }
    });
}

#[test]
fn it_is_so_in_every_language() {
    for Locale { language, .. } in &*LOCALES {
        card_in(language, KASPERSKY, "kaspersky-premium", wrong(), |card, status| {
            let locale = locale(language);
            assert_eq!(words(&card.sentence), words(&plain_sentence(status, locale)), "{language}");
            for day in ["2020-01-01", "2026-11-25"] {
                let day = locale.date(day.parse().expect("a day"));
                assert!(card.as_of.to_string().contains(&day), "{language}: {day} is not in {}", card.as_of);
            }
        });
    }
}

#[test]
fn a_clock_may_be_right_where_it_is_the_day_of_the_last_check_somewhere() {
    let topic =
        topic(json!({ "checked": "2026-11-25", "milestones": [{ "effect": "end-of-updates", "at": "2027-10-12" }] }));
    for (now, phase) in [("2026-11-24T09:59:59.999Z", Phase::Unknown), ("2026-11-24T10:00:00Z", Phase::Announced)] {
        card(&topic, "acme", Now::live(milliseconds(now), None), |_, status| assert_eq!(status.phase, phase, "{now}"));
    }
}

#[test]
fn a_moment_that_somebody_asks_about_is_no_clock() {
    card(KASPERSKY, "kaspersky-premium", asked("2020-01-01"), |card, status| {
        assert_eq!(
            (status.phase, card.headline.whole()),
            (Phase::Announced, Some("New sales end in 4 years and 6 months"))
        );
    });
}

#[test]
fn what_a_ban_leaves_out_it_leaves_out_at_any_time() {
    card(KASPERSKY, "kaspersky-threat-intelligence", wrong(), |card, status| {
        assert_eq!(status.phase, Phase::NotCovered);
        let sentence =
            "Kaspersky Threat Intelligence is not covered by the ban on sales of Kaspersky software in the US.";
        assert_eq!(words(&card.sentence), sentence);
    });
}

#[test]
fn only_advice_for_every_phase_is_given() {
    let topic = |advice| {
        topic(json!({ "checked": "2026-11-25", "advice": [advice],
            "milestones": [{ "effect": "end-of-updates", "at": "2027-10-12" }] }))
    };
    let always = topic(json!({ "text": "Move to Bolt." }));
    let before = topic(json!({ "text": "Move to Bolt by October.", "phases": ["announced"] }));
    for (topic, expected) in
        [(always, "Move to Bolt."), (before, "Choose a product that gets security updates beyond that date.")]
    {
        card(&topic, "acme", wrong(), |card, _| assert_eq!(words(&card.action.sentence), expected));
    }
}
