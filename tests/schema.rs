//! `catalogue.schema.json` and the reader say the same: what one accepts in a field, the other does too.
//!
//! Only what no single field can show is the reader's alone: ids that clash or lead nowhere, and the order of dates.
#![cfg(not(target_arch = "wasm32"))]

#[path = "schema/values.rs"]
mod values;

use std::{collections::BTreeSet, sync::LazyLock};

use jsonschema::Validator;
use phaseout::{Catalogue, Problem};
use serde_json::{Map, Value, json};

use crate::values::values;

static SCHEMA: LazyLock<Value> = LazyLock::new(|| parsed(include_str!("../www/catalogue/catalogue.schema.json")));
static VALIDATOR: LazyLock<Validator> =
    LazyLock::new(|| jsonschema::draft202012::new(&SCHEMA).expect("a valid schema"));

/// Every field of the format is somewhere in it.
static SMALL: LazyLock<Value> = LazyLock::new(|| parsed(include_str!("catalogue/small.json")));

/// What problems say that no single field can show.
const ACROSS: [&str; 7] = [
    ", which is not there",
    " is already that of ",
    " comes before ",
    " both say ",
    " ends updates before ",
    " is no background event ",
    "no milestone ends ",
];

/// Of the right form, but no calendar has these days.
const NO_DAYS: [&str; 3] = ["2024-02-30", "2024-06-31T00:00:00Z", "2023-02-29/2023-03-01"];

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
        check(catalogue, "as it is");
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
    for (list, names) in kinds() {
        for name in names {
            let index = entries(&list).iter().position(|entry| fields(entry).contains_key(&name)).expect("see above");
            for value in std::iter::once(None).chain(values().into_iter().map(Some)) {
                if value.as_ref().is_none_or(|value| !NO_DAYS.contains(&value.as_str().unwrap_or_default())) {
                    let what = format!("{list}[{index}].{name} = {value:?}");
                    check(&with(&list, index, &name, value), &what.chars().take(200).collect::<String>());
                }
            }
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

#[track_caller]
fn check(catalogue: &Value, what: &str) {
    let problems = problems(catalogue);
    if VALIDATOR.is_valid(catalogue) != problems.is_empty() {
        let errors: Vec<_> = VALIDATOR.iter_errors(catalogue).map(|error| error.to_string()).collect();
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
        if property["items"]["properties"].is_object() {
            kinds.push((list.clone(), names(&property["items"])));
        }
    }
    assert_eq!(kinds.len(), 7);
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
