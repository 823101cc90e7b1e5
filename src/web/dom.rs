//! The tree in the page: [`Node`]s in, the shadow root changed to show them, and nothing touched that already does.
//!
//! Compares with what the page has, not with a tree of its own: a page of a thousand cards has no room for a
//! thousand trees, and what a translator or an extension has changed is put right. Never parses markup and
//! never writes a style.

use std::hash::Hash;

use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Document, HtmlOptionElement, ShadowRoot};

use crate::{
    checksum::Checksum,
    named::Named,
    node::{Attribute, Element, Node},
};

/// A shadow root, and the checksum of each part as it was last drawn.
#[derive(Debug)]
pub struct Shadow {
    root: ShadowRoot,
    document: Document,
    /// A number for each part of the card: one that keeps its number is not even looked at.
    marks: Vec<u32>,
}

impl Shadow {
    /// Takes a root over, with the card that it may have been served with.
    pub fn adopt(root: ShadowRoot) -> Self {
        let document = root.owner_document().expect_throw("a root has a document");
        Self { root, document, marks: Vec::new() }
    }

    /// Shows a tree; nodes that are the same already stay as they are. So does what stands beside the card: in front
    /// the stylesheet that it was served with, behind it, once it was shown, the button that copies a link.
    pub fn show(&mut self, tree: &[Node]) {
        let mut drawing = Drawing { document: &self.document, known: &self.marks, marks: Vec::new() };
        drawing.children(&self.root, tree, CARD);
        self.marks = drawing.marks;
    }
}

/// How deep the card's one element is: in the root, where other things may stand beside it.
const CARD: u32 = 0;

/// How deep the parts of a card are: inside that element.
const PARTS: u32 = CARD + 1;

/// One pass over a card.
struct Drawing<'d> {
    document: &'d Document,
    /// The marks that the parts had.
    known: &'d [u32],
    /// The marks that they have now.
    marks: Vec<u32>,
}

impl Drawing<'_> {
    /// Gives a node these children. What is among them already stays the node that it is, with what the reader has
    /// unfolded, chosen or focused; what comes is put in front of what stays, what goes is taken out.
    fn children(&mut self, parent: &web_sys::Node, nodes: &[Node], depth: u32) {
        let mut next = parent.first_child();
        let is_first = self.known.is_empty();
        for node in nodes {
            let is_new = depth != PARTS || self.is_new(node);
            let (mut same, mut ahead) = (next.clone(), 0);
            while let Some(other) = &same {
                if !is_new || is_same(other, node, depth) {
                    break;
                }
                same = other.next_sibling();
                ahead += u32::from(depth > CARD);
            }
            if let Some(same) = &same {
                for _ in 0..ahead {
                    next = self.remove(next);
                }
                next = same.next_sibling();
                if is_new {
                    self.update(same, node, depth);
                }
            } else {
                let made = self.made(node, depth);
                parent.insert_before(&made, next.as_ref()).expect_throw("a card may have children");
                self.known = &[];
            }
        }
        // A card that is new here takes the place of what stood there, as its sentence may.
        while next.is_some() && (depth > CARD || is_first) {
            next = self.remove(next);
        }
    }

    /// Takes a node out; the one behind it. No part is any more where it was.
    #[inline(never)]
    fn remove(&mut self, node: Option<web_sys::Node>) -> Option<web_sys::Node> {
        let node = node?;
        let next = node.next_sibling();
        // A text can be asked so, too.
        node.unchecked_ref::<web_sys::Element>().remove();
        self.known = &[];
        next
    }

    /// Whether the next part is another one than before.
    fn is_new(&mut self, part: &Node) -> bool {
        let mut mark = Checksum::default();
        part.hash(&mut mark);
        let is_new = self.known.get(self.marks.len()) != Some(&mark.0);
        self.marks.push(mark.0);
        is_new
    }

    /// Makes what is there show what a node of the same kind says.
    fn update(&mut self, there: &web_sys::Node, node: &Node, depth: u32) {
        match node {
            Node::Text(text) => {
                let text = text.whole();
                if there.node_value().as_deref() != text {
                    there.set_node_value(text);
                }
            }
            // Only of a card that is compiled: what stands in a page is of one moment.
            Node::Case(..) | Node::Use(_) => {}
            Node::Element(new) => {
                attributes(there.unchecked_ref(), new);
                self.children(there, &new.children, depth + 1);
            }
        }
    }

    /// A node for the page. Whole before it is there: what is inside arrives with it.
    fn made(&mut self, node: &Node, depth: u32) -> web_sys::Node {
        match node {
            Node::Text(_) | Node::Case(..) | Node::Use(_) => {
                let made = self.document.create_text_node("").into();
                self.update(&made, node, depth);
                made
            }
            Node::Element(new) => {
                let made = self.document.create_element(new.tag.name()).expect_throw("a known tag");
                self.update(&made, node, depth);
                made.into()
            }
        }
    }
}

/// Whether what is there is of the kind of a node; a part is known by its name, which is its first attribute.
fn is_same(there: &web_sys::Node, node: &Node, depth: u32) -> bool {
    let Node::Element(new) = node else { return is_called(there, "#text") };
    let part = || there.unchecked_ref::<web_sys::Element>().get_attribute(Attribute::Part.name());
    is_called(there, new.tag.name())
        && (depth != PARTS || part().as_deref() == new.attributes.first().and_then(|(_, name)| name.whole()))
}

/// Whether a node is what has that name, in capitals or not: documents of HTML write the names of elements so.
#[inline(never)]
fn is_called(node: &web_sys::Node, name: &str) -> bool {
    node.node_name().eq_ignore_ascii_case(name)
}

/// Gives an element the attributes of the new one, and no others but that it is unfolded.
fn attributes(element: &web_sys::Element, new: &Element) {
    let given = element.attributes();
    for index in (0..given.length()).rev() {
        let name = given.item(index).expect_throw("it has so many").name();
        if name != "open" && !new.attributes.iter().any(|(kept, _)| kept.name() == name) {
            element.remove_attribute(&name).expect_throw("it has it");
        }
    }
    for (attribute, value) in &new.attributes {
        let value = value.whole().unwrap_or_default();
        if element.get_attribute(attribute.name()).as_deref() != Some(value) {
            element.set_attribute(attribute.name(), value).expect_throw("a known name");
            // Once a reader has chosen, the attribute alone no longer moves the choice.
            if let Attribute::Selected = attribute {
                element.unchecked_ref::<HtmlOptionElement>().set_selected(true);
            }
        }
    }
}
