//! What a page may check before it trusts a file of ours: `dist/` in, the hash of each file out.
//!
//! Always sha384: a browser ignores, and so runs, what carries a hash that it does not know.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

use crate::repository::Repository;

/// The list of hashes, in `dist/`.
const LIST: &str = "integrity.json";

/// The hash of a file as the `integrity` attribute takes it.
pub(super) fn of(path: &Path) -> Result<String> {
    let content = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(format!("sha384-{}", STANDARD.encode(Sha384::digest(content))))
}

/// Writes `dist/integrity.json`: every other file right in `dist/` with its hash. What lies deeper is data, which may be
/// corrected while an article keeps its script.
pub(super) fn list(repository: &Repository) -> Result<()> {
    let dist = repository.dist();
    let mut hashes = BTreeMap::new();
    for entry in fs::read_dir(&dist).with_context(|| format!("cannot read {}", dist.display()))? {
        let path = entry?.path();
        if path.is_file() {
            hashes.insert(path.strip_prefix(&dist)?.to_string_lossy().into_owned(), of(&path)?);
        }
    }
    let path = dist.join(LIST);
    fs::write(&path, serde_json::to_string(&hashes)?).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_what_the_integrity_attribute_takes() {
        let path = std::env::temp_dir().join(format!("phaseout-integrity-{}", std::process::id()));
        fs::write(&path, "alert('Hello, world.');").expect("a temporary file");
        let hash = of(&path).expect("it is there");
        fs::remove_file(&path).expect("it is there");
        // The example of the specification, https://www.w3.org/TR/SRI/.
        assert_eq!(hash, "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO");
    }
}
