//! The tree in the page: [`Node`]s in, the shadow root changed to show them, and nothing touched that already does.
//!
//! Makes nodes, sets attributes and text; never parses markup and never writes a style.

use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Document, HtmlOptionElement, ShadowRoot};

use crate::{
    markup::{Attribute, Element, Node, Tag},
    named::Named,
};

/// A shadow root, and the tree that it shows.
#[derive(Debug)]
pub struct Shadow {
    root: ShadowRoot,
    document: Document,
    /// Children in front of the card that are not ours: the stylesheet of a prerendered root.
    before: u32,
    tree: Vec<Node>,
}

impl Shadow {
    /// Takes a root over, with the card that it may have been served with.
    pub fn adopt(root: ShadowRoot) -> Self {
        let document = root.owner_document().expect_throw("a root has a document");
        let is_style = |node: &web_sys::Node| node.node_name() == "STYLE";
        let before = u32::from(root.first_child().as_ref().is_some_and(is_style));
        let tree = read(&root, before).unwrap_or_else(|| {
            while let Some(node) = root.child_nodes().item(before) {
                root.remove_child(&node).expect_throw("it is a child");
            }
            Vec::new()
        });
        Self { root, document, before, tree }
    }

    /// Shows a tree; nodes that are the same already stay as they are.
    pub fn show(&mut self, tree: Vec<Node>) {
        patch(&self.document, &self.root, self.before, &self.tree, &tree);
        self.tree = tree;
    }
}

/// The children behind `before` as a tree, or nothing where one of them cannot be ours.
fn read(parent: &web_sys::Node, before: u32) -> Option<Vec<Node>> {
    let mut nodes = Vec::new();
    let children = parent.child_nodes();
    for index in before..children.length() {
        nodes.push(read_node(&children.item(index)?)?);
    }
    Some(nodes)
}

fn read_node(node: &web_sys::Node) -> Option<Node> {
    if let Some(text) = node.dyn_ref::<web_sys::Text>() {
        return Some(Node::Text(text.data()));
    }
    let element: &web_sys::Element = node.dyn_ref()?;
    let given = element.attributes();
    let mut attributes = Vec::new();
    for index in 0..given.length() {
        let attribute = given.item(index)?;
        attributes.push((Attribute::named(&attribute.name())?, attribute.value()));
    }
    let tag = Tag::named(&element.local_name())?;
    Some(Node::Element(Element { tag, attributes, children: read(element, 0)? }))
}

/// Turns the children of `parent` that show `old` into children that show `new`.
fn patch(document: &Document, parent: &web_sys::Node, before: u32, old: &[Node], new: &[Node]) {
    let mut index = before;
    let mut old = old.iter();
    for new in new {
        match old.next() {
            Some(old) if old == new => {}
            Some(old) => {
                let child = parent.child_nodes().item(index).expect_throw("the page left the card alone");
                patch_node(document, parent, &child, old, new);
            }
            None => {
                parent.append_child(&create(document, new)).expect_throw("a card may have children");
            }
        }
        index += 1;
    }
    for _ in old {
        let child = parent.child_nodes().item(index).expect_throw("the page left the card alone");
        parent.remove_child(&child).expect_throw("it is a child");
    }
}

fn patch_node(document: &Document, parent: &web_sys::Node, child: &web_sys::Node, old: &Node, new: &Node) {
    match (old, new) {
        (Node::Text(_), Node::Text(text)) => child.set_node_value(Some(text)),
        (Node::Element(old), Node::Element(new)) if old.tag == new.tag => {
            let element: &web_sys::Element = child.unchecked_ref();
            for (attribute, _) in &old.attributes {
                if !new.attributes.iter().any(|(kept, _)| kept == attribute) {
                    element.remove_attribute(attribute.name()).expect_throw("a known name");
                }
            }
            for (attribute, value) in &new.attributes {
                if !old.attributes.iter().any(|(known, shown)| known == attribute && shown == value) {
                    set(element, *attribute, value);
                }
            }
            patch(document, element, 0, &old.children, &new.children);
        }
        _ => {
            parent.replace_child(&create(document, new), child).expect_throw("it is a child");
        }
    }
}

fn create(document: &Document, node: &Node) -> web_sys::Node {
    match node {
        Node::Text(text) => document.create_text_node(text).into(),
        Node::Element(it) => {
            let element = document.create_element(it.tag.name()).expect_throw("a known tag");
            for (attribute, value) in &it.attributes {
                set(&element, *attribute, value);
            }
            for child in &it.children {
                element.append_child(&create(document, child)).expect_throw("a card may have children");
            }
            element.into()
        }
    }
}

fn set(element: &web_sys::Element, attribute: Attribute, value: &str) {
    element.set_attribute(attribute.name(), value).expect_throw("a known name");
    // Once a reader has chosen, the attribute alone no longer moves the choice.
    if let (Attribute::Selected, Some(option)) = (attribute, element.dyn_ref::<HtmlOptionElement>()) {
        option.set_selected(true);
    }
}
