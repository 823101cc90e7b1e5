//! A card's file, looked at: text in, its JSON or the first thing that is wrong with it out.
//!
//! Trusts nobody: every tag, attribute and value is looked up in the player's own tables, every number has limits, and what
//! a card can come to when it is played is summed up before it is. Whoever plays what was read here finds every field that
//! has to be there in its form.

use super::{EXACT, MAX_CARD_BYTES, handle, index, place::Place, whole};
use crate::{
    json::{self, Json, Limits},
    named::Named,
    node::{Attribute, Tag},
    problem::{Fault, Problem},
    template::{Kind, Value},
    text::{DIGITS, code_point, concat, count, hidden_character, is_language, length, printable},
};

/// What a file may be before it is looked at: deeper than a topic, whose values are no trees.
const LIMITS: Limits = Limits { bytes: MAX_CARD_BYTES, depth: 64, entries: 4_096 };

/// Most fields of one object.
const MAX_FIELDS: usize = 300;

/// Most products that one may have: those of the largest topic, that of not knowing which, and one that is not listed.
const MAX_PRODUCTS: usize = 502;

/// Most that a card may come to when it is played: 512 KiB, counting [`NODE`] bytes for each node and attribute, and
/// those of every text. The choice between 500 products takes about 150 KiB.
const MAX_PLAYED: usize = 512 * 1024;

/// What a node, an attribute or a slot counts for, besides its text.
const NODE: usize = 64;

/// Most bytes of a product's name, and of an id or a tag.
const MAX_NAME: usize = 500;

/// Deepest nesting that a card may have when it is played; those of the first edition have 12.
const MAX_NESTED: usize = 48;

/// Reads a file.
pub(super) fn card<F: Fault>(text: &str) -> Result<Json, F> {
    let file: Json = json::read_within(text, LIMITS)?;
    let top = Place::File;
    if !matches!(file, Json::Object(_)) {
        return fault(&top, || concat(&["is ", file.kind(), ", and a card is an object"]));
    }
    no_field_twice(&file, &top)?;
    if !matches!(file.get("format"), Some(Json::Number(format)) if format == "1") {
        return fault(&top.field("format"), || match file.get("format") {
            Some(Json::Number(format)) => concat(&["is ", format, ", and this player knows 1"]),
            Some(format) => concat(&["is ", format.kind(), ", and this player knows the number 1"]),
            None => concat(&["is missing: this is no card"]),
        });
    }
    for field in ["topic", "language", "kind"] {
        name(&file, field, &top)?;
    }
    digits(&file, &top.field("digits"))?;
    plural(&file, &top.field("plural"))?;
    for field in ["milestones", "sources"] {
        objects(&file, field, &top)?;
    }
    if !is_language(file.text("language")) {
        let language = || concat(&["`", &printable(file.text("language")), "` is no language tag"]);
        return fault(&top.field("language"), language);
    }
    let mut trees = Trees { sizes: Vec::new() };
    let place = top.field("nodes");
    for (index, node) in list(&file, "nodes", &top)?.iter().enumerate() {
        let place = place.entry(index);
        let size: Size = trees.node(node, &place)?;
        if size.is_text || matches!(node, Json::Number(_)) {
            return fault(&place, || concat(&["is neither an element nor a case that has elements"]));
        }
        size.check(&place)?;
        trees.sizes.push(size);
    }
    let place = top.field("facts");
    for (index, facts) in list(&file, "facts", &top)?.iter().enumerate() {
        trees.facts(facts, &file, &place.entry(index))?;
    }
    let place = top.field("products");
    let products = file.list("products");
    if products.is_empty() || products.len() > MAX_PRODUCTS {
        let most =
            || concat(&["has ", &count(products.len()), " entries: at least one, at most ", &count(MAX_PRODUCTS)]);
        return fault(&place, most);
    }
    for (index, product) in products.iter().enumerate() {
        let place = place.entry(index);
        self::product(product, file.list("facts").len(), &place)?;
        let handle = handle(product);
        if products.iter().take(index).any(|before| self::handle(before) == handle) {
            return fault(&place, || concat(&["is there twice: `", &printable(handle), "`"]));
        }
    }
    if file.get("opening").is_some() {
        trees.card(file.list("opening"), &top.field("opening"))?;
    }
    Ok(file)
}

/// How much nodes come to when they are played, and how deep they are.
#[derive(Debug, Clone, Copy)]
struct Size {
    /// Of a text or a slot of text without what it counts as a node, since those side by side are one.
    weight: usize,
    depth: usize,
    /// Whether there is no element among them.
    is_text: bool,
}

impl Size {
    /// A text or a slot.
    fn text(weight: usize) -> Self {
        Self { weight, depth: 1, is_text: true }
    }

    fn check<F: Fault>(self, place: &Place) -> Result<(), F> {
        let Self { weight, depth, .. } = self;
        if weight > MAX_PLAYED {
            return fault(place, || {
                concat(&["comes to ", &count(weight), " bytes when it is played, more than ", &count(MAX_PLAYED)])
            });
        }
        if depth > MAX_NESTED {
            return fault(place, || {
                concat(&["is nested ", &count(depth), " levels deep, more than ", &count(MAX_NESTED)])
            });
        }
        Ok(())
    }

    /// The larger of both in everything.
    fn or(self, other: Self) -> Self {
        Self {
            weight: self.weight.max(other.weight),
            depth: self.depth.max(other.depth),
            is_text: self.is_text && other.is_text,
        }
    }
}

/// No nodes.
const NOTHING: Size = Size { weight: 0, depth: 0, is_text: true };

/// The trees that have been looked at.
struct Trees {
    /// What each entry of the list `nodes` comes to.
    sizes: Vec<Size>,
}

impl Trees {
    fn facts<F: Fault>(&self, facts: &Json, file: &Json, place: &Place) -> Result<(), F> {
        let dates = list(facts, "dates", place)?;
        for (index, date) in dates.iter().enumerate() {
            dated(date, &place.field("dates").entry(index))?;
        }
        let mut before = None;
        for (index, stage) in facts.list("stages").iter().enumerate() {
            let stages = place.field("stages");
            let place = stages.entry(index);
            let Some(text) = stage.get("text") else { return fault(&place, || concat(&["has no text"])) };
            let weight = self.text(text, &place.field("text"))?;
            Size::text(weight).check(&place.field("text"))?;
            let from = match stage.get("from") {
                None if index == 0 => -EXACT,
                from => number(from, &place.field("from"))?,
            };
            if before.is_some_and(|before| before >= from) {
                return fault(&place, || concat(&["begins no later than the one before it"]));
            }
            before = Some(from);
            name(stage, "phase", &place)?;
            object(stage.get("action"), &place.field("action"))?;
            for field in ["advice", "status"] {
                if stage.get(field).is_some() {
                    object(stage.get(field), &place.field(field))?;
                }
            }
            self.card(stage.list("card"), &place.field("card"))?;
        }
        if before.is_none() {
            return fault(place, || concat(&["has no stages"]));
        }
        places::<F>(facts, "milestones", file, place)?;
        if facts.list("milestones").len() > dates.len() {
            return fault(place, || concat(&["has fewer dates than milestones"]));
        }
        places(facts, "sources", file, place)
    }

    /// The nodes of a card: at least one.
    fn card<F: Fault>(&self, list: &[Json], place: &Place) -> Result<(), F> {
        let size: Size = self.list(list, place)?;
        if size.depth == 0 {
            return fault(place, || concat(&["is empty"]));
        }
        size.check(place)
    }

    fn list<F: Fault>(&self, list: &[Json], place: &Place) -> Result<Size, F> {
        let mut size = NOTHING;
        let mut is_behind_text = false;
        for (index, json) in list.iter().enumerate() {
            let own: Size = self.node(json, &place.entry(index))?;
            let weight = size.weight.saturating_add(own.weight);
            size = Size { weight, ..size.or(own) };
            if own.is_text && own.weight > 0 && !is_behind_text {
                size.weight = size.weight.saturating_add(NODE);
            }
            is_behind_text = own.is_text && (is_behind_text || own.weight > 0);
        }
        Ok(size)
    }

    /// What one value comes to.
    fn node<F: Fault>(&self, json: &Json, place: &Place) -> Result<Size, F> {
        match json {
            Json::String(words) => {
                visible(words, place)?;
                Ok(if words.is_empty() { NOTHING } else { Size::text(words.len()) })
            }
            Json::Number(_) => self.used(json, place),
            Json::Array(parts) => self.element(parts, place),
            Json::Object(_) => self.slot(json, place),
            _ => fault(place, || {
                concat(&["is ", json.kind(), ", and a node is a text, a number, an array or an object"])
            }),
        }
    }

    /// The node of the list that a number names.
    fn used<F: Fault>(&self, json: &Json, place: &Place) -> Result<Size, F> {
        number::<F>(Some(json), place)?;
        match index(json).and_then(|index| self.sizes.get(index)) {
            Some(used) => Ok(Size { depth: used.depth + 1, ..*used }),
            None => fault(place, || {
                let written = if let Json::Number(written) = json { written } else { "" };
                concat(&["names node ", written, ", which does not stand before it"])
            }),
        }
    }

    fn element<F: Fault>(&self, parts: &[Json], place: &Place) -> Result<Size, F> {
        let [Json::String(tag), Json::Object(given), children @ ..] = parts else {
            return fault(place, || concat(&["is no element: a tag, an object of attributes, then what is inside"]));
        };
        if Tag::by_name(tag).is_none() {
            return fault(place, || concat(&["`", &printable(tag), "` is no tag that a card may have"]));
        }
        let mut weight = NODE;
        for (name, value) in given {
            let Some(attribute) = Attribute::by_name(name) else {
                return fault(place, || concat(&["`", &printable(name), "` is no attribute that a card may have"]));
            };
            // What the player adds to it.
            let added = if matches!(attribute, Attribute::Target | Attribute::Rel) { 2 * NODE } else { 0 };
            weight += NODE + added + self.text::<F>(value, &place.field(name))?;
        }
        let inside: Size = self.list(children, place)?;
        Ok(Size { weight: inside.weight.saturating_add(weight), depth: inside.depth + 1, is_text: false })
    }

    /// What a text where it is a value of its own comes to.
    fn text<F: Fault>(&self, json: &Json, place: &Place) -> Result<usize, F> {
        let size: Size = match json {
            Json::Array(parts) => self.list::<F>(parts, place)?.alone(),
            json => self.node(json, place)?,
        };
        if size.is_text { Ok(size.weight) } else { fault(place, || concat(&["is no text"])) }
    }

    fn slot<F: Fault>(&self, json: &Json, place: &Place) -> Result<Size, F> {
        if let Some(value) = json.get("case") {
            self::value::<F>(value, place)?;
            let (mut before, mut size) = (None, NOTHING);
            for case in json.list("of") {
                let Json::Array(parts) = case else {
                    return fault(place, || concat(&["has a case that is ", case.kind()]));
                };
                let least = number(parts.first(), place)?;
                if before.is_some_and(|before| before >= least) {
                    return fault(place, || concat(&["has cases out of order"]));
                }
                before = Some(least);
                size = size.or(self.list(parts.get(1..).unwrap_or_default(), place)?);
            }
            if before.is_none() {
                return fault(place, || concat(&["has no cases"]));
            }
            return Ok(if size.is_text {
                Size::text(size.weight.max(NODE))
            } else {
                Size { depth: size.depth + 1, ..size }
            });
        }
        if let Some(value) = json.get("plural") {
            shown::<F>(value, place)?;
            let forms = json.list("of");
            let mut size = NOTHING;
            for form in forms {
                let Json::Array(parts) = form else {
                    return fault(place, || concat(&["has a form that is ", form.kind()]));
                };
                size = size.or(self.list(parts, place)?);
                if !size.is_text {
                    return fault(place, || concat(&["has a form that is no text"]));
                }
            }
            if forms.is_empty() {
                return fault(place, || concat(&["has no forms"]));
            }
            return Ok(Size::text(size.weight.max(NODE)));
        }
        if let Some(width) = json.get("width")
            && !(1..=4).contains(&number::<F>(Some(width), place)?)
        {
            return fault(place, || concat(&["has a width that is not 1 to 4"]));
        }
        if let Some(value) = json.get("number").or(json.get("ascii")) {
            shown::<F>(value, place)?;
            return Ok(Size::text(NODE));
        }
        if let Some(Json::Boolean(true)) = json.get("name") {
            return Ok(Size::text(NODE + MAX_NAME));
        }
        fault(place, || concat(&["is no slot that this player knows"]))
    }
}

impl Size {
    /// Of a text that stands for itself, without what it would count as a node.
    fn alone(self) -> Self {
        if self.is_text { Self { weight: self.weight.saturating_sub(NODE), ..self } } else { self }
    }
}

/// A list that may be left out.
fn list<'j, F: Fault>(json: &'j Json, field: &str, place: &Place) -> Result<&'j [Json], F> {
    match json.get(field) {
        None | Some(Json::Array(_)) => Ok(json.list(field)),
        Some(other) => fault(&place.field(field), || concat(&["is ", other.kind(), ", not a list"])),
    }
}

/// A list of numbers, each of another entry of the file's own list of that name.
fn places<F: Fault>(facts: &Json, field: &str, file: &Json, place: &Place) -> Result<(), F> {
    let numbers: &[Json] = list(facts, field, place)?;
    for (at, json) in numbers.iter().enumerate() {
        let number = number(Some(json), &place.field(field))?;
        if numbers.iter().take(at).any(|before| whole(before) == Some(number)) {
            return fault(&place.field(field), || concat(&["names ", &number.to_string(), " twice"]));
        }
        if index(json).is_none_or(|index| index >= file.list(field).len()) {
            return fault(place, || concat(&["names a milestone or a source that the file does not have"]));
        }
    }
    Ok(())
}

/// A product, which is about one of so many facts.
fn product<F: Fault>(product: &Json, facts: usize, place: &Place) -> Result<(), F> {
    if handle(product).is_empty() {
        return fault(place, || concat(&["has neither an id nor a name"]));
    }
    for field in ["id", "name"] {
        let (value, place) = (product.text(field), place.field(field));
        if value.len() > MAX_NAME {
            return fault(&place, || concat(&["has more than ", &count(MAX_NAME), " bytes"]));
        }
        visible(value, &place)?;
    }
    let number = match product.get("facts") {
        None => Some(0),
        Some(json) => {
            number::<F>(Some(json), place)?;
            index(json)
        }
    };
    if number.is_none_or(|number| number >= facts) {
        return fault(place, || concat(&["names facts that the file does not have"]));
    }
    Ok(())
}

/// `far 0`: a kind of value, and the date that it is about.
fn value<F: Fault>(json: &Json, place: &Place) -> Result<Value, F> {
    match Value::by_name(json.as_text()) {
        Some(value) => Ok(value),
        None => fault(place, || concat(&["`", &printable(json.as_text()), "` is no value that this player knows"])),
    }
}

/// A value that is shown: all but milliseconds, of which a card would differ every one.
fn shown<F: Fault>(json: &Json, place: &Place) -> Result<Value, F> {
    match value(json, place)? {
        Value { kind: Kind::Left, .. } => fault(place, || concat(&["shows `left`, which only a case may look at"])),
        value => Ok(value),
    }
}

/// A text without characters that are not seen and steer others.
fn visible<F: Fault>(text: &str, place: &Place) -> Result<(), F> {
    match hidden_character(text) {
        None => Ok(()),
        Some(c) => fault(place, || concat(&["has the hidden character ", &code_point(c)])),
    }
}

/// An object that is only copied.
fn object<F: Fault>(json: Option<&Json>, place: &Place) -> Result<(), F> {
    match json {
        Some(Json::Object(_)) => Ok(()),
        _ => fault(place, || concat(&["is no object"])),
    }
}

/// The objects of a list.
fn objects<F: Fault>(file: &Json, field: &str, place: &Place) -> Result<(), F> {
    for (index, json) in list(file, field, place)?.iter().enumerate() {
        object(Some(json), &place.field(field).entry(index))?;
    }
    Ok(())
}

/// No object has a field twice: of which readers take now the first, now the last.
fn no_field_twice<F: Fault>(json: &Json, place: &Place) -> Result<(), F> {
    match json {
        // Each is compared with each, and no object of the format has a tenth of these.
        Json::Object(fields) if fields.len() > MAX_FIELDS => {
            fault(place, || concat(&["has more than ", &count(MAX_FIELDS), " fields"]))
        }
        Json::Object(fields) => {
            for (index, (name, value)) in fields.iter().enumerate() {
                if fields.iter().take(index).any(|(before, _)| before == name) {
                    return fault(place, || concat(&["has the field `", &printable(name), "` twice"]));
                }
                no_field_twice(value, &place.field(name))?;
            }
            Ok(())
        }
        Json::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                no_field_twice(value, &place.entry(index))?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn dated<F: Fault>(json: &Json, place: &Place) -> Result<(), F> {
    if let Json::Null = json {
        return Ok(());
    }
    if json.get("at").is_some() {
        number::<F>(json.get("at"), place)?;
    }
    number::<F>(json.get("day"), place).map(|_| ())
}

/// A whole number within what every reader of JSON keeps exactly.
fn number<F: Fault>(json: Option<&Json>, place: &Place) -> Result<i64, F> {
    match json.and_then(whole) {
        Some(number) => Ok(number),
        None => fault(place, || match json {
            Some(Json::Number(digits)) => {
                concat(&[&printable(digits), " is no whole number between -(2^53 - 1) and 2^53 - 1"])
            }
            _ => concat(&["has no whole number where one should be"]),
        }),
    }
}

/// A text that has to be there.
fn name<F: Fault>(json: &Json, field: &str, place: &Place) -> Result<(), F> {
    let place = place.field(field);
    match json.text(field) {
        "" => fault(&place, || concat(&["is missing"])),
        text if text.len() > MAX_NAME => fault(&place, || concat(&["has more than ", &count(MAX_NAME), " bytes"])),
        text => visible(text, &place),
    }
}

fn digits<F: Fault>(file: &Json, place: &Place) -> Result<(), F> {
    let text = file.get("digits").map_or(DIGITS, Json::as_text);
    let is_twice = |c| text.chars().filter(|other| *other == c).nth(1).is_some();
    if length(text) != 10 || text.chars().any(is_twice) {
        return fault(place, || concat(&["are not ten"]));
    }
    visible(text, place)
}

fn plural<F: Fault>(file: &Json, place: &Place) -> Result<(), F> {
    let Some(table) = file.get("plural") else { return Ok(()) };
    let text = table.as_text();
    if text.len() == 201 && text.bytes().all(|byte| matches!(byte, b'0'..=b'5')) {
        return Ok(());
    }
    fault(place, || concat(&["is no table of 201 categories, 0 to 5"]))
}

/// What is wrong, if anybody asks.
#[inline]
fn fault<T, F: Fault>(place: &Place, message: impl FnOnce() -> String) -> Result<T, F> {
    Err(F::of(|| Problem { place: place.written(), message: message() }))
}
