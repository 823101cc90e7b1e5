//! Every word, plural and date order of one language, read from `locale/*.json`.
//!
//! A [`Locale`] is valid by construction: [`Locale::read`] refuses a file with any problem whole. Nothing here asks the
//! platform how a language works.

mod check;
mod doubts;
mod keys;
mod message;
mod moment;
mod plural;

use chrono::{NaiveDate, Timelike};

use self::check::{DIGITS, MESSAGE, MONTHS, PERIODS, PLURAL, SENTENCES, TAG};
use self::message::{fill, fill_words};
pub use self::{
    keys::Key,
    message::{Piece, Sentence, plain, words},
};
pub use crate::day::Calendar;
use crate::{
    day::Civil,
    json::{
        format::format,
        shape::{Shape, text},
    },
    named::{Named, named},
    problem::Problems,
    text::{concat, decimal},
    when::{When, number_of},
};

format! {
    /// One language.
    pub struct Locale {
        /// The number of the format.
        format: () => required Shape::Format("1");
        /// Its BCP 47 tag.
        pub language: String => required TAG;
        /// What it calls itself.
        pub name: String => required text(60);
        /// Whether somebody who speaks it has read it.
        reviewed: () => optional Shape::Boolean;
        /// Which way it is read.
        pub direction: Direction => required Shape::OneOf(Direction::NAMES);
        /// The rule of each plural category but the last, in CLDR's syntax.
        plural: Vec<(String, String)> => optional PLURAL;
        /// The ten digits, from nought to nine.
        digits: String => required DIGITS;
        /// The calendar in which days are said, by CLDR's name; the Gregorian one where it is left out.
        calendar: Calendar => optional Shape::OneOf(Calendar::NAMES), = Calendar::Gregorian;
        /// The names of the calendar's twelve months, as dates have them.
        months: Vec<String> => required MONTHS;
        /// The same as they stand alone, where that is another form; needed where a month of the calendar is none of those
        /// in which dates are published: those, then.
        months_alone: Vec<String> => optional MONTHS;
        /// The same as `on.month` needs them, where that is another form.
        months_in: Vec<String> => optional MONTHS;
        /// Before and after noon.
        periods: Vec<String> => required PERIODS;
        /// A day, with holes.
        date: String => required MESSAGE;
        /// What stands for the day on the first of a month, where that is no number: `1er`.
        first: String => optional text(40);
        /// A month, with holes.
        month: String => required MESSAGE;
        /// An instant, with holes.
        instant: String => required MESSAGE;
        /// The instant with which a day begins, with holes.
        midnight: String => required MESSAGE;
        /// The messages, each under its key.
        messages: Vec<Vec<String>> => required Shape::Anything;
        /// The builder page in this language, each sentence under its English; what it lacks stays English there.
        builder: () => optional SENTENCES;
    }
}

named! {
    /// Which way a language is read.
    pub enum Direction {
        /// Left to right.
        Ltr = "ltr",
        /// Right to left.
        Rtl = "rtl",
    }
}

impl Locale {
    /// Reads a language from the JSON text of a `locale/*.json`.
    ///
    /// # Errors
    /// Every problem of the text: a message missing or unknown, a plural without a category that the
    /// language needs, a hole that nothing fills.
    ///
    /// # Example
    /// ```
    /// # use phaseout::{Locale, locale::Key};
    /// let english = Locale::read(include_str!("../www/locale/en.json")).unwrap();
    /// assert_eq!(english.count(Key::SpanDays, 1), "1 day");
    /// assert!(Locale::read(r#"{"format": 1, "language": "en"}"#).is_err());
    /// ```
    pub fn read(text: &str) -> Result<Self, Problems> {
        check::checked(text)
    }

    /// The message of that key with its holes filled.
    pub fn sentence<'v>(&self, key: Key, holes: &[(&str, &[Piece<'v>])]) -> Sentence<'v> {
        let mut sentence = Sentence::new();
        fill(self.label(key), holes, &mut sentence);
        sentence
    }

    /// The message of that key with its holes filled by words.
    pub fn say(&self, key: Key, holes: &[(&str, &str)]) -> String {
        fill_words(self.label(key), holes)
    }

    /// The message of that key, which has no holes.
    pub fn label(&self, key: Key) -> &str {
        self.form(key, 0)
    }

    /// The plural message of that key for a number.
    pub fn count(&self, key: Key, number: u32) -> String {
        let mut category = 0;
        for (_, rule) in &self.plural {
            if plural::holds(rule, number) == Some(true) {
                break;
            }
            category += 1;
        }
        fill_words(self.form(key, category), &[("n", &self.number(number))])
    }

    /// The text of a message for the plural category of that index.
    fn form(&self, key: Key, category: usize) -> &str {
        // Each message in the order of the keys; one that counts has a form for each category, any other has one.
        let message = self.messages.get(key as usize).and_then(|forms| forms.get(category)).map_or("", String::as_str);
        debug_assert!(!message.is_empty(), "no message {key:?}");
        message
    }

    /// The ten digits, from nought to nine.
    pub(crate) fn digits(&self) -> &str {
        &self.digits
    }

    /// The calendar in which it says days.
    pub(crate) fn calendar(&self) -> Calendar {
        self.calendar
    }

    /// A whole number in the language's digits.
    pub fn number(&self, number: u32) -> String {
        self.digits_of(number, 1)
    }

    /// A number in the language's digits, at least `width` of them.
    fn digits_of(&self, number: u32, width: usize) -> String {
        let mut words = String::new();
        for digit in decimal(number, width).bytes() {
            for (c, ascii) in self.digits.chars().zip(b'0'..) {
                if ascii == digit {
                    words.push(c);
                }
            }
        }
        words
    }

    /// A calendar day in words.
    pub fn date(&self, day: NaiveDate) -> String {
        let Civil { year, month, day } = self.calendar.date(number_of(day));
        let number = |number: i64| self.number(u32::try_from(number).unwrap_or(0));
        let day = if day == 1 && !self.first.is_empty() { self.first.clone() } else { number(day) };
        fill_words(&self.date, &[("day", &day), ("month", name(&self.months, month)), ("year", &number(year))])
    }

    /// A month in words, as it stands inside a sentence.
    pub fn month(&self, first: NaiveDate) -> String {
        // Dates are published by Gregorian months, and a month of another calendar is none.
        let months = if self.calendar.has_own_months() { &self.months_alone } else { &self.months };
        self.fill_month(months, first)
    }

    /// A month in words, as it stands alone.
    pub fn month_alone(&self, first: NaiveDate) -> String {
        self.fill_month(or(&self.months_alone, &self.months), first)
    }

    /// A month in words, as it stands in the message `on.month`.
    pub(crate) fn month_in(&self, first: NaiveDate) -> String {
        if self.months_in.is_empty() { self.month(first) } else { self.fill_month(&self.months_in, first) }
    }

    fn fill_month(&self, months: &[String], first: NaiveDate) -> String {
        let calendar = if self.calendar.has_own_months() { Calendar::Gregorian } else { self.calendar };
        let Civil { year, month, .. } = calendar.date(number_of(first));
        let year = self.number(u32::try_from(year).unwrap_or(0));
        fill_words(&self.month, &[("month", name(months, month)), ("year", &year)])
    }

    /// A day, or an instant at its own offset with the zone's name, in words. An instant is said to the minute; one in
    /// the minute with which a day begins is called its midnight.
    pub fn moment(&self, when: When, zone: &str) -> String {
        let at = match when {
            When::Day(day) => return self.date(day),
            When::Instant(at) => at,
        };
        let (is_afternoon, hour12) = at.hour12();
        let period = self.periods.get(usize::from(is_afternoon)).map_or("", String::as_str);
        let holes = [
            ("date", &*self.date(at.date_naive())),
            ("hour", &*self.number(at.hour())),
            ("hour2", &*self.digits_of(at.hour(), 2)),
            ("hour12", &*self.number(hour12)),
            ("minute", &*self.digits_of(at.minute(), 2)),
            ("period", period),
            ("zone", zone),
        ];
        // "12 a.m." of a date is read as its beginning by some and as its end by others.
        let pattern = if at.hour() + at.minute() == 0 { &self.midnight } else { &self.instant };
        concat(&[fill_words(pattern, &holes).trim_ascii_end()])
    }
}

/// The name of a month, 1 to 12.
fn name(months: &[String], month: i64) -> &str {
    usize::try_from(month - 1).ok().and_then(|place| months.get(place)).map_or("", String::as_str)
}

/// These names, or the others where there are none.
fn or<'l>(names: &'l [String], others: &'l [String]) -> &'l [String] {
    if names.is_empty() { others } else { names }
}

/// Where a locale file has its messages.
const MESSAGES: &str = "messages";
