//! The picture of `src/lib.rs`, held: what each module may know, and where clocks, browsers and panics may be.
//!
//! Reads the sources as text, without their comments.
#![cfg(not(target_arch = "wasm32"))]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// What each module of the line knows of the crate, and no more.
const KNOWN: [(&str, &str); 32] = [
    ("text", ""),
    ("duration", ""),
    ("named", "named text"),
    ("data", "text"),
    ("problem", "text"),
    ("language", "text"),
    ("day", "duration text"),
    ("when", "day duration text"),
    ("zone", "when"),
    ("distance", "day when"),
    ("template", "named text"),
    ("moment", "day distance duration template"),
    ("node", "named template"),
    ("wish", "named"),
    ("card", "json named node problem template text"),
    ("play", "card day distance duration json link moment named node template text wish"),
    ("json", "named problem sealed text when"),
    ("link", "text"),
    ("checksum", ""),
    ("sealed", "checksum json text"),
    ("spelling", "catalogue text"),
    ("catalogue", "json language link named problem sealed spelling text when zone"),
    ("find", "catalogue spelling text"),
    ("evaluate", "catalogue distance duration moment named template when wish"),
    ("urgency", "catalogue duration evaluate named template when"),
    ("locale", "json named problem sealed template text when"),
    ("calendar", "catalogue evaluate link text when"),
    ("view", "calendar catalogue day duration evaluate find link locale moment named template text urgency when wish"),
    ("markup", "link locale named node template text view"),
    ("html", "named node"),
    (
        "compile",
        "card catalogue data day distance evaluate json locale markup named statement template text view when wish",
    ),
    ("statement", "catalogue data duration evaluate link locale named view when"),
];

/// What belongs to a browser.
const BROWSER: [&str; 6] = ["wasm_bindgen", "serde_wasm_bindgen", "web_sys", "js_sys", "gloo", "unwrap_throw"];

/// Those of them that touch a page.
const PAGE: [&str; 2] = ["web_sys", "gloo"];

/// What asks for the time.
const CLOCKS: [&str; 6] = ["SystemTime::now", "Instant::now", "Date::now", "Date::new_0", "Utc::now", "Local::now"];

#[test]
fn facts_words_and_tags_know_only_what_they_need() {
    for (module, known) in KNOWN {
        let allowed: BTreeSet<String> =
            known.split_whitespace().map(str::to_owned).chain([module.to_owned()]).collect();
        for source in sources().iter().filter(|source| source.module == module) {
            check(source, &uses(&source.text).difference(&allowed).cloned().collect::<Vec<_>>());
        }
    }
}

#[test]
fn only_the_web_folder_knows_a_page() {
    for source in sources().iter().filter(|source| source.module != "web") {
        // A zone's clocks come from the engine where a desk is a page: `Intl`, and nothing else of a browser.
        let known = if source.module == "zone" { &PAGE[..] } else { &BROWSER[..] };
        check(source, &named(&source.text, known));
    }
}

#[test]
fn two_files_read_a_clock() {
    let mut clocks = Vec::new();
    for source in sources() {
        if !named(&source.text, &CLOCKS).is_empty() {
            clocks.push(source.path.display().to_string());
        }
    }
    assert_eq!(clocks, ["src/main.rs", "src/web/clock.rs"]);
}

#[test]
fn nothing_is_unwrapped_without_a_word() {
    for source in sources() {
        check(&source, &named(&source.text, &[".unwrap()", "todo!", "unimplemented!", "dbg!"]));
    }
}

/// What makes markup or code of text, and what asks an engine to read a date: none of it is in what pages load.
const NEVER: [&str; 16] = [
    ".innerHTML",
    ".outerHTML",
    "insertAdjacentHTML",
    "setHTMLUnsafe",
    "document.write",
    "createContextualFragment",
    "DOMParser",
    "eval(",
    "new Function",
    "createPolicy",
    "createElement(\"script\")",
    "javascript:",
    "Date.parse",
    "localStorage",
    "sendBeacon",
    "beforeunload",
];

#[test]
fn no_script_makes_markup_or_code_of_text() {
    let www = Path::new(env!("CARGO_MANIFEST_DIR")).join("www");
    let mut scripts = 0;
    for entry in fs::read_dir(www).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "js") {
            let found = named(&fs::read_to_string(&path).expect("UTF-8"), &NEVER);
            assert!(found.is_empty(), "{} has {}", path.display(), found.join(", "));
            scripts += 1;
        }
    }
    assert!(scripts > 5, "only {scripts} scripts in www");
}

#[test]
fn a_use_is_seen_in_every_form() {
    let seen = |text: &str| uses(text).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(seen("use crate::view::View;"), "view");
    assert_eq!(seen("use crate::{\n    a::{self, B, c::D},\n    e,\n    F,\n};\nlet x = crate::g::h();"), "F a e g");
}

/// The source has nothing that it should not have.
#[track_caller]
fn check(source: &Source, found: &[String]) {
    assert!(found.is_empty(), "{} knows {}", source.path.display(), found.join(", "));
}

/// One file of `src`, without its comments.
struct Source {
    path: PathBuf,
    /// `src/view/phrase.rs` is of the module `view`.
    module: String,
    text: String,
}

/// Every file of `src`, by path.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src")];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("UTF-8");
                let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
                let text = code.collect::<Vec<_>>().join("\n");
                let path = path.strip_prefix(root).expect("inside").to_path_buf();
                let part = path.iter().nth(1).and_then(|part| part.to_str()).expect("UTF-8");
                sources.push(Source { module: part.trim_end_matches(".rs").to_owned(), path, text });
            }
        }
    }
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(sources.len() > 20, "only {} files in src", sources.len());
    sources
}

/// The first name behind each `crate::`, of each branch of its braces.
fn uses(text: &str) -> BTreeSet<String> {
    let mut uses = BTreeSet::new();
    for rest in text.split("crate::").skip(1) {
        let Some(branches) = rest.strip_prefix('{') else {
            uses.insert(name(rest));
            continue;
        };
        let mut depth = 0;
        let mut branch = String::new();
        for c in branches.chars() {
            depth += i32::from(c == '{') - i32::from(c == '}');
            match c {
                ',' if depth == 0 => uses.insert(name(&std::mem::take(&mut branch))),
                _ if depth < 0 => break,
                c => {
                    branch.push(c);
                    continue;
                }
            };
        }
        uses.insert(name(&branch));
    }
    uses.remove("");
    uses
}

/// The identifier that a text begins with.
fn name(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn named(text: &str, names: &[&str]) -> Vec<String> {
    names.iter().filter(|name| text.contains(**name)).map(|name| (*name).to_owned()).collect()
}
