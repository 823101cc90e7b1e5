//! The tree that a card is, and the few tags and attributes that it may have.
//!
//! None of them runs script or style, so nothing in a card can, whoever wrote it. Knows no words and no page.

use crate::{
    named::named,
    template::{Template, Value},
};

/// A node of the card.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text, never empty; two never stand beside each other.
    Text(Template),
    /// What depends on the moment, in the tree of a card that is compiled: nodes by a value, each with the least number
    /// for which they are the ones; the first are for all that is less, too. There are none where the moment is known.
    Case(Value, Vec<(i64, Vec<Node>)>),
}

/// An element of the card.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Element {
    /// Its tag.
    pub tag: Tag,
    /// Its attributes, each once.
    pub attributes: Vec<(Attribute, Template)>,
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
        /// Hides from those who hear a card what it says to them in another place: ticking digits, the name of a choice.
        AriaHidden = "aria-hidden",
        /// Names the card, and the timer.
        AriaLabelledby = "aria-labelledby",
        /// How deep a heading is in the page's outline, where the host says so.
        AriaLevel = "aria-level",
        /// Keeps the timer silent.
        AriaLive = "aria-live",
        /// Whether a milestone is ahead or passed; how pressing the card's status is.
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
        /// What an element is, where no tag says it; that a date is only words.
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

/// Adds a text, if there is any, to nodes; it joins one in front of it, since two never stand beside each other.
pub(crate) fn push_text(nodes: &mut Vec<Node>, text: Template) {
    match nodes.last_mut() {
        Some(Node::Text(before)) => before.push(&text),
        _ if text.is_empty() => {}
        _ => nodes.push(Node::Text(text)),
    }
}
