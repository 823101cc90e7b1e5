//! A module without the words of its panics: they have no reader, since a panic in a page ends as a trap anyway.
//!
//! Functions that only a panic calls come in with their bodies and go out as that trap, so that wasm-opt can
//! drop all that led up to them. They are found by the names that the compiler left in the module. What they would
//! have said, and the paths of sources, which told where the compiling machine keeps its crates, go out as zeros.

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;

use anyhow::{Result, anyhow, ensure};
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, DataSection, Function, Instruction, Module};
use wasmparser::{Data, FunctionBody, KnownCustom, Name, Parser, Payload, TypeRef};

/// What only a panic calls, without the hash of its crate.
const PANICS: [&str; 12] = [
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "core::cell::lazy::panic_",
    "core::cell::panic_",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::",
    "core::result::unwrap_failed",
    "core::slice::index::slice_",
    "std::panicking::",
    "std::thread::local::panic_access_error",
];

/// The functions that format values. Without them, whatever else of `core::fmt` is reachable is so only from a panic.
const WRITERS: [&str; 3] = ["core::fmt::write", "alloc::fmt::format", "spec_to_string"];

/// The module with those functions cut short.
///
/// # Errors
///
/// When it is no module, or has lost the names of its functions.
pub(super) fn snip(module: &[u8]) -> Result<Vec<u8>> {
    let (first, names) = functions(module)?;
    ensure!(!names.is_empty(), "its functions have no names: a panic cannot be told from the rest");
    let writes = names.values().any(|name| WRITERS.iter().any(|writer| name.contains(writer)));
    let is_cut =
        |name: &String| PANICS.iter().any(|panic| name.starts_with(panic)) || (!writes && name.contains("core::fmt::"));
    let cut = names.iter().filter(|(_, name)| is_cut(name)).map(|(function, _)| *function).collect();
    let mut snipped = Module::new();
    Snip { next: first, cut, writes }
        .parse_core_module(&mut snipped, Parser::new(0), module)
        .map_err(|error| anyhow!("{error}"))?;
    Ok(snipped.finish())
}

/// Copies a module, but for the bodies of some functions.
struct Snip {
    /// The function whose body comes next.
    next: u32,
    cut: HashSet<u32>,
    /// Whether the module makes text of panics, and so needs the paths of sources.
    writes: bool,
}

impl Reencode for Snip {
    type Error = Infallible;

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        self.next += 1;
        if !self.cut.contains(&(self.next - 1)) {
            return reencode::utils::parse_function_body(self, code, body);
        }
        let mut trap = Function::new([]);
        trap.instruction(&Instruction::Unreachable).instruction(&Instruction::End);
        code.function(&trap);
        Ok(())
    }

    fn parse_data(&mut self, section: &mut DataSection, data: Data<'_>) -> Result<(), reencode::Error<Infallible>> {
        let mut content = data.data.to_vec();
        if !self.writes {
            blank_paths(&mut content);
            blank_words(&mut content);
        }
        reencode::utils::parse_data(self, section, Data { data: &content, ..data })
    }
}

/// Where the sources of a panic lay on the machine that compiled them.
const SOURCES: [&[u8]; 2] = [b"/rustc/", b"/registry/src/"];

/// Puts zeros in place of the paths of sources.
fn blank_paths(data: &mut [u8]) {
    for start in 0..data.len() {
        let (_, rest) = data.split_at_mut(start);
        let end = rest.windows(3).take(200).position(|part| part == b".rs");
        if let (Some(end), true) = (end, SOURCES.iter().any(|path| rest.starts_with(path))) {
            rest[..end + 3].fill(0);
        }
    }
}

/// What the standard library and the crates beside it say in a panic; what is not there any more costs nothing.
const WORDS: [&str; 13] = [
    "capacity overflow",
    "index out of bounds: the len is ",
    " but the index is ",
    "cannot access a Thread Local Storage value during or after destruction: ",
    "called `Option::unwrap()` on a `None` value",
    "LazyCell instance has previously been poisoned",
    "RefCell already mutably borrowed",
    "RefCell already borrowed",
    "internal error: entered unreachable code",
    "Attempted to initialize thread-local while it is being dropped",
    "Tried to shrink to a larger capacity",
    "Local time out of range for `NaiveDateTime`",
    // The digits of whatever number a panic names, in pairs.
    "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
     5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899",
];

/// Puts zeros in place of the words of panics.
fn blank_words(data: &mut [u8]) {
    for words in WORDS {
        for start in 0..data.len() {
            if data[start..].starts_with(words.as_bytes()) {
                data[start..start + words.len()].fill(0);
            }
        }
    }
}

/// The number of the first function that is not imported, and every function's name without hashes.
fn functions(module: &[u8]) -> Result<(u32, HashMap<u32, String>)> {
    let (mut first, mut names) = (0, HashMap::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    first += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CustomSection(section) => {
                let KnownCustom::Name(subsections) = section.as_known() else { continue };
                for subsection in subsections {
                    let Name::Function(functions) = subsection? else { continue };
                    for naming in functions {
                        let naming = naming?;
                        names.insert(naming.index, without_hashes(naming.name));
                    }
                }
            }
            _ => {}
        }
    }
    Ok((first, names))
}

/// `core[c5930c85a12de822]::fmt` as `core::fmt`.
fn without_hashes(name: &str) -> String {
    let mut plain = String::new();
    for part in name.split('[') {
        match part.split_once(']') {
            Some((hash, behind)) if hash.len() == 16 => plain.push_str(behind),
            _ => plain.push_str(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two functions that return 1 and 2, of these names.
    fn module(first: &str, second: &str) -> Vec<u8> {
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.extend([1, 5, 1, 0x60, 0, 1, 0x7F]);
        module.extend([3, 3, 2, 0, 0]);
        module.extend([10, 11, 2, 4, 0, 0x41, 1, 0x0B, 4, 0, 0x41, 2, 0x0B]);
        let mut names = vec![2];
        for (index, name) in [(0, first), (1, second)] {
            names.push(index);
            names.push(u8::try_from(name.len()).expect("a short name"));
            names.extend(name.bytes());
        }
        let mut section = b"\x04name\x01".to_vec();
        section.push(u8::try_from(names.len()).expect("short names"));
        section.extend(names);
        module.push(0);
        module.push(u8::try_from(section.len()).expect("a short section"));
        module.extend(section);
        module
    }

    #[track_caller]
    fn check(first: &str, second: &str, code: &[u8]) {
        let snipped = snip(&module(first, second)).expect("a module");
        assert!(snipped.windows(code.len()).any(|part| part == code), "{snipped:?}");
    }

    #[test]
    fn what_only_a_panic_calls_becomes_a_trap() {
        check(
            "core[c5930c85a12de822]::panicking::panic_fmt",
            "phaseout::view::view",
            &[10, 10, 2, 3, 0, 0, 11, 4, 0, 0x41, 2],
        );
        check("phaseout::view::view", "<usize as core[c5930c85a12de822]::fmt::Display>::fmt", &[1, 11, 3, 0, 0, 11]);
    }

    #[test]
    fn what_writes_text_keeps_its_formats() {
        check(
            "core::fmt::write",
            "<usize as core::fmt::Display>::fmt",
            &[10, 11, 2, 4, 0, 0x41, 1, 11, 4, 0, 0x41, 2, 11],
        );
    }

    #[test]
    fn paths_of_sources_are_blanked() {
        let mut data = b"until/home/me/.cargo/registry/src/x-1/src/lib.rsahead/rustc/0f/core.rs.".to_vec();
        blank_paths(&mut data);
        assert_eq!(data.iter().filter(|byte| **byte != 0).copied().collect::<Vec<_>>(), b"until/home/me/.cargoahead.");
    }

    #[test]
    fn words_of_panics_are_blanked() {
        let mut data = b"chooserRefCell already borrowedcapacity overflowsteps".to_vec();
        blank_words(&mut data);
        assert_eq!(data.iter().filter(|byte| **byte != 0).copied().collect::<Vec<_>>(), b"choosersteps");
    }

    #[test]
    fn a_module_without_names_is_refused() {
        assert!(snip(b"\0asm\x01\0\0\0").is_err());
        assert!(snip(b"\0elf").is_err());
    }
}
