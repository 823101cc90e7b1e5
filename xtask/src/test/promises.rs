//! What the card promises and which tests show it: `tests/promises.toml` and what ran come in,
//! `docs/reliability.md` goes out.
//!
//! A promise counts as kept in an engine only if each of its tests passed there in this run. Must never be
//! written by hand, and never from a run that left parts out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::repository::Repository;

/// What is promised, from the root.
const PROMISES: &str = "tests/promises.toml";
/// What is written, from the root.
const DOCUMENT: &str = "docs/reliability.md";

/// Tests that passed, each with the places where it did: `native`, or engines.
#[derive(Debug, Default)]
pub(super) struct Passed(BTreeMap<String, BTreeSet<String>>);

impl Passed {
    /// Notes what a line of a test run in `place` tells: `test faults::a_core … ok`.
    pub(super) fn read(&mut self, place: &str, line: &str) {
        let name = line.trim().strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... ok"));
        if let Some(name) = name {
            self.0.entry(name.to_owned()).or_default().insert(place.to_owned());
        }
    }

    /// Adds what passed elsewhere.
    pub(super) fn extend(&mut self, other: Self) {
        for (name, places) in other.0 {
            self.0.entry(name).or_default().extend(places);
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Promises {
    group: Vec<Group>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    name: String,
    promises: Vec<Promise>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Promise {
    says: String,
    #[serde(default)]
    tests: Vec<String>,
    untested: Option<String>,
}

/// Writes the document.
///
/// # Errors
///
/// When a promise names a test that did not pass anywhere, or has neither a test nor a reason.
pub(super) fn write(repository: &Repository, passed: &Passed) -> Result<()> {
    let text = fs::read_to_string(repository.root.join(PROMISES)).with_context(|| format!("cannot read {PROMISES}"))?;
    let document = document(&text, passed)?;
    fs::write(repository.root.join(DOCUMENT), document).with_context(|| format!("cannot write {DOCUMENT}"))
}

fn document(promises: &str, passed: &Passed) -> Result<String> {
    let Promises { group } = toml::from_str(promises).with_context(|| format!("{PROMISES} is not in order"))?;
    let mut problems = Vec::new();
    let mut text = "# Reliability\n\nWhat the card promises to the page that holds it, the tests that show it, and where they passed. Written by\n\
        `cargo xtask test` from [`tests/promises.toml`](../tests/promises.toml) and from what ran; not by hand.\n"
        .to_owned();
    for Group { name, promises } in group {
        let _ = write!(text, "\n## {name}\n\n| promise | tests | passed in |\n| --- | --- | --- |\n");
        for Promise { says, tests, untested } in promises {
            let (tests, places) = match untested {
                Some(reason) if tests.is_empty() => ("–".to_owned(), format!("**untested**: {reason}")),
                None if !tests.is_empty() => {
                    (tests.iter().map(|test| format!("`{test}`")).collect::<Vec<_>>().join(", "), {
                        let missing = tests.iter().filter(|test| !passed.0.contains_key(*test));
                        problems.extend(
                            missing.map(|test| format!("`{test}`, named for \"{says}\", did not pass anywhere")),
                        );
                        places(&tests, passed)
                    })
                }
                _ => {
                    problems.push(format!("\"{says}\" has to have either tests or a reason for having none"));
                    continue;
                }
            };
            let _ = writeln!(text, "| {says} | {tests} | {places} |");
        }
    }
    if problems.is_empty() {
        return Ok(text);
    }
    bail!("{PROMISES}: {}", problems.join("; "))
}

/// Where tests passed; those of one kind must all have.
fn places(tests: &[String], passed: &Passed) -> String {
    let mut places: Vec<&str> = Vec::new();
    for test in tests {
        for place in passed.0.get(test).into_iter().flatten() {
            let everywhere =
                tests.iter().filter_map(|test| passed.0.get(test)).filter(|it| is_page(it) == (place != NATIVE));
            if everywhere.clone().all(|it| it.contains(place)) && !places.contains(&place.as_str()) {
                places.push(place);
            }
        }
    }
    places.join(", ")
}

/// Where tests run that need no browser.
pub(super) const NATIVE: &str = "native";

/// Whether a test runs in browsers.
fn is_page(places: &BTreeSet<String>) -> bool {
    !places.contains(NATIVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passed() -> Passed {
        let mut passed = Passed::default();
        for (place, line) in [
            ("chromium", "test faults::it_stays ... ok"),
            ("webkit", "test faults::it_stays ... ok"),
            ("chromium", "test card::it_moves ... ok"),
            ("webkit", "test card::it_moves ... FAILED"),
            (NATIVE, "test it_is_read ... ok"),
        ] {
            passed.read(place, line);
        }
        passed
    }

    #[track_caller]
    fn check(promise: &str, expected: &str) {
        let promises = format!("[[group]]\nname = \"Faults\"\npromises = [{{ says = \"It holds\", {promise} }}]");
        let outcome = document(&promises, &passed()).unwrap_or_else(|error| error.to_string());
        assert!(outcome.contains(expected), "{outcome}");
    }

    #[test]
    fn a_promise_is_kept_where_each_of_its_tests_passed() {
        check("tests = [\"faults::it_stays\"]", "| It holds | `faults::it_stays` | chromium, webkit |");
        check("tests = [\"faults::it_stays\", \"card::it_moves\"]", "`card::it_moves` | chromium |");
        check("tests = [\"it_is_read\", \"faults::it_stays\"]", "| native, chromium, webkit |");
    }

    #[test]
    fn a_promise_has_tests_that_ran_or_a_reason() {
        check("untested = \"no such telephone\"", "| It holds | – | **untested**: no such telephone |");
        check("tests = [\"card::it_sleeps\"]", "`card::it_sleeps`, named for \"It holds\", did not pass anywhere");
        check("tests = []", "either tests or a reason");
        check("tests = [\"it_is_read\"], untested = \"both\"", "either tests or a reason");
    }
}
