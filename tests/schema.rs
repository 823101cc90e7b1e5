//! `catalogue.schema.json` and the reader say the same: what one accepts in a field, the other does too.
//!
//! Only what no single field can show is the reader's alone: ids that clash or lead nowhere, and the order of dates.
#![cfg(not(target_arch = "wasm32"))]

#[path = "schema/values.rs"]
mod values;

use std::{
    collections::BTreeSet,
    sync::{Arc, LazyLock},
    thread,
};

use expect_test::expect_file;
use jsonschema::Validator;
use phaseout::{Catalogue, Problem, documents};
use serde_json::{Map, Value, json};

use crate::values::values;

static SCHEMA: LazyLock<Value> = LazyLock::new(|| parsed(include_str!("../www/catalogue/catalogue.schema.json")));
static VALIDATOR: LazyLock<Validator> =
    LazyLock::new(|| jsonschema::draft202012::new(&SCHEMA).expect("a valid schema"));

/// Every field of the format is somewhere in it.
static SMALL: LazyLock<Value> = LazyLock::new(|| parsed(include_str!("catalogue/small.json")));

/// What problems say that no single field can show.
const ACROSS: [&str; 22] = [
    " is the id of `",
    ", which is not there",
    " is already that of ",
    " comes before ",
    " both say ",
    " ends updates before ",
    " ends paid updates before ",
    " is no background event ",
    " is missing: one of them says when",
    " are both given: one of them says when",
    " is given beside the date ",
    "floor is given ",
    "was has an entry ",
    "was changed on ",
    " is later than the date, ",
    "condition is missing",
    "condition is given, but scope ",
    " contradicts an exhaustive product list",
    " is no time zone, such as ",
    " is a day that was left out ",
    " is a device of Windows, ",
    " has no letter, digit or sign ",
];

/// Of the right form, but no calendar has these days.
const NO_DAYS: [&str; 3] = ["2024-02-30", "2024-06-31T00:00:00Z", "2023-02-29/2023-03-01"];

/// `UPDATE_EXPECT=1 cargo test --features cli --test schema` writes them anew.
#[test]
fn schema_types_and_tables_are_those_of_the_declaration() {
    expect_file!["../www/catalogue/catalogue.schema.json"].assert_eq(&documents::topic_schema());
    let types = include_str!("../www/phaseout.d.ts");
    let about = "/** A topic: the fields of docs/topics.md. */\n";
    expect_file!["../www/phaseout.d.ts"].assert_eq(&between(
        types,
        "// Written from the format’s declaration.\n",
        "// End of what is written from it.\n",
        &format!("{about}{}", documents::topic_type()),
    ));
    for (path, text, table) in [
        ("../docs/topics.md", include_str!("../docs/topics.md"), documents::topic_table()),
        ("../docs/languages.md", include_str!("../docs/languages.md"), documents::language_table()),
    ] {
        expect_file![path].assert_eq(&between(text, "<!-- fields -->\n", "<!-- end of fields -->\n", &table));
    }
}

/// A text with what stands between two lines of it exchanged.
fn between(text: &str, start: &str, end: &str, inside: &str) -> String {
    let (before, rest) = text.split_once(start).unwrap_or_else(|| panic!("no line {start:?}"));
    let (_, after) = rest.split_once(end).unwrap_or_else(|| panic!("no line {end:?}"));
    format!("{before}{start}{inside}{end}{after}")
}

#[test]
fn the_schema_is_a_schema() {
    jsonschema::draft202012::meta::validate(&SCHEMA).expect("valid by its own schema");
}

#[test]
fn shipped_and_small_catalogues_are_of_the_schema() {
    let kaspersky = parsed(include_str!("../www/catalogue/kaspersky-us.json"));
    let windows = parsed(include_str!("../www/catalogue/windows-10.json"));
    for catalogue in [&kaspersky, &windows, &SMALL] {
        let errors: Vec<_> = VALIDATOR.iter_errors(catalogue).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0]);
        check(&VALIDATOR, catalogue, catalogue, "as it is");
    }
}

#[test]
fn every_field_of_the_schema_is_one_of_the_reader_and_no_other_is() {
    for (list, of_schema) in kinds() {
        let entries = entries(&list);
        let of_small: BTreeSet<String> = entries.iter().flat_map(|entry| fields(entry).keys().cloned()).collect();
        assert_eq!(of_small, of_schema, "{list}: tests/catalogue/small.json has every field of the schema");
        let changed = with(&list, 0, "extra", Some(json!("x")));
        assert!(
            !problems(&changed).is_empty() && !VALIDATOR.is_valid(&changed),
            "an unknown field of {list} is accepted"
        );
    }
}

#[test]
fn any_value_of_any_field_is_refused_by_both_or_by_none() {
    // Fields that say the same in the schema are tried once, each kind by a thread of its own: there are many values.
    let mut tried = BTreeSet::new();
    thread::scope(|scope| {
        for (list, names) in kinds() {
            let validator = Arc::new(jsonschema::draft202012::new(object(&list)).expect("a valid schema"));
            for name in names {
                if tried.insert(said(&list, &name)) {
                    let (list, validator) = (list.clone(), Arc::clone(&validator));
                    scope.spawn(move || any_value(&list, &name, &validator));
                }
            }
        }
    });
    assert!(tried.len() > 20, "only {} kinds of field", tried.len());
}

/// What the schema says of the top level, or of an entry of a list.
fn object(list: &str) -> &'static Value {
    let items = &SCHEMA["properties"][list]["items"];
    match list {
        "" => &SCHEMA,
        // An entry that may be a bare string has its object second.
        _ if items["anyOf"].is_array() => &items["anyOf"][1],
        _ => items,
    }
}

/// What the schema says of a field, but for its description; and whether its entry needs it.
fn said(list: &str, name: &str) -> String {
    let object = object(list);
    let mut field = object["properties"][name].clone();
    field.as_object_mut().expect("an object").remove("description");
    format!("{field} {}", object["required"].as_array().is_some_and(|all| all.contains(&json!(name))))
}

fn any_value(list: &str, name: &str, validator: &Validator) {
    let index = entries(list).iter().position(|entry| fields(entry).contains_key(name)).expect("see above");
    for value in std::iter::once(None).chain(values().into_iter().map(Some)) {
        if value.as_ref().is_none_or(|value| !NO_DAYS.contains(&value.as_str().unwrap_or_default())) {
            let what = format!("{list}[{index}].{name} = {value:?}");
            let changed = with(list, index, name, value);
            let entry = if list.is_empty() { &changed } else { &changed[list][index] };
            check(validator, entry, &changed, &what.chars().take(200).collect::<String>());
        }
    }
}

#[test]
fn days_that_no_calendar_has_are_the_readers_alone() {
    for (list, field) in [("milestones", "at"), ("background", "at"), ("sources", "checked")] {
        for day in NO_DAYS {
            assert!(!problems(&with(list, 0, field, Some(json!(day)))).is_empty(), "{list}.{field} = {day}");
        }
    }
}

/// The schema of `judged`, the topic or the entry of it that was changed, and the reader of the topic say the same.
#[track_caller]
fn check(validator: &Validator, judged: &Value, catalogue: &Value, what: &str) {
    let problems = problems(catalogue);
    if validator.is_valid(judged) != problems.is_empty() {
        let errors: Vec<_> = validator.iter_errors(judged).map(|error| error.to_string()).collect();
        panic!("{what}\nschema: {errors:#?}\nreader: {problems:#?}");
    }
}

/// What the reader has against a catalogue that a single field shows.
fn problems(catalogue: &Value) -> Vec<Problem> {
    let is_of_a_field = |problem: &Problem| !ACROSS.iter().any(|across| problem.message.contains(across));
    Catalogue::read(&catalogue.to_string()).err().unwrap_or_default().into_iter().filter(is_of_a_field).collect()
}

/// The top level, named by nothing, and the lists of entries, with the fields that the schema gives them.
fn kinds() -> Vec<(String, BTreeSet<String>)> {
    let names = |object: &Value| fields(&object["properties"]).keys().cloned().collect();
    let mut kinds = vec![(String::new(), names(&SCHEMA))];
    for (list, property) in fields(&SCHEMA["properties"]) {
        // An entry that may be a bare string has its object second.
        for items in [&property["items"], &property["items"]["anyOf"][1]] {
            if items["properties"].is_object() {
                kinds.push((list.clone(), names(items)));
            }
        }
    }
    assert_eq!(kinds.len(), 8);
    kinds
}

fn entries(list: &str) -> Vec<Value> {
    if list.is_empty() { vec![SMALL.clone()] } else { SMALL[list].as_array().expect("a list").clone() }
}

/// The small catalogue with one field changed or, without a value, missing.
fn with(list: &str, index: usize, field: &str, value: Option<Value>) -> Value {
    let mut catalogue = SMALL.clone();
    let entry = if list.is_empty() { &mut catalogue } else { &mut catalogue[list][index] };
    let entry = entry.as_object_mut().expect("an object");
    match value {
        Some(value) => entry.insert(field.to_owned(), value),
        None => entry.remove(field),
    };
    catalogue
}

fn fields(object: &Value) -> &Map<String, Value> {
    object.as_object().expect("an object")
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}
