//! `dist/` as an npm package in a newsroom's own project: packed, installed, checked, and built by Vite.
//!
//! `tests/bundle` comes in; what Vite made of it goes out, for the page tests to open. Fails when the package
//! is not just the files of `dist/`, or when its types or entry points do not resolve.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::command::CommandLine;
use crate::install::npm::BUNDLE;
use crate::repository::Repository;

/// The project, from the root.
const SOURCE: &str = "tests/bundle";

/// What Vite made of it.
pub(super) fn built(repository: &Repository) -> PathBuf {
    repository.root.join(BUNDLE).join("app/dist")
}

/// Packs `dist/`, checks the package, installs it into the project and builds that.
pub(super) fn build(repository: &Repository) -> Result<()> {
    let package = pack(repository)?;
    tool("publint --strict").arg(&package).run(repository)?;
    // Types for projects of today: no CommonJS, and no TypeScript that cannot read `exports`.
    tool("attw --profile esm-only --no-color").arg(&package).run(repository)?;
    let app = format!("{BUNDLE}/app");
    lay_out(&repository.root.join(SOURCE), &repository.root.join(&app))?;
    CommandLine::new(
        "npm install --silent --no-save --no-audit --no-fund --offline --install-strategy=nested --prefix",
    )
    .args([&app, &package])
    .run(repository)?;
    tool("tsc --project").arg(&app).run(repository)?;
    tool("vite build").arg(&app).run(repository)
}

/// A program of the installed packages.
fn tool(line: &str) -> CommandLine {
    CommandLine::new(&format!("{BUNDLE}/node_modules/.bin/{line}"))
}

/// Packs `dist/` and says where the package is; it has to hold every file of `dist/` and no other.
pub(super) fn pack(repository: &Repository) -> Result<String> {
    let report = CommandLine::new("npm pack --json --pack-destination").args([BUNDLE, "./dist"]).read(repository)?;
    let report: Value = serde_json::from_str(&report).context("npm pack does not answer in JSON")?;
    let text = |value: &Value, key: &str| value[key].as_str().map(str::to_owned);
    let files = report[0]["files"].as_array().context("npm pack lists no files")?;
    let packed: BTreeSet<String> = files.iter().filter_map(|file| text(file, "path")).collect();
    let mut published = BTreeSet::new();
    collect(&repository.dist(), &repository.dist(), &mut published)?;
    let difference: Vec<_> = packed.symmetric_difference(&published).map(String::as_str).collect();
    ensure!(difference.is_empty(), "the package and dist/ differ in {}", difference.join(", "));
    Ok(format!("{BUNDLE}/{}", text(&report[0], "filename").context("npm pack names no file")?))
}

fn collect(dist: &Path, folder: &Path, files: &mut BTreeSet<String>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(dist, &path, files)?;
        } else {
            files.insert(path.strip_prefix(dist)?.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}

/// The project's files in an empty folder.
fn lay_out(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        fs::remove_dir_all(to).with_context(|| format!("cannot empty {}", to.display()))?;
    }
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let path = entry?.path();
        let copy = to.join(path.strip_prefix(from)?);
        fs::copy(&path, &copy).with_context(|| format!("cannot copy {}", path.display()))?;
    }
    Ok(())
}
