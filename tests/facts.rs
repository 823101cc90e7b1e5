//! What the shipped catalogues promise beyond being valid: every fact has its source, every id its name.
#![cfg(not(target_arch = "wasm32"))]

use phaseout::Catalogue;
use serde_json::Value;

const SHIPPED: [&str; 2] =
    [include_str!("../www/catalogue/kaspersky-us.json"), include_str!("../www/catalogue/windows-10.json")];
const LOCALES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/locales.rs"));

#[test]
fn shipped_facts_are_valid_and_sourced() {
    for text in SHIPPED {
        Catalogue::read(text).unwrap_or_else(|problems| panic!("{problems:#?}"));
        let catalogue: Value = serde_json::from_str(text).expect("JSON");
        let cited: Vec<&Value> = cited(&catalogue).collect();
        for source in list(&catalogue, "sources") {
            assert!(text_of(source, "url").starts_with("https://"), "{source}");
            assert!(("2024".."2027").contains(&text_of(source, "checked")), "{source}");
            assert!(cited.contains(&&source["id"]), "nothing cites {}", source["id"]);
        }
        for product in list(&catalogue, "products") {
            assert_eq!(text_of(product, "id"), kebab(text_of(product, "name")));
            let says_why = text_of(product, "basis") != "inference" || product["note"].is_object();
            assert!(says_why, "{} says not why", product["id"]);
        }
    }
}

#[test]
fn shipped_texts_have_the_letters_of_their_language_and_none_that_does_not_show() {
    for text in SHIPPED {
        check(&serde_json::from_str(text).expect("JSON"), "en");
    }
    for (language, text) in LOCALES {
        check(&serde_json::from_str(text).expect("JSON"), language);
    }
}

/// Every text is in the letters of its language: of `around`, or of the one that its key names.
#[track_caller]
fn check(value: &Value, around: &str) {
    match value {
        Value::String(text) => {
            let odd = text.chars().find(|c| !c.is_ascii_graphic() && !is_of(*c, around));
            assert_eq!(odd.map(|c| c.escape_unicode().to_string()), None, "not of {around}: {text}");
        }
        Value::Array(values) => values.iter().for_each(|value| check(value, around)),
        Value::Object(fields) => {
            for (key, value) in fields {
                let is_language = LOCALES.iter().any(|(language, _)| language == key);
                check(value, if is_language { key } else { around });
            }
        }
        _ => {}
    }
}

/// Whether texts of a language have this character, which is not ASCII or is a space.
fn is_of(c: char, language: &str) -> bool {
    let own = match language {
        "ar" => ('\u{600}'..='\u{6ff}').contains(&c),
        "de" => "äöüßÄÖÜ".contains(c),
        "es" => "áéíóúüñÁÉÍÓÚÜÑ«»".contains(c),
        "fr" => "àâçéèêëîïôùûœÀÂÇÉÈÊÎÔ\u{a0}".contains(c),
        "he" => ('\u{5d0}'..='\u{5ea}').contains(&c),
        "hi" => ('\u{900}'..='\u{97f}').contains(&c),
        "it" => "àèéìòùÈ".contains(c),
        "ja" => ('\u{3001}'..='\u{30ff}').contains(&c) || is_han(c) || "（）：".contains(c),
        "ko" => ('\u{ac00}'..='\u{d7a3}').contains(&c),
        "pl" => "ąćęłńóśźżŁŚŹŻ".contains(c),
        "pt" => "áàâãçéêíóôõúÀ".contains(c),
        "ru" => ('а'..='я').contains(&c) || ('А'..='Я').contains(&c) || "ё—«»".contains(c),
        "tr" => "çğıöşüÇĞİÖŞÜâî".contains(c),
        "uk" => ('а'..='я').contains(&c) || ('А'..='Я').contains(&c) || "іїєґІЇЄҐ—".contains(c),
        "zh-Hans" | "zh-Hant" => is_han(c) || "，。：；（）".contains(c),
        // English, and names as their owners write them.
        _ => "“”‘…".contains(c),
    };
    own || " ’".contains(c)
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Every id of a source that some fact names.
fn cited(catalogue: &Value) -> impl Iterator<Item = &Value> {
    let facts = ["milestones", "background", "notes", "steps", "products"];
    facts.into_iter().flat_map(|facts| list(catalogue, facts)).flat_map(|fact| list(fact, "sources"))
}

/// The entries of a list, which may be absent.
fn list<'v>(of: &'v Value, field: &str) -> impl Iterator<Item = &'v Value> {
    of[field].as_array().into_iter().flatten()
}

#[track_caller]
fn text_of<'v>(entry: &'v Value, field: &str) -> &'v str {
    entry[field].as_str().expect("a text")
}

/// `Kaspersky for Android / iOS` is `kaspersky-for-android-ios`.
fn kebab(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}
