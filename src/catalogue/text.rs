//! A text that came with the facts, in one or more languages: a language tag in, the best text out.

use crate::{json::Json, text::concat};

/// One text in one or more languages; none only in a catalogue that is refused.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text(Vec<(String, String)>);

impl Text {
    /// Makes a text of an object from language to words.
    #[inline(never)]
    pub(super) fn of(json: Option<&Json>) -> Self {
        let mut languages = Vec::new();
        for (language, words) in json.map_or(&[][..], Json::as_entries) {
            languages.push((concat(&[language]), concat(&[words.as_text()])));
        }
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
        let primary = tag.bytes().position(|byte| byte == b'-').unwrap_or(tag.len());
        let fits = |wanted: &str| self.0.iter().find(|(language, _)| language.eq_ignore_ascii_case(wanted));
        let best = fits(tag).or_else(|| fits(tag.get(..primary)?)).or_else(|| fits("en")).or(self.0.first());
        best.map_or("", |(_, words)| words)
    }
}
