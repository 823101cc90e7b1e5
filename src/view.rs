//! What the card says, in the reader's terms: [`Status`] and [`Locale`] in, [`View`] out.
//!
//! Every word comes from the locale or the topic. Knows no tags and no clock.

mod chooser;
mod phrase;

use chrono::NaiveDate;

pub use self::chooser::{Chooser, Group, Offer, Opening, opening};
use crate::{
    calendar,
    catalogue::{Catalogue, Dated, Milestone, Phase, Remark, Scope, Source, SourceKind, Was, fits, is_stale},
    distance::Distance,
    duration::{Duration, Unit},
    evaluate::{Countdown, Standing, State, Status, is_said_in},
    link::host,
    locale::{Direction, Key, Locale, Piece, Sentence, words},
    named::{Named, named},
    text::concat,
    urgency::{Urgency, WEEK, urgency},
    when::{Date, When, written_day, zone},
};

/// Everything that a card shows, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View<'v> {
    /// BCP 47 tag of the words.
    pub language: &'v str,
    /// Which way they are read.
    pub direction: Direction,
    /// The measure, as a heading, and its language where that is another.
    pub title: (&'v str, &'v str),
    /// The product's name, and its language where that is another.
    pub product: (&'v str, &'v str),
    /// The way to another product, where the host lets readers choose.
    pub chooser: Option<Chooser<'v>>,
    /// How pressing it is.
    pub urgency: Urgency,
    /// What holds now, in a few words, with how far off or how long ago it is.
    pub headline: String,
    /// Headline and advice in a few words each, for a card of one line.
    pub short: (String, &'v str),
    /// Which of the rows the headline is about.
    pub governing: Option<usize>,
    /// Whether the headline says its date already.
    pub has_date: bool,
    /// What holds in one sentence, with every date.
    pub sentence: Sentence<'v>,
    /// Whether a reader who sees headline and dates would be told nothing new by the sentence: it is for those who hear
    /// the card, copy it or have it on paper.
    pub is_said: bool,
    /// What counts down, while something does.
    pub countdown: Option<Clock<'v>>,
    /// The way of the next deadline into the reader's calendar; none in a card that does not follow the clock, because
    /// nobody knows whether its deadline is over.
    pub calendar: Option<Entry<'v>>,
    /// The announcement, where the catalogue has it and anything ends.
    pub announced: Option<Row<'v>>,
    /// One row a milestone, in order of time.
    pub rows: Vec<Row<'v>>,
    /// The reader's day, where it stands before a date.
    pub today: Option<Row<'v>>,
    /// What the part is called that unfolds.
    pub more: &'v str,
    /// What to do.
    pub action: Advice<'v>,
    /// What every reader should know.
    pub notes: Option<List<'v>>,
    /// Where it says so.
    pub sources: Option<List<'v>>,
    /// That the facts are old, where they are.
    pub stale: Option<Sentence<'v>>,
    /// The day of the status and the day of the last check.
    pub as_of: String,
    /// Says that the card is frozen, when it is.
    pub frozen: Option<String>,
    /// Sentence and advice as one text, for announcements to screen readers and for calendar entries.
    pub summary: String,
    /// What is said to those who hear the card and do not look at it; empty in a card that has just come.
    pub announcement: String,
    /// How deep the title is in the page's outline; at the second level where no host said otherwise.
    pub heading: Option<Level>,
}

/// A countdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock<'v> {
    /// What it counts down to.
    pub label: &'v str,
    /// Digits and unit, the largest first.
    pub fields: Vec<(String, String)>,
    /// The same in words, never finer than minutes: for those who hear it.
    pub spoken: String,
    /// What stops the seconds, or lets them run again, where the reader may.
    pub toggle: Option<&'v str>,
}

/// A calendar entry to take away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'v> {
    /// What the link says.
    pub label: &'v str,
    /// The name of the file.
    pub file: String,
    /// A `data:` address that holds the file.
    pub address: String,
}

/// One date on the line of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'v> {
    /// What ends, or that it was announced; true before and after.
    pub label: &'v str,
    /// RFC 3339 instant, day or month; empty where there is no date.
    pub datetime: String,
    /// The date as it was published, an instant in the zone of its own offset; or that there is none.
    pub date: String,
    /// That it was another date before.
    pub moved: Option<String>,
    /// The instant by the reader's clock, or in UTC where nobody knows that, while it is ahead: a card that is served
    /// has the line that the reader's own time will fill.
    pub reader: Option<String>,
    /// How far off it is; empty where there is no date.
    pub relative: String,
    /// Whether it is ahead, has passed or is open.
    pub state: &'static str,
    /// One sentence about it.
    pub detail: Option<Sentence<'v>>,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice<'v> {
    /// The heading.
    pub label: &'v str,
    /// One sentence.
    pub sentence: Sentence<'v>,
    /// Practical steps; the first is the one that most readers need.
    pub steps: Option<List<'v>>,
}

/// A heading with entries below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List<'v> {
    /// The heading.
    pub label: &'v str,
    /// The entries, at least one.
    pub entries: Vec<Sentence<'v>>,
}

/// How the host wants a card shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Setting {
    /// Let the reader choose the product.
    pub chooser: bool,
    /// The card does not follow the clock.
    pub frozen: bool,
    /// Whether the seconds of a countdown run by themselves.
    pub pace: Pace,
    /// How deep the title is in the page's outline; at the second level where nobody says otherwise.
    pub heading: Option<Level>,
}

named! {
    /// How deep a heading is in a page's outline.
    pub enum Level {
        /// Below the page's own title.
        Second = "2",
        /// Below one of the second level.
        Third = "3",
        /// Below one of the third.
        Fourth = "4",
        /// Below one of the fourth.
        Fifth = "5",
    }
}

impl Level {
    /// The level as a number, 2 to 5.
    pub fn number(self) -> u32 {
        self as u32 + 2
    }
}

/// Whether the seconds of a countdown run by themselves. Readers must be able to stop what moves beside what
/// they read (WCAG 2.2.2).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pace {
    /// There are none, or the card does not follow the clock.
    #[default]
    Still,
    /// They run, and the reader may stop them.
    Running,
    /// The reader has stopped them.
    Stopped,
}

/// The card of a status.
///
/// # Example
/// ```
/// # use phaseout::{Catalogue, Locale, Precision, When, evaluate, view::{Setting, view}, words};
/// # let kaspersky = Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
/// # let english = Locale::read(include_str!("../www/locale/en.json")).unwrap();
/// let premium = kaspersky.find("kaspersky-premium").unwrap();
/// let status = evaluate(&kaspersky, &premium, "2024-09-29".parse::<When>().unwrap(), Precision::Auto);
/// let card = view(&status, &english, Setting::default());
/// assert_eq!(card.headline, "Updates ended today");
/// assert!(words(&card.sentence).contains("September 29, 2024"));
/// ```
pub fn view<'v>(status: &Status<'v>, locale: &'v Locale, setting: Setting) -> View<'v> {
    let catalogue = status.catalogue;
    let sentence = phrase::sentence(status, locale);
    let action = advice(status, locale);
    let summary = concat(&[&words(&sentence), " ", &words(&action.sentence)]);
    let rows = rows(status, locale, setting);
    let cited = status.sources();
    let headline = phrase::headline(status, locale);
    View {
        language: &locale.language,
        direction: locale.direction,
        title: catalogue.title.spoken(&locale.language),
        product: status.product.name.0.spoken(&locale.language),
        chooser: setting.chooser.then(|| chooser::chooser(catalogue, Some(status.product), locale)),
        urgency: urgency(status),
        short: (phrase::short_headline(status, &headline, locale), locale.label(phrase::short_action(status))),
        headline,
        governing: status.decisive,
        has_date: status.decisive().is_some_and(|standing| standing.milestone.floor),
        // A condition, or that nobody has named the product, stands nowhere else.
        is_said: status.decisive.is_some() && status.product.scope == Scope::Covered,
        sentence,
        countdown: status.countdown.and_then(|countdown| clock(status, countdown, locale, setting)),
        calendar: if setting.frozen { None } else { calendar(status, cited.first().copied(), &summary, locale) },
        announced: announced(status, locale),
        today: rows.iter().any(|row| row.state == AHEAD).then(|| today(status, locale)),
        rows,
        more: locale.label(Key::More),
        action,
        notes: notes(status, locale),
        sources: sources(&cited, locale),
        stale: stale(catalogue, status.today, locale),
        as_of: as_of(catalogue, status.today, status.phase == Phase::Unknown, locale),
        frozen: setting.frozen.then(|| frozen(status.now, locale)),
        announcement: String::new(),
        summary,
        heading: setting.heading,
    }
}

/// The sentence for readers without script: no tense, so true before and after, with a link to the source.
///
/// # Example
/// ```
/// # use phaseout::{Catalogue, Locale, Precision, When, evaluate, view, words};
/// # let kaspersky = Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
/// # let english = Locale::read(include_str!("../www/locale/en.json")).unwrap();
/// let premium = kaspersky.find("kaspersky-premium").unwrap();
/// let on = |day: &str| {
///     let status = evaluate(&kaspersky, &premium, day.parse::<When>().unwrap(), Precision::Auto);
///     words(&view::plain_sentence(&status, &english))
/// };
/// assert_eq!(on("2024-06-24"), on("2026-11-21"));
/// ```
pub fn plain_sentence<'v>(status: &Status<'v>, locale: &Locale) -> Sentence<'v> {
    phrase::plain_sentence(status, locale)
}

/// The day of the status and the day of the last check, in words; or that the clock cannot be right.
fn as_of(catalogue: &Catalogue, today: NaiveDate, is_wrong: bool, locale: &Locale) -> String {
    let key = if is_wrong { Key::AsOfWrong } else { Key::AsOf };
    locale.say(key, &[("date", &locale.date(today)), ("checked", &locale.date(catalogue.checked))])
}

/// That facts are old, with the way to newer ones; none where they were checked within a year of the reader's day.
fn stale<'v>(catalogue: &'v Catalogue, today: NaiveDate, locale: &Locale) -> Option<Sentence<'v>> {
    if !is_stale(catalogue.checked, today) {
        return None;
    }
    let checked = Piece::Time { datetime: written_day(catalogue.checked), words: locale.date(catalogue.checked) };
    let by_kind = |kind: &SourceKind| catalogue.sources.iter().find(move |source| source.kind == *kind);
    let source = SourceKind::ALL.iter().find_map(by_kind)?;
    let link = Piece::Link { url: &source.url, words: host(&source.url) };
    Some(locale.sentence(Key::Stale, &[("checked", &[checked]), ("source", &[link])]))
}

fn clock<'v>(status: &Status, countdown: Countdown, locale: &'v Locale, setting: Setting) -> Option<Clock<'v>> {
    let standing = status.milestones.get(countdown.milestone)?;
    let State::Ahead(left) = standing.state else { return None };
    let mut fields = Vec::new();
    for (unit, key) in Unit::ALL.into_iter().zip(UNITS) {
        if unit <= countdown.unit {
            let number = left.part(unit);
            fields.push((locale.number(number), locale.count(key, number)));
        }
    }
    let toggle = match setting.pace {
        Pace::Still => None,
        Pace::Running => Some(locale.label(Key::SecondsStop)),
        Pace::Stopped => Some(locale.label(Key::SecondsResume)),
    };
    let label = locale.label(phrase::until_what(standing.milestone.effect));
    Some(Clock { label, fields, spoken: spoken(left, countdown.unit, locale), toggle })
}

/// The next deadline as an entry to take away: the decisive one, else the first of which a calendar knows such entries.
fn calendar<'v>(status: &Status<'v>, source: Option<&Source>, summary: &str, locale: &'v Locale) -> Option<Entry<'v>> {
    let product = status.product.name.in_language(&locale.language);
    let ahead = |standing: &&Standing| standing.is_ahead() && status.phase != Phase::Unknown;
    status.decisive().into_iter().chain(&status.milestones).filter(ahead).find_map(|standing| {
        let effect = locale.label(phrase::effect(status, standing));
        let address = calendar::address(status, standing.milestone, source, product, effect, summary)?;
        let file = concat(&[&standing.milestone.id, ".ics"]);
        Some(Entry { label: locale.label(Key::Calendar), file, address })
    })
}

const UNITS: [Key; 4] = [Key::UnitDays, Key::UnitHours, Key::UnitMinutes, Key::UnitSeconds];
const SPANS: [Key; 3] = [Key::SpanDays, Key::SpanHours, Key::SpanMinutes];

/// What is left in words: units that are not nought, never finer than minutes, so that what is heard changes once a
/// minute at most.
fn spoken(left: Duration, finest: Unit, locale: &Locale) -> String {
    let mut spoken = String::new();
    let mut nothing = String::new();
    for (unit, key) in Unit::ALL.into_iter().zip(SPANS) {
        if unit > finest {
            break;
        }
        let span = locale.count(key, left.part(unit));
        if left.part(unit) == 0 {
            nothing = span;
        } else if spoken.is_empty() {
            spoken = span;
        } else {
            spoken = locale.say(Key::SpanJoin, &[("a", &spoken), ("b", &span)]);
        }
    }
    match spoken.is_empty() {
        true if finest >= Unit::Minutes => concat(&[locale.label(Key::SpanLess)]),
        true => nothing,
        false => spoken,
    }
}

fn announced<'v>(status: &Status<'v>, locale: &'v Locale) -> Option<Row<'v>> {
    let date = status.announced()?.moment()?;
    let is_known = status.phase != Phase::Unknown;
    let is_ahead = date.day() > status.today;
    let distance = Distance::of(date, status.today, is_ahead);
    Some(Row {
        label: locale.label(Key::BadgeAnnounced),
        datetime: date.written(),
        date: alone(date, None, locale),
        moved: None,
        reader: None,
        relative: if is_known { relative(date, distance, is_ahead, locale) } else { String::new() },
        state: match is_ahead {
            _ if !is_known => OPEN,
            true => AHEAD,
            false => PASSED,
        },
        detail: None,
    })
}

/// The state of a row that is still to come.
pub(crate) const AHEAD: &str = "ahead";
const PASSED: &str = "passed";
const OPEN: &str = "open";
const TODAY: &str = "today";

/// The reader's day as a row of the line of time.
fn today<'v>(status: &Status, locale: &'v Locale) -> Row<'v> {
    Row {
        label: locale.label(Key::RelativeToday),
        datetime: written_day(status.today),
        date: locale.date(status.today),
        moved: None,
        reader: None,
        relative: String::new(),
        state: TODAY,
        detail: None,
    }
}

fn rows<'v>(status: &Status<'v>, locale: &'v Locale, setting: Setting) -> Vec<Row<'v>> {
    let mut rows = Vec::new();
    let is_known = status.phase != Phase::Unknown;
    for standing in &status.milestones {
        let Standing { milestone, state, distance, .. } = standing;
        let date = milestone.date();
        let mut relative_words = String::new();
        if let (Some(date), Some(distance), true) = (date.date(), *distance, is_known) {
            relative_words = relative(date, distance, standing.is_ahead(), locale);
        }
        rows.push(Row {
            label: locale.label(phrase::effect(status, standing)),
            datetime: date.date().map_or(String::new(), Date::written),
            date: published(status, standing, locale),
            moved: milestone.was.last().map(|was| moved(was, locale)),
            reader: reader(standing, locale, setting).filter(|_| is_known && is_near(standing)),
            relative: relative_words,
            state: match state {
                State::Ahead(_) if is_known => AHEAD,
                State::Passed(_) | State::Ended if is_known => PASSED,
                _ => OPEN,
            },
            detail: milestone.detail.as_ref().map(|detail| phrase::text(detail, locale)),
        });
    }
    rows
}

/// Whether the hour of a date still matters to a reader: from a week before its day to a week after.
fn is_near(standing: &Standing) -> bool {
    matches!(standing.distance, Some(Distance { years: 0, months: 0, days: 0..=WEEK }))
}

/// A date as it was published, as it stands alone, with the hour while that matters; or that there is none.
fn published(status: &Status, standing: &Standing, locale: &Locale) -> String {
    let milestone = standing.milestone;
    let (key, date) = match milestone.date() {
        Dated::Ended => return concat(&[locale.label(Key::DateOver)]),
        Dated::Open => return concat(&[locale.label(Key::DateOpen)]),
        Dated::Through(date @ Date::Month(_)) if milestone.floor => (Key::DateFloorLast, date),
        Dated::From(date) | Dated::Through(date) if milestone.floor => (Key::DateFloor, date),
        Dated::From(date) => {
            let zone = is_near(standing).then(|| zone_name(status.catalogue, milestone));
            return alone(date, zone.as_deref(), locale);
        }
        Dated::Through(date @ Date::Month(_)) => (Key::DateLastMonth, date),
        Dated::Through(date) => (Key::DateLastDay, date),
    };
    locale.say(key, &[("date", &alone(date, None, locale))])
}

fn moved(was: &Was, locale: &Locale) -> String {
    let before = was.date().date().map_or(String::new(), |date| alone(date, None, locale));
    locale.say(Key::Moved, &[("changed", &locale.date(was.changed)), ("from", &before)])
}

/// A date in words, as it stands alone; with its hour where the zone's name is given.
fn alone(date: Date, zone: Option<&str>, locale: &Locale) -> String {
    match (date, zone) {
        (Date::Instant(at), Some(zone)) => locale.moment(When::Instant(at), zone),
        (Date::Month(first), _) => locale.month_alone(first),
        _ => locale.date(date.day()),
    }
}

/// A date in words, as it stands inside a sentence: never finer than the day.
fn day_or_month(date: Date, locale: &Locale) -> String {
    match date {
        Date::Month(first) => locale.month(first),
        _ => locale.date(date.day()),
    }
}

/// That a card stands at a moment.
fn frozen(at: When, locale: &Locale) -> String {
    locale.say(Key::Frozen, &[("date", &now(at, locale))])
}

/// A moment in words.
fn now(at: When, locale: &Locale) -> String {
    match at {
        When::Day(day) => locale.date(day),
        When::Instant(at) => alone(Date::Instant(at), Some(&utc_name(Date::Instant(at))), locale),
    }
}

/// What an instant's clocks are called: the city of the topic's zone where they show what is shown there, else UTC and
/// how far they are from it.
fn zone_name(catalogue: &Catalogue, milestone: &Milestone) -> String {
    let (Some(Date::Instant(at)), Some(from)) = (milestone.at, milestone.from) else { return String::new() };
    let mut city = String::new();
    let mut has_region = false;
    for c in catalogue.zone.chars() {
        match c {
            '/' => (city, has_region) = (String::new(), true),
            '_' => city.push(' '),
            c => city.push(c),
        }
    }
    if at.offset() != from.offset() || !has_region {
        return utc_name(Date::Instant(at));
    }
    concat(&["(", &city, ")"])
}

/// `UTC`, or `UTC−04:00`; nothing for a day.
fn utc_name(date: Date) -> String {
    let Date::Instant(at) = date else { return String::new() };
    let offset = zone(*at.offset());
    concat(&["UTC", offset.strip_prefix('Z').unwrap_or(&offset)])
}

/// An instant that is still ahead by the reader's clock; where nobody knows that, in UTC, unless it is shown so
/// already.
fn reader(standing: &Standing, locale: &Locale, setting: Setting) -> Option<String> {
    let Some(Date::Instant(at)) = standing.milestone.at else { return None };
    if setting.frozen || !standing.is_ahead() {
        return None;
    }
    let Some(offset) = standing.local else {
        let utc = at.to_utc().fixed_offset();
        return (utc.offset() != at.offset()).then(|| locale.moment(When::Instant(utc), "UTC"));
    };
    let instant = locale.moment(When::Instant(at.with_timezone(&offset)), "");
    Some(locale.say(Key::Reader, &[("instant", &instant)]))
}

/// How far off a date is, in words.
fn relative(date: Date, distance: Distance, is_ahead: bool, locale: &Locale) -> String {
    let is_month = matches!(date, Date::Month(_));
    let label = match (distance, is_month) {
        (Distance { years: 0, months: 0, days: 0 }, false) => Key::RelativeToday,
        (Distance { years: 0, months: 0, days: 0 }, true) => Key::RelativeThisMonth,
        (Distance { years: 0, months: 0, days: 1 }, _) if is_ahead => Key::RelativeTomorrow,
        (Distance { years: 0, months: 0, days: 1 }, _) => Key::RelativeYesterday,
        (Distance { years: 0, months: 1, days: 0 }, true) if is_ahead => Key::RelativeNextMonth,
        (Distance { years: 0, months: 1, days: 0 }, true) => Key::RelativeLastMonth,
        _ => {
            let key = if is_ahead { Key::RelativeAhead } else { Key::RelativePassed };
            return locale.say(key, &[("span", &span(distance, locale))]);
        }
    };
    concat(&[locale.label(label)])
}

fn span(distance: Distance, locale: &Locale) -> String {
    match distance {
        Distance { years: 0, months: 0, days } => locale.count(Key::RelativeDays, days),
        Distance { years: 0, months, .. } => locale.count(Key::RelativeMonths, months),
        Distance { years, months: 0, .. } => locale.count(Key::RelativeYears, years),
        Distance { years, months, .. } => {
            let years = locale.count(Key::RelativeYears, years);
            let months = locale.count(Key::RelativeAndMonths, months);
            locale.say(Key::RelativeTwo, &[("years", &years), ("months", &months)])
        }
    }
}

fn advice<'v>(status: &Status<'v>, locale: &'v Locale) -> Advice<'v> {
    Advice {
        label: locale.label(Key::Action),
        sentence: phrase::action(status, locale),
        steps: list(Key::Steps, remarks(&status.catalogue.steps, status, locale), locale),
    }
}

fn notes<'v>(status: &Status<'v>, locale: &'v Locale) -> Option<List<'v>> {
    let mut notes = Vec::new();
    if let Some(note) = &status.product.note {
        notes.push(phrase::text(note, locale));
    }
    notes.extend(remarks(&status.catalogue.notes, status, locale));
    list(Key::Notes, notes, locale)
}

/// What is said of this product in this phase.
fn remarks<'v>(remarks: &'v [Remark], status: &Status<'v>, locale: &Locale) -> Vec<Sentence<'v>> {
    let mut said = Vec::new();
    for remark in remarks {
        if fits(status.product, &remark.products, &remark.audiences) && is_said_in(status.phase, &remark.phases) {
            said.push(phrase::text(&remark.text, locale));
        }
    }
    said
}

fn sources<'v>(cited: &[&'v Source], locale: &'v Locale) -> Option<List<'v>> {
    let mut sources = Vec::new();
    for source in cited {
        let mut entry = vec![Piece::Link { url: &source.url, words: &source.title }];
        if !source.licence.is_empty() {
            entry.push(Piece::Words(concat(&[" (", &source.licence, ")"])));
        }
        sources.push(entry);
    }
    list(Key::Sources, sources, locale)
}

fn list<'v>(key: Key, entries: Vec<Sentence<'v>>, locale: &'v Locale) -> Option<List<'v>> {
    (!entries.is_empty()).then(|| List { label: locale.label(key), entries })
}
