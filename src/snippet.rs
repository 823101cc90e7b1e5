//! What an editor pastes: a status and its card in, HTML for a CMS out.
//!
//! The sentence inside is true for ever and is phrasing content, so it survives a paragraph, a sanitiser
//! and a feed. The declarative shadow root over it is a dress that only current browsers put on.

use crate::{
    evaluate::Status,
    html::{attribute_value, html},
    locale::Locale,
    markup,
    named::Named,
    view::{View, plain_sentence},
};

/// What of a snippet can be left out, and where its script is.
#[derive(Debug, Clone, Copy)]
pub struct Snippet<'s> {
    /// The address of `phaseout.js`; absent for the sentence alone.
    pub script: Option<&'s str>,
    /// The stylesheet for the declarative shadow root; absent for no shadow root.
    pub style: Option<&'s str>,
    /// The `now` attribute, for a frozen card.
    pub now: Option<&'s str>,
    /// The `catalogue` attribute, for a newsroom's own.
    pub catalogue: Option<&'s str>,
}

/// The HTML to paste for a status and its card.
pub fn snippet(status: &Status, view: &View, locale: &Locale, snippet: Snippet) -> String {
    let product = if status.product.id.is_empty() { &status.product.name } else { &status.product.id };
    let mut open = format!("<phase-out product=\"{}\" lang=\"{}\"", attribute_value(product), view.language);
    for (name, value) in [("catalogue", snippet.catalogue), ("now", snippet.now)] {
        if let Some(value) = value {
            open.push_str(&format!(" {name}=\"{}\"", attribute_value(value)));
        }
    }
    if view.chooser.is_some() {
        open.push_str(" chooser");
    }
    let dress = snippet.style.map(|style| {
        let card = html(&markup::card(view));
        format!("<template shadowrootmode=\"open\"><style>{}</style>{card}</template>", style.trim())
    });
    let sentence = html(&markup::sentence(&plain_sentence(status, locale)));
    let script = snippet
        .script
        .map(|script| format!("\n<script type=\"module\" crossorigin src=\"{}\"></script>", attribute_value(script)));
    let direction = if view.direction.name() == "rtl" { " dir=\"rtl\"" } else { "" };
    format!("{open}{direction}>{}{sentence}</phase-out>{}\n", dress.unwrap_or_default(), script.unwrap_or_default())
}
