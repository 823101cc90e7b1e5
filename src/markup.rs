//! What the card is made of: [`View`] in, a tree of [`Node`]s out.
//!
//! The only file that knows tags. Knows no words; every text comes from the view. Two interpreters read
//! the tree, one writing text, one touching the page, so both show the same.

use crate::{
    locale::{Piece, Sentence},
    named::{Named, named},
    view::{Advice, Chooser, Clock, List, Opening, Row, View},
};

/// A node of the card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text, never empty.
    Text(String),
}

/// An element of the card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Its tag.
    pub tag: Tag,
    /// Its attributes, each once.
    pub attributes: Vec<(Attribute, String)>,
    /// What is inside.
    pub children: Vec<Node>,
}

named! {
    /// The tags that the card uses, and no others.
    pub enum Tag {
        /// A link.
        A = "a",
        /// The description of a term.
        Dd = "dd",
        /// What can be unfolded.
        Details = "details",
        /// A group without meaning of its own.
        Div = "div",
        /// A description list.
        Dl = "dl",
        /// A term.
        Dt = "dt",
        /// The card's heading.
        H2 = "h2",
        /// A heading inside the card.
        H3 = "h3",
        /// The name of a control.
        Label = "label",
        /// An entry of a list.
        Li = "li",
        /// A group of options.
        Optgroup = "optgroup",
        /// An option.
        Option = "option",
        /// A paragraph.
        P = "p",
        /// The card.
        Section = "section",
        /// The chooser.
        Select = "select",
        /// A run of text.
        Span = "span",
        /// What unfolds.
        Summary = "summary",
        /// A date.
        Time = "time",
        /// A list.
        Ul = "ul",
    }
}

named! {
    /// The attributes that the card uses, and no others: none that runs script or style.
    pub enum Attribute {
        /// Hides the ticking digits from those who would hear each of them.
        AriaHidden = "aria-hidden",
        /// Names the card, and the timer.
        AriaLabelledby = "aria-labelledby",
        /// Keeps the timer silent.
        AriaLive = "aria-live",
        /// Whether a milestone is ahead or passed; the card's phase.
        DataState = "data-state",
        /// The machine-readable date.
        Datetime = "datetime",
        /// Which way the words are read.
        Dir = "dir",
        /// The invitation of the chooser is no choice.
        Disabled = "disabled",
        /// What a label names.
        For = "for",
        /// A checked https address.
        Href = "href",
        /// Unique inside the shadow root.
        Id = "id",
        /// The name of a group of options.
        Label = "label",
        /// The language of the words.
        Lang = "lang",
        /// What a host's stylesheet may reach.
        Part = "part",
        /// What a link shares with its target: nothing.
        Rel = "rel",
        /// What an element is, where no tag says it.
        Role = "role",
        /// The chosen option.
        Selected = "selected",
        /// Where a link opens.
        Target = "target",
        /// The product id of an option.
        Value = "value",
    }
}

/// The id of the chooser's control.
pub const CHOOSER: &str = "product";

const TITLE: &str = "title";
const UNTIL: &str = "until";

/// The tree of a card.
pub fn card(view: &View) -> Vec<Node> {
    let mut children = Vec::new();
    children.extend(view.frozen.as_ref().map(|frozen| part(Tag::P, "frozen", text(frozen))));
    children.push(heading(&view.title));
    match &view.chooser {
        Some(it) => children.push(chooser(it)),
        None => children.push(part(Tag::P, "product", text(&view.product))),
    }
    children.push(part(Tag::P, "status", text(&view.badge)));
    children.push(part(Tag::P, "sentence", sentence(&view.sentence)));
    children.extend(view.countdown.as_ref().map(clock));
    if !view.rows.is_empty() {
        children.push(part(Tag::Dl, "milestones", view.rows.iter().map(row).collect()));
    }
    children.push(advice(&view.action));
    children.extend(view.notes.as_ref().map(|notes| folded("notes", notes)));
    children.extend(view.sources.as_ref().map(|sources| folded("sources", sources)));
    children.push(part(Tag::P, "as-of", text(&view.as_of)));
    vec![section(&view.language, view.direction.name(), Some(view.phase.name()), children)]
}

/// The tree of a card before a product is chosen.
pub fn opening_card(opening: &Opening) -> Vec<Node> {
    let children =
        vec![heading(&opening.title), chooser(&opening.chooser), part(Tag::P, "as-of", text(&opening.as_of))];
    vec![section(&opening.language, opening.direction.name(), None, children)]
}

/// A sentence as phrasing content: text, dates and links, fit to stand inside a paragraph.
pub fn sentence(sentence: &Sentence) -> Vec<Node> {
    sentence.iter().map(piece).collect()
}

fn piece(piece: &Piece) -> Node {
    match piece {
        Piece::Words(words) => Node::Text(words.clone()),
        Piece::Time { datetime, words } => {
            element(Tag::Time, vec![(Attribute::Datetime, datetime.clone())], text(words))
        }
        Piece::Link { url, words } => element(
            Tag::A,
            vec![
                (Attribute::Href, url.clone()),
                (Attribute::Target, "_blank".into()),
                (Attribute::Rel, "noopener noreferrer".into()),
            ],
            text(words),
        ),
    }
}

fn section(language: &str, direction: &str, state: Option<&str>, children: Vec<Node>) -> Node {
    let mut attributes = vec![
        (Attribute::Part, "card".to_owned()),
        (Attribute::AriaLabelledby, TITLE.into()),
        (Attribute::Lang, language.into()),
        (Attribute::Dir, direction.into()),
    ];
    attributes.extend(state.map(|state| (Attribute::DataState, state.to_owned())));
    element(Tag::Section, attributes, children)
}

fn heading(title: &str) -> Node {
    element(Tag::H2, vec![(Attribute::Part, "title".into()), (Attribute::Id, TITLE.into())], text(title))
}

fn chooser(chooser: &Chooser) -> Node {
    let mut options = Vec::new();
    options.extend(chooser.invitation.as_ref().map(|invitation| {
        let attributes = vec![
            (Attribute::Value, String::new()),
            (Attribute::Disabled, String::new()),
            (Attribute::Selected, String::new()),
        ];
        element(Tag::Option, attributes, text(invitation))
    }));
    for group in &chooser.groups {
        let group_options = group.options.iter().map(|(id, name, is_chosen)| {
            let mut attributes = vec![(Attribute::Value, id.clone())];
            attributes.extend(is_chosen.then(|| (Attribute::Selected, String::new())));
            element(Tag::Option, attributes, text(name))
        });
        if group.label.is_empty() {
            options.extend(group_options);
        } else {
            options.push(element(
                Tag::Optgroup,
                vec![(Attribute::Label, group.label.clone())],
                group_options.collect(),
            ));
        }
    }
    let label = element(Tag::Label, vec![(Attribute::For, CHOOSER.into())], text(&chooser.label));
    let select =
        element(Tag::Select, vec![(Attribute::Id, CHOOSER.into()), (Attribute::Part, "select".into())], options);
    part(Tag::P, "chooser", vec![label, select])
}

fn clock(clock: &Clock) -> Node {
    let field = |(number, unit): &(String, String)| {
        let number = part(Tag::Span, "number", text(number));
        let unit = part(Tag::Span, "unit", text(unit));
        part(Tag::Span, "field", vec![number, Node::Text(" ".into()), unit])
    };
    let mut fields = Vec::new();
    for it in &clock.fields {
        if !fields.is_empty() {
            fields.push(Node::Text(" ".into()));
        }
        fields.push(field(it));
    }
    let label = vec![(Attribute::Part, "until".to_owned()), (Attribute::Id, UNTIL.into())];
    let digits = vec![(Attribute::Part, "digits".to_owned()), (Attribute::AriaHidden, "true".into())];
    element(
        Tag::Div,
        vec![
            (Attribute::Part, "countdown".into()),
            (Attribute::Role, "timer".into()),
            (Attribute::AriaLive, "off".into()),
            (Attribute::AriaLabelledby, UNTIL.into()),
        ],
        vec![
            element(Tag::P, label, text(&clock.label)),
            element(Tag::P, digits, fields),
            part(Tag::P, "spoken", text(&clock.spoken)),
        ],
    )
}

fn row(row: &Row) -> Node {
    let state = if row.is_ahead { "ahead" } else { "passed" };
    let mut description = vec![
        element(
            Tag::Time,
            vec![(Attribute::Part, "date".into()), (Attribute::Datetime, row.datetime.clone())],
            text(&row.date),
        ),
        Node::Text(" ".into()),
        part(Tag::Span, "relative", text(&row.relative)),
    ];
    for (name, line) in [("reader", &row.reader), ("detail", &row.detail)] {
        description.extend(line.as_ref().map(|line| part(Tag::Div, name, text(line))));
    }
    element(
        Tag::Div,
        vec![(Attribute::Part, "milestone".into()), (Attribute::DataState, state.into())],
        vec![
            element(Tag::Dt, vec![(Attribute::Part, "effect".into())], text(&row.label)),
            element(Tag::Dd, Vec::new(), description),
        ],
    )
}

fn advice(advice: &Advice) -> Node {
    let mut children = vec![
        part(Tag::H3, "action-title", text(&advice.label)),
        part(Tag::P, "action-sentence", sentence(&advice.sentence)),
    ];
    children.extend(advice.steps.as_ref().map(|steps| folded("steps", steps)));
    part(Tag::Div, "action", children)
}

fn folded(name: &str, list: &List) -> Node {
    let entries = list.entries.iter().map(|entry| element(Tag::Li, Vec::new(), sentence(entry)));
    let summary = element(Tag::Summary, Vec::new(), text(&list.label));
    part(Tag::Details, name, vec![summary, element(Tag::Ul, Vec::new(), entries.collect())])
}

fn part(tag: Tag, name: &str, children: Vec<Node>) -> Node {
    element(tag, vec![(Attribute::Part, name.to_owned())], children)
}

fn element(tag: Tag, attributes: Vec<(Attribute, String)>, children: Vec<Node>) -> Node {
    Node::Element(Element { tag, attributes, children })
}

fn text(text: &str) -> Vec<Node> {
    if text.is_empty() { Vec::new() } else { vec![Node::Text(text.to_owned())] }
}
