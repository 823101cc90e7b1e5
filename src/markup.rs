//! What the card is made of: [`View`] in, a tree of [`Node`]s out.
//!
//! The only file that knows tags. Knows no words; every text comes from the view. Two interpreters read
//! the tree, one writing text, one touching the page, so both show the same.

use crate::{
    evaluate::Phase,
    locale::{Direction, Piece, Sentence},
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
    if let Some(frozen) = &view.frozen {
        children.push(part(Tag::P, "frozen", text(frozen)));
    }
    children.push(heading(&view.title));
    children.push(match &view.chooser {
        Some(it) => chooser(it),
        None => part(Tag::P, "product", text(&view.product)),
    });
    children.push(part(Tag::P, "status", text(&view.badge)));
    children.push(part(Tag::P, "sentence", sentence(&view.sentence)));
    if let Some(it) = &view.countdown {
        children.push(clock(it));
    }
    if !view.rows.is_empty() {
        let mut rows = Vec::new();
        for it in &view.rows {
            rows.push(row(it));
        }
        children.push(part(Tag::Dl, "milestones", rows));
    }
    children.push(advice(&view.action));
    push_folded("notes", view.notes.as_ref(), &mut children);
    push_folded("sources", view.sources.as_ref(), &mut children);
    children.push(part(Tag::P, "as-of", text(&view.as_of)));
    vec![section(&view.language, view.direction, Some(view.phase), children)]
}

/// The tree of a card before a product is chosen.
pub fn opening_card(opening: &Opening) -> Vec<Node> {
    let children =
        vec![heading(&opening.title), chooser(&opening.chooser), part(Tag::P, "as-of", text(&opening.as_of))];
    vec![section(&opening.language, opening.direction, None, children)]
}

/// A sentence as phrasing content: text, dates and links, fit to stand inside a paragraph.
pub fn sentence(sentence: &Sentence) -> Vec<Node> {
    sentence.iter().map(piece).collect()
}

fn piece(piece: &Piece) -> Node {
    match piece {
        Piece::Words(words) => Node::Text(words.clone()),
        Piece::Time { datetime, words } => element(Tag::Time, &[(Attribute::Datetime, datetime)], text(words)),
        Piece::Link { url, words } => {
            let elsewhere = [(Attribute::Target, "_blank"), (Attribute::Rel, "noopener noreferrer")];
            element(Tag::A, &[(Attribute::Href, url), elsewhere[0], elsewhere[1]], text(words))
        }
    }
}

fn section(language: &str, direction: Direction, state: Option<Phase>, children: Vec<Node>) -> Node {
    let attributes = [
        (Attribute::Part, "card"),
        (Attribute::AriaLabelledby, TITLE),
        (Attribute::Lang, language),
        (Attribute::Dir, direction.name()),
        (Attribute::DataState, state.map_or("", Phase::name)),
    ];
    let given = if state.is_some() { &attributes[..] } else { &attributes[..4] };
    element(Tag::Section, given, children)
}

fn heading(title: &str) -> Node {
    element(Tag::H2, &[(Attribute::Part, "title"), (Attribute::Id, TITLE)], text(title))
}

fn chooser(chooser: &Chooser) -> Node {
    let mut options = Vec::new();
    if let Some(invitation) = &chooser.invitation {
        let attributes = [(Attribute::Value, ""), (Attribute::Disabled, ""), (Attribute::Selected, "")];
        options.push(element(Tag::Option, &attributes, text(invitation)));
    }
    for group in &chooser.groups {
        let mut inside = Vec::new();
        for (id, name, is_chosen) in &group.options {
            let attributes = [(Attribute::Value, id.as_str()), (Attribute::Selected, "")];
            inside.push(element(Tag::Option, &attributes[..=usize::from(*is_chosen)], text(name)));
        }
        if group.label.is_empty() {
            options.append(&mut inside);
        } else {
            options.push(element(Tag::Optgroup, &[(Attribute::Label, &group.label)], inside));
        }
    }
    let label = element(Tag::Label, &[(Attribute::For, CHOOSER)], text(&chooser.label));
    let select = element(Tag::Select, &[(Attribute::Id, CHOOSER), (Attribute::Part, "select")], options);
    part(Tag::P, "chooser", vec![label, select])
}

fn clock(clock: &Clock) -> Node {
    let mut fields = Vec::new();
    for (number, unit) in &clock.fields {
        if !fields.is_empty() {
            fields.push(gap());
        }
        let field = vec![part(Tag::Span, "number", text(number)), gap(), part(Tag::Span, "unit", text(unit))];
        fields.push(part(Tag::Span, "field", field));
    }
    element(
        Tag::Div,
        &[
            (Attribute::Part, "countdown"),
            (Attribute::Role, "timer"),
            (Attribute::AriaLive, "off"),
            (Attribute::AriaLabelledby, UNTIL),
        ],
        vec![
            element(Tag::P, &[(Attribute::Part, "until"), (Attribute::Id, UNTIL)], text(&clock.label)),
            element(Tag::P, &[(Attribute::Part, "digits"), (Attribute::AriaHidden, "true")], fields),
            part(Tag::P, "spoken", text(&clock.spoken)),
        ],
    )
}

fn row(row: &Row) -> Node {
    let state = if row.is_ahead { "ahead" } else { "passed" };
    let date = [(Attribute::Part, "date"), (Attribute::Datetime, row.datetime.as_str())];
    let mut description =
        vec![element(Tag::Time, &date, text(&row.date)), gap(), part(Tag::Span, "relative", text(&row.relative))];
    for (name, line) in [("reader", &row.reader), ("detail", &row.detail)] {
        if let Some(line) = line {
            description.push(part(Tag::Div, name, text(line)));
        }
    }
    element(
        Tag::Div,
        &[(Attribute::Part, "milestone"), (Attribute::DataState, state)],
        vec![part(Tag::Dt, "effect", text(&row.label)), element(Tag::Dd, &[], description)],
    )
}

fn advice(advice: &Advice) -> Node {
    let mut children = vec![
        part(Tag::H3, "action-title", text(&advice.label)),
        part(Tag::P, "action-sentence", sentence(&advice.sentence)),
    ];
    push_folded("steps", advice.steps.as_ref(), &mut children);
    part(Tag::Div, "action", children)
}

fn push_folded(name: &'static str, list: Option<&List>, into: &mut Vec<Node>) {
    let Some(list) = list else { return };
    let mut entries = Vec::new();
    for entry in &list.entries {
        entries.push(element(Tag::Li, &[], sentence(entry)));
    }
    let summary = element(Tag::Summary, &[], text(&list.label));
    into.push(part(Tag::Details, name, vec![summary, element(Tag::Ul, &[], entries)]));
}

fn part(tag: Tag, name: &str, children: Vec<Node>) -> Node {
    element(tag, &[(Attribute::Part, name)], children)
}

fn element(tag: Tag, attributes: &[(Attribute, &str)], children: Vec<Node>) -> Node {
    let attributes = attributes.iter().map(|(attribute, value)| (*attribute, (*value).to_owned())).collect();
    Node::Element(Element { tag, attributes, children })
}

fn text(text: &str) -> Vec<Node> {
    if text.is_empty() { Vec::new() } else { vec![Node::Text(text.to_owned())] }
}

/// A space, so that the words stay apart where no stylesheet does it.
fn gap() -> Node {
    Node::Text(" ".to_owned())
}
