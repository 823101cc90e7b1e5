//! What a host may style is one list: in the stylesheet, in the cards, in the manifest and in the documentation.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;

use phaseout::{
    Catalogue, Locale, Precision, When, evaluate, html, markup,
    view::{Pace, Setting, opening, view},
};
use serde_json::Value;

const DOCUMENTED: &str = include_str!("../docs/theming.md");
const STYLE: &str =
    concat!(include_str!("../www/card.css"), include_str!("../www/brief.css"), include_str!("../www/line.css"));
const MANIFEST: &str = include_str!("../www/custom-elements.json");

#[test]
fn every_part_is_documented_and_none_that_is_not_there() {
    assert_eq!(listed("## Parts", ""), parts());
    assert_eq!(manifest("cssParts"), parts());
}

#[test]
fn every_property_is_documented_and_none_that_is_not_there() {
    let used: BTreeSet<String> =
        STYLE.split("var(").skip(1).map(name).filter(|it| it.starts_with("--phase-out-")).collect();
    assert!(used.len() > 5, "{used:?}");
    assert_eq!(listed("## Properties", "--phase-out-"), used);
    assert_eq!(manifest("cssProperties"), used);
}

#[test]
fn the_stylesheet_names_no_part_that_is_not_there() {
    let named: BTreeSet<String> = STYLE.split("part~=\"").skip(1).map(name).collect();
    assert!(named.len() > 20, "{named:?}");
    assert_eq!(named.difference(&parts()).next(), None);
}

/// The parts of every kind of card, and those under it.
fn parts() -> BTreeSet<String> {
    let locale = Locale::read(include_str!("../www/locale/en.json")).expect("valid");
    let kaspersky = Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).expect("valid");
    let windows = Catalogue::read(include_str!("../www/catalogue/windows-10.json")).expect("valid");
    let mut all = html(&markup::opening_card(&opening(
        &kaspersky,
        kaspersky.any_product().as_ref(),
        When::Day(kaspersky.checked).into(),
        &locale,
        Setting::default(),
    )));
    let stopping = Setting { pace: Pace::Running, ..Setting::default() };
    let choosing = Setting { chooser: true, frozen: true, ..stopping };
    for (catalogue, product, now, setting) in [
        (&kaspersky, "kaspersky-premium", "2024-09-28T12:00:00Z", stopping),
        (&kaspersky, "kaspersky-premium", "2024-09-28T12:00:00Z", choosing),
        (&kaspersky, "Kaspersky Something New", "2026-11-21", Setting::default()),
        (&windows, "windows-10-with-consumer-esu", "2026-11-21", Setting::default()),
        (&windows, "windows-10", "2027-11-26", Setting::default()),
    ] {
        let product = catalogue.find(product).expect("of the maker");
        let status = evaluate(catalogue, &product, now.parse::<When>().expect("a moment"), Precision::Auto);
        all += &html(&markup::card(&view(&status, &locale, setting)));
    }
    let beside = [include_str!("../www/phaseout-clock.js"), include_str!("../www/phaseout-share.js")];
    let beside = beside.iter().flat_map(|script| script.split(".part = \"").skip(1));
    let inside = all.split("part=\"").skip(1).flat_map(|rest| rest.split('"').next().unwrap_or_default().split(' '));
    inside.chain(beside).map(name).collect()
}

/// What the table below a heading has in its first column, in backquotes and with this in front.
fn listed(heading: &str, start: &str) -> BTreeSet<String> {
    let (_, below) = DOCUMENTED.split_once(heading).expect("the heading");
    let table = below.split("\n## ").next().unwrap_or_default();
    let first = table.lines().filter(|line| line.starts_with("| `")).filter_map(|line| line.split('|').nth(1));
    let names = first.flat_map(|column| column.split('`').skip(1).step_by(2).map(str::to_owned));
    names.filter(|name| name.starts_with(start)).collect()
}

fn manifest(list: &str) -> BTreeSet<String> {
    let manifest: Value = serde_json::from_str(MANIFEST).expect("JSON");
    let listed = manifest["modules"][0]["declarations"][0][list].as_array().expect("a list").clone();
    listed.iter().map(|it| it["name"].as_str().expect("a name").to_owned()).collect()
}

/// The letters and hyphens that a text starts with.
fn name(text: &str) -> String {
    text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}
