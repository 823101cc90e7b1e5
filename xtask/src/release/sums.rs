//! `SHA256SUMS`: the files of a release in, the hash of each out, as `sha256sum -c` reads it.
//!
//! Folders are not listed: the zip has what is in them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// The list, inside a release.
pub(crate) const LIST: &str = "SHA256SUMS";

/// Writes the list of the files right in a folder.
pub(super) fn write(folder: &Path) -> Result<()> {
    let mut lines = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_file() && entry.file_name() != LIST {
            let content = fs::read(entry.path()).with_context(|| format!("cannot read {}", entry.path().display()))?;
            lines.push((entry.file_name().to_string_lossy().into_owned(), Sha256::digest(content)));
        }
    }
    lines.sort();
    let text: String = lines.iter().map(|(name, hash)| format!("{hash:x}  {name}\n")).collect();
    fs::write(folder.join(LIST), text).with_context(|| format!("cannot write {LIST}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_has_a_line_as_sha256sum_writes_it() {
        let folder = std::env::temp_dir().join(format!("phaseout-sums-{}", std::process::id()));
        fs::create_dir_all(folder.join("cards")).expect("a folder");
        fs::write(folder.join("b.txt"), "").expect("a file");
        fs::write(folder.join("a.txt"), "abc").expect("a file");
        write(&folder).expect("a list");
        write(&folder).expect("the same list");
        let text = fs::read_to_string(folder.join(LIST)).expect("it was written");
        fs::remove_dir_all(&folder).expect("its own folder");
        // The examples of FIPS 180-2 and of the empty text.
        assert_eq!(
            text,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.txt\n\
             e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b.txt\n"
        );
    }
}
