//! A card stays as it is until one millisecond before its `next_change`, and is another from then on.
//!
//! Walked from change to change between May 2024 and January 2025, for a product of each kind: every day; every hour
//! for the product with most dates; where minutes or seconds are shown there are 13 million changes, so every one
//! around each deadline, and elsewhere the one after an instant drawn at random.
#![cfg(not(target_arch = "wasm32"))]

use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset};
use phaseout::{
    Catalogue, Found, Locale, Named, Precision, When, evaluate, html, markup,
    view::{Setting, view},
};
use proptest::{prelude::ProptestConfig, proptest, sample::select};

/// The shipped facts, with the maker's own date off midnight: else whole days and calendar days change together.
static KASPERSKY: LazyLock<Catalogue> = LazyLock::new(|| {
    let text = include_str!("../www/catalogue/kaspersky-us.json");
    let shifted = text.replace("2024-09-10T00:00:00-04:00", "2024-09-10T15:30:00+02:00");
    assert_ne!(text, shifted);
    read(&shifted)
});
static WINDOWS: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("../www/catalogue/windows-10.json")));
static ENGLISH: LazyLock<Locale> =
    LazyLock::new(|| Locale::read(include_str!("../www/locale/en.json")).expect("valid"));

/// A product of each kind: consumer, business with its maker's own date, reseller, unlisted, excluded, dated by day.
const PRODUCTS: [&str; 6] = [
    "kaspersky-premium",
    "kaspersky-edr-optimum",
    "kaspersky-scan-engine",
    "Kaspersky Something New",
    "kaspersky-threat-intelligence",
    "windows-10",
];

const BEGIN: &str = "2024-05-01T00:00:00Z";
const END: &str = "2025-01-31T00:00:00Z";

const SECOND: i64 = 1_000;
const HOUR: i64 = 3_600 * SECOND;

#[test]
fn days_change_when_they_say_over_nine_months() {
    for product in PRODUCTS {
        let changes = check(product, Precision::Days, instant(BEGIN), instant(END));
        assert!(changes >= 275, "only {changes} changes of {product}");
    }
}

#[test]
fn hours_change_when_they_say_over_nine_months() {
    let changes = check("kaspersky-edr-optimum", Precision::Hours, instant(BEGIN), instant(END));
    assert!(changes > 24 * 150, "only {changes} changes");
}

#[test]
fn the_day_of_a_date_without_an_hour_changes_when_it_says() {
    for precision in Precision::ALL {
        check("windows-10", *precision, instant("2025-09-01T00:00:00Z"), instant("2025-11-01T00:00:00Z"));
    }
}

#[test]
fn minutes_and_seconds_change_when_they_say_around_every_deadline() {
    let deadlines = ["2024-07-20T04:00:00Z", "2024-09-10T13:30:00Z", "2024-09-29T04:00:00Z"];
    for deadline in deadlines.map(instant) {
        for product in &PRODUCTS[..3] {
            check(product, Precision::Minutes, deadline - HOUR, deadline + HOUR);
            // Where `auto` turns from minutes to seconds, and where the deadline itself is.
            check(product, Precision::Auto, deadline - 48 * HOUR - 90 * SECOND, deadline - 48 * HOUR + 30 * SECOND);
            check(product, Precision::Auto, deadline - 30 * SECOND, deadline + 90 * SECOND);
            check(product, Precision::Seconds, deadline - 30 * SECOND, deadline + 30 * SECOND);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn any_card_changes_when_it_says(
        product in select(&PRODUCTS[..]),
        precision in select(Precision::ALL),
        now in instant(BEGIN)..instant(END),
        inside in 0.0..1.0f64,
    ) {
        let subject = Subject::new(product, precision);
        let (card, next) = subject.draw(now);
        subject.step(now, &card, next, inside);
    }
}

/// Walks from change to change between two instants, and says how many there were.
#[track_caller]
fn check(product: &str, precision: Precision, from: i64, to: i64) -> u32 {
    let subject = Subject::new(product, precision);
    let (mut now, mut changes) = (from, 0);
    let (mut card, mut next) = subject.draw(now);
    while now < to {
        let after = subject.step(now, &card, next, 0.5);
        (now, (card, next)) = (next, after);
        changes += 1;
    }
    changes
}

/// A product, and how finely its countdown is shown.
struct Subject {
    catalogue: &'static Catalogue,
    product: Found<'static>,
    precision: Precision,
}

impl Subject {
    fn new(product: &str, precision: Precision) -> Self {
        let catalogue = if product.starts_with("windows") { &*WINDOWS } else { &*KASPERSKY };
        Self { catalogue, product: catalogue.find(product).expect("a product"), precision }
    }

    /// The HTML of the card, and when it says that it will change.
    fn draw(&self, now: i64) -> (String, i64) {
        let status = evaluate(self.catalogue, &self.product, When::Instant(at(now)), self.precision);
        // With the line that only some readers see: the date on their own clock.
        let setting = Setting { reader: Some(|_| FixedOffset::east_opt(19_800)), ..Setting::default() };
        (html(&markup::card(&view(&status, &ENGLISH, setting))), status.next_change)
    }

    /// Draws the card of `now` again at some instant before its next change and right before it; draws the next.
    #[track_caller]
    fn step(&self, now: i64, card: &str, next: i64, inside: f64) -> (String, i64) {
        let name = &self.product.name;
        assert!(next > now, "{name} at {}: its next change is not ahead", written(now));
        #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "any instant will do")]
        let between = now + ((next - 1 - now) as f64 * inside) as i64;
        for same in [between, next - 1] {
            let drawn = self.draw(same);
            assert_eq!((drawn.0.as_str(), drawn.1), (card, next), "{name} from {} to {}", written(now), written(same));
        }
        let after = self.draw(next);
        assert_ne!(after.0, card, "{name} from {} to {}", written(now), written(next));
        after
    }
}

fn read(text: &str) -> Catalogue {
    Catalogue::read(text).expect("a valid catalogue")
}

fn instant(text: &str) -> i64 {
    DateTime::parse_from_rfc3339(text).expect("an instant").timestamp_millis()
}

fn at(milliseconds: i64) -> DateTime<FixedOffset> {
    DateTime::from_timestamp_millis(milliseconds).expect("an instant").fixed_offset()
}

fn written(milliseconds: i64) -> String {
    When::Instant(at(milliseconds)).written()
}
