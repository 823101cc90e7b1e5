//! Why a release is not made: what the working copy says in, a sentence for each reason out.
//!
//! Reads the changelog and what git says of the working copy. Must never change either.

use std::fs;

use anyhow::{Context, Result, ensure};
use url::Url;

use super::changelog;
use crate::command::CommandLine;
use crate::repository::Repository;
use crate::settings::is_exact;

/// What a release depends on.
#[derive(Debug)]
pub(super) struct Found {
    /// The version of the workspace.
    version: String,
    /// The text of `CHANGELOG.md`.
    pub(super) changelog: String,
    /// Paths that differ from the last commit.
    changed: Vec<String>,
    /// The addresses that are published, each with its name in `Cargo.toml`.
    addresses: [(&'static str, String); 2],
}

impl Found {
    /// Looks at the working copy.
    ///
    /// # Errors
    ///
    /// When it is none, or has no changelog.
    pub(super) fn read(repository: &Repository) -> Result<Self> {
        let changelog = fs::read_to_string(repository.root.join("CHANGELOG.md")).context("cannot read CHANGELOG.md")?;
        let status = CommandLine::new("git status --porcelain").quiet(repository);
        let status = status.context("`git status` does not answer: a release is made of a commit")?;
        let changed = status.lines().filter_map(|line| Some(line.trim_start().split_once(' ')?.1.trim().to_owned()));
        Ok(Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            changelog,
            changed: changed.collect(),
            addresses: [
                ("repository", env!("CARGO_PKG_REPOSITORY").to_owned()),
                ("homepage", env!("CARGO_PKG_HOMEPAGE").to_owned()),
            ],
        })
    }

    /// Whether the working copy differs from its last commit.
    pub(super) fn is_changed(&self) -> bool {
        !self.changed.is_empty()
    }

    /// Refuses another version than the workspace's.
    ///
    /// # Errors
    ///
    /// When it is another, or none.
    pub(super) fn version(&self, asked: &str) -> Result<()> {
        ensure!(!asked.is_empty(), "say which version: `cargo xtask release {}`", self.version);
        ensure!(is_exact(asked), "`{asked}` is not a version such as `{}`", self.version);
        let version = &self.version;
        ensure!(
            asked == version,
            "Cargo.toml has version {version}, not {asked}: write `version = \"{asked}\"` under [workspace.package]"
        );
        Ok(())
    }

    /// What a person still has to write, commit or decide.
    pub(super) fn problems(&self, version: &str) -> Vec<String> {
        let mut problems: Vec<_> = changelog::section(&self.changelog, version).err().into_iter().collect();
        if let [first, ..] = self.changed.as_slice() {
            let count = self.changed.len();
            problems.push(format!(
                "the working copy differs from its last commit in {count} paths, the first `{first}`: commit them or take them back"
            ));
        }
        for (name, address) in &self.addresses {
            if !is_public(address) {
                problems.push(format!(
                    "Cargo.toml: {name}: `{address}` is nobody's: write the project's own address under [workspace.package]"
                ));
            }
        }
        problems
    }
}

/// Whether there can be a host of that name: `.example` and the like never are (RFC 2606).
fn is_public(address: &str) -> bool {
    let reserved = ["example", "invalid", "localhost", "test"];
    let Ok(url) = Url::parse(address) else {
        return false;
    };
    let host = url.domain().unwrap_or_default();
    let last = host.rsplit('.').next().unwrap_or_default();
    url.scheme() == "https" && host.contains('.') && !reserved.contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> Found {
        Found {
            version: "0.2.0".to_owned(),
            changelog: "## 0.2.0 - 2027-01-31\n\n- A\n".to_owned(),
            changed: Vec::new(),
            addresses: [
                ("repository", "https://code.phaseout.news/phaseout".to_owned()),
                ("homepage", "https://phaseout.news/".to_owned()),
            ],
        }
    }

    #[track_caller]
    fn check(found: &Found, expected: &[&str]) {
        assert_eq!(found.problems("0.2.0"), expected);
    }

    #[test]
    fn what_is_in_order_is_released() {
        check(&good(), &[]);
        good().version("0.2.0").expect("the workspace's own");
    }

    #[test]
    fn another_version_says_where_to_write_it() {
        let refused = |version| good().version(version).expect_err("not the workspace's").to_string();
        assert_eq!(
            refused("0.3.0"),
            "Cargo.toml has version 0.2.0, not 0.3.0: write `version = \"0.3.0\"` under [workspace.package]"
        );
        assert_eq!(refused("v0.2.0"), "`v0.2.0` is not a version such as `0.2.0`");
        assert_eq!(refused(""), "say which version: `cargo xtask release 0.2.0`");
    }

    #[test]
    fn all_reasons_come_at_once() {
        let found = Found {
            changelog: "## Unreleased\n\n- A\n".to_owned(),
            changed: vec!["src/when.rs".to_owned(), "notes.txt".to_owned()],
            addresses: [("repository", "https://git.example/phaseout".to_owned()), ("homepage", String::new())],
            ..good()
        };
        check(
            &found,
            &[
                "CHANGELOG.md has no section `## 0.2.0 - YYYY-MM-DD`: write that heading, with the day of the release, under `## Unreleased` and above its lines",
                "the working copy differs from its last commit in 2 paths, the first `src/when.rs`: commit them or take them back",
                "Cargo.toml: repository: `https://git.example/phaseout` is nobody's: write the project's own address under [workspace.package]",
                "Cargo.toml: homepage: `` is nobody's: write the project's own address under [workspace.package]",
            ],
        );
    }

    #[test]
    fn an_address_is_https_and_of_a_host_that_can_be() {
        assert!(is_public("https://code.phaseout.news/phaseout"));
        for address in
            ["http://code.phaseout.news/", "https://localhost/", "https://phaseout.test", "https://[::1]/", "phaseout"]
        {
            assert!(!is_public(address), "{address}");
        }
    }
}
