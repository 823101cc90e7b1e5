//! One version number, Cargo.toml's: whatever has to say it as a literal text says the same.
//!
//! `UPDATE_EXPECT=1 cargo test --test version` writes it everywhere.
#![cfg(not(target_arch = "wasm32"))]

use std::{env, fs, path::Path};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A file, and what stands before and behind the version in it.
const PLACES: [(&str, &str, &str); 8] = [
    ("docs/embedding.md", "https://cdn.example/phaseout/", "/"),
    ("fuzz/Cargo.lock", "name = \"phaseout\"\nversion = \"", "\""),
    ("integrations/wordpress/phaseout/phaseout.php", " * Version:           ", "\n"),
    ("integrations/wordpress/phaseout/phaseout.php", "const PHASEOUT_VERSION = '", "'"),
    ("integrations/wordpress/phaseout/readme.txt", "Stable tag: ", "\n"),
    ("integrations/wordpress/phaseout/readme.txt", "https://cdn.example/phaseout/", "/"),
    ("tests/wordpress/expected.txt", "/phaseout.js?ver=", "'"),
    ("www/index.html", "…/phaseout/", "/"),
];

#[test]
fn every_version_is_the_crates_own() {
    let is_update = env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for (path, before, behind) in PLACES {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{path}: {error}"));
        let written = versions(&text, before, behind);
        assert!(!written.is_empty(), "{path} has no version behind `{before}`");
        let new = written.iter().filter(|version| **version != VERSION).fold(text.clone(), |text, version| {
            wrong.push(format!("{path}: `{before}{version}`"));
            text.replace(&format!("{before}{version}{behind}"), &format!("{before}{VERSION}{behind}"))
        });
        if is_update && new != text {
            fs::write(&file, new).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
    }
    assert!(is_update || wrong.is_empty(), "not {VERSION}: {wrong:#?}");
}

#[test]
fn the_least_rust_is_cargos_own() {
    let least = concat!("//! Needs Rust ", env!("CARGO_PKG_RUST_VERSION"), " or later.");
    assert!(include_str!("../src/lib.rs").contains(least), "src/lib.rs does not say `{least}`");
}

/// What stands between two texts and is three numbers.
fn versions<'t>(text: &'t str, before: &str, behind: &str) -> Vec<&'t str> {
    let is_version =
        |text: &&str| text.split('.').count() == 3 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    text.split(before).skip(1).filter_map(|rest| Some(rest.split_once(behind)?.0)).filter(is_version).collect()
}
