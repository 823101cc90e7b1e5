//! One thing wrong with a text that a newsroom brought, where it is, and the value that is wrong.
//!
//! Written for developers, in English. Values are shown with hidden characters escaped, and never cut a
//! report short: whoever reads a text collects every problem of it.

use std::fmt;

use crate::text::printable;

/// One thing wrong, and where.
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
    pub kind: ProblemKind,
}

/// What can be wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// It is not JSON; the reader's own words.
    Syntax(String),
    /// More bytes than the limit.
    TooLarge {
        /// Bytes found.
        bytes: usize,
        /// Most bytes allowed.
        limit: usize,
    },
    /// Arrays and objects nested deeper than the limit.
    TooDeep {
        /// Deepest level allowed.
        limit: usize,
    },
    /// A field that must be there is not.
    Missing(&'static str),
    /// A field of no known name.
    Unknown(String),
    /// A field given twice in one object.
    Twice(String),
    /// A value of another kind than the field takes.
    WrongType {
        /// The field, or what the value stands for.
        field: String,
        /// The kind it takes.
        expected: &'static str,
        /// The kind found.
        found: &'static str,
    },
    /// A value outside those that the field takes.
    NotA {
        /// The field.
        field: String,
        /// The value found.
        value: String,
        /// What it must be.
        expected: String,
    },
    /// A control, bidirectional or invisible character.
    Hidden {
        /// The field.
        field: String,
        /// The character.
        character: char,
    },
    /// More characters, or entries, than the limit.
    TooLong {
        /// The field.
        field: String,
        /// Characters or entries found.
        length: usize,
        /// Most allowed.
        limit: usize,
    },
    /// A text or list with nothing in it.
    Empty(String),
    /// An id or alias that stands for two things.
    Repeated {
        /// The field.
        field: &'static str,
        /// The value.
        value: String,
        /// The place that had it first.
        first: String,
    },
    /// A reference to an id that the text does not define.
    Dangling {
        /// The field.
        field: &'static str,
        /// The id.
        value: String,
    },
    /// A date before that of the entry in front of it.
    OutOfOrder {
        /// The date.
        at: String,
        /// The date in front of it.
        before: String,
    },
    /// Two entries that cannot both be true; a whole clause.
    Conflict(String),
}

impl Problem {
    pub(crate) fn new(place: impl Into<String>, kind: ProblemKind) -> Self {
        Self { place: place.into(), kind }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.kind)
    }
}

impl std::error::Error for Problem {}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(message) => write!(f, "not JSON: {}", printable(message)),
            Self::TooLarge { bytes, limit } => write!(f, "{bytes} bytes are more than {limit}"),
            Self::TooDeep { limit } => write!(f, "nested deeper than {limit} levels"),
            Self::Missing(field) => write!(f, "{field} is missing"),
            Self::Unknown(field) => write!(f, "unknown field `{}`", printable(field)),
            Self::Twice(field) => write!(f, "field `{}` is given twice", printable(field)),
            Self::WrongType { field, expected, found } => write!(f, "{field} is {found}, not {expected}"),
            Self::NotA { field, value, expected } => {
                write!(f, "{field} `{}` is not {expected}", printable(value))
            }
            Self::Hidden { field, character } => {
                write!(f, "{field} has the hidden character U+{:04X}", u32::from(*character))
            }
            Self::TooLong { field, length, limit } => write!(f, "{field} is {length} long, more than {limit}"),
            Self::Empty(field) => write!(f, "{field} is empty"),
            Self::Repeated { field, value, first } => {
                write!(f, "{field} `{}` is already that of {first}", printable(value))
            }
            Self::Dangling { field, value } => write!(f, "{field} names `{}`, which is not there", printable(value)),
            Self::OutOfOrder { at, before } => write!(f, "at `{at}` comes before `{before}` of the entry in front"),
            Self::Conflict(clause) => f.write_str(clause),
        }
    }
}
