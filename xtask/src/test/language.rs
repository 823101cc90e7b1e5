//! Whether a language is one file: a clone of the last commit and a language that there is not yet in, verdict out.
//!
//! Afrikaans is begun by `phaseout new-language` and gets the words of Dutch, so that every message is said in a real
//! language. Then the clone's own tests write what they have on file of each language, its checks and its build run, and
//! nothing else may have changed. Must never add or change a second file by hand: that none is needed is what is tested.

use std::env;
use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value};

use super::promises::NATIVE;
use super::release::clone;
use super::tally::Tally;
use super::{count, verdict};
use crate::command::CommandLine;
use crate::repository::{Repository, XTASK};

/// Where the clone is, from the root.
const CLONE: &str = "target/new-language";

/// The new language, and the one whose words it has.
const NEW: &str = "af";
const LIKE: &str = "nl";

/// What the tests write of each language, beside its own file.
const WRITTEN: [&str; 2] = ["docs/languages.md", "tests/locale/sentences.txt"];

/// Adds the language to a clone, and runs the clone's checks and its build.
///
/// # Errors
///
/// When a command fails, or more than one file had to be written for it.
pub(super) fn run(repository: &Repository, tally: &mut Tally) -> Result<()> {
    let clone = clone(repository, CLONE)?;
    let file = format!("www/locale/{NEW}.json");
    CommandLine::new("cargo run --quiet --package phaseout --features cli -- new-language")
        .args([NEW, "--out", &file])
        .run(&clone)?;
    let read = |file: &str| -> Result<Map<String, Value>> {
        let text = fs::read_to_string(clone.root.join(file)).with_context(|| format!("cannot read {file}"))?;
        serde_json::from_str(&text).with_context(|| format!("{file} is not JSON"))
    };
    let filled = fill(read(&file)?, &read(&format!("www/locale/{LIKE}.json"))?);
    fs::write(clone.root.join(&file), format!("{:#}\n", Value::from(filled)))?;
    // This program, which knows how, for the clone.
    let own = |task: &[&str]| {
        CommandLine::of(env::current_exe().unwrap_or_default().to_string_lossy())
            .args(task.iter().copied())
            .env(XTASK, clone.root.join("xtask").to_string_lossy())
    };
    CommandLine::new("cargo test --test languages").env("UPDATE_EXPECT", "1").run(&clone)?;
    count(&clone, &own(&["test", "--native"]), NATIVE, tally)?;
    own(&["size"]).run(&clone)?;
    let card = format!("dist/cards/1/kaspersky-us/{NEW}/kaspersky-premium.json");
    let speaks = read(&card)?.get("language").and_then(Value::as_str) == Some(NEW);
    let changed = CommandLine::new("git status --porcelain --untracked-files=all").read(&clone)?;
    let mut changed: Vec<_> = changed.lines().filter_map(|line| line.get(3..)).collect();
    changed.retain(|path| *path != file && !WRITTEN.contains(path));
    let is_one_file = speaks && changed.is_empty();
    verdict(tally, "language::a_language_is_one_file", is_one_file);
    ensure!(is_one_file, "{card} does not speak it, or more was changed: {}", changed.join(", "));
    Ok(())
}

/// The file of the new language with the other one's words.
fn fill(mut new: Map<String, Value>, like: &Map<String, Value>) -> Map<String, Value> {
    for (field, value) in &mut new {
        match (field.as_str(), like.get(field), value) {
            ("language" | "plural" | "reviewed", ..) | (_, None, _) => {}
            ("name", _, name) => *name = "Afrikaans".into(),
            ("messages", Some(Value::Object(said)), Value::Object(messages)) => {
                for (key, message) in messages {
                    if let Some(words) = said.get(key) {
                        *message = words.clone();
                    }
                }
            }
            (_, Some(said), value) => *value = said.clone(),
        }
    }
    new
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_new_language_keeps_its_tag_and_says_what_the_other_does() {
        let object = |value: Value| value.as_object().expect("an object").clone();
        let new = object(json!({ "language": "af", "name": "", "messages": { "# a": "yes", "a": "" }, "digits": "" }));
        let like = object(json!({ "language": "nl", "name": "Nederlands", "messages": { "a": "ja" }, "digits": "0" }));
        let filled =
            json!({ "language": "af", "name": "Afrikaans", "messages": { "# a": "yes", "a": "ja" }, "digits": "0" });
        assert_eq!(Value::from(fill(new, &like)), filled);
    }
}
