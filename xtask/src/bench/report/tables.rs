//! The document's tables, but for the bars: numbers in, Markdown out. What was not measured is a dash.

use std::fmt::Write;

use super::{heap_each, rounded, shown};
use crate::bench::engines::place;
use crate::bench::measure::CONDITIONS;
use crate::bench::numbers::{Numbers, summary};
use crate::bench::tick::{ALL_SEEN, CROWDS, THOUSAND};
use crate::bench::variant::{ALL, FLOOR, FLOOR_INTL, FLOOR_RESTS, Variant};
use crate::engine::Engine;

/// What times are held against.
const FLOORS: [&str; 2] = [FLOOR, FLOOR_INTL];

/// A table with the variants as its rows: its columns, and what stands in those of a variant.
fn table<'v>(
    columns: &[String],
    variants: impl Iterator<Item = &'v Variant>,
    cells: impl Fn(&str) -> Vec<String>,
) -> String {
    let mut table = format!("| variant | {} |\n| --- |{}\n", columns.join(" | "), " ---: |".repeat(columns.len()));
    for Variant { name, .. } in variants {
        let _ = writeln!(table, "| {name} | {} |", cells(name).join(" | "));
    }
    table
}

/// All variants that a table may have; an older build only where there was one.
fn variants(numbers: &Numbers) -> impl Iterator<Item = &'static Variant> {
    ALL.iter().filter(|variant| !variant.is_optional() || numbers.values.contains_key(variant.name))
}

/// The columns of some times: each with its ratios to the floors.
fn columns(times: impl Iterator<Item = String>, floors: &[&str]) -> Vec<String> {
    times.flat_map(|time| [time].into_iter().chain(floors.iter().map(|floor| format!("× {floor}")))).collect()
}

/// What stands in these columns: a variant's rows, each with its ratios to the floors.
fn cells(numbers: &Numbers, variant: &str, rows: impl Iterator<Item = String>, floors: &[&str]) -> Vec<String> {
    rows.flat_map(|row| {
        let ratio = |floor: &&str| {
            numbers.ratio(variant, floor, &row).map_or("–".to_owned(), |ratio| format!("{:.2}", ratio.median))
        };
        let ratios: Vec<_> = floors.iter().map(ratio).collect();
        [shown(numbers.summary(variant, &row), 1.0, 0)].into_iter().chain(ratios)
    })
    .collect()
}

/// What each file that a page loads weighs.
pub(super) fn bytes(numbers: &Numbers) -> String {
    let mut table =
        "| variant | file | raw | gzip -9 | brotli -q 11 |\n| --- | --- | ---: | ---: | ---: |\n".to_owned();
    for Variant { name, .. } in ALL {
        let files = numbers.files.get(*name).map_or(&[][..], Vec::as_slice);
        for (file, [raw, gzip, brotli]) in files {
            let _ = writeln!(table, "| {name} | {file} | {raw} | {gzip} | {brotli} |");
        }
        if files.len() > 1 {
            let sum = |index: usize| files.iter().map(|(_, weights)| weights[index]).sum::<u64>();
            let _ = writeln!(table, "| **{name}** | **all** | **{}** | **{}** | **{}** |", sum(0), sum(1), sum(2));
        }
    }
    table
}

/// How often a page asks the network for something.
pub(super) fn requests(numbers: &Numbers) -> String {
    let loaded = variants(numbers).filter(|variant| variant.is_loaded());
    table(&["requests".to_owned()], loaded, |name| vec![shown(numbers.summary(name, "requests"), 1.0, 0)])
}

/// When something was `stated` or `live`, under each condition.
pub(super) fn over_conditions(numbers: &Numbers, row: &str) -> String {
    let names = || CONDITIONS.iter().map(|condition| condition.name);
    let loaded = variants(numbers).filter(|variant| variant.is_loaded());
    table(&columns(names().map(|name| format!("{name}, ms")), &FLOORS), loaded, |name| {
        cells(numbers, name, names().map(|condition| format!("{row}, {condition}")), &FLOORS)
    })
}

/// The same in each engine, through the slow server.
pub(super) fn over_engines(numbers: &Numbers, row: &str) -> String {
    let everywhere = variants(numbers).filter(|variant| variant.is_in_every_engine());
    let times = Engine::ALL.iter().map(|engine| format!("{}, ms", engine.name()));
    table(&columns(times, &FLOORS), everywhere, |name| {
        cells(numbers, name, Engine::ALL.iter().map(|engine| format!("{row}, {}", place(*engine))), &FLOORS)
    })
}

/// What holds the main thread up while a page loads, and what moves.
pub(super) fn main_thread(numbers: &Numbers) -> String {
    let columns = ["longest task, unthrottled, ms", "longest task, CPU ÷4, ms", "layout shift"].map(str::to_owned);
    table(&columns, variants(numbers).filter(|variant| variant.is_loaded()), |name| {
        [("longest task, unthrottled", 0), ("longest task, CPU ÷4", 0), ("shift, unthrottled", 3)]
            .map(|(row, digits)| shown(numbers.summary(name, row), 1.0, digits))
            .to_vec()
    })
}

/// The main thread's time by the number of widgets, most of many below the screen.
pub(super) fn ticking(numbers: &Numbers) -> String {
    let names = || CROWDS.iter().map(|crowd| crowd.name).filter(|name| *name != ALL_SEEN);
    let countable = variants(numbers).filter(|variant| variant.is_countable());
    table(&columns(names().map(|name| format!("{name}, µs a second")), &FLOORS), countable, |name| {
        cells(numbers, name, names().map(|crowd| format!("ticking × {crowd}")), &FLOORS)
    })
}

/// The main thread's time where all of a thousand are seen.
pub(super) fn ticking_seen(numbers: &Numbers) -> String {
    let floors = [FLOOR, FLOOR_INTL, FLOOR_RESTS];
    let countable = variants(numbers).filter(|variant| variant.is_countable());
    table(&columns([format!("{ALL_SEEN}, µs a second")].into_iter(), &floors), countable, |name| {
        cells(numbers, name, [format!("ticking × {ALL_SEEN}")].into_iter(), &floors)
    })
}

/// The time between two frames while a thousand widgets tick.
pub(super) fn frames(numbers: &Numbers) -> String {
    let crowds = [THOUSAND, ALL_SEEN];
    let columns = crowds.map(|crowd| [format!("{crowd}: longest, ms"), "median, ms".to_owned()]).concat();
    table(&columns, variants(numbers).filter(|variant| variant.is_countable()), |name| {
        let of = |row: &str, crowd| shown(numbers.summary(name, &format!("{row} × {crowd}")), 1.0, 1);
        crowds.map(|crowd| [of("longest frame", crowd), of("median frame", crowd)]).concat()
    })
}

/// What widgets hold.
pub(super) fn memory(numbers: &Numbers) -> String {
    let heap = [THOUSAND, ALL_SEEN].map(|crowd| format!("JS heap for each widget more, {crowd}, bytes"));
    let modules = CROWDS.iter().map(|crowd| format!("wasm memory, {}, KiB", crowd.name));
    let columns: Vec<_> = heap.into_iter().chain(modules).collect();
    table(&columns, variants(numbers).filter(|variant| variant.is_countable()), |name| {
        let heap = [THOUSAND, ALL_SEEN].map(|crowd| shown(heap_each(numbers, name, crowd), 1.0, 0));
        let module = |crowd| shown(numbers.summary(name, &format!("wasm memory × {crowd}")), 1024.0, 0);
        heap.into_iter().chain(CROWDS.iter().map(|crowd| module(crowd.name))).collect()
    })
}

/// What the core costs natively.
pub(super) fn native(numbers: &Numbers) -> String {
    let mut table = "| benchmark | median, µs |\n| --- | ---: |\n".to_owned();
    for (name, values) in numbers.values.get("native").into_iter().flatten() {
        let _ = writeln!(
            table,
            "| {name} | {} |",
            summary(values).map_or("–".to_owned(), |it| rounded(it.median / 1000.0))
        );
    }
    table
}

/// What large catalogues cost in a browser.
pub(super) fn large(numbers: &Numbers) -> String {
    let mut table = "| in the browser | median (range), ms |\n| --- | ---: |\n".to_owned();
    for (name, values) in numbers.values.get("phaseout").into_iter().flatten() {
        if name.starts_with("read, ") || name.starts_with("chooser, ") {
            let _ = writeln!(table, "| {name} | {} |", shown(summary(values), 1.0, 2));
        }
    }
    table
}

/// What a million views cost a server, from the bytes of one.
pub(super) fn scale(numbers: &Numbers) -> String {
    let files = numbers.files.get("phaseout").map_or(&[][..], Vec::as_slice);
    let all: u64 = files.iter().map(|(_, [_, _, brotli])| brotli).sum();
    let mut table = "| share of views that find the files in the reader's cache | bytes a view | GB a million views | requests a million views |\n| ---: | ---: | ---: | ---: |\n".to_owned();
    for cached in [0_u64, 50, 90] {
        let bytes = all * (100 - cached) / 100;
        let requests = files.len() as u64 * 1_000_000 * (100 - cached) / 100;
        let tenths = bytes / 100;
        let _ = writeln!(table, "| {cached} % | {bytes} | {}.{} | {requests} |", tenths / 10, tenths % 10);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variant_that_was_not_measured_has_dashes_and_an_older_build_no_row() {
        let table = over_conditions(&Numbers::default(), "live");
        assert!(table.contains(&format!("| yew |{}", " – |".repeat(12))), "{table}");
        assert!(!table.contains("| before |"), "{table}");
    }

    #[test]
    fn times_stand_beside_their_ratios_to_both_floors() {
        let mut numbers = Numbers::default();
        for (variant, value) in [(FLOOR, 400.0), (FLOOR_INTL, 500.0), ("phaseout", 1_000.0), ("before", 2_000.0)] {
            numbers.add(variant, "live, slow server, firefox", value);
        }
        let table = over_engines(&numbers, "live");
        let of = |name: &str, cells: &str| format!("| {name} | – | – | – | {cells} | – | – | – |");
        assert!(table.contains(&of("phaseout", "1000 (1000–1000) | 2.50 | 2.00")), "{table}");
        assert!(table.contains(&of("before", "2000 (2000–2000) | 5.00 | 4.00")), "{table}");
    }
}
