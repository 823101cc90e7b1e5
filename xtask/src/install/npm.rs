//! wasm-opt, esbuild and axe-core, from npm, at the versions of `wasm-pack.toml`.
//!
//! They go to `target/tools/node_modules`. Must never leave a `package.json` or a
//! lock file in the working copy.

use std::fs;

use anyhow::{Result, ensure};
use serde_json::Value;

use crate::command::CommandLine;
use crate::repository::{Repository, TOOLS};

/// All packages, installed together: npm removes what one `--no-save` call does not name.
pub(super) fn packages(repository: &Repository) -> Result<()> {
    let tools = &repository.settings.tools;
    let wanted = [("binaryen", &tools.binaryen), ("esbuild", &tools.esbuild), ("axe-core", &tools.axe_core)];
    ensure!(
        repository.find("node").is_some(),
        "wasm-opt, esbuild and axe-core need Node.js, which is not on PATH: install it (on Debian, type `apt-get install nodejs npm`)"
    );
    if wanted.iter().all(|(name, version)| installed(repository, name).as_ref() == Some(*version)) {
        return Ok(());
    }
    let named = wanted.map(|(name, version)| format!("{name}@{version}"));
    ensure!(
        repository.find("npm").is_some(),
        "npm is not on PATH: install it (on Debian, type `apt-get install npm`), or type `npm install --prefix {TOOLS} --no-save {}` where it is",
        named.join(" ")
    );
    println!("installing {}", named.join(" and "));
    CommandLine::new("npm install --no-save --no-audit --no-fund --ignore-scripts --prefix")
        .arg(TOOLS)
        .args(named)
        .run(repository)?;
    // What esbuild's install script does: the program in place of a wrapper that buries its
    // messages under a stack of Node's. npm 11 runs such scripts only where it was told to.
    CommandLine::new("node").arg(format!("{TOOLS}/node_modules/esbuild/install.js")).run(repository)
}

fn installed(repository: &Repository, name: &str) -> Option<String> {
    let manifest = repository.root.join(TOOLS).join("node_modules").join(name).join("package.json");
    let manifest: Value = serde_json::from_str(&fs::read_to_string(manifest).ok()?).ok()?;
    manifest.get("version")?.as_str().map(str::to_owned)
}
