//! The languages of the command line: a BCP 47 tag in, the locale file that fits best out.

use phaseout::{best_language, shipped::LOCALES};

/// The language that fits a tag best; none where there is none.
pub(super) fn known(tag: &str) -> Option<&'static str> {
    place(tag).map(|index| LOCALES[index].0)
}

/// Every language's tag, in alphabetical order.
pub(super) fn languages() -> Vec<&'static str> {
    let mut languages: Vec<_> = LOCALES.iter().map(|(language, _)| *language).collect();
    languages.sort_unstable();
    languages
}

/// The locale that fits a tag best, else English.
pub(super) fn locale(tag: &str) -> (&'static str, &'static str) {
    LOCALES[place(tag).unwrap_or(0)]
}

fn place(tag: &str) -> Option<usize> {
    best_language(tag, &mut LOCALES.iter().map(|(language, _)| *language))
}
