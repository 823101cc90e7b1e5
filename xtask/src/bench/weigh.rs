//! What files weigh, those of a variant and those that are published: a folder in, each file's bytes out, raw, after
//! `gzip -9`, after `brotli -q 11`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::numbers::Numbers;
use crate::repository::Repository;
use crate::size;

/// A file's name, and its bytes: raw, gzip, brotli.
type Weight = (String, [u64; 3]);

/// What the rows of the published folder are said to be of.
pub(super) const PUBLISHED: &str = "published";
/// The rows of the published folder, in bytes after brotli.
pub(super) const SCRIPT: &str = "script";
pub(super) const SCRIPT_AND_CARD: &str = "script and the card of Kaspersky Premium, English";
pub(super) const CARD: &str = "card of one product, the largest in any language";
pub(super) const CHOICE: &str = "all 53 products for a choice, English";
pub(super) const FALLBACK: &str = "the script's fallback";
pub(super) const DESK: &str = "desk";

/// The topic whose cards are weighed, and one of its products.
const TOPIC: &str = "cards/1/kaspersky-us";
const PREMIUM: &str = "kaspersky-premium.json";

/// Adds what the files of the published folder weigh that a page may load.
pub(super) fn published(repository: &Repository, numbers: &mut Numbers) -> Result<()> {
    let dist = repository.dist();
    for (row, names) in [
        (SCRIPT, vec!["phaseout.js".to_owned()]),
        (SCRIPT_AND_CARD, vec!["phaseout.js".to_owned(), format!("{TOPIC}/en/{PREMIUM}")]),
        (CHOICE, vec![format!("{TOPIC}/en.json")]),
        (FALLBACK, vec!["phaseout.fallback.js".to_owned()]),
        (DESK, vec!["phaseout.desk.js".to_owned(), "phaseout.desk.wasm".to_owned()]),
    ] {
        let bytes = files(repository, &dist, names)?.iter().map(|(_, [_, _, brotli])| brotli).sum();
        numbers.add(PUBLISHED, row, exact(bytes)?);
    }
    let mut cards = Vec::new();
    for topic in fs::read_dir(dist.join("cards/1"))? {
        for language in languages(&topic?.path())? {
            for card in fs::read_dir(&language)? {
                cards.push(card?.path().to_string_lossy().into_owned());
            }
        }
    }
    let largest = size::weights(repository, cards.into_iter())?.iter().map(|[_, _, brotli]| *brotli).max();
    numbers.add(PUBLISHED, CARD, exact(largest.context("no cards are published")?)?);
    Ok(())
}

/// The card of one product in each language, as in [`files`].
pub(super) fn in_each_language(repository: &Repository) -> Result<Vec<Weight>> {
    let folder = repository.dist().join(TOPIC);
    let names = languages(&folder)?.into_iter().filter_map(|path| {
        let language = path.file_name()?.to_str()?;
        Some(format!("{language}/{PREMIUM}"))
    });
    files(repository, &folder, names.collect())
}

/// The folders of a topic's languages.
fn languages(topic: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(topic).with_context(|| format!("cannot read {}", topic.display()))?;
    Ok(entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect())
}

/// So many bytes as a number of a row.
fn exact(bytes: u64) -> Result<f64> {
    Ok(f64::from(u32::try_from(bytes)?))
}

/// Weighs the named files of a folder, each once, in the order of their names.
pub(super) fn files(repository: &Repository, folder: &Path, mut files: Vec<String>) -> Result<Vec<Weight>> {
    files.sort();
    files.dedup();
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let paths = files.iter().map(|file| folder.join(file).to_string_lossy().into_owned());
    let weights = size::weights(repository, paths)?;
    Ok(files.into_iter().zip(weights).collect())
}
