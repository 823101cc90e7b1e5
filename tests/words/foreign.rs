//! Every word of a card comes from its locale or its catalogue, and none from the code.
//!
//! Both are turned into a language of Cyrillic letters, each text in brackets: then a Latin letter anywhere, or
//! anything but digits outside of brackets, was put there by the code.

use chrono::FixedOffset;
use phaseout::{
    Catalogue, Locale, Now, Precision, When, evaluate,
    markup::{self, Attribute, Node},
    view::{Level, Pace, Setting, opening, plain_sentence, view},
};
use serde_json::Value;

const ENGLISH: &str = include_str!("../../www/locale/en.json");
const CATALOGUES: [&str; 3] = [
    include_str!("../../www/catalogue/kaspersky-us.json"),
    include_str!("../../www/catalogue/windows-10.json"),
    include_str!("../catalogue/small.json"),
];

/// One in each phase of each catalogue, the first and last days of countdowns, and bare days.
const INSTANTS: [&str; 9] = [
    "2024-06-24T12:00:00Z",
    "2024-07-19T12:00:00Z",
    "2024-07-20T12:00:00Z",
    "2024-09-15",
    "2024-09-28T23:59:59-04:00",
    "2024-09-29T00:00:00-04:00",
    "2025-10-14",
    "2027-01-12T07:00:00Z",
    "2031-01-01T00:00:00Z",
];

#[test]
fn every_card_speaks_the_language_of_its_files_alone() {
    let locale = locale();
    for catalogue in CATALOGUES.map(catalogue) {
        for product in &catalogue.products {
            for now in INSTANTS.map(moment).into_iter().flat_map(|at| [at.into(), followed(at)]) {
                let status = evaluate(&catalogue, product, now, Precision::Auto);
                for setting in [Setting::default(), FOLLOWING, FROZEN] {
                    check(&markup::card(&view(&status, &locale, setting)), &product.id);
                }
                check(&markup::sentence(&plain_sentence(&status, &locale)), &product.id);
            }
        }
    }
}

#[test]
fn so_does_the_card_of_a_product_that_is_not_listed() {
    let (locale, catalogue) = (locale(), catalogue(CATALOGUES[0]));
    let product = catalogue.find(&foreign("Kaspersky Something New")).expect("of the maker");
    for now in INSTANTS.map(moment) {
        let status = evaluate(&catalogue, &product, now, Precision::Seconds);
        check(&markup::card(&view(&status, &locale, FOLLOWING)), product.name.in_language("ru"));
    }
}

#[test]
fn so_does_a_card_before_its_product_is_chosen() {
    for catalogue in CATALOGUES.map(catalogue) {
        let today = chrono::NaiveDate::default();
        check(
            &markup::opening_card(&opening(
                &catalogue,
                catalogue.any_product().as_ref(),
                When::Day(today).into(),
                &locale(),
                Setting::default(),
            )),
            &catalogue.id,
        );
    }
}

#[test]
#[should_panic(expected = "put there by the code")]
fn a_word_of_the_code_would_be_seen() {
    check(&[Node::Text("⟦да⟧ or ⟦нет⟧".into())], "a text");
}

/// A card that follows the clock, of a reader who may choose.
const FOLLOWING: Setting = Setting { chooser: true, frozen: false, pace: Pace::Running, heading: Some(Level::Third) };
const FROZEN: Setting = Setting { chooser: false, frozen: true, pace: Pace::Stopped, heading: None };

/// The same moment on a reader's clock in India, which is not believed where it is before the last check.
fn followed(at: When) -> Now<'static> {
    let utc = FixedOffset::east_opt(0).expect("an offset");
    Now::live(at.first_instant(utc), Some(&|_| FixedOffset::east_opt(19_800).expect("an offset")))
}

/// The texts of a card, one after the other, are all of the files.
#[track_caller]
fn check(nodes: &[Node], of: &str) {
    let mut text = String::new();
    read(nodes, &mut text);
    // The names that are the same everywhere: of zones.
    let text = ["UTC", "New York"].iter().fold(text, |text, zone| text.replace(zone, ""));
    let mut depth = 0;
    for c in text.chars() {
        depth += i32::from(c == '⟦') - i32::from(c == '⟧');
        let is_of_files =
            if depth == 0 { c.is_ascii_digit() || " ()⟧·".contains(c) } else { !c.is_ascii_alphabetic() };
        assert!(is_of_files, "{c:?}, put there by the code, in the card of {of}: {text}");
    }
    assert_eq!(depth, 0, "{text}");
}

/// The texts that a reader sees or hears, in order.
fn read(nodes: &[Node], text: &mut String) {
    for node in nodes {
        match node {
            Node::Text(words) => text.push_str(words.whole().expect("a known moment")),
            Node::Element(element) => {
                let label = element.attributes.iter().find(|(attribute, _)| *attribute == Attribute::Label);
                text.extend(label.map(|(_, words)| words.whole().expect("a known moment")));
                // A host's name is the same in every language.
                let href = element.attributes.iter().find(|(attribute, _)| *attribute == Attribute::Href);
                let host = href.and_then(|(_, href)| href.whole()?.strip_prefix("https://")?.split('/').next());
                if host.is_none_or(|host| element.children != [Node::Text(host.into())]) {
                    read(&element.children, text);
                }
            }
            Node::Case(..) => panic!("the moment is known"),
        }
    }
}

/// English with every text in foreign letters.
fn locale() -> Locale {
    let mut locale: Value = serde_json::from_str(ENGLISH).expect("JSON");
    for field in ["months", "periods", "date", "month", "instant", "midnight", "messages"] {
        replace(&mut locale[field]);
    }
    Locale::read(&locale.to_string()).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// A catalogue with every text, name and title in foreign letters.
fn catalogue(text: &str) -> Catalogue {
    let mut catalogue: Value = serde_json::from_str(text).expect("JSON");
    let fields = catalogue.as_object_mut().expect("an object");
    for field in ["title", "phrase", "maker", "makers"] {
        fields.entry(field).and_modify(replace);
    }
    for list in ["sources", "milestones", "background", "advice", "notes", "steps", "products"] {
        for entry in fields.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
            let entry = entry.as_object_mut().expect("an object");
            entry.remove("aliases");
            for field in ["title", "licence", "detail", "text", "name", "note", "condition"] {
                entry.entry(field).and_modify(replace);
            }
        }
    }
    Catalogue::read(&catalogue.to_string()).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// Puts foreign words for all words in a value; keys stay.
fn replace(value: &mut Value) {
    match value {
        Value::String(words) => *words = foreign(words),
        Value::Array(values) => values.iter_mut().for_each(replace),
        Value::Object(fields) => fields.values_mut().for_each(replace),
        _ => {}
    }
}

/// The same in Cyrillic letters, each for one of ours, and in brackets; what is in braces stays.
fn foreign(words: &str) -> String {
    let mut is_hole = false;
    let letters = words.chars().map(|c| {
        is_hole = c == '{' || (is_hole && c != '}');
        match c {
            _ if is_hole => c,
            'a'..='z' => char::from_u32(u32::from(c) - u32::from('a') + u32::from('а')).expect("a letter"),
            'A'..='Z' => char::from_u32(u32::from(c) - u32::from('A') + u32::from('А')).expect("a letter"),
            c => c,
        }
    });
    format!("⟦{}⟧", letters.collect::<String>())
}

fn moment(text: &str) -> When {
    text.parse().expect("a moment")
}
