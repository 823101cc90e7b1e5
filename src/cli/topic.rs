//! The topics of the command line: ours, or a file with its texts in other languages beside it, as a [`Catalogue`].

use std::{
    fs,
    path::{Path, PathBuf},
};

use phaseout::{
    Catalogue, Problems,
    catalogue::Translations,
    languages_of,
    shipped::{self, TOPICS},
    site::Published,
};

use super::{read, report};

/// The one that a card shows by itself.
const DEFAULT: &str = "kaspersky-us";

/// A topic, as it is written.
#[derive(Debug, Clone)]
pub(super) struct Topic {
    /// What a message calls it: its path, or the name of its file.
    pub(super) name: String,
    /// JSON.
    pub(super) text: String,
    /// Its texts in other languages.
    translations: Vec<Translations>,
}

impl Topic {
    /// Ours, by name.
    pub(super) fn shipped() -> Vec<Self> {
        let read = |(_, text): &(_, &str)| Translations::read(text).expect("they are shipped");
        let of = |(name, text, translations): &shipped::Topic| Self {
            name: format!("{name}.json"),
            text: (*text).to_owned(),
            translations: translations.iter().map(read).collect(),
        };
        TOPICS.iter().map(of).collect()
    }

    /// Those of some files, each read or refused; ours where there is no file.
    pub(super) fn all(files: &[PathBuf]) -> Vec<Result<Self, String>> {
        if files.is_empty() {
            return Self::shipped().into_iter().map(Ok).collect();
        }
        files.iter().map(|path| Self::read(path)).collect()
    }

    /// The one that a card shows by itself.
    pub(super) fn default() -> Self {
        Self::shipped().into_iter().find(Self::is_default).expect("it is shipped")
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
    /// One sentence for each file that cannot be read, and for each problem of a file of texts.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let text = read(path)?;
        let mut translations = Vec::new();
        let mut faults = String::new();
        let mut inside: Vec<_> = fs::read_dir(path.with_extension("")).into_iter().flatten().flatten().collect();
        inside.sort_by_key(fs::DirEntry::file_name);
        for path in inside.iter().map(fs::DirEntry::path).filter(|path| path.extension().is_some_and(|it| it == "json"))
        {
            let problems = |problems: Problems| report(&path.display().to_string(), &problems);
            match read(&path).and_then(|text| Translations::read(&text).map_err(problems)) {
                Ok(texts) => translations.push(texts),
                Err(message) => faults.push_str(&message),
            }
        }
        if faults.is_empty() { Ok(Self { name: path.display().to_string(), text, translations }) } else { Err(faults) }
    }

    /// The topic, with its texts in every language.
    ///
    /// # Errors
    /// Every problem of the topic, with its file.
    pub(super) fn catalogue(&self) -> Result<Catalogue, String> {
        Catalogue::read_in(&self.text, &self.translations).map_err(|problems| report(&self.name, &problems))
    }

    /// The topic as the pages of a folder list it: with those languages, of all by tag and name, in which it is whole.
    ///
    /// # Errors
    /// The topic is not JSON.
    pub(super) fn published<'t>(
        &self,
        catalogue: &'t Catalogue,
        is_own: bool,
        languages: &'t [(&str, String)],
    ) -> Result<Published<'t>, String> {
        let tags: Vec<&str> = languages.iter().map(|(tag, _)| *tag).collect();
        let untold = self.untold(&tags)?;
        let is_whole = |tag: &str| !untold.iter().any(|(lacking, _)| *lacking == tag);
        let whole = languages.iter().filter(|(tag, _)| is_whole(tag)).map(|(tag, name)| (*tag, name.as_str()));
        let file = if self.is_default() { String::new() } else { format!("{}.json", self.stem()) };
        Ok(Published { catalogue, file, is_own, languages: whole.collect() })
    }

    /// Its texts in the language that fits a tag best, whole: what a region's file leaves out is as in its language's. None
    /// where there is no file of that language.
    pub(super) fn texts(&self, tag: &str) -> Option<Translations> {
        let chosen = languages_of(tag, &self.languages()).into_iter().map(|index| self.translations[index].clone());
        chosen.reduce(Translations::over)
    }

    /// The tags of the languages that it has files of.
    pub(super) fn languages(&self) -> Vec<&str> {
        self.translations.iter().map(Translations::language).collect()
    }

    /// The places of the texts that it shows in another language, for each of some languages that has any such.
    ///
    /// # Errors
    /// The topic is not JSON.
    pub(super) fn untold<'l>(&self, languages: &[&'l str]) -> Result<Vec<(&'l str, Vec<String>)>, String> {
        let untold = Catalogue::untold(&self.text, &self.translations, languages);
        let untold = untold.map_err(|problems| report(&self.name, &problems))?;
        Ok(languages.iter().copied().zip(untold).filter(|(_, places)| !places.is_empty()).collect())
    }
}
