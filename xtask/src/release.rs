//! `cargo xtask release X.Y.Z`: a commit in, all that is published of a version out, in `target/release-X.Y.Z/`.
//!
//! The folders for a host and the same as a zip, the npm package, the crate, bills of materials, notes, and the hash of each
//! file. The same commit makes the same bytes, wherever it lies: nothing here reads a clock, and nothing that is published
//! names the machine. Must never publish, tag or change a file of the working copy.

use std::fs;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::build;
use crate::command::CommandLine;
use crate::folder;
use crate::repository::Repository;
use changelog::UNRELEASED;
pub(crate) use sums::LIST as SUMS;

mod archive;
mod bill;
mod changelog;
mod leaks;
mod refuse;
mod sums;

/// What can be given on the command line.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The version of the workspace
    #[arg(value_name = "X.Y.Z")]
    version: Option<String>,
    /// Make it of what is there, where a release would be refused for want of notes, a commit or an address
    #[arg(long)]
    rehearse: bool,
}

/// Makes a release.
///
/// # Errors
///
/// When it is refused, with a sentence for each reason; when a step fails, or what would be published names this machine.
pub(crate) fn run(repository: &Repository, options: &Options) -> Result<()> {
    let version = options.version.as_deref().unwrap_or_default();
    let found = refuse::Found::read(repository)?;
    found.version(version)?;
    let problems = found.problems(version);
    if !(problems.is_empty() || options.rehearse) {
        bail!("{}", problems.join("; "));
    }
    for problem in problems {
        println!("a release would be refused: {problem}");
    }
    let notes = changelog::section(&found.changelog, version)
        .or_else(|_| changelog::section(&found.changelog, UNRELEASED))
        .unwrap_or_default();

    build::run(repository, None)?;
    leaks::check(&repository.dist(), &leaks::of_this_machine(repository))?;
    let out = place(version);
    let folder = repository.root.join(&out);
    build::empty(&folder)?;
    for (from, to) in [("", version), (CURRENT[0], CURRENT[0]), (CURRENT[1], CURRENT[1])] {
        folder::copy(&repository.dist().join(from), &folder.join(to))?;
    }
    archive::zip(&folder, &[version, CURRENT[0], CURRENT[1]], &folder.join(format!("phaseout-{version}.zip")))?;
    CommandLine::new("npm pack --silent --pack-destination").args([&out, "./dist"]).run(repository)?;
    CommandLine::new("cargo package --package phaseout --locked --no-verify --quiet")
        .args(found.is_changed().then_some("--allow-dirty"))
        .run(repository)?;
    let file = format!("phaseout-{version}.crate");
    fs::copy(repository.root.join("target/package").join(&file), folder.join(&file))
        .with_context(|| format!("cannot copy {file}"))?;
    for (bill, name) in [(&bill::PAGE, "page"), (&bill::CRATE, "crate")] {
        let path = folder.join(format!("phaseout-{version}.{name}.cdx.json"));
        fs::write(&path, bill::of(repository, bill)?).with_context(|| format!("cannot write {}", path.display()))?;
    }
    fs::write(folder.join(NOTES), notes).with_context(|| format!("cannot write {NOTES}"))?;
    sums::write(&folder)?;
    println!("{out}/ has what is published of {version}");
    Ok(())
}

/// Where a release is put, from the root.
pub(crate) fn place(version: &str) -> String {
    format!("target/release-{version}")
}

/// What a host publishes beside the folders of the versions, and replaces with each release (docs/embedding.md).
const CURRENT: [&str; 2] = ["cards", "catalogue"];

/// What is new, for the page of the release.
const NOTES: &str = "NOTES.md";
