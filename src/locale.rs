//! Every word, plural and date order of one language, read from `locale/*.json`.
//!
//! A [`Locale`] is valid by construction: [`Locale::read`] is its one maker, and refuses a file with any
//! problem whole. Nothing here asks the platform how a language works.

mod keys;
mod message;
mod plural;
mod read;

use chrono::{Datelike, NaiveDate, Timelike};

pub use self::message::{Piece, Sentence, plain, words};
use self::{
    keys::KEYS,
    message::{fill, fill_words},
};
use crate::{
    named::named,
    problem::Problem,
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
    rules: plural::Rules,
    digits: String,
    months: Vec<String>,
    periods: Vec<String>,
    date: String,
    instant: String,
    /// In the order of `keys::KEYS`.
    messages: Vec<Pattern>,
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

/// One message of a locale file.
#[derive(Debug, Clone)]
enum Pattern {
    Plain(String),
    Plural(Vec<(plural::Category, String)>),
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
    /// # use phaseout::Locale;
    /// let english = Locale::read(include_str!("../www/locale/en.json")).unwrap();
    /// assert_eq!(english.count("span.days", 1), "1 day");
    /// assert!(Locale::read(r#"{"format": 1, "language": "en"}"#).is_err());
    /// ```
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        read::read(text)
    }

    /// The message of that key with its holes filled.
    ///
    /// A key that the format does not know gives nothing; no such key is in the code, as a test over
    /// every state of every product shows.
    pub fn sentence<'v>(&self, key: &str, holes: &[(&str, &[Piece<'v>])]) -> Sentence<'v> {
        let mut sentence = Sentence::new();
        fill(self.label(key), holes, &mut sentence);
        sentence
    }

    /// The message of that key with its holes filled by words.
    pub fn say(&self, key: &str, holes: &[(&str, &str)]) -> String {
        fill_words(self.label(key), holes)
    }

    /// The message of that key, which has no holes.
    pub fn label(&self, key: &str) -> &str {
        let Some(Pattern::Plain(pattern)) = self.pattern(key) else {
            debug_assert!(false, "no plain message {key}");
            return "";
        };
        pattern
    }

    /// The message of one of a family of keys, such as `badge.announced`.
    pub fn label_of(&self, family: &str, member: &str) -> &str {
        self.label(&concat(&[family, ".", member]))
    }

    /// The plural message of that key for a number.
    pub fn count(&self, key: &str, number: u32) -> String {
        let Some(Pattern::Plural(forms)) = self.pattern(key) else {
            debug_assert!(false, "no plural message {key}");
            return String::new();
        };
        let category = self.rules.category(number);
        let form = forms.iter().find(|(it, _)| *it == category).or(forms.last());
        form.map_or_else(String::new, |(_, form)| fill_words(form, &[("n", &self.number(number))]))
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
        let (afternoon, hour12) = at.hour12();
        let holes = [
            ("date", self.date(at.date_naive())),
            ("hour", self.number(at.hour())),
            ("hour12", self.number(hour12)),
            ("minute", self.digits_of(at.minute(), 2)),
            ("period", self.periods.get(usize::from(afternoon)).cloned().unwrap_or_default()),
            ("zone", zone.to_owned()),
        ];
        let mut words = fill_words(&self.instant, &holes.each_ref().map(|(hole, words)| (*hole, words.as_str())));
        words.truncate(words.trim_ascii_end().len());
        words
    }

    fn pattern(&self, key: &str) -> Option<&Pattern> {
        self.messages.get(KEYS.iter().position(|known| known.name == key)?)
    }
}
