//! The products that a reader can choose from: a catalogue in, labelled groups out.

use super::as_of;
use crate::{
    catalogue::{Audience, Catalogue, Product},
    locale::{Direction, Key, Locale},
    named::Named,
};

/// A labelled choice of products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chooser<'v> {
    /// What is chosen.
    pub label: &'v str,
    /// The line that stands where nothing is chosen yet; `None` once something is.
    pub invitation: Option<&'v str>,
    /// Products by audience; no group is empty.
    pub groups: Vec<Group<'v>>,
}

/// The products of one audience.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<'v> {
    /// Whom they are for; empty for the product that the catalogue does not list, and for not knowing which.
    pub label: &'v str,
    /// Id, name, and whether it is the chosen one.
    pub options: Vec<(&'v str, &'v str, bool)>,
}

/// The option of a reader who does not know the product: no id.
pub const ANY: &str = "?";

/// A card before a product is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening<'v> {
    /// BCP 47 tag of the words.
    pub language: &'v str,
    /// Which way they are read.
    pub direction: Direction,
    /// The measure, as a heading.
    pub title: &'v str,
    /// The products.
    pub chooser: Chooser<'v>,
    /// The day of the last check.
    pub as_of: String,
    /// How deep the title is in the page's outline; 0 for the second level.
    pub heading: u8,
}

/// The card of a catalogue before a product is chosen.
pub fn opening<'v>(catalogue: &'v Catalogue, today: chrono::NaiveDate, locale: &'v Locale) -> Opening<'v> {
    Opening {
        language: &locale.language,
        direction: locale.direction,
        title: catalogue.title.in_language(&locale.language),
        chooser: chooser(catalogue, None, locale),
        as_of: as_of(catalogue, today, locale),
        heading: 0,
    }
}

pub(super) fn chooser<'v>(catalogue: &'v Catalogue, chosen: Option<&'v Product>, locale: &'v Locale) -> Chooser<'v> {
    let mut groups: Vec<Group> = Vec::new();
    let unlisted = chosen.filter(|product| product.audience == Audience::Unknown);
    // Who typed no more than the maker's name knows no more than who says so.
    let is_any = unlisted.is_some_and(|product| product.name == catalogue.maker);
    if let (Some(unlisted), false) = (unlisted, is_any) {
        groups.push(Group { label: "", options: vec![("", &unlisted.name, true)] });
    }
    for audience in Audience::ALL {
        let mut options = Vec::new();
        for product in &catalogue.products {
            if product.audience == *audience {
                let is_chosen = chosen.is_some_and(|chosen| chosen.id == product.id);
                options.push((product.id.as_str(), product.name.as_str(), is_chosen));
            }
        }
        if !options.is_empty() {
            groups.push(Group { label: locale.label(Key::AudienceConsumer.member(*audience as usize)), options });
        }
    }
    if catalogue.any_product().is_some() {
        groups.push(Group { label: "", options: vec![(ANY, locale.label(Key::ChooserUnknown), is_any)] });
    }
    Chooser {
        label: locale.label(Key::Chooser),
        invitation: chosen.is_none().then(|| locale.label(Key::ChooserChoose)),
        groups,
    }
}
