//! Every word, plural and date order of one language, read from `locale/*.json`.
//!
//! A [`Locale`] is valid by construction: [`Locale::read`] is its one maker, and refuses a file with any
//! problem whole. Nothing here asks the platform how a language works.

mod keys;
mod message;
mod plural;
mod read;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};

pub use self::message::{Piece, Sentence, words};
use self::{keys::Key, message::fill};
use crate::{named::named, problem::Problem, when::When};

/// One language.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Locale {
    /// Its BCP 47 tag.
    pub language: String,
    /// Which way it is read.
    pub direction: Direction,
    rules: plural::Rules,
    digits: Vec<char>,
    months: Vec<String>,
    periods: Vec<String>,
    date: String,
    instant: String,
    messages: Vec<(Key, Pattern)>,
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
    pub fn sentence(&self, key: &str, holes: &[(&str, Sentence)]) -> Sentence {
        match self.pattern(key) {
            Some(Pattern::Plain(pattern)) => fill(pattern, holes),
            Some(Pattern::Plural(_)) | None => {
                debug_assert!(false, "no plain message {key}");
                Sentence::new()
            }
        }
    }

    /// The message of that key, which has no holes.
    pub fn label(&self, key: &str) -> String {
        words(&self.sentence(key, &[]))
    }

    /// The plural message of that key for a number.
    pub fn count(&self, key: &str, number: u32) -> String {
        let Some(Pattern::Plural(forms)) = self.pattern(key) else {
            debug_assert!(false, "no plural message {key}");
            return String::new();
        };
        let category = self.rules.category(u64::from(number));
        let form = forms.iter().find(|(it, _)| *it == category).or(forms.last());
        form.map_or_else(String::new, |(_, form)| words(&fill(form, &[("n", plain(self.number(number)))])))
    }

    /// A whole number in the language's digits.
    pub fn number(&self, number: u32) -> String {
        let digit = |byte: u8| self.digits.get(usize::from(byte - b'0')).copied().unwrap_or(char::from(byte));
        number.to_string().bytes().map(digit).collect()
    }

    /// A calendar day in words.
    pub fn date(&self, day: NaiveDate) -> String {
        let month = self.months.get(day.month0() as usize).cloned().unwrap_or_default();
        let year = self.number(day.year().unsigned_abs());
        words(&fill(
            &self.date,
            &[("day", plain(self.number(day.day()))), ("month", plain(month)), ("year", plain(year))],
        ))
    }

    /// A day, or an instant at its own offset with the zone's name, in words.
    pub fn moment(&self, when: When, zone: &str) -> String {
        match when {
            When::Day(day) => self.date(day),
            When::Instant(at) => self.clock_time(at, zone),
        }
    }

    fn clock_time(&self, at: DateTime<FixedOffset>, zone: &str) -> String {
        let (afternoon, hour12) = at.hour12();
        let two = |number: u32| format!("{}{}", self.number(number / 10), self.number(number % 10));
        let period = self.periods.get(usize::from(afternoon)).cloned().unwrap_or_default();
        words(&fill(
            &self.instant,
            &[
                ("date", plain(self.date(at.date_naive()))),
                ("hour", plain(self.number(at.hour()))),
                ("hour12", plain(self.number(hour12))),
                ("minute", plain(two(at.minute()))),
                ("period", plain(period)),
                ("zone", plain(zone.to_owned())),
            ],
        ))
        .trim_end()
        .to_owned()
    }

    fn pattern(&self, key: &str) -> Option<&Pattern> {
        self.messages.iter().find(|(known, _)| known.name == key).map(|(_, pattern)| pattern)
    }
}

/// Words as a sentence.
pub fn plain(words: String) -> Sentence {
    vec![Piece::Words(words)]
}
