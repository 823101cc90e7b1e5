//! Whether a language is one file: a clone of the last commit and a language that there is not yet in, verdict out.
//!
//! Afrikaans is begun by `phaseout new-language` and gets the words of Dutch, so that every message is said in a real
//! language. Then the clone's own tests write what they have on file of each language, its checks and its build run, and
//! nothing else may have changed. Must never add or change a second file by hand: that none is needed is what is tested.

use std::fs;

use anyhow::{Context, Result, ensure};

use super::promises::NATIVE;
use super::release::{clone, own};
use super::tally::Tally;
use super::{count, verdict};
use crate::command::CommandLine;
use crate::repository::Repository;

/// Where the clone is, from the root.
const CLONE: &str = "target/new-language";

/// The new language, and the one whose words it has.
const NEW: &str = "af";
const LIKE: &str = "nl";

/// What the tests write of each language, beside its own file.
const WRITTEN: [&str; 3] = ["docs/languages.md", "tests/golden/cards.txt", "tests/locale/sentences.txt"];

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
    let read = |file: &str| fs::read_to_string(clone.root.join(file)).with_context(|| format!("cannot read {file}"));
    let filled = fill(&read(&file)?, &read(&format!("www/locale/{LIKE}.json"))?);
    fs::write(clone.root.join(&file), filled).with_context(|| format!("cannot write {file}"))?;
    CommandLine::new("cargo test --test languages --test golden").env("UPDATE_EXPECT", "1").run(&clone)?;
    count(&clone, &own(&clone, &["test", "--native"])?, NATIVE, tally)?;
    own(&clone, &["size"])?.run(&clone)?;
    let card = format!("dist/cards/1/kaspersky-us/{NEW}/kaspersky-premium.json");
    let speaks = read(&card)?.contains(&format!("\"language\":\"{NEW}\""));
    let changed = CommandLine::new("git status --porcelain --untracked-files=all").read(&clone)?;
    let mut changed: Vec<_> = changed.lines().filter_map(|line| line.get(3..)).collect();
    changed.retain(|path| *path != file && !WRITTEN.contains(path));
    let is_one_file = speaks && changed.is_empty();
    verdict(tally, "language::a_language_is_one_file", is_one_file);
    ensure!(is_one_file, "{card} does not speak it, or more was changed: {}", changed.join(", "));
    Ok(())
}

/// The file of the new language with the other one's words, each in the line that waits for it.
fn fill(new: &str, like: &str) -> String {
    let field = |line: &str| line.split_once("\": ").map(|(field, _)| format!("{field}\": "));
    let filled = |line: &str| {
        let field = field(line)?;
        match field.trim() {
            "\"language\":" | "\"plural\":" | "\"reviewed\":" => None,
            "\"name\":" => Some(line.replace("\"\"", "\"Afrikaans\"")),
            _ => {
                let said = like.lines().find(|said| said.starts_with(&field))?.trim_end_matches(',');
                Some(if line.ends_with(',') { format!("{said},") } else { said.to_owned() })
            }
        }
    };
    new.lines().map(|line| filled(line).unwrap_or_else(|| line.to_owned()) + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_language_keeps_its_tag_and_says_what_the_other_does() {
        let new = r##"
  "language": "af",
  "name": "",
  "months": [""],
    "# more": "More",
    "more": { "one": "" }"##;
        let like = r#"
  "language": "nl",
  "name": "Nederlands",
  "months": ["januari"],
    "more": { "one": "Meer" },"#;
        let filled = r##"
  "language": "af",
  "name": "Afrikaans",
  "months": ["januari"],
    "# more": "More",
    "more": { "one": "Meer" }
"##;
        assert_eq!(fill(new, like), filled);
    }
}
