//! The tree as HTML text: [`Node`]s in, markup that every HTML parser reads back as the same tree out.
//!
//! Every text and attribute is escaped here, and nowhere else.

use crate::{
    markup::{Element, Node},
    named::Named,
};

/// Nodes as HTML.
///
/// # Example
/// ```
/// use phaseout::{html, markup::Node};
/// assert_eq!(html(&[Node::Text("1 < 2 & \"so\"".into())]), "1 &lt; 2 &amp; \"so\"");
/// ```
pub fn html(nodes: &[Node]) -> String {
    let mut out = String::new();
    write_nodes(nodes, &mut out);
    out
}

/// Text as an attribute's value, without the quotes around it.
pub fn attribute_value(text: &str) -> String {
    let mut out = String::new();
    escape(text, true, &mut out);
    out
}

fn write_nodes(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => escape(text, false, out),
            Node::Element(element) => write_element(element, out),
        }
    }
}

fn write_element(element: &Element, out: &mut String) {
    let tag = element.tag.name();
    out.push('<');
    out.push_str(tag);
    for (attribute, value) in &element.attributes {
        out.push(' ');
        out.push_str(attribute.name());
        if !value.is_empty() {
            out.push_str("=\"");
            escape(value, true, out);
            out.push('"');
        }
    }
    out.push('>');
    write_nodes(&element.children, out);
    out.push_str("</");
    out.push_str(tag);
    out.push('>');
}

fn escape(text: &str, in_attribute: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if in_attribute => out.push_str("&quot;"),
            // A no-break space looks like a space in every editor that the snippet will pass through.
            '\u{A0}' => out.push_str("&nbsp;"),
            c => out.push(c),
        }
    }
}
