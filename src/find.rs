//! From a name that a person typed to a product: a catalogue and a name in, a product or the nearest names out.
//!
//! Never turns an uncertain name into a product that a measure leaves out: a guess may warn, not reassure.

mod matches;

use std::{fmt, mem::swap, ops::Deref};

use crate::{
    catalogue::{Audience, Catalogue, Effect, Product, Scope},
    text::{concat, cut, is_plain_name, length, listed, printable},
};

/// Most characters of a name that is looked up.
const LONGEST: usize = 120;

/// A name that no product of the catalogue goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotFound {
    /// The name as typed, hidden characters escaped.
    pub name: String,
    /// Names of the products that come nearest, the nearest first, at most three.
    pub nearest: Vec<String>,
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl NotFound {
    /// What is wrong, naming the name and what comes nearest.
    pub fn message(&self) -> String {
        let mut nearest = Vec::new();
        for name in &self.nearest {
            nearest.push(name.as_str());
        }
        concat(&["`", &self.name, "` is not in this catalogue; the nearest are: ", &listed(&nearest)])
    }
}

impl std::error::Error for NotFound {}

/// A product that a name led to.
#[derive(Debug)]
pub enum Found<'c> {
    /// One that the catalogue lists.
    Listed(&'c Product),
    /// One that it does not list, of a maker whose list is not exhaustive.
    Unlisted(Box<Product>),
}

impl Deref for Found<'_> {
    type Target = Product;

    fn deref(&self) -> &Product {
        match self {
            Self::Listed(product) => product,
            Self::Unlisted(product) => product,
        }
    }
}

impl Catalogue {
    /// The product of that id, name or alias; else the one that is a slip of the keys away; else, where the
    /// list is not exhaustive and the name is the maker's, an unlisted product with an unclear scope.
    ///
    /// # Errors
    /// A product of another maker, or a name that cannot be one.
    ///
    /// # Example
    /// ```
    /// # let kaspersky = phaseout::Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
    /// assert_eq!(kaspersky.find("KIS").unwrap().id, "kaspersky-internet-security");
    /// assert_eq!(kaspersky.find("Kaspersky Premuim").unwrap().id, "kaspersky-premium");
    /// assert!(kaspersky.find("Norton 360").is_err());
    /// ```
    pub fn find(&self, name: &str) -> Result<Found<'_>, NotFound> {
        let name = name.trim_ascii();
        if let Some(product) = self.listed(name) {
            return Ok(Found::Listed(product));
        }
        let wanted = key(without_slipped(&self.maker, name), &self.maker);
        let nearest = self.nearest(&wanted);
        if !wanted.is_empty() && length(name) <= LONGEST && is_plain_name(name) {
            if let Some(product) = self.only(&nearest, &wanted) {
                return Ok(Found::Listed(product));
            }
            if !self.exhaustive && is_of(name, &self.maker) {
                return Ok(Found::Unlisted(Box::new(unlisted(name))));
            }
        }
        let mut names = Vec::new();
        for (_, product) in nearest {
            names.push(concat(&[&product.name]));
        }
        Err(NotFound { name: printable(name), nearest: names })
    }

    /// What stands for the product of somebody who does not know which it is: it has what all products share. None
    /// where they share nothing that ends, or where a complete list has one that the measure leaves out.
    pub fn any_product(&self) -> Option<Product> {
        let mut any = unlisted(&self.maker);
        if self.exhaustive {
            any.scope = Scope::Covered;
        }
        let is_shared = self.milestones_of(&any).any(|milestone| milestone.effect != Effect::EndOfResale);
        let is_true = !self.exhaustive || self.products.iter().all(|product| product.scope == Scope::Covered);
        (is_shared && is_true).then_some(any)
    }

    /// The product of that id; else one of that name that the list leaves out. For what [`Catalogue::find`] has judged,
    /// and only for that: whatever is asked for here is taken for one of the maker's.
    pub fn known(&self, name: &str) -> Found<'_> {
        self.listed(name).map_or_else(|| Found::Unlisted(Box::new(unlisted(name))), Found::Listed)
    }

    /// The three products with the nearest names and how far those are, the nearest first.
    fn nearest(&self, wanted: &str) -> Vec<(usize, &Product)> {
        let mut cut = String::new();
        for c in wanted.chars().take(LONGEST) {
            cut.push(c);
        }
        let mut nearest: Vec<(usize, &Product)> = Vec::new();
        for product in &self.products {
            let mut distance = slips(&key(&product.name, &self.maker), &cut);
            for name in &product.aliases {
                distance = distance.min(slips(&key(name, &self.maker), &cut));
            }
            let mut found = (distance, product);
            let mut is_nearer = false;
            for other in &mut nearest {
                is_nearer |= found.0 < other.0;
                if is_nearer {
                    swap(other, &mut found);
                }
            }
            if nearest.len() < 3 {
                nearest.push(found);
            }
        }
        nearest
    }

    /// The one product that goes by a name, or that is a few slips away from it and is covered or may be.
    fn only<'c>(&self, nearest: &[(usize, &'c Product)], wanted: &str) -> Option<&'c Product> {
        let (distance, product) = *nearest.first()?;
        let is_alone = nearest.get(1).is_none_or(|(next, _)| *next > distance);
        let may_slip = is_alone && distance <= slips_in(wanted) && product.scope != Scope::Excluded;
        (distance == 0 || (may_slip && self.is_numbered(product, wanted, distance))).then_some(product)
    }

    /// Whether a name so far away has the same digits: Windows 11 is no slip of Windows 10.
    fn is_numbered(&self, product: &Product, wanted: &str, distance: usize) -> bool {
        let fits = |name: &String| {
            let name = key(name, &self.maker);
            slips(&name, wanted) == distance && digits(&name) == digits(wanted)
        };
        fits(&product.name) || product.aliases.iter().any(fits)
    }
}

/// The digits of a name, in order.
#[inline(never)]
fn digits(name: &str) -> String {
    let mut digits = String::new();
    for c in name.chars() {
        if c.is_ascii_digit() {
            digits.push(c);
        }
    }
    digits
}

/// What two spellings of one name have in common: letters and digits only, without the maker's name in
/// front and without years, which products carried in their boxes.
///
/// Only ASCII letters are made small: the tables for all others would cost a reader more than they are worth.
#[inline(never)]
pub(crate) fn key(name: &str, maker: &str) -> String {
    let name = name.trim();
    let (lower, maker) = (name.to_ascii_lowercase(), maker.to_ascii_lowercase());
    let key = squeeze(lower.strip_prefix(maker.as_str()).unwrap_or_default());
    if !key.is_empty() {
        return key;
    }
    // The maker's name may have gaps of its own, and they may be others.
    let whole = squeeze(&lower);
    match whole.strip_prefix(squeeze(&maker).as_str()) {
        Some(rest) if !rest.is_empty() => concat(&[rest]),
        _ => whole,
    }
}

#[inline(never)]
fn squeeze(name: &str) -> String {
    let mut key = String::new();
    let mut rest = Some(name);
    while let Some(words) = rest {
        let (word, behind) = cut(words, is_gap);
        if !is_year(word) {
            key.push_str(word);
        }
        rest = behind;
    }
    key
}

/// Whether a byte only separates words.
fn is_gap(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

fn is_year(word: &str) -> bool {
    matches!(word.as_bytes(), [b'2', b'0', decade, year] if decade.is_ascii_digit() && year.is_ascii_digit())
}

/// The name without a first word that is the maker's name with a slip in it.
fn without_slipped<'n>(maker: &str, name: &'n str) -> &'n str {
    match cut(name, |byte| byte == b' ') {
        (first, Some(rest)) if is_slip_of(maker, first) => rest,
        _ => name,
    }
}

#[inline(never)]
fn is_slip_of(maker: &str, word: &str) -> bool {
    slips(&word.to_ascii_lowercase(), &maker.to_ascii_lowercase()) <= slips_in(maker)
}

/// How many slips of the keys still leave a word of that length recognisable: one in five characters, at most three.
fn slips_in(word: &str) -> usize {
    (length(word) / 5).min(3)
}

/// Whether a name has the maker's name in it, give or take a slip.
fn is_of(name: &str, maker: &str) -> bool {
    let mut rest = Some(name);
    while let Some(words) = rest {
        let (word, behind) = cut(words, is_gap);
        if is_slip_of(maker, word) {
            return true;
        }
        rest = behind;
    }
    has(&name.to_ascii_lowercase(), &maker.to_ascii_lowercase())
}

/// Whether a name has that anywhere, in the same case.
fn has(name: &str, wanted: &str) -> bool {
    (0..name.len()).any(|at| name.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(wanted.as_bytes())))
}

/// How many slips of the keys turn one text into another: a character too many, too few or wrong, or two
/// neighbours the wrong way round.
#[inline(never)]
fn slips(from: &str, to: &str) -> usize {
    // The slips from each beginning of `from` to each of `to`, row by row.
    let mut slips: Vec<usize> = Vec::new();
    let width = length(to) + 1;
    for column in 0..width {
        slips.push(column);
    }
    let mut before = None;
    for c in from.chars() {
        let mut left = slips[slips.len() - width] + 1;
        slips.push(left);
        let mut neighbour = None;
        for wanted in to.chars() {
            let above = slips.len() - width;
            let mut least = (left + 1).min(slips[above] + 1).min(slips[above - 1] + usize::from(c != wanted));
            if neighbour == Some(c) && before == Some(wanted) {
                least = least.min(slips[above - width - 2] + 1);
            }
            slips.push(least);
            (left, neighbour) = (least, Some(wanted));
        }
        before = Some(c);
    }
    slips.last().copied().unwrap_or(0)
}

/// A product that the catalogue does not list but whose maker it names.
pub(crate) fn unlisted(name: &str) -> Product {
    Product {
        id: String::new(),
        name: concat(&[name]),
        aliases: Vec::new(),
        audience: Audience::Unknown,
        scope: Scope::Unclear,
        sources: Vec::new(),
        condition: None,
        note: None,
    }
}
