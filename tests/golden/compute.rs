//! The golden table, computed: every product of ours, at every telling instant, in every language.
//!
//! A line is a card in the languages that the project is written in, and all cards of a catalogue in the others:
//! a card a line in each of them would be half a megabyte that nobody reads. For native and browser tests alike, so
//! it touches no file and no page, and whoever calls it says what a card is: evaluated and drawn, or played.

use chrono::{DateTime, Utc};
use phaseout::{Catalogue, Locale, When, catalogue::Product};

use self::shipped::{LOCALES, topic};

#[path = "../shipped.rs"]
mod shipped;

const TOPICS: [&str; 2] = ["kaspersky-us", "windows-10"];

/// The languages with a line for each card.
const IN_DETAIL: [&str; 2] = ["en", "es"];

/// Instants at which every product is looked at, beside its own dates.
const INSTANTS: [&str; 3] = ["2024-06-24T12:00:00Z", "2024-09-15T00:00:00Z", "2026-11-21T00:00:00Z"];

/// A card at one instant: the name of its phase, and its HTML.
pub(crate) type Drawn = (String, String);

/// What draws the card of a product at instants, in order of time and in milliseconds since 1970, for a reader in UTC.
pub(crate) type Draw<'d> = &'d dyn Fn(&Catalogue, &Product, &Locale, &[i64]) -> Vec<Drawn>;

/// One line a card: catalogue, product, instant, language, phase, and the FNV-1a hash of its HTML. Then one line a
/// catalogue and language, with the hash of all its cards. Of some languages alone, where there are any in `only`.
pub(crate) fn lines(only: &[&str], draw: Draw) -> String {
    let mut lines = String::new();
    let mut sums = String::new();
    for name in TOPICS {
        let mut catalogue = topic(name);
        let products: Vec<_> =
            catalogue.products.iter().map(|product| (product.clone(), instants(&catalogue, product))).collect();
        for (language, text) in LOCALES.iter().filter(|(language, _)| only.is_empty() || only.contains(language)) {
            let locale = Locale::read(text).expect("a shipped locale is valid");
            let is_in_detail = IN_DETAIL.contains(language);
            let mut sum = FNV1A;
            for (product, instants) in &products {
                // As it was checked then: a clock before the day of the last check is not believed.
                catalogue.checked = moment(instants[0]).date_naive();
                let cards = draw(&catalogue, product, &locale, instants);
                assert_eq!(cards.len(), instants.len());
                for (now, (phase, card)) in instants.iter().zip(&cards) {
                    sum = fnv1a(sum, card.as_bytes());
                    if is_in_detail {
                        let (now, hash) = (When::Instant(moment(*now).fixed_offset()), fnv1a(FNV1A, card.as_bytes()));
                        lines += &format!("{} {} {now} {language} {phase} {hash:016x}\n", catalogue.id, product.id);
                    }
                }
            }
            if !is_in_detail {
                sums += &format!("{} {language} {sum:016x}\n", catalogue.id);
            }
        }
    }
    lines + &sums
}

/// The instants of all products, and the last millisecond before and the first instant of each date that bears on this
/// one; in order of time.
fn instants(catalogue: &Catalogue, product: &Product) -> Vec<i64> {
    let dates = catalogue.milestones_of(product).filter_map(|milestone| milestone.from);
    let mut instants: Vec<i64> = dates.flat_map(|from| [-1, 0].map(|off| from.timestamp_millis() + off)).collect();
    instants.extend(INSTANTS.map(|text| DateTime::parse_from_rfc3339(text).expect("an instant").timestamp_millis()));
    instants.sort_unstable();
    instants.dedup();
    instants
}

/// In UTC, as every machine writes it.
fn moment(milliseconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(milliseconds).expect("an instant")
}

/// The hash of nothing.
const FNV1A: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of what `hash` is the hash of and of more bytes.
fn fnv1a(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
