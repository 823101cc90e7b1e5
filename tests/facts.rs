//! What the shipped catalogues promise beyond being valid: every fact has its source, every id its name.
#![cfg(not(target_arch = "wasm32"))]

use chrono::Datelike;
use phaseout::{Catalogue, catalogue::ScopeBasis};

const SHIPPED: [&str; 2] =
    [include_str!("../www/catalogue/kaspersky-us.json"), include_str!("../www/catalogue/windows-10.json")];

#[test]
fn shipped_facts_are_valid_and_sourced() {
    for text in SHIPPED {
        let catalogue = Catalogue::read(text).unwrap_or_else(|problems| panic!("{problems:#?}"));
        for source in &catalogue.sources {
            assert!(source.url.starts_with("https://"), "{source:?}");
            assert!((2024..=2026).contains(&source.checked.year()), "{source:?}");
        }
        let cited: Vec<&String> = cited(&catalogue).collect();
        for source in &catalogue.sources {
            assert!(cited.contains(&&source.id), "nothing cites {}", source.id);
        }
        for product in &catalogue.products {
            assert_eq!(product.id, kebab(&product.name));
            assert!(product.basis != ScopeBasis::Inference || product.note.is_some(), "{} says not why", product.id);
        }
    }
}

#[test]
fn shipped_texts_have_no_character_that_does_not_show() {
    let locales = [include_str!("../www/locale/en.json"), include_str!("../www/locale/es.json")];
    for text in SHIPPED.into_iter().chain(locales) {
        let odd = |c: &char| c.is_alphabetic() && !c.is_ascii() && !"áéíóúüñÁÉÍÓÚÜÑ".contains(*c);
        assert_eq!(text.chars().find(odd), None, "a letter that only looks like one of English or Spanish");
        let known = |c: &char| c.is_ascii_graphic() || c.is_alphabetic() || " \n“”‘’«»…".contains(*c);
        assert_eq!(text.chars().find(|c| !known(c)).map(char::escape_unicode).map(|it| it.to_string()), None);
    }
}

/// Every id of a source that some fact names.
fn cited(catalogue: &Catalogue) -> impl Iterator<Item = &String> {
    let milestones = catalogue.milestones.iter().map(|it| &it.sources);
    let background = catalogue.background.iter().map(|it| &it.sources);
    let texts = catalogue.notes.iter().map(|it| &it.sources).chain(catalogue.steps.iter().map(|it| &it.sources));
    milestones.chain(background).chain(texts).chain(catalogue.products.iter().map(|it| &it.sources)).flatten()
}

/// `Kaspersky for Android / iOS` is `kaspersky-for-android-ios`.
fn kebab(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}
