//! From a name that a person typed to a product: a catalogue and a name in, a product or the nearest names out.
//!
//! A guess may correct a slip of the fingers. It never drops or replaces what tells two products apart, and never leads to a
//! product that a measure leaves out: it may warn, not reassure.

mod matches;

use std::{fmt, ops::Deref};

use crate::{
    catalogue::{Audience, Catalogue, Effect, Product, Scope},
    spelling::{Spelling, is_exact, slips, slips_in},
    text::{concat, is_plain_name, length, listed, printable},
};

/// Most characters of a name that is looked up.
const LONGEST: usize = 120;

/// A name that no product of the catalogue goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotFound {
    /// The name as typed, hidden characters escaped.
    pub name: String,
    /// Names of the products that come near, the nearest first, at most three.
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
        let nearest = listed(&nearest);
        let which = if nearest.is_empty() { "" } else { "; the nearest are: " };
        concat(&["`", &self.name, "` is not in this catalogue", which, &nearest])
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
    /// A product of another maker, or one that the list has not and would have, or a name that cannot be one.
    ///
    /// # Example
    /// ```
    /// # let kaspersky = phaseout::Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
    /// assert_eq!(kaspersky.find("KIS").unwrap().id, "kaspersky-internet-security");
    /// assert_eq!(kaspersky.find("Kaspersky Premuim").unwrap().id, "kaspersky-premium");
    /// assert!(kaspersky.find("Norton 360").is_err());
    /// ```
    pub fn find(&self, name: &str) -> Result<Found<'_>, NotFound> {
        let name = name.trim();
        if let Some(product) = self.listed(name) {
            return Ok(Found::Listed(product));
        }
        let typed = printable(name);
        if length(name) > LONGEST || !is_plain_name(name) {
            return Err(NotFound { name: typed, nearest: Vec::new() });
        }
        let spelling = self.spelling();
        let key = spelling.key(name);
        if !key.is_empty() {
            let named = |product: &&Product| product.names().any(|known| spelling.key(known) == key);
            if let Some(product) = self.products.iter().find(named).or_else(|| self.slipped(name, &spelling)) {
                return Ok(Found::Listed(product));
            }
            if !self.exhaustive && spelling.is_of_maker(name) {
                return Ok(Found::Unlisted(Box::new(unlisted(name))));
            }
        }
        Err(NotFound { name: typed, nearest: self.nearest(&key, &spelling) })
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

    /// Rebuilds what [`Catalogue::find`] returned from its [`Product::handle`]: the product of that id, else an unlisted
    /// one. Never pass unchecked input: any unknown name becomes an unlisted product.
    pub fn known(&self, name: &str) -> Found<'_> {
        self.listed(name).map_or_else(|| Found::Unlisted(Box::new(unlisted(name))), Found::Listed)
    }

    /// The one covered product whose name is the typed one but for slips of the keys inside words.
    fn slipped(&self, name: &str, spelling: &Spelling) -> Option<&Product> {
        let typed = spelling.words_behind_maker(name);
        let mut known = Vec::new();
        for product in &self.products {
            for name in product.names() {
                known.push((product, spelling.words_behind_maker(name)));
            }
        }
        // A whole word that another name has is no slip: it is what tells the two apart.
        let is_known = |word: &String| known.iter().any(|(_, words)| words.contains(word));
        let slips_between = |words: &[String]| {
            let mut all = 0;
            for (one, other) in typed.iter().zip(words) {
                if one != other {
                    let between = slips(one, other);
                    let is_slip = between <= slips_in(other).min(2) && !is_exact(one) && !is_exact(other) && !is_known(one);
                    all += if is_slip { between } else { return None };
                }
            }
            (typed.len() == words.len() && all <= 3).then_some(all)
        };
        let mut best: Option<(usize, &Product)> = None;
        let mut is_alone = false;
        for (product, words) in &known {
            let Some(between) = slips_between(words) else { continue };
            match best {
                Some((least, _)) if between > least => {}
                Some((least, nearest)) if between == least => is_alone &= nearest.id == product.id,
                _ => (best, is_alone) = (Some((between, *product)), true),
            }
        }
        best.map(|(_, product)| product).filter(|product| is_alone && product.scope != Scope::Excluded)
    }

    /// The names of the three products that come nearest, of those that come near at all.
    fn nearest(&self, key: &str, spelling: &Spelling) -> Vec<String> {
        let mut nearest: Vec<(usize, &Product)> = Vec::new();
        for product in &self.products {
            let mut near = None;
            for name in product.names() {
                let known = spelling.key(name);
                let between = slips(&known, key);
                // Half of the longer one must be the same, or one must have the other in it.
                let is_near = 2 * between <= length(&known).max(length(key))
                    || (length(key).min(length(&known)) > 2 && (known.contains(key) || key.contains(&known)));
                if is_near && near.is_none_or(|least| between < least) {
                    near = Some(between);
                }
            }
            nearest.extend(near.map(|between| (between, product)));
        }
        nearest.sort_by_key(|(between, _)| *between);
        let mut names = Vec::new();
        for (_, product) in nearest.iter().take(3) {
            names.push(concat(&[&product.name]));
        }
        names
    }
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
