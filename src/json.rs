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
    problem::{Problem, Problems},
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

    /// A string.
    pub(crate) fn string(text: &str) -> Self {
        Self::String(concat(&[text]))
    }

    /// Its id; empty where it has none.
    pub(crate) fn id(&self) -> &str {
        self.text("id")
    }
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

/// Reads a whole text, with or without a byte order mark in front.
///
/// # Errors
/// The text is too large, nested too deeply, or not JSON: one problem, with its line and column.
pub(crate) fn read(text: &str) -> Result<Json, Problems> {
    if text.len() > MAX_BYTES {
        let message = concat(&[&count(text.len()), " bytes are more than ", &count(MAX_BYTES)]);
        return Err(Problems(vec![Problem { place: concat(&[TOP]), message }]));
    }
    reader::read(text.strip_prefix("\u{FEFF}").unwrap_or(text)).map_err(|problem| Problems(vec![problem]))
}
