//! The card in the page: the steps that draw it in, the shadow root changed to show them, and nothing touched that already
//! does.
//!
//! Compares with what the page has, not with a tree of its own: a page of a thousand cards has no room for a
//! thousand trees, and what an extension has changed in a part is put right when the part changes. Never parses markup and
//! never writes a style.

use std::hash::Hasher;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlOptionElement, Node, ShadowRoot};

use crate::{checksum::Checksum, play::Step};

/// A shadow root, and the checksum of each part as it was last drawn.
#[derive(Debug)]
pub(super) struct Shadow {
    root: ShadowRoot,
    /// A number for each part of the card: what is inside of one that keeps its number is not even looked at.
    marks: Vec<u32>,
}

impl Shadow {
    /// Takes a root over, with the card that it may have been served with.
    pub(super) fn adopt(root: ShadowRoot) -> Self {
        Self { root, marks: Vec::new() }
    }

    /// The document that it is in.
    pub(super) fn document(&self) -> Option<Document> {
        self.root.owner_document()
    }

    /// Draws a card; nodes that are the same already stay as they are. So does what stands beside the card: in front
    /// the stylesheet that it was served with, behind it, once it was shown, the button that copies a link.
    pub(super) fn show(&mut self, steps: &[Step]) {
        let Some(document) = self.document() else { return };
        let mut drawing = Drawing { document, steps, known: &self.marks, marks: Vec::new() };
        drawing.children(&self.root, CARD);
        self.marks = drawing.marks;
    }
}

/// How deep the card's one element is: in the root, where other things may stand beside it.
const CARD: u32 = 0;

/// How deep the parts of a card are: inside that element.
const PARTS: u32 = CARD + 1;

/// What a text is called in a page.
const TEXT: &str = "#text";

/// One pass over a card.
struct Drawing<'d> {
    document: Document,
    /// Those that are still to be taken.
    steps: &'d [Step<'d>],
    /// The marks that the parts had.
    known: &'d [u32],
    /// The marks that they have now.
    marks: Vec<u32>,
}

impl<'d> Drawing<'d> {
    /// The next step, if there is one and it is not the end of the element.
    fn next(&mut self) -> Option<&'d Step<'d>> {
        let (first, rest) = self.steps.split_first()?;
        self.steps = rest;
        if let Step::Close = first { None } else { Some(first) }
    }

    /// Gives a node these children. What is among them already stays the node that it is, with what the reader has
    /// unfolded, chosen or focused; what comes is put in front of what stays, what goes is taken out.
    fn children(&mut self, parent: &Node, depth: u32) {
        let mut next = parent.first_child();
        while let Some(step) = self.next() {
            let (name, part) = match (step, self.steps.first()) {
                (Step::Open(tag), Some(Step::Attribute("part", part))) if depth == PARTS => (*tag, Some(part.as_str())),
                (Step::Open(tag), _) => (*tag, None),
                _ => (TEXT, None),
            };
            let (mut same, mut ahead) = (next.clone(), 0);
            while let Some(other) = &same {
                if is_same(other, name, part, depth) {
                    break;
                }
                same = other.next_sibling();
                ahead += u32::from(depth > CARD);
            }
            let is_new = depth != PARTS || self.is_new() || same.is_none();
            let node = if let Some(same) = same {
                for _ in 0..ahead {
                    next = remove(next);
                }
                next = same.next_sibling();
                same
            } else {
                // A text comes with its words: one that is filled later would be heard twice.
                let made = if let Step::Text(words) = step {
                    self.document.create_text_node(words).into()
                } else if let Ok(made) = self.document.create_element(name) {
                    made.into()
                } else {
                    continue;
                };
                let _ = parent.insert_before(&made, next.as_ref());
                made
            };
            match step {
                Step::Text(words) => {
                    if node.node_value().as_ref() != Some(words) {
                        node.set_node_value(Some(words));
                    }
                }
                _ if is_new => self.update(node.unchecked_ref(), depth),
                _ => self.pass(),
            }
        }
        // A card that is new here takes the place of what stood there, as its sentence may.
        while next.is_some() && (depth > CARD || self.known.is_empty()) {
            next = remove(next);
        }
    }

    /// Whether the part that has begun is another one than before.
    fn is_new(&mut self) -> bool {
        let mut mark = Checksum::default();
        let mut depth = 1;
        for step in self.steps {
            let (kind, name, text) = match step {
                Step::Open(tag) => (0, *tag, ""),
                Step::Attribute(name, value) => (1, *name, value.as_str()),
                Step::Text(words) => (2, "", words.as_str()),
                Step::Close => (3, "", ""),
            };
            mark.write(&[kind]);
            mark.write(name.as_bytes());
            mark.write(text.as_bytes());
            depth += i32::from(kind == 0) - i32::from(kind == 3);
            if depth == 0 {
                break;
            }
        }
        let is_new = self.known.get(self.marks.len()) != Some(&mark.0);
        self.marks.push(mark.0);
        is_new
    }

    /// Passes over what is inside the element that has begun.
    fn pass(&mut self) {
        while let Some(step) = self.next() {
            if let Step::Open(_) = step {
                self.pass();
            }
        }
    }

    /// Gives an element its attributes, and no others but that it is unfolded; then what is inside.
    fn update(&mut self, element: &Element, depth: u32) {
        let mut given = Vec::new();
        while let Some(Step::Attribute(name, value)) = self.steps.first() {
            self.next();
            given.push(*name);
            if element.get_attribute(name).as_ref() != Some(value) {
                let _ = element.set_attribute(name, value);
                // Once a reader has chosen, the attribute alone no longer moves the choice.
                if *name == "selected" {
                    element.unchecked_ref::<HtmlOptionElement>().set_selected(true);
                }
            }
        }
        // Those that it has, a few, and not all that there are: a second would ask for each in every number.
        let attributes = element.attributes();
        let mut index = 0;
        while let Some(attribute) = attributes.item(index) {
            let name = attribute.name();
            if name == "open" || given.contains(&name.as_str()) {
                index += 1;
            } else {
                let _ = element.remove_attribute(&name);
            }
        }
        self.children(element, depth + 1);
    }
}

/// Takes a node out; the one behind it.
#[inline(never)]
fn remove(node: Option<Node>) -> Option<Node> {
    let node = node?;
    let next = node.next_sibling();
    // A text can be asked so, too.
    node.unchecked_ref::<Element>().remove();
    next
}

/// Whether what is there is what has that name, in capitals or not: documents of HTML write the names of elements so; and,
/// among the parts, the part of that name.
fn is_same(there: &Node, name: &str, part: Option<&str>, depth: u32) -> bool {
    there.node_name().eq_ignore_ascii_case(name)
        && (depth != PARTS || name == TEXT || there.unchecked_ref::<Element>().get_attribute("part").as_deref() == part)
}
