//! Sealed texts: what was checked at the desk is read in the page as it is, and nothing else is.
#![cfg(not(target_arch = "wasm32"))]

#[path = "seal/forge.rs"]
mod forge;

use std::fs;

use phaseout::{
    Catalogue, Locale, Precision, Statement, When, evaluate, html, markup,
    view::{Setting, plain_sentence, view},
};
use serde_json::Value;

use crate::forge::{forged, start};

const KASPERSKY: &str = include_str!("../www/catalogue/kaspersky-us.json");
const WINDOWS: &str = include_str!("../www/catalogue/windows-10.json");
const SMALL: &str = include_str!("catalogue/small.json");
const ENGLISH: &str = include_str!("../www/locale/en.json");
const GERMAN: &str = include_str!("../www/locale/de.json");

#[test]
fn a_sealed_topic_says_what_it_said_before() {
    let mut texts = [KASPERSKY, WINDOWS, SMALL].map(str::to_owned).to_vec();
    texts.extend(files("tests/topics"));
    assert!(texts.len() > 8);
    for text in texts {
        let sealed = Catalogue::seal(&text).expect("valid");
        let (read, opened) = (Catalogue::read(&text).expect("valid"), Catalogue::open(&sealed).expect("sealed"));
        assert_eq!(said(&read), said(&opened));
        assert_eq!(read.products.len(), opened.products.len());
        assert_eq!(Catalogue::seal(&sealed).as_deref(), Ok(&*sealed), "sealing a sealed text changes nothing");
    }
}

#[test]
fn a_name_in_english_is_sealed_as_no_other_than_a_name() {
    for name in
        [r#""Another""#, r#"{"en": "Another"}"#, r#"{"fr": "Un autre"}"#, r#"{"fr": "Un autre", "en": "Another"}"#]
    {
        let text = SMALL.replace("\"name\": \"Acme Anvil\"", &format!("\"name\": {name}"));
        let sealed = Catalogue::seal(&text).expect("valid");
        let opened = Catalogue::open(&sealed).expect("sealed");
        assert_eq!(opened.products[0].name, Catalogue::read(&text).expect("valid").products[0].name, "{name}");
    }
}

#[test]
fn a_sealed_text_is_still_json_of_the_format() {
    let explicit = SMALL.replace("\"kind\": \"ban\"", "\"kind\": \"end-of-support\"");
    for text in [WINDOWS, SMALL, &explicit] {
        let sealed = Catalogue::seal(text).expect("valid");
        let (once, again) = (Catalogue::read(text).expect("valid"), Catalogue::read(&sealed).expect("valid"));
        assert_eq!(said(&once), said(&again));
        let json = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
        assert_eq!(json(&sealed)["format"], 2);
        // What only concerns who publishes it stays behind.
        for aside in ["$schema", "citation", "maker"] {
            assert!(json(&sealed).get(aside).is_none(), "{aside}");
        }
    }
}

#[test]
fn a_sealed_language_says_what_it_said_before() {
    let catalogue = Catalogue::read(KASPERSKY).expect("valid");
    for text in files("www/locale") {
        let sealed = Locale::seal(&text).expect("valid");
        assert_eq!(texts(&without_asides(&sealed)), texts(&without_asides(&text)), "the same texts");
        assert_eq!(Locale::seal(&sealed).as_deref(), Ok(&*sealed), "sealing a sealed text changes nothing");
        let (read, opened) = (Locale::read(&text).expect("valid"), Locale::open(&sealed).expect("sealed"));
        assert_eq!(card(&catalogue, &read, "2024-08-01"), card(&catalogue, &opened, "2024-08-01"));
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
    let name = opened.products[0].name.in_language("en");
    assert!(name.starts_with(r#"Acme "Home" \ Office "#), "{name}");
}

#[test]
fn a_sealed_language_has_its_messages_in_the_order_of_the_format_whatever_order_they_came_in() {
    let alphabetical: Value = serde_json::from_str(ENGLISH).expect("JSON");
    assert_eq!(Locale::seal(&alphabetical.to_string()), Locale::seal(ENGLISH));
}

#[test]
fn a_sealed_language_that_was_changed_is_refused() {
    let sealed = Locale::seal(ENGLISH).expect("valid");
    let changed = sealed.replacen("Updates ended", "Updates are over", 1);
    assert!(changed != sealed && Locale::open(&changed).is_none());
    let problems = Locale::read(&changed).expect_err("its messages have no names");
    assert_eq!(problems[0].to_string(), "top level: messages is an array, not an object");
    assert_eq!(problems.len(), 1, "{problems}");
}

#[test]
fn a_text_with_a_problem_is_not_sealed() {
    assert!(Catalogue::seal(include_str!("catalogue/broken.json")).is_err());
    assert!(Locale::seal(&ENGLISH.replace("\"chooser\"", "\"chosen\"")).is_err());
}

#[test]
fn a_seal_is_for_one_declaration() {
    // A seal begins with a number for the order of fields and names: of another order nothing opens.
    let (topic, language) = (Catalogue::seal(SMALL).expect("valid"), Locale::seal(ENGLISH).expect("valid"));
    assert_eq!(start(&topic), start(&Catalogue::seal(KASPERSKY).expect("valid")));
    assert_eq!(start(&language), start(&Locale::seal(GERMAN).expect("valid")));
    assert_ne!(start(&topic), start(&language));
    assert!(Catalogue::open(&forged(&topic, start(&language))).is_none());
    assert!(Locale::open(&forged(&language, start(&topic))).is_none());
    for start in [0x811C_9DC5, 0x811C_9DC5 ^ 2] {
        assert!(Catalogue::open(&forged(&topic, start)).is_none());
    }
}

#[test]
fn a_forged_seal_fits_as_long_as_every_limit_holds() {
    let sealed = Catalogue::seal(SMALL).expect("valid");
    assert_eq!(forge(&sealed), sealed);
    for (old, new) in [("Acme Anvil", "Ajax Anvil"), ("Heavy.", "Light.")] {
        assert!(sealed.contains(old) && Catalogue::open(&forge(&sealed.replace(old, new))).is_some(), "{new}");
    }
}

#[test]
fn what_breaks_a_limit_is_not_opened_whatever_its_seal() {
    let sealed = Catalogue::seal(SMALL).expect("valid");
    let check = |old: &str, [fits, over]: [String; 2]| {
        assert!(sealed.contains(old), "{old}");
        let open = |new: &str| Catalogue::open(&forge(&sealed.replacen(old, new, 1))).is_some();
        assert!(open(&fits), "{fits:.200}");
        assert!(!open(&over), "{over:.200}");
    };
    let text = |words: &str, most: usize| {
        check(&format!("\"{words}\""), [most, most + 1].map(|length| format!("\"{}\"", "ä".repeat(length))));
    };
    for name in ["Acme Anvil", "anvil", "Acme", "Akmé", "The order", "CC BY 4.0", "US ban on Acme software"] {
        text(name, 120);
    }
    text("el veto de EE. UU. al software de Acme", 120);
    for words in
        ["No new agreements.", "Save your files.", "Use is not banned.", "Let it cool.", "Heavy.", "it is cold"]
    {
        text(words, 400);
    }
    let field = |name: &str, value: &str, fits: &str, over: &str| {
        check(&format!("\"{name}\":\"{value}\""), [fits, over].map(|value| format!("\"{name}\":\"{value}\"")));
    };
    let ids = ["acme-us", "order", "sales", "speech", "acme-anvil"];
    for id in ids {
        field("id", id, &"x".repeat(64), &"x".repeat(65));
        for wrong in ["Sale", "a;b", "a b", "ä"] {
            field("id", id, "sale-1", wrong);
        }
    }
    field("announced", "speech", &"x".repeat(64), &"x".repeat(65));
    field("zone", "America/New_York", &"x".repeat(40), &"x".repeat(41));
    field("zone", "America/New_York", "Etc/GMT+5", "Etc GMT");
    field(
        "url",
        "https://help.acme.example",
        &format!("https://law.example/{}", "x".repeat(2028)),
        "javascript:alert(1)",
    );
    field(
        "url",
        "https://help.acme.example",
        "https://law.example/",
        &format!("https://law.example/{}", "x".repeat(2029)),
    );
    field("url", "https://help.acme.example/save", "https://law.example/", "http://law.example/");
    field("checked", "2024-06-24", "2024-06-25", "2024-06-31");
    field("at", "2024-09-10", "2024-09", "2024-13");
    field("at", "2024-06-20", "2024-06-20/2024-07", "2024-06-20/");
    field("last", "2024-10", "2024-10-31", "2024-10-31T00:00:00Z");
    field("last", "2024-08-31", "2024-08", "August");
    field("changed", "2024-06-21", "2024-06-22", "2024-06");
    field("from", "2024-09-10T00:00:00-04:00", "2024-09-10T00:00:00Z", "2024-09-10");
    for (name, value, fits) in [
        ("kind", "ban", "rule"),
        ("kind", "primary", "vendor"),
        ("effect", "end-of-sales", "end-of-resale"),
        ("basis", "vendor", "law"),
        ("state", "open", "ended"),
        ("audience", "oem", "service"),
        ("scope", "unclear", "covered"),
    ] {
        field(name, value, fits, "other");
    }
    field("basis", "vendor", "law", "press");
    field("audience", "oem", "service", "unknown");
    check("[\"announced\",\"sales-ended\"]", ["[\"in-force\"]", "[\"unknown\"]"].map(str::to_owned));
    check("\"note\":\"Heavy.\"", [64, 65].map(|length| format!("\"note\":{{\"{}\":\"Heavy.\"}}", "x".repeat(length))));
    long_lists(&check);
}

/// Each list of a topic at its limit and beyond.
fn long_lists(check: &dyn Fn(&str, [String; 2])) {
    let many = |most: usize, entry: &dyn Fn(usize) -> String| {
        [most, most + 1].map(|count| (0..count).map(entry).collect::<Vec<_>>().join(","))
    };
    let object = |_| "{\"id\":\"a\"}".to_owned();
    // What stood in the list goes on as a field that nobody reads, and so does everything behind it.
    for (name, most) in [
        ("sources", 100),
        ("milestones", 600),
        ("background", 100),
        ("advice", 100),
        ("notes", 100),
        ("steps", 100),
        ("products", 500),
        ("was", 100),
    ] {
        let all = many(most, &object).map(|all| format!("\"{name}\":[{all}],\"x\":[{{"));
        check(&format!("\"{name}\":[{{"), all);
    }
    let text = |index: usize| format!("\"{index}\"");
    let named = |name: &'static str| move |_: usize| format!("\"{name}\"");
    for (old, most, entry) in [
        ("\"makers\":[\"Acme\",\"Akmé\"]", 100, &text as &dyn Fn(usize) -> String),
        ("\"aliases\":[\"anvil\"]", 100, &text),
        ("\"sources\":[\"order\"]", 100, &named("a")),
        ("\"products\":[\"acme-hammer\"]", 500, &named("a")),
        ("\"audiences\":[\"consumer\",\"business\"]", 100, &named("oem")),
        ("\"phases\":[\"announced\",\"sales-ended\"]", 100, &named("in-force")),
    ] {
        let (name, _) = old.split_once('[').expect("a list");
        check(old, many(most, entry).map(|all| format!("{name}[{all}]")));
    }
    // A tag of two letters each: no text may speak more languages than this.
    let languages = many(1_000, &|index| format!("\"x-{index}\":\"x\""));
    check("\"note\":\"Heavy.\"", languages.map(|all| format!("\"note\":{{{all}}}")));
}

#[test]
fn nothing_hidden_is_opened_in_any_text() {
    let sealed = Catalogue::seal(SMALL).expect("valid");
    for hidden in
        ["\n", "\r", "\u{1}", "\u{7f}", "\u{85}", "\u{61c}", "\u{200b}", "\u{200e}", "\u{202e}", "\u{2066}", "\u{feff}"]
    {
        for place in ["Acme Anvil", "The order", "help.acme.example", "Heavy.", "anvil", "US ban", "Let it", "CC BY"] {
            assert!(sealed.contains(place), "{place}");
            let text = forge(&sealed.replace(place, &format!("{place}{hidden}")));
            assert!(Catalogue::open(&text).is_none(), "{place} {hidden:?}");
        }
    }
    let joined = forge(&sealed.replace("Acme Anvil", "Acme\u{200c} Anvil"));
    assert!(Catalogue::open(&joined).is_none(), "a name with a joiner");
    let sealed = Locale::seal(ENGLISH).expect("valid");
    assert!(Locale::open(&forge(&sealed.replacen("Updates ended", "Updates\u{202e} ended", 1))).is_none());
}

#[test]
fn a_text_in_another_spelling_or_with_another_end_is_not_opened() {
    let sealed = Catalogue::seal(SMALL).expect("valid");
    let escape = sealed.replacen("Acme Anvil", "Acme\\nAnvil", 1);
    for text in [format!("{sealed} "), format!("{sealed}}}"), format!("{sealed}{sealed}"), escape] {
        assert!(Catalogue::open(&forge(&text)).is_none(), "{text:.80}");
    }
    let start = start(&sealed);
    let open = |text: &str| Catalogue::open(&forged(text, start)).is_some();
    let empty =
        |count: usize| format!("{{\"seal\":\"00000000\",\"format\":2,\"products\":[{}{{}}]}}", "{},".repeat(count));
    assert!(open(&empty(1)));
    assert!(!open(&empty(80_000)));
    // Every text fits; all of them together are 256 KiB, and one more byte.
    let notes = |rest: usize| {
        let note = format!("{{\"note\":{{\"en\":\"{}\",\"de\":\"{}\"}}}}", "x".repeat(400), "x".repeat(97));
        let maker = "x".repeat(rest);
        let products = vec![note; 500].join(",");
        format!("{{\"seal\":\"00000000\",\"format\":2,\"makers\":[\"{maker}\"],\"products\":[{products}]}}")
    };
    let missing = 256 * 1024 - notes(0).len();
    assert!(missing < 120, "{missing}: a name");
    assert_eq!(notes(missing).len(), 256 * 1024);
    assert!(open(&notes(missing)));
    assert!(!open(&notes(missing + 1)));
}

#[test]
fn what_a_forged_text_may_say_is_shown_and_breaks_nothing() {
    let sealed = Catalogue::seal(SMALL).expect("valid");
    let english = Locale::read(ENGLISH).expect("valid");
    let start = start(&sealed);
    for fields in [
        "\"format\":2",
        "\"format\":2,\"milestones\":[{}],\"products\":[{}]",
        "\"format\":2,\"milestones\":[{\"floor\":true}],\"products\":[{\"scope\":\"conditional\"}]",
        "\"format\":2,\"milestones\":[{\"state\":\"open\",\"from\":\"2024-09-10T00:00:00Z\"}],\"products\":[{}]",
        "\"format\":2,\"milestones\":[{\"at\":\"2024-09-10\"}],\"products\":[{}]",
        "\"format\":2,\"milestones\":[{\"at\":\"2024-09-10\",\"was\":[{}]}],\"products\":[{}]",
        "\"format\":2,\"announced\":\"x\",\"background\":[{\"id\":\"x\"}],\"milestones\":[{}],\"products\":[{}]",
    ] {
        let text = forged(&format!("{{\"seal\":\"00000000\",{fields}}}"), start);
        let catalogue = Catalogue::open(&text).unwrap_or_else(|| panic!("{fields}"));
        for now in ["2024-06-24", "2024-09-10", "2026-11-25"] {
            let _ = card(&catalogue, &english, now);
        }
    }
}

#[test]
fn a_forged_language_keeps_the_limits_too() {
    let sealed = Locale::seal(ENGLISH).expect("valid");
    let open = |old: &str, new: &str| {
        assert!(sealed.contains(old), "{old}");
        Locale::open(&forge(&sealed.replacen(old, new, 1))).is_some()
    };
    let long = |length: usize| "x".repeat(length);
    assert!(open("\"Updates ended\"", &format!("\"{}\"", long(400))));
    assert!(!open("\"Updates ended\"", &format!("\"{}\"", long(401))));
    assert!(open("\"January\"", &format!("\"{}\"", long(40))) && !open("\"January\"", &format!("\"{}\"", long(41))));
    assert!(!open("\"January\"", "\"January\",\"January\""), "thirteen months");
    assert!(!open("\"0123456789\"", "\"012345678\""), "nine digits");
    assert!(!open("\"i = 1 and v = 0\"", "\"n is 1\""), "no rule");
    assert!(!open("\"ltr\"", "\"ttb\""), "no direction");
    assert!(!open("\"Updates ended\"", &format!("\"Updates ended\"{}", ",\"\"".repeat(1_000))));
}

#[test]
fn what_a_topic_may_have_at_most_is_opened_once_it_is_sealed() {
    let mut json: Value = serde_json::from_str(SMALL).expect("JSON");
    let name = |length: usize| Value::from("ä".repeat(length));
    json["products"][0]["name"] = name(120);
    json["products"][0]["note"] = serde_json::json!({ "en": name(400), "x".repeat(8) + &"-xxxxxxx".repeat(7): "x" });
    json["sources"][0]["url"] = format!("https://law.example/{}", "x".repeat(2028)).into();
    json["sources"][0]["title"] = name(120);
    json["title"]["en"] = name(120);
    json["background"][0]["id"] = "x".repeat(64).into();
    let sealed = Catalogue::seal(&json.to_string()).expect("valid");
    assert!(Catalogue::open(&sealed).is_some());
    json["products"][0]["note"] = serde_json::json!({ "en": "x", "x".repeat(8) + &"-xxxxxxx".repeat(7) + "-x": "x" });
    assert!(Catalogue::seal(&json.to_string()).is_err(), "a tag of more than 64 characters");
}

/// The texts of a folder's JSON files.
fn files(folder: &str) -> Vec<String> {
    let paths = fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
    let json = paths.filter(|path| path.extension().is_some_and(|it| it == "json"));
    json.map(|path| fs::read_to_string(path).expect("a text")).collect()
}

/// All that is said of each product of a topic before and behind each of its dates, in two languages by turns.
fn said(catalogue: &Catalogue) -> Vec<String> {
    let locales = [ENGLISH, GERMAN].map(|text| Locale::read(text).expect("valid"));
    let instants = catalogue.milestones.iter().filter_map(|milestone| milestone.from);
    let mut moments: Vec<When> =
        instants.flat_map(|at| [0, 1].map(|back| When::Instant(at - chrono::TimeDelta::seconds(back)))).collect();
    moments.push(When::Day(catalogue.checked));
    let mut said = Vec::new();
    for product in &catalogue.products {
        for (now, locale) in moments.iter().zip(locales.iter().cycle()) {
            said.push(card_of(catalogue, product, locale, *now));
        }
    }
    said
}

/// The card of the first product, if there is one.
fn card(catalogue: &Catalogue, locale: &Locale, now: &str) -> Option<String> {
    let product = catalogue.products.first()?;
    Some(card_of(catalogue, product, locale, now.parse().expect("a moment")))
}

/// A card, its sentence and what programs are told.
fn card_of(catalogue: &Catalogue, product: &phaseout::catalogue::Product, locale: &Locale, now: When) -> String {
    let status = evaluate(catalogue, product, now, Precision::Auto);
    let view = view(&status, locale, Setting::default());
    let statement = serde_json::to_string(&Statement::new(&status, &view)).expect("JSON");
    html(&markup::card(&view)) + &html(&markup::sentence(&plain_sentence(&status, locale))) + &statement
}

/// The JSON without what concerns only who publishes it.
fn without_asides(text: &str) -> Value {
    let mut json: Value = serde_json::from_str(text).expect("JSON");
    for aside in ["seal", "$schema", "reviewed"] {
        json.as_object_mut().expect("an object").remove(aside);
    }
    json
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

/// The same of a text whose topic or language is that of the small topic, or of English.
fn forge(sealed: &str) -> String {
    let is_language = sealed.contains("\"messages\":");
    let known = if is_language { Locale::seal(ENGLISH) } else { Catalogue::seal(SMALL) };
    forged(sealed, start(&known.expect("valid")))
}
