//! `wasm-pack.toml` as values: text in, [`Settings`] or every problem found out.
//!
//! `[build]` and `[test]` are wasm-pack's subcommands and their keys its long flags;
//! `[tools]` and `[packages]` pin versions; `[budget]` limits sizes. Knows no flag of wasm-pack but
//! the two that say where the module lands: wasm-pack itself refuses a wrong one.

use std::str::FromStr;

use anyhow::{Context, Error, Result, anyhow};
use toml::{Table, Value};

/// What `wasm-pack.toml` says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Settings {
    /// The flags of `wasm-pack build`, in the file's order.
    pub(crate) build: Vec<String>,
    /// Where `wasm-pack build` leaves the module, seen from the crate it builds.
    pub(crate) out_dir: String,
    /// The stem of the module's file names.
    pub(crate) out_name: String,
    /// The flags of `wasm-pack test`, in the file's order.
    pub(crate) test: Vec<String>,
    /// Pinned versions.
    pub(crate) tools: Tools,
    /// The npm packages that tests build with, and their exact versions.
    pub(crate) packages: Vec<(String, String)>,
    /// Limits on the size of files that pages load.
    pub(crate) budgets: Vec<Budget>,
}

/// The exact version of each tool that is installed by name.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tools {
    pub(crate) wasm_pack: String,
    pub(crate) binaryen: String,
    pub(crate) esbuild: String,
    /// What tests look for barriers with; no page loads it.
    pub(crate) axe_core: String,
    pub(crate) geckodriver: String,
    pub(crate) cargo_deny: String,
    pub(crate) cargo_fuzz: String,
    /// A browser of another year, as an npm package.
    pub(crate) older_chromium: String,
}

/// The most that some files of `dist/` may weigh together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Budget {
    /// Paths inside `dist/`.
    pub(crate) files: Vec<String>,
    /// Bytes after brotli; exactly this many is within the budget.
    pub(crate) limit: u64,
}

/// The tables of the file.
const TABLES: [&str; 5] = ["build", "test", "tools", "packages", "budget"];
/// What `[tools]` pins.
const TOOLS: [&str; 8] =
    ["wasm-pack", "binaryen", "esbuild", "axe-core", "geckodriver", "cargo-deny", "cargo-fuzz", "older-chromium"];

impl FromStr for Settings {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let file: Table = text.parse().context("wasm-pack.toml is not TOML")?;
        let mut problems = Vec::new();
        for name in file.keys().filter(|name| !TABLES.contains(&name.as_str())) {
            problems.push(format!("[{name}]: unknown table, expected [{}]", TABLES.join("], [")));
        }
        let settings = Self {
            build: flags(&file, "build", &mut problems),
            out_dir: text_of(&file, "build", "out-dir", &mut problems),
            out_name: text_of(&file, "build", "out-name", &mut problems),
            test: flags(&file, "test", &mut problems),
            tools: tools(&file, &mut problems),
            packages: packages(&file, &mut problems),
            budgets: budgets(&file, &mut problems),
        };
        if problems.is_empty() {
            return Ok(settings);
        }
        Err(anyhow!("wasm-pack.toml: {}", problems.join("\nerror: wasm-pack.toml: ")))
    }
}

fn flags(file: &Table, name: &str, problems: &mut Vec<String>) -> Vec<String> {
    let mut flags = Vec::new();
    for (key, value) in entries(file, name, problems) {
        match value {
            Value::Boolean(true) => flags.push(format!("--{key}")),
            Value::Boolean(false) => {}
            Value::String(text) if text == "true" || text == "false" => {
                problems.push(format!(
                    "[{name}] {key} = {value}: a flag without a value is {text}, without quotation marks"
                ));
            }
            Value::String(text) => flags.extend([format!("--{key}"), text.clone()]),
            _ => problems.push(format!("[{name}] {key} = {value}: neither text nor true or false")),
        }
    }
    flags
}

fn tools(file: &Table, problems: &mut Vec<String>) -> Tools {
    for (key, value) in entries(file, "tools", problems) {
        if !TOOLS.contains(&key.as_str()) {
            problems.push(format!("[tools] {key} = {value}: unknown tool, expected one of {}", TOOLS.join(", ")));
        } else if value.as_str().is_some_and(|version| !is_exact(version)) {
            problems.push(format!("[tools] {key} = {value}: not an exact version such as \"1.2.3\""));
        }
    }
    Tools {
        wasm_pack: text_of(file, "tools", "wasm-pack", problems),
        binaryen: text_of(file, "tools", "binaryen", problems),
        esbuild: text_of(file, "tools", "esbuild", problems),
        axe_core: text_of(file, "tools", "axe-core", problems),
        geckodriver: text_of(file, "tools", "geckodriver", problems),
        cargo_deny: text_of(file, "tools", "cargo-deny", problems),
        cargo_fuzz: text_of(file, "tools", "cargo-fuzz", problems),
        older_chromium: text_of(file, "tools", "older-chromium", problems),
    }
}

fn packages(file: &Table, problems: &mut Vec<String>) -> Vec<(String, String)> {
    let mut packages = Vec::new();
    for (name, value) in entries(file, "packages", problems) {
        match value.as_str() {
            Some(version) if is_exact(version) => packages.push((name.clone(), version.to_owned())),
            _ => problems.push(format!("[packages] {name} = {value}: not an exact version such as \"1.2.3\"")),
        }
    }
    packages
}

fn budgets(file: &Table, problems: &mut Vec<String>) -> Vec<Budget> {
    let mut budgets = Vec::new();
    for (key, value) in entries(file, "budget", problems) {
        match value.as_integer().and_then(|bytes| u64::try_from(bytes).ok()) {
            Some(limit) => budgets.push(Budget { files: key.split(" + ").map(str::to_owned).collect(), limit }),
            None => problems.push(format!("[budget] \"{key}\" = {value}: not a whole number of bytes")),
        }
    }
    budgets
}

fn entries<'a>(file: &'a Table, name: &str, problems: &mut Vec<String>) -> Vec<(&'a String, &'a Value)> {
    match file.get(name) {
        Some(Value::Table(table)) => table.iter().collect(),
        Some(other) => {
            problems.push(format!("{name} = {other}: not a table"));
            Vec::new()
        }
        None => {
            problems.push(format!("[{name}]: missing"));
            Vec::new()
        }
    }
}

fn text_of(file: &Table, name: &str, key: &str, problems: &mut Vec<String>) -> String {
    match file.get(name).and_then(|table| table.get(key)) {
        Some(Value::String(text)) => text.clone(),
        Some(other) => {
            problems.push(format!("[{name}] {key} = {other}: not text"));
            String::new()
        }
        None => {
            problems.push(format!("[{name}] {key}: missing"));
            String::new()
        }
    }
}

fn is_exact(version: &str) -> bool {
    let parts: Vec<&str> = version.split('.').collect();
    parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
        [build]
        target = "web"
        out-dir = "../out"
        out-name = "phaseout"
        no-opt = true
        dev = false
        [test]
        headless = true
        [tools]
        wasm-pack = "1.2.3"
        binaryen = "4.5.6"
        esbuild = "0.7.8"
        axe-core = "9.1.2"
        geckodriver = "0.1.0"
        cargo-deny = "0.2.0"
        cargo-fuzz = "0.1.3"
        older-chromium = "9.0.0"
        [packages]
        vite = "9.0.1"
        [budget]
        "a.js + b.wasm" = 30000
    "#;

    #[track_caller]
    fn check(from: &str, to: &str, expected: &[&str]) {
        assert!(GOOD.contains(from), "{from} is not in the good file");
        let error = GOOD.replace(from, to).parse::<Settings>().expect_err("the file is broken").to_string();
        let expected: Vec<String> = expected.iter().map(|problem| format!("wasm-pack.toml: {problem}")).collect();
        assert_eq!(error, expected.join("\nerror: "));
    }

    #[test]
    fn flags_keep_the_order_of_the_file_and_false_ones_are_left_out() {
        let settings: Settings = GOOD.parse().expect("the good file is good");
        assert_eq!(settings.build, ["--target", "web", "--out-dir", "../out", "--out-name", "phaseout", "--no-opt"]);
        assert_eq!(settings.test, ["--headless"]);
        assert_eq!(settings.tools.binaryen, "4.5.6");
        assert_eq!(settings.packages, [("vite".to_owned(), "9.0.1".to_owned())]);
        assert_eq!(settings.budgets, [Budget { files: vec!["a.js".into(), "b.wasm".into()], limit: 30000 }]);
    }

    #[test]
    fn a_problem_names_its_place_and_its_value() {
        check(
            "[budget]",
            "[budgte]",
            &["[budgte]: unknown table, expected [build], [test], [tools], [packages], [budget]", "[budget]: missing"],
        );
        check("headless = true", "headless = 1", &["[test] headless = 1: neither text nor true or false"]);
        check(
            "no-opt = true",
            "no-opt = \"true\"",
            &["[build] no-opt = \"true\": a flag without a value is true, without quotation marks"],
        );
        check("out-name = \"phaseout\"", "", &["[build] out-name: missing"]);
        check("\"4.5.6\"", "\"^4\"", &["[tools] binaryen = \"^4\": not an exact version such as \"1.2.3\""]);
        check("\"9.0.1\"", "9", &["[packages] vite = 9: not an exact version such as \"1.2.3\""]);
        check(
            "esbuild",
            "vite",
            &[
                "[tools] vite = \"0.7.8\": unknown tool, expected one of wasm-pack, binaryen, esbuild, axe-core, geckodriver, cargo-deny, cargo-fuzz, older-chromium",
                "[tools] esbuild: missing",
            ],
        );
        check("30000", "-1", &["[budget] \"a.js + b.wasm\" = -1: not a whole number of bytes"]);
        check("30000", "\"30 kB\"", &["[budget] \"a.js + b.wasm\" = \"30 kB\": not a whole number of bytes"]);
    }
}
