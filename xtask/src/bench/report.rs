//! `docs/performance.md`: numbers in, the document's tables and pictures out.
//!
//! The document's words are written by hand; what stands between a pair of marks is written here. Must never
//! say a number that is not among those it was given.

use std::fmt::Write;
use std::fs;

use anyhow::{Context, Result, bail};

use super::measure::{CONDITIONS, Condition};
use super::numbers::{Numbers, Summary, summary};
use crate::repository::Repository;

mod bars;
mod pictures;
mod tables;

/// The document, and where its pictures are; both from the root.
const DOCUMENT: &str = "docs/performance.md";
const PICTURES: &str = "docs/performance";

/// Writes the document's tables anew, and its pictures.
pub(super) fn write(repository: &Repository, numbers: &Numbers) -> Result<()> {
    let path = repository.root.join(DOCUMENT);
    let mut text = fs::read_to_string(&path).with_context(|| format!("cannot read {DOCUMENT}"))?;
    for (name, block) in [
        ("run", of_the_run(numbers)),
        ("bars", bars::table(numbers)),
        ("bytes", tables::bytes(numbers)),
        ("requests", tables::requests(numbers)),
        ("stated", tables::over_conditions(numbers, "stated")),
        ("live", tables::over_conditions(numbers, "live")),
        ("slow server", tables::over_engines(numbers, "live")),
        ("slow server, stated", tables::over_engines(numbers, "stated")),
        ("main thread", tables::main_thread(numbers)),
        ("ticking", tables::ticking(numbers)),
        ("ticking, all seen", tables::ticking_seen(numbers)),
        ("frames", tables::frames(numbers)),
        ("memory", tables::memory(numbers)),
        ("native", tables::native(numbers)),
        ("large", tables::large(numbers)),
        ("scale", tables::scale(numbers)),
    ] {
        text = replaced(&text, name, &block)?;
    }
    fs::write(&path, text).with_context(|| format!("cannot write {DOCUMENT}"))?;
    pictures::draw(repository, &repository.root.join(PICTURES), numbers)
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
    let rounds = if numbers.rounds == 1 { "round" } else { "rounds" };
    let mut text = format!("{} {rounds}, {}, {}.", numbers.rounds, numbers.machine, numbers.browsers.join(", "));
    if let Some(load) = summary(&numbers.load) {
        let _ = write!(text, " Load average at the start of the rounds: {:.2} to {:.2}.", load.least, load.most);
    }
    for Condition { name, visits, .. } in CONDITIONS.iter().filter(|condition| condition.visits > 1) {
        let _ = write!(text, " {name}: {visits} loads a round.");
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

fn rounded(value: f64) -> String {
    match value.abs() {
        _ if value.fract() == 0.0 => format!("{value:.0}"),
        // Not 0.00 for what is more than a bar of 0.
        ..0.1 => format!("{value:.3}"),
        ..10.0 => format!("{value:.2}"),
        _ => format!("{value:.0}"),
    }
}

/// What each widget more of a crowd of a thousand costs of the JS heap, round by round.
fn heap_each(numbers: &Numbers, variant: &str, crowd: &str) -> Option<Summary> {
    let (one, many) = (numbers.row(variant, "heap × 1"), numbers.row(variant, &format!("heap × {crowd}")));
    let each: Vec<f64> = one.iter().zip(many).map(|(one, many)| (many - one) / 999.0).collect();
    if one.len() == many.len() { summary(&each) } else { None }
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
}
