//! Plural categories: CLDR's own rules in, the category of a whole number out.
//!
//! The rules are data of the locale file, in CLDR's syntax, so a new language needs no new code. They are read
//! anew for every number: that is rare, and costs less than another form of them would.
//! Only cardinals of whole numbers: the operands for fractions and exponents are 0.
//! <https://unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules>

use crate::text::cut;

/// CLDR's plural categories, the last for whatever no rule takes.
pub(super) const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", OTHER];

/// The category of whatever no rule takes.
pub(super) const OTHER: &str = "other";

/// Whether a rule holds for a number; `None` when it is not in CLDR's syntax.
pub(super) fn holds(rule: &str, number: u32) -> Option<bool> {
    let mut rest = Some(rule);
    let (mut any, mut all) = (false, true);
    loop {
        all &= relation(&mut rest, number)?;
        match word(&mut rest) {
            "" => return Some(any | all),
            "and" => {}
            "or" => (any, all) = (any | all, true),
            _ => return None,
        }
    }
}

/// Takes one relation, such as `n % 10 != 2..4,9`, off the front of a rule, and says whether it holds.
fn relation(rest: &mut Option<&str>, number: u32) -> Option<bool> {
    let mut value = match word(rest) {
        "n" | "i" => number,
        "v" | "w" | "f" | "t" | "c" | "e" => 0,
        _ => return None,
    };
    let mut comparison = word(rest);
    if comparison == "%" {
        value = value.checked_rem(whole(word(rest))?)?;
        comparison = word(rest);
    }
    let is_negated = match comparison {
        "=" => false,
        "!=" => true,
        _ => return None,
    };
    let mut is_inside = false;
    let mut list = Some(word(rest));
    while let Some(ranges) = list {
        let (range, behind) = cut(ranges, |byte| byte == b',');
        let (low, high) = cut(range, |byte| byte == b'.');
        let low = whole(low)?;
        let high = match high {
            Some(high) => whole(high.strip_prefix(".")?)?,
            None => low,
        };
        is_inside |= low <= value && value <= high;
        list = behind;
    }
    Some(is_inside != is_negated)
}

/// Takes the next word off the front of a rule; an empty one at its end.
#[inline(never)]
fn word<'r>(rest: &mut Option<&'r str>) -> &'r str {
    while let Some(text) = *rest {
        let (word, behind) = cut(text, |byte| byte.is_ascii_whitespace());
        *rest = behind;
        if !word.is_empty() {
            return word;
        }
    }
    ""
}

/// A whole number in ASCII digits.
#[inline(never)]
fn whole(digits: &str) -> Option<u32> {
    let mut number: u32 = 0;
    for byte in digits.bytes() {
        number = number.checked_mul(10)?.checked_add(char::from(byte).to_digit(10)?)?;
    }
    (!digits.is_empty()).then_some(number)
}
