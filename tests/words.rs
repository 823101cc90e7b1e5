//! What a card says: whole sentences in every language, of what was published and of nothing else.
#![cfg(not(target_arch = "wasm32"))]

use std::sync::LazyLock;

use chrono::FixedOffset;
use phaseout::{
    Catalogue, Locale, Now, Precision, Status, When, evaluate,
    view::{Setting, View, view},
};
use serde_json::{Value, json};

#[path = "words/advice.rs"]
mod advice;
#[path = "words/dates.rs"]
mod dates;
#[path = "words/distances.rs"]
mod distances;
#[path = "words/foreign.rs"]
mod foreign;
#[path = "words/headline.rs"]
mod headline;
#[path = "words/languages.rs"]
mod languages;
#[path = "words/sentences.rs"]
mod sentences;
#[path = "shipped.rs"]
mod shipped;
#[path = "words/wrong_clock.rs"]
mod wrong_clock;

/// Every language, English first.
static LOCALES: LazyLock<Vec<Locale>> =
    LazyLock::new(|| shipped::LOCALES.iter().map(|(_, text)| Locale::read(text).expect("valid")).collect());

/// What is read of a card in English.
#[track_caller]
fn card<R>(topic: &str, product: &str, now: Now, read: impl FnOnce(&View, &Status) -> R) -> R {
    card_in("en", topic, product, now, read)
}

/// What is read of a card in a language.
#[track_caller]
fn card_in<R>(language: &str, topic: &str, product: &str, now: Now, read: impl FnOnce(&View, &Status) -> R) -> R {
    let topic = Catalogue::read(topic).unwrap_or_else(|problems| panic!("{problems}"));
    card_of(language, &topic, product, now, read)
}

/// The same of a topic that was read.
#[track_caller]
fn card_of<R>(language: &str, topic: &Catalogue, product: &str, now: Now, read: impl FnOnce(&View, &Status) -> R) -> R {
    let locale = locale(language);
    let product = topic.find(product).unwrap_or_else(|error| panic!("{error}"));
    let status = evaluate(topic, &product, now, Precision::Auto);
    read(&view(&status, locale, Setting::default()), &status)
}

fn locale(language: &str) -> &'static Locale {
    LOCALES.iter().find(|locale| locale.language == language).expect("a shipped language")
}

/// A moment that somebody asks about.
fn asked(moment: &str) -> Now<'_> {
    at(moment).into()
}

fn at(moment: &str) -> When {
    moment.parse().expect("a moment")
}

fn milliseconds(instant: &str) -> i64 {
    at(instant).first_instant(offset(0))
}

/// So many hours east of Greenwich.
fn offset(hours: i32) -> FixedOffset {
    FixedOffset::east_opt(hours * 3_600).expect("an offset")
}

/// A topic about Acme with fields of its own.
fn topic(own: Value) -> String {
    let mut topic = json!({
        "format": 2, "id": "acme", "title": "End of support for Acme", "zone": "America/New_York", "maker": "Acme",
        "checked": "2024-01-01", "sources": ["https://example.com/"], "products": ["Acme"],
    });
    if let (Value::Object(topic), Value::Object(own)) = (&mut topic, own) {
        topic.extend(own);
    }
    topic.to_string()
}
