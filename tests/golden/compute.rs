//! The golden table, computed: every product of ours, at every telling instant, in every language.
//!
//! A line is a card in the languages that the project is written in, and all cards of a catalogue in the others:
//! a card a line in each of them would be half a megabyte that nobody reads. For native and browser tests alike, so
//! it touches no file and no page.

use chrono::FixedOffset;
use phaseout::{
    Catalogue, Locale, Named, Precision, When,
    catalogue::{Basis, Milestone},
    evaluate, html, markup,
    view::{Setting, view},
};

const CATALOGUES: [&str; 2] =
    [include_str!("../../www/catalogue/kaspersky-us.json"), include_str!("../../www/catalogue/windows-10.json")];
const LOCALES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// The languages with a line for each card.
const IN_DETAIL: [&str; 2] = ["en", "es"];

/// Instants that are looked at in every catalogue, beside its own deadlines.
const INSTANTS: [&str; 3] = ["2024-06-24T12:00:00Z", "2024-09-15T00:00:00Z", "2026-11-21T00:00:00Z"];

/// One line a card: catalogue, product, instant, language, phase, and the FNV-1a hash of its HTML. Then one line a
/// catalogue and language, with the hash of all its cards.
pub(crate) fn lines() -> String {
    let mut lines = String::new();
    let mut sums = String::new();
    for text in CATALOGUES {
        let catalogue = Catalogue::read(text).expect("a shipped catalogue is valid");
        let instants = instants(&catalogue);
        for (language, text) in LOCALES {
            let locale = Locale::read(text).expect("a shipped locale is valid");
            let is_in_detail = IN_DETAIL.contains(language);
            let mut sum = FNV1A;
            for product in &catalogue.products {
                for now in &instants {
                    let status = evaluate(&catalogue, product, *now, Precision::Auto);
                    let card = html(&markup::card(&view(&status, &locale, Setting::default())));
                    sum = fnv1a(sum, card.as_bytes());
                    if is_in_detail {
                        let (id, phase, hash) = (&catalogue.id, status.phase.name(), fnv1a(FNV1A, card.as_bytes()));
                        lines += &format!("{id} {} {now} {language} {phase} {hash:016x}\n", product.id);
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

/// The instants of all catalogues, and one second before and at each deadline by law, or where there is no law,
/// each deadline; in order of time.
fn instants(catalogue: &Catalogue) -> Vec<When> {
    let by_law = |milestone: &&Milestone| milestone.basis == Basis::Law;
    let has_law = catalogue.milestones.iter().any(|milestone| by_law(&milestone));
    let deadlines = catalogue.milestones.iter().filter(|milestone| !has_law || by_law(milestone));
    let mut instants: Vec<i64> =
        deadlines.flat_map(|it| [-1_000, 0].map(|off| it.at.first_instant(catalogue.offset) + off)).collect();
    instants.extend(INSTANTS.map(|text| text.parse::<When>().expect("an instant").first_instant(catalogue.offset)));
    instants.sort_unstable();
    instants.dedup();
    instants.into_iter().map(instant).collect()
}

/// In UTC, as every machine writes it.
fn instant(milliseconds: i64) -> When {
    let utc = FixedOffset::east_opt(0).expect("an offset");
    When::Instant(chrono::DateTime::from_timestamp_millis(milliseconds).expect("an instant").with_timezone(&utc))
}

/// The hash of nothing.
const FNV1A: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of what `hash` is the hash of and of more bytes.
fn fnv1a(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
