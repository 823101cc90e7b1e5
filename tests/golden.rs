//! Golden cards: the hash of every card of ours, which the browser's must equal, and a few whole ones to be read.
//!
//! A change of facts, words or markup shows here; look at the cards, then run with `UPDATE_EXPECT=1`.
#![cfg(not(target_arch = "wasm32"))]

use chrono::FixedOffset;
use expect_test::expect_file;
use phaseout::{
    Catalogue, Locale, Precision, evaluate, html,
    markup::{self, Element, Node, Tag},
    view::{Pace, Setting, opening, view},
};

#[path = "golden/compute.rs"]
mod compute;

const KASPERSKY: &str = include_str!("../www/catalogue/kaspersky-us.json");
const WINDOWS: &str = include_str!("../www/catalogue/windows-10.json");
const ENGLISH: &str = include_str!("../www/locale/en.json");
const SPANISH: &str = include_str!("../www/locale/es.json");

const FOLLOWING: Setting = Setting { chooser: false, frozen: false, reader: None, pace: Pace::Still, heading: 0 };

#[test]
fn every_card_is_as_it_was() {
    expect_file!["golden/cards.txt"].assert_eq(&compute::lines());
}

#[test]
fn a_countdown_in_its_last_second_for_a_reader_in_los_angeles() {
    let setting = Setting { reader: Some(|_| FixedOffset::west_opt(7 * 3600)), ..FOLLOWING };
    check("last-second.html", KASPERSKY, ENGLISH, "kaspersky-premium", "2024-09-28T20:59:59-07:00", setting);
}

#[test]
fn years_later_in_spanish() {
    check("years-later-es.html", KASPERSKY, SPANISH, "kaspersky-premium", "2026-11-21T00:00:00Z", FOLLOWING);
}

#[test]
fn a_makers_own_stop_before_the_laws() {
    check("makers-own-stop.html", KASPERSKY, ENGLISH, "kaspersky-edr-optimum", "2024-09-15T00:00:00Z", FOLLOWING);
}

#[test]
fn a_reseller_before_the_ban() {
    check("reseller.html", KASPERSKY, ENGLISH, "kaspersky-scan-engine", "2024-06-24T12:00:00Z", FOLLOWING);
}

#[test]
fn what_is_not_covered() {
    check("not-covered.html", KASPERSKY, ENGLISH, "kaspersky-threat-intelligence", "2026-11-21T00:00:00Z", FOLLOWING);
}

#[test]
fn a_condition_in_a_frozen_card() {
    let setting = Setting { frozen: true, ..FOLLOWING };
    check("frozen-condition.html", KASPERSKY, ENGLISH, "kaspersky-consulting", "2024-08-01", setting);
}

#[test]
fn a_day_ahead_with_the_choice_of_others() {
    let setting = Setting { chooser: true, ..FOLLOWING };
    check("chooser.html", WINDOWS, ENGLISH, "windows-10-with-consumer-esu", "2026-11-21T00:00:00Z", setting);
}

#[test]
fn a_card_before_its_product_is_chosen() {
    let (catalogue, locale) = read(WINDOWS, ENGLISH);
    let card = markup::opening_card(&opening(&catalogue, catalogue.checked, &locale));
    expect_file!["golden/opening.html"].assert_eq(&readable(&card, 0));
}

/// The card, one block a line, is that of the file.
#[track_caller]
fn check(file: &str, catalogue: &str, locale: &str, product: &str, now: &str, setting: Setting) {
    let (catalogue, locale) = read(catalogue, locale);
    let product = catalogue.find(product).expect("a product of the catalogue");
    let status = evaluate(&catalogue, &product, now.parse().expect("a moment"), Precision::Auto);
    let card = markup::card(&view(&status, &locale, setting));
    expect_file![format!("golden/{file}")].assert_eq(&readable(&card, 0));
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
            Node::Text(gap) if gap.trim().is_empty() => {}
            node => out += &format!("{indent}{}\n", html(std::slice::from_ref(node))),
        }
    }
    out
}

fn is_block(node: &Node) -> bool {
    matches!(node, Node::Element(element) if !matches!(element.tag, Tag::A | Tag::Span | Tag::Time))
}
