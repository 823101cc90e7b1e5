//! The glue that wasm-bindgen writes, as a function: called once for each core that is started, so that what a failed core
//! has left behind can never touch the next one.
//!
//! What comes in is a module of JavaScript that keeps one core in its variables; esbuild takes out of it how a browser would
//! fetch and start that, and what is left becomes the body of a function. One global is its parameter: whoever calls says
//! what `WebAssembly` is, so that a core in JavaScript can stand in and each way into a core can be guarded. There is no
//! `FinalizationRegistry`, whose callbacks would reach a core that has failed.

use std::fs;

use anyhow::{Context, Result};

use super::{STAGE, module::Core};
use crate::command::CommandLine;
use crate::repository::Repository;

/// What the ways are called on which a browser comes into a core by itself, in a timer or a listener.
const CALLBACK: &str = "_convert__closures_";

/// What esbuild leaves out: what asks for globals that are not there, or that nobody uses, and warnings for programmers.
const WITHOUT: [&str; 4] = [
    "--define:FinalizationRegistry=undefined",
    "--define:Symbol.dispose=undefined",
    "--drop:console",
    "--minify-syntax",
];

/// Where the glue of a module is, from the root.
pub(super) fn place(core: &Core) -> String {
    format!("{STAGE}/{}.glue.js", core.stem)
}

/// Writes the glue of a module as a function; `names` are those that module and glue call each other by, the long one first.
pub(super) fn write(repository: &Repository, core: &Core, glue: &str, names: &[[String; 2]]) -> Result<()> {
    let staged = |ending: &str| format!("{STAGE}/{}.{ending}", core.stem);
    let (entry, cache, alone) = (staged("entry.js"), staged("names.json"), staged("alone.js"));
    let put = |path: &str, text: String| {
        fs::write(repository.root.join(path), text).with_context(|| format!("cannot write {path}"))
    };
    // All but the default export, which fetches the module.
    put(&entry, format!("export * from \"{glue}\";\n"))?;
    let short: serde_json::Map<_, _> = names.iter().map(|[long, short]| (long.clone(), short.clone().into())).collect();
    put(&cache, serde_json::to_string(&short)?)?;
    let long: Vec<_> = names.iter().map(|[long, _]| long.as_str()).collect();
    CommandLine::new("esbuild --bundle --format=esm --target=es2022 --log-level=warning")
        .args(WITHOUT)
        .args([&entry, &format!("--outfile={alone}")])
        .arg(format!("--mangle-props=^({})$", long.join("|")))
        .arg(format!("--mangle-cache={cache}"))
        .run(repository)?;
    let text = fs::read_to_string(repository.root.join(&alone)).with_context(|| format!("cannot read {alone}"))?;
    let callbacks: Vec<_> = names.iter().filter(|[long, _]| long.contains(CALLBACK)).map(|[_, short]| short).collect();
    let factory = factory(&text).with_context(|| format!("in {alone}"))?;
    put(&place(core), format!("{factory}export const callbacks = {};\n", serde_json::to_string(&callbacks)?))
}

fn factory(glue: &str) -> Result<String> {
    let (calls, offers) =
        glue.rsplit_once("export {").context("esbuild writes what a script offers in an unknown way")?;
    Ok(format!("export const makeCore = (WebAssembly) => {{\n{calls}return {{{offers}}};\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glue_becomes_a_function_that_returns_what_it_offers() {
        assert_eq!(
            factory("let wasm;\nclass Card {}\nexport {\n  Card\n};\n").expect("a known glue"),
            "export const makeCore = (WebAssembly) => {\nlet wasm;\nclass Card {}\nreturn {\n  Card\n};\n};\n"
        );
    }

    #[test]
    fn a_glue_that_changed_is_refused() {
        assert!(factory("module.exports = {};").is_err());
    }
}
