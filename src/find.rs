//! From a name that a person typed to a product: a catalogue and a name in, a product or the nearest names out.
//!
//! Never turns an uncertain name into a product that a measure leaves out: a guess may warn, not reassure.

use std::{borrow::Cow, fmt};

use strsim::osa_distance;

use crate::{
    catalogue::{Audience, Catalogue, Confidence, Product, Scope, ScopeBasis},
    text::{hidden_in_name, printable},
};

/// Most characters of a name that is looked up.
const LONGEST: usize = 120;

/// A name that no product of the catalogue goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotFound {
    /// The name as typed, hidden characters escaped.
    pub name: String,
    /// What the catalogue is about.
    pub catalogue: String,
    /// Names of the products that come nearest, the nearest first, at most three.
    pub nearest: Vec<String>,
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not in the catalogue `{}`; the nearest are: {}",
            self.name,
            self.catalogue,
            self.nearest.join(", ")
        )
    }
}

impl std::error::Error for NotFound {}

impl Catalogue {
    /// The product of that id, name or alias; else the one that a slip of the keys away; else, where the
    /// list is not exhaustive and the name is the maker's, an unlisted product with an unclear scope.
    ///
    /// # Errors
    /// A product of another maker, a name that fits several, or none at all.
    ///
    /// # Example
    /// ```
    /// # let kaspersky = phaseout::Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
    /// assert_eq!(kaspersky.find("KIS").unwrap().id, "kaspersky-internet-security");
    /// assert_eq!(kaspersky.find("Kaspersky Premuim").unwrap().id, "kaspersky-premium");
    /// assert!(kaspersky.find("Norton 360").is_err());
    /// ```
    pub fn find(&self, name: &str) -> Result<Cow<'_, Product>, NotFound> {
        let name = name.trim();
        if let Some(product) = self.products.iter().find(|product| product.id == name) {
            return Ok(Cow::Borrowed(product));
        }
        let wanted = key(without_slipped(&self.maker, name), &self.maker);
        let fits = name.chars().count() <= LONGEST && hidden_in_name(name).is_none();
        if !fits || wanted.is_empty() {
            return Err(self.not_found(name, &wanted));
        }
        let mut known = self.products.iter().flat_map(|product| self.keys(product).map(move |key| (key, product)));
        if let Some((_, product)) = known.find(|(key, _)| *key == wanted) {
            return Ok(Cow::Borrowed(product));
        }
        if let Some(product) = self.slip(&wanted) {
            return Ok(Cow::Borrowed(product));
        }
        if !self.exhaustive && is_of(name, &self.maker) {
            return Ok(Cow::Owned(unlisted(name)));
        }
        Err(self.not_found(name, &wanted))
    }

    /// The one product whose name is a few slips away from `wanted`, if it is covered or may be.
    fn slip(&self, wanted: &str) -> Option<&Product> {
        let nearest = self.by_distance(wanted);
        let (distance, product) = *nearest.first()?;
        let alone = nearest.get(1).is_none_or(|(next, _)| *next > distance);
        (alone && distance <= slips_in(wanted) && product.scope != Scope::Excluded).then_some(product)
    }

    fn not_found(&self, name: &str, wanted: &str) -> NotFound {
        let nearest = self.by_distance(wanted).into_iter().take(3).map(|(_, product)| product.name.clone()).collect();
        NotFound { name: printable(name), catalogue: self.id.clone(), nearest }
    }

    /// Every product with how far its nearest name is, the nearest first.
    fn by_distance(&self, wanted: &str) -> Vec<(usize, &Product)> {
        let wanted: String = wanted.chars().take(LONGEST).collect();
        let nearest = |product| self.keys(product).map(|key| osa_distance(&key, &wanted)).min().unwrap_or(usize::MAX);
        let mut all: Vec<_> = self.products.iter().map(|product| (nearest(product), product)).collect();
        all.sort_by_key(|(distance, _)| *distance);
        all
    }

    fn keys(&self, product: &Product) -> impl Iterator<Item = String> {
        std::iter::once(&product.name).chain(&product.aliases).map(|name| key(name, &self.maker))
    }
}

/// What two spellings of one name have in common: small letters and digits only, without the maker's name
/// in front and without years, which products carried in their boxes.
pub(crate) fn key(name: &str, maker: &str) -> String {
    let lower = name.to_lowercase();
    let maker = maker.to_lowercase();
    let lower = lower.trim().strip_prefix(&maker).filter(|rest| !rest.trim().is_empty()).unwrap_or(&lower);
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !is_year(word));
    words.collect()
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The name without a first word that is the maker's name with a slip in it.
fn without_slipped<'n>(maker: &str, name: &'n str) -> &'n str {
    match name.split_once(' ') {
        Some((first, rest)) if osa_distance(&first.to_lowercase(), &maker.to_lowercase()) <= slips_in(maker) => rest,
        _ => name,
    }
}

/// How many slips of the keys still leave a word of that length recognisable: one in five characters, at most three.
fn slips_in(word: &str) -> usize {
    (word.chars().count() / 5).min(3)
}

/// Whether a name has the maker's name in it, give or take one slip a word.
fn is_of(name: &str, maker: &str) -> bool {
    let maker = maker.to_lowercase();
    let lower = name.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    lower.contains(&maker) || words.any(|word| osa_distance(word, &maker) <= slips_in(&maker))
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
