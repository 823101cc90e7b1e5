//! What the card says, in the reader's terms: [`Status`] and [`Locale`] in, [`View`] out.
//!
//! Every word comes from the locale or the topic. Knows no tags and no clock.

mod chooser;
mod phrase;

pub use crate::wish::Level;

#[cfg(feature = "cli")]
pub(crate) use self::chooser::group;
pub use self::chooser::{Chooser, Group, Offer, Opening, opening};
pub(crate) use self::chooser::{nothing, opening_within};
use crate::{
    calendar,
    catalogue::{
        Background, Catalogue, Dated, Milestone, Phase, Remark, Scope, Source, SourceKind, Was, fits, stale_from,
    },
    duration::Unit,
    evaluate::{Countdown, Standing, State, Status, countdown, is_said_in},
    link::host,
    locale::{Direction, Key, Locale, Piece, Sentence, words},
    moment::Values,
    named::Named,
    template::{self, Bounds, Choice, Kind, Template, Value, choose},
    text::concat,
    urgency::{Urgency, WEEK, urgency_within},
    when::{Date, When, number_of, written_day, zone},
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
    pub urgency: Choice<Urgency>,
    /// What holds now, in a few words, with how far off or how long ago it is.
    pub headline: Template,
    /// Headline and advice in a few words each, for a card of one line.
    pub short: (Template, &'v str),
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
    pub countdown: Choice<Option<Clock<'v>>>,
    /// The way of the next deadline into the reader's calendar; none in a card that does not follow the clock, because
    /// nobody knows whether its deadline is over.
    pub calendar: Option<Entry<'v>>,
    /// The announcement, where the catalogue has it and anything ends.
    pub announced: Choice<Option<Row<'v>>>,
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
    pub stale: Choice<Option<Sentence<'v>>>,
    /// The day of the status and the day of the last check.
    pub as_of: Template,
    /// Says that the card is frozen, when it is.
    pub frozen: Option<String>,
    /// Sentence and advice as one text, for announcements to screen readers and for calendar entries.
    pub summary: String,
    /// What is said to those who hear the card and do not look at it; empty in a card that has just come.
    pub announcement: String,
    /// How deep the title is in the page's outline, and how deep a heading below it; empty, for the second level, where
    /// no host said otherwise.
    pub heading: [Template; 2],
}

/// A countdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock<'v> {
    /// What it counts down to.
    pub label: &'v str,
    /// Digits and unit, the largest first.
    pub fields: Vec<(Template, Template)>,
    /// The same in words, never finer than minutes: for those who hear it.
    pub spoken: Template,
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
    pub datetime: Template,
    /// The date as it was published, an instant in the zone of its own offset; or that there is none.
    pub date: Template,
    /// That it was another date before.
    pub moved: Option<String>,
    /// The instant by the reader's clock, or in UTC where nobody knows that, while it is ahead: a card that is served
    /// has the line that the reader's own time will fill.
    pub reader: Choice<Option<Template>>,
    /// How far off it is; empty where there is no date.
    pub relative: Template,
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
    // Looked for once: a choice asks for each of its products.
    let chosen = if setting.chooser { chooser::place(status.catalogue, status.product) } else { 0 };
    view_within(status, locale, setting, &Known { status, setting, chosen })
}

/// A moment that is known, and what the host and the reader want of the card.
struct Known<'k, 'v> {
    status: &'k Status<'v>,
    setting: Setting,
    /// Where the product stands among the topic's.
    chosen: i64,
}

impl Bounds for Known<'_, '_> {
    fn bounds(&self, value: Value) -> (i64, i64) {
        let number = match value.kind {
            Kind::Stopped => (self.setting.pace == Pace::Stopped).into(),
            Kind::Heading => self.setting.heading.map_or(0, |level| level.number().into()),
            Kind::Chosen => self.chosen,
            _ => self.status.number(value),
        };
        (number, number)
    }
}

/// The same, as far as `bounds` say what the moment is: all that they leave open has slots. They are to leave open
/// neither phase nor which milestones have passed, which `status` says.
pub(crate) fn view_within<'v>(
    status: &Status<'v>,
    locale: &'v Locale,
    setting: Setting,
    bounds: &dyn Bounds,
) -> View<'v> {
    let catalogue = status.catalogue;
    let sentence = phrase::sentence(status, locale);
    let action = advice(status, locale);
    let summary = concat(&[&words(&sentence), " ", &words(&action.sentence)]);
    let rows = rows(status, locale, setting, bounds);
    let cited = status.sources();
    let headline = phrase::headline(status, locale, bounds);
    let is_known = status.phase != Phase::Unknown;
    let announced = announced(status, locale, bounds);
    let has_ahead = rows.iter().any(|row| row.state == AHEAD);
    View {
        language: &locale.language,
        direction: locale.direction,
        title: catalogue.title.spoken(&locale.language),
        product: status.product.name.0.spoken(&locale.language),
        chooser: setting.chooser.then(|| chooser::chooser(catalogue, Some(status.product), locale, bounds)),
        urgency: urgency_within(status, bounds),
        short: (phrase::short_headline(status, &headline, locale), locale.label(phrase::short_action(status))),
        headline,
        governing: status.decisive,
        has_date: status.decisive().is_some_and(|standing| standing.milestone.floor),
        // A condition, or that nobody has named the product, stands nowhere else.
        is_said: status.decisive.is_some() && status.product.scope == Scope::Covered,
        sentence,
        countdown: if is_known { clock(status, locale, setting, bounds) } else { Choice::default() },
        calendar: if setting.frozen { None } else { calendar(status, cited.first().copied(), &summary, locale) },
        announced,
        today: has_ahead.then(|| today(locale, bounds)),
        rows,
        more: locale.label(Key::More),
        action,
        notes: notes(status, locale),
        sources: sources(&cited, locale),
        stale: stale(catalogue, locale, bounds),
        as_of: as_of(catalogue, is_known, locale, bounds),
        frozen: setting.frozen.then(|| frozen(status.now, locale)),
        announcement: String::new(),
        summary,
        heading: headings(bounds),
    }
}

/// How deep the title is in the page's outline, and a heading below it.
fn headings(bounds: &dyn Bounds) -> [Template; 2] {
    let levels = |words: [&'static str; 5]| {
        let cases = [(0, words[0]), (2, words[1]), (3, words[2]), (4, words[3]), (5, words[4])];
        choose(bounds, Kind::Heading.alone(), &cases, &|words| Choice::One(Template::from(words))).into()
    };
    [levels(["", "2", "3", "4", "5"]), levels(["", "3", "4", "5", "6"])]
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
fn as_of(catalogue: &Catalogue, is_known: bool, locale: &Locale, bounds: &dyn Bounds) -> Template {
    let key = if is_known { Key::AsOf } else { Key::AsOfWrong };
    locale.fill(key, &[("date", &locale.today(bounds)), ("checked", &locale.date(catalogue.checked).into())])
}

/// That facts are old, with the way to newer ones; none where they were checked within a year of the reader's day.
fn stale<'v>(catalogue: &'v Catalogue, locale: &Locale, bounds: &dyn Bounds) -> Choice<Option<Sentence<'v>>> {
    let old = number_of(stale_from(catalogue.checked));
    let cases = [(old - 1, false), (old, true)];
    choose(bounds, Kind::Today.alone(), &cases, &|is_old| {
        Choice::One(if is_old { stale_sentence(catalogue, locale) } else { None })
    })
}

fn stale_sentence<'v>(catalogue: &'v Catalogue, locale: &Locale) -> Option<Sentence<'v>> {
    let checked = Piece::Time { datetime: written_day(catalogue.checked), words: locale.date(catalogue.checked) };
    let by_kind = |kind: &SourceKind| catalogue.sources.iter().find(move |source| source.kind == *kind);
    let source = SourceKind::ALL.iter().find_map(by_kind)?;
    let link = Piece::Link { url: &source.url, words: host(&source.url) };
    Some(locale.sentence(Key::Stale, &[("checked", &[checked]), ("source", &[link])]))
}

/// The countdown. A reader who has stopped its seconds sees minutes.
fn clock<'v>(status: &Status, locale: &'v Locale, setting: Setting, bounds: &dyn Bounds) -> Choice<Option<Clock<'v>>> {
    countdown(status, bounds).then(&|counted| {
        let Some(Countdown { milestone, unit }) = counted else { return Choice::default() };
        let Some(standing) = status.milestones.get(milestone) else { return Choice::default() };
        let label = locale.label(phrase::until_what(standing.milestone.effect));
        let of = |unit, toggle: Option<Key>| {
            let mut fields = Vec::new();
            for (field, key, kind) in UNITS {
                if field <= unit {
                    let value = kind.of(milestone);
                    fields.push((locale.number_of(value, 1, bounds), locale.count_of(key, value, bounds)));
                }
            }
            let spoken = spoken(milestone, unit, &UNITS[..3], None, locale, bounds).into();
            Choice::One(Some(Clock { label, fields, spoken, toggle: toggle.map(|key| locale.label(key)) }))
        };
        if unit != Unit::Seconds || setting.pace == Pace::Still {
            return of(unit, None);
        }
        choose(bounds, Kind::Stopped.alone(), &[(0, false), (1, true)], &|is_stopped| {
            if is_stopped {
                return of(Unit::Minutes, Some(Key::SecondsResume));
            }
            of(Unit::Seconds, Some(Key::SecondsStop))
        })
    })
}

/// The next deadline as an entry to take away: the decisive one, else the first of which a calendar knows such entries.
fn calendar<'v>(status: &Status<'v>, source: Option<&Source>, summary: &str, locale: &'v Locale) -> Option<Entry<'v>> {
    let product = status.product.name.in_language(&locale.language);
    let ahead = |standing: &&Standing| standing.is_ahead() && status.phase != Phase::Unknown;
    status.decisive().into_iter().chain(&status.milestones).filter(ahead).find_map(|standing| {
        let effect = effect(status.catalogue, standing.milestone, locale);
        let address = calendar::address(status, standing.milestone, source, product, effect, summary)?;
        let file = concat(&[&standing.milestone.id, ".ics"]);
        Some(Entry { label: locale.label(Key::Calendar), file, address })
    })
}

/// What is counted, what it is called beside its number, and of which value it is.
const UNITS: [(Unit, Key, Kind); 4] = [
    (Unit::Days, Key::UnitDays, Kind::LeftDays),
    (Unit::Hours, Key::UnitHours, Kind::LeftHours),
    (Unit::Minutes, Key::UnitMinutes, Kind::LeftMinutes),
    (Unit::Seconds, Key::UnitSeconds, Kind::LeftSeconds),
];

/// What is left in words: units that are not nought, never finer than minutes, so that what is heard changes once a
/// minute at most. `said` is what there is of larger units.
fn spoken(
    milestone: usize,
    finest: Unit,
    units: &[(Unit, Key, Kind)],
    said: Option<&Template>,
    locale: &Locale,
    bounds: &dyn Bounds,
) -> Choice<Template> {
    let rest = units.split_first().filter(|((unit, ..), _)| *unit <= finest);
    let Some(((unit, _, kind), smaller)) = rest else {
        return Choice::One(said.cloned().unwrap_or_else(|| locale.label(Key::SpanLess).into()));
    };
    let span = || locale.count_of(span_of(*unit), kind.of(milestone), bounds);
    let is_last = *unit == finest && finest < Unit::Minutes;
    choose(bounds, kind.of(milestone), &[(0, false), (1, true)], &|is_some| {
        let spoken = match said {
            // Where no minutes are shown, none is "less than a minute".
            None if is_some || is_last => Some(span()),
            Some(said) if is_some => Some(locale.fill(Key::SpanJoin, &[("a", said), ("b", &span())])),
            said => said.cloned(),
        };
        self::spoken(milestone, finest, smaller, spoken.as_ref(), locale, bounds)
    })
}

/// A unit with its number.
fn span_of(unit: Unit) -> Key {
    match unit {
        Unit::Days => Key::SpanDays,
        Unit::Hours => Key::SpanHours,
        Unit::Minutes | Unit::Seconds => Key::SpanMinutes,
    }
}

fn announced<'v>(status: &Status<'v>, locale: &'v Locale, bounds: &dyn Bounds) -> Choice<Option<Row<'v>>> {
    let event = status.announced();
    let Some(date) = event.and_then(Background::moment) else { return Choice::default() };
    let row = |state, relative| {
        Choice::One(Some(Row {
            label: locale.label(Key::BadgeAnnounced),
            datetime: date.written().into(),
            date: alone(date, None, locale).into(),
            moved: None,
            reader: Choice::default(),
            relative,
            state,
            detail: None,
        }))
    };
    if status.phase == Phase::Unknown {
        return row(OPEN, Template::default());
    }
    // Its date stands behind those of all milestones.
    let index = status.milestones.len();
    let day = number_of(date.day());
    choose(bounds, Kind::Today.alone(), &[(day - 1, true), (day, false)], &|is_ahead| {
        row(if is_ahead { AHEAD } else { PASSED }, relative(index, date, is_ahead, locale, bounds))
    })
}

/// The state of a row that is still to come.
pub(crate) const AHEAD: &str = "ahead";
const PASSED: &str = "passed";
const OPEN: &str = "open";
const TODAY: &str = "today";

/// The reader's day as a row of the line of time.
fn today<'v>(locale: &'v Locale, bounds: &dyn Bounds) -> Row<'v> {
    let mut datetime = Template::default();
    for (mark, kind, width) in [("", Kind::Year, 4), ("-", Kind::Month, 2), ("-", Kind::Day, 2)] {
        datetime.push_str(mark);
        datetime.push(&template::ascii(kind.alone(), width, bounds));
    }
    Row {
        label: locale.label(Key::RelativeToday),
        datetime,
        date: locale.today(bounds),
        moved: None,
        reader: Choice::default(),
        relative: Template::default(),
        state: TODAY,
        detail: None,
    }
}

fn rows<'v>(status: &Status<'v>, locale: &'v Locale, setting: Setting, bounds: &dyn Bounds) -> Vec<Row<'v>> {
    let mut rows = Vec::new();
    let is_known = status.phase != Phase::Unknown;
    for (index, standing) in status.milestones.iter().enumerate() {
        let Standing { milestone, state, .. } = standing;
        let date = milestone.date();
        let mut far = Template::default();
        if let (Some(date), true) = (date.date(), is_known) {
            far = relative(index, date, standing.is_ahead(), locale, bounds);
        }
        let mut by_reader = Choice::default();
        if is_known && date.date().is_some() {
            by_reader = when_near(index, bounds, &|is_near| {
                if is_near { reader(standing, index, locale, setting, bounds) } else { None }
            });
        }
        rows.push(Row {
            label: effect(status.catalogue, milestone, locale),
            datetime: date.date().map_or(String::new(), Date::written).into(),
            date: published(status, standing, index, locale, bounds),
            moved: milestone.was.last().map(|was| moved(was, locale)),
            reader: by_reader,
            relative: far,
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

/// A choice by whether the hour of a date still matters to a reader: from a week before its day to a week after.
fn when_near<T>(date: usize, bounds: &dyn Bounds, make: &dyn Fn(bool) -> T) -> Choice<T> {
    let far = i64::from(WEEK) + 1;
    choose(bounds, Kind::Far.of(date), &[(0, true), (far, false)], &|is_near| Choice::One(make(is_near)))
}

/// A date as it was published, as it stands alone, with the hour while that matters; or that there is none.
fn published(status: &Status, standing: &Standing, index: usize, locale: &Locale, bounds: &dyn Bounds) -> Template {
    let milestone = standing.milestone;
    if matches!(milestone.date(), Dated::From(Date::Instant(_))) && !milestone.floor {
        return Template::from(when_near(index, bounds, &|is_near| {
            let zone = is_near.then(|| zone_name(status.catalogue, milestone, locale));
            dated(milestone.date(), false, zone.as_deref(), locale).into()
        }));
    }
    dated(milestone.date(), milestone.floor, None, locale).into()
}

/// A date as it was published, as it stands alone; or that there is none. With its hour where the zone's name is given.
fn dated(date: Dated, is_floor: bool, zone: Option<&str>, locale: &Locale) -> String {
    let (key, date) = match date {
        Dated::Ended => return concat(&[locale.label(Key::DateOver)]),
        Dated::Open => return concat(&[locale.label(Key::DateOpen)]),
        Dated::Through(date @ Date::Month(_)) if is_floor => (Key::DateFloorLast, date),
        Dated::From(date) | Dated::Through(date) if is_floor => (Key::DateFloor, date),
        Dated::From(date) => return alone(date, zone, locale),
        Dated::Through(date @ Date::Month(_)) => (Key::DateLastMonth, date),
        Dated::Through(date) => (Key::DateLastDay, date),
    };
    locale.say(key, &[("date", &alone(date, None, locale))])
}

/// What changes at a milestone, as a label without tense.
pub(crate) fn effect<'v>(catalogue: &Catalogue, milestone: &Milestone, locale: &'v Locale) -> &'v str {
    locale.label(phrase::effect(catalogue, milestone))
}

/// The date of a milestone as it was published, with the hour of an instant whatever the moment is.
#[cfg(feature = "cli")]
pub(crate) fn date_of(catalogue: &Catalogue, milestone: &Milestone, locale: &Locale) -> String {
    dated(milestone.date(), milestone.floor, Some(&zone_name(catalogue, milestone, locale)), locale)
}

/// The same of a date that a milestone had before, an instant by UTC.
#[cfg(feature = "cli")]
pub(crate) fn date_before(was: &Was, locale: &Locale) -> String {
    let zone = was.date().date().map_or(String::new(), utc_name);
    dated(was.date(), false, Some(&zone), locale)
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

/// What an instant's clocks are called: the place of the topic's zone where they show what is shown there, else UTC and
/// how far they are from it.
fn zone_name(catalogue: &Catalogue, milestone: &Milestone, locale: &Locale) -> String {
    let (Some(Date::Instant(at)), Some(from)) = (milestone.at, milestone.from) else { return String::new() };
    let Some((_, city)) = catalogue.zone.rsplit_once('/').filter(|_| at.offset() == from.offset()) else {
        return utc_name(Date::Instant(at));
    };
    match catalogue.place.in_language(&locale.language) {
        "" => concat(&["(", &city.replace('_', " "), ")"]),
        place => concat(&["(", place, ")"]),
    }
}

/// `UTC`, or `UTC−04:00`; nothing for a day.
fn utc_name(date: Date) -> String {
    let Date::Instant(at) = date else { return String::new() };
    let offset = zone(*at.offset());
    concat(&["UTC", offset.strip_prefix('Z').unwrap_or(&offset)])
}

/// An instant that is still ahead by the reader's clock; where nobody knows that, in UTC, unless it is shown so
/// already.
fn reader(
    standing: &Standing,
    index: usize,
    locale: &Locale,
    setting: Setting,
    bounds: &dyn Bounds,
) -> Option<Template> {
    let Some(Date::Instant(at)) = standing.milestone.at else { return None };
    if setting.frozen || !standing.is_ahead() {
        return None;
    }
    if standing.local.is_none() {
        let utc = at.to_utc().fixed_offset();
        return (utc.offset() != at.offset()).then(|| locale.moment(When::Instant(utc), "UTC").into());
    }
    Some(locale.fill(Key::Reader, &[("instant", &locale.local_moment(index, bounds))]))
}

/// What of a distance is told, and the least [`Kind::Far`] of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// None: the date's own day, or month.
    None,
    /// One day, or of a month one month.
    One,
    /// Days.
    Days,
    /// Months.
    Months,
    /// Years, and months beyond them.
    Years,
}

const OF_A_DAY: [(i64, Told); 5] =
    [(0, Told::None), (1, Told::One), (2, Told::Days), (100, Told::Months), (1200, Told::Years)];
const OF_A_MONTH: [(i64, Told); 4] = [(0, Told::None), (100, Told::One), (200, Told::Months), (1200, Told::Years)];

/// A choice by what of a distance is told.
fn by_distance(index: usize, date: Date, bounds: &dyn Bounds, make: &dyn Fn(Told) -> Template) -> Template {
    let cases = if matches!(date, Date::Month(_)) { &OF_A_MONTH[..] } else { &OF_A_DAY };
    choose(bounds, Kind::Far.of(index), cases, &|told| Choice::One(make(told))).into()
}

/// How far off a date is, in words.
fn relative(index: usize, date: Date, is_ahead: bool, locale: &Locale, bounds: &dyn Bounds) -> Template {
    by_distance(index, date, bounds, &|told| relative_of(told, index, date, is_ahead, locale, bounds))
}

fn relative_of(told: Told, index: usize, date: Date, is_ahead: bool, locale: &Locale, bounds: &dyn Bounds) -> Template {
    let is_month = matches!(date, Date::Month(_));
    let label = match told {
        Told::None if is_month => Key::RelativeThisMonth,
        Told::None => Key::RelativeToday,
        Told::One => match (is_month, is_ahead) {
            (false, true) => Key::RelativeTomorrow,
            (false, false) => Key::RelativeYesterday,
            (true, true) => Key::RelativeNextMonth,
            (true, false) => Key::RelativeLastMonth,
        },
        Told::Days | Told::Months | Told::Years => {
            let key = if is_ahead { Key::RelativeAhead } else { Key::RelativePassed };
            return locale.fill(key, &[("span", &span(told, index, locale, bounds))]);
        }
    };
    locale.label(label).into()
}

fn span(told: Told, index: usize, locale: &Locale, bounds: &dyn Bounds) -> Template {
    let count = |key, kind: Kind| locale.count_of(key, kind.of(index), bounds);
    match told {
        Told::None | Told::One | Told::Days => count(Key::RelativeDays, Kind::Days),
        Told::Months => count(Key::RelativeMonths, Kind::Months),
        Told::Years => choose(bounds, Kind::Months.of(index), &[(0, false), (1, true)], &|has_months| {
            let years = count(Key::RelativeYears, Kind::Years);
            if !has_months {
                return Choice::One(years);
            }
            let months = count(Key::RelativeAndMonths, Kind::Months);
            Choice::One(locale.fill(Key::RelativeTwo, &[("years", &years), ("months", &months)]))
        })
        .into(),
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
