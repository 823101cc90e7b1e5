//! `dist/` as an npm package: `www/package.json` and `www/README.md` in, the same with what the workspace says of itself out.
//!
//! Version, licence and addresses stand in the root `Cargo.toml` alone, and are read from there when this program is compiled.
//! What an npm user needs is the list `files` of `www/package.json`; must never be everything that a host publishes.

use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};

use crate::repository::Repository;

/// The manifest and the page about the package, inside `www/` and inside `dist/`.
pub(super) const MANIFEST: &str = "package.json";
const README: &str = "README.md";

/// What the page about the package has in place of the workspace's addresses.
const ADDRESSES: [(&str, &str); 2] =
    [("{homepage}", env!("CARGO_PKG_HOMEPAGE")), ("{repository}", env!("CARGO_PKG_REPOSITORY"))];

/// Writes `dist/package.json` and `dist/README.md`.
pub(super) fn write(repository: &Repository) -> Result<()> {
    let (www, dist) = (repository.root.join("www"), repository.dist());
    let read = |name: &str| fs::read_to_string(www.join(name)).with_context(|| format!("cannot read www/{name}"));
    let put =
        |name: &str, text: String| fs::write(dist.join(name), text).with_context(|| format!("cannot write {name}"));
    put(MANIFEST, manifest(&read(MANIFEST)?)?)?;
    put(README, ADDRESSES.iter().fold(read(README)?, |text, (word, address)| text.replace(word, address)))
}

/// A manifest with what the workspace says, in front of its own fields.
fn manifest(own: &str) -> Result<String> {
    let own: Map<String, Value> = serde_json::from_str(own).context("www/package.json is no manifest")?;
    let (address, homepage) = (env!("CARGO_PKG_REPOSITORY"), env!("CARGO_PKG_HOMEPAGE"));
    let mut all = Map::new();
    for (name, value) in [
        ("name", json!("phaseout")),
        ("version", json!(env!("CARGO_PKG_VERSION"))),
        ("license", json!(env!("CARGO_PKG_LICENSE"))),
        ("homepage", json!(homepage)),
        ("repository", json!({ "type": "git", "url": format!("git+{address}.git") })),
        ("bugs", json!({ "url": format!("{address}/issues") })),
    ] {
        ensure!(!own.contains_key(name), "www/package.json: {name}: stands in Cargo.toml alone");
        all.insert(name.to_owned(), value);
    }
    all.extend(own);
    Ok(Value::Object(all).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_workspace_says_is_added_and_the_order_of_conditions_stays() {
        let text = manifest(r#"{ "main": "./main.js", "exports": { "types": "./a.d.ts", "default": "./a.js" } }"#);
        let text = text.expect("a manifest");
        let version = format!(r#"{{"name":"phaseout","version":"{}","license":"#, env!("CARGO_PKG_VERSION"));
        assert!(text.starts_with(&version), "{text}");
        assert!(text.ends_with(r#""main":"./main.js","exports":{"types":"./a.d.ts","default":"./a.js"}}"#), "{text}");
        let address = env!("CARGO_PKG_REPOSITORY");
        assert!(text.contains(&format!(r#""repository":{{"type":"git","url":"git+{address}.git"}}"#)), "{text}");
        assert!(text.contains(&format!(r#""bugs":{{"url":"{address}/issues"}}"#)), "{text}");
    }

    #[test]
    fn what_would_be_said_twice_is_refused() {
        let error = manifest(r#"{ "version": "0.0.9" }"#).expect_err("a second version").to_string();
        assert_eq!(error, "www/package.json: version: stands in Cargo.toml alone");
    }
}
