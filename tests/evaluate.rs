//! What holds for an owner: phase, action and milestones of the shipped facts and of small catalogues, by instant.
//!
//! A status is told in one line: phase, action, then each milestone with the time that is left (`-`) or gone (`+`).
#![cfg(not(target_arch = "wasm32"))]

use chrono::DateTime;
use phaseout::{Catalogue, Named, Phase, Precision, State, Unit, When, evaluate};
use proptest::{prop_assert, prop_assert_eq, proptest, sample::Index};
use serde_json::{Value, json};

const KASPERSKY: &str = include_str!("../www/catalogue/kaspersky-us.json");
const WINDOWS: &str = include_str!("../www/catalogue/windows-10.json");

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
    windows("windows-10", "2025-10-14T06:59:59Z", "announced plan-replacement: support-end -1d0:00:00");
    windows("windows-10", "2025-10-14T07:00:00Z", "updates-ended replace-now: support-end +0d0:00:00");
    windows(
        "windows-10-with-consumer-esu",
        "2026-11-21T00:00:00Z",
        "announced plan-replacement: consumer-esu-end -326d0:00:00",
    );
    windows("windows-10-with-commercial-esu", "2028-10-10", "updates-ended replace-now: commercial-esu-end +0d0:00:00");
}

#[test]
fn each_set_of_milestones_has_its_phases_and_actions() {
    let small = |product: &str, now, expected| {
        check(&small(product), "acme-anvil", now, expected);
    };
    small("law:end-of-sales", "2024-06-30", "announced plan-replacement: end-of-sales -1d0:00:00");
    small("law:end-of-sales", "2024-07-01", "sales-ended plan-replacement: end-of-sales +0d0:00:00");
    small("law:end-of-updates", "2024-07-01", "updates-ended replace-now: end-of-updates +0d0:00:00");
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
}

#[test]
fn a_countdown_is_as_fine_as_asked_and_finer_in_the_last_two_days() {
    let catalogue = Catalogue::read(KASPERSKY).expect("valid");
    let windows = Catalogue::read(WINDOWS).expect("valid");
    let unit = |catalogue: &Catalogue, product: &str, now: &str, precision| {
        let product = catalogue.find(product).expect("listed");
        evaluate(catalogue, &product, now.parse().expect("a moment"), precision).countdown.map(|it| it.unit)
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
    for precision in Precision::ALL {
        assert_eq!(unit(&windows, "windows-10", "2025-10-13T23:00:00Z", *precision), Some(Unit::Days));
    }
}

proptest! {
    #[test]
    fn no_phase_is_ever_taken_back(which: Index, first in 946_684_800_000_i64..4_102_444_799_999, later in 0..3_155_760_000_000_i64) {
        // From 2000 to 2099, and up to a hundred years on.
        let instant = |at| When::Instant(DateTime::from_timestamp_millis(at).expect("in range").fixed_offset());
        for catalogue in [KASPERSKY, WINDOWS].map(|text| Catalogue::read(text).expect("a valid catalogue")) {
            let product = catalogue.find(&which.get(&catalogue.products).id).expect("it is listed");
            let at = |milliseconds| evaluate(&catalogue, &product, instant(milliseconds), Precision::Auto);
            let rank = |phase: Phase| Phase::ALL.iter().position(|it| *it == phase);
            let (now, then) = (at(first), at(first + later));
            prop_assert!(rank(now.phase) <= rank(then.phase), "{:?} at {first}, {:?} {later} later", now.phase, then.phase);
            prop_assert!(now.next_change > first);
            // Until a status says that it changes its phase stays, and so does its action.
            let last = at(now.next_change - 1);
            prop_assert_eq!((last.phase, last.action), (now.phase, now.action));
        }
    }
}

#[track_caller]
fn check(catalogue: &str, product: &str, now: &str, expected: &str) {
    let catalogue = Catalogue::read(catalogue).expect("a valid catalogue");
    let product = catalogue.find(product).expect("a product of the catalogue");
    let status = evaluate(&catalogue, &product, now.parse().expect("a moment"), Precision::Auto);
    let milestones = status.milestones.iter().map(|standing| {
        let (sign, time) = match standing.state {
            State::Ahead(left) => ('-', left),
            State::Passed(since) => ('+', since),
        };
        let id = &standing.milestone.id;
        format!("{id} {sign}{}d{}:{:02}:{:02}", time.days, time.hours, time.minutes, time.seconds)
    });
    let milestones = milestones.collect::<Vec<_>>().join(", ");
    assert_eq!(format!("{} {}: {milestones}", status.phase.name(), status.action.name()), expected, "at {now}");
}

/// A catalogue of one product for which something ends on each day from 1 July 2024 on, as `basis:effect` says.
fn small(milestones: &str) -> String {
    let source =
        json!({"id": "s", "title": "S", "url": "https://a.example", "kind": "primary", "checked": "2024-06-01"});
    let milestone = |(index, text): (usize, &str)| -> Value {
        let (basis, effect) = text.split_once(':').expect("basis:effect");
        json!({
            "id": effect, "at": format!("2024-07-0{}", index + 1), "effect": effect, "basis": basis,
            "confidence": "primary", "checked": "2024-06-01", "sources": ["s"],
        })
    };
    json!({
        "format": 1, "id": "acme", "title": {"en": "T"}, "phrase": {"en": "p"}, "maker": "Acme", "exhaustive": true,
        "offset": "-04:00", "checked": "2024-06-01", "sources": [source],
        "milestones": milestones.split(' ').enumerate().map(milestone).collect::<Vec<_>>(),
        "products": [{
            "id": "acme-anvil", "name": "Acme Anvil", "audience": "consumer", "scope": "covered", "basis": "class",
            "confidence": "primary", "sources": ["s"],
        }],
    })
    .to_string()
}
