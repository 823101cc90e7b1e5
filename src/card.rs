//! A compiled card: what a desk has written in, what a page plays out; and its file, format 1 of `docs/card-format.md`.
//!
//! A file may come from anywhere: whatever is read from one has a known tag, a known attribute, text, or a number within
//! limits, or it is refused with a sentence. Nothing in it can run. Knows no catalogue, no locale and no browser.

mod read;
mod write;

use crate::{json::Json, node::Node, problem::Problem, template::Template};

/// The number of the format.
pub const FORMAT: u32 = 1;

/// Most bytes that a file may have: 2 MiB. A choice between 500 products of which each has a date of its own is 1.8.
pub const MAX_CARD_BYTES: usize = 2 * 1024 * 1024;

/// Most products that one may have: those of the largest topic, that of not knowing which, and one that is not listed.
const MAX_PRODUCTS: usize = 502;

/// Most that a card may come to when it is played: 512 KiB, counting [`NODE`] bytes for each node and attribute, and
/// those of every text. The choice between 500 products takes about 150 KiB.
const MAX_PLAYED: usize = 512 * 1024;

/// What a node, an attribute or a slot counts for, besides its text.
const NODE: usize = 64;

/// The greatest number that every reader of JSON keeps exactly.
const EXACT: i64 = 9_007_199_254_740_991;

/// The digits of a card that says no others.
const DIGITS: &str = "0123456789";

/// Most bytes of a product's name, and of an id or a tag.
const MAX_NAME: usize = 500;

/// Deepest nesting that a card may have when it is played; those of the first edition have 12.
const MAX_NESTED: usize = 48;

/// The card of one product, or of every product of a topic whose readers choose, in one language, for every moment.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Card {
    /// The id of its topic.
    pub topic: String,
    /// BCP 47 tag of its words.
    pub language: String,
    /// The kind of topic, as `Status` has it.
    pub(crate) kind: String,
    /// The language's digits, from nought to nine.
    pub(crate) digits: Vec<char>,
    /// The place of the plural category of each number, as [`crate::Locale::plural_table`] says it.
    pub(crate) plural: String,
    /// What several places of the cards have in common; [`Node::Use`] names an entry. An entry names earlier ones only.
    pub(crate) nodes: Vec<Node>,
    /// The milestones of all products as `Status` has them, without their states.
    pub(crate) milestones: Vec<Json>,
    /// The sources of all products, as `Status` has them.
    pub(crate) sources: Vec<Json>,
    /// What holds for the products; those that differ in nothing but their names have it in common.
    pub(crate) facts: Vec<Facts>,
    /// The products, in the order of [`Kind::Chosen`](crate::template::Kind::Chosen).
    pub(crate) subjects: Vec<Subject>,
    /// What stands while no product is chosen; none where there is no choice.
    pub(crate) opening: Option<Vec<Node>>,
}

/// A product.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Subject {
    /// What [`Card::subject`] finds it by: its id, or the name of one that the topic does not list.
    pub(crate) handle: String,
    /// Its name, of [`Slot::Name`](crate::template::Slot::Name).
    pub(crate) name: String,
    /// As `Status` has it.
    pub(crate) product: Json,
    /// Which of the card's facts hold for it.
    pub(crate) facts: usize,
}

/// What holds for a product, and from when on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Facts {
    /// Which of the card's milestones it has, in order of time.
    pub(crate) milestones: Vec<usize>,
    /// The date of each of those, where it has one; then that of the announcement.
    pub(crate) dates: Vec<Option<Dated>>,
    /// Which of the card's sources say so, the most primary first.
    pub(crate) sources: Vec<usize>,
    /// At least one, in order of time; the first is for all time before the second.
    pub(crate) stages: Vec<Stage>,
}

/// A date of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dated {
    /// The day that is shown, in days since 1970; of a month its first.
    pub(crate) day: i64,
    /// Whether it is a month.
    pub(crate) is_month: bool,
    /// The first instant of the new state, in milliseconds since 1970 in UTC. Without one it has happened once the
    /// reader's day is that day.
    pub(crate) at: Option<i64>,
}

/// What holds from an instant on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stage {
    /// Milliseconds since 1970 in UTC.
    pub(crate) from: i64,
    /// As `Status` has it.
    pub(crate) phase: String,
    /// As `Status` has it.
    pub(crate) action: Json,
    /// The same, where it has any.
    pub(crate) advice: Option<Json>,
    /// The sentence, as `Status` has it.
    pub(crate) text: Template,
    /// The whole `Status`, where the card is of one moment alone.
    pub(crate) status: Option<Json>,
    /// What is shown.
    pub(crate) nodes: Vec<Node>,
}

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
        read::card(text)
    }

    /// Its file.
    pub fn write(&self) -> String {
        write::card(self)
    }

    /// Where a product stands in it, by its id, or by the name of one that the topic does not list.
    pub fn subject(&self, handle: &str) -> Option<usize> {
        self.subjects.iter().position(|subject| subject.handle == handle)
    }

    /// What a product is found by.
    pub fn handle(&self, place: usize) -> Option<&str> {
        self.subjects.get(place).map(|subject| subject.handle.as_str())
    }

    /// Whether readers choose, so that there is something to show before they do.
    pub fn is_choice(&self) -> bool {
        self.opening.is_some()
    }

    /// How many products it has.
    pub fn len(&self) -> usize {
        self.subjects.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.subjects.is_empty()
    }
}

/// How much a text counts for when it is played, at most.
fn weight(text: &Template) -> usize {
    use crate::template::Slot;
    let (first, rest) = text.parts();
    let mut sum = first.len();
    for (slot, behind) in rest {
        let most = match slot {
            Slot::Case(_, cases) => cases.iter().map(|(_, text)| weight(text)).max(),
            Slot::Plural(_, forms) => forms.iter().map(weight).max(),
            Slot::Number(..) | Slot::Ascii(..) => None,
            Slot::Name => Some(MAX_NAME),
        };
        sum = sum.saturating_add(NODE + most.unwrap_or(0)).saturating_add(behind.len());
    }
    sum
}
