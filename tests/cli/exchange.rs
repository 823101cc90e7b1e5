//! `import` and `export`: what goes where, with which exit code, and that no file is written over.

use std::{
    fs,
    io::Write,
    process::{Command, Stdio},
};

use expect_test::expect_file;
use phaseout::Catalogue;

use super::{Run, folder, run};

const PYTHON: &str = "tests/import/endoflife-python.json";
const FULL: &str = "tests/import/endoflife-full.json";
const NATIONAL: &str = "tests/import/table-national.csv";
const CORE: &str = "tests/import/openeox-core.json";

#[test]
fn a_draft_goes_to_standard_output_and_what_is_told_to_standard_error() {
    let draft = run(&["import", PYTHON]);
    assert_eq!(draft.code, 0, "{draft:?}");
    let doubts = Catalogue::warnings(&draft.out).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(doubts.len(), 1, "{doubts:?}");
    expect_file!["import.txt"].assert_eq(&draft.error);
}

#[test]
fn a_text_at_fault_gives_no_draft() {
    let several = run(&["import", FULL]);
    assert_eq!((several.code, several.out.as_str()), (1, ""));
    assert!(several.error.starts_with(&format!("{FULL}: result: 5 products are in it: say which product, of ")));
    assert_eq!(run(&["import", FULL, "--product", "Debian"]).code, 0);
    let national = run(&["import", NATIONAL]);
    assert_eq!((national.code, national.out.as_str()), (1, ""));
    assert!(national.error.contains("line 2, cell 3: `03/04/2026`"), "{}", national.error);
    assert!(run(&["import", NATIONAL, "--dates", "mdy"]).out.contains("\"last\": \"2026-03-04\""));
    assert!(run(&["import", "no-such.json"]).error.starts_with("no-such.json: cannot be read: "));
    let other = run(&["import", CORE, "--format", "csv"]);
    assert_eq!((other.code, other.out.as_str()), (1, ""), "it is read as what it is said to be");
    assert_eq!(run(&["import", PYTHON, "--dates", "ydm"]).code, 2);
    assert_eq!(run(&["import", PYTHON, "--format", "xml"]).code, 2);
}

#[test]
fn standard_input_is_a_file_too_and_read_no_further_than_the_limit() {
    let small = piped(b"name,last day\nAnvil,2026-10-13\n");
    assert_eq!(small.code, 0, "{small:?}");
    assert!(small.out.contains("\"last\": \"2026-10-13\""), "{}", small.out);
    assert!(small.error.starts_with("standard input: taken: line 1: "), "{}", small.error);
    let large = piped(&vec![b'a'; 10_000_000]);
    assert_eq!((large.code, large.out.as_str()), (1, ""));
    assert!(large.error.contains("it has more than 8 MiB, 8388608 bytes"), "{}", large.error);
    let cut = piped(format!("a{}", "ä".repeat(5_000_000)).as_bytes());
    assert!(cut.error.contains("it has more than 8 MiB, 8388608 bytes"), "{}", cut.error);
    let latin = piped(b"name,last day\ncaf\xe9,2026-10-13\n");
    assert_eq!(latin.code, 1);
    assert!(latin.error.starts_with("standard input: not UTF-8: "), "{}", latin.error);
}

#[test]
fn no_file_is_written_over() {
    let out = folder("exchange").join("draft.json");
    let path = out.to_str().expect("UTF-8");
    let written = run(&["import", PYTHON, "--out", path]);
    assert_eq!((written.code, written.out), (0, format!("{path} is written\n")));
    assert_eq!(fs::read_to_string(&out).expect("it is written"), run(&["import", PYTHON]).out);
    for again in [["import", CORE, "--out", path], ["export", "tests/topics/office.json", "--out", path]] {
        let again = run(&again);
        assert_eq!((again.code, again.out.as_str()), (1, ""));
        assert!(again.error.starts_with(&format!("{path}: cannot be written: ")), "{}", again.error);
    }
    assert_eq!(fs::read_to_string(&out).expect("it is there"), run(&["import", PYTHON]).out);
}

#[test]
fn a_topic_is_exported_and_what_is_lost_is_told() {
    let shell = run(&["export", "tests/topics/windows-10-esu.json"]);
    assert_eq!(shell.code, 0, "{shell:?}");
    expect_file!["export.json"].assert_eq(&shell.out);
    let lost = "tests/topics/windows-10-esu.json: lost: ";
    assert!(!shell.error.is_empty() && shell.error.lines().all(|line| line.starts_with(lost)), "{}", shell.error);
    let back = folder("exchange-back").join("shell.json");
    fs::write(&back, &shell.out).expect("a folder for tests");
    assert_eq!(run(&["import", back.to_str().expect("UTF-8")]).code, 0);
    let rules = run(&["export", "tests/topics/tls-lifetimes.json"]);
    assert_eq!((rules.code, rules.out.as_str()), (1, ""));
    let broken = run(&["export", "tests/catalogue/broken.json"]);
    assert_eq!((broken.code, broken.out.as_str()), (1, ""));
    assert!(broken.error.lines().count() > 30, "{}", broken.error);
}

/// Imports what is piped in.
fn piped(bytes: &[u8]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_phaseout"));
    command.args(["import", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it runs");
    let mut input = child.stdin.take().expect("a pipe");
    // What is beyond the limit is not read on.
    let _ = input.write_all(bytes);
    drop(input);
    Run::of(child.wait_with_output().expect("it ends"))
}
