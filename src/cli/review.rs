//! A page on which somebody who speaks a language and writes no JSON reads all that cards say in it, beside the English, and
//! mends it: a language in, HTML out; and what that page gives back in, the language's files changed out.
//!
//! The page needs no server and sends nothing.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use phaseout::{
    Catalogue, Locale, Named, Precision, When, attribute_value,
    catalogue::Translations,
    evaluate, html, markup,
    shipped::LOCALES,
    view::{Setting, plain_sentence, view},
};
use serde_json::{Map, Value, json};

use super::{read, topic::Topic};

/// A product of each kind at a moment that tells: of ours by its id, the topic's name first.
const CARDS: [(&str, &str, &str); 12] = [
    ("kaspersky-us", "kaspersky-premium", "2024-06-24T12:00:00Z"),
    ("kaspersky-us", "kaspersky-premium", "2024-09-28T20:58:59-07:00"),
    ("kaspersky-us", "kaspersky-premium", "2026-11-25T00:00:00Z"),
    ("kaspersky-us", "kaspersky-threat-intelligence", "2026-11-25T00:00:00Z"),
    ("kaspersky-us", "kaspersky-consulting", "2024-08-01T00:00:00Z"),
    ("kaspersky-us", "kaspersky-scan-engine", "2024-08-01T00:00:00Z"),
    ("kaspersky-us", "kaspersky-scan-engine", "2024-09-29T00:00:00-04:00"),
    ("kaspersky-us", "kaspersky-edr-optimum", "2024-09-30T12:00:00Z"),
    ("kaspersky-us", "Kaspersky Quantum", "2024-07-21T03:59:59Z"),
    ("windows-10", "windows-10", "2026-11-25T00:00:00Z"),
    ("windows-10", "windows-10-with-consumer-esu", "2026-11-25T00:00:00Z"),
    ("windows-10", "windows-10-enterprise-ltsc-2021", "2026-12-25T00:00:00Z"),
];

/// What a reader of a language's words looks at first.
const FIRST: [&str; 3] = [
    "Where a list is not complete, the card tells readers to assume that their product is covered. Not that it may be.",
    "What a law asks of resellers, and what is mere advice to owners. Nobody is forbidden to go on using what they have.",
    "Labels carry no tense, because they stand beside a date that may be ahead or past. Headlines are the largest words of a \
     card: they read as a newspaper of the language writes them, and never as “you are up to date”.",
];

const STYLE: &str = include_str!("review.css");
const SCRIPT: &str = include_str!("review.js");

/// The page for a language.
///
/// # Errors
/// A text of the language or of a topic is at fault.
pub(super) fn page(language: &str) -> Result<String, String> {
    let (_, words) = LOCALES.iter().find(|(tag, _)| *tag == language).ok_or("no such language")?;
    let [english, own] = [LOCALES[0].1, words].map(|text| Locale::read(text).expect("it is shipped"));
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>Review of {language}</title>\n<style>{STYLE}</style>\n<h1>What cards say in {language}</h1>\n\
         <p>Left is the English, right what readers of your language are shown. Mend what is wrong in the boxes at the end of \
         this page, then press the button there. Nothing is sent. Look at three things first:</p>\n<ol>\n"
    );
    for first in FIRST {
        add(&mut page, &format!("<li>{first}</li>\n"));
    }
    add(&mut page, "</ol>\n<h2>Cards</h2>\n");
    let topics = Topic::shipped();
    let catalogues = topics.iter().map(Topic::catalogue).collect::<Result<Vec<_>, _>>()?;
    for (id, product, now) in CARDS {
        let Some(catalogue) = catalogues.iter().find(|catalogue| catalogue.id == id) else { continue };
        let moment = now.parse().map_err(|error| format!("{now}: {error}\n"))?;
        add(&mut page, &format!("<h3>{product}, {now}</h3>\n<div class=\"pair\">"));
        for locale in [&english, &own] {
            add(&mut page, &card(catalogue, product, moment, locale)?);
        }
        add(&mut page, "</div>\n");
    }
    add(&mut page, "<h2>All words</h2>\n<table>\n");
    let [english, own] = [LOCALES[0].1, words].map(|text| serde_json::from_str::<Value>(text).unwrap_or_default());
    for (key, message) in english["messages"].as_object().into_iter().flatten() {
        let said = forms(message).into_iter().map(|(_, form)| form).collect::<Vec<_>>().join(" / ");
        let fields = forms(&own["messages"][key]);
        let fields = fields.into_iter().map(|(form, text)| (format!("messages/{key}{form}"), text));
        row(&mut page, key, &said, fields, language);
    }
    add(&mut page, "</table>\n");
    for topic in &topics {
        let texts = topic.texts(language);
        add(&mut page, &format!("<h2>Texts of {}</h2>\n<table>\n", topic.stem()));
        for english in Catalogue::texts(&topic.text).map_err(|problems| problems.to_string())? {
            let of = english.hash();
            let text = texts.as_ref().and_then(|texts| texts.text(&of)).unwrap_or_default();
            let field = [(format!("texts/{}/{of}", topic.stem()), text)];
            row(&mut page, &english.place, &english.words, field.into_iter(), language);
        }
        add(&mut page, "</table>\n");
    }
    add(
        &mut page,
        &format!(
            "<h2>Done</h2>\n<p><label>Remarks<br><textarea data-field=\"remarks\" lang=\"en\"></textarea></label></p>\n\
             <p><label><input type=\"checkbox\" id=\"whole\"> I speak this language, and have read all of it.</label></p>\n\
             <p><button>Write the file</button> <output></output></p>\n\
             <script>const LANGUAGE = \"{language}\";\n{SCRIPT}</script>\n</html>\n"
        ),
    );
    Ok(page)
}

fn add(page: &mut String, text: &str) {
    page.write_str(text).expect("a text takes all");
}

/// A card, and below it the sentence for readers without script.
fn card(catalogue: &Catalogue, product: &str, now: When, locale: &Locale) -> Result<String, String> {
    let product = catalogue.find(product).map_err(|error| format!("{error}\n"))?;
    let status = evaluate(catalogue, &product, now, Precision::Auto);
    let card = view(&status, locale, Setting::default());
    // A second card of one page has no ids of its own, and no links to follow.
    let still = |drawn: String| drawn.replace(" id=\"", " data-id=\"").replace(" href=\"", " data-href=\"");
    let drawn = still(html(&markup::card(&card)));
    let sentence = still(html(&markup::sentence(&plain_sentence(&status, locale))));
    let (language, direction) = (&locale.language, locale.direction.name());
    Ok(format!("<div lang=\"{language}\" dir=\"{direction}\">{drawn}<p class=\"plain\">{sentence}</p></div>"))
}

/// A line of a table: what is said in English, and a box for each text of the language.
fn row<'t>(
    page: &mut String,
    name: &str,
    english: &str,
    fields: impl Iterator<Item = (String, &'t str)>,
    language: &str,
) {
    let mut boxes = String::new();
    for (field, text) in fields {
        let (field, text) = (attribute_value(&field), attribute_value(text));
        let rows = text.chars().count() / 60 + 1;
        add(
            &mut boxes,
            &format!(
                "<textarea data-field=\"{field}\" lang=\"{language}\" dir=\"auto\" rows=\"{rows}\">{text}</textarea>"
            ),
        );
    }
    let (name, english) = (attribute_value(name), attribute_value(english));
    add(page, &format!("<tr><th>{name}</th><td lang=\"en\">{english}</td><td>{boxes}</td></tr>\n"));
}

/// The texts of a message: one; or one for each plural category, which has its name in front.
fn forms(message: &Value) -> Vec<(String, &str)> {
    match message {
        Value::Object(forms) => {
            forms.iter().map(|(category, form)| (format!("/{category}"), form.as_str().unwrap_or_default())).collect()
        }
        text => vec![(String::new(), text.as_str().unwrap_or_default())],
    }
}

/// Takes in what a reviewer has changed: the file that the page wrote, and the folder with `locale` and `catalogue`. Says
/// what it has changed. A language is written anew only if it can be read with the changes.
///
/// # Errors
/// The file is none of that page, or a change fits nothing; then nothing is written.
pub(super) fn apply(path: &Path, www: &Path) -> Result<String, String> {
    let review: Value = serde_json::from_str(&read(path)?).map_err(|error| format!("{}: {error}\n", path.display()))?;
    let fault = |message: &str| format!("{}: {message}\n", path.display());
    let language = review["language"].as_str().filter(|tag| LOCALES.iter().any(|(known, _)| known == tag));
    let language = language.ok_or_else(|| fault("is no file that a review wrote"))?;
    let locale = www.join("locale").join(format!("{language}.json"));
    let mut files: Vec<(PathBuf, Value)> = Vec::new();
    let mut faults = String::new();
    let mut changed = 0;
    for (field, text) in review["changes"].as_object().into_iter().flatten() {
        let parts: Vec<_> = field.split('/').collect();
        let file = match parts[..] {
            ["texts", topic, _] => &www.join("catalogue").join(topic).join(format!("{language}.json")),
            _ => &locale,
        };
        match change(opened(&mut files, file)?, &parts, text) {
            Some(()) => changed += 1,
            None => faults.push_str(&fault(&format!("{field} is nothing that {} has", file.display()))),
        }
    }
    if review["whole"] == true {
        opened(&mut files, &locale)?["reviewed"] = json!(true);
    }
    for (file, json) in &files {
        let text = json.to_string();
        let problems = match json.get("messages") {
            // A region's file is whole only with its language's.
            Some(_) if json.get("of").is_none() => Locale::read(&text).err(),
            Some(_) => None,
            None => Translations::read(&text).err(),
        };
        faults.extend(problems.into_iter().map(|problems| super::report(&file.display().to_string(), &problems)));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    for (file, json) in &files {
        fs::write(file, laid_out(json)).map_err(|error| format!("{}: cannot be written: {error}\n", file.display()))?;
    }
    let remarks = review["remarks"].as_str().filter(|text| !text.is_empty());
    let remarks = remarks.map_or(String::new(), |remarks| format!("remarks: {remarks}\n"));
    Ok(format!("{remarks}{changed} texts of {language} changed in {} files\n", files.len()))
}

/// What a file says, which is read when it is first asked for.
fn opened<'f>(files: &'f mut Vec<(PathBuf, Value)>, file: &Path) -> Result<&'f mut Value, String> {
    let known = files.iter().position(|(known, _)| known == file);
    let place = known.unwrap_or(files.len());
    if known.is_none() {
        let json = serde_json::from_str(&read(file)?).map_err(|error| format!("{}: {error}\n", file.display()))?;
        files.push((file.to_owned(), json));
    }
    Ok(&mut files[place].1)
}

/// Puts a text in its place; none where there is no such place.
fn change(file: &mut Value, parts: &[&str], text: &Value) -> Option<()> {
    let text = text.as_str().filter(|text| !text.trim().is_empty())?;
    let place = match parts {
        ["messages", key] => file.get_mut("messages")?.get_mut(key).filter(|message| message.is_string())?,
        ["messages", key, category] => file.get_mut("messages")?.get_mut(key)?.get_mut(category)?,
        ["texts", _, of] => {
            let texts = file.get_mut("texts")?.as_array_mut()?;
            texts.iter_mut().find(|text| text["of"] == *of)?.get_mut("text")?
        }
        _ => return None,
    };
    *place = text.into();
    Some(())
}

/// A file as ours are laid out: an entry a line, and inside of it none.
fn laid_out(json: &Value) -> String {
    let lines = |entries: Vec<String>| entries.join(",\n");
    let inside = |value: &Value| match value {
        Value::Object(fields) if fields.values().all(Value::is_string) => spaced(fields),
        value => value.to_string().replace("\",\"", "\", \""),
    };
    let entries = json.as_object().into_iter().flatten().map(|(name, value)| {
        let name = Value::from(name.as_str());
        match value {
            Value::Object(fields) if name == "messages" || name == "builder" => {
                let fields =
                    fields.iter().map(|(key, value)| format!("    {}: {}", Value::from(key.as_str()), inside(value)));
                format!("  {name}: {{\n{}\n  }}", lines(fields.collect()))
            }
            Value::Array(entries) if name == "texts" => {
                let entries = entries.iter().map(|entry| match entry.as_object() {
                    Some(fields) => format!("    {{{}}}", spaced(fields).trim_matches(['{', '}', ' '])),
                    None => format!("    {entry}"),
                });
                format!("  {name}: [\n{}\n  ]", lines(entries.collect()))
            }
            value => format!("  {name}: {}", inside(value)),
        }
    });
    format!("{{\n{}\n}}\n", lines(entries.collect()))
}

/// An object of texts on one line.
fn spaced(fields: &Map<String, Value>) -> String {
    let fields: Vec<_> =
        fields.iter().map(|(name, value)| format!("{}: {value}", Value::from(name.as_str()))).collect();
    format!("{{ {} }}", fields.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_ours_is_laid_out_as_a_review_lays_it_out() {
        for folder in ["locale", "catalogue/kaspersky-us", "catalogue/windows-10"] {
            for entry in fs::read_dir(Path::new("www").join(folder)).expect("a folder") {
                let path = entry.expect("a file").path();
                let text = fs::read_to_string(&path).expect("a text");
                let json = serde_json::from_str(&text).expect("JSON");
                assert_eq!(laid_out(&json), text, "{}", path.display());
            }
        }
    }
}
