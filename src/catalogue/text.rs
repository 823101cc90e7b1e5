//! A text that came with the facts, in one or more languages: a language tag in, the best text out.

use crate::{sealed::Reader, text::cut};

/// One text in one or more languages; none only in a catalogue that is refused.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text(Vec<(String, String)>);

impl Text {
    /// Takes an object from language to words of at most that many characters.
    #[inline(never)]
    pub(super) fn read(from: &mut Reader, most: usize) -> Self {
        let mut languages = Vec::new();
        from.entries(&mut |language, from| languages.push((language, from.string(most))));
        Self(languages)
    }

    /// The words in a language: of that tag, else of its primary subtag, else English, else the first.
    ///
    /// # Example
    /// ```
    /// # let kaspersky = phaseout::Catalogue::read(include_str!("../../www/catalogue/kaspersky-us.json")).unwrap();
    /// assert_eq!(kaspersky.title.in_language("es-MX"), kaspersky.title.in_language("es"));
    /// assert_eq!(kaspersky.title.in_language("tlh"), kaspersky.title.in_language("en"));
    /// ```
    pub fn in_language(&self, tag: &str) -> &str {
        self.spoken(tag).1
    }

    /// The same, and in front of it its language where that is another than the one asked for.
    #[inline(never)]
    pub(crate) fn spoken(&self, tag: &str) -> (&str, &str) {
        for wanted in &[tag, cut(tag, |byte| byte == b'-').0, "en"] {
            for (language, words) in &self.0 {
                if language.eq_ignore_ascii_case(wanted) {
                    return (if tag.starts_with(wanted) { "" } else { language }, words);
                }
            }
        }
        self.0.first().map_or(("", ""), |(language, words)| (language, words))
    }
}
