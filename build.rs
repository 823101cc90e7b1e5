//! What the crate has beyond its code: whether there is a live card, and for the feature `shipped` the lists of languages
//! and topics.
//!
//! `www/locale/` and `www/catalogue/` in, `locales.rs` and `topics.rs` out: a new language or topic is a new file, and no
//! list names it. There is a live card in WebAssembly, where the feature `web` asks for it or the configuration of this
//! repository does.

use std::{env, error::Error};

#[cfg(feature = "shipped")]
#[path = "src/overlay.rs"]
mod overlay;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    println!("cargo::rustc-check-cfg=cfg(live_card)");
    println!("cargo::rerun-if-env-changed=PHASEOUT_MODULE");
    let is_asked =
        env::var_os("CARGO_FEATURE_WEB").is_some() || env::var("PHASEOUT_MODULE").is_ok_and(|it| it == "card");
    if is_asked && env::var("CARGO_CFG_TARGET_ARCH")? == "wasm32" {
        println!("cargo::rustc-cfg=live_card");
    }
    #[cfg(feature = "shipped")]
    shipped::write()?;
    Ok(())
}

#[cfg(feature = "shipped")]
mod shipped {
    use std::{
        env, fs,
        path::{Path, PathBuf},
    };

    use serde_json::Value;

    use super::{Result, overlay};

    /// Writes the two lists.
    pub(super) fn write() -> Result<()> {
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
}
