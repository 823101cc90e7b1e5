//! Sealed texts: what was checked at the desk is read in the page as it is, and nothing else is.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;

use phaseout::{Catalogue, Locale, Precision, evaluate, html, markup, view::Setting, view::view};
use serde_json::Value;

const KASPERSKY: &str = include_str!("../www/catalogue/kaspersky-us.json");
const WINDOWS: &str = include_str!("../www/catalogue/windows-10.json");
const SMALL: &str = include_str!("catalogue/small.json");
const ENGLISH: &str = include_str!("../www/locale/en.json");

#[test]
fn a_sealed_catalogue_says_what_it_said_before() {
    for text in [KASPERSKY, WINDOWS, SMALL] {
        let sealed = Catalogue::seal(text).expect("valid");
        let (read, opened) = (Catalogue::read(text).expect("valid"), Catalogue::open(&sealed).expect("sealed"));
        assert_eq!(format!("{read:?}"), format!("{opened:?}"));
        assert_eq!(without_asides(&sealed), without_asides(text), "the same JSON");
        assert_eq!(Catalogue::seal(&sealed).as_deref(), Ok(&*sealed), "sealing a sealed text changes nothing");
    }
}

#[test]
fn a_sealed_language_says_what_it_said_before() {
    let catalogue = Catalogue::read(KASPERSKY).expect("valid");
    for file in fs::read_dir("www/locale").expect("a folder") {
        let text = fs::read_to_string(file.expect("a file").path()).expect("a text");
        let sealed = Locale::seal(&text).expect("valid");
        assert_eq!(texts(&without_asides(&sealed)), texts(&without_asides(&text)), "the same texts");
        assert_eq!(Locale::seal(&sealed).as_deref(), Ok(&*sealed), "sealing a sealed text changes nothing");
        let (read, opened) = (Locale::read(&text).expect("valid"), Locale::open(&sealed).expect("sealed"));
        let card = |locale: &Locale| {
            let now = "2024-08-01".parse().expect("a day");
            let status = evaluate(&catalogue, &catalogue.products[0], now, Precision::Auto);
            html(&markup::card(&view(&status, locale, Setting::default())))
        };
        assert_eq!(card(&read), card(&opened));
    }
}

#[test]
fn what_was_changed_after_it_was_sealed_is_not_opened() {
    let sealed = Catalogue::seal(SMALL).expect("valid");
    assert!(Catalogue::open(&sealed).is_some());
    for at in 0..sealed.len() {
        for byte in [b' ', b'"', b'0'] {
            let mut changed = sealed.clone().into_bytes();
            if changed[at] != byte
                && let Some(text) = {
                    changed[at] = byte;
                    String::from_utf8(changed).ok()
                }
            {
                assert!(Catalogue::open(&text).is_none(), "byte {at} became {}", char::from(byte));
            }
        }
        if let Some(part) = sealed.get(..at) {
            assert!(Catalogue::open(part).is_none(), "cut after {at} bytes");
        }
    }
    assert!(Catalogue::open(&format!("{sealed} ")).is_none(), "something trails");
    assert!(Catalogue::open(SMALL).is_none(), "no seal");
    assert!(Locale::open(ENGLISH).is_none(), "no seal");
}

#[test]
fn quotation_marks_and_backslashes_come_through() {
    let name = r#"Acme \"Home\" \\ Office"#;
    let text = SMALL.replacen(r#""name": ""#, &format!(r#""name": "{name} "#), 1);
    let sealed = Catalogue::seal(&text).expect("valid");
    let opened = Catalogue::open(&sealed).expect("sealed");
    assert!(opened.products[0].name.starts_with(r#"Acme "Home" \ Office "#), "{}", opened.products[0].name);
}

#[test]
fn a_sealed_language_has_its_messages_in_the_order_of_the_format_whatever_order_they_came_in() {
    let alphabetical: Value = serde_json::from_str(ENGLISH).expect("JSON");
    assert_eq!(Locale::seal(&alphabetical.to_string()), Locale::seal(ENGLISH));
}

#[test]
fn a_sealed_language_that_was_changed_is_checked_like_any_other() {
    let sealed = Locale::seal(ENGLISH).expect("valid");
    let changed = sealed.replacen("Updates ended", "Updates are over", 1);
    assert!(Locale::open(&changed).is_none());
    assert!(Locale::read(&changed).is_ok());
    let problems = |text: &str| Locale::read(text).map_or_else(|all| all[0].to_string(), |_| String::new());
    let (front, back) = sealed.rsplit_once('"').expect("a last message");
    let one_more = format!("{front}\",\"one more\"{back}");
    assert_eq!(problems(&one_more), "messages: span.minutes `` is not a plural category");
    let one_less = sealed.replacen(",\"Services\"", "", 1);
    assert_eq!(problems(&one_less), "messages: audience.service is an object, not a string");
}

#[test]
fn a_text_with_a_problem_is_not_sealed() {
    assert!(Catalogue::seal(include_str!("catalogue/broken.json")).is_err());
    assert!(Locale::seal(&ENGLISH.replace("\"chooser\"", "\"chosen\"")).is_err());
}

/// The JSON without what concerns only who publishes it, and without lists that are empty.
fn without_asides(text: &str) -> Value {
    let mut json: Value = serde_json::from_str(text).expect("JSON");
    for aside in ["seal", "$schema", "reviewed"] {
        json.as_object_mut().expect("an object").remove(aside);
    }
    filled(json)
}

/// Every text in a value, without the names of what has them, in the order of the alphabet.
fn texts(json: &Value) -> Vec<&str> {
    let mut all = match json {
        Value::String(text) => vec![text.as_str()],
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.values().flat_map(texts).collect(),
        _ => Vec::new(),
    };
    all.sort_unstable();
    all
}

fn filled(json: Value) -> Value {
    match json {
        Value::Object(fields) => fields
            .into_iter()
            .filter(|(_, value)| !is_empty(value))
            .map(|(name, value)| (name, filled(value)))
            .collect(),
        Value::Array(values) => values.into_iter().map(filled).collect(),
        other => other,
    }
}

fn is_empty(value: &Value) -> bool {
    value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(serde_json::Map::is_empty)
}
