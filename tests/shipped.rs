//! What ships, as the build lists it: every language, and every topic with its texts in each.
#![allow(dead_code, reason = "a test needs some of it")]

use phaseout::{Catalogue, catalogue::Translations};

/// The tag of each language, English first, and its text.
pub(crate) const LOCALES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// A topic as the build lists it: its name, its text, and its texts in other languages, each with its tag.
type Listed = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// The name of each topic, its text, and its texts in other languages, each with its tag.
pub(crate) const TOPICS: &[Listed] = &include!(concat!(env!("OUT_DIR"), "/topics.rs"));

/// A topic of ours, in every language.
///
/// # Panics
/// When there is none of that name, or its files are at fault.
#[track_caller]
pub(crate) fn topic(name: &str) -> Catalogue {
    let (_, text, _) = TOPICS.iter().find(|(known, ..)| *known == name).expect("a topic of ours");
    read(text)
}

/// The topic of this text; one of ours, or made of one, in every language.
///
/// # Panics
/// When it, or a file of its texts, is at fault.
#[track_caller]
pub(crate) fn read(text: &str) -> Catalogue {
    let plain = Catalogue::read(text).unwrap_or_else(|problems| panic!("{problems}"));
    let Some((.., translations)) = TOPICS.iter().find(|(name, ..)| *name == plain.id) else { return plain };
    let read =
        |(tag, text): &(&str, &str)| Translations::read(text).unwrap_or_else(|problems| panic!("{tag}: {problems}"));
    let translations: Vec<_> = translations.iter().map(read).collect();
    Catalogue::read_in(text, &translations).unwrap_or_else(|problems| panic!("{}: {problems}", plain.id))
}
