//! What rustup adds to the toolchain in use: the wasm target, clippy, rustfmt.
//!
//! Never changes the toolchain's version: `target add` and `component add` keep it.

use std::path::Path;

use anyhow::{Result, ensure};

use crate::command::CommandLine;
use crate::repository::Repository;

const TARGET: &str = "wasm32-unknown-unknown";

/// The standard library for the browser, from rustup or from the system's packages.
pub(super) fn wasm_target(repository: &Repository) -> Result<()> {
    let folder = CommandLine::new("rustc --print target-libdir --target").arg(TARGET).quiet(repository);
    if folder.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    println!("installing Rust's standard library for {TARGET}");
    add(repository, "target", TARGET)
}

/// A component whose presence `probe` shows by exiting with 0.
pub(super) fn component(repository: &Repository, name: &str, probe: &str) -> Result<()> {
    if CommandLine::new(probe).quiet(repository).is_some() {
        return Ok(());
    }
    println!("installing {name}");
    add(repository, "component", name)
}

fn add(repository: &Repository, kind: &str, name: &str) -> Result<()> {
    ensure!(
        repository.find("rustup").is_some(),
        "Rust's {kind} {name} is missing and there is no rustup to add it: install Rust as https://rustup.rs says, then type `rustup {kind} add {name}`"
    );
    CommandLine::new("rustup").args([kind, "add", name]).run(repository)
}
