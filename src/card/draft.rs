//! A card as a desk makes it, before it is a file.

use crate::{day::Calendar, json::Json, node::Node, template::Template};

/// The card of one product, or of every product of a topic whose readers choose, in one language, for every moment.
#[derive(Debug)]
pub(crate) struct Draft {
    /// The id of its topic.
    pub(crate) topic: String,
    /// BCP 47 tag of its words.
    pub(crate) language: String,
    /// The kind of topic, as `Status` has it.
    pub(crate) kind: String,
    /// The language's digits, from nought to nine.
    pub(crate) digits: String,
    /// The calendar in which the language says days.
    pub(crate) calendar: Calendar,
    /// The place of the plural category of each number, as [`crate::Locale::plural_table`] says it.
    pub(crate) plural: String,
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
#[derive(Debug)]
pub(crate) struct Subject {
    /// As `Status` has it.
    pub(crate) product: Json,
    /// Which of the card's facts hold for it.
    pub(crate) facts: usize,
}

/// What holds for a product, and from when on.
#[derive(Debug, PartialEq)]
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
#[derive(Debug, PartialEq)]
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
