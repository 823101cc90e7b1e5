//! What is wrong with a snippet that an editor has: its attributes, its inside and its scripts in, every problem out.
//!
//! Whoever calls has parsed the HTML: a browser knows how. Says the same words about a product or a moment as
//! `phase-out-error` does. Fetches nothing: the catalogue is an argument.

use super::{Facts, Form, Size, Theme};
use crate::{Catalogue, Named, Precision, Problem, When, problem::Problems, view::Level};

/// A snippet as it was found in a page.
#[derive(Debug, Clone, Default)]
pub struct Pasted {
    /// What it is; the parameters of a frame's address count as its attributes.
    pub form: Option<Form>,
    /// Names without `data-`, and values, in order.
    pub attributes: Vec<(String, String)>,
    /// The words inside.
    pub text: String,
    /// The scripts of the page that it stands in.
    pub scripts: Vec<Script>,
}

/// A script beside a snippet.
#[derive(Debug, Clone, Default)]
pub struct Script {
    /// Its address.
    pub src: String,
    /// Its `type`.
    pub kind: String,
    /// Its `integrity`, empty where there is none.
    pub integrity: String,
    /// Whether it has `crossorigin`, without which a browser checks no hash of another site's file.
    pub crossorigin: bool,
}

/// What is published: what a snippet may ask for.
#[derive(Debug, Clone, Copy)]
pub struct Published<'p> {
    /// The catalogue that the snippet asks for, where it could be had.
    pub catalogue: Option<&'p Catalogue>,
    /// The tags of the languages there are.
    pub languages: &'p [String],
    /// The hash of this version's `phaseout.js`.
    pub integrity: &'p str,
}

/// What a card can be told.
const ATTRIBUTES: [&str; 13] = [
    "catalogue",
    "chooser",
    "clock",
    "engine",
    "facts",
    "heading",
    "lang",
    "now",
    "precision",
    "product",
    "share",
    "size",
    "theme",
];

/// What any element may have, and what is not ours.
const COMMON: [&str; 8] = ["class", "dir", "hidden", "id", "part", "phase-out", "slot", "style"];

/// The parameters of a frame beyond those: names that other embeds use, and what parents add.
const PARAMETERS: [&str; 4] = ["at", "childId", "dark", "id"];

const ENGINES: [&str; 4] = ["auto", "wasm", "js", "static"];

/// Every problem of a snippet, in the order in which an editor would meet them.
pub fn problems(pasted: &Pasted, published: Published) -> Vec<Problem> {
    let mut problems = Problems::default();
    let Some(form) = pasted.form else {
        let forms = "has no <phase-out>, no element with data-phase-out and no frame with embed.html in it";
        problems.report("snippet", &[forms]);
        return problems.0;
    };
    for (index, (name, value)) in pasted.attributes.iter().enumerate() {
        if pasted.attributes.iter().take(index).any(|(known, _)| known == name) {
            problems.report(name, &["is there twice; the first one counts"]);
        }
        attribute(form, name, value, published, &mut problems);
    }
    let value = |name: &str| pasted.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    if value("engine") == Some("static") {
        for name in ["chooser", "now", "precision"].into_iter().filter(|name| value(name).is_some()) {
            problems.report("engine", &["static keeps the sentence and shows no card, so ", name, " does nothing"]);
        }
    }
    if form != Form::Frame && pasted.text.trim().is_empty() {
        problems.report("sentence", &["is missing, so readers without script see nothing"]);
    }
    if form != Form::Frame && value("engine") != Some("static") {
        scripts(&pasted.scripts, published.integrity, &mut problems);
    }
    problems.0
}

fn attribute(form: Form, name: &str, value: &str, published: Published, problems: &mut Problems) {
    let one_of = |names: &[&str], problems: &mut Problems| {
        if !names.contains(&value) {
            problems.refuse(name, "is", value, ", not one of ", &names.join(", "));
        }
    };
    match name {
        "product" if !value.is_empty() => {
            if let Some(Err(error)) = published.catalogue.map(|catalogue| catalogue.find(value)) {
                problems.report(name, &[&error.message()]);
            }
        }
        "now" | "at" => {
            if let Err(error) = value.parse::<When>() {
                problems.report(name, &[&error.to_string()]);
            }
        }
        "lang" => {
            let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
            let is_there = |known: &String| primary(known) == primary(value);
            if !published.languages.iter().any(is_there) {
                problems.refuse(
                    name,
                    "is",
                    value,
                    ", which is not published, so the card speaks English; there are ",
                    &published.languages.join(", "),
                );
            }
        }
        "catalogue" if form != Form::Frame && !value.starts_with("https://") => {
            let why = ", not an https address, so it has to be a file of the article's own site";
            problems.refuse(name, "is", value, why, "");
        }
        "precision" => one_of(Precision::NAMES, problems),
        "theme" => one_of(Theme::NAMES, problems),
        "engine" => one_of(&ENGINES, problems),
        "facts" => one_of(Facts::NAMES, problems),
        "size" => one_of(Size::NAMES, problems),
        "heading" => one_of(Level::NAMES, problems),
        "product" | "chooser" | "clock" | "catalogue" | "share" => {}
        name if COMMON.contains(&name) || name.starts_with("aria-") || name.starts_with("data-") => {}
        name if form == Form::Frame && PARAMETERS.contains(&name) => {}
        name => problems.report(name, &["is no attribute of a card; there are ", &ATTRIBUTES.join(", ")]),
    }
}

fn scripts(scripts: &[Script], integrity: &str, problems: &mut Problems) {
    let is_ours = |script: &&Script| {
        let path = script.src.split(['?', '#']).next().unwrap_or_default();
        path == "phaseout.js" || path.ends_with("/phaseout.js")
    };
    let Some(script) = scripts.iter().find(is_ours) else {
        problems.report(
            "script",
            &["with phaseout.js is missing, so the sentence stays a sentence, unless the site's theme has it"],
        );
        return;
    };
    if script.kind != "module" {
        problems.refuse("script", "has the type", &script.kind, ", not ", "module");
    }
    if !script.src.starts_with("https://") {
        problems.refuse("script", "has the address", &script.src, ", which is not an https address", "");
    }
    if script.integrity.is_empty() {
        return;
    }
    if !script.crossorigin {
        problems.report("script", &["has integrity without crossorigin, so the browser refuses it from another site"]);
    }
    let is_known = |hash: &str| ["sha256-", "sha384-", "sha512-"].iter().any(|known| hash.starts_with(known));
    if !script.integrity.split_ascii_whitespace().any(is_known) {
        problems.refuse(
            "script",
            "has the integrity",
            &script.integrity,
            ", which no browser knows, so it is not checked",
            "",
        );
    } else if !script.integrity.split_ascii_whitespace().any(|hash| hash == integrity) {
        problems.report(
            "script",
            &["has the integrity of another version than this folder's: right only if its address is that version's"],
        );
    }
}
