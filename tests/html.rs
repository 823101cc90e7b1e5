//! The tree as text: whatever stands in a catalogue, an HTML parser reads the same tree back.
#![cfg(not(target_arch = "wasm32"))]

use phaseout::{
    Catalogue, Locale, Precision, When, attribute_value, evaluate, html,
    markup::{self, Attribute, Element, Node, Tag},
    view::{Level, Pace, Setting, opening, plain_sentence, view},
};
use proptest::{prop_assert, prop_assert_eq, proptest};
use serde_json::Value;

use crate::parser::{parsed, unescaped};

#[path = "html/parser.rs"]
mod parser;

const CATALOGUES: [&str; 3] = [
    include_str!("../www/catalogue/kaspersky-us.json"),
    include_str!("../www/catalogue/windows-10.json"),
    include_str!("catalogue/small.json"),
];
const LOCALES: [&str; 2] = [include_str!("../www/locale/en.json"), include_str!("../www/locale/es.json")];

#[test]
fn texts_and_attributes_are_escaped_once() {
    let escaped = [
        ("plain, 1 + 1 = 2; ünïcödé ⟦日本⟧", "plain, 1 + 1 = 2; ünïcödé ⟦日本⟧"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("AT&T &amp; &lt;", "AT&amp;T &amp;amp; &amp;lt;"),
        ("</template>]]>", "&lt;/template&gt;]]&gt;"),
        ("<!-- -->", "&lt;!-- --&gt;"),
        ("it’s 'so'", "it’s 'so'"),
        ("no\u{A0}break", "no&nbsp;break"),
    ];
    for (text, expected) in escaped {
        assert_eq!(html(&[Node::Text(text.into())]), expected);
        assert_eq!(attribute_value(text), expected);
    }
    assert_eq!(html(&[Node::Text("\"".into())]), "\"");
    assert_eq!(attribute_value("\" onclick=\"alert(1)"), "&quot; onclick=&quot;alert(1)");
}

#[test]
fn an_element_has_its_attributes_and_both_tags() {
    let option = |attributes: &[(Attribute, &str)]| {
        let attributes = attributes.iter().map(|(name, value)| (*name, (*value).into())).collect();
        Node::Element(Element { tag: Tag::Option, attributes, children: vec![Node::Text("A & B".into())] })
    };
    assert_eq!(html(&[option(&[])]), "<option>A &amp; B</option>");
    assert_eq!(
        html(&[option(&[(Attribute::Value, "a\"b"), (Attribute::Selected, "")])]),
        "<option value=\"a&quot;b\" selected>A &amp; B</option>"
    );
}

proptest! {
    #[test]
    fn any_text_comes_back_as_it_went_in(text in r"(\PC|[&<>\x22';#]|&[a-z]{1,5};?){0,40}") {
        let written = html(&[Node::Text(text.clone().into())]);
        prop_assert!(!written.contains(['<', '>', '\u{A0}']), "{}", written);
        prop_assert_eq!(unescaped(&written), text.clone());
        let written = attribute_value(&text);
        prop_assert!(!written.contains(['"', '<', '>']), "{}", written);
        prop_assert_eq!(unescaped(&written), text);
    }
}

#[test]
fn every_shipped_card_is_read_back_as_the_same_tree() {
    for catalogue in CATALOGUES {
        check_cards(catalogue);
    }
}

#[test]
fn hostile_texts_are_only_texts() {
    let hostile = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "' onmouseover='alert(1)",
        "</template></phase-out>",
        "</style><style>*{display:none}",
        "</option></select>",
        "]]><![CDATA[",
        "<!--",
        "-->",
        "{product}",
        "&lt;b&gt;",
        "javascript:alert(1)",
    ];
    for text in hostile {
        let mut catalogue: Value = serde_json::from_str(CATALOGUES[2]).expect("JSON");
        replace(&mut catalogue, text);
        let written = check_cards(&catalogue.to_string());
        assert!(written.contains(&html(&[Node::Text(text.into())])), "{text} is not shown");
    }
}

/// Every card of a catalogue as text, after each has been read back as its tree.
#[track_caller]
fn check_cards(catalogue: &str) -> String {
    let catalogue = Catalogue::read(catalogue).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let mut all = String::new();
    for locale in LOCALES.map(|text| Locale::read(text).expect("valid")) {
        all += &check(&markup::opening_card(&opening(
            &catalogue,
            catalogue.any_product().as_ref(),
            When::Day(catalogue.checked).into(),
            &locale,
            Setting::default(),
        )));
        for product in &catalogue.products {
            for now in ["2024-06-24", "2024-08-01T12:00:00Z", "2026-11-21T00:00:00Z"] {
                let now: When = now.parse().expect("a moment");
                let status = evaluate(&catalogue, product, now, Precision::Auto);
                let setting = Setting { chooser: true, frozen: true, pace: Pace::Running, heading: Some(Level::Third) };
                all += &check(&markup::card(&view(&status, &locale, setting)));
                all += &check(&markup::card(&view(&status, &locale, Setting::default())));
                all += &check(&markup::sentence(&plain_sentence(&status, &locale)));
            }
        }
    }
    all
}

/// The text of a tree, after it has been read back.
#[track_caller]
fn check(tree: &[Node]) -> String {
    let written = html(tree);
    assert_eq!(parsed(&written), tree, "{written}");
    written
}

/// Puts a text in every place of a catalogue where words of its own can stand.
fn replace(value: &mut Value, text: &str) {
    let Value::Object(fields) = value else { return };
    for (field, value) in fields.iter_mut() {
        match value {
            Value::Object(languages) => languages.values_mut().for_each(|words| *words = text.into()),
            Value::Array(entries) => entries.iter_mut().for_each(|entry| replace(entry, text)),
            Value::String(words) if field == "name" => *words = format!("{words} {text}"),
            Value::String(words) if ["title", "citation", "licence"].contains(&field.as_str()) => *words = text.into(),
            _ => {}
        }
    }
}
