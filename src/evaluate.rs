//! What a product's owner may expect now: a topic's facts and a moment in, [`Status`] out.
//!
//! Whether a step has happened is decided by instants; how far off it is, in words, by the reader's own calendar. Knows
//! no words, no markup and no clock, and cannot fail. A status says when it will next change, so that callers can sleep
//! instead of polling.

use std::{fmt, time::SystemTime};

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::{
    catalogue::{
        Advice, Audience, Background, Basis, Catalogue, Dated, Effect, Milestone, Phase, Product, Scope, Source,
        SourceKind, fits,
    },
    distance::Distance,
    duration::{Duration, Unit},
    moment::Values,
    named::{Named, named},
    template::{Bounds, Choice, Kind, Value, choose},
    when::{Date, When, ahead, day_at, first_instant_of, midnight, number_of, utc_offset},
    wish::Precision,
};

/// A moment, and where its reader's calendar days turn.
///
/// # Example
/// ```
/// use phaseout::{Now, When};
/// let frozen: Now = "2024-08-01T12:00:00-04:00".parse::<When>().unwrap().into();
/// let utc = |_| chrono::FixedOffset::east_opt(0).unwrap();
/// let live = Now::live(1_722_528_000_000, Some(&utc));
/// # let _ = (frozen, live);
/// ```
#[derive(Clone, Copy)]
pub struct Now<'z> {
    at: When,
    zone: Option<&'z dyn Fn(i64) -> FixedOffset>,
    is_live: bool,
}

impl<'z> Now<'z> {
    /// What a clock says, in milliseconds since 1970 in UTC.
    ///
    /// `zone` says how far the reader's clocks are ahead of UTC at an instant, in the same milliseconds; without it
    /// days turn at midnight UTC. A clock that cannot be right, because it is before the day of the last check, is not
    /// believed.
    pub fn live(milliseconds: i64, zone: Option<&'z dyn Fn(i64) -> FixedOffset>) -> Self {
        let at = DateTime::from_timestamp_millis(milliseconds).unwrap_or(DateTime::UNIX_EPOCH);
        Self { at: When::Instant(at.fixed_offset()), zone, is_live: true }
    }

    /// The moment.
    pub fn at(self) -> When {
        self.at
    }

    /// The offset at an instant where the reader's days turn: the reader's own, else the moment's.
    fn offset_at(self, milliseconds: i64) -> FixedOffset {
        match (self.zone, self.at) {
            (Some(zone), _) => zone(milliseconds),
            (None, When::Instant(at)) => *at.offset(),
            (None, When::Day(_)) => utc_offset(),
        }
    }

    /// The reader's calendar day.
    pub fn today(self) -> NaiveDate {
        match self.at {
            When::Day(day) => day,
            When::Instant(at) => {
                let milliseconds = at.timestamp_millis();
                day_at(milliseconds, self.offset_at(milliseconds))
            }
        }
    }

    /// The first instant of the reader's next calendar day.
    pub fn next_midnight(self) -> i64 {
        let next = self.today().succ_opt().unwrap_or(NaiveDate::MAX);
        first_instant_of(next, &|milliseconds| self.offset_at(milliseconds))
    }

    /// The moment beside an instant: a day is its first instant where that instant's clocks are.
    fn beside(self, at: DateTime<FixedOffset>) -> i64 {
        self.at.first_instant(*at.offset())
    }
}

impl From<SystemTime> for Now<'_> {
    /// What the system's clock says, to the millisecond, as [`Now::live`] without a zone has it. Before 1970 is 1970, and
    /// so is what is beyond every calendar.
    fn from(clock: SystemTime) -> Self {
        let since = clock.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Self::live(i64::try_from(since.as_millis()).unwrap_or_default(), None)
    }
}

impl From<When> for Now<'_> {
    /// A moment that somebody asks about: days turn where its own offset says, or for a bare day in UTC.
    fn from(at: When) -> Self {
        Self { at, zone: None, is_live: false }
    }
}

impl fmt::Debug for Now<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Now").field("at", &self.at).field("is_live", &self.is_live).finish_non_exhaustive()
    }
}

/// What holds for one product at one moment.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Status<'c> {
    /// The topic that the facts come from.
    pub catalogue: &'c Catalogue,
    /// The product.
    pub product: &'c Product,
    /// The moment, as it was given.
    pub now: When,
    /// The reader's calendar day.
    pub today: NaiveDate,
    /// How far the measure has come.
    pub phase: Phase,
    /// What bears on the product, in order of time.
    pub milestones: Vec<Standing<'c>>,
    /// What to do.
    pub action: Action,
    /// What to do in the author's words, where the topic has them for this product and phase.
    pub advice: Option<&'c Advice>,
    /// How finely a countdown is asked for.
    pub(crate) precision: Precision,
    /// Which of the milestones decides what to do now; none where nothing is dated that would say more than the phase.
    pub(crate) decisive: Option<usize>,
    /// The deadline that can be counted down to, if one is ahead: the decisive one, else the next.
    pub countdown: Option<Countdown>,
    /// The first instant after `now` at which anything shown of this status differs, in milliseconds
    /// since 1970 in UTC.
    pub next_change: i64,
    /// The first instant of the reader's next day.
    next_midnight: i64,
}

/// A milestone, and where `now` stands to it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Standing<'c> {
    /// The milestone.
    pub milestone: &'c Milestone,
    /// Ahead, passed or open, and by how much.
    pub state: State,
    /// How far the date that is shown is from the reader's day; none where there is no date.
    pub distance: Option<Distance>,
    /// How far the reader's clocks are ahead of UTC at its first instant, where that is known.
    pub local: Option<FixedOffset>,
    /// Milliseconds until its first instant, negative once that has passed; 0 where it has none.
    pub(crate) left: i64,
}

/// On which side of a milestone `now` is, and how far from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The new state is still to come: at least one millisecond is left of the old.
    Ahead(Duration),
    /// The new state holds: its own first instant counts, with a duration of nothing.
    Passed(Duration),
    /// The new state holds since a day that is not known.
    Ended,
    /// Nothing is announced; or "at least until" has passed, and nobody has promised more.
    Open,
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
        /// Updates for everybody have ended, and can still be paid for.
        ReplaceOrPay = "replace-or-pay",
        /// Keep updating: no end of updates is set, only that they last at least so long.
        KeepUpdating = "keep-updating",
        /// Move to another service before this one stops.
        MoveBeforeServiceEnds = "move-before-service-ends",
        /// The service has stopped.
        MoveNow = "move-now",
        /// Prepare for a rule.
        PrepareForRule = "prepare-for-rule",
        /// A rule is in force.
        FollowRule = "follow-rule",
        /// No date is known: ask.
        Ask = "ask",
    }
}

const DAY: i64 = Unit::Days.milliseconds();

/// The last two days, in which [`Precision::Auto`] shows seconds: from exactly 48 hours left.
const LAST_DAYS: i64 = 2 * DAY;

/// What holds for `product`, one of `catalogue` or found by it, at `now`.
///
/// # Example
/// ```
/// # use phaseout::{Catalogue, Phase, Precision, When, evaluate};
/// # let kaspersky = Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
/// let premium = kaspersky.find("kaspersky-premium").unwrap();
/// let phase = |now: &str| evaluate(&kaspersky, &premium, now.parse::<When>().unwrap(), Precision::Auto).phase;
/// assert_eq!(phase("2024-07-20T03:59:59Z"), Phase::Announced);
/// assert_eq!(phase("2024-07-20T04:00:00Z"), Phase::SalesEnded);
/// assert_eq!(phase("2024-09-29"), Phase::UpdatesEnded);
/// ```
pub fn evaluate<'c, 'z>(
    catalogue: &'c Catalogue,
    product: &'c Product,
    now: impl Into<Now<'z>>,
    precision: Precision,
) -> Status<'c> {
    of(catalogue, product, now.into(), precision)
}

fn of<'c>(catalogue: &'c Catalogue, product: &'c Product, now: Now, precision: Precision) -> Status<'c> {
    let today = now.today();
    let milestones: Vec<_> =
        catalogue.milestones_of(product).map(|milestone| Standing::of(milestone, now, today)).collect();
    let checked = first_day(catalogue);
    let is_wrong = now.is_live && now.at.first_instant(utc_offset()) < checked;
    let phase = if is_wrong && product.scope != Scope::Excluded { Phase::Unknown } else { phase(product, &milestones) };
    let action = if phase == Phase::Unknown { Action::Ask } else { action(product, phase, &milestones) };
    let decisive = decisive(product, action, &milestones);
    let next_midnight = now.next_midnight();
    let mut status = Status {
        catalogue,
        product,
        now: now.at,
        today,
        phase,
        action,
        advice: advice(catalogue, product, phase),
        precision,
        decisive,
        countdown: None,
        next_change: next_midnight,
        next_midnight,
        milestones,
    };
    if phase == Phase::Unknown {
        status.next_change = status.next_change.min(checked);
    } else {
        status.countdown = countdown(&status, &status).one().copied().flatten();
        status.next_change = next_change(&status, status.countdown);
    }
    status
}

/// The first instant at which a clock may be right: from when on it is the day of the last check somewhere on Earth.
pub(crate) fn first_day(catalogue: &Catalogue) -> i64 {
    midnight(catalogue.checked, FixedOffset::east_opt(14 * 3600).unwrap_or_else(utc_offset))
}

/// What is counted down to: the milestone that decides what to do, else the next that is ahead; each as soon as it is
/// within sight.
pub(crate) fn countdown(status: &Status, bounds: &dyn Bounds) -> Choice<Option<Countdown>> {
    let milestones = &status.milestones;
    let is_ahead = |index: &usize| milestones.get(*index).is_some_and(Standing::is_ahead);
    let candidates: Vec<_> = status.decisive.into_iter().chain(0..milestones.len()).filter(is_ahead).collect();
    let mut cases = Vec::new();
    for (precision, least) in Precision::ALL.iter().zip(0..) {
        cases.push((least, *precision));
    }
    choose(bounds, Kind::Precision.alone(), &cases, &|precision| first_of(&candidates, milestones, precision, bounds))
}

fn first_of(
    candidates: &[usize],
    milestones: &[Standing],
    precision: Precision,
    bounds: &dyn Bounds,
) -> Choice<Option<Countdown>> {
    let Some((milestone, others)) = candidates.split_first() else { return Choice::One(None) };
    let next = || first_of(others, milestones, precision, bounds);
    let counted = |unit| Choice::One(Some(Countdown { milestone: *milestone, unit }));
    let Some(Standing { milestone: it, .. }) = milestones.get(*milestone) else { return next() };
    let unit = match it.date().date() {
        None | Some(Date::Month(_)) => return next(),
        _ if it.floor => return next(),
        // Of a day, words say it all.
        Some(Date::Day(_)) if precision == Precision::Auto => return next(),
        Some(Date::Day(_)) => Unit::Days,
        Some(Date::Instant(_)) => match precision {
            Precision::Days => Unit::Days,
            Precision::Hours => Unit::Hours,
            Precision::Minutes => Unit::Minutes,
            Precision::Seconds => Unit::Seconds,
            // And of an instant two months off or more: from there on the distance has no days.
            Precision::Auto => {
                return choose(bounds, Kind::Far.of(*milestone), &[(0, true), (100, false)], &|is_near| {
                    if !is_near {
                        return next();
                    }
                    let units = [(0, Unit::Seconds), (LAST_DAYS + 1, Unit::Minutes)];
                    choose(bounds, Kind::Left.of(*milestone), &units, &counted)
                });
            }
        },
    };
    counted(unit)
}

impl Bounds for Status<'_> {
    fn bounds(&self, value: Value) -> (i64, i64) {
        let number = self.number(value);
        (number, number)
    }
}

impl Values for Status<'_> {
    fn today(&self) -> i64 {
        number_of(self.today)
    }

    /// Of the event by which the measure was announced, behind all milestones.
    fn far(&self, date: usize) -> Distance {
        if let Some(standing) = self.milestones.get(date) {
            return standing.distance.unwrap_or_default();
        }
        let announced = self.announced().and_then(Background::moment);
        announced.map_or(Distance::default(), |date| Distance::of(date, self.today, date.day() > self.today))
    }

    fn left(&self, date: usize) -> i64 {
        self.milestones.get(date).map_or(0, |standing| standing.left)
    }

    fn local(&self, date: usize) -> i64 {
        let Some(standing) = self.milestones.get(date) else { return 0 };
        let at = standing.milestone.instant().map_or(0, |at| at.timestamp_millis());
        at + standing.local.map_or(0, ahead)
    }

    fn wish(&self, kind: Kind) -> i64 {
        if kind == Kind::Precision { self.precision as i64 } else { 0 }
    }
}

impl<'c> Standing<'c> {
    fn of(milestone: &'c Milestone, now: Now, today: NaiveDate) -> Self {
        let date = milestone.date();
        let Some(from) = milestone.from else {
            let state = if date == Dated::Ended { State::Ended } else { State::Open };
            return Self { milestone, state, distance: None, local: None, left: 0 };
        };
        let left = from.timestamp_millis() - now.beside(from);
        let state = match left {
            1.. => State::Ahead(Duration::of(left)),
            _ if milestone.floor => State::Open,
            _ => State::Passed(Duration::of(-left)),
        };
        let distance = date.date().map(|date| Distance::of(date, today, left > 0));
        Self { milestone, state, distance, local: now.zone.map(|zone| zone(from.timestamp_millis())), left }
    }

    /// Whether it is still to come.
    pub fn is_ahead(&self) -> bool {
        matches!(self.state, State::Ahead(_))
    }

    /// Whether it has happened.
    pub fn has_passed(&self) -> bool {
        matches!(self.state, State::Passed(_) | State::Ended)
    }
}

impl<'c> Status<'c> {
    /// The milestone of an effect that the phase follows: the law's, or where there is none, the maker's.
    pub fn governing(&self, effect: Effect) -> Option<&Standing<'c>> {
        governing(&self.milestones, effect)
    }

    /// The milestone that decides what to do now: a card's headline. None where nothing is dated that would say more than
    /// the phase.
    pub fn decisive(&self) -> Option<&Standing<'c>> {
        self.milestones.get(self.decisive?)
    }

    /// The event by which the measure was announced; none where nothing ends for the product.
    pub fn announced(&self) -> Option<&'c Background> {
        let Catalogue { background, announced, .. } = self.catalogue;
        background.iter().find(|event| event.id == *announced && !self.milestones.is_empty())
    }

    /// The sources of the product's scope and of what it is told, each once, the most primary first. Of a product that the
    /// topic does not list those of what it is told: the rest may be about any other.
    pub fn sources(&self) -> Vec<&'c Source> {
        let mut cited = Vec::new();
        for standing in &self.milestones {
            self.cite(&standing.milestone.sources, &mut cited);
        }
        let is_listed = self.catalogue.listed(&self.product.id).is_some();
        if is_listed || self.milestones.is_empty() {
            self.cite(&self.product.sources, &mut cited);
        }
        if let Some(event) = self.announced() {
            self.cite(&event.sources, &mut cited);
        }
        let of = |kind: &SourceKind| cited.iter().copied().filter(|source| source.kind == *kind).collect::<Vec<_>>();
        SourceKind::ALL.iter().flat_map(of).collect()
    }

    /// Adds the sources that are not there yet.
    fn cite(&self, ids: &[String], cited: &mut Vec<&'c Source>) {
        for source in &self.catalogue.sources {
            // Who names none of the topic's sources means all of them.
            if !cited.iter().any(|known| std::ptr::eq(*known, source)) && (ids.is_empty() || ids.contains(&source.id)) {
                cited.push(source);
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
    let passed = |effect| governing(milestones, effect).is_some_and(Standing::has_passed);
    if product.scope == Scope::Excluded {
        Phase::NotCovered
    } else if passed(Effect::EndOfService) {
        Phase::ServiceEnded
    } else if passed(Effect::EndOfUpdates) || passed(Effect::EndOfPaidUpdates) {
        Phase::UpdatesEnded
    } else if passed(Effect::RuleBegins) {
        Phase::InForce
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
    let is_set = |standing: &Standing| standing.is_ahead() && !standing.milestone.floor;
    if let (Audience::Oem, Some(resale)) = (product.audience, governing(milestones, Effect::EndOfResale))
        && (resale.has_passed() || is_set(resale))
    {
        return if resale.is_ahead() { Action::StopResaleBy } else { Action::StopResale };
    }
    // By anybody's word: an owner who gets no updates since the maker's own stop must not wait for the law's.
    let of = |effect| milestones.iter().filter(move |standing| standing.milestone.effect == effect);
    let ended = |effect| of(effect).any(Standing::has_passed);
    let ends = |effect| of(effect).any(is_set);
    let has = |effect| of(effect).next().is_some();
    if ended(Effect::EndOfService) {
        return Action::MoveNow;
    }
    if ends(Effect::EndOfService) {
        return Action::MoveBeforeServiceEnds;
    }
    if ended(Effect::EndOfUpdates) {
        let can_pay = of(Effect::EndOfPaidUpdates).any(|standing| !standing.has_passed());
        return if can_pay { Action::ReplaceOrPay } else { Action::ReplaceNow };
    }
    if ended(Effect::EndOfPaidUpdates) {
        return Action::ReplaceNow;
    }
    if ends(Effect::EndOfUpdates) || ends(Effect::EndOfPaidUpdates) {
        let has_begun = phase == Phase::SalesEnded;
        return if has_begun { Action::ReplaceBeforeUpdatesEnd } else { Action::PlanReplacement };
    }
    if has(Effect::EndOfUpdates) || has(Effect::EndOfPaidUpdates) {
        return Action::KeepUpdating;
    }
    if has(Effect::RuleBegins) {
        return if ended(Effect::RuleBegins) { Action::FollowRule } else { Action::PrepareForRule };
    }
    // Where a service is all that may end, and nobody says when, only the provider knows.
    let can_plan = !has(Effect::EndOfService) && (ended(Effect::EndOfSales) || ends(Effect::EndOfSales));
    if can_plan { Action::PlanReplacement } else { Action::Ask }
}

/// Which milestone decides what to do. Resale is a matter for resellers, and for them it goes before all else.
fn decisive(product: &Product, action: Action, milestones: &[Standing]) -> Option<usize> {
    let find = |is: &dyn Fn(&Standing) -> bool| milestones.iter().position(is);
    let passed = |effect| find(&|it| it.milestone.effect == effect && it.has_passed());
    let is_for = |it: &Standing| it.milestone.effect != Effect::EndOfResale || product.audience == Audience::Oem;
    let next = || find(&|it| is_for(it) && it.is_ahead() && !it.milestone.floor);
    match action {
        Action::NoneNeeded | Action::Ask => None,
        Action::StopResaleBy | Action::StopResale => {
            let resale = governing(milestones, Effect::EndOfResale)?;
            find(&|it| std::ptr::eq(it, resale))
        }
        Action::MoveNow => passed(Effect::EndOfService),
        Action::ReplaceNow => passed(Effect::EndOfPaidUpdates).or_else(|| passed(Effect::EndOfUpdates)),
        Action::ReplaceOrPay => find(&|it| it.milestone.effect == Effect::EndOfPaidUpdates && it.is_ahead())
            .or_else(|| passed(Effect::EndOfUpdates)),
        Action::KeepUpdating => find(&|it| it.is_ahead() && it.milestone.floor),
        Action::FollowRule => passed(Effect::RuleBegins),
        Action::PrepareForRule => next(),
        Action::PlanReplacement | Action::ReplaceBeforeUpdatesEnd | Action::MoveBeforeServiceEnds => {
            next().or_else(|| passed(Effect::EndOfSales))
        }
    }
}

/// The author's words for a product in a phase: the first entry that fits. While the clock cannot be right only what
/// fits in every phase does.
fn advice<'c>(catalogue: &'c Catalogue, product: &Product, phase: Phase) -> Option<&'c Advice> {
    catalogue
        .advice
        .iter()
        .find(|entry| fits(product, &entry.products, &entry.audiences) && is_said_in(phase, &entry.phases))
}

/// Whether something is said in a phase: in those that it names, else in all but where nothing changes for the product.
pub(crate) fn is_said_in(phase: Phase, phases: &[Phase]) -> bool {
    if phases.is_empty() { phase != Phase::NotCovered } else { phases.contains(&phase) }
}

/// The first instant after `now` at which the reader's day, the state of a milestone or the countdown differ.
fn next_change(status: &Status, countdown: Option<Countdown>) -> i64 {
    let mut next = status.next_midnight;
    for (index, standing) in status.milestones.iter().enumerate() {
        let (Some(from), State::Ahead(_)) = (standing.milestone.from, standing.state) else { continue };
        let (at, left) = (from.timestamp_millis(), standing.left);
        next = next.min(at);
        // Here hours begin to count, for the one that decides.
        let is_instant = standing.milestone.instant().is_some() && !standing.milestone.floor;
        if status.decisive == Some(index) && is_instant && left >= DAY {
            next = next.min(at - DAY + 1);
        }
        if let Some(Countdown { unit, .. }) = countdown.filter(|countdown| countdown.milestone == index) {
            // The last instant that still shows these whole units is the one with nothing beyond them.
            let shown = left / unit.milliseconds() * unit.milliseconds();
            next = next.min(at - shown + i64::from(shown > 0));
            if status.precision == Precision::Auto && unit == Unit::Minutes {
                next = next.min(at - LAST_DAYS);
            }
        }
    }
    next
}
