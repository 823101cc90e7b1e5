//! The fuzzer's own targets, on its corpus and on some thousand inputs made of that: the same ones on every run.
//!
//! `cargo xtask fuzz` goes on from here by the million.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

use phaseout::card::Card;
use serde_json::Value;

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
fn any_text_is_refused_with_words_or_imported() {
    check(targets::imports, &["fuzz/corpus/imports", "tests/import"], 4_000);
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

#[test]
fn any_card_is_refused_with_a_sentence_or_played() {
    check(targets::play, &["fuzz/corpus/play"], 2_000);
}

#[test]
fn any_card_that_is_still_json_is_refused_with_a_sentence_or_played() {
    let json = |card: &Vec<u8>| serde_json::from_slice::<Value>(card).expect("JSON");
    let mut corpus = corpus(&["fuzz/corpus/play"]);
    corpus.sort_by_key(Vec::len);
    let cards: Vec<_> = corpus.iter().map(json).collect();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let made: Vec<_> = (0..2_000).map(|_| random.card(&cards)).collect();
    let played = made.iter().filter(|card| Card::read(card).is_ok()).count();
    assert!(played * 5 > made.len(), "only {played} get past the reader");
    for input in &made {
        assert!(catch_unwind(|| targets::play(input.as_bytes())).is_ok(), "{input}");
    }
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

    /// One card of some, which begin with the shortest, with one to four changes, after each of which it is JSON.
    fn card(&mut self, cards: &[Value]) -> String {
        // The shortest have everything; the others take ten times as long.
        let most = if self.upto(15) == 0 { cards.len() } else { cards.len() / 2 };
        let mut card = cards[self.upto(most - 1)].clone();
        for _ in 0..=self.upto(3) {
            let other = &cards[self.upto(cards.len() - 1)];
            let value = match self.upto(4) {
                0 => NUMBERS[self.upto(NUMBERS.len() - 1)].into(),
                1 => WORDS[self.upto(WORDS.len() - 1)].into(),
                2 => String::from_utf8_lossy(PIECES[self.upto(PIECES.len() - 1)]).into(),
                _ => at(&mut other.clone(), &mut self.upto(count(other) - 1)).expect("within it").clone(),
            };
            let place = self.upto(count(&card) - 1);
            let is_alike = |place: &Value| std::mem::discriminant(place) == std::mem::discriminant(&value);
            // Mostly in place of what is of its kind: there, more of them get past the reader.
            match at(&mut card, &mut { place }).expect("within it") {
                Value::Array(entries) if self.upto(1) == 0 => entries.insert(self.upto(entries.len()), value),
                Value::Array(entries) if self.upto(1) == 0 => _ = entries.pop(),
                Value::Number(number) if self.upto(1) == 0 => {
                    *number = number.as_i64().unwrap_or(0).saturating_add([-1, 1][self.upto(1)]).into();
                }
                place if is_alike(place) || self.upto(7) == 0 => *place = value,
                _ => {}
            }
        }
        card.to_string()
    }
}

/// Numbers that a card may stumble over.
const NUMBERS: [i64; 12] = [
    -9_007_199_254_740_991,
    -86_400_000,
    -1,
    0,
    1,
    5,
    61,
    200,
    1_200,
    1_823_400_000_000,
    9_007_199_254_740_991,
    9_007_199_254_740_992,
];

/// Names that a card may have, and addresses.
const WORDS: [&str; 16] = [
    "far 0",
    "far 1",
    "left 0",
    "left-hours 0",
    "days 9999",
    "local-hour12 0",
    "today",
    "chosen",
    "a",
    "p",
    "option",
    "href",
    "selected",
    "https://a.example/",
    "javascript:alert(1)",
    "data:text/calendar;charset=utf-8,",
];

/// How many values a value is, with those inside it.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(entries) => entries.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        _ => 0,
    }
}

/// The value of that number among them.
fn at<'v>(value: &'v mut Value, number: &mut usize) -> Option<&'v mut Value> {
    if *number == 0 {
        return Some(value);
    }
    *number -= 1;
    match value {
        Value::Array(entries) => entries.iter_mut().find_map(|value| at(value, number)),
        Value::Object(fields) => fields.values_mut().find_map(|value| at(value, number)),
        _ => None,
    }
}
