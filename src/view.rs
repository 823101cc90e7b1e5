//! What the card says, in the reader's terms: [`Status`] and [`Locale`] in, [`View`] out.
//!
//! Every word comes from the locale or the catalogue. Knows no tags and no clock; the reader's own
//! offset is an argument.

mod chooser;
mod phrase;

use chrono::{DateTime, FixedOffset, Utc};

pub use self::chooser::{Chooser, Group, Opening, opening};
use crate::{
    catalogue::{Catalogue, Milestone, Text},
    duration::{Duration, Unit},
    evaluate::{Countdown, Phase, Standing, Status},
    locale::{Direction, Locale, Piece, Sentence, plain, words},
    named::Named,
    when::{State, When, rfc3339},
};

/// Everything that a card shows, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// BCP 47 tag of the words.
    pub language: String,
    /// Which way they are read.
    pub direction: Direction,
    /// The measure, as a heading.
    pub title: String,
    /// The product's name.
    pub product: String,
    /// The way to another product, where the host lets readers choose.
    pub chooser: Option<Chooser>,
    /// How far the measure has come.
    pub phase: Phase,
    /// The same in a word or two.
    pub badge: String,
    /// The same in one sentence.
    pub sentence: Sentence,
    /// What counts down, while something does.
    pub countdown: Option<Clock>,
    /// One row a milestone, in order of time.
    pub rows: Vec<Row>,
    /// What to do.
    pub action: Advice,
    /// What every reader should know.
    pub notes: Option<List>,
    /// Where it says so.
    pub sources: Option<List>,
    /// The day of the status and the day of the last check.
    pub as_of: String,
    /// Says that the card is frozen, when it is.
    pub frozen: Option<String>,
}

/// A countdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// What it counts down to.
    pub label: String,
    /// Digits and unit, the largest first.
    pub fields: Vec<(String, String)>,
    /// The same in words, never finer than minutes: for those who hear it.
    pub spoken: String,
}

/// One milestone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What ends; true before and after.
    pub label: String,
    /// RFC 3339 instant or day.
    pub datetime: String,
    /// The date in the law's zone.
    pub date: String,
    /// The date in the reader's zone, where that is another and the date is ahead.
    pub reader: Option<String>,
    /// How far off it is.
    pub relative: String,
    /// Whether it has passed.
    pub is_ahead: bool,
    /// One sentence about it.
    pub detail: Option<String>,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// The heading.
    pub label: String,
    /// One sentence.
    pub sentence: Sentence,
    /// Practical steps.
    pub steps: Option<List>,
}

/// A heading with entries below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The heading.
    pub label: String,
    /// The entries, at least one.
    pub entries: Vec<Sentence>,
}

/// How the host wants a card shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Setting {
    /// Let the reader choose the product.
    pub chooser: bool,
    /// The card does not follow the clock.
    pub frozen: bool,
    /// The reader's offset at an instant, where it is known.
    pub reader: Option<fn(DateTime<Utc>) -> Option<FixedOffset>>,
}

/// The card of a status.
///
/// # Example
/// ```
/// # use phaseout::{Catalogue, Locale, Precision, evaluate, view::{Setting, view}, words};
/// # let kaspersky = Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
/// # let english = Locale::read(include_str!("../www/locale/en.json")).unwrap();
/// let premium = kaspersky.find("kaspersky-premium").unwrap();
/// let status = evaluate(&kaspersky, &premium, "2024-09-29".parse().unwrap(), Precision::Auto);
/// let card = view(&status, &english, Setting::default());
/// assert_eq!(card.badge, "Updates ended");
/// assert!(words(&card.sentence).contains("September 29, 2024"));
/// ```
pub fn view(status: &Status, locale: &Locale, setting: Setting) -> View {
    let catalogue = status.catalogue;
    View {
        language: locale.language.clone(),
        direction: locale.direction,
        title: catalogue.title.in_language(&locale.language).to_owned(),
        product: status.product.name.clone(),
        chooser: setting.chooser.then(|| chooser::chooser(catalogue, Some(status.product), locale)),
        phase: status.phase,
        badge: locale.label(&format!("badge.{}", status.phase.name())),
        sentence: phrase::sentence(status, locale),
        countdown: status.countdown.and_then(|countdown| clock(status, countdown, locale)),
        rows: status.milestones.iter().map(|standing| row(status, standing, locale, setting)).collect(),
        action: advice(status, locale),
        notes: notes(status, locale),
        sources: sources(status, locale),
        as_of: words(&locale.sentence(
            "as-of",
            &[("date", plain(locale.date(status.today))), ("checked", plain(locale.date(catalogue.checked)))],
        )),
        frozen: setting.frozen.then(|| {
            let now = moment(status.now, catalogue, locale);
            words(&locale.sentence("frozen", &[("date", plain(now))]))
        }),
    }
}

/// The sentence for readers without script: no tense, so true before and after, with a link to the source.
///
/// # Example
/// ```
/// # use phaseout::{Catalogue, Locale, Precision, evaluate, view, words};
/// # let kaspersky = Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
/// # let english = Locale::read(include_str!("../www/locale/en.json")).unwrap();
/// let premium = kaspersky.find("kaspersky-premium").unwrap();
/// let on = |day: &str| {
///     let status = evaluate(&kaspersky, &premium, day.parse().unwrap(), Precision::Auto);
///     words(&view::plain_sentence(&status, &english))
/// };
/// assert_eq!(on("2024-06-24"), on("2026-11-21"));
/// ```
pub fn plain_sentence(status: &Status, locale: &Locale) -> Sentence {
    phrase::plain_sentence(status, locale)
}

fn clock(status: &Status, countdown: Countdown, locale: &Locale) -> Option<Clock> {
    let standing = status.milestones.get(countdown.milestone)?;
    let State::Ahead(left) = standing.state else { return None };
    let fields = Unit::ALL.iter().filter(|unit| **unit <= countdown.unit).map(|unit| {
        let number = left.part(*unit);
        (locale.number(number), locale.count(unit_key(*unit), number))
    });
    Some(Clock {
        label: locale.label(&format!("until.{}", standing.milestone.effect.name())),
        fields: fields.collect(),
        spoken: spoken(left, countdown.unit, locale),
    })
}

fn unit_key(unit: Unit) -> &'static str {
    match unit {
        Unit::Days => "unit.days",
        Unit::Hours => "unit.hours",
        Unit::Minutes => "unit.minutes",
        Unit::Seconds => "unit.seconds",
    }
}

/// What is left, in words down to `unit` but never to seconds, so that it changes once a minute at most.
fn spoken(left: Duration, unit: Unit, locale: &Locale) -> String {
    let spans = [("span.days", Unit::Days), ("span.hours", Unit::Hours), ("span.minutes", Unit::Minutes)];
    let shown = spans.into_iter().filter(|(_, it)| *it <= unit);
    shown
        .map(|(key, unit)| locale.count(key, left.part(unit)))
        .reduce(|a, b| words(&locale.sentence("span.join", &[("a", plain(a)), ("b", plain(b))])))
        .unwrap_or_default()
}

fn row(status: &Status, standing: &Standing, locale: &Locale, setting: Setting) -> Row {
    let Milestone { at, effect, basis, detail, .. } = standing.milestone;
    Row {
        label: locale.label(&format!("effect.{}.{}", effect.name(), basis.name())),
        datetime: at.to_string(),
        date: moment(*at, status.catalogue, locale),
        reader: reader(standing, locale, setting),
        relative: relative(standing, locale),
        is_ahead: standing.is_ahead(),
        detail: detail.as_ref().map(|detail| detail.in_language(&locale.language).to_owned()),
    }
}

/// A date with the name that the law gives its zone.
fn moment(when: When, catalogue: &Catalogue, locale: &Locale) -> String {
    let When::Instant(at) = when else { return locale.moment(when, "") };
    let named = catalogue.zones.iter().find(|(offset, _)| offset == at.offset());
    let zone = named.map_or_else(
        || format!("UTC{}", at.offset()),
        |(_, name): &(_, Text)| name.in_language(&locale.language).to_owned(),
    );
    locale.moment(when, &zone)
}

/// The date where the reader is, for a deadline that is still ahead and falls elsewhere on their clock.
fn reader(standing: &Standing, locale: &Locale, setting: Setting) -> Option<String> {
    let When::Instant(at) = standing.milestone.at else { return None };
    let offset = setting.reader?(at.to_utc())?;
    if setting.frozen || !standing.is_ahead() || offset == *at.offset() {
        return None;
    }
    let instant = locale.moment(When::Instant(at.with_timezone(&offset)), "");
    Some(words(&locale.sentence("reader", &[("instant", plain(instant))])))
}

fn relative(standing: &Standing, locale: &Locale) -> String {
    let is_day = matches!(standing.milestone.at, When::Day(_));
    match standing.state {
        State::Ahead(Duration { days: 0, .. }) => locale.label("ahead.last"),
        State::Ahead(left) => locale.count("ahead", left.days),
        State::Passed(Duration { days: 0, .. }) if is_day => locale.label("passed.today"),
        State::Passed(Duration { days: 0, .. }) => locale.label("passed.first"),
        State::Passed(since) => locale.count("passed", since.days),
    }
}

fn advice(status: &Status, locale: &Locale) -> Advice {
    let steps = status.catalogue.steps.iter();
    let ours = steps.filter(|step| step.audiences.is_empty() || step.audiences.contains(&status.product.audience));
    let entries: Vec<Sentence> = match status.phase {
        Phase::NotCovered => Vec::new(),
        _ => ours.map(|step| plain(step.text.in_language(&locale.language).to_owned())).collect(),
    };
    Advice {
        label: locale.label("action"),
        sentence: phrase::action(status, locale),
        steps: list("steps", entries, locale),
    }
}

fn notes(status: &Status, locale: &Locale) -> Option<List> {
    let about_product = status.product.note.iter();
    let about_all = status.catalogue.notes.iter().map(|note| &note.text).filter(|_| status.phase != Phase::NotCovered);
    let entries = about_product.chain(about_all).map(|text| plain(text.in_language(&locale.language).to_owned()));
    list("notes", entries.collect(), locale)
}

fn sources(status: &Status, locale: &Locale) -> Option<List> {
    let link =
        |source: &crate::catalogue::Source| vec![Piece::Link { url: source.url.clone(), words: source.title.clone() }];
    list("sources", status.sources().into_iter().map(link).collect(), locale)
}

fn list(key: &str, entries: Vec<Sentence>, locale: &Locale) -> Option<List> {
    (!entries.is_empty()).then(|| List { label: locale.label(key), entries })
}

/// The machine-readable form of a date, as `<time datetime>` takes it.
fn machine(when: When) -> String {
    match when {
        When::Instant(at) => rfc3339(at),
        When::Day(day) => day.to_string(),
    }
}
