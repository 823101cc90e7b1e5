//! From a JSON text to the language that it says, or to every problem of the text.

use super::{
    Calendar, Locale, MESSAGES,
    keys::{Holes, Key},
    message::holes,
    plural::{self, CATEGORIES, OTHER},
};
use crate::{
    json::{
        self, Json,
        format::Value,
        shape::{Kind, Shape, TOP, text, twice},
    },
    named::Named,
    problem::Problems,
    text::{is_language, length, printable},
};

pub(super) const TAG: Shape =
    Shape::Text { most: 40, kind: Kind::new(is_language, "a language tag such as en or pt-BR", "") };
pub(super) const DIGITS: Shape =
    Shape::Text { most: 10, kind: Kind::new(are_digits, "the ten digits from nought to nine", "^.{10}$") };
pub(super) const MONTHS: Shape = Shape::List { of: &NAME, least: 12, most: 12 };
pub(super) const PERIODS: Shape = Shape::List { of: &NAME, least: 2, most: 2 };
pub(super) const PLURAL: Shape = Shape::Map { keys: CATEGORY, of: &RULE };
pub(super) const MESSAGE: Shape = text(400);
pub(super) const SENTENCES: Shape = Shape::Map { keys: Kind::ANY, of: &text(1_000) };

const CATEGORY: Kind = Kind::new(is_category, "a plural category", "^(zero|one|two|few|many|other)$");
const RULE: Shape = Shape::Text { most: 400, kind: Kind::new(is_rule, "a plural rule in CLDR's syntax", "") };
const FORMS: Shape = Shape::Map { keys: CATEGORY, of: &MESSAGE };
const NAME: Shape = text(40);

pub(super) fn checked(text: &str) -> Result<Locale, Problems> {
    let json = json::read(text)?;
    let mut problems = Problems::default();
    Locale::SHAPE.check(&json, TOP, "it", &mut problems);
    for (field, known, needed) in PATTERNS {
        known_holes(json.text(field), field, known, &mut problems);
        needed_holes(json.text(field), field, needed, &mut problems);
    }
    let has_own_months = Calendar::by_name(json.text("calendar")).is_some_and(Calendar::has_own_months);
    if has_own_months && json.get("months-alone").is_none() {
        problems.report(TOP, &["months-alone is missing: dates that are published as a month are Gregorian"]);
    }
    messages(&json, &mut problems);
    problems.or(()).map(|()| Locale { messages: in_order(&json), ..Locale::of(&json) })
}

/// The patterns outside the messages: their names, the holes they may have and those they must have.
const PATTERNS: [(&str, &[&str], &[&str]); 4] = [
    ("date", &["day", "month", "year"], &["day", "month", "year"]),
    ("month", &["month", "year"], &["month", "year"]),
    ("instant", &["date", "minute", "zone", "hour", "hour2", "hour12", "period"], &["date", "minute", "zone"]),
    ("midnight", &["date", "zone"], &["date", "zone"]),
];

/// What the name of a message has in front where its English stands beside it.
pub(super) const BESIDE: &str = "# ";

/// The texts of each message in the order of the keys: one, or a form for each of the plural's rules.
fn in_order(json: &Json) -> Vec<Vec<String>> {
    let categories = categories(json);
    let mut messages = Vec::new();
    for key in Key::NAMES {
        let value = json.get(MESSAGES).and_then(|messages| messages.get(key));
        messages.push(match value {
            Some(forms @ Json::Object(_)) => {
                categories.iter().map(|category| forms.text(category).to_owned()).collect()
            }
            text => text.map(String::of).into_iter().collect(),
        });
    }
    messages
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

/// Reports what is wrong with the messages.
fn messages(json: &Json, problems: &mut Problems) {
    // What has no messages by name is said to have none, once.
    let Some(Json::Object(given)) = json.get(MESSAGES) else { return };
    twice(given, MESSAGES, problems);
    for (name, _) in given {
        // The English of a message, for whoever writes or reads it.
        if Key::by_name(name.strip_prefix(BESIDE).unwrap_or(name)).is_none() {
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
    let Json::Object(given) = value else { return };
    // A rule at fault was reported by itself; its category has forms all the same.
    for (category, _) in json.entries("plural") {
        if is_category(category) {
            form(key, known, value, category, problems);
        }
    }
    form(key, known, value, OTHER, problems);
    for (name, _) in given {
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
