//! Languages: the shipped ones are whole, others' plurals and digits are data, and a broken file says all that is wrong.
#![cfg(not(target_arch = "wasm32"))]

use std::sync::LazyLock;

use expect_test::expect_file;
use phaseout::{Locale, Named, Problem, When, locale::Key};
use serde_json::{Value, json};

const ENGLISH: &str = include_str!("../www/locale/en.json");
const SPANISH: &str = include_str!("../www/locale/es.json");

static SHIPPED: LazyLock<[Locale; 2]> =
    LazyLock::new(|| [ENGLISH, SPANISH].map(|text| Locale::read(text).unwrap_or_else(|all| panic!("{all:#?}"))));

/// Messages that have a form for each plural category.
const PLURALS: [&str; 11] = [
    "relative.years",
    "relative.months",
    "relative.days",
    "relative.and-months",
    "unit.days",
    "unit.hours",
    "unit.minutes",
    "unit.seconds",
    "span.days",
    "span.hours",
    "span.minutes",
];

#[test]
fn english_and_spanish_count_and_date_in_their_own_way() {
    let [english, spanish] = &*SHIPPED;
    let at = |text: &str| text.parse::<When>().expect("a moment");
    assert_eq!([0, 1, 2, 21].map(|n| english.count(Key::SpanDays, n)), ["0 days", "1 day", "2 days", "21 days"]);
    assert_eq!([0, 1, 2, 21].map(|n| spanish.count(Key::SpanDays, n)), ["0 días", "1 día", "2 días", "21 días"]);
    assert_eq!(spanish.count(Key::SpanDays, 1_000_000), "1000000 de días");
    let new_york = "(New York)";
    assert_eq!(
        english.moment(at("2024-09-29T00:00:00-04:00"), new_york),
        "midnight, as September 29, 2024 begins (New York)"
    );
    assert_eq!(english.moment(at("2024-09-29T12:05:00-04:00"), new_york), "September 29, 2024, 12:05 p.m. (New York)");
    assert_eq!(english.moment(at("2024-09-29T23:59:59-04:00"), ""), "September 29, 2024, 11:59 p.m.");
    assert_eq!(english.moment(at("2027-10-12"), "EDT"), "October 12, 2027");
    assert_eq!(
        spanish.moment(at("2024-09-29T00:00:00-04:00"), "UTC"),
        "inicio del 29 de septiembre de 2024, a las 0:00 UTC"
    );
    assert_eq!(spanish.moment(at("2024-01-09"), ""), "9 de enero de 2024");
}

#[test]
fn what_is_no_object_is_said_to_be_none() {
    let problems = Locale::read("[]").expect_err("no object");
    assert_eq!(problems[0].to_string(), "top level: it is an array, not an object");
}

#[test]
fn plural_categories_are_those_of_cldr() {
    // Rules as CLDR 48 has them, and numbers of the samples that it gives for each.
    check(&json!({}), &[("other", &[0, 1, 2, 100])]);
    check(
        &json!({"one": "i = 0,1", "many": "e = 0 and i != 0 and i % 1000000 = 0 and v = 0 or e != 0..5"}),
        &[("one", &[0, 1]), ("other", &[2, 17, 100, 999_999]), ("many", &[1_000_000, 2_000_000])],
    );
    check(
        &json!({"one": "i = 1 and v = 0 or i = 0 and v != 0", "two": "i = 2 and v = 0"}),
        &[("one", &[1]), ("two", &[2]), ("other", &[0, 3, 17, 100])],
    );
    check(
        &json!({
            "one": "i = 1 and v = 0",
            "few": "v = 0 and i % 10 = 2..4 and i % 100 != 12..14",
            "many": "v = 0 and i != 1 and i % 10 = 0..1 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 12..14",
        }),
        &[("one", &[1]), ("few", &[2, 3, 4, 22, 24, 102, 1002]), ("many", &[0, 5, 11, 12, 14, 19, 21, 25, 100, 112])],
    );
    check(
        &json!({
            "one": "v = 0 and i % 10 = 1 and i % 100 != 11",
            "few": "v = 0 and i % 10 = 2..4 and i % 100 != 12..14",
            "many": "v = 0 and i % 10 = 0 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 11..14",
        }),
        &[("one", &[1, 21, 101, 1001]), ("few", &[2, 4, 22, 102]), ("many", &[0, 5, 11, 12, 19, 100, 111, 1_000_000])],
    );
    check(
        &json!({
            "zero": "n = 0", "one": "n = 1", "two": "n = 2", "few": "n % 100 = 3..10", "many": "n % 100 = 11..99",
        }),
        &[
            ("zero", &[0]),
            ("one", &[1]),
            ("two", &[2]),
            ("few", &[3, 10, 103, 110, 1003]),
            ("many", &[11, 26, 99, 111, 1011]),
            ("other", &[100, 102, 200, 1000, 1_000_000]),
        ],
    );
    check(
        &json!({"zero": "n = 0", "one": "n = 1", "two": "n = 2", "few": "n = 3", "many": "n = 6"}),
        &[("zero", &[0]), ("one", &[1]), ("two", &[2]), ("few", &[3]), ("many", &[6]), ("other", &[4, 5, 7, 20])],
    );
    check(
        &json!({"one": "n % 10 = 1 and n % 100 != 11..19", "few": "n % 10 = 2..9 and n % 100 != 11..19", "many": "f != 0"}),
        &[("one", &[1, 21, 101]), ("few", &[2, 9, 22, 102]), ("other", &[0, 10, 11, 20, 111])],
    );
    check(
        &json!({
            "zero": "n % 10 = 0 or n % 100 = 11..19 or v = 2 and f % 100 = 11..19",
            "one": "n % 10 = 1 and n % 100 != 11 or v = 2 and f % 10 = 1 and f % 100 != 11 or v != 2 and f % 10 = 1",
        }),
        &[("zero", &[0, 10, 11, 20, 100]), ("one", &[1, 21, 101]), ("other", &[2, 9, 22, 102])],
    );
    check(
        &json!({"one": "n % 10 = 1 and n % 100 != 11,71,91", "few": "n % 10 = 3..4,9 and n % 100 != 10..19,70..79,90..99"}),
        &[("one", &[1, 21, 81, 101]), ("few", &[3, 4, 9, 23, 109]), ("other", &[0, 2, 11, 13, 71, 74, 91, 93])],
    );
}

#[test]
fn digits_and_order_are_the_languages_own() {
    let mut arabic = with_plural(&json!({}));
    arabic["language"] = "ar".into();
    arabic["direction"] = "rtl".into();
    arabic["digits"] = "٠١٢٣٤٥٦٧٨٩".into();
    arabic["instant"] = "{hour}:{minute} {zone} {date}".into();
    let arabic = Locale::read(&arabic.to_string()).expect("valid");
    assert_eq!(arabic.number(1_204), "١٢٠٤");
    assert_eq!(arabic.count(Key::RelativeDays, 30), "other ٣٠");
    assert_eq!(
        arabic.moment("2024-09-29T00:07:00-04:00".parse().expect("a moment"), "UTC"),
        "٠:٠٧ UTC September ٢٩, ٢٠٢٤"
    );
}

#[test]
fn a_broken_file_is_reported_with_all_that_is_wrong() {
    let mut broken: Value = serde_json::from_str(ENGLISH).expect("JSON");
    let file = broken.as_object_mut().expect("an object");
    file.remove("direction");
    file.insert("dialect".into(), "US".into());
    file.insert("language".into(), "en_US".into());
    file.insert("digits".into(), "012345678".into());
    file.insert("plural".into(), json!({"one": "n is 1", "single": "n = 1"}));
    file.insert("date".into(), "{month} {dy}".into());
    file.insert("month".into(), "{month}".into());
    file.insert("months-alone".into(), json!(["January"]));
    file["months"].as_array_mut().expect("a list").pop();
    let messages = file["messages"].as_object_mut().expect("an object");
    messages.remove("badge.announced");
    messages.insert("badge.renounced".into(), "Never mind".into());
    messages.insert("frozen".into(), "Preview of {day}".into());
    messages.insert("steps".into(), "".into());
    messages.insert("notes".into(), 7.into());
    messages.insert("relative.days".into(), json!({"one": "{n} day", "few": "{n} days"}));
    messages.insert("unit.days".into(), json!({"one": "{n} day", "other": "days"}));
    messages.insert("reader".into(), "{instant}\u{202E}".into());
    expect_file!["locale/broken.txt"].assert_eq(&(problems(&broken.to_string()) + "\n"));
}

#[test]
fn a_month_stands_in_the_form_that_its_place_needs() {
    let mut polish: Value = serde_json::from_str(ENGLISH).expect("JSON");
    let months = |ending: &str| (1..=12).map(|month| json!(format!("{month}{ending}"))).collect::<Value>();
    let first = "2026-10-01".parse::<When>().expect("a day");
    let When::Day(october) = first else { panic!("a day") };
    polish["months"] = months("th");
    let plain = Locale::read(&polish.to_string()).expect("valid");
    assert_eq!((plain.month(october), plain.month_alone(october)), ("10th 2026".into(), "10th 2026".into()));
    polish["months-alone"] = months("");
    polish["months-in"] = months("in");
    let cased = Locale::read(&polish.to_string()).expect("valid");
    assert_eq!((cased.month(october), cased.month_alone(october)), ("10th 2026".into(), "10 2026".into()));
    assert_eq!(cased.date(october), "10th 1, 2026");
}

#[test]
fn every_message_is_needed_with_each_of_its_holes_and_no_other() {
    let english: Value = serde_json::from_str(ENGLISH).expect("JSON");
    let messages = english["messages"].as_object().expect("an object");
    assert_eq!(messages.len(), Key::ALL.len());
    let changed = |key: &str, value: Option<Value>| {
        let mut changed = english.clone();
        let messages = changed["messages"].as_object_mut().expect("an object");
        match value {
            Some(value) => messages.insert(key.to_owned(), value),
            None => messages.remove(key),
        };
        problems(&changed.to_string())
    };
    for key in Key::ALL {
        let name = key.name();
        let message = &messages[name];
        assert_eq!(changed(name, None), format!("messages: {name} is missing"));
        match message {
            Value::String(words) => {
                let extra = format!("messages: {name} has the placeholder {{x}}, which nothing fills");
                assert_eq!(changed(name, Some(format!("{words}{{x}}").into())), extra);
                for hole in words.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(hole, _)| hole) {
                    let without = words.replace(&format!("{{{hole}}}"), "…");
                    assert_eq!(changed(name, Some(without.into())), format!("messages: {name} never says {{{hole}}}"));
                }
            }
            forms => {
                assert!(PLURALS.contains(&name), "{name}");
                let mut one_less = forms.clone();
                one_less.as_object_mut().expect("forms").remove("one");
                assert_eq!(changed(name, Some(one_less)), format!("messages: {name} has no form for `one`"));
                let one_text = format!("messages: {name} is a string, not an object");
                assert_eq!(changed(name, Some("{n}".into())), one_text);
            }
        }
    }
}

#[test]
fn messages_and_their_forms_come_in_any_order() {
    // This reader sorts the names in an object.
    let alphabetical: Value = serde_json::from_str(ENGLISH).expect("JSON");
    assert_eq!(Locale::read(&alphabetical.to_string()), Locale::read(ENGLISH));
}

#[test]
fn words_have_limits_and_nothing_hidden() {
    let said = |old: &str, new: &str| {
        assert!(ENGLISH.contains(old), "{old}");
        problems(&ENGLISH.replacen(old, new, 1))
    };
    let long = |length: usize| format!("\"{}\"", "ä".repeat(length));
    let more = |what: &str, length, most| format!("{what} has {length} characters, more than {most}");
    assert_eq!(said("\"January\"", &long(40)), "");
    assert_eq!(said("\"January\"", &long(41)), more("top level: months[0]", 41, 40));
    assert_eq!(said("\"January\"", "\"January\", \"January\""), "top level: months has 13 entries, more than 12");
    assert_eq!(said("\"Updates ended\"", &long(400)), "");
    assert_eq!(said("\"Updates ended\"", &long(401)), more("messages: status.end-of-updates.over", 401, 400));
    assert_eq!(
        said("\"Updates ended\"", "\"Updates\u{202E} ended\""),
        "messages: status.end-of-updates.over has the hidden character U+202E"
    );
}

#[test]
fn rules_that_are_not_cldrs_are_refused() {
    for rule in ["", "n", "n =", "n = 1 and", "n = 1 or or n = 2", "n == 1", "x = 1", "n % 0 = 1", "n = one", "1 = n"] {
        let told = problems(&with_plural(&json!({"one": rule})).to_string());
        assert!(told.starts_with("top level: plural.one "), "{rule}: {told}");
    }
}

/// Numbers fall into these categories by these rules.
#[track_caller]
fn check(rules: &Value, expected: &[(&str, &[u32])]) {
    let text = with_plural(rules).to_string();
    let locale = Locale::read(&text).unwrap_or_else(|problems| panic!("{rules}: {problems:#?}"));
    for (category, numbers) in expected {
        for number in *numbers {
            assert_eq!(locale.count(Key::RelativeDays, *number), format!("{category} {number}"), "{rules}");
        }
    }
}

/// English with other plural rules; each counted message says its category.
fn with_plural(rules: &Value) -> Value {
    let mut locale: Value = serde_json::from_str(ENGLISH).expect("JSON");
    let categories = rules.as_object().expect("an object").keys().cloned().chain(["other".to_owned()]);
    let forms = |hole: &str| categories.clone().map(|it| (it.clone(), json!(format!("{it}{hole}")))).collect::<Value>();
    for message in PLURALS {
        locale["messages"][message] = forms(if message.starts_with("unit.") { "" } else { " {n}" });
    }
    if rules == &json!({}) {
        locale.as_object_mut().expect("an object").remove("plural");
    } else {
        locale["plural"] = rules.clone();
    }
    locale
}

fn problems(text: &str) -> String {
    let problems = Locale::read(text).err().unwrap_or_default();
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n")
}
