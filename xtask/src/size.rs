//! `cargo xtask size`: what `dist/` weighs, file by file, and whether it is within `[budget]`.
//!
//! A filled `dist/` comes in; a table goes out, and an error when a budget is
//! exceeded. A limit is the last size that is within it. Cards, and what is published for good
//! under a version, are a line a folder: there may be thousands.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use glob::{MatchOptions, Pattern};
use serde::de::DeserializeOwned;

use crate::command::CommandLine;
use crate::repository::Repository;
use crate::settings::{Budget, is_exact};

/// One file and its weights in bytes: as it is, after `gzip -9`, after `brotli -q 11`.
#[derive(Debug)]
struct Weight {
    file: String,
    raw: u64,
    gzip: u64,
    /// 0 where it is the largest of nothing.
    brotli: u64,
}

/// Prints the weights and holds them against the budget.
///
/// # Errors
///
/// When files exceed their budget, or a budget names a file that is not there.
pub(crate) fn check(repository: &Repository) -> Result<()> {
    let weights = weigh(repository)?;
    let rows: Vec<_> = weights.chunk_by(|one, other| line(&one.file) == line(&other.file)).map(row).collect();
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    println!("{:width$}  {:>9}  {:>9}  {:>9}", "bytes in dist/", "raw", "gzip -9", "brotli -q 11");
    for (name, Weight { raw, gzip, brotli, .. }) in rows {
        println!("{name:width$}  {raw:>9}  {gzip:>9}  {brotli:>12}");
    }
    let mut problems = Vec::new();
    for budget in &repository.settings.budgets {
        match used(budget, &weights) {
            Ok((files, used)) => {
                println!("budget: {files} = {used} of {} bytes", budget.limit);
                problems.extend(excess(&files, used, budget.limit));
            }
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        return Ok(());
    }
    bail!(problems.join("; "))
}

/// What has one line in the table: the cards, a folder named like a version, else the file itself.
fn line(file: &str) -> &str {
    let mut folders = file.match_indices('/').map(|(end, _)| &file[..end]);
    folders.find(|path| *path == "cards" || is_exact(path.rsplit('/').next().unwrap_or(path))).unwrap_or(file)
}

/// The name of a line, and the largest of its files.
fn row(weights: &[Weight]) -> (String, &Weight) {
    let largest = weights.iter().max_by_key(|weight| weight.brotli).expect("a line has a file");
    let line = line(&largest.file);
    match largest.file.strip_prefix(line) {
        Some("") | None => (line.to_owned(), largest),
        Some(rest) => (format!("{line}/ ({} files, the largest {})", weights.len(), &rest[1..]), largest),
    }
}

/// A `*` stands for any characters but `/`.
const OPTIONS: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: false };

/// What a budget is about, and what it comes to: of the files that a `*` covers, the largest counts.
fn used(budget: &Budget, weights: &[Weight]) -> Result<(String, u64), String> {
    let (mut names, mut used) = (Vec::new(), 0);
    for pattern in &budget.files {
        let covered = || weights.iter().filter(|weight| pattern.matches_with(&weight.file, OPTIONS));
        let largest = covered().max_by_key(|weight| weight.brotli);
        let largest = largest.ok_or_else(|| format!("[budget] of wasm-pack.toml: no dist/{pattern}"))?;
        used += largest.brotli;
        names.push(if largest.file == pattern.as_str() {
            pattern.to_string()
        } else {
            format!("{pattern} ({} files, the largest {})", covered().count(), largest.file)
        });
    }
    Ok((names.join(" + "), used))
}

fn excess(files: &str, used: u64, limit: u64) -> Option<String> {
    let over = used.checked_sub(limit).filter(|over| *over > 0)?;
    Some(format!("{files}: {used} bytes after brotli, {over} over the budget of {limit} in wasm-pack.toml"))
}

/// The weights of all files, in the order of their names.
fn weigh(repository: &Repository) -> Result<Vec<Weight>> {
    let dist = repository.dist();
    let mut files = Vec::new();
    collect(&dist, &dist, &mut files)?;
    let quick: Vec<[u64; 2]> = weighed(repository, &["--quick"], files.iter().map(|file| format!("dist/{file}")))?;
    let mut weights: Vec<_> =
        files.into_iter().zip(quick).map(|(file, [raw, gzip])| Weight { file, raw, gzip, brotli: 0 }).collect();
    let groups = groups(&weights, &repository.settings.budgets);
    loop {
        let mut places: Vec<_> = groups.iter().flat_map(|group| next(group, &weights)).copied().collect();
        if places.is_empty() {
            return Ok(weights);
        }
        places.sort_unstable();
        places.dedup();
        let paths = places.iter().map(|place| format!("dist/{}", weights[*place].file));
        for (place, [.., brotli]) in places.iter().zip(self::weights(repository, paths)?) {
            weights[*place].brotli = brotli;
        }
    }
}

/// Of what only the largest is asked, the places of its files, the heaviest after gzip first: each line, and each pattern
/// of a budget.
fn groups(weights: &[Weight], budgets: &[Budget]) -> Vec<Vec<usize>> {
    let patterns = budgets.iter().flat_map(|budget| &budget.files);
    let of_pattern = |pattern: &Pattern| -> Vec<usize> {
        (0..weights.len()).filter(|place| pattern.matches_with(&weights[*place].file, OPTIONS)).collect()
    };
    let mut groups: Vec<_> = patterns.map(of_pattern).collect();
    let mut lines = BTreeMap::<_, Vec<_>>::new();
    for (place, weight) in weights.iter().enumerate() {
        lines.entry(line(&weight.file)).or_default().push(place);
    }
    groups.extend(lines.into_values());
    for group in &mut groups {
        group.sort_by_key(|place| Reverse(weights[*place].gzip));
    }
    groups
}

/// The next places of a group to be weighed; none where the largest after brotli is found already. Brotli takes twenty times
/// as long as gzip and never comes out larger, so what is less after gzip than the largest after brotli is not the largest.
fn next<'g>(group: &'g [usize], weights: &[Weight]) -> &'g [usize] {
    let known = group.iter().take_while(|place| weights[**place].brotli > 0).count();
    let largest = group[..known].iter().map(|place| weights[*place].brotli).max().unwrap_or(0);
    match group.get(known) {
        Some(place) if weights[*place].gzip > largest => &group[known..group.len().min(known + AT_ONCE)],
        _ => &[],
    }
}

/// The bytes of each file: as it is, after `gzip -9`, after `brotli -q 11`.
///
/// # Errors
///
/// When a file cannot be read, or Node is missing.
pub(crate) fn weights(repository: &Repository, paths: impl Iterator<Item = String>) -> Result<Vec<[u64; 3]>> {
    weighed(repository, &[], paths)
}

/// What `weigh.mjs` says of each file with these flags.
fn weighed<T: DeserializeOwned>(
    repository: &Repository,
    flags: &[&str],
    paths: impl Iterator<Item = String>,
) -> Result<Vec<T>> {
    let mut weights = Vec::new();
    for paths in paths.collect::<Vec<_>>().chunks(AT_ONCE) {
        let command = CommandLine::new("node xtask/src/weigh.mjs").args(flags.iter().copied()).args(paths);
        let output = command.quiet(repository).with_context(|| format!("`{command}` failed"))?;
        let some: Vec<T> = serde_json::from_str(&output).with_context(|| format!("`{command}` printed {output}"))?;
        weights.extend(some);
    }
    Ok(weights)
}

/// How many paths one command line takes, wherever: Windows has the shortest, of 32,767 characters.
const AT_ONCE: usize = 100;

/// What no page loads: what a CMS asks for and what a calendar takes.
const BESIDE: [&str; 2] = ["calendar", "oembed"];

/// What pages can load: everything but the types and what lies beside, by path inside `dist/`, in order.
fn collect(dist: &Path, folder: &Path, files: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            if !BESIDE.iter().any(|folder| path.ends_with(folder)) {
                collect(dist, &path, files)?;
            }
        } else if !path.to_string_lossy().ends_with(".d.ts") {
            files.push(path.strip_prefix(dist)?.to_string_lossy().replace('\\', "/"));
        }
    }
    files.sort();
    Ok(())
}

#[cfg(test)]
mod tests {

    use super::*;

    fn weight(file: &str, brotli: u64) -> Weight {
        Weight { file: file.into(), raw: 0, gzip: 0, brotli }
    }

    fn used(files: &[&str], weights: &[Weight]) -> Result<(String, u64), String> {
        let files = files.iter().map(|file| Pattern::new(file).expect("a pattern")).collect();
        super::used(&Budget { files, limit: 0 }, weights)
    }

    #[test]
    fn a_budget_holds_up_to_its_last_byte() {
        let weights = [weight("a.js", 40), weight("b.wasm", 60), weight("c.json", 9)];
        let (files, used) = used(&["a.js", "b.wasm"], &weights).expect("both files are there");
        assert_eq!(excess(&files, used, 101), None);
        assert_eq!(excess(&files, used, 100), None);
        let over = "a.js + b.wasm: 100 bytes after brotli, 1 over the budget of 99 in wasm-pack.toml";
        assert_eq!(excess(&files, used, 99).as_deref(), Some(over));
    }

    #[test]
    fn of_what_a_star_covers_the_largest_counts() {
        let weights = [weight("a/b/c.json", 40), weight("a/b/d.json", 60), weight("a/e.json", 99)];
        let largest = "a/*/*.json (2 files, the largest a/b/d.json)";
        assert_eq!(used(&["a/*/*.json"], &weights), Ok((largest.to_owned(), 60)));
        assert_eq!(used(&["a/*.json"], &weights), Ok(("a/*.json (1 files, the largest a/e.json)".to_owned(), 99)));
    }

    #[test]
    fn a_budget_for_a_file_that_is_not_there_is_an_error() {
        assert_eq!(used(&["x.js"], &[]), Err("[budget] of wasm-pack.toml: no dist/x.js".to_owned()));
        assert_eq!(used(&["x/*"], &[]), Err("[budget] of wasm-pack.toml: no dist/x/*".to_owned()));
    }

    #[test]
    fn what_cannot_be_the_largest_is_not_weighed() {
        let gzipped = |gzip, brotli| Weight { gzip, ..weight("cards/a.json", brotli) };
        let group = [0, 1, 2];
        let weighed = |weights: [Weight; 3]| next(&group, &weights).to_vec();
        assert_eq!(weighed([gzipped(9, 0), gzipped(8, 0), gzipped(7, 0)]), [0, 1, 2]);
        assert_eq!(weighed([gzipped(9, 7), gzipped(8, 0), gzipped(7, 0)]), [1, 2]);
        assert_eq!(weighed([gzipped(9, 7), gzipped(8, 6), gzipped(7, 0)]), [0; 0]);
    }

    #[test]
    fn cards_and_versions_are_a_line_a_folder() {
        assert_eq!(line("cards/1/a/en/b.json"), "cards");
        assert_eq!(line("cards.json"), "cards.json");
        assert_eq!(line("0.1.0/cards/a.json"), "0.1.0");
        assert_eq!(line("locale/cards/en.json"), "locale/cards/en.json");
        let weights = [weight("0.1.0/a.js", 4), weight("0.1.0/b/c.js", 6), weight("0.1.0/d.js", 5)];
        let (name, largest) = row(&weights);
        assert_eq!((name.as_str(), largest.brotli), ("0.1.0/ (3 files, the largest b/c.js)", 6));
        assert_eq!(row(&[weight("a/b.js", 4)]).0, "a/b.js");
    }
}
