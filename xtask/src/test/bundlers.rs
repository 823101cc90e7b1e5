//! `dist/` as an npm package in fresh projects: one of each bundler and framework, as its own documentation starts one.
//!
//! Each folder of `tests/bundlers` is such a project; its `package.json` pins what it is made with. It is laid out and
//! installed in `target/tools/bundlers`, and `run.mjs` opens what comes of it in a browser. What cannot be installed or
//! served here, says so in one line and is not run; must never count as passed.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::bundle;
use super::driver::Driver;
use super::tally::Tally;
use crate::command::CommandLine;
use crate::engine::Engine;
use crate::install::npm::BUNDLE;
use crate::repository::Repository;

/// The projects, from the root.
const SOURCE: &str = "tests/bundlers";

/// Where they are installed, from the root.
const PLACE: &str = "target/tools/bundlers";

/// What stands in a project's file for the cards, which all projects share.
const CARDS: &str = "CARDS";

/// The exit code of `run.mjs` where something could not be tried.
const NOTHING_TRIED: i32 = 3;

/// Tries each project, or those with `only` in their names.
///
/// # Errors
///
/// When one fails, or none could be run.
pub(super) fn run(repository: &Repository, only: Option<&str>, tally: &mut Tally) -> Result<()> {
    let place = repository.root.join(BUNDLE);
    fs::create_dir_all(&place).with_context(|| format!("cannot make {}", place.display()))?;
    let package = bundle::pack(repository)?;
    let cards = repository.root.join(SOURCE).join("cards.html");
    let cards = fs::read_to_string(&cards).with_context(|| format!("cannot read {}", cards.display()))?;
    let driver = Driver::start(repository, Engine::Chromium)?;
    let mut failed = Vec::new();
    for name in projects(repository)? {
        if only.is_some_and(|only| !name.contains(only)) {
            continue;
        }
        let folder = format!("{PLACE}/{name}");
        lay_out(&repository.root.join(SOURCE).join(&name), &repository.root.join(&folder), cards.trim_end())?;
        let install = CommandLine::new("npm install --no-save --no-audit --no-fund --prefer-offline --loglevel=error")
            .args(["--prefix", &folder, &package]);
        if let Err(error) = install.run(repository) {
            tally.skip(&name, &format!("{error:#}"));
            continue;
        }
        let script = CommandLine::new("node").args([&format!("{SOURCE}/run.mjs"), &folder, &driver.address()]);
        let before = tally.failed;
        let status = script.run_reading(repository, |line| tally.read("bundlers", line))?;
        if tally.failed > before || !(status.success() || status.code() == Some(NOTHING_TRIED)) {
            failed.push(name);
        }
    }
    ensure!(failed.is_empty(), "cards did not come as they should in {}", failed.join(", "));
    ensure!(tally.passed > 0, "no project could be tried");
    Ok(())
}

/// The projects' names, in order.
fn projects(repository: &Repository) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(repository.root.join(SOURCE)).with_context(|| format!("cannot read {SOURCE}"))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// A project's files with the cards in them, beside what was installed before; nothing is left of what was built.
fn lay_out(from: &Path, to: &Path, cards: &str) -> Result<()> {
    if to.exists() {
        for entry in fs::read_dir(to).with_context(|| format!("cannot read {}", to.display()))? {
            let entry = entry?;
            let path = entry.path();
            match entry.file_type()?.is_dir() {
                true if entry.file_name() == "node_modules" => {
                    // What a dev server keeps of the package before.
                    for kept in [".vite", ".cache"].map(|kept| path.join(kept)).into_iter().filter(|kept| kept.exists())
                    {
                        fs::remove_dir_all(&kept).with_context(|| format!("cannot empty {}", kept.display()))?;
                    }
                    Ok(())
                }
                true => fs::remove_dir_all(&path),
                false => fs::remove_file(&path),
            }
            .with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    copy(from, to, cards)
}

fn copy(from: &Path, to: &Path, cards: &str) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let (path, place) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copy(&path, &place, cards)?;
            continue;
        }
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        fs::write(&place, text.replace(CARDS, cards)).with_context(|| format!("cannot write {}", place.display()))?;
    }
    Ok(())
}
