//! Plural categories: CLDR's own rules in, the category of a whole number out.
//!
//! The rules are data of the locale file, in CLDR's syntax, so a new language needs no new code.
//! Only cardinals of whole numbers: the operands for fractions and exponents are 0.
//! <https://unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules>

use crate::named::named;

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
    modulus: Option<u64>,
    negated: bool,
    ranges: Vec<(u64, u64)>,
}

impl Rules {
    /// Adds the rule of a category; `None` when it is not in CLDR's syntax.
    pub(crate) fn add(&mut self, category: Category, rule: &str) -> Option<()> {
        let condition =
            rule.split(" or ").map(|all| all.split(" and ").map(relation).collect()).collect::<Option<_>>()?;
        self.0.push((category, condition));
        Some(())
    }

    /// The category of a number.
    pub(crate) fn category(&self, number: u64) -> Category {
        let holds = |condition: &Condition| condition.iter().any(|all| all.iter().all(|it| it.holds(number)));
        self.0.iter().find(|(_, condition)| holds(condition)).map_or(Category::Other, |(category, _)| *category)
    }

    /// The categories that a plural text needs: those with a rule, and `other`.
    pub(crate) fn categories(&self) -> impl Iterator<Item = Category> {
        self.0.iter().map(|(category, _)| *category).chain([Category::Other])
    }
}

impl Relation {
    fn holds(&self, number: u64) -> bool {
        let operand = if self.is_number { number } else { 0 };
        let value = self.modulus.map_or(operand, |modulus| operand % modulus);
        self.ranges.iter().any(|(low, high)| (*low..=*high).contains(&value)) != self.negated
    }
}

fn relation(text: &str) -> Option<Relation> {
    let (left, right, negated) = match text.split_once("!=") {
        Some((left, right)) => (left, right, true),
        None => text.split_once('=').map(|(left, right)| (left, right, false))?,
    };
    let (operand, modulus) = match left.split_once('%') {
        Some((operand, modulus)) => (operand.trim(), Some(modulus.trim().parse().ok().filter(|it| *it > 0)?)),
        None => (left.trim(), None),
    };
    let is_number = match operand {
        "n" | "i" => true,
        "v" | "w" | "f" | "t" | "c" | "e" => false,
        _ => return None,
    };
    let ranges = right.split(',').map(range).collect::<Option<_>>()?;
    Some(Relation { is_number, modulus, negated, ranges })
}

fn range(text: &str) -> Option<(u64, u64)> {
    let (low, high) = text.split_once("..").unwrap_or((text, text));
    Some((low.trim().parse().ok()?, high.trim().parse().ok()?))
}
