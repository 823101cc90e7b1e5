//! What a moment makes of each [`Value`]: the same for whoever writes a card and for whoever plays one.

use crate::{
    distance::Distance,
    duration::{Duration, Unit},
    template::{Kind, Value},
};

/// The unit of time left that a value counts.
pub(crate) fn unit(kind: Kind) -> Option<Unit> {
    Some(match kind {
        Kind::LeftDays => Unit::Days,
        Kind::LeftHours => Unit::Hours,
        Kind::LeftMinutes => Unit::Minutes,
        Kind::LeftSeconds => Unit::Seconds,
        _ => return None,
    })
}

/// A moment as one reader has it.
pub(crate) trait Values {
    /// The reader's calendar day, in days since 1970.
    fn today(&self) -> i64;
    /// How far one of the card's dates is from that day.
    fn far(&self, date: usize) -> Distance;
    /// Milliseconds until a date's first instant, negative once it has passed.
    fn left(&self, date: usize) -> i64;
    /// What the reader's clock shows at a date's instant, in milliseconds, as if it were UTC.
    fn local(&self, date: usize) -> i64;
    /// What does not follow from the time: the host's wishes and the reader's.
    fn wish(&self, kind: Kind) -> i64;

    /// The number that a value has.
    fn number(&self, value: Value) -> i64 {
        let Value { kind, date, calendar } = value;
        let today = || calendar.date(self.today());
        let far = || self.far(date);
        if let Some(unit) = unit(kind) {
            return Duration::of(self.left(date)).part(unit).into();
        }
        let local_day = || calendar.date(self.local(date).div_euclid(Unit::Days.milliseconds()));
        let minutes = || self.local(date).rem_euclid(Unit::Days.milliseconds()) / Unit::Minutes.milliseconds();
        match kind {
            Kind::Today => self.today(),
            Kind::Year => today().year,
            Kind::Month => today().month,
            Kind::Day => today().day,
            Kind::Far => far().far(),
            Kind::Years => far().years.into(),
            Kind::Months => far().months.into(),
            Kind::Days => far().days.into(),
            Kind::Left => self.left(date),
            Kind::LocalTime => minutes(),
            Kind::LocalYear => local_day().year,
            Kind::LocalMonth => local_day().month,
            Kind::LocalDay => local_day().day,
            Kind::LocalHour => minutes() / 60,
            Kind::LocalHour12 => (minutes() / 60 + 11) % 12 + 1,
            Kind::LocalMinute => minutes() % 60,
            _ => self.wish(kind),
        }
    }
}
