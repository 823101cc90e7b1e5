//! The catalogue's JSON format, as data: what `catalogue.schema.json` says, for the reader.
//!
//! A test holds the two side by side. The fields of an object stand in the order in which they are read of a sealed
//! text; behind them those that nobody reads there, which are for who checks the facts.

use super::{Audience, Basis, Effect, MOST_MILESTONES, MOST_PRODUCTS, Scope, SourceKind};
use crate::{
    json::shape::{Field, Shape, aside, optional, required, text},
    link,
    named::Named,
    sealed::{LONGEST_ID, SEAL},
    text::{concat, cut, is_id, is_language, is_plain_name},
    when::{When, offset_of},
};

/// Most characters of a name, and of a text.
pub(super) const NAME: usize = 120;
pub(super) const WORDS: usize = 400;

/// Most characters of a zone's name.
pub(super) const ZONE_NAME: usize = 40;

/// Most entries of a list that no other limit holds.
pub(super) const ENTRIES: usize = 100;

/// A whole catalogue.
pub(super) const CATALOGUE: Shape = Shape::Object(&[
    aside(SEAL, text(NAME)),
    aside("$schema", text(2_048)),
    required("format", Shape::One),
    required("id", ID),
    required("title", words(&SHORT)),
    required("phrase", words(&SHORT)),
    required("maker", UNHIDDEN),
    required("exhaustive", Shape::Boolean),
    required("offset", OFFSET),
    optional("zones", Shape::Map { is: is_offset, expected: AN_OFFSET, of: &words(&ZONE) }),
    required("checked", DAY),
    required("sources", list(&SOURCE, ENTRIES)),
    required("milestones", list(&MILESTONE, MOST_MILESTONES)),
    optional("background", maybe_none(&BACKGROUND, ENTRIES)),
    optional("announced", ID),
    optional("notes", maybe_none(&NOTE, ENTRIES)),
    optional("steps", maybe_none(&STEP, ENTRIES)),
    required("products", list(&PRODUCT, MOST_PRODUCTS)),
    optional("citation", text(NAME)),
]);

const SOURCE: Shape = Shape::Object(&[
    required("id", ID),
    required("title", text(NAME)),
    required("url", Shape::Text { most: link::LONGEST, is: is_https, expected: "an https address without a user" }),
    required("kind", Shape::OneOf(SourceKind::NAMES)),
    required("checked", DAY),
]);

const MILESTONE: Shape = Shape::Object(&[
    required("id", ID),
    required("at", Shape::Text { most: NAME, is: is_published, expected: "a day or an instant from 2000 to 2099" }),
    required("effect", Shape::OneOf(Effect::NAMES)),
    required("basis", Shape::OneOf(Basis::NAMES)),
    required("checked", DAY),
    SOURCES,
    optional("detail", words(&LONG)),
    AUDIENCES,
    optional("products", list(&ID, MOST_PRODUCTS)),
    CONFIDENCE,
]);

const BACKGROUND: Shape = Shape::Object(&[
    required("id", ID),
    required(
        "at",
        Shape::Text { most: NAME, is: is_span, expected: "a day, a month or an instant, or two joined by /" },
    ),
    SOURCES,
    required("title", words(&LONG)),
    required("basis", Shape::OneOf(Basis::NAMES)),
    CONFIDENCE,
    required("checked", DAY),
]);

const NOTE: Shape = Shape::Object(&[required("text", words(&LONG)), required("id", ID), SOURCES]);

const STEP: Shape = Shape::Object(&[required("text", words(&LONG)), AUDIENCES, required("id", ID), SOURCES]);

const PRODUCT: Shape = Shape::Object(&[
    required("id", ID),
    required("name", UNHIDDEN),
    optional("aliases", maybe_none(&UNHIDDEN, ENTRIES)),
    required("audience", AUDIENCE),
    required("scope", Shape::OneOf(Scope::NAMES)),
    SOURCES,
    optional("condition", words(&LONG)),
    optional("note", words(&LONG)),
    required("basis", Shape::OneOf(SCOPE_BASES)),
    CONFIDENCE,
]);

const CONFIDENCE: Field = required("confidence", Shape::OneOf(CONFIDENCES));
const SOURCES: Field = required("sources", list(&ID, ENTRIES));
const AUDIENCES: Field = optional("audiences", list(&AUDIENCE, ENTRIES));

/// How sure a fact is.
const CONFIDENCES: &[&str] = &[
    // Read in the primary document.
    "primary",
    // Read in a verbatim copy of the primary document.
    "copy",
    // Read in a reputable secondary source.
    "secondary",
    // Read only in a weak source, or inferred.
    "weak",
];

/// Why a product has its scope.
const SCOPE_BASES: &[&str] = &[
    // The measure's own class of products.
    "class",
    // A notice by the maker about this product.
    "notice",
    // An exclusion that the measure states.
    "exclusion",
    // Inferred from what kind of product it is.
    "inference",
];

/// `unknown` is for products that no catalogue lists.
const AUDIENCE: Shape = Shape::OneOf(Audience::NAMES.split_at(Audience::NAMES.len() - 1).0);

const ID: Shape = Shape::Text { most: LONGEST_ID, is: is_id, expected: "small letters, digits and hyphens" };
const UNHIDDEN: Shape = Shape::Text { most: NAME, is: is_plain_name, expected: "free of joiners" };
const DAY: Shape = Shape::Text { most: NAME, is: is_day, expected: "a day such as 2026-11-21" };
const OFFSET: Shape = Shape::Text { most: NAME, is: is_offset, expected: AN_OFFSET };
const AN_OFFSET: &str = "an offset such as -04:00";
const SHORT: Shape = text(NAME);
const LONG: Shape = text(WORDS);
const ZONE: Shape = text(ZONE_NAME);

const fn words(of: &'static Shape) -> Shape {
    Shape::Map { is: is_language, expected: "a language tag such as en or pt-BR", of }
}

const fn list(of: &'static Shape, most: usize) -> Shape {
    Shape::List { of, least: 1, most }
}

/// A list that may be empty, which says the same as its absence.
const fn maybe_none(of: &'static Shape, most: usize) -> Shape {
    Shape::List { of, least: 0, most }
}

fn is_https(text: &str) -> bool {
    !link::https(text).is_empty()
}

fn is_offset(text: &str) -> bool {
    offset_of(text.as_bytes()).is_some()
}

/// A date that a milestone may have: whole seconds, from 2000 to 2099.
pub(super) fn is_published(text: &str) -> bool {
    text.starts_with("20") && !text.bytes().any(|byte| byte == b'.') && text.parse::<When>().is_ok()
}

fn is_day(text: &str) -> bool {
    text.len() == 10 && is_published(text)
}

/// A date that a background entry may have, or two of them.
pub(super) fn is_span(text: &str) -> bool {
    let is_part = |part: &str| is_published(part) || (part.len() == 7 && is_published(&concat(&[part, "-01"])));
    let (first, second) = cut(text, |byte| byte == b'/');
    is_part(first) && second.is_none_or(is_part)
}
