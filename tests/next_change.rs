//! A card stays as it is until one millisecond before its `next_change`, and is another from then on.
//!
//! Walked from change to change through weeks in which clocks change, for a date of each kind, at each precision, where
//! three readers are: every day and every hour; where minutes or seconds are shown, every one around each date, and
//! elsewhere the one after an instant drawn at random.
#![cfg(not(target_arch = "wasm32"))]

use std::sync::LazyLock;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, Offset, TimeZone};
use chrono_tz::Tz;
use phaseout::{
    Catalogue, Found, Locale, Named, Now, Phase, Precision, When, evaluate, html, markup,
    view::{Setting, view},
};
use proptest::{prelude::ProptestConfig, proptest, sample::select};
use serde_json::json;

static ENGLISH: LazyLock<Locale> =
    LazyLock::new(|| Locale::read(include_str!("../www/locale/en.json")).expect("valid"));

/// Topics around the Sundays on which clocks in America went back and forward.
static AUTUMN: LazyLock<Catalogue> = LazyLock::new(|| topic("2026-11-01"));
static SPRING: LazyLock<Catalogue> = LazyLock::new(|| topic("2027-03-14"));

/// Where readers are: a day ahead of everybody, and where clocks change.
const READERS: [Tz; 3] = [Tz::Pacific__Kiritimati, Tz::America__New_York, Tz::America__Los_Angeles];

/// A date of each kind, as a product of its own; then one with several, and two that have none.
const PRODUCTS: [&str; 15] = [
    "instant",
    "first day",
    "last day",
    "month",
    "last month",
    "floor instant",
    "floor day",
    "floor last day",
    "floor month",
    "ended",
    "open",
    "moved",
    "several",
    "left out",
    "Acme Something New",
];

/// Of those, what is counted down to by the hour or finer.
const INSTANTS: [&str; 2] = ["instant", "several"];

const SECOND: i64 = 1_000;
const HOUR: i64 = 3_600 * SECOND;
const DAY: i64 = 24 * HOUR;

#[test]
fn every_kind_of_date_changes_when_it_says_in_the_week_in_which_clocks_go_back() {
    for product in PRODUCTS {
        walk_a_week(&AUTUMN, product, "2026-10-29T00:00:00Z");
    }
}

#[test]
fn every_kind_of_date_changes_when_it_says_in_the_week_in_which_clocks_go_forward() {
    for product in PRODUCTS {
        walk_a_week(&SPRING, product, "2027-03-11T00:00:00Z");
    }
}

#[test]
fn hours_change_when_they_say_in_the_weeks_in_which_clocks_change() {
    for (topic, from) in [(&*AUTUMN, "2026-10-29T00:00:00Z"), (&*SPRING, "2027-03-11T00:00:00Z")] {
        for reader in READERS {
            for product in INSTANTS {
                let changes = check(topic, product, Precision::Hours, reader, instant(from), instant(from) + 4 * DAY);
                assert!(changes >= 4 * 24, "only {changes} changes of {product}");
            }
        }
    }
}

#[test]
fn minutes_and_seconds_change_when_they_say_around_every_instant() {
    for (topic, at) in [(&*AUTUMN, "2026-11-02T13:30:00Z"), (&*SPRING, "2027-03-15T13:30:00Z")] {
        let at = instant(at);
        for reader in READERS {
            for product in INSTANTS {
                let check = |precision, from, to| check(topic, product, precision, reader, at + from, at + to);
                check(Precision::Minutes, -HOUR / 2, HOUR / 10);
                // Where `auto` turns from minutes to seconds, and where the instant itself is.
                check(Precision::Auto, -48 * HOUR - 90 * SECOND, -48 * HOUR + 10 * SECOND);
                check(Precision::Auto, -20 * SECOND, 90 * SECOND);
                check(Precision::Seconds, -20 * SECOND, 20 * SECOND);
            }
        }
    }
}

#[test]
fn a_clock_that_cannot_be_right_changes_when_it_says_until_it_can() {
    // Facts were checked on October 5, which begins where clocks are 14 hours ahead.
    let checked = instant("2026-10-05T00:00:00+14:00");
    for product in PRODUCTS {
        for reader in READERS {
            for precision in [Precision::Auto, Precision::Seconds] {
                check(&AUTUMN, product, precision, reader, checked - 2 * DAY, checked + 1);
                let subject = Subject::new(&AUTUMN, product, precision, reader);
                let is_known = product == "left out";
                assert_eq!(subject.phase(checked - 1) == Phase::Unknown, !is_known, "{product}");
                assert_ne!(subject.phase(checked), Phase::Unknown, "{product}");
            }
        }
    }
    // Dates that have passed since do not pass on such a clock.
    for reader in READERS {
        let early = instant("2026-10-02T11:00:00Z");
        check(&AUTUMN, "early", Precision::Auto, reader, early - DAY, early + DAY);
    }
}

#[test]
fn a_moment_that_somebody_asks_about_changes_when_it_says() {
    let moment = |product, from, to| {
        let mut subject = Subject::new(&AUTUMN, product, Precision::Hours, Tz::UTC);
        subject.offset = FixedOffset::east_opt(19_800);
        subject.walk(instant(from), instant(to))
    };
    for product in PRODUCTS {
        // Long before the facts were checked, and around the dates.
        assert!(moment(product, "2020-01-01T00:00:00Z", "2020-01-03T00:00:00Z") >= 2);
        assert!(moment(product, "2026-10-31T00:00:00Z", "2026-11-04T00:00:00Z") >= 4);
    }
}

#[test]
fn the_shipped_facts_change_when_they_say() {
    let kaspersky = include_str!("../www/catalogue/kaspersky-us.json");
    // So that nobody's clock is wrong while the ban begins.
    let early = kaspersky.replace("\"checked\": \"2026-11-25\"", "\"checked\": \"2024-01-01\"");
    let topic = read(&early.replace("\"checked\": \"2026-11-21\"", "\"checked\": \"2024-01-01\""));
    for product in ["kaspersky-premium", "kaspersky-edr-optimum", "kaspersky-scan-engine", "Kaspersky Something New"] {
        for reader in READERS {
            let subject = Subject::new(&topic, product, Precision::Days, reader);
            let changes = subject.walk(instant("2024-07-01T00:00:00Z"), instant("2024-10-10T00:00:00Z"));
            assert!(changes > 100, "only {changes} changes of {product}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_card_changes_when_it_says(
        product in select(&PRODUCTS[..]),
        precision in select(Precision::ALL),
        reader in select(&READERS[..]),
        is_spring: bool,
        days in 0..60_i64,
        rest in 0..DAY,
        inside in 0.0..1.0_f64,
    ) {
        let topic = if is_spring { &*SPRING } else { &*AUTUMN };
        let from = if is_spring { "2027-02-01T00:00:00Z" } else { "2026-09-25T00:00:00Z" };
        let subject = Subject::new(topic, product, precision, reader);
        let now = instant(from) + days * DAY + rest;
        let (card, next) = subject.draw(now);
        subject.step(now, &card, next, inside);
    }
}

/// Walks a week at each precision that shows nothing finer than days, where each reader is.
#[track_caller]
fn walk_a_week(topic: &Catalogue, product: &str, from: &str) {
    let precisions = if INSTANTS.contains(&product) { &[Precision::Days] } else { Precision::ALL };
    for reader in READERS {
        for precision in precisions {
            let changes = check(topic, product, *precision, reader, instant(from), instant(from) + 7 * DAY);
            assert!((7..=20).contains(&changes), "{changes} changes of {product}");
        }
    }
}

/// Walks from change to change between two instants, and says how many there were.
#[track_caller]
fn check(topic: &Catalogue, product: &str, precision: Precision, reader: Tz, from: i64, to: i64) -> u32 {
    Subject::new(topic, product, precision, reader).walk(from, to)
}

/// A product, how finely its countdown is shown, and where its reader is.
struct Subject<'c> {
    catalogue: &'c Catalogue,
    product: Found<'c>,
    precision: Precision,
    reader: Tz,
    /// Where somebody asks about a moment, and no clock runs: the offset of that.
    offset: Option<FixedOffset>,
}

impl<'c> Subject<'c> {
    fn new(catalogue: &'c Catalogue, product: &str, precision: Precision, reader: Tz) -> Self {
        let product = catalogue.find(product).expect("a product");
        Self { catalogue, product, precision, reader, offset: None }
    }

    /// The HTML of the card, and when it says that it will change.
    fn draw(&self, now: i64) -> (String, i64) {
        self.at(now, |status| {
            let card = html(&markup::card(&view(status, &ENGLISH, Setting::default())));
            (card, status.next_change)
        })
    }

    fn phase(&self, now: i64) -> Phase {
        self.at(now, |status| status.phase)
    }

    fn at<T>(&self, now: i64, told: impl Fn(&phaseout::Status) -> T) -> T {
        let ahead = |at: i64| self.reader.offset_from_utc_datetime(&utc(at).naive_utc()).fix();
        let now = match self.offset {
            Some(offset) => When::Instant(utc(now).with_timezone(&offset)).into(),
            None => Now::live(now, Some(&ahead)),
        };
        told(&evaluate(self.catalogue, &self.product, now, self.precision))
    }

    #[track_caller]
    fn walk(&self, from: i64, to: i64) -> u32 {
        let (mut now, mut changes) = (from, 0);
        let (mut card, mut next) = self.draw(now);
        while now < to {
            let after = self.step(now, &card, next, 0.5);
            (now, (card, next)) = (next, after);
            changes += 1;
        }
        changes
    }

    /// Draws the card of `now` again at some instant before its next change and right before it; draws the next.
    #[track_caller]
    fn step(&self, now: i64, card: &str, next: i64, inside: f64) -> (String, i64) {
        let place = || format!("{} in {} at {}", self.product.handle(), self.reader, written(now));
        assert!(next > now, "{}: its next change is not ahead", place());
        #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "any instant will do")]
        let between = now + ((next - 1 - now) as f64 * inside) as i64;
        for same in [between, next - 1] {
            let drawn = self.draw(same);
            assert_eq!((drawn.0.as_str(), drawn.1), (card, next), "{} to {}", place(), written(same));
        }
        let after = self.draw(next);
        assert_ne!(after.0, card, "{} to {}", place(), written(next));
        after
    }
}

/// A topic with a date of each kind around a Sunday on which clocks in America change, in Los Angeles.
fn topic(sunday: &str) -> Catalogue {
    let first: NaiveDate = sunday.parse().expect("a day");
    let day = |from: u64| (first + Days::new(from)).to_string();
    let month = &sunday[..7];
    let before = (first - Days::new(20)).to_string();
    let last_month = &before[..7];
    let afternoon = format!("{}T15:30:00+02:00", day(1));
    let sales = format!("{sunday}T09:00:00+02:00");
    let mut milestones = json!([
        {"at": "2026-10-02T13:00:00+02:00", "products": ["early"]},
        {"last": last_month, "products": ["last-month"]},
        {"at": month, "products": ["month"]},
        {"at": month, "floor": true, "products": ["floor-month"]},
        {"effect": "end-of-sales", "basis": "law", "at": sales, "products": ["several"]},
        {"at": sunday, "products": ["first-day"]},
        {"at": sunday, "floor": true, "products": ["floor-day"]},
        {"last": sunday, "products": ["last-day"]},
        {"last": sunday, "floor": true, "products": ["floor-last-day"]},
        {"last": sunday, "was": [{"last": before, "changed": "2026-09-01"}], "products": ["moved"]},
        {"at": afternoon, "products": ["instant"]},
        {"at": afternoon, "floor": true, "products": ["floor-instant"]},
        {"at": afternoon, "basis": "vendor", "products": ["several"]},
        {"last": day(2), "basis": "law", "products": ["several"]},
        {"state": "ended", "products": ["ended"]},
        {"state": "open", "products": ["open"]},
    ]);
    for milestone in milestones.as_array_mut().expect("a list") {
        let milestone = milestone.as_object_mut().expect("an object");
        milestone.entry("effect").or_insert(json!("end-of-updates"));
    }
    let mut products = vec![json!("early")];
    for name in &PRODUCTS[..14] {
        let scope = if *name == "left out" { "excluded" } else { "covered" };
        products.push(json!({"name": name, "scope": scope}));
    }
    let text = json!({
        "format": 2, "title": "End of support for Acme", "checked": "2026-10-05", "zone": "America/Los_Angeles",
        "maker": "Acme", "exhaustive": false, "sources": ["https://acme.example"],
        "background": [{"id": "announced", "at": "2026-09-30", "title": "Announced"}], "announced": "announced",
        "milestones": milestones, "products": products,
    });
    read(&text.to_string())
}

#[track_caller]
fn read(text: &str) -> Catalogue {
    Catalogue::read(text).unwrap_or_else(|problems| panic!("{problems}"))
}

fn instant(text: &str) -> i64 {
    DateTime::parse_from_rfc3339(text).expect("an instant").timestamp_millis()
}

fn utc(milliseconds: i64) -> DateTime<chrono::Utc> {
    DateTime::from_timestamp_millis(milliseconds).expect("an instant")
}

fn written(milliseconds: i64) -> String {
    When::Instant(utc(milliseconds).fixed_offset()).written()
}
