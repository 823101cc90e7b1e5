//! The locale's JSON format: a JSON value in, a [`Locale`] or every problem out.

use super::{
    Locale, Pattern,
    keys::{Holes, KEYS, Key},
    message,
    plural::{Category, Rules},
};
use crate::{
    json::{
        self, Json,
        fields::{Fields, TOP, sentence},
    },
    named::Named,
    problem::{Problem, ProblemKind},
    text::is_language,
};

/// Most characters of a message.
const WORDS: usize = 400;

const DATE: &[&str] = &["day", "month", "year"];
const INSTANT: &[&str] = &["date", "hour", "hour12", "minute", "period", "zone"];

type Problems = Vec<Problem>;

pub(super) fn read(text: &str) -> Result<Locale, Problems> {
    let value = json::read(text).map_err(|problem| vec![problem])?;
    let mut problems = Problems::new();
    let locale = Fields::of(&value, TOP, &mut problems).and_then(|fields| locale(fields, &mut problems));
    match locale {
        Some(locale) if problems.is_empty() => Ok(locale),
        _ => Err(problems),
    }
}

fn locale(mut fields: Fields, problems: &mut Problems) -> Option<Locale> {
    fields.format(problems);
    let tag = |text: &str| is_language(text).then(|| text.to_owned());
    let language = fields.parsed("language", "a language tag such as en or pt-BR", tag, problems);
    let direction = fields.one_of("direction", problems);
    let rules = rules(&mut fields, problems);
    let ten = |text: &str| (text.chars().count() == 10).then(|| text.chars().collect());
    let digits = fields.parsed("digits", "the ten digits from nought to nine", ten, problems);
    let months = names(&mut fields, "months", 12, problems);
    let periods = names(&mut fields, "periods", 2, problems);
    let date = pattern(&mut fields, "date", DATE, problems);
    let instant = pattern(&mut fields, "instant", INSTANT, problems);
    let messages = messages(&mut fields, &rules, problems);
    fields.finish(problems);
    Some(Locale {
        language: language?,
        direction: direction?,
        rules,
        digits: digits?,
        months,
        periods,
        date: date?,
        instant: instant?,
        messages,
    })
}

fn rules(fields: &mut Fields, problems: &mut Problems) -> Rules {
    let mut rules = Rules::default();
    for (name, rule) in fields.map("plural", problems) {
        let Some(rule) = sentence(rule, &format!("plural.{name}"), WORDS, TOP, problems) else { continue };
        match Category::named(name) {
            None => fields.report(problems, ProblemKind::Unknown(format!("plural.{name}"))),
            Some(category) => {
                if rules.add(category, rule).is_none() {
                    let (field, value) = (format!("plural.{name}"), rule.to_owned());
                    let expected = "a plural rule in CLDR's syntax".to_owned();
                    fields.report(problems, ProblemKind::NotA { field, value, expected });
                }
            }
        }
    }
    rules
}

fn names(fields: &mut Fields, field: &'static str, count: usize, problems: &mut Problems) -> Vec<String> {
    let names: Vec<String> = fields.strings(field, count, problems).into_iter().map(str::to_owned).collect();
    if names.len() < count {
        let clause = format!("{field} has {} names, not {count}", names.len());
        fields.report(problems, ProblemKind::Conflict(clause));
    }
    names
}

/// A date pattern: any of these holes, in any order.
fn pattern(fields: &mut Fields, field: &'static str, holes: &[&str], problems: &mut Problems) -> Option<String> {
    let pattern = fields.string(field, WORDS, problems)?;
    for hole in message::holes(pattern) {
        if !holes.contains(&hole) {
            report_hole(field, hole, holes, TOP, problems);
        }
    }
    Some(pattern.to_owned())
}

fn messages(fields: &mut Fields, rules: &Rules, problems: &mut Problems) -> Vec<(Key, Pattern)> {
    let given = fields.map("messages", problems);
    for (index, (name, _)) in given.iter().enumerate() {
        if !KEYS.iter().any(|key| key.name == name) {
            problems.push(Problem::new("messages", ProblemKind::Unknown(name.clone())));
        }
        if given[..index].iter().any(|(earlier, _)| earlier == name) {
            problems.push(Problem::new("messages", ProblemKind::Twice(name.clone())));
        }
    }
    let mut messages = Vec::new();
    for key in KEYS {
        match given.iter().find(|(name, _)| name == key.name) {
            None => problems.push(Problem::new("messages", ProblemKind::Missing(key.name))),
            Some((_, value)) => messages.extend(read_message(*key, value, rules, problems).map(|it| (*key, it))),
        }
    }
    messages
}

fn read_message(key: Key, value: &Json, rules: &Rules, problems: &mut Problems) -> Option<Pattern> {
    match key.holes {
        Holes::Named(holes) => {
            let pattern = sentence(value, key.name, WORDS, "messages", problems)?;
            for hole in message::holes(pattern) {
                if !holes.contains(&hole) {
                    report_hole(key.name, hole, holes, "messages", problems);
                }
            }
            for hole in holes.iter().filter(|hole| !message::holes(pattern).contains(hole)) {
                let clause = format!("{} never says {{{hole}}}", key.name);
                problems.push(Problem::new("messages", ProblemKind::Conflict(clause)));
            }
            Some(Pattern::Plain(pattern.to_owned()))
        }
        Holes::Number => forms(key, &["n"], value, rules, problems),
        Holes::Unit => forms(key, &[], value, rules, problems),
    }
}

fn forms(key: Key, holes: &[&str], value: &Json, rules: &Rules, problems: &mut Problems) -> Option<Pattern> {
    let place = format!("messages, {}", key.name);
    let Json::Object(given) = value else {
        let expected = "an object from plural category to text";
        let kind = ProblemKind::WrongType { field: key.name.into(), expected, found: value.kind() };
        problems.push(Problem::new("messages", kind));
        return None;
    };
    let needed: Vec<Category> = rules.categories().collect();
    for (name, _) in given {
        if !Category::named(name).is_some_and(|category| needed.contains(&category)) {
            problems.push(Problem::new(place.clone(), ProblemKind::Unknown(name.clone())));
        }
    }
    let mut forms = Vec::new();
    for category in needed {
        let Some((_, form)) = given.iter().find(|(name, _)| name == category.name()) else {
            problems.push(Problem::new(place.clone(), ProblemKind::Missing(category.name())));
            continue;
        };
        let Some(form) = sentence(form, category.name(), WORDS, &place, problems) else { continue };
        for hole in message::holes(form).into_iter().filter(|hole| !holes.contains(hole)) {
            report_hole(category.name(), hole, holes, &place, problems);
        }
        forms.push((category, form.to_owned()));
    }
    Some(Pattern::Plural(forms))
}

fn report_hole(field: &str, hole: &str, holes: &[&str], place: &str, problems: &mut Problems) {
    let known = if holes.is_empty() {
        "allowed, since nothing fills it".into()
    } else {
        format!("one of {}", holes.join(", "))
    };
    let (field, value) = (format!("placeholder in {field}"), format!("{{{hole}}}"));
    problems.push(Problem::new(place, ProblemKind::NotA { field, value, expected: known }));
}
