//! A card's file, written: a [`Draft`] in, its JSON out.
//!
//! What stands in several places is written once, in the list `nodes`, and named by its number from then on: the sources
//! that products share, the months that two dates may be in.

use std::collections::HashMap;

use super::{Dated, Draft, FORMAT, Facts, Stage};
use crate::{
    day::Calendar,
    json::Json,
    named::Named,
    node::Node,
    template::{Slot, Template, Value},
    text::DIGITS,
};

/// The least length of what is worth a number of its own.
const WORTH: usize = 24;

/// The most entries of the list, below what a reader takes.
const MOST: usize = 4_000;

/// Writes a file.
pub(super) fn card(card: &Draft) -> Json {
    let mut writer = Writer { numbers: HashMap::new(), nodes: Vec::new(), list: Vec::new() };
    let trees = card.facts.iter().flat_map(|facts| facts.stages.iter().map(|stage| &stage.nodes));
    for tree in trees.chain(&card.opening) {
        for node in writer.pieces(tree) {
            writer.count(&node);
        }
    }
    let facts: Vec<_> = card.facts.iter().map(|facts| writer.facts(facts)).collect();
    let products = card.subjects.iter().map(|subject| {
        let mut product = subject.product.clone();
        if subject.facts > 0 {
            product.set("facts", place(subject.facts));
        }
        product
    });
    let products = products.collect();
    let opening = card.opening.as_ref().map(|nodes| Json::Array(writer.written(nodes)));
    let mut file = vec![
        ("format", number(i64::from(FORMAT))),
        ("topic", Json::string(&card.topic)),
        ("language", Json::string(&card.language)),
        ("kind", Json::string(&card.kind)),
    ];
    if card.digits != DIGITS {
        file.push(("digits", Json::string(&card.digits)));
    }
    if card.calendar != Calendar::Gregorian {
        file.push(("calendar", Json::string(card.calendar.name())));
    }
    if !card.plural.is_empty() {
        file.push(("plural", Json::string(&card.plural)));
    }
    if !writer.list.is_empty() {
        file.push(("nodes", Json::Array(writer.list)));
    }
    file.push(("milestones", Json::Array(card.milestones.clone())));
    file.push(("sources", Json::Array(card.sources.clone())));
    file.push(("facts", Json::Array(facts)));
    file.push(("products", Json::Array(products)));
    file.extend(opening.map(|opening| ("opening", opening)));
    object(file)
}

/// What a tree is made of.
#[derive(Debug, Clone)]
enum Piece {
    /// Words or a slot.
    Text(Json),
    /// A node of the card, by its number among those that differ.
    Node(usize),
}

/// A node that differs from every other.
#[derive(Debug)]
struct Known {
    /// What stands in front of what is inside: of an element its tag and attributes, of a case its value.
    front: Vec<Json>,
    /// What is inside; of a case, behind each least number.
    inside: Vec<(Option<i64>, Vec<Piece>)>,
    /// How long it is in full.
    length: usize,
    /// In how many other nodes it is.
    times: u32,
    /// Where it stands in the list.
    place: Option<usize>,
}

struct Writer {
    /// The number of each node, by its front and its pieces.
    numbers: HashMap<String, usize>,
    nodes: Vec<Known>,
    list: Vec<Json>,
}

impl Writer {
    fn pieces(&mut self, nodes: &[Node]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for node in nodes {
            match node {
                Node::Text(text) => pieces.extend(self::text(text).into_iter().map(Piece::Text)),
                Node::Element(element) => {
                    let mut attributes = Vec::new();
                    for (attribute, value) in &element.attributes {
                        attributes.push((attribute.name(), alone(text(value))));
                    }
                    let front = vec![Json::string(element.tag.name()), object(attributes)];
                    let inside = vec![(None, self.pieces(&element.children))];
                    pieces.push(self.number(front, inside));
                }
                Node::Case(value, cases) => {
                    let mut inside = Vec::new();
                    for (least, nodes) in cases {
                        inside.push((Some(*least), self.pieces(nodes)));
                    }
                    pieces.push(self.number(vec![self::value(*value)], inside));
                }
            }
        }
        pieces
    }

    /// The number of a node, a new one for one that was not there yet.
    fn number(&mut self, front: Vec<Json>, inside: Vec<(Option<i64>, Vec<Piece>)>) -> Piece {
        let mut key = String::new();
        for json in &front {
            key += &json.written();
        }
        let mut length = key.len();
        for (least, pieces) in &inside {
            key += &format!("{least:?}");
            for piece in pieces {
                match piece {
                    Piece::Text(json) => {
                        let text = json.written();
                        length += text.len();
                        key += &text;
                    }
                    Piece::Node(number) => {
                        length += self.nodes[*number].length;
                        key += &format!("#{number}");
                    }
                }
            }
        }
        let next = self.nodes.len();
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.nodes.push(Known { front, inside, length, times: 0, place: None });
        }
        Piece::Node(number)
    }

    /// Counts a node, and what is inside it once.
    fn count(&mut self, piece: &Piece) {
        let Piece::Node(number) = piece else { return };
        let known = &mut self.nodes[*number];
        known.times += 1;
        if known.times > 1 {
            return;
        }
        let inside: Vec<_> = known.inside.iter().flat_map(|(_, pieces)| pieces.clone()).collect();
        for piece in &inside {
            self.count(piece);
        }
    }

    fn facts(&mut self, facts: &Facts) -> Json {
        let stages = facts.stages.iter().enumerate().map(|(index, stage)| self.stage(stage, index == 0)).collect();
        object(vec![
            ("milestones", places(&facts.milestones)),
            ("dates", Json::Array(facts.dates.iter().map(|date| date.as_ref().map_or(Json::Null, dated)).collect())),
            ("sources", places(&facts.sources)),
            ("stages", Json::Array(stages)),
        ])
    }

    fn stage(&mut self, stage: &Stage, is_first: bool) -> Json {
        let mut fields = Vec::new();
        if !is_first {
            fields.push(("from", number(stage.from)));
        }
        fields.push(("phase", Json::string(&stage.phase)));
        fields.push(("action", stage.action.clone()));
        fields.extend(stage.advice.clone().map(|advice| ("advice", advice)));
        fields.push(("text", alone(text(&stage.text))));
        fields.extend(stage.status.clone().map(|status| ("status", status)));
        fields.push(("card", Json::Array(self.written(&stage.nodes))));
        object(fields)
    }

    fn written(&mut self, nodes: &[Node]) -> Vec<Json> {
        let pieces = self.pieces(nodes);
        self.all(&pieces)
    }

    fn all(&mut self, pieces: &[Piece]) -> Vec<Json> {
        let mut written = Vec::new();
        for piece in pieces {
            written.push(match piece {
                Piece::Text(json) => json.clone(),
                Piece::Node(number) => self.node(*number),
            });
        }
        written
    }

    /// A node, or the number of its place in the list.
    fn node(&mut self, number: usize) -> Json {
        let Known { front, inside, length, times, place } = &self.nodes[number];
        if let Some(place) = place {
            return self::place(*place);
        }
        let (mut front, inside, is_shared) = (front.clone(), inside.clone(), *length >= WORTH && *times > 1);
        let mut cases = Vec::new();
        for (least, pieces) in &inside {
            let mut parts = self.all(pieces);
            match least {
                None => front.append(&mut parts),
                Some(least) => cases.push((*least, parts)),
            }
        }
        let written = if cases.is_empty() { Json::Array(front) } else { case(front.swap_remove(0), cases) };
        if !is_shared || self.list.len() == MOST {
            return written;
        }
        let place = self.list.len();
        self.list.push(written);
        self.nodes[number].place = Some(place);
        self::place(place)
    }
}

/// A text where it is a value of its own: as it is where it has one part, else a list.
fn alone(mut parts: Vec<Json>) -> Json {
    match parts.len() {
        0 => Json::string(""),
        1 => parts.swap_remove(0),
        _ => Json::Array(parts),
    }
}

/// A text as its words and slots.
fn text(template: &Template) -> Vec<Json> {
    let (first, rest) = template.parts();
    let mut parts = Vec::new();
    if !first.is_empty() {
        parts.push(Json::string(first));
    }
    for (slot, behind) in rest {
        parts.push(self::slot(slot));
        if !behind.is_empty() {
            parts.push(Json::string(behind));
        }
    }
    parts
}

/// What a value chooses from: each with the least number for which it is the one.
fn case(value: Json, cases: Vec<(i64, Vec<Json>)>) -> Json {
    let mut of = Vec::new();
    for (least, mut parts) in cases {
        parts.insert(0, number(least));
        of.push(Json::Array(parts));
    }
    object(vec![("case", value), ("of", Json::Array(of))])
}

fn slot(slot: &Slot) -> Json {
    let digits = |name, value: &Value, width: usize| {
        let mut fields = vec![(name, self::value(*value))];
        if width > 1 {
            fields.push(("width", place(width)));
        }
        object(fields)
    };
    match slot {
        Slot::Case(value, cases) => {
            case(self::value(*value), cases.iter().map(|(least, it)| (*least, text(it))).collect())
        }
        Slot::Plural(value, forms) => {
            let forms = forms.iter().map(|form| Json::Array(text(form))).collect();
            object(vec![("plural", self::value(*value)), ("of", Json::Array(forms))])
        }
        Slot::Number(value, width) => digits("number", value, *width),
        Slot::Ascii(value, width) => digits("ascii", value, *width),
        Slot::Name => object(vec![("name", Json::Boolean(true))]),
    }
}

fn value(value: Value) -> Json {
    Json::String(value.name())
}

fn dated(date: &Dated) -> Json {
    let Dated { day, is_month, at } = date;
    let mut fields = vec![("day", number(*day))];
    if *is_month {
        fields.push(("month", Json::Boolean(true)));
    }
    fields.extend(at.map(|at| ("at", number(at))));
    object(fields)
}

fn places(places: &[usize]) -> Json {
    Json::Array(places.iter().map(|it| place(*it)).collect())
}

fn place(place: usize) -> Json {
    Json::Number(place.to_string())
}

fn number(number: i64) -> Json {
    Json::Number(number.to_string())
}

fn object(fields: Vec<(&str, Json)>) -> Json {
    Json::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}
