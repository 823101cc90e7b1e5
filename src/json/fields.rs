//! The fields of one JSON object, read by name: values out, and every problem met on the way.
//!
//! Reading goes on after a problem, so that one run reports all. A field never asked for is unknown.

use super::Json;
use crate::{
    named::Named,
    problem::{Problem, ProblemKind},
    text::{hidden_character, printable},
};

/// An object that is being read; [`Fields::finish`] must end it.
pub(crate) struct Fields<'j> {
    place: String,
    id: &'j str,
    entries: &'j [(String, Json)],
    known: Vec<&'static str>,
}

impl<'j> Fields<'j> {
    /// Opens `value`, which must be an object, at `place`; its id, if it has one, joins the place.
    pub(crate) fn of(value: &'j Json, place: &str, problems: &mut Vec<Problem>) -> Option<Self> {
        let Json::Object(entries) = value else {
            let kind = ProblemKind::WrongType { field: "it".into(), expected: "an object", found: value.kind() };
            problems.push(Problem::new(place, kind));
            return None;
        };
        let id = entries.iter().find_map(|(name, value)| match value {
            Json::String(id) if name == "id" => Some(id),
            _ => None,
        });
        let place = match id {
            Some(id) if place != TOP => format!("{place} `{}`", printable(id)),
            _ => place.to_owned(),
        };
        let id = id.map_or("", String::as_str);
        for (index, (name, _)) in entries.iter().enumerate() {
            if entries[..index].iter().any(|(earlier, _)| earlier == name) {
                problems.push(Problem::new(place.clone(), ProblemKind::Twice(name.clone())));
            }
        }
        Some(Self { place, id, entries, known: Vec::new() })
    }

    /// Where this object is.
    pub(crate) fn place(&self) -> &str {
        &self.place
    }

    /// Its id as written, or nothing.
    pub(crate) fn id(&self) -> &'j str {
        self.id
    }

    /// Adds a problem of this object.
    pub(crate) fn report(&self, problems: &mut Vec<Problem>, kind: ProblemKind) {
        problems.push(Problem::new(self.place.clone(), kind));
    }

    /// The value of a field that may be absent.
    pub(crate) fn optional(&mut self, field: &'static str) -> Option<&'j Json> {
        self.known.push(field);
        self.entries.iter().find(|(name, _)| name == field).map(|(_, value)| value)
    }

    /// The value of a field that must be there.
    pub(crate) fn required(&mut self, field: &'static str, problems: &mut Vec<Problem>) -> Option<&'j Json> {
        let value = self.optional(field);
        if value.is_none() {
            self.report(problems, ProblemKind::Missing(field));
        }
        value
    }

    /// A required string without hidden characters, of 1 to `limit` characters.
    pub(crate) fn string(&mut self, field: &'static str, limit: usize, problems: &mut Vec<Problem>) -> Option<&'j str> {
        let value = self.required(field, problems)?;
        sentence(value, field, limit, &self.place, problems)
    }

    /// A required string that `read` accepts; `expected` says what that is.
    pub(crate) fn parsed<T>(
        &mut self,
        field: &'static str,
        expected: &str,
        read: impl Fn(&str) -> Option<T>,
        problems: &mut Vec<Problem>,
    ) -> Option<T> {
        let value = self.string(field, 2_048, problems)?;
        let parsed = read(value);
        if parsed.is_none() {
            let (field, value) = (field.to_owned(), value.to_owned());
            self.report(problems, ProblemKind::NotA { field, value, expected: expected.to_owned() });
        }
        parsed
    }

    /// A required name out of a fixed set.
    pub(crate) fn one_of<T: Named>(&mut self, field: &'static str, problems: &mut Vec<Problem>) -> Option<T> {
        let expected = format!("one of {}", T::names());
        self.parsed(field, &expected, T::named, problems)
    }

    /// Whether a field is there.
    pub(crate) fn has(&mut self, field: &'static str) -> bool {
        self.optional(field).is_some()
    }

    /// A required boolean.
    pub(crate) fn boolean(&mut self, field: &'static str, problems: &mut Vec<Problem>) -> Option<bool> {
        match self.required(field, problems)? {
            Json::Boolean(value) => Some(*value),
            other => {
                let kind = ProblemKind::WrongType { field: field.into(), expected: "a boolean", found: other.kind() };
                self.report(problems, kind);
                None
            }
        }
    }

    /// The entries of an array, each with its place; an absent or wrong one has none.
    pub(crate) fn array(
        &mut self,
        field: &'static str,
        limit: usize,
        problems: &mut Vec<Problem>,
    ) -> Vec<(String, &'j Json)> {
        let Some(value) = self.optional(field) else { return Vec::new() };
        let Json::Array(values) = value else {
            let kind = ProblemKind::WrongType { field: field.into(), expected: "an array", found: value.kind() };
            self.report(problems, kind);
            return Vec::new();
        };
        if values.len() > limit {
            self.report(problems, ProblemKind::TooLong { field: field.into(), length: values.len(), limit });
        }
        let inside = if self.place == TOP { String::new() } else { format!("{}, ", self.place) };
        values.iter().enumerate().map(|(index, value)| (format!("{inside}{field}[{index}]"), value)).collect()
    }

    /// The strings of an array.
    pub(crate) fn strings(&mut self, field: &'static str, limit: usize, problems: &mut Vec<Problem>) -> Vec<&'j str> {
        let entries = self.array(field, limit, problems);
        entries.into_iter().filter_map(|(place, value)| sentence(value, field, 120, &place, problems)).collect()
    }

    /// The fields of an object whose names are free, such as languages.
    pub(crate) fn map(&mut self, field: &'static str, problems: &mut Vec<Problem>) -> &'j [(String, Json)] {
        match self.optional(field) {
            None => &[],
            Some(Json::Object(entries)) => entries,
            Some(other) => {
                let kind = ProblemKind::WrongType { field: field.into(), expected: "an object", found: other.kind() };
                self.report(problems, kind);
                &[]
            }
        }
    }

    /// The number that says which format the text is in: 1, the only one there is.
    pub(crate) fn format(&mut self, problems: &mut Vec<Problem>) {
        let value = match self.required("format", problems) {
            None => return,
            Some(Json::Number(number)) => number,
            Some(other) => other.kind(),
        };
        if value != "1" {
            let kind = ProblemKind::NotA { field: "format".into(), value: value.to_owned(), expected: "1".into() };
            self.report(problems, kind);
        }
    }

    /// Ends the reading: every field that nobody asked for is a problem.
    pub(crate) fn finish(self, problems: &mut Vec<Problem>) {
        for (name, _) in self.entries {
            if !self.known.contains(&name.as_str()) {
                self.report(problems, ProblemKind::Unknown(name.clone()));
            }
        }
    }
}

/// The place of fields that no entry encloses.
pub(crate) const TOP: &str = "top level";

/// A string without hidden characters, of 1 to `limit` characters.
pub(crate) fn sentence<'j>(
    value: &'j Json,
    field: &str,
    limit: usize,
    place: &str,
    problems: &mut Vec<Problem>,
) -> Option<&'j str> {
    let kind = match value {
        Json::String(text) => {
            let length = text.chars().count();
            if let Some(character) = hidden_character(text) {
                ProblemKind::Hidden { field: field.into(), character }
            } else if text.trim().is_empty() {
                ProblemKind::Empty(field.into())
            } else if length > limit {
                ProblemKind::TooLong { field: field.into(), length, limit }
            } else {
                return Some(text);
            }
        }
        other => ProblemKind::WrongType { field: field.into(), expected: "a string", found: other.kind() },
    };
    problems.push(Problem::new(place, kind));
    None
}
