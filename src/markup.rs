//! What the card is made of: [`View`] in, a tree of [`Node`]s out.
//!
//! The only file that knows tags. Knows no words; every text comes from the view. Two interpreters read
//! the tree, one writing text, one touching the page, so both show the same.

use crate::{
    locale::{Direction, Piece, Sentence},
    named::{Named, named},
    text::concat,
    view::{Chooser, Clock, List, Opening, Row, View},
};

/// A node of the card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text, never empty.
    Text(String),
}

/// An element of the card.
#[derive(Debug, Clone, PartialEq, Eq)]
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
        /// Keeps the timer silent.
        AriaLive = "aria-live",
        /// Whether a milestone is ahead or passed; the card's phase.
        DataState = "data-state",
        /// The machine-readable date.
        Datetime = "datetime",
        /// Which way the words are read.
        Dir = "dir",
        /// The invitation of the chooser is no choice.
        Disabled = "disabled",
        /// What a label names.
        For = "for",
        /// A checked https address.
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
    if let Some(frozen) = &view.frozen {
        card.part(Tag::P, "frozen", frozen);
    }
    card.heading(view.title);
    match &view.chooser {
        Some(chooser) => card.chooser(chooser),
        None => card.product(view.product),
    }
    card.part(Tag::P, "status", view.badge);
    card.paragraph("sentence", &view.sentence);
    if let Some(clock) = &view.countdown {
        card.clock(clock);
    }
    if !view.rows.is_empty() {
        card.open(Tag::Dl, "milestones");
        for row in &view.rows {
            card.row(row);
        }
        card.close();
    }
    card.open(Tag::Div, "action");
    card.part(Tag::H3, "action-title", view.action.label);
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
    card.heading(opening.title);
    card.chooser(&opening.chooser);
    card.end(&opening.as_of)
}

/// A sentence as phrasing content: text, dates and links, fit to stand inside a paragraph.
pub fn sentence(sentence: &Sentence) -> Vec<Node> {
    let mut nodes = Builder::default();
    nodes.sentence(sentence);
    nodes.done
}

/// A tree that grows: one call a tag, in the order of the markup.
#[derive(Default)]
struct Builder {
    done: Vec<Node>,
    /// What is still to be closed, the innermost last.
    open: Vec<Element>,
}

impl Builder {
    /// Starts an element; `part` is what a host's stylesheet calls it, if that may reach it.
    #[inline(never)]
    fn open(&mut self, tag: Tag, part: &str) {
        self.open.push(Element { tag, attributes: Vec::new(), children: Vec::new() });
        if !part.is_empty() {
            self.set(Attribute::Part, part);
        }
    }

    /// Sets an attribute of the element that was started last.
    #[inline(never)]
    fn set(&mut self, attribute: Attribute, value: &str) {
        if let Some(element) = self.open.last_mut() {
            element.attributes.push((attribute, concat(&[value])));
        }
    }

    /// Adds a text, if there is any.
    #[inline(never)]
    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.push(Node::Text(concat(&[text])));
        }
    }

    /// Ends the element that was started last.
    #[inline(never)]
    fn close(&mut self) {
        if let Some(element) = self.open.pop() {
            self.push(Node::Element(element));
        }
    }

    fn push(&mut self, node: Node) {
        self.open.last_mut().map_or(&mut self.done, |element| &mut element.children).push(node);
    }

    /// Adds an element with nothing but text in it.
    #[inline(never)]
    fn part(&mut self, tag: Tag, part: &str, text: &str) {
        self.open(tag, part);
        self.end_with(text);
    }

    /// Ends the element that was started last with a text.
    #[inline(never)]
    fn end_with(&mut self, text: &str) {
        self.text(text);
        self.close();
    }

    /// Adds a space, so that the words stay apart where no stylesheet does it.
    fn gap(&mut self) {
        self.text(" ");
    }

    fn section(&mut self, language: &str, direction: Direction, name: &str) {
        self.open(Tag::Section, "card");
        self.set(Attribute::AriaLabelledby, name);
        self.set(Attribute::Lang, language);
        self.set(Attribute::Dir, direction.name());
    }

    /// The last line of a card, and its end.
    fn end(mut self, as_of: &str) -> Vec<Node> {
        self.part(Tag::P, "as-of", as_of);
        self.close();
        self.done
    }

    fn product(&mut self, name: &str) {
        self.open(Tag::P, "product");
        self.set(Attribute::Id, PRODUCT);
        self.end_with(name);
    }

    fn heading(&mut self, title: &str) {
        self.open(Tag::H2, "title");
        self.set(Attribute::Id, TITLE);
        self.end_with(title);
    }

    fn paragraph(&mut self, part: &str, sentence: &Sentence) {
        self.open(Tag::P, part);
        self.sentence(sentence);
        self.close();
    }

    fn sentence(&mut self, sentence: &Sentence) {
        for piece in sentence {
            match piece {
                Piece::Words(words) => self.text(words),
                Piece::Time { datetime, words } => {
                    self.open(Tag::Time, "");
                    self.set(Attribute::Datetime, datetime);
                    self.end_with(words);
                }
                Piece::Link { url, words } => {
                    self.open(Tag::A, "");
                    self.set(Attribute::Href, url);
                    self.set(Attribute::Target, "_blank");
                    self.set(Attribute::Rel, "noopener noreferrer");
                    self.end_with(words);
                }
            }
        }
    }

    fn chooser(&mut self, chooser: &Chooser) {
        self.open(Tag::P, "chooser");
        self.open(Tag::Label, "");
        self.set(Attribute::For, PRODUCT);
        self.end_with(chooser.label);
        self.open(Tag::Select, "");
        self.set(Attribute::Id, PRODUCT);
        self.set(Attribute::Part, "select");
        if let Some(invitation) = chooser.invitation {
            self.open(Tag::Option, "");
            self.set(Attribute::Value, "");
            self.set(Attribute::Disabled, "");
            self.set(Attribute::Selected, "");
            self.end_with(invitation);
        }
        for group in &chooser.groups {
            if !group.label.is_empty() {
                self.open(Tag::Optgroup, "");
                self.set(Attribute::Label, group.label);
            }
            for (id, name, is_chosen) in &group.options {
                self.open(Tag::Option, "");
                self.set(Attribute::Value, id);
                if *is_chosen {
                    self.set(Attribute::Selected, "");
                }
                self.end_with(name);
            }
            if !group.label.is_empty() {
                self.close();
            }
        }
        self.close();
        self.close();
    }

    fn clock(&mut self, clock: &Clock) {
        self.open(Tag::Div, "countdown");
        self.set(Attribute::Role, "timer");
        self.set(Attribute::AriaLive, "off");
        self.set(Attribute::AriaLabelledby, UNTIL);
        self.open(Tag::P, "until");
        self.set(Attribute::Id, UNTIL);
        self.end_with(clock.label);
        self.open(Tag::P, "digits");
        self.set(Attribute::AriaHidden, "true");
        for (index, (number, unit)) in clock.fields.iter().enumerate() {
            if index > 0 {
                self.gap();
            }
            self.open(Tag::Span, "field");
            self.part(Tag::Span, "number", number);
            self.gap();
            self.part(Tag::Span, "unit", unit);
            self.close();
        }
        self.close();
        self.part(Tag::P, "spoken", &clock.spoken);
        self.close();
    }

    fn row(&mut self, row: &Row) {
        self.open(Tag::Div, "milestone");
        self.set(Attribute::DataState, if row.is_ahead { "ahead" } else { "passed" });
        self.part(Tag::Dt, "effect", row.label);
        self.open(Tag::Dd, "");
        self.open(Tag::Time, "date");
        self.set(Attribute::Datetime, &row.datetime);
        self.end_with(&row.date);
        self.gap();
        self.part(Tag::Span, "relative", &row.relative);
        if let Some(reader) = &row.reader {
            self.part(Tag::Div, "reader", reader);
        }
        if let Some(detail) = row.detail {
            self.part(Tag::Div, "detail", detail);
        }
        self.close();
        self.close();
    }

    fn folded(&mut self, part: &str, list: Option<&List>) {
        let Some(list) = list else { return };
        self.open(Tag::Details, part);
        self.part(Tag::Summary, "", list.label);
        self.open(Tag::Ul, "");
        for entry in &list.entries {
            self.open(Tag::Li, "");
            self.sentence(entry);
            self.close();
        }
        self.close();
        self.close();
    }
}
