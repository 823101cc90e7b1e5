//! The WebAssembly modules: wasm-pack builds each and its glue, wasm-opt makes it small.
//!
//! `www/wasm` and `www/desk` come in; `dist/phaseout.wasm`, `dist/phaseout.desk.wasm` and `dist/phaseout.editor.wasm` go out, and the glue stays where wasm-pack leaves it. The flags of wasm-pack are those of `wasm-pack.toml`.

use std::fs;

use anyhow::{Context, Result};
use serde::Deserialize;
use wasmparser::{Validator, WasmFeatures};

use super::STAGE;
use crate::command::CommandLine;
use crate::repository::Repository;

/// A module that the page's script drives.
#[derive(Debug)]
pub(super) struct Core {
    /// Its crate, from the root.
    folder: &'static str,
    /// Features of the crate, with commas between them.
    features: &'static str,
    /// What wasm-pack calls it.
    pack: &'static str,
    /// What its files in `dist/` are called.
    pub(super) stem: &'static str,
}

/// What every card needs.
pub(super) const PLAYER: Core = Core { folder: "www/wasm", features: "", pack: "phaseout", stem: "phaseout" };

/// What a card needs that was not compiled before it was published.
pub(super) const DESK: Core = Core { folder: "www/desk", features: "", pack: "desk", stem: "phaseout.desk" };

/// The same with an editor's tools, for the builder page.
pub(super) const EDITOR: Core =
    Core { folder: "www/desk", features: "editor", pack: "editor", stem: "phaseout.editor" };

/// What the compiled standard library uses beyond them.
const FEATURES: [&str; 4] =
    ["--enable-bulk-memory", "--enable-mutable-globals", "--enable-nontrapping-float-to-int", "--enable-sign-ext"];

/// How each is put in their terms.
const LOWERING: [&str; 3] =
    ["--llvm-memory-copy-fill-lowering", "--llvm-nontrapping-fptoint-lowering", "--signext-lowering"];

/// Makes the module in `dist/` from the one that was packed; says which short names module and glue now have for long ones,
/// which weigh twice.
pub(super) fn shrink(repository: &Repository, core: &Core) -> Result<Vec<[String; 2]>> {
    let Core { pack: name, stem, .. } = *core;
    // In WebAssembly's first instructions alone.
    let lowered = format!("{STAGE}/{name}.lowered.wasm");
    CommandLine::new("wasm-opt")
        .args(FEATURES)
        .args(LOWERING)
        .args([&output(repository, name, "_bg.wasm")?, "--output", &lowered])
        .run(repository)?;
    // Taken apart and put together anew, it is 0.1 kB smaller after brotli.
    let names = CommandLine::new("wasm-opt --flatten --rereloop -Oz -Oz")
        .args(["--strip-debug", "--strip-producers", "--strip-target-features"])
        .args(["--minify-imports-and-exports-and-modules", "--mvp-features", "--enable-mutable-globals", &lowered])
        .arg("--output")
        .arg(format!("dist/{stem}.wasm"))
        .read(repository)?;
    let module = repository.dist().join(format!("{stem}.wasm"));
    let content = fs::read(&module).with_context(|| format!("cannot read {}", module.display()))?;
    let mut validator = Validator::new_with_features(WasmFeatures::WASM1);
    validator.validate_all(&content).context("the module needs more than the first WebAssembly had")?;
    names_in(&names)
}

/// The names in what wasm-opt prints: of each import its module, its long name and its short one, of each export the two.
fn names_in(printed: &str) -> Result<Vec<[String; 2]>> {
    #[derive(Deserialize)]
    struct Printed {
        imports: Vec<[String; 3]>,
        exports: Vec<[String; 2]>,
    }
    let Printed { imports, exports } =
        serde_json::from_str(printed).with_context(|| format!("wasm-opt's names are not as they were: {printed}"))?;
    Ok(imports.into_iter().map(|[_, long, short]| [long, short]).chain(exports).collect())
}

/// Has wasm-pack build a crate, module and glue, into files of its name.
pub(super) fn pack(repository: &Repository, core: &Core) -> Result<()> {
    let Core { folder, features, pack: name, .. } = *core;
    let flags = repository.settings.build.iter();
    CommandLine::new("wasm-pack build")
        .arg(folder)
        .args(flags.map(|flag| if *flag == repository.settings.out_name { name } else { flag }))
        .args(["--", "--features", features, "--config", &without_home()?])
        // The live card where the crate asks for it, and not because it is built here.
        .env("PHASEOUT_MODULE", "")
        .run(repository)
}

/// Tells the compiler to leave out where this machine keeps its crates, and which registry it got them from: the same sources
/// make the same bytes everywhere. Added to the flags of `.cargo/config.toml`, which cannot know the place.
fn without_home() -> Result<String> {
    let home = home::cargo_home().context("cargo has no home")?;
    let mut places = vec![(home.clone(), "cargo")];
    // A folder for each registry, named after the address that it has here. Of what fits, the last one holds.
    if let Ok(registries) = fs::read_dir(home.join("registry/src")) {
        places.extend(registries.flatten().map(|registry| (registry.path(), "crates")));
    }
    let flags: Vec<_> =
        places.iter().map(|(place, name)| format!("'--remap-path-prefix={}={name}'", place.display())).collect();
    Ok(format!("target.wasm32-unknown-unknown.rustflags=[{}]", flags.join(",")))
}

/// The glue that wasm-bindgen writes beside the module, absolute.
pub(super) fn glue(repository: &Repository, core: &Core) -> Result<String> {
    output(repository, core.pack, ".js")
}

/// What wasm-pack leaves: its `out-dir` is seen from the crate, and all crates lie side by side.
fn output(repository: &Repository, name: &str, ending: &str) -> Result<String> {
    let folder = repository.root.join(PLAYER.folder).join(&repository.settings.out_dir);
    let folder = folder.canonicalize().with_context(|| format!("wasm-pack has left no {}", folder.display()))?;
    Ok(folder.join(format!("{name}{ending}")).to_string_lossy().into_owned())
}
