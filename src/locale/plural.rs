//! Plural categories: CLDR's own rules in, the category of a whole number out.
//!
//! The rules are data of the locale file, in CLDR's syntax, so a new language needs no new code.
//! Only cardinals of whole numbers: the operands for fractions and exponents are 0.
//! <https://unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules>

use std::mem::take;

use crate::{named::named, text::cut};

named! {
    /// A CLDR plural category.
    pub(crate) enum Category {
        /// Arabic and Welsh 0.
        Zero = "zero",
        /// English 1.
        One = "one",
        /// Arabic and Hebrew 2.
        Two = "two",
        /// Polish 2 to 4.
        Few = "few",
        /// Polish 5 to 21.
        Many = "many",
        /// Whatever no rule takes.
        Other = "other",
    }
}

/// The rules of one language, tried in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rules(Vec<(Category, Condition)>);

/// Relations joined by `and`, those joined by `or`.
type Condition = Vec<Vec<Relation>>;

/// `n % 10 != 2..4,9`
#[derive(Debug, Clone)]
struct Relation {
    is_number: bool,
    modulus: Option<u32>,
    negated: bool,
    ranges: Vec<(u32, u32)>,
}

impl Rules {
    /// Adds the rule of a category; `None` when it is not in CLDR's syntax.
    pub(crate) fn add(&mut self, category: Category, rule: &str) -> Option<()> {
        let mut condition = Vec::new();
        let mut all = Vec::new();
        let mut rest = Some(rule);
        loop {
            all.push(relation(&mut rest)?);
            match word(&mut rest) {
                "" => break,
                "and" => {}
                "or" => condition.push(take(&mut all)),
                _ => return None,
            }
        }
        condition.push(all);
        self.0.push((category, condition));
        Some(())
    }

    /// The category of a number.
    pub(crate) fn category(&self, number: u32) -> Category {
        for (category, condition) in &self.0 {
            for all in condition {
                if all.iter().all(|it| it.holds(number)) {
                    return *category;
                }
            }
        }
        Category::Other
    }

    /// The categories that a plural text needs: those with a rule, and `other`.
    pub(crate) fn categories(&self) -> impl Iterator<Item = Category> {
        self.0.iter().map(|(category, _)| *category).chain([Category::Other])
    }
}

impl Relation {
    fn holds(&self, number: u32) -> bool {
        let operand = if self.is_number { number } else { 0 };
        let value = self.modulus.map_or(operand, |modulus| operand.checked_rem(modulus).unwrap_or(operand));
        self.ranges.iter().any(|(low, high)| *low <= value && value <= *high) != self.negated
    }
}

/// Reads one relation, such as `n % 10 != 2..4,9`, off the front of a rule.
fn relation(rest: &mut Option<&str>) -> Option<Relation> {
    let is_number = match word(rest) {
        "n" | "i" => true,
        "v" | "w" | "f" | "t" | "c" | "e" => false,
        _ => return None,
    };
    let mut modulus = None;
    let mut comparison = word(rest);
    if comparison == "%" {
        modulus = Some(number(word(rest)).filter(|it| *it > 0)?);
        comparison = word(rest);
    }
    let negated = match comparison {
        "=" => false,
        "!=" => true,
        _ => return None,
    };
    let mut ranges = Vec::new();
    let mut list = Some(word(rest));
    while let Some(more) = list {
        let (range, behind) = cut(more, |byte| byte == b',');
        let (low, high) = cut(range, |byte| byte == b'.');
        let low = number(low)?;
        let high = match high {
            Some(high) => number(high.strip_prefix('.')?)?,
            None => low,
        };
        ranges.push((low, high));
        list = behind;
    }
    Some(Relation { is_number, modulus, negated, ranges })
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
fn number(digits: &str) -> Option<u32> {
    let mut number: u32 = 0;
    for byte in digits.bytes() {
        number = number.checked_mul(10)?.checked_add(char::from(byte).to_digit(10)?)?;
    }
    (!digits.is_empty()).then_some(number)
}
