//! The languages of the command line: a BCP 47 tag in, the locale file that fits best out.

use phaseout::best_language;

/// Tag and text of every file of `www/locale/`, English first.
pub(super) const LOCALES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// The locale that fits a tag best, else English.
pub(super) fn locale(tag: &str) -> (&'static str, &'static str) {
    let index = best_language(tag, &mut LOCALES.iter().map(|(language, _)| *language));
    LOCALES[index.unwrap_or(0)]
}
