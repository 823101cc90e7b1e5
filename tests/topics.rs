//! Topics that a newsroom would write: each is short, without an error, and its cards read as a sub-editor would have
//! written them.
//!
//! `tests/topics/*.txt` has what a card says before, at and after each date. Read it as a reader would; then run with
//! `UPDATE_EXPECT=1`.
#![cfg(not(target_arch = "wasm32"))]

use chrono::{Days, TimeDelta};
use expect_test::expect_file;
use phaseout::{
    Catalogue, Locale, Precision, When,
    catalogue::Product,
    evaluate,
    view::{Setting, View, plain_sentence, view},
    words,
};

/// The name of each topic's file, its text, and the names that somebody types.
const TOPICS: [(&str, &str, &[&str]); 8] = [
    (
        "fcc-routers",
        include_str!("topics/fcc-routers.json"),
        &["my router", "new-model", "approved-model", "phone-hotspot"],
    ),
    ("google-pixel", include_str!("topics/google-pixel.json"), &["Pixel 6 Pro", "Pixel 9 Pro Fold", "Google Pixel 12"]),
    (
        "microsoft-servers",
        include_str!("topics/microsoft-servers.json"),
        &[
            "Windows Server 2016",
            "Windows Server 2012 R2 with ESU",
            "Exchange Server 2019",
            "Microsoft SQL Server 2019",
        ],
    ),
    (
        "office",
        include_str!("topics/office.json"),
        &["Office 2021", "Office 2024", "Office LTSC 2021", "Microsoft Office 2019"],
    ),
    ("python-3-10", include_str!("topics/python-3-10.json"), &["python 3.10"]),
    ("tls-lifetimes", include_str!("topics/tls-lifetimes.json"), &["public", "Let’s Encrypt", "internal CA"]),
    ("uk-pstn", include_str!("topics/uk-pstn.json"), &["landline", "careline", "ISDN", "KCOM"]),
    ("windows-10-esu", include_str!("topics/windows-10-esu.json"), &["Win10 ESU"]),
];

/// Most lines of a topic.
const MOST_LINES: usize = 14;

#[test]
fn each_topic_is_short() {
    for (name, text, _) in TOPICS {
        let lines = text.lines().count();
        assert!(lines <= MOST_LINES, "{name} has {lines} lines");
    }
}

#[test]
fn each_topic_is_accepted() {
    for (name, text, _) in TOPICS {
        assert!(Catalogue::warnings(text).is_ok(), "{name}: {:#?}", Catalogue::warnings(text));
    }
}

#[test]
fn each_card_reads_well_before_at_and_after_each_date() {
    let english = Locale::read(include_str!("../www/locale/en.json")).expect("a shipped language");
    for (name, text, products) in TOPICS {
        let topic = Catalogue::read(text).expect("it is accepted");
        let mut cards = format!("{}\n", topic.title.in_language("en"));
        for typed in products {
            let product = topic.find(typed).unwrap_or_else(|error| panic!("{name}: {error}"));
            cards += &format!("\n{}", cards_of(&topic, &product, &english));
        }
        expect_file![format!("topics/{name}.txt")].assert_eq(&cards);
    }
}

/// What the card of a product says at each telling moment; the details of its dates are written once.
fn cards_of(topic: &Catalogue, product: &Product, locale: &Locale) -> String {
    let status = |now: When| evaluate(topic, product, now, Precision::Auto);
    let plain = words(&plain_sentence(&status(When::Day(topic.checked)), locale));
    let mut cards = format!("{}\n  without script: {plain}\n", product.name.in_language("en"));
    for (index, now) in moments(topic, product).into_iter().enumerate() {
        let status = status(now);
        let card = view(&status, locale, Setting::default());
        cards += &format!("\n  {now} [{}]\n", card.headline);
        for line in lines(&card, index == 0) {
            cards += &format!("    {line}\n");
        }
    }
    cards
}

/// A season before the first date, the last millisecond before each and the first instant of it, and a year after the
/// last, as clocks in the topic's zone show them; of a product without dates the day of the last check.
fn moments(topic: &Catalogue, product: &Product) -> Vec<When> {
    let dates: Vec<_> = topic.milestones_of(product).filter_map(|milestone| milestone.from).collect();
    let (Some(first), Some(last)) = (dates.first(), dates.last()) else { return vec![When::Day(topic.checked)] };
    let mut moments = vec![When::Day(first.date_naive() - Days::new(100))];
    for at in &dates {
        moments.extend([*at - TimeDelta::milliseconds(1), *at].map(When::Instant));
    }
    moments.push(When::Day(last.date_naive() + Days::new(400)));
    moments
}

/// What a reader reads, from the sentence to what to do.
fn lines(card: &View, has_details: bool) -> Vec<String> {
    let mut lines = vec![words(&card.sentence)];
    for row in &card.rows {
        let relative = if row.relative.is_empty() { String::new() } else { format!(", {}", row.relative) };
        lines.push(format!("- {}: {}{relative}", row.label, row.date));
        lines.extend(row.moved.iter().map(|moved| format!("  {moved}")));
        lines.extend(row.detail.iter().filter(|_| has_details).map(|detail| format!("  {}", words(detail))));
    }
    lines.extend(card.countdown.known().into_iter().map(|clock| format!("{}: {}", clock.label, clock.spoken)));
    lines.push(format!("{}: {}", card.action.label, words(&card.action.sentence)));
    lines
}
