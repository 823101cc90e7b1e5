//! How pressing a status is: [`Status`] in, [`Urgency`] out.
//!
//! The card's mark and its colour follow it. Knows no words and no clock; changes only where the reader's day, a
//! milestone's state or the phase does.

use crate::{
    catalogue::{Effect, Phase},
    duration::Unit,
    evaluate::{Standing, State, Status},
    named::named,
    template::{Bounds, Choice, Kind, choose},
    when::Date,
};

named! {
    /// How pressing a status is, by the distance of its headline's date from the reader's day.
    pub enum Urgency {
        /// Nothing is dated, or only "at least until", or the date is a year off or more.
        Announced = "announced",
        /// More than a week off, and less than a year.
        Months = "months",
        /// Two to seven days off, or some day of this month.
        Week = "week",
        /// Tomorrow by the reader's calendar.
        Tomorrow = "tomorrow",
        /// Today by the reader's calendar, and still ahead; or an instant less than 24 hours off.
        Hours = "hours",
        /// Something that the owner had has ended, less than a year ago, or on a day that is not known.
        Ended = "ended",
        /// The same a year ago or more.
        LongEnded = "long-ended",
        /// New sales have ended, or a rule is in force: nothing that the owner has was taken.
        Settled = "settled",
        /// The measure does not cover the product.
        NotCovered = "not-covered",
        /// The reader's clock cannot be right.
        Unknown = "unknown",
    }
}

/// The last day before a deadline at which it is a week off.
pub(crate) const WEEK: u32 = 7;

/// How pressing a status is.
///
/// # Example
/// ```
/// # use phaseout::{Catalogue, Precision, Urgency, When, evaluate, urgency};
/// # let kaspersky = Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
/// let premium = kaspersky.find("kaspersky-premium").unwrap();
/// let on = |day: &str| urgency(&evaluate(&kaspersky, &premium, day.parse::<When>().unwrap(), Precision::Auto));
/// assert_eq!(on("2024-07-12"), Urgency::Months, "eight days before sales end");
/// assert_eq!(on("2024-07-13"), Urgency::Week);
/// assert_eq!(on("2024-07-19"), Urgency::Tomorrow);
/// assert_eq!(on("2024-09-29"), Urgency::Ended);
/// assert_eq!(on("2025-09-29"), Urgency::LongEnded);
/// ```
pub fn urgency(status: &Status) -> Urgency {
    urgency_within(status, status).one().copied().unwrap_or(Urgency::Unknown)
}

/// The same, as far as `bounds` say what the moment is.
pub(crate) fn urgency_within(status: &Status, bounds: &dyn Bounds) -> Choice<Urgency> {
    let decisive = status.decisive.and_then(|index| Some((index, status.milestones.get(index)?)));
    match (status.phase, decisive) {
        (Phase::NotCovered, _) => Choice::One(Urgency::NotCovered),
        (Phase::Unknown, _) => Choice::One(Urgency::Unknown),
        (_, None) => Choice::One(Urgency::Announced),
        (_, Some((index, standing))) => of(standing, index, bounds),
    }
}

/// By the days, or the months, that a date is off; see [`Kind::Far`].
type Cases = [(i64, Urgency)];

const A_YEAR: i64 = 1_200;

const PASSED: &Cases = &[(0, Urgency::Ended), (A_YEAR, Urgency::LongEnded)];

const AHEAD: &Cases = &[
    (0, Urgency::Hours),
    (1, Urgency::Tomorrow),
    (2, Urgency::Week),
    (WEEK as i64 + 1, Urgency::Months),
    (A_YEAR, Urgency::Announced),
];

/// A month that is ahead: some day of this one, or of a later.
const MONTH_AHEAD: &Cases = &[(0, Urgency::Week), (100, Urgency::Months), (A_YEAR, Urgency::Announced)];

fn of(standing: &Standing, index: usize, bounds: &dyn Bounds) -> Choice<Urgency> {
    let milestone = standing.milestone;
    let is_taken = !matches!(milestone.effect, Effect::EndOfSales | Effect::RuleBegins);
    let by_distance = |cases| choose(bounds, Kind::Far.of(index), cases, &Choice::One);
    match (standing.state, milestone.date().date()) {
        (State::Passed(_) | State::Ended, _) if !is_taken => Choice::One(Urgency::Settled),
        (State::Ended, _) => Choice::One(Urgency::Ended),
        (State::Passed(_), _) => by_distance(PASSED),
        (State::Ahead(_), Some(date)) if !milestone.floor => match date {
            Date::Month(_) => by_distance(MONTH_AHEAD),
            Date::Day(_) => by_distance(AHEAD),
            Date::Instant(_) => {
                let cases = [(0, true), (Unit::Days.milliseconds(), false)];
                choose(bounds, Kind::Left.of(index), &cases, &|is_a_day| {
                    if is_a_day { Choice::One(Urgency::Hours) } else { by_distance(AHEAD) }
                })
            }
        },
        _ => Choice::One(Urgency::Announced),
    }
}
