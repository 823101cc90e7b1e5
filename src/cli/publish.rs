//! What is published in a folder: topics in; cards, oEmbed answers, calendars and pages out, on the reader's disk.
//!
//! Each language of each topic is made by itself, as many at a time as the machine has cores. Writes all or nothing where a
//! topic, a card or the folder is at fault, and nothing outside of the folder.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use phaseout::{
    Catalogue, Locale, When,
    card::Card,
    shipped::LOCALES,
    site::{self, pages, styles, topic_page},
};
use rayon::prelude::*;

use super::{
    language::{known, languages},
    report,
    topic::Topic,
};

/// Compiles every topic, or none where one has a problem.
pub(super) fn cards(files: &[PathBuf], out: &Path, tags: &[String]) -> Result<String, String> {
    let mut topics = Vec::new();
    let mut faults = String::new();
    for topic in Topic::all(files) {
        match topic {
            Ok(topic) => topics.push(topic),
            Err(message) => faults.push_str(&message),
        }
    }
    let mut catalogues: Vec<(&str, Catalogue)> = Vec::new();
    for topic in &topics {
        let name = &topic.name;
        match topic.catalogue() {
            Ok(catalogue) => match catalogues.iter().find(|(_, other)| other.id == catalogue.id) {
                None => catalogues.push((name, catalogue)),
                Some((other, _)) => {
                    let id = &catalogue.id;
                    faults.push_str(&format!("{name}: has the id `{id}`, as {other} has: give one of them another\n"));
                }
            },
            Err(message) => faults.push_str(&message),
        }
    }
    let mut wanted = Vec::new();
    for tag in tags {
        match known(tag) {
            Some(language) => wanted.push(language),
            None => {
                faults.push_str(&format!("--lang {tag}: no card speaks it; there are {}\n", languages().join(", ")));
            }
        }
    }
    let locales = locales(&|language| tags.is_empty() || wanted.contains(&language))?;
    if !faults.is_empty() {
        return Err(faults);
    }
    let jobs: Vec<_> = catalogues.iter().flat_map(|topic| locales.iter().map(move |locale| (topic, locale))).collect();
    let compiled = jobs.par_iter().map(|((name, catalogue), locale)| compiled(name, catalogue, locale));
    let compiled: BTreeMap<_, _> = compiled.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
    write(out, &compiled)?;
    Ok(format!("{} files in {}\n", compiled.len(), out.display()))
}

/// The languages that are wanted, by their tags.
fn locales(is_wanted: &dyn Fn(&str) -> bool) -> Result<Vec<Locale>, String> {
    let wanted = LOCALES.iter().filter(|(language, _)| is_wanted(language));
    wanted.map(|(language, text)| Locale::read(text).map_err(|problems| report(language, &problems))).collect()
}

/// The cards of a topic in a language.
fn compiled(name: &str, catalogue: &Catalogue, locale: &Locale) -> Result<Vec<site::File>, String> {
    let files = site::cards(catalogue, locale);
    // What no page would show is not published.
    match files.iter().find_map(|(path, content)| Some((path, Card::read(content).err()?))) {
        Some((path, problem)) => Err(format!("{name}: {path} cannot be played: {problem}\n")),
        None => Ok(files),
    }
}

/// Writes what a folder holds beside the cards.
pub(super) fn site(out: &Path, base: Option<&str>, own: &[PathBuf], now: When) -> Result<String, String> {
    let mut topics = Topic::shipped();
    for path in own {
        topics.push(Topic::read(path)?);
    }
    let catalogues = topics.iter().map(Topic::catalogue).collect::<Result<Vec<_>, _>>()?;
    let mut files: BTreeMap<_, _> =
        styles().into_iter().map(|(path, style)| (path, ("a stylesheet".to_owned(), style))).collect();
    let mut untold = 0;
    for topic in &topics {
        untold += topic.untold(&languages())?.iter().map(|(_, places)| places.len()).sum::<usize>();
    }
    let locales = locales(&|_| true)?;
    let names: Vec<_> = LOCALES.iter().zip(&locales).map(|((tag, _), locale)| (*tag, locale.name.clone())).collect();
    let told: Vec<_> = locales
        .par_iter()
        .map(|locale| -> Vec<_> {
            let topics = topics.iter().zip(&catalogues);
            topics.map(|(topic, catalogue)| in_language(topic, catalogue, locale, base, now)).collect()
        })
        .collect();
    for ((language, text), told) in LOCALES.iter().zip(told) {
        files.insert(format!("locale/{language}.json"), ("a language".to_owned(), published(text)));
        for (topic, told) in topics.iter().zip(told) {
            add(&mut files, &format!("{}.json", topic.stem()), told)?;
        }
    }
    let english = &locales[0];
    let mut listed = Vec::new();
    for (topic, catalogue) in topics.iter().zip(&catalogues) {
        let is_own = listed.len() >= topics.len() - own.len();
        listed.push(topic.published(catalogue, is_own, &names)?);
    }
    let ours = pages(&listed, english, base, now).into_iter().map(|file| ("a page about all topics", file));
    let theirs = listed.iter().map(|topic| topic_page(topic, english, base, now));
    for (name, file) in ours.chain(topics.iter().map(|topic| topic.name.as_str()).zip(theirs)) {
        add(&mut files, name, [file])?;
    }
    let files: BTreeMap<_, _> = files.into_iter().map(|(path, (_, content))| (path, content)).collect();
    write(out, &files)?;
    let told = format!("{} files in {}\n", files.len(), out.display());
    Ok(match untold {
        0 => told,
        _ => format!(
            "{told}{untold} texts are shown in another language: `phaseout check --languages FILE` names them\n"
        ),
    })
}

/// Adds the files of a topic, or says which other one would write one of them.
fn add(
    files: &mut BTreeMap<String, (String, String)>,
    name: &str,
    more: impl IntoIterator<Item = site::File>,
) -> Result<(), String> {
    for (path, content) in more {
        if let Some((other, _)) = files.get(&path) {
            return Err(format!("{path}: both {other} and {name} would write it: give one of them another id\n"));
        }
        files.insert(path, (name.to_owned(), content));
    }
    Ok(())
}

/// What a folder holds of a topic in a language.
fn in_language(
    topic: &Topic,
    catalogue: &Catalogue,
    locale: &Locale,
    base: Option<&str>,
    now: When,
) -> Vec<site::File> {
    let (stem, language) = (topic.stem(), &locale.language);
    let texts = topic.texts(language).map(|texts| (format!("catalogue/{stem}/{language}.json"), texts.written()));
    let name = format!("{stem}.json");
    let file = if topic.is_default() { "" } else { &name };
    let mut files = site::site(catalogue, file, locale, base, now);
    files.extend(texts);
    files
}

/// A language as pages load it: without what only the builder page and a translator read.
fn published(text: &str) -> String {
    let mut language: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    if let Some(fields) = language.as_object_mut() {
        fields.shift_remove("builder");
    }
    if let Some(messages) = language["messages"].as_object_mut() {
        messages.retain(|key, _| !key.starts_with('#'));
    }
    language.to_string()
}

/// Writes the files of a folder, or none: a link inside it is refused, since what it leads to is not the folder's.
fn write(out: &Path, files: &BTreeMap<String, String>) -> Result<(), String> {
    let mut folders = BTreeSet::new();
    for path in files.keys() {
        let inside = Path::new(path).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        folders.extend(inside.map(Path::to_owned));
    }
    let inside = folders.iter().map(PathBuf::as_path).chain(files.keys().map(Path::new));
    let is_link = |path: &PathBuf| path.symlink_metadata().is_ok_and(|it| it.is_symlink());
    if let Some(link) = inside.map(|path| out.join(path)).find(is_link) {
        return Err(format!("{}: is a link, which is not followed: remove it first\n", link.display()));
    }
    let unwritten = |path: &Path, error| format!("{}: cannot be written: {error}\n", path.display());
    for folder in [Path::new("")].into_iter().chain(folders.iter().map(PathBuf::as_path)) {
        let folder = out.join(folder);
        fs::create_dir_all(&folder).map_err(|error| unwritten(&folder, error))?;
    }
    for (path, content) in files {
        let path = out.join(path);
        fs::write(&path, content).map_err(|error| unwritten(&path, error))?;
    }
    Ok(())
}
