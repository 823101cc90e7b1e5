//! Every word, plural and date order of one language, read from `locale/*.json`.
//!
//! A [`Locale`] is valid by construction: [`Locale::read`] refuses a file with any problem whole. Nothing here asks the
//! platform how a language works.

mod check;
mod keys;
mod message;
mod moment;
mod plural;

use chrono::{Datelike, NaiveDate, Timelike};

use self::check::{DIGITS, MESSAGE, MONTHS, PERIODS, PLURAL, TAG};
use self::message::{fill, fill_words};
pub use self::{
    keys::Key,
    message::{Piece, Sentence, plain, words},
};
use crate::{
    json::{format::format, shape::Shape},
    named::{Named, named},
    problem::Problems,
    text::{concat, decimal},
    when::When,
};

format! {
    /// One language.
    pub struct Locale {
        /// The number of the format.
        format: () => required Shape::Format("1");
        /// Its BCP 47 tag.
        pub language: String => required TAG;
        /// Whether somebody who speaks it has read it.
        reviewed: () => optional Shape::Boolean;
        /// Which way it is read.
        pub direction: Direction => required Shape::OneOf(Direction::NAMES);
        /// The rule of each plural category but the last, in CLDR's syntax.
        plural: Vec<(String, String)> => optional PLURAL;
        /// The ten digits, from nought to nine.
        digits: String => required DIGITS;
        /// The names of the twelve months, as dates have them.
        months: Vec<String> => required MONTHS;
        /// The same as they stand alone, where that is another form.
        months_alone: Vec<String> => optional MONTHS;
        /// The same as `on.month` needs them, where that is another form.
        months_in: Vec<String> => optional MONTHS;
        /// Before and after noon.
        periods: Vec<String> => required PERIODS;
        /// A day, with holes.
        date: String => required MESSAGE;
        /// A month, with holes.
        month: String => required MESSAGE;
        /// An instant, with holes.
        instant: String => required MESSAGE;
        /// The instant with which a day begins, with holes.
        midnight: String => required MESSAGE;
        /// The messages, each under its key.
        messages: Vec<Vec<String>> => required Shape::Anything;
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
        let day_number = self.number(day.day());
        self.fill_date(&self.date, &self.months, day, &day_number)
    }

    /// A month in words, as it stands inside a sentence.
    pub fn month(&self, first: NaiveDate) -> String {
        self.fill_date(&self.month, &self.months, first, "")
    }

    /// A month in words, as it stands alone.
    pub fn month_alone(&self, first: NaiveDate) -> String {
        self.fill_date(&self.month, or(&self.months_alone, &self.months), first, "")
    }

    /// A month in words, as it stands in the message `on.month`.
    pub(crate) fn month_in(&self, first: NaiveDate) -> String {
        self.fill_date(&self.month, or(&self.months_in, &self.months), first, "")
    }

    fn fill_date(&self, pattern: &str, months: &[String], date: NaiveDate, day: &str) -> String {
        let month = months.get(date.month0() as usize).map_or("", String::as_str);
        let year = self.number(date.year().unsigned_abs());
        fill_words(pattern, &[("day", day), ("month", month), ("year", &year)])
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

/// These names, or the others where there are none.
fn or<'l>(names: &'l [String], others: &'l [String]) -> &'l [String] {
    if names.is_empty() { others } else { names }
}

/// Where a locale file has its messages.
const MESSAGES: &str = "messages";
