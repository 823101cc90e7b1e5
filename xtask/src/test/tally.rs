//! How many tests ran, and which passed: lines of output in, a sum out.
//!
//! Counts by the one line that libtest, wasm-bindgen-test and `tests/scripts/reporter.mjs` end every run with. Must
//! never take a step that printed no such line for one that ran tests.

use std::fmt;
use std::ops::AddAssign;

use super::promises::Passed;

/// Tests that ran, by outcome. Ignored tests did not run.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) passed: u64,
    pub(super) failed: u64,
    /// Those that passed, by name.
    pub(super) tests: Passed,
}

impl Tally {
    /// Adds what `line` tells of tests in `place`: `test result: ok. 3 passed; 0 failed; …`.
    pub(super) fn read(&mut self, place: &str, line: &str) {
        self.tests.read(place, line);
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
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
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
    fn other_lines_count_nothing() {
        check("", "0 passed, 0 failed");
        check("test the_result ... ok\n7 passed, 0 failed\nno tests to run!", "0 passed, 0 failed");
    }
}
