//! A compiled card: what a desk has written in, what a page plays out. A card is its file, format 1 of `docs/card-format.md`:
//! JSON that was looked at.
//!
//! A file may come from anywhere: whatever is read from one has a known tag, a known attribute, text, or a number within
//! limits, or it is refused with a sentence. Nothing in it can run. Knows no catalogue, no locale and no browser.

mod draft;
mod read;
mod write;

pub(crate) use self::draft::{Dated, Draft, Facts, Stage, Subject};
use crate::{
    json::Json,
    problem::{Problem, Refused},
};

/// The number of the format.
pub const FORMAT: u32 = 1;

/// Most bytes that a file may have: 2 MiB. A choice between 500 products of which each has a date of its own is 1.8.
pub const MAX_CARD_BYTES: usize = 2 * 1024 * 1024;

/// The greatest number that every reader of JSON keeps exactly.
const EXACT: i64 = 9_007_199_254_740_991;

/// The card of one product, or of every product of a topic whose readers choose, in one language, for every moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Card(Json);

impl Card {
    /// Reads a card's file.
    ///
    /// # Errors
    /// The first thing that is wrong: no JSON, another format, an unknown tag, attribute or value, more than the limits
    /// allow. A field that is not known is passed over, so that a later desk may add one.
    ///
    /// # Example
    /// ```
    /// # use phaseout::card::Card;
    /// let problem = Card::read(r#"{"format":2}"#).unwrap_err();
    /// assert_eq!(problem.to_string(), "format: is 2, and this player knows 1");
    /// ```
    pub fn read(text: &str) -> Result<Self, Problem> {
        read::card(text).map(Self)
    }

    /// Reads a card's file by the same rules, for a page, which does not ask what is wrong with one that it does not show.
    pub fn accept(text: &str) -> Option<Self> {
        read::card::<Refused>(text).ok().map(Self)
    }

    /// What a desk has made of a topic, as the file has it.
    pub(crate) fn of(draft: &Draft) -> Self {
        Self(write::card(draft))
    }

    /// Its file.
    pub fn write(&self) -> String {
        self.0.written()
    }

    /// The file's own object.
    pub(crate) fn file(&self) -> &Json {
        &self.0
    }

    /// A text of the whole file, empty where it has none.
    #[cfg(live_card)]
    pub(crate) fn text(&self, field: &str) -> &str {
        self.0.text(field)
    }

    fn products(&self) -> &[Json] {
        self.0.list("products")
    }

    /// Where a product stands in it, by its id, or by the name of one that the topic does not list.
    pub fn subject(&self, handle: &str) -> Option<usize> {
        self.products().iter().position(|product| self::handle(product) == handle)
    }

    /// Whether readers choose, so that there is something to show before they do.
    pub fn is_choice(&self) -> bool {
        self.0.get("opening").is_some()
    }

    /// How many products it has.
    pub fn len(&self) -> usize {
        self.products().len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.products().is_empty()
    }
}

/// What a product is found by: its id, or the name of one that the topic does not list.
pub(crate) fn handle(product: &Json) -> &str {
    match product.id() {
        "" => product.text("name"),
        id => id,
    }
}

/// The whole number that this is, if every reader of JSON keeps it exactly.
#[inline(never)]
pub(crate) fn whole(json: &Json) -> Option<i64> {
    let Json::Number(written) = json else { return None };
    let digits = written.strip_prefix('-').unwrap_or(written);
    let mut number = 0;
    for byte in digits.bytes() {
        if !byte.is_ascii_digit() || number > EXACT {
            return None;
        }
        number = number * 10 + i64::from(byte - b'0');
    }
    if number > EXACT {
        return None;
    }
    Some(if digits.len() < written.len() { -number } else { number })
}

/// The whole number that this is, as an index.
pub(crate) fn index(json: &Json) -> Option<usize> {
    whole(json).and_then(|number| usize::try_from(number).ok())
}
