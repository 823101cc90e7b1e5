//! What a card can be told is listed once, in `www/custom-elements.json`; whatever else has such a list has the same.
#![cfg(all(feature = "snippet", not(target_arch = "wasm32")))]

use std::collections::BTreeSet;

use phaseout::snippet::{
    Form,
    check::{Pasted, Published, problems},
};
use serde_json::Value;

const ELEMENT: &str = include_str!("../www/element.js");
const FRAME: &str = include_str!("../www/embed.js");
const TYPES: &str = include_str!("../www/phaseout.d.ts");
const README: &str = include_str!("../README.md");
const EMBEDDING: &str = include_str!("../docs/embedding.md");

/// An attribute as the manifest has it.
struct Attribute {
    name: String,
    /// `boolean`, `string`, or words in quotes with bars between them.
    kind: String,
    /// Whether it is a property of that name by itself.
    is_property: bool,
}

impl Attribute {
    /// The words that it knows; none where it takes any text.
    fn words(&self) -> Vec<&str> {
        self.kind.split('\'').skip(1).step_by(2).collect()
    }
}

fn element() -> Value {
    let manifest: Value = serde_json::from_str(include_str!("../www/custom-elements.json")).expect("JSON");
    manifest["modules"][0]["declarations"][0].clone()
}

fn attributes() -> Vec<Attribute> {
    let element = element();
    let attributes = element["attributes"].as_array().expect("attributes").iter();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let attributes: Vec<_> = attributes
        .map(|it| Attribute {
            name: text(&it["name"]),
            kind: text(&it["type"]["text"]),
            is_property: it.get("fieldName").is_some_and(|field| field == &it["name"]),
        })
        .collect();
    assert!(attributes.len() > 10, "they are there");
    attributes
}

fn names(is_one: impl Fn(&Attribute) -> bool) -> BTreeSet<String> {
    attributes().into_iter().filter(is_one).map(|it| it.name).collect()
}

/// What stands between two texts, the first time that the one in front is there.
#[track_caller]
fn between<'t>(text: &'t str, front: &str, behind: &str) -> &'t str {
    let (_, rest) = text.split_once(front).unwrap_or_else(|| panic!("{front} is there"));
    rest.split_once(behind).unwrap_or_else(|| panic!("{behind} is there")).0
}

/// Every second part of a text that is cut at a mark: what stands in quotes.
fn quoted(text: &str, mark: char) -> BTreeSet<String> {
    text.split(mark).skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_element_observes_them_and_has_those_with_a_property() {
    let switches = quoted(between(ELEMENT, "const SWITCHES = [", "]"), '"');
    assert_eq!(switches, names(|it| it.kind == "boolean"));
    let reflected = between(ELEMENT, "const REFLECTED = [...SWITCHES, ", "]");
    let reflected = &switches | &quoted(reflected, '"');
    assert_eq!(reflected, names(|it| it.is_property));
    let observed = between(ELEMENT, "static observedAttributes = [", ", ...REFLECTED]");
    assert_eq!(&reflected | &quoted(observed, '"'), names(|_| true));
}

#[test]
fn the_types_have_each_property_with_its_words() {
    let class = between(TYPES, "export class PhaseOut extends HTMLElement {", "addEventListener");
    let mut properties = BTreeSet::new();
    for line in class.lines().map(str::trim).filter(|line| !line.starts_with(['/', '*'])) {
        let Some((name, kind)) = line.trim_end_matches(';').split_once(": ") else { continue };
        properties.insert((name.to_owned(), kind.to_owned()));
    }
    let mut expected: BTreeSet<(String, String)> = attributes()
        .into_iter()
        .filter(|it| it.is_property)
        .map(|it| {
            let kind = match it.kind.as_str() {
                "boolean" => "boolean".to_owned(),
                // A number of that depth does, too, and a type of words would refuse it.
                _ if it.name == "heading" => "string | null".to_owned(),
                kind => kind.replace('\'', "\"") + " | null",
            };
            (it.name, kind)
        })
        .collect();
    expected.insert(("catalogue".to_owned(), "Catalogue | string | null".to_owned()));
    expected.insert(("readonly status".to_owned(), "Status | null".to_owned()));
    assert_eq!(properties, expected);
}

#[test]
fn the_frame_takes_all_but_what_is_of_the_page_around_it() {
    let mut parameters = quoted(between(FRAME, "const ATTRIBUTES = [", "]"), '"');
    parameters.append(&mut quoted(between(FRAME, "for (const name of [\"chooser", "])").trim_start_matches('"'), '"'));
    parameters.extend(["chooser", "catalogue"].map(str::to_owned));
    // The address that a link would carry is not the article's.
    assert_eq!(parameters, names(|it| it.name != "share"));
    let said = between(EMBEDDING, "`embed.html` takes ", " as parameters");
    assert_eq!(quoted(said, '`'), parameters);
}

#[test]
fn the_readme_says_what_each_does() {
    let table = between(README, "| attribute | what it does | without it |\n| --- | --- | --- |\n", "\n\n");
    let mut said = BTreeSet::new();
    for row in table.lines() {
        let (name, rest) = row.trim_start_matches("| `").split_once('`').expect("a name");
        said.insert(name.to_owned());
        let attribute = attributes().into_iter().find(|it| it.name == name);
        let Some(attribute) = attribute else { continue };
        if name != "heading" {
            for word in attribute.words() {
                assert!(rest.contains(&format!("`{word}`")) || name == "theme", "{name}: {word}");
            }
        }
    }
    assert_eq!(said, names(|_| true));
}

#[test]
fn the_check_of_a_snippet_knows_each_and_its_words() {
    let told = |name: &str, value: &str| {
        let attributes = vec![(name.to_owned(), value.to_owned())];
        let pasted = Pasted { form: Some(Form::Element), attributes, ..Pasted::default() };
        let published = Published { catalogue: None, languages: &[], integrity: "" };
        let told = problems(&pasted, published);
        told.into_iter().find(|problem| problem.place == name).map(|problem| problem.message)
    };
    let unknown = told("prodcut", "x").expect("a problem");
    let known = unknown.strip_prefix("is no attribute of a card; there are ").expect("a list");
    assert_eq!(known.split(", ").map(str::to_owned).collect::<BTreeSet<_>>(), names(|_| true));
    for attribute in attributes() {
        let words = attribute.words();
        let message = told(&attribute.name, "x");
        assert!(message.as_ref().is_none_or(|it| !it.starts_with("is no attribute")), "{message:?}");
        if words.is_empty() {
            continue;
        }
        let message = message.unwrap_or_else(|| panic!("{} takes any word", attribute.name));
        let mut known: Vec<&str> = message.split(", not one of ").nth(1).expect("a list").split(", ").collect();
        // A size or a depth that is not said is not a word.
        known.sort_unstable();
        let mut words = words;
        words.sort_unstable();
        assert_eq!(known, words, "{}", attribute.name);
        for word in words {
            assert_eq!(told(&attribute.name, word), None, "{}: {word}", attribute.name);
        }
    }
}

#[test]
fn a_card_may_stand_in_the_page_by_the_mark_that_is_said() {
    let mark = "data-phase-out-card";
    assert!(ELEMENT.contains(&format!(":scope > script[{mark}]")));
    for (place, text) in [("types", TYPES), ("readme", README), ("manifest", &element()["slots"].to_string())] {
        assert!(text.replace('\\', "").contains(&format!("<script type=\"application/json\" {mark}>")), "{place}");
    }
}
