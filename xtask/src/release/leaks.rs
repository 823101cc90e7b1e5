//! Whether what is published names the machine that made it: a folder in, each file with a place of this machine out.
//!
//! A compiler writes the paths of sources into what may fail there, unless it is told not to. What has such a path differs
//! from machine to machine, and says who made it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use memchr::memmem;

use crate::repository::Repository;

/// Where this machine keeps the working copy, crates, and what is its user's.
pub(super) fn of_this_machine(repository: &Repository) -> Vec<PathBuf> {
    let places = [Some(repository.root.clone()), home::cargo_home().ok(), home::rustup_home().ok(), home::home_dir()];
    let temporary = env::temp_dir();
    places.into_iter().flatten().chain([temporary]).filter(|place| place.parent().is_some()).collect()
}

/// Looks for places in all files of a folder.
///
/// # Errors
///
/// When one is found, with each file that names it.
pub(super) fn check(folder: &Path, places: &[PathBuf]) -> Result<()> {
    let mut found = Vec::new();
    look(folder, places, &mut found)?;
    ensure!(found.is_empty(), "what would be published names this machine: {}", found.join(", "));
    Ok(())
}

fn look(folder: &Path, places: &[PathBuf], found: &mut Vec<String>) -> Result<()> {
    let mut entries = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>())
        .with_context(|| format!("cannot read {}", folder.display()))?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            look(&path, places, found)?;
            continue;
        }
        let content = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        for place in places {
            // With what follows it: a folder's name may begin many a word.
            let inside = format!("{}/", place.display());
            if memmem::find(&content, inside.as_bytes()).is_some() {
                found.push(format!("{} has {inside}", path.display()));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_that_names_a_place_is_named() {
        let folder = env::temp_dir().join(format!("phaseout-leaks-{}", std::process::id()));
        fs::create_dir_all(folder.join("b")).expect("a folder");
        fs::write(folder.join("a.js"), "throw 'cargo/registry/src/x.rs:7, /rooted'").expect("a file");
        check(&folder, &["/root".into()]).expect("it names nobody");
        fs::write(folder.join("b/c.wasm"), b"\0asm\xff/root/.cargo/registry/src/x.rs").expect("a file");
        let error = check(&folder, &["/home/somebody".into(), "/root".into()]).expect_err("a path").to_string();
        fs::remove_dir_all(&folder).expect("its own folder");
        assert!(error.starts_with("what would be published names this machine: "), "{error}");
        assert!(error.ends_with("c.wasm has /root/") && !error.contains("a.js"), "{error}");
    }
}
