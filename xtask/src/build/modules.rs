//! What a bundler takes along that is no script: each file of `dist/` that the element may need, as a module whose default
//! export is its text.
//!
//! The names come first, for the script that imports them; the modules come last, when all of `dist/` is there. A
//! bundler copies no asset that it was not told of, and each has another way to be told; a module it always knows.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::STAGE;
use crate::repository::Repository;

/// The topic of a card that names none: the one that comes along by itself.
const TOPIC: &str = "kaspersky-us";

/// Where the modules go, inside `dist/`.
const FOLDER: &str = "modules";

/// How many bytes of the desk are in one module: more than 250,000 characters, and webpack warns of a large file.
const PART: usize = 120_000;

/// The alias by which `www/modules.js` imports the list, from the root.
pub(super) const LIST: &str = "target/www/texts.js";

/// The desk's module, inside `dist/`.
const DESK: &str = "phaseout.desk.wasm";

/// Writes the list: each path with what imports it, and the parts of the desk in order.
pub(super) fn list(repository: &Repository, languages: &[String]) -> Result<()> {
    let mut texts = String::new();
    for path in paths(languages, |tag| is_translated(repository, tag)) {
        writeln!(texts, "  \"{path}.json\": () => import(\"./{FOLDER}/{}.js\"),", flat(&path))?;
    }
    let parts: String = (1..=desk(repository)?.chunks(PART).len())
        .map(|part| format!("() => import(\"./{FOLDER}/{DESK}.{part}.js\"), "))
        .collect();
    let list = format!("export const texts = {{\n{texts}}};\nexport const desk = [{parts}];\n");
    fs::create_dir_all(repository.root.join(STAGE))?;
    fs::write(repository.root.join(LIST), list).with_context(|| format!("cannot write {LIST}"))
}

/// Writes the modules; `mixed` makes text of the desk's bytes.
pub(super) fn write(repository: &Repository, languages: &[String], mixed: impl Fn(&[u8]) -> String) -> Result<()> {
    let dist = repository.dist();
    for path in paths(languages, |tag| is_translated(repository, tag)) {
        let from = dist.join(format!("{path}.json"));
        let text = fs::read_to_string(&from).with_context(|| format!("cannot read {}", from.display()))?;
        module(&dist, &flat(&path), &text)?;
    }
    for (part, bytes) in (1..).zip(desk(repository)?.chunks(PART)) {
        module(&dist, &format!("{DESK}.{part}"), &mixed(bytes))?;
    }
    Ok(())
}

/// Whether the topic's texts are there in a language: not in English, whose texts are in the topic, nor in one that has just
/// been added.
fn is_translated(repository: &Repository, tag: &str) -> bool {
    repository.root.join(format!("www/catalogue/{TOPIC}/{tag}.json")).is_file()
}

/// The files of `dist/` that come along, without `.json`: cards, facts and words.
fn paths(languages: &[String], is_translated: impl Fn(&str) -> bool) -> impl Iterator<Item = String> {
    let texts = languages.iter().flat_map(move |tag| {
        let translation = is_translated(tag).then(|| format!("catalogue/{TOPIC}/{tag}"));
        [format!("cards/1/{TOPIC}/{tag}"), format!("locale/{tag}")].into_iter().chain(translation)
    });
    [format!("catalogue/{TOPIC}")].into_iter().chain(texts)
}

/// What a file's module is called: npm packs by names without folders, and 8 % less where what is alike lies side by side.
fn flat(path: &str) -> String {
    path.replace('/', ".")
}

fn desk(repository: &Repository) -> Result<Vec<u8>> {
    let path = repository.dist().join(DESK);
    fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
}

fn module(dist: &Path, name: &str, text: &str) -> Result<()> {
    let path = dist.join(FOLDER).join(format!("{name}.js"));
    let folder = path.parent().context("a file is in a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    fs::write(&path, format!("export default {};\n", literal(text)))
        .with_context(|| format!("cannot write {}", path.display()))
}

/// A text as a script has it, in single quotes: JSON is full of the double ones.
fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('\'');
    for c in text.chars() {
        match c {
            '\'' | '\\' => literal.extend(['\\', c]),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            // A digit behind `\0` would be read as part of it.
            '\0' => literal.push_str("\\x00"),
            '\u{2028}' | '\u{2029}' => literal.extend(c.escape_unicode().filter(|c| !"{}".contains(*c))),
            _ => literal.push(c),
        }
    }
    literal.push('\'');
    literal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_written_so_that_a_script_reads_the_same() {
        for (text, written) in [
            ("{\"a\":1}", "'{\"a\":1}'"),
            ("it's \\ all", r"'it\'s \\ all'"),
            ("a\nb\rc\u{0}1", r"'a\nb\rc\x001'"),
            ("\u{2028}\u{e9}", "'\\u2028\u{e9}'"),
        ] {
            assert_eq!(literal(text), written);
        }
    }

    #[test]
    fn each_language_has_its_card_and_its_words_and_the_texts_that_there_are() {
        let languages = ["af", "en", "fr"].map(str::to_owned);
        assert_eq!(
            paths(&languages, |tag| tag == "fr").collect::<Vec<_>>(),
            [
                "catalogue/kaspersky-us",
                "cards/1/kaspersky-us/af",
                "locale/af",
                "cards/1/kaspersky-us/en",
                "locale/en",
                "cards/1/kaspersky-us/fr",
                "locale/fr",
                "catalogue/kaspersky-us/fr",
            ]
        );
    }
}
