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
    modulus: Option<u32>,
    negated: bool,
    ranges: Vec<(u32, u32)>,
}

impl Rules {
    /// Adds the rule of a category; `None` when it is not in CLDR's syntax.
    pub(crate) fn add(&mut self, category: Category, rule: &str) -> Option<()> {
        let mut condition = vec![Vec::new()];
        let mut words = rule.split_ascii_whitespace();
        loop {
            condition.last_mut()?.push(relation(&mut words)?);
            match words.next() {
                None => break,
                Some("and") => {}
                Some("or") => condition.push(Vec::new()),
                Some(_) => return None,
            }
        }
        self.0.push((category, condition));
        Some(())
    }

    /// The category of a number.
    pub(crate) fn category(&self, number: u32) -> Category {
        let holds = |condition: &Condition| condition.iter().any(|all| all.iter().all(|it| it.holds(number)));
        self.0.iter().find(|(_, condition)| holds(condition)).map_or(Category::Other, |(category, _)| *category)
    }

    /// The categories that a plural text needs: those with a rule, and `other`.
    pub(crate) fn categories(&self) -> impl Iterator<Item = Category> {
        self.0.iter().map(|(category, _)| *category).chain([Category::Other])
    }
}

impl Relation {
    fn holds(&self, number: u32) -> bool {
        let operand = if self.is_number { number } else { 0 };
        let value = self.modulus.map_or(operand, |modulus| operand % modulus);
        self.ranges.iter().any(|(low, high)| (*low..=*high).contains(&value)) != self.negated
    }
}

/// Reads one relation, such as `n % 10 != 2..4,9`, off the front of a rule.
fn relation<'r>(words: &mut impl Iterator<Item = &'r str>) -> Option<Relation> {
    let is_number = match words.next()? {
        "n" | "i" => true,
        "v" | "w" | "f" | "t" | "c" | "e" => false,
        _ => return None,
    };
    let (modulus, comparison) = match words.next()? {
        "%" => (Some(words.next()?.parse().ok().filter(|it| *it > 0)?), words.next()?),
        comparison => (None, comparison),
    };
    let negated = match comparison {
        "=" => false,
        "!=" => true,
        _ => return None,
    };
    let mut ranges = Vec::new();
    for range in words.next()?.split(',') {
        let mut ends = range.split('.').filter(|end| !end.is_empty());
        let low = ends.next()?.parse().ok()?;
        let high = ends.next().map_or(Some(low), |end| end.parse().ok())?;
        ranges.push((low, high));
    }
    Some(Relation { is_number, modulus, negated, ranges })
}
