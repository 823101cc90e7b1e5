//! Folders as one zip: the same files make the same bytes.
//!
//! Paths in the order of their bytes, each with the day on which zip's calendar begins and the same mode. Must never follow
//! the clock, the order of a disk or the modes of a working copy.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Writes folders that lie in `root` into a zip, by their paths from there.
pub(super) fn zip(root: &Path, folders: &[&str], to: &Path) -> Result<()> {
    let mut paths = Vec::new();
    for folder in folders {
        collect(root, &root.join(folder), &mut paths)?;
    }
    paths.sort();
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    let file = File::create(to).with_context(|| format!("cannot write {}", to.display()))?;
    let mut zip = ZipWriter::new(BufWriter::new(file));
    for path in paths {
        let content = fs::read(root.join(&path)).with_context(|| format!("cannot read {path}"))?;
        zip.start_file(&path, options).with_context(|| format!("{path} cannot stand in a zip"))?;
        zip.write_all(&content).with_context(|| format!("cannot write {}", to.display()))?;
    }
    zip.finish()?.flush().with_context(|| format!("cannot write {}", to.display()))
}

fn collect(root: &Path, folder: &Path, paths: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            collect(root, &path, paths)?;
        } else {
            paths.push(path.strip_prefix(root)?.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use zip::ZipArchive;

    use super::*;

    #[test]
    fn the_same_files_make_the_same_bytes_whenever_and_in_whichever_order_they_were_written() {
        let root = std::env::temp_dir().join(format!("phaseout-zip-{}", std::process::id()));
        let made = |name: &str, files: &[&str], mode: u32| {
            let place = root.join(name);
            for file in files {
                let path = place.join(file);
                fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
                fs::write(&path, file.repeat(9)).expect("a file");
                #[cfg(unix)]
                fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(mode)).expect("its own file");
            }
            let to = place.join("all.zip");
            zip(&place, &["1.0.0", "cards"], &to).expect("a zip");
            fs::read(to).expect("it was written")
        };
        let one = made("one", &["cards/b.json", "1.0.0/a.js", "1.0.0/b/c.js"], 0o644);
        let other = made("other", &["1.0.0/b/c.js", "cards/b.json", "1.0.0/a.js"], 0o600);
        fs::remove_dir_all(&root).expect("its own folder");
        assert_eq!(one, other);

        let mut zip = ZipArchive::new(std::io::Cursor::new(one)).expect("a zip");
        let mut seen = Vec::new();
        for place in 0..zip.len() {
            let mut file = zip.by_index(place).expect("a file of it");
            let name = file.name().expect("a plain name").into_owned();
            let mut text = String::new();
            file.read_to_string(&mut text).expect("a text");
            assert_eq!((text, file.unix_mode()), (name.repeat(9), Some(0o100_644)));
            seen.push(name);
        }
        assert_eq!(seen, ["1.0.0/a.js", "1.0.0/b/c.js", "cards/b.json"]);
    }
}
