//! What must be reached: numbers in, a table of bars out, each with what was measured and whether it is enough.
//!
//! A bar is reached up to and with its limit, by the median. What is held against one floor is held against the other.

use std::fmt::Write;

use super::{heap_each, rounded};
use crate::bench::engines::place;
use crate::bench::numbers::Numbers;
use crate::bench::tick::THOUSAND;
use crate::bench::variant::{FLOOR, FLOOR_INTL, FLOOR_RESTS};
use crate::bench::weigh::{CARD, CHOICE, DESK, FALLBACK, PUBLISHED, SCRIPT, SCRIPT_AND_CARD};
use crate::engine::Engine;

/// One row of what must be reached.
struct Bar {
    what: String,
    most: String,
    measured: Option<String>,
    is_reached: bool,
}

/// All bars: name, limit, what was measured, verdict.
pub(super) fn table(numbers: &Numbers) -> String {
    let mut table = "| row | bar | measured | |\n| --- | --- | --- | --- |\n".to_owned();
    for Bar { what, most, measured, is_reached } in all(&Against(numbers)) {
        let (measured, verdict) = match measured {
            Some(measured) => (measured, if is_reached { "reached" } else { "**not reached**" }),
            None => ("–".to_owned(), "not measured"),
        };
        let _ = writeln!(table, "| {what} | {most} | {measured} | {verdict} |");
    }
    table
}

fn all(against: &Against) -> Vec<Bar> {
    let published = [
        (SCRIPT, 14_000.0),
        (SCRIPT_AND_CARD, 17_000.0),
        (CARD, 3_300.0),
        (CHOICE, 9_000.0),
        (FALLBACK, 12_000.0),
        (DESK, 45_000.0),
    ];
    let mut bars: Vec<_> = published
        .map(|(row, most)| against.most(&format!("{row}, brotli"), PUBLISHED, row, most, 1.0, " bytes"))
        .into();
    bars.push(against.most("requests for a card", "phaseout-kaspersky", "requests", 2.0, 1.0, ""));
    for condition in ["unthrottled", "slow 4G"] {
        let what = format!("first correct statement, prerendered, {condition}");
        bars.push(against.ratio(&what, "phaseout-prerendered", "nothing", &format!("stated, {condition}"), 1.1));
    }
    for engine in Engine::ALL {
        let row = format!("live, {}", place(engine));
        bars.extend(against.floors(&format!("{row}, default snippet"), "phaseout-sentence", &row, 1.25));
    }
    for (how, variant, most) in [
        ("element alone", "phaseout", 1.25),
        ("with preload lines", "phaseout-preload", 1.25),
        ("the card in the snippet", "phaseout-card", 1.15),
    ] {
        bars.extend(against.floors(&format!("live, slow 4G, {how}"), variant, "live, slow 4G", most));
    }
    bars.extend(against.floors("live, CPU ÷4", "phaseout", "live, CPU ÷4", 1.0));
    bars.extend(against.floors("ticking each second, 1,000 widgets", "phaseout", "ticking × 1000", 1.0));
    bars.push(against.ratio(
        "ticking each second, 1,000 widgets, all seen",
        "phaseout",
        FLOOR_RESTS,
        "ticking × 1000, all seen",
        1.0,
    ));
    bars.extend(against.floors(
        "ticking, far deadline, `auto`, 1,000 widgets",
        "phaseout-auto",
        "ticking × 1000",
        0.05,
    ));
    bars.extend([
        against.most("wasm memory, one widget", "phaseout", "wasm memory × 1", 262_144.0, 1024.0, " KiB"),
        against.most("wasm memory, 1,000 widgets", "phaseout", "wasm memory × 1000", 1_048_576.0, 1024.0, " KiB"),
        against.heap(),
        against.most("layout shift, the default snippet in view", "phaseout-sentence", "shift, slow 4G", 0.1, 1.0, ""),
        against.most("layout shift, prerendered", "phaseout-prerendered", "shift, unthrottled", 0.0, 1.0, ""),
        against.most("longest task over 50 ms, unthrottled", "phaseout", "longest task, unthrottled", 50.0, 1.0, " ms"),
        against.most("`evaluate`, one product among 5,000", "native", "evaluate/5000", 5_000.0, 1_000.0, " µs"),
        against.most("catalogue of 256 kB, in the browser", "phaseout", "read, 256 kB", 5.0, 1.0, " ms"),
    ]);
    bars
}

/// Makes bars and holds the numbers against them.
struct Against<'n>(&'n Numbers);

impl Against<'_> {
    /// At most so many times what another variant takes.
    fn ratio(&self, what: &str, variant: &str, to: &str, row: &str, most: f64) -> Bar {
        let ratio = self.0.ratio(variant, to, row);
        Bar {
            what: what.to_owned(),
            most: format!("≤ {most:.2} × {to}"),
            measured: ratio.map(|ratio| format!("{:.2} × ({:.2}–{:.2})", ratio.median, ratio.least, ratio.most)),
            is_reached: ratio.is_some_and(|ratio| ratio.median <= most),
        }
    }

    /// At most so many times what each floor takes.
    fn floors(&self, what: &str, variant: &str, row: &str, most: f64) -> [Bar; 2] {
        [FLOOR_INTL, FLOOR].map(|floor| self.ratio(what, variant, floor, row, most))
    }

    /// At most so much, shown as so many of a unit that `scale` of the row's own are; the unit with the space before it.
    fn most(&self, what: &str, variant: &str, row: &str, most: f64, scale: f64, unit: &str) -> Bar {
        let value = self.0.summary(variant, row);
        Bar {
            what: what.to_owned(),
            most: format!("≤ {}{unit}", most / scale),
            measured: value.map(|it| format!("{}{unit}", rounded(it.median / scale))),
            is_reached: value.is_some_and(|it| it.median <= most),
        }
    }

    fn heap(&self) -> Bar {
        let each = heap_each(self.0, "phaseout", THOUSAND);
        Bar {
            what: "JS heap for each widget more".to_owned(),
            most: "≤ 600 bytes".to_owned(),
            measured: each.map(|it| format!("{:.0} bytes", it.median)),
            is_reached: each.is_some_and(|it| it.median <= 600.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_measured_is_said_to_be_so() {
        let table = table(&Numbers::default());
        assert_eq!(table.matches("| not measured |").count(), table.lines().count() - 2, "{table}");
    }

    #[test]
    fn a_bar_is_reached_up_to_and_with_its_limit() {
        let mut numbers = Numbers::default();
        numbers.add("phaseout", "wasm memory × 1", 262_144.0);
        assert!(table(&numbers).contains("| wasm memory, one widget | ≤ 256 KiB | 256 KiB | reached |"));
        numbers.add("phaseout", "wasm memory × 1", 393_216.0);
        assert!(table(&numbers).contains("| **not reached** |"));
    }

    #[test]
    fn what_is_held_against_one_floor_is_held_against_the_other() {
        let table = table(&Numbers::default());
        let against = |floor: &str| {
            let end = format!(" × {floor} | – | not measured |");
            table.lines().filter_map(|line| line.strip_suffix(&end)).collect::<Vec<_>>()
        };
        assert!(!against(FLOOR).is_empty());
        assert_eq!(against(FLOOR), against(FLOOR_INTL));
    }

    #[test]
    fn bytes_are_of_what_is_published() {
        let mut numbers = Numbers::default();
        numbers.add(PUBLISHED, SCRIPT, 14_000.0);
        numbers.add(PUBLISHED, SCRIPT_AND_CARD, 17_001.0);
        let table = table(&numbers);
        assert!(table.contains("| script, brotli | ≤ 14000 bytes | 14000 bytes | reached |"), "{table}");
        assert!(table.contains("| ≤ 17000 bytes | 17001 bytes | **not reached** |"), "{table}");
    }
}
