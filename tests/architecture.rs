//! The picture of `src/lib.rs`, held: which module stands on which, and where clocks, browsers and panics may be.
//!
//! Reads the sources as text, without their comments.
#![cfg(not(target_arch = "wasm32"))]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The modules, lowest first: each may know those before it, and no other. `lib` is what the crate shows: whatever is
/// named without its module.
const ORDER: [&str; 5] = [
    "text duration named problem language link day when zone distance template moment wish checksum json",
    "node html card play",
    "spelling catalogue find evaluate urgency calendar locale view data statement",
    "markup compile picture import export documents lib",
    "clock shipped snippet site stale web overlay cli main",
];

/// Who knows what stands behind it all the same.
const CYCLES: [(&str, &str); 1] = [
    // What counts in a name depends on all names of its topic, and a topic is checked for names that count the same.
    ("src/spelling.rs", "catalogue"),
];

/// What stands before some modules and is still not for them.
const APART: [(&str, &str); 2] = [
    // Words know no facts.
    ("locale", "spelling catalogue find evaluate urgency calendar"),
    // Neither facts nor words know tags, or who plays them. (That the player knows neither, the order says.)
    ("spelling catalogue find evaluate urgency calendar locale view data statement", "node html card play"),
];

/// What belongs to a browser.
const BROWSER: [&str; 6] = ["wasm_bindgen", "serde_wasm_bindgen", "web_sys", "js_sys", "gloo", "unwrap_throw"];

/// Those of them that touch a page.
const PAGE: [&str; 2] = ["web_sys", "gloo"];

/// What asks for the time.
const CLOCKS: [&str; 6] = ["SystemTime::now", "Instant::now", "Date::now", "Date::new_0", "Utc::now", "Local::now"];

#[test]
fn a_module_knows_only_what_stands_before_it() {
    let order: Vec<&str> = ORDER.iter().flat_map(|line| line.split_whitespace()).collect();
    let place = |module: &str| order.iter().position(|known| *known == module);
    let sources = sources();
    let modules: BTreeSet<&str> = sources.iter().map(|source| source.module.as_str()).collect();
    assert_eq!(modules, order.iter().copied().collect(), "src, and ORDER");
    let mut cycles = Vec::new();
    for source in &sources {
        let behind = |used: &String| place(used) > place(&source.module);
        let path = source.path();
        cycles.extend(source.knows().into_iter().filter(behind).map(|used| (path.clone(), used)));
    }
    assert_eq!(cycles, CYCLES.map(|(path, used)| (path.to_owned(), used.to_owned())), "src, and CYCLES");
}

#[test]
fn words_know_no_facts_and_neither_knows_tags() {
    for (modules, unknown) in APART {
        for source in sources().iter().filter(|source| is_one_of(modules, &source.module)) {
            let found: Vec<_> = source.knows().into_iter().filter(|used| is_one_of(unknown, used)).collect();
            check(source, &found);
        }
    }
}

#[test]
fn only_the_web_folder_knows_a_page() {
    for source in sources().iter().filter(|source| source.module != "web") {
        // The clock, and a zone's clocks where a desk is a page, come from the engine, and nothing else of a browser.
        let known = if ["clock", "zone"].contains(&source.module.as_str()) { &PAGE[..] } else { &BROWSER[..] };
        check(source, &named(&source.text, known));
    }
}

#[test]
fn two_files_read_a_clock() {
    let mut clocks = Vec::new();
    for source in sources() {
        if !named(&source.text, &CLOCKS).is_empty() {
            clocks.push(source.path());
        }
    }
    assert_eq!(clocks, ["src/clock.rs", "src/main.rs"]);
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

/// Whether a module is one of those in a line.
fn is_one_of(modules: &str, module: &str) -> bool {
    modules.split_whitespace().any(|one| one == module)
}

/// One file of `src`, without its comments.
struct Source {
    path: PathBuf,
    /// `src/view/phrase.rs` is of the module `view`.
    module: String,
    text: String,
}

impl Source {
    /// Where it is, from the root, with slashes on every system.
    fn path(&self) -> String {
        self.path.display().to_string().replace('\\', "/")
    }

    /// The modules that it uses.
    fn knows(&self) -> BTreeSet<String> {
        let is_module = |name: &str| ORDER.iter().any(|line| is_one_of(line, name));
        uses(&self.text).into_iter().map(|name| if is_module(&name) { name } else { "lib".to_owned() }).collect()
    }
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
