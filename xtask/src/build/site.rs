//! What the command line writes into `dist/`: cards, calendars, pages about topics; and the oEmbed answers and the feed
//! of a folder whose address is known.
//!
//! Calendars are written as of the day on which the facts were last checked: a build reads no clock, so
//! that the same sources make the same bytes.

use anyhow::{Context, Result};

use super::{files, json};
use crate::command::CommandLine;
use crate::repository::Repository;

/// Fills `dist/cards`, `dist/calendar` and `dist/t`, and writes the pages about all topics; and `dist/oembed` and the feed
/// for a folder at `base`.
pub(super) fn build(repository: &Repository, base: Option<&str>) -> Result<()> {
    let mut days = Vec::new();
    for path in files(&repository.root.join("www/catalogue"), ".json")? {
        days.extend(json(&path)?["checked"].as_str().map(str::to_owned));
    }
    let checked = days.into_iter().max().context("no catalogue says when it was checked")?;
    let phaseout = "cargo run --quiet --package phaseout --features cli --";
    CommandLine::new(&format!("{phaseout} site dist --now"))
        .arg(checked)
        .args(base.into_iter().flat_map(|base| ["--base", base]))
        .run(repository)?;
    CommandLine::new(&format!("{phaseout} compile --out dist")).run(repository)
}
