//! Whatever single field is taken away or given a value that it cannot have, the reader says so, and where.
#![cfg(not(target_arch = "wasm32"))]

use std::sync::LazyLock;

use phaseout::Catalogue;
use proptest::{prelude::ProptestConfig, proptest, sample::Index};
use serde_json::{Map, Value};

/// Every field of the format is somewhere in it.
static SMALL: LazyLock<Value> = LazyLock::new(|| parsed(include_str!("catalogue/small.json")));
static SHIPPED: LazyLock<[Value; 2]> = LazyLock::new(|| {
    [include_str!("../www/catalogue/kaspersky-us.json"), include_str!("../www/catalogue/windows-10.json")].map(parsed)
});

/// Fields that may be absent; every other field of the format must be there, and `condition` where it is.
const OPTIONAL: [&str; 12] = [
    "seal",
    "$schema",
    "citation",
    "zones",
    "background",
    "announced",
    "notes",
    "steps",
    "detail",
    "audiences",
    "aliases",
    "note",
];

/// Fields that hold one of a few names.
const NAMED: [&str; 6] = ["kind", "effect", "basis", "confidence", "audience", "scope"];

#[test]
fn a_missing_field_and_an_unknown_name_are_reported_where_they_are() {
    let mutations = mutations(&SMALL);
    assert!(mutations.len() > 140, "only {} mutations", mutations.len());
    for mutation in mutations {
        mutation.check(&SMALL);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn so_they_are_anywhere_in_the_shipped_facts(file in 0..2_usize, which: Index) {
        let catalogue = &SHIPPED[file];
        which.get(&mutations(catalogue)).check(catalogue);
    }
}

/// A field of the top level, or of one entry of a list, that is missing or has an unknown name.
struct Mutation {
    entry: Option<(String, usize)>,
    field: String,
    unknown: Option<String>,
}

impl Mutation {
    #[track_caller]
    fn check(&self, catalogue: &Value) {
        let mut catalogue = catalogue.clone();
        let fields = self.entry_of(&mut catalogue);
        let field = &self.field;
        match &self.unknown {
            Some(unknown) => fields.insert(field.clone(), unknown.as_str().into()),
            None => fields.remove(field),
        };
        let id = fields.get("id").and_then(Value::as_str).map_or(String::new(), |id| format!(" `{id}`"));
        let place = self.entry.as_ref().map_or("top level".to_owned(), |(list, index)| format!("{list}[{index}]{id}"));
        let expected = match &self.unknown {
            Some(unknown) => format!("{field} `{unknown}` is not one of "),
            None => format!("{field} is missing"),
        };
        let problems = Catalogue::read(&catalogue.to_string()).err().unwrap_or_default();
        let is_reported = problems.iter().any(|it| it.place == place && it.message.starts_with(&expected));
        assert_eq!(is_reported, !self.is_harmless(), "{place}: {expected}: {problems:#?}");
    }

    fn entry_of<'c>(&self, catalogue: &'c mut Value) -> &'c mut Map<String, Value> {
        let entry = match &self.entry {
            Some((list, index)) => &mut catalogue[list][index],
            None => catalogue,
        };
        entry.as_object_mut().expect("an object")
    }

    fn is_harmless(&self) -> bool {
        let is_restriction = self.entry.is_some() && self.field == "products";
        self.unknown.is_none() && (is_restriction || OPTIONAL.contains(&self.field.as_str()))
    }
}

/// Every field of every entry, missing, and every name, unknown.
fn mutations(catalogue: &Value) -> Vec<Mutation> {
    let mut entries = vec![(None, catalogue)];
    for (list, value) in catalogue.as_object().expect("an object") {
        let values = value.as_array().into_iter().flatten().enumerate();
        entries.extend(values.map(|(index, value)| (Some((list.clone(), index)), value)));
    }
    let mut mutations = Vec::new();
    for (entry, value) in entries {
        for (field, value) in value.as_object().expect("an object") {
            let mutation = |unknown| Mutation { entry: entry.clone(), field: field.clone(), unknown };
            mutations.push(mutation(None));
            if NAMED.contains(&field.as_str()) {
                mutations.push(mutation(value.as_str().map(|name| format!("un{name}"))));
            }
        }
    }
    mutations
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}
