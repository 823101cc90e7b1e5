//! What a publisher's desk does for a folder: a topic's text in, its cards' files and the text itself out.
//!
//! Each file is compiled when it is first asked for: a topic has hundreds, and a case asks for one or two.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{LazyLock, Mutex, PoisonError};

use phaseout::{Catalogue, Locale, card::FORMAT, compile, compile_choice};

use crate::site::Answer;

#[path = "../shipped.rs"]
pub(crate) mod shipped;

/// Every language, English first.
pub(crate) static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(|| {
    let read = |text| Locale::read(text).unwrap_or_else(|problems| panic!("{problems}"));
    shipped::LOCALES.iter().map(|(_, text)| read(text)).collect()
});

/// What was compiled, by its topic's text and the file's name: cases ask for the same.
static CARDS: LazyLock<Mutex<HashMap<(u64, String), String>>> = LazyLock::new(Mutex::default);

/// The topics that were read, by their text: most cases ask for the same.
static TOPICS: LazyLock<Mutex<HashMap<u64, Catalogue>>> = LazyLock::new(Mutex::default);

/// A topic as it is published in a folder of a site.
#[derive(Debug)]
pub(crate) struct Compiled {
    folder: String,
    text: String,
    topic: Catalogue,
}

impl Compiled {
    /// The topic of this text, in the folder of this path, which has no slash at its end.
    ///
    /// # Panics
    ///
    /// When the text has a problem.
    pub(crate) fn new(folder: &str, text: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let mut topics = TOPICS.lock().unwrap_or_else(PoisonError::into_inner);
        let topic = topics.entry(hasher.finish()).or_insert_with(|| shipped::read(text)).clone();
        Self { folder: folder.to_owned(), text: text.to_owned(), topic }
    }

    /// What the site says at a path, if that is one of the topic's.
    pub(crate) fn answer(&self, path: &str) -> Option<Answer> {
        let path = path.strip_prefix(&self.folder)?.strip_prefix('/')?;
        let json = |text: String| Answer::text("application/json", text);
        if path.strip_prefix("catalogue/") == Some(&format!("{}.json", self.topic.id)) {
            return Some(json(self.text.clone()));
        }
        let cards = format!("cards/{FORMAT}/{}/", self.topic.id);
        self.card(path.strip_prefix(&cards)?.strip_suffix(".json")?).map(json)
    }

    /// The card of a file: of a language, or of a language and a product.
    pub(crate) fn card(&self, name: &str) -> Option<String> {
        let mut hasher = DefaultHasher::new();
        self.text.hash(&mut hasher);
        let key = (hasher.finish(), name.to_owned());
        let cards = || CARDS.lock().unwrap_or_else(PoisonError::into_inner);
        let known = cards().get(&key).cloned();
        known.or_else(|| {
            let card = self.compile(name)?;
            cards().insert(key, card.clone());
            Some(card)
        })
    }

    fn compile(&self, name: &str) -> Option<String> {
        let (language, product) = name.split_once('/').map_or((name, None), |(tag, product)| (tag, Some(product)));
        let locale = LOCALES.iter().find(|locale| locale.language == language)?;
        let Some(product) = product else { return Some(compile_choice(&self.topic, None, locale).write()) };
        if product == "_unknown" {
            return Some(compile(&self.topic, &self.topic.any_product()?, locale).write());
        }
        let product = self.topic.products.iter().find(|it| it.id == product)?;
        Some(compile(&self.topic, product, locale).write())
    }
}
