//! What an editor pastes: a card in, HTML or an address for a CMS out.
//!
//! The sentence inside is true for ever and is phrasing content, so it survives a paragraph, a sanitiser
//! and a feed. The declarative shadow root over it is a dress that only current browsers put on. The command
//! line and the builder page both write by this, so they write the same bytes.

pub mod check;
mod email;
pub(crate) mod frame;

use crate::{
    catalogue::Catalogue,
    evaluate::Status,
    find::ANY,
    html::{attribute_value, html},
    locale::{Direction, Locale},
    markup::{self, Attribute, Node, Tag},
    named::{Named, named},
    template::Template,
    view::{Opening, View, plain_sentence},
    wish::Precision,
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
    /// A card's file that goes along, so that the page has to ask for nothing before it shows the card; absent for none.
    /// The script then looks whether a newer one is published.
    pub card: Option<&'s str>,
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
    /// The `facts` attribute.
    pub facts: Facts,
    /// The `clock` attribute.
    pub clock: bool,
    /// The `share` attribute.
    pub share: bool,
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
        /// Tables for an e-mail, which stand at their day.
        Email = "email",
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

named! {
    /// Which facts a card shows.
    pub enum Facts {
        /// Those that are published now, so that a correction reaches an article that was published before it.
        Current = "current",
        /// Those that were published with the script.
        Pinned = "pinned",
    }
}

/// What files about a reader who does not know which product it is are called: a name that no product has.
pub(crate) const UNKNOWN: &str = "_unknown";

/// The card that a snippet is for.
#[derive(Debug)]
pub struct Subject<'s> {
    /// The id of its topic.
    pub topic: &'s str,
    /// Its product, as the attribute has it; none where readers choose.
    pub product: Option<&'s str>,
    /// What a frame around it is called: the measure, and the product.
    pub title: String,
    /// The sentence without tense.
    pub sentence: Vec<Node>,
    /// What is served over the sentence, where the card goes along.
    pub face: Face<'s>,
    /// BCP 47 tag of its words.
    pub language: &'s str,
    /// Which way they are read.
    pub direction: Direction,
    /// How deep its title is in the page's outline.
    pub heading: Option<&'s str>,
    /// Whether readers may choose another product.
    pub is_chooser: bool,
}

/// What a served card shows.
#[derive(Debug, Clone, Copy)]
pub enum Face<'s> {
    /// A product's card.
    Card(&'s View<'s>),
    /// The choice of one.
    Opening(&'s Opening<'s>),
}

impl Face<'_> {
    fn html(self) -> String {
        let mut nodes = match self {
            Self::Card(view) => markup::card(view),
            Self::Opening(opening) => markup::opening_card(opening),
        };
        disable(&mut nodes);
        html(&nodes)
    }
}

/// Where no script comes, a choice would do nothing: it is served disabled, and the script takes that back.
fn disable(nodes: &mut [Node]) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if element.tag == Tag::Select {
            element.attributes.push((Attribute::Disabled, Template::default()));
        }
        disable(&mut element.children);
    }
}

impl<'s> Subject<'s> {
    /// The card of a product.
    pub fn of(status: &Status<'s>, view: &'s View<'s>, locale: &Locale) -> Self {
        Self {
            topic: &status.catalogue.id,
            product: Some(status.product.handle()),
            title: format!("{}: {}", view.title.1, view.product.1),
            sentence: markup::sentence(&plain_sentence(status, locale)),
            face: Face::Card(view),
            language: view.language,
            direction: view.direction,
            heading: level(&view.heading[0]),
            is_chooser: view.chooser.is_some(),
        }
    }

    /// The card of a topic whose readers choose. Where its products share nothing that could be said of all of them,
    /// the sentence is the topic's title.
    pub fn open(catalogue: &'s Catalogue, opening: &'s Opening<'s>) -> Self {
        let title = || vec![Node::Text(opening.title.1.into())];
        Self {
            topic: &catalogue.id,
            product: None,
            title: opening.title.1.to_owned(),
            sentence: opening.sentence.as_ref().map_or_else(title, markup::sentence),
            face: Face::Opening(opening),
            language: opening.language,
            direction: opening.direction,
            heading: level(&opening.heading),
            is_chooser: false,
        }
    }

    /// The name of its files, without their ending. A topic that is not the one that cards show by themselves is part of
    /// it, so that no topic writes what is another's; what begins with an underscore is the name of no product.
    pub(crate) fn stem(&self, is_own: bool) -> String {
        let topic = if is_own { format!("{}.", self.topic) } else { String::new() };
        let product = match self.product {
            None => "_choose",
            Some(ANY) => UNKNOWN,
            Some(product) => product,
        };
        format!("{topic}{product}.{}", self.language)
    }
}

/// How deep a card's title is, where the host says so.
fn level(heading: &Template) -> Option<&str> {
    heading.whole().filter(|level| !level.is_empty())
}

/// What to paste for a card, with a line break at its end.
pub fn snippet(subject: &Subject, snippet: Snippet) -> String {
    let sentence = html(&subject.sentence);
    let script = script_tag(snippet.script, snippet.integrity);
    match snippet.form {
        Form::Plain => {
            let (open, close) = element(subject, &snippet);
            format!("{open}{sentence}{close}\n")
        }
        Form::Block => {
            let (open, close) = element(subject, &snippet);
            format!("{open}{sentence}{close}\n{script}\n")
        }
        Form::Element => {
            let (open, close) = element(subject, &snippet);
            let dress = snippet.style.map_or_else(String::new, |style| {
                let card = subject.face.html();
                format!("<template shadowrootmode=\"open\"><style>{}</style>{card}</template>", style.trim())
            });
            let card = snippet.card.map_or_else(String::new, card);
            format!("{open}{dress}{sentence}{card}{close}\n{script}\n")
        }
        Form::Email => email::email(subject, &snippet),
        Form::Frame => frame::frame(subject, &snippet),
        Form::Amp => frame::amp(subject, &snippet, &sentence),
        Form::Oembed => {
            format!("{}oembed/{}.html\n", folder(snippet.script), subject.stem(snippet.catalogue.is_some()))
        }
    }
}

/// A card's file inside an element: data, which no browser runs.
fn card(file: &str) -> String {
    // Whatever is in it, it can neither end the script nor begin a comment there.
    let inside = file.trim().replace('<', "\\u003c");
    format!("<script type=\"application/json\" data-phase-out-card>{inside}</script>")
}

/// The stylesheet of a card of a size, as small as a served card needs it: every article carries it. The element in the
/// page puts the same sheets together, in `www/sheets.js`.
pub fn style(size: Size) -> String {
    let card = include_str!("../www/card.css");
    let (brief, line) = (include_str!("../www/brief.css"), include_str!("../www/line.css"));
    let style = match size {
        Size::Full => card.to_owned(),
        Size::Compact => [card, brief, line].concat(),
        Size::Auto => [card, NARROW, "{", brief, line, "}"].concat(),
    };
    small(&style)
}

/// A stylesheet without what no browser needs. One that cannot be read goes out whole.
pub(crate) fn small(style: &str) -> String {
    minifier::css::minify(style).map_or_else(|_| style.to_owned(), |style| style.to_string())
}

/// Where a card that may be one line is one. In pixels: letters there are as large as the host's.
const NARROW: &str = "@container (max-width: 288px)";

/// The address of the folder that a script lies in, with a slash at its end; empty for the page's own.
pub fn folder(script: &str) -> &str {
    script.rfind('/').map_or("", |end| &script[..=end])
}

/// The tags around a sentence.
fn element(subject: &Subject, snippet: &Snippet) -> (String, String) {
    let (tag, prefix, mark) = match snippet.form {
        Form::Block => ("div", "data-", " data-phase-out"),
        _ => ("phase-out", "", ""),
    };
    let mut open = format!("<{tag}{mark}");
    for (name, value) in settings(subject, snippet) {
        open.push_str(&format!(" {prefix}{name}"));
        if !value.is_empty() {
            open.push_str(&format!("=\"{}\"", attribute_value(value)));
        }
    }
    if subject.direction == Direction::Rtl {
        open.push_str(" dir=\"rtl\"");
    }
    (open + ">", format!("</{tag}>"))
}

/// What a card is told, by name: attributes of the element, parameters of the frame. A setting without a
/// value is there or not.
fn settings<'s>(subject: &'s Subject, snippet: &Snippet<'s>) -> Vec<(&'static str, &'s str)> {
    let mut settings = Vec::new();
    settings.extend(subject.product.map(|product| ("product", product)));
    settings.push(("lang", subject.language));
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
    if snippet.facts != Facts::Current {
        settings.push(("facts", snippet.facts.name()));
    }
    // A card that is served must be the one that goes live.
    settings.extend(subject.heading.map(|level| ("heading", level)));
    settings.extend(subject.is_chooser.then_some(("chooser", "")));
    settings.extend(snippet.clock.then_some(("clock", "")));
    // A link to a choice is about the page's own address.
    if matches!(snippet.form, Form::Element | Form::Block) {
        settings.extend(snippet.share.then_some(("share", "")));
    }
    settings
}

fn script_tag(address: &str, integrity: Option<&str>) -> String {
    let hash = integrity.map_or_else(String::new, |hash| format!(" integrity=\"{}\"", attribute_value(hash)));
    format!(
        "<script type=\"module\" crossorigin referrerpolicy=\"no-referrer\" src=\"{}\"{hash}></script>",
        attribute_value(address)
    )
}
