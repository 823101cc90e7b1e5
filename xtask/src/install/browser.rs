//! A Chromium and its driver: whatever is on PATH, or Debian's.
//!
//! The driver's path goes out. Must never install without being root, and never on
//! a system whose `chromium` package is something else (Ubuntu's is an empty shell
//! around a snap).

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::command::CommandLine;
use crate::repository::Repository;

const BROWSERS: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const MACOS_CHROME: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
/// With a font: the browser alone brings none, and a page without glyphs has other sizes.
const DEBIAN: &str = "chromium chromium-driver fonts-liberation";

/// The chromedriver to use, once a browser is there too.
pub(super) fn driver(repository: &Repository) -> Result<PathBuf> {
    let missing = missing(repository);
    if !missing.is_empty() {
        install(repository, &missing.join(" and "))?;
    }
    repository.find("chromedriver").context("chromedriver is not on PATH, although its package is installed")
}

fn missing(repository: &Repository) -> Vec<&'static str> {
    let browser = BROWSERS.iter().any(|name| repository.find(name).is_some()) || Path::new(MACOS_CHROME).exists();
    let driver = repository.find("chromedriver").is_some();
    [(browser, "Chromium"), (driver, "chromedriver")]
        .iter()
        .filter(|(there, _)| !there)
        .map(|(_, name)| *name)
        .collect()
}

fn install(repository: &Repository, missing: &str) -> Result<()> {
    if !is_debian() {
        bail!(
            "{missing} not on PATH: install Chrome or Chromium, and the chromedriver of the same version from https://googlechromelabs.github.io/chrome-for-testing/"
        );
    }
    if !is_root(repository) {
        bail!("{missing} not on PATH: type `sudo apt-get update && sudo apt-get install {DEBIAN}`");
    }
    println!("installing {DEBIAN}");
    CommandLine::new("apt-get update").run(repository)?;
    CommandLine::new("apt-get install --yes --no-install-recommends")
        .args(DEBIAN.split(' '))
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run(repository)
}

fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|release| release.lines().any(|line| line == "ID=debian"))
}

fn is_root(repository: &Repository) -> bool {
    CommandLine::new("id -u").quiet(repository).as_deref() == Some("0")
}
