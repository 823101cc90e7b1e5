//! What a JSON text must look like, as data: a value and a [`Shape`] in, every difference out.
//!
//! One interpreter for all formats of ours, so that a field costs a line of a table and no code. Goes on
//! after a problem, and never looks at what several fields mean together.

use super::{Json, value_of};
use crate::{
    problem::Problems,
    text::{code_point, concat, count, hidden_character, length, listed, printable},
};

/// What a value must be.
#[derive(Debug)]
pub(crate) enum Shape {
    /// A string of 1 to `most` characters, none of them hidden, that `is` accepts.
    Text { most: usize, is: fn(&str) -> bool, expected: &'static str },
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// `true` or `false`.
    Boolean,
    /// The number 1: the only format there is.
    One,
    /// An array of `least` to `most` values of a shape.
    List { of: &'static Shape, least: usize, most: usize },
    /// An object of these fields and no others.
    Object(&'static [Field]),
    /// An object of at least one value of a shape, under keys that `is` accepts.
    Map { is: fn(&str) -> bool, expected: &'static str, of: &'static Shape },
    /// An object that somebody else looks into, and may put another value in the place of.
    Anything,
}

/// A field of an object.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) presence: Presence,
}

/// Whether a field must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Required,
    Optional,
    /// Optional, and of interest only to who publishes the text: not sealed with it.
    Aside,
}

/// A field that must be there.
pub(crate) const fn required(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, presence: Presence::Required }
}

/// A field that may be absent.
pub(crate) const fn optional(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, presence: Presence::Optional }
}

/// A field that may be absent, and is left out of a sealed text.
pub(crate) const fn aside(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, presence: Presence::Aside }
}

/// Any text of 1 to `most` characters.
pub(crate) const fn text(most: usize) -> Shape {
    Shape::Text { most, is: |_| true, expected: "" }
}

/// The place of fields that no entry encloses.
pub(crate) const TOP: &str = "top level";

impl Shape {
    /// Reports every way in which a value, the `field` at `place`, is not of this shape.
    pub(crate) fn check(&self, value: &Json, place: &str, field: &str, problems: &mut Problems) {
        match (self, value) {
            (Self::Text { most, is, expected }, Json::String(text)) => {
                if let Some(character) = hidden_character(text) {
                    problems.report(place, &[field, " has the hidden character ", &code_point(character)]);
                } else if text.trim_ascii().is_empty() {
                    problems.report(place, &[field, " is empty"]);
                } else if length(text) > *most {
                    problems.miscount(place, field, length(text), " characters, more than ", *most);
                } else if !is(text) {
                    problems.refuse(place, field, text, " is not ", expected);
                }
            }
            (Self::OneOf(names), Json::String(text)) => {
                if !names.contains(&text.as_str()) {
                    problems.refuse(place, field, text, " is not one of ", &listed(names));
                }
            }
            (Self::Boolean, Json::Boolean(_)) | (Self::Anything, Json::Object(_)) => {}
            (Self::One, Json::Number(number)) => {
                if number != "1" {
                    problems.refuse(place, field, number, " is not ", "1");
                }
            }
            (Self::List { of, least, most }, Json::Array(values)) => {
                let length = values.len();
                if length < *least {
                    problems.miscount(place, field, length, " entries, fewer than ", *least);
                } else if length > *most {
                    problems.miscount(place, field, length, " entries, more than ", *most);
                }
                for (value, index) in values.iter().zip(0..) {
                    if matches!(of, Self::Object(_)) {
                        of.check(value, &place_of(field, index, value.id()), "it", problems);
                    } else {
                        of.check(value, place, &place_of(field, index, ""), problems);
                    }
                }
            }
            (Self::Object(fields), Json::Object(entries)) => check_fields(fields, entries, place, problems),
            (Self::Map { is, expected, of }, Json::Object(entries)) => {
                if entries.is_empty() {
                    problems.report(place, &[field, " is empty"]);
                }
                twice(entries, place, problems);
                for (key, value) in entries {
                    if !is(key) {
                        problems.refuse(place, field, key, " is not ", expected);
                    }
                    of.check(value, place, &concat(&[field, ".", &printable(key)]), problems);
                }
            }
            _ => problems.report(place, &[field, " is ", value.kind(), ", not ", self.kind()]),
        }
    }

    /// A value in the one spelling of a sealed text: fields in this order, and nothing empty. What is not of this
    /// shape is left out, or where it is one of several, empty.
    pub(crate) fn written(&self, value: &Json) -> String {
        let mut parts = Vec::new();
        match (self, value) {
            (Self::Text { .. } | Self::OneOf(_), _) | (Self::Anything, Json::String(_)) => {
                return quoted(value.as_text());
            }
            (Self::Boolean, _) => return concat(&[if *value == Json::Boolean(true) { "true" } else { "false" }]),
            (Self::One, _) => return concat(&["1"]),
            (Self::List { .. } | Self::Anything, Json::Array(values)) => {
                let of = if let Self::List { of, .. } = self { of } else { self };
                for value in values {
                    parts.push(of.written(value));
                }
                return concat(&["[", &parts.join(","), "]"]);
            }
            (Self::Object(fields), Json::Object(entries)) => {
                for Field { name, shape, presence } in *fields {
                    if let Some(value) = value_of(name, entries)
                        && *presence != Presence::Aside
                        && (value.kind() == shape.kind() || matches!(shape, Self::Anything))
                        && !value.is_empty()
                    {
                        parts.push(concat(&[&quoted(name), ":", &shape.written(value)]));
                    }
                }
            }
            (Self::Map { of, .. }, Json::Object(entries)) => {
                for (key, value) in entries {
                    parts.push(concat(&[&quoted(key), ":", &of.written(value)]));
                }
            }
            _ => {}
        }
        concat(&["{", &parts.join(","), "}"])
    }

    /// The kind of value, as a message names it.
    fn kind(&self) -> &'static str {
        match self {
            Self::Text { .. } | Self::OneOf(_) => "a string",
            Self::Boolean => "a boolean",
            Self::One => "a number",
            Self::List { .. } => "an array",
            Self::Object(_) | Self::Map { .. } | Self::Anything => "an object",
        }
    }
}

/// A string as JSON writes it, with no more escapes than it needs.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.push('\\'),
            // None is in a text without problems.
            c if c.is_control() => continue,
            _ => {}
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}

/// The place of an entry of a list, with its id where it has one.
#[inline(never)]
pub(crate) fn place_of(list: &str, index: usize, id: &str) -> String {
    let entry = concat(&[list, "[", &count(index), "]"]);
    if id.is_empty() { entry } else { concat(&[&entry, " `", &printable(id), "`"]) }
}

fn check_fields(fields: &[Field], entries: &[(String, Json)], place: &str, problems: &mut Problems) {
    twice(entries, place, problems);
    for Field { name, shape, presence } in fields {
        match value_of(name, entries) {
            Some(value) => shape.check(value, place, name, problems),
            None if *presence == Presence::Required => problems.report(place, &[name, " is missing"]),
            None => {}
        }
    }
    for (given, _) in entries {
        if !fields.iter().any(|field| field.name == given) {
            problems.refuse(place, "unknown field", given, "", "");
        }
    }
}

/// Reports each field that is given twice.
#[inline(never)]
pub(crate) fn twice(entries: &[(String, Json)], place: &str, problems: &mut Problems) {
    for ((name, _), index) in entries.iter().zip(0..) {
        if entries.iter().position(|(known, _)| known == name) != Some(index) {
            problems.refuse(place, "field", name, " is given twice", "");
        }
    }
}
