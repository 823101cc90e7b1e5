//! Browsers and their drivers, a screen reader, and what tests of WordPress run on: whatever is on PATH, or Debian's.
//!
//! Engines come in; a machine that has them goes out. Must never install without being root, and never on
//! a system whose packages of these names are something else (Ubuntu's `chromium` is an empty shell around
//! a snap).

use std::fs;

use anyhow::{Result, bail};

use crate::command::CommandLine;
use crate::engine::{Engine, Program};
use crate::repository::Repository;

/// What reads as feeds and terminals show it, and what takes no calendar file that is not valid; native tests ask that where it
/// is there.
pub(crate) const READERS: &[Program] =
    &[Program { names: &["w3m"], packages: "w3m" }, Program { names: &["calcurse"], packages: "calcurse" }];

/// WordPress's language, its database without the service that Debian makes of it, and what makes a certificate.
const WORDPRESS: [Program; 4] = [
    Program { names: &["php"], packages: "php-cli php-curl php-mbstring php-mysql php-xml" },
    Program { names: &["mariadbd", "/usr/sbin/mariadbd"], packages: "mariadb-server-core" },
    Program { names: &["mariadb"], packages: "mariadb-client-core" },
    Program { names: &["openssl"], packages: "openssl" },
];

/// A screen reader, the buses by which it hears, a display, and fingers.
const HEARD: [Program; 5] = [
    Program { names: &["orca"], packages: "orca python3-gi python3-pyatspi gir1.2-wnck-3.0" },
    Program { names: &["/usr/libexec/at-spi-bus-launcher"], packages: "at-spi2-core" },
    Program { names: &["dbus-daemon"], packages: "dbus-daemon" },
    Program { names: &["Xvfb"], packages: "xvfb" },
    Program { names: &["xdotool"], packages: "xdotool" },
];

/// Whatever of the engines is not there, installed together.
pub(super) fn engines(repository: &Repository, engines: &[Engine]) -> Result<()> {
    install(repository, &missing(repository, engines.iter().flat_map(|engine| engine.programs())))
}

/// The text browser and the calendar, installed where they are missing.
pub(super) fn readers(repository: &Repository) -> Result<()> {
    install(repository, &missing(repository, READERS))
}

/// What a WordPress runs on, installed where it is missing.
pub(super) fn wordpress(repository: &Repository) -> Result<()> {
    install(repository, &missing(repository, &WORDPRESS))
}

/// A screen reader and what it is heard with, installed where it is missing.
pub(super) fn heard(repository: &Repository, engines: &[Engine]) -> Result<()> {
    install(repository, &missing(repository, engines.iter().flat_map(|engine| engine.programs()).chain(&HEARD)))
}

fn missing<'p>(repository: &Repository, programs: impl IntoIterator<Item = &'p Program>) -> Vec<&'p Program> {
    let is_missing = |program: &&Program| program.names.iter().all(|name| repository.find(name).is_none());
    programs.into_iter().filter(is_missing).collect()
}

fn install(repository: &Repository, missing: &[&Program]) -> Result<()> {
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = missing.iter().map(|program| program.names[0]).collect();
    let names = names.join(", ");
    let mut packages: Vec<_> = missing.iter().flat_map(|program| program.packages.split(' ')).collect();
    packages.dedup();
    if !is_debian() {
        bail!(
            "not on PATH: {names}; install them, for Chrome with the chromedriver of the same version from https://googlechromelabs.github.io/chrome-for-testing/, or name the engines that you have: `cargo xtask test --engine chromium`"
        );
    }
    if !is_root(repository) {
        bail!("not on PATH: {names}; type `sudo apt-get update && sudo apt-get install {}`", packages.join(" "));
    }
    println!("installing {}", packages.join(" "));
    CommandLine::new("apt-get update").run(repository)?;
    CommandLine::new("apt-get install --yes --no-install-recommends")
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run(repository)
}

fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|release| release.lines().any(|line| line == "ID=debian"))
}

fn is_root(repository: &Repository) -> bool {
    CommandLine::new("id -u").quiet(repository).as_deref() == Some("0")
}
