//! Golden cards: the hash of every card of ours, which what is played in a browser must equal (`tests/web.rs`), and a few
//! whole ones to be read.
//!
//! A change of facts, words or markup shows here; look at the cards, then run with `UPDATE_EXPECT=1`.
#![cfg(not(target_arch = "wasm32"))]

use chrono::FixedOffset;
use expect_test::expect_file;
use phaseout::{
    Catalogue, Locale, Named, Now, Precision, When, evaluate, html,
    markup::{self, Element, Node, Tag},
    view::{Pace, Setting, opening, view},
};

#[path = "golden/compute.rs"]
mod compute;

const KASPERSKY: &str = include_str!("../www/catalogue/kaspersky-us.json");
const WINDOWS: &str = include_str!("../www/catalogue/windows-10.json");
const PHONES: &str = include_str!("topics/uk-pstn.json");
const ENGLISH: &str = include_str!("../www/locale/en.json");
const SPANISH: &str = include_str!("../www/locale/es.json");
const HEBREW: &str = include_str!("../www/locale/he.json");

#[test]
fn every_card_is_as_it_was() {
    expect_file!["golden/cards.txt"].assert_eq(&compute::lines(&[], &|catalogue, product, locale, instants| {
        let utc = |_| FixedOffset::east_opt(0).expect("UTC");
        let card = |now: &i64| {
            let status = evaluate(catalogue, product, Now::live(*now, Some(&utc)), Precision::Auto);
            let setting = Setting { pace: Pace::Running, ..Setting::default() };
            let card = html(&markup::card(&view(&status, locale, setting)));
            (status.phase.name().to_owned(), card)
        };
        instants.iter().map(card).collect()
    }));
}

#[test]
fn a_countdown_in_its_last_second_for_a_reader_in_los_angeles() {
    // As it was checked then: a clock before the day of the last check is not believed.
    let then =
        KASPERSKY.replace("\"checked\": \"2026-11-25\",\n  \"sources\"", "\"checked\": \"2024-06-24\",\n  \"sources\"");
    let reader = |_| FixedOffset::west_opt(7 * 3600).expect("an offset");
    let now = Now::live(milliseconds("2024-09-28T20:59:59-07:00"), Some(&reader));
    check("last-second.html", &then, ENGLISH, "kaspersky-premium", now, Setting::default());
}

#[test]
fn a_clock_that_cannot_be_right() {
    let now = Now::live(milliseconds("2020-01-01T00:00:00Z"), None);
    check("wrong-clock.html", KASPERSKY, ENGLISH, "kaspersky-premium", now, Setting::default());
}

#[test]
fn years_later_in_spanish() {
    let now = frozen("2026-11-21T00:00:00Z");
    check("years-later-es.html", KASPERSKY, SPANISH, "kaspersky-premium", now, Setting::default());
}

#[test]
fn a_makers_own_stop_before_the_laws() {
    let now = frozen("2024-09-15T00:00:00Z");
    check("makers-own-stop.html", KASPERSKY, ENGLISH, "kaspersky-edr-optimum", now, Setting::default());
}

#[test]
fn a_reseller_before_the_ban() {
    let now = frozen("2024-06-24T12:00:00Z");
    check("reseller.html", KASPERSKY, ENGLISH, "kaspersky-scan-engine", now, Setting::default());
}

#[test]
fn what_is_not_covered() {
    let now = frozen("2026-11-21T00:00:00Z");
    check("not-covered.html", KASPERSKY, ENGLISH, "kaspersky-threat-intelligence", now, Setting::default());
}

#[test]
fn a_condition_in_a_frozen_card() {
    let setting = Setting { frozen: true, ..Setting::default() };
    check("frozen-condition.html", KASPERSKY, ENGLISH, "kaspersky-consulting", frozen("2024-08-01"), setting);
}

#[test]
fn a_day_ahead_that_was_moved_with_the_choice_of_others() {
    let setting = Setting { chooser: true, ..Setting::default() };
    let now = frozen("2026-11-21T00:00:00Z");
    check("chooser.html", WINDOWS, ENGLISH, "windows-10-with-consumer-esu", now, setting);
}

#[test]
fn a_topic_that_speaks_another_language() {
    let now = frozen("2026-11-25");
    check("another-language.html", PHONES, HEBREW, "telecare", now, Setting::default());
}

#[test]
fn a_card_before_its_product_is_chosen() {
    let (catalogue, locale) = read(WINDOWS, ENGLISH);
    let card = markup::opening_card(&opening(
        &catalogue,
        catalogue.any_product().as_ref(),
        When::Day(catalogue.checked).into(),
        &locale,
        Setting::default(),
    ));
    expect_file!["golden/opening.html"].assert_eq(&readable(&card, 0));
}

/// The card, one block a line, is that of the file.
#[track_caller]
fn check(file: &str, catalogue: &str, locale: &str, product: &str, now: Now, setting: Setting) {
    let (catalogue, locale) = read(catalogue, locale);
    let product = catalogue.find(product).expect("a product of the catalogue");
    let status = evaluate(&catalogue, &product, now, Precision::Auto);
    let card = markup::card(&view(&status, &locale, setting));
    expect_file![format!("golden/{file}")].assert_eq(&readable(&card, 0));
}

fn frozen(moment: &str) -> Now<'_> {
    moment.parse::<When>().expect("a moment").into()
}

fn milliseconds(instant: &str) -> i64 {
    instant.parse::<When>().expect("an instant").first_instant(FixedOffset::east_opt(0).expect("UTC"))
}

fn read(catalogue: &str, locale: &str) -> (Catalogue, Locale) {
    (Catalogue::read(catalogue).expect("valid"), Locale::read(locale).expect("valid"))
}

/// HTML with each block that has blocks inside on lines of its own, and every other block on one line.
fn readable(nodes: &[Node], depth: usize) -> String {
    let indent = "  ".repeat(depth);
    let mut out = String::new();
    for node in nodes {
        match node {
            Node::Element(element) if element.children.iter().any(is_block) => {
                let tags = html(&[Node::Element(Element { children: Vec::new(), ..element.clone() })]);
                let (open, close) = tags.split_at(tags.rfind("</").expect("every element is closed"));
                let inside = readable(&element.children, depth + 1);
                out += &format!("{indent}{open}\n{inside}{indent}{close}\n");
            }
            Node::Text(gap) if gap.whole().is_some_and(|gap| gap.trim().is_empty()) => {}
            node => out += &format!("{indent}{}\n", html(std::slice::from_ref(node))),
        }
    }
    out
}

fn is_block(node: &Node) -> bool {
    matches!(node, Node::Element(element) if !matches!(element.tag, Tag::A | Tag::Bdi | Tag::Span | Tag::Time))
}
