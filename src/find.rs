//! From a name that a person typed to a product: a topic and a name in, a product or the nearest names out.
//!
//! A guess may correct a slip of the fingers. It never drops or replaces what tells two products apart, and never leads
//! to a product that a measure leaves out: it may warn, not reassure.

mod matches;

use std::{fmt, ops::Deref};

use crate::{
    catalogue::{Audience, Catalogue, Effect, Name, Product, Scope, Text},
    spelling::{Spelling, are_within, is_exact, joined, slips, slips_in},
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

/// The id of a product of which nobody says which it is. No topic can list it: it is no [id](Product::id).
pub const ANY: &str = "?";

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
        // An id needs no names.
        self.by_id(name.trim()).map_or_else(|| self.names().find(name), Ok)
    }

    /// Whether there is a product of that id, [`ANY`] included.
    pub fn is_known(&self, id: &str) -> bool {
        self.by_id(id).is_some()
    }

    /// The product of that id, [`ANY`] included.
    fn by_id(&self, id: &str) -> Option<Found<'_>> {
        let any = || self.any_called(id).map(|any| Found::Unlisted(Box::new(any)));
        self.listed(id).map(Found::Listed).or_else(any)
    }

    /// The names of all products, taken apart once: for whoever looks up more than one.
    ///
    /// # Example
    /// ```
    /// # let kaspersky = phaseout::Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
    /// let names = kaspersky.names();
    /// assert_eq!(names.find("KIS").unwrap().id, names.find("kaspersky-internet-security").unwrap().id);
    /// ```
    pub fn names(&self) -> Names<'_> {
        let spelling = Spelling::of(self);
        let mut known = Vec::new();
        for product in &self.products {
            for name in product.names() {
                let words = spelling.words(name);
                known.push(Known { product, key: spelling.key_of(&words), words: spelling.behind_maker(words) });
            }
        }
        Names { catalogue: self, spelling, known }
    }

    /// What stands for the product of somebody who does not know which it is: it has what all products share, and the id
    /// [`ANY`]. None
    /// where they share nothing that ends, or where a complete list has one that the measure leaves out.
    pub fn any_product(&self) -> Option<Product> {
        let mut any = unlisted(self.makers.first().map_or(self.title.in_language("en"), String::as_str));
        any.id.push_str(ANY);
        if self.exhaustive {
            any.scope = Scope::Covered;
        }
        let is_shared = self.milestones_of(&any).any(|milestone| milestone.effect != Effect::EndOfResale);
        let is_true = !self.exhaustive || self.products.iter().all(|product| product.scope == Scope::Covered);
        (is_shared && is_true).then_some(any)
    }

    /// The same for whoever asks for it by its id, and nothing for any other.
    pub(crate) fn any_called(&self, id: &str) -> Option<Product> {
        if id == ANY { self.any_product() } else { None }
    }

    /// Rebuilds what [`Catalogue::find`] returned from its [`Product::handle`]: the product of that id, else an
    /// unlisted one. Never pass unchecked input: any unknown name becomes an unlisted product.
    pub fn known(&self, name: &str) -> Found<'_> {
        self.by_id(name).unwrap_or_else(|| Found::Unlisted(Box::new(unlisted(name))))
    }
}

/// The names that a topic's products go by.
#[derive(Debug)]
pub struct Names<'c> {
    catalogue: &'c Catalogue,
    spelling: Spelling,
    known: Vec<Known<'c>>,
}

impl<'c> Names<'c> {
    /// The same as [`Catalogue::find`].
    ///
    /// # Errors
    /// As there.
    pub fn find(&self, name: &str) -> Result<Found<'c>, NotFound> {
        let name = name.trim();
        if let Some(product) = self.catalogue.listed(name) {
            return Ok(Found::Listed(product));
        }
        let typed = printable(name);
        if length(name) > LONGEST || !is_plain_name(name) {
            return Err(NotFound { name: typed, nearest: Vec::new() });
        }
        let key = self.spelling.key(name);
        if !key.is_empty() {
            let named = self.known.iter().find(|it| it.key == key).map(|it| it.product);
            if let Some(product) = named.or_else(|| slipped(name, &self.known, &self.spelling)) {
                return Ok(Found::Listed(product));
            }
            if !self.catalogue.exhaustive && self.spelling.is_of_maker(name) {
                return Ok(Found::Unlisted(Box::new(unlisted(name))));
            }
        }
        Err(NotFound { name: typed, nearest: nearest(&key, &self.known) })
    }
}

/// A name that a product goes by.
#[derive(Debug)]
struct Known<'c> {
    product: &'c Product,
    /// What it has in common with other spellings of it.
    key: String,
    /// Its words, but for the maker's name in front.
    words: Vec<String>,
}

/// The one covered product whose name is the typed one but for slips of the keys inside words.
fn slipped<'c>(name: &str, known: &[Known<'c>], spelling: &Spelling) -> Option<&'c Product> {
    let typed = spelling.words_behind_maker(name);
    // A whole word that another name has is no slip: it is what tells the two apart.
    let is_known = |word: &String| known.iter().any(|it| it.words.contains(word));
    let slips_between = |words: &[String]| {
        let mut all = 0;
        for (one, other) in typed.iter().zip(words) {
            if one != other {
                let most = slips_in(other).min(2);
                if most == 0 || is_exact(one) || is_exact(other) {
                    return None;
                }
                let between = slips(one, other, most);
                all += if between <= most && !is_known(one) { between } else { return None };
            }
        }
        (all <= 3).then_some(all)
    };
    let mut best: Option<(usize, &Product)> = None;
    for Known { product, words, .. } in known.iter().filter(|it| it.words.len() == typed.len()) {
        if let Some(between) = slips_between(words)
            && best.is_none_or(|(least, _)| between < least)
        {
            best = Some((between, *product));
        }
    }
    let (least, best) = best.filter(|(_, product)| product.scope != Scope::Excluded)?;
    // Another name that is as near may be the one that was meant, even where it is too short to be guessed.
    let key = joined(&typed);
    let is_near = |it: &Known| it.product.id != best.id && are_within(&it.key, &key, least);
    (!known.iter().any(is_near)).then_some(best)
}

/// The names of the three products that come nearest, of those that come near at all.
fn nearest(key: &str, known: &[Known]) -> Vec<String> {
    let mut nearest: Vec<(usize, &Product)> = Vec::new();
    for Known { product, key: known, .. } in known {
        // Half of the longer one must be the same, or one must have the other in it.
        let most = length(known).max(length(key)) / 2;
        let has_other = length(key).min(length(known)) > 2 && (known.contains(key) || key.contains(known.as_str()));
        let between = slips(known, key, if has_other { LONGEST } else { most });
        if !has_other && between > most {
            continue;
        }
        match nearest.iter_mut().find(|(_, other)| other.id == product.id) {
            Some((least, _)) => *least = between.min(*least),
            None => nearest.push((between, *product)),
        }
    }
    nearest.sort_by_key(|(between, _)| *between);
    let mut names = Vec::new();
    for (_, product) in nearest.iter().take(3) {
        names.push(concat(&[product.name.0.in_language("en")]));
    }
    names
}

impl Product {
    /// The names that it goes by: its own in each language, and its aliases.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.name.0.all().chain(self.aliases.iter().map(String::as_str))
    }
}

/// A product that the topic does not list but whose maker it names.
pub(crate) fn unlisted(name: &str) -> Product {
    Product {
        id: String::new(),
        name: Name(Text::name(name)),
        aliases: Vec::new(),
        identifiers: Vec::new(),
        audience: Audience::Unknown,
        scope: Scope::Unclear,
        basis: None,
        confidence: None,
        sources: Vec::new(),
        condition: None,
        note: None,
    }
}
