//! How two spellings of a name are compared: a topic and a name in, what counts of it out.
//!
//! Letters, numbers, years and the signs that tell products apart always count; letter case, width, spaces and the
//! maker's name in front do not. Knows no product: what a name leads to is for `find` to say.

use crate::{
    catalogue::{Catalogue, Product},
    text::{concat, length},
};

/// What counts in the names of one topic.
#[derive(Debug)]
pub(crate) struct Spelling {
    /// The makers' names without spaces.
    makers: Vec<String>,
    /// Whether a product has a year in its name: then a year tells products apart.
    has_years: bool,
}

impl Spelling {
    pub(crate) fn of(catalogue: &Catalogue) -> Self {
        Self::among(&mut catalogue.products.iter().flat_map(Product::names), &catalogue.makers)
    }

    /// What counts among some names, of these makers.
    pub(crate) fn among(names: &mut dyn Iterator<Item = &str>, of: &[String]) -> Self {
        let mut has_years = false;
        for name in names {
            // Most names have no 2, nor the byte with which its full-width form begins, and need no taking apart.
            let has_digit = name.as_bytes().contains(&b'2') || name.as_bytes().contains(&0xEF);
            has_years |= has_digit && words(name).iter().any(|word| is_year(word));
        }
        let mut makers = Vec::new();
        for maker in of {
            makers.push(joined(&words(maker)));
        }
        // "Kaspersky Lab" goes before "Kaspersky": what is left over is the product.
        makers.sort_by_key(|maker: &String| std::cmp::Reverse(maker.len()));
        Self { makers, has_years }
    }

    /// What two spellings of one name have in common.
    pub(crate) fn key(&self, name: &str) -> String {
        self.key_of(&self.words(name))
    }

    /// The same of the words of a name.
    pub(crate) fn key_of(&self, words: &[String]) -> String {
        let key = joined(words);
        for maker in &self.makers {
            // The maker's name may have gaps of its own, or none behind it.
            if let Some(rest) = key.strip_prefix(maker.as_str())
                && !rest.trim_start().is_empty()
            {
                return concat(&[rest.trim_start()]);
            }
        }
        key
    }

    /// The same with the maker's name, if that is there.
    pub(crate) fn whole(&self, name: &str) -> String {
        joined(&self.words(name))
    }

    /// The words that count, without the maker's name in front, or that with a slip in it.
    pub(crate) fn words_behind_maker(&self, name: &str) -> Vec<String> {
        let mut words = self.words(name);
        if words.len() > 1 && words.first().is_some_and(|first| self.is_maker(first)) {
            words.remove(0);
            return words;
        }
        self.behind_maker(words)
    }

    /// The words of a name without slips, without the maker's name in front, also where there is no gap behind that.
    pub(crate) fn behind_maker(&self, mut words: Vec<String>) -> Vec<String> {
        let is_alone = words.len() == 1;
        if let Some(first) = words.first_mut() {
            let behind = self.makers.iter().find_map(|maker| first.strip_prefix(maker.as_str()));
            match behind {
                Some("") if is_alone => {}
                Some("") => drop(words.remove(0)),
                Some(behind) => *first = concat(&[behind]),
                None => {}
            }
        }
        words
    }

    /// Whether a name has a maker's name in it, give or take a slip.
    pub(crate) fn is_of_maker(&self, name: &str) -> bool {
        let words = words(name);
        let whole = joined(&words);
        words.iter().any(|word| self.is_maker(word)) || self.makers.iter().any(|maker| whole.contains(maker.as_str()))
    }

    fn is_maker(&self, word: &str) -> bool {
        self.makers.iter().any(|maker| are_within(word, maker, slips_in(maker)))
    }

    /// The words that count: without years, where no product has one.
    pub(crate) fn words(&self, name: &str) -> Vec<String> {
        let mut words = words(name);
        words.retain(|word| self.has_years || !is_year(word));
        words
    }

    /// The text without a last word that may become a year, where no name has any.
    pub(crate) fn without_begun_year<'t>(&self, text: &'t str) -> Option<&'t str> {
        let begun = ["2", "20", "200", "201", "202", "203"];
        begun.iter().find_map(|year| text.strip_suffix(year)?.strip_suffix(' ')).filter(|_| !self.has_years)
    }
}

/// Words as one: two that would run into one number stay apart.
pub(crate) fn joined(words: &[String]) -> String {
    let mut joined = String::new();
    for word in words {
        let is_number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if is_number(joined.chars().last()) && is_number(word.chars().next()) {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// The words of a name in small letters and plain widths, with the signs that tell names apart.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut letters = name.chars().map(plain_width).peekable();
    let mut before = ' ';
    while let Some(c) = letters.next() {
        let is_point = c == '.' && before.is_ascii_digit() && letters.peek().is_some_and(char::is_ascii_digit);
        if c.is_ascii_alphanumeric() || matches!(c, '+' | '#') || is_point {
            word.push(c.to_ascii_lowercase());
        } else if !(c.is_ascii() || is_gap(c)) {
            word.extend(c.to_lowercase());
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        before = c;
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// A full-width form as the plain one. <https://unicode.org/charts/PDF/UFF00.pdf>
fn plain_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

/// Whether a character beyond ASCII only separates words: spaces, dashes, quotation marks, the middle dots.
fn is_gap(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{2010}'..='\u{201F}' | '\u{AB}' | '\u{BB}' | '\u{B7}' | '\u{30FB}' | '\u{AE}' | '\u{2122}')
}

fn is_year(word: &str) -> bool {
    matches!(word.as_bytes(), [b'2', b'0', decade, year] if decade.is_ascii_digit() && year.is_ascii_digit())
}

/// Whether a word is a number, or has one or a sign in it: no slip of the fingers makes another of it.
pub(crate) fn is_exact(word: &str) -> bool {
    word.chars().any(|c| c.is_numeric() || matches!(c, '+' | '#'))
}

/// How many slips of the keys still leave a word of that length recognisable: one in five characters, at most three.
pub(crate) fn slips_in(word: &str) -> usize {
    (length(word) / 5).min(3)
}

/// Whether two texts are no more slips of the keys apart.
pub(crate) fn are_within(one: &str, other: &str, most: usize) -> bool {
    slips(one, other, most) <= most
}

/// How many slips of the keys turn one text into another: a character too many, too few or wrong, or two
/// neighbours the wrong way round. Counts no further than to one more than `most`.
#[inline(never)]
pub(crate) fn slips(from: &str, to: &str, most: usize) -> usize {
    // The slips from each beginning of `from` to each of `to`, row by row.
    let mut slips: Vec<usize> = Vec::new();
    let width = length(to) + 1;
    if length(from).abs_diff(width - 1) > most {
        return most + 1;
    }
    for column in 0..width {
        slips.push(column);
    }
    let mut before = None;
    let mut least_before = 0;
    for c in from.chars() {
        let mut left = slips[slips.len() - width] + 1;
        let mut least_of_row = left;
        slips.push(left);
        let mut neighbour = None;
        for wanted in to.chars() {
            let above = slips.len() - width;
            let mut least = (left + 1).min(slips[above] + 1).min(slips[above - 1] + usize::from(c != wanted));
            if neighbour == Some(c) && before == Some(wanted) {
                least = least.min(slips[above - width - 2] + 1);
            }
            slips.push(least);
            least_of_row = least_of_row.min(least);
            (left, neighbour) = (least, Some(wanted));
        }
        // What follows is built on this row and the one before.
        if least_of_row > most && least_before >= most {
            return most + 1;
        }
        (before, least_before) = (Some(c), least_of_row);
    }
    slips.last().copied().unwrap_or(0).min(most + 1)
}
