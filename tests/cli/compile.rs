//! `compile`: the cards that readers load, where they lie, and what is said where there can be none.

use std::{fs, path::Path};

use super::{Run, file, folder, run};

#[test]
fn each_product_has_a_file_and_a_choice_has_all_of_them() {
    let out = folder("compile");
    let done = compile(&["tests/topics/tls-lifetimes.json", "tests/topics/office.json"], &out, &["en", "pt-BR"]);
    assert_eq!(done.code, 0, "{done:?}");
    let mut written = Vec::new();
    files(&out, &mut written);
    written.sort();
    let files = written.len();
    assert_eq!(done.out, format!("{files} files in {}\n", out.display()));
    let of = |start: &str| written.iter().filter(|path| path.starts_with(start)).cloned().collect::<Vec<_>>();
    let office = "cards/1/office/en/";
    assert!(of(office).contains(&format!("{office}office-2021.json")), "{written:?}");
    assert_eq!(of(office).len(), of("cards/1/office/pt/").len());
    assert_eq!(of("cards/1/office/en.json"), ["cards/1/office/en.json"]);
    let card = fs::read_to_string(out.join(office).join("office-2021.json")).expect("a card");
    assert!(phaseout::card::Card::read(&card).is_ok_and(|card| card.subject("office-2021") == Some(0)), "{card}");
}

#[test]
fn without_a_file_ours_are_compiled_in_every_language() {
    let out = folder("compile-ours");
    assert_eq!(compile(&[], &out, &["de"]).code, 0);
    for path in ["kaspersky-us/de/kaspersky-premium.json", "kaspersky-us/de.json", "windows-10/de.json"] {
        assert!(out.join("cards/1").join(path).is_file(), "{path}");
    }
}

#[test]
fn where_one_file_has_a_problem_every_problem_is_said_and_nothing_is_written() {
    let out = folder("compile-wrong");
    let wrong = file("compile-wrong.json", br#"{ "format": 2, "titel": "A ban" }"#);
    let wrong = wrong.to_str().expect("UTF-8");
    let refused = compile(&[wrong, "no-such.json", "tests/topics/office.json"], &out, &["en", "tlh"]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    for said in [
        "compile-wrong.json: top level: unknown field `titel`",
        "compile-wrong.json: top level: products is missing",
        "no-such.json: cannot be read",
        "--lang tlh: no card speaks it; there are ",
    ] {
        assert!(refused.error.contains(said), "{said} in {}", refused.error);
    }
    assert_eq!(fs::read_dir(&out).expect("a folder").count(), 0);
}

#[test]
fn two_topics_of_one_id_are_not_written_over_each_other() {
    let out = folder("compile-twice");
    let topic = "tests/topics/office.json";
    let refused = compile(&[topic, topic], &out, &["en"]);
    let said = format!("{topic}: has the id `office`, as {topic} has: give one of them another\n");
    assert_eq!((refused.code, refused.error), (1, said));
    assert_eq!(fs::read_dir(&out).expect("a folder").count(), 0);
}

fn compile(topics: &[&str], out: &Path, tags: &[&str]) -> Run {
    let tags: Vec<_> = tags.iter().flat_map(|tag| ["--lang", tag]).collect();
    run(&[&["compile"], topics, &["--out", out.to_str().expect("UTF-8")], &tags[..]].concat())
}

/// The paths of all files in a folder, with slashes.
fn files(folder: &Path, found: &mut Vec<String>) {
    let mut folders = vec![folder.to_owned()];
    while let Some(inside) = folders.pop() {
        for entry in fs::read_dir(inside).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let path = path.strip_prefix(folder).expect("inside").to_str().expect("UTF-8").replace('\\', "/");
                found.push(path);
            }
        }
    }
}
