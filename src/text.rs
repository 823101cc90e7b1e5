//! What any text from outside may look like: characters that none may carry, and language tags.
//!
//! Control and bidirectional characters can reorder the digits of a date, so they are refused, never shown.

/// The first character of `text` that may not stand in a sentence.
///
/// Refused are C0 and C1 controls, and everything invisible that steers direction or width, but for
/// the joiners U+200C and U+200D, which Persian and Hindi words need.
pub(crate) fn hidden_character(text: &str) -> Option<char> {
    text.chars().find(|&c| is_hidden(c))
}

/// As [`hidden_character`], and joiners too: a name that differs from another by something unseen is no name.
pub(crate) fn hidden_in_name(text: &str) -> Option<char> {
    text.chars().find(|&c| is_hidden(c) || matches!(c, '\u{200C}' | '\u{200D}'))
}

/// The text with every hidden character shown as its escape, cut after 120 characters: fit for a message.
pub(crate) fn printable(text: &str) -> String {
    let mut shown = String::new();
    for (index, c) in text.chars().enumerate() {
        if index == 120 {
            shown.push('…');
            break;
        }
        if is_hidden(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// A BCP 47 tag, loosely: subtags of 1 to 8 letters and digits, the first of letters.
pub(crate) fn is_language(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let primary = subtags.next().unwrap_or_default();
    (2..=8).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && subtags.all(|tag| (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}
