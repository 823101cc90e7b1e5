//! A card's file, read: text in, a [`Card`] or the first thing that is wrong with it out.
//!
//! Trusts nobody: every tag, attribute and value is looked up in the player's own tables, every number has limits, and what
//! a card can come to when it is played is summed up before it is.

use super::{
    Card, DIGITS, Dated, EXACT, FORMAT, Facts, MAX_CARD_BYTES, MAX_NAME, MAX_NESTED, MAX_PLAYED, MAX_PRODUCTS, NODE,
    Stage, Subject, weight,
};
use crate::{
    json::{self, Json, Limits},
    named::Named,
    node::{Attribute, Element, Node, Tag, push_text},
    problem::Problem,
    template::{Kind, Slot, Template, Value},
    text::{code_point, concat, count, hidden_character, is_language, is_start, printable},
};

/// What a file may be before it is looked at: deeper than a topic, whose values are no trees.
const LIMITS: Limits = Limits { bytes: MAX_CARD_BYTES, depth: 64, entries: 4_096 };

/// Most fields of one object.
const MAX_FIELDS: usize = 300;

type Result<T> = std::result::Result<T, Problem>;

/// Reads a file.
pub(super) fn card(text: &str) -> Result<Card> {
    let file = json::read_within(text, LIMITS)?;
    if file.kind() != "an object" {
        return fault("the file", &["is ", file.kind(), ", and a card is an object"]);
    }
    no_field_twice(&file, "the file")?;
    match file.get("format") {
        Some(Json::Number(format)) if *format == count(FORMAT as usize) => {}
        Some(Json::Number(format)) => return fault("format", &["is ", format, ", and this player knows 1"]),
        Some(format) => return fault("format", &["is ", format.kind(), ", and this player knows the number 1"]),
        None => return fault("format", &["is missing: this is no card"]),
    }
    let mut card = Card {
        topic: name(&file, "topic")?,
        language: name(&file, "language")?,
        kind: name(&file, "kind")?,
        digits: digits(file.text("digits"))?,
        plural: plural(file.text("plural"))?,
        nodes: Vec::new(),
        milestones: objects(&file, "milestones")?,
        sources: objects(&file, "sources")?,
        facts: Vec::new(),
        subjects: Vec::new(),
        opening: None,
    };
    if !is_language(&card.language) {
        return fault("language", &["`", &printable(&card.language), "` is no language tag"]);
    }
    let mut trees = Trees { sizes: Vec::new(), nodes: Vec::new() };
    for (index, node) in file.list("nodes").iter().enumerate() {
        let place = concat(&["nodes[", &count(index), "]"]);
        let mut read = Vec::new();
        trees.node(node, &place, &mut read)?;
        let [node @ (Node::Element(_) | Node::Case(..))] = &read[..] else {
            return fault(&place, &["is neither an element nor a case that has elements"]);
        };
        let size = trees.size(std::slice::from_ref(node));
        size.check(&place)?;
        trees.sizes.push(size);
        trees.nodes.append(&mut read);
    }
    for (index, facts) in file.list("facts").iter().enumerate() {
        let place = concat(&["facts[", &count(index), "]"]);
        let facts = trees.facts(facts, &place)?;
        let known = |places: &[usize], list: &[Json]| places.iter().all(|place| *place < list.len());
        if !known(&facts.milestones, &card.milestones) || !known(&facts.sources, &card.sources) {
            return fault(&place, &["names a milestone or a source that the file does not have"]);
        }
        card.facts.push(facts);
    }
    let products = file.list("products");
    if products.is_empty() || products.len() > MAX_PRODUCTS {
        return fault(
            "products",
            &["has ", &count(products.len()), " entries: at least one, at most ", &count(MAX_PRODUCTS)],
        );
    }
    for (index, product) in products.iter().enumerate() {
        let place = concat(&["products[", &count(index), "]"]);
        let subject = subject(product, card.facts.len(), &place)?;
        if card.subject(&subject.handle).is_some() {
            return fault(&place, &["is there twice: `", &printable(&subject.handle), "`"]);
        }
        card.subjects.push(subject);
    }
    if file.get("opening").is_some() {
        card.opening = Some(trees.card(file.list("opening"), "opening")?);
    }
    card.nodes = trees.nodes;
    Ok(card)
}

/// How much a tree comes to when it is played, and how deep it is.
#[derive(Debug, Clone, Copy, Default)]
struct Size {
    weight: usize,
    depth: usize,
}

impl Size {
    fn check(self, place: &str) -> Result<()> {
        if self.weight > MAX_PLAYED {
            let over = [&count(self.weight), " bytes when it is played, more than ", &count(MAX_PLAYED)];
            return fault(place, &["comes to ", &concat(&over)]);
        }
        if self.depth > MAX_NESTED {
            return fault(place, &["is nested ", &count(self.depth), " levels deep, more than ", &count(MAX_NESTED)]);
        }
        Ok(())
    }
}

/// The trees that have been read.
struct Trees {
    /// The list that [`Node::Use`] is an index of.
    nodes: Vec<Node>,
    /// What each of them comes to.
    sizes: Vec<Size>,
}

impl Trees {
    fn facts(&self, facts: &Json, place: &str) -> Result<Facts> {
        let mut dates = Vec::new();
        for (index, date) in facts.list("dates").iter().enumerate() {
            dates.push(dated(date, &concat(&[place, ".dates[", &count(index), "]"]))?);
        }
        let mut stages: Vec<Stage> = Vec::new();
        for (index, stage) in facts.list("stages").iter().enumerate() {
            let place = concat(&[place, ".stages[", &count(index), "]"]);
            let Some(text) = stage.get("text") else { return fault(&place, &["has no text"]) };
            let text = self.text(text, &concat(&[&place, ".text"]))?;
            Size { weight: weight(&text), depth: 0 }.check(&concat(&[&place, ".text"]))?;
            let from = match (stage.get("from"), index) {
                (None, 0) => -EXACT,
                (from, _) => whole(from, &concat(&[&place, ".from"]))?,
            };
            if stages.last().is_some_and(|before| before.from >= from) {
                return fault(&place, &["begins no later than the one before it"]);
            }
            stages.push(Stage {
                from,
                phase: name(stage, "phase").map_err(|problem| inside(&place, problem))?,
                action: object(stage.get("action"), &concat(&[&place, ".action"]))?,
                advice: match stage.get("advice") {
                    None => None,
                    advice => Some(object(advice, &concat(&[&place, ".advice"]))?),
                },
                text,
                status: match stage.get("status") {
                    None => None,
                    status => Some(object(status, &concat(&[&place, ".status"]))?),
                },
                nodes: self.card(stage.list("card"), &concat(&[&place, ".card"]))?,
            });
        }
        if stages.is_empty() {
            return fault(place, &["has no stages"]);
        }
        let milestones = places(facts, "milestones", place)?;
        if milestones.len() > dates.len() {
            return fault(place, &["has fewer dates than milestones"]);
        }
        let sources = places(facts, "sources", place)?;
        Ok(Facts { milestones, dates, sources, stages })
    }

    /// The nodes of a card: at least one.
    fn card(&self, list: &[Json], place: &str) -> Result<Vec<Node>> {
        let nodes = self.list(list, place)?;
        if nodes.is_empty() {
            return fault(place, &["is empty"]);
        }
        self.size(&nodes).check(place)?;
        Ok(nodes)
    }

    fn list(&self, list: &[Json], place: &str) -> Result<Vec<Node>> {
        let mut nodes = Vec::new();
        for (index, json) in list.iter().enumerate() {
            self.node(json, &concat(&[place, "[", &count(index), "]"]), &mut nodes)?;
        }
        Ok(nodes)
    }

    /// Reads one value as nodes; texts and slots join the text in front of them.
    fn node(&self, json: &Json, place: &str, nodes: &mut Vec<Node>) -> Result<()> {
        match json {
            Json::String(words) => {
                visible(words, place)?;
                push_text(nodes, words.as_str().into());
            }
            Json::Number(_) => nodes.push(Node::Use(self.used(json, place)?)),
            Json::Array(parts) => nodes.push(Node::Element(self.element(parts, place)?)),
            Json::Object(_) => match self.slot(json, place)? {
                Node::Text(text) => push_text(nodes, text),
                node => nodes.push(node),
            },
            _ => return fault(place, &["is ", json.kind(), ", and a node is a text, a number, an array or an object"]),
        }
        Ok(())
    }

    /// The node of the list that a number names.
    fn used(&self, json: &Json, place: &str) -> Result<usize> {
        let index = whole(Some(json), place)?;
        match usize::try_from(index).ok().filter(|index| *index < self.nodes.len()) {
            Some(index) => Ok(index),
            None => fault(place, &["names node ", &index.to_string(), ", which does not stand before it"]),
        }
    }

    fn element(&self, parts: &[Json], place: &str) -> Result<Element> {
        let [Json::String(tag), Json::Object(given), children @ ..] = parts else {
            return fault(place, &["is no element: a tag, an object of attributes, then what is inside"]);
        };
        let Some(tag) = Tag::by_name(tag) else {
            return fault(place, &["`", &printable(tag), "` is no tag that a card may have"]);
        };
        let mut attributes: Vec<(Attribute, Template)> = Vec::new();
        for (name, value) in given {
            let Some(attribute) = Attribute::by_name(name) else {
                return fault(place, &["`", &printable(name), "` is no attribute that a card may have"]);
            };
            attributes.push((attribute, self.text(value, &concat(&[place, ".", name]))?));
        }
        Ok(Element { tag, attributes, children: self.list(children, place)? })
    }

    /// A text where it is a value of its own.
    fn text(&self, json: &Json, place: &str) -> Result<Template> {
        let mut nodes = Vec::new();
        match json {
            Json::Array(parts) => nodes = self.list(parts, place)?,
            json => self.node(json, place, &mut nodes)?,
        }
        match &mut nodes[..] {
            [] => Ok(Template::default()),
            [Node::Text(text)] => Ok(std::mem::take(text)),
            _ => fault(place, &["is no text"]),
        }
    }

    /// A slot; one whose cases are texts is a text.
    fn slot(&self, json: &Json, place: &str) -> Result<Node> {
        if let Some(value) = json.get("case") {
            let value = self::value(value, place)?;
            let mut cases: Vec<(i64, Vec<Node>)> = Vec::new();
            for case in json.list("of") {
                let Json::Array(parts) = case else { return fault(place, &["has a case that is ", case.kind()]) };
                let least = whole(parts.first(), place)?;
                if cases.last().is_some_and(|(before, _)| *before >= least) {
                    return fault(place, &["has cases out of order"]);
                }
                cases.push((least, self.list(parts.get(1..).unwrap_or_default(), place)?));
            }
            if cases.is_empty() {
                return fault(place, &["has no cases"]);
            }
            if !cases.iter().all(|(_, nodes)| matches!(nodes[..], [] | [Node::Text(_)])) {
                return Ok(Node::Case(value, cases));
            }
            let cases = cases.into_iter().map(|(least, nodes)| (least, only_text(nodes))).collect();
            return Ok(Node::Text(Slot::Case(value, cases).into()));
        }
        if let Some(value) = json.get("plural") {
            let value = shown(value, place)?;
            let mut forms = Vec::new();
            for form in json.list("of") {
                let Json::Array(parts) = form else { return fault(place, &["has a form that is ", form.kind()]) };
                let nodes = self.list(parts, place)?;
                if !matches!(nodes[..], [] | [Node::Text(_)]) {
                    return fault(place, &["has a form that is no text"]);
                }
                forms.push(only_text(nodes));
            }
            if forms.is_empty() {
                return fault(place, &["has no forms"]);
            }
            return Ok(Node::Text(Slot::Plural(value, forms).into()));
        }
        let width = match json.get("width") {
            None => 1,
            width => match usize::try_from(whole(width, place)?) {
                Ok(width @ 1..=4) => width,
                _ => return fault(place, &["has a width that is not 1 to 4"]),
            },
        };
        if let Some(value) = json.get("number") {
            return Ok(Node::Text(Slot::Number(shown(value, place)?, width).into()));
        }
        if let Some(value) = json.get("ascii") {
            return Ok(Node::Text(Slot::Ascii(shown(value, place)?, width).into()));
        }
        if json.get("name") == Some(&Json::Boolean(true)) {
            return Ok(Node::Text(Slot::Name.into()));
        }
        fault(place, &["is no slot that this player knows"])
    }

    /// What nodes come to, at most.
    fn size(&self, nodes: &[Node]) -> Size {
        let mut size = Size::default();
        for node in nodes {
            let own = match node {
                Node::Text(text) => Size { weight: NODE.saturating_add(weight(text)), depth: 1 },
                Node::Element(element) => {
                    let inside = self.size(&element.children);
                    let attributes: usize = element.attributes.iter().map(|(name, value)| weigh(*name, value)).sum();
                    Size { weight: inside.weight.saturating_add(attributes + NODE), depth: inside.depth + 1 }
                }
                Node::Case(_, cases) => {
                    let mut most = Size::default();
                    for (_, nodes) in cases {
                        let case = self.size(nodes);
                        most.weight = most.weight.max(case.weight);
                        most.depth = most.depth.max(case.depth);
                    }
                    Size { depth: most.depth + 1, ..most }
                }
                Node::Use(index) => {
                    let used = self.sizes.get(*index).copied().unwrap_or_default();
                    Size { depth: used.depth + 1, ..used }
                }
            };
            size.weight = size.weight.saturating_add(own.weight);
            size.depth = size.depth.max(own.depth);
        }
        size
    }
}

/// What an attribute comes to, with what the player adds to it.
fn weigh(attribute: Attribute, value: &Template) -> usize {
    let added = if matches!(attribute, Attribute::Target | Attribute::Rel) { 2 * NODE } else { 0 };
    NODE + weight(value) + added
}

/// The numbers in a list.
fn places(facts: &Json, field: &str, place: &str) -> Result<Vec<usize>> {
    let mut places = Vec::new();
    for number in facts.list(field) {
        let number = whole(Some(number), &concat(&[place, ".", field]))?;
        let number = usize::try_from(number).unwrap_or(usize::MAX);
        if places.contains(&number) {
            return fault(&concat(&[place, ".", field]), &["names ", &count(number), " twice"]);
        }
        places.push(number);
    }
    Ok(places)
}

/// A product, with the number of its facts.
fn subject(product: &Json, facts: usize, place: &str) -> Result<Subject> {
    let id = product.id();
    let name = product.text("name");
    let handle = concat(&[if id.is_empty() { name } else { id }]);
    if handle.is_empty() {
        return fault(place, &["has neither an id nor a name"]);
    }
    for (field, value) in [("id", id), ("name", name)] {
        if value.len() > MAX_NAME {
            return fault(&concat(&[place, ".", field]), &["has more than ", &count(MAX_NAME), " bytes"]);
        }
        visible(value, &concat(&[place, ".", field]))?;
    }
    let number = match product.get("facts") {
        None => 0,
        number => usize::try_from(whole(number, place)?).unwrap_or(usize::MAX),
    };
    if number >= facts {
        return fault(place, &["names facts that the file does not have"]);
    }
    let mut described = product.clone();
    described.remove("facts");
    Ok(Subject { handle, name: concat(&[name]), product: described, facts: number })
}

/// The text that nodes are, where they are no more than one.
fn only_text(nodes: Vec<Node>) -> Template {
    match nodes.into_iter().next() {
        Some(Node::Text(text)) => text,
        _ => Template::default(),
    }
}

/// `far 0`: a kind of value, and the date that it is about.
fn value(json: &Json, place: &str) -> Result<Value> {
    let text = json.as_text();
    let (name, date) = text.split_once(' ').map_or((text, None), |(name, date)| (name, Some(date)));
    let index = |date: &str| {
        let is_plain = date.len() < 5 && date.bytes().all(|byte| byte.is_ascii_digit());
        if is_plain { date.parse().ok() } else { None }
    };
    let value = Kind::by_name(name).and_then(|kind| match (kind.is_of_a_date(), date) {
        (false, None) => Some(kind.alone()),
        (true, Some(date)) => index(date).map(|date| kind.of(date)),
        _ => None,
    });
    value.map_or_else(|| fault(place, &["`", &printable(text), "` is no value that this player knows"]), Ok)
}

/// A value that is shown: all but milliseconds, of which a card would differ every one.
fn shown(json: &Json, place: &str) -> Result<Value> {
    match value(json, place)? {
        Value { kind: Kind::Left, .. } => fault(place, &["shows `left`, which only a case may look at"]),
        value => Ok(value),
    }
}

/// A text without characters that are not seen and steer others.
fn visible(text: &str, place: &str) -> Result<()> {
    match hidden_character(text) {
        None => Ok(()),
        Some(c) => fault(place, &["has the hidden character ", &code_point(c)]),
    }
}

/// An object that is only copied.
fn object(json: Option<&Json>, place: &str) -> Result<Json> {
    match json {
        Some(json @ Json::Object(_)) => Ok(json.clone()),
        _ => fault(place, &["is no object"]),
    }
}

/// The objects of a list.
fn objects(file: &Json, field: &str) -> Result<Vec<Json>> {
    let mut objects = Vec::new();
    for (index, json) in file.list(field).iter().enumerate() {
        objects.push(object(Some(json), &concat(&[field, "[", &count(index), "]"]))?);
    }
    Ok(objects)
}

/// No object has a field twice: of which readers take now the first, now the last.
fn no_field_twice(json: &Json, place: &str) -> Result<()> {
    match json {
        // Each is compared with each, and no object of the format has a tenth of these.
        Json::Object(fields) if fields.len() > MAX_FIELDS => {
            fault(place, &["has more than ", &count(MAX_FIELDS), " fields"])
        }
        Json::Object(fields) => {
            for (index, (name, value)) in fields.iter().enumerate() {
                if fields[..index].iter().any(|(before, _)| before == name) {
                    return fault(place, &["has the field `", &printable(name), "` twice"]);
                }
                no_field_twice(value, name)?;
            }
            Ok(())
        }
        Json::Array(values) => values.iter().try_for_each(|value| no_field_twice(value, place)),
        _ => Ok(()),
    }
}

fn dated(json: &Json, place: &str) -> Result<Option<Dated>> {
    if *json == Json::Null {
        return Ok(None);
    }
    let at = match json.get("at") {
        None => None,
        at => Some(whole(at, place)?),
    };
    let is_month = json.get("month") == Some(&Json::Boolean(true));
    Ok(Some(Dated { day: whole(json.get("day"), place)?, is_month, at }))
}

/// A whole number within what every reader of JSON keeps exactly.
fn whole(json: Option<&Json>, place: &str) -> Result<i64> {
    let Some(Json::Number(digits)) = json else { return fault(place, &["has no whole number where one should be"]) };
    match digits.parse::<i64>() {
        Ok(number) if (-EXACT..=EXACT).contains(&number) => Ok(number),
        _ => fault(place, &[&printable(digits), " is no whole number between -(2^53 - 1) and 2^53 - 1"]),
    }
}

/// A text that has to be there.
fn name(json: &Json, field: &str) -> Result<String> {
    match json.text(field) {
        "" => fault(field, &["is missing"]),
        text if text.len() > MAX_NAME => fault(field, &["has more than ", &count(MAX_NAME), " bytes"]),
        text => visible(text, field).map(|()| concat(&[text])),
    }
}

fn digits(text: &str) -> Result<Vec<char>> {
    let digits: Vec<char> = if text.is_empty() { DIGITS } else { text }.chars().collect();
    let are_ten = digits.len() == 10 && digits.iter().enumerate().all(|(index, c)| !digits[..index].contains(c));
    if !are_ten {
        return fault("digits", &["are not ten"]);
    }
    visible(text, "digits").map(|()| digits)
}

fn plural(text: &str) -> Result<String> {
    let is_known =
        matches!(text.len(), 0 | 201) && text.bytes().all(|byte| matches!(byte, b'0'..=b'5') && is_start(byte));
    if is_known { Ok(concat(&[text])) } else { fault("plural", &["is no table of 201 categories, 0 to 5"]) }
}

fn inside(place: &str, problem: Problem) -> Problem {
    Problem { place: concat(&[place, ".", &problem.place]), message: problem.message }
}

fn fault<T>(place: &str, message: &[&str]) -> Result<T> {
    Err(Problem { place: concat(&[place]), message: concat(message) })
}
