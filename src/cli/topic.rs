//! The topics of the command line: ours, or a file with its texts in other languages beside it, as a [`Catalogue`].

use std::{fs, path::Path};

use phaseout::{Catalogue, Problem, catalogue::Translations, languages_of};

use super::{read, report};

/// A topic as the build lists it: its name, its text, and its texts in other languages, each with its tag.
type Listed = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// Name, text and translations of every file of `www/catalogue/`, by name.
const TOPICS: &[Listed] = &include!(concat!(env!("OUT_DIR"), "/topics.rs"));

/// The one that a card shows by itself.
const DEFAULT: &str = "kaspersky-us";

/// A topic, as it is written.
#[derive(Debug, Clone)]
pub(super) struct Topic {
    /// What a message calls it: its path, or the name of its file.
    pub(super) name: String,
    /// JSON.
    pub(super) text: String,
    /// What a message calls each file of its texts in another language, and what it says.
    pub(super) translations: Vec<(String, String)>,
}

impl Topic {
    /// Ours, by name.
    pub(super) fn shipped() -> Vec<Self> {
        let of = |(name, text, translations): &Listed| Self {
            name: format!("{name}.json"),
            text: (*text).to_owned(),
            translations: translations
                .iter()
                .map(|(tag, text)| (format!("{name}/{tag}.json"), (*text).to_owned()))
                .collect(),
        };
        TOPICS.iter().map(of).collect()
    }

    /// The one that a card shows by itself.
    pub(super) fn default() -> Self {
        let is_default = |topic: &Self| topic.name.strip_suffix(".json") == Some(DEFAULT);
        Self::shipped().into_iter().find(is_default).expect("it is shipped")
    }

    /// The name of its file without an ending.
    pub(super) fn stem(&self) -> &str {
        Path::new(&self.name).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()
    }

    /// Whether a card shows it by itself.
    pub(super) fn is_default(&self) -> bool {
        self.name.strip_suffix(".json") == Some(DEFAULT)
    }

    /// The file at a path, with those of the folder beside it that has its name.
    ///
    /// # Errors
    /// One sentence for each file that cannot be read.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let text = read(path)?;
        let mut translations = Vec::new();
        let mut faults = String::new();
        let mut inside: Vec<_> = fs::read_dir(path.with_extension("")).into_iter().flatten().flatten().collect();
        inside.sort_by_key(fs::DirEntry::file_name);
        for path in inside.iter().map(fs::DirEntry::path).filter(|path| path.extension().is_some_and(|it| it == "json"))
        {
            match read(&path) {
                Ok(text) => translations.push((path.display().to_string(), text)),
                Err(message) => faults.push_str(&message),
            }
        }
        if faults.is_empty() { Ok(Self { name: path.display().to_string(), text, translations }) } else { Err(faults) }
    }

    /// The topic, with its texts in every language.
    ///
    /// # Errors
    /// Every problem of the topic, and of the first file of texts that has any, with the file that it is in.
    pub(super) fn catalogue(&self) -> Result<Catalogue, String> {
        self.each_translation()?;
        let texts: Vec<_> = self.translations.iter().map(|(_, text)| text.as_str()).collect();
        Catalogue::read_in(&self.text, &texts).map_err(|problems| report(&self.name, &problems))
    }

    fn each_translation(&self) -> Result<Vec<Translations>, String> {
        let read =
            |(name, text): &(String, String)| Translations::read(text).map_err(|problems| report(name, &problems));
        self.translations.iter().map(read).collect()
    }

    /// Its texts in the language that fits a tag best, whole: what a region's file leaves out is as in its language's. None
    /// where there is no file of that language.
    ///
    /// # Errors
    /// Every problem of those files.
    pub(super) fn texts(&self, tag: &str) -> Result<Option<Translations>, String> {
        let known = self.each_translation()?;
        let tags: Vec<_> = known.iter().map(Translations::language).collect();
        let chosen = languages_of(tag, &tags).into_iter().map(|index| known[index].clone());
        Ok(chosen.reduce(Translations::over))
    }

    /// The places of the texts that it has no words for in a language, neither in the file of that language nor in itself.
    ///
    /// # Errors
    /// Every problem of that file, and of the topic.
    pub(super) fn gaps(&self, language: &str) -> Result<Vec<String>, String> {
        let texts: Vec<_> = self.translations.iter().map(|(_, text)| text.as_str()).collect();
        Catalogue::untold(&self.text, &texts, language).map_err(|problems| report(&self.name, &problems))
    }

    /// What it lacks in the languages that it has files of: a problem for each, whose place is the language.
    ///
    /// # Errors
    /// Every problem of those files, and of the topic.
    pub(super) fn untold(&self) -> Result<Vec<Problem>, String> {
        let mut untold = Vec::new();
        for translations in self.each_translation()? {
            let gaps = self.gaps(translations.language())?;
            if !gaps.is_empty() {
                let message = format!("shows {} texts in another language: {}", gaps.len(), gaps.join(", "));
                untold.push(Problem { place: translations.language().to_owned(), message });
            }
        }
        Ok(untold)
    }
}
