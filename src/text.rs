//! Text without the machinery of `format!`: pieces in, a string out; and what any text from outside may look like.
//!
//! Control and bidirectional characters can reorder the digits of a date, so they are refused, never shown.

/// The pieces as one string.
///
/// Kept out of line, as everything here: inlined at a hundred places it would weigh more than all it builds.
#[inline(never)]
pub(crate) fn concat(pieces: &[&str]) -> String {
    let mut text = String::with_capacity(pieces.iter().map(|piece| piece.len()).sum());
    for piece in pieces {
        add(piece, &mut text);
    }
    text
}

/// Adds words to a text.
#[inline(never)]
pub(crate) fn add(words: &str, text: &mut String) {
    text.push_str(words);
}

/// The digits that machines read, from nought to nine.
pub(crate) const DIGITS: &str = "0123456789";

/// A number in ASCII digits, at least `width` of them.
#[inline(never)]
pub(crate) fn decimal(number: u32, width: usize) -> String {
    let mut text = String::new();
    add_number(number, width, DIGITS, &mut text);
    text
}

/// Adds a number to a text in these digits, at least `width` of them.
pub(crate) fn add_number(number: u32, width: usize, digits: &str, text: &mut String) {
    if number > 9 || width > 1 {
        add_number(number / 10, width.saturating_sub(1), digits, text);
    }
    if let Some(digit) = usize::try_from(number % 10).ok().and_then(|digit| digits.chars().nth(digit)) {
        text.push(digit);
    }
}

/// How many there are, in ASCII digits.
pub(crate) fn count(number: usize) -> String {
    decimal(u32::try_from(number).unwrap_or(u32::MAX), 1)
}

/// Names with commas between them.
pub(crate) fn listed(names: &[&str]) -> String {
    let mut list = String::new();
    for name in names {
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(name);
    }
    list
}

/// How many characters a text has.
#[inline(never)]
pub(crate) fn length(text: &str) -> usize {
    let mut length = 0;
    for byte in text.bytes() {
        length += usize::from(is_start(byte));
    }
    length
}

/// Whether a byte of UTF-8 is the first of its character.
pub(crate) fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// The text in front of the first ASCII byte that ends it, and the text behind that, where there is one.
#[inline(never)]
pub(crate) fn cut(text: &str, is_end: fn(u8) -> bool) -> (&str, Option<&str>) {
    for (byte, at) in text.bytes().zip(0..) {
        if is_end(byte) {
            return (text.get(..at).unwrap_or(text), text.get(at + 1..));
        }
    }
    (text, None)
}

/// The first character of `text` that may not stand in a sentence.
///
/// Refused are C0 and C1 controls, and everything invisible that steers direction or width, but for
/// the joiners U+200C and U+200D, which Persian and Hindi words need.
pub(crate) fn hidden_character(text: &str) -> Option<char> {
    text.chars().find(|c| is_hidden(*c))
}

/// The text without its hidden characters: they may have come by a way that nobody checked.
#[cfg(feature = "snippet")]
pub(crate) fn visible(text: &str) -> String {
    text.chars().filter(|c| !is_hidden(*c)).collect()
}

/// Whether a name is free of hidden characters, and of joiners too: a name that differs from another by
/// something unseen is no name.
pub(crate) fn is_plain_name(text: &str) -> bool {
    !text.chars().any(|c| is_hidden(c) || is_joiner(c))
}

/// The text with every hidden character shown as its escape, cut after 120 characters: fit for a message.
#[inline(never)]
pub(crate) fn printable(text: &str) -> String {
    let mut shown = String::new();
    for (index, c) in text.chars().enumerate() {
        if index == 120 {
            shown.push('…');
            break;
        }
        if is_hidden(c) || is_joiner(c) {
            shown.push_str(&code_point(c));
        } else {
            shown.push(c);
        }
    }
    shown
}

/// `U+202E`
pub(crate) fn code_point(c: char) -> String {
    let mut name = String::from("U+");
    for shift in &[16, 12, 8, 4, 0] {
        let digit = u32::from(c) >> shift & 0xF;
        if *shift < 16 || digit > 0 {
            name.extend(char::from_digit(digit, 16).map(|digit| digit.to_ascii_uppercase()));
        }
    }
    name
}

/// An id: small letters, digits and hyphens.
pub(crate) fn is_id(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// A BCP 47 tag, loosely: at most 64 characters, subtags of 1 to 8 letters and digits, the first of letters.
pub(crate) fn is_language(tag: &str) -> bool {
    if tag.len() > 64 {
        return false;
    }
    let (mut length, mut is_first) = (0, true);
    for byte in tag.bytes() {
        if byte == b'-' && length > usize::from(is_first) {
            (length, is_first) = (0, false);
        } else if byte.is_ascii_alphabetic() || (byte.is_ascii_digit() && !is_first) {
            length += 1;
        } else {
            return false;
        }
        if length > 8 {
            return false;
        }
    }
    length > usize::from(is_first)
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}
