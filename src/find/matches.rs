//! From what a person has typed so far to the products that it may mean: a catalogue and a text in, products out.
//!
//! The reader chooses among them; all the same, none that a measure leaves out is among them by a mere guess.

use super::LONGEST;
use crate::{
    catalogue::{Catalogue, Product, Scope},
    spelling::{Spelling, are_within, joined, slips_in},
    text::{is_plain_name, length},
};

/// Most products that are offered at once: more are read through no faster than typed on.
const MOST: usize = 8;

/// How a name fits what is typed, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is the name.
    Whole,
    /// The name begins so.
    Start,
    /// A word of the name begins so.
    Word,
    /// The name has it somewhere.
    Inside,
    /// The name, or its beginning, is a few slips of the keys away.
    Slipped,
}

const FITS: [Fit; 5] = [Fit::Whole, Fit::Start, Fit::Word, Fit::Inside, Fit::Slipped];

/// What is typed, as names are compared.
struct Typed {
    /// With the maker's name, if that was typed: a reader may have come no further.
    whole: String,
    /// Without it.
    rest: String,
    /// Whether that name has a slip in it: then what is behind it is a guess as well.
    is_guess: bool,
}

impl Catalogue {
    /// The products that a text may mean which is still being typed, at most eight, the likeliest first: those of that
    /// name or alias, those with a name that begins so, then a word that begins so, then those that have it anywhere,
    /// and last those a few slips of the keys away. What fits alike is in the catalogue's order.
    ///
    /// None for a text that no name can begin with, as [`Catalogue::find`] judges it.
    ///
    /// # Example
    /// ```
    /// # let kaspersky = phaseout::Catalogue::read(include_str!("../../www/catalogue/kaspersky-us.json")).unwrap();
    /// assert_eq!(kaspersky.matches("kis")[0].id, "kaspersky-internet-security");
    /// assert!(kaspersky.matches("norton").is_empty());
    /// ```
    pub fn matches(&self, text: &str) -> Vec<&Product> {
        let text = text.trim();
        let spelling = Spelling::of(self);
        let matches = self.fitting(text, &spelling);
        match spelling.without_begun_year(text) {
            Some(text) if matches.is_empty() => self.fitting(text, &spelling),
            _ => matches,
        }
    }

    fn fitting(&self, text: &str, spelling: &Spelling) -> Vec<&Product> {
        let mut matches = Vec::new();
        if length(text) > LONGEST || !is_plain_name(text) {
            return matches;
        }
        let (whole, key) = (spelling.whole(text), spelling.key(text));
        // Where the maker's name has a slip in it, the words behind that.
        let rest = if key == whole { joined(&spelling.words_behind_maker(text)) } else { key.clone() };
        let is_guess = key == whole && rest != key;
        let typed = Typed { whole, rest, is_guess };
        let mut fits = Vec::new();
        for product in &self.products {
            fits.push(best_fit(product, &typed, spelling));
        }
        for fit in FITS {
            for (product, its) in self.products.iter().zip(&fits) {
                if *its == Some(fit) && matches.len() < MOST {
                    matches.push(product);
                }
            }
        }
        matches
    }
}

/// How the name or alias of a product fits that fits best; `None` where none does.
fn best_fit(product: &Product, typed: &Typed, spelling: &Spelling) -> Option<Fit> {
    let is_excluded = product.scope == Scope::Excluded;
    let mut best = None;
    for name in product.names() {
        let words = spelling.words(name);
        let (whole, rest) = (joined(&words), spelling.key_of(&words));
        for (wanted, is_rest) in [(&typed.whole, false), (&typed.rest, true)] {
            if wanted.is_empty() || (is_excluded && is_rest && typed.is_guess) {
                continue;
            }
            let fit = if *wanted == whole || *wanted == rest {
                Fit::Whole
            } else if whole.starts_with(wanted.as_str()) || rest.starts_with(wanted.as_str()) {
                Fit::Start
            } else if whole.contains(wanted.as_str()) {
                if has_word(&words, wanted) { Fit::Word } else { Fit::Inside }
            } else if is_rest && !is_excluded && is_slip(&rest, wanted) {
                Fit::Slipped
            } else {
                continue;
            };
            if best.is_none_or(|best| fit < best) {
                best = Some(fit);
            }
        }
    }
    best
}

/// Whether the name, read from one of its words on, begins so.
fn has_word(words: &[String], wanted: &str) -> bool {
    (0..words.len()).any(|first| joined(words.get(first..).unwrap_or_default()).starts_with(wanted))
}

/// The digits of a name, in order.
fn digits(name: &str) -> String {
    name.chars().filter(char::is_ascii_digit).collect()
}

/// Whether a name or its beginning, as long as what is typed, has the same digits and is few enough slips away.
fn is_slip(name: &str, wanted: &str) -> bool {
    let (most, width) = (slips_in(wanted), length(wanted));
    if most == 0 || length(name) + most < width {
        return false;
    }
    let mut start = String::new();
    for c in name.chars().take(width) {
        start.push(c);
    }
    let is_near = |name: &str| are_within(name, wanted, most) && digits(name) == digits(wanted);
    is_near(&start) || is_near(name)
}
