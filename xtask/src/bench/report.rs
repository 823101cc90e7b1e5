//! `docs/performance.md`: numbers in, the document's tables and pictures out.
//!
//! The document's words are written by hand; what stands between a pair of marks is written here. Must never
//! say a number that is not among those it was given.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::measure::{CONDITIONS, COUNTS};
use super::numbers::{Numbers, Summary, summary};
use super::plot;
use super::variant::{ALL, FLOOR, Variant};
use super::weigh;
use crate::repository::Repository;

/// The document, and where its pictures are; both from the root.
const DOCUMENT: &str = "docs/performance.md";
const PICTURES: &str = "docs/performance";

/// Writes the document's tables anew, and its pictures.
pub(super) fn write(repository: &Repository, numbers: &Numbers) -> Result<()> {
    let path = repository.root.join(DOCUMENT);
    let mut text = fs::read_to_string(&path).with_context(|| format!("cannot read {DOCUMENT}"))?;
    for (name, block) in [
        ("run", of_the_run(numbers)),
        ("bars", against_the_bars(numbers)),
        ("bytes", bytes(numbers)),
        ("stated", over_conditions(numbers, "stated")),
        ("live", over_conditions(numbers, "live")),
        ("main thread", main_thread(numbers)),
        ("ticking", over_counts(numbers, "ticking", "µs a second", 1.0)),
        ("memory", memory(numbers)),
        ("native", native(numbers)),
        ("large", large(numbers)),
        ("scale", scale(numbers)),
    ] {
        text = replaced(&text, name, &block)?;
    }
    fs::write(&path, text).with_context(|| format!("cannot write {DOCUMENT}"))?;
    let folder = repository.root.join(PICTURES);
    pictures(&folder, numbers)?;
    let words = weigh::files(repository, &repository.dist().join("locale"), None)?;
    plot::lines(
        &folder.join("languages.svg"),
        "Words by the number of languages",
        "languages",
        "kB after brotli",
        &[("phaseout".to_owned(), by_language(words)?)],
    )
}

/// How many kilobytes the words of so many languages are together, English first.
fn by_language(mut words: Vec<(String, [u64; 3])>) -> Result<Vec<(f64, f64)>> {
    words.sort_by_key(|(name, _)| name != "en.json");
    let mut points = Vec::new();
    let (mut count, mut sum) = (0.0, 0.0);
    for (_, [_, _, brotli]) in words {
        count += 1.0;
        sum += f64::from(u32::try_from(brotli)?) / 1000.0;
        points.push((count, sum));
    }
    Ok(points)
}

/// The text with what stands between the marks of a name replaced.
fn replaced(text: &str, name: &str, block: &str) -> Result<String> {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let (Some(start), Some(end)) = (text.find(&open), text.find(&close)) else {
        bail!("{DOCUMENT} has no `{}` and `{close}`", open.trim());
    };
    Ok(format!("{}{open}\n{}\n\n{}", &text[..start], block.trim_end(), &text[end..]))
}

fn of_the_run(numbers: &Numbers) -> String {
    let mut text = format!("{} rounds, {}, {}.", numbers.rounds, numbers.machine, numbers.browser);
    if let Some(load) = summary(&numbers.load) {
        let _ = write!(text, " Load average at the start of the rounds: {:.2} to {:.2}.", load.least, load.most);
    }
    text += " A value with `~` is noisy: its rounds differ by more than half of their median.\n";
    if !numbers.missing.is_empty() {
        text += "\nNot measured:\n\n";
        for what in &numbers.missing {
            let _ = writeln!(text, "- {what}");
        }
    }
    text
}

/// The median with its range; a dash where nothing was measured.
fn shown(summary: Option<Summary>, scale: f64, digits: usize) -> String {
    let Some(it) = summary else { return "–".to_owned() };
    let noise = if it.is_noisy() { "~" } else { "" };
    let number = |value: f64| format!("{:.digits$}", value / scale);
    format!("{noise}{} ({}–{})", number(it.median), number(it.least), number(it.most))
}

/// One row of what must be reached.
struct Bar {
    what: String,
    most: String,
    measured: Option<String>,
    is_reached: bool,
}

fn against_the_bars(numbers: &Numbers) -> String {
    let ratio = |what: &str, variant, to, row: &str, most: f64| {
        let ratio = numbers.ratio(variant, to, row);
        Bar {
            what: what.to_owned(),
            most: format!("≤ {most:.2} × {to}"),
            measured: ratio.map(|ratio| format!("{:.2} × ({:.2}–{:.2})", ratio.median, ratio.least, ratio.most)),
            is_reached: ratio.is_some_and(|ratio| ratio.median <= most),
        }
    };
    let most = |what: &str, variant, row: &str, most: f64, scale: f64, unit: &str| {
        let value = numbers.summary(variant, row);
        Bar {
            what: what.to_owned(),
            most: format!("≤ {} {unit}", most / scale),
            measured: value.map(|it| format!("{} {unit}", rounded(it.median / scale))),
            is_reached: value.is_some_and(|it| it.median <= most),
        }
    };
    let mut bars = vec![size(numbers)];
    let slow = "live, slow 4G";
    bars.extend([
        ratio(
            "first correct statement, prerendered, unthrottled",
            "phaseout-prerendered",
            "nothing",
            "stated, unthrottled",
            1.1,
        ),
        ratio(
            "first correct statement, prerendered, slow 4G",
            "phaseout-prerendered",
            "nothing",
            "stated, slow 4G",
            1.1,
        ),
        ratio("live, slow 4G, element alone", "phaseout", FLOOR, slow, 1.25),
        ratio("live, slow 4G, with preload lines", "phaseout-preload", FLOOR, slow, 1.25),
        ratio("live, slow 4G, all in one module", "phaseout-inline", FLOOR, slow, 1.25),
        ratio("live, CPU ÷4", "phaseout", FLOOR, "live, CPU ÷4", 1.0),
        ratio("ticking each second, 1,000 widgets", "phaseout", FLOOR, "ticking × 1000", 1.0),
        ratio("ticking, far deadline, `auto`, 1,000 widgets", "phaseout-auto", FLOOR, "ticking × 1000", 0.05),
        most("wasm memory, one widget", "phaseout", "wasm memory × 1", 262_144.0, 1024.0, "KiB"),
        most("wasm memory, 1,000 widgets", "phaseout", "wasm memory × 1000", 1_048_576.0, 1024.0, "KiB"),
        heap(numbers),
        most("layout shift, the default snippet in view", "phaseout-sentence", "shift, slow 4G", 0.1, 1.0, ""),
        most("layout shift, prerendered", "phaseout-prerendered", "shift, unthrottled", 0.0, 1.0, ""),
        most("longest task over 50 ms, unthrottled", "phaseout", "longest task, unthrottled", 50.0, 1.0, "ms"),
        most("`evaluate`, one product among 5,000", "native", "evaluate/5000", 5_000.0, 1_000.0, "µs"),
        most("catalogue of 256 kB, in the browser", "phaseout", "read, 256 kB", 5.0, 1.0, "ms"),
    ]);
    let mut table = "| row | bar | measured | |\n| --- | --- | --- | --- |\n".to_owned();
    for Bar { what, most, measured, is_reached } in bars {
        let (measured, verdict) = match measured {
            Some(measured) => (measured, if is_reached { "reached" } else { "**not reached**" }),
            None => ("–".to_owned(), "not measured"),
        };
        let _ = writeln!(table, "| {what} | {most} | {measured} | {verdict} |");
    }
    table
}

fn rounded(value: f64) -> String {
    match value.abs() {
        // Not 0.00 for what is more than a bar of 0.
        ..0.1 => format!("{value:.3}"),
        ..10.0 => format!("{value:.2}"),
        _ => format!("{value:.0}"),
    }
}

fn size(numbers: &Numbers) -> Bar {
    let files = numbers.files.get("phaseout").map_or(&[][..], Vec::as_slice);
    let code = files.iter().filter(|(name, _)| is_code(name)).map(|(_, [_, _, brotli])| brotli).sum::<u64>();
    Bar {
        what: "script, glue and module, brotli".to_owned(),
        most: "≤ 22000 bytes".to_owned(),
        measured: (code > 0).then(|| format!("{code} bytes")),
        is_reached: code > 0 && code <= 22_000,
    }
}

fn heap(numbers: &Numbers) -> Bar {
    let each = heap_each(numbers, "phaseout");
    Bar {
        what: "JS heap for each widget more".to_owned(),
        most: "≤ 600 bytes".to_owned(),
        measured: each.map(|it| format!("{:.0} bytes", it.median)),
        is_reached: each.is_some_and(|it| it.median <= 600.0),
    }
}

/// What each widget more costs of the JS heap, round by round.
fn heap_each(numbers: &Numbers, variant: &str) -> Option<Summary> {
    let (one, many) = (numbers.row(variant, "heap × 1"), numbers.row(variant, "heap × 1000"));
    let each: Vec<f64> = one.iter().zip(many).map(|(one, many)| (many - one) / 999.0).collect();
    if one.len() == many.len() { summary(&each) } else { None }
}

fn is_code(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "js" || extension == "wasm")
}

fn bytes(numbers: &Numbers) -> String {
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

fn over_conditions(numbers: &Numbers, row: &str) -> String {
    let mut table = "| variant |".to_owned();
    for condition in &CONDITIONS {
        let _ = write!(table, " {}, ms | × |", condition.name);
    }
    table += "\n| --- |";
    table += &" ---: | ---: |".repeat(CONDITIONS.len());
    table.push('\n');
    for Variant { name, .. } in ALL.iter().filter(|variant| variant.is_loaded()) {
        let _ = write!(table, "| {name} |");
        for condition in &CONDITIONS {
            let row = format!("{row}, {}", condition.name);
            let ratio =
                numbers.ratio(name, FLOOR, &row).map_or("–".to_owned(), |ratio| format!("{:.2}", ratio.median));
            let _ = write!(table, " {} | {ratio} |", shown(numbers.summary(name, &row), 1.0, 0));
        }
        table.push('\n');
    }
    table
}

fn main_thread(numbers: &Numbers) -> String {
    let mut table = "| variant | longest task, unthrottled, ms | longest task, CPU ÷4, ms | layout shift |\n| --- | ---: | ---: | ---: |\n".to_owned();
    for Variant { name, .. } in ALL.iter().filter(|variant| variant.is_loaded()) {
        let of = |row, digits| shown(numbers.summary(name, row), 1.0, digits);
        let shift = of("shift, unthrottled", 3);
        let _ = writeln!(
            table,
            "| {name} | {} | {} | {shift} |",
            of("longest task, unthrottled", 0),
            of("longest task, CPU ÷4", 0)
        );
    }
    table
}

fn over_counts(numbers: &Numbers, row: &str, unit: &str, scale: f64) -> String {
    let mut table = "| variant |".to_owned();
    for count in COUNTS {
        let _ = write!(table, " {count}, {unit} | × |");
    }
    table += "\n| --- |";
    table += &" ---: | ---: |".repeat(COUNTS.len());
    table.push('\n');
    for Variant { name, .. } in ALL.iter().filter(|variant| variant.is_countable()) {
        let _ = write!(table, "| {name} |");
        for count in COUNTS {
            let row = format!("{row} × {count}");
            let ratio =
                numbers.ratio(name, FLOOR, &row).map_or("–".to_owned(), |ratio| format!("{:.2}", ratio.median));
            let _ = write!(table, " {} | {ratio} |", shown(numbers.summary(name, &row), scale, 0));
        }
        table.push('\n');
    }
    table
}

fn memory(numbers: &Numbers) -> String {
    let mut table = "| variant | JS heap for each widget more, bytes | wasm memory, 1 widget, KiB | 100 | 1,000 |\n| --- | ---: | ---: | ---: | ---: |\n".to_owned();
    for Variant { name, .. } in ALL.iter().filter(|variant| variant.is_countable()) {
        let _ = write!(table, "| {name} | {} |", shown(heap_each(numbers, name), 1.0, 0));
        for count in COUNTS {
            let _ = write!(table, " {} |", shown(numbers.summary(name, &format!("wasm memory × {count}")), 1024.0, 0));
        }
        table.push('\n');
    }
    table
}

fn native(numbers: &Numbers) -> String {
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

fn large(numbers: &Numbers) -> String {
    let mut table = "| in the browser | median (range), ms |\n| --- | ---: |\n".to_owned();
    for (name, values) in numbers.values.get("phaseout").into_iter().flatten() {
        if name.starts_with("read, ") || name.starts_with("chooser, ") {
            let _ = writeln!(table, "| {name} | {} |", shown(summary(values), 1.0, 2));
        }
    }
    table
}

/// What a million views cost a server, from the bytes of one.
fn scale(numbers: &Numbers) -> String {
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

fn pictures(folder: &Path, numbers: &Numbers) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut bytes = Vec::new();
    for (name, files) in &numbers.files {
        let code: u64 = files.iter().map(|(_, [_, _, brotli])| brotli).sum();
        if code > 0 && !["phaseout-auto", "phaseout-preload", "phaseout-prerendered"].contains(&name.as_str()) {
            bytes.push((name.clone(), f64::from(u32::try_from(code)?) / 1000.0));
        }
    }
    plot::bars(&folder.join("bytes.svg"), "What a page loads", "kB after brotli", &bytes)?;
    for (file, title, row, scale, unit) in [
        ("live-slow-4g.svg", "Live on slow 4G", "live, slow 4G", 1.0, "ms"),
        ("live-slow-cpu.svg", "Live with a quarter of the processor", "live, CPU ÷4", 1.0, "ms"),
        ("ticking.svg", "A thousand widgets, each second", "ticking × 1000", 1000.0, "ms of the main thread"),
    ] {
        let of = |it: &Variant| Some((it.name.to_owned(), numbers.summary(it.name, row)?.median / scale));
        plot::bars(&folder.join(file), title, unit, &ALL.iter().filter_map(of).collect::<Vec<_>>())?;
    }
    let mut ticking = Vec::new();
    for name in ["phaseout", FLOOR, "plain", "sycamore", "leptos"] {
        let point = |count: &u32| {
            Some((f64::from(*count), numbers.summary(name, &format!("ticking × {count}"))?.median / 1000.0))
        };
        ticking.push((name.to_owned(), COUNTS.iter().filter_map(point).collect()));
    }
    plot::lines(&folder.join("widgets.svg"), "Ticking by the number of widgets", "widgets", "ms a second", &ticking)?;
    let mut growth = Vec::new();
    for group in ["evaluate", "find", "chooser"] {
        let point = |count: &u32| {
            Some((f64::from(*count), numbers.summary("native", &format!("{group}/{count}"))?.median / 1000.0))
        };
        growth.push((format!("phaseout: {group}"), [40, 500, 5_000].iter().filter_map(point).collect()));
    }
    plot::lines(&folder.join("products.svg"), "Natively, by the number of products", "products", "µs", &growth)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_marks_is_replaced() {
        let text = "a\n<!-- run -->\nold\n<!-- end of run -->\nb\n";
        let new = replaced(text, "run", "new\n").expect("both marks");
        assert_eq!(new, "a\n<!-- run -->\n\nnew\n\n<!-- end of run -->\nb\n");
        assert_eq!(replaced(&new, "run", "new\n").expect("both marks"), new);
        assert!(replaced(text, "bytes", "new").is_err());
    }

    #[test]
    fn languages_add_up_and_english_is_the_first() {
        let words = [("ar.json", 1_500), ("en.json", 1_100)].map(|(name, bytes)| (name.to_owned(), [0, 0, bytes]));
        assert_eq!(by_language(words.to_vec()).expect("small numbers"), [(1.0, 1.1), (2.0, 2.6)]);
    }

    #[test]
    fn what_was_not_measured_is_said_to_be_so() {
        let table = against_the_bars(&Numbers::default());
        assert_eq!(table.matches("| not measured |").count(), table.lines().count() - 2, "{table}");
    }

    #[test]
    fn a_bar_is_reached_up_to_and_with_its_limit() {
        let mut numbers = Numbers::default();
        numbers.add("phaseout", "wasm memory × 1", 262_144.0);
        assert!(against_the_bars(&numbers).contains("| wasm memory, one widget | ≤ 256 KiB | 256 KiB | reached |"));
        numbers.add("phaseout", "wasm memory × 1", 393_216.0);
        assert!(against_the_bars(&numbers).contains("| **not reached** |"));
    }
}
