//! JSON text in, a small value out, or the one place where it stops being JSON.
//!
//! The only door for outside text: catalogues and locales, ours and a newsroom's, natively and in the
//! browser. Strict: no duplicate is dropped, nothing may trail, depth and size are bounded. Numbers stay
//! text, since no field of ours holds more than the `1` of its format.

pub(crate) mod format;
mod reader;
pub(crate) mod shape;

use self::shape::TOP;
use crate::{
    problem::{Fault, Problem, Problems},
    text::{concat, count},
};

/// Most bytes that a text may have: 256 KiB.
pub const MAX_BYTES: usize = 256 * 1024;

/// Deepest nesting of arrays and objects that a text may have.
pub const MAX_DEPTH: usize = 12;

/// Most entries of one array or object: twice as many as any format takes, so that no text keeps a page waiting.
pub const MAX_ENTRIES: usize = 1_000;

/// A JSON value; an object keeps its fields in order, and both of two fields of one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Json {
    Null,
    Boolean(bool),
    Number(String),
    String(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The kind of value, as a message names it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// The value of an object's field.
    #[inline(never)]
    pub(crate) fn get(&self, field: &str) -> Option<&Json> {
        value_of(field, self.as_entries())
    }

    /// The string in a field; empty where there is none.
    #[inline(never)]
    pub(crate) fn text(&self, field: &str) -> &str {
        self.get(field).map_or("", Json::as_text)
    }

    /// The string that this is; empty where it is none.
    pub(crate) fn as_text(&self) -> &str {
        if let Self::String(text) = self { text } else { "" }
    }

    /// The fields of the object that this is; none where it is none.
    pub(crate) fn as_entries(&self) -> &[(String, Json)] {
        if let Self::Object(entries) = self { entries } else { &[] }
    }

    /// The fields of the object in a field; none where there is none.
    #[inline(never)]
    pub(crate) fn entries(&self, field: &str) -> &[(String, Json)] {
        self.get(field).map_or(&[], Json::as_entries)
    }

    /// The entries of the array in a field; none where there is none.
    #[inline(never)]
    pub(crate) fn list(&self, field: &str) -> &[Json] {
        if let Some(Self::Array(values)) = self.get(field) { values } else { &[] }
    }

    /// Gives an object a field that it does not have yet.
    pub(crate) fn fill(&mut self, field: &str, value: Json) {
        if self.get(field).is_none() {
            self.set(field, value);
        }
    }

    /// Gives an object a field, in the place of one of that name.
    pub(crate) fn set(&mut self, field: &str, value: Json) {
        if let Self::Object(entries) = self {
            match entries.iter_mut().find(|(name, _)| name == field) {
                Some((_, old)) => *old = value,
                None => entries.push((concat(&[field]), value)),
            }
        }
    }

    /// Takes a field from an object.
    pub(crate) fn remove(&mut self, field: &str) {
        if let Self::Object(entries) = self {
            entries.retain(|(name, _)| name != field);
        }
    }

    /// The entries of the array in a field, to change them; none where there is none.
    pub(crate) fn list_mut(&mut self, field: &str) -> &mut [Json] {
        if let Self::Object(entries) = self
            && let Some((_, Self::Array(values))) = entries.iter_mut().find(|(name, _)| name == field)
        {
            return values;
        }
        &mut []
    }

    /// The value as JSON, without white space.
    pub(crate) fn written(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, "", |_, text| text);
        out
    }

    /// Writes the value; of each string what `of` makes of it, which is told the field that the string is in.
    pub(crate) fn write(&self, out: &mut String, field: &str, of: for<'t> fn(&str, &'t str) -> &'t str) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Boolean(true) => out.push_str("true"),
            Self::Boolean(false) => out.push_str("false"),
            Self::Number(digits) => out.push_str(digits),
            Self::String(text) => quote(of(field, text), out),
            Self::Array(values) => {
                let mut mark = '[';
                for value in values {
                    out.push(mark);
                    value.write(out, "", of);
                    mark = ',';
                }
                out.push_str(if values.is_empty() { "[]" } else { "]" });
            }
            Self::Object(entries) => {
                let mut mark = '{';
                for (name, value) in entries {
                    out.push(mark);
                    quote(name, out);
                    out.push(':');
                    value.write(out, name, of);
                    mark = ',';
                }
                out.push_str(if entries.is_empty() { "{}" } else { "}" });
            }
        }
    }

    /// A string.
    pub(crate) fn string(text: &str) -> Self {
        Self::String(concat(&[text]))
    }

    /// Its id; empty where it has none.
    pub(crate) fn id(&self) -> &str {
        self.text("id")
    }
}

/// A text as a JSON string.
pub(crate) fn quote(text: &str, out: &mut String) {
    out.push('"');
    // What stands between two characters that are escaped goes over whole.
    let mut rest = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !matches!(byte, b'"' | b'\\' | ..b' ') {
            continue;
        }
        out.push_str(text.get(rest..at).unwrap_or_default());
        if byte < b' ' {
            out.push_str("\\u00");
            out.extend([byte >> 4, byte & 0xF].map(|half| char::from_digit(half.into(), 16).unwrap_or('0')));
        } else {
            out.extend(['\\', char::from(byte)]);
        }
        rest = at + 1;
    }
    out.push_str(text.get(rest..).unwrap_or_default());
    out.push('"');
}

/// The value of the first of these fields that has the name.
#[inline(never)]
fn value_of<'j>(field: &str, entries: &'j [(String, Json)]) -> Option<&'j Json> {
    for (name, value) in entries {
        if name == field {
            return Some(value);
        }
    }
    None
}

/// What a text may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Most bytes.
    pub(crate) bytes: usize,
    /// Deepest nesting of arrays and objects.
    pub(crate) depth: usize,
    /// Most entries of one array or object.
    pub(crate) entries: usize,
}

/// What a topic or a language may be.
const LIMITS: Limits = Limits { bytes: MAX_BYTES, depth: MAX_DEPTH, entries: MAX_ENTRIES };

/// Reads a whole text, with or without a byte order mark in front.
///
/// # Errors
/// The text is too large, nested too deeply, or not JSON: one problem, with its line and column.
pub(crate) fn read(text: &str) -> Result<Json, Problems> {
    read_within(text, LIMITS).map_err(|problem| Problems(vec![problem]))
}

/// The same within other limits, and with the fault as the caller wants it.
pub(crate) fn read_within<F: Fault>(text: &str, limits: Limits) -> Result<Json, F> {
    if text.len() > limits.bytes {
        return Err(F::of(|| Problem {
            place: concat(&[TOP]),
            message: concat(&[&count(text.len()), " bytes are more than ", &count(limits.bytes)]),
        }));
    }
    reader::read(text.strip_prefix("\u{FEFF}").unwrap_or(text), limits)
}
