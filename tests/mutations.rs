//! Whatever single field is taken away, misspelt or given a value that it cannot have, the reader says so, and where.
#![cfg(not(target_arch = "wasm32"))]

use std::{collections::BTreeMap, fmt, sync::LazyLock};

use phaseout::{Catalogue, Problem};
use proptest::{prelude::ProptestConfig, proptest, sample::Index};
use serde_json::{Map, Value, json};

/// Every field of the format is somewhere in it.
static SMALL: LazyLock<Value> = LazyLock::new(|| parsed(include_str!("catalogue/small.json")));
static SHIPPED: LazyLock<[Value; 2]> = LazyLock::new(|| {
    [include_str!("../www/catalogue/kaspersky-us.json"), include_str!("../www/catalogue/windows-10.json")].map(parsed)
});

/// The fields that must be there: of the top level, and of the entries of each list.
const NEEDED: [(&str, &[&str]); 9] = [
    ("", &["format", "title", "checked", "sources", "milestones", "products"]),
    ("sources", &["url"]),
    ("milestones", &["effect"]),
    ("was", &["changed"]),
    ("background", &["id", "at"]),
    ("advice", &["text"]),
    ("notes", &["text"]),
    ("steps", &["text"]),
    ("products", &["name"]),
];

/// Fields that hold one of a few names.
const NAMED: [&str; 8] = ["kind", "effect", "basis", "confidence", "audience", "scope", "state", "floor"];

/// Lists that may be empty.
const MAYBE_NONE: [&str; 5] = ["background", "advice", "notes", "steps", "aliases"];

/// What a field that is no longer there, or has another value, can do to other fields: they named it, or went by it.
const ACROSS: [&str; 12] = [
    ", which is not there",
    " comes before ",
    " both say ",
    " ends updates before ",
    " ends paid updates before ",
    "condition is missing",
    "condition is given, but scope ",
    " contradicts an exhaustive product list",
    " is no background event ",
    "at, last or state is missing",
    "floor is given without a date",
    "was has an entry without at or last",
];

#[test]
fn each_field_of_the_format_is_needed_or_not_and_has_one_name_and_its_own_values() {
    // One of each type, and none that is what it should be where another is asked for.
    let values =
        [json!(null), json!(true), json!(7), json!(""), json!([]), json!({}), json!([null]), json!({ "en": 7 })];
    let fields = fields(&SMALL);
    assert!(fields.len() > 140, "only {} fields", fields.len());
    for field in fields {
        field.check_missing(&SMALL);
        field.check_misspelt(&SMALL);
        field.check_values(&SMALL, &values);
    }
}

#[test]
fn so_it_is_in_the_shipped_topics() {
    for topic in &*SHIPPED {
        // One of each kind: the last.
        let kinds: BTreeMap<_, _> = fields(topic).into_iter().map(|it| ((it.list(), it.name.clone()), it)).collect();
        assert!(kinds.len() > 40, "only {} kinds of field", kinds.len());
        for field in kinds.values() {
            field.check_missing(topic);
            field.check_misspelt(topic);
            field.check_values(topic, &[json!(7), json!({})]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(30) })]

    #[test]
    fn so_it_is_anywhere_in_the_shipped_topics(file in 0..2_usize, which: Index) {
        let topic = &SHIPPED[file];
        let fields = fields(topic);
        let field = which.get(&fields);
        field.check_missing(topic);
        field.check_values(topic, &[json!(null)]);
    }
}

/// A field of the top level, of an entry of a list, or of an entry in a list of that.
struct Field {
    entries: Vec<(String, usize)>,
    name: String,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (list, index) in &self.entries {
            write!(f, "{list}[{index}].")?;
        }
        f.write_str(&self.name)
    }
}

impl Field {
    /// The list whose entry it is a field of; empty for the top level.
    fn list(&self) -> String {
        self.entries.last().map_or(String::new(), |(list, _)| list.clone())
    }

    /// The topic with another value in it, or without it.
    fn changed(&self, topic: &Value, change: impl FnOnce(&mut Map<String, Value>)) -> Value {
        let mut topic = topic.clone();
        let mut entry = &mut topic;
        for (list, index) in &self.entries {
            entry = &mut entry[list][index];
        }
        change(entry.as_object_mut().expect("an object"));
        topic
    }

    /// Where a problem of it is, in the words of messages.
    fn place(&self, topic: &Value) -> String {
        let mut places = Vec::new();
        let mut entry = topic;
        for (list, index) in &self.entries {
            entry = &entry[list][index];
            let id = entry["id"].as_str().filter(|id| !id.is_empty()).map_or(String::new(), |id| format!(" `{id}`"));
            places.push(format!("{list}[{index}]{id}"));
        }
        if places.is_empty() { "top level".to_owned() } else { places.join(" ") }
    }

    fn is_needed(&self) -> bool {
        NEEDED.iter().any(|(list, fields)| *list == self.list() && fields.contains(&self.name.as_str()))
    }

    #[track_caller]
    fn check_missing(&self, topic: &Value) {
        let missing = self.changed(topic, |entry| _ = entry.remove(&self.name));
        let told = problems(&missing);
        if self.is_needed() {
            assert_told(&told, &self.place(&missing), &format!("{} is missing", self.name), self);
        } else {
            let others = told.iter().filter(|it| !ACROSS.iter().any(|across| it.message.contains(across)));
            assert_eq!(others.count(), 0, "{self} is missing: {told:#?}");
        }
    }

    #[track_caller]
    fn check_misspelt(&self, topic: &Value) {
        let misspelt = format!("x{}", self.name);
        let renamed = self.changed(topic, |entry| {
            let value = entry.remove(&self.name).expect("it is there");
            entry.insert(misspelt.clone(), value);
        });
        assert_told(&problems(&renamed), &self.place(&renamed), &format!("unknown field `{misspelt}`"), self);
    }

    #[track_caller]
    fn check_values(&self, topic: &Value, values: &[Value]) {
        let mut given = topic;
        for (list, index) in &self.entries {
            given = &given[list][index];
        }
        let given = &given[&self.name];
        for value in values {
            let changed = self.changed(topic, |entry| _ = entry.insert(self.name.clone(), value.clone()));
            let told = problems(&changed);
            let is_none = *value == json!([]) && MAYBE_NONE.contains(&self.name.as_str());
            let is_fine = is_none || (*value == json!(true) && given.is_boolean());
            let is_said = told.iter().any(|it| it.place == self.place(&changed) && self.is_about(it));
            let is_of_entry = told.iter().any(|it| it.place.contains(&format!("{}[0]", self.name)));
            assert!(is_fine || is_said || is_of_entry, "{self} = {value}: {told:#?}");
        }
        if NAMED.contains(&self.name.as_str()) && given.is_string() {
            let unknown = format!("un{}", given.as_str().expect("a name"));
            let changed = self.changed(topic, |entry| _ = entry.insert(self.name.clone(), json!(unknown)));
            let expected = format!("{} `{unknown}` is not one of ", self.name);
            assert_told(&problems(&changed), &self.place(&changed), &expected, self);
        }
    }

    /// Whether a problem begins with the field's name.
    fn is_about(&self, problem: &Problem) -> bool {
        problem.message.strip_prefix(self.name.as_str()).is_some_and(|rest| rest.starts_with([' ', '.', '[']))
    }
}

#[track_caller]
fn assert_told(told: &[Problem], place: &str, message: &str, field: &Field) {
    let is_told = told.iter().any(|it| it.place == place && it.message.starts_with(message));
    assert!(is_told, "{field}: {place}: {message}: {told:#?}");
}

/// Every field of a topic, but for those of texts in languages.
fn fields(topic: &Value) -> Vec<Field> {
    let mut all = Vec::new();
    collect(topic, &[], &mut all);
    all
}

fn collect(entry: &Value, entries: &[(String, usize)], all: &mut Vec<Field>) {
    for (name, value) in entry.as_object().expect("an object") {
        all.push(Field { entries: entries.to_vec(), name: name.clone() });
        for (inner, index) in value.as_array().into_iter().flatten().zip(0..) {
            if inner.is_object() {
                collect(inner, &[entries, &[(name.clone(), index)]].concat(), all);
            }
        }
    }
}

fn problems(topic: &Value) -> Vec<Problem> {
    Catalogue::read(&topic.to_string()).err().map_or_else(Vec::new, |problems| problems.to_vec())
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}
