//! Languages on the command line: what each lacks, a new one, and what somebody who speaks one has mended.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use super::{folder, run};

/// Of a language that has just been added, no topic has texts yet: its file alone is enough. What was begun is whole.
#[test]
fn a_language_has_the_texts_of_every_topic_or_of_none() {
    let said = run(&["check", "--languages"]);
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/catalogue");
    let mut translated = BTreeSet::new();
    for folder in fs::read_dir(catalogue).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if folder.is_dir() {
            let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
            translated.extend(files.filter_map(|file| Some(file.file_stem()?.to_string_lossy().into_owned())));
        }
    }
    assert!(translated.len() > 22, "{translated:?}");
    let printed = said.out + &said.error;
    // Each line is "TOPIC: LANGUAGE: NUMBER missing: PLACES".
    let lacking = printed.lines().filter(|line| line.contains(" missing: "));
    let half: Vec<_> = lacking.filter(|line| line.split(": ").any(|part| translated.contains(part))).collect();
    assert!(half.is_empty(), "{half:#?}");
    assert!(printed.contains(" topics in ") && printed.ends_with(" texts missing\n"), "{printed}");
}

#[test]
fn what_a_language_lacks_is_named() {
    let sources = sources("languages-lacking");
    let file = sources.join("catalogue/windows-10/de.json");
    let mut german: Value = serde_json::from_str(&fs::read_to_string(&file).expect("a file")).expect("JSON");
    let texts = german["texts"].as_array_mut().expect("texts");
    texts.remove(0);
    texts[0]["of"] = json!("00000000");
    fs::write(&file, german.to_string()).expect("it is written");
    let topic = sources.join("catalogue/windows-10.json");
    let topic = topic.to_str().expect("UTF-8");
    let said = run(&["check", "--languages", topic]);
    let lacking = format!("{topic}: de: 2 missing: title, phrase\n");
    assert!(said.code == 1 && said.error.contains(&lacking), "{said:?}");
    let warned = run(&["check", topic]);
    let shown = format!("{topic}: warning: de: shows 2 texts in another language: title, phrase\n");
    assert!(warned.code == 0 && warned.out.contains(&shown), "{warned:?}");
    let warned = run(&["check", file.to_str().expect("UTF-8")]);
    for doubt in ["phrase: was made from other English than the topic has now", "title: has no translation"] {
        assert!(warned.code == 0 && warned.out.contains(doubt), "{doubt}: {warned:?}");
    }
}

#[test]
fn every_file_of_a_language_is_checked_without_a_doubt() {
    let www = Path::new(env!("CARGO_MANIFEST_DIR")).join("www");
    let mut files = Vec::new();
    for folder in ["locale", "catalogue/kaspersky-us", "catalogue/windows-10"] {
        files.extend(fs::read_dir(www.join(folder)).expect("a folder").map(|entry| entry.expect("a file").path()));
    }
    assert!(files.len() > 75, "{}", files.len());
    let paths: Vec<_> = files.iter().map(|path| path.to_str().expect("UTF-8")).collect();
    let said = run(&[&["check"], &paths[..]].concat());
    assert_eq!((said.code, said.error.as_str(), said.out.matches("warning").count()), (0, "", 0), "{}", said.out);
}

#[test]
fn a_new_language_has_all_to_be_written_and_is_written_over_nothing() {
    let out = folder("new-language").join("cy.json");
    let path = out.to_str().expect("UTF-8");
    assert_eq!(run(&["new-language", "cy", "--out", path]).code, 0);
    let text = fs::read_to_string(&out).expect("a file");
    assert!(text.contains("\"# plain.choose\": \"Choose a replacement.\",\n    \"plain.choose\": \"\""), "{text}");
    let again = run(&["new-language", "cy", "--out", path]);
    assert!(again.code == 1 && again.error.contains("cy.json: cannot be written: "), "{again:?}");
    let said = run(&["check", path]);
    assert!(said.code == 1 && said.error.lines().count() > 180, "{said:?}");
    let none = run(&["new-language", "qqq"]);
    assert_eq!((none.code, none.error.as_str()), (1, "qqq: CLDR has no plural rules for a language of that tag\n"));
}

#[test]
fn a_page_for_a_reader_has_every_text_beside_its_english() {
    let out = folder("review").join("review.html");
    let path = out.to_str().expect("UTF-8");
    assert_eq!(run(&["review", "fa", "--out", path]).code, 0);
    let page = fs::read_to_string(&out).expect("a page");
    assert!(page.matches("<textarea").count() > 270 && page.contains("dir=\"rtl\""), "{}", page.len());
    for said in ["data-field=\"messages/relative.days/one\"", "data-field=\"texts/windows-10/", "three things first"] {
        assert!(page.contains(said), "{said}");
    }
    // Whatever is in a text is text, and no card has a link to follow.
    assert_eq!((page.matches("<script").count(), page.matches(" href=").count()), (1, 0));
    assert_eq!(run(&["review", "tlh"]).code, 1);
}

#[test]
fn what_a_reader_has_mended_is_taken_in() {
    let sources = sources("review-apply");
    let topic = include_str!("../../www/catalogue/windows-10/de.json");
    let topic: Value = serde_json::from_str(topic).expect("JSON");
    let field = format!("texts/windows-10/{}", topic["texts"][0]["of"].as_str().expect("a hash"));
    let review = json!({ "language": "de", "whole": true, "remarks": "Fine.", "changes": {
        "messages/calendar": "In den Kalender",
        "messages/relative.days/one": "{n} Tag!",
        field: "Windows 10: Ende",
    }});
    let done = apply(&sources, &review);
    assert_eq!((done.code, done.out.as_str()), (0, "remarks: Fine.\n3 texts of de changed in 2 files\n"), "{done:?}");
    let changed = |path: &str, before: &str| {
        let after = fs::read_to_string(sources.join(path)).expect("a file");
        let lines = before.lines().zip(after.lines()).filter(|(before, after)| before != after).map(|(_, after)| after);
        assert_eq!(before.lines().count(), after.lines().count());
        lines.map(|line| line.trim().to_owned()).collect::<Vec<_>>()
    };
    let german = changed("locale/de.json", include_str!("../../www/locale/de.json"));
    let [reviewed, one, calendar] = &german[..] else { panic!("{german:#?}") };
    assert_eq!(reviewed, "\"reviewed\": true,");
    assert!(calendar.contains("In den Kalender") || one.contains("In den Kalender"), "{german:?}");
    assert!(calendar.contains("\"{n} Tag!\"") || one.contains("\"{n} Tag!\""), "{german:?}");
    let texts = changed("catalogue/windows-10/de.json", include_str!("../../www/catalogue/windows-10/de.json"));
    assert!(texts.len() == 1 && texts[0].ends_with("\"text\": \"Windows 10: Ende\"},"), "{texts:?}");
}

#[test]
fn a_change_that_fits_nothing_changes_nothing() {
    let sources = sources("review-refused");
    for (field, text) in [
        ("messages/no-such", "x"),
        ("messages/calendar/one", "x"),
        ("messages/calendar", ""),
        ("messages/sentence", "no hole"),
        ("messages/relative.days/few", "x"),
        ("texts/windows-10/00000000", "x"),
        ("elsewhere", "x"),
    ] {
        let changes = json!({ "messages/more": "Mehr", field: text });
        let refused = apply(&sources, &json!({ "language": "de", "changes": changes }));
        assert!(refused.code == 1 && !refused.error.is_empty(), "{field}: {refused:?}");
        let german = fs::read_to_string(sources.join("locale/de.json")).expect("a file");
        assert_eq!(german, include_str!("../../www/locale/de.json"), "{field}");
    }
    assert_eq!(apply(&sources, &json!({ "language": "tlh", "changes": {} })).code, 1);
}

fn apply(sources: &Path, review: &Value) -> super::Run {
    let file = sources.join("review.json");
    fs::write(&file, review.to_string()).expect("it is written");
    let [file, sources] = [&file, sources].map(|path| path.to_str().expect("UTF-8"));
    run(&["review", "--apply", file, "--sources", sources])
}

/// A copy of one language and of the topics, to be changed.
fn sources(name: &str) -> PathBuf {
    let www = Path::new(env!("CARGO_MANIFEST_DIR")).join("www");
    let out = folder(name);
    for path in [
        "locale/de.json",
        "catalogue/windows-10.json",
        "catalogue/windows-10/de.json",
        "catalogue/kaspersky-us/de.json",
    ] {
        let to = out.join(path);
        fs::create_dir_all(to.parent().expect("a folder")).expect("it is made");
        fs::copy(www.join(path), to).expect("it is copied");
    }
    out
}
