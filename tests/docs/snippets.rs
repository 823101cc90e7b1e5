//! What readers of the documentation copy: code for a page is what the builder's check lets through, a topic is one, and a
//! command has each flag that is written.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use html5gum::{Token, Tokenizer};
use phaseout::{
    Catalogue,
    card::Card,
    catalogue::Translations,
    snippet::{
        Form,
        check::{Pasted, Published, Script, problems},
    },
};
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::{Page, events, names, pages, root};

#[path = "../shipped.rs"]
mod shipped;

/// The code of a kind on every page, each with the page's path.
fn blocks(kind: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    for page in pages() {
        let mut block = None;
        for event in events(&page.text) {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(of))) if *of == *kind => block = Some(String::new()),
                Event::Text(words) => block.iter_mut().for_each(|it| it.push_str(&words)),
                Event::End(TagEnd::CodeBlock) => blocks.extend(block.take().map(|it| (page.path.clone(), it))),
                _ => {}
            }
        }
    }
    assert!(!blocks.is_empty(), "there is {kind}");
    blocks
}

/// HTML taken apart as the builder page does; of an element whose words are left out, some words.
fn apart(html: &str, place: &str) -> Pasted {
    let mut pasted = Pasted::default();
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::Error(error) => panic!("{place}: {error:?} in {html}"),
            Token::String(words) => pasted.text += &String::from_utf8_lossy(&words.value),
            Token::StartTag(tag) => {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                let attributes: BTreeMap<_, _> =
                    tag.attributes.iter().map(|(name, value)| (text(name), text(&value.value))).collect();
                let value = |name: &str| attributes.get(name).cloned().unwrap_or_default();
                match text(&tag.name).as_str() {
                    "phase-out" => {
                        pasted.form = Some(Form::Element);
                        pasted.attributes = attributes.into_iter().collect();
                    }
                    "iframe" | "amp-iframe" if value("src").contains("embed.html") => {
                        let address = url::Url::parse(&value("src")).unwrap_or_else(|error| panic!("{place}: {error}"));
                        pasted.form = Some(Form::Frame);
                        pasted.attributes = address.query_pairs().into_owned().collect();
                    }
                    "script" if attributes.contains_key("src") => pasted.scripts.push(Script {
                        src: value("src"),
                        kind: value("type"),
                        integrity: value("integrity"),
                        crossorigin: attributes.contains_key("crossorigin"),
                    }),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    pasted
}

/// What the builder page would say of a snippet.
fn said(html: &str, place: &str) -> Vec<String> {
    let pasted = apart(html, place);
    let topic = shipped::topic("kaspersky-us");
    let languages = ["en".to_owned()];
    // A hash is left out where it would be read; the builder page has the one of its own folder.
    let hash = pasted.scripts.iter().map(|it| it.integrity.clone()).find(|it| !it.is_empty()).unwrap_or_default();
    let published = Published { catalogue: Some(&topic), languages: &languages, integrity: &hash };
    problems(&pasted, published).iter().map(|it| format!("{}: {}", it.place, it.message)).collect()
}

#[test]
fn code_for_a_page_is_what_the_builder_lets_through() {
    let mut snippets = 0;
    for (place, html) in blocks("html") {
        if !(html.contains("<phase-out") || html.contains("embed.html")) {
            continue;
        }
        let mut said = said(&html, &place);
        // A page about styles says nothing of the script.
        said.retain(|it| html.contains("<script") || !it.starts_with("script: with phaseout.js is missing"));
        assert!(said.is_empty(), "{place}: {}\n{html}", said.join("; "));
        snippets += 1;
    }
    assert!(snippets >= 5, "only {snippets}");
}

#[test]
fn code_that_would_not_do_is_found() {
    for (html, fault) in [
        ("<phase-out prodcut=\"kaspersky-free\">Words.</phase-out>", "prodcut: is no attribute"),
        ("<phase-out product=\"kaspersky-fre\"></phase-out>", "sentence: is missing"),
        (
            "<phase-out>Words.</phase-out><script src=\"https://a.example/phaseout.js\"></script>",
            "script: has the type",
        ),
        ("<iframe src=\"https://a.example/embed.html?prodcut=x\"></iframe>", "prodcut: is no attribute"),
    ] {
        let said = said(html, "here");
        assert!(said.iter().any(|it| it.starts_with(fault)), "{html}: {said:?}");
    }
}

#[test]
fn a_topic_its_translation_and_a_card_are_what_they_are_said_to_be() {
    let mut topics = Vec::new();
    let mut read = 0;
    for (place, text) in blocks("json") {
        let value: serde_json::Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{place}: {error}"));
        if value.get("texts").is_some() {
            let translations = Translations::read(&text).unwrap_or_else(|problems| panic!("{place}: {problems}"));
            let topic: &String = topics.last().unwrap_or_else(|| panic!("{place}: a translation of what?"));
            let doubts = translations.doubts(topic).unwrap_or_else(|problems| panic!("{place}: {problems}"));
            // Cut down to one text, it lacks the others; of what it has, none is of another English.
            assert!(doubts.iter().all(|it| it.message.contains("missing")), "{place}: {doubts:?}");
            assert!(Catalogue::read_in(topic, &[translations]).is_ok(), "{place}");
        } else if value.get("facts").is_some() {
            Card::read(&text).unwrap_or_else(|problem| panic!("{place}: {problem}"));
        } else {
            Catalogue::read(&text).unwrap_or_else(|problems| panic!("{place}: {problems}"));
            topics.push(text);
        }
        read += 1;
    }
    assert!(read >= 3 && !topics.is_empty(), "{read} read, {} topics", topics.len());
}

#[test]
fn rust_stands_in_the_readme_alone_which_is_a_doc_test() {
    let places: Vec<_> = blocks("rust").into_iter().map(|(place, _)| place).collect();
    assert!(places.iter().all(|place| place == "README.md"), "{places:?}");
}

#[test]
fn javascript_is_some_and_takes_what_the_package_has() {
    const TYPES: &str = include_str!("../../www/phaseout.d.ts");
    for (place, script) in blocks("js") {
        let mut node = Command::new("node");
        let check = node.args(["--input-type=module", "--check", "-"]).stdin(std::process::Stdio::piped());
        let mut child = check.stderr(std::process::Stdio::piped()).spawn().expect("Node.js runs");
        std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), script.as_bytes()).expect("it is read");
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{place}: {}\n{script}", String::from_utf8_lossy(&output.stderr));
        for names in script.split("import {").skip(1).filter(|it| it.contains("} from \"phaseout\"")) {
            for name in names.split('}').next().unwrap_or_default().split(',').map(str::trim) {
                assert!(TYPES.contains(&format!("export function {name}(")), "{place}: {name}");
            }
        }
    }
}

/// What the page, the command line and the card can say.
fn sayings() -> String {
    let mut sayings = include_str!("../../www/locale/en.json").to_owned();
    for name in names("www").iter().filter(|name| Path::new(name).extension().is_some_and(|it| it == "js")) {
        sayings += &fs::read_to_string(root().join("www").join(name)).expect("UTF-8");
    }
    sayings
}

#[test]
fn what_is_quoted_with_a_hole_in_it_is_what_we_say() {
    let page = pages().into_iter().find(|page| page.path == "docs/troubleshooting.md").expect("it is there");
    let sayings = sayings();
    let mut quoted = 0;
    for cell in page.text.split('|') {
        // In code, or in quotation marks.
        for saying in cell.split(['`', '"']).skip(1).step_by(2).filter(|it| it.contains('…')) {
            for part in saying.split(['…', ':', '`']).map(str::trim).filter(|part| part.len() > 8) {
                assert!(sayings.contains(part), "{saying}: nothing says \"{part}\"");
                quoted += 1;
            }
        }
    }
    assert!(quoted > 10, "only {quoted}");
}

/// The commands that a page tells to type: in blocks for a console, each behind a `$`, and among words.
fn commands(page: &Page) -> Vec<String> {
    let mut commands = Vec::new();
    let mut is_console = false;
    for event in events(&page.text) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) => {
                is_console = *kind == *"console" || *kind == *"sh";
            }
            Event::End(TagEnd::CodeBlock) => is_console = false,
            Event::Text(words) if is_console => {
                commands.extend(words.lines().map(|line| line.trim_start_matches("$ ").to_owned()));
            }
            Event::Code(words) => commands.push(words.into_string()),
            _ => {}
        }
    }
    commands
}

/// The arguments of our command line in a command, however it is started; none in another.
fn arguments(command: &str) -> Option<&str> {
    let command = command.rsplit(" | ").next().unwrap_or_default();
    let command = command.split(" #").next().unwrap_or_default();
    let ours = ["phaseout ", "cargo run --features cli -- "].iter().find_map(|front| command.strip_prefix(front));
    ours.filter(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
}

#[test]
fn every_command_has_the_flags_that_are_written() {
    let mut helps: BTreeMap<String, String> = BTreeMap::new();
    let mut tried = 0;
    // What was there once is told as it was.
    for page in pages().iter().filter(|page| page.path != "CHANGELOG.md") {
        for command in commands(page) {
            let Some(arguments) = arguments(&command) else { continue };
            let mut words = arguments.split_whitespace().map(|word| word.trim_matches('\''));
            let subcommand = words.next().expect("a word").to_owned();
            let help = helps.entry(subcommand.clone()).or_insert_with(|| help(&subcommand, &page.path));
            for flag in words.filter(|word| word.starts_with("--")) {
                let flag = flag.split('=').next().unwrap_or_default();
                let is_there = help.split([' ', '\n', ',', '=', '[']).any(|word| word == flag);
                assert!(is_there, "{}: `{command}`: no {flag}", page.path);
            }
            tried += 1;
        }
    }
    assert!(tried > 20 && helps.len() > 7, "{tried} commands of {} kinds", helps.len());
}

/// What a subcommand says of itself.
fn help(subcommand: &str, place: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_phaseout")).args([subcommand, "--help"]).output().expect("it runs");
    assert!(output.status.success(), "{place}: `phaseout {subcommand}` is none");
    String::from_utf8(output.stdout).expect("UTF-8")
}
