//! What only a panic would do, taken out of a module: a module with the names of its functions in, the same without what
//! comes before the trap out.
//!
//! A panic of ours ends in a trap, and nobody is told why: on the way there its message is put together for a standard error
//! output that no page has. So the functions that do that trap at once. Those that only wasm-bindgen's own program looked at
//! trap too: they stand in the table of functions, where wasm-opt leaves what nobody calls. wasm-opt then finds what nothing
//! leads to any more. Must never touch what is exported. Fails where a module has none of them, or no names.

use std::collections::{HashMap, HashSet};

use anyhow::{Context, Result, ensure};
use wasm_encoder::{CodeSection, Function, Module, RawSection};
use wasmparser::{ExternalKind, KnownCustom, Name, Parser, Payload, TypeRef};

/// What the standard library calls the ways into a panic, behind its crate.
const PANICS: [&str; 9] = [
    "begin_panic",
    "capacity_overflow",
    "expect_failed",
    "handle_alloc_error",
    "panick",
    "panic_",
    "rust_oom",
    "slice_error_fail",
    "unwrap_failed",
];

/// What wasm-bindgen's own program reads instead of calling it, and what of its crates nobody of ours uses.
const UNCALLED: [&str; 3] =
    ["__wbindgen_skip_interpret_calls", "js_sys::futures::", "wasm_bindgen::convert::closures::_::"];

/// How the standard library writes numbers and texts.
const FORMATS: &str = "::fmt";

/// Has the functions trap that nothing but a panic needs; where the module `is_silent`, because nothing else in it formats a
/// text, those of the standard library that do, too.
pub(super) fn panics(module: &[u8], is_silent: bool) -> Result<Vec<u8>> {
    let Known { names, exported, mut index } = Known::of(module)?;
    let traps = |index: &u32| {
        let name = names.get(index).map_or("", String::as_str);
        let is_standard = ["core[", "std[", "alloc[", "__rustc["]
            .iter()
            .any(|crate_| name.trim_start_matches(['<', '&']).starts_with(crate_));
        let is_of_a_panic = PANICS.iter().any(|part| name.contains(part)) || (is_silent && name.contains(FORMATS));
        let is_uncalled = UNCALLED.iter().any(|start| name.starts_with(start));
        !exported.contains(index) && (is_standard && is_of_a_panic || is_uncalled)
    };
    let mut trap = Function::new([]);
    trap.instructions().unreachable().end();
    let (mut out, mut code, mut count) = (Module::new(), CodeSection::new(), 0);
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::CodeSectionStart { .. } => {}
            Payload::CodeSectionEntry(body) => {
                if traps(&index) {
                    code.function(&trap);
                    count += 1;
                } else {
                    code.raw(body.as_bytes());
                }
                index += 1;
            }
            payload => {
                let Some((id, range)) = payload.as_section() else { continue };
                // The name section, at least, stands behind the code.
                if !code.is_empty() {
                    out.section(&std::mem::take(&mut code));
                }
                let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
                out.section(&RawSection { id, data: &module[range] });
            }
        }
    }
    ensure!(count > 0, "the module has no function by the names of a panic's, or no names");
    Ok(out.finish())
}

/// What a module says of its functions.
#[derive(Debug, Default)]
struct Known {
    names: HashMap<u32, String>,
    exported: HashSet<u32>,
    /// The index of the first that is not imported.
    index: u32,
}

impl Known {
    fn of(module: &[u8]) -> Result<Self> {
        let mut known = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            match payload.context("the module cannot be read")? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        known.index += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            known.exported.insert(export.index);
                        }
                    }
                }
                Payload::CustomSection(section) => {
                    let KnownCustom::Name(names) = section.as_known() else { continue };
                    for name in names {
                        let Name::Function(functions) = name? else { continue };
                        for function in functions {
                            let function = function?;
                            known.names.insert(function.index, function.name.to_owned());
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(known)
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, FunctionSection, ImportSection,
        NameMap, NameSection, TableSection, TableType, TypeSection,
    };

    use super::*;

    /// A module of functions by these names, behind an import, in a table; the last of them is exported.
    fn module(names: &[&str]) -> Vec<u8> {
        let count = u32::try_from(names.len()).expect("a few");
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("page", "log", EntityType::Function(0));
        let (mut functions, mut code, mut map) = (FunctionSection::new(), CodeSection::new(), NameMap::new());
        for (index, name) in (1..).zip(names) {
            functions.function(0);
            let mut body = Function::new([]);
            body.instructions().call(0).end();
            code.function(&body);
            map.append(index, name);
        }
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: wasm_encoder::RefType::FUNCREF,
            table64: false,
            minimum: u64::from(count),
            maximum: None,
            shared: false,
        });
        let mut exports = ExportSection::new();
        exports.export("last", ExportKind::Func, count);
        let mut elements = ElementSection::new();
        let all: Vec<u32> = (1..=count).collect();
        elements.active(None, &ConstExpr::i32_const(0), Elements::Functions(all.into()));
        let mut section = NameSection::new();
        section.functions(&map);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&tables).section(&exports);
        module.section(&elements).section(&code).section(&section);
        module.finish()
    }

    /// Which functions trap, by their index.
    fn trapping(module: &[u8]) -> Vec<u32> {
        let mut bodies = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            if let Payload::CodeSectionEntry(body) = payload.expect("a module") {
                bodies.push(body.as_bytes() == [0, 0, 0x0b]);
            }
        }
        (1..).zip(bodies).filter(|(_, traps)| *traps).map(|(index, _)| index).collect()
    }

    #[test]
    fn what_a_panic_does_before_it_traps_is_left_out() {
        let names = [
            "phaseout::play::Player::node::h0123456789abcdef",
            "core[c5930c85a12de822]::panicking::panic_fmt",
            "<core[c5930c85a12de822]::cell::BorrowError as core[c5930c85a12de822]::fmt::Display>::fmt",
            "<alloc[3ca501edff3f0c7c]::string::String>::push",
            "std[a543996e6e7dbf1e]::alloc::rust_oom",
            "phaseout::panic_of_ours",
            "wasm_bindgen::convert::closures::_::invoke::h0870b031fa34dff6",
            "wasm_bindgen::convert::closures::_::invoke::hca83ae8abfa5691e",
        ];
        let module = module(&names);
        assert_eq!(trapping(&panics(&module, false).expect("a module")), [2, 5, 7], "the last is exported");
        assert_eq!(trapping(&panics(&module, true).expect("a module")), [2, 3, 5, 7]);
    }

    #[test]
    fn all_else_stays_as_it_is() {
        let module = module(&["core[0]::panicking::panic_fmt", "phaseout::one"]);
        let trapped = panics(&module, false).expect("a module");
        wasmparser::validate(&trapped).expect("a sound module");
        let sections = |module: &[u8]| -> Vec<u8> {
            let payloads = Parser::new(0).parse_all(module).map(|payload| payload.expect("a module"));
            payloads.filter_map(|payload| payload.as_section().map(|(id, _)| id)).collect()
        };
        assert_eq!(sections(&trapped), sections(&module));
    }

    #[test]
    fn a_module_without_names_is_refused() {
        assert!(panics(&module(&["phaseout::one"]), false).is_err());
    }
}
