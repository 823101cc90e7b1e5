//! `cargo xtask size`: what `dist/` weighs, file by file, and whether it is within `[budget]`.
//!
//! A filled `dist/` comes in; a table goes out, and an error when a budget is
//! exceeded. A limit is the last size that is within it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::command::CommandLine;
use crate::repository::Repository;
use crate::settings::Budget;

/// One file and its weights in bytes: as it is, after `gzip -9`, after `brotli -q 11`.
#[derive(Debug)]
struct Weight {
    file: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints the weights and holds them against the budget.
///
/// # Errors
///
/// When files exceed their budget, or a budget names a file that is not there.
pub(crate) fn check(repository: &Repository) -> Result<()> {
    let weights = weigh(repository)?;
    let width = weights.iter().map(|weight| weight.file.len()).max().unwrap_or_default();
    println!("{:width$}  {:>9}  {:>9}  {:>9}", "bytes in dist/", "raw", "gzip -9", "brotli -q 11");
    for Weight { file, raw, gzip, brotli } in &weights {
        println!("{file:width$}  {raw:>9}  {gzip:>9}  {brotli:>12}");
    }
    let mut problems = Vec::new();
    for budget in &repository.settings.budgets.iter().flat_map(|budget| each(budget, &weights)).collect::<Vec<_>>() {
        match used(budget, &weights) {
            Ok(used) => {
                println!("budget: {} = {used} of {} bytes", budget.files.join(" + "), budget.limit);
                problems.extend(excess(budget, used));
            }
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        return Ok(());
    }
    bail!(problems.join("; "))
}

/// One budget a file where a name has a `*`, which stands for any characters; else the budget itself.
fn each(budget: &Budget, weights: &[Weight]) -> Vec<Budget> {
    let [pattern] = &budget.files[..] else { return vec![budget.clone()] };
    let Some((start, end)) = pattern.split_once('*') else { return vec![budget.clone()] };
    let named = weights.iter().filter(|weight| weight.file.starts_with(start) && weight.file.ends_with(end));
    let budgets: Vec<Budget> =
        named.map(|weight| Budget { files: vec![weight.file.clone()], limit: budget.limit }).collect();
    // A pattern that names nothing is reported as a file that is not there.
    if budgets.is_empty() { vec![budget.clone()] } else { budgets }
}

fn used(budget: &Budget, weights: &[Weight]) -> Result<u64, String> {
    budget.files.iter().try_fold(0, |sum, file| {
        let weight = weights.iter().find(|weight| weight.file == *file);
        weight.map(|weight| sum + weight.brotli).ok_or_else(|| format!("[budget] of wasm-pack.toml: no dist/{file}"))
    })
}

fn excess(budget: &Budget, used: u64) -> Option<String> {
    let over = used.checked_sub(budget.limit).filter(|over| *over > 0)?;
    let files = budget.files.join(" + ");
    Some(format!("{files}: {used} bytes after brotli, {over} over the budget of {} in wasm-pack.toml", budget.limit))
}

fn weigh(repository: &Repository) -> Result<Vec<Weight>> {
    let dist = repository.dist();
    let mut files = Vec::new();
    collect(&dist, &dist, &mut files)?;
    let weights = weights(repository, files.iter().map(|file| format!("dist/{file}")))?;
    let weighed = files.into_iter().zip(weights);
    Ok(weighed.map(|(file, [raw, gzip, brotli])| Weight { file, raw, gzip, brotli }).collect())
}

/// The bytes of each file: as it is, after `gzip -9`, after `brotli -q 11`.
///
/// # Errors
///
/// When a file cannot be read, or Node is missing.
pub(crate) fn weights(repository: &Repository, paths: impl Iterator<Item = String>) -> Result<Vec<[u64; 3]>> {
    let command = CommandLine::new("node xtask/src/weigh.mjs").args(paths);
    let output = command.quiet(repository).with_context(|| format!("`{command}` failed"))?;
    let weights: Vec<Value> = serde_json::from_str(&output).with_context(|| format!("`{command}` printed {output}"))?;
    let bytes = |weight: &Value, key: &str| weight.get(key).and_then(Value::as_u64);
    let bytes = |weight| Some([bytes(weight, "raw")?, bytes(weight, "gzip")?, bytes(weight, "brotli")?]);
    weights.iter().map(bytes).collect::<Option<_>>().with_context(|| format!("`{command}` printed {output}"))
}

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

    #[track_caller]
    fn check(limit: u64, expected: Option<&str>) {
        let weights = [weight("a.js", 40), weight("b.wasm", 60), weight("c.json", 9)];
        let budget = Budget { files: vec!["a.js".into(), "b.wasm".into()], limit };
        let used = used(&budget, &weights).expect("both files are there");
        assert_eq!(excess(&budget, used).as_deref(), expected);
    }

    #[test]
    fn a_budget_holds_up_to_its_last_byte() {
        check(101, None);
        check(100, None);
        check(99, Some("a.js + b.wasm: 100 bytes after brotli, 1 over the budget of 99 in wasm-pack.toml"));
    }

    #[test]
    fn a_budget_with_a_star_is_one_for_each_file() {
        let weights = [weight("a/b.json", 40), weight("a/c.json", 60), weight("a/d.js", 9)];
        let budget = |file: &str| Budget { files: vec![file.into()], limit: 50 };
        assert_eq!(each(&budget("a/*.json"), &weights), [budget("a/b.json"), budget("a/c.json")]);
        assert_eq!(each(&budget("a/d.js"), &weights), [budget("a/d.js")]);
        assert_eq!(each(&budget("x/*"), &weights), [budget("x/*")]);
        assert_eq!(used(&budget("x/*"), &weights), Err("[budget] of wasm-pack.toml: no dist/x/*".to_owned()));
    }

    #[test]
    fn a_budget_for_a_file_that_is_not_there_is_an_error() {
        let budget = Budget { files: vec!["x.js".into()], limit: 1 };
        assert_eq!(used(&budget, &[]), Err("[budget] of wasm-pack.toml: no dist/x.js".to_owned()));
    }
}
