//! What was measured: rows of values, round after round, by variant; and how they are summed up.
//!
//! Knows no browser and no document. A value that was not taken is not there.

use std::collections::BTreeMap;
use std::fs;
use std::thread::available_parallelism;

use serde::{Deserialize, Serialize};

/// All numbers of one run.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Numbers {
    /// How many rounds are whole.
    pub(super) rounds: usize,
    /// Cores of the machine, and its processor's name.
    pub(super) machine: String,
    /// Names and versions of the browsers.
    pub(super) browsers: Vec<String>,
    /// What could not be measured, and why: one line each.
    pub(super) missing: Vec<String>,
    /// Variant, then row, then a value for each time it was taken: once a round, or a few times.
    pub(super) values: BTreeMap<String, BTreeMap<String, Vec<f64>>>,
    /// The machine's load average over a minute, at the start of each round.
    pub(super) load: Vec<f64>,
    /// What each file that a variant loads weighs: name, then raw, gzip and brotli bytes.
    pub(super) files: BTreeMap<String, Vec<(String, [u64; 3])>>,
}

/// What several rounds say together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Summary {
    pub(super) median: f64,
    pub(super) least: f64,
    pub(super) most: f64,
}

impl Numbers {
    /// No numbers yet, with what the system says of the machine.
    pub(super) fn of_this_machine() -> Self {
        let cores = available_parallelism().map_or(0, usize::from);
        let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model =
            cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map(|(_, name)| name);
        let machine = format!("{cores} cores, {}", model.unwrap_or("an unnamed processor"));
        Self { machine, ..Self::default() }
    }

    /// Notes that something could not be measured, and says so at once.
    pub(super) fn miss(&mut self, what: &str) {
        eprintln!("not measured: {what}");
        self.missing.push(what.replace('\n', " "));
    }

    /// Notes a browser, once.
    pub(super) fn note_browser(&mut self, version: &str) {
        if !self.browsers.iter().any(|known| known == version) {
            self.browsers.push(version.to_owned());
        }
    }

    /// Adds a value.
    pub(super) fn add(&mut self, variant: &str, row: &str, value: f64) {
        self.values.entry(variant.to_owned()).or_default().entry(row.to_owned()).or_default().push(value);
    }

    /// Notes how busy the machine is.
    pub(super) fn note_load(&mut self) {
        let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
        self.load.extend(load.split(' ').next().and_then(|first| first.parse::<f64>().ok()));
    }

    /// The values of a row; none where it was not measured.
    pub(super) fn row(&self, variant: &str, row: &str) -> &[f64] {
        self.values.get(variant).and_then(|rows| rows.get(row)).map_or(&[], Vec::as_slice)
    }

    /// A row summed up.
    pub(super) fn summary(&self, variant: &str, row: &str) -> Option<Summary> {
        summary(self.row(variant, row))
    }

    /// A row's ratio to the same row of another variant, taken value by value, each to the one of the same round.
    pub(super) fn ratio(&self, variant: &str, to: &str, row: &str) -> Option<Summary> {
        let (ours, theirs) = (self.row(variant, row), self.row(to, row));
        if ours.len() != theirs.len() {
            return None;
        }
        let ratios: Vec<f64> = ours.iter().zip(theirs).filter(|(_, to)| **to > 0.0).map(|(it, to)| it / to).collect();
        summary(&ratios)
    }
}

/// The median and the range of some values; `None` of none.
pub(super) fn summary(values: &[f64]) -> Option<Summary> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (least, most) = (*sorted.first()?, *sorted.last()?);
    let middle = sorted.len() / 2;
    let median = if sorted.len() % 2 == 1 { sorted[middle] } else { f64::midpoint(sorted[middle - 1], sorted[middle]) };
    Some(Summary { median, least, most })
}

impl Summary {
    /// Whether its rounds differ by more than half of the median: then the machine had other things to do.
    pub(super) fn is_noisy(&self) -> bool {
        self.most - self.least > self.median / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_the_middle_or_between_the_two_middles() {
        assert_eq!(summary(&[3.0, 1.0, 2.0]), Some(Summary { median: 2.0, least: 1.0, most: 3.0 }));
        assert_eq!(summary(&[4.0, 1.0]), Some(Summary { median: 2.5, least: 1.0, most: 4.0 }));
        assert_eq!(summary(&[]), None);
    }

    #[test]
    fn ratios_are_taken_round_by_round() {
        let mut numbers = Numbers::default();
        for (ours, theirs) in [(2.0, 1.0), (30.0, 10.0), (8.0, 8.0)] {
            numbers.add("ours", "live", ours);
            numbers.add("theirs", "live", theirs);
        }
        assert_eq!(numbers.ratio("ours", "theirs", "live").map(|ratio| ratio.median), Some(2.0));
    }

    #[test]
    fn what_was_not_taken_in_every_round_has_no_ratio() {
        let mut numbers = Numbers::default();
        numbers.add("ours", "live", 2.0);
        assert_eq!(numbers.ratio("ours", "theirs", "live"), None);
        assert_eq!(numbers.summary("theirs", "live"), None);
    }

    #[test]
    fn rounds_far_apart_are_noise() {
        let of = |values: &[f64]| summary(values).is_some_and(|it| it.is_noisy());
        assert!(!of(&[10.0, 12.0, 14.0]));
        assert!(of(&[10.0, 12.0, 17.0]));
    }
}
