//! A card's file, looked at: text in, its JSON or the first thing that is wrong with it out.
//!
//! Trusts nobody: every tag, attribute and value is looked up in the player's own tables, every number has limits, and what
//! a card can come to when it is played is summed up before it is. Whoever plays what was read here finds every field that
//! has to be there in its form.

use super::{EXACT, MAX_CARD_BYTES, handle, index, whole};
use crate::{
    day::Calendar,
    json::{self, Json, Limits},
    named::Named,
    node::{Attribute, Tag},
    problem::{At, Fault, Inside, Problem},
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
    let file = json::read_within(text, LIMITS)?;
    let mut sizes = Vec::new();
    match look_at::<F>(&file, &mut sizes) {
        Ok(()) => Ok(file),
        Err(fault) => Err(fault.inside(Inside::Text("the file"))),
    }
}

/// Finds the first thing that is wrong with a file; what each entry of its list `nodes` comes to goes into `sizes`.
fn look_at<F: Fault>(file: &Json, sizes: &mut Vec<Size>) -> Result<(), F> {
    let Json::Object(_) = file else {
        return fault(|| concat(&["is ", file.kind(), ", and a card is an object"]));
    };
    no_field_twice(file)?;
    if !matches!(file.get("format"), Some(Json::Number(format)) if format == "1") {
        let format = || match file.get("format") {
            Some(Json::Number(format)) => concat(&["is ", format, ", and this player knows 1"]),
            Some(format) => concat(&["is ", format.kind(), ", and this player knows the number 1"]),
            None => concat(&["is missing: this is no card"]),
        };
        return fault(format).field("format");
    }
    for field in &["topic", "language", "kind"] {
        name(file, field)?;
    }
    digits(file).field("digits")?;
    if file.get("calendar").is_some() && Calendar::by_name(file.text("calendar")).is_none() {
        return fault(|| concat(&["is none that this player knows"])).field("calendar");
    }
    plural(file).field("plural")?;
    for field in &["milestones", "sources"] {
        for (index, json) in list(file, field)?.iter().enumerate() {
            object(Some(json)).entry(index).field(field)?;
        }
    }
    if !is_language(file.text("language")) {
        let language = || concat(&["`", &printable(file.text("language")), "` is no language tag"]);
        return fault(language).field("language");
    }
    for (index, json) in list(file, "nodes")?.iter().enumerate() {
        let size = entry(json, sizes).entry(index).field("nodes")?;
        sizes.push(size);
    }
    for (index, json) in list(file, "facts")?.iter().enumerate() {
        facts(json, file, sizes).entry(index).field("facts")?;
    }
    products(file).field("products")?;
    if file.get("opening").is_some() {
        shown_nodes(file.list("opening"), sizes, 0).field("opening")?;
    }
    Ok(())
}

/// How much nodes come to when they are played side by side, and how deep they are.
#[derive(Debug, Clone, Copy)]
struct Size {
    weight: usize,
    depth: usize,
    /// Whether there is no element among them.
    is_text: bool,
    /// Whether the last of them is a text, which the next one joins.
    ends_in_text: bool,
    /// How many dates the facts have to have: as many as it takes for the last that is named.
    dates: usize,
}

/// No nodes.
const NOTHING: Size = Size { weight: 0, depth: 0, is_text: true, ends_in_text: false, dates: 0 };

impl Size {
    /// A text or a slot of text is added.
    fn add_text(&mut self, weight: usize) {
        if weight > 0 {
            let node = if self.ends_in_text { 0 } else { NODE };
            self.weight = self.weight.saturating_add(node + weight);
            self.depth = self.depth.max(1);
            self.ends_in_text = true;
        }
    }

    /// Something is added that has these nodes inside.
    fn add(&mut self, inside: Self) {
        self.weight = self.weight.saturating_add(inside.weight);
        self.depth = self.depth.max(inside.depth + 1);
        self.dates = self.dates.max(inside.dates);
        (self.is_text, self.ends_in_text) = (false, false);
    }

    /// The nodes are these or those.
    fn or(&mut self, other: Self) {
        self.weight = self.weight.max(other.weight);
        self.depth = self.depth.max(other.depth);
        self.dates = self.dates.max(other.dates);
        self.is_text &= other.is_text;
    }

    /// Whether it may be played where there are so many dates.
    fn check<F: Fault>(self, there: usize) -> Result<(), F> {
        let Self { weight, depth, dates, .. } = self;
        if weight > MAX_PLAYED {
            return fault(|| {
                concat(&["comes to ", &count(weight), " bytes when it is played, more than ", &count(MAX_PLAYED)])
            });
        }
        if depth > MAX_NESTED {
            return fault(|| concat(&["is nested ", &count(depth), " levels deep, more than ", &count(MAX_NESTED)]));
        }
        if dates > there {
            return fault(|| concat(&["looks at date ", &count(dates - 1), ", and the last is before that"]));
        }
        Ok(())
    }
}

/// What an entry of the list `nodes` comes to; `sizes` are those before it.
fn entry<F: Fault>(json: &Json, sizes: &[Size]) -> Result<Size, F> {
    let mut size = NOTHING;
    node::<F>(json, sizes, &mut size)?;
    if size.is_text || matches!(json, Json::Number(_)) {
        return fault(|| concat(&["is neither an element nor a case that has elements"]));
    }
    size.check(usize::MAX).map(|()| size)
}

fn facts<F: Fault>(facts: &Json, file: &Json, sizes: &[Size]) -> Result<(), F> {
    let dates = list(facts, "dates")?;
    for (index, date) in dates.iter().enumerate() {
        dated(date).entry(index).field("dates")?;
    }
    places(facts, "milestones", file)?;
    if facts.list("milestones").len() > dates.len() {
        return fault(|| concat(&["has fewer dates than milestones"]));
    }
    let mut before = None;
    for (index, json) in facts.list("stages").iter().enumerate() {
        before = Some(stage(json, before, sizes, dates.len()).entry(index).field("stages")?);
    }
    if before.is_none() {
        return fault(|| concat(&["has no stages"]));
    }
    places(facts, "sources", file)
}

/// A stage of facts with so many dates; when it begins, which is after the one before it.
fn stage<F: Fault>(stage: &Json, before: Option<i64>, sizes: &[Size], dates: usize) -> Result<i64, F> {
    let Some(sentence) = stage.get("text") else { return fault(|| concat(&["has no text"])) };
    text(sentence, sizes).and_then(|size| size.check(dates)).field("text")?;
    let from = match stage.get("from") {
        None if before.is_none() => -EXACT,
        from => number(from).field("from")?,
    };
    if before.is_some_and(|before| before >= from) {
        return fault(|| concat(&["begins no later than the one before it"]));
    }
    name(stage, "phase")?;
    for field in &["action", "advice", "status"] {
        if *field == "action" || stage.get(field).is_some() {
            object(stage.get(field)).field(field)?;
        }
    }
    shown_nodes(stage.list("card"), sizes, dates).field("card")?;
    Ok(from)
}

/// The nodes of a card with so many dates: at least one.
fn shown_nodes<F: Fault>(list: &[Json], sizes: &[Size], dates: usize) -> Result<(), F> {
    let mut size = NOTHING;
    nodes::<F>(list, sizes, &mut size)?;
    if size.depth == 0 {
        return fault(|| concat(&["is empty"]));
    }
    size.check(dates)
}

fn nodes<F: Fault>(list: &[Json], sizes: &[Size], size: &mut Size) -> Result<(), F> {
    for (index, json) in list.iter().enumerate() {
        node(json, sizes, size).entry(index)?;
    }
    Ok(())
}

/// Adds what one value comes to.
fn node<F: Fault>(json: &Json, sizes: &[Size], size: &mut Size) -> Result<(), F> {
    match json {
        Json::String(words) => {
            visible::<F>(words)?;
            size.add_text(words.len());
        }
        Json::Number(written) => {
            number::<F>(Some(json))?;
            let Some(used) = index(json).and_then(|index| sizes.get(index)) else {
                return fault(|| concat(&["names node ", written, ", which does not stand before it"]));
            };
            size.add(*used);
        }
        Json::Array(parts) => size.add(element(parts, sizes)?),
        Json::Object(_) => slot(json, sizes, size)?,
        _ => {
            return fault(|| concat(&["is ", json.kind(), ", and a node is a text, a number, an array or an object"]));
        }
    }
    Ok(())
}

/// What an element comes to, with what is inside.
fn element<F: Fault>(parts: &[Json], sizes: &[Size]) -> Result<Size, F> {
    let [Json::String(tag), Json::Object(given), children @ ..] = parts else {
        return fault(|| concat(&["is no element: a tag, an object of attributes, then what is inside"]));
    };
    if Tag::by_name(tag).is_none() {
        return fault(|| concat(&["`", &printable(tag), "` is no tag that a card may have"]));
    }
    let mut size = Size { weight: NODE, ..NOTHING };
    for (name, value) in given {
        let Some(attribute) = Attribute::by_name(name) else {
            return fault(|| concat(&["`", &printable(name), "` is no attribute that a card may have"]));
        };
        // What the player adds to it.
        let added = if matches!(attribute, Attribute::Target | Attribute::Rel) { 2 * NODE } else { 0 };
        let text = text::<F>(value, sizes).field(name)?;
        size.weight = size.weight.saturating_add(NODE + added + text.weight);
        size.dates = size.dates.max(text.dates);
    }
    nodes::<F>(children, sizes, &mut size)?;
    Ok(size)
}

/// What a text where it is a value of its own comes to.
fn text<F: Fault>(json: &Json, sizes: &[Size]) -> Result<Size, F> {
    let mut size = NOTHING;
    match json {
        Json::Array(parts) => nodes::<F>(parts, sizes, &mut size)?,
        json => node::<F>(json, sizes, &mut size)?,
    }
    if !size.is_text {
        return fault(|| concat(&["is no text"]));
    }
    size.weight = size.weight.saturating_sub(NODE);
    Ok(size)
}

fn slot<F: Fault>(json: &Json, sizes: &[Size], size: &mut Size) -> Result<(), F> {
    let is_case = json.get("case").is_some();
    let of = json.get("case").or(json.get("plural"));
    let Some(value) = of.or(json.get("number")).or(json.get("ascii")) else {
        if !matches!(json.get("name"), Some(Json::Boolean(true))) {
            return fault(|| concat(&["is no slot that this player knows"]));
        }
        size.add_text(NODE + MAX_NAME);
        return Ok(());
    };
    let Some(known) = Value::by_name(value.as_text()) else {
        return fault(|| concat(&["`", &printable(value.as_text()), "` is no value that this player knows"]));
    };
    if known.kind.is_of_a_date() {
        size.dates = size.dates.max(known.date + 1);
    }
    // Milliseconds are not shown: a card would differ every one.
    if known.kind == Kind::Left && !is_case {
        return fault(|| concat(&["shows `left`, which only a case may look at"]));
    }
    if of.is_none() {
        if let Some(width) = json.get("width")
            && !(1..=4).contains(&number::<F>(Some(width))?)
        {
            return fault(|| concat(&["has a width that is not 1 to 4"]));
        }
        size.add_text(NODE);
        return Ok(());
    }
    let what = if is_case { ["case", "cases"] } else { ["form", "forms"] };
    let (mut before, mut most) = (-EXACT - 1, NOTHING);
    for part in json.list("of") {
        let Json::Array(parts) = part else {
            return fault(|| concat(&["has a ", what[0], " that is ", part.kind()]));
        };
        let mut inside = &parts[..];
        if is_case {
            let least = number(parts.first())?;
            if before >= least {
                return fault(|| concat(&["has cases out of order"]));
            }
            before = least;
            inside = parts.get(1..).unwrap_or_default();
        }
        let mut one = NOTHING;
        nodes::<F>(inside, sizes, &mut one)?;
        most.or(one);
        if !most.is_text && !is_case {
            return fault(|| concat(&["has a form that is no text"]));
        }
    }
    if json.list("of").is_empty() {
        return fault(|| concat(&["has no ", what[1]]));
    }
    size.dates = size.dates.max(most.dates);
    if most.is_text {
        size.add_text(most.weight.max(NODE));
    } else {
        size.add(most);
    }
    Ok(())
}

/// A list that may be left out.
fn list<'j, F: Fault>(json: &'j Json, field: &str) -> Result<&'j [Json], F> {
    match json.get(field) {
        None | Some(Json::Array(_)) => Ok(json.list(field)),
        Some(other) => fault(|| concat(&["is ", other.kind(), ", not a list"])).field(field),
    }
}

/// A list of numbers, each of another entry of the file's own list of that name.
fn places<F: Fault>(facts: &Json, field: &str, file: &Json) -> Result<(), F> {
    let numbers = list(facts, field)?;
    for (at, json) in numbers.iter().enumerate() {
        let number = number(Some(json)).field(field)?;
        if numbers.iter().take(at).any(|before| whole(before) == Some(number)) {
            return fault(|| concat(&["names ", &number.to_string(), " twice"])).field(field);
        }
        if !names(json, file.list(field)) {
            return fault(|| concat(&["names a milestone or a source that the file does not have"]));
        }
    }
    Ok(())
}

/// Whether a number is the index of an entry.
fn names(json: &Json, list: &[Json]) -> bool {
    index(json).is_some_and(|index| index < list.len())
}

fn products<F: Fault>(file: &Json) -> Result<(), F> {
    let products = file.list("products");
    if products.is_empty() || products.len() > MAX_PRODUCTS {
        return fault(|| {
            concat(&["has ", &count(products.len()), " entries: at least one, at most ", &count(MAX_PRODUCTS)])
        });
    }
    for (index, json) in products.iter().enumerate() {
        product(json, file.list("facts")).entry(index)?;
        let handle = handle(json);
        if products.iter().take(index).any(|before| self::handle(before) == handle) {
            return fault(|| concat(&["is there twice: `", &printable(handle), "`"])).entry(index);
        }
    }
    Ok(())
}

/// A product, which is about one of these facts.
fn product<F: Fault>(product: &Json, facts: &[Json]) -> Result<(), F> {
    if handle(product).is_empty() {
        return fault(|| concat(&["has neither an id nor a name"]));
    }
    for field in &["id", "name"] {
        short(product.text(field)).field(field)?;
    }
    let is_there = match product.get("facts") {
        None => !facts.is_empty(),
        Some(json) => {
            number::<F>(Some(json))?;
            names(json, facts)
        }
    };
    if is_there { Ok(()) } else { fault(|| concat(&["names facts that the file does not have"])) }
}

/// A text without characters that are not seen and steer others.
fn visible<F: Fault>(text: &str) -> Result<(), F> {
    match hidden_character(text) {
        None => Ok(()),
        Some(c) => fault(|| concat(&["has the hidden character ", &code_point(c)])),
    }
}

/// A text that is no longer than a name may be.
fn short<F: Fault>(text: &str) -> Result<(), F> {
    if text.len() > MAX_NAME {
        return fault(|| concat(&["has more than ", &count(MAX_NAME), " bytes"]));
    }
    visible(text)
}

/// A text that has to be there.
fn name<F: Fault>(json: &Json, field: &str) -> Result<(), F> {
    match json.text(field) {
        "" => fault(|| concat(&["is missing"])),
        text => short(text),
    }
    .field(field)
}

/// An object that is only copied.
fn object<F: Fault>(json: Option<&Json>) -> Result<(), F> {
    match json {
        Some(Json::Object(_)) => Ok(()),
        _ => fault(|| concat(&["is no object"])),
    }
}

/// No object has a field twice: of which readers take now the first, now the last.
fn no_field_twice<F: Fault>(json: &Json) -> Result<(), F> {
    let fields = json.as_entries();
    // Each is compared with each, and no object of the format has a tenth of these.
    if fields.len() > MAX_FIELDS {
        return fault(|| concat(&["has more than ", &count(MAX_FIELDS), " fields"]));
    }
    for (index, (name, value)) in fields.iter().enumerate() {
        if fields.iter().take(index).any(|(before, _)| before == name) {
            return fault(|| concat(&["has the field `", &printable(name), "` twice"]));
        }
        no_field_twice(value).field(name)?;
    }
    if let Json::Array(values) = json {
        for (index, value) in values.iter().enumerate() {
            no_field_twice(value).entry(index)?;
        }
    }
    Ok(())
}

fn dated<F: Fault>(json: &Json) -> Result<(), F> {
    if let Json::Null = json {
        return Ok(());
    }
    if json.get("at").is_some() {
        number::<F>(json.get("at"))?;
    }
    number::<F>(json.get("day")).map(|_| ())
}

/// A whole number within what every reader of JSON keeps exactly.
fn number<F: Fault>(json: Option<&Json>) -> Result<i64, F> {
    match json.and_then(whole) {
        Some(number) => Ok(number),
        None => fault(|| match json {
            Some(Json::Number(digits)) => {
                concat(&[&printable(digits), " is no whole number between -(2^53 - 1) and 2^53 - 1"])
            }
            _ => concat(&["has no whole number where one should be"]),
        }),
    }
}

fn digits<F: Fault>(file: &Json) -> Result<(), F> {
    let text = file.get("digits").map_or(DIGITS, Json::as_text);
    let is_twice = |c| text.chars().filter(|other| *other == c).nth(1).is_some();
    if length(text) != 10 || text.chars().any(is_twice) {
        return fault(|| concat(&["are not ten"]));
    }
    visible(text)
}

fn plural<F: Fault>(file: &Json) -> Result<(), F> {
    let Some(table) = file.get("plural") else { return Ok(()) };
    let text = table.as_text();
    if text.len() == 201 && text.bytes().all(|byte| matches!(byte, b'0'..=b'5')) {
        return Ok(());
    }
    fault(|| concat(&["is no table of 201 categories, 0 to 5"]))
}

/// What is wrong, if anybody asks.
#[inline]
fn fault<T, F: Fault>(message: impl FnOnce() -> String) -> Result<T, F> {
    Err(F::of(|| Problem { place: String::new(), message: message() }))
}
