//! What is legal in a language's file and doubtful all the same, for whoever writes one: its text and English in, warnings
//! out.

use super::{Direction, Key, Locale, MESSAGES, check::BESIDE, message::segments};
use crate::{
    json::{self, Json},
    named::Named,
    problem::{Problem, Problems},
    text::{concat, count},
};

/// How many columns of a card of 256 pixels a message of these kinds may take, its holes filled, on three lines of a headline
/// and on one and a half of a button: beyond them it pushes the rest of the card away.
const PLACES: [(&str, usize); 6] =
    [("status.", 66), ("badge.", 44), ("short.", 38), ("seconds.", 36), ("calendar", 36), ("chooser", 44)];

/// How many columns a hole takes when it is filled: `2 years 11 months`, `September 29, 2024`.
const HOLE: usize = 18;

/// The fewest letters by which a message of more than one word is told from one of another language: some share words.
const LETTERS: usize = 4;

impl Locale {
    /// What is doubtful in a language's file: a message that is English still, that mixes directions, or that is longer than
    /// its place.
    ///
    /// # Errors
    /// As [`Locale::read`], of either text.
    pub fn doubts(text: &str, english: &str) -> Result<Vec<Problem>, Problems> {
        let locale = Self::read(text)?;
        let (file, english) = (json::read(text)?, json::read(english)?);
        let is_english = file.text("language") == english.text("language");
        let mut doubts = Problems::default();
        for key in Key::NAMES {
            let (own, english) = (message(&file, key), message(&english, key));
            let beside = message(&file, &concat(&[BESIDE, key])).map_or("", Json::as_text);
            let said = forms(english).join(" / ");
            if !beside.is_empty() && beside != said {
                doubts.report(MESSAGES, &[key, " was made from other English than this: `", &said, "`"]);
            }
            for form in forms(own) {
                let words: String = segments(form).map(|(words, _)| words).collect();
                let letters = words.chars().filter(|c| c.is_alphabetic()).count();
                let is_told = letters >= LETTERS && words.split_whitespace().count() > 1;
                if !is_english && is_told && forms(english).contains(&form) {
                    doubts.report(MESSAGES, &[key, " is English still: `", form, "`"]);
                }
                if words.chars().any(|c| {
                    is_right_to_left(c) != Some(locale.direction == Direction::Rtl) && is_right_to_left(c).is_some()
                }) {
                    doubts.report(MESSAGES, &[key, " mixes directions: `", form, "`"]);
                }
                let place = PLACES.iter().find(|(kind, _)| key.starts_with(kind));
                let taken = columns(&words) + HOLE * (segments(form).count() - 1);
                if let Some((_, most)) = place.filter(|(_, most)| taken > *most) {
                    doubts.report(
                        MESSAGES,
                        &[
                            key,
                            " takes ",
                            &count(taken),
                            " columns, and its place has ",
                            &count(*most),
                            ": `",
                            form,
                            "`",
                        ],
                    );
                }
            }
        }
        Ok(doubts.0)
    }
}

/// A message of a language's file.
fn message<'f>(file: &'f Json, key: &str) -> Option<&'f Json> {
    file.get(MESSAGES)?.get(key)
}

/// The texts of a message: one, or one for each plural category.
fn forms(message: Option<&Json>) -> Vec<&str> {
    match message {
        Some(Json::Object(forms)) => forms.iter().map(|(_, form)| form.as_text()).collect(),
        message => message.map(Json::as_text).into_iter().collect(),
    }
}

/// Whether a letter is written from right to left; none for what has no direction.
fn is_right_to_left(c: char) -> Option<bool> {
    let is_rtl = matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    c.is_alphabetic().then_some(is_rtl)
}

/// How many columns a text takes: two for a character of East Asia, none for a mark on another.
fn columns(words: &str) -> usize {
    words.chars().map(|c| if matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff00}'..='\u{ff60}') { 2 } else { usize::from(!is_mark(c)) }).sum()
}

/// Whether a character is set above or below the one before it, in the scripts of the languages that there are.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{93c}' | '\u{941}'..='\u{948}' | '\u{94d}' | '\u{9bc}' | '\u{9c1}'..='\u{9c4}' | '\u{9cd}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}')
}
