//! What the card is made of: [`View`] in, a tree of [`Node`]s out.
//!
//! The only file that knows tags. Knows no words; every text comes from the view. Two interpreters read
//! the tree, one writing text, one touching the page, so both show the same.

mod builder;

use self::builder::Builder;
use crate::{
    locale::Sentence,
    named::{Named, named},
    view::{Opening, View},
};

/// A node of the card.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text, never empty.
    Text(String),
}

/// An element of the card.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Element {
    /// Its tag.
    pub tag: Tag,
    /// Its attributes, each once.
    pub attributes: Vec<(Attribute, String)>,
    /// What is inside.
    pub children: Vec<Node>,
}

named! {
    /// The tags that the card uses, and no others.
    pub enum Tag {
        /// A link.
        A = "a",
        /// What keeps its own direction.
        Bdi = "bdi",
        /// What the reader presses.
        Button = "button",
        /// The description of a term.
        Dd = "dd",
        /// What can be unfolded.
        Details = "details",
        /// A group without meaning of its own.
        Div = "div",
        /// A description list.
        Dl = "dl",
        /// A term.
        Dt = "dt",
        /// The card's heading.
        H2 = "h2",
        /// A heading inside the card.
        H3 = "h3",
        /// The name of a control.
        Label = "label",
        /// An entry of a list.
        Li = "li",
        /// A group of options.
        Optgroup = "optgroup",
        /// An option.
        Option = "option",
        /// A paragraph.
        P = "p",
        /// The card.
        Section = "section",
        /// The chooser.
        Select = "select",
        /// A run of text.
        Span = "span",
        /// What unfolds.
        Summary = "summary",
        /// A date.
        Time = "time",
        /// A list.
        Ul = "ul",
    }
}

named! {
    /// The attributes that the card uses, and no others: none that runs script or style.
    pub enum Attribute {
        /// Hides the ticking digits from those who would hear each of them.
        AriaHidden = "aria-hidden",
        /// Names the card, and the timer.
        AriaLabelledby = "aria-labelledby",
        /// How deep a heading is in the page's outline, where the host says so.
        AriaLevel = "aria-level",
        /// Keeps the timer silent.
        AriaLive = "aria-live",
        /// Whether a milestone is ahead or passed; the card's phase.
        DataState = "data-state",
        /// The name of the file that a link saves.
        Download = "download",
        /// The machine-readable date.
        Datetime = "datetime",
        /// Which way the words are read.
        Dir = "dir",
        /// The invitation of the chooser is no choice.
        Disabled = "disabled",
        /// What a label names.
        For = "for",
        /// An https address, tested where it is set, or a file that the card wrote itself.
        Href = "href",
        /// Unique inside the shadow root.
        Id = "id",
        /// The name of a group of options.
        Label = "label",
        /// The language of the words.
        Lang = "lang",
        /// What a host's stylesheet may reach.
        Part = "part",
        /// What a link shares with its target: nothing.
        Rel = "rel",
        /// What an element is, where no tag says it.
        Role = "role",
        /// The chosen option.
        Selected = "selected",
        /// Where a link opens.
        Target = "target",
        /// A button that sends no form.
        Type = "type",
        /// The product id of an option.
        Value = "value",
    }
}

/// The id of what names the product: the chooser's control, or the name itself.
const PRODUCT: &str = "product";

const TITLE: &str = "title";
const NAME: &str = "title product";
const UNTIL: &str = "until";

/// The tree of a card.
pub fn card(view: &View) -> Vec<Node> {
    let mut card = Builder::default();
    // Two cards of one measure are two landmarks, so the product is part of the name.
    card.section(view.language, view.direction, NAME);
    card.set(Attribute::DataState, view.phase.name());
    card.announcement(&view.announcement);
    card.heading(view.title, view.heading);
    match &view.chooser {
        Some(chooser) => card.chooser(chooser),
        None => card.product(view.product),
    }
    // Behind the chooser, which thereby stays the same element, and keeps its focus, once a product is chosen.
    if let Some(frozen) = &view.frozen {
        card.part(Tag::P, "frozen", frozen);
    }
    card.part(Tag::P, "status", view.badge);
    card.paragraph("sentence", &view.sentence);
    if let Some(clock) = &view.countdown {
        card.clock(clock);
    }
    if !view.rows.is_empty() {
        card.open(Tag::Dl, "milestones");
        for row in view.announced.iter().chain(&view.rows) {
            card.row(row);
        }
        card.close();
    }
    card.open(Tag::Div, "action");
    card.open(Tag::H3, "action-title");
    card.level(view.heading, 1);
    card.end_with(view.action.label);
    card.paragraph("action-sentence", &view.action.sentence);
    card.folded("steps", view.action.steps.as_ref());
    card.close();
    card.folded("notes", view.notes.as_ref());
    card.folded("sources", view.sources.as_ref());
    card.end(&view.as_of)
}

/// The tree of a card before a product is chosen.
pub fn opening_card(opening: &Opening) -> Vec<Node> {
    let mut card = Builder::default();
    card.section(opening.language, opening.direction, TITLE);
    card.announcement("");
    card.heading(opening.title, opening.heading);
    card.chooser(&opening.chooser);
    card.end(&opening.as_of)
}

/// A sentence as phrasing content: text, dates and links, fit to stand inside a paragraph.
pub fn sentence(sentence: &Sentence) -> Vec<Node> {
    let mut nodes = Builder::default();
    nodes.sentence(sentence);
    nodes.done
}
