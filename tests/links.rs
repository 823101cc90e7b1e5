//! A link that is not https is only its words, wherever an address is used and whatever was tested before.

use phaseout::{
    Catalogue, Locale, Precision, Statement, When, evaluate, html, https, markup,
    view::{Setting, plain_sentence, view},
};

// The same in a browser.
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::{wasm_bindgen_test as test, wasm_bindgen_test_configure};

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test_configure!(run_in_browser);

const LINKS: [&str; 12] = [
    "javascript:alert(1)",
    "JavaScript:alert(1)//https://law.example/",
    "data:text/html,x",
    "blob:https://law.example/x",
    "http://law.example/",
    "//law.example/",
    "order.html",
    "https://user@law.example/",
    "https://law.example\\@evil.example/",
    "https://law.example/a\nb",
    "https://law.example/\r\nEND:VEVENT\r\nBEGIN:VEVENT",
    " https://law.example/",
];

/// The small catalogue, with that address for all of its sources and its advice, which is for everybody: what no reader
/// of ours lets through.
fn forged(link: &str) -> Catalogue {
    let mut catalogue = Catalogue::read(include_str!("catalogue/small.json")).expect("valid");
    for source in &mut catalogue.sources {
        link.clone_into(&mut source.url);
    }
    for advice in &mut catalogue.advice {
        link.clone_into(&mut advice.url);
        advice.products.clear();
        advice.audiences.clear();
        advice.phases.clear();
    }
    catalogue
}

fn english() -> Locale {
    Locale::read(include_str!("../www/locale/en.json")).expect("valid")
}

/// What is said of the first product while its deadline is ahead: its card, the sentence, the status, the calendar.
fn said(link: &str) -> [String; 4] {
    let (catalogue, english) = (forged(link), english());
    let now: When = "2024-09-01".parse().expect("a day");
    let status = evaluate(&catalogue, &catalogue.products[0], now, Precision::Auto);
    let view = view(&status, &english, Setting::default());
    let calendar = view.calendar.as_ref().expect("a deadline is ahead").address.clone();
    let statement = serde_json::to_string(&Statement::new(&status, &view)).expect("JSON");
    [html(&markup::card(&view)), html(&markup::sentence(&plain_sentence(&status, &english))), statement, calendar]
}

#[test]
fn an_https_address_is_used_everywhere() {
    let [card, sentence, statement, calendar] = said("https://law.example/a");
    for words in ["The order", "Save your files."] {
        assert!(card.contains(&format!(">{words}</a>")), "{card}");
    }
    assert_eq!(card.matches("href=\"https://law.example/a\"").count(), 3, "two sources and the advice: {card}");
    assert!(sentence.contains("href=\"https://law.example/a\""), "{sentence}");
    let links = statement.matches("\"url\":\"https://law.example/a\"").count();
    assert_eq!(links, 3, "two sources and the advice: {statement}");
    assert!(calendar.contains("URL:https://law.example/a%0D%0A"), "{calendar}");
}

#[test]
fn what_is_not_https_is_only_its_words() {
    for link in LINKS {
        assert_eq!(https(link), "", "{link}");
        let [card, sentence, statement, calendar] = said(link);
        for text in [&card, &sentence] {
            assert_eq!(text.matches("href=").count(), text.matches("href=\"data:text/calendar").count(), "{text}");
        }
        for words in ["The order", "Save your files."] {
            assert!(card.contains(words), "the words stay: {card}");
        }
        let urls = statement.matches("\"url\":").count();
        assert!(urls > 0 && statement.matches("\"url\":\"\"").count() == urls, "{statement}");
        assert!(!calendar.contains("URL:") && calendar.matches("BEGIN:VEVENT").count() == 1, "{calendar}");
    }
}

#[test]
fn an_address_is_https_up_to_2048_bytes() {
    let long = |length: usize| format!("https://law.example/{}", "x".repeat(length - 20));
    assert_eq!((https(&long(2048)).len(), https(&long(2049)).len()), (2048, 0));
}

#[cfg(feature = "cli")]
#[test]
fn what_is_published_beside_the_card_has_no_such_link_either() {
    use phaseout::site::{Published, pages, site, topic_page};

    let base = Some("https://cdn.example/");
    let now = "2024-09-01".parse().expect("a day");
    for link in LINKS {
        let catalogue = forged(link);
        let files = site(&catalogue, "", &english(), base, now);
        assert!(files.iter().any(|(path, _)| path.starts_with("calendar/")));
        for (path, text) in files {
            assert!(!text.contains("\nURL") && !text.contains("href=\"javascript"), "{path}: {text}");
            assert!(text.matches("<a ").count() == 0, "{path}: {text}");
        }
        let topic = Published { catalogue: &catalogue, file: String::new(), is_own: true, languages: Vec::new() };
        let mut files = pages(std::slice::from_ref(&topic), &english(), base, now);
        files.push(topic_page(&topic, &english(), base, now));
        for (path, text) in &files {
            // Every other link of these pages leads to a file of the folder.
            assert!(!text.contains("rel=\"noopener"), "{path}: {text}");
        }
        let (path, page) = files.last().expect("a page");
        for words in ["The order", "Save your files."] {
            assert!(page.contains(words), "the words stay in {path}: {page}");
        }
    }
}
