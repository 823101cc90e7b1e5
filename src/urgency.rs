//! How pressing a status is: [`Status`] in, [`Urgency`] out.
//!
//! The card's mark and its colour follow it. Knows no words and no clock; changes only where the reader's day, a
//! milestone's state or the phase does.

use crate::{
    catalogue::{Effect, Phase},
    distance::Distance,
    duration::Unit,
    evaluate::{Standing, State, Status},
    named::named,
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
    match (status.phase, status.decisive()) {
        (Phase::NotCovered, _) => Urgency::NotCovered,
        (Phase::Unknown, _) => Urgency::Unknown,
        (_, None) => Urgency::Announced,
        (_, Some(standing)) => of(standing),
    }
}

fn of(standing: &Standing) -> Urgency {
    let milestone = standing.milestone;
    let is_taken = !matches!(milestone.effect, Effect::EndOfSales | Effect::RuleBegins);
    let is_month = matches!(milestone.date().date(), Some(Date::Month(_)));
    match (standing.state, standing.distance) {
        (State::Passed(_) | State::Ended, _) if !is_taken => Urgency::Settled,
        (State::Passed(_), Some(Distance { years: 1.., .. })) => Urgency::LongEnded,
        (State::Passed(_) | State::Ended, _) => Urgency::Ended,
        (State::Open, _) | (State::Ahead(_), None | Some(Distance { years: 1.., .. })) => Urgency::Announced,
        (State::Ahead(_), _) if milestone.floor => Urgency::Announced,
        (State::Ahead(left), _) if milestone.instant().is_some() && left.part(Unit::Days) == 0 => Urgency::Hours,
        (State::Ahead(_), Some(Distance { months: 1.., .. })) => Urgency::Months,
        (State::Ahead(_), Some(Distance { days: 0, .. })) if is_month => Urgency::Week,
        (State::Ahead(_), Some(Distance { days, .. })) => match days {
            0 => Urgency::Hours,
            1 => Urgency::Tomorrow,
            2..=WEEK => Urgency::Week,
            _ => Urgency::Months,
        },
    }
}
