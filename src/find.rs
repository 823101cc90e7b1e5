//! From a name that a person typed to a product: a catalogue and a name in, a product or the nearest names out.
//!
//! Never turns an uncertain name into a product that a measure leaves out: a guess may warn, not reassure.

use std::{fmt, ops::Deref};

use strsim::osa_distance;

use crate::{
    catalogue::{Audience, Catalogue, Confidence, Product, Scope, ScopeBasis},
    json::shape::listed,
    text::{concat, is_plain_name, printable},
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
    pub(crate) fn message(&self) -> String {
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
        if let Some(product) = self.products.iter().find(|product| product.id == name) {
            return Ok(Found::Listed(product));
        }
        let wanted = key(without_slipped(&self.maker, name), &self.maker);
        if wanted.is_empty() || name.chars().count() > LONGEST || !is_plain_name(name) {
            return Err(self.not_found(name, &wanted));
        }
        for product in &self.products {
            if names(product).any(|name| key(name, &self.maker) == wanted) {
                return Ok(Found::Listed(product));
            }
        }
        if let Some(product) = self.slip(&wanted) {
            return Ok(Found::Listed(product));
        }
        if !self.exhaustive && is_of(name, &self.maker) {
            return Ok(Found::Unlisted(Box::new(unlisted(name))));
        }
        Err(self.not_found(name, &wanted))
    }

    /// The one product whose name is a few slips away from `wanted`, if it is covered or may be.
    fn slip(&self, wanted: &str) -> Option<&Product> {
        let nearest = self.nearest(wanted);
        let (distance, product) = *nearest.first()?;
        let alone = nearest.get(1).is_none_or(|(next, _)| *next > distance);
        // Another number is another product: Windows 11 is no slip of Windows 10.
        let is_numbered = names(product).any(|name| {
            let name = key(name, &self.maker);
            digits(&name).eq(digits(wanted)) && osa_distance(&name, wanted) == distance
        });
        (alone && distance <= slips_in(wanted) && is_numbered && product.scope != Scope::Excluded).then_some(product)
    }

    fn not_found(&self, name: &str, wanted: &str) -> NotFound {
        let mut nearest = Vec::new();
        for (_, product) in self.nearest(wanted) {
            nearest.push(product.name.clone());
        }
        NotFound { name: printable(name), nearest }
    }

    /// The three products with the nearest names and how far those are, the nearest first.
    fn nearest(&self, wanted: &str) -> Vec<(usize, &Product)> {
        let wanted: String = wanted.chars().take(LONGEST).collect();
        let mut nearest: Vec<(usize, &Product)> = Vec::new();
        for product in &self.products {
            let mut distance = usize::MAX;
            for name in names(product) {
                distance = distance.min(osa_distance(&key(name, &self.maker), &wanted));
            }
            let place = nearest.iter().take_while(|(other, _)| *other <= distance).count();
            nearest.insert(place, (distance, product));
            nearest.truncate(3);
        }
        nearest
    }
}

/// What a product goes by.
fn names(product: &Product) -> impl Iterator<Item = &String> {
    std::iter::once(&product.name).chain(&product.aliases)
}

/// What two spellings of one name have in common: letters and digits only, without the maker's name in
/// front and without years, which products carried in their boxes.
///
/// Only ASCII letters are made small: the tables for all others would cost a reader more than they are worth.
pub(crate) fn key(name: &str, maker: &str) -> String {
    let name = name.trim();
    let (lower, maker) = (name.to_ascii_lowercase(), maker.to_ascii_lowercase());
    let rest = lower.strip_prefix(&maker).unwrap_or_default();
    let mut key = squeeze(rest);
    if key.is_empty() {
        key = squeeze(&lower);
        // The maker's name may have gaps of its own, and they may be others.
        if let Some(rest) = key.strip_prefix(&squeeze(&maker)).filter(|rest| !rest.is_empty()) {
            key = concat(&[rest]);
        }
    }
    key
}

fn digits(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().filter(u8::is_ascii_digit)
}

fn squeeze(name: &str) -> String {
    name.split(is_gap).filter(|word| !is_year(word)).collect()
}

/// Whether a character only separates words.
fn is_gap(c: char) -> bool {
    c.is_ascii() && !c.is_ascii_alphanumeric()
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The name without a first word that is the maker's name with a slip in it.
fn without_slipped<'n>(maker: &str, name: &'n str) -> &'n str {
    match name.split_once(' ') {
        Some((first, rest)) if is_slip_of(maker, first) => rest,
        _ => name,
    }
}

fn is_slip_of(maker: &str, word: &str) -> bool {
    osa_distance(&word.to_ascii_lowercase(), &maker.to_ascii_lowercase()) <= slips_in(maker)
}

/// How many slips of the keys still leave a word of that length recognisable: one in five characters, at most three.
fn slips_in(word: &str) -> usize {
    (word.chars().count() / 5).min(3)
}

/// Whether a name has the maker's name in it, give or take a slip.
fn is_of(name: &str, maker: &str) -> bool {
    let (lower, wanted) = (name.to_ascii_lowercase(), maker.to_ascii_lowercase());
    lower.as_bytes().windows(wanted.len()).any(|part| part == wanted.as_bytes())
        || lower.split(is_gap).any(|word| is_slip_of(&wanted, word))
}

/// A product that the catalogue does not list but whose maker it names.
fn unlisted(name: &str) -> Product {
    Product {
        id: String::new(),
        name: name.to_owned(),
        aliases: Vec::new(),
        audience: Audience::Unknown,
        scope: Scope::Unclear,
        basis: ScopeBasis::Inference,
        confidence: Confidence::Weak,
        sources: Vec::new(),
        condition: None,
        note: None,
    }
}
