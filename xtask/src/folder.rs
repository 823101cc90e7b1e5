//! Folders, as wholes: one comes in, a copy of it goes out.
//!
//! Must never take anything away: whoever wants an empty place empties it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Copies a folder and all that is in it; what the other place has of the same name is replaced.
///
/// # Errors
///
/// When something cannot be read or written; the text names it.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copy(&from, &to)?;
        } else {
            fs::copy(&from, &to).with_context(|| format!("cannot copy {}", from.display()))?;
        }
    }
    Ok(())
}
