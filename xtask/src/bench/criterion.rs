//! What the core costs natively: criterion's own estimates in, nanoseconds by row out.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::numbers::Numbers;
use crate::command::CommandLine;
use crate::repository::Repository;

/// Where criterion keeps what it measured, from the root.
const ESTIMATES: &str = "target/criterion";

/// Runs the native benchmarks and takes their medians over.
pub(super) fn measure(repository: &Repository, numbers: &mut Numbers) {
    let taken = run(repository).and_then(|()| collect(&repository.root.join(ESTIMATES), numbers));
    if let Err(error) = taken {
        numbers.miss(&format!("the native benchmarks: {error:#}"));
    }
}

fn run(repository: &Repository) -> Result<()> {
    // Of an older run nothing may be left: only what was taken now is told.
    let old = repository.root.join(ESTIMATES);
    if old.exists() {
        fs::remove_dir_all(&old).with_context(|| format!("cannot empty {}", old.display()))?;
    }
    CommandLine::new("cargo bench --bench card").run(repository)
}

fn collect(folder: &Path, numbers: &mut Numbers) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let estimates = path.join("new/estimates.json");
        if estimates.is_file() {
            let benchmark = json(&path.join("new/benchmark.json"))?;
            let name = benchmark["full_id"].as_str().context("a benchmark has no name")?;
            let median = json(&estimates)?["median"]["point_estimate"].as_f64().context("a benchmark has no median")?;
            numbers.add("native", name, median);
        } else if path.is_dir() {
            collect(&path, numbers)?;
        }
    }
    Ok(())
}

fn json(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))
}
