//! `dist/` as an npm package in a newsroom's own project: packed, installed, checked, and built by Vite.
//!
//! `tests/bundle` comes in; what Vite made of it goes out, for the page tests to open. Fails when the package
//! lacks a file that a script of its own names, is larger than it may be, or when its types or entry points do not resolve.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

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

/// Packs `dist/` and says where the package is; it has to hold what its scripts name, and no more bytes than it may.
pub(super) fn pack(repository: &Repository) -> Result<String> {
    let report = CommandLine::new("npm pack --json --pack-destination").args([BUNDLE, "./dist"]).read(repository)?;
    let [report]: [Packed; 1] = serde_json::from_str(&report).context("npm pack answers in an unknown way")?;
    let files: BTreeSet<_> = report.files.iter().map(|file| file.path.as_str()).collect();
    for script in files.iter().filter(|path| is_script(path)) {
        let text = fs::read_to_string(repository.dist().join(script));
        let text = text.with_context(|| format!("cannot read dist/{script}"))?;
        let lacking: Vec<_> = named(&text).filter(|path| !files.contains(path)).collect();
        ensure!(lacking.is_empty(), "the package lacks what its {script} names: {}", lacking.join(", "));
    }
    let most = repository.settings.npm.packed;
    println!("the package: {} of {most} bytes, {} files", report.size, files.len());
    ensure!(report.size <= most, "the package is {} bytes, more than the {most} of wasm-pack.toml", report.size);
    Ok(format!("{BUNDLE}/{}", report.filename))
}

/// What `npm pack` says of a package.
#[derive(Debug, Deserialize)]
struct Packed {
    filename: String,
    size: u64,
    files: Vec<PackedFile>,
}

#[derive(Debug, Deserialize)]
struct PackedFile {
    path: String,
}

/// Whether a file is a script right in the package; the modules below it name no other.
fn is_script(path: &str) -> bool {
    !path.contains('/') && Path::new(path).extension().is_some_and(|extension| extension == "js")
}

/// The files beside a script that it imports by a literal name, now or later, without `./`.
fn named(script: &str) -> impl Iterator<Item = &str> {
    let behind = ["import(\"./", "import\"./", "from\"./"].into_iter().flat_map(|word| script.split(word).skip(1));
    behind.filter_map(|rest| Some(rest.split_once('"')?.0))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_script_names_is_found_however_it_is_imported() {
        let script =
            "import\"./a.js\";import{b as c}from\"./b.js\";const d=()=>import(\"./c/d.js\");const e=\"./e.js\";";
        let mut found: Vec<_> = named(script).collect();
        found.sort_unstable();
        assert_eq!(found, ["a.js", "b.js", "c/d.js"]);
    }
}
