//! What holds for an owner: phase, action and milestones of the shipped facts and of small topics, by instant; and what
//! of it a card says.
//!
//! A status is told in one line: phase, action, then each milestone with the time that is left (`-`) or gone (`+`).

use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset, Offset, TimeZone};
use chrono_tz::Tz;
use phaseout::{
    Catalogue, Distance, Locale, Named, Now, Phase, Precision, State, Status, Unit, When,
    catalogue::TopicKind,
    evaluate,
    view::{Setting, View, plain_sentence, view},
    words,
};
#[cfg(not(target_arch = "wasm32"))]
use proptest::{prop_assert, prop_assert_eq, proptest, sample::Index};
use serde_json::{Value, json};

// The same in a browser.
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::{wasm_bindgen_test as test, wasm_bindgen_test_configure};

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test_configure!(run_in_browser);

const KASPERSKY: &str = include_str!("../www/catalogue/kaspersky-us.json");
const WINDOWS: &str = include_str!("../www/catalogue/windows-10.json");
const ROUTERS: &str = include_str!("topics/fcc-routers.json");
const CERTIFICATES: &str = include_str!("topics/tls-lifetimes.json");
const LANDLINES: &str = include_str!("topics/uk-pstn.json");

static ENGLISH: LazyLock<Locale> =
    LazyLock::new(|| Locale::read(include_str!("../www/locale/en.json")).expect("valid"));

#[test]
fn the_last_second_of_updates_is_ahead_and_the_next_has_passed() {
    let premium = |now, expected| check(KASPERSKY, "kaspersky-premium", now, expected);
    premium(
        "2024-09-28T20:59:59-07:00",
        "sales-ended replace-before-updates-end: us-new-agreements +70d23:59:59, us-updates-end -0d0:00:01",
    );
    premium(
        "2024-09-28T21:00:00-07:00",
        "updates-ended replace-now: us-new-agreements +71d0:00:00, us-updates-end +0d0:00:00",
    );
    premium(
        "2026-11-21T00:00:00Z",
        "updates-ended replace-now: us-new-agreements +853d20:00:00, us-updates-end +782d20:00:00",
    );
}

#[test]
fn phases_follow_the_laws_dates() {
    let premium = |now, expected| check(KASPERSKY, "kaspersky-premium", now, expected);
    premium(
        "2024-07-20T03:59:59.999Z",
        "announced plan-replacement: us-new-agreements -0d0:00:00, us-updates-end -71d0:00:00",
    );
    premium(
        "2024-07-20T04:00:00Z",
        "sales-ended replace-before-updates-end: us-new-agreements +0d0:00:00, us-updates-end -71d0:00:00",
    );
    premium("2024-07-19", "announced plan-replacement: us-new-agreements -1d0:00:00, us-updates-end -72d0:00:00");
    premium(
        "2024-07-20",
        "sales-ended replace-before-updates-end: us-new-agreements +0d0:00:00, us-updates-end -71d0:00:00",
    );
    premium("2024-09-29", "updates-ended replace-now: us-new-agreements +71d0:00:00, us-updates-end +0d0:00:00");
}

#[test]
fn a_makers_earlier_stop_is_a_milestone_of_its_own_and_no_phase() {
    let exchange = |now, expected| check(KASPERSKY, "kaspersky-security-for-microsoft-exchange-servers", now, expected);
    exchange(
        "2024-09-10T03:59:59Z",
        "sales-ended replace-before-updates-end: \
         us-new-agreements +51d23:59:59, vendor-early-cutoff -0d0:00:01, us-updates-end -19d0:00:01",
    );
    // The law still says that updates end on the 29th; the owner gets none and should not wait.
    exchange(
        "2024-09-10T04:00:00Z",
        "sales-ended replace-now: \
         us-new-agreements +52d0:00:00, vendor-early-cutoff +0d0:00:00, us-updates-end -19d0:00:00",
    );
}

#[test]
fn resellers_have_a_milestone_and_actions_of_their_own() {
    let scan_engine = |now, expected| check(KASPERSKY, "kaspersky-scan-engine", now, expected);
    scan_engine(
        "2024-07-01T04:00:00Z",
        "announced stop-resale-by: \
         us-new-agreements -19d0:00:00, us-updates-end -90d0:00:00, us-resale-end -90d0:00:00",
    );
    scan_engine(
        "2024-09-29T03:59:59Z",
        "sales-ended stop-resale-by: \
         us-new-agreements +70d23:59:59, us-updates-end -0d0:00:01, us-resale-end -0d0:00:01",
    );
    scan_engine(
        "2024-09-29T04:00:00Z",
        "updates-ended stop-resale: \
         us-new-agreements +71d0:00:00, us-updates-end +0d0:00:00, us-resale-end +0d0:00:00",
    );
}

#[test]
fn an_excluded_product_has_nothing_ahead_and_nothing_to_do() {
    for now in ["2024-06-24T12:00:00Z", "2024-09-15", "2026-11-21T00:00:00Z"] {
        check(KASPERSKY, "kaspersky-threat-intelligence", now, "not-covered none-needed: ");
        check(KASPERSKY, "kaspersky-security-training", now, "not-covered none-needed: ");
    }
}

#[test]
fn doubt_and_conditions_follow_the_same_dates() {
    let now = "2024-08-01T04:00:00Z";
    let expected = "sales-ended replace-before-updates-end: us-new-agreements +12d0:00:00, us-updates-end -59d0:00:00";
    check(KASPERSKY, "kasperskyos", now, expected);
    check(KASPERSKY, "kaspersky-consulting", now, expected);
    check(KASPERSKY, "Kaspersky Something New", now, expected);
}

#[test]
fn without_a_law_the_makers_dates_govern() {
    let windows = |product, now, expected| check(WINDOWS, product, now, expected);
    windows("windows-10", "2025-10-15T06:59:59Z", "announced plan-replacement: support-end -0d0:00:01");
    windows("windows-10", "2025-10-15T07:00:00Z", "updates-ended replace-now: support-end +0d0:00:00");
    windows(
        "windows-10-with-consumer-esu",
        "2026-11-21T00:00:00Z",
        "announced plan-replacement: consumer-esu-end -326d7:00:00",
    );
    // Whoever pays gets updates for longer.
    windows(
        "windows-10-with-commercial-esu-year-3",
        "2028-10-10",
        "updates-ended replace-or-pay: support-end +1091d0:00:00, commercial-esu-year-3-end -1d0:00:00",
    );
    windows(
        "windows-10-with-commercial-esu-year-3",
        "2028-10-11",
        "updates-ended replace-now: support-end +1092d0:00:00, commercial-esu-year-3-end +0d0:00:00",
    );
}

#[test]
fn a_last_day_is_ahead_until_it_is_over_in_the_topics_zone_by_the_clocks_of_that_day() {
    let check = |product, now, is_ahead| {
        let status = status(WINDOWS, product, now);
        assert_eq!(status.milestones[0].is_ahead(), is_ahead, "{product} at {now}");
        assert_eq!(status.phase == Phase::Announced, is_ahead, "{product} at {now}");
    };
    // Summer in Redmond: October 12, 2027 is over at 7:00 UTC.
    for now in ["2027-10-12T07:00:00Z", "2027-10-12T19:00:00+02:00", "2027-10-13T06:59:59.999Z"] {
        check("windows-10-with-consumer-esu", now, true);
    }
    check("windows-10-with-consumer-esu", "2027-10-13T07:00:00Z", false);
    // Winter: January 12, 2027 is over at 8:00.
    for now in ["2027-01-12T07:30:00Z", "2027-01-12T23:30:00-08:00", "2027-01-13T07:59:59.999Z"] {
        check("windows-10-enterprise-ltsc-2021", now, true);
    }
    check("windows-10-enterprise-ltsc-2021", "2027-01-13T08:00:00Z", false);
}

#[test]
fn an_effect_has_its_phases_and_actions_in_a_topic_of_any_kind() {
    let rows = [
        ("end-of-sales", "announced plan-replacement", "sales-ended plan-replacement"),
        ("end-of-updates", "announced plan-replacement", "updates-ended replace-now"),
        ("end-of-paid-updates", "announced plan-replacement", "updates-ended replace-now"),
        ("end-of-service", "announced move-before-service-ends", "service-ended move-now"),
        ("rule-begins", "announced prepare-for-rule", "in-force follow-rule"),
        ("end-of-resale", "announced ask", "announced ask"),
    ];
    for kind in TopicKind::NAMES {
        for (effect, before, after) in rows {
            for basis in ["law", "vendor"] {
                let topic = small(kind, "consumer", &format!("{basis}:{effect}"));
                check(&topic, "acme-anvil", "2024-06-30", &format!("{before}: {effect} -1d0:00:00"));
                check(&topic, "acme-anvil", "2024-07-01", &format!("{after}: {effect} +0d0:00:00"));
            }
            let ended = small(kind, "consumer", &format!("law:{effect}!"));
            check(&ended, "acme-anvil", "2024-06-30", &format!("{after}: {effect} ended"));
        }
    }
}

#[test]
fn what_is_only_assured_or_not_announced_is_no_order_to_replace() {
    let rows = [
        ("end-of-sales", "ask"),
        ("end-of-updates", "keep-updating"),
        ("end-of-paid-updates", "keep-updating"),
        ("end-of-service", "ask"),
        ("rule-begins", "prepare-for-rule"),
        ("end-of-resale", "ask"),
    ];
    for kind in TopicKind::NAMES {
        for (effect, action) in rows {
            for audience in ["consumer", "oem"] {
                let floor = small(kind, audience, &format!("law:{effect}+"));
                let told = |state| format!("announced {action}: {effect} {state}");
                check(&floor, "acme-anvil", "2024-06-30", &told("-1d0:00:00"));
                check(&floor, "acme-anvil", "2024-07-01", &told("open"));
                check(&floor, "acme-anvil", "2034-07-01", &told("open"));
                let open = small(kind, audience, &format!("law:{effect}?"));
                check(&open, "acme-anvil", "2024-07-01", &told("open"));
            }
        }
    }
    // Nor with other dates beside it.
    let small = |spec: &str, now, expected| check(&small("ban", "consumer", spec), "acme-anvil", now, expected);
    small(
        "law:end-of-sales law:end-of-updates+",
        "2024-07-01",
        "sales-ended keep-updating: end-of-sales +0d0:00:00, end-of-updates -1d0:00:00",
    );
    small(
        "vendor:end-of-updates law:end-of-updates+",
        "2024-06-30",
        "announced plan-replacement: end-of-updates -1d0:00:00, end-of-updates-2 -2d0:00:00",
    );
    // On the card neither: the routers that people own need no replacement, before that date and after it.
    for now in ["2026-11-25", "2028-12-31", "2029-01-01", "2035-01-01"] {
        let status = status(ROUTERS, "my router", now);
        assert_eq!((status.phase, status.action.name()), (Phase::Announced, "keep-updating"), "{now}");
        let card = view(&status, &ENGLISH, Setting::default());
        let told = format!("{} {}", words(&card.sentence), words(&plain_sentence(&status, &ENGLISH)));
        assert!(told.contains("January 1, 2029") && !told.contains(" on January"), "{told}");
        for word in ["ended", "Choose", "Switch", "that date"] {
            assert!(!told.contains(word), "{told}");
        }
        assert_eq!((status.countdown, card.countdown.known()), (None, None), "nobody promised that it ends then");
    }
}

#[test]
fn each_set_of_milestones_has_its_phases_and_actions() {
    let small = |spec: &str, now, expected| check(&small("ban", "consumer", spec), "acme-anvil", now, expected);
    small(
        "vendor:end-of-sales law:end-of-updates",
        "2024-07-01",
        "announced plan-replacement: end-of-sales +0d0:00:00, end-of-updates -1d0:00:00",
    );
    small(
        "law:end-of-sales vendor:end-of-updates",
        "2024-07-02",
        "sales-ended replace-now: end-of-sales +1d0:00:00, end-of-updates +0d0:00:00",
    );
    small(
        "law:end-of-sales law:end-of-updates",
        "2024-07-01",
        "sales-ended replace-before-updates-end: end-of-sales +0d0:00:00, end-of-updates -1d0:00:00",
    );
    // Who can still pay is told so.
    small(
        "vendor:end-of-updates vendor:end-of-paid-updates",
        "2024-07-01",
        "updates-ended replace-or-pay: end-of-updates +0d0:00:00, end-of-paid-updates -1d0:00:00",
    );
    small(
        "vendor:end-of-updates vendor:end-of-paid-updates",
        "2024-07-02",
        "updates-ended replace-now: end-of-updates +1d0:00:00, end-of-paid-updates +0d0:00:00",
    );
    // A service that stops is what matters, whatever else ends.
    small(
        "vendor:end-of-updates vendor:end-of-service",
        "2024-07-01",
        "updates-ended move-before-service-ends: end-of-updates +0d0:00:00, end-of-service -1d0:00:00",
    );
    small(
        "vendor:end-of-service vendor:end-of-updates",
        "2024-07-01",
        "service-ended move-now: end-of-service +0d0:00:00, end-of-updates -1d0:00:00",
    );
    // A rule beside an end of updates orders no less than that.
    small(
        "law:rule-begins law:end-of-updates",
        "2024-07-01",
        "in-force plan-replacement: rule-begins +0d0:00:00, end-of-updates -1d0:00:00",
    );
}

#[test]
fn a_reseller_stops_by_the_end_of_resale_and_from_then_on() {
    let small = |spec: &str, now, expected| check(&small("ban", "oem", spec), "acme-anvil", now, expected);
    small("law:end-of-resale", "2024-06-30", "announced stop-resale-by: end-of-resale -1d0:00:00");
    small("law:end-of-resale", "2024-07-01", "announced stop-resale: end-of-resale +0d0:00:00");
    small("law:end-of-resale!", "2024-07-01", "announced stop-resale: end-of-resale ended");
    // Nothing is ordered where resale is only assured, or no end of it announced.
    for form in ["+", "?"] {
        let status =
            status(&self::small("ban", "oem", &format!("law:end-of-resale{form}")), "acme-anvil", "2024-06-30");
        let plain = words(&plain_sentence(&status, &ENGLISH));
        assert!(plain.contains("end of resale") && !plain.contains("do not resell"), "{plain}");
    }
    // Without one, a reseller is an owner like others.
    small("law:end-of-updates", "2024-07-01", "updates-ended replace-now: end-of-updates +0d0:00:00");
    small(
        "law:end-of-updates law:end-of-resale?",
        "2024-07-01",
        "updates-ended replace-now: end-of-updates +0d0:00:00, end-of-resale open",
    );
}

#[test]
fn a_rule_that_begins_is_never_an_end_of_updates() {
    let certificate = |now, expected| check(CERTIFICATES, "public", now, expected);
    certificate(
        "2026-03-14",
        "announced prepare-for-rule: step-200 -1d0:00:00, step-100 -366d0:00:00, step-47 -1097d0:00:00",
    );
    certificate(
        "2026-03-15",
        "in-force follow-rule: step-200 +0d0:00:00, step-100 -365d0:00:00, step-47 -1096d0:00:00",
    );
    certificate(
        "2029-03-15",
        "in-force follow-rule: step-200 +1096d0:00:00, step-100 +731d0:00:00, step-47 +0d0:00:00",
    );
    for now in ["2026-03-14", "2026-03-15", "2027-03-14", "2027-03-15", "2029-03-15"] {
        let status = status(CERTIFICATES, "public", now);
        let card = view(&status, &ENGLISH, Setting::default());
        let mut told =
            vec![words(&card.sentence), words(&plain_sentence(&status, &ENGLISH)), words(&card.action.sentence)];
        told.extend(card.rows.iter().map(|row| row.label.to_owned()));
        told.extend(card.countdown.known().into_iter().map(|clock| clock.label.to_owned()));
        told.push(card.headline.to_string());
        for text in told {
            for word in ["updates", "support", "eplace", "ban"] {
                assert!(!text.contains(word), "{text}");
            }
        }
    }
    // The next step is counted down to while there is one.
    let certificates = read(CERTIFICATES);
    let public = certificates.find("public").expect("listed");
    let steps = ["2026-03-14", "2026-03-15", "2027-03-14", "2027-03-15", "2029-03-15"].map(|now| {
        let status = evaluate(&certificates, &public, moment(now), Precision::Days);
        status.countdown.map(|countdown| status.milestones[countdown.milestone].milestone.id.clone())
    });
    assert_eq!(steps.map(Option::unwrap_or_default), ["step-200", "step-100", "step-100", "step-47", ""]);
}

#[test]
fn a_product_without_a_date_is_told_so_and_no_sentence_has_an_empty_hole() {
    let mut topic: Value =
        serde_json::from_str(&small("end-of-support", "consumer", "vendor:end-of-updates")).expect("JSON");
    topic["exhaustive"] = false.into();
    topic["milestones"][0]["products"] = json!(["acme-anvil"]);
    let topic = topic.to_string();
    check(&topic, "Acme Tongs", "2024-07-01", "announced ask: ");
    for product in ["Acme Tongs", "Acme"] {
        let status = status(&topic, product, "2024-07-01");
        let card = view(&status, &ENGLISH, Setting::default());
        let expected = format!("No date is known for {product}.");
        assert_eq!(words(&card.sentence), expected);
        assert_eq!(words(&plain_sentence(&status, &ENGLISH)), expected);
        assert_eq!(card.headline, "No date known");
    }
    let warnings = Catalogue::warnings(&topic).expect("valid");
    let is_told = |it: &phaseout::Problem| it.message.contains("every milestone names its products");
    assert!(warnings.iter().any(is_told), "{warnings:?}");
    // Whatever a topic may say of one product, its sentences are whole.
    for kind in TopicKind::NAMES {
        for effect in phaseout::catalogue::Effect::NAMES {
            for form in ["", "+", "!", "?"] {
                let topic = small(kind, "oem", &format!("law:{effect}{form}"));
                for now in ["2024-06-30", "2024-07-01", "2026-07-01"] {
                    let status = status(&topic, "acme-anvil", now);
                    let card = view(&status, &ENGLISH, Setting::default());
                    for sentence in [&card.sentence, &card.action.sentence, &plain_sentence(&status, &ENGLISH)] {
                        let told = words(sentence);
                        let is_whole = told.ends_with('.') && !told.contains(" .") && !told.contains("  ");
                        assert!(is_whole && !told.contains(['{', '}']), "{kind} {effect}{form} at {now}: {told}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_card_is_dated_by_the_readers_own_day() {
    // Nine in the morning in Tokyo is still the day before in Redmond, and in UTC midnight.
    let tokyo = card(WINDOWS, "windows-10-with-consumer-esu", "2027-10-12T09:00:00+09:00", Tz::Asia__Tokyo);
    assert!(tokyo.starts_with("As of October 12, 2027. | today"), "{tokyo}");
    let angeles = card(WINDOWS, "windows-10-with-consumer-esu", "2027-10-12T09:00:00+09:00", Tz::America__Los_Angeles);
    assert!(angeles.starts_with("As of October 11, 2027. | tomorrow"), "{angeles}");
    // Not over in Redmond, though it is the next day elsewhere: nothing that contradicts the state.
    for (zone, day) in [(Tz::Pacific__Kiritimati, 13), (Tz::Asia__Tokyo, 13), (Tz::America__New_York, 12)] {
        let told = card(WINDOWS, "windows-10-with-consumer-esu", "2027-10-13T03:00:00Z", zone);
        assert!(told.starts_with(&format!("As of October {day}, 2027. | today | ahead")), "{told}");
    }
    let over = card(WINDOWS, "windows-10-with-consumer-esu", "2027-10-13T07:00:00Z", Tz::Pacific__Honolulu);
    assert!(over.starts_with("As of October 12, 2027. | today | passed"), "{over}");
    // A moment without a reader has the day of its own offset.
    let asked = status(WINDOWS, "windows-10", "2025-10-14T23:30:00-10:00");
    assert_eq!(asked.today.to_string(), "2025-10-14");
}

#[test]
fn a_distance_is_between_the_date_that_is_shown_and_the_readers_day() {
    let check = |now: &str, zone, expected: Distance| {
        let topic = topic_at("2027-09-26T00:00:00-04:00");
        let distance = live(&topic, &topic.products[0], now, zone, |status| status.milestones[0].distance);
        assert_eq!(distance, Some(expected), "{now} in {zone}");
    };
    let days = |days| Distance { days, ..Distance::default() };
    // Sunday at midnight, from Friday morning: 40 hours, and two days on every calendar.
    check("2027-09-24T08:00:00-04:00", Tz::America__New_York, days(2));
    check("2027-09-24T08:00:00-04:00", Tz::America__Los_Angeles, days(2));
    check("2027-09-25T23:59:59-04:00", Tz::America__New_York, days(1));
    check("2027-09-25T23:59:59-04:00", Tz::Europe__Berlin, days(0));
    check("2027-09-26T00:00:00-04:00", Tz::America__Los_Angeles, days(0));
    check("2027-09-27T00:00:00-04:00", Tz::America__New_York, days(1));
    check("2029-10-26T00:00:00-04:00", Tz::America__New_York, Distance { years: 2, months: 1, days: 0 });
}

#[test]
fn a_long_time_is_told_in_its_two_largest_units() {
    let relative = |now: &str| {
        let topic = topic_at("2027-09-26T00:00:00-04:00");
        live(&topic, &topic.products[0], now, Tz::America__New_York, |status| {
            view(status, &ENGLISH, Setting::default()).rows[0].relative.clone()
        })
    };
    assert_eq!(relative("2029-11-21T12:00:00-04:00"), "2 years and 1 month ago");
    assert_eq!(relative("2028-09-26T12:00:00-04:00"), "1 year ago");
    assert_eq!(relative("2027-12-26T12:00:00-04:00"), "3 months ago");
    assert_eq!(relative("2027-11-25T12:00:00-04:00"), "60 days ago");
    assert_eq!(relative("2027-09-27T12:00:00-04:00"), "yesterday");
    assert_eq!(relative("2027-09-25T12:00:00-04:00"), "tomorrow");
    assert_eq!(relative("2027-07-27T12:00:00-04:00"), "in 61 days");
    assert_eq!(relative("2027-01-12T12:00:00-04:00"), "in 8 months");
    // Programs still get whole days.
    let topic = topic_at("2027-09-26T00:00:00-04:00");
    let status = evaluate(&topic, &topic.products[0], moment("2029-11-21T12:00:00-04:00"), Precision::Auto);
    let State::Passed(since) = status.milestones[0].state else { panic!("it has passed") };
    assert_eq!(since.days, 787);
}

#[test]
fn the_last_minute_is_told_as_less_than_one() {
    let topic = topic_at("2027-09-26T00:00:00-04:00");
    let spoken = |now: &str, precision| {
        let status = evaluate(&topic, &topic.products[0], moment(now), precision);
        view(&status, &ENGLISH, Setting::default()).countdown.known().map(|clock| clock.spoken.to_string())
    };
    for precision in [Precision::Auto, Precision::Minutes, Precision::Seconds] {
        let told = |now| spoken(now, precision).unwrap_or_default();
        assert_eq!(told("2027-09-25T23:58:00-04:00"), "2 minutes");
        assert_eq!(told("2027-09-25T23:59:00-04:00"), "1 minute");
        assert_eq!(told("2027-09-25T23:59:00.001-04:00"), "less than a minute");
        assert_eq!(told("2027-09-25T23:59:59.999-04:00"), "less than a minute");
        assert_eq!(told("2027-09-24T00:00:30-04:00"), "1 day, 23 hours, 59 minutes");
        assert_eq!(told("2027-09-24T00:00:00-04:00"), "2 days");
        assert_eq!(spoken("2027-09-26T00:00:00-04:00", precision), None);
    }
}

#[test]
fn a_clock_before_the_last_check_is_not_believed() {
    let kaspersky = read(KASPERSKY);
    let windows = read(WINDOWS);
    for (topic, product) in [(&kaspersky, "kaspersky-premium"), (&windows, "windows-10-with-consumer-esu")] {
        let product = topic.find(product).expect("listed");
        let asked = evaluate(topic, &product, moment("2026-11-25"), Precision::Auto);
        let tenseless = words(&plain_sentence(&asked, &ENGLISH));
        for now in ["2020-01-01T12:00:00Z", "1970-01-01T00:00:00Z", "2026-11-24T09:59:59.999Z"] {
            live(topic, &product, now, Tz::UTC, |status| {
                assert_eq!((status.phase, status.countdown), (Phase::Unknown, None), "{now}");
                let card = view(status, &ENGLISH, Setting::default());
                assert_eq!(words(&card.sentence), tenseless);
                assert_eq!(card.headline, "Today’s date unknown");
                assert!(
                    card.as_of
                        .to_string()
                        .contains("That cannot be right: the facts were checked on November 25, 2026.")
                );
                for row in &card.rows {
                    let told = (row.relative.whole(), row.state, row.reader.known());
                    assert_eq!(told, (Some(""), "open", None), "no word of how far off a date is");
                }
            });
        }
        // It may be the day of the last check already where clocks are furthest ahead, wherever the reader is.
        for zone in [Tz::Pacific__Kiritimati, Tz::UTC, Tz::Pacific__Pago_Pago] {
            let phase = |now| live(topic, &product, now, zone, |status| status.phase);
            assert_eq!(phase("2026-11-24T09:59:59.999Z"), Phase::Unknown);
            assert_ne!(phase("2026-11-24T10:00:00Z"), Phase::Unknown);
        }
        // Who asks about a day in the past is answered: no clock is wrong.
        assert_ne!(evaluate(topic, &product, moment("2020-01-01"), Precision::Auto).phase, Phase::Unknown);
    }
    // What is left out stays so on every clock.
    let training = kaspersky.find("kaspersky-security-training").expect("listed");
    let phase = live(&kaspersky, &training, "2020-01-01T12:00:00Z", Tz::UTC, |status| status.phase);
    assert_eq!(phase, Phase::NotCovered);
}

#[test]
fn the_authors_advice_is_chosen_by_product_audience_and_phase_and_the_first_that_fits_wins() {
    let line = |product: &str, now: &str| {
        let status = status(LANDLINES, product, now);
        let text = status.advice.map(|advice| advice.text.in_language("en")[..24].to_owned());
        let said = words(&view(&status, &ENGLISH, Setting::default()).action.sentence);
        assert!(text.as_ref().is_none_or(|text| said.starts_with(text)), "{said}");
        text.unwrap_or_else(|| format!("ours: {}", status.action.name()))
    };
    assert_eq!(line("telecare", "2026-11-25"), "Tell your phone provider");
    assert_eq!(line("telecare", "2027-03-01"), "Tell your phone provider");
    assert_eq!(line("ISDN", "2026-11-25"), "Ask your provider what r");
    assert_eq!(line("ISDN", "2027-03-01"), "Ask your provider what r");
    assert_eq!(line("landline", "2026-11-25"), "Ask your provider when y");
    assert_eq!(line("landline", "2027-03-01"), "ours: move-now");
    // Nothing to do where nothing changes, whatever the author says to others.
    assert_eq!(line("KCOM", "2026-11-25"), "ours: none-needed");
    let esu = |product, now| status(WINDOWS, product, now).advice.map(|it| it.text.in_language("en")[..16].to_owned());
    assert_eq!(esu("windows-10", "2026-11-25").as_deref(), Some("Move to Windows "));
    assert_eq!(esu("windows-10", "2025-10-14").as_deref(), None);
    assert_eq!(esu("windows-10-with-consumer-esu", "2026-11-25").as_deref(), Some("Keep installing "));
    assert_eq!(esu("windows-10-with-consumer-esu", "2027-10-13").as_deref(), Some("Move to Windows "));
    // On a clock that cannot be right only what is said in every phase.
    let lines = read(LANDLINES);
    for (product, has_advice) in [("telecare", true), ("ISDN", true), ("landline", false)] {
        let found = lines.find(product).expect("listed");
        let is_there = live(&lines, &found, "2020-01-01T12:00:00Z", Tz::UTC, |status| status.advice.is_some());
        assert_eq!(is_there, has_advice, "{product}");
    }
}

#[test]
fn a_countdown_is_as_fine_as_asked_and_finer_in_the_last_two_days() {
    let catalogue = read(KASPERSKY);
    let windows = read(WINDOWS);
    let unit = |catalogue: &Catalogue, product: &str, now: &str, precision| {
        let product = catalogue.find(product).expect("listed");
        evaluate(catalogue, &product, moment(now), precision).countdown.map(|it| it.unit)
    };
    let premium = |now, precision| unit(&catalogue, "kaspersky-premium", now, precision);
    let last_two_days = "2024-09-27T04:00:00Z";
    for (precision, expected) in Precision::ALL[1..].iter().zip(Unit::ALL) {
        assert_eq!(premium("2024-08-01", *precision), Some(expected));
        assert_eq!(premium(last_two_days, *precision), Some(expected));
    }
    assert_eq!(premium("2024-09-27T03:59:59.999Z", Precision::Auto), Some(Unit::Minutes));
    assert_eq!(premium(last_two_days, Precision::Auto), Some(Unit::Seconds));
    assert_eq!(premium("2024-09-29T04:00:00Z", Precision::Auto), None);
    // Two months before, by the calendar, words begin to have days.
    assert_eq!(premium("2024-05-20T23:59:59Z", Precision::Auto), None);
    assert_eq!(premium("2024-05-21", Precision::Auto), Some(Unit::Minutes));
    assert_eq!(premium("2024-05-20", Precision::Minutes), Some(Unit::Minutes), "whoever asks for them gets them");
    // Of a day there is no more to say than how many days, and words say that.
    let day = |precision| unit(&windows, "windows-10", "2025-10-13T23:00:00Z", precision);
    assert_eq!(day(Precision::Auto), None);
    for precision in &Precision::ALL[1..] {
        assert_eq!(day(*precision), Some(Unit::Days));
    }
}

#[cfg(not(target_arch = "wasm32"))]
proptest! {
    #[test]
    fn no_phase_is_ever_taken_back(
        which: Index, first in 946_684_800_000_i64..4_102_444_799_999, later in 0..3_155_760_000_000_i64,
    ) {
        // From 2000 to 2099, and up to a hundred years on.
        static TOPICS: LazyLock<Vec<Catalogue>> =
            LazyLock::new(|| [KASPERSKY, WINDOWS, ROUTERS, CERTIFICATES, LANDLINES].map(read).into());
        let instant = |at| When::Instant(DateTime::from_timestamp_millis(at).expect("in range").fixed_offset());
        for catalogue in TOPICS.iter() {
            let product = which.get(&catalogue.products);
            let at = |milliseconds| evaluate(catalogue, product, instant(milliseconds), Precision::Auto);
            let rank = |phase: Phase| Phase::ALL.iter().position(|it| *it == phase);
            let (now, then) = (at(first), at(first + later));
            let is_kept = rank(now.phase) <= rank(then.phase);
            prop_assert!(is_kept, "{:?} at {first}, {:?} {later} later", now.phase, then.phase);
            prop_assert!(now.next_change > first);
            // Until a status says that it changes its phase stays, and so does its action.
            let last = at(now.next_change - 1);
            prop_assert_eq!((last.phase, last.action), (now.phase, now.action));
        }
    }
}

#[track_caller]
fn check(catalogue: &str, product: &str, now: &str, expected: &str) {
    let status = status(catalogue, product, now);
    let milestones = status.milestones.iter().map(|standing| {
        let time = |sign: char, time: phaseout::Duration| {
            format!("{sign}{}d{}:{:02}:{:02}", time.days, time.hours, time.minutes, time.seconds)
        };
        let state = match standing.state {
            State::Ahead(left) => time('-', left),
            State::Passed(since) => time('+', since),
            State::Ended => "ended".to_owned(),
            State::Open => "open".to_owned(),
        };
        format!("{} {state}", standing.milestone.id)
    });
    let milestones = milestones.collect::<Vec<_>>().join(", ");
    assert_eq!(format!("{} {}: {milestones}", status.phase.name(), status.action.name()), expected, "at {now}");
}

/// What holds at a moment that somebody asks about. Keeps its topic for good: tests are short.
#[track_caller]
fn status(catalogue: &str, product: &str, now: &str) -> Status<'static> {
    let catalogue: &Catalogue = Box::leak(Box::new(read(catalogue)));
    let product = Box::leak(Box::new(catalogue.find(product).expect("a product of the catalogue")));
    evaluate(catalogue, product, moment(now), Precision::Auto)
}

/// What is told of what holds by a reader's own clock, there.
fn live<T>(
    catalogue: &Catalogue,
    product: &phaseout::catalogue::Product,
    now: &str,
    zone: Tz,
    told: impl Fn(&Status) -> T,
) -> T {
    let When::Instant(at) = moment(now) else { panic!("{now} is no instant") };
    let ahead = |milliseconds| -> FixedOffset {
        let at = DateTime::from_timestamp_millis(milliseconds).expect("in range");
        zone.offset_from_utc_datetime(&at.naive_utc()).fix()
    };
    let now = Now::live(at.timestamp_millis(), Some(&ahead));
    told(&evaluate(catalogue, product, now, Precision::Auto))
}

/// The day of a card, and how far off its first date is, by a reader's own clock.
#[track_caller]
fn card(catalogue: &str, product: &str, now: &str, zone: Tz) -> String {
    let catalogue = read(catalogue);
    let product = catalogue.find(product).expect("a product of the catalogue");
    live(&catalogue, &product, now, zone, |status| {
        let View { as_of, rows, .. } = view(status, &ENGLISH, Setting::default());
        let as_of = as_of.to_string();
        let as_of = as_of.split_once(" Facts").map_or(as_of.as_str(), |(as_of, _)| as_of);
        format!("{as_of} | {} | {}", rows[0].relative, rows[0].state)
    })
}

#[test]
fn a_product_that_is_not_listed_has_the_sources_of_what_it_is_told() {
    let kaspersky = read(KASPERSKY);
    let now = moment("2026-11-25");
    let cited = |name: &str| {
        let product = kaspersky.find(name).expect("it is found, or not listed");
        let status = evaluate(&kaspersky, &product, now, Precision::Auto);
        status.sources().iter().map(|source| source.id.clone()).collect::<Vec<_>>()
    };
    let dates = cited("?");
    assert!((2..10).contains(&dates.len()), "{dates:?}");
    assert_eq!(cited("Kaspersky Quantum"), dates);
    // What is told of one product alone is none of it.
    assert!(cited("kaspersky-scan-engine").contains(&"help-scan-engine".to_owned()));
    assert!(!dates.contains(&"help-scan-engine".to_owned()), "{dates:?}");
}

#[track_caller]
fn read(text: &str) -> Catalogue {
    Catalogue::read(text).unwrap_or_else(|problems| panic!("{problems}"))
}

fn moment(text: &str) -> When {
    text.parse().expect("a moment")
}

/// A topic with one date.
fn topic_at(at: &str) -> Catalogue {
    let topic = json!({
        "format": 2, "title": "End of support for Acme", "checked": "2026-11-25", "zone": "America/New_York",
        "sources": ["https://acme.example"], "products": ["Acme"],
        "milestones": [{"effect": "end-of-updates", "at": at}],
    });
    read(&topic.to_string())
}

/// A topic of one product for which something changes on each day from 1 July 2024 on, as `basis:effect` says: with `+`
/// "at least until", with `!` on a day that is not known, with `?` not yet announced.
fn small(kind: &str, audience: &str, milestones: &str) -> String {
    let milestone = |(index, text): (usize, &str)| -> Value {
        let (basis, effect) = text.split_once(':').expect("basis:effect");
        let name = effect.trim_end_matches(['+', '!', '?']);
        let mut milestone = json!({"effect": name, "basis": basis, "sources": ["s"]});
        match effect.chars().last() {
            Some('!') => milestone["state"] = "ended".into(),
            Some('?') => milestone["state"] = "open".into(),
            _ => milestone["at"] = format!("2024-07-0{}", index + 1).into(),
        }
        if effect.ends_with('+') {
            milestone["floor"] = true.into();
        }
        milestone
    };
    json!({
        "format": 2, "title": "End of Acme", "phrase": "the end of Acme", "kind": kind, "maker": "Acme",
        "zone": "America/New_York", "checked": "2024-06-01", "sources": [{"id": "s", "url": "https://acme.example"}],
        "milestones": milestones.split(' ').enumerate().map(milestone).collect::<Vec<_>>(),
        "products": [{"id": "acme-anvil", "name": "Acme Anvil", "audience": audience}],
    })
    .to_string()
}
