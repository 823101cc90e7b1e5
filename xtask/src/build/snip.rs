//! A module without the words of its panics: they have no reader, since a panic in a page ends as a trap anyway.
//!
//! Functions that only a panic calls come in with their bodies and go out as that trap, so that wasm-opt can
//! drop all that led up to them. They are found by the names that the compiler left in the module.

use std::collections::HashMap;

use anyhow::{Context, Result, ensure};

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

/// What makes text of values: where it is missing, only a panic can have meant to.
const WRITERS: [&str; 3] = ["core::fmt::write", "alloc::fmt::format", "spec_to_string"];

/// No local variables, `unreachable`, `end`; and the length of these in front.
const TRAP: [u8; 4] = [3, 0, 0, 0x0B];

const IMPORTS: u8 = 2;
const CODE: u8 = 10;
const DATA: u8 = 11;
const CUSTOM: u8 = 0;

/// The module with those functions cut short.
///
/// # Errors
///
/// When it is no module, or has lost the names of its functions.
pub(super) fn snip(module: &[u8]) -> Result<Vec<u8>> {
    let (head, mut rest) = module.split_at_checked(8).context("it is too short for a module")?;
    ensure!(head == b"\0asm\x01\0\0\0", "it is no module of version 1");
    let mut sections = Vec::new();
    while let Some((id, behind)) = rest.split_first() {
        rest = behind;
        sections.push((*id, take(&mut rest)?));
    }
    let mut first = 0;
    let mut names = HashMap::new();
    for (id, content) in &sections {
        match *id {
            IMPORTS => first = imported(content)?,
            CUSTOM => names.extend(names_in(content)?),
            _ => {}
        }
    }
    ensure!(!names.is_empty(), "its functions have no names: a panic cannot be told from the rest");
    let writes = names.values().any(|name| WRITERS.iter().any(|writer| name.contains(writer)));
    let is_cut = |function: u32| {
        names.get(&function).is_some_and(|name| {
            PANICS.iter().any(|panic| name.starts_with(panic)) || (!writes && name.contains("core::fmt::"))
        })
    };

    let mut snipped = head.to_vec();
    for (id, content) in &sections {
        snipped.push(*id);
        if *id == CODE {
            let mut content = *content;
            let count = number(&mut content)?;
            let mut code = Vec::new();
            push_number(&mut code, count);
            for function in first..first + count {
                let body = take(&mut content)?;
                if is_cut(function) {
                    code.extend(TRAP);
                } else {
                    push_number(&mut code, u32::try_from(body.len())?);
                    code.extend(body);
                }
            }
            push_number(&mut snipped, u32::try_from(code.len())?);
            snipped.extend(code);
        } else {
            let mut content = content.to_vec();
            if *id == DATA && !writes {
                blank_paths(&mut content);
            }
            push_number(&mut snipped, u32::try_from(content.len())?);
            snipped.extend(content);
        }
    }
    Ok(snipped)
}

/// Where the sources of a panic lay on the machine that compiled them.
const SOURCES: [&[u8]; 2] = [b"/rustc/", b"/registry/src/"];

/// Puts zeros in place of the paths of sources, which are no reader's business.
fn blank_paths(data: &mut [u8]) {
    for start in 0..data.len() {
        let (_, rest) = data.split_at_mut(start);
        let end = rest.windows(3).take(200).position(|part| part == b".rs");
        if let (Some(end), true) = (end, SOURCES.iter().any(|path| rest.starts_with(path))) {
            rest[..end + 3].fill(0);
        }
    }
}

/// How many functions are imported: those defined here are counted on from there.
fn imported(mut section: &[u8]) -> Result<u32> {
    let mut functions = 0;
    for _ in 0..number(&mut section)? {
        take(&mut section)?;
        take(&mut section)?;
        // Whatever else wasm-bindgen might import one day has a description of another length.
        ensure!(byte(&mut section)? == 0, "it imports something that is no function");
        number(&mut section)?;
        functions += 1;
    }
    Ok(functions)
}

/// The names of functions, without the hashes of their crates; nothing where a section is about something else.
fn names_in(mut section: &[u8]) -> Result<HashMap<u32, String>> {
    let mut names = HashMap::new();
    if take(&mut section)? != b"name" {
        return Ok(names);
    }
    while !section.is_empty() {
        let kind = byte(&mut section)?;
        let mut content = take(&mut section)?;
        if kind != 1 {
            continue;
        }
        for _ in 0..number(&mut content)? {
            let function = number(&mut content)?;
            let name = String::from_utf8_lossy(take(&mut content)?);
            names.insert(function, without_hashes(&name));
        }
    }
    Ok(names)
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

/// Takes as many bytes as the number in front of them says.
fn take<'b>(bytes: &mut &'b [u8]) -> Result<&'b [u8]> {
    let length = number(bytes)? as usize;
    let (taken, behind) = bytes.split_at_checked(length).context("it ends too early")?;
    *bytes = behind;
    Ok(taken)
}

/// Takes a number in LEB128.
fn number(bytes: &mut &[u8]) -> Result<u32> {
    let mut number = 0;
    for shift in (0..35).step_by(7) {
        let byte = byte(bytes)?;
        number |= u32::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Ok(number);
        }
    }
    anyhow::bail!("it has a number beyond 32 bits")
}

fn push_number(bytes: &mut Vec<u8>, mut number: u32) {
    loop {
        let [low, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            return bytes.push(low & 0x7F);
        }
        bytes.push(low | 0x80);
    }
}

fn byte(bytes: &mut &[u8]) -> Result<u8> {
    let (byte, behind) = bytes.split_first().context("it ends too early")?;
    *bytes = behind;
    Ok(*byte)
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
            push_text(&mut names, name.as_bytes());
        }
        let mut section = b"\x04name\x01".to_vec();
        push_text(&mut section, &names);
        module.push(0);
        push_text(&mut module, &section);
        module
    }

    fn push_text(bytes: &mut Vec<u8>, text: &[u8]) {
        bytes.push(u8::try_from(text.len()).expect("it is short"));
        bytes.extend(text);
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
    fn a_module_without_names_is_refused() {
        assert!(snip(b"\0asm\x01\0\0\0").is_err());
        assert!(snip(b"\0elf").is_err());
    }
}
