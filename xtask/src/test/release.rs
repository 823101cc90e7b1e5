//! What would be published of the last commit: a release made in two clones, and the crate and the npm package of it as their
//! registries' own programs check them.
//!
//! The clones lie in folders of different names, and each has its own idea of where Cargo keeps its crates; they have to make
//! the same bytes. Where a registry cannot be reached, a line says so. Must never publish: each registry's program stops before
//! it would.

use std::env;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::promises::NATIVE;
use super::tally::Tally;
use super::{count, verdict};
use crate::command::CommandLine;
use crate::release::{SUMS, place};
use crate::repository::{Repository, TOOLS, XTASK};

/// The version of the workspace.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Where the clones are, from the root: the one's path is longer, so that a path which comes along is seen.
const CLONES: [&str; 2] = ["target/release-check/one", "target/release-check/the-other/clone"];

/// A release in each of two clones; they have to be the same.
pub(super) fn clones(repository: &Repository, tally: &mut Tally) -> Result<()> {
    // Both at once, of one commit: somebody may go on working meanwhile.
    let clones = CLONES.map(|folder| clone(repository, folder));
    let mut sums = Vec::new();
    for (folder, clone) in CLONES.into_iter().zip(clones) {
        let clone = clone?;
        let cargo = clone.root.with_extension("cargo");
        lend(&home::cargo_home()?, &cargo)?;
        own(&clone, &["release", "--rehearse", VERSION])?.env("CARGO_HOME", cargo.to_string_lossy()).run(&clone)?;
        let root = clone.root.join(place(VERSION));
        sums.push(fs::read_to_string(root.join(SUMS)).with_context(|| format!("{folder} has no {SUMS}"))?);
        CommandLine::new("sha256sum --check").arg(SUMS).run(&Repository { root, ..clone })?;
    }
    let [one, other] = [&sums[0], &sums[1]];
    let different: Vec<_> = one.lines().filter(|line| !other.lines().any(|known| known == *line)).collect();
    print!("{one}");
    verdict(tally, "release::two_clones_make_the_same_bytes", one == other);
    ensure!(one == other, "two clones made different bytes of {}", different.join(", "));
    Ok(())
}

/// `cargo publish --dry-run`, then the doc tests of what it packed, from that alone.
pub(super) fn crate_alone(repository: &Repository, tally: &mut Tally) -> Result<()> {
    let clone = Repository { root: repository.root.join(CLONES[0]), ..Repository::open()? };
    let asked = CommandLine::new("cargo update --dry-run --quiet --package wasm-bindgen");
    if asked.quiet(&clone).is_none() {
        tally.skip("crate", &format!("`{asked}` reaches no registry, and `cargo publish --dry-run` asks it"));
        return Ok(());
    }
    CommandLine::new("cargo publish --dry-run --package phaseout --locked").run(&clone)?;
    verdict(tally, "release::the_crate_builds_from_what_is_packed", true);
    let root = clone.root.join(format!("target/package/phaseout-{VERSION}"));
    ensure!(root.join("Cargo.toml").is_file(), "cargo has left no {}", root.display());
    let alone = Repository { root, ..clone };
    let documented = CommandLine::new("cargo test --doc --features cli --locked --target-dir ../..");
    count(&alone, &documented, NATIVE, tally)
}

/// `npm publish --dry-run` of the package.
pub(super) fn package(repository: &Repository, tally: &mut Tally) -> Result<()> {
    let package = format!("./{}/{}/phaseout-{VERSION}.tgz", CLONES[0], place(VERSION));
    CommandLine::new("npm publish --dry-run").arg(package).run(repository)?;
    verdict(tally, "release::npm_takes_the_package", true);
    Ok(())
}

/// A task of this program, which knows how and which a clone has not built, for the clone.
pub(super) fn own(clone: &Repository, task: &[&str]) -> Result<CommandLine> {
    let program = env::current_exe().context("this program does not know where it is")?;
    let command = CommandLine::of(program.to_string_lossy()).args(task.iter().copied());
    Ok(command.env(XTASK, clone.root.join("xtask").to_string_lossy()))
}

/// A fresh clone of the last commit, with the tools that this working copy has.
pub(super) fn clone(repository: &Repository, folder: &str) -> Result<Repository> {
    let root = repository.root.join(folder);
    if root.exists() {
        fs::remove_dir_all(&root).with_context(|| format!("cannot empty {folder}"))?;
    }
    CommandLine::new("git clone --quiet --no-hardlinks .").arg(folder).run(repository)?;
    lend(&repository.root.join(TOOLS), &root.join(TOOLS))?;
    Ok(Repository { root, ..Repository::open()? })
}

/// A folder with all that another has, under a path of its own.
fn lend(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let link = to.join(entry.file_name());
        if !link.exists() {
            same(entry.path(), &link).with_context(|| format!("cannot make {}", link.display()))?;
        }
    }
    Ok(())
}

#[cfg(unix)]
use std::os::unix::fs::symlink as same;

/// Elsewhere a link takes rights that few have.
#[cfg(not(unix))]
fn same(_: std::path::PathBuf, _: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}
