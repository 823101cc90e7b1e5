//! What is written elsewhere of this program: commands in the documentation and in workflows, and the packages of the
//! container. Each has to be what this program says.

use std::fs;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::{Parser, ValueEnum};

use crate::engine::Engine;
use crate::install;
use crate::{Cli, Part};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The texts of a folder, with their paths.
fn texts(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let entries = fs::read_dir(root().join(folder)).expect("a folder").map(|it| it.expect("an entry").path());
    let paths = entries.filter(|path| path.extension().is_some_and(|it| it == ending));
    paths.map(|path| (path.clone(), read(&path))).collect()
}

/// The words behind `cargo xtask`, each time that it is written: up to the end of the line, or of the code in it.
fn commands(text: &str) -> Vec<Vec<&str>> {
    let behind = text.split("cargo xtask").skip(1);
    behind
        .map(|rest| {
            let end = rest.find(['`', '\n', '#', '|', '"', '(']).unwrap_or(rest.len());
            rest[..end].split_whitespace().collect()
        })
        .collect()
}

#[test]
fn every_command_that_is_written_somewhere_is_one() {
    let mut tried = 0;
    let folders = [("", "md"), ("docs", "md"), (".github/workflows", "yml")];
    for (path, text) in folders.iter().flat_map(|(folder, ending)| texts(folder, ending)) {
        // What was there once is told as it was.
        if path.ends_with("CHANGELOG.md") {
            continue;
        }
        for words in commands(&text).into_iter().filter(|words| !words.is_empty()) {
            if let Err(error) = Cli::try_parse_from([&["xtask"], &words[..]].concat()) {
                let is_cut = matches!(error.kind(), ErrorKind::MissingRequiredArgument | ErrorKind::InvalidValue);
                assert!(is_cut, "{}: cargo xtask {}: {error}", path.display(), words.join(" "));
            }
            tried += 1;
        }
    }
    assert!(tried > 15, "only {tried} commands");
}

#[test]
fn every_part_is_run_once_a_week() {
    let workflow = read(&root().join(".github/workflows/parts.yml"));
    let (_, listed) = workflow.split_once("part: [").expect("a list of parts");
    let listed: Vec<&str> = listed.split(']').next().unwrap_or_default().split(", ").collect();
    for part in Part::value_variants().iter().filter_map(ValueEnum::to_possible_value) {
        assert!(listed.contains(&part.get_name()), "{} is not in {listed:?}", part.get_name());
    }
}

#[test]
fn the_container_has_what_the_tests_would_install() {
    let container = read(&root().join("Containerfile"));
    let (_, rest) = container.split_once("--no-install-recommends").expect("packages");
    let mut there: Vec<&str> = rest.split("&&").next().unwrap_or_default().split_whitespace().collect();
    there.retain(|word| *word != "\\");
    let programs = Engine::ALL.iter().flat_map(|engine| engine.programs()).chain(install::browser::READERS);
    let mut wanted: Vec<&str> = programs.flat_map(|program| program.packages.split(' ')).collect();
    wanted.sort_unstable();
    wanted.dedup();
    assert_eq!(there, wanted, "Containerfile, in order, and what is installed by name");
}
