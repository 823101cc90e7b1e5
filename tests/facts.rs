//! What the shipped topics promise beyond being valid: every fact has its source and the date that was read there, and
//! every id its name.
#![cfg(not(target_arch = "wasm32"))]

use phaseout::{
    Catalogue, Named, When,
    catalogue::{Confidence, Milestone, Product, Scope},
    evaluate,
};
use serde_json::Value;

use self::shipped::{LOCALES, TOPICS};

#[path = "shipped.rs"]
mod shipped;

const KASPERSKY: &str = include_str!("../www/catalogue/kaspersky-us.json");
const WINDOWS: &str = include_str!("../www/catalogue/windows-10.json");
const SHIPPED: [&str; 2] = [KASPERSKY, WINDOWS];

/// The days on which the sources were read.
const READ: [&str; 2] = ["2026-11-21", "2026-11-25"];

#[test]
fn shipped_topics_are_valid_and_doubtful_only_where_texts_are_not_translated() {
    for text in SHIPPED {
        let doubts = Catalogue::warnings(text).unwrap_or_else(|problems| panic!("{problems}"));
        for doubt in doubts {
            let is_untranslated = doubt.message.starts_with("language `") && doubt.message.contains("` lacks ");
            // Nothing is common to all editions of Windows 10, listed or not.
            let is_of_editions = text == WINDOWS && doubt.message.contains("every milestone names its products");
            assert!(is_untranslated || is_of_editions, "{doubt}");
        }
    }
}

#[test]
fn every_milestone_scope_and_event_names_its_sources_and_no_source_is_idle() {
    for text in SHIPPED {
        let topic: Value = serde_json::from_str(text).expect("JSON");
        for fact in ["milestones", "background", "products"].into_iter().flat_map(|facts| list(&topic, facts)) {
            assert!(list(fact, "sources").next().is_some(), "{} has no source of its own", fact["id"]);
        }
        let cited: Vec<&Value> = cited(&topic).collect();
        for source in list(&topic, "sources") {
            assert!(text_of(source, "url").starts_with("https://"), "{source}");
            assert!(READ.contains(&text_of(source, "checked")), "{source}");
            assert!(cited.contains(&&source["id"]), "nothing cites {}", source["id"]);
        }
    }
}

#[test]
fn no_fact_is_newer_or_surer_than_its_sources() {
    for text in SHIPPED {
        let topic: Value = serde_json::from_str(text).expect("JSON");
        let source = |id: &Value| list(&topic, "sources").find(|source| source["id"] == *id).expect("a source");
        for fact in ["milestones", "background"].into_iter().flat_map(|facts| list(&topic, facts)) {
            let latest = list(fact, "sources").map(|id| text_of(source(id), "checked")).max().expect("a source");
            assert!(text_of(fact, "checked") <= latest, "{} is checked later than its sources", fact["id"]);
        }
        let facts = ["milestones", "background", "products"].into_iter().flat_map(|facts| list(&topic, facts));
        for fact in facts.filter(|fact| fact["confidence"] == "primary") {
            let is_first_hand = list(fact, "sources").any(|id| text_of(source(id), "kind") != "secondary");
            assert!(is_first_hand, "{} is primary, and no source of it is", fact["id"]);
        }
    }
}

#[test]
fn a_product_is_called_what_its_id_says_and_says_why_where_that_is_inferred() {
    for text in SHIPPED {
        let topic: Value = serde_json::from_str(text).expect("JSON");
        for product in list(&topic, "products") {
            let name = product["name"].as_str().or(product["name"]["en"].as_str()).expect("a name");
            let aliases = list(product, "aliases").filter_map(Value::as_str);
            let id = text_of(product, "id");
            assert!(std::iter::once(name).chain(aliases).any(|name| kebab(name) == id), "{id}");
            assert!(product["basis"] != "inference" || product["note"].is_string(), "{id} says not why");
        }
    }
}

#[test]
fn the_dates_of_the_ban_are_those_that_were_read() {
    let topic = read(KASPERSKY);
    assert_eq!(topic.zone, "America/New_York");
    for (id, at, from, confidence) in [
        ("us-new-agreements", "2024-07-20T00:00:00-04:00", "2024-07-20T04:00:00+00:00", Confidence::Secondary),
        ("vendor-early-cutoff", "2024-09-10T00:00:00-04:00", "2024-09-10T04:00:00+00:00", Confidence::Primary),
        ("us-updates-end", "2024-09-29T00:00:00-04:00", "2024-09-29T04:00:00+00:00", Confidence::Copy),
        ("us-resale-end", "2024-09-29T00:00:00-04:00", "2024-09-29T04:00:00+00:00", Confidence::Secondary),
    ] {
        let milestone = milestone(&topic, id);
        assert_eq!(milestone.at.map(|at| at.to_string()).as_deref(), Some(at), "{id}");
        assert_eq!(milestone.from.expect("a date").to_utc().to_rfc3339(), from, "{id}");
        assert_eq!(milestone.confidence, Some(confidence), "{id}");
    }
    assert_eq!(topic.milestones.len(), 4);
    // The notice about Security for Mobile says noon: its hour is not the others'.
    let early = &milestone(&topic, "vendor-early-cutoff").products;
    assert_eq!(early, &["kaspersky-edr-optimum", "kaspersky-security-for-microsoft-exchange-servers"]);
    for (id, at) in [
        ("us-bod-17-01", "2017-09-13"),
        ("us-ndaa-1634", "2018-10-01"),
        ("us-fcc-2022", "2022-03-25"),
        ("us-fd-announced", "2024-06-20"),
        ("us-ofac", "2024-06-21"),
        ("us-fd-published", "2024-06-24"),
        ("us-entity-list", "2024-06-24"),
        ("us-part-791", "2024-07-18"),
        ("us-fcc-2024-list", "2024-07-23"),
        ("us-fcc-2024-notice", "2024-09-03"),
        ("ultraav-migration", "2024-09"),
        ("google-play", "2024-09-27"),
        ("us-ksn-end", "2024-09-29T00:00:00-04:00"),
        ("free-offer-end", "2025-01"),
        ("us-fcc-2025", "2025-12-26"),
        ("us-fcc-2026", "2026-06-26"),
    ] {
        let event = topic.background.iter().find(|event| event.id == id).unwrap_or_else(|| panic!("{id}"));
        assert_eq!(event.at, at, "{id}");
    }
    assert_eq!((topic.background.len(), topic.announced.as_str()), (16, "us-fd-announced"));
}

#[test]
fn the_scopes_of_the_ban_are_no_surer_than_what_was_read() {
    let topic = read(KASPERSKY);
    let of = |scope: Scope| -> Vec<&str> {
        topic.products.iter().filter(|product| product.scope == scope).map(|product| product.id.as_str()).collect()
    };
    assert_eq!(of(Scope::Excluded), ["kaspersky-threat-intelligence", "kaspersky-security-training"]);
    assert_eq!(of(Scope::Conditional), ["kaspersky-consulting"]);
    assert_eq!(
        of(Scope::Unclear),
        [
            "kaspersky-safe-kids",
            "kaspersky-fraud-prevention",
            "kasperskyos",
            "kaspersky-thin-client",
            "kaspersky-iot-secure-gateway",
            "kaspersky-cybertrace",
            "kaspersky-digital-footprint-intelligence",
            "kaspersky-security-awareness",
        ]
    );
    assert!(!topic.exhaustive && topic.products.len() == 55);
    // Only these are named in a notice of their own that says what the order says.
    let json: Value = serde_json::from_str(KASPERSKY).expect("JSON");
    let notices: Vec<&str> =
        list(&json, "products").filter(|it| it["basis"] == "notice").map(|it| text_of(it, "id")).collect();
    assert_eq!(
        notices,
        [
            "kaspersky-endpoint-security-cloud",
            "kaspersky-security-for-mobile",
            "kaspersky-edr-optimum",
            "kaspersky-security-for-microsoft-exchange-servers",
        ]
    );
    for product in list(&json, "products") {
        let expected = match text_of(product, "basis") {
            "notice" => "primary",
            "class" | "exclusion" => "secondary",
            _ => "weak",
        };
        assert_eq!(product["confidence"], expected, "{}", product["id"]);
    }
}

#[test]
fn the_fccs_measures_are_reported_to_resellers_with_the_doubt() {
    let topic = read(KASPERSKY);
    let note = topic.notes.iter().find(|note| note.text.in_language("en").contains("FCC")).expect("a note");
    let text = note.text.in_language("en");
    assert!(text.contains("It is reported") && text.contains("No source names Kaspersky"), "{text}");
    assert_eq!(note.audiences.iter().map(|audience| audience.name()).collect::<Vec<_>>(), ["oem"]);
}

#[test]
fn windows_10_ends_on_the_days_that_were_read_when_they_are_over_in_redmond() {
    let topic = read(WINDOWS);
    assert_eq!((topic.zone.as_str(), topic.exhaustive), ("America/Los_Angeles", false));
    let ends = [
        ("Windows 10", "2025-10-14", "2025-10-15T07:00:00+00:00"),
        ("Windows 10 with consumer ESU", "2027-10-12", "2027-10-13T07:00:00+00:00"),
        ("Windows 10 with commercial ESU year 1", "2026-10-13", "2026-10-14T07:00:00+00:00"),
        ("Windows 10 with commercial ESU year 2", "2027-10-12", "2027-10-13T07:00:00+00:00"),
        ("Windows 10 with commercial ESU year 3", "2028-10-10", "2028-10-11T07:00:00+00:00"),
        ("Windows 10 Enterprise LTSB 2016", "2026-10-13", "2026-10-14T07:00:00+00:00"),
        ("Windows 10 IoT Enterprise LTSB 2016", "2026-10-13", "2026-10-14T07:00:00+00:00"),
        ("Windows 10 Enterprise LTSC 2019", "2029-01-09", "2029-01-10T08:00:00+00:00"),
        ("Windows 10 Enterprise LTSC 2021", "2027-01-12", "2027-01-13T08:00:00+00:00"),
        ("Windows 10 IoT Enterprise LTSC 2021", "2032-01-13", "2032-01-14T08:00:00+00:00"),
    ];
    assert_eq!(topic.products.len(), ends.len());
    for (product, (name, last, from)) in topic.products.iter().zip(ends) {
        assert_eq!(product.name.in_language("en"), name);
        let end = topic.milestones_of(product).last().expect("an end");
        assert_eq!(end.last.map(|last| last.to_string()).as_deref(), Some(last), "{name}");
        assert_eq!(end.from.expect("a date").to_utc().to_rfc3339(), from, "{name}");
    }
    // The ends of the first two years are worked out, and the third is reported.
    for (id, confidence) in [
        ("consumer-esu-end", Confidence::Copy),
        ("commercial-esu-year-1-end", Confidence::Weak),
        ("commercial-esu-year-2-end", Confidence::Weak),
        ("commercial-esu-year-3-end", Confidence::Secondary),
    ] {
        assert_eq!(milestone(&topic, id).confidence, Some(confidence), "{id}");
    }
    let moved: Vec<&Milestone> = topic.milestones.iter().filter(|it| !it.was.is_empty()).collect();
    assert_eq!(moved.len(), 1);
    assert_eq!(
        (moved[0].id.as_str(), moved[0].was[0].changed.to_string().as_str()),
        ("consumer-esu-end", "2026-06-25")
    );
    assert_eq!(moved[0].was[0].last.map(|last| last.to_string()).as_deref(), Some("2026-10-13"));
}

#[test]
fn an_owner_of_windows_10_is_told_the_ways_on() {
    let topic = read(WINDOWS);
    let advice = |name: &str| {
        let product = topic.find(name).expect("it is listed");
        let now: When = "2026-11-25".parse().expect("a day");
        let status = evaluate(&topic, &product, now, phaseout::Precision::Auto);
        status.advice.map_or(String::new(), |advice| advice.text.in_language("en").to_owned())
    };
    for words in ["Windows 11", "consumer ESU", "October 12, 2027", "1,000 Rewards points", "$30", "ten PCs"] {
        assert!(advice("Windows 10").contains(words), "{words}");
    }
    for (year, price) in [(1, "$122"), (2, "$244")] {
        assert!(advice(&format!("Windows 10 with commercial ESU year {year}")).contains(price), "{year}");
    }
    assert!(advice("Windows 10 with commercial ESU year 3").contains("no ESU year follows"));
    for name in ["Windows 10 with consumer ESU", "Windows 10 Enterprise LTSB 2016", "Windows 10 Enterprise LTSC 2021"] {
        assert!(advice(name).contains("Windows 11"), "{name}");
    }
}

#[test]
fn nothing_is_shipped_that_nobody_has_read() {
    for text in SHIPPED {
        for unread in [
            // Pages that were only heard of.
            "://www.bis.gov",
            "://bis.gov",
            "oicts.bis.gov",
            "treasury.gov",
            "conventuslaw",
            "common/uninstall",
            "start/6105",
            // What was only remembered.
            "Appendix B",
            "909 F.3d",
            "A8-0189",
            "April 2023",
            "IEEPA maximum",
            // What was stronger than its source.
            "follows the primary source",
            "ban on use",
        ] {
            assert!(!text.contains(unread), "{unread}");
        }
    }
    assert!(KASPERSKY.contains("announcement and law firms’ readings of its order"));
}

#[test]
fn shipped_texts_have_the_letters_of_their_language_and_none_that_does_not_show() {
    for text in SHIPPED {
        check(&serde_json::from_str(text).expect("JSON"), "en");
    }
    let translations = TOPICS.iter().flat_map(|(.., translations)| *translations);
    for (language, text) in LOCALES.iter().chain(translations) {
        check(&serde_json::from_str(text).expect("JSON"), language);
    }
}

/// Every text is in the letters of its language: of `around`, or of the one that its key names.
#[track_caller]
fn check(value: &Value, around: &str) {
    match value {
        Value::String(text) => {
            let odd = text.chars().find(|c| !c.is_ascii_graphic() && !is_of(*c, around));
            assert_eq!(odd.map(|c| c.escape_unicode().to_string()), None, "not of {around}: {text}");
        }
        Value::Array(values) => values.iter().for_each(|value| check(value, around)),
        Value::Object(fields) => {
            for (key, value) in fields {
                let is_language = LOCALES.iter().any(|(language, _)| language == key);
                if key == "makers" {
                    value.as_array().into_iter().flatten().for_each(check_any);
                } else {
                    check(value, if is_language { key } else { around });
                }
            }
        }
        _ => {}
    }
}

/// A maker's name is in the letters of one of the languages.
#[track_caller]
fn check_any(name: &Value) {
    let is_in = |language: &str| {
        name.as_str().is_some_and(|name| name.chars().all(|c| c.is_ascii_graphic() || is_of(c, language)))
    };
    assert!(LOCALES.iter().any(|(language, _)| is_in(language)), "{name}");
}

/// Whether texts of a language have this character, which is not ASCII or is a space. Of a language that is not named here
/// any letter will do.
fn is_of(c: char, language: &str) -> bool {
    let is_latin = matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    let is_cyrillic = ('\u{400}'..='\u{45f}').contains(&c) || "ґҐ".contains(c);
    let own = match language.split('-').next().unwrap_or(language) {
        "ar" | "fa" => ('\u{600}'..='\u{6ff}').contains(&c) || c == '\u{200c}',
        "bn" => ('\u{980}'..='\u{9ff}').contains(&c) || c == '।',
        "he" => ('\u{5d0}'..='\u{5ea}').contains(&c) || "״׳־".contains(c),
        "hi" => ('\u{900}'..='\u{97f}').contains(&c),
        "ja" => ('\u{3001}'..='\u{30ff}').contains(&c) || is_han(c) || "（）：；％？！".contains(c),
        "ko" => ('\u{ac00}'..='\u{d7a3}').contains(&c) || c == '·',
        "ru" | "uk" => is_cyrillic,
        "th" => ('\u{e00}'..='\u{e7f}').contains(&c),
        "zh" => is_han(c) || "，。：；（）、？！《》·「」『』／".contains(c),
        "cs" | "de" | "es" | "fr" | "id" | "it" | "nl" | "pl" | "pt" | "ro" | "tr" | "vi" => is_latin,
        // English, and names as their owners write them.
        "en" => false,
        _ => c.is_alphanumeric(),
    };
    own || " ’“”‘„…«»–—·¿¡ºª→−\u{a0}\u{202f}".contains(c)
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Every id of a source that some fact, or a change of one, names.
fn cited(catalogue: &Value) -> impl Iterator<Item = &Value> {
    let facts = ["milestones", "background", "notes", "steps", "products"];
    let all = facts.into_iter().flat_map(|facts| list(catalogue, facts));
    all.flat_map(|fact| std::iter::once(fact).chain(list(fact, "was"))).flat_map(|fact| list(fact, "sources"))
}

/// The entries of a list, which may be absent.
fn list<'v>(of: &'v Value, field: &str) -> impl Iterator<Item = &'v Value> {
    of[field].as_array().into_iter().flatten()
}

#[track_caller]
fn text_of<'v>(entry: &'v Value, field: &str) -> &'v str {
    entry[field].as_str().expect("a text")
}

fn read(text: &str) -> Catalogue {
    Catalogue::read(text).unwrap_or_else(|problems| panic!("{problems}"))
}

#[track_caller]
fn milestone<'c>(topic: &'c Catalogue, id: &str) -> &'c Milestone {
    topic.milestones.iter().find(|milestone| milestone.id == id).expect("a milestone")
}

/// `Kaspersky for Android / iOS` is `kaspersky-for-android-ios`.
fn kebab(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}

#[test]
fn a_product_that_stands_in_two_topics_has_the_same_dates_in_both() {
    let topics: Vec<_> = TOPICS.iter().map(|(name, ..)| shipped::topic(name)).collect();
    let dates = |topic: &Catalogue, product: &Product| -> Vec<_> {
        topic.milestones_of(product).map(|it| (it.effect.name(), it.date(), it.floor)).collect()
    };
    let mut compared = Vec::new();
    for (index, one) in topics.iter().enumerate() {
        for (product, other) in one.products.iter().flat_map(|it| topics[..index].iter().map(move |other| (it, other)))
        {
            let name = product.name.in_language("en");
            let Some(twin) = other.products.iter().find(|it| it.name.in_language("en") == name) else { continue };
            assert_eq!(dates(one, product), dates(other, twin), "{name} in {} and in {}", one.id, other.id);
            compared.push(name.to_owned());
        }
    }
    assert!(compared.contains(&"Windows 10".to_owned()), "{compared:?}");
}
