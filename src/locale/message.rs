//! A sentence with holes: a pattern and what fills the holes in, [`Piece`]s out.
//!
//! Holes are written `{name}`. What fills them is never looked at, so it can hold anything.

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Plain words.
    Words(String),
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
        url: String,
        /// The words of the link.
        words: String,
    },
}

impl Piece {
    /// What a reader sees of it.
    pub fn words(&self) -> &str {
        match self {
            Self::Words(words) | Self::Time { words, .. } | Self::Link { words, .. } => words,
        }
    }
}

/// Pieces in reading order.
pub type Sentence = Vec<Piece>;

/// What a reader sees of a sentence.
pub fn words(sentence: &[Piece]) -> String {
    sentence.iter().map(Piece::words).collect()
}

/// Fills the holes of a pattern; a hole that nothing fills stays as it is written.
pub(crate) fn fill(pattern: &str, holes: &[(&str, Sentence)]) -> Sentence {
    let mut sentence = Sentence::new();
    let mut rest = pattern;
    while let Some((before, name, after)) = next_hole(rest) {
        push(&mut sentence, Piece::Words(before.to_owned()));
        match holes.iter().find(|(hole, _)| *hole == name) {
            Some((_, pieces)) => pieces.iter().for_each(|piece| push(&mut sentence, piece.clone())),
            None => push(&mut sentence, Piece::Words(format!("{{{name}}}"))),
        }
        rest = after;
    }
    push(&mut sentence, Piece::Words(rest.to_owned()));
    sentence
}

/// The names of a pattern's holes, in order.
pub(crate) fn holes(pattern: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = pattern;
    while let Some((_, name, after)) = next_hole(rest) {
        names.push(name);
        rest = after;
    }
    names
}

/// The text before the next hole, its name, and the text behind it.
fn next_hole(pattern: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = pattern.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// Adds a piece; words join the words in front of them, so equal sentences have equal pieces.
fn push(sentence: &mut Sentence, piece: Piece) {
    match (sentence.last_mut(), piece) {
        (_, Piece::Words(words)) if words.is_empty() => {}
        (Some(Piece::Words(last)), Piece::Words(words)) => last.push_str(&words),
        (_, piece) => sentence.push(piece),
    }
}
