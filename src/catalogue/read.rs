//! From a sealed text to a [`Catalogue`], field by field in the order of the format.
//!
//! What is not of the format is read as something harmless, so that the checks across fields can run over a text
//! that will be refused: nothing of a catalogue with a problem is ever shown.

use chrono::{FixedOffset, NaiveDate, Offset, Utc};

use super::{Background, Catalogue, Milestone, Product, Source, Step, Text};
use crate::{
    named::Named,
    sealed::Reader,
    when::{When, offset_of},
};

pub(super) fn read(mut reader: Reader) -> Catalogue {
    let from = &mut reader;
    from.format();
    Catalogue {
        id: from.text("id"),
        title: text(from, "title"),
        phrase: text(from, "phrase"),
        maker: from.text("maker"),
        exhaustive: from.flag("exhaustive"),
        offset: offset(&from.text("offset")),
        zones: zones(from),
        checked: checked(from),
        sources: list(from, "sources", source),
        milestones: list(from, "milestones", milestone),
        background: list(from, "background", background),
        announced: from.text("announced"),
        notes: list(from, "notes", note),
        steps: list(from, "steps", step),
        products: list(from, "products", product),
    }
}

fn source(from: &mut Reader) -> Source {
    Source { id: from.text("id"), title: from.text("title"), url: from.text("url"), kind: from.named("kind") }
}

fn milestone(from: &mut Reader) -> Milestone {
    Milestone {
        id: from.text("id"),
        at: when(&from.text("at")),
        effect: from.named("effect"),
        basis: from.named("basis"),
        checked: checked(from),
        sources: from.strings("sources"),
        detail: optional_text(from, "detail"),
        audiences: names(from, "audiences"),
        products: from.strings("products"),
    }
}

fn background(from: &mut Reader) -> Background {
    Background { id: from.text("id"), at: from.text("at"), sources: from.strings("sources") }
}

fn note(from: &mut Reader) -> Text {
    text(from, "text")
}

fn step(from: &mut Reader) -> Step {
    Step { text: text(from, "text"), audiences: names(from, "audiences") }
}

fn product(from: &mut Reader) -> Product {
    Product {
        id: from.text("id"),
        name: from.text("name"),
        aliases: from.strings("aliases"),
        audience: from.named("audience"),
        scope: from.named("scope"),
        sources: from.strings("sources"),
        condition: optional_text(from, "condition"),
        note: optional_text(from, "note"),
    }
}

/// A list of objects.
fn list<T>(from: &mut Reader, field: &str, read: fn(&mut Reader) -> T) -> Vec<T> {
    let mut entries = Vec::new();
    from.each(field, &mut |from| {
        entries.push(read(from));
        from.close();
    });
    entries
}

fn names<T: Named>(from: &mut Reader, field: &str) -> Vec<T> {
    let mut names = Vec::new();
    from.each(field, &mut |from| names.extend(T::named(&from.string())));
    names
}

fn text(from: &mut Reader, field: &str) -> Text {
    optional_text(from, field).unwrap_or_default()
}

#[inline(never)]
fn optional_text(from: &mut Reader, field: &str) -> Option<Text> {
    from.field(field).then(|| Text::read(from))
}

fn zones(from: &mut Reader) -> Vec<(FixedOffset, Text)> {
    let mut zones = Vec::new();
    if from.field("zones") {
        from.entries(&mut |at, from| zones.push((offset(&at), Text::read(from))));
    }
    zones
}

fn checked(from: &mut Reader) -> NaiveDate {
    match when(&from.text("checked")) {
        When::Day(day) => day,
        When::Instant(_) => NaiveDate::default(),
    }
}

fn when(text: &str) -> When {
    When::read(text).unwrap_or(When::Day(NaiveDate::default()))
}

fn offset(text: &str) -> FixedOffset {
    offset_of(text.as_bytes()).unwrap_or(Utc.fix())
}
