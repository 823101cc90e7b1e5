//! One thing wrong with a text that a newsroom brought, where it is, and the value that is wrong.
//!
//! Written for developers, in English. Values are shown with hidden characters escaped, and never cut a
//! report short: whoever reads a text collects every problem of it.

use std::fmt;

use crate::text::{concat, count, printable};

/// One thing wrong, and where: what `phase-out-error` carries.
///
/// # Example
/// ```
/// let problems = phaseout::Catalogue::read(r#"{"format": 2}"#).unwrap_err();
/// assert_eq!(problems[0].to_string(), "top level: format `2` is not 1");
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

/// The problems found so far, in the order in which they were found.
#[derive(Debug, Default)]
pub(crate) struct Problems(pub(crate) Vec<Problem>);

impl Problems {
    /// Adds a problem, its sentence in parts.
    #[inline(never)]
    pub(crate) fn report(&mut self, place: &str, message: &[&str]) {
        self.0.push(Problem { place: concat(&[place]), message: concat(message) });
    }

    /// Adds a problem with a value: what it is the value of, and what it is not or why it is wrong.
    #[inline(never)]
    pub(crate) fn refuse(&mut self, place: &str, what: &str, value: &str, why: &str, instead: &str) {
        self.report(place, &[what, " `", &printable(value), "`", why, instead]);
    }

    /// Adds a problem with how many there are of something.
    #[inline(never)]
    pub(crate) fn miscount(&mut self, place: &str, what: &str, number: usize, than: &str, limit: usize) {
        self.report(place, &[what, " has ", &count(number), than, &count(limit)]);
    }

    /// Whether nothing was reported of these fields of an entry: a message begins with its field's name.
    pub(crate) fn spare(&self, place: &str, fields: &[&str]) -> bool {
        let is_about = |problem: &Problem, field: &&str| {
            problem
                .message
                .strip_prefix(*field)
                .is_some_and(|rest| !rest.bytes().next().is_some_and(|next| next.is_ascii_lowercase()))
        };
        !self.0.iter().any(|problem| problem.place == place && fields.iter().any(|field| is_about(problem, field)))
    }

    /// The value, if there was no problem with it.
    pub(crate) fn or<T>(self, value: T) -> Result<T, Vec<Problem>> {
        if self.0.is_empty() { Ok(value) } else { Err(self.0) }
    }
}
