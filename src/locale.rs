//! Every word, plural and date order of one language, read from `locale/*.json`.
//!
//! A [`Locale`] is valid by construction: [`Locale::read`] refuses a file with any problem whole, and
//! [`Locale::open`] takes only what that has sealed. Nothing here asks the platform how a language works.

mod check;
mod keys;
mod message;
mod plural;
mod read;

use chrono::{Datelike, NaiveDate, Timelike};

use self::message::{fill, fill_words};
pub use self::{
    keys::Key,
    message::{Piece, Sentence, plain, words},
};
use crate::{
    named::named,
    problem::Problem,
    sealed::{Reader, seal},
    text::{concat, decimal},
    when::When,
};

/// One language.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Locale {
    /// Its BCP 47 tag.
    pub language: String,
    /// Which way it is read.
    pub direction: Direction,
    /// The rule of each plural category but the last.
    plural: Vec<String>,
    /// The ten digits, from nought to nine.
    digits: String,
    /// The names of the twelve months, as dates have them.
    months: Vec<String>,
    /// Before and after noon.
    periods: Vec<String>,
    /// A day, with holes.
    date: String,
    /// An instant, with holes.
    instant: String,
    /// The text of each message, where its key says; of one that counts, one for each plural category.
    messages: Vec<String>,
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
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        check::checked(text).map(|object| read::read(&mut Reader::of(&object)))
    }

    /// The same text, sealed: in the one spelling that [`Locale::open`] reads, behind a number that says that it was
    /// checked. What only concerns who publishes it is left out, and so are the names of messages and of their forms,
    /// which the order of [`Key`] and of the plural's rules tells.
    ///
    /// # Errors
    /// As [`Locale::read`].
    ///
    /// # Example
    /// ```
    /// # use phaseout::{Locale, locale::Key};
    /// let sealed = Locale::seal(include_str!("../www/locale/en.json")).unwrap();
    /// assert_eq!(Locale::open(&sealed).unwrap().count(Key::SpanDays, 2), "2 days");
    /// ```
    pub fn seal(text: &str) -> Result<String, Vec<Problem>> {
        check::checked(text).map(|object| seal(&object))
    }

    /// Reads a sealed text without checking it again; `None` where it has no seal that fits, or breaks a limit of the
    /// format: of size, count or length, or with a hidden character.
    pub fn open(sealed: &str) -> Option<Self> {
        Reader::open(sealed, read::read)
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
        for rule in &self.plural {
            if plural::holds(rule, number) == Some(true) {
                break;
            }
            category += 1;
        }
        fill_words(self.form(key, category), &[("n", &self.number(number))])
    }

    /// The text of a message for the plural category of that index.
    fn form(&self, key: Key, category: usize) -> &str {
        let message = self.messages.get(key.place(self.plural.len() + 1, category)).map_or("", String::as_str);
        debug_assert!(!message.is_empty(), "no message {key:?}");
        message
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
        let month = self.months.get(day.month0() as usize).map_or("", String::as_str);
        let year = self.number(day.year().unsigned_abs());
        fill_words(&self.date, &[("day", &self.number(day.day())), ("month", month), ("year", &year)])
    }

    /// A day, or an instant at its own offset with the zone's name, in words.
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
        concat(&[fill_words(&self.instant, &holes).trim_ascii_end()])
    }
}

/// Most characters of a name, and of a text.
const SHORT: usize = 40;
const LONG: usize = 400;

/// Where a locale file has its messages.
const MESSAGES: &str = "messages";
