//! `cargo xtask build`: `www/` and the Rust core in, `dist/` out, ready for any static host.
//!
//! `dist/` is emptied first and holds only what pages load, their types, the builder
//! page and the demo. Must never write into `www/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::install;
use crate::repository::Repository;

mod fallback;
mod glue;
mod integrity;
mod module;
mod modules;
mod package;
mod script;
mod site;

/// The script that pages include, from the root.
const ENTRY: &str = "www/phaseout.js";
/// Where the steps leave what the next ones read, from the root.
const STAGE: &str = "target/www";

/// Fills `dist/`; `base` is the address that it will have, where that is known.
///
/// # Errors
///
/// When a source is missing, a tool cannot be had, or a step fails.
pub(crate) fn run(repository: &Repository, base: Option<&str>) -> Result<()> {
    let sources = Sources::find(&repository.root)?;
    install::for_build(repository)?;

    let started = Instant::now();
    let dist = repository.dist();
    empty(&dist)?;
    empty(&repository.root.join(STAGE))?;
    cores(repository)?;
    script::build(repository)?;
    for path in sources.verbatim {
        copy(repository, &path, fs::read(&path))?;
    }
    for path in sources.json {
        copy(repository, &path, Ok(json(&path)?.to_string().into_bytes()))?;
    }
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(repository.root.join(licence), dist.join(licence))
            .with_context(|| format!("cannot copy {licence}"))?;
    }
    package::write(repository)?;
    site::build(repository, base)?;
    modules::write(repository, &script::tags(repository)?, script::mixed)?;
    integrity::list(repository)?;
    println!("built dist/ in {:.1} s", started.elapsed().as_secs_f32());
    Ok(())
}

/// Builds every module. While cargo compiles one, the one before it is made small and put into JavaScript.
fn cores(repository: &Repository) -> Result<()> {
    let finish = |core| {
        let names = module::shrink(repository, core)?;
        fallback::build(repository, core)?;
        glue::write(repository, core, &module::glue(repository, core)?, &names)
    };
    thread::scope(|scope| {
        let mut others = Vec::new();
        for core in [&module::PLAYER, &module::DESK, &module::EDITOR] {
            module::pack(repository, core)?;
            others.push(scope.spawn(move || finish(core)));
        }
        others.into_iter().try_for_each(|other| other.join().expect("a step fails with an error"))
    })
}

/// What goes to `dist/` without a tool.
struct Sources {
    /// Byte for byte: the pages, the types, the headers to send.
    verbatim: Vec<PathBuf>,
    /// Without white space: facts, a schema and what says which attributes there are.
    json: Vec<PathBuf>,
}

impl Sources {
    fn find(root: &Path) -> Result<Self> {
        ensure!(root.join(ENTRY).is_file(), "{ENTRY} is missing: it is what dist/phaseout.js is made of");
        let www = root.join("www");
        let mut verbatim = files(&www, ".html")?;
        verbatim.extend(files(&www, ".d.ts")?);
        verbatim.extend(files(&www, "_headers")?);
        let mut json = files(&www, ".json")?;
        json.extend(files(&www.join("catalogue"), ".json")?);
        json.retain(|path| !path.ends_with(package::MANIFEST));
        Ok(Self { verbatim, json })
    }
}

/// The files right inside `folder` whose names end with `ending`, in order; at least one.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_file() && path.to_string_lossy().ends_with(ending) {
            files.push(path);
        }
    }
    ensure!(!files.is_empty(), "{} holds no file that ends with {ending}", folder.display());
    files.sort();
    Ok(files)
}

/// A file of JSON.
fn json(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))
}

fn copy(repository: &Repository, from: &Path, content: std::io::Result<Vec<u8>>) -> Result<()> {
    let content = content.with_context(|| format!("cannot read {}", from.display()))?;
    let inside = from.strip_prefix(repository.root.join("www"))?;
    let to = repository.dist().join(inside);
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(&to, content).with_context(|| format!("cannot write {}", to.display()))
}

pub(crate) fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))
}
