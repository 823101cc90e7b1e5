//! How a tree grows: one call a tag, in the order of the markup; a tree of nodes out.
//!
//! Every call is kept out of line: a card makes a hundred of them, and inlined they would outweigh all else.

use super::{Attribute, CHOICE, Element, Node, PRODUCT, TITLE, Tag, UNTIL};
use crate::{
    link::https,
    locale::{Direction, Piece, Sentence},
    named::Named,
    text::{concat, decimal},
    view::{Chooser, Clock, Entry, Level, List, Offer, Row},
};

/// A tree that grows: one call a tag, in the order of the markup.
#[derive(Debug, Default)]
pub(super) struct Builder {
    pub(super) done: Vec<Node>,
    /// What is still to be closed, the innermost last.
    open: Vec<Element>,
}

impl Builder {
    /// Starts an element; `part` is what a host's stylesheet calls it, if that may reach it.
    #[inline(never)]
    pub(super) fn open(&mut self, tag: Tag, part: &str) {
        self.open.push(Element { tag, attributes: Vec::new(), children: Vec::new() });
        if !part.is_empty() {
            self.set(Attribute::Part, part);
        }
    }

    /// Sets an attribute of the element that was started last.
    #[inline(never)]
    pub(super) fn set(&mut self, attribute: Attribute, value: &str) {
        if let Some(element) = self.open.last_mut() {
            element.attributes.push((attribute, concat(&[value])));
        }
    }

    /// Adds a text, if there is any.
    #[inline(never)]
    pub(super) fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.push(Node::Text(concat(&[text])));
        }
    }

    /// Ends the element that was started last.
    #[inline(never)]
    pub(super) fn close(&mut self) {
        if let Some(element) = self.open.pop() {
            self.push(Node::Element(element));
        }
    }

    pub(super) fn push(&mut self, node: Node) {
        self.open.last_mut().map_or(&mut self.done, |element| &mut element.children).push(node);
    }

    /// Adds an element with nothing but text in it.
    #[inline(never)]
    pub(super) fn part(&mut self, tag: Tag, part: &str, text: &str) {
        self.open(tag, part);
        self.end_with(text);
    }

    /// Ends the element that was started last with a text.
    #[inline(never)]
    pub(super) fn end_with(&mut self, text: &str) {
        self.text(text);
        self.close();
    }

    /// Adds a space, so that the words stay apart where no stylesheet does it.
    pub(super) fn gap(&mut self) {
        self.text(" ");
    }

    pub(super) fn section(&mut self, language: &str, direction: Direction, name: &str) {
        self.open(Tag::Section, "card");
        self.set(Attribute::AriaLabelledby, name);
        self.set(Attribute::Lang, language);
        self.set(Attribute::Dir, direction.name());
    }

    /// The last line of a card, and its end.
    pub(super) fn end(mut self, as_of: &str) -> Vec<Node> {
        self.part(Tag::P, "as-of", as_of);
        self.close();
        self.done
    }

    /// The product's name, and its language where that is another than the card's; unheard where a control says it.
    pub(super) fn product(&mut self, (language, name): (&str, &str), is_said: bool) {
        self.open(Tag::P, "product");
        self.set(Attribute::Id, PRODUCT);
        if is_said {
            self.set(Attribute::AriaHidden, "true");
        }
        if !language.is_empty() {
            self.set(Attribute::Lang, language);
        }
        self.end_with(name);
    }

    /// What is said once, to those who do not look: in both cards the same first element, so that it is there
    /// before there is anything to say.
    pub(super) fn announcement(&mut self, words: &str) {
        self.open(Tag::P, "announcement");
        self.set(Attribute::Role, "status");
        self.end_with(words);
    }

    /// Says how deep a heading is, `below` the title, where the host has said how deep that is.
    pub(super) fn level(&mut self, title: Option<Level>, below: u32) {
        if let Some(title) = title {
            self.set(Attribute::AriaLevel, &decimal(title.number() + below, 1));
        }
    }

    /// The title, and its language where that is another than the card's.
    pub(super) fn heading(&mut self, (language, title): (&str, &str), level: Option<Level>) {
        self.open(Tag::H2, "title");
        self.level(level, 0);
        self.set(Attribute::Id, TITLE);
        if !language.is_empty() {
            self.set(Attribute::Lang, language);
        }
        self.end_with(title);
    }

    pub(super) fn paragraph(&mut self, part: &str, sentence: &Sentence) {
        self.open(Tag::P, part);
        self.sentence(sentence);
        self.close();
    }

    pub(super) fn sentence(&mut self, sentence: &Sentence) {
        for piece in sentence {
            match piece {
                Piece::Words(words) => self.text(words),
                Piece::Foreign { language, words } => {
                    self.open(Tag::Bdi, "");
                    if !language.is_empty() {
                        self.set(Attribute::Lang, language);
                    }
                    self.end_with(words);
                }
                Piece::Time { datetime, words } => {
                    self.open(Tag::Time, "");
                    self.set(Attribute::Datetime, datetime);
                    self.end_with(words);
                }
                Piece::Link { url, words } => {
                    let url = https(url);
                    if url.is_empty() {
                        self.text(words);
                        continue;
                    }
                    self.open(Tag::A, "");
                    self.set(Attribute::Href, url);
                    self.set(Attribute::Target, "_blank");
                    self.set(Attribute::Rel, "noopener noreferrer");
                    self.end_with(words);
                }
            }
        }
    }

    /// The choice, and the name of what is chosen, as long as it may be: a select would cut it. The stylesheet lays the
    /// one over the other.
    pub(super) fn chooser(&mut self, chooser: &Chooser) {
        let mut chosen = ("", chooser.invitation.unwrap_or_default());
        self.open(Tag::Div, "chooser");
        self.open(Tag::Label, "");
        self.set(Attribute::For, CHOICE);
        self.end_with(chooser.label);
        self.open(Tag::Select, "select");
        self.set(Attribute::Id, CHOICE);
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
            for Offer { id, name: (language, name), is_chosen } in &group.options {
                self.open(Tag::Option, "");
                self.set(Attribute::Value, id);
                if !language.is_empty() {
                    self.set(Attribute::Lang, language);
                }
                if *is_chosen {
                    chosen = (language, name);
                    self.set(Attribute::Selected, "");
                }
                self.end_with(name);
            }
            if !group.label.is_empty() {
                self.close();
            }
        }
        self.close();
        self.product(chosen, true);
        self.close();
    }

    pub(super) fn clock(&mut self, clock: &Clock) {
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

    /// What the reader may press: the way into a calendar, and what stops the seconds. The second stands in a line that
    /// is there already: a card that is served has no such button, and nothing moves when it comes.
    pub(super) fn controls(&mut self, calendar: Option<&Entry>, toggle: Option<&str>) {
        if calendar.is_none() && toggle.is_none() {
            return;
        }
        self.open(Tag::Div, "controls");
        if let Some(calendar) = calendar {
            self.open(Tag::A, "calendar");
            self.set(Attribute::Download, &calendar.file);
            self.set(Attribute::Href, &calendar.address);
            self.end_with(calendar.label);
        }
        if let Some(toggle) = toggle {
            self.open(Tag::Button, "toggle");
            self.set(Attribute::Type, "button");
            self.end_with(toggle);
        }
        self.close();
    }

    /// The date of the headline, as it was published; unheard where the sentence says it.
    pub(super) fn when(&mut self, row: &Row, is_said: bool) {
        self.open(Tag::P, "when");
        if is_said {
            self.set(Attribute::AriaHidden, "true");
        }
        self.date(row);
        if let Some(moved) = &row.moved {
            self.gap();
            self.part(Tag::Span, "moved", moved);
        }
        if let Some(reader) = &row.reader {
            self.gap();
            self.part(Tag::Span, "reader", reader);
        }
        self.close();
    }

    fn date(&mut self, row: &Row) {
        if row.datetime.is_empty() {
            self.part(Tag::Span, "date", &row.date);
        } else {
            self.open(Tag::Time, "date");
            self.set(Attribute::Datetime, &row.datetime);
            self.end_with(&row.date);
        }
    }

    /// One row of the line of time; the one that the headline is about has a name of its own beside.
    pub(super) fn row(&mut self, row: &Row, is_governing: bool) {
        self.open(Tag::Div, if is_governing { "milestone governing" } else { "milestone" });
        self.set(Attribute::DataState, row.state);
        self.part(Tag::Dt, "effect", row.label);
        self.open(Tag::Dd, "");
        self.date(row);
        if !row.relative.is_empty() {
            self.gap();
            self.part(Tag::Span, "relative", &row.relative);
        }
        if let Some(moved) = &row.moved {
            self.part(Tag::Div, "moved", moved);
        }
        if let Some(reader) = &row.reader {
            self.part(Tag::Div, "reader", reader);
        }
        if let Some(detail) = &row.detail {
            self.open(Tag::Div, "detail");
            self.sentence(detail);
            self.close();
        }
        self.close();
        self.close();
    }

    /// A heading below the title.
    pub(super) fn subheading(&mut self, part: &str, words: &str, title: Option<Level>) {
        self.open(Tag::H3, part);
        self.level(title, 1);
        self.end_with(words);
    }

    /// Adds a list with its heading, without its first `told` entries, if there are any others.
    pub(super) fn list(&mut self, part: &str, list: Option<&List>, told: usize, title: Option<Level>) {
        let Some(list) = list.filter(|list| list.entries.len() > told) else { return };
        self.open(Tag::Div, part);
        self.subheading("", list.label, title);
        self.open(Tag::Ul, "");
        for entry in list.entries.iter().skip(told) {
            self.open(Tag::Li, "");
            self.sentence(entry);
            self.close();
        }
        self.close();
        self.close();
    }
}
