//! How many tests ran, and which passed: lines of output in, a sum out.
//!
//! Counts by the one line that libtest, wasm-bindgen-test and `tests/scripts/reporter.mjs` end every run with. Must
//! never take a step that printed no such line for one that ran tests.

use std::fmt;
use std::ops::AddAssign;

use super::promises::Passed;

/// How a line begins that names a test which could not be tried.
const NOT_RUN: &str = "not run: ";

/// Tests that ran, by outcome. Ignored tests did not run.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) passed: u64,
    pub(super) failed: u64,
    /// What could not be tried on this machine, a line each that says why.
    pub(super) not_run: Vec<String>,
    /// Those that passed, by name.
    pub(super) tests: Passed,
}

impl Tally {
    /// Adds what `line` tells of tests in `place`: `test result: ok. 3 passed; 0 failed; …`.
    pub(super) fn read(&mut self, place: &str, line: &str) {
        self.tests.read(place, line);
        if line.starts_with(NOT_RUN) {
            self.not_run.push(line.to_owned());
        }
        let Some(result) = line.trim().strip_prefix("test result: ") else {
            return;
        };
        let count = |outcome: &str| {
            result
                .split([';', '.'])
                .find_map(|part| part.trim().strip_suffix(outcome)?.trim().parse().ok())
                .unwrap_or(0)
        };
        self.passed += count("passed");
        self.failed += count("failed");
    }

    /// Says, at once and in the end, that something could not be tried, and why.
    pub(super) fn skip(&mut self, what: &str, why: &str) {
        let line = format!("{NOT_RUN}{what}: {why}");
        println!("{line}");
        self.not_run.push(line);
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.not_run.extend(other.not_run);
        self.tests.extend(other.tests);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: &str, expected: &str) {
        let mut tally = Tally::default();
        lines.lines().for_each(|line| tally.read("native", line));
        assert_eq!(tally.to_string(), expected);
    }

    #[test]
    fn results_of_several_runs_add_up() {
        check(
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
             test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s",
            "13 passed, 2 failed",
        );
        check(
            "    test result: ok. 5 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.24s",
            "5 passed, 0 failed",
        );
    }

    #[test]
    fn what_could_not_be_tried_is_kept_and_counts_nothing() {
        let mut tally = Tally::default();
        tally.read("bundlers", "not run: next: npm cannot install it");
        assert_eq!((tally.to_string().as_str(), tally.not_run.len()), ("0 passed, 0 failed", 1));
    }

    #[test]
    fn other_lines_count_nothing() {
        check("", "0 passed, 0 failed");
        check("test the_result ... ok\n7 passed, 0 failed\nno tests to run!", "0 passed, 0 failed");
    }
}
