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

/// A text with a seal of its own making: six lines, and anybody can write them.
fn forged(sealed: &str) -> String {
    let fields = sealed.split_once("\",").expect("a seal").1;
    let mark = [3]
        .iter()
        .chain(fields.as_bytes())
        .fold(0x811C_9DC5_u32, |mark, byte| (mark ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    format!("{{\"seal\":\"{mark:08x}\",{fields}")
}

#[test]
fn a_forged_seal_fits_as_long_as_every_limit_holds() {
    let sealed = Catalogue::seal(SMALL).expect("valid");
    assert_eq!(forged(&sealed), sealed);
    for (old, new) in [("Acme Anvil", "Ajax Anvil"), ("https://help.acme.example", "javascript:alert(1)")] {
        assert!(Catalogue::open(&forged(&sealed.replace(old, new))).is_some(), "{new}");
    }
}

#[test]
fn what_breaks_a_limit_is_not_opened_whatever_its_seal() {
    let sealed = Catalogue::seal(SMALL).expect("valid");
    let check = |old: &str, [fits, over]: [String; 2]| {
        assert!(sealed.contains(old), "{old}");
        let open = |new: &str| Catalogue::open(&forged(&sealed.replacen(old, new, 1))).is_some();
        assert!(open(&fits), "{fits:.200}");
        assert!(!open(&over), "{over:.200}");
    };
    let long = |lengths: [usize; 2], write: &dyn Fn(String) -> String| lengths.map(|length| write("x".repeat(length)));
    check("\"name\":\"Acme Anvil\"", long([120, 121], &|name| format!("\"name\":\"{name}\"")));
    check("\"maker\":\"Acme\"", long([120, 121], &|name| format!("\"maker\":\"{name}\"")));
    check("\"The order\"", long([120, 121], &|title| format!("\"{title}\"")));
    check("\"US ban on Acme software\"", long([120, 121], &|title| format!("\"{title}\"")));
    check("\"No new agreements.\"", long([400, 401], &|text| format!("\"{text}\"")));
    check("\"Use is not banned.\"", long([400, 401], &|text| format!("\"{text}\"")));
    check("\"Let it cool.\"", long([400, 401], &|text| format!("\"{text}\"")));
    check("\"Heavy.\"", long([400, 401], &|text| format!("\"{text}\"")));
    check("\"it is cold\"", long([400, 401], &|text| format!("\"{text}\"")));
    check("\"EDT\"", long([40, 41], &|zone| format!("\"{zone}\"")));
    check("{\"en\":\"Heavy.\"}", long([64, 65], &|tag| format!("{{\"{tag}\":\"Heavy.\"}}")));
    check("\"id\":\"acme-us\"", long([64, 65], &|id| format!("\"id\":\"{id}\"")));
    check("\"id\":\"acme-anvil\"", long([64, 65], &|id| format!("\"id\":\"{id}\"")));
    check("\"sources\":[\"order\"]", long([64, 65], &|id| format!("\"sources\":[\"{id}\"]")));
    check("https://help.acme.example", long([2023, 2024], &|path| format!("https://help.acme.example{path}")));
    check("\"id\":\"sales\"", ["\"id\":\"sale-1\"".into(), "\"id\":\"Sale;1\"".into()]);
    let many = |counts: [usize; 2], entry: &dyn Fn(usize) -> String| {
        counts.map(|count| (0..count).map(entry).collect::<Vec<_>>().join(","))
    };
    let list = |name: &str, [fits, over]: [String; 2]| {
        [format!("\"{name}\":[{fits}],\"x\":[{{"), format!("\"{name}\":[{over}],\"x\":[{{")]
    };
    let object = |_| "{\"id\":\"a\"}".to_owned();
    // What stood in the list goes on as a field that nobody reads, and so does everything behind it.
    for (name, most) in
        [("sources", 100), ("milestones", 12), ("background", 100), ("notes", 100), ("steps", 100), ("products", 500)]
    {
        check(&format!("\"{name}\":[{{"), list(name, many([most, most + 1], &object)));
    }
    check(
        "\"aliases\":[\"anvil\"]",
        many([100, 101], &|index| format!("\"{index}\"")).map(|all| format!("\"aliases\":[{all}]")),
    );
    check("\"sources\":[\"order\"]", many([100, 101], &|_| "\"a\"".into()).map(|all| format!("\"sources\":[{all}]")));
    check(
        ",\"products\":[\"acme-hammer\"]",
        many([500, 501], &|_| "\"a\"".into()).map(|all| format!(",\"products\":[{all}]")),
    );
    check("[\"consumer\",\"business\"]", many([100, 101], &|_| "\"oem\"".into()).map(|all| format!("[{all}]")));
}

#[test]
fn nothing_hidden_is_opened_in_any_text() {
    let sealed = Catalogue::seal(SMALL).expect("valid");
    for hidden in
        ["\n", "\r", "\u{1}", "\u{7f}", "\u{85}", "\u{61c}", "\u{200b}", "\u{200e}", "\u{202e}", "\u{2066}", "\u{feff}"]
    {
        for place in ["Acme Anvil", "The order", "help.acme.example", "Heavy.", "anvil", "US ban", "EDT", "Let it"] {
            let text = forged(&sealed.replace(place, &format!("{place}{hidden}")));
            assert!(Catalogue::open(&text).is_none(), "{place} {hidden:?}");
        }
    }
    let sealed = Locale::seal(ENGLISH).expect("valid");
    assert!(Locale::open(&forged(&sealed.replacen("Updates ended", "Updates\u{202e} ended", 1))).is_none());
}

#[test]
fn a_text_in_another_spelling_or_with_another_end_is_not_opened() {
    let sealed = Catalogue::seal(SMALL).expect("valid");
    let escape = sealed.replacen("Acme Anvil", "Acme\\nAnvil", 1);
    for text in [format!("{sealed} "), format!("{sealed}}}"), format!("{sealed}{sealed}"), escape] {
        assert!(Catalogue::open(&forged(&text)).is_none(), "{text:.80}");
    }
    let empty =
        |count: usize| format!("{{\"seal\":\"00000000\",\"format\":1,\"products\":[{}{{}}]}}", "{},".repeat(count));
    assert!(Catalogue::open(&forged(&empty(1))).is_some());
    assert!(Catalogue::open(&forged(&empty(80_000))).is_none());
    // Every text fits; all of them together are 256 KiB, and one more byte.
    let notes = |rest: usize| {
        let note = format!("{{\"note\":{{\"en\":\"{}\",\"de\":\"{}\"}}}}", "x".repeat(400), "x".repeat(97));
        let maker = "x".repeat(rest);
        let products = vec![note; 500].join(",");
        format!("{{\"seal\":\"00000000\",\"format\":1,\"maker\":\"{maker}\",\"products\":[{products}]}}")
    };
    let missing = 256 * 1024 - notes(0).len();
    assert!(missing < 120, "{missing}: a name");
    assert_eq!(notes(missing).len(), 256 * 1024);
    assert!(Catalogue::open(&forged(&notes(missing))).is_some());
    assert!(Catalogue::open(&forged(&notes(missing + 1))).is_none());
}

#[test]
fn a_forged_language_keeps_the_limits_too() {
    let sealed = Locale::seal(ENGLISH).expect("valid");
    let open = |old: &str, new: &str| {
        assert!(sealed.contains(old), "{old}");
        Locale::open(&forged(&sealed.replacen(old, new, 1))).is_some()
    };
    let long = |length: usize| "x".repeat(length);
    assert!(open("\"Updates ended\"", &format!("\"{}\"", long(400))));
    assert!(!open("\"Updates ended\"", &format!("\"{}\"", long(401))));
    assert!(open("\"January\"", &format!("\"{}\"", long(40))) && !open("\"January\"", &format!("\"{}\"", long(41))));
    assert!(!open("\"January\"", "\"January\",\"January\""), "thirteen months");
    assert!(!open("\"Updates ended\"", &format!("\"Updates ended\"{}", ",\"\"".repeat(1_000))));
}

#[test]
fn what_a_catalogue_may_have_at_most_is_opened_once_it_is_sealed() {
    let mut json: Value = serde_json::from_str(SMALL).expect("JSON");
    let name = |length: usize| Value::from("ä".repeat(length));
    json["products"][0]["name"] = name(120);
    json["products"][0]["note"] = serde_json::json!({ "en": name(400), "x".repeat(8) + &"-xxxxxxx".repeat(7): "x" });
    json["sources"][0]["url"] = format!("https://law.example/{}", "x".repeat(2028)).into();
    json["sources"][0]["title"] = name(120);
    json["title"]["en"] = name(120);
    json["zones"]["-04:00"]["en"] = name(40);
    json["background"][0]["id"] = "x".repeat(64).into();
    let sealed = Catalogue::seal(&json.to_string()).expect("valid");
    assert!(Catalogue::open(&sealed).is_some());
    json["products"][0]["note"] = serde_json::json!({ "en": "x", "x".repeat(8) + &"-xxxxxxx".repeat(7) + "-x": "x" });
    assert!(Catalogue::seal(&json.to_string()).is_err(), "a tag of more than 64 characters");
}
