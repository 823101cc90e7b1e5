//! From a JSON text to the same in the spelling of sealed texts, or to every problem of the text.

use super::{
    Direction, MESSAGES,
    keys::{Holes, KEYS, Key},
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
    text::{is_language, length, printable},
};

/// A locale file, but for what its messages must be.
const LOCALE: Shape = Shape::Object(&[
    aside(SEAL, text(40)),
    required("format", Shape::One),
    required("language", Shape::Text { most: 40, is: is_language, expected: "a language tag such as en or pt-BR" }),
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

const RULE: Shape = Shape::Text { most: 400, is: is_rule, expected: "a plural rule in CLDR's syntax" };
const FORMS: Shape = Shape::Map { is: is_category, expected: "a plural category", of: &MESSAGE };
const NAME: Shape = text(40);
const MESSAGE: Shape = text(400);

pub(super) fn checked(text: &str) -> Result<String, Vec<Problem>> {
    let json = json::read(text)?;
    let mut problems = Problems::default();
    LOCALE.check(&json, TOP, "it", &mut problems);
    let date = &["day", "month", "year"];
    known_holes(json.text("date"), "date", date, &mut problems);
    needed_holes(json.text("date"), "date", date, &mut problems);
    let instant = &["date", "minute", "zone", "hour", "hour12", "period"];
    known_holes(json.text("instant"), "instant", instant, &mut problems);
    needed_holes(json.text("instant"), "instant", &["date", "minute", "zone"], &mut problems);
    messages(&json, &mut problems);
    problems.or(LOCALE.written(&json))
}

/// Reports what is wrong with the messages.
fn messages(json: &Json, problems: &mut Problems) {
    let given = json.entries(MESSAGES);
    twice(given, MESSAGES, problems);
    for (name, _) in given {
        if !KEYS.iter().any(|key| key.name == name) {
            problems.refuse(MESSAGES, "unknown message", name, "", "");
        }
    }
    for Key { name, holes: known } in KEYS {
        let value = json.get(MESSAGES).and_then(|messages| messages.get(name));
        match (value, known) {
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
