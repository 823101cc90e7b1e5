//! What must hold for any bytes whatever: one function for each way in from outside.
//!
//! Each takes what an attacker could send and panics when a promise is broken. The fuzzer calls them by the million,
//! and `tests/fuzz.rs` on every run with the corpus and some inputs made of it. None may keep anything.

use std::sync::LazyLock;

use phaseout::{
    Catalogue, Found, Locale, Precision, State, When, attribute_value,
    catalogue::Scope,
    evaluate, html,
    markup::{self, Node},
    view::{Setting, opening, view},
};

use self::parser::{parsed, unescaped};

#[path = "../../tests/html/parser.rs"]
mod parser;

/// A catalogue with `@` wherever words can stand.
const WORDS: &str = include_str!("words.json");

static KASPERSKY: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("../../www/catalogue/kaspersky-us.json")));
static WINDOWS: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("../../www/catalogue/windows-10.json")));
static ACME: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("../../tests/catalogue/small.json")));
static ENGLISH: LazyLock<Locale> =
    LazyLock::new(|| Locale::read(include_str!("../../www/locale/en.json")).expect("shipped words are valid"));

fn read(text: &str) -> Catalogue {
    Catalogue::read(text).expect("shipped facts are valid")
}

/// A newsroom's own catalogue: refused with problems that have a place and words, or shown as a card that an HTML
/// parser reads back.
pub fn catalogue(bytes: &[u8]) {
    match Catalogue::read(&String::from_utf8_lossy(bytes)) {
        Ok(catalogue) => show(&catalogue),
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a word");
            assert!(problems.iter().all(|it| !it.place.is_empty() && !it.message.is_empty()), "{problems:?}");
        }
    }
}

/// A sealed text whose seal fits, as anybody can make one: not opened, or shown as a card that an HTML parser reads back.
pub fn sealed(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Some((_, fields)) = text.split_once("\",") else { return };
    let mark = [3]
        .iter()
        .chain(fields.as_bytes())
        .fold(0x811C_9DC5_u32, |mark, byte| (mark ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    if let Some(catalogue) = Catalogue::open(&format!("{{\"seal\":\"{mark:08x}\",{fields}")) {
        show(&catalogue);
    }
}

/// The `now` of a page and a deadline, with a line break between: what is read is read alike once written, is on one
/// side of the other, and its next change is ahead.
pub fn moment(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (at, now) = text.split_once('\n').unwrap_or((&text, "2024-09-28T12:00:00Z"));
    let (Ok(at), Ok(now)) = (at.parse::<When>(), now.parse::<When>()) else { return };
    assert_eq!(at.written().parse::<When>(), Ok(at));
    let (State::Ahead(left) | State::Passed(left)) = at.state(now, WINDOWS.offset);
    assert!(left.hours < 24 && left.minutes < 60 && left.seconds < 60, "{left:?}");
    let status = evaluate(&KASPERSKY, &KASPERSKY.products[0], now, Precision::Seconds);
    assert!(status.next_change > now.first_instant(KASPERSKY.offset), "{status:?}");
}

/// A product's name as somebody typed it: a listed product, one that is not listed and therefore unclear, or none
/// with the nearest ones.
pub fn search(bytes: &[u8]) {
    let name = String::from_utf8_lossy(bytes);
    // The long list takes a hundred times as long as the others, so only some names are looked up in it.
    let long = bytes.len().is_multiple_of(32).then_some(&*KASPERSKY);
    for catalogue in [&*ACME, &*WINDOWS].into_iter().chain(long) {
        match catalogue.find(&name) {
            Ok(Found::Listed(product)) => assert!(catalogue.products.iter().any(|it| it.id == product.id)),
            Ok(Found::Unlisted(product)) => {
                assert!(!catalogue.exhaustive && product.scope == Scope::Unclear && product.id.is_empty());
            }
            Err(error) => assert!(error.nearest.len() <= 3 && !error.to_string().is_empty(), "{error}"),
        }
    }
}

/// A text that stands in HTML, alone and in every place of a catalogue where words can stand: it is text there and
/// nothing else.
pub fn escaping(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let written = html(&[Node::Text(text.clone().into_owned())]);
    assert!(!written.contains(['<', '>']) && unescaped(&written) == text, "{written}");
    let written = attribute_value(&text);
    assert!(!written.contains(['<', '>', '"']) && unescaped(&written) == text, "{written}");
    let words = serde_json::to_string(&text).expect("a text is JSON");
    if let Ok(catalogue) = Catalogue::read(&WORDS.replace("\"@\"", &words)) {
        show(&catalogue);
    }
}

/// Writes some cards and reads them back.
fn show(catalogue: &Catalogue) {
    let check = |nodes: &[Node]| assert_eq!(parsed(&html(nodes)), nodes);
    check(&markup::opening_card(&opening(catalogue, catalogue.checked, &ENGLISH)));
    let now = "2024-09-28T03:59:59.999Z".parse().expect("a moment");
    for product in catalogue.products.iter().take(2) {
        let status = evaluate(catalogue, product, now, Precision::Auto);
        let setting = Setting { chooser: true, frozen: true, ..Setting::default() };
        check(&markup::card(&view(&status, &ENGLISH, setting)));
    }
}
