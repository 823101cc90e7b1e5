//! The languages, as a list for the command line and the tests: `www/locale/` in, `locales.rs` out.
//!
//! A new language is a new file, and no list names it.

use std::{env, error::Error, fs, path::Path};

const FOLDER: &str = "www/locale";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={FOLDER}");
    let root = env::var("CARGO_MANIFEST_DIR")?;
    let mut tags = Vec::new();
    for entry in fs::read_dir(Path::new(&root).join(FOLDER))? {
        let name = entry?.file_name().into_string().map_err(|name| format!("{} is not UTF-8", name.display()))?;
        tags.extend(name.strip_suffix(".json").map(str::to_owned));
    }
    // English first: it stands in for every language that there is not.
    tags.sort_by_key(|tag| (tag != "en", tag.clone()));
    let mut list = String::from("[");
    for tag in &tags {
        let path = format!("{root}/{FOLDER}/{tag}.json");
        list += &format!("({tag:?}, include_str!({path:?})),");
    }
    Ok(fs::write(Path::new(&env::var("OUT_DIR")?).join("locales.rs"), list + "]")?)
}
