//! What the host of the folder has to send, by its two ready files: every file of `dist/`, every header.
//!
//! Opens no page: it reads `_headers` and `docs/nginx.conf` as their hosts do.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// Header names in small letters, and values.
type Headers = BTreeMap<String, String>;

/// What every file needs: other sites may load it and read its date, may not be fooled by its type, and are told nothing.
const ALWAYS: [(&str, &str); 6] = [
    ("access-control-allow-origin", "*"),
    ("access-control-expose-headers", "Date, Age"),
    ("cross-origin-resource-policy", "cross-origin"),
    ("timing-allow-origin", "*"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
];

const SHORT: &str = "public, max-age=300, stale-if-error=86400";

/// What a browser must be told of a file's type, by how its name ends: with `nosniff` it believes nothing else.
const TYPES: [(&str, &str); 8] = [
    ("css", "text/css"),
    ("html", "text/html"),
    ("ics", "text/calendar"),
    ("js", "javascript"),
    ("json", "application/json"),
    ("ts", "text/plain"),
    ("wasm", "application/wasm"),
    ("xml", "application/atom+xml"),
];

#[test]
fn the_headers_file_gives_every_file_what_it_needs() {
    let rules = rules(include_str!("../../www/_headers"));
    for path in published() {
        let headers = applied(&rules, &format!("/{path}"));
        check(&path, &headers);
        // The next version takes its place under the same address.
        assert_eq!(headers.get("cache-control").map(String::as_str), Some(SHORT), "{path}");
        assert_eq!(headers.contains_key("cross-origin-embedder-policy"), path == "embed.html", "{path}");
        if ending(&path) == "wasm" {
            assert_eq!(headers.get("content-type").map(String::as_str), Some("application/wasm"), "{path}");
        }
    }
}

#[test]
fn nginx_gives_every_file_what_it_needs() {
    let config = include_str!("../../docs/nginx.conf");
    for path in published() {
        let headers = by_nginx(config, &path);
        check(&path, &headers);
        assert!(headers.contains_key("cross-origin-embedder-policy"), "{path}");
        assert_eq!(headers.get("cache-control").map(String::as_str), Some("$phaseout_cache"), "{path}");
        if let Some((_, kind)) = TYPES.iter().find(|(known, _)| *known == ending(&path)) {
            assert!(headers["content-type"].contains(kind), "{path} is {}", headers["content-type"]);
        }
    }
    for cached in ["max-age=31536000, immutable", SHORT] {
        assert!(config.contains(cached), "{cached}");
    }
}

#[test]
fn a_rule_is_for_its_own_path_or_for_all_that_begin_so() {
    let rules = rules("# why\n/*\n  A: 1\n\n/x/*\n  B: 2\n  A: 3\n/y\n  C: 4\n");
    let applied = |path| applied(&rules, path).into_iter().map(|(name, value)| name + &value).collect::<Vec<_>>();
    assert_eq!(applied("/z"), ["a1"]);
    assert_eq!(applied("/x/z"), ["a3", "b2"]);
    assert_eq!(applied("/y"), ["a1", "c4"]);
    assert_eq!(applied("/y/z"), ["a1"]);
}

#[track_caller]
fn check(path: &str, headers: &Headers) {
    for (name, value) in ALWAYS {
        assert_eq!(headers.get(name).map(String::as_str), Some(value), "{path}: {name}");
    }
}

/// How a name ends, behind its last dot.
fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// Every file of `dist/`, by its path inside.
fn published() -> Vec<String> {
    let dist = PathBuf::from(env::var_os("PHASEOUT_DIST").expect("`cargo xtask test --pages` says where dist/ is"));
    let mut files = Vec::new();
    collect(&dist, &dist, &mut files);
    assert!(files.len() > 30, "{files:?}");
    files
}

fn collect(dist: &Path, folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(dist, &path, files);
        } else {
            files.push(path.strip_prefix(dist).expect("inside").to_string_lossy().into_owned());
        }
    }
}

/// The rules of a `_headers` file: a path, with a `*` at its end or none, and the headers below it.
fn rules(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut rules: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.trim_start().split_once(": ") {
            Some((name, value)) if line.starts_with(' ') => {
                let (_, headers) = rules.last_mut().expect("a path stands before its headers");
                headers.push((name.to_ascii_lowercase(), value.to_owned()));
            }
            _ => {
                let path = line.strip_suffix('*').unwrap_or(line);
                assert!(path.starts_with('/') && !path.contains('*'), "{line}: hosts agree on a `*` at the end alone");
                rules.push((line.to_owned(), Vec::new()));
            }
        }
    }
    rules
}

fn applied(rules: &[(String, Vec<(String, String)>)], path: &str) -> Headers {
    let fits = |rule: &str| rule.strip_suffix('*').map_or(rule == path, |start| path.starts_with(start));
    rules.iter().filter(|(rule, _)| fits(rule)).flat_map(|(_, headers)| headers.clone()).collect()
}

/// What the `location` of the configuration says: its `types` by ending, its `add_header`s for all.
fn by_nginx(config: &str, path: &str) -> Headers {
    let mut headers = Headers::new();
    let mut types = BTreeMap::new();
    for line in config.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        let Some(directive) = line.strip_suffix(';') else { continue };
        let mut words = directive.split_whitespace();
        match words.next() {
            Some("add_header") => {
                let (name, value) = directive["add_header ".len()..].split_once(' ').expect("a name and a value");
                let (value, is_always) = value.strip_suffix(" always").map_or((value, false), |value| (value, true));
                assert_eq!(
                    is_always,
                    name != "Cache-Control",
                    "{line}: an error needs every header, but may not be kept"
                );
                let value = value.trim_matches('"');
                headers.insert(name.to_ascii_lowercase(), value.to_owned());
            }
            Some("default_type") => {
                types.insert("", words.next().expect("a type"));
            }
            Some(kind) if kind.contains('/') => types.extend(words.map(|ending| (ending, kind))),
            _ => {}
        }
    }
    let kind = types.get(ending(path)).or_else(|| types.get("")).expect("a default type");
    headers.insert("content-type".to_owned(), (*kind).to_owned());
    headers
}
