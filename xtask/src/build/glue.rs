//! The glue that wasm-bindgen writes, as a function: called once for each core that is started, so that what a
//! failed core has left behind can never touch the next one.
//!
//! An exception that leaves an export of the module ends that core: its stack is not what it was. Whoever called
//! gets the exception, `fault` is told once, and nothing enters the core again. What the core throws inside a
//! timer or a listener goes to `fault` alone; wasm-bindgen would let it through to the host page's own error
//! handler. Nothing waits for the garbage collector: every value is freed by name, and a collector's callback
//! would reach a core that has failed. Fails when wasm-bindgen's text is not the one known.

use std::fs;

use anyhow::{Context, Result, ensure};

use super::{STAGE, module::Core, names::Names};
use crate::repository::Repository;

/// What stands in front of the glue: `instantiate` makes the exports of a module from its imports.
const HEAD: &str = "export const makeCore = async (instantiate, fault) => {\n";

/// Where the ways to fetch and start a module begin; nothing else is behind them.
const LOADERS: &str = "let wasmModule, wasmInstance, wasm;";

/// What stands in their place.
const TAIL: &str = "
    let wasm = { __proto__: null };
    const end = (error) => {
        const told = fault;
        wasm = {};
        fault = () => {};
        told(error);
    };
    const entered = (call) => (...args) => {
        try {
            return call(...args);
        } catch (error) {
            end(error);
            throw error;
        }
    };
    const exports = await instantiate(__wbg_get_imports());
    for (const name in exports) {
        wasm[name] = typeof exports[name] === 'function' ? entered(exports[name]) : exports[name];
    }
    return { {surface} };
};

const guarded = (real) => {
    const callback = (...args) => {
        try {
            return real(...args);
        } catch {
            // The core has failed, and `fault` knows.
        }
    };
    callback._wbg_cb_unref = real._wbg_cb_unref;
    return callback;
};
";

/// What is written otherwise: text of wasm-bindgen's, what is there if that must be, what takes its place.
const CHANGES: [(&str, &str, &str); 8] = [
    // The end of the function that makes every callback.
    ("    return real;\n", "makeMutClosure", "    return guarded(real);\n"),
    // Every string at once by the browser's own encoder; and whoever knows this syntax has it.
    (
        "    if (realloc === undefined) {
        const buf = cachedTextEncoder.encode(arg);
        const ptr = malloc(buf.length, 1) >>> 0;
        getUint8ArrayMemory0().subarray(ptr, ptr + buf.length).set(buf);
        WASM_VECTOR_LEN = buf.length;
        return ptr;
    }

    let len = arg.length;
    let ptr = malloc(len, 1) >>> 0;

    const mem = getUint8ArrayMemory0();

    let offset = 0;

    for (; offset < len; offset++) {
        const code = arg.charCodeAt(offset);
        if (code > 0x7F) break;
        mem[ptr + offset] = code;
    }
    if (offset !== len) {
        if (offset !== 0) {
            arg = arg.slice(offset);
        }
        ptr = realloc(ptr, len, len = offset + arg.length * 3, 1) >>> 0;
        const view = getUint8ArrayMemory0().subarray(ptr + offset, ptr + len);
        const ret = cachedTextEncoder.encodeInto(arg, view);

        offset += ret.written;
        ptr = realloc(ptr, len, offset, 1) >>> 0;
    }

    WASM_VECTOR_LEN = offset;
    return ptr;
",
        "passStringToWasm0",
        "    const bytes = cachedTextEncoder.encode(arg);
    const ptr = malloc(bytes.length, 1) >>> 0;
    getUint8ArrayMemory0().set(bytes, ptr);
    WASM_VECTOR_LEN = bytes.length;
    return ptr;
",
    ),
    (
        "if (!('encodeInto' in cachedTextEncoder)) {
    cachedTextEncoder.encodeInto = function (arg, view) {
        const buf = cachedTextEncoder.encode(arg);
        view.set(buf);
        return {
            read: arg.length,
            written: buf.length
        };
    };
}
",
        "passStringToWasm0",
        "",
    ),
    // Nobody decodes two gigabytes.
    (
        "const MAX_SAFARI_DECODE_BYTES = 2146435072;
let numBytesDecoded = 0;
",
        "decodeText",
        "",
    ),
    (
        "    numBytesDecoded += bytes.length;
    if (numBytesDecoded >= MAX_SAFARI_DECODE_BYTES) {
        cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
        cachedTextDecoder.decode();
        numBytesDecoded = bytes.length;
    }
",
        "decodeText",
        "",
    ),
    // Our own script alone calls, and knows what with.
    (
        "    if (!(instance instanceof klass)) {
        throw new Error(`expected instance of ${klass.name}`);
    }
",
        "_assertClass",
        "",
    ),
    // The memory of a core in JavaScript grows by a new buffer and leaves the old one attached.
    (
        "cachedUint8ArrayMemory0.byteLength === 0",
        "getUint8ArrayMemory0",
        "cachedUint8ArrayMemory0.buffer !== wasm.memory.buffer",
    ),
    (
        "cachedDataViewMemory0.buffer.detached === true || (cachedDataViewMemory0.buffer.detached === undefined && cachedDataViewMemory0.buffer !== wasm.memory.buffer)",
        "getDataViewMemory0",
        "cachedDataViewMemory0.buffer !== wasm.memory.buffer",
    ),
];

/// Lines about collected garbage; the definitions of its registries go on for two lines more.
const GARBAGE: [&str; 3] = ["Finalization.", "CLOSURE_DTORS.", "if (Symbol.dispose)"];
const REGISTRY: &str = "(typeof FinalizationRegistry === 'undefined')";

/// A call of the page's that may throw: its exception becomes a value of the core's.
const CAUGHT: (&str, &str) = ("function() { return handleError(function ", "}, arguments); },");

/// The one whose exceptions the core hears of; with all others it ends, as it does with an exception that passes it.
const HEARD: &str = "__wbg_call_";

/// What the glue offers, by how it says so.
const OFFERS: [&str; 2] = ["export class ", "export function "];

/// Where the glue of a module is, from the root.
pub(super) fn place(core: &Core) -> String {
    format!("{STAGE}/{}.glue.js", core.stem)
}

/// Writes the glue of a module as a function, with the names that the module goes by.
pub(super) fn write(repository: &Repository, core: &Core, glue: &str, names: &Names) -> Result<()> {
    let path = repository.root.join(glue);
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let factory = factory(&text).and_then(|text| names.give(&text)).with_context(|| format!("in {glue}"))?;
    let path = repository.root.join(place(core));
    fs::write(&path, factory).with_context(|| format!("cannot write {}", path.display()))
}

fn factory(glue: &str) -> Result<String> {
    let (calls, _) = glue.split_once(LOADERS).context("wasm-bindgen loads the module in an unknown way")?;
    let mut calls = without_garbage(calls);
    for (old, part, new) in CHANGES {
        let (found, is_there) = (calls.matches(old).count(), calls.contains(&format!("function {part}(")));
        ensure!(
            found == usize::from(is_there),
            "wasm-bindgen writes `{}` {found} times in {part}: look at its new glue",
            old.trim()
        );
        calls = calls.replace(old, new);
    }
    calls = without_catches(&calls);
    let surface: Vec<_> = calls.lines().filter_map(offered).collect();
    let tail = TAIL.replace("{surface}", &surface.join(", "));
    for offer in OFFERS {
        calls = calls.replace(offer, offer.trim_start_matches("export "));
    }
    for rest in ["export ", "FinalizationRegistry", "CLOSURE_DTORS"] {
        ensure!(!calls.contains(rest), "wasm-bindgen writes `{rest}` in an unknown place");
    }
    Ok(format!("{HEAD}{calls}{tail}"))
}

/// The name of what a line of the glue offers.
fn offered(line: &str) -> Option<String> {
    let rest = OFFERS.iter().find_map(|offer| line.strip_prefix(offer))?;
    rest.split([' ', '(']).next().map(str::to_owned)
}

fn without_garbage(calls: &str) -> String {
    let mut kept = String::new();
    let mut lines = calls.lines();
    while let Some(line) = lines.next() {
        if line.ends_with(REGISTRY) {
            lines.nth(1);
        } else if !GARBAGE.iter().any(|part| line.contains(part)) {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// Removes catch blocks whose exception would end the core anyway, and the clean-up of argument strings, which a core
/// that has ended cannot free.
fn without_catches(calls: &str) -> String {
    let mut kept = String::new();
    let mut lines = calls.lines();
    let mut is_passing = false;
    while let Some(line) = lines.next() {
        if line.trim_start().starts_with("_assertClass(") {
            continue;
        }
        if line.trim() == "try {" && kept.lines().next_back().is_some_and(|it| it.trim().starts_with("let ptr0, len0"))
        {
            kept.extend(lines.by_ref().take_while(|line| !line.contains("catch (e)")).flat_map(|line| [line, "\n"]));
            lines.by_ref().find(|line| line.trim() == "throw e;");
            lines.next();
            continue;
        }
        let (front, back) = CAUGHT;
        is_passing |= line.contains(front) && !line.contains(HEARD);
        if is_passing && line.trim() == back {
            is_passing = false;
            kept.push_str("},\n");
        } else {
            kept.push_str(&if is_passing { line.replace(front, "function") } else { line.to_owned() });
            kept.push('\n');
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &str = "export class Card {\n    free() {\n        CardFinalization.unregister(this);\n    }\n}
if (Symbol.dispose) Card.prototype[Symbol.dispose] = Card.prototype.free;
export class Facts {}\nexport class Words {}
export function evaluate(facts) {}\nexport function products() {}
const CardFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_card_free(ptr, 1));
function getUint8ArrayMemory0() {}\nfunction getDataViewMemory0() {}
const view = cachedUint8ArrayMemory0.byteLength === 0 || cachedDataViewMemory0.buffer.detached === true || (cachedDataViewMemory0.buffer.detached === undefined && cachedDataViewMemory0.buffer !== wasm.memory.buffer);
function makeMutClosure() {\n    CLOSURE_DTORS.register(real, state, state);\n    return real;\n}
let wasmModule, wasmInstance, wasm;\nasync function __wbg_load() {}\nexport { __wbg_init as default };\n";

    #[test]
    fn the_glue_becomes_a_function_that_guards_every_way_in() {
        let glue = factory(KNOWN).expect("a known glue");
        assert!(glue.starts_with("export const makeCore = "));
        for kept in [
            "return guarded(real);",
            "class Card {\n    free() {\n    }\n}\nclass Facts",
            "entered(exports[name])",
            "return { Card, Facts, Words, evaluate, products };",
        ] {
            assert!(glue.contains(kept), "{kept} is not in {glue}");
        }
        for gone in ["return real;", "Registry", "DTORS", "__wbg_load", "detached", "dispose"] {
            assert!(!glue.contains(gone), "{gone} is in {glue}");
        }
    }

    #[test]
    fn only_what_the_core_hears_of_is_caught() {
        let glue = "        __wbg_call_40b008ba: function() { return handleError(function (arg0) {\n            it();\n        }, arguments); },
        __wbg_appendChild_dbf7: function() { return handleError(function (arg0) {\n            it();\n        }, arguments); },
        _assertClass(facts, Facts);
        let ptr0, len0, ptr1, len1;
        try {
            ptr0 = pass(id);
        } catch (e) {
            if (ptr0) { free(ptr0); }
            throw e;
        }
        try {
            return f();
        } finally {
        }
";
        let expected = "        __wbg_call_40b008ba: function() { return handleError(function (arg0) {\n            it();\n        }, arguments); },
        __wbg_appendChild_dbf7: function(arg0) {\n            it();\n},
        let ptr0, len0, ptr1, len1;
            ptr0 = pass(id);
        try {
            return f();
        } finally {
        }
";
        assert_eq!(without_catches(glue), expected);
    }

    #[test]
    fn a_glue_that_changed_is_refused() {
        assert!(factory("function makeMutClosure() { return wrapped; }").is_err());
        assert!(factory(&KNOWN.replace("return real;", "return wrapped;")).is_err());
        assert!(factory(&KNOWN.replace("CardFinalization.", "CardRegistry.")).is_ok());
        assert!(
            factory(&KNOWN.replace("let wasmModule", "const it = new FinalizationRegistry();\nlet wasmModule"))
                .is_err()
        );
    }
}
