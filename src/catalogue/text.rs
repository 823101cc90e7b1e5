//! A text that came with the facts, in one or more languages: a language tag in, the best text out.

/// One text in one or more languages, never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text(Vec<(String, String)>);

impl Text {
    /// Makes a text of (language, words) pairs; `None` when there are none.
    pub(crate) fn new(languages: Vec<(String, String)>) -> Option<Self> {
        (!languages.is_empty()).then_some(Self(languages))
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
        let primary = tag.split('-').next().unwrap_or(tag);
        [tag, primary, "en"]
            .iter()
            .find_map(|wanted| self.0.iter().find(|(language, _)| language.eq_ignore_ascii_case(wanted)))
            .or(self.0.first())
            .map_or("", |(_, words)| words)
    }
}
