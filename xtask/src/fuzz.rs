//! `cargo xtask fuzz`: a number of inputs out, for each target in `fuzz/`, made of its corpus by libFuzzer.
//!
//! What it learns stays in `target/fuzz`; an input that breaks a promise is printed, fails the run and belongs in the
//! corpus. Needs no other toolchain: no code of ours is unsafe, so there is nothing for a sanitizer to see.

use std::fs;

use anyhow::{Context, Result};
use clap::Args;

use crate::command::CommandLine;
use crate::install;
use crate::repository::Repository;

/// What can be given on the command line.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// How many inputs each target is tried on
    #[arg(long, default_value_t = 1_000_000)]
    runs: u64,
    /// The targets; none named is all of them
    #[arg(value_parser = TARGETS.map(|(name, ..)| name))]
    targets: Vec<String>,
}

/// Each target, the longest input that it is given, and where there are more inputs than in its corpus.
const TARGETS: [(&str, u32, &[&str]); 6] = [
    ("moment", 512, &[]),
    ("search", 512, &[]),
    ("escaping", 512, &[]),
    ("catalogue", 8192, &["tests/catalogue", "www/catalogue"]),
    ("imports", 8192, &["tests/import"]),
    ("play", 16_384, &["tests/cards/1"]),
];

/// Builds the targets and runs them one after the other.
///
/// # Errors
///
/// When a tool is missing and cannot be installed, and when an input breaks a promise.
pub(crate) fn run(repository: &Repository, options: &Options) -> Result<()> {
    install::cargo_fuzz(repository)?;
    let is_asked = |name: &str| options.targets.is_empty() || options.targets.iter().any(|it| it == name);
    for (name, longest, more) in TARGETS.into_iter().filter(|(name, ..)| is_asked(name)) {
        let learnt = format!("target/fuzz/corpus/{name}");
        fs::create_dir_all(repository.root.join(&learnt)).with_context(|| format!("cannot make {learnt}"))?;
        CommandLine::new("cargo-fuzz fuzz run --sanitizer none --target-dir target/fuzz")
            .args([name, &learnt, &format!("fuzz/corpus/{name}")])
            .args(more.iter().copied())
            .args(["--", &format!("-runs={}", options.runs), &format!("-max_len={longest}")])
            .args(["-timeout=5", "-rss_limit_mb=256", "-print_final_stats=1"])
            .run(repository)?;
    }
    Ok(())
}
