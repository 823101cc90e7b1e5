//! From a sealed text to a [`Catalogue`], field by field in the order of the format.
//!
//! What is not of the format is read as something harmless, so that the checks across fields can run over a text
//! that will be refused: nothing of a catalogue with a problem is ever shown. The limits are those of the format.

use chrono::{FixedOffset, NaiveDate, Offset, Utc};

use super::{
    Background, Catalogue, MOST_MILESTONES, MOST_PRODUCTS, Milestone, Product, Source, Step, Text,
    format::{ENTRIES, NAME, WORDS, ZONE_NAME},
};
use crate::{
    link::LONGEST,
    named::Named,
    sealed::{LONGEST_ID, Reader},
    when::{When, offset_of},
};

pub(super) fn read(from: &mut Reader) -> Catalogue {
    from.format();
    Catalogue {
        id: from.id("id"),
        title: text(from, "title", NAME),
        phrase: text(from, "phrase", NAME),
        maker: from.text("maker", NAME),
        exhaustive: from.flag("exhaustive"),
        offset: offset(&from.text("offset", NAME)),
        zones: zones(from),
        checked: checked(from),
        sources: list(from, "sources", ENTRIES, source),
        milestones: list(from, "milestones", MOST_MILESTONES, milestone),
        background: list(from, "background", ENTRIES, background),
        announced: from.id("announced"),
        notes: list(from, "notes", ENTRIES, note),
        steps: list(from, "steps", ENTRIES, step),
        products: list(from, "products", MOST_PRODUCTS, product),
    }
}

fn source(from: &mut Reader) -> Source {
    Source {
        id: from.id("id"),
        title: from.text("title", NAME),
        url: from.text("url", LONGEST),
        kind: from.named("kind"),
    }
}

fn milestone(from: &mut Reader) -> Milestone {
    Milestone {
        id: from.id("id"),
        at: when(&from.text("at", NAME)),
        effect: from.named("effect"),
        basis: from.named("basis"),
        checked: checked(from),
        sources: ids(from, "sources", ENTRIES),
        detail: optional_text(from, "detail"),
        audiences: names(from, "audiences"),
        products: ids(from, "products", MOST_PRODUCTS),
    }
}

fn background(from: &mut Reader) -> Background {
    Background { id: from.id("id"), at: from.text("at", NAME), sources: ids(from, "sources", ENTRIES) }
}

fn note(from: &mut Reader) -> Text {
    text(from, "text", WORDS)
}

fn step(from: &mut Reader) -> Step {
    Step { text: text(from, "text", WORDS), audiences: names(from, "audiences") }
}

fn product(from: &mut Reader) -> Product {
    Product {
        id: from.id("id"),
        name: from.text("name", NAME),
        aliases: from.strings("aliases", ENTRIES, NAME),
        audience: from.named("audience"),
        scope: from.named("scope"),
        sources: ids(from, "sources", ENTRIES),
        condition: optional_text(from, "condition"),
        note: optional_text(from, "note"),
    }
}

/// A list of objects.
fn list<T>(from: &mut Reader, field: &str, most: usize, read: fn(&mut Reader) -> T) -> Vec<T> {
    let mut entries = Vec::new();
    from.each(field, most, &mut |from| {
        entries.push(read(from));
        from.close();
    });
    entries
}

/// A list of ids.
fn ids(from: &mut Reader, field: &str, most: usize) -> Vec<String> {
    from.strings(field, most, LONGEST_ID)
}

fn names<T: Named>(from: &mut Reader, field: &str) -> Vec<T> {
    let mut names = Vec::new();
    from.each(field, ENTRIES, &mut |from| names.extend(T::named(&from.string(NAME))));
    names
}

fn text(from: &mut Reader, field: &str, most: usize) -> Text {
    read_text(from, field, most).unwrap_or_default()
}

fn optional_text(from: &mut Reader, field: &str) -> Option<Text> {
    read_text(from, field, WORDS)
}

#[inline(never)]
fn read_text(from: &mut Reader, field: &str, most: usize) -> Option<Text> {
    from.field(field).then(|| Text::read(from, most))
}

fn zones(from: &mut Reader) -> Vec<(FixedOffset, Text)> {
    let mut zones = Vec::new();
    if from.field("zones") {
        from.entries(&mut |at, from| zones.push((offset(&at), Text::read(from, ZONE_NAME))));
    }
    zones
}

fn checked(from: &mut Reader) -> NaiveDate {
    match when(&from.text("checked", NAME)) {
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
