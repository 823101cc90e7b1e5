//! How a tree grows: one call a tag, in the order of the markup; a tree of nodes out.
//!
//! Every call is kept out of line: a card makes a hundred of them, and inlined they would outweigh all else.

use super::{Attribute, Element, Node, PRODUCT, TITLE, Tag, UNTIL};
use crate::{
    link::https,
    locale::{Direction, Piece, Sentence},
    named::Named,
    text::{concat, decimal},
    view::{Chooser, Clock, Level, List, Offer, Row},
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

    /// The product's name, and its language where that is another than the card's.
    pub(super) fn product(&mut self, (language, name): (&str, &str)) {
        self.open(Tag::P, "product");
        self.set(Attribute::Id, PRODUCT);
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

    pub(super) fn chooser(&mut self, chooser: &Chooser) {
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
            for Offer { id, name: (language, name), is_chosen } in &group.options {
                self.open(Tag::Option, "");
                self.set(Attribute::Value, id);
                if !language.is_empty() {
                    self.set(Attribute::Lang, language);
                }
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
        self.open(Tag::A, "calendar");
        self.set(Attribute::Download, &clock.calendar.file);
        self.set(Attribute::Href, &clock.calendar.address);
        self.end_with(clock.calendar.label);
        // Behind the link and in its line: a card that is served has no such button, and nothing moves when it comes.
        if let Some(toggle) = clock.toggle {
            self.open(Tag::Button, "toggle");
            self.set(Attribute::Type, "button");
            self.end_with(toggle);
        }
    }

    pub(super) fn row(&mut self, row: &Row) {
        self.open(Tag::Div, "milestone");
        self.set(Attribute::DataState, row.state);
        self.part(Tag::Dt, "effect", row.label);
        self.open(Tag::Dd, "");
        if row.datetime.is_empty() {
            self.part(Tag::Span, "date", &row.date);
        } else {
            self.open(Tag::Time, "date");
            self.set(Attribute::Datetime, &row.datetime);
            self.end_with(&row.date);
        }
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

    pub(super) fn folded(&mut self, part: &str, list: Option<&List>) {
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
