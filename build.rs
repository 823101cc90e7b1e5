//! The languages and the topics, as lists for the command line and the tests: `www/locale/` and `www/catalogue/` in,
//! `locales.rs` and `topics.rs` out.
//!
//! A new language or topic is a new file, and no list names it.

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

#[path = "src/overlay.rs"]
mod overlay;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let www = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("www");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for folder in ["locale", "catalogue"] {
        println!("cargo::rerun-if-changed=www/{folder}");
    }
    fs::write(out.join("locales.rs"), locales(&www.join("locale"), &out)?)?;
    Ok(fs::write(out.join("topics.rs"), topics(&www.join("catalogue"))?)?)
}

/// `[(tag, text)]`, each language whole. English first: it stands in for every language that there is not.
fn locales(folder: &Path, out: &Path) -> Result<String> {
    let mut files = files(folder)?;
    files.sort_by_key(|(tag, _)| (tag != "en", tag.clone()));
    let mut list = String::from("[");
    for (tag, mut path) in files {
        let own: Value = serde_json::from_str(&fs::read_to_string(&path)?)?;
        if let Some(of) = own[overlay::OF].as_str() {
            let base = serde_json::from_str(&fs::read_to_string(folder.join(format!("{of}.json")))?)?;
            path = out.join(format!("{tag}.json"));
            fs::write(&path, overlay::over(base, &own).to_string())?;
        }
        list += &format!("({tag:?}, include_str!({:?})),", text_of(&path)?);
    }
    Ok(list + "]")
}

/// `[(name, text, [(tag, text)])]`: each topic, and its texts in the languages that have any.
fn topics(folder: &Path) -> Result<String> {
    let mut list = String::from("[");
    for (name, path) in files(folder)? {
        // `catalogue.schema` is no topic.
        if name.contains('.') {
            continue;
        }
        let mut texts = String::new();
        if folder.join(&name).is_dir() {
            for (tag, path) in self::files(&folder.join(&name))? {
                texts += &format!("({tag:?}, include_str!({:?})),", text_of(&path)?);
            }
        }
        list += &format!("({name:?}, include_str!({:?}), &[{texts}]),", text_of(&path)?);
    }
    Ok(list + "]")
}

/// The JSON files of a folder: what each is called without its ending, and where it is; by name.
fn files(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).ok_or("a name that is not UTF-8")?;
        if let Some(name) = name.strip_suffix(".json") {
            files.push((name.to_owned(), path));
        }
    }
    files.sort();
    Ok(files)
}

/// A path as a text, which it has to be in a source.
fn text_of(path: &Path) -> Result<&str> {
    path.to_str().ok_or_else(|| format!("{} is not UTF-8", path.display()).into())
}
