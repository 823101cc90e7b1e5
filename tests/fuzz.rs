//! The fuzzer's own targets, on its corpus and on some thousand inputs made of that: the same ones on every run.
//!
//! `cargo xtask fuzz` goes on from here by the million.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

#[path = "../fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "the fuzzer's own crate exports them")]
mod targets;

/// What inputs are made with besides each other: what a reader of dates, names, JSON or HTML may stumble over.
const PIECES: [&[u8]; 24] = [
    b"\0",
    b"\xff",
    b"\xf0\x9f",
    b"\"",
    b"\\",
    b"\\u0000",
    b"\\ud800",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b",",
    b"null",
    b"-0",
    b"1e999",
    b"</",
    b"&amp;",
    b"<!--",
    b"2024-02-30",
    b"T24:00:00Z",
    b"+14:00",
    "\u{202e}\u{2069}".as_bytes(),
    "ﷺ".as_bytes(),
];

#[test]
fn any_catalogue_is_refused_with_words_or_shown() {
    check(targets::catalogue, &["fuzz/corpus/catalogue", "tests/catalogue"], 6_000);
}

#[test]
fn any_sealed_text_is_not_opened_or_shown() {
    check(targets::sealed, &["fuzz/corpus/sealed"], 4_000);
}

#[test]
fn any_two_moments_are_refused_or_told_apart() {
    check(targets::moment, &["fuzz/corpus/moment"], 12_000);
}

#[test]
fn any_name_finds_a_product_or_the_nearest() {
    check(targets::search, &["fuzz/corpus/search"], 400);
}

#[test]
fn any_text_stays_text_in_a_card() {
    check(targets::escaping, &["fuzz/corpus/escaping"], 400);
}

/// Runs a target on each input of its corpus, and on `times` more that are made of those.
#[track_caller]
fn check(target: fn(&[u8]), folders: &[&str], times: usize) {
    let corpus = corpus(folders);
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let made = (0..times).map(|_| random.input(&corpus)).collect::<Vec<_>>();
    for input in corpus.iter().chain(&made) {
        // The target has said what is wrong; with what, only this can.
        assert!(catch_unwind(|| target(input)).is_ok(), "b\"{}\"", input.escape_ascii());
    }
}

fn corpus(folders: &[&str]) -> Vec<Vec<u8>> {
    let mut paths = Vec::new();
    for folder in folders.iter().map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) {
        let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        paths.extend(files.map(|file| file.expect("a file").path()));
    }
    paths.sort();
    assert!(paths.len() >= 5, "only {} inputs in {folders:?}", paths.len());
    paths.iter().map(|path| fs::read(path).expect("it can be read")).collect()
}

/// Numbers without order, the same on every run: xorshift64.
struct Random(u64);

impl Random {
    /// From 0 to `most`, which counts.
    fn upto(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % (most + 1)
    }

    /// One input of the corpus with one to four changes.
    fn input(&mut self, corpus: &[Vec<u8>]) -> Vec<u8> {
        let mut input = corpus[self.upto(corpus.len() - 1)].clone();
        for _ in 0..=self.upto(3) {
            let at = self.upto(input.len());
            let end = (at + self.upto(12)).min(input.len());
            let other = &corpus[self.upto(corpus.len() - 1)];
            let from = self.upto(other.len());
            match self.upto(4) {
                0 => input.insert(at, u8::try_from(self.upto(255)).expect("a byte")),
                1 => _ = input.drain(at..end),
                2 => _ = input.splice(at..end, PIECES[self.upto(PIECES.len() - 1)].iter().copied()),
                3 => _ = input.splice(at..end, other[from..(from + self.upto(40)).min(other.len())].iter().copied()),
                _ => input.extend_from_within(at..end),
            }
        }
        input
    }
}
