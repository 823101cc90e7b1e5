//! The facts and words that come with the crate: names of topics and tags of languages in, [`Catalogue`]s and [`Locale`]s
//! out.
//!
//! Three megabytes of text, and so a feature: `shipped`. They are as true as their `checked`; who needs today's facts
//! reads today's files, with [`Catalogue::read`].

use crate::{
    catalogue::{Catalogue, Translations},
    language::best_language,
    locale::Locale,
};

/// A topic: its name, its JSON, and its texts in other languages, each with its BCP 47 tag.
pub type Topic = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// Every topic of `www/catalogue/`, by name.
pub const TOPICS: &[Topic] = &include!(concat!(env!("OUT_DIR"), "/topics.rs"));

/// The BCP 47 tag and the JSON of every language of `www/locale/`, each whole; English first, then by tag.
pub const LOCALES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// The topic of a name, with its texts in every language; none where there is none.
///
/// # Example
/// ```
/// let topic = phaseout::shipped::topic("kaspersky-us").unwrap();
/// assert_eq!(topic.find("KIS").unwrap().id, "kaspersky-internet-security");
/// assert!(phaseout::shipped::topic("kaspersky").is_none());
/// ```
///
/// # Panics
/// Never: a test reads them all.
pub fn topic(name: &str) -> Option<Catalogue> {
    let (_, text, translations) = TOPICS.iter().find(|(known, ..)| *known == name)?;
    let read = |(_, text): &(_, &str)| Translations::read(text).expect("it is shipped");
    let translations: Vec<_> = translations.iter().map(read).collect();
    Some(Catalogue::read_in(text, &translations).expect("it is shipped"))
}

/// The words of the language that fits a BCP 47 tag best, or of English where none does.
///
/// # Example
/// ```
/// assert_eq!(phaseout::shipped::locale("de-AT").language, "de");
/// assert_eq!(phaseout::shipped::locale("tlh").language, "en");
/// ```
///
/// # Panics
/// Never: a test reads them all.
pub fn locale(tag: &str) -> Locale {
    let place = best_language(tag, &mut LOCALES.iter().map(|(language, _)| *language));
    Locale::read(LOCALES[place.unwrap_or(0)].1).expect("it is shipped")
}
