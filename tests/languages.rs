//! The languages that ship: whole, listed in the documentation as they are, and to be read in one place.
#![cfg(not(target_arch = "wasm32"))]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use expect_test::expect_file;
use phaseout::{
    Catalogue, Locale, Now, Precision, When, best_language, evaluate,
    locale::Key,
    view::{Setting, plain_sentence, view},
    words,
};
use serde_json::{Value, json};

use self::shipped::{LOCALES, topic as shipped_topic};

#[path = "shipped.rs"]
mod shipped;

const LISTED: &str = include_str!("../docs/languages.md");
/// Where the page chooses a language, and where everything else does.
const PAGES: &str = include_str!("../www/language.js");
const LANGUAGE: &str = include_str!("../src/language.rs");

/// One product of each scope, a reseller's and one that is not listed; in each phase that it can be in.
const CARDS: [(&str, &str); 9] = [
    ("kaspersky-premium", "2024-06-24T12:00:00Z"),
    ("kaspersky-premium", "2024-09-28T20:58:59-07:00"),
    ("kaspersky-premium", "2026-11-21T00:00:00Z"),
    ("kaspersky-threat-intelligence", "2026-11-21T00:00:00Z"),
    ("kaspersky-consulting", "2024-08-01T00:00:00Z"),
    ("kaspersky-scan-engine", "2024-08-01T00:00:00Z"),
    ("kaspersky-scan-engine", "2024-09-29T00:00:00-04:00"),
    ("Kaspersky Quantum", "2024-07-21T03:59:59Z"),
    ("kaspersky-edr-optimum", "2024-09-30T12:00:00Z"),
];

#[test]
fn there_are_languages_enough_for_most_readers_of_news() {
    let whole = LOCALES.iter().filter(|(tag, _)| tag.len() == 2 || tag.starts_with("zh-Han"));
    assert!(whole.count() >= 24);
}

#[test]
fn every_language_is_whole_says_its_own_tag_and_leaves_no_doubt() {
    for (tag, text) in LOCALES {
        let locale = Locale::read(text).unwrap_or_else(|problems| panic!("{tag}: {problems:#?}"));
        assert_eq!(locale.language, *tag);
        let doubts = Locale::doubts(text, LOCALES[0].1).expect("both are whole");
        assert!(doubts.is_empty(), "{tag}: {doubts:#?}");
    }
}

#[test]
fn what_each_language_says_is_as_it_was() {
    let expected = include_str!("locale/sentences.txt");
    let is_update = std::env::var_os("UPDATE_EXPECT").is_some();
    let catalogue = shipped_topic("kaspersky-us");
    let mut all = String::new();
    for (tag, text) in LOCALES {
        // A language that is new has said nothing before.
        if !is_update && !expected.lines().any(|line| line == *tag) {
            continue;
        }
        let locale = Locale::read(text).expect("valid");
        all += &format!("{tag}\n");
        for (name, now) in CARDS {
            let product = catalogue.find(name).expect("of the maker");
            let status = evaluate(&catalogue, &product, moment(now), Precision::Auto);
            let card = view(&status, &locale, Setting { frozen: true, ..Setting::default() });
            all += &format!("  {} · {}\n", card.headline, words(&card.sentence));
            assert_eq!(card.rows.len(), status.milestones.len(), "a row is its milestone's");
            for row in card.announced.known().into_iter().chain(&card.rows) {
                all += &format!("    {}: {} ({})\n", row.label, row.date, row.relative);
            }
            if let Some(clock) = card.countdown.known() {
                all += &format!("    {}: {}\n", clock.label, clock.spoken);
            }
            all += &format!("    {}\n", words(&card.action.sentence));
            all += &format!("    {}\n", words(&plain_sentence(&status, &locale)));
        }
        let status = evaluate(&catalogue, &catalogue.products[0], moment("2024-08-01"), Precision::Auto);
        let card = view(&status, &locale, Setting { frozen: true, ..Setting::default() });
        all += &format!("  {} {}\n", card.frozen.unwrap_or_default(), card.as_of);
        all +=
            &format!("  {}\n", [0, 1, 2, 3, 5, 11, 21, 100, 102].map(|n| locale.count(Key::SpanHours, n)).join(" · "));
        all += &kinds(&locale);
    }
    if is_update {
        return expect_file!["locale/sentences.txt"].assert_eq(&all);
    }
    // Line by line: a difference of two texts as long as these takes minutes to find.
    for (number, (line, expected)) in (1..).zip(all.lines().zip(expected.lines())) {
        assert_eq!(line, expected, "tests/locale/sentences.txt, line {number}; UPDATE_EXPECT=1 writes it anew");
    }
    assert_eq!(all.lines().count(), expected.lines().count(), "lines of tests/locale/sentences.txt");
}

/// What a language says of each effect in each state, in a topic of its kind.
fn kinds(locale: &Locale) -> String {
    let mut all = String::new();
    let mut told = Told { locale, before: Vec::new() };
    for (effect, kind) in [
        ("end-of-updates", "end-of-support"),
        ("end-of-paid-updates", "end-of-support"),
        ("end-of-sales", "end-of-support"),
        ("end-of-resale", "end-of-support"),
        ("end-of-service", "switch-off"),
        ("rule-begins", "rule"),
    ] {
        all += &format!("  {effect}\n");
        let mut say = |date: Value, now: &str| {
            let mut milestone = date;
            milestone["effect"] = effect.into();
            let topic = topic(kind, &json!([milestone]), &json!(["Acme"]));
            all += &told.line(&topic, "Acme", moment(now));
        };
        say(json!({ "last": "2027-10-12" }), "2027-10-01");
        say(json!({ "last": "2027-10-12" }), "2028-12-13");
        if effect == "end-of-updates" {
            say(json!({ "at": "2027-10-12" }), "2027-10-11");
            say(json!({ "last": "2027-10" }), "2027-09-30");
            say(json!({ "last": "2027-10" }), "2027-11-01");
            say(json!({ "at": "2027-10" }), "2027-08-31");
            say(json!({ "at": "2029-01", "floor": true }), "2028-12-31");
        }
        say(json!({ "state": "ended" }), "2027-10-01");
        say(json!({ "state": "open" }), "2027-10-01");
        say(json!({ "at": "2029-01-01", "floor": true }), "2027-10-01");
        say(json!({ "at": "2029-01-01", "floor": true }), "2029-03-01");
    }
    all += "  and\n";
    let steps =
        json!([{ "effect": "rule-begins", "at": "2027-03-15" }, { "effect": "rule-begins", "at": "2029-03-15" }]);
    all += &told.line(&topic("rule", &steps, &json!(["Acme"])), "Acme", moment("2027-10-01"));
    let updates = json!({ "effect": "end-of-updates", "last": "2027-10-12" });
    let paid = json!([updates, { "effect": "end-of-paid-updates", "last": "2028-10-10" }]);
    all += &told.line(&topic("end-of-support", &paid, &json!(["Acme"])), "Acme", moment("2028-01-01"));
    let mut moved = updates.clone();
    moved["was"] = json!([{ "last": "2026-10-13", "changed": "2026-06-25" }]);
    let products = json!([
        "Acme",
        { "name": "Acme Forge", "scope": "conditional", "condition": "…" },
        { "name": "Acme Course", "scope": "excluded" },
    ]);
    let listed = topic("end-of-support", &json!([moved]), &products);
    for name in ["Acme Forge", "Acme Course", "Acme Quantum"] {
        all += &told.line(&listed, name, moment("2027-10-01"));
    }
    let mut named = updates;
    named["products"] = json!(["acme"]);
    all += &told.line(&topic("end-of-support", &json!([named]), &products), "Acme Quantum", moment("2027-10-01"));
    let acme = listed.find("Acme").expect("it is listed");
    let status = evaluate(&listed, &acme, Now::live(1_577_836_800_000, None), Precision::Auto);
    let card = view(&status, locale, Setting::default());
    all += &format!("    {} · {} {}\n", card.headline, words(&card.sentence), card.as_of);
    all += &format!("    {}\n", card.rows[0].moved.as_deref().unwrap_or_default());
    for key in [Key::RelativeYears, Key::RelativeMonths, Key::RelativeDays, Key::RelativeAndMonths] {
        all += &format!("    {}\n", [1, 2, 3, 5, 11, 21].map(|number| locale.count(key, number)).join(" · "));
    }
    all
}

/// What a language has told so far.
struct Told<'l> {
    locale: &'l Locale,
    before: Vec<String>,
}

impl Told<'_> {
    /// Badge, sentence, date and distance; and below, what to do and the sentence without script, where they are new.
    fn line(&mut self, topic: &Catalogue, name: &str, now: When) -> String {
        let product = topic.find(name).expect("of the maker");
        let status = evaluate(topic, &product, now, Precision::Auto);
        let card = view(&status, self.locale, Setting { frozen: true, ..Setting::default() });
        let row = card.rows.last().map(|row| {
            let relative = if row.relative.is_empty() { String::new() } else { format!(" · {}", row.relative) };
            format!(" [{}: {}{relative}]", row.label, row.date)
        });
        let mut line = format!("    {} · {}{}\n", card.headline, words(&card.sentence), row.unwrap_or_default());
        for below in [words(&card.action.sentence), words(&plain_sentence(&status, self.locale))] {
            if !self.before.contains(&below) {
                line += &format!("      {below}\n");
                self.before.push(below);
            }
        }
        line
    }
}

/// A topic of a kind about Acme's products, the list of which is not complete.
fn topic(kind: &str, milestones: &Value, products: &Value) -> Catalogue {
    let topic = json!({
        "format": 2,
        "title": "Acme",
        "kind": kind,
        "maker": "Acme",
        "exhaustive": false,
        "checked": "2026-11-25",
        "sources": ["https://law.example/"],
        "milestones": milestones,
        "products": products,
    });
    Catalogue::read(&topic.to_string()).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn the_documentation_lists_each_language_as_its_file_has_it() {
    let mut table = "| tag | language | read | plural forms | state |\n| --- | --- | --- | --- | --- |\n".to_owned();
    for (tag, text) in LOCALES {
        let file: Value = serde_json::from_str(text).expect("JSON");
        let way = if file["direction"] == "rtl" { "right to left" } else { "left to right" };
        let forms = file["messages"]["relative.days"].as_object().expect("forms").len();
        let review = match file["reviewed"].as_bool() {
            _ if *tag == "en" => "the original",
            Some(true) => "reviewed",
            _ => "not reviewed",
        };
        table += &format!("| `{tag}` | {} | {way} | {forms} | {review} |\n", file["name"].as_str().expect("a name"));
    }
    let (before, rest) = LISTED.split_once("<!-- languages -->\n").expect("a mark");
    let (_, after) = rest.split_once("<!-- end of languages -->").expect("a mark behind it");
    let whole = format!("{before}<!-- languages -->\n{table}<!-- end of languages -->{after}");
    expect_file!["../docs/languages.md"].assert_eq(&whole);
}

/// A new language is its own file: what runs or builds a card has no list of them that would have to grow.
#[test]
fn nothing_lists_the_languages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "www", "xtask/src", "build.rs"] {
        sources(&root.join(folder), &mut files);
    }
    assert!(files.len() > 150, "{}", files.len());
    for path in files {
        let text = fs::read_to_string(&path).expect("a text");
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let is_there = |tag: &&str| ["\"", "'"].iter().any(|quote| text.contains(&format!("{quote}{tag}{quote}")));
        let named: Vec<_> = LOCALES.iter().map(|(tag, _)| *tag).filter(is_there).collect();
        // Examples of one or two, and what is written from right to left or by another name, are no list.
        assert!(named.len() < 9, "{} names {named:?}", path.display());
    }
}

/// Every script and source below a folder; or the file itself.
fn sources(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_dir() {
        fs::read_dir(path).expect("a folder").for_each(|entry| sources(&entry.expect("an entry").path(), files));
    } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "js") {
        files.push(path.to_owned());
    }
}

/// Tags as readers and editors write them: of each language that there is and of some that there are not, with scripts
/// and regions, by old names, in either case, and what is none.
fn tags() -> Vec<String> {
    let mut languages: Vec<&str> = LOCALES.iter().map(|(tag, _)| *tag).collect();
    languages
        .extend(["zh", "cmn", "yue", "iw", "in", "tl", "no", "nb", "id", "fil", "sr", "zha", "tlh", "e", "x", "ZH"]);
    let mut tags = vec![String::new(), "-".into(), "constructor".into(), "en--US".into(), "\u{212A}o".into()];
    for language in languages {
        for script in ["", "-Hant", "_hans", "-Latn"] {
            for region in ["", "-TW", "_HK", "-MO", "-CN", "-BR", "-PT", "-419", "-US-x-own"] {
                tags.push(format!("{language}{script}{region}"));
            }
        }
    }
    tags
}

/// What there may be to choose from: the languages that ship, and others with regions.
fn known() -> Vec<Vec<&'static str>> {
    vec![
        LOCALES.iter().map(|(tag, _)| *tag).collect(),
        vec!["en", "pt-PT", "pt", "pt-BR", "zh-TW", "zh", "id", "nb"],
        vec!["pt-BR", "pt-PT", "zh-Hant-HK", "en-GB", "sr-Latn"],
        vec!["zh-Hans", "es-MX"],
        vec![],
    ]
}

#[test]
fn a_reader_gets_the_language_that_was_meant() {
    let there: Vec<&str> = LOCALES.iter().map(|(tag, _)| *tag).collect();
    for (wanted, language) in [
        ("en_US", "en"),
        ("EN", "en"),
        ("en-GB-oxendict", "en"),
        ("pt_BR", "pt"),
        ("pt-PT", "pt-PT"),
        ("fr-CA", "fr"),
        ("es-419", "es-419"),
        ("iw", "he"),
        ("iw-IL", "he"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("ZH-hans-HK", "zh-Hans"),
        ("cmn", "zh-Hans"),
        ("yue-Hans", "zh-Hans"),
        ("zh_TW", "zh-Hant"),
        ("zh-HK", "zh-HK"),
        ("zh-MO", "zh-HK"),
        ("zh-Hant-TW", "zh-Hant"),
        ("cmn-Hant", "zh-Hant"),
        ("yue", "zh-Hant"),
        ("yue-Hant-HK", "zh-HK"),
    ] {
        let best = best_language(wanted, &mut there.iter().copied()).map(|index| there[index]);
        assert_eq!(best, Some(language), "{wanted}");
    }
    for none in ["", "-", "e", "est", "tlh", "sr-Latn", "zha", "constructor"] {
        assert_eq!(best_language(none, &mut there.iter().copied()), None, "{none}");
    }
}

#[test]
fn a_text_of_a_topic_is_chosen_as_the_card_is() {
    let title = json!({ "en": "color", "pt-BR": "cor do Brasil", "zh-TW": "顏色", "es-MX": "color de México" });
    let text = include_str!("catalogue/small.json");
    let mut topic: Value = serde_json::from_str(text).expect("JSON");
    topic["title"] = title.clone();
    let topic = Catalogue::read(&topic.to_string()).expect("valid");
    for (wanted, language) in [
        ("pt-BR", "pt-BR"),
        ("pt_PT", "pt-BR"),
        ("pt", "pt-BR"),
        ("zh-Hant", "zh-TW"),
        ("es", "es-MX"),
        ("fr", "en"),
        ("zh", "en"),
    ] {
        assert_eq!(topic.title.in_language(wanted), title[language], "{wanted}");
    }
}

#[test]
fn the_page_goes_by_the_same_names_of_tags() {
    let pairs = |text: &str, [open, close]: [char; 2]| {
        let (_, table) = text.split_once("const NAMES").expect("a table");
        let (table, _) = table.split_once("];").expect("an end");
        let entries = table.split(open).filter_map(|entry| entry.split_once(close)).map(|(entry, _)| entry.to_owned());
        entries.filter(|entry| entry.starts_with('"')).collect::<Vec<_>>()
    };
    let (ours, the_pages) = (pairs(LANGUAGE, ['(', ')']), pairs(PAGES, ['[', ']']));
    assert!(ours.len() > 10, "{ours:?}");
    assert_eq!(the_pages, ours);
}

#[test]
fn the_page_chooses_as_everything_else_does() {
    let (tags, known) = (tags(), known());
    let script = format!(
        "import {{ bestLanguage }} from './www/language.js';
        const best = {}.map((known) => {}.map((tag) => bestLanguage(tag, known) ?? null));
        console.log(JSON.stringify(best))",
        json!(known),
        json!(tags)
    );
    let run = Command::new("node").args(["--input-type=module", "--eval", &script]).output().expect("Node.js runs");
    let the_pages: Value = serde_json::from_slice(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
    for (known, index) in known.iter().zip(0..) {
        for (tag, at) in tags.iter().zip(0..) {
            let ours = best_language(tag, &mut known.iter().copied()).map(|index| known[index]);
            assert_eq!(the_pages[index][at], json!(ours), "{tag} of {known:?}");
        }
    }
}

fn moment(text: &str) -> When {
    text.parse().expect("a moment")
}
