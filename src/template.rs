//! Texts with slots for what depends on the moment: bounds on the moment in, as little as those leave open out.
//!
//! Everything that differs with the moment is decided here, by `choose`, from a [`Value`]. Where the moment is known,
//! each value has one number, and a text comes out whole. Where it is known only within bounds, as in a card that is
//! compiled for years, what they leave open stays a slot, and [`crate::play`] fills it. So there is one rule for both.
//!
//! Knows no words and no clock.

use std::{borrow::Cow, collections::VecDeque, fmt};

use crate::{
    day::Calendar,
    named::{Named, named},
    text::{concat, count, cut, decimal},
};

/// A whole number that follows from the moment, the reader's place and the host's wishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Value {
    /// Which number.
    pub kind: Kind,
    /// Of which of the card's dates, from 0; 0 where it is about none.
    pub date: usize,
    /// In which calendar, where it is a year, a month or a day of one. A card's file does not say it of each: machines are
    /// told Gregorian days, readers those of the card's calendar.
    pub calendar: Calendar,
}

impl Value {
    /// The same in another calendar.
    pub(crate) const fn in_calendar(self, calendar: Calendar) -> Self {
        Self { calendar, ..self }
    }

    /// The value of that name: `today`, `far 0`.
    pub(crate) fn by_name(name: &str) -> Option<Self> {
        let (name, date) = cut(name, |byte| byte == b' ');
        let kind = Kind::by_name(name)?;
        let date = match date {
            Some(digits) if kind.is_of_a_date() && matches!(digits.len(), 1..=4) => digits,
            None if !kind.is_of_a_date() => "",
            _ => return None,
        };
        let mut place = 0;
        for byte in date.bytes() {
            if !byte.is_ascii_digit() {
                return None;
            }
            place = place * 10 + usize::from(byte - b'0');
        }
        Some(kind.of(place))
    }

    /// Its name.
    pub(crate) fn name(self) -> String {
        let name = self.kind.name();
        if self.kind.is_of_a_date() { concat(&[name, " ", &count(self.date)]) } else { concat(&[name]) }
    }
}

named! {
    /// What a [`Value`] is. Days, hours and so on are whole, rounded down.
    pub enum Kind {
        /// The reader's calendar day, in days since January 1, 1970.
        Today = "today",
        /// The year of that day.
        Year = "year",
        /// Its month, 1 to 12.
        Month = "month",
        /// Its day of the month, 1 to 31.
        Day = "day",
        /// How far the date that is shown is from that day, as one number: below two months the days, from there 100 for
        /// each whole month. 59 days are 59, two months 200, a year and a month 1,300.
        Far = "far",
        /// Its whole years.
        Years = "years",
        /// Its whole months beyond those years, 0 to 11.
        Months = "months",
        /// Its days, 0 to 61; 0 where there are months.
        Days = "days",
        /// Milliseconds until the date's first instant.
        Left = "left",
        /// Whole 24 hours until then.
        LeftDays = "left-days",
        /// Hours beyond those, 0 to 23.
        LeftHours = "left-hours",
        /// Minutes beyond those, 0 to 59.
        LeftMinutes = "left-minutes",
        /// Seconds beyond those, 0 to 59.
        LeftSeconds = "left-seconds",
        /// What the reader's clock shows at the date's instant: minutes since midnight, 0 to 1,439.
        LocalTime = "local-time",
        /// The year that it shows then.
        LocalYear = "local-year",
        /// The month, 1 to 12.
        LocalMonth = "local-month",
        /// The day of the month.
        LocalDay = "local-day",
        /// The hour, 0 to 23.
        LocalHour = "local-hour",
        /// The hour on a clock of twelve, 1 to 12.
        LocalHour12 = "local-hour12",
        /// The minute, 0 to 59.
        LocalMinute = "local-minute",
        /// How finely the host wants a countdown: 0 for `auto`, then 1 `days`, 2 `hours`, 3 `minutes`, 4 `seconds`.
        Precision = "precision",
        /// Whether the reader has stopped the seconds: 0 or 1.
        Stopped = "stopped",
        /// How deep the host has the card's title in the page's outline, 2 to 5; 0 where it does not say.
        Heading = "heading",
        /// Which product is shown, by its place in the card, from 0: the topic's in their order, that of a reader who does not
        /// know which, one which the topic does not list. A number behind all of them while none is.
        Chosen = "chosen",
    }
}

impl Kind {
    /// The value, where it is about none of the card's dates.
    pub const fn alone(self) -> Value {
        self.of(0)
    }

    /// Whether it is about one of the card's dates.
    pub(crate) fn is_of_a_date(self) -> bool {
        !matches!(
            self,
            Self::Today
                | Self::Year
                | Self::Month
                | Self::Day
                | Self::Precision
                | Self::Stopped
                | Self::Heading
                | Self::Chosen
        )
    }

    /// The value of one of the card's dates.
    pub const fn of(self, date: usize) -> Value {
        Value { kind: self, date, calendar: Calendar::Gregorian }
    }
}

/// What is known of the moment.
pub(crate) trait Bounds {
    /// The least and the greatest number that a value can be. Where the moment is known the two are the same.
    fn bounds(&self, value: Value) -> (i64, i64);
}

/// One of several things, by a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice<T> {
    /// The only one that the moment can bring.
    One(T),
    /// Each with the least number for which it is the one; the first is for all that is less, too.
    By(Value, Vec<(i64, Choice<T>)>),
}

impl<T> Choice<T> {
    /// The only one; none where it depends on the moment.
    pub fn one(&self) -> Option<&T> {
        match self {
            Self::One(it) => Some(it),
            Self::By(..) => None,
        }
    }

    /// The same choice between what is made of each.
    pub(crate) fn then<U>(self, make: &dyn Fn(T) -> Choice<U>) -> Choice<U> {
        match self {
            Self::One(it) => make(it),
            Self::By(value, cases) => {
                Choice::By(value, cases.into_iter().map(|(least, case)| (least, case.then(make))).collect())
            }
        }
    }
}

impl<T> Choice<Option<T>> {
    /// What is there whatever the moment brings.
    pub fn known(&self) -> Option<&T> {
        self.one()?.as_ref()
    }
}

impl<T: Default> Default for Choice<T> {
    fn default() -> Self {
        Self::One(T::default())
    }
}

/// A choice by a value: of the cases, each with the least number for which it is the one, those that `bounds` leave
/// possible. Only of those is anything made.
pub(crate) fn choose<C: Copy, T>(
    bounds: &dyn Bounds,
    value: Value,
    cases: &[(i64, C)],
    make: &dyn Fn(C) -> Choice<T>,
) -> Choice<T> {
    let (least, most) = bounds.bounds(value);
    // The first case is for all that is less, too.
    let place = |number| cases.iter().rposition(|(from, _)| *from <= number).unwrap_or(0);
    let (first, end) = (place(least), place(most));
    if first >= end {
        return make(cases[first].1);
    }
    let mut possible = Vec::new();
    for (from, case) in cases.get(first..=end).unwrap_or_default() {
        possible.push((*from, make(*case)));
    }
    Choice::By(value, possible)
}

/// The only number that a value can be; none where bounds leave several.
pub(crate) fn only(bounds: &dyn Bounds, value: Value) -> Option<i64> {
    let (least, most) = bounds.bounds(value);
    (least == most).then_some(least)
}

/// A value in ASCII digits, at least `width` of them, as machines read dates.
pub(crate) fn ascii(value: Value, width: usize, bounds: &dyn Bounds) -> Template {
    match only(bounds, value) {
        Some(number) => decimal(u32::try_from(number).unwrap_or(0), width).into(),
        None => Slot::Ascii(value, width).into(),
    }
}

/// A text, whole or with slots.
///
/// # Example
/// ```
/// use phaseout::template::Template;
/// let whole = Template::from("Updates ended");
/// assert_eq!(whole.whole(), Some("Updates ended"));
/// assert_eq!(whole.to_string(), "Updates ended");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Template {
    /// What stands in front of the first slot; borrowed where it is a name of ours.
    first: Cow<'static, str>,
    /// Each slot, and what stands behind it.
    rest: Vec<(Slot, String)>,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Words(String),
    Slot(Slot),
}

/// A place in a text that the moment fills.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Slot {
    /// A text by a value: each with the least number for which it is the one; the first is for all that is less, too.
    Case(Value, Vec<(i64, Template)>),
    /// The plural form for a value, in the order of the language's categories.
    Plural(Value, Vec<Template>),
    /// A value in the language's digits, at least so many.
    Number(Value, usize),
    /// A value in ASCII digits, at least so many.
    Ascii(Value, usize),
    /// The name of the product that is shown.
    Name,
}

impl Template {
    /// The text, where it has no slots.
    pub fn whole(&self) -> Option<&str> {
        self.rest.is_empty().then_some(&*self.first)
    }

    /// A name of ours.
    pub(crate) const fn named(name: &'static str) -> Self {
        Self { first: Cow::Borrowed(name), rest: Vec::new() }
    }

    /// Whether it is whole and empty.
    pub fn is_empty(&self) -> bool {
        self.whole() == Some("")
    }

    /// What stands in front of the first slot, and each slot with what stands behind it.
    pub fn parts(&self) -> (&str, &[(Slot, String)]) {
        (&self.first, &self.rest)
    }

    /// Adds words.
    #[inline(never)]
    pub(crate) fn push_str(&mut self, words: &str) {
        match self.rest.last_mut() {
            Some((_, behind)) => behind.push_str(words),
            None => self.first.to_mut().push_str(words),
        }
    }

    /// The same with a slot in place of each of these words.
    pub(crate) fn with_name(&self, name: &str) -> Self {
        let mut text = Self::default();
        let add = |text: &mut Self, words: &str| {
            for (index, part) in words.split(name).enumerate() {
                if index > 0 {
                    text.push(&Slot::Name.into());
                }
                text.push_str(part);
            }
        };
        add(&mut text, &self.first);
        for (slot, behind) in &self.rest {
            let slot = match slot {
                Slot::Case(value, cases) => {
                    Slot::Case(*value, cases.iter().map(|(least, text)| (*least, text.with_name(name))).collect())
                }
                Slot::Plural(value, forms) => {
                    Slot::Plural(*value, forms.iter().map(|form| form.with_name(name)).collect())
                }
                slot => slot.clone(),
            };
            text.push(&slot.into());
            add(&mut text, behind);
        }
        text
    }

    /// Leaves out the spaces at its end.
    pub(crate) fn trim_end(&mut self) {
        let last = self.rest.last_mut().map_or_else(|| self.first.to_mut(), |(_, behind)| behind);
        last.truncate(last.trim_ascii_end().len());
    }

    /// One of several texts, as a slot of what differs, between what they begin and what they end with alike: a card's file
    /// has that once, "3 " in front of "day" and "days". `slot` makes it of the texts without it. Only whole words between
    /// slots are taken for alike, and whole slots.
    pub(crate) fn of_several(texts: Vec<Self>, slot: &dyn Fn(Vec<Self>) -> Slot) -> Self {
        let mut all: Vec<_> = texts.into_iter().map(Self::pieces).collect();
        let mut front = Self::default();
        while let Some(piece) = alike(all.iter().map(VecDeque::front)).cloned() {
            front.add(piece);
            for pieces in &mut all {
                pieces.pop_front();
            }
        }
        let mut behind = VecDeque::new();
        while let Some(piece) = alike(all.iter().map(VecDeque::back)).cloned() {
            behind.push_front(piece);
            for pieces in &mut all {
                pieces.pop_back();
            }
        }
        if all.iter().any(|pieces| !pieces.is_empty()) {
            front.push(&slot(all.into_iter().map(Self::joined).collect()).into());
        }
        front.push(&Self::joined(behind));
        front
    }

    fn pieces(self) -> VecDeque<Piece> {
        let mut pieces = VecDeque::from([Piece::Words(self.first.into_owned())]);
        for (slot, behind) in self.rest {
            pieces.extend([Piece::Slot(slot), Piece::Words(behind)]);
        }
        pieces.retain(|piece| !matches!(piece, Piece::Words(words) if words.is_empty()));
        pieces
    }

    fn joined(pieces: VecDeque<Piece>) -> Self {
        let mut text = Self::default();
        for piece in pieces {
            text.add(piece);
        }
        text
    }

    fn add(&mut self, piece: Piece) {
        match piece {
            Piece::Words(words) => self.push_str(&words),
            Piece::Slot(slot) => self.push(&slot.into()),
        }
    }

    /// Adds a text.
    #[inline(never)]
    pub(crate) fn push(&mut self, text: &Self) {
        self.push_str(&text.first);
        for (slot, behind) in &text.rest {
            self.rest.push((slot.clone(), behind.clone()));
        }
    }
}

/// The piece, where all have the same one; none where one has none.
fn alike<'p>(mut pieces: impl Iterator<Item = Option<&'p Piece>>) -> Option<&'p Piece> {
    let first = pieces.next()??;
    pieces.all(|piece| piece == Some(first)).then_some(first)
}

impl From<String> for Template {
    fn from(first: String) -> Self {
        Self { first: Cow::Owned(first), rest: Vec::new() }
    }
}

impl From<&str> for Template {
    #[inline(never)]
    fn from(words: &str) -> Self {
        concat(&[words]).into()
    }
}

impl From<Slot> for Template {
    fn from(slot: Slot) -> Self {
        Self { rest: vec![(slot, String::new())], ..Self::default() }
    }
}

impl From<Choice<Template>> for Template {
    /// The only text, or a slot for the choice. Neighbours that say the same are one case.
    fn from(choice: Choice<Self>) -> Self {
        match choice {
            Choice::One(text) => text,
            Choice::By(value, cases) => {
                let mut kept: Vec<(i64, Self)> = Vec::new();
                for (least, case) in cases {
                    let text = Self::from(case);
                    if kept.last().is_none_or(|(_, before)| *before != text) {
                        kept.push((least, text));
                    }
                }
                let (leasts, texts): (Vec<_>, Vec<_>) = kept.into_iter().unzip();
                Self::of_several(texts, &|texts| Slot::Case(value, leasts.iter().copied().zip(texts).collect()))
            }
        }
    }
}

impl fmt::Display for Template {
    /// The words of a whole text; of one with slots, a `…` for each.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.first)?;
        for (_, behind) in &self.rest {
            f.write_str("…")?;
            f.write_str(behind)?;
        }
        Ok(())
    }
}

impl PartialEq<String> for Template {
    fn eq(&self, words: &String) -> bool {
        self.whole() == Some(words)
    }
}

impl PartialEq<str> for Template {
    fn eq(&self, words: &str) -> bool {
        self.whole() == Some(words)
    }
}

impl PartialEq<&str> for Template {
    fn eq(&self, words: &&str) -> bool {
        self.whole() == Some(*words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words and values in turn, such as `in |days`; the value is a slot.
    fn text(written: &str) -> Template {
        let mut text = Template::default();
        for (index, part) in written.split('|').enumerate() {
            match Kind::by_name(part).filter(|_| index % 2 == 1) {
                Some(kind) => text.push(&Slot::Number(kind.of(0), 1).into()),
                None => text.push_str(part),
            }
        }
        text
    }

    #[track_caller]
    fn check(texts: &[&str], front: &str, differing: &[&str], behind: &str) {
        let slot = |texts| Slot::Plural(Kind::Days.of(0), texts);
        let whole = Template::of_several(texts.iter().map(|written| text(written)).collect(), &slot);
        let mut expected = text(front);
        if !differing.is_empty() {
            expected.push(&slot(differing.iter().map(|written| text(written)).collect()).into());
        }
        expected.push(&text(behind));
        assert_eq!(whole, expected);
    }

    #[test]
    fn what_several_texts_have_in_common_is_said_once() {
        check(&["|days| day", "|days| days"], "|days|", &[" day", " days"], "");
        check(&["in |days| day ago", "in |days| days ago"], "in |days|", &[" day ago", " days ago"], "");
        check(&["|years|, |days|.", "|months|, |days|."], "", &["|years|", "|months|"], ", |days|.");
        check(&["|years|", "|years| and |days|"], "|years|", &["", " and |days|"], "");
        check(&["|days| days", "|days| days"], "|days| days", &[], "");
        check(&["today", "tomorrow"], "", &["today", "tomorrow"], "");
        check(&["", "|days|"], "", &["", "|days|"], "");
    }
}
