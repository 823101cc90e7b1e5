//! The tree in the page: [`Node`]s in, the shadow root changed to show them, and nothing touched that already does.
//!
//! Compares with what the page has, not with a tree of its own: a page of a thousand cards has no room for a
//! thousand trees, and what a translator or an extension has changed is put right. Never parses markup and
//! never writes a style.

use std::hash::Hash;

use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Document, HtmlOptionElement, ShadowRoot};

use crate::{
    mark::Mark,
    markup::{Attribute, Element, Node},
    named::Named,
};

/// A shadow root, and by what its parts are known.
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

    /// Shows a tree; nodes that are the same already stay as they are, and so does the stylesheet in front of
    /// a card that was served.
    pub fn show(&mut self, tree: &[Node]) {
        let is_style = |node: &web_sys::Node| is_called(node, "style");
        let first = self.root.first_child();
        let first = if first.as_ref().is_some_and(is_style) { first.and_then(|it| it.next_sibling()) } else { first };
        let mut drawing = Drawing { document: &self.document, known: &self.marks, marks: Vec::new() };
        drawing.children(&self.root, first, tree, 0);
        self.marks = drawing.marks;
    }
}

/// How deep the parts of a card are: inside its one element.
const PARTS: u32 = 1;

/// One pass over a card.
struct Drawing<'d> {
    document: &'d Document,
    /// The marks that the parts had.
    known: &'d [u32],
    /// The marks that they have now.
    marks: Vec<u32>,
}

impl Drawing<'_> {
    /// Turns the children of `parent` from `next` on into these.
    fn children(&mut self, parent: &web_sys::Node, mut next: Option<web_sys::Node>, nodes: &[Node], depth: u32) {
        for node in nodes {
            let there = next;
            next = there.as_ref().and_then(web_sys::Node::next_sibling);
            if depth != PARTS || self.is_new(node) || there.is_none() {
                self.node(parent, there, node, depth);
            }
        }
        // Beside a card that was drawn before may stand what is not the core's: the button that copies a link.
        while let Some(extra) = next.filter(|_| depth > 0 || self.known.is_empty()) {
            next = extra.next_sibling();
            parent.remove_child(&extra).expect_throw("it is a child");
        }
    }

    /// Whether the next part is another one than before.
    fn is_new(&mut self, part: &Node) -> bool {
        let mut mark = Mark::default();
        part.hash(&mut mark);
        let is_new = self.known.get(self.marks.len()) != Some(&mark.0);
        self.marks.push(mark.0);
        is_new
    }

    /// Shows a node in the place of the one that is there, or behind all others.
    fn node(&mut self, parent: &web_sys::Node, there: Option<web_sys::Node>, node: &Node, depth: u32) {
        let shown: web_sys::Node = match node {
            Node::Text(text) => {
                let same = there.as_ref().filter(|there| is_called(there, "#text"));
                if let Some(same) = same {
                    if same.node_value().as_ref() != Some(text) {
                        same.set_node_value(Some(text));
                    }
                    return;
                }
                self.document.create_text_node(text).into()
            }
            Node::Element(new) => {
                let tag = new.tag.name();
                let same = there.as_ref().filter(|there| is_called(there, tag));
                let same = same.map(JsCast::unchecked_ref::<web_sys::Element>);
                let made = if same.is_none() { self.document.create_element(tag).ok() } else { None };
                let element = same.or(made.as_ref()).expect_throw("a known tag");
                attributes(element, new);
                self.children(element, element.first_child(), &new.children, depth + 1);
                match made {
                    Some(made) => made.into(),
                    None => return,
                }
            }
        };
        // Whole before it is in the page: what is inside arrives with it.
        match there {
            Some(there) => parent.replace_child(&shown, &there),
            None => parent.append_child(&shown),
        }
        .expect_throw("a card may have children");
    }
}

/// Whether a node is what has that name, in capitals or not: documents of HTML write the names of elements so.
#[inline(never)]
fn is_called(node: &web_sys::Node, name: &str) -> bool {
    node.node_name().eq_ignore_ascii_case(name)
}

/// Gives an element the attributes of the new one, and no others.
fn attributes(element: &web_sys::Element, new: &Element) {
    let given = element.attributes();
    for index in (0..given.length()).rev() {
        let name = given.item(index).expect_throw("it has so many").name();
        if !new.attributes.iter().any(|(kept, _)| kept.name() == name) {
            element.remove_attribute(&name).expect_throw("it has it");
        }
    }
    for (attribute, value) in &new.attributes {
        if element.get_attribute(attribute.name()).as_ref() != Some(value) {
            element.set_attribute(attribute.name(), value).expect_throw("a known name");
            // Once a reader has chosen, the attribute alone no longer moves the choice.
            if let Attribute::Selected = attribute {
                element.unchecked_ref::<HtmlOptionElement>().set_selected(true);
            }
        }
    }
}
