//! What an editor pastes: a status and its card in, HTML for a CMS out.
//!
//! The sentence inside is true for ever and is phrasing content, so it survives a paragraph, a sanitiser
//! and a feed. The declarative shadow root over it is a dress that only current browsers put on.

use crate::{
    evaluate::Status,
    html::{attribute_value, html},
    locale::{Direction, Locale},
    markup,
    view::{View, plain_sentence},
};

/// What of a snippet can be left out, and where its script is.
#[derive(Debug, Clone, Copy)]
pub struct Snippet<'s> {
    /// What holds the sentence.
    pub form: Form,
    /// The address of `phaseout.js`; absent for the sentence alone.
    pub script: Option<&'s str>,
    /// The hash of the script, as the `integrity` attribute takes it.
    pub integrity: Option<&'s str>,
    /// The stylesheet for the declarative shadow root; absent for no shadow root.
    pub style: Option<&'s str>,
    /// The `now` attribute, for a frozen card.
    pub now: Option<&'s str>,
    /// The `catalogue` attribute, for a newsroom's own.
    pub catalogue: Option<&'s str>,
}

/// What holds the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `<phase-out …>`
    Element,
    /// `<div data-phase-out …>`, for systems that delete unknown elements; it never has a shadow root.
    Block,
}

/// The HTML to paste for a status and its card.
pub fn snippet(status: &Status, view: &View, locale: &Locale, snippet: Snippet) -> String {
    let (tag, prefix, mark) = match snippet.form {
        Form::Element => ("phase-out", "", ""),
        Form::Block => ("div", "data-", " data-phase-out"),
    };
    let product = if status.product.id.is_empty() { &status.product.name } else { &status.product.id };
    let mut open = format!("<{tag}{mark} {prefix}product=\"{}\"", attribute_value(product));
    let attributes = [("lang", Some(view.language)), ("catalogue", snippet.catalogue), ("now", snippet.now)];
    for (name, value) in attributes {
        if let Some(value) = value {
            open.push_str(&format!(" {prefix}{name}=\"{}\"", attribute_value(value)));
        }
    }
    if view.chooser.is_some() {
        open.push_str(&format!(" {prefix}chooser"));
    }
    if view.direction == Direction::Rtl {
        open.push_str(" dir=\"rtl\"");
    }
    let style = snippet.style.filter(|_| snippet.form == Form::Element);
    let dress = style.map_or_else(String::new, |style| {
        let card = html(&markup::card(view));
        format!("<template shadowrootmode=\"open\"><style>{}</style>{card}</template>", style.trim())
    });
    let sentence = html(&markup::sentence(&plain_sentence(status, locale)));
    let script = snippet.script.map_or_else(String::new, |script| script_tag(script, snippet.integrity));
    format!("{open}>{dress}{sentence}</{tag}>{script}\n")
}

fn script_tag(address: &str, integrity: Option<&str>) -> String {
    let hash = integrity.map_or_else(String::new, |hash| format!(" integrity=\"{}\"", attribute_value(hash)));
    format!("\n<script type=\"module\" crossorigin src=\"{}\"{hash}></script>", attribute_value(address))
}
