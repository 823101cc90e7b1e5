//! The working copy: its root, what `wasm-pack.toml` says, and where its commands are found.
//!
//! Reads two files and the environment. Must never change either.

use std::env::{self, consts::EXE_SUFFIX};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use toml::Table;

use crate::settings::Settings;

/// Where `cargo install` and npm put this project's tools, from the root.
pub(crate) const TOOLS: &str = "target/tools";

/// The variable by which Cargo tells a program where its crate is.
pub(crate) const XTASK: &str = "CARGO_MANIFEST_DIR";

/// The working copy that this program works in.
#[derive(Debug)]
pub(crate) struct Repository {
    /// Absolute path of the folder that holds the root `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// What `wasm-pack.toml` says.
    pub(crate) settings: Settings,
    /// `PATH` with this project's own tools first.
    pub(crate) search_path: OsString,
}

impl Repository {
    /// Finds the working copy that Cargo runs this program for, which need not be the one that it was compiled in; reads its
    /// `wasm-pack.toml` and puts this project's tools first on the search path.
    ///
    /// # Errors
    ///
    /// When `wasm-pack.toml` cannot be read or is not in order; the text names every problem.
    pub(crate) fn open() -> Result<Self> {
        let xtask = env::var_os(XTASK).map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = xtask.parent().context("xtask is at the root of a disk")?.to_owned();
        let settings = read(&root.join("wasm-pack.toml"))?.parse()?;
        // The third is esbuild itself on Windows, where what npm puts beside it is a script for a shell that takes 8,191
        // characters a line.
        let own = ["bin", "node_modules/@esbuild/win32-x64", "node_modules/.bin"].map(|it| root.join(TOOLS).join(it));
        let inherited = env::var_os("PATH").unwrap_or_default();
        let search_path = env::join_paths(own.into_iter().chain(env::split_paths(&inherited)))
            .with_context(|| format!("{} cannot stand in PATH", root.display()))?;
        Ok(Self { root, settings, search_path })
    }

    /// The published folder, absolute.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The command line, as a build leaves it, absolute.
    pub(crate) fn program(&self) -> PathBuf {
        self.root.join(format!("target/debug/phaseout{EXE_SUFFIX}"))
    }

    /// The full path of a command, this project's own before the user's.
    pub(crate) fn find(&self, program: &str) -> Option<PathBuf> {
        which::which_in(program, Some(&self.search_path), &self.root).ok()
    }

    /// The version of `package` that `Cargo.lock` holds.
    ///
    /// # Errors
    ///
    /// When there is no `Cargo.lock`, or none with that package.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String> {
        let lock: Table = read(&self.root.join("Cargo.lock"))?.parse().context("Cargo.lock is not TOML")?;
        lock.get("package")
            .and_then(|packages| packages.as_array())
            .into_iter()
            .flatten()
            .find(|entry| entry.get("name").and_then(|name| name.as_str()) == Some(package))
            .and_then(|entry| entry.get("version")?.as_str().map(str::to_owned))
            .with_context(|| format!("Cargo.lock has no package `{package}`"))
    }
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}
