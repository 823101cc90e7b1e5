//! What a product's owner may expect now: catalogue facts and an instant in, [`Status`] out.
//!
//! Knows no words, no markup and no clock, and cannot fail. A status says when it will next change,
//! so that callers can sleep instead of polling.

use chrono::NaiveDate;

use crate::{
    catalogue::{Audience, Background, Basis, Catalogue, Effect, Milestone, Product, Scope, Source, SourceKind},
    duration::Unit,
    named::{Named, named},
    when::{State, When, next_midnight},
};

/// What holds for one product at one moment.
#[derive(Debug, Clone)]
pub struct Status<'c> {
    /// The catalogue that the facts come from.
    pub catalogue: &'c Catalogue,
    /// The product.
    pub product: &'c Product,
    /// The moment, as it was given.
    pub now: When,
    /// The calendar day of `now` where the catalogue's days turn.
    pub today: NaiveDate,
    /// How far the measure has come.
    pub phase: Phase,
    /// What bears on the product, in order of time.
    pub milestones: Vec<Standing<'c>>,
    /// What to do.
    pub action: Action,
    /// The next deadline, if one is ahead.
    pub countdown: Option<Countdown>,
    /// The first instant after `now` at which anything shown of this status differs, in milliseconds
    /// since 1970 in UTC.
    pub next_change: i64,
}

/// A milestone, and where `now` stands to it.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'c> {
    /// The milestone.
    pub milestone: &'c Milestone,
    /// Ahead or passed, and by how much.
    pub state: State,
}

/// The deadline that is counted down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Countdown {
    /// Which of [`Status::milestones`].
    pub milestone: usize,
    /// The smallest unit shown.
    pub unit: Unit,
}

named! {
    /// How far a measure has come for a product.
    ///
    /// Follows the milestones whose basis is law; where a product has none of those, its maker's own.
    pub enum Phase {
        /// Nothing has ended yet.
        Announced = "announced",
        /// Sales have ended, updates have not.
        SalesEnded = "sales-ended",
        /// Updates have ended.
        UpdatesEnded = "updates-ended",
        /// The measure does not cover the product.
        NotCovered = "not-covered",
    }
}

named! {
    /// What the owner, or for [`Audience::Oem`] the reseller, should do.
    pub enum Action {
        /// Choose a replacement.
        PlanReplacement = "plan-replacement",
        /// Switch before updates end.
        ReplaceBeforeUpdatesEnd = "replace-before-updates-end",
        /// Switch now: an end of updates has passed, by law or by the maker's own announcement.
        ReplaceNow = "replace-now",
        /// Nothing.
        NoneNeeded = "none-needed",
        /// Resellers and integrators: stop by the end of resale.
        StopResaleBy = "stop-resale-by",
        /// Resellers and integrators: stop now.
        StopResale = "stop-resale",
    }
}

named! {
    /// How finely a countdown is shown.
    pub enum Precision {
        /// Minutes while more than 48 hours are left, then seconds.
        Auto = "auto",
        /// Days only.
        Days = "days",
        /// Days and hours.
        Hours = "hours",
        /// Days, hours and minutes.
        Minutes = "minutes",
        /// Days, hours, minutes and seconds.
        Seconds = "seconds",
    }
}

/// The last two days, in which [`Precision::Auto`] shows seconds: from exactly 48 hours left.
const LAST_DAYS: i64 = 2 * Unit::Days.milliseconds();

/// What holds for `product`, one of `catalogue` or found by it, at `now`.
///
/// # Example
/// ```
/// # use phaseout::{Catalogue, Phase, Precision, evaluate};
/// # let kaspersky = Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
/// let premium = kaspersky.find("kaspersky-premium").unwrap();
/// let phase = |now: &str| evaluate(&kaspersky, &premium, now.parse().unwrap(), Precision::Auto).phase;
/// assert_eq!(phase("2024-07-20T03:59:59Z"), Phase::Announced);
/// assert_eq!(phase("2024-07-20T04:00:00Z"), Phase::SalesEnded);
/// assert_eq!(phase("2024-09-29"), Phase::UpdatesEnded);
/// ```
pub fn evaluate<'c>(catalogue: &'c Catalogue, product: &'c Product, now: When, precision: Precision) -> Status<'c> {
    let mut milestones = Vec::new();
    let mut countdown = None;
    for milestone in catalogue.milestones_of(product) {
        let standing = Standing { milestone, state: milestone.at.state(now, catalogue.offset) };
        if countdown.is_none() && standing.is_ahead() {
            let unit = unit(milestone.at, catalogue, now, precision);
            countdown = Some(Countdown { milestone: milestones.len(), unit });
        }
        milestones.push(standing);
    }
    let phase = phase(product, &milestones);
    Status {
        catalogue,
        product,
        now,
        today: now.day_at(catalogue.offset),
        phase,
        action: action(product, phase, &milestones),
        next_change: next_change(catalogue, &milestones, countdown, now, precision),
        milestones,
        countdown,
    }
}

impl Standing<'_> {
    /// Whether it is still to come.
    pub fn is_ahead(&self) -> bool {
        matches!(self.state, State::Ahead(_))
    }
}

impl<'c> Status<'c> {
    /// The milestone of an effect that the phase follows: the law's, or where there is none, the maker's.
    pub fn governing(&self, effect: Effect) -> Option<&Standing<'c>> {
        governing(&self.milestones, effect)
    }

    /// The event by which the measure was announced; none where nothing ends for the product.
    pub fn announced(&self) -> Option<&'c Background> {
        let Catalogue { background, announced, .. } = self.catalogue;
        background.iter().find(|event| event.id == *announced && !self.milestones.is_empty())
    }

    /// The sources of the product's scope and of what it is told, each once, the most primary first.
    pub fn sources(&self) -> Vec<&'c Source> {
        let mut sources = Vec::new();
        for kind in SourceKind::ALL {
            for standing in &self.milestones {
                self.cite(&standing.milestone.sources, *kind, &mut sources);
            }
            self.cite(&self.product.sources, *kind, &mut sources);
            if let Some(event) = self.announced() {
                self.cite(&event.sources, *kind, &mut sources);
            }
        }
        sources
    }

    /// Adds the sources of that kind that are not there yet.
    fn cite(&self, ids: &[String], kind: SourceKind, sources: &mut Vec<&'c Source>) {
        for id in ids {
            if let Some(source) = self.catalogue.source(id)
                && source.kind == kind
                && !sources.iter().any(|known| known.id == source.id)
            {
                sources.push(source);
            }
        }
    }
}

fn governing<'s, 'c>(milestones: &'s [Standing<'c>], effect: Effect) -> Option<&'s Standing<'c>> {
    let by_law = milestones.iter().any(|standing| standing.milestone.basis == Basis::Law);
    let basis = if by_law { Basis::Law } else { Basis::Vendor };
    milestones.iter().find(|standing| standing.milestone.basis == basis && standing.milestone.effect == effect)
}

fn phase(product: &Product, milestones: &[Standing]) -> Phase {
    let passed = |effect| governing(milestones, effect).is_some_and(|standing| !standing.is_ahead());
    if product.scope == Scope::Excluded {
        Phase::NotCovered
    } else if passed(Effect::EndOfUpdates) {
        Phase::UpdatesEnded
    } else if passed(Effect::EndOfSales) {
        Phase::SalesEnded
    } else {
        Phase::Announced
    }
}

fn action(product: &Product, phase: Phase, milestones: &[Standing]) -> Action {
    if phase == Phase::NotCovered {
        return Action::NoneNeeded;
    }
    if let (Audience::Oem, Some(resale)) = (product.audience, governing(milestones, Effect::EndOfResale)) {
        return if resale.is_ahead() { Action::StopResaleBy } else { Action::StopResale };
    }
    // By anybody's word: an owner who gets no updates since the maker's own stop must not wait for the law's.
    let mut action = Action::PlanReplacement;
    for standing in milestones {
        if standing.milestone.effect == Effect::EndOfUpdates {
            if !standing.is_ahead() {
                return Action::ReplaceNow;
            }
            if phase == Phase::SalesEnded {
                action = Action::ReplaceBeforeUpdatesEnd;
            }
        }
    }
    action
}

/// The smallest unit to show of what is left until `at`.
fn unit(at: When, catalogue: &Catalogue, now: When, precision: Precision) -> Unit {
    match precision {
        _ if matches!(at, When::Day(_)) => Unit::Days,
        Precision::Days => Unit::Days,
        Precision::Hours => Unit::Hours,
        Precision::Minutes => Unit::Minutes,
        Precision::Auto if at.left(now, catalogue.offset) > LAST_DAYS => Unit::Minutes,
        Precision::Seconds | Precision::Auto => Unit::Seconds,
    }
}

/// The first instant after `now` at which the day, a milestone's whole days or the countdown differ.
fn next_change(
    catalogue: &Catalogue,
    milestones: &[Standing],
    countdown: Option<Countdown>,
    now: When,
    precision: Precision,
) -> i64 {
    let mut next = next_midnight(now, catalogue.offset);
    for (index, standing) in milestones.iter().enumerate() {
        let at = standing.milestone.at;
        let counted = countdown.filter(|countdown| countdown.milestone == index);
        let unit = counted.map_or(Unit::Days, |countdown| countdown.unit);
        next = next.min(at.next_change(now, catalogue.offset, unit));
        if counted.is_some() && precision == Precision::Auto && unit == Unit::Minutes {
            next = next.min(at.first_instant(catalogue.offset) - LAST_DAYS);
        }
    }
    next
}
