//! What the files of a variant weigh: a folder in, each file's bytes out, raw, after `gzip -9`, after `brotli -q 11`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::command::CommandLine;
use crate::repository::Repository;

/// A file's name, and its bytes: raw, gzip, brotli.
type Weight = (String, [u64; 3]);

/// Weighs the named files of a folder, or all but its page.
pub(super) fn files(repository: &Repository, folder: &Path, named: Option<&[&str]>) -> Result<Vec<Weight>> {
    let mut files: Vec<String> = match named {
        Some(named) => named.iter().map(|&name| name.to_owned()).collect(),
        None => fs::read_dir(folder)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect(),
    };
    files.retain(|file| file != "index.html");
    files.sort();
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let paths = files.iter().map(|file| folder.join(file).to_string_lossy().into_owned());
    let command = CommandLine::new("node xtask/src/weigh.mjs").args(paths);
    let output = command.quiet(repository).with_context(|| format!("`{command}` failed"))?;
    let weights: Vec<Value> = serde_json::from_str(&output).with_context(|| format!("`{command}` printed {output}"))?;
    let bytes = |weight: &Value, key: &str| weight.get(key).and_then(Value::as_u64).context("a weight is no number");
    files
        .into_iter()
        .zip(&weights)
        .map(|(file, weight)| Ok((file, [bytes(weight, "raw")?, bytes(weight, "gzip")?, bytes(weight, "brotli")?])))
        .collect()
}
