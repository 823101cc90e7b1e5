//! The player: a compiled card and a moment in, what is shown then out, and when it will next be something else.
//!
//! All that pages load of this crate. It reads no catalogue, no locale and no words: it can say nothing that the desk has
//! not written. Cannot fail: what a card may hold was looked at when it was read.

use std::cell::Cell;

use crate::{
    card::{Card, Dated, Facts, Stage, Subject},
    day::{day_at, first_instant_of},
    distance::Distance,
    duration::Duration,
    json::Json,
    link::https,
    moment::{Values, unit},
    node::{Attribute, Element, Node, push_text},
    template::{Kind, Slot, Template, Value},
    text::{concat, decimal},
    when::{rfc3339, utc},
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

/// What opens elsewhere knows nothing of this page.
const REL: &str = "noopener noreferrer";

/// The address of a calendar that a card holds itself.
const CALENDAR: &str = "data:text/calendar;charset=utf-8,";

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
    let mut nodes = Vec::new();
    player.nodes(player.shown(), &mut nodes);
    Played { nodes, next_change: player.next.get(), phase: player.phase(), player }
}

impl Played<'_, '_> {
    /// Sentence and advice as one text, for those who hear a card change and do not look at it.
    pub fn summary(&self) -> String {
        let mut summary = String::new();
        if let Some(stage) = self.player.stage {
            self.player.text(&stage.text, &mut summary);
            summary.push(' ');
            summary.push_str(stage.action.text("text"));
        }
        summary
    }

    /// Puts a text where the card says what is said once: into its first element with the part `announcement`.
    pub fn announce(&mut self, words: &str) {
        let Some(Node::Element(card)) = self.nodes.first_mut() else { return };
        for node in &mut card.children {
            let Node::Element(element) = node else { continue };
            let is_it =
                element.attributes.iter().any(|(name, value)| *name == Attribute::Part && *value == "announcement");
            if is_it && !words.is_empty() {
                element.children = vec![Node::Text(words.into())];
            }
        }
    }

    /// The `Status` of the product at that moment, as the JSON text that `phaseout status --json` writes; none while no
    /// product is chosen.
    pub fn status(&self) -> Option<String> {
        let Player { card, subject, facts, stage, .. } = &self.player;
        let (subject, facts, stage) = ((*subject)?, (*facts)?, (*stage)?);
        if let Some(status) = &stage.status {
            return Some(linked(status.clone()).written());
        }
        let mut milestones = Vec::new();
        for (index, place) in facts.milestones.iter().enumerate() {
            milestones.extend(card.milestones.get(*place).map(|facts| self.player.milestone(index, facts)));
        }
        let sources = facts.sources.iter().filter_map(|place| card.sources.get(*place).cloned().map(linked));
        let mut text = String::new();
        self.player.text(&stage.text, &mut text);
        let mut status = Json::Object(Vec::new());
        let mut add = |field: &str, value: Json| status.fill(field, value);
        add("product", subject.product.clone());
        add("kind", Json::string(&card.kind));
        add("phase", Json::string(&stage.phase));
        add("milestones", Json::Array(milestones));
        add("action", stage.action.clone());
        if let Some(advice) = &stage.advice {
            add("advice", linked(advice.clone()));
        }
        add("text", Json::String(text));
        add("nextChange", utc(self.next_change).map_or(Json::Null, |at| Json::string(&rfc3339(at))));
        add("sources", Json::Array(sources.collect()));
        Some(status.written())
    }
}

/// One pass over a card.
#[derive(Debug)]
struct Player<'c, 'm> {
    card: &'c Card,
    subject: Option<&'c Subject>,
    facts: Option<&'c Facts>,
    stage: Option<&'c Stage>,
    moment: Moment<'m>,
    /// Which product is shown, as [`Kind::Chosen`] counts.
    chosen: i64,
    today: i64,
    /// The first instant of the reader's next day.
    midnight: i64,
    /// The first instant at which anything differs that has been looked at.
    next: Cell<i64>,
}

impl Values for Player<'_, '_> {
    fn today(&self) -> i64 {
        self.today
    }

    fn far(&self, date: usize) -> Distance {
        let Some(Dated { day, is_month, at }) = self.date(date) else { return Distance::default() };
        let is_ahead = at.map_or(day > self.today, |at| at > self.moment.now);
        Distance::between(day, is_month, self.today, is_ahead)
    }

    fn left(&self, date: usize) -> i64 {
        self.at(date).map_or(0, |at| at.saturating_sub(self.moment.now))
    }

    fn local(&self, date: usize) -> i64 {
        self.at(date).map_or(0, |at| at.saturating_add((self.moment.ahead_at)(at)))
    }

    fn wish(&self, kind: Kind) -> i64 {
        match kind {
            Kind::Precision => self.moment.precision as i64,
            Kind::Stopped => self.moment.is_stopped.into(),
            Kind::Heading => self.moment.heading.map_or(0, |level| level.number().into()),
            _ => self.chosen,
        }
    }
}

impl<'c, 'm> Player<'c, 'm> {
    fn new(card: &'c Card, subject: Option<usize>, moment: Moment<'m>) -> Self {
        let chosen = subject.filter(|index| *index < card.subjects.len()).unwrap_or(card.subjects.len() + 2);
        let subject = subject.and_then(|index| card.subjects.get(index));
        let facts = subject.and_then(|subject| card.facts.get(subject.facts));
        let today = day_at(moment.now, (moment.ahead_at)(moment.now));
        let midnight = first_instant_of(today + 1, moment.ahead_at);
        let mut next = i64::MAX;
        let mut stage = None;
        for it in facts.map_or(&[][..], |facts| &facts.stages) {
            if it.from > moment.now && stage.is_some() {
                next = it.from;
                break;
            }
            stage = Some(it);
        }
        let chosen = i64::try_from(chosen).unwrap_or(i64::MAX);
        Self { card, subject, facts, stage, moment, chosen, today, midnight, next: Cell::new(next) }
    }

    fn phase(&self) -> &'c str {
        self.stage.map_or("", |stage| stage.phase.as_str())
    }

    /// The tree to be played.
    fn shown(&self) -> &'c [Node] {
        self.stage.map_or(self.card.opening.as_deref().unwrap_or_default(), |stage| &stage.nodes)
    }

    fn date(&self, index: usize) -> Option<Dated> {
        self.facts?.dates.get(index).copied().flatten()
    }

    fn at(&self, date: usize) -> Option<i64> {
        self.date(date)?.at
    }

    fn nodes(&self, nodes: &[Node], played: &mut Vec<Node>) {
        for node in nodes {
            match node {
                Node::Text(text) => {
                    let mut words = String::new();
                    self.text(text, &mut words);
                    push_text(played, words.into());
                }
                Node::Element(element) => played.push(Node::Element(self.element(element))),
                Node::Case(value, cases) => self.nodes(self.case::<Vec<Node>>(*value, cases), played),
                Node::Use(index) => self.nodes(self.card.nodes.get(*index..=*index).unwrap_or_default(), played),
            }
        }
    }

    fn element(&self, element: &Element) -> Element {
        let mut attributes = Vec::new();
        for (attribute, text) in &element.attributes {
            let mut value = String::new();
            self.text(text, &mut value);
            // What depends on the moment is there only where it says something.
            if text.whole().is_none() && value.is_empty() {
                continue;
            }
            match attribute {
                // Whatever has read the card: a link is tested where it is used. A calendar is saved, not opened.
                Attribute::Href if https(&value).is_empty() => {
                    let is_saved = element
                        .attributes
                        .iter()
                        .any(|(other, name)| *other == Attribute::Download && name.whole().is_some());
                    if !is_saved || !value.starts_with(CALENDAR) {
                        continue;
                    }
                }
                Attribute::Target if value != "_blank" => continue,
                Attribute::Rel => value = concat(&[REL]),
                // A boolean attribute has no value.
                Attribute::Selected => value.clear(),
                _ => {}
            }
            attributes.push((*attribute, value.into()));
        }
        let has = |attribute| attributes.iter().any(|(other, _)| *other == attribute);
        if has(Attribute::Target) && !has(Attribute::Rel) {
            attributes.push((Attribute::Rel, Template::named(REL)));
        }
        let mut children = Vec::new();
        self.nodes(&element.children, &mut children);
        Element { tag: element.tag, attributes, children }
    }

    fn text(&self, text: &Template, words: &mut String) {
        let (first, rest) = text.parts();
        words.push_str(first);
        for (slot, behind) in rest {
            match slot {
                Slot::Case(value, cases) => self.text(self.case(*value, cases), words),
                Slot::Plural(value, forms) => {
                    if let Some(form) = forms.get(self.category(self.noted(*value))).or(forms.last()) {
                        self.text(form, words);
                    }
                }
                Slot::Number(value, width) => {
                    for digit in self.digits(*value, *width).bytes() {
                        words.extend(self.card.digits.get(usize::from(digit.saturating_sub(b'0'))));
                    }
                }
                Slot::Ascii(value, width) => words.push_str(&self.digits(*value, *width)),
                Slot::Name => words.push_str(self.subject.map_or("", |subject| &subject.name)),
            }
            words.push_str(behind);
        }
    }

    fn digits(&self, value: Value, width: usize) -> String {
        decimal(u32::try_from(self.noted(value)).unwrap_or(0), width)
    }

    /// The case of a value.
    fn case<'n, T>(&self, value: Value, cases: &'n [(i64, T)]) -> &'n T {
        let number = self.noted(value);
        let place = cases.iter().rposition(|(least, _)| *least <= number).unwrap_or(0);
        let (least, case) = &cases[place];
        if value.kind == Kind::Left
            && place > 0
            && let Some(at) = self.at(value.date)
        {
            // The first instant at which less is left.
            self.note(at.saturating_sub(*least).saturating_add(1));
        }
        case
    }

    /// The number of a value; from when on it will be another one is noted.
    fn noted(&self, value: Value) -> i64 {
        let number = self.number(value);
        match value.kind {
            Kind::Today
            | Kind::Year
            | Kind::Month
            | Kind::Day
            | Kind::Far
            | Kind::Years
            | Kind::Months
            | Kind::Days => {
                self.note(self.midnight);
            }
            kind => {
                let counted = unit(kind).zip(self.at(value.date).filter(|at| *at > self.moment.now));
                if let Some((unit, at)) = counted {
                    // The last instant that still has these whole units is the one with nothing beyond them.
                    let whole = self.left(value.date) / unit.milliseconds() * unit.milliseconds();
                    self.note(at.saturating_sub(whole).saturating_add(i64::from(whole > 0)));
                }
            }
        }
        number
    }

    fn note(&self, at: i64) {
        // No card makes a page spin.
        self.next.set(self.next.get().min(at.max(self.moment.now.saturating_add(1))));
    }

    /// The place of a number's plural category.
    fn category(&self, number: i64) -> usize {
        let table = self.card.plural.as_bytes();
        let place = match number {
            0..200 => number,
            _ if number % 1_000_000 == 0 => 200,
            _ => 100 + number.rem_euclid(100),
        };
        let category = usize::try_from(place).ok().and_then(|place| table.get(place));
        category.map_or(0, |category| usize::from(category.saturating_sub(b'0')))
    }

    /// A milestone with where the moment stands to it.
    fn milestone(&self, index: usize, facts: &Json) -> Json {
        let mut milestone = facts.clone();
        let Some(at) = self.at(index) else { return milestone };
        let left = at.saturating_sub(self.moment.now);
        let mut state = |state: &str, of: Option<&str>| {
            milestone.set("state", Json::string(state));
            if let Some(of) = of {
                milestone.set(of, length(Duration::of(left.saturating_abs())));
            }
        };
        match left {
            1.. => state("ahead", Some("remaining")),
            _ if facts.get("floor") == Some(&Json::Boolean(true)) => state("open", None),
            _ => state("passed", Some("elapsed")),
        }
        milestone
    }
}

/// A value whose addresses are https, however deep: another is left empty, whatever has read the card.
fn linked(json: Json) -> Json {
    match json {
        Json::Object(fields) => Json::Object(
            fields
                .into_iter()
                .map(|(name, value)| match value {
                    Json::String(url) if name == "url" => (name, Json::String(concat(&[https(&url)]))),
                    value => (name, linked(value)),
                })
                .collect(),
        ),
        Json::Array(values) => Json::Array(values.into_iter().map(linked).collect()),
        json => json,
    }
}

/// A length as `Status` has it.
fn length(duration: Duration) -> Json {
    let mut fields = Vec::new();
    for (name, number) in duration.parts() {
        fields.push((concat(&[name]), Json::Number(decimal(number, 1))));
    }
    Json::Object(fields)
}
