//! What an editor pastes: a status and its card in, HTML or an address for a CMS out.
//!
//! The sentence inside is true for ever and is phrasing content, so it survives a paragraph, a sanitiser
//! and a feed. The declarative shadow root over it is a dress that only current browsers put on. The command
//! line and the builder page both write by this, so they write the same bytes.

pub mod check;
pub(crate) mod frame;

use crate::{
    evaluate::{Precision, Status},
    html::{attribute_value, html},
    locale::{Direction, Locale},
    markup,
    named::{Named, named},
    view::{View, plain_sentence},
};

/// What a snippet says beside its status.
#[derive(Debug, Clone, Copy)]
pub struct Snippet<'s> {
    /// What holds the sentence.
    pub form: Form,
    /// The address of `phaseout.js`; whatever else is published lies beside it.
    pub script: &'s str,
    /// The hash of the script, as the `integrity` attribute takes it.
    pub integrity: Option<&'s str>,
    /// The stylesheet for the declarative shadow root; absent for no shadow root.
    pub style: Option<&'s str>,
    /// The `now` attribute, for a frozen card.
    pub now: Option<&'s str>,
    /// The `catalogue` attribute, for a newsroom's own.
    pub catalogue: Option<&'s str>,
    /// The `precision` attribute.
    pub precision: Precision,
    /// The `theme` attribute.
    pub theme: Theme,
    /// The `size` attribute.
    pub size: Size,
}

named! {
    /// What holds the sentence.
    pub enum Form {
        /// `<phase-out …>` and its script.
        Element = "element",
        /// `<div data-phase-out …>` and its script, for systems that delete unknown elements; it never has a
        /// shadow root.
        Block = "block",
        /// `<iframe …>` and the script that fits its height.
        Frame = "frame",
        /// `<amp-iframe …>`, with the sentence as its placeholder.
        Amp = "amp",
        /// The address that a CMS asks for an oEmbed answer; `phaseout site` writes what is there.
        Oembed = "oembed",
        /// `<phase-out …>` with the sentence and nothing else.
        Plain = "plain",
    }
}

named! {
    /// The colours of a card.
    pub enum Theme {
        /// The page's own.
        Auto = "auto",
        /// Dark on light.
        Light = "light",
        /// Light on dark.
        Dark = "dark",
    }
}

named! {
    /// How much of a card is shown.
    pub enum Size {
        /// All of it.
        Full = "full",
        /// One line.
        Compact = "compact",
        /// One line where the column is narrow.
        Auto = "auto",
    }
}

/// What to paste for a status and its card, with a line break at its end.
pub fn snippet(status: &Status, view: &View, locale: &Locale, snippet: Snippet) -> String {
    let sentence = html(&markup::sentence(&plain_sentence(status, locale)));
    let script = script_tag(snippet.script, snippet.integrity);
    match snippet.form {
        Form::Plain => {
            let (open, close) = element(status, view, &snippet);
            format!("{open}{sentence}{close}\n")
        }
        Form::Block => {
            let (open, close) = element(status, view, &snippet);
            format!("{open}{sentence}{close}\n{script}\n")
        }
        Form::Element => {
            let (open, close) = element(status, view, &snippet);
            let dress = snippet.style.map_or_else(String::new, |style| {
                let card = html(&markup::card(view));
                format!("<template shadowrootmode=\"open\"><style>{}</style>{card}</template>", style.trim())
            });
            format!("{open}{dress}{sentence}{close}\n{script}\n")
        }
        Form::Frame => frame::frame(status, view, &snippet),
        Form::Amp => frame::amp(status, view, &snippet, &sentence),
        Form::Oembed => {
            format!("{}oembed/{}.html\n", folder(snippet.script), stem(status, locale, snippet.catalogue.is_some()))
        }
    }
}

/// The name of the files of a product in a language, without its ending. A topic that is not the one that cards show
/// by themselves is part of it, so that no topic writes what is another's.
pub(crate) fn stem(status: &Status, locale: &Locale, is_own: bool) -> String {
    let topic = if is_own { format!("{}.", status.catalogue.id) } else { String::new() };
    format!("{topic}{}.{}", status.product.id, locale.language)
}

/// The card's stylesheet as small as a served card needs it: every article carries it.
pub fn style() -> String {
    let style = include_str!("../www/card.css");
    // A sheet that cannot be read goes out whole.
    minifier::css::minify(style).map_or_else(|_| style.to_owned(), |style| style.to_string())
}

/// The address of the folder that a script lies in, with a slash at its end; empty for the page's own.
pub fn folder(script: &str) -> &str {
    script.rfind('/').map_or("", |end| &script[..=end])
}

/// The tags around a sentence.
fn element(status: &Status, view: &View, snippet: &Snippet) -> (String, String) {
    let (tag, prefix, mark) = match snippet.form {
        Form::Block => ("div", "data-", " data-phase-out"),
        _ => ("phase-out", "", ""),
    };
    let mut open = format!("<{tag}{mark}");
    for (name, value) in settings(status, view, snippet) {
        open.push_str(&format!(" {prefix}{name}"));
        if !value.is_empty() {
            open.push_str(&format!("=\"{}\"", attribute_value(value)));
        }
    }
    if view.direction == Direction::Rtl {
        open.push_str(" dir=\"rtl\"");
    }
    (open + ">", format!("</{tag}>"))
}

/// What a card is told, by name: attributes of the element, parameters of the frame. A setting without a
/// value is there or not.
fn settings<'s>(status: &'s Status, view: &'s View, snippet: &Snippet<'s>) -> Vec<(&'static str, &'s str)> {
    let mut settings = vec![("product", status.product.handle()), ("lang", view.language)];
    settings.extend(snippet.catalogue.map(|address| ("catalogue", address)));
    settings.extend(snippet.now.map(|now| ("now", now)));
    if snippet.precision != Precision::Auto {
        settings.push(("precision", snippet.precision.name()));
    }
    if snippet.theme != Theme::Auto {
        settings.push(("theme", snippet.theme.name()));
    }
    if snippet.size != Size::Full {
        settings.push(("size", snippet.size.name()));
    }
    // A card that is served must be the one that goes live.
    settings.extend(view.heading.map(|level| ("heading", level.name())));
    settings.extend(view.chooser.is_some().then_some(("chooser", "")));
    settings
}

fn script_tag(address: &str, integrity: Option<&str>) -> String {
    let hash = integrity.map_or_else(String::new, |hash| format!(" integrity=\"{}\"", attribute_value(hash)));
    format!("<script type=\"module\" crossorigin src=\"{}\"{hash}></script>", attribute_value(address))
}
