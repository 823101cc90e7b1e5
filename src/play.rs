//! The player: a compiled card and a moment in, what is shown then out, and when it will next be something else.
//!
//! All that pages load of this crate. It reads no catalogue, no locale and no words: it can say nothing that the desk has
//! not written. Cannot fail: what a card may hold was looked at when it was read. Plays the file itself, into the steps that
//! draw a card; a page takes them one by one, and who wants a tree has it made of them.

mod status;

use std::cell::Cell;

use crate::{
    card::{Card, index, whole},
    day::{Calendar, day_at, first_instant_of},
    distance::Distance,
    json::Json,
    link::https,
    moment::{Values, unit},
    named::Named,
    node::{Attribute, Element, Node, Tag},
    template::{Kind, Value},
    text::{DIGITS, add_number, concat},
    wish::{Level, Precision},
};

/// A moment as one reader has it, and what the host and the reader want of a card.
#[derive(Clone, Copy)]
pub struct Moment<'m> {
    /// What the reader's clock says, in milliseconds since 1970 in UTC.
    pub now: i64,
    /// How many milliseconds the reader's clocks are ahead of UTC, at an instant in milliseconds since 1970 in UTC.
    pub ahead_at: &'m dyn Fn(i64) -> i64,
    /// How finely a countdown is shown.
    pub precision: Precision,
    /// Whether the reader has stopped the seconds of a countdown.
    pub is_stopped: bool,
    /// How deep the title is in the page's outline, where the host says so.
    pub heading: Option<Level>,
}

impl std::fmt::Debug for Moment<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Moment").field("now", &self.now).finish_non_exhaustive()
    }
}

/// What a card shows at a moment.
#[derive(Debug)]
#[non_exhaustive]
pub struct Played<'c, 'm> {
    /// The tree, without a slot.
    pub nodes: Vec<Node>,
    /// The first instant after the moment from which on something else may be shown, in milliseconds since 1970 in UTC.
    pub next_change: i64,
    /// How far the measure has come, as `Status` has it; empty while no product is chosen.
    pub phase: &'c str,
    player: Player<'c, 'm>,
}

/// What a card shows of a product at a moment; of none, what stands before one is chosen.
///
/// # Example
/// ```
/// # use phaseout::{Catalogue, Locale, Precision, compile, html, play::{Moment, play}};
/// # let kaspersky = Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
/// # let english = Locale::read(include_str!("../www/locale/en.json")).unwrap();
/// let card = compile(&kaspersky, &kaspersky.find("kaspersky-premium").unwrap(), &english);
/// let utc = |_| 0;
/// let now = Moment { now: 1_800_000_000_000, ahead_at: &utc, precision: Precision::Auto, is_stopped: false, heading: None };
/// let played = play(&card, card.subject("kaspersky-premium"), now);
/// assert!(html(&played.nodes).contains("No updates for 2 years and 3 months"));
/// assert_eq!(played.next_change, 1_800_057_600_000, "the reader's next midnight");
/// ```
pub fn play<'c, 'm>(card: &'c Card, subject: Option<usize>, moment: Moment<'m>) -> Played<'c, 'm> {
    let player = Player::new(card, subject, moment);
    let steps = player.steps("");
    Played { nodes: tree(&mut steps.into_iter()), next_change: player.next_change(), phase: player.phase(), player }
}

impl Played<'_, '_> {
    /// Sentence and advice as one text, for those who hear a card change and do not look at it.
    pub fn summary(&self) -> String {
        self.player.summary()
    }

    /// The `Status` of the product at that moment, as the JSON text that `phaseout status --json` writes; none while no
    /// product is chosen.
    pub fn status(&self) -> Option<String> {
        self.player.status()
    }
}

/// What draws a card, in this order. A tag and the name of an attribute are those that the file has, which only has known
/// ones.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step<'c> {
    /// An element begins. Its attributes follow, then what is inside.
    Open(&'c str),
    /// An attribute of the element that has begun.
    Attribute(&'c str, String),
    /// A text, never empty; two never follow each other.
    Text(String),
    /// The element ends that has begun last.
    Close,
}

/// The nodes up to the end of the element that they are in.
fn tree<'c>(steps: &mut impl Iterator<Item = Step<'c>>) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut open: Vec<Element> = Vec::new();
    for step in steps {
        let node = match step {
            Step::Open(tag) => {
                let tag = Tag::by_name(tag).unwrap_or(Tag::Span);
                open.push(Element { tag, attributes: Vec::new(), children: Vec::new() });
                continue;
            }
            Step::Attribute(name, value) => {
                if let Some((name, element)) = Attribute::by_name(name).zip(open.last_mut()) {
                    element.attributes.push((name, value.into()));
                }
                continue;
            }
            Step::Text(words) => Some(Node::Text(words.into())),
            Step::Close => open.pop().map(Node::Element),
        };
        open.last_mut().map_or(&mut nodes, |element| &mut element.children).extend(node);
    }
    nodes
}

/// What opens elsewhere knows nothing of this page.
const REL: &str = "noopener noreferrer";

/// The address of a calendar that a card holds itself.
const CALENDAR: &str = "data:text/calendar;charset=utf-8,";

/// One pass over a card.
#[derive(Debug)]
pub(crate) struct Player<'c, 'm> {
    file: &'c Json,
    /// The product, what holds for it, and now; [`NOTHING`] while none is chosen.
    product: &'c Json,
    facts: &'c Json,
    stage: &'c Json,
    moment: Moment<'m>,
    /// Which product is shown, as [`Kind::Chosen`] counts.
    chosen: usize,
    today: i64,
    /// The first instant of the reader's next day.
    midnight: i64,
    /// The first instant at which anything differs that has been looked at.
    next: Cell<i64>,
    /// Nobody may choose another product: its name stands where the choice would.
    is_settled: bool,
}

/// What is not there.
static NOTHING: Json = Json::Null;

impl Values for Player<'_, '_> {
    fn today(&self) -> i64 {
        self.today
    }

    fn far(&self, date: usize) -> Distance {
        let date = self.date(date);
        let Some(day) = date.get("day").and_then(whole) else { return Distance::default() };
        let is_month = matches!(date.get("month"), Some(Json::Boolean(true)));
        let is_ahead = at(date).map_or(day > self.today, |at| at > self.moment.now);
        Distance::between(day, is_month, self.today, is_ahead)
    }

    fn left(&self, date: usize) -> i64 {
        at(self.date(date)).map_or(0, |at| at.saturating_sub(self.moment.now))
    }

    fn local(&self, date: usize) -> i64 {
        at(self.date(date)).map_or(0, |at| at.saturating_add((self.moment.ahead_at)(at)))
    }

    fn wish(&self, kind: Kind) -> i64 {
        match kind {
            Kind::Precision => self.moment.precision as i64,
            Kind::Stopped => self.moment.is_stopped.into(),
            Kind::Heading => self.moment.heading.map_or(0, |level| level.number().into()),
            _ => i64::try_from(self.chosen).unwrap_or(i64::MAX),
        }
    }
}

/// The first instant of the new state that a date brings, where it has one.
fn at(date: &Json) -> Option<i64> {
    date.get("at").and_then(whole)
}

impl<'c, 'm> Player<'c, 'm> {
    pub(crate) fn new(card: &'c Card, subject: Option<usize>, moment: Moment<'m>) -> Self {
        let file = card.file();
        let product = subject.and_then(|subject| file.list("products").get(subject));
        let chosen = subject.filter(|_| product.is_some()).unwrap_or(card.len() + 2);
        let facts = product.map(|product| product.get("facts").and_then(index).unwrap_or(0));
        let facts = facts.and_then(|index| file.list("facts").get(index)).unwrap_or(&NOTHING);
        let today = day_at(moment.now, (moment.ahead_at)(moment.now));
        let midnight = first_instant_of(today + 1, moment.ahead_at);
        let mut next = i64::MAX;
        let mut stage = &NOTHING;
        for (index, it) in facts.list("stages").iter().enumerate() {
            let from = it.get("from").and_then(whole).filter(|from| index > 0 && *from > moment.now);
            if let Some(from) = from {
                next = from;
                break;
            }
            stage = it;
        }
        let product = product.unwrap_or(&NOTHING);
        Self { file, product, facts, stage, moment, chosen, today, midnight, next: Cell::new(next), is_settled: false }
    }

    /// The same where nobody may choose another product; before one is chosen, somebody has to.
    #[cfg(live_card)]
    pub(crate) fn settled(mut self) -> Self {
        self.is_settled = self.product().is_some();
        self
    }

    /// The product that is shown; none before one is chosen.
    pub(crate) fn product(&self) -> Option<&'c Json> {
        Some(self.product).filter(|product| !matches!(product, Json::Null))
    }

    /// How far the measure has come; empty while no product is chosen.
    pub(crate) fn phase(&self) -> &'c str {
        self.stage.text("phase")
    }

    /// The first instant after the moment from which on something else may be shown than what was played.
    pub(crate) fn next_change(&self) -> i64 {
        self.next.get()
    }

    /// What draws the card. `said` stands where the card says what is said once: in what has the part `announcement`.
    pub(crate) fn steps(&self, said: &str) -> Vec<Step<'c>> {
        let mut steps = Vec::new();
        let tree = if matches!(self.stage, Json::Null) { self.file.list("opening") } else { self.stage.list("card") };
        self.list(tree, said, &mut steps);
        steps
    }

    /// Sentence and advice as one text.
    pub(crate) fn summary(&self) -> String {
        let action = self.stage.get("action").map_or("", |action| action.text("text"));
        concat(&[&self.sentence(), " ", action])
    }

    /// The sentence of `Status`, of which nothing is noted.
    fn sentence(&self) -> String {
        let next = self.next.get();
        let sentence = self.stage.get("text").map_or(String::new(), |text| self.text(text));
        self.next.set(next);
        sentence
    }

    fn date(&self, index: usize) -> &'c Json {
        self.facts.list("dates").get(index).unwrap_or(&NOTHING)
    }

    fn list(&self, nodes: &'c [Json], said: &str, steps: &mut Vec<Step<'c>>) {
        for node in nodes {
            self.node(node, said, steps);
        }
    }

    fn node(&self, node: &'c Json, said: &str, steps: &mut Vec<Step<'c>>) {
        match node {
            Json::String(words) => say(words, steps),
            Json::Number(_) => {
                if let Some(node) = index(node).and_then(|index| self.file.list("nodes").get(index)) {
                    self.node(node, said, steps);
                }
            }
            Json::Array(parts) => self.element(parts, said, steps),
            slot => self.slot(slot, said, steps),
        }
    }

    fn element(&self, parts: &'c [Json], said: &str, steps: &mut Vec<Step<'c>>) {
        let [Json::String(tag), Json::Object(given), children @ ..] = parts else { return };
        let part = parts[1].text("part");
        if self.is_settled && part == "chooser" {
            // Behind the choice is the name of what is chosen.
            return self.list(children.last().map_or(&[], std::slice::from_ref), said, steps);
        }
        steps.push(Step::Open(tag));
        let (mut is_saying, mut opens, mut has_rel) = (false, false, false);
        for (name, text) in given {
            let mut value = self.text(text);
            // What depends on the moment is there only where it says something.
            if value.is_empty() && has_slot(text) {
                continue;
            }
            match name.as_str() {
                // Whatever has read the card: a link is tested where it is used. A calendar is saved, not opened.
                "href" if https(&value).is_empty() => {
                    let is_saved = given.iter().any(|(name, text)| name == "download" && !has_slot(text));
                    if !is_saved || !value.starts_with(CALENDAR) {
                        continue;
                    }
                }
                "target" if value != "_blank" => continue,
                "target" => opens = true,
                "rel" => {
                    value = concat(&[REL]);
                    has_rel = true;
                }
                // A boolean attribute has no value.
                "selected" => value.clear(),
                // Elsewhere the choice says it to those who hear the card.
                "aria-hidden" if self.is_settled && part == "product" => continue,
                "part" => is_saying |= value == "announcement" && !said.is_empty(),
                _ => {}
            }
            steps.push(Step::Attribute(name, value));
        }
        if opens && !has_rel {
            steps.push(Step::Attribute("rel", concat(&[REL])));
        }
        if is_saying {
            say(said, steps);
        } else {
            self.list(children, said, steps);
        }
        steps.push(Step::Close);
    }

    /// A text where it is a value of its own.
    fn text(&self, text: &'c Json) -> String {
        let mut steps = Vec::new();
        match text {
            Json::Array(parts) => self.list(parts, "", &mut steps),
            text => self.node(text, "", &mut steps),
        }
        if let Some(Step::Text(words)) = steps.pop() { words } else { String::new() }
    }

    fn slot(&self, slot: &'c Json, said: &str, steps: &mut Vec<Step<'c>>) {
        let known = |field: &&'static str| Some((*field, Value::by_name(slot.text(field))?));
        let Some((field, mut value)) = ["case", "plural", "number", "ascii"].iter().find_map(known) else {
            return say(self.product.text("name"), steps);
        };
        if field != "ascii" {
            value.calendar = Calendar::by_name(self.file.text("calendar")).unwrap_or_default();
        }
        let number = self.noted(value);
        let of = slot.list("of");
        match field {
            "case" => self.list(self.case(value, number, of), said, steps),
            "plural" => {
                if let Some(Json::Array(form)) = of.get(self.category(number)).or(of.last()) {
                    self.list(form, said, steps);
                }
            }
            _ => {
                let own = self.file.text("digits");
                let digits = if field == "ascii" || own.is_empty() { DIGITS } else { own };
                let width = slot.get("width").and_then(index).unwrap_or(1);
                let mut written = String::new();
                add_number(u32::try_from(number).unwrap_or(0), width, digits, &mut written);
                say(&written, steps);
            }
        }
    }

    /// The case of a value that has this number, without its least one.
    fn case(&self, value: Value, number: i64, cases: &'c [Json]) -> &'c [Json] {
        let mut chosen = None;
        for (index, case) in cases.iter().enumerate() {
            let Json::Array(parts) = case else { continue };
            let [least, nodes @ ..] = &parts[..] else { continue };
            let least = whole(least).filter(|_| index > 0);
            if least.is_some_and(|least| least > number) {
                break;
            }
            chosen = Some((least, nodes));
        }
        let Some((least, nodes)) = chosen else { return &[] };
        if value.kind == Kind::Left
            && let Some((least, at)) = least.zip(at(self.date(value.date)))
        {
            // The first instant at which less is left.
            self.note(at.saturating_sub(least).saturating_add(1));
        }
        nodes
    }

    /// The number of a value; from when on it will be another one is noted.
    fn noted(&self, value: Value) -> i64 {
        if matches!(
            value.kind,
            Kind::Today | Kind::Year | Kind::Month | Kind::Day | Kind::Far | Kind::Years | Kind::Months | Kind::Days
        ) {
            self.note(self.midnight);
        }
        if let Some(unit) = unit(value.kind)
            && let Some(at) = at(self.date(value.date)).filter(|at| *at > self.moment.now)
        {
            // The last instant that still has these whole units is the one with nothing beyond them.
            let whole = self.left(value.date) / unit.milliseconds() * unit.milliseconds();
            self.note(at.saturating_sub(whole).saturating_add(i64::from(whole > 0)));
        }
        self.number(value)
    }

    fn note(&self, at: i64) {
        // No card makes a page spin.
        self.next.set(self.next.get().min(at.max(self.moment.now.saturating_add(1))));
    }

    /// The place of a number's plural category.
    fn category(&self, number: i64) -> usize {
        let place = match number {
            0..200 => number,
            _ if number % 1_000_000 == 0 => 200,
            _ => 100 + number.rem_euclid(100),
        };
        let table = self.file.text("plural").as_bytes();
        let category = usize::try_from(place).ok().and_then(|place| table.get(place));
        category.map_or(0, |category| usize::from(category.saturating_sub(b'0')))
    }
}

/// Adds words; they join those in front of them.
fn say(words: &str, steps: &mut Vec<Step>) {
    match steps.last_mut() {
        Some(Step::Text(before)) => before.push_str(words),
        _ if words.is_empty() => {}
        _ => steps.push(Step::Text(concat(&[words]))),
    }
}

/// Whether a text has a slot.
fn has_slot(text: &Json) -> bool {
    match text {
        Json::Array(parts) => parts.iter().any(has_slot),
        text => matches!(text, Json::Object(_)),
    }
}
