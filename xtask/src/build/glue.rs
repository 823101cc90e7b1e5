//! The glue that wasm-bindgen writes, with one door closed: what the core throws inside a timer or a listener.
//!
//! wasm-bindgen lets such an error through to the browser, and the browser hands it to the host page's own
//! error handler. Here it goes to `onFault` instead. And with one way in, `start`, in place of many: who fetches
//! the module is the page's script, which has its bytes. Fails when wasm-bindgen's text is not the one known.

use std::fs;

use anyhow::{Context, Result, ensure};

use super::names::Names;
use crate::repository::Repository;

/// The end of the function that makes every callback.
const RETURN: &str = "    CLOSURE_DTORS.register(real, state, state);\n    return real;\n";

/// Where the ways to fetch and start a module begin; nothing else is behind them.
const LOADERS: &str = "async function __wbg_load(";

/// The same, handing out the callback with its errors kept.
const GUARDED: &str = "    CLOSURE_DTORS.register(real, state, state);\n    return guarded(real);\n";

/// What keeps them, and what starts a module.
const GUARD: &str = "
/** Starts the core. */
export const start = async (bytes) => {
    const { instance } = await WebAssembly.instantiate(bytes, __wbg_get_imports());
    __wbg_finalize_init(instance);
};

let fault = () => {};

/** Calls back with what the core threw where nobody could catch it. */
export const onFault = (listener) => {
    fault = listener;
};

const guarded = (real) => {
    const callback = (...args) => {
        try {
            return real(...args);
        } catch (error) {
            fault(error);
        }
    };
    callback._wbg_cb_unref = real._wbg_cb_unref;
    return callback;
};
";

/// Where the guarded glue is, from the root.
pub(super) const GLUE: &str = "target/www/glue.js";

/// Writes the guarded glue, with the names that the module goes by.
pub(super) fn write(repository: &Repository, glue: &str, names: &Names) -> Result<()> {
    let path = repository.root.join(glue);
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let guarded = guarded(&text).and_then(|text| names.give(&text)).with_context(|| format!("in {glue}"))?;
    let path = repository.root.join(GLUE);
    fs::write(&path, guarded).with_context(|| format!("cannot write {}", path.display()))
}

fn guarded(glue: &str) -> Result<String> {
    let places = glue.matches(RETURN).count();
    ensure!(places == 1, "wasm-bindgen makes callbacks in {places} known places, not in 1: look at its new glue");
    let (calls, loaders) = glue.split_once(LOADERS).context("wasm-bindgen loads the module in an unknown way")?;
    ensure!(
        loaders.contains("return __wbg_finalize_init(instance, module);"),
        "wasm-bindgen starts it in an unknown way"
    );
    Ok(calls.replace(RETURN, GUARDED) + GUARD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_callback_is_guarded() {
        let loaders = format!("{LOADERS}) {{\n    return __wbg_finalize_init(instance, module);\n}}\n");
        let glue = guarded(&format!("function makeMutClosure() {{\n{RETURN}}}\n{loaders}")).expect("one place");
        assert!(!glue.contains(LOADERS));
        assert!(glue.contains("return guarded(real);"));
        assert!(!glue.contains("return real;"));
    }

    #[test]
    fn a_glue_that_changed_is_refused() {
        assert!(guarded("function makeMutClosure() { return wrapped; }").is_err());
    }
}
