//! `cargo xtask bench`: the widget and its peers side by side in one run, and `docs/performance.md` from it.
//!
//! Sources of the peers come in, at the versions of their lock files; numbers go out, each
//! taken in this run. A peer that cannot be had, or a browser, is said in one line and the rest is
//! measured. Must never print a number that it did not take.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::build;
use crate::repository::Repository;

mod browser;
mod criterion;
mod engines;
mod measure;
mod numbers;
mod page;
mod peers;
mod plot;
mod report;
mod serve;
mod slow;
mod tick;
mod variant;
mod weigh;

use self::numbers::Numbers;

/// Where everything is laid out and what was measured is kept, from the root.
const STAGE: &str = "target/bench";
/// What was measured, from the root: [`report`] can be written anew from it.
const NUMBERS: &str = "target/bench/numbers.json";

/// What to measure, and how often.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Options {
    /// How often each browser measurement is taken, in rounds over all variants
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    #[command(flatten)]
    selection: Selection,
    /// Only write docs/performance.md from the numbers of the last run
    #[arg(long)]
    report: bool,
}

/// Which variants to measure.
#[derive(Debug, Clone, clap::Args)]
struct Selection {
    /// Only variants that have this in their name, and the floors and `nothing`; may be given more than once
    #[arg(long, value_name = "TEXT")]
    only: Vec<String>,
    /// An older dist/, measured in the same run as `before` and `before-kaspersky`
    #[arg(long, value_name = "FOLDER")]
    before: Option<PathBuf>,
}

/// Measures what is asked for and writes the document.
///
/// # Errors
///
/// When the product itself cannot be built, there is no build in the folder of `--before`, or nothing can be written.
pub(crate) fn run(repository: &Repository, options: Options) -> Result<()> {
    let Options { rounds, selection, report } = options;
    if !report {
        if let Some(folder) = &selection.before {
            ensure!(folder.join("phaseout.js").is_file(), "{} has no phaseout.js", folder.display());
            let is_built_anew = folder.canonicalize()? == repository.dist();
            ensure!(!is_built_anew, "{} is built anew before it is measured: name a copy of it", folder.display());
        }
        build::run(repository, None)?;
        let mut numbers = Numbers::of_this_machine();
        let variants = peers::lay_out(repository, &selection, &mut numbers)?;
        weigh::published(repository, &mut numbers)?;
        criterion::measure(repository, &mut numbers);
        if let Err(error) = measure::in_browser(repository, &variants, rounds, &mut numbers) {
            numbers.miss(&format!("what a browser measures: {error:#}"));
        }
        keep(repository, &numbers)?;
    }
    let path = repository.root.join(NUMBERS);
    let text = fs::read_to_string(&path).with_context(|| format!("no numbers in {NUMBERS}: measure first"))?;
    let numbers: Numbers = serde_json::from_str(&text).with_context(|| format!("{NUMBERS} is not of this version"))?;
    report::write(repository, &numbers)
}

/// Keeps what was measured so far: a run that is broken off has its whole rounds for `--report`.
fn keep(repository: &Repository, numbers: &Numbers) -> Result<()> {
    let text = serde_json::to_string_pretty(numbers)?;
    fs::write(repository.root.join(NUMBERS), text).with_context(|| format!("cannot write {NUMBERS}"))
}
