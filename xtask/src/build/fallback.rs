//! A module as JavaScript, for pages and browsers that refuse WebAssembly: `dist/phaseout.wasm` through wasm2js.
//!
//! Out goes `dist/phaseout.fallback.js`, and the like for each other module: a function that takes the module's imports and returns its exports, so
//! that the same glue drives both. It says of which module it was made, because the short names of another one
//! would link and mean something else. Memory that does not grow says so: by wasm2js's own hand it says that it did, and
//! a core out of memory would ask for ever instead of trapping. Fails when wasm2js's text is not the one known.

use std::fs;

use anyhow::{Context, Result, ensure};

use super::{STAGE, integrity, module::Core};
use crate::command::CommandLine;
use crate::repository::Repository;

/// The first line: the only module that the core imports from.
const IMPORT: &str = "import * as a from 'a';\n";

/// Where wasm2js starts the one core that it expects; nothing else is behind it.
const START: &str = "\nvar retasmFunc = asmFunc({\n  \"a\": a,\n});\n";

/// The end of what makes memory grow, where it may; 0 pages more are always granted. The glue looks whether a buffer is
/// detached, which one of WebAssembly's would be.
const GROWN: &str = "\n   buffer = newBuffer;\n   bufferView = HEAPU8;\n  }\n  return oldPages;\n";
const GROWN_OR_NOT: &str = "\n   structuredClone(buffer, { transfer: [buffer] });\n   buffer = newBuffer;\n   bufferView = HEAPU8;\n  } else if (pagesToAdd) {\n   return -1;\n  }\n  return oldPages;\n";

/// Writes the fallback of a module in `dist/`.
pub(super) fn build(repository: &Repository, Core { stem, .. }: &Core) -> Result<()> {
    let module = format!("dist/{stem}.wasm");
    let (translated, staged) = (format!("{STAGE}/{stem}.translated.js"), format!("{STAGE}/{stem}.fallback.js"));
    CommandLine::new("wasm2js -Oz").arg(&module).args(["--output", &translated]).run(repository)?;
    let text = fs::read_to_string(repository.root.join(&translated));
    let text = text.with_context(|| format!("cannot read {translated}"))?;
    let origin = integrity::of(&repository.root.join(module))?;
    let function = function(&text, &origin).with_context(|| format!("in {translated}"))?;
    fs::write(repository.root.join(&staged), function).with_context(|| format!("cannot write {staged}"))?;
    CommandLine::new("esbuild --format=esm --target=es2022 --minify --legal-comments=none --log-level=warning")
        .args([&staged, "--outdir=dist"])
        .run(repository)
}

fn function(text: &str, origin: &str) -> Result<String> {
    let text = text.strip_prefix(IMPORT).context("wasm2js imports in an unknown way")?;
    let (text, _) = text.split_once(START).context("wasm2js starts the core in an unknown way")?;
    ensure!(text.matches(GROWN).count() == 1, "wasm2js makes memory grow in an unknown way");
    let text = text.replace(GROWN, GROWN_OR_NOT);
    Ok(format!("{text}\nexport const origin = \"{origin}\";\nexport default asmFunc;\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_started_one_core_becomes_a_function_for_many() {
        let text = format!("{IMPORT}function asmFunc(imports) {{{GROWN}}}{START}export var b = retasmFunc.b;\n");
        let function = function(&text, "sha384-x").expect("a known text");
        assert_eq!(
            function,
            format!(
                "function asmFunc(imports) {{{GROWN_OR_NOT}}}\nexport const origin = \"sha384-x\";\nexport default asmFunc;\n"
            )
        );
    }

    #[test]
    fn a_text_that_changed_is_refused() {
        assert!(function("import * as env from 'env';\n", "sha384-x").is_err());
        assert!(function(IMPORT, "sha384-x").is_err());
        assert!(function(&format!("{IMPORT}function asmFunc(imports) {{}}{START}"), "sha384-x").is_err());
    }
}
