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
    /// A string of 1 to `most` characters, none of them hidden, of a kind.
    Text { most: usize, kind: Kind },
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// `true` or `false`.
    Boolean,
    /// This number, which is the number of the only format that is read.
    Format(&'static str),
    /// An array of `least` to `most` values of a shape.
    List { of: &'static Shape, least: usize, most: usize },
    /// An object of these fields and no others.
    Object(&'static [Field]),
    /// An object of at least one value of a shape, under keys of a kind.
    Map { keys: Kind, of: &'static Shape },
    /// Either of two shapes, which are of different kinds of JSON value.
    Either(&'static Shape, &'static Shape),
    /// An object that the caller checks.
    Anything,
}

/// What a text must be beyond its length.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kind {
    /// Whether a text is of this kind.
    pub(crate) is: fn(&str) -> bool,
    /// What a message says that it should have been; empty where every text will do.
    pub(crate) expected: &'static str,
    /// The same as a regular expression for the JSON Schema; empty where there is none.
    #[cfg(feature = "cli")]
    pub(crate) pattern: &'static str,
}

impl Kind {
    /// Any text.
    pub(crate) const ANY: Self = Self::new(|_| true, "", "");

    /// A kind: its test, what a message calls it, and its regular expression.
    pub(crate) const fn new(is: fn(&str) -> bool, expected: &'static str, pattern: &'static str) -> Self {
        #[cfg(not(feature = "cli"))]
        let _ = pattern;
        Self {
            is,
            expected,
            #[cfg(feature = "cli")]
            pattern,
        }
    }
}

/// A field of an object.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) is_required: bool,
    /// What the documentation says of it.
    #[cfg(feature = "cli")]
    pub(crate) about: &'static str,
}

/// Any text of 1 to `most` characters.
pub(crate) const fn text(most: usize) -> Shape {
    Shape::Text { most, kind: Kind::ANY }
}

/// The place of fields that no entry encloses.
pub(crate) const TOP: &str = "top level";

impl Shape {
    /// Reports every way in which a value, the `field` at `place`, is not of this shape.
    pub(crate) fn check(&self, value: &Json, place: &str, field: &str, problems: &mut Problems) {
        match (self, value) {
            (Self::Text { most, kind: Kind { is, expected, .. } }, Json::String(text)) => {
                if let Some(character) = hidden_character(text) {
                    problems.report(place, &[field, " has the hidden character ", &code_point(character)]);
                } else if text.trim_ascii().is_empty() {
                    problems.report(place, &[field, " is empty"]);
                } else if !is(text) {
                    problems.refuse(place, field, text, " is not ", expected);
                } else if length(text) > *most {
                    problems.miscount(place, field, length(text), " characters, more than ", *most);
                }
            }
            (Self::OneOf(names), Json::String(text)) => {
                if !names.contains(&text.as_str()) {
                    problems.refuse(place, field, text, " is not one of ", &listed(names));
                }
            }
            (Self::Boolean, Json::Boolean(_)) | (Self::Anything, Json::Object(_)) => {}
            (Self::Format(known), Json::Number(number)) => {
                if number != known {
                    problems.refuse(place, field, number, OTHER_FORMAT, known);
                }
            }
            (Self::Either(one, other), _) => {
                let shape = if one.kind() == value.kind() { one } else { other };
                if shape.kind() == value.kind() {
                    shape.check(value, place, field, problems);
                } else {
                    let kinds = [field, " is ", value.kind(), ", neither ", one.kind(), " nor ", other.kind()];
                    problems.report(place, &kinds);
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
                    if of.is_entry() {
                        let entry = place_of(field, index, value.id());
                        let place = if place == TOP { entry } else { concat(&[place, " ", &entry]) };
                        of.check(value, &place, "it", problems);
                    } else {
                        of.check(value, place, &place_of(field, index, ""), problems);
                    }
                }
            }
            (Self::Object(fields), Json::Object(entries)) => check_fields(fields, entries, place, problems),
            (Self::Map { keys: Kind { is, expected, .. }, of }, Json::Object(entries)) => {
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

    /// Whether values of it are entries, each with a place of its own in messages.
    fn is_entry(&self) -> bool {
        matches!(self, Self::Object(_) | Self::Either(_, Self::Object(_)))
    }

    /// The kind of value, as a message names it.
    fn kind(&self) -> &'static str {
        match self {
            Self::Text { .. } | Self::OneOf(_) => "a string",
            Self::Boolean => "a boolean",
            Self::Format(_) => "a number",
            Self::List { .. } => "an array",
            Self::Object(_) | Self::Map { .. } | Self::Anything => "an object",
            Self::Either(one, _) => one.kind(),
        }
    }
}

/// What a message says of a text of an earlier format, none of which was ever released.
const OTHER_FORMAT: &str = " was never released; the only format that is read is ";

/// The place of an entry of a list, with its id where it has one.
#[inline(never)]
pub(crate) fn place_of(list: &str, index: usize, id: &str) -> String {
    let entry = concat(&[list, "[", &count(index), "]"]);
    if id.is_empty() { entry } else { concat(&[&entry, " `", &printable(id), "`"]) }
}

fn check_fields(fields: &[Field], entries: &[(String, Json)], place: &str, problems: &mut Problems) {
    twice(entries, place, problems);
    for Field { name, shape, is_required, .. } in fields {
        match value_of(name, entries) {
            Some(value) => shape.check(value, place, name, problems),
            None if *is_required => problems.report(place, &[name, " is missing"]),
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
