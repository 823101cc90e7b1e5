//! How a tree grows: one call a tag, in the order of the markup; a tree of nodes out.
//!
//! Every call is kept out of line: a card makes a hundred of them, and inlined they would outweigh all else.

use super::{Attribute, CHOICE, Element, Node, PRODUCT, TITLE, Tag, UNTIL};
use crate::{
    link::https,
    locale::{Direction, Piece, Sentence},
    named::Named,
    node::push_text,
    template::{Choice, Template},
    view::{Chooser, Clock, Entry, List, Offer, Row},
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
    pub(super) fn open(&mut self, tag: Tag, part: &'static str) {
        self.open.push(Element { tag, attributes: Vec::new(), children: Vec::new() });
        if !part.is_empty() {
            self.mark(Attribute::Part, part);
        }
    }

    /// Gives the element that was started last an attribute with a name of ours.
    #[inline(never)]
    pub(super) fn mark(&mut self, attribute: Attribute, name: &'static str) {
        if let Some(element) = self.open.last_mut() {
            element.attributes.push((attribute, Template::named(name)));
        }
    }

    /// Sets an attribute of the element that was started last.
    #[inline(never)]
    pub(super) fn set(&mut self, attribute: Attribute, value: &str) {
        if let Some(element) = self.open.last_mut() {
            element.attributes.push((attribute, value.into()));
        }
    }

    /// The same, of a value that may have slots.
    pub(super) fn set_template(&mut self, attribute: Attribute, value: &Template) {
        if let Some(element) = self.open.last_mut() {
            element.attributes.push((attribute, value.clone()));
        }
    }

    /// Adds a text, if there is any.
    #[inline(never)]
    pub(super) fn text(&mut self, text: &str) {
        push_text(self.siblings(), text.into());
    }

    /// Adds an element with nothing but a text in it that may have slots.
    pub(super) fn template(&mut self, tag: Tag, part: &'static str, text: &Template) {
        self.open(tag, part);
        self.end_with_template(text);
    }

    /// Ends the element that was started last with a text that may have slots.
    pub(super) fn end_with_template(&mut self, text: &Template) {
        push_text(self.siblings(), text.clone());
        self.close();
    }

    /// Adds what is made of each of several things. Neighbours of which the same is made are one case.
    pub(super) fn choice<T>(&mut self, choice: &Choice<T>, make: &dyn Fn(&mut Self, &T)) {
        match choice {
            Choice::One(it) => make(self, it),
            Choice::By(value, cases) => {
                let mut kept: Vec<(i64, Vec<Node>)> = Vec::new();
                for (least, case) in cases {
                    let mut part = Self::default();
                    part.choice(case, make);
                    if kept.last().is_none_or(|(_, before)| *before != part.done) {
                        kept.push((*least, part.done));
                    }
                }
                match &mut kept[..] {
                    [(_, nodes)] => self.siblings().append(nodes),
                    _ => self.push(Node::Case(*value, kept)),
                }
            }
        }
    }

    /// The same of things that may not be there.
    pub(super) fn each_of<T>(&mut self, choice: &Choice<Option<T>>, make: &dyn Fn(&mut Self, &T)) {
        self.choice(choice, &|builder, it| {
            if let Some(it) = it {
                make(builder, it);
            }
        });
    }

    /// Ends the element that was started last.
    #[inline(never)]
    pub(super) fn close(&mut self) {
        if let Some(element) = self.open.pop() {
            self.push(Node::Element(element));
        }
    }

    pub(super) fn push(&mut self, node: Node) {
        self.siblings().push(node);
    }

    /// What is inside the element that was started last so far.
    fn siblings(&mut self) -> &mut Vec<Node> {
        self.open.last_mut().map_or(&mut self.done, |element| &mut element.children)
    }

    /// Adds an element with nothing but text in it.
    #[inline(never)]
    pub(super) fn part(&mut self, tag: Tag, part: &'static str, text: &str) {
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

    pub(super) fn section(&mut self, language: &str, direction: Direction, name: &'static str) {
        self.open(Tag::Section, "card");
        self.mark(Attribute::AriaLabelledby, name);
        self.set(Attribute::Lang, language);
        self.mark(Attribute::Dir, direction.name());
    }

    /// The last line of a card, and its end.
    pub(super) fn end(mut self, as_of: &Template) -> Vec<Node> {
        self.template(Tag::P, "as-of", as_of);
        self.close();
        self.done
    }

    /// The product's name, and its language where that is another than the card's; unheard where a control says it.
    pub(super) fn product(&mut self, (language, name): (&str, &str), is_said: bool) {
        self.open(Tag::P, "product");
        self.mark(Attribute::Id, PRODUCT);
        if is_said {
            self.mark(Attribute::AriaHidden, "true");
        }
        if !language.is_empty() {
            self.set(Attribute::Lang, language);
        }
        self.end_with(name);
    }

    /// Starts a date. A screen reader takes its words for a part of the text around them, and not for a thing of its own,
    /// behind which a full stop would be said alone, and what describes a term twice.
    fn time(&mut self, part: &'static str) {
        self.open(Tag::Time, part);
        self.mark(Attribute::Role, "none");
    }

    /// What is said once, to those who do not look: in both cards the same first element, so that it is there
    /// before there is anything to say.
    pub(super) fn announcement(&mut self, words: &str) {
        self.open(Tag::P, "announcement");
        self.mark(Attribute::Role, "status");
        self.end_with(words);
    }

    /// Says how deep a heading is, where the host has said how deep the title is.
    fn level(&mut self, level: &Template) {
        if !level.is_empty() {
            self.set_template(Attribute::AriaLevel, level);
        }
    }

    /// The title, and its language where that is another than the card's.
    pub(super) fn heading(&mut self, (language, title): (&str, &str), level: &Template) {
        self.open(Tag::H2, "title");
        self.level(level);
        self.mark(Attribute::Id, TITLE);
        if !language.is_empty() {
            self.set(Attribute::Lang, language);
        }
        self.end_with(title);
    }

    pub(super) fn paragraph(&mut self, part: &'static str, sentence: &Sentence) {
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
                    self.time("");
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
                    self.mark(Attribute::Target, "_blank");
                    self.mark(Attribute::Rel, "noopener noreferrer");
                    self.end_with(words);
                }
            }
        }
    }

    /// The choice, and the name of what is chosen, as long as it may be: a select would cut it. The stylesheet lays the
    /// one over the other.
    pub(super) fn chooser(&mut self, chooser: &Chooser) {
        self.open(Tag::Div, "chooser");
        self.open(Tag::Label, "");
        self.mark(Attribute::For, CHOICE);
        self.end_with(chooser.label);
        self.open(Tag::Select, "select");
        self.mark(Attribute::Id, CHOICE);
        if let Some(invitation) = chooser.invitation {
            self.open(Tag::Option, "");
            self.mark(Attribute::Value, "");
            self.mark(Attribute::Disabled, "");
            self.mark(Attribute::Selected, "");
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
                match is_chosen {
                    Choice::One(true) => self.mark(Attribute::Selected, ""),
                    Choice::One(false) => {}
                    by => self.set_template(Attribute::Selected, &selected(by)),
                }
                self.end_with(name);
            }
            if !group.label.is_empty() {
                self.close();
            }
        }
        self.close();
        self.product(chooser.shown, true);
        self.close();
    }

    pub(super) fn clock(&mut self, clock: &Clock) {
        self.open(Tag::Div, "countdown");
        self.mark(Attribute::Role, "timer");
        self.mark(Attribute::AriaLive, "off");
        self.mark(Attribute::AriaLabelledby, UNTIL);
        self.open(Tag::P, "until");
        self.mark(Attribute::Id, UNTIL);
        self.end_with(clock.label);
        self.open(Tag::P, "digits");
        self.mark(Attribute::AriaHidden, "true");
        for (index, (number, unit)) in clock.fields.iter().enumerate() {
            if index > 0 {
                self.gap();
            }
            self.open(Tag::Span, "field");
            self.template(Tag::Span, "number", number);
            self.gap();
            self.template(Tag::Span, "unit", unit);
            self.close();
        }
        self.close();
        self.template(Tag::P, "spoken", &clock.spoken);
        self.close();
    }

    /// What the reader may press: the way into a calendar, and what stops the seconds. The second stands in a line that
    /// is there already: a card that is served has no such button, and nothing moves when it comes.
    pub(super) fn controls(&mut self, calendar: Option<&Entry>, countdown: &Choice<Option<Clock>>) {
        // What can be counted down to can stand in a calendar, but not in that of a card which does not follow the clock.
        let has_toggle =
            countdown.one().is_some_and(|clock| clock.as_ref().is_some_and(|clock| clock.toggle.is_some()));
        if calendar.is_none() && !has_toggle {
            return;
        }
        self.open(Tag::Div, "controls");
        if let Some(calendar) = calendar {
            self.open(Tag::A, "calendar");
            self.set(Attribute::Download, &calendar.file);
            self.set(Attribute::Href, &calendar.address);
            self.end_with(calendar.label);
        }
        self.each_of(countdown, &|builder, clock| {
            if let Some(toggle) = clock.toggle {
                builder.open(Tag::Button, "toggle");
                builder.mark(Attribute::Type, "button");
                builder.end_with(toggle);
            }
        });
        self.close();
    }

    /// The date of the headline, as it was published; unheard where the sentence says it.
    pub(super) fn when(&mut self, row: &Row, is_said: bool) {
        self.open(Tag::P, "when");
        if is_said {
            self.mark(Attribute::AriaHidden, "true");
        }
        self.date(row);
        if let Some(moved) = &row.moved {
            self.gap();
            self.part(Tag::Span, "moved", moved);
        }
        self.each_of(&row.reader, &|builder, reader| {
            builder.gap();
            builder.template(Tag::Span, "reader", reader);
        });
        self.close();
    }

    fn date(&mut self, row: &Row) {
        if row.datetime.is_empty() {
            self.template(Tag::Span, "date", &row.date);
        } else {
            self.time("date");
            self.set_template(Attribute::Datetime, &row.datetime);
            self.end_with_template(&row.date);
        }
    }

    /// One row of the line of time; the one that the headline is about has a name of its own beside.
    pub(super) fn row(&mut self, row: &Row, is_governing: bool) {
        self.open(Tag::Div, if is_governing { "milestone governing" } else { "milestone" });
        self.mark(Attribute::DataState, row.state);
        self.part(Tag::Dt, "effect", row.label);
        self.open(Tag::Dd, "");
        self.date(row);
        if !row.relative.is_empty() {
            self.gap();
            self.template(Tag::Span, "relative", &row.relative);
        }
        if let Some(moved) = &row.moved {
            self.part(Tag::Div, "moved", moved);
        }
        self.each_of(&row.reader, &|builder, reader| builder.template(Tag::Div, "reader", reader));
        if let Some(detail) = &row.detail {
            self.open(Tag::Div, "detail");
            self.sentence(detail);
            self.close();
        }
        self.close();
        self.close();
    }

    /// A heading below the title.
    pub(super) fn subheading(&mut self, part: &'static str, words: &str, level: &Template) {
        self.open(Tag::H3, part);
        self.level(level);
        self.end_with(words);
    }

    /// Adds a list with its heading, without its first `told` entries, if there are any others.
    pub(super) fn list(&mut self, part: &'static str, list: Option<&List>, told: usize, level: &Template) {
        let Some(list) = list.filter(|list| list.entries.len() > told) else { return };
        self.open(Tag::Div, part);
        self.subheading("", list.label, level);
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

/// What a boolean attribute has that is there for some values only: nothing where it is not.
fn selected(is_chosen: &Choice<bool>) -> Template {
    is_chosen.clone().then(&|is| Choice::One(if is { Attribute::Selected.name() } else { "" }.into())).into()
}
