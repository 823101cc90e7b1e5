//! HTML in, a card's tree out: knows what of HTML a card uses, and refuses everything else.

use std::iter::Peekable;

use phaseout::{
    Named,
    markup::{Attribute, Element, Node, Tag},
    template::Template,
};

/// A card's HTML as a tree; panics where a parser would have to guess.
pub(crate) fn parsed(html: &str) -> Vec<Node> {
    let mut tokens = tokens(html).into_iter().peekable();
    let nodes = children(&mut tokens);
    assert_eq!(tokens.next(), None, "nothing is left over");
    nodes
}

fn children<'h>(tokens: &mut Peekable<impl Iterator<Item = &'h str>>) -> Vec<Node> {
    let mut nodes = Vec::new();
    while let Some(token) = tokens.next_if(|token| !token.starts_with("</")) {
        nodes.push(match token.strip_prefix('<') {
            None => Node::Text(unescaped(token).into()),
            Some(open) => {
                let (name, attributes) = open.split_once(' ').unwrap_or((open, ""));
                let tag = Tag::by_name(name).unwrap_or_else(|| panic!("{token}> is no tag of a card"));
                let attributes = self::attributes(attributes);
                let children = children(tokens);
                assert_eq!(tokens.next(), Some(format!("</{name}").as_str()), "each tag is closed");
                Node::Element(Element { tag, attributes, children })
            }
        });
    }
    nodes
}

/// `part="card" selected`
fn attributes(mut text: &str) -> Vec<(Attribute, Template)> {
    let mut attributes = Vec::new();
    while !text.is_empty() {
        let end = text.find(['=', ' ']).unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        let attribute = Attribute::by_name(name).unwrap_or_else(|| panic!("{name} is no attribute of a card"));
        let (value, rest) = match rest.strip_prefix("=\"") {
            Some(rest) => rest.split_once('"').expect("a closing quote"),
            None => ("", rest),
        };
        attributes.push((attribute, unescaped(value).into()));
        text = rest.strip_prefix(' ').unwrap_or(rest);
    }
    attributes
}

/// Tags without their `>`, and the texts between them.
fn tokens(html: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let is_tag = rest.starts_with('<');
        let end = rest.find(if is_tag { '>' } else { '<' }).unwrap_or(rest.len());
        tokens.push(&rest[..end]);
        rest = &rest[(end + usize::from(is_tag)).min(rest.len())..];
    }
    tokens
}

/// A text as it was before it was escaped.
pub(crate) fn unescaped(text: &str) -> String {
    let references = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", "\u{A0}"), ("&amp;", "&")];
    references.iter().fold(text.to_owned(), |text, (reference, c)| text.replace(reference, c))
}
