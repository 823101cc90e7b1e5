//! From a JSON text to the same in the spelling of sealed texts, or to every problem of the text.

use super::{
    Direction, LONG, MESSAGES, SHORT,
    keys::{Holes, Key},
    message::holes,
    plural::{self, CATEGORIES, OTHER},
};
use crate::{
    json::{
        self, Json,
        shape::{Shape, TOP, aside, optional, required, text, twice},
    },
    named::Named,
    problem::{Problem, Problems},
    sealed::SEAL,
    text::{concat, is_language, length, printable},
};

/// A locale file, but for what its messages must be.
const LOCALE: Shape = Shape::Object(&[
    aside(SEAL, text(40)),
    required("format", Shape::One),
    required("language", Shape::Text { most: SHORT, is: is_language, expected: "a language tag such as en or pt-BR" }),
    aside("reviewed", Shape::Boolean),
    required("direction", Shape::OneOf(Direction::NAMES)),
    optional("plural", Shape::Map { is: is_category, expected: "a plural category", of: &RULE }),
    required("digits", Shape::Text { most: 10, is: are_digits, expected: "the ten digits from nought to nine" }),
    required("months", Shape::List { of: &NAME, least: 12, most: 12 }),
    required("periods", Shape::List { of: &NAME, least: 2, most: 2 }),
    required("date", MESSAGE),
    required("instant", MESSAGE),
    required(MESSAGES, Shape::Anything),
]);

const RULE: Shape = Shape::Text { most: LONG, is: is_rule, expected: "a plural rule in CLDR's syntax" };
const FORMS: Shape = Shape::Map { is: is_category, expected: "a plural category", of: &MESSAGE };
const NAME: Shape = text(SHORT);
const MESSAGE: Shape = text(LONG);

pub(super) fn checked(text: &str) -> Result<String, Vec<Problem>> {
    let json = named(&json::read(text)?);
    let mut problems = Problems::default();
    LOCALE.check(&json, TOP, "it", &mut problems);
    let date = &["day", "month", "year"];
    known_holes(json.text("date"), "date", date, &mut problems);
    needed_holes(json.text("date"), "date", date, &mut problems);
    let instant = &["date", "minute", "zone", "hour", "hour12", "period"];
    known_holes(json.text("instant"), "instant", instant, &mut problems);
    needed_holes(json.text("instant"), "instant", &["date", "minute", "zone"], &mut problems);
    messages(&json, &mut problems);
    problems.or(LOCALE.written(&unnamed(&json)))
}

/// A locale file with its messages by name: those of a sealed one have none, and are named by their order again.
fn named(json: &Json) -> Json {
    replaced(json, &|messages| match messages {
        Json::Array(texts) => paired(Key::NAMES, texts, &|text| match text {
            Json::Array(forms) => paired(&categories(json), forms, &Json::clone),
            _ => text.clone(),
        }),
        _ => messages.clone(),
    })
}

/// The same as it is sealed: messages in the order of the format, and the forms of each in that of the plural's
/// rules, all without their names, which are a quarter of what a reader would load.
fn unnamed(json: &Json) -> Json {
    replaced(json, &|messages| {
        picked(messages, Key::NAMES, &|message| match message {
            Json::Object(_) => picked(message, &categories(json), &Json::clone),
            _ => message.clone(),
        })
    })
}

/// A locale file with other messages.
fn replaced(json: &Json, messages: &dyn Fn(&Json) -> Json) -> Json {
    let Json::Object(entries) = json else { return json.clone() };
    let mut fields = Vec::new();
    for (field, value) in entries {
        fields.push((concat(&[field]), if field == MESSAGES { messages(value) } else { value.clone() }));
    }
    Json::Object(fields)
}

/// The plural categories of a language, in the order of its rules.
fn categories(json: &Json) -> Vec<&str> {
    let mut categories = Vec::new();
    for (category, _) in json.entries("plural") {
        categories.push(category.as_str());
    }
    categories.push(OTHER);
    categories
}

/// An object of these values under these names; one too many has none.
fn paired(names: &[&str], values: &[Json], each: &dyn Fn(&Json) -> Json) -> Json {
    let mut fields = Vec::new();
    for (value, index) in values.iter().zip(0..) {
        fields.push((concat(&[names.get(index).unwrap_or(&"")]), each(value)));
    }
    Json::Object(fields)
}

/// The values of these fields, where they are there.
fn picked(json: &Json, names: &[&str], each: &dyn Fn(&Json) -> Json) -> Json {
    Json::Array(names.iter().filter_map(|name| json.get(name)).map(each).collect())
}

/// Reports what is wrong with the messages.
fn messages(json: &Json, problems: &mut Problems) {
    let given = json.entries(MESSAGES);
    twice(given, MESSAGES, problems);
    for (name, _) in given {
        if Key::named(name).is_none() {
            problems.refuse(MESSAGES, "unknown message", name, "", "");
        }
    }
    for key in Key::ALL {
        let name = key.name();
        let value = json.get(MESSAGES).and_then(|messages| messages.get(name));
        match (value, key.holes()) {
            (None, _) => problems.report(MESSAGES, &[name, " is missing"]),
            (Some(value), Holes::Named(known)) => message(name, known, value, problems),
            (Some(value), Holes::Number) => forms(name, &["n"], value, json, problems),
            (Some(value), Holes::Unit) => forms(name, &[], value, json, problems),
        }
    }
}

/// A message without numbers: all of its holes, and no other.
fn message(key: &str, known: &[&str], value: &Json, problems: &mut Problems) {
    MESSAGE.check(value, MESSAGES, key, problems);
    let pattern = value.as_text();
    known_holes(pattern, key, known, problems);
    needed_holes(pattern, key, known, problems);
}

/// The forms of a plural message: one for each category of the language, and no other.
fn forms(key: &str, known: &[&str], value: &Json, json: &Json, problems: &mut Problems) {
    FORMS.check(value, MESSAGES, key, problems);
    // A rule at fault was reported by itself; its category has forms all the same.
    for (category, _) in json.entries("plural") {
        if is_category(category) {
            form(key, known, value, category, problems);
        }
    }
    form(key, known, value, OTHER, problems);
    for (name, _) in value.as_entries() {
        let has_rule = name == OTHER || json.entries("plural").iter().any(|(it, _)| it == name);
        if is_category(name) && !has_rule {
            problems.report(MESSAGES, &[key, " has a form for `", name, "`, for which the language has no rule"]);
        }
    }
}

/// The form of a plural message for a category.
fn form(key: &str, known: &[&str], forms: &Json, category: &str, problems: &mut Problems) {
    match forms.get(category) {
        Some(form) => known_holes(form.as_text(), key, known, problems),
        None => problems.report(MESSAGES, &[key, " has no form for `", category, "`"]),
    }
}

/// Reports each hole of a pattern that nothing fills.
fn known_holes(pattern: &str, key: &str, known: &[&str], problems: &mut Problems) {
    for hole in holes(pattern) {
        if !known.contains(&hole) {
            problems.report(MESSAGES, &[key, " has the placeholder {", &printable(hole), "}, which nothing fills"]);
        }
    }
}

/// Reports each hole that a pattern must have and has not.
fn needed_holes(pattern: &str, key: &str, needed: &[&str], problems: &mut Problems) {
    for hole in needed {
        if !holes(pattern).contains(hole) && !pattern.is_empty() {
            problems.report(MESSAGES, &[key, " never says {", hole, "}"]);
        }
    }
}

fn is_category(name: &str) -> bool {
    CATEGORIES.contains(&name)
}

fn is_rule(rule: &str) -> bool {
    plural::holds(rule, 0).is_some()
}

fn are_digits(text: &str) -> bool {
    length(text) == 10
}
