//! What the card says, in the reader's terms: [`Status`] and [`Locale`] in, [`View`] out.
//!
//! Every word comes from the locale or the topic. Knows no tags and no clock.

mod chooser;
mod phrase;

use chrono::{DateTime, FixedOffset, NaiveDate};

pub use self::chooser::{ANY, Chooser, Group, Opening, opening};
use crate::{
    calendar,
    catalogue::{Catalogue, Dated, Milestone, Remark, Text, fits},
    distance::Distance,
    duration::Unit,
    evaluate::{Countdown, Phase, Standing, State, Status, is_said_in},
    locale::{Direction, Key, Locale, Piece, Sentence, words},
    text::concat,
    when::{Date, When, zone},
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
    /// The product's name.
    pub product: &'v str,
    /// The way to another product, where the host lets readers choose.
    pub chooser: Option<Chooser<'v>>,
    /// How far the measure has come.
    pub phase: Phase,
    /// The same in a word or two.
    pub badge: &'v str,
    /// The same in one sentence.
    pub sentence: Sentence<'v>,
    /// What counts down, while something does.
    pub countdown: Option<Clock<'v>>,
    /// The announcement, where the catalogue has it and anything ends.
    pub announced: Option<Row<'v>>,
    /// One row a milestone, in order of time.
    pub rows: Vec<Row<'v>>,
    /// What to do.
    pub action: Advice<'v>,
    /// What every reader should know.
    pub notes: Option<List<'v>>,
    /// Where it says so.
    pub sources: Option<List<'v>>,
    /// The day of the status and the day of the last check.
    pub as_of: String,
    /// Says that the card is frozen, when it is.
    pub frozen: Option<String>,
    /// The sentence and what to do, for those who are told of the card where they do not see it.
    pub told: String,
    /// What is said to those who hear the card and do not look at it; empty in a card that has just come.
    pub announcement: String,
    /// How deep the title is in the page's outline; 0 for the second level, where no host said otherwise.
    pub heading: u8,
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
    /// The way into the reader's calendar.
    pub calendar: Entry<'v>,
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
    /// Practical steps.
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
    /// How deep the title is in the page's outline, 2 to 5; 0 for the second level.
    pub heading: u8,
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
/// assert_eq!(card.badge, "Updates ended");
/// assert!(words(&card.sentence).contains("September 29, 2024"));
/// ```
pub fn view<'v>(status: &Status<'v>, locale: &'v Locale, setting: Setting) -> View<'v> {
    let catalogue = status.catalogue;
    let sentence = phrase::sentence(status, locale);
    let action = advice(status, locale);
    let told = concat(&[&words(&sentence), " ", &words(&action.sentence)]);
    View {
        language: &locale.language,
        direction: locale.direction,
        title: catalogue.title.spoken(&locale.language),
        product: status.product.name.in_language(&locale.language),
        chooser: setting.chooser.then(|| chooser::chooser(catalogue, Some(status.product), locale)),
        phase: status.phase,
        badge: locale.label(phrase::badge(status)),
        sentence,
        countdown: status.countdown.and_then(|countdown| clock(status, countdown, &told, locale, setting)),
        announced: announced(status, locale),
        rows: rows(status, locale, setting),
        action,
        notes: notes(status, locale),
        sources: sources(status, locale),
        as_of: as_of(catalogue, status.today, status.phase == Phase::Unknown, locale),
        frozen: setting.frozen.then(|| locale.say(Key::Frozen, &[("date", &now(status.now, locale))])),
        announcement: String::new(),
        told,
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

fn clock<'v>(
    status: &Status,
    countdown: Countdown,
    told: &str,
    locale: &'v Locale,
    setting: Setting,
) -> Option<Clock<'v>> {
    let standing = status.milestones.get(countdown.milestone)?;
    let State::Ahead(left) = standing.state else { return None };
    let mut fields = Vec::new();
    let mut spoken = String::new();
    for (index, unit) in Unit::ALL.iter().enumerate() {
        if *unit > countdown.unit {
            break;
        }
        let number = left.part(*unit);
        fields.push((locale.number(number), locale.count(Key::UnitDays.member(index), number)));
        // Never finer than minutes, so that what is heard changes once a minute at most.
        if *unit < Unit::Seconds && (number > 0 || (*unit == last_spoken && spoken.is_empty() && *unit < Unit::Minutes)) {
            let span = locale.count(Key::SpanDays.member(index), number);
            spoken = match spoken.as_str() {
                "" => span,
                before => locale.say(Key::SpanJoin, &[("a", before), ("b", &span)]),
            };
        }
    }
    if spoken.is_empty() {
        spoken.push_str(locale.label(Key::SpanLess));
    }
    let toggle = match setting.pace {
        Pace::Still => None,
        Pace::Running => Some(locale.label(Key::SecondsStop)),
        Pace::Stopped => Some(locale.label(Key::SecondsResume)),
    };
    let label = locale.label(phrase::until_what(standing.milestone.effect));
    Some(Clock { label, fields, spoken, toggle, calendar: entry(status, standing, told, locale) })
}

fn entry<'v>(status: &Status, milestone: &Milestone, told: &str, locale: &'v Locale) -> Entry<'v> {
    Entry {
        label: locale.label(Key::Calendar),
        file: concat(&[&milestone.id, ".ics"]),
        address: calendar::address(status, milestone, effect(milestone, locale), told),
    }
}

/// What ends, and who says so.
fn effect<'v>(milestone: &Milestone, locale: &'v Locale) -> &'v str {
    // Law and maker: no milestone is of the press.
    locale.label(Key::EffectEndOfSalesLaw.member(2 * milestone.effect as usize + milestone.basis as usize))
}

fn announced<'v>(status: &Status<'v>, locale: &'v Locale) -> Option<Row<'v>> {
    let at = status.announced()?.moment()?;
    let state = at.state(status.now, status.catalogue.offset);
    Some(row(locale.label(Key::BadgeAnnounced), at, state, status.catalogue, locale))
}

fn rows<'v>(status: &Status<'v>, locale: &'v Locale, setting: Setting) -> Vec<Row<'v>> {
    let mut rows = Vec::new();
    for standing in &status.milestones {
        let Milestone { at, detail, .. } = standing.milestone;
        let mut row = row(effect(standing.milestone, locale), *at, standing.state, status.catalogue, locale);
        row.reader = reader(standing, locale, setting);
        row.detail = detail.as_ref().map(|detail| phrase::text(detail, locale));
        rows.push(row);
    }
    rows
}

fn row<'v>(label: &'v str, at: When, state: State, catalogue: &Catalogue, locale: &Locale) -> Row<'v> {
    Row {
        label,
        datetime: at.written(),
        date: moment(at, catalogue, locale),
        reader: None,
        relative: relative(at, state, locale),
        is_ahead: matches!(state, State::Ahead(_)),
        detail: None,
    }
}

/// A date with the name that the law gives its zone.
fn moment(when: When, catalogue: &Catalogue, locale: &Locale) -> String {
    let When::Instant(at) = when else { return locale.moment(when, "") };
    for (offset, name) in &catalogue.zones {
        if offset == at.offset() {
            return locale.moment(when, name.in_language(&locale.language));
        }
    }
    let zone = zone(*at.offset());
    locale.moment(when, &concat(&["UTC", zone.strip_prefix("Z").unwrap_or(&zone)]))
}

/// An instant that is still ahead by the reader's clock; where nobody knows that, in UTC, unless the law says so itself.
fn reader(standing: &Standing, locale: &Locale, setting: Setting) -> Option<String> {
    let When::Instant(at) = standing.milestone.at else { return None };
    if setting.frozen || !standing.is_ahead() {
        return None;
    }
    let Some(offset) = setting.reader.and_then(|offset| offset(at.timestamp_millis())) else {
        let utc = at.to_utc().fixed_offset();
        return (utc.offset() != at.offset()).then(|| locale.moment(When::Instant(utc), "UTC"));
    };
    let instant = locale.moment(When::Instant(at.with_timezone(&offset)), "");
    Some(locale.say(Key::Reader, &[("instant", &instant)]))
}

fn relative(at: When, state: State, locale: &Locale) -> String {
    let is_day = matches!(at, When::Day(_));
    let (key, now, days) = match state {
        State::Ahead(left) => (Key::Ahead, Key::AheadLast, left.days),
        State::Passed(since) => (Key::Passed, if is_day { Key::PassedToday } else { Key::PassedFirst }, since.days),
    };
    if days == 0 { concat(&[locale.label(now)]) } else { locale.count(key, days) }
}

fn advice<'v>(status: &Status<'v>, locale: &'v Locale) -> Advice<'v> {
    let mut steps = Vec::new();
    for step in &status.catalogue.steps {
        let is_ours = step.audiences.is_empty() || step.audiences.contains(&status.product.audience);
        if is_ours && status.phase != Phase::NotCovered {
            steps.push(phrase::text(&step.text, locale));
        }
    }
    Advice {
        label: locale.label(Key::Action),
        sentence: phrase::action(status, locale),
        steps: list(Key::Steps, steps, locale),
    }
}

fn notes<'v>(status: &Status<'v>, locale: &'v Locale) -> Option<List<'v>> {
    let mut notes = Vec::new();
    if let Some(note) = &status.product.note {
        notes.push(phrase::text(note, locale));
    }
    if status.phase != Phase::NotCovered {
        for note in &status.catalogue.notes {
            notes.push(phrase::text(note, locale));
        }
    }
    list(Key::Notes, notes, locale)
}

fn sources<'v>(status: &Status<'v>, locale: &'v Locale) -> Option<List<'v>> {
    let mut sources = Vec::new();
    for source in status.sources() {
        sources.push(vec![Piece::Link { url: &source.url, words: &source.title }]);
    }
    list(Key::Sources, sources, locale)
}

fn list<'v>(key: Key, entries: Vec<Sentence<'v>>, locale: &'v Locale) -> Option<List<'v>> {
    (!entries.is_empty()).then(|| List { label: locale.label(key), entries })
}

#[cfg(test)]
mod tests {
    use crate::{
        catalogue::{Audience, Basis, Effect},
        evaluate::{Action, Phase},
        locale::Key,
        named::Named,
    };

    #[test]
    fn members_of_a_family_of_messages_stand_in_the_order_of_their_enum() {
        check(Key::BadgeAnnounced, "badge", Phase::NAMES);
        check(Key::UntilEndOfSales, "until", Effect::NAMES);
        check(Key::ActionPlanReplacement, "action", Action::NAMES);
        check(Key::AudienceConsumer, "audience", &Audience::NAMES[..Audience::NAMES.len() - 1]);
        for effect in Effect::ALL {
            let first = Key::EffectEndOfSalesLaw.member(2 * *effect as usize);
            check(first, &format!("effect.{}", effect.name()), &Basis::NAMES[..2]);
        }
    }

    #[track_caller]
    fn check(first: Key, family: &str, members: &[&str]) {
        for (index, member) in members.iter().enumerate() {
            assert_eq!(first.member(index).name(), format!("{family}.{member}"));
        }
    }
}
