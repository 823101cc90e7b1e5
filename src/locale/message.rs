//! A sentence with holes: a pattern and what fills the holes in, [`Piece`]s out.
//!
//! Holes are written `{name}`. What fills them is never looked at, so it can hold anything.

use crate::text::concat;

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'v> {
    /// Plain words.
    Words(String),
    /// A name, or words in another language: nothing around them may change their direction.
    Foreign {
        /// BCP 47 tag of the words; empty for a name.
        language: &'v str,
        /// The words.
        words: &'v str,
    },
    /// A date, with its machine-readable form.
    Time {
        /// RFC 3339 instant or `YYYY-MM-DD`.
        datetime: String,
        /// The date in the reader's words.
        words: String,
    },
    /// A link to a source.
    Link {
        /// A checked https address.
        url: &'v str,
        /// The words of the link.
        words: &'v str,
    },
}

impl Piece<'_> {
    /// What a reader sees of it.
    pub fn words(&self) -> &str {
        match self {
            Self::Words(words) | Self::Time { words, .. } => words,
            Self::Link { words, .. } | Self::Foreign { words, .. } => words,
        }
    }
}

/// Pieces in reading order.
pub type Sentence<'v> = Vec<Piece<'v>>;

/// What a reader sees of a sentence.
pub fn words(sentence: &[Piece]) -> String {
    let mut all = String::new();
    for piece in sentence {
        all.push_str(piece.words());
    }
    all
}

/// Words as a sentence.
pub fn plain<'v>(words: &str) -> Sentence<'v> {
    vec![Piece::Words(concat(&[words]))]
}

/// Fills the holes of a pattern; a hole that nothing fills is left out.
pub(crate) fn fill<'v>(pattern: &str, holes: &[(&str, &[Piece<'v>])], sentence: &mut Sentence<'v>) {
    for (words, name) in segments(pattern) {
        push_words(sentence, words);
        for (_, pieces) in holes.iter().filter(|(hole, _)| name == Some(*hole)) {
            for piece in *pieces {
                match piece {
                    Piece::Words(words) => push_words(sentence, words),
                    other => sentence.push(other.clone()),
                }
            }
        }
    }
}

/// Fills the holes of a pattern with words; a hole that nothing fills is left out.
pub(crate) fn fill_words(pattern: &str, holes: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    for (words, name) in segments(pattern) {
        filled.push_str(words);
        for (_, words) in holes.iter().filter(|(hole, _)| name == Some(*hole)) {
            filled.push_str(words);
        }
    }
    filled
}

/// The names of a pattern's holes, in order.
pub(crate) fn holes(pattern: &str) -> Vec<&str> {
    segments(pattern).filter_map(|(_, name)| name).collect()
}

/// What a pattern is made of, in order: words, and the name of the hole behind them; the last words have none.
pub(super) fn segments(pattern: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut rest = Some(pattern);
    std::iter::from_fn(move || {
        let pattern = rest.take()?;
        let Some((before, name, after)) = next_hole(pattern) else { return Some((pattern, None)) };
        rest = Some(after);
        Some((before, Some(name)))
    })
}

/// The text before the next hole, its name, and the text behind it.
fn next_hole(pattern: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = pattern.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// Adds words; they join the words in front of them, so equal sentences have equal pieces.
fn push_words(sentence: &mut Sentence, words: &str) {
    if let Some(Piece::Words(last)) = sentence.last_mut() {
        last.push_str(words);
    } else if !words.is_empty() {
        sentence.push(Piece::Words(concat(&[words])));
    }
}
