//! The public contract's `Status`: facts and words of one moment in, one value for JSON out.
//!
//! The command line and the browser write the same bytes, because both write this. What each field holds is said where
//! scripts read it, in `www/phaseout.d.ts`.

use serde::{Serialize, Serializer};

use crate::{
    catalogue::{Advice, Catalogue, Dated, Product, Source, Was},
    data::{Data, Fields},
    duration::Duration,
    evaluate::{Standing, State, Status},
    link::https,
    locale::words,
    named::Named,
    view::View,
    when::{Date, rfc3339, utc, written_day},
};

/// What holds for a product, as programs read it.
///
/// Durations are rounded down. `nextChange` is when the card will next show something else, in UTC to the millisecond;
/// `null` only beyond the year 9999.
///
/// # Example
/// ```
/// # use phaseout::{Catalogue, Locale, Precision, Statement, When, evaluate, view::{Setting, view}};
/// # let kaspersky = Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
/// # let english = Locale::read(include_str!("../www/locale/en.json")).unwrap();
/// let premium = kaspersky.find("kaspersky-premium").unwrap();
/// let status = evaluate(&kaspersky, &premium, "2026-11-21T00:00:00Z".parse::<When>().unwrap(), Precision::Auto);
/// let statement = Statement::new(&status, &view(&status, &english, Setting::default()));
/// let json = serde_json::to_value(&statement).unwrap();
/// assert_eq!(json["phase"], "updates-ended");
/// let days = [0, 1].map(|index| json["milestones"][index]["elapsed"]["days"].clone());
/// assert_eq!(days, [853, 782]);
/// ```
#[derive(Debug)]
pub struct Statement(Data);

impl Statement {
    /// The statement of a status, in the words of its card.
    pub fn new(status: &Status, view: &View) -> Self {
        let (action, advice) = action(status, view);
        let mut fields = Fields::default();
        fields.add("product", product(status.product, view.language));
        fields.text("kind", status.catalogue.kind.name());
        fields.text("phase", status.phase.name());
        fields.add("milestones", Data::list(&status.milestones, milestone));
        fields.add("action", action);
        if let Some(advice) = advice {
            fields.add("advice", advice);
        }
        fields.text("text", &words(&view.sentence));
        match utc(status.next_change) {
            Some(at) => fields.text("nextChange", &rfc3339(at)),
            None => fields.add("nextChange", Data::Null),
        }
        fields.add("sources", Data::list(&status.sources(), |it| source(it)));
        Self(Data::Fields(fields))
    }

    /// The value that it is.
    pub(crate) fn data(&self) -> &Data {
        &self.0
    }
}

impl Serialize for Statement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// The products of a topic, in its order, as programs read them. Names are the same in every language, but for
/// descriptions, which are English.
#[derive(Debug)]
pub struct Products<'c>(pub &'c Catalogue);

impl Serialize for Products<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Data::list(&self.0.products, |it| product(it, "en")).serialize(serializer)
    }
}

/// A product as programs read it; its id is empty where the topic does not list it.
pub(crate) fn product(product: &Product, language: &str) -> Data {
    let mut fields = Fields::default();
    fields.text("id", &product.id);
    fields.text("name", product.name.in_language(language));
    fields.text("audience", product.audience.name());
    fields.text("scope", product.scope.name());
    Data::Fields(fields)
}

/// What to do, and the author's advice where there is any.
pub(crate) fn action(status: &Status, view: &View) -> (Data, Option<Data>) {
    let mut action = Fields::default();
    action.text("code", status.action.name());
    action.text("text", &words(&view.action.sentence));
    (Data::Fields(action), status.advice.map(|advice| self::advice(advice, view.language)))
}

/// The author's advice, with the address where the reader can take it.
fn advice(advice: &Advice, language: &str) -> Data {
    let mut fields = Fields::default();
    fields.text("text", advice.text.in_language(language));
    if !advice.url.is_empty() {
        fields.text("url", https(&advice.url));
    }
    Data::Fields(fields)
}

/// A milestone: what is left until it, or what has gone by since.
fn milestone(standing: &Standing) -> Data {
    let mut fields = facts(standing);
    match standing.state {
        State::Ahead(left) => {
            fields.text("state", "ahead");
            fields.add("remaining", duration(left));
        }
        State::Passed(since) => {
            fields.text("state", "passed");
            fields.add("elapsed", duration(since));
        }
        State::Open if standing.milestone.from.is_some() => fields.text("state", "open"),
        State::Ended | State::Open => {}
    }
    Data::Fields(fields)
}

/// A milestone without what depends on the moment; of one that has no date, that is all of it.
pub(crate) fn facts(standing: &Standing) -> Fields {
    let milestone = standing.milestone;
    let dated = milestone.date();
    let (precision, at) = match dated.date() {
        Some(Date::Instant(_)) => ("instant", dated.first()),
        Some(Date::Day(_)) => ("day", dated.first()),
        Some(Date::Month(_)) => ("month", dated.first()),
        None => ("open", None),
    };
    let mut fields = Fields::default();
    fields.text("id", &milestone.id);
    fields.text("effect", milestone.effect.name());
    fields.text("basis", milestone.basis.name());
    fields.text("precision", precision);
    match at {
        Some(at) => fields.text("at", &at.written()),
        None => fields.add("at", Data::Null),
    }
    if let Dated::Through(last) = dated {
        fields.text("last", &last.written());
    }
    if milestone.floor {
        fields.add("floor", Data::True);
    }
    if !milestone.was.is_empty() {
        fields.add("moved", Data::list(&milestone.was, moved));
    }
    if milestone.from.is_none() {
        fields.text("state", if standing.state == State::Ended { "passed" } else { "open" });
    }
    fields
}

/// The date that a milestone had, as it was published, and the day on which it got another.
fn moved(was: &Was) -> Data {
    let mut fields = Fields::default();
    fields.text("from", &was.date().date().map_or(String::new(), Date::written));
    fields.text("on", &written_day(was.changed));
    Data::Fields(fields)
}

fn duration(duration: Duration) -> Data {
    let mut fields = Fields::default();
    for (name, number) in duration.parts() {
        fields.add(name, Data::Number(number));
    }
    Data::Fields(fields)
}

/// Where it is said.
pub(crate) fn source(source: &Source) -> Data {
    let mut fields = Fields::default();
    fields.text("title", &source.title);
    fields.text("url", https(&source.url));
    Data::Fields(fields)
}
