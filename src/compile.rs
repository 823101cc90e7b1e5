//! The desk: a topic, a product and a language in, the [`Card`] of every moment out.
//!
//! Everything is decided here that does not depend on the moment: facts, sentences, plurals' forms, markup. Time is cut
//! into stages, at each instant at which a milestone passes and at the day of the last check, before which no clock is
//! believed. What still differs within a stage, by the reader's day, the time left or the host's wishes, is a slot.
//!
//! Reads no clock and knows no browser.

use crate::{
    card::{Card, Dated, Draft, Facts, Stage, Subject},
    catalogue::{Background, Catalogue, Phase, Product, Scope},
    data::Data,
    day::day_at,
    distance::Distance,
    evaluate::{Now, State, Status, evaluate, first_day},
    json::Json,
    locale::{Locale, words},
    markup::{self, Node, Tag},
    named::Named,
    statement::{self, Statement},
    template::{Bounds, Kind, Value},
    text::{concat, decimal},
    view::{Level, Pace, Setting, nothing, opening, opening_within, view, view_within},
    when::{Date, When, number_of, utc_offset},
    wish::Precision,
};

/// The card of one product.
///
/// # Example
/// ```
/// # use phaseout::{Catalogue, Locale, compile};
/// # let kaspersky = Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
/// # let english = Locale::read(include_str!("../www/locale/en.json")).unwrap();
/// let premium = kaspersky.find("kaspersky-premium").unwrap();
/// let card = compile(&kaspersky, &premium, &english);
/// assert_eq!(card.subject("kaspersky-premium"), Some(0));
/// assert!(card.write().contains("Kaspersky Premium"));
/// ```
pub fn compile(catalogue: &Catalogue, product: &Product, locale: &Locale) -> Card {
    compile_for(catalogue, Some(product), false, locale, None)
}

/// A moment that a host wants shown for good: a card of it does not follow the clock.
#[derive(Debug, Clone, Copy)]
pub struct Frozen {
    /// The moment.
    pub now: When,
    /// How finely a countdown is shown.
    pub precision: Precision,
    /// How deep the title is in the page's outline, where the host says so.
    pub heading: Option<Level>,
}

/// The card for what a host asks for: of one product; or, where readers choose or nobody has named one, of all. A product
/// that the topic does not list goes along. `frozen` is the moment that the card is of; without it the card follows the
/// clock.
///
/// # Example
/// ```
/// # use phaseout::{Catalogue, Frozen, Locale, Precision, compile_for};
/// # let kaspersky = Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
/// # let english = Locale::read(include_str!("../www/locale/en.json")).unwrap();
/// let premium = kaspersky.find("kaspersky-premium").unwrap();
/// let frozen = Frozen { now: "2024-08-01".parse().unwrap(), precision: Precision::Auto, heading: None };
/// let card = compile_for(&kaspersky, Some(&premium), false, &english, Some(frozen));
/// assert!(card.write().contains("As of August 1, 2024"));
/// assert!(compile_for(&kaspersky, None, false, &english, None).is_choice());
/// ```
pub fn compile_for(
    catalogue: &Catalogue,
    product: Option<&Product>,
    is_choice: bool,
    locale: &Locale,
    frozen: Option<Frozen>,
) -> Card {
    match product {
        Some(product) if !is_choice => {
            let desk = Desk { catalogue, locale, is_choice, frozen };
            let mut card = desk.card();
            desk.add(&mut card, product);
            Card::of(&card)
        }
        product => {
            let unlisted = product.filter(|product| !catalogue.is_known(&product.id));
            Desk { catalogue, locale, is_choice: true, frozen }.choice(unlisted)
        }
    }
}

/// The card of a topic whose readers choose: every product, and what stands before one is chosen. In one file, so that a
/// choice never becomes a request, which would tell the host's log which product a reader has. `unlisted` is one that the
/// host asks for and the topic does not list.
pub fn compile_choice(catalogue: &Catalogue, unlisted: Option<&Product>, locale: &Locale) -> Card {
    Desk { catalogue, locale, is_choice: true, frozen: None }.choice(unlisted)
}

/// What all products of a card have in common.
struct Desk<'d> {
    catalogue: &'d Catalogue,
    locale: &'d Locale,
    is_choice: bool,
    /// The one moment that the card is of; of all without.
    frozen: Option<Frozen>,
}

impl Desk<'_> {
    fn card(&self) -> Draft {
        Draft {
            topic: concat(&[&self.catalogue.id]),
            language: concat(&[&self.locale.language]),
            kind: concat(&[self.catalogue.kind.name()]),
            digits: concat(&[self.locale.digits()]),
            calendar: self.locale.calendar(),
            plural: self.locale.plural_table(),
            milestones: Vec::new(),
            sources: Vec::new(),
            facts: Vec::new(),
            subjects: Vec::new(),
            opening: None,
        }
    }

    /// The card of every product of the topic and of this one, and what stands before one is chosen.
    fn choice(&self, unlisted: Option<&Product>) -> Card {
        let mut card = self.card();
        let any = self.catalogue.any_product();
        for product in self.catalogue.products.iter().chain(&any).chain(unlisted) {
            self.add(&mut card, product);
        }
        let opening = if let Some(Frozen { now, .. }) = self.frozen {
            opening(self.catalogue, any.as_ref(), now.into(), self.locale, self.setting())
        } else {
            let now = Now::live(first_day(self.catalogue), Some(&|_| utc_offset()));
            let within = Within { from: i64::MIN, until: None, status: None, most: nothing(self.catalogue) };
            opening_within(self.catalogue, any.as_ref(), now, self.locale, self.setting(), &within)
        };
        card.opening = Some(markup::opening_card(&opening));
        Card::of(&card)
    }

    /// How every card of a file is drawn.
    fn setting(&self) -> Setting {
        match self.frozen {
            None => Setting { chooser: self.is_choice, pace: Pace::Running, ..Setting::default() },
            Some(Frozen { heading, .. }) => {
                Setting { chooser: self.is_choice, frozen: true, heading, ..Setting::default() }
            }
        }
    }

    fn status<'s>(&'s self, product: &'s Product, at: i64) -> Status<'s> {
        let utc = |_| utc_offset();
        evaluate(self.catalogue, product, Now::live(at, Some(&utc)), Precision::Auto)
    }

    /// Adds a product to a card. Where readers choose, its name is a slot, so that all products of which the same is said
    /// share it.
    fn add(&self, card: &mut Draft, product: &Product) {
        let name = product.name.in_language(&self.locale.language);
        let mut facts = match self.frozen {
            None => self.facts(card, product),
            Some(frozen) => self.frozen(product, frozen),
        };
        if self.is_choice && self.frozen.is_none() {
            for stage in &mut facts.stages {
                stage.text = stage.text.with_name(name);
                with_name(&mut stage.nodes, name);
            }
        }
        let known = card.facts.iter().position(|known| *known == facts);
        let place = known.unwrap_or(card.facts.len());
        if known.is_none() {
            card.facts.push(facts);
        }
        card.subjects
            .push(Subject { product: json(&statement::product(product, &self.locale.language)), facts: place });
    }

    fn facts(&self, card: &mut Draft, product: &Product) -> Facts {
        let first = first_day(self.catalogue);
        let mut starts = vec![i64::MIN];
        if product.scope != Scope::Excluded {
            starts.push(first);
        }
        let passes = self.catalogue.milestones_of(product).filter_map(|milestone| milestone.from);
        starts.extend(passes.map(|from| from.timestamp_millis()).filter(|from| *from > first));
        starts.sort_unstable();
        starts.dedup();
        let mut stages = Vec::new();
        for (index, from) in starts.iter().enumerate() {
            let until = starts.get(index + 1).copied();
            // All time before the second stage is one.
            let at = if index == 0 { until.unwrap_or(first) - 1 } else { *from };
            stages.push(self.stage(&self.status(product, at), *from, until));
        }
        let status = self.status(product, first);
        let mut milestones = Vec::new();
        for standing in &status.milestones {
            milestones.push(place(&mut card.milestones, json(&Data::Fields(statement::facts(standing)))));
        }
        let cited = status.sources();
        let sources = cited.iter().map(|source| place(&mut card.sources, json(&statement::source(source))));
        let mut dates: Vec<_> = status
            .milestones
            .iter()
            .map(|standing| {
                let date = standing.milestone.date().date()?;
                Some(dated(date, standing.milestone.from.map(|from| from.timestamp_millis())))
            })
            .collect();
        dates.extend(status.announced().and_then(Background::moment).map(|date| Some(dated(date, None))));
        Facts { milestones, dates, sources: sources.collect(), stages }
    }

    /// What holds at one moment: nothing is left open.
    fn frozen(&self, product: &Product, Frozen { now, precision, .. }: Frozen) -> Facts {
        let status = evaluate(self.catalogue, product, now, precision);
        let view = view(&status, self.locale, self.setting());
        let (action, advice) = statement::action(&status, &view);
        let stage = Stage {
            from: i64::MIN,
            phase: concat(&[status.phase.name()]),
            action: json(&action),
            advice: advice.map(|advice| json(&advice)),
            text: words(&view.sentence).into(),
            status: Some(json(Statement::new(&status, &view).data())),
            nodes: markup::card(&view),
        };
        Facts { milestones: Vec::new(), dates: Vec::new(), sources: Vec::new(), stages: vec![stage] }
    }

    fn stage(&self, status: &Status, from: i64, until: Option<i64>) -> Stage {
        let within = Within { from, until, status: Some(status), most: nothing(self.catalogue) };
        let view = view_within(status, self.locale, self.setting(), &within);
        let (action, advice) = statement::action(status, &view);
        Stage {
            from,
            phase: concat(&[status.phase.name()]),
            action: json(&action),
            advice: advice.map(|advice| json(&advice)),
            text: words(&view.sentence).into(),
            status: None,
            nodes: markup::card(&view),
        }
    }
}

/// Where a value stands in a list; it is added if it is not there.
fn place(list: &mut Vec<Json>, value: Json) -> usize {
    let known = list.iter().position(|known| *known == value);
    known.unwrap_or_else(|| {
        list.push(value);
        list.len() - 1
    })
}

/// Puts a slot in place of a product's name, but for the choice, which has all names and is the same for all.
fn with_name(nodes: &mut [Node], name: &str) {
    for node in nodes {
        match node {
            Node::Text(text) => *text = text.with_name(name),
            Node::Element(element) if element.tag == Tag::Select => {}
            Node::Element(element) => with_name(&mut element.children, name),
            Node::Case(_, cases) => cases.iter_mut().for_each(|(_, nodes)| with_name(nodes, name)),
        }
    }
}

fn dated(date: Date, at: Option<i64>) -> Dated {
    Dated { day: number_of(date.day()), is_month: matches!(date, Date::Month(_)), at }
}

/// A value of a statement as a card's file has it.
fn json(data: &Data) -> Json {
    match data {
        Data::Null => Json::Null,
        Data::True => Json::Boolean(true),
        Data::Number(number) => Json::Number(decimal(*number, 1)),
        Data::Text(text) => Json::string(text),
        Data::List(entries) => Json::Array(entries.iter().map(json).collect()),
        Data::Fields(fields) => {
            Json::Object(fields.entries().iter().map(|(name, value)| (concat(&[name]), json(value))).collect())
        }
    }
}

/// What is known of the moment in a stage.
struct Within<'w, 'c> {
    from: i64,
    until: Option<i64>,
    /// At some moment of the stage; none before a product is chosen.
    status: Option<&'w Status<'c>>,
    /// The greatest number of [`Kind::Chosen`].
    most: i64,
}

/// How many days a reader's day is from that of UTC at most: clocks are 14 hours ahead of it and 12 behind, no more.
const SPARE: i64 = 1;

impl Within<'_, '_> {
    /// The first and the last day that a reader anywhere may have.
    fn days(&self) -> (i64, i64) {
        let day = |at: i64| day_at(at, 0);
        let last = self.until.map_or(i64::MAX, |until| day(until - 1).saturating_add(SPARE));
        (day(self.from).saturating_sub(SPARE), last)
    }

    /// How far a date may be off, as [`Kind::Far`] counts.
    fn far(&self, index: usize) -> (i64, i64) {
        let all = (0, i64::MAX);
        let Some(status) = self.status.filter(|status| status.phase != Phase::Unknown) else { return all };
        let (first, last) = self.days();
        let (date, is_ahead) = match status.milestones.get(index) {
            Some(standing) => match (standing.milestone.date().date(), standing.state) {
                (Some(date), state) => (date, matches!(state, State::Ahead(_))),
                (None, _) => return all,
            },
            None => match status.announced().and_then(Background::moment) {
                Some(date) if number_of(date.day()) <= first => (date, false),
                _ => return all,
            },
        };
        let far = |today: i64| {
            Distance::between(number_of(date.day()), matches!(date, Date::Month(_)), today, is_ahead).far()
        };
        match (is_ahead, self.until) {
            (true, Some(_)) => (far(last), far(first)),
            (true, None) => (0, far(first)),
            (false, Some(_)) => (far(first), far(last)),
            (false, None) => (far(first), i64::MAX),
        }
    }
}

impl Bounds for Within<'_, '_> {
    fn bounds(&self, value: Value) -> (i64, i64) {
        match value.kind {
            Kind::Today => self.days(),
            Kind::Far => self.far(value.date),
            Kind::Precision => (0, 4),
            Kind::Stopped => (0, 1),
            Kind::Heading => (0, 5),
            Kind::Chosen => (0, self.most),
            _ => (0, i64::MAX),
        }
    }
}
