//! JSON text in, a small value out, or the one place where it stops being JSON.
//!
//! The only door for outside text: catalogues and locales, ours and a newsroom's, natively and in the
//! browser. Strict: no duplicate is dropped, nothing may trail, depth and size are bounded. Numbers stay
//! text, since no field of ours holds more than the `1` of its format.

pub(crate) mod fields;

use json_event_parser::{JsonEvent, SliceJsonParser};

use crate::problem::{Problem, ProblemKind};

/// Most bytes that a text may have: 256 KiB.
pub const MOST_BYTES: usize = 256 * 1024;

/// Deepest nesting of arrays and objects that a text may have.
pub const MOST_DEPTH: usize = 16;

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
}

/// Reads a whole text, with or without a byte order mark in front.
///
/// # Errors
/// The text is too large, nested too deeply, or not JSON: one problem, with its line and column.
pub(crate) fn read(text: &str) -> Result<Json, Problem> {
    if text.len() > MOST_BYTES {
        return Err(Problem::new("top level", ProblemKind::TooLarge { bytes: text.len(), limit: MOST_BYTES }));
    }
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut parser = SliceJsonParser::new(text.as_bytes());
    let mut open: Vec<Open> = Vec::new();
    let mut whole = None;
    loop {
        let event = parser.parse_next().map_err(|error| {
            let start = error.location().start;
            let place = format!("line {}, column {}", start.line + 1, start.column + 1);
            Problem::new(place, ProblemKind::Syntax(error.message().to_owned()))
        })?;
        let value = match event {
            JsonEvent::Eof => return whole.ok_or_else(nothing),
            JsonEvent::StartArray => {
                push(&mut open, Open::Array(Vec::new()))?;
                continue;
            }
            JsonEvent::StartObject => {
                push(&mut open, Open::Object(Vec::new(), None))?;
                continue;
            }
            JsonEvent::ObjectKey(key) => {
                if let Some(Open::Object(_, next)) = open.last_mut() {
                    *next = Some(key.into_owned());
                }
                continue;
            }
            JsonEvent::EndArray | JsonEvent::EndObject => match open.pop().ok_or_else(nothing)? {
                Open::Array(values) => Json::Array(values),
                Open::Object(fields, _) => Json::Object(fields),
            },
            JsonEvent::String(string) => Json::String(string.into_owned()),
            JsonEvent::Number(number) => Json::Number(number.into_owned()),
            JsonEvent::Boolean(value) => Json::Boolean(value),
            JsonEvent::Null => Json::Null,
        };
        match open.last_mut() {
            None => whole = Some(value),
            Some(Open::Array(values)) => values.push(value),
            Some(Open::Object(fields, next)) => fields.push((next.take().unwrap_or_default(), value)),
        }
    }
}

/// An array or object whose end has not come yet.
enum Open {
    Array(Vec<Json>),
    Object(Vec<(String, Json)>, Option<String>),
}

fn push(open: &mut Vec<Open>, next: Open) -> Result<(), Problem> {
    if open.len() == MOST_DEPTH {
        return Err(Problem::new("top level", ProblemKind::TooDeep { limit: MOST_DEPTH }));
    }
    open.push(next);
    Ok(())
}

fn nothing() -> Problem {
    Problem::new("line 1, column 1", ProblemKind::Syntax("nothing to read".to_owned()))
}
