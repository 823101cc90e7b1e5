//! From a JSON text to a [`Locale`], or to every problem of the text.

use super::{
    Direction, Locale, Pattern,
    keys::{Holes, KEYS, Key},
    message::holes,
    plural::{Category, Rules},
};
use crate::{
    json::{
        self, Json,
        shape::{Shape, TOP, optional, required, text, twice},
    },
    named::Named,
    problem::{Problem, Problems},
    text::{concat, is_language, length, printable},
};

/// A locale file, but for what its messages must be.
const LOCALE: Shape = Shape::Object(&[
    required("format", Shape::One),
    required("language", Shape::Text { most: 40, is: is_language, expected: "a language tag such as en or pt-BR" }),
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
const MESSAGES: &str = "messages";

pub(super) fn read(text: &str) -> Result<Locale, Vec<Problem>> {
    let json = json::read(text)?;
    let mut problems = Problems::default();
    LOCALE.check(&json, TOP, "it", &mut problems);
    let mut rules = Rules::default();
    for (category, rule) in json.get("plural").map_or(&[][..], Json::as_entries) {
        if let Some(category) = Category::named(category) {
            // What is not a rule was reported above; its category has forms all the same.
            let _ = rules.add(category, rule.as_text()).or_else(|| rules.add(category, "n = 0"));
        }
    }
    let date = &["day", "month", "year"];
    known_holes(json.text("date"), "date", date, &mut problems);
    needed_holes(json.text("date"), "date", date, &mut problems);
    let instant = &["date", "minute", "zone", "hour", "hour12", "period"];
    known_holes(json.text("instant"), "instant", instant, &mut problems);
    needed_holes(json.text("instant"), "instant", &instant[..3], &mut problems);
    let locale = Locale {
        language: json.string("language"),
        direction: json.named("direction"),
        digits: json.string("digits"),
        months: json.strings("months"),
        periods: json.strings("periods"),
        date: json.string("date"),
        instant: json.string("instant"),
        messages: messages(json.get(MESSAGES).map_or(&[][..], Json::as_entries), &rules, &mut problems),
        rules,
    };
    problems.or(locale)
}

fn messages(given: &[(String, Json)], rules: &Rules, problems: &mut Problems) -> Vec<Pattern> {
    twice(given, MESSAGES, problems);
    for (name, _) in given {
        if !KEYS.iter().any(|key| key.name == name) {
            problems.report(MESSAGES, &["unknown message `", &printable(name), "`"]);
        }
    }
    let mut messages = Vec::new();
    for key in KEYS {
        match given.iter().find(|(name, _)| name == key.name) {
            None => problems.report(MESSAGES, &[key.name, " is missing"]),
            Some((_, value)) => messages.push(message(key, value, rules, problems)),
        }
    }
    messages
}

fn message(key: &Key, value: &Json, rules: &Rules, problems: &mut Problems) -> Pattern {
    let known = match key.holes {
        Holes::Named(known) => known,
        Holes::Number => return forms(key.name, &["n"], value, rules, problems),
        Holes::Unit => return forms(key.name, &[], value, rules, problems),
    };
    MESSAGE.check(value, MESSAGES, key.name, problems);
    let pattern = value.as_text();
    known_holes(pattern, key.name, known, problems);
    needed_holes(pattern, key.name, known, problems);
    Pattern::Plain(concat(&[pattern]))
}

/// The forms of a plural message: one for each category of the language, and no other.
fn forms(key: &str, known: &[&str], value: &Json, rules: &Rules, problems: &mut Problems) -> Pattern {
    FORMS.check(value, MESSAGES, key, problems);
    let mut forms = Vec::new();
    for category in rules.categories() {
        match value.get(category.name()) {
            Some(form) => {
                known_holes(form.as_text(), key, known, problems);
                forms.push((category, concat(&[form.as_text()])));
            }
            None => problems.report(MESSAGES, &[key, " has no form for `", category.name(), "`"]),
        }
    }
    for (name, _) in value.as_entries() {
        if Category::named(name).is_some() && !forms.iter().any(|(category, _)| category.name() == name) {
            problems.report(MESSAGES, &[key, " has a form for `", name, "`, for which the language has no rule"]);
        }
    }
    Pattern::Plural(forms)
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
    Category::named(name).is_some()
}

fn is_rule(rule: &str) -> bool {
    Rules::default().add(Category::Other, rule).is_some()
}

fn are_digits(text: &str) -> bool {
    length(text) == 10
}
