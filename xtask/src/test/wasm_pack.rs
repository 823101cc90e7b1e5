//! wasm-pack at the root, as its own documentation calls it.
//!
//! The working copy comes in. `wasm-pack build` for each target makes a package in `target/`, which a script of
//! `tests/wasm-pack` reads a card with; `wasm-pack test` runs whatever has a test for a browser, in two; and a module of
//! somebody else that depends on the crate exports what is its own. Must never add a flag that makes one of them work:
//! whoever types them has none.

use std::path::Path;
use std::process::Command;
use std::{env, fs, process};

use anyhow::{Context, Result, ensure};
use wasmparser::{ExternalKind, Parser, Payload};

use super::count;
use super::tally::Tally;
use crate::command::CommandLine;
use crate::engine::Engine;
use crate::repository::Repository;

/// Where the packages go, from the root: that one flag is for the working copy's sake.
const PACKAGES: &str = "target/wasm-pack-root";

/// The targets, each with what Node needs to load a package of it.
const TARGETS: [(&str, &[&str]); 2] = [("web", &[]), ("bundler", &["--experimental-wasm-modules"])];

/// Builds a package of each target, reads a card with it, and runs the tests in Chromium and Firefox.
///
/// # Errors
///
/// When a command fails, or a package cannot be used.
pub(super) fn run(repository: &Repository, tally: &mut Tally) -> Result<()> {
    for (target, flags) in TARGETS {
        let package = format!("{PACKAGES}/{target}");
        CommandLine::new("wasm-pack build --target").args([target, "--out-dir", &package]).run(repository)?;
        let script = format!("tests/wasm-pack/{target}.mjs");
        CommandLine::new("node --no-warnings").args(flags.iter().copied()).args([&script, &package]).run(repository)?;
    }
    for (flag, engine) in [("--chrome", Engine::Chromium), ("--firefox", Engine::Firefox)] {
        count(repository, &CommandLine::new("wasm-pack test --headless").arg(flag), engine.name(), tally)?;
    }
    let folder = env::temp_dir().join(format!("phaseout-stranger-{}", process::id()));
    let exported = stranger(repository, &folder);
    let cleared = fs::remove_dir_all(&folder);
    let exported = exported?;
    cleared.with_context(|| format!("cannot remove {}", folder.display()))?;
    ensure!(exported == ["phase"], "a module that depends on the crate exports {}", exported.join(", "));
    Ok(())
}

/// Builds somebody else's module in a folder outside of the working copy, whose configuration must not reach it: the
/// functions that it exports under a name of the source's.
fn stranger(repository: &Repository, folder: &Path) -> Result<Vec<String>> {
    let source = repository.root.join("tests/wasm-pack/stranger");
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let manifest = fs::read_to_string(source.join("Cargo.toml.in"))?;
    let root = serde_json::to_string(&repository.root)?;
    fs::write(folder.join("Cargo.toml"), manifest.replace("\"PHASEOUT\"", &root))?;
    for (from, to) in [(source.join("lib.rs"), "lib.rs"), (repository.root.join("Cargo.lock"), "Cargo.lock")] {
        fs::copy(&from, folder.join(to)).with_context(|| format!("cannot copy {}", from.display()))?;
    }
    let mut build = Command::new("cargo");
    build.args(["build", "--release", "--target", "wasm32-unknown-unknown"]).current_dir(folder);
    // What this program was told of its own project is not for another.
    build.env("CARGO_TARGET_DIR", folder.join("target")).env_remove("PHASEOUT_MODULE");
    println!("$ cd {} && cargo build --release --target wasm32-unknown-unknown", folder.display());
    ensure!(build.status().context("cannot start cargo")?.success(), "somebody else's module cannot be built");
    let module = fs::read(folder.join("target/wasm32-unknown-unknown/release/stranger.wasm"))?;
    println!("{} bytes before wasm-bindgen and wasm-opt", module.len());
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(&module) {
        let Payload::ExportSection(section) = payload? else { continue };
        for export in section {
            let export = export?;
            if export.kind == ExternalKind::Func && !export.name.starts_with("__") {
                // wasm-bindgen has a hash behind each name.
                names.push(export.name.rsplit_once('_').map_or(export.name, |(name, _)| name).to_owned());
            }
        }
    }
    Ok(names)
}

/// The files of `tests/` with a test for a browser, by name without their ending: those that say so.
///
/// # Errors
///
/// When they cannot be read.
pub(super) fn tests(repository: &Repository) -> Result<Vec<String>> {
    let folder = repository.root.join("tests");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "rs")
            && fs::read_to_string(&path)?.contains("wasm_bindgen_test_configure!(run_in_browser)")
        {
            names.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
        }
    }
    names.sort();
    Ok(names)
}
