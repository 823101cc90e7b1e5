//! A text that came with the facts, in one or more languages: a language tag in, the best text out.

use crate::{
    json::{Json, format::Value},
    language::best_language,
};

/// One text in one or more languages; none only in a catalogue that is refused.
///
/// Written as a string it is English, or, where it is a name, of no language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text(Vec<(String, String)>);

impl Text {
    /// A name, which is the same in every language.
    pub(crate) fn name(name: &str) -> Self {
        Self(vec![(String::new(), name.to_owned())])
    }

    /// The words in a language, chosen as everything is chosen by language; else in English, else the first.
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
        let best = best_language(tag, &mut self.languages());
        let index = best.or_else(|| best_language("en", &mut self.languages())).unwrap_or(0);
        match self.0.get(index) {
            Some((language, words)) if best.is_none() && !language.is_empty() => (language, words),
            Some((_, words)) => ("", words),
            None => ("", ""),
        }
    }

    /// The tag of each language.
    fn languages(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(language, _)| language.as_str())
    }

    /// The words in each language.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, words)| words.as_str())
    }
}

impl Value for Text {
    fn of(json: &Json) -> Self {
        // A string is English, unless it is a name.
        if let Json::String(words) = json { Self(vec![("en".to_owned(), words.clone())]) } else { Self(Vec::of(json)) }
    }
}

/// The name of a product: a string, the same in every language, or a description in one or more languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name(pub Text);

impl Name {
    /// The name in a language, chosen as [`Text::in_language`] does.
    pub fn in_language(&self, tag: &str) -> &str {
        self.0.in_language(tag)
    }
}

impl Value for Name {
    fn of(json: &Json) -> Self {
        if let Json::String(name) = json { Self(Text::name(name)) } else { Self(Text::of(json)) }
    }
}
