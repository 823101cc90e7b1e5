//! From a JSON text to a [`Catalogue`], or to every problem of the text.
//!
//! What is not of the format is read as something harmless, so that the checks across fields still run:
//! nothing of a catalogue with a problem is ever shown.

use chrono::{FixedOffset, NaiveDate, Offset, Utc};

use super::{Background, Catalogue, Milestone, Note, Product, Source, Step, Text, check, format::CATALOGUE};
use crate::{
    json::{self, Json, shape::TOP},
    problem::{Problem, Problems},
    when::{When, offset_of},
};

pub(super) fn read(text: &str) -> Result<Catalogue, Vec<Problem>> {
    let json = json::read(text)?;
    let mut problems = Problems::default();
    CATALOGUE.check(&json, TOP, "it", &mut problems);
    let catalogue = catalogue(&json);
    check::check(&json, &catalogue, &mut problems);
    problems.or(catalogue)
}

fn catalogue(json: &Json) -> Catalogue {
    let mut zones = Vec::new();
    for (at, names) in json.get("zones").map_or(&[][..], Json::as_entries) {
        zones.push((offset(at), Text::of(Some(names))));
    }
    Catalogue {
        id: json.string("id"),
        title: Text::of(json.get("title")),
        phrase: Text::of(json.get("phrase")),
        citation: json.get("citation").map(|_| json.string("citation")),
        maker: json.string("maker"),
        exhaustive: matches!(json.get("exhaustive"), Some(Json::Boolean(true))),
        offset: offset(json.text("offset")),
        zones,
        checked: checked(json),
        sources: each(json, "sources", source),
        milestones: each(json, "milestones", milestone),
        background: each(json, "background", background),
        announced: json.string("announced"),
        notes: each(json, "notes", note),
        steps: each(json, "steps", step),
        products: each(json, "products", product),
    }
}

fn source(json: &Json) -> Source {
    Source {
        id: json.string("id"),
        title: json.string("title"),
        url: json.string("url"),
        kind: json.named("kind"),
        checked: checked(json),
    }
}

fn milestone(json: &Json) -> Milestone {
    Milestone {
        id: json.string("id"),
        at: when(json.text("at")),
        effect: json.named("effect"),
        basis: json.named("basis"),
        confidence: json.named("confidence"),
        checked: checked(json),
        sources: json.strings("sources"),
        detail: optional_text(json, "detail"),
        audiences: each(json, "audiences", Json::as_named),
        products: json.strings("products"),
    }
}

fn background(json: &Json) -> Background {
    Background {
        id: json.string("id"),
        at: json.string("at"),
        title: Text::of(json.get("title")),
        basis: json.named("basis"),
        confidence: json.named("confidence"),
        checked: checked(json),
        sources: json.strings("sources"),
    }
}

fn note(json: &Json) -> Note {
    Note { id: json.string("id"), text: Text::of(json.get("text")), sources: json.strings("sources") }
}

fn step(json: &Json) -> Step {
    Step {
        id: json.string("id"),
        text: Text::of(json.get("text")),
        audiences: each(json, "audiences", Json::as_named),
        sources: json.strings("sources"),
    }
}

fn product(json: &Json) -> Product {
    Product {
        id: json.string("id"),
        name: json.string("name"),
        aliases: json.strings("aliases"),
        audience: json.named("audience"),
        scope: json.named("scope"),
        basis: json.named("basis"),
        confidence: json.named("confidence"),
        sources: json.strings("sources"),
        condition: optional_text(json, "condition"),
        note: optional_text(json, "note"),
    }
}

fn each<T>(json: &Json, list: &str, read: fn(&Json) -> T) -> Vec<T> {
    let mut entries = Vec::new();
    for entry in json.list(list) {
        entries.push(read(entry));
    }
    entries
}

fn optional_text(json: &Json, field: &str) -> Option<Text> {
    json.get(field).map(|text| Text::of(Some(text)))
}

fn checked(json: &Json) -> NaiveDate {
    match when(json.text("checked")) {
        When::Day(day) => day,
        When::Instant(_) => NaiveDate::default(),
    }
}

fn when(text: &str) -> When {
    text.parse().unwrap_or(When::Day(NaiveDate::default()))
}

fn offset(text: &str) -> FixedOffset {
    offset_of(text.as_bytes()).unwrap_or(Utc.fix())
}
