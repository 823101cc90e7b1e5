//! What ships, as the build lists it: every language, and every topic with its texts in each.
#![allow(dead_code, unused_imports, reason = "a test needs some of it")]

use phaseout::{Catalogue, catalogue::Translations};

pub(crate) use phaseout::shipped::{LOCALES, TOPICS};

/// A topic of ours, in every language.
///
/// # Panics
/// When there is none of that name, or its files are at fault.
#[track_caller]
pub(crate) fn topic(name: &str) -> Catalogue {
    phaseout::shipped::topic(name).expect("a topic of ours")
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
