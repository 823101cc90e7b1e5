//! The golden table, computed: every product of ours, at every telling instant, in every language.
//!
//! For native and browser tests alike, so it touches no file and no page.

use chrono::FixedOffset;
use phaseout::{
    Catalogue, Locale, Named, Precision, When,
    catalogue::{Basis, Milestone},
    evaluate, html, markup,
    view::{Setting, view},
};

const CATALOGUES: [&str; 2] =
    [include_str!("../../www/catalogue/kaspersky-us.json"), include_str!("../../www/catalogue/windows-10.json")];
const LOCALES: [&str; 2] = [include_str!("../../www/locale/en.json"), include_str!("../../www/locale/es.json")];

/// Instants that are looked at in every catalogue, beside its own deadlines.
const INSTANTS: [&str; 3] = ["2024-06-24T12:00:00Z", "2024-09-15T00:00:00Z", "2026-11-21T00:00:00Z"];

/// One line a card: catalogue, product, instant, language, phase, and the FNV-1a hash of its HTML.
pub(crate) fn lines() -> String {
    let mut lines = String::new();
    let locales = LOCALES.map(|text| Locale::read(text).expect("a shipped locale is valid"));
    for text in CATALOGUES {
        let catalogue = Catalogue::read(text).expect("a shipped catalogue is valid");
        let instants = instants(&catalogue);
        for product in &catalogue.products {
            for now in &instants {
                for locale in &locales {
                    let status = evaluate(&catalogue, product, *now, Precision::Auto);
                    let card = html(&markup::card(&view(&status, locale, Setting::default())));
                    let (phase, hash) = (status.phase.name(), fnv1a(card.as_bytes()));
                    let Catalogue { id, .. } = &catalogue;
                    lines += &format!("{id} {} {now} {} {phase} {hash:016x}\n", product.id, locale.language);
                }
            }
        }
    }
    lines
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

fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
