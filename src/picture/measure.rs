//! How wide a text is at most: a text, a size and a weight in, pixels out.
//!
//! By kind of character, after `DejaVu Sans`, the widest of the usual fonts, and of `Noto Sans` for what that lacks: a picture
//! that is shown in a narrower font has more room at the end of its lines. Of joined letters it is the width that they have in words.

use crate::{
    named::named,
    text::{concat, visible},
};

named! {
    /// How heavy letters are.
    pub enum Weight {
        /// As most are.
        Regular = "400",
        /// Bold.
        Bold = "700",
    }
}

/// First strong isolate: what follows has an order of its own.
pub(super) const ISOLATE: &str = "\u{2068}";

/// Its end.
pub(super) const END: &str = "\u{2069}";

/// The most pixels that a text is wide in a font of `size` pixels, rounded up.
///
/// # Example
/// ```
/// use phaseout::picture::{Weight, width};
/// assert_eq!(width("日本", 30, Weight::Regular), 60);
/// assert!(width("Kaspersky", 30, Weight::Bold) > width("Kaspersky", 30, Weight::Regular));
/// assert_eq!(width("กี่", 1000, Weight::Regular), width("ก", 1000, Weight::Regular), "marks stand over a letter");
/// ```
pub fn width(text: &str, size: u32, weight: Weight) -> u32 {
    let shares: u32 = text.chars().map(|c| share(c, weight)).sum();
    shares.saturating_mul(size).div_ceil(1000)
}

/// The most that a character is wide, in thousandths of the size.
pub(super) fn share(c: char, weight: Weight) -> u32 {
    let regular = regular(c);
    if weight == Weight::Bold && regular < FULL { regular * 110 / 100 } else { regular }
}

/// An em: what fills a square.
const FULL: u32 = 1000;

#[expect(clippy::match_same_arms, reason = "a line a script")]
fn regular(c: char) -> u32 {
    if is_mark(c) {
        return 0;
    }
    match c {
        ' ' | '\u{A0}' | 'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '·' | '‘' | '’' | 'і' | 'ї'
        | 'І' | 'Ї' | '،' | '؛' | '।' | 'ı' => 340,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | '!' | 'ا' | 'أ' | 'إ' | 'آ' => 410,
        '"' | '“' | '”' | '„' => 550,
        'm' | 'M' | 'W' | '%' | '@' | '…' | '—' => FULL,
        'w' | '+' | '=' | '&' => 830,
        '0'..='9' => 640,
        'a'..='z' => 600,
        'A'..='Z' => 740,
        'ж' | 'м' | 'ф' | 'ш' | 'щ' | 'ы' | 'ю' => 920,
        'Ж' | 'М' | 'Ф' | 'Ш' | 'Щ' | 'Ы' | 'Ю' => 1100,
        '\u{C0}'..='\u{52F}' | '\u{1E00}'..='\u{1EFF}' => {
            if c.is_uppercase() {
                780
            } else {
                650
            }
        }
        // Hebrew.
        '\u{590}'..='\u{5FF}' => 680,
        // Arabic: those with teeth or a long tail, and others.
        'س' | 'ش' | 'ص' | 'ض' => 920,
        'د' | 'ذ' | 'ر' | 'ز' | 'و' | 'ژ' | 'ه' | 'ة' => 480,
        '٠'..='٩' | '۰'..='۹' => 640,
        '\u{600}'..='\u{6FF}' => 580,
        // Vowel signs that stand beside their letter, in Devanagari and Bengali.
        '\u{93E}'..='\u{940}' | '\u{949}'..='\u{94C}' | '\u{9BE}'..='\u{9C0}' | '\u{9C7}'..='\u{9CC}' => 320,
        '\u{900}'..='\u{9FF}' => 780,
        // Thai: leading vowels, and letters that are two of the others wide.
        '\u{E40}' | '\u{E42}'..='\u{E45}' => 340,
        'ฌ' | 'ญ' | 'ฒ' | 'ณ' => 910,
        '\u{E00}'..='\u{E7F}' => 640,
        '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{2010}'..='\u{2013}' => 500,
        // Ideographs, kana, Hangul and whatever else there is.
        _ => FULL,
    }
}

/// Whether a character stands over, under or in another, or steers, and so takes no room.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5BD}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}'
        | '\u{900}'..='\u{902}' | '\u{93C}' | '\u{941}'..='\u{948}' | '\u{94D}' | '\u{981}' | '\u{9BC}'
        | '\u{9C1}'..='\u{9C4}' | '\u{9CD}' | '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}')
}

/// Whether a text begins with a letter that is read right to left.
pub(super) fn is_rtl(text: &str) -> bool {
    let strong = text.chars().find(|c| c.is_alphabetic());
    strong.is_some_and(|c| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'))
}

/// A text whose order is its own, whatever stands around it: isolated where that could be in doubt.
pub(super) fn apart(words: &str, in_rtl: bool) -> String {
    let words = visible(words);
    if in_rtl || is_rtl(&words) { concat(&[ISOLATE, &words, END]) } else { words }
}

/// The same without what isolates it.
pub(super) fn unsteered(words: &str) -> String {
    visible(words)
}
