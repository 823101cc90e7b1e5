//! What the files of a variant weigh: a folder in, each file's bytes out, raw, after `gzip -9`, after `brotli -q 11`.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::repository::Repository;
use crate::size;

/// A file's name, and its bytes: raw, gzip, brotli.
type Weight = (String, [u64; 3]);

/// Weighs every file of a folder.
pub(super) fn folder(repository: &Repository, folder: &Path) -> Result<Vec<Weight>> {
    let names = fs::read_dir(folder)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    files(repository, folder, names.collect())
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
