//! One thing wrong with a text that a newsroom brought, where it is, and the value that is wrong.
//!
//! Written for developers, in English. Values are shown with hidden characters escaped, and never cut a
//! report short: whoever reads a text collects every problem of it.

use std::fmt;

use crate::text::{concat, count, cut, printable};

/// One thing wrong, and where: what `phase-out-error` carries.
///
/// # Example
/// ```
/// let problems = phaseout::Catalogue::read(r#"{"format": 3}"#).unwrap_err();
/// assert!(problems[0].to_string().starts_with("top level: format `3` "));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where: ``top level``, ``products[3] `kvpn` ``, ``line 7, column 12``.
    pub place: String,
    /// What: one sentence, lower case, no full stop, naming the offending value.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for Problem {}

/// What a reader says of a text that it does not take: a [`Problem`], or that it is [`Refused`].
///
/// A reader is written once and says the one or the other. Where nobody asks for the sentence none is made, and no word
/// of it is in the module that pages load.
pub(crate) trait Fault: Sized {
    /// The fault that `tell` has the words for.
    fn of(tell: impl FnOnce() -> Problem) -> Self;

    /// The same, seen from outside of where it was found.
    fn inside(self, of: Inside) -> Self;
}

/// What a place is in.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Inside<'n> {
    /// The field of that name.
    Field(&'n str),
    /// The entry of that index.
    Entry(usize),
    /// Nothing: the whole text, which has a name where the fault has no other place.
    Text(&'n str),
}

impl Fault for Problem {
    fn of(tell: impl FnOnce() -> Problem) -> Self {
        tell()
    }

    /// `[1].card` in `stages` is `stages[1].card`.
    fn inside(mut self, of: Inside) -> Self {
        let dot = if self.place.is_empty() || self.place.starts_with('[') { "" } else { "." };
        self.place = match of {
            Inside::Text(name) if self.place.is_empty() => concat(&[name]),
            Inside::Text(_) => self.place,
            Inside::Field(name) => concat(&[name, dot, &self.place]),
            Inside::Entry(index) => concat(&["[", &count(index), "]", dot, &self.place]),
        };
        self
    }
}

/// A text is not taken, and nobody asks why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refused;

impl Fault for Refused {
    #[inline]
    fn of(_: impl FnOnce() -> Problem) -> Self {
        Self
    }

    #[inline]
    fn inside(self, _: Inside) -> Self {
        Self
    }
}

/// Says of a fault where it was found.
pub(crate) trait At: Sized {
    /// In the field of that name.
    fn field(self, name: &str) -> Self;

    /// In the entry of that index.
    fn entry(self, index: usize) -> Self;
}

impl<T, F: Fault> At for Result<T, F> {
    #[inline]
    fn field(self, name: &str) -> Self {
        self.map_err(|fault| fault.inside(Inside::Field(name)))
    }

    #[inline]
    fn entry(self, index: usize) -> Self {
        self.map_err(|fault| fault.inside(Inside::Entry(index)))
    }
}

/// Everything wrong with a text, in the order in which it was found: an error that `?` takes.
///
/// # Example
/// ```
/// let problems = phaseout::Catalogue::read("[]").unwrap_err();
/// assert_eq!(problems.to_string(), "top level: it is an array, not an object");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(pub(crate) Vec<Problem>);

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl std::ops::Deref for Problems {
    type Target = [Problem];

    fn deref(&self) -> &[Problem] {
        &self.0
    }
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            let gap = if index > 0 { "\n" } else { "" };
            write!(f, "{gap}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

impl Problems {
    /// Adds a problem, its sentence in parts.
    #[inline(never)]
    pub(crate) fn report(&mut self, place: &str, message: &[&str]) {
        self.0.push(Problem { place: concat(&[place]), message: concat(message) });
    }

    /// Reports ``{what} `{value}`{why}{instead}``, hidden characters of the value escaped.
    #[inline(never)]
    pub(crate) fn refuse(&mut self, place: &str, what: &str, value: &str, why: &str, instead: &str) {
        self.report(place, &[what, " `", &printable(value), "`", why, instead]);
    }

    /// Adds a problem with how many there are of something.
    #[inline(never)]
    pub(crate) fn miscount(&mut self, place: &str, what: &str, number: usize, than: &str, limit: usize) {
        self.report(place, &[what, " has ", &count(number), than, &count(limit)]);
    }

    /// Whether no problem was reported of these fields of an entry: a message begins with its field's name, and a place
    /// with the entry's list and number, whether it has an id or got one.
    pub(crate) fn is_free_of(&self, place: &str, fields: &[&str]) -> bool {
        let is_about = |problem: &Problem, field: &&str| {
            problem
                .message
                .strip_prefix(*field)
                .is_some_and(|rest| !rest.bytes().next().is_some_and(|next| next.is_ascii_lowercase()))
        };
        let is_there = |problem: &&Problem| entry(&problem.place) == entry(place);
        !self.0.iter().filter(is_there).any(|problem| fields.iter().any(|field| is_about(problem, field)))
    }

    /// The value, if there was no problem with it.
    pub(crate) fn or<T>(self, value: T) -> Result<T, Problems> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }
}

/// The part of a place that names an entry by its list and number.
fn entry(place: &str) -> &str {
    cut(place, |byte| byte == b' ').0
}
