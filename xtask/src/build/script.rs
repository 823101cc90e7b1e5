//! The one script that pages include: element shell, glue and stylesheet in one module; and the builder page's.
//!
//! `www/`'s scripts and stylesheets come in; `dist/phaseout.js` goes out, without
//! imports. esbuild minifies a stylesheet only by itself, not as text inside a
//! script, so both are laid out under `target/www` first.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{STAGE, glue, integrity, module, modules};
use crate::command::CommandLine;
use crate::repository::Repository;
use overlay::{OF, over};

#[path = "../../../src/overlay.rs"]
mod overlay;

/// Builds `dist/phaseout.js`, `dist/main.js` and `dist/element.js` for bundlers, the builder page's script and those that are loaded later. `glue` is what
/// wasm-bindgen wrote, `player` where the player's module is, `module` its text.
pub(super) fn build(repository: &Repository) -> Result<()> {
    let mut stylesheets = Vec::new();
    for path in sources(&repository.root.join("www"))? {
        let inside = path.strip_prefix(&repository.root)?;
        if path.extension().is_some_and(|extension| extension == "css") {
            stylesheets.push(inside.to_string_lossy().into_owned());
        } else {
            let staged = repository.root.join(staged(inside)?);
            if let Some(folder) = staged.parent() {
                fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
            }
            fs::copy(&path, &staged).with_context(|| format!("cannot copy {}", path.display()))?;
        }
    }
    if !stylesheets.is_empty() {
        CommandLine::new("esbuild --minify --log-level=warning --outbase=www")
            .arg(format!("--outdir={STAGE}"))
            .args(stylesheets)
            .run(repository)?;
    }
    inside(repository)?;
    for core in [&module::DESK, &module::EDITOR] {
        with_origin(repository, core)?;
    }
    let words = words(&repository.root.join("www/locale"))?;
    CommandLine::new(ESBUILD)
        .args(["--bundle", "--external:./phaseout.js", "--charset=utf8", "--outdir=dist"])
        .args(words.map(|(name, words)| format!("--define:{name}={words}")))
        .args(BESIDE.map(|script| format!("{STAGE}/{script}")))
        .run(repository)?;
    let player = integrity::of(&repository.dist().join("phaseout.wasm"))?;
    let tags = tags(repository)?;
    modules::list(repository, &tags)?;
    let languages = serde_json::to_string(&tags)?;
    let bundle = |entry: &str,
                  player_at: &str,
                  files_at: &str,
                  hashes: &BTreeMap<&str, String>,
                  out: &str|
     -> Result<CommandLine> {
        Ok(CommandLine::new(ESBUILD)
            .args(["--bundle", "--charset=utf8", "--loader:.css=text"])
            .arg(format!("--alias:glue=./{}", glue::place(&module::PLAYER)))
            .arg(format!("--alias:player=./{STAGE}/player/{player_at}.js"))
            .arg(format!("--alias:module=./{MODULE}"))
            .arg(format!("--alias:files=./{STAGE}/{files_at}.js"))
            .arg(format!("--alias:texts=./{}", modules::LIST))
            .arg(format!("--define:PLAYER_INTEGRITY=\"{player}\""))
            .arg(format!("--define:VERSION=\"{}\"", env!("CARGO_PKG_VERSION")))
            .arg(format!("--define:LANGUAGES={languages}"))
            .arg(format!("--define:IS_BUNDLED={}", files_at == "modules"))
            .arg(format!("--define:HASHES={}", serde_json::to_string(hashes)?))
            .arg(format!("{STAGE}/{entry}"))
            .arg(format!("--outfile=dist/{out}")))
    };
    let hashes = |scripts: &[&'static str]| -> Result<BTreeMap<&str, String>> {
        scripts.iter().map(|script| Ok((*script, integrity::of(&repository.dist().join(script))?))).collect()
    };
    let desk = |core: &module::Core| format!("--define:DESK_FILES=\"{}\"", core.stem);
    bundle("phaseout.js", "inside", "files", &hashes(&LATER)?, "phaseout.js")?
        .arg(desk(&module::DESK))
        .run(repository)?;
    // What is imported by name stays a module of its own, whatever a bundler makes of it.
    let apart = ["./phaseout*.js", "./modules/*", "./element.js"].map(|name| format!("--external:{name}"));
    let none = BTreeMap::new();
    bundle("exports.js", "inside", "modules", &none, "element.js")?
        .arg(desk(&module::DESK))
        .args(apart[..2].to_vec())
        .run(repository)?;
    bundle("main.js", "inside", "modules", &none, "main.js")?.arg(desk(&module::DESK)).args(apart).run(repository)?;
    let catalogues: Vec<_> =
        topics(repository)?.into_iter().map(|(name, title)| (format!("{name}.json"), title)).collect();
    let all = hashes(&[&LATER[..], &EDITOR_LATER].concat())?;
    bundle("builder/builder.js", "beside", "files", &all, "builder.js")?
        .arg(desk(&module::EDITOR))
        .arg(format!("--define:EDITORS={}", editors(repository)?))
        .arg(format!("--define:CATALOGUES={}", serde_json::to_string(&catalogues)?))
        .arg(format!("--define:REVIEWED={}", reviewed(&repository.root.join("www/locale"))?))
        .run(repository)?;
    let style = repository.root.join(STAGE).join("builder/builder.css");
    fs::copy(&style, repository.dist().join("builder.css"))
        .with_context(|| format!("cannot copy {}", style.display()))?;
    Ok(())
}

/// Writes the glue of a desk, with the hash of its module, as a script in `dist/`.
fn with_origin(repository: &Repository, core: &module::Core) -> Result<()> {
    let (glue, stem) = (glue::place(core), core.stem);
    let origin = integrity::of(&repository.dist().join(format!("{stem}.wasm")))?;
    let text = fs::read_to_string(repository.root.join(&glue)).with_context(|| format!("cannot read {glue}"))?;
    fs::write(repository.root.join(&glue), format!("{text}\nexport const origin = \"{origin}\";\n"))
        .with_context(|| format!("cannot write {glue}"))?;
    CommandLine::new(ESBUILD).args([&glue, &format!("--outfile=dist/{stem}.js")]).run(repository)
}

/// How every script is written.
const ESBUILD: &str = "esbuild --format=esm --target=es2022 --minify --legal-comments=none --log-level=warning";

/// Scripts that the page's script loads only where it needs them, by the hash that they have now.
const LATER: [&str; 6] = [
    "phaseout-clock.js",
    "phaseout-search.js",
    "phaseout-share.js",
    "phaseout.desk.fallback.js",
    "phaseout.desk.js",
    "phaseout.fallback.js",
];

/// Those that the builder page loads besides: its desk.
const EDITOR_LATER: [&str; 2] = ["phaseout.editor.fallback.js", "phaseout.editor.js"];

/// The player's module as a script's text, from the root.
const MODULE: &str = "target/www/player/module.js";

/// What each byte of the module is mixed with, in `www/player/inside.js` too: so that the frequent ones are characters of one
/// byte that a script need not escape. Of all 256, this one came out smallest after brotli, 0.5 kB below none.
const MIX: u8 = 79;

/// Writes the player's module as a text with a character a byte.
fn inside(repository: &Repository) -> Result<()> {
    let module = repository.dist().join("phaseout.wasm");
    let bytes = fs::read(&module).with_context(|| format!("cannot read {}", module.display()))?;
    let path = repository.root.join(MODULE);
    fs::write(&path, format!("export default {};\n", serde_json::to_string(&mixed(&bytes))?))
        .with_context(|| format!("cannot write {}", path.display()))
}

/// Bytes as a text with a character each.
pub(super) fn mixed(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(byte ^ MIX)).collect()
}

/// The topics that are published: the name of each, and its title in English.
fn topics(repository: &Repository) -> Result<Vec<(String, Value)>> {
    let folder = repository.root.join("www/catalogue");
    let mut topics = Vec::new();
    for name in names(&folder)? {
        if !name.ends_with(".schema") {
            let title = json_file(&folder, &name)?["title"].clone();
            topics.push((name, if title.is_object() { title["en"].clone() } else { title }));
        }
    }
    Ok(topics)
}

/// Scripts that pages or the module load, each by itself and only where it is needed.
const BESIDE: [&str; 5] =
    ["embed.js", "phaseout-clock.js", "phaseout-frame.js", "phaseout-search.js", "phaseout-share.js"];

/// What stands beside a card, in every language: the name by which a script knows it, and which messages it is.
const WORDS: [(&str, &[&str]); 4] = [
    ("CLOCK_WORDS", &["clock.off"]),
    ("FRAME_WORDS", &["frame.failed", "frame.open"]),
    ("SEARCH_WORDS", &["search.label", "search.none"]),
    ("SHARE_WORDS", &["share.copy", "share.copied"]),
];

/// The same with the words: of each language the one message, or the list of them. Only pages that need them load them.
fn words(folder: &Path) -> Result<[(&'static str, Value); 4]> {
    let mut all = WORDS.map(|(name, _)| (name, json!({})));
    for tag in names(folder)? {
        let mut whole = json_file(folder, &tag)?;
        if let Some(of) = whole[OF].as_str() {
            whole = over(json_file(folder, of)?, &whole);
        }
        for ((_, keys), (_, words)) in WORDS.iter().zip(&mut all) {
            let message = |key: &&str| whole["messages"][key].clone();
            words[&tag] = match keys {
                [key] => message(key),
                keys => keys.iter().map(message).collect(),
            };
        }
    }
    Ok(all)
}

/// Writes the builder page's sentences, and the titles of our topics, in each language that has any to `dist/builder/`; which those are, each with what it
/// calls itself, as a script's object.
fn editors(repository: &Repository) -> Result<Value> {
    let folder = repository.root.join("www/locale");
    let out = repository.dist().join("builder");
    fs::create_dir_all(&out).with_context(|| format!("cannot make {}", out.display()))?;
    let (topics, catalogue) = (topics(repository)?, repository.root.join("www/catalogue"));
    let mut editors = json!({});
    for tag in names(&folder)? {
        let language = json_file(&folder, &tag)?;
        let mut words = language["builder"].clone();
        if let Some(words) = words.as_object_mut() {
            for (name, title) in &topics {
                if let (Some(english), Some(title)) = (title.as_str(), title_in(&catalogue.join(name), &tag)?) {
                    words.insert(english.to_owned(), title);
                }
            }
            let path = out.join(format!("{tag}.json"));
            let file = json!({ "direction": language["direction"], "words": words });
            fs::write(&path, file.to_string()).with_context(|| format!("cannot write {}", path.display()))?;
        } else if tag != "en" {
            continue;
        }
        editors[&tag] = language["name"].clone();
    }
    Ok(editors)
}

/// The title of a topic in a language; none where nobody has translated it.
fn title_in(topic: &Path, tag: &str) -> Result<Option<Value>> {
    if !topic.join(format!("{tag}.json")).exists() {
        return Ok(None);
    }
    let file = json_file(topic, tag)?;
    let texts = file["texts"].as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(texts.iter().find(|text| text["place"] == "title").map(|text| text["text"].clone()))
}

/// A file of a folder, by its name without `.json`.
fn json_file(folder: &Path, name: &str) -> Result<Value> {
    super::json(&folder.join(format!("{name}.json")))
}

/// The tags of the languages that are published, in order: a page asks only for what there is.
pub(super) fn tags(repository: &Repository) -> Result<Vec<String>> {
    names(&repository.root.join("www/locale"))
}

/// The tags of the languages that somebody who speaks them has read, as JSON.
fn reviewed(folder: &Path) -> Result<String> {
    let mut tags = Vec::new();
    for tag in names(folder)? {
        let language = json_file(folder, &tag)?;
        // A file that says nothing of it is the one that the others are made from.
        if language["reviewed"] != false {
            tags.push(tag);
        }
    }
    Ok(serde_json::to_string(&tags)?)
}

/// The names of the JSON files in `folder`, without `.json`, in order.
fn names(folder: &Path) -> Result<Vec<String>> {
    let files = super::files(folder, ".json")?;
    let mut names: Vec<_> =
        files.iter().filter_map(|file| Some(file.file_stem()?.to_string_lossy().into_owned())).collect();
    names.sort();
    Ok(names)
}

/// Every script and stylesheet below `folder`, in order.
fn sources(folder: &Path) -> Result<Vec<PathBuf>> {
    let pattern = |ending: &str| format!("{}/**/*.{ending}", folder.display());
    let mut found = Vec::new();
    for path in glob::glob(&pattern("js"))?.chain(glob::glob(&pattern("css"))?) {
        found.push(path?);
    }
    found.sort();
    Ok(found)
}

fn staged(inside: &Path) -> Result<PathBuf> {
    Ok(Path::new(STAGE).join(inside.strip_prefix("www")?))
}
