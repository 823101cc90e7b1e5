//! The tree as HTML text: [`Node`]s in, markup that every HTML parser reads back as the same tree out.
//!
//! Every text and attribute is escaped here, and nowhere else; for XML too.

use crate::{
    named::Named,
    node::{Element, Node},
};

/// Nodes as HTML.
///
/// # Example
/// ```
/// use phaseout::{html, markup::Node};
/// assert_eq!(html(&[Node::Text("1 < 2 & \"so\"".into())]), "1 &lt; 2 &amp; \"so\"");
/// ```
pub fn html(nodes: &[Node]) -> String {
    // Most cards fit, and none is copied ten times while it grows.
    let mut out = String::with_capacity(16 * 1024);
    write_nodes(nodes, &mut out);
    out
}

/// Text as an attribute's value, without the quotes around it.
pub fn attribute_value(text: &str) -> String {
    let mut out = String::new();
    escape(text, true, &mut out);
    out
}

/// Text as XML has it, in an element or an attribute: XML knows fewer names of characters than HTML, and no control
/// character at all.
///
/// # Example
/// ```
/// assert_eq!(phaseout::xml("a\u{A0}b & <c>\u{1}"), "a\u{A0}b &amp; &lt;c&gt;");
/// ```
pub fn xml(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    attribute_value(&text).replace("&nbsp;", "\u{A0}")
}

fn write_nodes(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => escape(text.whole().unwrap_or_default(), false, out),
            Node::Element(element) => write_element(element, out),
            // Only of a card that is compiled: what stands in a page is of one moment.
            Node::Case(..) => {}
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
        let value = value.whole().unwrap_or_default();
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

/// The bytes at which something may have to be escaped: nearly none is one, so each is only looked up.
const ESCAPED: [bool; 256] = {
    let mut escaped = [false; 256];
    let bytes = b"&<>\"\xC2";
    let mut index = 0;
    while index < bytes.len() {
        escaped[bytes[index] as usize] = true;
        index += 1;
    }
    escaped
};

fn escape(text: &str, in_attribute: bool, out: &mut String) {
    // What stands between two characters that are escaped goes over whole.
    let mut rest = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !ESCAPED[usize::from(byte)] {
            continue;
        }
        let (escaped, length) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' if in_attribute => ("&quot;", 1),
            // A no-break space looks like a space in every editor that the snippet will pass through.
            0xC2 if text[at..].starts_with('\u{A0}') => ("&nbsp;", 2),
            _ => continue,
        };
        out.push_str(&text[rest..at]);
        out.push_str(escaped);
        rest = at + length;
    }
    out.push_str(&text[rest..]);
}
