//! The texts of a topic in one other language, in a file of their own beside the facts: a topic's JSON and such a file in,
//! the same JSON with the translations in their places out.
//!
//! `NAME.json` has the facts and the English; `NAME/TAG.json` has, for one language, each text with its place and with a
//! hash of the English that it was made from. So a translator gets a file without a fact in it, a change touches one
//! file, a card is made with one language, and of English that was corrected since an old translation is never shown.

use std::hash::Hasher;

use super::Catalogue;
use crate::{
    checksum::Checksum,
    json::{
        self, Json,
        format::format,
        shape::{Kind, Shape, TOP, place_of, text},
    },
    language::best_language,
    problem::{Problem, Problems},
    text::{concat, is_language},
};

/// The fields of a topic that hold a text.
const FIELDS: [&str; 7] = ["title", "phrase", "place", "detail", "text", "condition", "note"];

/// The lists whose entries may be bare texts.
const LISTS: [&str; 3] = ["notes", "steps", "advice"];

/// Most texts of a topic.
const MOST: usize = 1_000;

format! {
    /// The texts of a topic in one language.
    pub struct Translations {
        /// The number of the format.
        format: () => required Shape::Format("1");
        /// The BCP 47 tag of the language.
        language: String => required Shape::Text { most: 40, kind: TAG };
        /// The texts, in the order of the topic.
        texts: Vec<Translation> => required Shape::List { of: &Translation::SHAPE, least: 0, most: MOST };
    }

    /// A text.
    struct Translation {
        /// Where it stands in the topic: `notes[continued-use].text`.
        place: String => required text(200);
        /// The hash of the English words that it was made from: FNV-1a with 32 bits, in eight digits of hexadecimal.
        of: String => required Shape::Text { most: 8, kind: HASH };
        /// The words.
        text: String => required text(2_000);
    }
}

const TAG: Kind = Kind::new(is_language, "a language tag such as en or pt-BR", "");
const HASH: Kind = Kind::new(is_hash, "eight digits of hexadecimal", "^[0-9a-f]{8}$");

fn is_hash(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// A text of a topic, in English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct English {
    /// Where it stands: `title`, `notes[continued-use].text`.
    pub place: String,
    /// The words.
    pub words: String,
}

impl English {
    /// What a translation says that it was made from. Tells accidents apart, not attacks.
    pub fn hash(&self) -> String {
        hash(&self.words)
    }
}

fn hash(words: &str) -> String {
    let mut hash = Checksum::default();
    hash.write(words.as_bytes());
    std::format!("{:08x}", hash.0)
}

impl Catalogue {
    /// Reads a topic with its texts in other languages.
    ///
    /// A translation of English that has changed since is passed over, and the English is shown.
    ///
    /// # Errors
    /// As [`Catalogue::read`].
    ///
    /// # Example
    /// ```
    /// # use phaseout::{Catalogue, catalogue::Translations};
    /// let topic = include_str!("../../www/catalogue/windows-10.json");
    /// let german = include_str!("../../www/catalogue/windows-10/de.json");
    /// let topic = Catalogue::read_in(topic, &[Translations::read(german)?])?;
    /// assert_eq!(topic.title.in_language("de"), "Support-Ende von Windows 10");
    /// # Ok::<(), phaseout::Problems>(())
    /// ```
    pub fn read_in(topic: &str, translations: &[Translations]) -> Result<Self, Problems> {
        super::check::checked(topic, &|json| fill(json, translations)).map(|(topic, _)| topic)
    }

    /// Every text of a topic that readers see in their language, in the order of the file; of those that say the same, the
    /// first. A text that has no English is not among them.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn texts(topic: &str) -> Result<Vec<English>, Problems> {
        let mut texts: Vec<English> = Vec::new();
        each(&mut json::read(topic)?, "", "", &mut |place, text| {
            let words = english(text);
            if !words.is_empty() && !texts.iter().any(|text| text.words == words) {
                texts.push(English { place: concat(&[place]), words: concat(&[words]) });
            }
        });
        Ok(texts)
    }

    /// For each of some languages the places of the texts that its readers are shown in another, the topic's own translations
    /// and these taken together.
    ///
    /// # Errors
    /// The topic is not JSON.
    pub fn untold(
        topic: &str,
        translations: &[Translations],
        languages: &[&str],
    ) -> Result<Vec<Vec<String>>, Problems> {
        let mut json = json::read(topic)?;
        fill(&mut json, translations);
        let mut untold = vec![Vec::new(); languages.len()];
        each(&mut json, "", "", &mut |place, text| {
            for (language, untold) in languages.iter().zip(&mut untold) {
                let tags = text.as_entries().iter().map(|(tag, _)| tag.as_str());
                let is_english = matches!(text, Json::String(_)).then_some("en");
                if best_language(language, &mut tags.chain(is_english)).is_none() {
                    untold.push(concat(&[place]));
                }
            }
        });
        Ok(untold)
    }
}

impl Translations {
    /// Reads a file of translations.
    ///
    /// # Errors
    /// Every problem of the text; a text that is there twice is one.
    pub fn read(text: &str) -> Result<Self, Problems> {
        let json = json::read(text)?;
        let mut problems = Problems::default();
        Self::SHAPE.check(&json, TOP, "it", &mut problems);
        let texts = json.list("texts");
        for (index, entry) in texts.iter().enumerate() {
            let of = entry.text("of");
            if texts.iter().take(index).any(|before| before.text("of") == of) {
                problems.report(&place_of("texts", index, entry.text("place")), &["is there twice"]);
            }
        }
        problems.or(()).map(|()| json::format::Value::of(&json))
    }

    /// The tag of its language.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The words that were made from the English of that hash; none where it has none.
    pub fn text(&self, of: &str) -> Option<&str> {
        self.texts.iter().find(|text| text.of == of).map(|text| text.text.as_str())
    }

    /// The same, with what it leaves out as another language has it.
    #[must_use]
    pub fn over(mut self, base: Self) -> Self {
        for text in base.texts {
            if self.text(&text.of).is_none() {
                self.texts.push(text);
            }
        }
        self
    }

    /// Its file.
    pub fn written(&self) -> String {
        let texts = self.texts.iter().map(|Translation { place, of, text, .. }| {
            Json::Object(fields(&[("place", place), ("of", of), ("text", text)]))
        });
        let mut file = vec![(concat(&["format"]), Json::Number(concat(&["1"])))];
        file.extend(fields(&[("language", &self.language)]));
        file.push((concat(&["texts"]), Json::Array(texts.collect())));
        Json::Object(file).written()
    }

    /// What it lacks for a topic, and what it has of English that has changed since, or is gone.
    ///
    /// # Errors
    /// The topic is not JSON.
    pub fn doubts(&self, topic: &str) -> Result<Vec<Problem>, Problems> {
        let texts = Catalogue::texts(topic)?;
        let doubt = |place: &str, message: &str| Problem { place: concat(&[place]), message: concat(&[message]) };
        let mut doubts = Vec::new();
        for text in &self.texts {
            if !texts.iter().any(|english| english.hash() == text.of) {
                doubts.push(doubt(&text.place, "was made from other English than the topic has now"));
            }
        }
        for english in texts {
            if self.text(&english.hash()).is_none() {
                doubts.push(doubt(&english.place, "has no translation"));
            }
        }
        Ok(doubts)
    }
}

/// Puts texts in their places in a topic, beside their English. What the topic says in a language itself stays.
fn fill(topic: &mut Json, translations: &[Translations]) {
    each(topic, "", "", &mut |_, text| {
        let words = concat(&[english(text)]);
        let of = hash(&words);
        for (language, translated) in translations.iter().filter_map(|it| Some((&it.language, it.text(&of)?))) {
            if let Json::String(_) = text {
                *text = Json::Object(vec![(concat(&["en"]), Json::string(&words))]);
            }
            text.fill(language, Json::string(translated));
        }
    });
}

fn fields(texts: &[(&str, &str)]) -> Vec<(String, Json)> {
    texts.iter().map(|(name, text)| (concat(&[name]), Json::string(text))).collect()
}

/// The English words of a text; empty where it has none.
fn english(text: &Json) -> &str {
    if let Json::String(words) = text { words } else { text.text("en") }
}

/// Whether the value of a field is a text: words, or words by language. A product's name is one only by language.
fn is_text(field: &str, value: &Json) -> bool {
    let is_by_language = match value {
        Json::Object(texts) => texts.iter().all(|(_, words)| matches!(words, Json::String(_))),
        _ => false,
    };
    match field {
        "name" => is_by_language,
        field => FIELDS.contains(&field) && (is_by_language || matches!(value, Json::String(_))),
    }
}

/// Calls back with each text and its place. Titles of sources are names.
fn each(value: &mut Json, field: &str, place: &str, told: &mut dyn FnMut(&str, &mut Json)) {
    if is_text(field, value) {
        return told(place, value);
    }
    match value {
        Json::Object(fields) => {
            for (name, value) in fields.iter_mut().filter(|(name, _)| name != "sources") {
                let dot = if place.is_empty() { "" } else { "." };
                let inside = concat(&[place, dot, name]);
                each(value, name, &inside, told);
            }
        }
        Json::Array(entries) => {
            for (index, entry) in entries.iter_mut().enumerate() {
                let name = match entry.id() {
                    "" => index.to_string(),
                    id => concat(&[id]),
                };
                let inside = concat(&[place, "[", &name, "]"]);
                if LISTS.contains(&field) && matches!(entry, Json::String(_)) {
                    told(&inside, entry);
                } else {
                    each(entry, "", &inside, told);
                }
            }
        }
        _ => {}
    }
}
