//! The one script that pages include: element shell, glue and stylesheet in one module; and the builder page's.
//!
//! `www/`'s scripts and stylesheets come in; `dist/phaseout.js` goes out, without
//! imports. esbuild minifies a stylesheet only by itself, not as text inside a
//! script, so both are laid out under `target/www` first.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{ENTRY, STAGE, glue, integrity, module};
use crate::command::CommandLine;
use crate::repository::Repository;

/// Builds `dist/phaseout.js`; `import … from "glue"` means what wasm-bindgen wrote.
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
    let integrity = integrity::of(&repository.dist().join("phaseout.wasm"))?;
    let languages = languages(&repository.root.join("www/locale"))?;
    for (entry, script) in [(ENTRY, "phaseout.js"), (DEFINE_FREE, "element.js")] {
        CommandLine::new(
            "esbuild --bundle --format=esm --target=es2022 --minify --legal-comments=none --loader:.css=text",
        )
        .arg("--log-level=warning")
        .arg(format!("--alias:glue=./{}", glue::place(&module::CARD)))
        .arg(format!("--define:CORE_INTEGRITY=\"{integrity}\""))
        .arg(format!("--define:LANGUAGES={languages}"))
        .arg(staged(Path::new(entry))?.to_string_lossy())
        .arg(format!("--outfile=dist/{script}"))
        .run(repository)?;
    }
    let check = glue::place(&module::CHECK);
    let origin = integrity::of(&repository.dist().join("phaseout.check.wasm"))?;
    let text = fs::read_to_string(repository.root.join(&check)).with_context(|| format!("cannot read {check}"))?;
    fs::write(repository.root.join(&check), format!("{text}\nexport const origin = \"{origin}\";\n"))
        .with_context(|| format!("cannot write {check}"))?;
    CommandLine::new("esbuild --format=esm --target=es2022 --minify --legal-comments=none --log-level=warning")
        .args([&check, "--outfile=dist/phaseout.check.js"])
        .run(repository)?;
    CommandLine::new("esbuild --bundle --format=esm --target=es2022 --minify --legal-comments=none --log-level=warning")
        .args(["--external:./phaseout.js", "--outdir=dist"])
        .args(BESIDE.map(|script| format!("{STAGE}/{script}")))
        .run(repository)
}

/// Builds `dist/builder.js` and its stylesheet; `import … from "builder-glue"` means what wasm-bindgen wrote.
pub(super) fn build_builder(repository: &Repository, glue: &str) -> Result<()> {
    let mut catalogues = names(&repository.root.join("www/catalogue"))?;
    catalogues.retain(|name| !name.ends_with(".schema"));
    let catalogues: Vec<_> = catalogues.iter().map(|name| format!("{name}.json")).collect();
    CommandLine::new(
        "esbuild --bundle --format=esm --target=es2022 --minify --legal-comments=none --log-level=warning",
    )
    .arg(format!("--alias:builder-glue=./{glue}"))
    .arg(format!("--define:CATALOGUES={}", serde_json::to_string(&catalogues)?))
    .arg(format!("--define:LANGUAGES={}", languages(&repository.root.join("www/locale"))?))
    .arg(format!("--define:REVIEWED={}", reviewed(&repository.root.join("www/locale"))?))
    .arg(format!("{STAGE}/builder/builder.js"))
    .arg("--outfile=dist/builder.js")
    .run(repository)?;
    let style = repository.root.join(STAGE).join("builder/builder.css");
    fs::copy(&style, repository.dist().join("builder.css"))
        .with_context(|| format!("cannot copy {}", style.display()))?;
    Ok(())
}

/// What bundlers can take instead of the script that defines the element, from the root.
const DEFINE_FREE: &str = "www/exports.js";

/// Scripts that pages or the module load, each by itself and only where it is needed.
const BESIDE: [&str; 5] =
    ["embed.js", "phaseout-clock.js", "phaseout-frame.js", "phaseout-search.js", "phaseout-share.js"];

/// The tags of the languages that are published, as a script's array: a page asks only for what there is.
fn languages(folder: &Path) -> Result<String> {
    Ok(serde_json::to_string(&names(folder)?)?)
}

/// The tags of the languages that somebody who speaks them has read, as JSON.
fn reviewed(folder: &Path) -> Result<String> {
    let mut tags = Vec::new();
    for tag in names(folder)? {
        let path = folder.join(format!("{tag}.json"));
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let language: serde_json::Value = serde_json::from_str(&text)?;
        // A file that says nothing of it is the one that the others are made from.
        if language["reviewed"] != false {
            tags.push(tag);
        }
    }
    Ok(serde_json::to_string(&tags)?)
}

/// The names of the JSON files in `folder`, without `.json`, in order.
fn names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if let (Some(name), true) = (path.file_stem(), path.extension().is_some_and(|extension| extension == "json")) {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Every script and stylesheet below `folder`, in order.
fn sources(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(sources(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "js" || extension == "css") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn staged(inside: &Path) -> Result<PathBuf> {
    Ok(Path::new(STAGE).join(inside.strip_prefix("www")?))
}
